#ifndef LEDGER_SQLITE_H
#define LEDGER_SQLITE_H

#include <sqlite3.h>
#include <stdbool.h>

#include "base/error.h"
#include "ledger/ledger.h"
#include "ledger/statements.h"

/*
 * The door through which SQLite enters: for sqlite.c, query.c and bulk.c alone.
 *
 * sqlite_fail(ledger, error):
 * Turn the last result of SQLite into a status: who has to do something about
 * it?
 */

struct bulk_source;

struct ledger {
	sqlite3 *handle;
	const char *path;
	bool in_transaction;
	enum ledger_mode mode;
	bool feeds; /* it knows the table "feed" */
	struct bulk_source *feed; /* what that reads, or NULL */
	sqlite3_stmt *statements[STATEMENT_COUNT];
};

enum status sqlite_fail(const struct ledger *, struct error *);

#endif

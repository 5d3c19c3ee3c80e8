#ifndef LEDGER_SQLITE_H
#define LEDGER_SQLITE_H

#include <sqlite3.h>
#include <stdbool.h>

#include "base/error.h"
#include "ledger/ledger.h"
#include "ledger/statements.h"

/*
 * The door through which SQLite enters: for sqlite.c, its parts, query.c and
 * bulk.c alone.
 *
 * sqlite_fail(ledger, error):
 * Turn the last result of SQLite into a status: who has to do something about
 * it?
 *
 * sqlite_execute(ledger, sql, error):
 * Run a fixed text.
 *
 * sqlite_number(ledger, sql, number, error):
 * The only value of a pragma.
 *
 * sqlite_guard(ledger, error):
 * Turn on every guard: options, limits, pragmas of the connection, and who may
 * do what.  Only while ledger->changing may statements change the schema, and
 * only LEDGER_RECORD may write more than temporary tables.
 *
 * sqlite_hash(ledger, error):
 * Let statements call sha256(VALUE, ...), the hash of its values each behind
 * its type and length, and secret(), 32 random bytes.
 */

struct bulk_source;
struct bulk_taker;

struct ledger {
	sqlite3 *handle;
	const char *path;
	bool in_transaction;
	bool starved; /* a value was lost for want of memory */
	enum ledger_mode mode;
	bool changing; /* its schema */
	bool feeds; /* it knows the table "feed" and the function "take" */
	struct bulk_source *feed; /* what is fed, or NULL */
	const struct bulk_taker *taker; /* of the statement at work, or NULL */
	sqlite3_stmt *statements[STATEMENT_COUNT];
};

enum status sqlite_fail(const struct ledger *, struct error *);
enum status sqlite_execute(
    struct ledger *, const char *, struct error *) MUST_CHECK;
enum status sqlite_number(
    struct ledger *, const char *, int64_t *, struct error *) MUST_CHECK;
enum status sqlite_guard(struct ledger *, struct error *) MUST_CHECK;
enum status sqlite_hash(struct ledger *, struct error *) MUST_CHECK;

#endif

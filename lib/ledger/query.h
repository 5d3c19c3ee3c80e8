#ifndef LEDGER_QUERY_H
#define LEDGER_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "base/hash.h"
#include "ledger/ledger.h"
#include "ledger/statements.h"

/*
 * A query is one statement of the table at work.
 *
 * Statements are chosen by number and prepared once a ledger; values are always
 * bound, in order.  A failed bind is remembered and reported by the next step,
 * so binding needs no checks.  A statement is at work in one query at a time.
 *
 * query_begin(ledger, statement, query, error):
 * Take the statement up.
 *
 * query_bind_text, query_bind_integer, query_bind_blob, query_bind_date(query,
 * value):
 * Bind the next value; it must live until the query is stepped.  A NULL text or
 * blob is NULL.  A value for which the statement has no place is left out:
 * several statements of one family may share their bindings.
 *
 * query_next(query, found, error):
 * The next row.
 *
 * query_run(query, error):
 * Run a statement that gives no rows, and make it ready to be bound again.
 * STATUS_INVALID where a constraint of the schema forbids it.
 *
 * query_text, query_integer, query_blob(query, column), query_date(query,
 * column, date, error):
 * A value of the current row, valid until the next step; NULL is "", 0, or no
 * bytes.  query_null tells them apart.  A text for which there is no memory is
 * "", and what follows in the ledger is STATUS_MEMORY: the next row, another
 * query, the commit.
 *
 * query_hash(query, hash):
 * Add all values of the current row to ${hash}: how many they are, and each
 * behind its type and length, so that no two rows give the same bytes; NULL, ""
 * and no bytes are three things.
 *
 * query_end(query):
 * Put the statement back; a query of all zeros may be ended.
 */

struct query {
	struct ledger *ledger;
	void *handle;
	enum statement statement;
	int bound;
	int failed; /* SQLite's code of a bind, or 0 */
};

enum status query_begin(
    struct ledger *, enum statement, struct query *, struct error *) MUST_CHECK;
void query_bind_text(struct query *, const char *);
void query_bind_integer(struct query *, int64_t);
void query_bind_blob(struct query *, const void *, size_t);
void query_bind_date(struct query *, struct date);
enum status query_next(struct query *, bool *, struct error *) MUST_CHECK;
enum status query_run(struct query *, struct error *) MUST_CHECK;
const char *query_text(struct query *, int);
int64_t query_integer(struct query *, int);
const void *query_blob(struct query *, int, size_t *);
bool query_null(struct query *, int);
enum status query_date(
    struct query *, int, struct date *, struct error *) MUST_CHECK;
void query_hash(struct query *, struct hash *);
void query_end(struct query *);

#endif

#ifndef LEDGER_BULK_H
#define LEDGER_BULK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ledger/query.h"

/*
 * Bulk: rows of a program as rows of a statement.
 *
 * A statement of the family ..._FEED reads from the table "feed" instead of
 * bound values: INSERT INTO usage SELECT ... FROM feed loads millions of rows
 * without a bind and a step for each, and feed LEFT JOIN usage asks for the
 * rows of thousands of windows at once.  The rows come from a source, one by
 * one, while the statement runs; the columns are c0, c1, ...  A ledger has one
 * source at a time.  (SQLite: a virtual table.)
 *
 * bulk_feed(ledger, source):
 * What statements read from the table "feed" from now on; NULL: nothing.
 *
 * bulk_run(ledger, statement, source, rows, error):
 * Feed ${source} to a statement that gives no rows, and count the rows that
 * were changed.  An error that the source set is returned as it is.
 */

/* A value: a text of ${length} bytes, or an integer if ${text} is NULL. */
struct bulk_value {
	const char *text;
	size_t length;
	int64_t integer;
};

#define BULK_WIDTH_MAX 16

struct bulk_source {
	/* The next row into ${values}, which stay valid until the next call. */
	enum status (*next)(void *context, struct bulk_value *values,
	    bool *found, struct error *);
	void *context;
	struct error *error; /* where next() says what went wrong */
	enum status status; /* of the last next(): for who runs the query */
};

void bulk_feed(struct ledger *, struct bulk_source *);
enum status bulk_run(struct ledger *, enum statement, struct bulk_source *,
    uint64_t *, struct error *) MUST_CHECK;

#endif

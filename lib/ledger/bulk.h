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
 * Rows of a statement go the other way while it runs, too: one that ends in
 * WHERE take(a, b, ...) gives a, b, ... of each row to a taker, and ends a step
 * only where that has enough for now.  To step for each row, and to make it a
 * result, is a third of what a short row costs.  (SQLite: a function, which a
 * schema cannot call.)
 *
 * bulk_feed(ledger, source):
 * What statements read from the table "feed" from now on; NULL: nothing.  Also
 * before a statement that is fed by nobody, and takes.
 *
 * bulk_take(query, taker, found, error):
 * query_next() of a statement that takes: rows go to ${taker} until it has
 * enough; the end: *${found} is false.
 *
 * bulk_integer, bulk_text, bulk_length(row, column):
 * A value of a row that is taken, as of a query's row; how long the text is.
 *
 * bulk_run(ledger, statement, source, error):
 * Feed ${source} to a statement that gives no rows.  An error that the source
 * set is returned as it is.
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

struct bulk_row;

struct bulk_taker {
	/* Take a row, which is valid until this returns; true if that is enough
	 * for now. */
	bool (*take)(void *context, const struct bulk_row *);
	void *context;
};

void bulk_feed(struct ledger *, struct bulk_source *);
enum status bulk_take(struct query *, const struct bulk_taker *, bool *,
    struct error *) MUST_CHECK;
int64_t bulk_integer(const struct bulk_row *, int);
const char *bulk_text(const struct bulk_row *, int);
size_t bulk_length(const struct bulk_row *, int);
enum status bulk_run(struct ledger *, enum statement, struct bulk_source *,
    struct error *) MUST_CHECK;

#endif

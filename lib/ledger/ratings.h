#ifndef LEDGER_RATINGS_H
#define LEDGER_RATINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "ledger/bulk.h"
#include "ledger/query.h"

/*
 * The shelf of usage as rating reads it: window after window.
 *
 * A window is days of one subscription.  Thousands of them are asked for by one
 * statement, which takes them from a source: an ordinal, the subscription, and
 * the first instant and the one after the last, in microseconds since 1970.  A
 * window of several stretches of days is several such rows, one behind the
 * other.
 *
 * ratings_open(ledger, source, ratings, error):
 * Begin; nothing is asked of ${source} before the first ratings_next().
 * Release with ratings_close().
 *
 * ratings_next(ratings, row, found, error):
 * The next row, in the order of the windows and of (occurred_at, event, number)
 * within one; valid until the next call.  Each row of the source has at least
 * one: without usage, row->counts is 0 and all texts are "".
 *
 * ratings_dimensions(ratings), ratings_amount(ratings),
 * ratings_currency(ratings):
 * The dimensions of the row; its own amount, "" if it has none.
 *
 * ratings_note(ledger, posting, error):
 * Inside a writer's transaction: note as late the rows of usage that the lines
 * posted after ${posting} were rated without, because they were recorded
 * meanwhile.  Cost: a pass over those lines; and over what their subscriptions
 * used since the first of those rows, where there are any.
 */

struct rating_row {
	int64_t ordinal;
	int64_t occurred_at;
	int64_t counts;
	int64_t number;
	const char *event;
	const char *metric;
	const char *quantity;
};

struct ratings {
	struct query query;
	struct bulk_source *source;
};

enum status ratings_open(struct ledger *, struct bulk_source *,
    struct ratings *, struct error *) MUST_CHECK;
enum status ratings_next(
    struct ratings *, struct rating_row *, bool *, struct error *) MUST_CHECK;
const char *ratings_dimensions(struct ratings *);
const char *ratings_amount(struct ratings *);
const char *ratings_currency(struct ratings *);
enum status ratings_note(struct ledger *, int64_t, struct error *) MUST_CHECK;
void ratings_close(struct ratings *);

#endif

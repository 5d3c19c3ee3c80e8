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
 * ratings_open(ledger, source, wide, ratings, error):
 * Begin; nothing is asked of ${source} before the first ratings_next().  Only
 * ${wide} rows have a number and more than the first texts, and they cost a
 * tenth more.  ${ratings} must stay where it is.  Release with ratings_close().
 *
 * ratings_next(ratings, row, found, error):
 * The next row, in the order of the windows and of (occurred_at, event, number)
 * within one; valid until the next call.  Each row of the source has at least
 * one: without usage, row->counts is 0 and all texts are empty.
 *
 * ratings_note(ledger, posting, error):
 * Inside a writer's transaction: note as late the rows of usage that the lines
 * posted after ${posting} were rated without, because they were recorded
 * meanwhile.  Cost: a pass over those lines; and over what their subscriptions
 * used since the first of those rows, where there are any.
 */

enum rating_text {
	RATING_EVENT,
	RATING_METRIC,
	RATING_QUANTITY,
	RATING_TEXTS, /* those of all rows */
	RATING_DIMENSIONS = RATING_TEXTS,
	RATING_AMOUNT, /* its own; empty if it has none */
	RATING_CURRENCY,
	RATING_TEXTS_WIDE
};

struct rating_row {
	int64_t ordinal;
	int64_t occurred_at;
	int64_t counts;
	int64_t number;
	struct {
		const char *bytes; /* no NUL follows them */
		size_t length;
	} texts[RATING_TEXTS_WIDE];
};

struct ratings {
	struct query query;
	struct bulk_source *source;
	struct bulk_source feed; /* the source, with an eye on what it gives */
	int64_t ordinal; /* what it gave last: window and instants */
	int64_t from;
	int64_t to;
	bool wide;
};

enum status ratings_open(struct ledger *, struct bulk_source *, bool,
    struct ratings *, struct error *) MUST_CHECK;
enum status ratings_next(
    struct ratings *, struct rating_row *, bool *, struct error *) MUST_CHECK;
enum status ratings_note(struct ledger *, int64_t, struct error *) MUST_CHECK;
void ratings_close(struct ratings *);

#endif

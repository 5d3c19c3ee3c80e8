#ifndef LEDGER_RATINGS_H
#define LEDGER_RATINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "ledger/bulk.h"
#include "ledger/query.h"

/*
 * The shelf of usage as rating reads it: window after window.
 *
 * A window is days of one subscription.  Many of them are asked for by one
 * statement, which takes them from a source: its second value is the
 * subscription, the third and fourth are the first instant and the one after
 * the last, in microseconds since 1970.  A window of several stretches of days
 * is several such rows, one behind the other.  Only the months from
 * terms->first_month to last_month are looked at: those that have usage, as
 * usages_state() tells.  What was used goes to a taker (see bulk.h), window by
 * window: the source is asked for the next one when all of the one before was
 * taken, and not before, so a row is of the window that was given last.
 *
 * The less is asked for of a row, the less it costs: sums a sixth less than
 * events, and these a tenth less than wide rows.
 *
 * ratings_open(ledger, terms, ratings, error):
 * Begin; nothing is asked of the source before the first ratings_read().
 * ${ratings} must stay where it is.  Release with ratings_close().
 *
 * ratings_read(ratings, found, error):
 * Let rows be taken, until the taker has enough; the end: *${found} is false.
 * Their values are those of enum rating_column that are asked for, in the order
 * of (occurred_at, event, number) within a window.  Each row of the source has
 * at least one, and each month of it: without usage all its values are 0, and
 * there are no texts.
 *
 * ratings_note(ledger, posting, error):
 * Inside a writer's transaction: note as late the rows of usage that the lines
 * posted after ${posting} were rated without, because they were recorded
 * meanwhile.  Cost: a pass over those lines; and over what their subscriptions
 * used since the first of those rows, where there are any.
 */

enum rating_column {
	RATING_COUNTS,
	RATING_METRIC,
	RATING_QUANTITY,
	RATING_OCCURRED_AT, /* those of events ... */
	RATING_EVENT,
	RATING_DIMENSIONS, /* ... and wide ones */
	RATING_AMOUNT, /* its own; empty if it has none */
	RATING_CURRENCY,
	RATING_NUMBER,
};

/* What is asked for of a row. */
enum rating_depth {
	RATING_SUMS, /* enough to add up: what it counts, and of what */
	RATING_EVENTS,
	RATING_WIDE
};

struct ratings_terms {
	struct bulk_source *source;
	struct bulk_taker taker;
	enum rating_depth depth;
	int64_t first_month;
	int64_t last_month;
};

struct ratings {
	struct query query;
	struct ratings_terms terms;
	struct bulk_source feed; /* the source, with an eye on what it gives */
	struct bulk_taker taker; /* the taker, with an eye on what it takes */
	int64_t from; /* the instants that were given last */
	int64_t to;
	int64_t month; /* of these, and the last of them */
	int64_t last_month;
	bool astray; /* a row was of other instants */
};

enum status ratings_open(struct ledger *, const struct ratings_terms *,
    struct ratings *, struct error *) MUST_CHECK;
enum status ratings_read(struct ratings *, bool *, struct error *) MUST_CHECK;
enum status ratings_note(struct ledger *, int64_t, struct error *) MUST_CHECK;
void ratings_close(struct ratings *);

#endif

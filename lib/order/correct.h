#ifndef ORDER_CORRECT_H
#define ORDER_CORRECT_H

#include <stddef.h>

#include "base/arena.h"
#include "order/due.h"
#include "rule/line.h"

/*
 * Correction: what is due, minus what was posted, as lines.
 *
 * Where nothing was posted for a key, its segments become new lines.  Where the
 * amounts differ, the difference becomes corrections that name posted lines,
 * the newest first, each credited at most down to zero; it is never rounded
 * again.  A discount is the same with the other sign: what it took off is taken
 * back at most up to zero.  Where posted lines have no due any more (an order
 * came in that undid them) the whole goes back; what a cancellation leaves, as
 * the charge of an activation, still has a due.  Keys that fall due after
 * ${as_of} are left alone.
 *
 * A due of usage, or of a minimum, has one segment.  Without a due such lines,
 * and discounts on usage that has none, are left alone: nobody said what they
 * are now; and so are adjustments and credits.  A correction of usage has the
 * days, price and ${upto} of the due, and the difference of the quantities.
 *
 * A correction keeps the taxes of the line that it corrects: for each, the rate
 * times what is left of the line, minus the tax already posted.
 *
 * correct(dues, posted, terms, lines, scratch, error):
 * Append to ${lines} what brings the posted lines of one subscription to its
 * dues.
 * ${posted} are sorted by key (line_key_compare) and, within one, in the order
 * of posting; ${dues} are sorted here.  Cost: O(n log n).
 *
 * correct_goes_back(line, catalogs):
 * Whether a posted line goes back where it has no due: CORRECT_STAYS, for it is
 * rated or recorded; CORRECT_WITH_USAGE, a discount, if its usage has a due; or
 * CORRECT_GOES.
 */

/* A line as it stands in a posted document. */
struct posted {
	const char *reference; /* INVOICE/LINE */
	const char *account; /* of its document */
	struct line line;
	int64_t posting; /* of its document */
};

/* A line that is proposed, and for whose document. */
struct proposed {
	const char *account; /* "": the payer's */
	struct line line;
};

struct proposed_list {
	struct proposed *items;
	size_t count;
};

struct correct_terms {
	struct date as_of;
	enum rounding rounding;
	const struct catalogs *catalogs;
};

struct posted_list {
	const struct posted *items;
	size_t count;
};

enum correct_back { CORRECT_STAYS, CORRECT_WITH_USAGE, CORRECT_GOES };

enum correct_back correct_goes_back(
    const struct line *, const struct catalogs *);
enum status correct(struct dues *, struct posted_list,
    const struct correct_terms *, struct proposed_list *, struct arena *,
    struct error *) MUST_CHECK;

/*
 * proposed_append(list, scratch):
 * A new zeroed item at the end of ${list}, or NULL if there is no memory.
 */
struct proposed *proposed_append(
    struct proposed_list *, struct arena *) MUST_CHECK;

#endif

#ifndef RATE_LISTING_H
#define RATE_LISTING_H

#include "base/arena.h"
#include "rule/catalog.h"

/*
 * A listing is a catalog as rows that can be read, searched and compared: of
 * each object, a row for each key that it gives, with the value as it was
 * written.
 *
 * The sections are metric, holidays, time classes, product, plan and discount,
 * in this order; their objects stand by id, charges in the order of the file
 * and keys in the order of bill-catalog(5).  What a charge inherits from its
 * plan or product is among its own.  A charge with filters is named with them;
 * the items of a list are numbered: "tiers[2].price".  Two rows of one listing
 * never have the same section, object, charge and key.  The name and the date
 * of the version are not of the listing.
 *
 * listing_make(catalog, arena, listing, error):
 * The rows of ${catalog}.  Cost: O(n log n) in its objects.
 *
 * listing_diff(old, new, arena, changes, error):
 * What differs as it is written, by section, object, charge and key.
 */

struct listing_row {
	const char *section;
	const char *object;
	const char *charge; /* "": of none */
	const char *key;
	const char *value;
};

struct listing {
	struct listing_row *items;
	size_t count;
};

struct listing_change {
	const struct listing_row *row; /* of either */
	const char *old; /* "": it is new */
	const char *new; /* "": it is gone */
};

struct listing_changes {
	struct listing_change *items;
	size_t count;
};

enum status listing_make(const struct catalog *, struct arena *,
    struct listing *, struct error *) MUST_CHECK;
enum status listing_diff(const struct listing *, const struct listing *,
    struct arena *, struct listing_changes *, struct error *) MUST_CHECK;

#endif

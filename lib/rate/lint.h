#ifndef RATE_LINT_H
#define RATE_LINT_H

#include <stdbool.h>

#include "base/arena.h"
#include "rate/deck.h"
#include "rule/catalog.h"

/*
 * Lint is what is allowed in a catalog and was hardly meant.
 *
 * A catalog that was read is right by itself: no key is unknown, no tier
 * overlaps another, no row of a matrix hides the next.  What is left is what
 * would surprise later: a tier, a charge or a discount that never applies
 * (error), what was probably forgotten or has changed since the version before
 * (warning), and what has no effect (note).
 *
 * lint_catalog(catalog, last, arena, findings, error):
 * What there is to say of ${catalog}, by section and in the order of the file.
 * Cost: O(n²) in products and discounts.
 */

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

struct finding {
	const char *section; /* product, plan, discount, ... */
	const char *object;
	const char *charge; /* "": of none */
	enum severity severity;
	const char *text;
};

struct findings {
	struct finding *items;
	size_t count;
};

/* What the ledger has already. */
struct lint_last {
	const struct catalog *catalog; /* the version before; NULL: none */
	const char *const *plans; /* that subscriptions have, sorted */
	size_t plan_count;
	struct known_decks decks; /* those that the catalog names */
};

enum status lint_catalog(const struct catalog *, const struct lint_last *,
    struct arena *, struct findings *, struct error *) MUST_CHECK;

#endif

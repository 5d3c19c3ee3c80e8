#ifndef WARES_H
#define WARES_H

#include "order/discount.h"
#include "tests/unit/rule/shop.h"

/*
 * Wares are what a shop of fortune sells: plans, in the order of their ids, of
 * recurring and one-time charges, with contracts, and discounts; all as the
 * dice fall.
 *
 * wares_furnish(shop, wares, random):
 * Open a shop that sells what ${random}, a number for each plan, makes of
 * ${wares}, which must stay where they are.  The same numbers make the same
 * shop.  Close it with shop_close().
 */

#define WARES_PLANS 3
#define WARES_CHARGES 5
#define WARES_DISCOUNTS 4
#define WARES_COMPONENTS 2

struct wares {
	struct product products[WARES_COMPONENTS];
	struct component components[WARES_COMPONENTS];
	struct charge charges[WARES_PLANS][WARES_CHARGES];
	struct plan plans[WARES_PLANS];
	struct discount discounts[WARES_DISCOUNTS];
};

void wares_furnish(struct shop *, struct wares *, const uint64_t *);

#endif

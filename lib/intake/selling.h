#ifndef INTAKE_SELLING_H
#define INTAKE_SELLING_H

#include "base/arena.h"
#include "rule/catalog.h"

/*
 * Selling says what an order line buys: from which catalog, and whether its
 * price, charge and currency fit the plan.
 *
 * selling_find(catalogs, sale, scratch, catalog, error):
 * The version in force on the sale's first billed day that has its plan.
 * STATUS_INVALID "column ...: ..." says why there is none, or what does not
 * fit.
 *
 * selling_check(sale, plan, error):
 * Whether the sale's price, charge and currency fit ${plan}.
 *
 * selling_currency(sale, plan, error):
 * Whether its currency does, whatever else is wrong with it.
 */

struct sale {
	const char *plan;
	const char *charge; /* that the price is for, or "" */
	const char *price; /* or "" */
	const char *currency; /* in which the account is kept, or "" */
	struct date on;
};

enum status selling_find(const struct catalogs *, const struct sale *,
    struct arena *, const struct catalog **, struct error *) MUST_CHECK;
enum status selling_check(
    const struct sale *, const struct plan *, struct error *) MUST_CHECK;
enum status selling_currency(
    const struct sale *, const struct plan *, struct error *) MUST_CHECK;

#endif

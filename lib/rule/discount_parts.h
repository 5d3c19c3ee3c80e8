#ifndef RULE_DISCOUNT_PARTS_H
#define RULE_DISCOUNT_PARTS_H

#include "rule/discount.h"

/*
 * The parts of finding what discounts take off.
 *
 * discount_is_whole(charge):
 * Whether ${charge} is owed whole, or not at all, for a day.
 *
 * discount_days(subscription, terms, due, grant):
 * The days on which ${grant} is taken off ${due}.
 */

struct discount_days {
	struct date from;
	struct date to;
};

bool discount_is_whole(const struct charge *);
struct discount_days discount_days(const struct subscription *,
    const struct due_terms *, const struct due *, const struct grant *);

#endif

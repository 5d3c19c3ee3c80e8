#ifndef ORDER_DISCOUNT_PARTS_H
#define ORDER_DISCOUNT_PARTS_H

#include "order/discount.h"

/*
 * The parts of finding what discounts take off.
 *
 * discount_take(discounting, days, segment, step):
 * Fill ${step}, which has its grant and what is left of ${segment}, with what
 * the grant takes off that for ${days}; nothing if it is for none of its days.
 *
 * discount_keep(discounting, step):
 * Keep ${step}, and discounting->shares of the dues in it.
 *
 * discount_working(discounting, index):
 * The steps that took something off the due ${index} of the group; NULL if
 * there is no memory.
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

struct discounting {
	const struct subscription *subscription;
	const struct due_terms *terms;
	struct arena *scratch;
	struct dues *discounts;
	struct error *error;
	/* The group at work. */
	const struct due *dues;
	size_t count;
	size_t segment_count;
	int64_t *left; /* of each segment of each due */
	int64_t *taken; /* by the discount at work */
	int64_t *weights; /* of the dues, in one segment */
	int64_t *shares;
	struct discount_step *steps; /* by the discount at work */
	int64_t **step_shares; /* of the dues, in each step */
	size_t step_count;
};

enum status discount_take(const struct discounting *, struct discount_days,
    const struct segment *, struct discount_step *) MUST_CHECK;
enum status discount_keep(
    struct discounting *, const struct discount_step *) MUST_CHECK;
const struct due_working *discount_working(
    const struct discounting *, size_t) MUST_CHECK;
bool discount_is_whole(const struct charge *);
struct discount_days discount_days(const struct subscription *,
    const struct due_terms *, const struct due *, const struct grant *);

#endif

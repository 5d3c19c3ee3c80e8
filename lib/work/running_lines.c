/*
 * The lines of one subscription: what is due, minus what was posted.
 */
#include <string.h>

#include "order/correct.h"
#include "order/discount.h"
#include "work/running.h"

/* Add the dues of discounts to those that they are taken off. */
static enum status
discount(struct running *running, const struct subscription *subscription,
    const struct due_terms *terms, struct posted_list posted, struct dues *dues)
{
	struct arena *scratch = &running->scratch;
	struct dues discounts = { NULL, 0 };
	enum status status;
	size_t i;

	status = discount_dues(
	    subscription, terms, dues, scratch, &discounts, running->error);
	if (status == STATUS_OK)
		status = discount_shares(
		    posted, dues, terms, scratch, &discounts, running->error);
	for (i = 0; i < discounts.count && status == STATUS_OK; i++) {
		dues->items = arena_grow(
		    scratch, dues->items, dues->count, sizeof(*dues->items));
		if (dues->items == NULL)
			return error_memory(running->error);
		dues->items[dues->count++] = discounts.items[i];
	}
	return status;
}

/* All that a subscription owes. */
static enum status
find_dues(struct running *running, const struct running_terms *terms,
    const struct billing_subscription *from, struct subscription *subscription,
    struct dues *dues)
{
	struct posted_list posted = { from->posted, from->posted_count };
	struct due_terms due_terms = {
		.as_of = terms->until,
		.rounding = running->company.rounding,
		.zone = terms->zone,
		.bill_days = terms->owner->bill_days,
		.bill_day_count = terms->owner->bill_day_count,
	};
	struct due_terms usage_terms = due_terms;
	enum status status;

	usage_terms.as_of = running->request->as_of;
	status =
	    subscription_build((struct orders){ from->orders, from->order_count,
				   running->request->as_of },
		&running->scratch, subscription, running->error);
	if (status == STATUS_OK)
		status = due_list(subscription, &due_terms, &running->scratch,
		    dues, running->error);
	if (status == STATUS_OK)
		status = running_usage(running,
		    &(struct running_usage){
			terms, from, subscription, &usage_terms },
		    dues);
	if (status == STATUS_OK)
		status =
		    discount(running, subscription, &due_terms, posted, dues);
	return status;
}

/* The lines of a subscription, whether or not they are wanted. */
static enum status
make_lines(struct running *running, const struct running_terms *terms,
    const struct billing_subscription *from, struct proposed_list *lines)
{
	struct subscription subscription = { .id = from->id,
		.owner = terms->owner->account };
	struct posted_list posted = { from->posted, from->posted_count };
	struct correct_terms correct_terms = {
		.as_of = terms->until,
		.rounding = running->company.rounding,
		.catalogs = &running->catalogs,
	};
	struct dues dues = { NULL, 0 };
	size_t first = lines->count;
	enum status status = STATUS_OK;

	if (from->order_count + from->posted_count > 0) {
		status = find_dues(running, terms, from, &subscription, &dues);
		if (status == STATUS_OK)
			status =
			    running_gather(running, terms, from, &subscription);
	}
	if (status == STATUS_OK)
		status = running_adjust(running, terms, from, &dues, lines);
	if (status == STATUS_OK)
		status = correct(&dues, posted, &correct_terms, lines,
		    &running->scratch, running->error);
	if (status == STATUS_OK)
		status = running_group(running, terms, from, lines, first);
	return status;
}

enum status
running_lines(struct running *running, const struct running_terms *terms,
    const struct billing_subscription *from, struct proposed_list *lines)
{
	struct running_account before = *terms->account;
	size_t count = lines->count;
	enum status status = make_lines(running, terms, from, lines);

	/* What was billed before is not for the first time; but what it used
	   had to be passed by. */
	if (running->inception &&
	    (from->order_count == 0 || from->posted_count > 0)) {
		lines->count = count;
		terms->account->credit_count = before.credit_count;
	}
	return status;
}

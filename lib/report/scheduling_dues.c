/*
 * What a subscription owes, as a run finds it; only usage is taken as it was
 * posted.
 */
#include <string.h>

#include "order/discount.h"
#include "report/scheduling.h"
#include "work/running.h"

static enum status
add_all(
    struct scheduling *scheduling, struct dues *dues, const struct dues *more)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < more->count && status == STATUS_OK; i++)
		status = due_add(dues, &more->items[i], &scheduling->scratch,
		    scheduling->error);
	return status;
}

/* What was posted for a key; posted lines are sorted by it. */
static enum status
posted_sum(struct scheduling *scheduling,
    const struct billing_subscription *from, const struct line *key,
    struct money *sum)
{
	size_t low = 0, high = from->posted_count;
	enum status status = STATUS_OK;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (line_key_compare(&from->posted[middle].line, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < from->posted_count && status == STATUS_OK &&
	       line_key_compare(&from->posted[low].line, key) == 0;
	     low++)
		status = money_add(*sum, from->posted[low].line.amount, sum,
		    scheduling->error);
	return status;
}

/* Usage owes what was posted: nobody has rated it here. */
static enum status
add_usage(struct scheduling *scheduling, const struct subscription *of,
    const struct due_terms *terms, const struct billing_subscription *from,
    struct dues *dues)
{
	struct dues usage = { NULL, 0 };
	enum status status;
	size_t i;

	status = due_usage(
	    of, terms, false, &scheduling->scratch, &usage, scheduling->error);
	for (i = 0; i < usage.count && status == STATUS_OK; i++) {
		struct due *due = &usage.items[i];

		status = posted_sum(scheduling, from, &due->key, &due->amount);
		due->segments[0].amount = due->amount;
	}
	return status == STATUS_OK ? add_all(scheduling, dues, &usage) : status;
}

static enum status
add_discounts(struct scheduling *scheduling, const struct subscription *of,
    const struct due_terms *terms, const struct billing_subscription *from,
    struct dues *dues)
{
	struct posted_list posted = { from->posted, from->posted_count };
	struct dues discounts = { NULL, 0 };
	enum status status;

	status = discount_dues(of, terms, dues, &scheduling->scratch,
	    &discounts, scheduling->error);
	if (status == STATUS_OK)
		status = discount_shares(posted, dues, terms,
		    &scheduling->scratch, &discounts, scheduling->error);
	return status == STATUS_OK ? add_all(scheduling, dues, &discounts)
				   : status;
}

/* Adjustments of periods: what they come to, and what has to be left for them.
 * Whatever they bill now is billed later: the lines are not wanted. */
static enum status
adjust(struct scheduling *scheduling, const struct billing_subscription *from,
    struct dues *dues)
{
	struct running_account account = { NULL, 0, NULL, 0, NULL, 0 };
	const struct running_terms terms = {
		.owner = scheduling->owner,
		.account = &account,
		.zone = scheduling->zoning.zone,
		.until = scheduling->horizon,
	};
	struct running running = {
		.request = scheduling->request,
		.ledger = scheduling->ledger,
		.company = scheduling->company,
		.catalogs = scheduling->catalogs,
		.cuts = 1, /* none is worth a note */
		.scratch = scheduling->scratch,
		.error = scheduling->error,
	};
	struct proposed_list lines = { NULL, 0 };
	enum status status;

	if (from->adjustment_count == 0)
		return STATUS_OK;
	status = running_adjust(&running, &terms, from, dues, &lines);
	scheduling->scratch = running.scratch;
	return status;
}

enum status
scheduling_dues(struct scheduling *scheduling,
    const struct billing_subscription *from, struct dues *dues)
{
	const struct billing_owner *owner = scheduling->owner;
	struct arena *scratch = &scheduling->scratch;
	struct subscription of = { .id = from->id, .owner = owner->account };
	const struct due_terms terms = {
		.as_of = scheduling->horizon,
		.rounding = scheduling->company.rounding,
		.zone = scheduling->zoning.zone,
		.bill_days = owner->bill_days,
		.bill_day_count = owner->bill_day_count,
	};
	enum status status;

	status =
	    subscription_build((struct orders){ from->orders, from->order_count,
				   scheduling->horizon },
		scratch, &of, scheduling->error);
	if (status == STATUS_OK)
		status =
		    due_list(&of, &terms, scratch, dues, scheduling->error);
	if (status == STATUS_OK)
		status = add_usage(scheduling, &of, &terms, from, dues);
	if (status == STATUS_OK)
		status = add_discounts(scheduling, &of, &terms, from, dues);
	if (status == STATUS_OK)
		status = adjust(scheduling, from, dues);
	return status;
}

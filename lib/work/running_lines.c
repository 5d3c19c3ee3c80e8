/*
 * The lines of one subscription: what is due, minus what was posted.
 */
#include <string.h>

#include "rule/correct.h"
#include "rule/discount.h"
#include "work/running.h"

/* The order under which the adjusted charge was sold, or NULL. */
static const struct order *
adjusted_order(const struct billing_subscription *subscription,
    const struct adjustment *adjustment)
{
	size_t i;

	for (i = 0; i < subscription->order_count; i++) {
		const struct plan *plan = subscription->orders[i].plan;

		if (plan != NULL &&
		    plan_charge(plan, adjustment->charge) != NULL)
			return &subscription->orders[i];
	}
	return NULL;
}

/* Adjustments become lines of their own. */
static enum status
adjust(struct running *running, const struct billing_owner *owner,
    const struct billing_subscription *subscription, struct date until,
    struct proposed_list *lines)
{
	size_t i;

	for (i = 0; i < subscription->adjustment_count; i++) {
		const struct adjustment *adjustment =
		    &subscription->adjustments[i];
		const struct order *order =
		    adjusted_order(subscription, adjustment);
		const struct charge *charge =
		    order == NULL
			? NULL
			: plan_charge(order->plan, adjustment->charge);
		struct proposed *proposed;

		if (adjustment->effective_on.days > until.days)
			continue;
		proposed = proposed_append(lines, &running->scratch);
		if (proposed == NULL)
			return error_memory(running->error);
		proposed->line = (struct line){
			.kind = LINE_ADJUSTMENT,
			.owner = owner->account,
			.subscription = subscription->id,
			.service = "",
			.charge = adjustment->charge,
			.product = charge == NULL ? "" : charge->product->id,
			.description = adjustment->reason,
			.period_start = adjustment->effective_on,
			.period_end = adjustment->effective_on,
			.quantity = decimal_from_integer(1),
			.unit = "",
			.unit_price = "",
			.amount = adjustment->amount,
			.tax_code = charge == NULL ? "" : charge->tax_code,
			.corrects = "",
			.upto = "",
			.plan = order == NULL ? "" : order->plan->id,
			.catalog = order == NULL ? "" : order->catalog->version,
			.order_price = "",
			.dimensions = "",
			.cycle_start = adjustment->effective_on,
			.cycle_end = adjustment->effective_on,
			.revision = 1,
			.adjustment = adjustment->id,
			.instance = "",
			.order = "",
			.order_line = "",
			.split = "",
			.section = "",
		};
	}
	return STATUS_OK;
}

/* What discounts take off ${dues}; they are dues, too. */
static enum status
discount(struct running *running, const struct subscription *subscription,
    const struct due_terms *terms, struct posted_list posted,
    struct dues *dues)
{
	struct arena *scratch = &running->scratch;
	struct dues discounts = { NULL, 0 };
	enum status status = discount_dues(subscription, terms, dues, scratch,
	    &discounts, running->error);
	size_t i;

	if (status == STATUS_OK)
		status = discount_shares(posted, dues, terms, scratch,
		    &discounts, running->error);
	for (i = 0; i < discounts.count && status == STATUS_OK; i++)
		status = due_add(
		    dues, &discounts.items[i], scratch, running->error);
	return status;
}

enum status
running_lines(struct running *running, const struct running_terms *terms,
    const struct billing_subscription *from, struct proposed_list *lines)
{
	struct subscription subscription = { .id = from->id,
		.owner = terms->owner->account };
	struct posted_list posted = { from->posted, from->posted_count };
	struct due_terms due_terms = {
		.as_of = terms->until,
		.rounding = running->company.rounding,
		.zone = terms->zone,
		.bill_days = terms->owner->bill_days,
		.bill_day_count = terms->owner->bill_day_count,
	};
	struct correct_terms correct_terms = {
		.as_of = terms->until,
		.rounding = running->company.rounding,
		.catalogs = &running->catalogs,
	};
	struct dues dues = { NULL, 0 };
	enum status status;

	status = adjust(running, terms->owner, from, terms->until, lines);
	if (status != STATUS_OK || from->order_count + from->posted_count == 0)
		return status;
	status = subscription_build(
	    (struct orders){ from->orders, from->order_count, terms->until },
	    &running->scratch, &subscription, running->error);
	if (status == STATUS_OK)
		status = due_list(&subscription, &due_terms, &running->scratch,
		    &dues, running->error);
	due_terms.as_of = running->request->as_of;
	if (status == STATUS_OK)
		status = running_usage(running,
		    &(struct running_usage){
			terms, from, &subscription, &due_terms },
		    &dues);
	if (status == STATUS_OK)
		status = discount(
		    running, &subscription, &due_terms, posted, &dues);
	if (status == STATUS_OK)
		status = correct(&dues, posted, &correct_terms, lines,
		    &running->scratch, running->error);
	return status;
}

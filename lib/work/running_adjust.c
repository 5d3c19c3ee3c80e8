/*
 * Adjustments become lines of their own.  One of a period of a charge is due
 * with it and takes its percent from it once; from then on it stands.
 */
#include <string.h>

#include "order/correct.h"
#include "work/running.h"

/* The adjustments of one subscription, at work. */
struct adjusting {
	struct running *running;
	const struct running_terms *terms;
	const struct billing_subscription *from;
	struct dues *dues;
	struct proposed_list *lines;
};

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

/* The line of an adjustment that is of no period. */
static struct line
plain_line(
    const struct adjusting *adjusting, const struct adjustment *adjustment)
{
	const struct order *order = adjusted_order(adjusting->from, adjustment);
	const struct charge *charge =
	    order == NULL ? NULL : plan_charge(order->plan, adjustment->charge);

	return (struct line){
		.kind = adjustment->credit ? LINE_CREDIT : LINE_ADJUSTMENT,
		.owner = adjusting->terms->owner->account,
		.subscription = adjusting->from->id,
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
		.revision = adjustment->billed_count + 1,
		.adjustment = adjustment->id,
		.instance = "",
		.order = order == NULL ? "" : order->id,
		.order_line = order == NULL ? "" : order->line,
		.split = "",
		.section = "",
	};
}

static enum status
append(const struct adjusting *adjusting, const struct line *line)
{
	struct proposed *proposed =
	    proposed_append(adjusting->lines, &adjusting->running->scratch);

	if (proposed == NULL)
		return error_memory(adjusting->running->error);
	proposed->line = *line;
	return STATUS_OK;
}

/* Keep a credit until all lines of the account are known. */
static enum status
gather(const struct adjusting *adjusting, const struct adjustment *adjustment)
{
	struct running_account *account = adjusting->terms->account;

	account->credits = arena_grow(&adjusting->running->scratch,
	    account->credits, account->credit_count, sizeof(*account->credits));
	if (account->credits == NULL)
		return error_memory(adjusting->running->error);
	account->credits[account->credit_count++] =
	    (struct running_credit){ adjustment,
		    plain_line(adjusting, adjustment) };
	return STATUS_OK;
}

/* The day behind those that are owed of a period: where periods began anew
 * within it, the later one has the rest. */
static struct date
owed_until(const struct due *due)
{
	return due->segment_count == 0
		   ? due->key.cycle_end
		   : due->segments[due->segment_count - 1].to;
}

/* Put the first day of the full period for the day of it that was recorded: a
 * part of it may begin there. */
static void
find_period(const struct adjusting *adjusting, struct adjustment *adjustment)
{
	struct date day = adjustment->period_start, found = DATE_NONE;
	size_t i;

	for (i = 0; i < adjusting->dues->count; i++) {
		const struct due *due = &adjusting->dues->items[i];
		struct date start = due->key.cycle_start;

		if (strcmp(due->key.charge, adjustment->charge) != 0)
			continue;
		if (start.days == day.days)
			return;
		if (start.days < day.days && day.days < owed_until(due).days &&
		    (!date_given(found) || found.days < start.days))
			found = start;
	}
	if (date_given(found))
		adjustment->period_start = found;
}

static enum status
percent_of(const struct running *running, const char *text, struct money total,
    struct money *amount)
{
	struct decimal percent;
	struct ratio exact;
	enum status status;

	status =
	    decimal_parse(text, DECIMAL_PLACES_MAX, &percent, running->error);
	if (status == STATUS_OK)
		status = ratio_percent(ratio_from_decimal(money_decimal(total)),
		    percent, &exact, running->error);
	if (status == STATUS_OK)
		status = money_round(exact, total.currency,
		    running->company.rounding, amount, running->error);
	return status;
}

/* Bill an adjustment with the period that it is of, once that is due. */
static enum status
adjust_record(const struct adjusting *adjusting, struct adjustment *adjustment)
{
	struct money total = money_of(0, adjustment->amount.currency);
	const struct due *due =
	    running_adjusted(adjusting->dues, adjustment, &total);
	struct line line;
	enum status status = STATUS_OK;

	if (due == NULL || adjustment->billed_count > 0)
		return STATUS_OK;
	line = due->key;
	line.kind = LINE_ADJUSTMENT;
	line.description = adjustment->reason;
	line.period_start = due->key.cycle_start;
	line.period_end = due->key.cycle_end;
	line.quantity = decimal_from_integer(1);
	line.unit = line.unit_price = line.order_price = line.upto = "";
	line.dimensions = line.instance = "";
	line.revision = 1;
	line.adjustment = adjustment->id;
	line.amount = adjustment->amount;
	if (adjustment->percent[0] != '\0')
		status = percent_of(adjusting->running, adjustment->percent,
		    total, &line.amount);
	if (status != STATUS_OK || line.amount.minor == 0)
		return status;
	adjustment->billed = line.amount;
	return append(adjusting, &line);
}

enum status
running_adjust(struct running *running, const struct running_terms *terms,
    const struct billing_subscription *from, struct dues *dues,
    struct proposed_list *lines)
{
	struct adjusting adjusting = { running, terms, from, dues, lines };
	enum status status = STATUS_OK;
	struct line line;
	size_t i;

	for (i = 0; i < from->adjustment_count && status == STATUS_OK; i++) {
		struct adjustment *adjustment = &from->adjustments[i];

		if (date_given(adjustment->period_start)) {
			if (adjustment->billed_count == 0)
				find_period(&adjusting, adjustment);
			status = adjust_record(&adjusting, adjustment);
			continue;
		}
		if (adjustment->effective_on.days > terms->until.days)
			continue;
		line = plain_line(&adjusting, adjustment);
		status = adjustment->credit ? gather(&adjusting, adjustment)
					    : append(&adjusting, &line);
	}
	return status == STATUS_OK ? running_room(running, terms, from, dues)
				   : status;
}

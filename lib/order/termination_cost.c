/*
 * What the rest of a contract would have cost is found as everything else is:
 * as the dues of a subscription that has that rest for its only term.
 */
#include <assert.h>

#include "order/due_parts.h"
#include "order/termination_parts.h"

/* The subscription as it would have gone on to the contract's end. */
static enum status
go_on(const struct ending *ending, struct subscription *rest)
{
	const struct subscription *subscription = ending->subscription;
	size_t i, count = subscription->term_count;

	*rest = *subscription;
	rest->terms =
	    arena_array(ending->scratch, count + 1, sizeof(struct term));
	rest->term_count = 0;
	if (rest->terms == NULL)
		return error_memory(ending->error);
	for (i = 0; i < count; i++) {
		const struct term *term = &subscription->terms[i];

		/* The last term of each item that ended then. */
		if (term->item->end.days != ending->end.days ||
		    (i + 1 < count && term[1].item == term->item))
			continue;
		rest->terms[rest->term_count] = *term;
		rest->terms[rest->term_count].from = ending->end;
		rest->terms[rest->term_count++].to = ending->contract->to;
	}
	return STATUS_OK;
}

/* What the recurring charges of the rest would have been owed. */
static enum status
cost_remaining(const struct ending *ending, const struct subscription *rest,
    struct money *cost)
{
	struct due_terms terms = *ending->terms;
	struct dues dues = { NULL, 0 };
	enum status status;
	size_t i;

	terms.as_of.days = DATE_LAST_DAYS;
	terms.after = NULL;
	status = due_charges(
	    rest, &terms, DUE_RECURRING, ending->scratch, &dues, ending->error);
	for (i = 0; i < dues.count && status == STATUS_OK; i++)
		status =
		    money_add(*cost, dues.items[i].amount, cost, ending->error);
	ending->working->rest = dues;
	return status;
}

/* Add the price of ${charge} for a month. */
static enum status
add_monthly(const struct ending *ending, const struct term *term,
    const struct charge *charge, struct ratio *sum)
{
	const char *text = subscription_price(term, charge);
	int months = cycle_months(charge->every);
	struct decimal price = charge->price;
	struct ratio part = ratio_of(1, months > 0 ? months : 1);
	enum status status = STATUS_OK;

	/* Weeks and days by a month of 365/12 days. */
	if (months == 0)
		part = ratio_of(
		    365, 12 * charge->every.count *
			     (charge->every.unit == CYCLE_WEEK ? 7 : 1));
	if (text[0] != '\0')
		status = decimal_parse(
		    text, DECIMAL_PLACES_MAX, &price, ending->error);
	if (status == STATUS_OK)
		status = ratio_multiply(
		    part, ratio_from_decimal(price), &part, ending->error);
	if (status == STATUS_OK)
		status = ratio_multiply(part,
		    ratio_from_decimal(due_quantity(charge, term)), &part,
		    ending->error);
	return status == STATUS_OK ? ratio_add(*sum, part, sum, ending->error)
				   : status;
}

static enum status
cost_monthly(const struct ending *ending, const struct subscription *rest,
    struct ratio *cost)
{
	enum status status = STATUS_OK;
	size_t i, k;

	*cost = ratio_of(0, 1);
	for (i = 0; i < rest->term_count; i++) {
		const struct term *term = &rest->terms[i];

		for (k = 0; k < term->plan->charge_count && status == STATUS_OK;
		     k++) {
			if (term->plan->charges[k].kind == CHARGE_RECURRING)
				status = add_monthly(ending, term,
				    &term->plan->charges[k], cost);
		}
	}
	return status;
}

/* The part of a contract's months that are left at its early end. */
static struct ratio
part_left(const struct contract *contract)
{
	const struct cycle month = { 1, CYCLE_MONTH };
	int gone = 0, all = 1;

	assert(contract->from.days < contract->to.days);
	while (cycle_step(month, contract->from, gone + 1).days <=
	       contract->ended.days)
		gone++;
	while (cycle_step(month, contract->from, all).days < contract->to.days)
		all++;
	return ratio_of(all - gone, all);
}

enum status
termination_factor(const struct ending *ending, struct ratio *factor)
{
	const struct contract *contract = ending->contract;
	struct money cost = money_of(0, ending->term->plan->currency);
	struct subscription rest;
	enum status status = go_on(ending, &rest);

	*factor = ratio_of(1, 1);
	if (status != STATUS_OK ||
	    contract->life.termination == TERMINATION_FIXED)
		return status;
	if (contract->life.termination == TERMINATION_DECLINING) {
		*factor = part_left(contract);
		return STATUS_OK;
	}
	if (contract->life.termination == TERMINATION_NOTICE)
		return cost_monthly(ending, &rest, factor);
	status = cost_remaining(ending, &rest, &cost);
	*factor = ratio_from_decimal(money_decimal(cost));
	return status == STATUS_OK &&
		       contract->life.termination == TERMINATION_PERCENT
		   ? ratio_multiply(
			 *factor, ratio_of(1, 100), factor, ending->error)
		   : status;
}

/*
 * Contract by contract: what its early end costs, then what is missing to its
 * minimum.
 */
#include "order/discount.h"
#include "order/termination_parts.h"

static bool
is_early(const struct contract *contract)
{
	return date_given(contract->ended) &&
	       contract->ended.days < contract->to.days;
}

/* The last term of the subscription's own plan that began before ${end}. */
static const struct term *
last_term(const struct subscription *subscription, struct date end)
{
	const struct term *last = NULL;
	size_t i;

	for (i = 0; i < subscription->term_count; i++) {
		const struct term *term = &subscription->terms[i];

		if (!term->item->addon && term->from.days <= end.days &&
		    (last == NULL || term->from.days >= last->from.days))
			last = term;
	}
	return last;
}

/* What is owed, and for which contract, its last day included; NULL if there is
 * no memory. */
static const char *
describe(const struct ending *ending, const char *name)
{
	char from[DATE_TEXT_MAX], last[DATE_TEXT_MAX];

	return arena_format(ending->scratch, "%s of contract %s to %s", name,
	    date_format(ending->contract->from, from),
	    date_format((struct date){ ending->contract->to.days - 1 }, last));
}

/* Owe ${amount} on the last day. */
static enum status
owe(const struct ending *ending, const char *id, const char *name,
    struct money amount, const struct order *order)
{
	const struct term *term = ending->term;
	const struct product *product = term->plan->product;
	const char *description = describe(ending, name);
	struct charge *charge = arena_alloc(ending->scratch, sizeof(*charge));
	struct segment *segment =
	    arena_alloc(ending->scratch, sizeof(*segment));
	struct due due = { .definition = charge,
		.term = term,
		.anchor = ending->end,
		.segments = segment,
		.segment_count = 1,
		.amount = amount,
		.working = ending->working };

	if (amount.minor <= 0)
		return STATUS_OK;
	if (charge == NULL || segment == NULL || description == NULL)
		return error_memory(ending->error);
	*charge = (struct charge){ .id = id,
		.name = name,
		.kind = CHARGE_ONE_TIME,
		.tax_code = product->tax_code,
		.revenue = product->revenue,
		.product = product,
		.currency = amount.currency,
		.price = money_decimal(amount) };
	*segment = (struct segment){ ending->end, ending->end,
		decimal_from_integer(1), amount, order };
	due.key = (struct line){ .kind = LINE_FEE,
		.owner = ending->subscription->owner,
		.subscription = ending->subscription->id,
		.service = term->service,
		.charge = id,
		.product = product->id,
		.description = description,
		.unit = "",
		.unit_price = "",
		.tax_code = product->tax_code,
		.corrects = "",
		.upto = "",
		.plan = term->plan->id,
		.catalog = term->catalog->version,
		.order_price = "",
		.dimensions = "",
		.instance = "",
		.cycle_start = ending->contract->from,
		.cycle_end = ending->contract->to,
		.adjustment = "",
		.order = order->id,
		.order_line = order->line,
		.split = "",
		.section = "" };
	return due_add(ending->list, &due, ending->scratch, ending->error);
}

/* Begin a fee. */
static enum status
begin_fee(struct ending *ending)
{
	ending->working =
	    arena_alloc(ending->scratch, sizeof(*ending->working));
	if (ending->working == NULL)
		return error_memory(ending->error);
	*ending->working = (struct due_working){ .contract = ending->contract };
	return STATUS_OK;
}

static enum status
owe_early(struct ending *ending)
{
	const struct contract *contract = ending->contract;
	struct ratio factor, exact;
	struct money fee;
	enum status status;

	if (!is_early(contract) ||
	    contract->life.termination == TERMINATION_NONE)
		return STATUS_OK;
	status = begin_fee(ending);
	if (status == STATUS_OK)
		status = termination_factor(ending, &factor);
	exact = factor;
	if (status == STATUS_OK &&
	    contract->life.termination != TERMINATION_REMAINING)
		status = ratio_multiply(factor,
		    ratio_from_decimal(contract->life.termination_value),
		    &exact, ending->error);
	if (status == STATUS_OK)
		status = money_round(exact, ending->term->plan->currency,
		    ending->terms->rounding, &fee, ending->error);
	if (status == STATUS_OK)
		status = money_line(fee, ending->error);
	ending->working->factor = factor;
	ending->working->exact = exact;
	return status == STATUS_OK
		   ? owe(ending, TERMINATION_FEE, "Early termination", fee,
			 contract->ended_by != NULL ? contract->ended_by
						    : contract->order)
		   : status;
}

/* Until when all is due that begins before ${end}. */
static struct date
all_due(const struct subscription *subscription, struct date end)
{
	struct date latest = end;
	size_t i, k;

	for (i = 0; i < subscription->term_count; i++) {
		const struct plan *plan = subscription->terms[i].plan;

		for (k = 0; k < plan->charge_count; k++) {
			const struct charge *charge = &plan->charges[k];

			if (charge->kind == CHARGE_RECURRING)
				latest = date_later(
				    latest, cycle_step(charge->every, end, 1));
		}
	}
	return latest;
}

/* Add up what begins within the contract. */
static enum status
add_begun(
    const struct ending *ending, const struct dues *dues, struct money *sum)
{
	const struct contract *contract = ending->contract;
	struct date to = contract->to;
	enum status status = STATUS_OK;
	size_t i;

	/* What is owed because it ended is still its own. */
	if (is_early(contract) &&
	    ending->subscription->end.days != contract->ended.days)
		to = contract->ended;
	for (i = 0; i < dues->count && status == STATUS_OK; i++) {
		const struct due *due = &dues->items[i];
		struct date from = due->segments[0].from;

		if (from.days >= contract->from.days && from.days < to.days)
			status =
			    money_add(*sum, due->amount, sum, ending->error);
	}
	return status;
}

static enum status
owe_minimum(struct ending *ending, size_t first)
{
	const struct contract *contract = ending->contract;
	struct due_terms terms = *ending->terms;
	struct dues dues = { NULL, 0 }, discounts = { NULL, 0 };
	struct money sum = money_of(0, ending->term->plan->currency);
	struct money minimum = sum, begun = sum;
	enum status status;
	size_t i;

	if (decimal_sign(contract->life.minimum_value) == 0)
		return STATUS_OK;
	terms.as_of = all_due(ending->subscription, ending->end);
	terms.after = NULL;
	status = begin_fee(ending);
	if (status == STATUS_OK)
		status = due_charges(ending->subscription, &terms, DUE_CHARGES,
		    ending->scratch, &dues, ending->error);
	if (status == STATUS_OK)
		status = discount_dues(ending->subscription, &terms, &dues,
		    ending->scratch, &discounts, ending->error);
	if (status == STATUS_OK)
		status = add_begun(ending, &dues, &sum);
	if (status == STATUS_OK)
		status = add_begun(ending, &discounts, &sum);
	begun = sum;
	for (i = first; i < ending->list->count && status == STATUS_OK; i++)
		status = money_add(
		    sum, ending->list->items[i].amount, &sum, ending->error);
	if (status == STATUS_OK)
		status = money_round(
		    ratio_from_decimal(contract->life.minimum_value),
		    sum.currency, ending->terms->rounding, &minimum,
		    ending->error);
	if (status == STATUS_OK) {
		ending->working->minimum = minimum;
		ending->working->begun = begun;
		ending->working->early =
		    money_of(sum.minor - begun.minor, sum.currency);
		status = money_subtract(minimum, sum, &minimum, ending->error);
	}
	if (status == STATUS_OK)
		status = money_line(minimum, ending->error);
	return status == STATUS_OK
		   ? owe(ending, TERMINATION_MINIMUM, "Minimum value", minimum,
			 contract->order)
		   : status;
}

enum status
termination_dues(const struct subscription *subscription,
    const struct due_terms *terms, struct arena *scratch, struct dues *list,
    struct error *error)
{
	struct ending ending = { .subscription = subscription,
		.terms = terms,
		.scratch = scratch,
		.list = list,
		.error = error };
	enum status status = STATUS_OK;
	size_t i, first;

	for (i = 0; i < subscription->contract_count && status == STATUS_OK;
	     i++) {
		const struct contract *contract = &subscription->contracts[i];

		ending.contract = contract;
		ending.end =
		    is_early(contract) ? contract->ended : contract->to;
		ending.term = last_term(subscription, ending.end);
		if (ending.term == NULL ||
		    ending.end.days > terms->as_of.days ||
		    ending.end.days < subscription->bill_from.days)
			continue;
		first = list->count;
		status = owe_early(&ending);
		if (status == STATUS_OK)
			status = owe_minimum(&ending, first);
		if (status != STATUS_OK)
			error_prefix(
			    error, "subscription %s: ", subscription->id);
	}
	return status;
}

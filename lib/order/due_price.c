/*
 * What the days of a due cost: each segment is rounded, and their sum is owed.
 */
#include "order/due.h"
#include "order/termination.h"

struct pricing {
	const struct subscription *subscription;
	const struct due_terms *terms;
	struct arena *scratch;
	struct error *error;
};

/* The exact amount of some days of a full period, rounded once. */
static enum status
segment_round(const struct pricing *pricing, const struct due *due,
    struct segment *segment)
{
	const struct charge *charge = due->definition;
	struct decimal price = charge->price;
	struct ratio amount = ratio_of(1, 1);
	struct span span = {
		.start = due->key.cycle_start,
		.end = due->key.cycle_end,
		.from = segment->from,
		.to = segment->to,
		.every = charge->every,
		.zone = pricing->terms->zone,
	};
	enum status status = STATUS_OK;

	if (due->key.order_price[0] != '\0')
		status = decimal_parse(due->key.order_price, DECIMAL_PLACES_MAX,
		    &price, pricing->error);
	if (status == STATUS_OK && charge->kind == CHARGE_RECURRING)
		status =
		    prorate(charge->proration, &span, &amount, pricing->error);
	if (status == STATUS_OK)
		status = ratio_multiply(
		    amount, ratio_from_decimal(price), &amount, pricing->error);
	if (status == STATUS_OK)
		status = ratio_multiply(amount,
		    ratio_from_decimal(segment->quantity), &amount,
		    pricing->error);
	if (status == STATUS_OK)
		status = money_round(amount, charge->currency,
		    pricing->terms->rounding, &segment->amount, pricing->error);
	if (status == STATUS_OK)
		status = money_line(segment->amount, pricing->error);
	if (status != STATUS_OK)
		error_prefix(pricing->error,
		    "subscription %s, charge %s: ", pricing->subscription->id,
		    charge->id);
	return status;
}

enum status
due_show_price(struct due *due, struct arena *scratch, struct error *error)
{
	struct decimal price = due->definition->price;
	char text[DECIMAL_TEXT_MAX];
	enum status status = STATUS_OK;

	if (due->key.order_price[0] != '\0')
		status = decimal_parse(
		    due->key.order_price, DECIMAL_PLACES_MAX, &price, error);
	while (price.scale < due->definition->currency.places) {
		price.coefficient *= 10;
		price.scale++;
	}
	due->key.unit_price = arena_text(scratch, decimal_format(price, text));
	if (status == STATUS_OK && due->key.unit_price == NULL)
		status = error_memory(error);
	return status;
}

static enum status
due_price(const struct pricing *pricing, struct due *due)
{
	enum status status = STATUS_OK;
	size_t i;

	due->amount = money_of(0, due->definition->currency);
	for (i = 0; i < due->segment_count && status == STATUS_OK; i++) {
		status = segment_round(pricing, due, &due->segments[i]);
		if (status == STATUS_OK)
			status = money_add(due->amount, due->segments[i].amount,
			    &due->amount, pricing->error);
	}
	if (status == STATUS_OK)
		status = due_show_price(due, pricing->scratch, pricing->error);
	return status;
}

enum status
due_charges(const struct subscription *subscription,
    const struct due_terms *terms, enum due_which which, struct arena *scratch,
    struct dues *list, struct error *error)
{
	const struct pricing pricing = { subscription, terms, scratch, error };
	enum status status;
	size_t i;

	status = due_find(subscription, terms, which, scratch, list, error);
	for (i = 0; i < list->count && status == STATUS_OK; i++)
		status = due_price(&pricing, &list->items[i]);
	if (status == STATUS_OK)
		status = due_split(list, scratch, error);
	return status;
}

enum status
due_list(const struct subscription *subscription, const struct due_terms *terms,
    struct arena *scratch, struct dues *list, struct error *error)
{
	enum status status;

	status =
	    due_charges(subscription, terms, DUE_CHARGES, scratch, list, error);
	if (status == STATUS_OK)
		status =
		    termination_dues(subscription, terms, scratch, list, error);
	return status;
}

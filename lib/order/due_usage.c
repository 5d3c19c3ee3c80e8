/*
 * Usage that is due: which days are counted, and at which price.  What it
 * amounts to is for rating to find.
 */
#include "order/due.h"

/* Whether the amount is the quantity times the price. */
static bool
multiplies(const struct usage_terms *usage)
{
	return usage->model == MODEL_UNIT && usage->pool == POOLING_NONE &&
	       usage->pricing_unit[0] == '\0' && !usage->each_level &&
	       decimal_sign(usage->included) == 0 &&
	       decimal_sign(usage->commitment) == 0 &&
	       decimal_sign(usage->discount) == 0 && !usage->bounded;
}

/* How it is priced: the price that a line shows, and that of the order. */
static enum status
find_price(struct due *due, struct arena *scratch, struct error *error)
{
	const struct charge *charge = due->definition;
	struct charge *own;
	enum status status = STATUS_OK;

	due->amount = money_of(0, charge->currency);
	due->key.unit = charge->usage.metric->unit;
	if (charge->usage.model != MODEL_UNIT &&
	    charge->usage.model != MODEL_PACKAGE)
		return STATUS_OK;
	if (multiplies(&charge->usage))
		status = due_show_price(due, scratch, error);
	if (status != STATUS_OK || due->key.order_price[0] == '\0')
		return status;
	own = arena_alloc(scratch, sizeof(*own));
	if (own == NULL)
		return error_memory(error);
	*own = *charge;
	due->definition = own;
	return decimal_parse(
	    due->key.order_price, DECIMAL_PLACES_MAX, &own->price, error);
}

enum status
due_usage(const struct subscription *subscription,
    const struct due_terms *terms, bool open, struct arena *scratch,
    struct dues *list, struct error *error)
{
	enum status status;
	size_t i;

	status = due_find(subscription, terms,
	    open ? DUE_USAGE_OPEN : DUE_USAGE, scratch, list, error);
	for (i = 0; i < list->count && status == STATUS_OK; i++)
		status = find_price(&list->items[i], scratch, error);
	return status;
}

enum status
due_part(const struct due *due, struct ratio *part, struct error *error)
{
	int64_t days = 0;
	size_t i;

	(void)error;
	for (i = 0; i < due->segment_count; i++)
		days += due->segments[i].to.days - due->segments[i].from.days;
	*part = ratio_of(1, 1);
	if (due->definition->proration == PRORATION_DAY)
		*part = ratio_of(
		    days, due->key.cycle_end.days - due->key.cycle_start.days);
	return STATUS_OK;
}

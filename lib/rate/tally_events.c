/*
 * Models that price each event.  What events have in common (a row's price, a
 * percentage) is not multiplied event by event: their quantities are added up
 * in groups, and what is particular to an event beside that.
 */
#include "rate/tally.h"

#include <stdint.h>

#include "rate/deck.h"
#include "rate/rate_models.h"
#include "rate/standing.h"
#include "rule/charge.h"

#define SLOTS_MIN 16

static const struct ratio zero = { 0, 1 };
static const struct ratio one = { 1, 1 };

/* The groups of percentage. */
enum { OF_QUANTITY, OF_EVENTS, OF_MINIMUM, OF_MAXIMUM, PERCENTAGE_GROUPS };

bool
tally_events(const struct charge *charge)
{
	switch (charge->usage.model) {
	case MODEL_PERCENTAGE:
	case MODEL_DYNAMIC:
	case MODEL_MATRIX:
	case MODEL_DECK:
		return true;
	default:
		return false;
	}
}

static bool
above(struct ratio a, struct ratio b)
{
	struct error error;
	int order = 0;

	/* It cannot fail. */
	return ratio_compare(a, b, &order, &error) == STATUS_OK && order > 0;
}

static bool
is_one(struct ratio ratio)
{
	return ratio.numerator == 1 && ratio.denominator == 1;
}

/* Add ${value} × ${part}. */
static enum status
sum_add(struct tally_sum *sum, struct decimal value, struct ratio part,
    struct error *error)
{
	struct ratio exact;
	enum status status;

	if (is_one(part))
		return decimal_add(sum->decimals, value, &sum->decimals, error);
	status = ratio_multiply(ratio_from_decimal(value), part, &exact, error);
	return status == STATUS_OK
		   ? ratio_add(sum->ratios, exact, &sum->ratios, error)
		   : status;
}

static enum status
sum_add_ratio(struct tally_sum *sum, struct ratio value, struct ratio part,
    struct error *error)
{
	enum status status = ratio_multiply(value, part, &value, error);

	return status == STATUS_OK
		   ? ratio_add(sum->ratios, value, &sum->ratios, error)
		   : status;
}

enum status
tally_sum_exact(
    const struct tally_sum *sum, struct ratio *total, struct error *error)
{
	*total = ratio_from_decimal(sum->decimals);
	if (sum->ratios.numerator == 0)
		return STATUS_OK;
	return ratio_add(*total, sum->ratios, total, error);
}

/* One more group, which is of ${price}. */
static enum status
add_group(struct tally *tally, const void *price, struct error *error)
{
	struct tally_prices *prices = tally->prices;

	prices->groups = arena_grow(tally->terms.arena, prices->groups,
	    prices->group_count, sizeof(*prices->groups));
	if (prices->groups == NULL)
		return error_memory(error);
	prices->groups[prices->group_count++] = (struct tally_group){
		.price = price,
		.quantity.ratios = zero,
		.amount.ratios = zero,
	};
	return STATUS_OK;
}

/* Before the first event: what is included and free, and the groups. */
static enum status
begin(struct tally *tally, struct error *error)
{
	const struct usage_terms *usage = &tally->charge->usage;
	const struct pricing *pricing = tally->terms.pricing;
	struct ratio part = tally->terms.part, events;
	struct tally_prices *prices;
	enum status status;
	size_t i, groups = 1;

	prices = arena_alloc(tally->terms.arena, sizeof(*prices));
	if (prices == NULL)
		return error_memory(error);
	*prices = (struct tally_prices){
		.covered = zero,
		.freed = zero,
		.amount.ratios = zero,
	};
	tally->prices = prices;
	if (tally->terms.standing != NULL)
		status = standing_included(
		    tally->terms.standing, part, &prices->included, error);
	else
		status = ratio_multiply(ratio_from_decimal(usage->included),
		    part, &prices->included, error);
	if (status == STATUS_OK)
		status = ratio_multiply(ratio_from_decimal(usage->free_amount),
		    part, &prices->free_amount, error);
	if (status == STATUS_OK)
		status = ratio_multiply(ratio_from_decimal(usage->free_events),
		    part, &events, error);
	if (status != STATUS_OK)
		return status;
	prices->free_events = INT64_MAX;
	if (ratio_floor(events) < INT64_MAX)
		prices->free_events = (int64_t)ratio_floor(events);
	if (usage->model == MODEL_PERCENTAGE)
		groups = PERCENTAGE_GROUPS;
	else if (usage->model == MODEL_MATRIX)
		groups = usage->price_count;
	else if (usage->model == MODEL_DECK)
		groups = 0;
	for (i = 0; i < groups && status == STATUS_OK; i++)
		status = add_group(tally, NULL, error);
	if (usage->model == MODEL_DECK && pricing != NULL &&
	    pricing->decks != NULL)
		prices->deck = deck_find(pricing->decks, usage->deck);
	return status;
}

/* Use included units for an event: the part of it that is not covered. */
static enum status
cover(struct tally_prices *prices, struct decimal quantity, struct ratio *part,
    struct error *error)
{
	struct ratio units, taken;
	enum status status;

	*part = one;
	if (prices->included.numerator == 0 || decimal_sign(quantity) <= 0)
		return STATUS_OK;
	units = ratio_from_decimal(quantity);
	taken = above(prices->included, units) ? units : prices->included;
	status =
	    ratio_subtract(prices->included, taken, &prices->included, error);
	if (status == STATUS_OK)
		status =
		    ratio_add(prices->covered, taken, &prices->covered, error);
	if (status == STATUS_OK)
		status = ratio_subtract(units, taken, &taken, error);
	if (status != STATUS_OK)
		return status;
	return ratio_multiply(taken,
	    (struct ratio){ units.denominator, units.numerator }, part, error);
}

/* What of an event's quantity free_amount does not cover. */
static enum status
take_free(struct tally_prices *prices, struct ratio *units, struct ratio part,
    struct error *error)
{
	struct ratio taken = *units;
	enum status status;

	if (prices->free_events > 0)
		prices->free_events--;
	else if (!above(prices->free_amount, *units)) {
		taken = prices->free_amount;
		prices->free_amount = zero;
	} else if ((status = ratio_subtract(prices->free_amount, *units,
			&prices->free_amount, error)) != STATUS_OK)
		return status;
	status = ratio_subtract(*units, taken, units, error);
	if (status == STATUS_OK)
		status = ratio_multiply(taken, part, &taken, error);
	if (status == STATUS_OK)
		status = ratio_add(prices->freed, taken, &prices->freed, error);
	return status;
}

/* What min and max add to the amount of an event that is priced for ${units},
 * or take off. */
static enum status
add_bounds(struct tally *tally, struct ratio units, struct ratio part,
    struct error *error)
{
	const struct usage_terms *usage = &tally->charge->usage;
	struct tally_group *group = &tally->prices->groups[OF_MINIMUM];
	struct ratio amount, bound;
	enum status status;

	status = ratio_percent(units, usage->rate, &amount, error);
	if (status == STATUS_OK)
		status = ratio_add(
		    amount, ratio_from_decimal(usage->fixed), &amount, error);
	if (status != STATUS_OK)
		return status;
	bound = ratio_from_decimal(usage->event_minimum);
	if (!above(bound, amount)) {
		bound = ratio_from_decimal(usage->event_maximum);
		if (!usage->event_bounded || !above(amount, bound))
			return STATUS_OK;
		group = &tally->prices->groups[OF_MAXIMUM];
	}
	status = ratio_subtract(bound, amount, &amount, error);
	if (status == STATUS_OK)
		status = sum_add(
		    &group->quantity, decimal_from_integer(1), one, error);
	return status == STATUS_OK
		   ? sum_add_ratio(&group->amount, amount, part, error)
		   : status;
}

static enum status
add_percentage(struct tally *tally, struct decimal quantity, struct ratio part,
    struct error *error)
{
	const struct usage_terms *usage = &tally->charge->usage;
	struct tally_prices *prices = tally->prices;
	struct tally_group *groups = prices->groups;
	bool free = prices->free_events > 0;
	bool bounded =
	    decimal_sign(usage->event_minimum) > 0 || usage->event_bounded;
	int sign = decimal_sign(quantity);
	enum status status = STATUS_OK;
	struct ratio units;

	if (sign >= 0 && (free || prices->free_amount.numerator > 0)) {
		units = ratio_from_decimal(quantity);
		status = take_free(prices, &units, part, error);
		if (status != STATUS_OK || free || units.numerator == 0)
			return status;
		status = sum_add_ratio(
		    &groups[OF_QUANTITY].quantity, units, part, error);
	} else {
		if (bounded)
			units = ratio_from_decimal(quantity);
		status = sum_add(
		    &groups[OF_QUANTITY].quantity, quantity, part, error);
	}
	if (status != STATUS_OK || sign < 0)
		return status;
	status = sum_add(
	    &groups[OF_EVENTS].quantity, decimal_from_integer(1), part, error);
	return status == STATUS_OK && bounded
		   ? add_bounds(tally, units, part, error)
		   : status;
}

/* Where the group of a row is noted, or goes. */
static size_t *
group_slot(const struct tally_prices *prices, const void *price)
{
	size_t slot = (size_t)((uintptr_t)price >> 4) * 0x9e3779b1U;

	for (;; slot++) {
		size_t *found = &prices->slots[slot & (prices->slot_count - 1)];

		if (*found == 0 || prices->groups[*found - 1].price == price)
			return found;
	}
}

/* The group of a row of the deck. */
static enum status
find_group(struct tally *tally, const void *price, struct tally_group **group,
    struct error *error)
{
	enum status status;
	struct tally_prices *prices = tally->prices;
	size_t *slot, i;

	if (2 * prices->group_count >= prices->slot_count) {
		prices->slot_count = prices->slot_count == 0
					 ? SLOTS_MIN
					 : 2 * prices->slot_count;
		prices->slots = arena_array(tally->terms.arena,
		    prices->slot_count, sizeof(*prices->slots));
		if (prices->slots == NULL)
			return error_memory(error);
		for (i = 0; i < prices->group_count; i++)
			*group_slot(prices, prices->groups[i].price) = i + 1;
	}
	slot = group_slot(prices, price);
	if (*slot == 0) {
		status = add_group(tally, price, error);
		if (status != STATUS_OK)
			return status;
		*slot = prices->group_count;
	}
	*group = &prices->groups[*slot - 1];
	return STATUS_OK;
}

/* A call: its billed units count, and its amount stands for itself. */
static enum status
add_call(struct tally *tally, const struct usage_event *event,
    struct decimal quantity, struct error *error)
{
	struct tally_prices *prices = tally->prices;
	const struct deck_call call = {
		.deck = prices->deck,
		.charge = tally->charge,
		.pricing = tally->terms.pricing,
		.number = rate_dimension(
		    &event->dimensions, tally->charge->usage.number),
		.occurred_at = event->occurred_at,
		.quantity = quantity,
	};
	struct deck_charge charged = { .rate = NULL };
	struct tally_group *group = NULL;
	enum status status = STATUS_OK;
	struct ratio part;

	if (call.deck != NULL && call.number != NULL)
		status = deck_price(&call, &charged, error);
	if (status == STATUS_OK && charged.rate == NULL)
		return error_set(error, STATUS_CONFIG,
		    "event %.128s has no rate in deck %s", event->event,
		    tally->charge->usage.deck);
	if (status == STATUS_OK)
		status = cover(prices, charged.billed, &part, error);
	if (status == STATUS_OK)
		status = meter_sum(&tally->meter, charged.billed, error);
	if (status == STATUS_OK)
		status = find_group(tally, charged.rate, &group, error);
	if (status == STATUS_OK)
		status = sum_add(&group->quantity, charged.billed, part, error);
	if (status == STATUS_OK)
		status =
		    sum_add_ratio(&group->amount, charged.amount, part, error);
	if (status == STATUS_OK)
		status =
		    sum_add_ratio(&prices->amount, charged.amount, part, error);
	return status;
}

enum status
tally_event(
    struct tally *tally, const struct usage_event *event, struct error *error)
{
	const struct charge *charge = tally->charge;
	const struct matrix_price *row;
	struct decimal quantity;
	enum status status;
	struct ratio part;

	status = meter_value(charge->usage.metric, event, &quantity, error);
	if (status == STATUS_OK && tally->prices == NULL)
		status = begin(tally, error);
	if (status == STATUS_OK && charge->usage.model == MODEL_DECK)
		return add_call(tally, event, quantity, error);
	if (status == STATUS_OK)
		status = cover(tally->prices, quantity, &part, error);
	if (status == STATUS_OK)
		status = meter_sum(&tally->meter, quantity, error);
	if (status != STATUS_OK || part.numerator == 0)
		return status;
	if (charge->usage.model == MODEL_PERCENTAGE)
		return add_percentage(tally, quantity, part, error);
	if (charge->usage.model == MODEL_DYNAMIC)
		return sum_add(&tally->prices->groups[0].amount, event->amount,
		    part, error);
	row = rate_row(charge, &event->dimensions);
	if (row == NULL)
		return error_set(error, STATUS_CONFIG,
		    "event %.128s has no price in the matrix of charge %s",
		    event->event, charge->id);
	return sum_add(
	    &tally->prices->groups[row - charge->usage.prices].quantity,
	    quantity, part, error);
}

/*
 * Which events a charge counts: an event that it could not price is not its
 * own, so that it is found in suspense and not in a run that fails.
 */
#include "rate/rate.h"

#include <string.h>

#include "rate/deck.h"
#include "rate/meter.h"
#include "rule/charge_filter.h"

const char *
rate_dimension(const struct dimensions *dimensions, const char *name)
{
	size_t i;

	for (i = 0; i < dimensions->count; i++) {
		if (strcmp(dimensions->items[i].name, name) == 0)
			return dimensions->items[i].value;
	}
	return NULL;
}

bool
rate_asks(const struct charge *charge)
{
	const struct usage_terms *usage = &charge->usage;

	return usage->filter_count > 0 || usage->model == MODEL_DYNAMIC ||
	       usage->model == MODEL_MATRIX || usage->model == MODEL_DECK ||
	       usage->metric->expression != NULL ||
	       usage->metric->field[0] != '\0';
}

const struct matrix_price *
rate_row(const struct charge *charge, const struct dimensions *dimensions)
{
	const struct usage_terms *usage = &charge->usage;
	size_t i, k;

	for (i = 0; i < usage->price_count; i++) {
		const struct matrix_price *row = &usage->prices[i];

		for (k = 0; k < row->filter_count; k++) {
			const char *value = rate_dimension(
			    dimensions, row->filters[k].dimension);

			if (value == NULL ||
			    !charge_filter_fits(row->filters[k].value, value))
				break;
		}
		if (k == row->filter_count)
			return row;
	}
	return NULL;
}

/* Whether the deck has a rate for the event, in the money of the charge. */
static bool
has_rate(const struct charge *charge, const struct usage_event *event,
    const struct pricing *pricing)
{
	const struct usage_terms *usage = &charge->usage;
	struct deck_call call = {
		.charge = charge,
		.pricing = pricing,
		.number = rate_dimension(&event->dimensions, usage->number),
		.occurred_at = event->occurred_at,
	};
	const struct deck_rate *rate;

	if (call.number == NULL || pricing == NULL || pricing->decks == NULL)
		return false;
	call.deck = deck_find(pricing->decks, usage->deck);
	if (call.deck == NULL)
		return false;
	rate = deck_start(&call);
	return rate != NULL && currency_equal(rate->currency, charge->currency);
}

/* Whether the event has a price. */
static bool
is_priced(const struct charge *charge, const struct usage_event *event,
    const struct pricing *pricing)
{
	switch (charge->usage.model) {
	case MODEL_DYNAMIC:
		return strcmp(event->currency, charge->currency.code) == 0;
	case MODEL_MATRIX:
		return rate_row(charge, &event->dimensions) != NULL;
	case MODEL_DECK:
		return has_rate(charge, event, pricing);
	default:
		return true;
	}
}

/* Whether the event has the dimensions that its metric counts. */
static bool
is_measured(const struct metric *metric, const struct usage_event *event)
{
	struct decimal value;
	struct error error;
	const char *text;

	if (metric->aggregation == AGGREGATION_UNIQUE ||
	    metric->values == VALUES_PRESENCE) {
		text = rate_dimension(&event->dimensions, metric->field);
		return text != NULL && text[0] != '\0';
	}
	if (metric->expression == NULL && metric->field[0] == '\0')
		return true;
	return meter_value(metric, event, &value, &error) == STATUS_OK;
}

bool
rate_takes(const struct charge *charge, const struct usage_event *event,
    const struct pricing *pricing)
{
	const struct usage_terms *usage = &charge->usage;
	size_t i;

	if (strcmp(usage->metric->id, event->metric) != 0)
		return false;
	for (i = 0; i < usage->filter_count; i++) {
		const char *value = rate_dimension(
		    &event->dimensions, usage->filters[i].dimension);

		if (value == NULL ||
		    strcmp(value, usage->filters[i].value) != 0)
			return false;
	}
	return is_measured(usage->metric, event) &&
	       is_priced(charge, event, pricing);
}

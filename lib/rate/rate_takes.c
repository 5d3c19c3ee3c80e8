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

/* Whether all filters fit, of a charge or of a row of its matrix. */
static bool
filters_fit(const struct filter *filters, size_t count,
    const struct dimensions *dimensions)
{
	size_t i;

	for (i = 0; i < count; i++) {
		const char *value =
		    rate_dimension(dimensions, filters[i].dimension);

		if (value == NULL ||
		    !charge_filter_fits(filters[i].value, value))
			return false;
	}
	return true;
}

const struct matrix_price *
rate_row(const struct charge *charge, const struct dimensions *dimensions)
{
	const struct usage_terms *usage = &charge->usage;
	size_t i;

	for (i = 0; i < usage->price_count; i++) {
		const struct matrix_price *row = &usage->prices[i];

		if (filters_fit(row->filters, row->filter_count, dimensions))
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

	return strcmp(usage->metric->id, event->metric) == 0 &&
	       filters_fit(
		   usage->filters, usage->filter_count, &event->dimensions) &&
	       is_measured(usage->metric, event) &&
	       is_priced(charge, event, pricing);
}

/* Which of the filters does not fit, and what the event has there. */
static bool
say_filter(const struct charge *charge, const struct usage_event *event,
    struct error *error)
{
	const struct usage_terms *usage = &charge->usage;
	size_t i;

	for (i = 0; i < usage->filter_count; i++) {
		const struct filter *filter = &usage->filters[i];
		const char *value =
		    rate_dimension(&event->dimensions, filter->dimension);

		if (value != NULL && charge_filter_fits(filter->value, value))
			continue;
		(void)error_set(error, STATUS_INVALID,
		    "charge %s is for %.128s %.128s, it %s%.128s", charge->id,
		    filter->dimension, filter->value,
		    value == NULL ? "has none" : "is ",
		    value == NULL ? "" : value);
		return true;
	}
	return false;
}

enum status
rate_refuses(const struct charge *charge, const struct usage_event *event,
    struct error *error)
{
	const char *currency = event->currency;

	if (say_filter(charge, event, error))
		return STATUS_INVALID;
	if (!is_measured(charge->usage.metric, event))
		return error_set(error, STATUS_INVALID,
		    "it lacks what metric %s counts", charge->usage.metric->id);
	if (charge->usage.model == MODEL_MATRIX)
		return error_set(error, STATUS_INVALID,
		    "charge %s has no row for it", charge->id);
	if (charge->usage.model == MODEL_DECK)
		return error_set(error, STATUS_INVALID,
		    "deck %s has no rate for it in %s", charge->usage.deck,
		    charge->currency.code);
	return currency[0] == '\0' ? error_set(error, STATUS_INVALID,
					 "it has no amount in a currency")
				   : error_set(error, STATUS_INVALID,
					 "it is in %.40s, the plan in %s",
					 currency, charge->currency.code);
}

/*
 * What stands before and after a model.  Everything is a ratio until the sum of
 * the steps is written as a decimal.
 */
#include "rule/rate.h"

#include <assert.h>
#include <string.h>

#include "rule/rate_models.h"

static const struct ratio zero = { 0, 1 };

/* The percent discount. */
static enum status
rate_discount(struct rating *rating)
{
	struct decimal percent = rating->charge->usage.discount;
	struct rate_step step = { NULL, zero, zero, zero, zero };
	char text[DECIMAL_TEXT_MAX];
	enum status status;

	if (decimal_sign(percent) == 0)
		return STATUS_OK;
	status = ratio_multiply(ratio_from_decimal(percent), ratio_of(-1, 100),
	    &step.flat, rating->error);
	if (status == STATUS_OK)
		status = ratio_multiply(
		    step.flat, rating->total, &step.flat, rating->error);
	if (status != STATUS_OK)
		return status;
	if (rating->scratch != NULL)
		step.name = arena_format(rating->scratch, "discount %s%%",
		    decimal_format(percent, text));
	return rate_models_step(rating, step);
}

/* What is above the maximum goes. */
static enum status
rate_maximum(struct rating *rating)
{
	const struct usage_terms *usage = &rating->charge->usage;
	struct rate_step step = { NULL, zero, zero, zero, zero };
	struct ratio maximum;
	const char *shown;
	enum status status;
	int order;

	if (!usage->bounded)
		return STATUS_OK;
	status = rate_models_part(rating, usage->maximum, &maximum);
	if (status == STATUS_OK)
		status = ratio_compare(
		    rating->total, maximum, &order, rating->error);
	if (status != STATUS_OK || order <= 0)
		return status;
	status =
	    ratio_subtract(maximum, rating->total, &step.flat, rating->error);
	if (status != STATUS_OK)
		return status;
	shown = rate_models_show(rating, usage->maximum);
	if (shown != NULL && rating->scratch != NULL)
		step.name = arena_format(rating->scratch, "maximum, %s", shown);
	return rate_models_step(rating, step);
}

enum status
rate(const struct charge *charge, struct decimal quantity,
    const struct rate_terms *terms, struct rate_result *result,
    struct arena *scratch, struct error *error)
{
	struct rating rating = { charge, terms->part, zero, result, scratch,
		error };
	struct ratio rest = zero;
	enum status status;

	assert(charge->kind == CHARGE_USAGE);
	*result = (struct rate_result){ .steps = NULL };
	if (decimal_sign(quantity) > 0)
		rest = ratio_from_decimal(quantity);
	status = rate_models_free(
	    &rating, charge->usage.included, "included", &rest);
	if (status == STATUS_OK)
		status = rate_models_apply(&rating, rest);
	if (status == STATUS_OK)
		status = rate_discount(&rating);
	if (status == STATUS_OK)
		status = rate_maximum(&rating);
	if (status == STATUS_OK)
		status = ratio_to_decimal(
		    rating.total, DECIMAL_SCALE_MAX, &result->amount, error);
	if (status != STATUS_OK)
		error_prefix(error, "charge %s: ", charge->id);
	return status;
}

enum status
rate_minimum(const struct charge *charge, struct ratio part, struct money usage,
    enum rounding rounding, struct money *missing, struct error *error)
{
	struct ratio minimum;
	enum status status;

	status = ratio_multiply(
	    ratio_from_decimal(charge->usage.minimum), part, &minimum, error);
	if (status == STATUS_OK)
		status = money_round(
		    minimum, usage.currency, rounding, missing, error);
	if (status == STATUS_OK)
		status = money_subtract(*missing, usage, missing, error);
	if (status != STATUS_OK)
		return error_prefix(error, "charge %s: ", charge->id);
	if (missing->minor < 0)
		missing->minor = 0;
	return STATUS_OK;
}

static const char *
value_of(const struct dimensions *dimensions, const char *name)
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

bool
rate_takes(const struct charge *charge, const struct usage_event *event,
    const struct pricing *pricing)
{
	const struct usage_terms *usage = &charge->usage;
	size_t i;

	(void)pricing;
	if (strcmp(usage->metric->id, event->metric) != 0)
		return false;
	for (i = 0; i < usage->filter_count; i++) {
		const char *value =
		    value_of(&event->dimensions, usage->filters[i].dimension);

		if (value == NULL ||
		    strcmp(value, usage->filters[i].value) != 0)
			return false;
	}
	return true;
}

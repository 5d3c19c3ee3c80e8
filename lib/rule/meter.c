/*
 * Summing is adding decimals; rounding is counting whole steps.
 */
#include "rule/meter.h"

#include "base/ratio.h"

void
meter_begin(struct meter *meter, const struct metric *metric, int64_t begin,
    int64_t end, struct arena *arena)
{
	*meter = (struct meter){
		.metric = metric,
		.begin = begin,
		.end = end,
		.arena = arena,
	};
}

/* An aggregation that is not rated. */
static enum status
refuse(const struct meter *meter, struct error *error)
{
	return error_set(error, STATUS_CONFIG,
	    "metric %s: this aggregation is not rated by this version "
	    "(sum, count and max are)",
	    meter->metric->id);
}

enum status
meter_before(
    struct meter *meter, const struct usage_event *event, struct error *error)
{
	(void)event;
	return refuse(meter, error);
}

enum status
meter_add(
    struct meter *meter, const struct usage_event *event, struct error *error)
{
	struct decimal quantity = event->quantity;

	meter->events++;
	switch (meter->metric->aggregation) {
	case AGGREGATION_SUM:
		return decimal_add(
		    meter->value, quantity, &meter->value, error);
	case AGGREGATION_MAX:
		if (meter->events == 1 ||
		    decimal_compare(quantity, meter->value) > 0)
			meter->value = quantity;
		return STATUS_OK;
	case AGGREGATION_COUNT:
		meter->value = decimal_from_integer(meter->events);
		return STATUS_OK;
	default:
		return refuse(meter, error);
	}
}

/* How many steps ${value} is, as a whole number. */
static enum status
count_steps(struct decimal value, const struct metric *metric,
    struct decimal *steps, struct error *error)
{
	struct ratio count;
	enum status status;

	status = ratio_multiply(ratio_from_decimal(value),
	    ratio_of(
		decimal_power(metric->step.scale), metric->step.coefficient),
	    &count, error);
	if (status != STATUS_OK)
		return status;
	if (metric->stepping == STEPPING_NEAREST)
		return ratio_round(count, 0, ROUNDING_HALF_UP, steps, error);
	steps->scale = 0;
	steps->coefficient = ratio_floor(count);
	if (metric->stepping == STEPPING_UP && count.denominator != 1)
		steps->coefficient++;
	return STATUS_OK;
}

enum status
meter_quantity(
    const struct meter *meter, struct decimal *quantity, struct error *error)
{
	const struct metric *metric = meter->metric;
	struct decimal steps, rounded = meter->value;
	enum status status = STATUS_OK;

	if (metric->stepping != STEPPING_NONE) {
		status = count_steps(meter->value, metric, &steps, error);
		if (status == STATUS_OK)
			status = decimal_multiply(
			    steps, metric->step, &rounded, error);
	}
	if (status == STATUS_OK)
		*quantity = decimal_strip(rounded);
	else
		error_prefix(error, "metric %s: ", metric->id);
	return status;
}

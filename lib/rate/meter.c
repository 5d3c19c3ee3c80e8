/*
 * Summing is adding decimals; weighing is adding levels times microseconds;
 * rounding is counting whole steps.
 */
#include "rate/meter.h"

#include <string.h>

#include "base/ratio.h"
#include "rate/expression.h"

void
meter_begin(struct meter *meter, const struct metric *metric, int64_t begin,
    int64_t end, struct arena *arena)
{
	*meter = (struct meter){
		.metric = metric,
		.begin = begin,
		.end = end,
		.arena = arena,
		.part = { 1, 1 },
		.since = begin,
	};
}

enum status
meter_value(const struct metric *metric, const struct usage_event *event,
    struct decimal *value, struct error *error)
{
	*value = event->quantity;
	if (metric->aggregation == AGGREGATION_COUNT)
		*value = decimal_from_integer(1);
	else if (metric->expression != NULL)
		return expression_value(
		    metric->expression, event, value, error);
	else if (metric->field[0] != '\0' && metric->values != VALUES_PRESENCE)
		return expression_dimension(metric->field, event, value, error);
	return STATUS_OK;
}

enum status
meter_sum(struct meter *meter, struct decimal value, struct error *error)
{
	meter->events++;
	return decimal_add(meter->value, value, &meter->value, error);
}

/* Keep how long the level of now lasted. */
static enum status
keep_level(struct meter *meter, int64_t microseconds, struct error *error)
{
	size_t low = 0, high = meter->level_count;
	struct meter_level *level;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (decimal_compare(meter->levels[middle].level, meter->value) <
		    0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == meter->level_count ||
	    decimal_compare(meter->levels[low].level, meter->value) != 0) {
		meter->levels = arena_grow(meter->arena, meter->levels,
		    meter->level_count, sizeof(*meter->levels));
		if (meter->levels == NULL)
			return error_memory(error);
		level = &meter->levels[low];
		memmove(level + 1, level,
		    (meter->level_count - low) * sizeof(*level));
		*level = (struct meter_level){ meter->value, 0 };
		meter->level_count++;
	}
	meter->levels[low].microseconds += microseconds;
	return STATUS_OK;
}

/* The level of now lasts up to ${instant}. */
static enum status
pass_time(struct meter *meter, int64_t instant, struct error *error)
{
	int64_t microseconds = instant - meter->since;
	struct decimal area;
	enum status status;

	if (microseconds <= 0)
		return STATUS_OK;
	meter->since = instant;
	if (meter->keeps &&
	    (status = keep_level(meter, microseconds, error)) != STATUS_OK)
		return status;
	status = decimal_multiply(
	    meter->value, decimal_from_integer(microseconds), &area, error);
	return status == STATUS_OK
		   ? decimal_add(meter->area, area, &meter->area, error)
		   : status;
}

/* An event takes its effect. */
static enum status
take(struct meter *meter, const struct usage_event *event, struct decimal value,
    struct error *error)
{
	const struct metric *metric = meter->metric;

	if (metric->values == VALUES_PRESENCE)
		return meter_seen_item(meter, event, error);
	if (metric->aggregation == AGGREGATION_SUM ||
	    (metric->aggregation == AGGREGATION_WEIGHTED &&
		metric->values == VALUES_CHANGE))
		return decimal_add(meter->value, value, &meter->value, error);
	meter->value = value;
	return STATUS_OK;
}

enum status
meter_before(
    struct meter *meter, const struct usage_event *event, struct error *error)
{
	struct decimal value;
	enum status status;

	if (meter->metric->aggregation == AGGREGATION_UNIQUE) {
		status = meter_seen_value(meter, event, error);
	} else {
		status = meter_value(meter->metric, event, &value, error);
		if (status == STATUS_OK)
			status = take(meter, event, value, error);
	}
	meter->carried = meter->value;
	meter->raised = meter->lowered = decimal_from_integer(0);
	return status;
}

enum status
meter_add(
    struct meter *meter, const struct usage_event *event, struct error *error)
{
	const struct metric *metric = meter->metric;
	enum status status = STATUS_OK;
	struct decimal value;

	if (metric->aggregation == AGGREGATION_UNIQUE) {
		meter->events++;
		return meter_seen_value(meter, event, error);
	}
	status = meter_value(metric, event, &value, error);
	if (status != STATUS_OK)
		return error_prefix(error, "metric %s: ", metric->id);
	if (metric->aggregation == AGGREGATION_SUM ||
	    metric->aggregation == AGGREGATION_COUNT)
		return meter_sum(meter, value, error);
	meter->events++;
	if (metric->aggregation == AGGREGATION_MAX && meter->events > 1 &&
	    decimal_compare(value, meter->value) <= 0)
		return STATUS_OK;
	if (metric->aggregation == AGGREGATION_WEIGHTED)
		status = pass_time(meter, event->occurred_at, error);
	return status == STATUS_OK ? take(meter, event, value, error) : status;
}

int64_t
meter_rest(const struct meter *meter)
{
	return meter->since < meter->end ? meter->end - meter->since : 0;
}

enum status
meter_full(
    const struct meter *meter, struct ratio *microseconds, struct error *error)
{
	return ratio_multiply(ratio_of(meter->end - meter->begin, 1),
	    ratio_of(meter->part.denominator, meter->part.numerator),
	    microseconds, error);
}

/* The microseconds that a level is counted per. */
static enum status
unit_of_time(
    const struct meter *meter, struct ratio *microseconds, struct error *error)
{
	static const int64_t seconds[] = {
		[PER_HOUR] = 3600,
		[PER_SECOND] = 1,
		[PER_MINUTE] = 60,
		[PER_DAY] = 86400,
	};

	if (meter->metric->per == PER_PERIOD)
		return meter_full(meter, microseconds, error);
	*microseconds = ratio_of(seconds[meter->metric->per] * 1000000, 1);
	return STATUS_OK;
}

/* Levels times hours, as exact as it is. */
static enum status
weigh(const struct meter *meter, struct ratio *quantity, struct error *error)
{
	struct decimal area;
	struct ratio unit;
	enum status status;

	status = decimal_multiply(meter->value,
	    decimal_from_integer(meter_rest(meter)), &area, error);
	if (status == STATUS_OK)
		status = decimal_add(meter->area, area, &area, error);
	if (status == STATUS_OK)
		status = unit_of_time(meter, &unit, error);
	if (status != STATUS_OK)
		return status;
	if (unit.numerator == 0) {
		*quantity = ratio_of(0, 1);
		return STATUS_OK;
	}
	return ratio_multiply(ratio_from_decimal(area),
	    (struct ratio){ unit.denominator, unit.numerator }, quantity,
	    error);
}

enum status
meter_exact(
    const struct meter *meter, struct ratio *quantity, struct error *error)
{
	if (meter->metric->aggregation == AGGREGATION_WEIGHTED)
		return weigh(meter, quantity, error);
	*quantity = ratio_from_decimal(meter->value);
	return STATUS_OK;
}

/* ${value} in whole steps of the metric. */
static enum status
round_steps(struct ratio value, const struct metric *metric,
    struct decimal *rounded, struct error *error)
{
	struct decimal steps = { 0, 0 };
	struct ratio count;
	enum status status;

	status = ratio_multiply(value,
	    ratio_of(
		decimal_power(metric->step.scale), metric->step.coefficient),
	    &count, error);
	if (status != STATUS_OK)
		return status;
	steps.coefficient = ratio_floor(count);
	if (metric->stepping == STEPPING_UP && count.denominator != 1)
		steps.coefficient++;
	if (metric->stepping == STEPPING_NEAREST)
		status = ratio_round(count, 0, ROUNDING_HALF_UP, &steps, error);
	return status == STATUS_OK
		   ? decimal_multiply(steps, metric->step, rounded, error)
		   : status;
}

enum status
meter_quantity(
    const struct meter *meter, struct decimal *quantity, struct error *error)
{
	const struct metric *metric = meter->metric;
	bool weighted = metric->aggregation == AGGREGATION_WEIGHTED;
	struct ratio exact;
	enum status status;

	*quantity = decimal_strip(meter->value);
	if (!weighted && metric->stepping == STEPPING_NONE)
		return STATUS_OK;
	status = meter_exact(meter, &exact, error);
	if (status == STATUS_OK && metric->stepping != STEPPING_NONE)
		status = round_steps(exact, metric, quantity, error);
	else if (status == STATUS_OK)
		status = ratio_to_decimal(
		    exact, DECIMAL_PLACES_MAX, quantity, error);
	if (status != STATUS_OK)
		return error_prefix(error, "metric %s: ", metric->id);
	*quantity = decimal_strip(*quantity);
	return STATUS_OK;
}

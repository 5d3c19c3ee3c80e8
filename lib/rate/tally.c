/*
 * What prices a quantity as a whole is left to rate(); what prices levels asks
 * its models for each of them.
 */
#include "rate/tally.h"

#include "rate/rate_models.h"

static const struct ratio zero = { 0, 1 };
static const struct ratio one = { 1, 1 };

enum status
tally_begin(struct tally *tally, const struct charge *charge,
    const struct tally_terms *terms, struct error *error)
{
	const struct usage_terms *usage = &charge->usage;

	(void)error;
	*tally = (struct tally){
		.charge = charge,
		.terms = *terms,
	};
	meter_begin(&tally->meter, usage->metric, terms->begin, terms->end,
	    terms->arena);
	tally->meter.part = terms->part;
	tally->meter.keeps = usage->each_level;
	tally->plain =
	    tally_nets(charge) && usage->metric->aggregation == AGGREGATION_SUM;
	return STATUS_OK;
}

bool
tally_nets(const struct charge *charge)
{
	const struct metric *metric = charge->usage.metric;

	return !tally_events(charge) && !metric->recurring &&
	       (metric->aggregation == AGGREGATION_SUM ||
		   metric->aggregation == AGGREGATION_COUNT) &&
	       metric->expression == NULL && metric->field[0] == '\0';
}

enum status
tally_net(struct tally *tally, struct decimal quantity, int64_t counts,
    struct error *error)
{
	struct meter *meter = &tally->meter;

	if (meter->metric->aggregation == AGGREGATION_COUNT)
		quantity = decimal_from_integer(1);
	if (counts > 0)
		return meter_sum(meter, quantity, error);
	meter->events--;
	return decimal_subtract(meter->value, quantity, &meter->value, error);
}

enum status
tally_before(
    struct tally *tally, const struct usage_event *event, struct error *error)
{
	return meter_before(&tally->meter, event, error);
}

enum status
tally_add(
    struct tally *tally, const struct usage_event *event, struct error *error)
{
	if (tally->plain)
		return meter_sum(&tally->meter, event->quantity, error);
	if (tally_events(tally->charge))
		return tally_event(tally, event, error);
	return meter_add(&tally->meter, event, error);
}

enum status
tally_quantity(
    const struct tally *tally, struct decimal *quantity, struct error *error)
{
	return meter_quantity(&tally->meter, quantity, error);
}

/* What a level costs for a full period, before what comes after a model. */
static enum status
level_price(
    const struct rating *rating, struct decimal level, struct ratio *price)
{
	struct rate_result result = { .steps = NULL };
	struct rating whole = {
		.charge = rating->charge,
		.part = one,
		.pooled = zero,
		.total = zero,
		.result = &result,
		.error = rating->error,
	};
	struct ratio rest = zero;
	enum status status;

	if (decimal_sign(level) > 0)
		rest = ratio_from_decimal(level);
	status = rate_models_included(&whole, &rest);
	if (status == STATUS_OK)
		status = rate_models_apply(&whole, rest);
	*price = whole.total;
	return status;
}

/* A level, for its part of the full period. */
static enum status
price_level(
    struct rating *rating, const struct meter_level *level, struct ratio full)
{
	struct rate_step step = { .flat = zero };
	char text[DECIMAL_TEXT_MAX];
	enum status status;

	if (level->microseconds == 0 || full.numerator == 0)
		return STATUS_OK;
	status = ratio_multiply(ratio_of(level->microseconds, 1),
	    (struct ratio){ full.denominator, full.numerator }, &step.quantity,
	    rating->error);
	if (status == STATUS_OK)
		status = level_price(rating, level->level, &step.price);
	if (status != STATUS_OK)
		return status;
	if (rating->scratch != NULL)
		step.name = arena_format(rating->scratch,
		    "level %s, part of the period",
		    decimal_format(decimal_strip(level->level), text));
	return rate_models_step(rating, step);
}

/* All levels; that of now lasts until the end. */
static enum status
price_levels(const struct tally *tally, struct rating *rating)
{
	const struct meter *meter = &tally->meter;
	struct meter_level last = { meter->value, meter_rest(meter) };
	struct ratio full;
	enum status status = meter_full(meter, &full, rating->error);
	size_t i;

	for (i = 0; i < meter->level_count && status == STATUS_OK; i++) {
		struct meter_level level = meter->levels[i];

		if (decimal_compare(level.level, last.level) == 0) {
			level.microseconds += last.microseconds;
			last.microseconds = 0;
		}
		status = price_level(rating, &level, full);
	}
	if (status == STATUS_OK)
		status = price_level(rating, &last, full);
	return status;
}

/* What events cost together; corrections that come before what they correct are
 * rated as nothing. */
static enum status
price_events(const struct tally *tally, struct rating *rating)
{
	struct rate_step step = { "not below zero", zero, zero, zero, zero };
	enum status status = tally_groups(tally, rating);

	if (status != STATUS_OK || rating->total.numerator >= 0 || tally->below)
		return status;
	status = ratio_subtract(zero, rating->total, &step.flat, rating->error);
	return status == STATUS_OK ? rate_models_step(rating, step) : status;
}

/* Whether an amount is made here, and not of the quantity. */
static bool
prices(const struct charge *charge)
{
	return charge->usage.each_level || tally_events(charge);
}

enum status
tally_price(const struct tally *tally, struct ratio pooled,
    struct rate_result *result, struct arena *scratch, struct error *error)
{
	const struct rate_terms terms = { tally->terms.part,
		tally->terms.standing, pooled };
	struct rating rating = {
		.charge = tally->charge,
		.part = terms.part,
		.standing = terms.standing,
		.pooled = zero,
		.total = zero,
		.result = result,
		.scratch = scratch,
		.error = error,
	};
	struct decimal quantity;
	enum status status;

	if (!prices(tally->charge)) {
		status = tally_quantity(tally, &quantity, error);
		return status == STATUS_OK ? rate(tally->charge, quantity,
						 &terms, result, scratch, error)
					   : status;
	}
	*result = (struct rate_result){ .steps = NULL };
	status = tally->charge->usage.each_level ? price_levels(tally, &rating)
						 : price_events(tally, &rating);
	if (status == STATUS_OK)
		status = rate_models_finish(&rating);
	if (status != STATUS_OK)
		error_prefix(error, "charge %s: ", tally->charge->id);
	return status;
}

/*
 * What was counted becomes records; and events, where somebody wants to be told
 * of them.
 */

#include "rate/rate.h"
#include "rate/standing.h"
#include "rule/charge.h"
#include "work/rating_parts.h"

static const char *
model_name(const struct charge *charge)
{
	const char *model = charge->texts[KEY_MODEL];

	return model[0] == '\0' ? "unit" : model;
}

void
rating_blame(const struct counter *counter, struct error *error)
{
	const struct due *due = counter->due;
	struct line line;

	if (due == NULL) {
		(void)rated_blame(counter->undone, error);
		return;
	}
	line = due->key;
	line.period_start = due->segments[0].from;
	line.period_end = due->segments[due->segment_count - 1].to;
	(void)rated_blame(&line, error);
}

/* What was posted and is owed no more is rated to nothing. */
static void
price_undone(struct rating_desk *desk, const struct line *line)
{
	const struct rating *rating = desk->rating;
	const struct plan *plan =
	    catalogs_plan(rating->terms.catalogs, line->catalog, line->plan);
	const struct charge *charge =
	    plan == NULL ? NULL : plan_charge(plan, line->charge);
	bool usage = charge != NULL && charge->kind == CHARGE_USAGE;

	desk->rated = (struct rated){
		.line = *line,
		.metric = usage ? charge->usage.metric->id : "-",
		.model = usage ? model_name(charge) : "-",
		.currency = line->amount.currency,
		.basis = desk->window->owner->basis,
	};
	desk->rated.line.quantity = decimal_from_integer(0);
	desk->rated.line.upto = rating->upto;
}

/* All units that the charge does not bill in the period. */
static enum status
included_of(
    const struct counter *counter, struct ratio *included, struct error *error)
{
	const struct tally_terms *terms = &counter->tally.terms;
	enum status status;

	if (terms->standing != NULL)
		status = standing_included(
		    terms->standing, terms->part, included, error);
	else
		status = ratio_multiply(
		    ratio_from_decimal(counter->charge->usage.included),
		    terms->part, included, error);
	if (status == STATUS_OK && counter->period != NULL)
		status = ratio_add(
		    *included, counter->period->pooled, included, error);
	return status;
}

enum status
rating_price(struct rating_desk *desk, const struct counter *counter,
    struct error *error)
{
	const struct due *due = counter->due;
	struct rated *rated = &desk->rated;
	struct rate_result result = { .step_count = 0 };
	enum status status;

	if (counter->undone != NULL) {
		price_undone(desk, counter->undone);
		return STATUS_OK;
	}
	*rated = (struct rated){
		.line = due->key,
		.metric = counter->charge->usage.metric->id,
		.model = model_name(counter->charge),
		.events = counter->tally.meter.events,
		.currency = due->definition->currency,
		.basis = desk->window->owner->basis,
		.charge = counter->charge,
		.meter = &counter->tally.meter,
	};
	rated->line.period_start = due->segments[0].from;
	rated->line.period_end = due->segments[due->segment_count - 1].to;
	rated->line.upto = desk->rating->upto;
	status = tally_quantity(&counter->tally, &rated->line.quantity, error);
	if (status == STATUS_OK)
		status = tally_price(&counter->tally,
		    counter->period == NULL ? ratio_of(0, 1)
					    : counter->period->pooled,
		    &result, NULL, error);
	rated->amount = result.amount;
	if (status == STATUS_OK)
		status = included_of(counter, &rated->included, error);
	return status;
}

enum status
rating_minimum(struct rating_desk *desk, const struct counter *counter,
    bool *found, struct error *error)
{
	const struct due *due = counter->due;
	enum rounding rounding = desk->rating->terms.rounding;
	struct rated *rated = &desk->rated;
	struct standing_period period = {
		.start = due->key.cycle_start,
		.end = due->key.cycle_end,
		.next = DATE_NONE,
	};
	struct standing standing;
	struct money missing;
	enum status status;

	*found = standing_tops(due->definition);
	if (!*found)
		return STATUS_OK;
	standing_begin(&standing, due->definition, period.start);
	if (counter->period != NULL) {
		standing = counter->period->standing;
		period.next = rating_follower(counter->period);
	}
	status = money_round(ratio_from_decimal(rated->amount), rated->currency,
	    rounding, &period.amount, error);
	if (status == STATUS_OK)
		status = due_part(due, &period.part, error);
	if (status == STATUS_OK)
		status = standing_missing(
		    &standing, &period, rounding, &missing, error);
	if (status != STATUS_OK)
		return status;
	rated->line.kind = LINE_MINIMUM;
	rated->line.quantity = decimal_from_integer(1);
	rated->line.unit = "";
	rated->line.unit_price = "";
	rated->events = 0;
	rated->amount = money_decimal(missing);
	return STATUS_OK;
}

enum status
rating_tell(
    struct rating_reader *reader, struct counter *counter, struct error *error)
{
	const struct rating_terms *terms = &reader->rating->terms;
	struct rated *rated = &reader->desk.rated;
	struct rated_event event = {
		.event = reader->id,
		.occurred_at = reader->event.occurred_at,
		.usage = &reader->event,
		.rated = rated,
	};
	struct decimal quantity, amount;
	enum status status;

	status = rating_price(&reader->desk, counter, error);
	quantity = rated->line.quantity;
	amount = rated->amount;
	if (status == STATUS_OK)
		status = decimal_subtract(quantity, counter->told_quantity,
		    &rated->line.quantity, error);
	if (status == STATUS_OK)
		status = decimal_subtract(
		    amount, counter->told_amount, &rated->amount, error);
	counter->told_quantity = quantity;
	counter->told_amount = amount;
	rated->events = 1;
	return status == STATUS_OK ? terms->tell(terms->context, &event, error)
				   : status;
}

enum status
rating_lasting(
    struct rating_reader *reader, struct counter *counter, struct error *error)
{
	struct rating_desk *desk = &reader->desk;
	enum status status;

	if (!counter->charge->usage.metric->recurring ||
	    counter->tally.meter.events > 0)
		return STATUS_OK;
	status = rating_price(desk, counter, error);
	if (status == STATUS_OK)
		status = rating_rest(desk, counter, error);
	counter->told_quantity = desk->rated.line.quantity;
	counter->told_amount = desk->rated.amount;
	return status;
}

enum status
rating_rest(struct rating_desk *desk, const struct counter *counter,
    struct error *error)
{
	const struct rating_terms *terms = &desk->rating->terms;
	struct rated rest = desk->rated;
	struct rated_event event = { .event = "", .rated = &rest };
	enum status status = STATUS_OK;

	if (rest.line.kind == LINE_USAGE) {
		rest.events = 0;
		status = decimal_subtract(rest.line.quantity,
		    counter->told_quantity, &rest.line.quantity, error);
		if (status == STATUS_OK)
			status = decimal_subtract(rest.amount,
			    counter->told_amount, &rest.amount, error);
	}
	if (status != STATUS_OK ||
	    (decimal_sign(rest.amount) == 0 &&
		(rest.line.kind == LINE_MINIMUM ||
		    decimal_sign(rest.line.quantity) == 0)))
		return status;
	return terms->tell(terms->context, &event, error);
}

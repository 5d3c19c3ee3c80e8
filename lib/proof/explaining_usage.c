/*
 * What was counted, step by step to the amount.
 */
#include <string.h>

#include "base/instant.h"
#include "proof/explaining.h"
#include "rate/deck.h"
#include "rate/rate.h"
#include "rule/charge.h"

/* What a recount comes to. */
struct rating {
	struct decimal quantity;
	struct ratio part;
	struct rate_result result;
	struct money usage; /* rounded */
	struct money amount; /* of the line's kind */
};

static enum status
rate_recount(struct explaining *explaining, const struct explained *line,
    const struct recount *recount, struct rating *rating)
{
	struct currency currency = line->self->line.amount.currency;
	enum rounding rounding = explaining->company.rounding;
	struct error *error = explaining->error;
	struct standing_period period;
	enum status status;

	*rating = (struct rating){
		.usage = money_of(0, currency),
		.amount = money_of(0, currency),
	};
	if (recount->due == NULL)
		return STATUS_OK;
	status = tally_quantity(&recount->tally, &rating->quantity, error);
	if (status == STATUS_OK)
		status = due_part(recount->due, &rating->part, error);
	if (status == STATUS_OK)
		status = tally_price(&recount->tally, recount->stands.pooled,
		    &rating->result, &explaining->scratch, error);
	if (status == STATUS_OK)
		status = money_round(ratio_from_decimal(rating->result.amount),
		    currency, rounding, &rating->usage, error);
	rating->amount = rating->usage;
	period = (struct standing_period){
		.start = recount->due->key.cycle_start,
		.end = recount->due->key.cycle_end,
		.next = recount->stands.next,
		.part = rating->part,
		.amount = rating->usage,
	};
	if (status == STATUS_OK && line->self->line.kind == LINE_MINIMUM)
		status = standing_missing(&recount->stands.standing, &period,
		    rounding, &rating->amount, error);
	return status;
}

static const char *
aggregation_name(const struct metric *metric)
{
	static const char *const names[] = {
		[AGGREGATION_SUM] = "sum",
		[AGGREGATION_COUNT] = "count",
		[AGGREGATION_MAX] = "max",
		[AGGREGATION_LATEST] = "latest",
		[AGGREGATION_UNIQUE] = "unique",
		[AGGREGATION_WEIGHTED] = "weighted",
	};

	return names[metric->aggregation];
}

/* What was counted: the days, the events, the quantity. */
static void
say_quantity(struct explaining *explaining, const struct explained *line,
    const struct recount *recount, const struct rating *rating)
{
	const struct metric *metric = line->charge->usage.metric;
	const struct due *due = recount->due;
	struct saying *saying = &explaining->saying;
	char instant[INSTANT_TEXT_MAX];
	struct ratio counted;

	saying_step(saying, "usage", 0);
	saying_text(saying, "metric ", "metric", metric->id);
	saying_text(saying, ", ", "aggregation", aggregation_name(metric));
	saying_text(saying, " in ", "unit", metric->unit);
	saying_date(saying, "\n", "from", due->segments[0].from);
	saying_date(
	    saying, " to ", "to", due->segments[due->segment_count - 1].to);
	saying_number(saying, ", up to event number ", "upto", recount->upto);
	saying_number(saying, "\n", "events", recount->tally.meter.events);
	saying_text(saying,
	    recount->tally.meter.events == 1 ? " event" : " events", NULL, "");
	if (recount->tally.meter.events > 0) {
		saying_text(saying, " from ", "first_at",
		    instant_format(recount->first_at, instant));
		saying_text(saying, " to ", "last_at",
		    instant_format(recount->last_at, instant));
	}
	if (metric->recurring)
		saying_decimal(saying, ", beside what lasts from before, ",
		    "carried", recount->tally.meter.carried);
	/* As it was written, if that is possible. */
	if (metric->aggregation != AGGREGATION_WEIGHTED)
		saying_decimal(
		    saying, ": ", "counted", recount->tally.meter.value);
	else if (meter_exact(&recount->tally.meter, &counted,
		     explaining->error) == STATUS_OK)
		saying_ratio(saying, ": ", "counted", counted);
	if (metric->stepping != STEPPING_NONE) {
		saying_text(saying, ", rounded ", "step_rounding",
		    metric->stepping == STEPPING_UP	? "up"
		    : metric->stepping == STEPPING_DOWN ? "down"
							: "nearest");
		saying_decimal(saying, " to ", "step", metric->step);
	}
	saying_decimal(saying, "\nquantity ", "quantity", rating->quantity);
	if (rating->part.numerator != rating->part.denominator)
		saying_ratio(saying, ", for a part of the month, ", "part",
		    rating->part);
}

/* Units × price + flat; or, of a discount or a maximum, what it takes off. */
static void
say_rate(
    struct saying *saying, const struct rate_step *step, struct ratio before)
{
	bool takes = step->flat.numerator < 0;

	saying_text(saying, "", "name", step->name);
	/* It is only said. */
	if (step->quantity.numerator == 0 && step->price.numerator == 0 &&
	    step->flat.numerator == 0)
		return;
	saying_ratio(saying, takes ? NULL : ": ", "quantity", step->quantity);
	saying_ratio(saying, takes ? NULL : " x ", "price", step->price);
	saying_ratio(saying, takes ? NULL : " + ", "flat", step->flat);
	saying_ratio(saying, takes ? ": " : " = ", "amount", step->amount);
	if (takes)
		saying_ratio(saying, " of ", "before", before);
}

/* Step by step to the sum. */
static enum status
say_steps(struct explaining *explaining, const struct rating *rating)
{
	const struct rate_result *result = &rating->result;
	struct saying *saying = &explaining->saying;
	struct ratio total = ratio_of(0, 1);
	enum status status;
	size_t i;

	for (i = 0; i < result->step_count; i++) {
		saying_step(saying, "rate", i + 1);
		say_rate(saying, &result->steps[i], total);
		status = ratio_add(
		    total, result->steps[i].amount, &total, explaining->error);
		if (status != STATUS_OK)
			return status;
	}
	saying_step(saying, "sum", 0);
	saying_decimal(saying, "", "exact", result->amount);
	saying_money(saying, " -> ", "amount", rating->usage);
	saying_text(saying, ", ", "rounding",
	    rounding_name(explaining->company.rounding));
	return STATUS_OK;
}

/* What is missing to the minimum. */
static enum status
say_minimum(struct explaining *explaining, const struct recount *recount,
    const struct rating *rating)
{
	const struct charge *charge = recount->due->definition;
	struct saying *saying = &explaining->saying;
	struct ratio exact;
	struct money minimum;
	enum status status;

	status = ratio_multiply(ratio_from_decimal(charge->usage.minimum),
	    rating->part, &exact, explaining->error);
	if (status == STATUS_OK)
		status = money_round(exact, rating->amount.currency,
		    explaining->company.rounding, &minimum, explaining->error);
	if (status != STATUS_OK)
		return status;
	saying_step(saying, "minimum", 0);
	saying_decimal(saying, "", "minimum", charge->usage.minimum);
	saying_ratio(saying, " x ", "part", rating->part);
	saying_ratio(saying, " = ", "exact", exact);
	saying_money(saying, " -> ", "rounded", minimum);
	saying_money(saying, "\n", NULL, minimum);
	saying_money(saying, " - ", "usage", rating->usage);
	saying_money(saying,
	    rating->amount.minor == 0 ? ", at least 0: " : " = ", "amount",
	    rating->amount);
	return STATUS_OK;
}

/* What is missing to the commitment, if its term ends with the period. */
static void
say_commitment(struct explaining *explaining, const struct recount *recount,
    const struct rating *rating)
{
	const struct charge *charge = recount->due->definition;
	const struct usage_terms *usage = &charge->usage;
	struct saying *saying = &explaining->saying;

	saying_step(saying, "commitment", 0);
	saying_decimal(saying, "", "commitment", usage->commitment);
	if (usage->commitment_term.count == 0) {
		saying_ratio(saying, " x ", "part", rating->part);
	} else {
		saying_text(
		    saying, " in ", "term", charge->texts[KEY_COMMITMENT_TERM]);
		saying_money(saying, ", of which ", "spent",
		    recount->stands.standing.spent);
		saying_text(saying, " before", NULL, "");
	}
	saying_money(saying, "\nusage ", "usage", rating->usage);
	saying_money(saying, ", missing ", "amount", rating->amount);
}

/* Beside the usage: what is missing to a minimum, or to a commitment. */
static enum status
say_missing(struct explaining *explaining, const struct recount *recount,
    const struct rating *rating)
{
	const struct usage_terms *usage = &recount->due->definition->usage;

	if (decimal_sign(usage->commitment) <= 0)
		return say_minimum(explaining, recount, rating);
	say_commitment(explaining, recount, rating);
	if (decimal_sign(usage->minimum) > 0) {
		saying_decimal(&explaining->saying, ", or to a minimum of ",
		    "minimum", usage->minimum);
		saying_ratio(&explaining->saying, " x ", "part", rating->part);
	}
	return STATUS_OK;
}

/* Events that make a difference: how many, and with what. */
static void
say_change(struct saying *saying, const char *step, int64_t events,
    struct decimal quantity)
{
	saying_step(saying, step, 0);
	saying_number(saying, "", "events", events);
	saying_decimal(saying,
	    events == 1 ? " event with a quantity of "
			: " events with a quantity of ",
	    "quantity", quantity);
}

/* Of a correction: the events that were not counted before, or no more. */
static void
say_events(struct explaining *explaining, const struct recounts *recounts)
{
	struct saying *saying = &explaining->saying;
	enum gone i;

	if (recounts->late > 0) {
		say_change(
		    saying, "late", recounts->late, recounts->late_quantity);
		saying_number(saying, ", not counted up to event number ",
		    "after", recounts->before.upto);
	}
	if (recounts->gone == 0)
		return;
	say_change(saying, "gone", recounts->gone, recounts->gone_quantity);
	for (i = 0; i < GONE_KINDS; i++) {
		if (recounts->gone_as[i] == 0)
			continue;
		saying_number(saying, ", ", explaining_gone_name(i),
		    recounts->gone_as[i]);
		saying_text(saying, " ", NULL, explaining_gone_name(i));
	}
}

/* Of a correction: that a deck said something else before. */
static void
say_rates(struct explaining *explaining, const struct recounts *recounts)
{
	const struct due *due = recounts->then.due;
	struct saying *saying = &explaining->saying;
	const struct usage_terms *usage;
	const struct deck *deck;

	if (due == NULL || due->definition->usage.model != MODEL_DECK)
		return;
	usage = &due->definition->usage;
	deck = deck_find(recounts->then.pricing.decks, usage->deck);
	if (deck == NULL || !deck_changed(deck, due->segments[0].from,
				due->segments[due->segment_count - 1].to,
				recounts->before.posting))
		return;
	saying_step(saying, "rates", 0);
	saying_text(saying, "of deck ", "deck", usage->deck);
	saying_text(saying, ", ", "facts", "some came in since");
}

enum status
explaining_usage(struct explaining *explaining, const struct explained *line)
{
	struct recounts recounts;
	struct rating then, today;
	enum status status;

	status = explaining_count(explaining, line, &recounts);
	if (status == STATUS_OK)
		status = rate_recount(explaining, line, &recounts.then, &then);
	if (status == STATUS_OK)
		status =
		    rate_recount(explaining, line, &recounts.today, &today);
	if (status != STATUS_OK)
		return status;
	if (recounts.then.due != NULL) {
		say_quantity(explaining, line, &recounts.then, &then);
		status = say_steps(explaining, &then);
	}
	if (status != STATUS_OK)
		return status;
	if (recounts.then.due != NULL && line->self->line.kind == LINE_MINIMUM)
		status = say_missing(explaining, &recounts.then, &then);
	if (line->self->line.corrects[0] != '\0') {
		say_events(explaining, &recounts);
		say_rates(explaining, &recounts);
	}
	explaining_difference(explaining, line);
	explaining_check(
	    explaining, line->then.found ? &then.amount : NULL, line->owed);
	explaining_today(explaining, line, today.amount);
	return status;
}

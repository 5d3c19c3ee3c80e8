/*
 * Prices that nobody pays, and tiers that no quantity reaches.
 */
#include <string.h>

#include "rate/lint_parts.h"
#include "rule/charge_filter.h"

static bool
is_zero(struct decimal value)
{
	return decimal_sign(value) == 0;
}

static bool
tiers_are_free(const struct usage_terms *usage)
{
	size_t i;

	for (i = 0; i < usage->tier_count; i++) {
		const struct tier *tier = &usage->tiers[i];

		if (!is_zero(tier->price) || !is_zero(tier->flat) ||
		    !is_zero(tier->rate))
			return false;
	}
	return true;
}

static bool
rows_are_free(const struct usage_terms *usage)
{
	size_t i;

	for (i = 0; i < usage->price_count; i++) {
		if (!is_zero(usage->prices[i].price))
			return false;
	}
	return true;
}

/* Whether nothing that a charge says costs anything. */
static bool
is_free(const struct charge *charge)
{
	const struct usage_terms *usage = &charge->usage;
	size_t i;

	for (i = 0; i < charge->ramp_count; i++) {
		if (!is_zero(charge->ramp[i].price))
			return false;
	}
	if (charge->kind != CHARGE_USAGE)
		return is_zero(charge->price);
	if (!is_zero(usage->minimum) || !is_zero(usage->commitment))
		return false;
	switch (usage->model) {
	case MODEL_UNIT:
	case MODEL_PACKAGE:
		return is_zero(charge->price);
	case MODEL_PERCENTAGE:
		return is_zero(usage->rate) && is_zero(usage->fixed) &&
		       is_zero(usage->event_minimum);
	case MODEL_GRADUATED:
	case MODEL_VOLUME:
	case MODEL_STAIRSTEP:
	case MODEL_GRADUATED_PERCENTAGE:
		return tiers_are_free(usage);
	case MODEL_MATRIX:
		return rows_are_free(usage);
	case MODEL_DYNAMIC:
	case MODEL_DECK:
		break;
	}
	return false;
}

/* The steps in which a metric counts; none: it counts any quantity. */
static struct decimal
step_of(const struct metric *metric)
{
	if (metric->stepping != STEPPING_NONE)
		return metric->step;
	if (!metric->recurring &&
	    (metric->aggregation == AGGREGATION_COUNT ||
		metric->aggregation == AGGREGATION_UNIQUE))
		return decimal_from_integer(1);
	return decimal_from_integer(0);
}

/* How many whole steps are in ${value}; -1 where that is not computed. */
static __int128
steps_in(struct decimal value, struct decimal step)
{
	const __int128 limit = decimal_power(18);

	value = decimal_strip(value);
	step = decimal_strip(step);
	if (value.coefficient > limit || step.coefficient > limit)
		return -1;
	while (value.scale < step.scale) {
		value.coefficient *= 10;
		value.scale++;
	}
	while (step.scale < value.scale) {
		step.coefficient *= 10;
		step.scale++;
	}
	return value.coefficient / step.coefficient;
}

static bool
costs_the_same(const struct tier *a, const struct tier *b)
{
	return decimal_compare(a->price, b->price) == 0 &&
	       decimal_compare(a->flat, b->flat) == 0 &&
	       decimal_compare(a->rate, b->rate) == 0 && is_zero(a->flat) &&
	       !a->capped && !b->capped;
}

static void
lint_tiers(struct linting *linting, const struct usage_terms *usage)
{
	struct decimal step = step_of(usage->metric);
	struct decimal last = decimal_from_integer(0);
	size_t i;

	for (i = 0; i < usage->tier_count; i++) {
		const struct tier *tier = &usage->tiers[i];

		if (!tier->open && !is_zero(step) && is_zero(usage->included) &&
		    steps_in(tier->up_to, step) == steps_in(last, step))
			lint_find(linting, SEVERITY_ERROR,
			    "no quantity is in tier %zu: metric %s counts in "
			    "larger steps",
			    i + 1, usage->metric->id);
		if (i > 0 && costs_the_same(tier, &usage->tiers[i - 1]))
			lint_find(linting, SEVERITY_NOTE,
			    "tier %zu costs the same as the one before it",
			    i + 1);
		last = tier->up_to;
	}
}

static void
lint_recurring(struct linting *linting, const struct charge *charge)
{
	struct decimal sum = decimal_from_integer(0), last = charge->price;
	struct error error;
	size_t i;

	for (i = 0; i < charge->ramp_count; i++) {
		if (decimal_compare(charge->ramp[i].price, last) == 0)
			lint_find(linting, SEVERITY_NOTE,
			    "step %zu of the ramp has the price before it",
			    i + 1);
		last = charge->ramp[i].price;
	}
	for (i = 0; i < charge->component_count; i++) {
		if (decimal_add(sum, charge->components[i].price, &sum,
			&error) != STATUS_OK)
			return;
	}
	if (charge->component_count > 0 &&
	    decimal_compare(charge->price, sum) > 0)
		lint_find(linting, SEVERITY_WARNING,
		    "the bundle costs more than its products do alone");
}

/* Whether the charge prices every event that its filters fit. */
static bool
prices_all(const struct charge *charge)
{
	const struct usage_terms *usage = &charge->usage;

	return usage->model != MODEL_DYNAMIC && usage->model != MODEL_DECK &&
	       (usage->model != MODEL_MATRIX ||
		   usage->prices[usage->price_count - 1].filter_count == 0);
}

/* The first charge that fits an event counts it: which one counts all that
 * ${charge} could? */
static void
lint_order(struct linting *linting, const struct plan *plan,
    const struct charge *charge)
{
	const struct usage_terms *usage = &charge->usage;
	const struct charge *first;

	for (first = plan->charges; first < charge; first++) {
		if (first->kind != CHARGE_USAGE ||
		    first->usage.metric != usage->metric ||
		    !prices_all(first) ||
		    !charge_filter_covers(first->usage.filters,
			first->usage.filter_count, usage->filters,
			usage->filter_count))
			continue;
		lint_find(linting, SEVERITY_ERROR,
		    "it never counts: charge %s comes first and counts all of "
		    "it",
		    first->id);
		return;
	}
}

/* What is allowed and told of the quantity and the amount. */
static void
lint_watch(struct linting *linting, const struct usage_terms *usage)
{
	size_t i, k;

	if (usage->limited &&
	    decimal_compare(usage->limit, usage->included) < 0)
		lint_find(linting, SEVERITY_WARNING,
		    "limit is below included: not all included units are "
		    "allowed");
	for (i = 0; i < usage->alert_count; i++) {
		for (k = 0; k < i; k++) {
			if (usage->alerts[k].kind == usage->alerts[i].kind &&
			    decimal_compare(usage->alerts[k].value,
				usage->alerts[i].value) == 0)
				break;
		}
		if (k < i)
			lint_find(linting, SEVERITY_WARNING,
			    "alert %zu says what alert %zu says", i + 1, k + 1);
	}
}

/* Whether the ledger has rates of the deck. */
static void
lint_deck(struct linting *linting, const struct usage_terms *usage)
{
	const struct known_decks *decks = &linting->last->decks;
	size_t i;

	for (i = 0; i < decks->count && usage->model == MODEL_DECK; i++) {
		if (!decks->items[i].rated &&
		    strcmp(decks->items[i].name, usage->deck) == 0)
			lint_find(linting, SEVERITY_WARNING,
			    "deck %s has no rates: what it is to price stays "
			    "in suspense",
			    usage->deck);
	}
}

void
lint_charge(struct linting *linting, const struct plan *plan,
    const struct charge *charge)
{
	const struct usage_terms *usage = &charge->usage;
	size_t i;

	if (is_free(charge))
		lint_find(linting, SEVERITY_WARNING, "the price is 0");
	if (charge->kind == CHARGE_RECURRING)
		lint_recurring(linting, charge);
	if (charge->kind != CHARGE_USAGE)
		return;
	lint_order(linting, plan, charge);
	lint_watch(linting, usage);
	lint_deck(linting, usage);
	lint_tiers(linting, usage);
	for (i = 0; i < usage->price_count; i++) {
		if (usage->prices[i].filter_count == 0)
			return;
	}
	if (usage->price_count > 0)
		lint_find(linting, SEVERITY_WARNING,
		    "no row fits all else: other usage stays in suspense");
}

/*
 * Units stand in the order in which they lapse; each period makes a new list,
 * so that a standing that was copied stays what it was.
 */
#include "rate/standing.h"

#include <assert.h>

#include "rate/rate.h"

static const struct ratio zero = { 0, 1 };

bool
standing_matters(const struct charge *charge)
{
	const struct usage_terms *usage = &charge->usage;

	return usage->rollover > 0 || (decimal_sign(usage->commitment) > 0 &&
					  usage->commitment_term.count > 0);
}

bool
standing_tops(const struct charge *charge)
{
	return decimal_sign(charge->usage.minimum) > 0 ||
	       decimal_sign(charge->usage.commitment) > 0;
}

void
standing_begin(
    struct standing *standing, const struct charge *charge, struct date first)
{
	*standing = (struct standing){
		.charge = charge,
		.first = first,
		.spent = money_of(0, charge->currency),
	};
}

static bool
above(struct ratio a, struct ratio b)
{
	struct error error;
	int order = 0;

	/* It cannot fail. */
	return ratio_compare(a, b, &order, &error) == STATUS_OK && order > 0;
}

/* Take as much of ${rest} as there is from ${units}. */
static enum status
use(struct ratio *units, struct ratio *rest, struct error *error)
{
	struct ratio taken = above(*units, *rest) ? *rest : *units;
	enum status status;

	status = ratio_subtract(*units, taken, units, error);
	return status == STATUS_OK ? ratio_subtract(*rest, taken, rest, error)
				   : status;
}

/* What a period took from included units, its own and those of before. */
static enum status
used_by(const struct standing_period *period, struct ratio *used,
    struct error *error)
{
	*used = zero;
	if (decimal_sign(period->quantity) > 0)
		*used = ratio_from_decimal(period->quantity);
	return ratio_add(*used, period->given, used, error);
}

/* What is above the most that may roll over lapses, the oldest first. */
static enum status
bound_units(struct standing *standing, struct error *error)
{
	const struct usage_terms *usage = &standing->charge->usage;
	struct ratio most = ratio_from_decimal(usage->rollover_max);
	struct ratio over = zero;
	enum status status = STATUS_OK;
	size_t i;

	if (!usage->rollover_bounded)
		return STATUS_OK;
	for (i = 0; i < standing->unit_count && status == STATUS_OK; i++)
		status =
		    ratio_add(over, standing->units[i].units, &over, error);
	if (status != STATUS_OK || !above(over, most))
		return status;
	status = ratio_subtract(over, most, &over, error);
	for (i = 0; i < standing->unit_count && status == STATUS_OK; i++)
		status = use(&standing->units[i].units, &over, error);
	return status;
}

/* A unit that is left after a period; none is not kept. */
static void
keep(struct standing *standing, struct ratio units, int periods)
{
	if (units.numerator > 0 && periods > 0)
		standing->units[standing->unit_count++] =
		    (struct standing_units){ units, periods };
}

/* What the period used goes, what is left grows older. */
static enum status
roll_over(struct standing *standing, const struct standing_period *period,
    struct arena *arena, struct error *error)
{
	const struct usage_terms *usage = &standing->charge->usage;
	const struct standing_units *before = standing->units;
	size_t count = standing->unit_count, i;
	struct ratio own, used;
	enum status status;

	if (usage->rollover <= 0)
		return STATUS_OK;
	standing->units =
	    arena_array(arena, count + 1, sizeof(*standing->units));
	if (standing->units == NULL)
		return error_memory(error);
	standing->unit_count = 0;
	status = used_by(period, &used, error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		struct ratio left = before[i].units;

		status = use(&left, &used, error);
		keep(standing, left, before[i].periods - 1);
	}
	if (status == STATUS_OK)
		status = ratio_multiply(ratio_from_decimal(usage->included),
		    period->part, &own, error);
	if (status == STATUS_OK)
		status = use(&own, &used, error);
	if (status != STATUS_OK)
		return status;
	keep(standing, own, usage->rollover);
	return bound_units(standing, error);
}

/* The term in which ${date} is; it is not before the one that runs. */
static int
term_of(const struct standing *standing, struct date date)
{
	struct cycle cycle = standing->charge->usage.commitment_term;
	struct date end = cycle_step(cycle, standing->first, standing->term);
	int term = standing->term;

	for (;;) {
		struct date last = end;

		end = cycle_step(cycle, standing->first, term + 1);
		/* The calendar's last day is followed by itself. */
		if (end.days > date.days || end.days <= last.days)
			return term;
		term++;
	}
}

/* Begin the term in which ${date} is, if it is not the one that runs. */
static void
turn(struct standing *standing, struct date date)
{
	int term = term_of(standing, date);

	if (term != standing->term)
		standing->spent.minor = 0;
	standing->term = term;
}

enum status
standing_next(struct standing *standing, const struct standing_period *period,
    struct arena *arena, struct error *error)
{
	const struct usage_terms *usage = &standing->charge->usage;
	enum status status;

	assert(period->given.denominator > 0);
	status = roll_over(standing, period, arena, error);
	if (status != STATUS_OK || usage->commitment_term.count == 0)
		return status;
	turn(standing, period->start);
	status =
	    money_add(standing->spent, period->amount, &standing->spent, error);
	if (status == STATUS_OK && date_given(period->next) &&
	    period->next.days != DATE_MAX.days)
		turn(standing, period->next);
	return status;
}

enum status
standing_included(const struct standing *standing, struct ratio part,
    struct ratio *units, struct error *error)
{
	enum status status;
	size_t i;

	status =
	    ratio_multiply(ratio_from_decimal(standing->charge->usage.included),
		part, units, error);
	for (i = 0; i < standing->unit_count && status == STATUS_OK; i++)
		status =
		    ratio_add(*units, standing->units[i].units, units, error);
	return status;
}

/* Whether no period of the same term follows; what its term has spent. */
static bool
ends_term(const struct standing *standing, const struct standing_period *period,
    struct money *spent)
{
	struct cycle cycle = standing->charge->usage.commitment_term;
	int term = term_of(standing, period->start);
	struct date end = cycle_step(cycle, standing->first, term + 1);

	*spent = standing->spent;
	if (term != standing->term)
		spent->minor = 0;
	return period->end.days >= end.days ||
	       (date_given(period->next) && period->next.days >= end.days);
}

enum status
standing_shortfall(const struct standing *standing,
    const struct standing_period *period, enum rounding rounding,
    struct money *missing, struct error *error)
{
	const struct charge *charge = standing->charge;
	const struct usage_terms *usage = &charge->usage;
	struct ratio owed = ratio_from_decimal(usage->commitment);
	struct money spent = money_of(0, charge->currency);
	enum status status = STATUS_OK;

	*missing = spent;
	if (decimal_sign(usage->commitment) <= 0)
		return STATUS_OK;
	if (usage->commitment_term.count == 0)
		status = ratio_multiply(owed, period->part, &owed, error);
	else if (!ends_term(standing, period, &spent))
		return STATUS_OK;
	if (status == STATUS_OK)
		status = money_round(
		    owed, charge->currency, rounding, missing, error);
	if (status == STATUS_OK)
		status = money_subtract(*missing, spent, missing, error);
	if (status == STATUS_OK)
		status =
		    money_subtract(*missing, period->amount, missing, error);
	if (status != STATUS_OK)
		return error_prefix(error, "charge %s: ", charge->id);
	if (missing->minor < 0)
		missing->minor = 0;
	return STATUS_OK;
}

enum status
standing_missing(const struct standing *standing,
    const struct standing_period *period, enum rounding rounding,
    struct money *missing, struct error *error)
{
	const struct charge *charge = standing->charge;
	struct money minimum = money_of(0, charge->currency);
	enum status status;

	status = standing_shortfall(standing, period, rounding, missing, error);
	if (status == STATUS_OK && decimal_sign(charge->usage.minimum) > 0)
		status = rate_minimum(charge, period->part, period->amount,
		    rounding, &minimum, error);
	if (status == STATUS_OK && minimum.minor > missing->minor)
		*missing = minimum;
	return status;
}

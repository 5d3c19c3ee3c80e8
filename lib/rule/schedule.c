/*
 * Boundaries are found one after the other.  A boundary on the bill day leads
 * to the next by whole cycles of months; any other boundary (the start, or one
 * left by an old bill day) leads to the nearest bill day after it.
 */
#include "rule/schedule.h"

#include <assert.h>

static int
bill_day_on(const struct schedule *schedule, struct date date)
{
	size_t i = schedule->bill_day_count;

	assert(i > 0);
	while (i > 1 && schedule->bill_days[i - 1].from.days > date.days)
		i--;
	return schedule->bill_days[i - 1].day;
}

/* The period from ${from} to the next boundary, in calendar months. */
static struct period
period_after(const struct schedule *schedule, struct date from, int ordinal)
{
	struct period period = { .from = from, .ordinal = ordinal };
	struct civil civil = date_civil(from);
	int months = cycle_months(schedule->every);
	int day = bill_day_on(schedule, from);
	struct date boundary = date_in_month(civil.year, civil.month, day);

	if (boundary.days == from.days) {
		period.end =
		    date_in_month(civil.year, civil.month + months, day);
		period.start = from;
		return period;
	}
	if (boundary.days < from.days)
		civil.month++;
	period.end = date_in_month(civil.year, civil.month, day);
	period.start = date_in_month(civil.year, civil.month - months, day);
	return period;
}

static struct period
period_at(const struct schedule *schedule, int ordinal)
{
	struct period period = { .ordinal = ordinal };

	period.start = cycle_step(schedule->every, schedule->start, ordinal);
	period.end = cycle_step(schedule->every, schedule->start, ordinal + 1);
	period.from = period.start;
	return period;
}

static bool
follows_start(const struct schedule *schedule)
{
	return schedule->anchor == ANCHOR_START ||
	       cycle_months(schedule->every) == 0;
}

struct period
schedule_first(const struct schedule *schedule)
{
	if (follows_start(schedule))
		return period_at(schedule, 0);
	return period_after(schedule, schedule->start, 0);
}

struct period
schedule_next(const struct schedule *schedule, struct period period)
{
	if (follows_start(schedule))
		return period_at(schedule, period.ordinal + 1);
	return period_after(schedule, period.end, period.ordinal + 1);
}

struct date
schedule_gate(struct cycle every, int day, struct date date)
{
	struct civil civil = date_civil(date);
	int months = cycle_months(every);
	int month = 12 * civil.year + civil.month - 1;
	struct date gate;

	assert(months > 0);
	month -= month % months;
	gate = date_in_month(0, month + 1, day);
	if (gate.days > date.days)
		gate = date_in_month(0, month - months + 1, day);
	return gate;
}

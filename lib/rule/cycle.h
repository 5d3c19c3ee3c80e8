#ifndef RULE_CYCLE_H
#define RULE_CYCLE_H

#include <stdbool.h>

#include "base/date.h"
#include "base/error.h"

/*
 * A cycle is how often something recurs: "1 month", "2 weeks", "90 days".
 *
 * Days and weeks have a fixed length; months and years are calendar steps from
 * an origin whose day is kept: one month after 31 January is 28 February, two
 * months after it 31 March.  So steps are always computed from the origin,
 * never from the step before.
 *
 * cycle_parse(text, cycle, error):
 * A count from 1 to 999 and a unit: day, week, month or year, with or without
 * "s".
 *
 * cycle_months(cycle):
 * The calendar months of a cycle, 0 for one of days or weeks.
 *
 * cycle_step(cycle, origin, steps):
 * ${origin} and ${steps} cycles later (earlier if negative).
 */

enum cycle_unit { CYCLE_DAY, CYCLE_WEEK, CYCLE_MONTH, CYCLE_YEAR };

struct cycle {
	int count; /* 0: no cycle is given */
	enum cycle_unit unit;
};

enum status cycle_parse(
    const char *, struct cycle *, struct error *) MUST_CHECK;
int cycle_months(struct cycle);
struct date cycle_step(struct cycle, struct date, int);

#endif

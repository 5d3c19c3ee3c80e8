#ifndef RULE_SCHEDULE_H
#define RULE_SCHEDULE_H

#include <stddef.h>

#include "base/date.h"
#include "rule/cycle.h"

/*
 * A schedule is the cascade of periods of one charge, half-open and without
 * end.
 *
 * Anchored to the subscription's start (and so are all cycles of days and
 * weeks), the periods are the cycle's steps from that day.  Anchored to the
 * account, they follow its bill day: from a start in between, a stub runs to
 * the next bill day and is measured over the full period that ends there; full
 * periods follow.  Where the account's bill day changes, the running period
 * ends as it would have, and one stub leads to the new day.  A bill day past
 * the end of a month is that month's last day, and the next month has the full
 * day again.
 *
 * schedule_first(schedule):
 * The first period.
 *
 * schedule_next(schedule, period):
 * The one that follows ${period}.
 *
 * schedule_gate(every, day, date):
 * The latest day on or before ${date} on which an account that gets its
 * documents ${every} so many months gets them: bill day ${day} of the months
 * that the cycle divides, counted from January of year 0 (every three months:
 * January, April, July, October).
 */

enum anchor { ANCHOR_ACCOUNT, ANCHOR_START };

/* From ${from} on the account is billed on day ${day} of the month. */
struct bill_day {
	struct date from;
	int day;
};

struct schedule {
	struct cycle every;
	enum anchor anchor;
	struct date start;
	const struct bill_day *bill_days; /* by date, at least one */
	size_t bill_day_count;
};

struct period {
	struct date start; /* of the full period */
	struct date end; /* the first day after it */
	struct date from; /* its first day in service: later in a stub */
	int ordinal; /* 0 for the first */
};

struct period schedule_first(const struct schedule *);
struct period schedule_next(const struct schedule *, struct period);
struct date schedule_gate(struct cycle, int, struct date);

#endif

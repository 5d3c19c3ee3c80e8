#ifndef RULE_CALENDAR_H
#define RULE_CALENDAR_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/zone.h"

/*
 * A calendar says when the days of an account begin, which may move from one
 * time zone to another.
 *
 * A day begins at its midnight in the zone in force on that date.  So the days
 * follow each other without gap or overlap, whatever zones come later, and an
 * instant belongs to one day; the day before a move is shorter or longer than
 * others.  Where an account moves so far to the east that its new day would
 * begin before the last old one, that new day begins with the old one's
 * midnight: a move never changes when an earlier day began.
 *
 * All memory is the arena's; zones stay the caller's and must live as long.
 *
 * calendar_add(calendar, arena, from, zone, error):
 * From the date ${from} on it is ${zone}.  Dates come in order; the first zone
 * is in force from the beginning, whatever its date, and of two with the same
 * date the second is.  A calendar of all zeros is empty.
 *
 * calendar_midnight(calendar, date):
 * The first instant of ${date}, in seconds since 1970-01-01T00:00:00Z.
 *
 * calendar_date(calendar, instant):
 * The last date whose midnight is not after ${instant}, in seconds.
 *
 * calendar_zone(calendar, date):
 * The zone in force on ${date}.
 *
 * calendar_zone_date(zone, instant):
 * The same where the zone has always been ${zone}.
 */

/* A zone, and the dates from which it is in force. */
struct calendar_part {
	struct date from;
	const struct zone *zone;
	int64_t floor; /* when the day before the first one began */
};

struct calendar {
	struct calendar_part *parts; /* by date; neighbours differ */
	size_t count;
};

enum status calendar_add(struct calendar *, struct arena *, struct date,
    const struct zone *, struct error *) MUST_CHECK;
int64_t calendar_midnight(const struct calendar *, struct date);
struct date calendar_date(const struct calendar *, int64_t);
const struct zone *calendar_zone(const struct calendar *, struct date);
struct date calendar_zone_date(const struct zone *, int64_t);

#endif

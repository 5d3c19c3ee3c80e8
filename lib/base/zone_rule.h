#ifndef BASE_ZONE_RULE_H
#define BASE_ZONE_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/*
 * A zone rule says when the clocks change in every year from now on.
 *
 * It is what the footer of a TZif file holds: a POSIX TZ string such as
 * "EST5EDT,M3.2.0,M11.1.0" with RFC 8536's extension, that a change may be up
 * to 167 hours before or after its day's midnight.  Zones (base/zone) use it
 * after their last listed transition.  Outside the calendar (base/date) the
 * clocks do not change.
 *
 * zone_rule_parse(text, rule, error):
 * Read a TZ string.  Daylight saving time without its two changes is refused.
 *
 * zone_rule_offset(rule, instant):
 * Seconds east of UTC in force at ${instant}.
 *
 * zone_rule_next(rule, instant):
 * The first change after ${instant}, INT64_MAX if there is none.
 */

/* A day of the year and the seconds from its midnight. */
struct zone_day {
	char kind; /* 'M' month.week.weekday, 'J' 1 to 365, 'N' 0 to 365 */
	int month;
	int week;
	int day;
	int32_t seconds;
};

struct zone_rule {
	int32_t standard; /* seconds east of UTC */
	int32_t daylight;
	bool changes; /* whether there is daylight saving time */
	struct zone_day begin; /* of daylight saving time, in standard time */
	struct zone_day end; /* in daylight saving time */
};

enum status zone_rule_parse(
    const char *, struct zone_rule *, struct error *) MUST_CHECK;
int32_t zone_rule_offset(const struct zone_rule *, int64_t);
int64_t zone_rule_next(const struct zone_rule *, int64_t);

#endif

#ifndef RULE_METER_H
#define RULE_METER_H

#include <stdint.h>

#include "base/arena.h"
#include "rule/catalog.h"
#include "rule/rate.h"

/*
 * A meter makes one quantity of many events.
 *
 * The value of an event is its quantity, the metric's expression, or the
 * dimension that the metric names as its field.
 *
 * sum       the values added up
 * count     how many events there are, whatever their values
 * max       the greatest value, 0 if there is none
 * latest    the value of the last event
 * unique    how many values of the field there are
 * weighted  the level that the values say (or change, "values: change"), for
 *           the time that it lasts until the next event or the period's end,
 *           in hours (or "per": seconds, minutes, days, or parts of the period)
 *
 * Under a recurring metric what was reached before the period lasts into it:
 * the sum, the latest value, the values seen, the level.
 *
 * At the end the quantity is rounded as the metric says: to a step, up, down or
 * to the nearest (half away from zero).  Sums are exact, so the order of events
 * counts only where their time does.
 *
 * meter_begin(meter, metric, begin, end, arena):
 * Nothing was counted yet in the period of these instants.  unique takes memory
 * from ${arena}, for each value that it sees.
 *
 * meter_before(meter, event, error):
 * An event of before the period, under a recurring metric.
 *
 * meter_add(meter, event, error):
 * Count one event.
 *
 * meter_quantity(meter, quantity, error):
 * What was counted so far, rounded and stripped.
 */

struct meter {
	const struct metric *metric;
	int64_t begin; /* microseconds since 1970 */
	int64_t end;
	struct arena *arena;
	struct decimal value;
	int64_t events; /* of the period */
};

void meter_begin(struct meter *, const struct metric *, int64_t, int64_t,
    struct arena *);
enum status meter_before(struct meter *, const struct usage_event *,
    struct error *) MUST_CHECK;
enum status meter_add(struct meter *, const struct usage_event *,
    struct error *) MUST_CHECK;
enum status meter_quantity(
    const struct meter *, struct decimal *, struct error *) MUST_CHECK;

#endif

#ifndef RULE_METER_H
#define RULE_METER_H

#include <stdint.h>

#include "base/arena.h"
#include "rate/rate.h"
#include "rule/catalog.h"

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
 *           in hours (or "per": seconds, minutes, days of 24 hours, or parts of
 *           the full period); 0 before the first event.  Under "values:
 *           presence" each event says how much of the item that the field names
 *           is there, in place of what was (0 or less: it is gone), and the
 *           level is the sum over the items: what is there twice counts once,
 *           what is gone without having been there changes nothing.
 *
 * Under a recurring metric what was reached before the period lasts into it:
 * the sum, the latest value, the values seen, the level.
 *
 * At the end the quantity is rounded as the metric says: to a step, up, down or
 * to the nearest (half away from zero).  Without that, what is weighted is
 * written with at most 12 places, half-even.  Sums are exact, so the order of
 * events counts only where their time does.
 *
 * meter_begin(meter, metric, begin, end, arena):
 * Nothing was counted yet in the period of these instants.  What is seen of the
 * field takes memory from ${arena}, and so do levels that are kept.
 * After it, meter->part may be set to the part of the full period that the
 * instants span, and meter->keeps to have the time of each level in
 * meter->levels.
 *
 * meter_value(metric, event, value, error):
 * The value of one event; 1 where events are counted.  STATUS_INVALID if a
 * dimension is missing or no number.
 *
 * meter_sum(meter, value, error):
 * Count one event of a known value, under a sum or a count.
 *
 * meter_before(meter, event, error):
 * An event of before the period, under a recurring metric.
 *
 * meter_add(meter, event, error):
 * Count one event.
 *
 * meter_quantity(meter, quantity, error):
 * What was counted so far, rounded and stripped.
 *
 * meter_exact(meter, quantity, error):
 * The same, not rounded.
 *
 * meter_rest(meter):
 * The microseconds for which the level of now lasts until the end.
 *
 * meter_full(meter, microseconds, error):
 * How long the full period is.
 */

/* How long a level lasted in all, until the last event. */
struct meter_level {
	struct decimal level;
	int64_t microseconds;
};

/* The values seen, by their hash; NULL is a free slot. */
struct meter_seen {
	const char **slots;
	struct decimal *quantities; /* of the items; NULL: they have none */
	size_t room; /* a power of two, or 0 */
	size_t count;
};

struct meter {
	const struct metric *metric;
	int64_t begin; /* microseconds since 1970 */
	int64_t end;
	struct arena *arena;
	struct ratio part; /* of the full period; 1 unless it is set */
	struct decimal value; /* weighted: the level of now */
	struct decimal carried; /* the value that lasts into the period */
	struct decimal raised; /* presence: what came in the period ... */
	struct decimal lowered; /* ... and what went, both at least 0 */
	int64_t events; /* of the period */
	int64_t since; /* when the level was reached */
	struct decimal area; /* levels times microseconds, until then */
	bool keeps;
	struct meter_level *levels; /* rising */
	size_t level_count;
	struct meter_seen seen;
};

void meter_begin(
    struct meter *, const struct metric *, int64_t, int64_t, struct arena *);
enum status meter_before(
    struct meter *, const struct usage_event *, struct error *) MUST_CHECK;
enum status meter_add(
    struct meter *, const struct usage_event *, struct error *) MUST_CHECK;
enum status meter_value(const struct metric *, const struct usage_event *,
    struct decimal *, struct error *) MUST_CHECK;
enum status meter_sum(
    struct meter *, struct decimal, struct error *) MUST_CHECK;
enum status meter_exact(
    const struct meter *, struct ratio *, struct error *) MUST_CHECK;
int64_t meter_rest(const struct meter *);
enum status meter_full(
    const struct meter *, struct ratio *, struct error *) MUST_CHECK;
enum status meter_quantity(
    const struct meter *, struct decimal *, struct error *) MUST_CHECK;

/*
 * The parts of a meter:
 *
 * meter_seen_value(meter, event, error):
 * See the event's value of the field, which counts once.
 *
 * meter_seen_item(meter, event, error):
 * The item that the field names is there, or gone: the level changes by what is
 * there now and was not before.
 */
enum status meter_seen_value(
    struct meter *, const struct usage_event *, struct error *) MUST_CHECK;
enum status meter_seen_item(
    struct meter *, const struct usage_event *, struct error *) MUST_CHECK;

#endif

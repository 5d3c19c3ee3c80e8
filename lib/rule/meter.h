#ifndef RULE_METER_H
#define RULE_METER_H

#include <stdint.h>

#include "base/decimal.h"
#include "rule/catalog.h"

/*
 * A meter makes one quantity of many events.
 *
 * sum adds their quantities; count counts the events, whatever their quantity;
 * max takes the greatest (0 if there is none).  At the end the quantity is
 * rounded as the metric says: to a step, up, down or to the nearest (half away
 * from zero).  Sums are exact, so the order of events does not count.
 *
 * meter_begin(meter, metric, error):
 * Nothing was counted yet.  STATUS_CONFIG if this version cannot aggregate so
 * (latest, unique, weighted).
 *
 * meter_add(meter, quantity, error):
 * Count one event.
 *
 * meter_quantity(meter, quantity, error):
 * What was counted so far, rounded and stripped.
 */

struct meter {
	const struct metric *metric;
	struct decimal value;
	int64_t events;
};

enum status meter_begin(
    struct meter *, const struct metric *, struct error *) MUST_CHECK;
enum status meter_add(
    struct meter *, struct decimal, struct error *) MUST_CHECK;
enum status meter_quantity(
    const struct meter *, struct decimal *, struct error *) MUST_CHECK;

#endif

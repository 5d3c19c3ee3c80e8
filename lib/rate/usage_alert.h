#ifndef RULE_USAGE_ALERT_H
#define RULE_USAGE_ALERT_H

#include <stdbool.h>

#include "base/ratio.h"
#include "rule/catalog.h"
#include "rule/line.h"

/*
 * An alert is said where what a charge has counted in a period reaches one of
 * its thresholds.
 *
 * percent    of the included units, those that rolled over among them; in two
 *            places, rounded down, so that 100 is never said too early
 * amount     what the usage comes to, a minimum left out
 * first_use  the first event
 *
 * Each alert has an id that follows from what it is about: the subscription,
 * the charge, its dimensions, the threshold and the first day that is counted.
 * A first use has no day: it is one in the life of a subscription, also where
 * that changes its plan.
 *
 * usage_alert_reached(alert, consumed, reached, value, error):
 * Whether the threshold is reached, and the value that reaches it: percent,
 * amount or quantity.  Nothing reaches a percentage of no units.
 *
 * usage_alert_name(alert):
 * "percent", "amount" or "first_use".
 *
 * usage_alert_id(alert, line, id):
 * The id of ${alert} for the usage of ${line}, USAGE_ALERT_ID_MAX bytes.
 * Return ${id}.
 */

#define USAGE_ALERT_ID_MAX 23

/* What a charge has counted in a period. */
struct usage_consumed {
	struct decimal quantity;
	struct decimal amount;
	struct ratio included; /* all units that are free */
	int64_t events;
};

enum status usage_alert_reached(const struct usage_alert *,
    const struct usage_consumed *, bool *, struct decimal *,
    struct error *) MUST_CHECK;
const char *usage_alert_name(const struct usage_alert *);
const char *usage_alert_id(
    const struct usage_alert *, const struct line *, char[USAGE_ALERT_ID_MAX]);

#endif

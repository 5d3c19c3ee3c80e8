#ifndef RULE_FLOW_H
#define RULE_FLOW_H

#include "rate/tally.h"

/*
 * A flow prices the usage of one charge event by event, while nobody knows how
 * the period will end.
 *
 * Where the price of an event does not depend on those before it, each has its
 * own amount, and nothing is kept.  Else the amount of an event is what it adds
 * to the amount of all events of its period so far: the amounts of a period sum
 * to that of the period, in whatever order the events come, though a single one
 * may be negative (a cheaper tier is reached and counts for all).
 *
 * flow_lacks(charge):
 * What of ${charge} nobody can price before the period is over ("minimum"), or
 * NULL.  Of the other functions none may be asked about such a charge.
 *
 * flow_keeps(charge):
 * Whether events are priced by those before them, so that a flow is needed for
 * each subscription and period.
 *
 * flow_plain(charge):
 * Whether of an event that is added nothing but its quantity counts.
 *
 * flow_unit(charge):
 * What a unit costs, its discount taken off, where an amount is the quantity
 * times that and nothing else.
 *
 * flow_at_once(unit, event, amount):
 * The same as flow_alone() of the charge whose unit this is, in a few steps;
 * false where it takes more of them.
 *
 * flow_alone(charge, event, pricing, scratch, amount, error):
 * What ${event} costs under a charge that keeps nothing.  A negative quantity
 * has a negative amount.
 *
 * flow_add(flow, terms, event, amount, error):
 * What ${event} adds.  A flow that is all zero is begun, under ${terms}, whose
 * charge is to be the same each time.
 */

/*
 * Millions of them lie in memory, so a flow is small: what came so far, as long
 * as its two numbers fit.
 */
struct flow {
	int64_t quantity; /* so far */
	int64_t amount; /* of that */
	struct flow_more *more; /* instead of the above, in the arena */
	unsigned char quantity_scale;
	unsigned char amount_scale;
};

/* How events of a charge are priced at once. */
struct flow_unit {
	struct decimal price;
	bool known; /* there is such a price */
	bool counts; /* each event is one unit */
};

struct flow_terms {
	const struct charge *charge;
	bool plain; /* flow_plain() of it */
	const struct tally_terms *tally;
};

const char *flow_lacks(const struct charge *);
bool flow_keeps(const struct charge *);
bool flow_plain(const struct charge *);
struct flow_unit flow_unit(const struct charge *);
enum status flow_alone(const struct charge *, const struct usage_event *,
    const struct pricing *, struct arena *, struct decimal *,
    struct error *) MUST_CHECK;
enum status flow_add(struct flow *, const struct flow_terms *,
    const struct usage_event *, struct decimal *, struct error *) MUST_CHECK;

static inline MUST_CHECK bool
flow_at_once(const struct flow_unit *unit, const struct usage_event *event,
    struct decimal *amount)
{
	if (!unit->known)
		return false;
	if (unit->counts)
		*amount = unit->price;
	else if (!decimal_product(event->quantity, unit->price, amount))
		return false;
	*amount = decimal_strip(*amount);
	return true;
}

#endif

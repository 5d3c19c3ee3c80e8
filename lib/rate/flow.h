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
 * flow_alone(charge, event, pricing, scratch, amount, error):
 * What ${event} costs under a charge that keeps nothing.  A negative quantity
 * has a negative amount.
 *
 * flow_begin(flow, charge, terms, error):
 * Nothing came yet.  The tally that a charge may need is in terms->arena.
 *
 * flow_add(flow, event, amount, error):
 * What ${event} adds.
 */

struct flow {
	const struct charge *charge; /* NULL: not begun */
	struct decimal quantity; /* so far */
	struct decimal amount; /* of that */
	struct tally
	    *tally; /* NULL: quantities are added up, and that is all */
};

const char *flow_lacks(const struct charge *);
bool flow_keeps(const struct charge *);
bool flow_plain(const struct charge *);
enum status flow_alone(const struct charge *, const struct usage_event *,
    const struct pricing *, struct arena *, struct decimal *,
    struct error *) MUST_CHECK;
enum status flow_begin(struct flow *, const struct charge *,
    const struct tally_terms *, struct error *) MUST_CHECK;
enum status flow_add(struct flow *, const struct usage_event *,
    struct decimal *, struct error *) MUST_CHECK;

#endif

#ifndef RULE_TALLY_H
#define RULE_TALLY_H

#include "rule/meter.h"
#include "rule/rate.h"

/*
 * A tally is all that one usage charge counts in one period: a meter of
 * quantities, and for the models that price each event the amounts of the
 * events.
 *
 * percentage    rate percent of each event's quantity, plus fixed, at least min
 *               and at most max; the first free_events are free, and of the
 *               others what the first free_amount of quantity covers
 * dynamic       each event's own amount, plus markup percent
 * matrix        each event's quantity × the price of the first row that fits
 * deck          each event's billed units × the price of its destination and
 *               time class (rule/deck.h), plus the fee to connect
 *
 * Under these, included units cover the events in the order of time; one that
 * is covered in part costs that part of its amount.
 *
 * Events come in the order of (occurred_at, event); of what they come to,
 * nothing but the value of "latest" and what is free depends on that order.
 *
 * tally_begin(tally, charge, terms, error):
 * Nothing was counted yet.  What ${terms} points to must outlive the tally.
 *
 * tally_before(tally, event, error):
 * An event of before the period, under a metric that is recurring: it counts
 * for the value that lasts into the period, and for nothing else.
 *
 * tally_add(tally, event, error):
 * Count an event, which rate_takes().
 *
 * tally_quantity(tally, quantity, error):
 * What was counted so far, rounded as the metric says, and stripped.
 *
 * tally_price(tally, pooled, result, scratch, error):
 * The amount of what was counted so far, and the steps that led to it, as
 * rate().  ${pooled} are the included units that others leave.
 */

struct tally_terms {
	struct ratio part; /* of the full period */
	int64_t begin; /* the period that is counted, in microseconds */
	int64_t end;
	const struct standing *standing; /* NULL: there was none before */
	const struct pricing *pricing;
	struct arena *arena; /* of what grows with the events */
};

/* The amounts of events that are priced alike, for the steps. */
struct tally_group {
	const void *price; /* the row, or NULL */
	const char *name;
	struct ratio quantity;
	struct ratio amount;
	int64_t events;
};

struct tally {
	const struct charge *charge;
	struct tally_terms terms;
	struct meter meter;
	struct tally_group *groups;
	size_t group_count;
	struct ratio amount; /* of the groups */
	struct ratio covered; /* included units that are used up */
};

enum status tally_begin(struct tally *, const struct charge *,
    const struct tally_terms *, struct error *) MUST_CHECK;
enum status tally_before(struct tally *, const struct usage_event *,
    struct error *) MUST_CHECK;
enum status tally_add(struct tally *, const struct usage_event *,
    struct error *) MUST_CHECK;
enum status tally_quantity(
    const struct tally *, struct decimal *, struct error *) MUST_CHECK;
enum status tally_price(const struct tally *, struct ratio,
    struct rate_result *, struct arena *, struct error *) MUST_CHECK;

#endif

#ifndef RULE_TALLY_H
#define RULE_TALLY_H

#include "rate/meter.h"
#include "rate/rate.h"

/*
 * A tally is all that one usage charge counts in one period: a meter of
 * quantities, and for the models that price each event the amounts of the
 * events.
 *
 * percentage    rate percent of each event's quantity, plus fixed, at least min
 *               and at most max; the first free_events are free, and of the
 *               others what the first free_amount of quantity covers (one that
 *               is covered in part has its fixed, min and max all the same);
 *               a negative quantity gives its percentage back, and no more
 * dynamic       each event's own amount, plus markup percent
 * matrix        each event's quantity × the price of the first row that fits
 * deck          each event's billed units × the price of its destination and
 *               time class (rate/deck.h), plus the fee to connect; an event
 *               counts for its billed units
 *
 * Under these, included units cover the events in the order of time; one that
 * is covered in part costs the other part of its amount.  Their amounts add up;
 * a sum below zero is nothing.  "Quantity" is the value of the event by its
 * metric.
 *
 * levels: each  each level of a weighted metric is priced as the quantity of a
 *               full period, and the amount is their average over the time that
 *               each lasts: what is whole in a full period is prorated so
 *
 * rate()'s conversion, discount, overage and maximum follow all of these.
 *
 * Events come in the order of (occurred_at, event); of what they come to,
 * nothing but the value of "latest" and what is free depends on that order.
 *
 * tally_begin(tally, charge, terms, error):
 * Nothing was counted yet.  What ${terms} points to must outlive the tally;
 * the standing may be set until the first event is added.  After it,
 * tally->below may be set for one of many tallies whose amounts are added.
 *
 * tally_before(tally, event, error):
 * An event of before the period, under a metric that is recurring: it counts
 * for the value that lasts into the period, and for nothing else.
 *
 * tally_add(tally, event, error):
 * Count an event, which rate_takes().
 *
 * tally_nets(charge):
 * Whether nothing of an event counts but its quantity: then what was taken back
 * may be subtracted, in whatever order it comes.
 *
 * tally_net(tally, quantity, counts, error):
 * Count an event of such a charge, or take it back: ${counts} is 1 or -1.
 *
 * tally_quantity(tally, quantity, error):
 * What was counted so far, rounded as the metric says, and stripped.
 *
 * tally_price(tally, pooled, result, scratch, error):
 * The amount of what was counted so far, and the steps that led to it, as
 * rate().  ${pooled} are the included units that others leave.  Cost: the
 * tiers, rows or levels, not the events.
 *
 * tally_copy(tally, arena, copy, error):
 * A copy that goes on counting by itself, in ${arena}, and lives as long as
 * ${tally} does.  Cost: as many as there are groups, levels and values seen.
 *
 * tally_keep(tally, arena, copy, error):
 * The same, but it outlives ${tally}, its charge and its standing; not the
 * catalog, and not what prices stand in.
 */

struct tally_terms {
	struct ratio part; /* of the full period */
	int64_t begin; /* the period that is counted, in microseconds */
	int64_t end;
	const struct standing *standing; /* NULL: there was none before */
	const struct pricing *pricing;
	struct arena *arena; /* of what grows with the events */
};

/* A sum: most of what is added are decimals, which cost least. */
struct tally_sum {
	struct decimal decimals;
	struct ratio ratios;
};

/* Events that are priced alike, for the steps. */
struct tally_group {
	const void *price; /* the row of a deck, or NULL */
	struct tally_sum quantity; /* units that cost the price of the group */
	struct tally_sum amount; /* beside that */
};

/* What is counted where each event is priced. */
struct tally_prices {
	const struct deck *deck;
	struct tally_group *groups;
	size_t group_count;
	size_t *slots; /* of groups by row of a deck: their index and one */
	size_t slot_count; /* a power of two, or 0 */
	struct ratio included; /* units that are left */
	struct ratio covered; /* included units that are used up */
	int64_t free_events; /* that are left */
	struct ratio free_amount; /* that is left */
	struct ratio freed; /* units that these took */
	struct tally_sum amount; /* of the groups of a deck */
};

struct tally {
	const struct charge *charge;
	struct tally_terms terms;
	struct meter meter;
	bool plain; /* quantities are added up, and that is all */
	bool below; /* a sum below zero stays: others add to it */
	struct tally_prices *prices; /* NULL: no event was priced */
};

enum status tally_begin(struct tally *, const struct charge *,
    const struct tally_terms *, struct error *) MUST_CHECK;
enum status tally_before(
    struct tally *, const struct usage_event *, struct error *) MUST_CHECK;
enum status tally_add(
    struct tally *, const struct usage_event *, struct error *) MUST_CHECK;
bool tally_nets(const struct charge *);
enum status tally_net(
    struct tally *, struct decimal, int64_t, struct error *) MUST_CHECK;
enum status tally_quantity(
    const struct tally *, struct decimal *, struct error *) MUST_CHECK;
enum status tally_price(const struct tally *, struct ratio,
    struct rate_result *, struct arena *, struct error *) MUST_CHECK;

enum status tally_copy(const struct tally *, struct arena *, struct tally *,
    struct error *) MUST_CHECK;
enum status tally_keep(const struct tally *, struct arena *, struct tally *,
    struct error *) MUST_CHECK;

/*
 * The parts of a tally:
 *
 * tally_events(charge):
 * Whether the model prices each event.
 *
 * tally_event(tally, event, error):
 * Count an event under such a model.
 *
 * tally_groups(tally, rating):
 * The steps of such a model, up to where rate_models_finish() goes on.
 *
 * tally_sum_exact(sum, total, error):
 * The sum as one ratio.
 */
struct rating;

bool tally_events(const struct charge *);
enum status tally_event(
    struct tally *, const struct usage_event *, struct error *) MUST_CHECK;
enum status tally_groups(const struct tally *, struct rating *) MUST_CHECK;
enum status tally_sum_exact(
    const struct tally_sum *, struct ratio *, struct error *) MUST_CHECK;

#endif

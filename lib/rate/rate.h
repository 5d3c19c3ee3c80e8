#ifndef RULE_RATE_H
#define RULE_RATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/money.h"
#include "base/ratio.h"
#include "rule/catalog.h"

/*
 * Rating: what a quantity of usage costs under a charge.
 *
 * In this order: included units are taken off; the model prices the rest; a
 * pricing unit is converted; the percent discount is taken off; what is above
 * the commitment costs the overage factor; the maximum bounds the amount.  A
 * minimum is owed as a line of its own (rate_minimum).  What is said for a full
 * period (included and free units, tier bounds, flats and caps, commitment,
 * maximum, minimum) is multiplied by the part of the period.  Everything is
 * exact; the amount is written once, with at most 18 places, half-even, and is
 * exact from there on.
 *
 * unit          quantity × price
 * graduated     each slice of a tier × its price, and its flat once entered
 * volume        all of the quantity × the price of the tier reached, plus flat
 * stairstep     the flat of the tier reached
 * package       ceil((quantity - free) / size) × price
 * graduated_percentage
 *               each slice of a tier × its rate in percent, and its flat
 *
 * The other models price each event: see tally.h.
 *
 * A tier reaches up to its up_to, which it includes; its cap bounds what its
 * slice comes to, the flat included.  Tiers see what the included units leave;
 * where that is nothing the first tier is entered, and its flat is owed unless
 * the charge says "zero: free".  A negative quantity (corrections that come
 * before what they correct) is rated as nothing.  Of included units those that
 * rolled over are used first, then the period's own, then those of the pool.
 *
 * rate(charge, quantity, terms, result, scratch, error):
 * The amount of ${quantity}, and the steps that led to it, in ${scratch}; no
 * steps where that is NULL.  STATUS_CONFIG for a model that prices events;
 * STATUS_INVALID where a number does not fit.
 *
 * rate_minimum(charge, part, usage, rounding, missing, error):
 * What is missing to the minimum: the minimum, rounded, minus the rounded
 * ${usage}, or zero.
 *
 * rate_asks(charge):
 * Whether the dimensions and the amount of an event are asked for; where not,
 * they need not be there.
 *
 * rate_takes(charge, event, pricing):
 * Whether a usage charge counts ${event}: its metric and its filter fit, it has
 * what the metric asks for (the field, the numbers of the expression), and it
 * can be priced: it has an amount in the charge's currency for the model
 * dynamic, a row for matrix, a rate in that currency in the deck for deck.
 *
 * rate_refuses(charge, event, error):
 * Say why a charge of its metric does not take ${event}: STATUS_INVALID.
 *
 * rate_row(charge, dimensions):
 * The first row of a matrix that fits, or NULL.
 *
 * rate_dimension(dimensions, name):
 * The value of a dimension, or NULL.
 */

/* One step of a calculation, for people: "included, 100", "tier 2, up to 1000",
 * "packages of 50", "discount 10%", "maximum, 10/31 of 500". */
struct rate_step {
	const char *name;
	struct ratio quantity; /* units that this step prices, or takes off */
	struct ratio price; /* each */
	struct ratio flat;
	struct ratio amount; /* what it adds; negative where it takes off */
};

struct rate_result {
	struct decimal amount; /* at most 18 places */
	struct rate_step *steps; /* their amounts sum to the exact value */
	size_t step_count;
};

/* A dimension of an event. */
struct dimension {
	const char *name;
	const char *value;
};

struct dimensions {
	const struct dimension *items;
	size_t count;
};

/* An event of usage, as it is priced. */
struct usage_event {
	const char *event;
	int64_t occurred_at; /* microseconds since 1970 */
	const char *metric;
	struct decimal quantity;
	struct decimal amount; /* its own */
	const char *currency; /* of that; "" if it has none */
	struct dimensions dimensions;
};

/* What prices stand in beside the catalog. */
struct pricing {
	const struct decks *decks; /* NULL: there are none */
	const struct zone *zone; /* of the account */
	const struct calendar *calendar; /* where that one moved, else NULL */
};

/* What is known of a period when it is priced. */
struct rate_terms {
	struct ratio part; /* 1 is a full period */
	const struct standing *standing; /* NULL: there was none before */
	struct ratio pooled; /* included units that others of its pool leave */
};

enum status rate(const struct charge *, struct decimal,
    const struct rate_terms *, struct rate_result *, struct arena *,
    struct error *) MUST_CHECK;
enum status rate_minimum(const struct charge *, struct ratio, struct money,
    enum rounding, struct money *, struct error *) MUST_CHECK;
bool rate_asks(const struct charge *);
bool rate_takes(
    const struct charge *, const struct usage_event *, const struct pricing *);
enum status rate_refuses(
    const struct charge *, const struct usage_event *, struct error *);
const struct matrix_price *rate_row(
    const struct charge *, const struct dimensions *);
const char *rate_dimension(const struct dimensions *, const char *);

#endif

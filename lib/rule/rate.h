#ifndef RULE_RATE_H
#define RULE_RATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/money.h"
#include "base/ratio.h"
#include "rule/catalog.h"

/*
 * Rating: what a quantity of usage costs under a charge.
 *
 * In this order: included units are taken off; the model prices the rest; the
 * percent discount is taken off; the maximum bounds the amount.  A minimum is
 * owed as a line of its own (rate_minimum).  What is said for a full period
 * (included and free units, tier bounds and flats, maximum, minimum) is
 * multiplied by ${part}, which due_part() says.  Everything is exact; the
 * amount is written once, with at most 18 places, half-even, and is exact from
 * there on.
 *
 * unit          quantity × price
 * graduated     each slice of a tier × its price, and its flat once entered
 * volume        all of the quantity × the price of the tier reached, plus flat
 * stairstep     the flat of the tier reached
 * package       ceil((quantity - free) / size) × price
 *
 * A tier reaches up to its up_to, which it includes.  Tiers see what the
 * included units leave; where that is nothing the first tier is entered, and
 * its flat is owed unless the charge says "zero: free".  A negative quantity
 * (corrections that come before what they correct) is rated as nothing.
 *
 * rate(charge, quantity, part, result, scratch, error):
 * The amount of ${quantity} in ${part} (1 is a full period), and the steps that
 * led to it, in ${scratch}; no steps where that is NULL.  STATUS_CONFIG for a
 * model that this version does not rate (percentage, graduated_percentage,
 * dynamic); STATUS_INVALID where a number does not fit.
 *
 * rate_minimum(charge, part, usage, rounding, missing, error):
 * What is missing to the minimum: the minimum, rounded, minus the rounded
 * ${usage}, or zero.
 *
 * rate_takes(charge, metric, dimensions):
 * Whether a usage charge counts an event of ${metric} with these dimensions.
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

enum status rate(const struct charge *, struct decimal, struct ratio,
    struct rate_result *, struct arena *, struct error *) MUST_CHECK;
enum status rate_minimum(const struct charge *, struct ratio, struct money,
    enum rounding, struct money *, struct error *) MUST_CHECK;
bool rate_takes(const struct charge *, const char *, const struct dimensions *);

#endif

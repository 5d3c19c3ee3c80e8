#ifndef RULE_STANDING_H
#define RULE_STANDING_H

#include "base/arena.h"
#include "base/money.h"
#include "rule/catalog.h"

/*
 * A standing is what the earlier periods of a charge leave to the next one:
 * included units that were not used and roll over, and what was spent of a
 * commitment over a term.
 *
 * It is a fold over the periods of one charge under one price identity, in
 * their order: each period is said to it once, with the quantity and amount
 * that it is billed for, whether they were posted or are rated just now.
 *
 * A period uses first what rolled over to it, the oldest units first, then its
 * own included units; what is left of its own rolls over to as many periods as
 * the charge says, and at most rollover_max units do in all.
 *
 * A commitment's term begins with the first period, and again each time that
 * commitment_term is over; it counts in a period by the day on which that
 * begins.
 *
 * standing_matters(charge):
 * Whether earlier periods count for ${charge} at all.
 *
 * standing_begin(standing, charge, first):
 * Before the first period, which begins on the date ${first}.
 *
 * standing_next(standing, period, arena, error):
 * One more period is behind us.
 *
 * standing_included(standing, period_part, units, error):
 * All included units of the next period: its own, in that part, and those that
 * rolled over.
 *
 * standing_shortfall(standing, period, rounding, missing, error):
 * What is missing to the commitment if ${period} is the last one of its term;
 * zero elsewhere.
 */

/* Units that rolled over, and for how many periods more. */
struct standing_units {
	struct ratio units;
	int periods;
};

struct standing {
	const struct charge *charge;
	struct date first;
	struct standing_units *units; /* the oldest first */
	size_t unit_count;
	int term; /* how many terms are over */
	struct money spent; /* in the term that runs */
};

/* A period that was counted. */
struct standing_period {
	struct date start; /* of the full period */
	struct date end;
	struct ratio part;
	struct decimal quantity;
	struct money amount; /* rounded */
	bool last; /* no period follows: the subscription has ended */
};

bool standing_matters(const struct charge *);
void standing_begin(
    struct standing *, const struct charge *, struct date);
enum status standing_next(struct standing *, const struct standing_period *,
    struct arena *, struct error *) MUST_CHECK;
enum status standing_included(const struct standing *, struct ratio,
    struct ratio *, struct error *) MUST_CHECK;
enum status standing_shortfall(const struct standing *,
    const struct standing_period *, enum rounding, struct money *,
    struct error *) MUST_CHECK;

#endif

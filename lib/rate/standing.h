#ifndef RULE_STANDING_H
#define RULE_STANDING_H

#include "base/arena.h"
#include "base/money.h"
#include "base/ratio.h"
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
 * the charge says.  At most rollover_max units do in all: above it the oldest
 * lapse.
 *
 * A commitment's term begins with the first period, and again each time that
 * commitment_term is over; a period belongs to the term in which it begins, and
 * is the last one of it if the next one does not.  Without a term each period
 * has a commitment of its own, in its part.  What usage and minimums of a term
 * came to is spent.
 *
 * standing_matters(charge):
 * Whether earlier periods count for ${charge} at all.
 *
 * standing_tops(charge):
 * Whether a charge may owe more than its usage: it has a minimum or a
 * commitment.
 *
 * standing_begin(standing, charge, first):
 * Before the first period, which begins on the date ${first}.
 *
 * standing_next(standing, period, arena, error):
 * One more period is behind us.  A copy of the standing before it stays valid.
 *
 * standing_included(standing, period_part, units, error):
 * All included units of the next period: its own, in that part, and those that
 * rolled over.
 *
 * standing_shortfall(standing, period, rounding, missing, error):
 * What is missing to the commitment if ${period} is the last one of its term;
 * zero elsewhere, and never below.
 *
 * standing_missing(standing, period, rounding, missing, error):
 * What ${period} owes beside its usage: what is missing to its minimum, or to
 * the commitment, whichever is more.
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
	/* Where the one after it begins: DATE_NONE as long as nobody knows,
	 * DATE_MAX if none follows. */
	struct date next;
	struct ratio part;
	struct decimal quantity;
	struct ratio given; /* included units that others of its pool used */
	struct money amount; /* rounded; of what is behind us with minimums */
};

bool standing_matters(const struct charge *);
bool standing_tops(const struct charge *);
void standing_begin(struct standing *, const struct charge *, struct date);
enum status standing_next(struct standing *, const struct standing_period *,
    struct arena *, struct error *) MUST_CHECK;
enum status standing_included(const struct standing *, struct ratio,
    struct ratio *, struct error *) MUST_CHECK;
enum status standing_shortfall(const struct standing *,
    const struct standing_period *, enum rounding, struct money *,
    struct error *) MUST_CHECK;
enum status standing_missing(const struct standing *,
    const struct standing_period *, enum rounding, struct money *,
    struct error *) MUST_CHECK;

#endif

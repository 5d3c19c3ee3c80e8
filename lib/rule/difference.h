#ifndef RULE_DIFFERENCE_H
#define RULE_DIFFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "rule/line.h"

/*
 * Differences say why one line has another amount in two proposals.
 *
 * A line that only one of them has is new, or gone.  One that both have differs
 * in usage (a usage line's quantity), quantity, price, proration (its days or
 * how they are measured), discount or rounding, and, apart from these, in tax.
 *
 * Where the amount is price × quantity × part of the period, rounded, and that
 * can be told from both lines, each cause gets what it alone makes of the
 * amount, one after the other: the old amount of the first is that of the old
 * line, the new amount of the last that of the new line, and each begins where
 * the one before it ends.  The part is tried as days, as 30-day months and as
 * the whole, the rounding as half up and half even.  Where it cannot be told (a
 * correction, tiers, seconds), there is one difference, with the first cause
 * that the lines show, in the order above; if they show none, it is usage where
 * other events were counted, rounding where the amounts are one minor unit
 * apart, else discount.  What was recorded as an amount (an adjustment, a fee)
 * has a price.
 *
 * So the differences of all lines, new minus old, sum to that of the totals.
 *
 * difference_find(old, new, list, count, error):
 * The differences of ${old} and ${new}, which are the same line: one charge,
 * kind, full period and currency.  One of them may be NULL.  ${list} has room
 * for DIFFERENCES_MAX.  STATUS_INVALID where the taxes do not sum.
 *
 * difference_name(cause):
 * "new", "gone", "usage", ...
 */

enum difference_cause {
	DIFFERENCE_NEW,
	DIFFERENCE_GONE,
	DIFFERENCE_USAGE,
	DIFFERENCE_QUANTITY,
	DIFFERENCE_PRICE,
	DIFFERENCE_PRORATION,
	DIFFERENCE_DISCOUNT,
	DIFFERENCE_ROUNDING,
	DIFFERENCE_TAX,
};

#define DIFFERENCES_MAX 6

struct difference {
	enum difference_cause cause;
	bool before; /* whether there is an old amount */
	bool after;
	struct money old;
	struct money new;
};

enum status difference_find(const struct line *, const struct line *,
    struct difference[DIFFERENCES_MAX], size_t *, struct error *) MUST_CHECK;
const char *difference_name(enum difference_cause);

#endif

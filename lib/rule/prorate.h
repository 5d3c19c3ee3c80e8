#ifndef RULE_PRORATE_H
#define RULE_PRORATE_H

#include "base/date.h"
#include "base/error.h"
#include "base/ratio.h"
#include "base/zone.h"
#include "rule/cycle.h"

/*
 * Proration is the part of a full period that some of its days are.
 *
 * Every method is a measure of the time since the period began, from 0 at its
 * start to 1 at its end; the part from day a to day b is the difference of two
 * measures.  So parts of a split period always sum to the whole.
 *
 * PRORATION_DAY counts days; PRORATION_SECOND the seconds of local days, 23 or
 * 25 hours long where the clock changes; PRORATION_MONTH30 counts thirty days
 * to each month, day 31 as day 30, and leaves the remainder to the days at the
 * end; PRORATION_NONE owes the whole for any day.
 *
 * prorate(method, span, part, error):
 * The part of the full period that [from, to) of ${span} is, from 0 to 1.
 * STATUS_INVALID on overflow only.
 *
 * proration_parse(text, method, error):
 * "day", "second", "month30" or "none".
 */

enum proration {
	PRORATION_DAY,
	PRORATION_SECOND,
	PRORATION_MONTH30,
	PRORATION_NONE,
};

/* Days from ${from} to ${to} of a full period from ${start} to ${end}. */
struct span {
	struct date start;
	struct date end;
	struct date from;
	struct date to;
	struct cycle every; /* of months, for PRORATION_MONTH30 */
	const struct zone *zone; /* for PRORATION_SECOND */
};

enum status prorate(enum proration, const struct span *, struct ratio *,
    struct error *) MUST_CHECK;
enum status proration_parse(
    const char *, enum proration *, struct error *) MUST_CHECK;

#endif

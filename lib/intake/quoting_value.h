#ifndef INTAKE_QUOTING_VALUE_H
#define INTAKE_QUOTING_VALUE_H

#include "base/money.h"
#include "intake/ordering.h"

/*
 * What one order line is worth: its subscription with it, minus without it.
 *
 * quoting_value(terms, orders, value, error):
 * The value of terms->line, which is the last of terms->count + 1 ${orders} of
 * its subscription.  The recurring value is that of a month, before discounts,
 * on the day on which the line acts (or on which charges begin): a price counts
 * by the months of its cycle, one by days with 365/12 days a month.
 */

struct quoted_terms {
	const struct ordered *ordered;
	const struct order *line;
	size_t count; /* orders without the line */
	struct date as_of; /* DATE_NONE: not given */
	struct date through; /* DATE_NONE: not given */
	enum rounding rounding;
};

struct quoted {
	const char *plan;
	struct money first; /* invoice */
	struct money one_time; /* part of it */
	struct money early_termination; /* part of it */
	struct money recurring;
	struct money recurring_before;
	struct date term_start; /* DATE_NONE: no fixed term */
	struct date term_end;
};

enum status quoting_value(const struct quoted_terms *, const struct order *,
    struct quoted *, struct error *) MUST_CHECK;

#endif

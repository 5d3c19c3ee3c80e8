#ifndef ORDER_DUE_H
#define ORDER_DUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/money.h"
#include "base/zone.h"
#include "order/subscription.h"
#include "rule/catalog.h"
#include "rule/line.h"
#include "rule/schedule.h"

/*
 * What is due: all that a subscription ought to have been billed until a date.
 *
 * Each due is the desired state of one key (see line.h): the days of its period
 * that are owed, as segments of one quantity each, and the sum of the segments'
 * rounded amounts.  Days of several terms, with others between them, are one
 * due if they have one key.  Nothing is owed for days with a quantity of 0.
 *
 * A recurring charge in advance is due on the first owed day of its period, one
 * in arrears on the period's end; a one-time charge on activation or
 * termination of its item or on the day of the order line that asks for it,
 * unless that day was billed elsewhere.  What is fulfilled in parts is owed
 * part by part.  A bundle has a due for each of its components, whose amounts
 * sum to those of the charge.
 *
 * due_list(subscription, terms, scratch, list, error):
 * All dues until terms->as_of, in an arena's memory, charge by charge, and the
 * fees of order/termination.h.  STATUS_INVALID where an amount does not fit.
 *
 * due_usage(subscription, terms, open, scratch, list, error):
 * The usage periods that ended until terms->as_of, and with ${open} those that
 * had begun: calendar months from bill day to bill day, cut where a term ends.
 * Each is a due whose segments are the days that are counted, without quantity
 * and amount, which rating finds; there is one segment, but for a price that
 * went and came back within the month.  key.dimensions is the charge's filter,
 * key.unit and key.unit_price ("" where it does not multiply the
 * whole quantity) are those of the line; the definition's price is the order's
 * where that has one.
 *
 * due_part(due, part, error):
 * Which part of its full period the days of a usage due are: 1, unless the
 * charge says "proration: day".  Cannot fail.
 *
 * due_find(subscription, terms, which, scratch, list, error),
 * due_meet(list, scratch, error),
 * due_show_price(due, scratch, error):
 * Parts of the two lists: the dues without amounts; those of one key, each with
 * one segment, brought together; and the price that a line shows, with at least
 * the currency's places.
 *
 * due_charges(subscription, terms, which, scratch, list, error):
 * The dues without the fees, priced: of all charges, or of recurring ones.
 *
 * due_split(list, scratch, error):
 * Make those of bundles those of their components.
 *
 * due_add(list, due, scratch, error):
 * Append ${due}.
 *
 * due_share(whole, charge, instance, scratch, share, error):
 * How much of ${whole}, an amount of the bundle ${charge}, its component
 * ${instance} has.
 *
 * due_schedule(terms, term, charge):
 * The periods of ${charge} in ${term}.
 *
 * due_date(line, catalogs):
 * The day on which a posted line that corrects nothing fell due.
 */

struct segment {
	struct date from;
	struct date to;
	struct decimal quantity;
	struct money amount;
	const struct order *order; /* in force; NULL of usage that was rated */
};

struct due;

struct dues {
	struct due *items;
	size_t count;
};

/* What a discount took off the days of a segment. */
struct discount_step {
	struct date from; /* the segment's */
	struct date to;
	const struct grant *grant;
	struct money base; /* the segment's, of all components that fit */
	struct money before; /* what is left of that by discounts before */
	struct ratio of_segment; /* the days that are discounted */
	struct ratio of_period;
	struct ratio exact;
	struct money amount; /* rounded */
	struct money most;
	struct money taken; /* the lesser of both */
	struct money own; /* of that, off this due */
};

/* How a discount or a fee was found. */
struct due_working {
	const struct discount_step *steps; /* of a discount */
	size_t step_count;
	const struct contract *contract; /* of a fee */
	struct dues rest; /* what it would have brought in yet */
	struct ratio factor; /* of its termination_value */
	struct ratio exact;
	struct money minimum; /* of minimum_value: what was agreed, */
	struct money begun; /* what it brings in, */
	struct money early; /* and what its early end costs */
};

struct due {
	struct line key; /* the key, prices and names */
	const struct charge *definition;
	const struct term *term; /* the first */
	struct date anchor; /* of its schedule */
	int ordinal; /* of its period in that schedule */
	struct segment *segments;
	size_t segment_count;
	struct money amount; /* the sum of the segments */
	const struct due_working *working; /* NULL: price by quantity */
};

struct due_terms {
	struct date as_of;
	const struct date *after; /* only periods due later; NULL: all */
	enum rounding rounding;
	const struct zone *zone; /* of the account */
	const struct bill_day *bill_days;
	size_t bill_day_count;
};

enum due_which { DUE_CHARGES, DUE_RECURRING, DUE_USAGE, DUE_USAGE_OPEN };

enum status due_list(const struct subscription *, const struct due_terms *,
    struct arena *, struct dues *, struct error *) MUST_CHECK;
enum status due_usage(const struct subscription *, const struct due_terms *,
    bool, struct arena *, struct dues *, struct error *) MUST_CHECK;
enum status due_part(
    const struct due *, struct ratio *, struct error *) MUST_CHECK;
enum status due_find(const struct subscription *, const struct due_terms *,
    enum due_which, struct arena *, struct dues *, struct error *) MUST_CHECK;
enum status due_meet(struct dues *, struct arena *, struct error *) MUST_CHECK;
enum status due_split(struct dues *, struct arena *, struct error *) MUST_CHECK;
enum status due_share(struct money, const struct charge *, const char *,
    struct arena *, struct money *, struct error *) MUST_CHECK;
enum status due_add(struct dues *, const struct due *, struct arena *,
    struct error *) MUST_CHECK;
enum status due_charges(const struct subscription *, const struct due_terms *,
    enum due_which, struct arena *, struct dues *, struct error *) MUST_CHECK;
struct schedule due_schedule(
    const struct due_terms *, const struct term *, const struct charge *);
enum status due_show_price(
    struct due *, struct arena *, struct error *) MUST_CHECK;
struct date due_date(const struct line *, const struct catalogs *);

#endif

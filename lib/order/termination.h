#ifndef ORDER_TERMINATION_H
#define ORDER_TERMINATION_H

#include "order/due.h"

/*
 * Termination: what a fixed term costs that was left early, or that brought in
 * less than was agreed.
 *
 * Both are dues of the kind fee, whose period in the key is the contract's and
 * whose day is the contract's end.  They belong to the plan that the
 * subscription had then, and have no discount.  What cancels the early end, or
 * moves it, corrects them.
 *
 * The fee of an early end, by the contract's life (see life.h):
 *
 * remaining  what the recurring charges in force on the last day would have
 *            been owed for the days that are left, by their own periods and
 *            proration, without discounts
 * percent    so much of that
 * fixed      the amount
 * declining  the amount times the months that are left, of all months of the
 *            contract; a month that has begun on the last day is still left
 * notice     the recurring charges' price for so many months, however many are
 *            left: a yearly price counts with a twelfth
 *
 * The minimum value lacks what the recurring and one-time charges, discounts
 * and the fee of the early end that begin within the contract sum to, by all
 * that is known, also where it is not billed yet; usage does not count.
 *
 * termination_dues(subscription, terms, scratch, list, error):
 * Append the fees until terms->as_of to ${list}.
 */

#define TERMINATION_FEE "early-termination"
#define TERMINATION_MINIMUM "minimum-value"

enum status termination_dues(const struct subscription *,
    const struct due_terms *, struct arena *, struct dues *,
    struct error *) MUST_CHECK;

#endif

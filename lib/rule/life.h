#ifndef RULE_LIFE_H
#define RULE_LIFE_H

#include <stdbool.h>

#include "base/decimal.h"
#include "base/error.h"
#include "rule/cycle.h"

/*
 * The life of a subscription: how it is tried, for how long it is agreed, how
 * it goes on and what it costs to leave early.
 *
 * A plan says it in its catalog, and an order line may say otherwise, key by
 * key, with the same words; what neither says has a default.  All keys are
 * texts, read through this one door from the catalog file, from an order and
 * from the ledger.
 *
 * trial              "14 days": nothing is owed for so long, and the charges
 *                    begin after it; none
 * trial_end          convert (default), or lapse: it ends with the trial unless
 *                    an order converts it
 * term_months        of a fixed term; none: from month to month
 * renew              what follows the term: auto (default: the same term
 *                    again), none (it ends), evergreen (no term any more)
 * uplift             percent by which recurring prices rise at each renewal
 * notice             "30 days": a cancellation at the end of the term must come
 *                    so long before it, or the next term is owed, too
 * termination        what leaving before the end of the term costs: none
 *                    (default), remaining (what the rest of the term would have
 *                    cost), percent (so much of that), fixed (an amount),
 *                    declining (an amount, less each month: its share of the
 *                    months that are left), notice (so many months' price)
 * termination_value  the percent, amount or months
 * minimum_value      what the term must bring in all; the rest is owed at its
 *                    end
 * suspension         free (default): nothing recurring is owed while it is
 *                    suspended; or charged
 *
 * "none" as a trial or notice, and 0 as term_months, are none: so an order line
 * says that it has not what its plan has.  Only what also has a trial has
 * trial_end, only what renews by itself an uplift, and only the last four
 * models of termination have a value; a plan may leave the term to orders.
 *
 * life_parse(texts, life, key, error):
 * Make ${life} of one text for each key, "" where it is not given.
 * STATUS_INVALID if a value is wrong or keys do not go together; *${key} is
 * then the key at fault, the first one that is wrong by itself if there is one.
 *
 * life_fault(plan, order, key, error):
 * Whether ${key} is wrong where an order line says ${order} and its plan says
 * ${plan}: by itself, or with the key that it belongs to unless that is wrong
 * itself.  ${plan} is NULL if it is not known: then what it may say is not
 * missed.  Asked of each key, it tells all mistakes.
 *
 * life_merge(plan, order, merged):
 * The texts of an order line where it gives them, else the plan's; either may
 * be NULL.  What the plan says only for a key that the order gives otherwise
 * goes with it: its termination_value when the order has a termination, its
 * uplift when that does not renew by itself, and its trial_end when it has no
 * trial.
 */

enum life_key {
	LIFE_TRIAL,
	LIFE_TRIAL_END,
	LIFE_TERM_MONTHS,
	LIFE_RENEW,
	LIFE_UPLIFT,
	LIFE_NOTICE,
	LIFE_TERMINATION,
	LIFE_TERMINATION_VALUE,
	LIFE_MINIMUM_VALUE,
	LIFE_SUSPENSION,
};
#define LIFE_KEY_COUNT 10

enum trial_end { TRIAL_CONVERTS, TRIAL_LAPSES };
enum renewal { RENEWAL_AUTO, RENEWAL_NONE, RENEWAL_EVERGREEN };

enum termination {
	TERMINATION_NONE,
	TERMINATION_REMAINING,
	TERMINATION_PERCENT,
	TERMINATION_FIXED,
	TERMINATION_DECLINING,
	TERMINATION_NOTICE,
};

struct life {
	const char *const *texts; /* as written, by key; NULL: none */
	struct cycle trial; /* count 0: none */
	enum trial_end trial_end;
	int term_months; /* 0: from month to month */
	enum renewal renewal;
	struct decimal uplift; /* percent */
	struct cycle notice; /* count 0: none */
	enum termination termination;
	struct decimal termination_value;
	struct decimal minimum_value; /* 0: none */
	bool suspended_free;
};

extern const char *const life_keys[LIFE_KEY_COUNT];

enum status life_parse(const char *const[LIFE_KEY_COUNT], struct life *,
    enum life_key *, struct error *) MUST_CHECK;
enum status life_fault(const char *const *, const char *const *, enum life_key,
    struct error *) MUST_CHECK;
void life_merge(
    const char *const *, const char *const *, const char *[LIFE_KEY_COUNT]);

#endif

#ifndef RULE_APPROVAL_H
#define RULE_APPROVAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/decimal.h"
#include "base/error.h"

/*
 * Approval says what a second person must agree to, and who may.
 *
 * Adjustments need it from an amount on, up or down, and those of a percentage
 * always; catalogs and tax rates need it or not.  Without a list of approvers
 * everybody but who recorded it may decide.  With one, nobody else may; and an
 * approver agrees to amounts up to a limit, or to any.  What a percentage comes
 * to is known only when it is billed, and a price or a rate comes to whatever
 * is sold: to these only those without a limit agree.  Every approver may
 * refuse anything.  Limits are amounts of whatever currency.
 *
 * approval_set_threshold(approval, text, error):
 * approval_set_answer(text, answer, error):
 * approval_set_approver(approval, user, text, error):
 * Set what the company file says: an amount, "yes" or "no", and of a user an
 * amount or "any".  ${user} is kept.  STATUS_INVALID if it is wrong.
 *
 * approval_check(approval, error):
 * Whether all that needs approval can get it.  STATUS_INVALID says what cannot,
 * or that nothing needs any.
 *
 * approval_needed(approval, amount):
 * Whether an adjustment of ${amount} needs it; NULL: of a percentage.
 *
 * approval_allows(approval, user, amount, error):
 * Whether ${user} may agree to ${amount}; NULL: to what has none.
 * STATUS_INVALID names the limit.  To refuse, ask for an amount of zero.
 */

#define APPROVERS_MAX 64
#define APPROVER_NAME_MAX 63 /* bytes */

struct approver {
	const char *user;
	struct decimal limit;
	bool unlimited;
};

struct approval {
	bool adjustments; /* from the threshold on */
	struct decimal threshold;
	bool catalogs;
	bool tax_rates;
	struct approver approvers[APPROVERS_MAX];
	size_t approver_count; /* 0: everybody */
};

enum status approval_set_threshold(
    struct approval *, const char *, struct error *) MUST_CHECK;
enum status approval_set_answer(
    const char *, bool *, struct error *) MUST_CHECK;
enum status approval_set_approver(
    struct approval *, const char *, const char *, struct error *) MUST_CHECK;
enum status approval_check(const struct approval *, struct error *) MUST_CHECK;
bool approval_needed(const struct approval *, const struct decimal *);
enum status approval_allows(const struct approval *, const char *,
    const struct decimal *, struct error *) MUST_CHECK;

#endif

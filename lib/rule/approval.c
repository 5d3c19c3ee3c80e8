/*
 * The limits are few: they are looked through.
 */
#include "rule/approval.h"

#include <string.h>

#include "base/choice.h"

static enum status
set_amount(const char *text, struct decimal *amount, struct error *error)
{
	enum status status =
	    decimal_parse(text, DECIMAL_PLACES_MAX, amount, error);

	if (status == STATUS_OK && amount->coefficient < 0)
		status = error_set(
		    error, STATUS_INVALID, "%.40s is less than nothing", text);
	return status;
}

enum status
approval_set_threshold(
    struct approval *approval, const char *text, struct error *error)
{
	enum status status = set_amount(text, &approval->threshold, error);

	approval->adjustments = status == STATUS_OK;
	return status;
}

enum status
approval_set_answer(const char *text, bool *answer, struct error *error)
{
	static const char *const words[] = { "no", "yes", NULL };
	int choice = 0;
	enum status status =
	    choice_parse(text, words, "an answer", &choice, error);

	*answer = choice == 1;
	return status;
}

enum status
approval_set_approver(struct approval *approval, const char *user,
    const char *text, struct error *error)
{
	struct approver *approver =
	    &approval->approvers[approval->approver_count];
	size_t length = strlen(user);

	if (length == 0 || length > APPROVER_NAME_MAX)
		return error_set(error, STATUS_INVALID,
		    "a user has a name of 1 to %d bytes", APPROVER_NAME_MAX);
	if (approval->approver_count == APPROVERS_MAX)
		return error_set(
		    error, STATUS_INVALID, "over %d approvers", APPROVERS_MAX);
	*approver = (struct approver){ .user = user };
	approver->unlimited = strcmp(text, "any") == 0;
	if (!approver->unlimited &&
	    set_amount(text, &approver->limit, error) != STATUS_OK)
		return error_prefix(error, "neither an amount nor \"any\": ");
	approval->approver_count++;
	return STATUS_OK;
}

static bool
anybody_unlimited(const struct approval *approval)
{
	size_t i;

	for (i = 0; i < approval->approver_count; i++) {
		if (approval->approvers[i].unlimited)
			return true;
	}
	return approval->approver_count == 0;
}

enum status
approval_check(const struct approval *approval, struct error *error)
{
	bool any =
	    approval->adjustments || approval->catalogs || approval->tax_rates;

	if (!any && approval->approver_count > 0)
		return error_set(error, STATUS_INVALID,
		    "there are approvers, and nothing needs approval "
		    "(adjustments, catalogs, tax_rates)");
	if (any && !anybody_unlimited(approval))
		return error_set(error, STATUS_INVALID,
		    "no approver has the limit \"any\": nobody could agree to "
		    "%s",
		    approval->catalogs	  ? "a catalog"
		    : approval->tax_rates ? "tax rates"
					  : "a percentage");
	return STATUS_OK;
}

/* What is taken back is as much as what is given. */
static struct decimal
size_of(const struct decimal *amount)
{
	struct decimal size = *amount;

	if (size.coefficient < 0)
		size.coefficient = -size.coefficient;
	return size;
}

bool
approval_needed(const struct approval *approval, const struct decimal *amount)
{
	return approval->adjustments &&
	       (amount == NULL ||
		   decimal_compare(size_of(amount), approval->threshold) >= 0);
}

enum status
approval_allows(const struct approval *approval, const char *user,
    const struct decimal *amount, struct error *error)
{
	char limit[DECIMAL_TEXT_MAX];
	const struct approver *approver = NULL;
	size_t i;

	for (i = 0; i < approval->approver_count; i++) {
		if (strcmp(approval->approvers[i].user, user) == 0)
			approver = &approval->approvers[i];
	}
	if (approver == NULL && approval->approver_count > 0)
		return error_set(error, STATUS_INVALID,
		    "%.63s is none of the approvers", user);
	if (approver == NULL || approver->unlimited)
		return STATUS_OK;
	(void)decimal_format(approver->limit, limit);
	if (amount == NULL)
		return error_set(error, STATUS_INVALID,
		    "%.63s may agree to %s, and this takes one without a limit",
		    user, limit);
	return decimal_compare(size_of(amount), approver->limit) <= 0
		   ? STATUS_OK
		   : error_set(error, STATUS_INVALID,
			 "%.63s may agree to %s at most", user, limit);
}

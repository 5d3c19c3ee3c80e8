/*
 * What needs a second person is what the company file says, and who decided is
 * whom it names: both are worked out again, as when it was recorded.
 */
#include <string.h>

#include "base/money.h"
#include "ledger/companies.h"
#include "proof/checking_parts.h"

enum { OBJECT, KIND, AMOUNT, CURRENCY, APPROVAL, DECISION, USER };

/* The amount that is decided on; NULL if it has none. */
static enum status
take_amount(struct query *row, struct decimal *amount,
    const struct decimal **size, struct error *error)
{
	struct currency currency;
	enum status status;

	*size = NULL;
	if (query_null(row, AMOUNT))
		return STATUS_OK;
	status = currency_parse(query_text(row, CURRENCY), &currency, error);
	if (status != STATUS_OK)
		return status;
	*amount = money_decimal(money_of(query_integer(row, AMOUNT), currency));
	*size = amount;
	return STATUS_OK;
}

static bool
needed(const struct approval *approval, const char *kind,
    const struct decimal *size)
{
	if (strcmp(kind, "catalog") == 0)
		return approval->catalogs;
	if (strcmp(kind, "tax-rates") == 0)
		return approval->tax_rates;
	return approval_needed(approval, size);
}

/* Whether it waits as it must, and whether who decided might. */
static enum status
check_row(struct checking *checking, struct query *row, void *context)
{
	const struct approval *approval = context;
	const struct decimal zero = { 0 };
	const char *decision = query_text(row, DECISION);
	struct decimal amount = { 0 };
	const struct decimal *size;
	struct error why = { 0 };
	enum status status = take_amount(row, &amount, &size, checking->error);
	bool found = query_text(row, APPROVAL)[0] != '\0';
	bool expected;

	if (status != STATUS_OK)
		return status;
	expected = needed(approval, query_text(row, KIND), size);
	if (expected != found)
		status = checking_finding(checking, "approvals-needed",
		    query_text(row, OBJECT),
		    expected ? "approval is needed" : "none is needed",
		    found ? "it is needed" : "none is needed");
	if (status != STATUS_OK || decision[0] == '\0')
		return status;
	if (strcmp(decision, "refused") == 0)
		size = &zero;
	if (approval_allows(approval, query_text(row, USER), size, &why) !=
	    STATUS_OK)
		status = checking_finding(checking, "approvals-limit",
		    query_text(row, OBJECT), "somebody who may decide",
		    why.text);
	return status;
}

enum status
checking_approvals(struct checking *checking)
{
	struct arena arena = { NULL, NULL };
	struct company company;
	enum status status;

	status =
	    company_load(checking->ledger, &arena, &company, checking->error);
	if (status == STATUS_OK)
		status = checking_rows(checking, STATEMENT_CHECK_APPROVALS,
		    check_row, &company.approval);
	arena_close(&arena);
	return status;
}

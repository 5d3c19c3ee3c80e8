#ifndef RULE_COMPANY_H
#define RULE_COMPANY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/currency.h"
#include "base/decimal.h"
#include "base/money.h"
#include "rule/approval.h"
#include "rule/cycle.h"

/*
 * A company is the seller and the rules it has chosen, from the company file.
 *
 * Everything but the seller has a default (see bill-init(1)).  The chart of
 * accounts gives each role of the journal a code; account types follow from the
 * role.
 */

enum role {
	ROLE_RECEIVABLE,
	ROLE_CASH,
	ROLE_UNAPPLIED,
	ROLE_TAX_PAYABLE,
	ROLE_DEFERRED,
	ROLE_REVENUE,
};
#define ROLE_COUNT 6

enum tax_rounding { TAX_ROUNDING_GROUP, TAX_ROUNDING_LINE };
enum tax_date { TAX_DATE_ISSUE, TAX_DATE_PERIOD_END };

struct company {
	const char *id;
	const char *name;
	const char *country;
	const char *timezone;
	const char *address; /* lines separated by LF */
	const char *tax_id;
	struct currency currency;
	const char *invoice_number; /* "INV-{year}-{seq:6}" */
	const char *credit_note_number;
	enum rounding rounding;
	enum tax_rounding tax_rounding;
	enum tax_date tax_date;
	int bill_day;
	int terms_days;
	struct approval approval;
	struct cycle retention; /* of personal data; its count 0: for ever */
	const char *codes[ROLE_COUNT];
};

/*
 * company_default(company):
 * Every setting that has a default; the rest "".
 *
 * company_set(company, name, value, error):
 * Set "numbering.invoice", "seller.country", "accounts.cash" ... from its text,
 * which ${company} keeps.  STATUS_INVALID if the value is wrong or the name is
 * not known; company_names() lists those that are.
 *
 * company_names(count):
 * The names of all settings but those of approvers, whose names end with the
 * user's: "approval.approvers.bert".
 *
 * company_approver(name):
 * The user whose setting as an approver ${name} is, or NULL.
 *
 * role_name(role): the key in the company file, "tax_payable".
 * role_title(role): the name of the account, "Tax payable".
 * role_type(role): "asset", "liability" or "income".
 */
void company_default(struct company *);
enum status company_set(
    struct company *, const char *, const char *, struct error *) MUST_CHECK;
const char *const *company_names(size_t *);
const char *company_approver(const char *);
const char *role_name(enum role);
const char *role_title(enum role);
const char *role_type(enum role);

#endif

/*
 * The company file as one table: each setting has a name, and what to do with
 * its text.  bill-init and the ledger both come through here.
 */
#include "rule/company.h"

#include <string.h>

#include "base/choice.h"
#include "base/zone.h"
#include "rule/number.h"

static const struct {
	const char *name;
	const char *title;
	const char *type;
	const char *code;
} roles[ROLE_COUNT] = {
	[ROLE_RECEIVABLE] = { "receivable", "Accounts receivable", "asset",
	    "1200" },
	[ROLE_CASH] = { "cash", "Cash", "asset", "1000" },
	[ROLE_UNAPPLIED] = { "unapplied", "Unapplied payments", "liability",
	    "2100" },
	[ROLE_TAX_PAYABLE] = { "tax_payable", "Tax payable", "liability",
	    "2200" },
	[ROLE_DEFERRED] = { "deferred", "Deferred revenue", "liability",
	    "2400" },
	[ROLE_REVENUE] = { "revenue", "Revenue", "income", "4000" },
};

/* The settings, in the order of setting_apply(). */
static const char *const names[] = {
	"seller.id",
	"seller.name",
	"seller.country",
	"seller.currency",
	"seller.timezone",
	"seller.address",
	"seller.tax_id",
	"numbering.invoice",
	"numbering.credit_note",
	"rounding",
	"tax.rounding",
	"tax.date",
	"defaults.bill_day",
	"defaults.terms_days",
	"accounts.receivable",
	"accounts.cash",
	"accounts.unapplied",
	"accounts.tax_payable",
	"accounts.deferred",
	"accounts.revenue",
	"approval.adjustments",
	"approval.catalogs",
	"approval.tax_rates",
	"retention",
};

#define NAME_COUNT (sizeof(names) / sizeof(names[0]))
#define NAME_ACCOUNTS 14 /* where the accounts begin */
#define NAME_APPROVAL (NAME_ACCOUNTS + ROLE_COUNT)
#define APPROVERS "approval.approvers."

void
company_default(struct company *company)
{
	size_t i;

	*company = (struct company){
		.id = "",
		.name = "",
		.country = "",
		.timezone = "UTC",
		.address = "",
		.tax_id = "",
		.invoice_number = "INV-{year}-{seq:6}",
		.credit_note_number = "CN-{year}-{seq:6}",
		.rounding = ROUNDING_HALF_UP,
		.tax_rounding = TAX_ROUNDING_GROUP,
		.tax_date = TAX_DATE_ISSUE,
		.bill_day = 1,
		.terms_days = 30,
	};
	for (i = 0; i < ROLE_COUNT; i++)
		company->codes[i] = roles[i].code;
}

static enum status
set_number(
    const char *text, int first, int last, int *number, struct error *error)
{
	struct decimal decimal;
	enum status status = decimal_parse(text, 0, &decimal, error);

	if (status == STATUS_OK &&
	    (decimal.coefficient < first || decimal.coefficient > last))
		status = error_set(error, STATUS_INVALID,
		    "%.40s is not between %d and %d", text, first, last);
	if (status == STATUS_OK)
		*number = (int)decimal.coefficient;
	return status;
}

static enum status
set_pattern(const char *text, const char **pattern, struct error *error)
{
	enum status status = number_check(text, error);

	if (status == STATUS_OK)
		*pattern = text;
	return status;
}

static enum status
set_zone(const char *text, const char **name, struct error *error)
{
	struct zone *zone = NULL;
	enum status status = zone_open(text, &zone, error);

	zone_close(zone);
	if (status == STATUS_OK)
		*name = text;
	return status;
}

static enum status
set_country(const char *text, const char **country, struct error *error)
{
	if (strlen(text) != 2 ||
	    strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 2)
		return error_set(error, STATUS_INVALID,
		    "\"%.40s\" is not a country (ISO 3166-1, such as US)",
		    text);
	*country = text;
	return STATUS_OK;
}

static enum status
set_text(const char *text, const char **value, struct error *error)
{
	if (text[0] == '\0')
		return error_set(
		    error, STATUS_INVALID, "empty, a value is required");
	*value = text;
	return STATUS_OK;
}

static enum status
setting_apply(struct company *company, size_t index, const char *value,
    struct error *error)
{
	static const char *const taxed_by[] = { "group", "line", NULL };
	static const char *const dated_by[] = { "issue", "period_end", NULL };
	int choice = 0;
	enum status status;

	switch (index) {
	case 0:
		return set_text(value, &company->id, error);
	case 1:
		return set_text(value, &company->name, error);
	case 2:
		return set_country(value, &company->country, error);
	case 3:
		return currency_parse(value, &company->currency, error);
	case 4:
		return set_zone(value, &company->timezone, error);
	case 5:
		return set_text(value, &company->address, error);
	case 6:
		return set_text(value, &company->tax_id, error);
	case 7:
		return set_pattern(value, &company->invoice_number, error);
	case 8:
		return set_pattern(value, &company->credit_note_number, error);
	case 9:
		return rounding_parse(value, &company->rounding, error);
	case 10:
		status = choice_parse(
		    value, taxed_by, "a tax rounding", &choice, error);
		company->tax_rounding = (enum tax_rounding)choice;
		return status;
	case 11:
		status =
		    choice_parse(value, dated_by, "a tax date", &choice, error);
		company->tax_date = (enum tax_date)choice;
		return status;
	case 12:
		return set_number(value, 1, 31, &company->bill_day, error);
	case 13:
		return set_number(value, 0, 366, &company->terms_days, error);
	case NAME_APPROVAL:
		return approval_set_threshold(&company->approval, value, error);
	case NAME_APPROVAL + 1:
		return approval_set_answer(
		    value, &company->approval.catalogs, error);
	case NAME_APPROVAL + 2:
		return approval_set_answer(
		    value, &company->approval.tax_rates, error);
	case NAME_APPROVAL + 3:
		return cycle_parse(value, &company->retention, error);
	default:
		return set_text(
		    value, &company->codes[index - NAME_ACCOUNTS], error);
	}
}

enum status
company_set(struct company *company, const char *name, const char *value,
    struct error *error)
{
	const char *approver = company_approver(name);
	size_t i;

	if (approver != NULL)
		return approval_set_approver(
		    &company->approval, approver, value, error);
	for (i = 0; i < NAME_COUNT; i++) {
		if (strcmp(names[i], name) == 0)
			return setting_apply(company, i, value, error);
	}
	return error_set(
	    error, STATUS_INVALID, "\"%.40s\" is no setting", name);
}

const char *const *
company_names(size_t *count)
{
	*count = NAME_COUNT;
	return names;
}

const char *
company_approver(const char *name)
{
	size_t length = sizeof(APPROVERS) - 1;

	return strncmp(name, APPROVERS, length) == 0 ? name + length : NULL;
}

const char *
role_name(enum role role)
{
	return roles[role].name;
}

const char *
role_title(enum role role)
{
	return roles[role].title;
}

const char *
role_type(enum role role)
{
	return roles[role].type;
}

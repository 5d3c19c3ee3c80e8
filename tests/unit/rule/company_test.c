/*
 * Every setting takes what is right and refuses what is wrong.
 */
#include "rule/company.h"

#include <check.h>
#include <stdbool.h>
#include <string.h>

static enum status
set(const char *name, const char *value)
{
	struct company company;
	struct error error = { 0 };
	enum status status;

	company_default(&company);
	status = company_set(&company, name, value, &error);
	ck_assert_int_eq(status, error.status);
	return status;
}

START_TEST(values_good_and_bad)
{
	static const struct {
		const char *name, *value;
		bool good;
	} rows[] = {
		{ "seller.id", "acme", true },
		{ "seller.id", "", false },
		{ "seller.name", "Acme Inc.", true },
		{ "seller.name", "", false },
		{ "seller.country", "US", true },
		{ "seller.country", "us", false },
		{ "seller.country", "USA", false },
		{ "seller.country", "U", false },
		{ "seller.country", "U1", false },
		{ "seller.country", "", false },
		{ "seller.currency", "USD", true },
		{ "seller.currency", "JPY", true },
		{ "seller.currency", "usd", false },
		{ "seller.currency", "USX", false },
		{ "seller.currency", "XAU", false },
		{ "seller.currency", "", false },
		{ "seller.timezone", "America/New_York", true },
		{ "approval.adjustments", "0", true },
		{ "retention", "10 years", true },
		{ "retention", "90 days", true },
		{ "retention", "0 years", false },
		{ "retention", "soon", false },
		{ "retention", "", false },
		{ "approval.adjustments", "100.00", true },
		{ "approval.adjustments", "-1", false },
		{ "approval.adjustments", "much", false },
		{ "approval.adjustments", "", false },
		{ "approval.catalogs", "yes", true },
		{ "approval.catalogs", "no", true },
		{ "approval.catalogs", "any", false },
		{ "approval.catalogs", "", false },
		{ "approval.tax_rates", "yes", true },
		{ "approval.tax_rates", "1", false },
		{ "approval.approvers.bert", "500.00", true },
		{ "approval.approvers.bert.smith", "any", true },
		{ "approval.approvers.bert", "-1", false },
		{ "approval.approvers.bert", "all", false },
		{ "approval.approvers.bert", "", false },
		{ "approval.approvers.", "any", false },
		{ "approval.approvers", "any", false },
		{ "seller.timezone", "UTC", true },
		{ "seller.timezone", "America/Old_York", false },
		{ "seller.timezone", "../../etc/passwd", false },
		{ "seller.timezone", "/etc/localtime", false },
		{ "seller.timezone", "", false },
		{ "seller.address", "1 Main St\nSpringfield", true },
		{ "seller.address", "", false },
		{ "seller.tax_id", "12-3456789", true },
		{ "seller.tax_id", "", false },
		{ "numbering.invoice", "R{year}-{seq:4}", true },
		{ "numbering.invoice", "R-{seq:4}", false },
		{ "numbering.invoice", "", false },
		{ "numbering.credit_note", "G{year}-{seq}", true },
		{ "numbering.credit_note", "../{year}-{seq}", false },
		{ "rounding", "half_up", true },
		{ "rounding", "half_even", true },
		{ "rounding", "half_down", false },
		{ "rounding", "", false },
		{ "tax.rounding", "group", true },
		{ "tax.rounding", "line", true },
		{ "tax.rounding", "lines", false },
		{ "tax.date", "issue", true },
		{ "tax.date", "period_end", true },
		{ "tax.date", "period_start", false },
		{ "defaults.bill_day", "1", true },
		{ "defaults.bill_day", "31", true },
		{ "defaults.bill_day", "0", false },
		{ "defaults.bill_day", "32", false },
		{ "defaults.bill_day", "-1", false },
		{ "defaults.bill_day", "1.0", false },
		{ "defaults.bill_day", "one", false },
		{ "defaults.bill_day", "", false },
		{ "defaults.bill_day", "4294967297", false },
		{ "defaults.bill_day", "18446744073709551617", false },
		{ "defaults.terms_days", "0", true },
		{ "defaults.terms_days", "366", true },
		{ "defaults.terms_days", "367", false },
		{ "defaults.terms_days", "-1", false },
		{ "accounts.receivable", "1300", true },
		{ "accounts.cash", "1100", true },
		{ "accounts.unapplied", "2150", true },
		{ "accounts.tax_payable", "2250", true },
		{ "accounts.deferred", "2450", true },
		{ "accounts.revenue", "Income:Sales", true },
		{ "accounts.receivable", "", false },
		{ "accounts.cash", "", false },
		{ "accounts.unapplied", "", false },
		{ "accounts.tax_payable", "", false },
		{ "accounts.deferred", "", false },
		{ "accounts.revenue", "", false },
		{ "accounts.petty", "1", false },
		{ "seller", "acme", false },
		{ "seller.", "acme", false },
		{ "", "acme", false },
		{ "Rounding", "half_up", false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_msg(set(rows[i].name, rows[i].value) ==
				  (rows[i].good ? STATUS_OK : STATUS_INVALID),
		    "%s: \"%s\"", rows[i].name, rows[i].value);
}
END_TEST

START_TEST(defaults_are_complete)
{
	struct company company;
	size_t i;

	company_default(&company);
	ck_assert_str_eq(company.timezone, "UTC");
	ck_assert_str_eq(company.invoice_number, "INV-{year}-{seq:6}");
	ck_assert_str_eq(company.credit_note_number, "CN-{year}-{seq:6}");
	ck_assert_int_eq(company.rounding, ROUNDING_HALF_UP);
	ck_assert_int_eq(company.tax_rounding, TAX_ROUNDING_GROUP);
	ck_assert_int_eq(company.tax_date, TAX_DATE_ISSUE);
	ck_assert_int_eq(company.bill_day, 1);
	ck_assert_int_eq(company.terms_days, 30);
	ck_assert_int_eq(company.retention.count, 0);
	for (i = 0; i < ROLE_COUNT; i++) {
		ck_assert_str_ne(company.codes[i], "");
		ck_assert_str_ne(role_name((enum role)i), "");
		ck_assert_str_ne(role_title((enum role)i), "");
	}
	ck_assert_str_eq(company.codes[ROLE_DEFERRED], "2400");
	ck_assert_str_eq(role_type(ROLE_DEFERRED), "liability");
	ck_assert_str_eq(role_type(ROLE_CASH), "asset");
	ck_assert_str_eq(role_type(ROLE_REVENUE), "income");
}
END_TEST

START_TEST(each_setting_sets_its_own)
{
	static const char *const values[] = { "acme", "Acme", "DE", "EUR",
		"Europe/Berlin", "Hof 1", "DE1", "R{year}{seq}", "G{year}{seq}",
		"half_even", "line", "period_end", "15", "14", "c0", "c1", "c2",
		"c3", "c4", "c5", "99.50", "yes", "yes", "10 years" };
	const char *const *names;
	struct company company;
	struct error error;
	size_t count;

	company_default(&company);
	names = company_names(&count);
	ck_assert_uint_eq(count, sizeof(values) / sizeof(values[0]));
	for (size_t i = 0; i < count; i++)
		ck_assert_msg(company_set(&company, names[i], values[i],
				  &error) == STATUS_OK,
		    "%s", names[i]);
	ck_assert_str_eq(company.id, "acme");
	ck_assert_str_eq(company.name, "Acme");
	ck_assert_str_eq(company.country, "DE");
	ck_assert_str_eq(company.currency.code, "EUR");
	ck_assert_str_eq(company.timezone, "Europe/Berlin");
	ck_assert_str_eq(company.address, "Hof 1");
	ck_assert_str_eq(company.tax_id, "DE1");
	ck_assert(company.approval.adjustments);
	ck_assert_int_eq((int)company.approval.threshold.coefficient, 9950);
	ck_assert(company.approval.catalogs);
	ck_assert(company.approval.tax_rates);
	ck_assert_int_eq(company.retention.count, 10);
	ck_assert_int_eq(company.retention.unit, CYCLE_YEAR);
	ck_assert_str_eq(company.invoice_number, "R{year}{seq}");
	ck_assert_str_eq(company.credit_note_number, "G{year}{seq}");
	ck_assert_int_eq(company.rounding, ROUNDING_HALF_EVEN);
	ck_assert_int_eq(company.tax_rounding, TAX_ROUNDING_LINE);
	ck_assert_int_eq(company.tax_date, TAX_DATE_PERIOD_END);
	ck_assert_int_eq(company.bill_day, 15);
	ck_assert_int_eq(company.terms_days, 14);
	for (size_t i = 0; i < ROLE_COUNT; i++) {
		ck_assert_str_eq(company.codes[i], values[14 + i]);
		/* The settings of accounts stand in the order of the roles. */
		ck_assert_str_eq(names[14 + i] + strlen("accounts."),
		    role_name((enum role)i));
	}
}
END_TEST

Suite *
company_suite(void)
{
	Suite *suite = suite_create("company");
	TCase *tests = tcase_create("company");

	tcase_add_test(tests, values_good_and_bad);
	tcase_add_test(tests, defaults_are_complete);
	tcase_add_test(tests, each_setting_sets_its_own);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Settings are kept as they were written, and read as the file was.
 */
#include "ledger/companies.h"

#include <check.h>
#include <string.h>

#include "book.h"

static struct company company;

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
}

static void
put(const char *name, const char *value)
{
	book_must(company_put(book_ledger, name, value, &book_error));
}

static enum status
load(void)
{
	return company_load(book_ledger, &book_arena, &company, &book_error);
}

START_TEST(what_was_put_is_loaded_over_the_defaults)
{
	put("accounts.cash", "1010");
	put("tax.rounding", "line");
	put("rounding", "half_even");
	put("defaults.bill_day", "15");
	put("numbering.invoice", "R{year}.{seq}");
	book_must(load());
	ck_assert_str_eq(company.id, "acme");
	ck_assert_str_eq(company.currency.code, "USD");
	ck_assert_str_eq(company.codes[ROLE_CASH], "1010");
	ck_assert_int_eq(company.tax_rounding, TAX_ROUNDING_LINE);
	ck_assert_int_eq(company.rounding, ROUNDING_HALF_EVEN);
	ck_assert_int_eq(company.bill_day, 15);
	ck_assert_str_eq(company.invoice_number, "R{year}.{seq}");
	/* The rest is the default. */
	ck_assert_str_eq(company.codes[ROLE_RECEIVABLE], "1200");
	ck_assert_int_eq(company.terms_days, 30);
	ck_assert_str_eq(company.credit_note_number, "CN-{year}-{seq:6}");
}
END_TEST

START_TEST(a_setting_is_put_once)
{
	ck_assert_int_eq(
	    company_put(book_ledger, "seller.id", "acme", &book_error),
	    STATUS_INVALID);
}
END_TEST

static const struct {
	const char *name;
	const char *value;
} wrong[] = {
	{ "seller.colour", "red" },
	{ "rounding", "up" },
	{ "defaults.bill_day", "32" },
	{ "numbering.invoice", "INV" },
};

START_TEST(a_wrong_setting_is_the_ledgers_fault)
{
	put(wrong[_i].name, wrong[_i].value);
	ck_assert_int_eq(load(), STATUS_LEDGER);
	ck_assert_ptr_nonnull(strstr(book_error.text, wrong[_i].name));
}
END_TEST

static const struct {
	const char *name;
	const char *names[6];
	const char *country;
	bool same;
} files[] = {
	{ "the same, in another order",
	    { "seller.timezone", "seller.name", "seller.id", "seller.currency",
		"seller.country" },
	    "US", true },
	{ "another value",
	    { "seller.timezone", "seller.name", "seller.id", "seller.currency",
		"seller.country" },
	    "CA", false },
	{ "one less",
	    { "seller.name", "seller.id", "seller.currency", "seller.country" },
	    "US", false },
	{ "one more",
	    { "seller.timezone", "seller.name", "seller.id", "seller.currency",
		"seller.country", "seller.tax_id" },
	    "US", false },
	{ "another one",
	    { "seller.tax_id", "seller.name", "seller.id", "seller.currency",
		"seller.country" },
	    "US", false },
	{ "nothing", { NULL }, "", false },
};

START_TEST(two_files_say_the_same)
{
	const char *values[6];
	bool same = !files[_i].same;
	size_t count = 0;

	while (count < 6 && files[_i].names[count] != NULL) {
		const char *name = files[_i].names[count];

		values[count++] =
		    strcmp(name, "seller.id") == 0	   ? "acme"
		    : strcmp(name, "seller.name") == 0	   ? "Acme Inc."
		    : strcmp(name, "seller.country") == 0  ? files[_i].country
		    : strcmp(name, "seller.currency") == 0 ? "USD"
							   : "UTC";
	}
	book_must(company_same(
	    book_ledger, files[_i].names, values, count, &same, &book_error));
	ck_assert_msg(same == files[_i].same, "%s", files[_i].name);
}
END_TEST

Suite *
companies_suite(void)
{
	Suite *suite = suite_create("companies");
	TCase *tests = tcase_create("companies");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, what_was_put_is_loaded_over_the_defaults);
	tcase_add_test(tests, a_setting_is_put_once);
	tcase_add_loop_test(tests, a_wrong_setting_is_the_ledgers_fault, 0,
	    sizeof(wrong) / sizeof(wrong[0]));
	tcase_add_loop_test(
	    tests, two_files_say_the_same, 0, sizeof(files) / sizeof(files[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

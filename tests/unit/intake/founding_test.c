/*
 * A ledger is founded once, on a file without mistakes.
 */
#include "intake/founding.h"

#include <check.h>
#include <stdio.h>
#include <unistd.h>

#include "tests/unit/work/desk.h"

#define SELLER \
	"seller: {id: acme, name: Acme Inc., country: US, currency: USD}\n"

static void
setup(void)
{
	desk_setup();
	desk_request.ledger = book_path("new.bill");
}

static enum status
found(const char *text)
{
	const char *path = book_file("company.yaml", text);

	desk_clear();
	return founding_run(&desk_request, path, &book_error);
}

START_TEST(what_is_there_is_not_founded_again)
{
	desk_request.ledger = book_path("book.bill");
	ck_assert_int_eq(
	    found(SELLER "tax: {rounding: line}\n"), STATUS_INVALID);
	desk_told("was created from another company file");
}
END_TEST

START_TEST(settings_are_kept_by_name_with_an_audit_row)
{
	book_must(found("seller:\n  id: acme\n  name: Acme Inc.\n"
			"  country: US\n  currency: USD\n"
			"  address: [1 Main St, \"Springfield, IL\"]\n"
			"accounts: {cash: \"1010\"}\n"
			"rounding: half_even\n"));
	ck_assert_int_eq(unlink(book_path("book.bill")), 0);
	ck_assert_int_eq(
	    rename(book_path("new.bill"), book_path("book.bill")), 0);
	ck_assert_str_eq(book_sql("SELECT name, value FROM company"),
	    "accounts.cash|1010;rounding|half_even;"
	    "seller.address|1 Main St\nSpringfield, IL;seller.country|US;"
	    "seller.currency|USD;seller.id|acme;seller.name|Acme Inc.");
	ck_assert_str_eq(
	    book_sql("SELECT sequence, command, subject, accepted FROM audit"),
	    "1|bill-test|company|1");
}
END_TEST

/* The same command again, after what it made. */
static const struct {
	const char *name;
	const char *text;
	enum status status;
} again[] = {
	{ "the same file", SELLER, STATUS_OK },
	{ "the same, said otherwise",
	    "# Us.\nseller:\n  name: \"Acme Inc.\"\n  id: acme\n"
	    "  currency: USD\n  country: US\n",
	    STATUS_OK },
	{ "another rule", SELLER "rounding: half_even\n", STATUS_INVALID },
	{ "another seller",
	    "seller: {id: other, name: Acme Inc., country: US, currency: "
	    "USD}\n",
	    STATUS_INVALID },
};

START_TEST(a_ledger_is_founded_once)
{
	book_must(found(SELLER));
	ck_assert_msg(found(again[_i].text) == again[_i].status, "%s: %s",
	    again[_i].name, book_error.text);
	if (again[_i].status == STATUS_OK) {
		ck_assert_str_eq(desk_counts(), "1 0 0 1 0");
		ck_assert_str_eq(
		    desk_summary.note, "the ledger was created before");
	}
}
END_TEST

START_TEST(a_dry_run_makes_nothing)
{
	desk_request.dry_run = true;
	book_must(found(SELLER));
	ck_assert_str_eq(book_names(), "book.bill company.yaml");
}
END_TEST

static const struct {
	const char *text;
	const char *told;
} faults[] = {
	{ "", "company.yaml" },
	{ "seller: {id: acme, name: A, country: US}\n",
	    "company.yaml:1:1: seller.currency is missing" },
	{ "rounding: half_up\n", "seller.id is missing" },
	{ SELLER "roundin: half_up\n", "company.yaml:2:1: " },
	{ SELLER "defaults:\n  bill_dya: 1\n",
	    "company.yaml:3:3: setting \"defaults.bill_dya\" is not known; "
	    "defaults.bill_day?" },
	{ SELLER "defaults:\n  bill_day: 32\n",
	    "company.yaml:3:3: defaults.bill_day: " },
	{ SELLER "rounding: up\n", "company.yaml:2:1: rounding: " },
	{ SELLER "rounding: half_up\nrounding: half_up\n",
	    "company.yaml:3:1: " },
	{ SELLER "numbering: {invoice: \"N{seq}\"}\n", "numbering.invoice: " },
	{ SELLER "numbering: {invoice: \"N{year}{seq}\", credit_note: "
		 "\"N{year}{seq}\"}\n",
	    "invoices and credit notes need patterns of their own" },
	{ "- a\n", "company.yaml:1:1: a mapping is expected" },
};

START_TEST(a_wrong_file_founds_nothing)
{
	ck_assert_msg(found(faults[_i].text) == STATUS_CONFIG, "%s: %s",
	    faults[_i].text, book_error.text);
	desk_told(faults[_i].told);
	ck_assert_str_eq(book_names(), "book.bill company.yaml");
}
END_TEST

Suite *
founding_suite(void)
{
	Suite *suite = suite_create("founding");
	TCase *tests = tcase_create("founding");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, what_is_there_is_not_founded_again);
	tcase_add_test(tests, settings_are_kept_by_name_with_an_audit_row);
	tcase_add_loop_test(tests, a_ledger_is_founded_once, 0,
	    sizeof(again) / sizeof(again[0]));
	tcase_add_test(tests, a_dry_run_makes_nothing);
	tcase_add_loop_test(tests, a_wrong_file_founds_nothing, 0,
	    sizeof(faults) / sizeof(faults[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Who may be erased, when, and what is left.
 */
#include "intake/erasing.h"

#include <check.h>
#include <string.h>

#include "ledger/companies.h"
#include "tests/unit/work/desk.h"

/*
 * C1 has A1, with S1 for a month, billed and paid.  C2 has nothing but a name,
 * C3 an account that C4's is paid by.
 */
static void
setup(void)
{
	desk_setup();
	desk_stock();
	book_must(desk_import(
	    "customers", "customer,name\nC2,Bob\nC3,Carol\nC4,Dave\nC5,Eve\n"));
	book_must(desk_import("accounts",
	    "account,customer,name,payer,parent\n"
	    "A3,C3,Carol's,,\nA4,C4,Dave's,A3,\nA5,C5,Eve's,,\n"
	    "A6,C4,Dave's other,,A5\n"));
}

static void
keep_for(const char *period)
{
	book_open(LEDGER_RECORD);
	book_must(company_put(book_ledger, "retention", period, &book_error));
	book_close();
}

static enum status
erase(const char *as_of, const char *retention, const char *text)
{
	struct request request;

	desk_clear();
	request = desk_request;
	request.as_of = DATE_NONE;
	if (as_of[0] != '\0')
		book_must(date_parse(as_of, &request.as_of, &book_error));
	return erasing_run(
	    &request, book_file("in", text), retention, &book_error);
}

static const struct {
	const char *text;
	const char *why; /* NULL: erased */
} rows[] = {
	{ "customer\nC2\n", NULL },
	{ "customer,reason,x_case\nC2,asked for it,17\n", NULL },
	{ "customer\nC4\n", NULL },
	{ "customer\nC9\n", "C9 is not known" },
	{ "customer\nC1\n", "C1: subscription S" },
	{ "customer\nC3\n",
	    "C3: account A3 pays for account A4 of customer C4" },
	{ "customer\nC5\n",
	    "C5: account A5 stands above account A6 of customer C4" },
	/* One bad record refuses the file. */
	{ "customer\nC2\nC9\n", "C9 is not known" },
	{ "name\nC2\n", "column \"name\" is not known" },
};

START_TEST(who_may_be_erased)
{
	enum status status;

	keep_for("1 month");
	status = erase("2027-01-01", NULL, rows[_i].text);
	if (rows[_i].why == NULL) {
		book_must(status);
		ck_assert_str_eq(desk_counts(), "1 1 0 0 0");
		return;
	}
	ck_assert_int_eq(status, STATUS_INVALID);
	desk_told(rows[_i].why);
	ck_assert_str_eq(book_sql("SELECT count(*) FROM erasure "
				  "UNION ALL SELECT count(*) FROM personal "
				  "WHERE salt = x''"),
	    "0;0");
}
END_TEST

START_TEST(nobody_says_for_how_long)
{
	ck_assert_int_eq(
	    erase("2027-01-01", NULL, "customer\nC2\n"), STATUS_CONFIG);
	desk_told("(retention), so nothing is erased");
	book_must(erase("2027-01-01", "1 day", "customer\nC2\n"));
}
END_TEST

START_TEST(the_day_and_the_period_are_given)
{
	ck_assert_int_eq(erase("", "1 day", "customer\nC2\n"), STATUS_USAGE);
	desk_told("--as-of");
	ck_assert_int_eq(
	    erase("2027-01-01", "soon", "customer\nC2\n"), STATUS_USAGE);
	desk_told("--retention: ");
}
END_TEST

/* An adjustment is the last that there was, whoever says for how long. */
static const struct {
	const char *company;
	const char *asked;
	const char *too_early;
	const char *late_enough;
} periods[] = {
	{ "2 years", NULL, "2028-03-14", "2028-03-15" },
	{ "2 years", "3 years", "2029-03-14", "2029-03-15" },
	{ "2 years", "1 day", "2028-03-14", "2028-03-15" },
	{ NULL, "10 days", "2026-03-24", "2026-03-25" },
};

START_TEST(the_time_must_have_run_out)
{
	if (periods[_i].company != NULL)
		keep_for(periods[_i].company);
	book_must(desk_import("adjustments",
	    "adjustment,account,amount,currency,reason,effective_on\n"
	    "J1,A4,-1.00,USD,late,2026-03-15\n"));
	ck_assert_int_eq(
	    erase(periods[_i].too_early, periods[_i].asked, "customer\nC4\n"),
	    STATUS_INVALID);
	desk_told(arena_format(&book_arena,
	    "C4 may be erased from %s on, the last day with them was "
	    "2026-03-15",
	    periods[_i].late_enough));
	book_must(erase(
	    periods[_i].late_enough, periods[_i].asked, "customer\nC4\n"));
	ck_assert_str_eq(book_sql("SELECT customer, ended_on FROM erasure"),
	    "C4|2026-03-15");
}
END_TEST

START_TEST(what_is_erased_is_told_and_the_rest_is_left)
{
	const char *root = book_sql("SELECT hex(root) FROM personal_root");

	keep_for("1 month");
	book_must(erase("2027-01-01", NULL, "customer\nC4\n"));
	ck_assert_str_eq(desk_answer(),
	    "customer,item,count,result,reason\n"
	    "C4,customer versions,1,erased,\"name, address, mail, telephone, "
	    "tax number, x_ columns\"\n"
	    "C4,account versions,2,erased,\"name, x_ columns\"\n");
	ck_assert_str_eq(
	    book_sql("SELECT id, name, hex(salt), hex(content) FROM personal "
		     "WHERE salt = x'' ORDER BY id"),
	    "A4|||;A6|||;C4|||");
	ck_assert_str_eq(
	    book_sql("SELECT count(*) FROM personal WHERE salt <> x'' "
		     "AND name <> ''"),
	    "6");
	ck_assert(strcmp(root, book_sql("SELECT hex(root) FROM "
					"personal_root")) != 0);
	/* Again: the same is told, and nothing is done. */
	book_must(erase("2028-01-01", NULL, "customer,reason\nC4,again\n"));
	ck_assert_str_eq(desk_counts(), "1 0 0 1 0");
	ck_assert_ptr_nonnull(
	    strstr(desk_answer(), "C4,account versions,2,erased,"));
	ck_assert_str_eq(
	    book_sql("SELECT as_of, reason FROM erasure"), "2027-01-01|");
}
END_TEST

START_TEST(who_was_erased_does_not_come_back)
{
	keep_for("1 month");
	book_must(erase("2027-01-01", NULL, "customer\nC4\n"));
	ck_assert_int_eq(desk_import("customers", "customer,name\nC4,Dave\n"),
	    STATUS_INVALID);
	desk_told("C4 was erased as of 2027-01-01");
	ck_assert_int_eq(
	    desk_import("accounts", "account,customer,name\nA7,C4,Dave's\n"),
	    STATUS_INVALID);
	desk_told("account A7: customer C4 was erased as of 2027-01-01");
	ck_assert_int_eq(
	    desk_import("accounts", "account,customer,name,effective_on\n"
				    "A4,C2,Bob's,2027-02-01\n"),
	    STATUS_INVALID);
	desk_told("account A4: customer C4 was erased as of 2027-01-01");
}
END_TEST

Suite *
erasing_suite(void)
{
	Suite *suite = suite_create("erasing");
	TCase *tests = tcase_create("erasing");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_loop_test(
	    tests, who_may_be_erased, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, nobody_says_for_how_long);
	tcase_add_test(tests, the_day_and_the_period_are_given);
	tcase_add_loop_test(tests, the_time_must_have_run_out, 0,
	    sizeof(periods) / sizeof(periods[0]));
	tcase_add_test(tests, what_is_erased_is_told_and_the_rest_is_left);
	tcase_add_test(tests, who_was_erased_does_not_come_back);
	suite_add_tcase(suite, tests);
	return suite;
}

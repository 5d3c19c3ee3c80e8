/*
 * A quote is what the same file would bill, and leaves the ledger alone.
 */
#include "intake/quoting.h"

#include <check.h>
#include <string.h>

#include "tests/unit/work/desk.h"

#define HEAD "order,line,action,account,subscription,plan,start,quantity\n"

static void
setup(void)
{
	desk_setup();
	desk_stock();
}

static enum status
quote(const char *text, const char *through)
{
	desk_clear();
	return quoting_run(
	    &desk_request, book_file("in", text), through, &book_error);
}

START_TEST(a_record_for_each_line)
{
	book_must(quote(HEAD "X,2,add,A1,S8,basic,2026-02-01,2\n"
			     "X,1,change,A1,S1,,2026-02-01,3\n",
	    NULL));
	ck_assert_str_eq(desk_answer(),
	    "account,order,line,subscription,action,acts_on,plan,currency,"
	    "first_invoice,one_time,recurring,recurring_before,"
	    "early_termination,term_start,term_end\n"
	    "A1,X,2,S8,add,2026-02-01,basic,USD,60.00,0.00,60.00,0.00,0.00,,\n"
	    "A1,X,1,S1,change,2026-02-01,basic,USD,60.00,0.00,90.00,30.00,"
	    "0.00,,\n");
	ck_assert_str_eq(
	    book_sql("SELECT count(*) FROM order_line WHERE order_id = 'X'"),
	    "0");
}
END_TEST

START_TEST(a_horizon_has_more)
{
	static const struct {
		const char *month;
		const char *first;
	} rows[] = {
		{ "2026-02", ",30.00," },
		{ "2026-04", ",90.00," },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		book_must(quote(
		    HEAD "X,1,add,A1,S8,basic,2026-02-01,\n", rows[i].month));
		ck_assert_ptr_nonnull(strstr(desk_answer(), rows[i].first));
	}
	ck_assert_int_eq(quote(HEAD, "2028-13"), STATUS_USAGE);
	desk_told("--through 2028-13: not a month (YYYY-MM)");
}
END_TEST

START_TEST(what_is_refused_is_not_quoted)
{
	ck_assert_int_eq(quote(HEAD "X,1,add,A1,S8,basik,2026-02-01,\n", NULL),
	    STATUS_INVALID);
	desk_told("column plan: basik is in no catalog");
}
END_TEST

Suite *
quoting_suite(void)
{
	Suite *suite = suite_create("quoting");
	TCase *tests = tcase_create("quoting");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, a_record_for_each_line);
	tcase_add_test(tests, a_horizon_has_more);
	tcase_add_test(tests, what_is_refused_is_not_quoted);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Facts come in whole, or but for what is set aside; never twice.
 */
#include "intake/importing.h"

#include <check.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/rule/shop.h"
#include "tests/unit/work/desk.h"

#define STEPS_MAX 3

static void
setup(void)
{
	desk_setup();
	desk_stock();
}

START_TEST(a_kind_has_a_name)
{
	static const char *const names[] = { "customers", "accounts", "orders",
		"adjustments", "tax-rates", "services", "exemptions",
		"exchange-rates" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct import_kind *kind = importing_kind(names[i]);

		ck_assert_ptr_nonnull(kind);
		ck_assert_str_eq(kind->name, names[i]);
		ck_assert_uint_le(kind->schema->count, IMPORT_COLUMNS_MAX);
	}
	ck_assert_ptr_null(importing_kind("order"));
	ck_assert_ptr_null(importing_kind(""));
}
END_TEST

/* Files imported one after the other, with a reject file. */
static const struct {
	const char *name;
	const char *kind;
	struct {
		const char *text;
		const char *counts; /* in accepted changed duplicate rejected */
	} steps[STEPS_MAX];
} cases[] = {
	{ "again, in another order and with other columns", "customers",
	    { { "customer,name\nC2,Ann\nC3,Bob\n", "2 2 0 0 0" },
		{ "name,city,customer\nBob,,C3\nAnn,,C2\n", "2 0 0 2 0" } } },
	{ "another content needs a date", "customers",
	    { { "customer,name\nC2,Ann\n", "1 1 0 0 0" },
		{ "customer,name\nC2,Anna\n", "1 0 0 0 1" },
		{ "customer,name,effective_on\nC2,Anna,2026-05-01\n",
		    "1 0 1 0 0" } } },
	{ "an account is changed", "accounts",
	    { { "account,customer,bill_day\nA3,C1,1\n", "1 1 0 0 0" },
		{ "account,customer,bill_day,effective_on\n"
		  "A3,C1,15,2026-05-01\n",
		    "1 0 1 0 0" },
		{ "account,customer,bill_day,effective_on\n"
		  "A3,C1,15,2026-05-01\n",
		    "1 0 0 1 0" } } },
	{ "an account without its customer", "accounts",
	    { { "account,customer\nA3,C9\nA4,C1\n", "2 1 0 0 1" } } },
	{ "an order booked again, and another one under its name", "orders",
	    { { "order,line,action,account,subscription,plan,start\n"
		"X,1,add,A1,S8,basic,2026-01-01\n",
		  "1 1 0 0 0" },
		{ "order,line,action,account,subscription,plan,start,quantity\n"
		  "X,1,add,A1,S8,basic,2026-01-01,1.0\n",
		    "1 0 0 1 0" },
		{ "order,line,action,account,subscription,plan,start\n"
		  "X,1,add,A1,S8,basic,2026-01-02\n",
		    "1 0 0 0 1" } } },
	{ "an order that may not be", "orders",
	    { { "order,line,action,account,subscription,plan,start\n"
		"X,1,add,A1,S1,basic,2026-01-01\n"
		"X,2,add,A9,S8,basic,2026-01-01\n"
		"X,3,change,A1,S1,basic,2026-01-01\n"
		"X,4,cancel,A1,S9,,2026-01-01\n"
		"X,5,cancel,A2,S1,,2026-01-01\n"
		"X,6,cancel,A1,S1,,2025-01-01\n"
		"X,7,add,A1,S8,basic,2019-01-01\n"
		"X,8,add,A1,S7,,2026-01-01\n",
		"8 0 0 0 8" } } },
	{ "a twin that says the same, and one that does not", "adjustments",
	    { { "adjustment,account,amount,currency,reason,effective_on\n"
		"J1,A1,-5.00,USD,late,2026-01-01\n"
		"J1,A1,-5.00,USD,late,2026-01-01\n"
		"J1,A1,-6.00,USD,late,2026-01-01\n",
		"3 1 0 1 1" } } },
	{ "a twin of what was rejected is rejected", "adjustments",
	    { { "adjustment,account,amount,currency,reason,effective_on\n"
		"J1,A9,-5.00,USD,late,2026-01-01\n"
		"J1,A9,-5.00,USD,late,2026-01-01\n",
		"2 0 0 0 2" } } },
	{ "amounts that are none", "adjustments",
	    { { "adjustment,account,amount,currency,reason,effective_on\n"
		"J1,A1,0.00,USD,x,2026-01-01\n"
		"J2,A1,1.001,USD,x,2026-01-01\n"
		"J3,A1,1,XXQ,x,2026-01-01\n"
		"J4,A1,99999999999999999.00,USD,x,2026-01-01\n"
		"J5,A1,1.00,USD,,2026-01-01\n",
		"5 0 0 0 5" } } },
	{ "rates", "tax-rates",
	    { { "jurisdiction,name,rate,from\nCA,sales,7.25,2026-01-01\n",
		  "1 1 0 0 0" },
		{ "jurisdiction,name,rate,from\nCA,sales,7.250,2026-01-01\n",
		    "1 0 0 1 0" },
		{ "jurisdiction,name,rate,from\nCA,sales,8,2026-01-01\n"
		  "CA,sales,8,2026-02-01\nCA,x,-1,2026-01-01\n",
		    "3 1 0 0 2" } } },
	{ "certificates", "exemptions",
	    { { "certificate,account,jurisdiction,from,to\n"
		"X1,A1,CA,2026-01-01,2027-01-01\nX2,A1,,,\nX3,A9,,,\n"
		"X4,A1,CA,2026-01-01,2026-01-01\n",
		  "4 2 0 0 2" },
		{ "certificate,account,jurisdiction,from,to\n"
		  "X1,A1,CA,2026-01-01,2027-01-01\nX2,A1,NY,,\n",
		    "2 0 0 1 1" } } },
	{ "rates of exchange", "exchange-rates",
	    { { "from_currency,to_currency,rate,date\n"
		"EUR,USD,1.10,2026-01-01\nEUR,USD,1.1,2026-01-01\n"
		"EUR,EUR,1,2026-01-01\nEUR,USD,0,2026-01-02\n"
		"EUR,XXQ,1,2026-01-01\nUSD,EUR,-1,2026-01-01\n",
		  "6 1 0 1 4" },
		{ "from_currency,to_currency,rate,date\n"
		  "EUR,USD,1.2,2026-01-01\n",
		    "1 0 0 0 1" } } },
	{ "nothing", "customers", { { "customer,name\n", "0 0 0 0 0" } } },
};

START_TEST(records_are_new_changed_duplicate_or_set_aside)
{
	desk_request.reject = book_path("rejects.csv");
	for (size_t i = 0; i < STEPS_MAX; i++) {
		enum status status;

		if (cases[_i].steps[i].text == NULL)
			break;
		status = desk_import(cases[_i].kind, cases[_i].steps[i].text);
		ck_assert_msg(
		    strcmp(desk_counts(), cases[_i].steps[i].counts) == 0,
		    "%s, file %zu: %s\n%s", cases[_i].name, i + 1,
		    desk_counts(), book_content("rejects.csv"));
		ck_assert_int_eq(status,
		    desk_summary.rejected > 0 ? STATUS_ASIDE : STATUS_OK);
	}
}
END_TEST

START_TEST(a_bad_record_refuses_the_file)
{
	ck_assert_int_eq(
	    desk_import("customers",
		"customer,name,effective_on\nC2,Ann,\nC3,Bob,soon\n"),
	    STATUS_INVALID);
	desk_told("in:3: column effective_on: ");
	ck_assert_str_eq(book_sql("SELECT customer FROM customer"), "C1");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM audit"), "0");
}
END_TEST

START_TEST(an_exemption_makes_proposals_stale)
{
	const char *before =
	    book_sql("SELECT revision FROM account WHERE account = 'A1'");

	ck_assert_int_eq(
	    desk_import("exemptions", "certificate,account\nX1,A1\n"),
	    STATUS_OK);
	ck_assert_str_ne(
	    book_sql("SELECT revision FROM account WHERE account = 'A1'"),
	    before);
}
END_TEST

START_TEST(with_a_reject_file_the_rest_is_recorded)
{
	desk_request.reject = book_path("rejects.csv");
	ck_assert_int_eq(
	    desk_import("customers",
		"x_y,customer,name,effective_on\n1,C2,Ann,\n2,C3,Bob,soon\n"),
	    STATUS_ASIDE);
	ck_assert_str_eq(book_sql("SELECT customer FROM customer"), "C1;C2");
	ck_assert_int_eq(strncmp(book_content("rejects.csv"),
			     "x_y,customer,name,effective_on,line,reason\n"
			     "2,C3,Bob,soon,3,",
			     57),
	    0);
	ck_assert_str_eq(
	    book_sql("SELECT subject, \"in\", accepted, rejected FROM audit"),
	    "customers|2|1|1");
}
END_TEST

START_TEST(nothing_new_leaves_no_audit_row)
{
	book_must(desk_import("customers", "customer,name\nC2,Ann\n"));
	book_must(desk_import("customers", "customer,name\nC2,Ann\n"));
	ck_assert_str_eq(book_sql("SELECT count(*) FROM audit"), "1");
}
END_TEST

START_TEST(a_dry_run_records_nothing)
{
	desk_request.dry_run = true;
	desk_request.reject = book_path("rejects.csv");
	ck_assert_int_eq(desk_import("customers",
			     "customer,name,effective_on\nC2,Ann,\nC3,B,x\n"),
	    STATUS_ASIDE);
	ck_assert_str_eq(desk_counts(), "2 1 0 0 1");
	ck_assert_str_eq(book_sql("SELECT customer FROM customer"), "C1");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM audit"), "0");
}
END_TEST

START_TEST(every_record_of_an_account_makes_proposals_stale)
{
	static const char orders[] =
	    "order,line,action,account,subscription,plan,start\n"
	    "X,1,add,A1,S8,basic,2026-01-01\n";
	static const char adjustments[] =
	    "adjustment,account,amount,currency,reason,effective_on\n"
	    "J1,A1,-5.00,USD,late,2026-01-01\n";
	static const char accounts[] =
	    "account,customer,bill_day,effective_on\nA1,C1,15,2026-05-01\n";
	static const char revision[] =
	    "SELECT revision FROM account WHERE account = 'A1'";

	ck_assert_str_eq(book_sql(revision), "1");
	book_must(desk_import("orders", orders));
	ck_assert_str_eq(book_sql(revision), "2");
	book_must(desk_import("adjustments", adjustments));
	ck_assert_str_eq(book_sql(revision), "3");
	book_must(desk_import("accounts", accounts));
	ck_assert_str_eq(book_sql(revision), "4");
	/* What was there before raises nothing. */
	book_must(desk_import("orders", orders));
	book_must(desk_import("accounts", accounts));
	ck_assert_str_eq(book_sql(revision), "4");
	ck_assert_str_eq(
	    book_sql("SELECT revision FROM account WHERE account = 'A2'"), "1");
}
END_TEST

START_TEST(receipts_answer_each_record)
{
	struct import_options options = { .receipts = true };

	options.path = book_file(
	    "in", "customer,name,effective_on\nC3,Bob,x\nC2,Ann,\nC1,Jo,\n");
	desk_request.reject = book_path("rejects.csv");
	desk_request.as_of = shop_day("2026-05-01");
	ck_assert_int_eq(importing_run(&desk_request, &importing_customers,
			     &options, &book_error),
	    STATUS_ASIDE);
	ck_assert_str_eq(desk_answer(),
	    "customer,result,reason\n"
	    "C1,changed,\n"
	    "C2,accepted,\n"
	    "C3,rejected,\"column effective_on: \"\"x\"\" is not a date "
	    "(YYYY-MM-DD)\"\n");
}
END_TEST

/* Files of one good record and one bad: unmended, it is bad again. */
static const struct {
	const char *kind;
	const char *text;
} mended[] = {
	{ "customers", "customer,name,effective_on\nC2,Ann,\nC3,Bob,soon\n" },
	{ "orders", "order,line,action,account,subscription,plan,start,reason\n"
		    "X,1,add,A1,S8,basic,2026-01-01,\n"
		    "Y,2,add,A1,S9,basik,2026-01-01,because\n" },
	{ "adjustments",
	    "adjustment,account,amount,currency,reason,effective_on\n"
	    "J1,A1,1.00,USD,x,2026-01-01\nJ2,A9,1.00,USD,x,2026-01-01\n" },
	{ "tax-rates", "jurisdiction,name,rate,from\nCA,sales,7,2026-01-01\n"
		       "CA,x,-1,2026-01-01\n" },
};

START_TEST(a_reject_file_comes_in_again)
{
	const char *first, *again;

	desk_request.reject = book_path("rejects.csv");
	ck_assert_int_eq(
	    desk_import(mended[_i].kind, mended[_i].text), STATUS_ASIDE);
	first = book_content("rejects.csv");
	ck_assert_msg(desk_import(mended[_i].kind, first) == STATUS_ASIDE,
	    "%s: %s", mended[_i].kind, book_error.text);
	/* The same but for the line, which is another in another file. */
	again = book_content("rejects.csv");
	ck_assert_uint_eq(strlen(again), strlen(first));
	ck_assert_str_eq(desk_counts(), "1 0 0 0 1");
}
END_TEST

START_TEST(a_stream_that_is_refused_records_nothing)
{
	static const struct {
		const char *text;
		const char *told;
	} rows[] = {
		{ "customer,nam\nC2,Ann\n", "name" },
		{ "customer\nC2\n", "name" },
		{ "customer,name\nC2,\"Ann\n", "in:" },
		{ "customer,name\nC2,Ann", "newline" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		desk_request.reject = book_path("rejects.csv");
		ck_assert_int_eq(
		    desk_import("customers", rows[i].text), STATUS_INVALID);
		desk_told(rows[i].told);
		ck_assert_str_eq(book_content("rejects.csv"), "absent");
	}
	ck_assert_str_eq(book_sql("SELECT customer FROM customer"), "C1");
}
END_TEST

Suite *
importing_suite(void)
{
	Suite *suite = suite_create("importing");
	TCase *tests = tcase_create("importing");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, a_kind_has_a_name);
	tcase_add_loop_test(tests,
	    records_are_new_changed_duplicate_or_set_aside, 0,
	    sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(tests, a_bad_record_refuses_the_file);
	tcase_add_test(tests, an_exemption_makes_proposals_stale);
	tcase_add_test(tests, with_a_reject_file_the_rest_is_recorded);
	tcase_add_test(tests, nothing_new_leaves_no_audit_row);
	tcase_add_test(tests, a_dry_run_records_nothing);
	tcase_add_test(tests, every_record_of_an_account_makes_proposals_stale);
	tcase_add_test(tests, receipts_answer_each_record);
	tcase_add_loop_test(tests, a_reject_file_comes_in_again, 0,
	    sizeof(mended) / sizeof(mended[0]));
	tcase_add_test(tests, a_stream_that_is_refused_records_nothing);
	suite_add_tcase(suite, tests);
	return suite;
}

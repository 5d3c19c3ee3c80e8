/*
 * What is known of a line, today and when it was posted; the numbers themselves
 * are recomputed by tests/command/explain.
 */
#include "proof/explaining.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"
#include "tests/unit/work/desk.h"

static struct explaining_options options;

static void
setup(void)
{
	desk_setup();
	desk_stock();
	options = (struct explaining_options){ .text = false };
}

static enum status
explain(const char *invoice, int64_t line)
{
	desk_clear();
	options.invoice = invoice;
	options.line = line;
	return explaining_run(&desk_request, &options, &book_error);
}

/* The value of a fact of the last explanation, "-" if it was not said. */
static const char *
fact(const char *step, const char *item, const char *name)
{
	const char *key =
	    arena_format(&book_arena, ",%s,%s,%s,", step, item, name);
	const char *at = strstr(desk_answer(), key);

	ck_assert_ptr_nonnull(key);
	if (at == NULL)
		return "-";
	at += strlen(key);
	return arena_copy(&book_arena, at, strcspn(at, "\n"));
}

static void
cancel(const char *subscription, const char *account, const char *start)
{
	book_must(desk_import(
	    "orders", arena_format(&book_arena,
			  "order,line,action,account,subscription,start\n"
			  "C%s,1,cancel,%s,%s,%s\n",
			  start, account, subscription, start)));
}

START_TEST(only_what_is_there)
{
	book_must(desk_post(desk_proposal("2026-01-01")));
	ck_assert_int_eq(explain("INV-2026-000002", 0), STATUS_INVALID);
	desk_told("document INV-2026-000002 is not known");
	ck_assert_int_eq(explain("INV-2026-000001", 3), STATUS_INVALID);
	desk_told("has lines 1 to 2");
	ck_assert_int_eq(explain("INV-2026-000001", 2), STATUS_OK);
	ck_assert_str_eq(fact("line", "", "owner"), "A2");
	ck_assert_uint_eq(desk_summary.documents, 1);
}
END_TEST

START_TEST(a_line_is_explained_by_what_was_known)
{
	book_must(desk_post(desk_proposal("2026-01-01")));
	book_must(explain("INV-2026-000001", 1));
	ck_assert_str_eq(fact("segment", "1", "part"), "1");
	ck_assert_str_eq(fact("today", "", "amount"), "-");

	/* A cancellation came in: the line stays, and today is another day. */
	cancel("S1", "A1", "2026-01-11");
	book_must(explain("INV-2026-000001", 1));
	ck_assert_str_eq(fact("segment", "1", "part"), "1");
	ck_assert_str_eq(fact("segment", "1", "amount"), "30.00");
	ck_assert_str_eq(fact("period", "", "to_by"), "end of the full period");
	ck_assert_str_eq(fact("today", "", "amount"), "9.68");
	ck_assert_str_eq(fact("later", "1", "amount"), "-");
}
END_TEST

START_TEST(a_correction_is_explained_by_what_changed)
{
	book_must(desk_post(desk_proposal("2026-01-01")));
	cancel("S1", "A1", "2026-01-21");
	book_must(desk_post(desk_proposal("2026-01-01")));
	cancel("S1", "A1", "2026-01-11");
	book_must(desk_post(desk_proposal("2026-01-01")));

	book_must(explain("CN-2026-000001", 1));
	ck_assert_str_eq(fact("corrects", "", "line"), "INV-2026-000001/1");
	ck_assert_str_eq(fact("posted", "1", "amount"), "30.00");
	ck_assert_str_eq(fact("posted", "2", "amount"), "-");
	ck_assert_str_eq(fact("segment", "1", "part"), "20/31");
	ck_assert_str_eq(fact("difference", "", "amount"), "-10.65");
	ck_assert_str_eq(fact("why", "1", "order"), "C2026-01-21/1");
	ck_assert_str_eq(fact("why", "2", "order"), "-");
	ck_assert_str_eq(fact("later", "1", "amount"), "-9.67");
	ck_assert_str_eq(fact("today", "", "amount"), "9.68");

	book_must(explain("CN-2026-000002", 1));
	ck_assert_str_eq(fact("posted", "2", "line"), "CN-2026-000001/1");
	ck_assert_str_eq(fact("before", "", "amount"), "19.35");
	ck_assert_str_eq(fact("segment", "1", "part"), "10/31");
	ck_assert_str_eq(fact("why", "1", "order"), "C2026-01-11/1");
	ck_assert_str_eq(fact("why", "2", "order"), "-");
	ck_assert_str_eq(fact("today", "", "amount"), "-");
	ck_assert_str_eq(fact("tax", "1", "owed"), "0.97");
	ck_assert_str_eq(fact("tax", "1", "posted"), "1.94");
	ck_assert_str_eq(fact("tax", "1", "amount"), "-0.97");
}
END_TEST

START_TEST(edges_are_told)
{
	book_must(desk_import("accounts",
	    "account,customer,bill_day,tax_region,effective_on\n"
	    "A1,C1,15,NY,2026-02-01\n"));
	book_must(desk_import("orders",
	    "order,line,action,account,subscription,plan,start,bill_from\n"
	    "O7,1,add,A1,S7,basic,2026-01-07,2026-01-09\n"));
	book_must(desk_post(desk_proposal("2026-02-15")));

	/* Lines: S1 January, the stub, February; S7 the same. */
	book_must(explain("INV-2026-000001", 2));
	ck_assert_str_eq(fact("period", "", "start"), "2026-01-15");
	ck_assert_str_eq(fact("period", "", "end"), "2026-02-15");
	ck_assert_str_eq(fact("period", "", "bill_day"), "15");
	ck_assert_str_eq(fact("period", "", "stub_from"), "2026-02-01");
	ck_assert_str_eq(
	    fact("period", "", "stub_by"), "change of the bill day");
	ck_assert_str_eq(fact("period", "", "from_by"), "stub");
	ck_assert_str_eq(fact("segment", "1", "part"), "14/31");
	book_must(explain("INV-2026-000001", 4));
	ck_assert_str_eq(fact("line", "", "subscription"), "S7");
	ck_assert_str_eq(fact("period", "", "stub_from"), "2026-01-07");
	ck_assert_str_eq(
	    fact("period", "", "stub_by"), "start of the subscription");
	ck_assert_str_eq(fact("period", "", "from"), "2026-01-09");
	ck_assert_str_eq(fact("period", "", "from_order"), "O7/1");
	ck_assert_str_eq(fact("segment", "1", "days"), "23");
}
END_TEST

START_TEST(an_adjustment_is_named)
{
	book_must(desk_import("adjustments",
	    "adjustment,account,amount,currency,reason,effective_on\n"
	    "J7,A1,-1.00,USD,goodwill,2026-01-01\n"
	    "J8,A1,2.00,USD,paper,2026-01-01\n"));
	book_must(desk_post(desk_proposal("2026-01-01")));
	book_must(explain("INV-2026-000001", 2));
	ck_assert_str_eq(fact("adjustment", "", "adjustment"), "J8");
	ck_assert_str_eq(fact("adjustment", "", "amount"), "2.00");
	ck_assert_str_eq(fact("price", "", "source"), "-");
}
END_TEST

Suite *
explaining_suite(void)
{
	Suite *suite = suite_create("explaining");
	TCase *tests = tcase_create("explaining");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, only_what_is_there);
	tcase_add_test(tests, a_line_is_explained_by_what_was_known);
	tcase_add_test(tests, a_correction_is_explained_by_what_changed);
	tcase_add_test(tests, edges_are_told);
	tcase_add_test(tests, an_adjustment_is_named);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Every record gets its answer, in the order of the keys.
 */
#include "intake/receipts.h"

#include <check.h>

#include "intake/importing.h"
#include "tests/unit/work/desk.h"

static struct receipts *receipts;

static void
add(const char *order, const char *line, const char *result, const char *reason)
{
	const char *values[] = { order, line, "add" };

	book_must(receipts_add(receipts, values, result, reason, &book_error));
}

static void
finish(void)
{
	book_must(receipts_finish(receipts, &book_error));
	receipts_close(receipts);
}

START_TEST(receipts_come_by_key)
{
	book_must(receipts_open(
	    &desk_request, &importing_orders, &receipts, &book_error));
	add("O2", "1", "accepted", "");
	add("O10", "2", "rejected", "column plan: basik, basic?");
	add("O1", "10", "duplicate", "");
	add("O1", "1", "accepted", "");
	add("O1", "1", "rejected", "line 2 has the same key");
	finish();
	ck_assert_str_eq(desk_answer(),
	    "order,line,result,reason\n"
	    "O1,1,accepted,\n"
	    "O1,1,rejected,line 2 has the same key\n"
	    "O1,10,duplicate,\n"
	    "O10,2,rejected,\"column plan: basik, basic?\"\n"
	    "O2,1,accepted,\n");
}
END_TEST

START_TEST(a_key_of_one_column)
{
	const char *values[] = { "C1", "Jane" };

	desk_request.format = FORMAT_JSONL;
	book_must(receipts_open(
	    &desk_request, &importing_customers, &receipts, &book_error));
	book_must(receipts_add(receipts, values, "changed", "", &book_error));
	finish();
	ck_assert_str_eq(
	    desk_answer(), "{\"customer\":\"C1\",\"result\":\"changed\"}\n");
}
END_TEST

START_TEST(no_receipts)
{
	book_must(receipts_open(
	    &desk_request, &importing_orders, &receipts, &book_error));
	finish();
	receipts_close(NULL);
	ck_assert_str_eq(desk_answer(), "order,line,result,reason\n");
}
END_TEST

Suite *
receipts_suite(void)
{
	Suite *suite = suite_create("receipts");
	TCase *tests = tcase_create("receipts");

	tcase_add_checked_fixture(tests, desk_setup, desk_teardown);
	tcase_add_test(tests, receipts_come_by_key);
	tcase_add_test(tests, a_key_of_one_column);
	tcase_add_test(tests, no_receipts);
	suite_add_tcase(suite, tests);
	return suite;
}

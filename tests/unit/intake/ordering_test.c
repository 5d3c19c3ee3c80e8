/*
 * Order lines are bad by themselves, or with what is booked; and an order is
 * booked whole.
 */
#include "intake/ordering.h"

#include <check.h>
#include <string.h>

#include "tests/unit/work/desk.h"

#define HEAD "order,line,action,account,subscription,plan,start,"

static void
setup(void)
{
	desk_setup();
	desk_stock();
	desk_request.reject = book_path("rejects.csv");
}

/* A line is put to S1 of A1, which is basic from 2026-01-01. */
static const struct {
	const char *name;
	const char *columns; /* and cells, behind start */
	const char *line; /* from the action on */
	const char *reason; /* "": it is booked */
} lines[] = {
	{ "an add-on of the same plan", "end", "add,A1,S1,basic,2026-02-01,",
	    "column action: basic is in this subscription already" },
	{ "a new one", "end", "add,A1,S8,basic,2026-02-01,2026-03-01", "" },
	{ "it ends with its start", "end",
	    "add,A1,S8,basic,2026-02-01,2026-02-01",
	    "column end: 2026-02-01 is not after the start 2026-02-01" },
	{ "it ends before it is ready", "end,ready_on",
	    "add,A1,S8,basic,2026-02-01,2026-02-10,2026-02-10",
	    "column end: 2026-02-10 is not after the day it is ready on" },
	{ "it waits until it is ready", "ready_on",
	    "add,A1,S8,basic,2026-02-01,2026-02-10", "" },
	{ "a change of the quantity", "quantity", "change,A1,S1,,2026-02-01,3",
	    "" },
	{ "a change of nothing", "quantity", "change,A1,S1,,2026-02-01,",
	    "column action: it says nothing that would change" },
	{ "a change before there is anything", "quantity",
	    "change,A1,S1,,2025-02-01,3",
	    "column start: the subscription begins only on 2026-01-01" },
	{ "a column of no use", "voids", "cancel,A1,S1,,2026-02-01,O1/1",
	    "column voids: cancel takes none; leave it empty" },
	{ "two mistakes", "quantity,price", "change,A1,S1,,2026-02-30,x,-1",
	    "; column price: " },
	{ "the end of a period", "effective",
	    "cancel,A1,S1,,2026-02-10,period_end", "" },
	{ "the end of a term that is none", "effective",
	    "cancel,A1,S1,,2026-02-10,term_end",
	    "column effective: no fixed term of S1 runs on 2026-02-10" },
	{ "another one's", "quantity", "change,A2,S1,,2026-02-01,3",
	    "column subscription: S1 belongs to account A1" },
	{ "nobody's", "quantity", "change,A9,S1,,2026-02-01,3",
	    "column account: A9 is not known" },
	{ "a column is named once", "quantity,voids",
	    "cancel,A1,S9,,2026-02-01,x,O1/1",
	    "column subscription: S9 is not known; column quantity: cancel "
	    "takes none; leave it empty; column voids: cancel takes none; "
	    "leave it empty" },
	{ "a plan and a day", "discount", "add,A1,S8,basik,soon,loyel",
	    "column plan: basik is in no catalog; basic?; column start: " },
	{ "a discount and a day", "discount", "add,A1,S8,basik,soon,loyel",
	    "; column discount: loyel is not in the catalog in force" },
	{ "a life and a plan", "trial,notice", "add,A1,S8,basik,2026-02-01,x,y",
	    "; basic?; column trial: " },
	{ "one word of a life and another", "trial,notice",
	    "add,A1,S8,basic,2026-02-01,x,y", "; column notice: " },
	{ "a number and a day too early", "quantity",
	    "change,A1,S1,,2025-02-01,x",
	    "; column start: the subscription begins only on 2026-01-01" },
};

START_TEST(a_line_is_booked_or_is_told_why_not)
{
	const char *text = arena_format(&book_arena, HEAD "%s\nX,1,%s\n",
	    lines[_i].columns, lines[_i].line);
	enum status status = desk_import("orders", text);
	const char *rejects = book_content("rejects.csv");

	ck_assert_msg(
	    status == (lines[_i].reason[0] == '\0' ? STATUS_OK : STATUS_ASIDE),
	    "%s: %s", lines[_i].name, rejects);
	ck_assert_msg(strstr(rejects, lines[_i].reason) != NULL, "%s: %s",
	    lines[_i].name, rejects);
}
END_TEST

/* Orders of a file, and which lines are in the ledger then. */
static const struct {
	const char *name;
	const char *text;
	const char *booked;
} files[] = {
	{ "one bad line refuses its order",
	    "X,1,add,A1,S8,basic,2026-02-01,\nX,2,add,A9,S9,basic,2026-02-01,\n"
	    "Y,1,add,A1,S7,basic,2026-02-01,\n",
	    "Y/1" },
	{ "whatever stands between them",
	    "X,1,add,A1,S8,basic,2026-02-01,\nY,1,add,A1,S7,basic,2026-02-01,\n"
	    "X,2,add,A1,S9,basik,2026-02-01,\n",
	    "Y/1" },
	{ "what builds on it goes too, and what builds on that",
	    "X,1,add,A1,S8,basic,2026-02-01,\nX,2,add,A9,S9,basic,2026-02-01,\n"
	    "Y,1,change,A1,S8,,2026-03-01,2\nY,2,add,A1,S7,basic,2026-02-01,\n"
	    "Z,1,change,A1,S7,,2026-03-01,2\n",
	    "" },
	{ "what does not build on it stays",
	    "X,1,change,A1,S1,,2026-02-01,2\nX,2,add,A9,S9,basic,2026-02-01,\n"
	    "Y,1,change,A1,S1,,2026-03-01,3\n",
	    "Y/1" },
	{ "lines build on those before them",
	    "X,1,add,A1,S8,basic,2026-02-01,\nX,2,change,A1,S8,,2026-03-01,2\n"
	    "X,3,cancel,A1,S8,,2026-04-01,\n",
	    "X/1;X/2;X/3" },
	{ "but not on those behind them",
	    "X,1,cancel,A1,S8,,2026-04-01,\nY,1,add,A1,S8,basic,2026-02-01,\n",
	    "Y/1" },
	{ "a line that is there twice is booked once",
	    "X,1,add,A1,S8,basic,2026-02-01,\n"
	    "X,1,add,A1,S8,basic,2026-02-01,\n",
	    "X/1" },
	{ "not if it is bad",
	    "X,1,add,A1,S8,basik,2026-02-01,\n"
	    "X,1,add,A1,S8,basik,2026-02-01,\n",
	    "" },
};

START_TEST(an_order_is_booked_whole)
{
	const char *booked;
	enum status status = desk_import("orders",
	    arena_format(&book_arena, HEAD "quantity\n%s", files[_i].text));

	ck_assert_msg(status == STATUS_OK || status == STATUS_ASIDE, "%s: %s",
	    files[_i].name, book_error.text);
	booked = book_sql("SELECT order_id || '/' || line FROM order_line "
			  "WHERE order_id IN ('X', 'Y', 'Z') ORDER BY 1");
	ck_assert_msg(strcmp(booked, files[_i].booked) == 0, "%s: %s",
	    files[_i].name, booked);
}
END_TEST

START_TEST(the_day_is_kept_beside_the_start)
{
	book_must(desk_import("orders",
	    HEAD "effective,ready_on\n"
		 "X,1,add,A1,S8,basic,2026-02-01,,2026-02-03\n"
		 "X,2,cancel,A1,S1,,2026-02-10,period_end,\n"));
	ck_assert_str_eq(book_sql("SELECT start, acts_on FROM order_line "
				  "WHERE order_id = 'X' ORDER BY line"),
	    "2026-02-01|2026-02-03;2026-02-10|2026-03-01");
}
END_TEST

START_TEST(what_was_booked_before_stays_a_duplicate)
{
	book_must(desk_import(
	    "orders", HEAD "quantity\nX,1,add,A1,S8,basic,2026-02-01,2\n"));
	book_must(desk_import("orders",
	    HEAD "quantity,voids,notice\n"
		 "X,1,add,A1,S8,basic,2026-02-01,2.0,,\n"));
	ck_assert_str_eq(desk_counts(), "1 0 0 1 0");
	ck_assert_int_eq(desk_import("orders",
			     HEAD "quantity,notice\n"
				  "X,1,add,A1,S8,basic,2026-02-01,2,1 month\n"),
	    STATUS_ASIDE);
}
END_TEST

Suite *
ordering_suite(void)
{
	Suite *suite = suite_create("ordering");
	TCase *tests = tcase_create("ordering");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_loop_test(tests, a_line_is_booked_or_is_told_why_not, 0,
	    sizeof(lines) / sizeof(lines[0]));
	tcase_add_loop_test(tests, an_order_is_booked_whole, 0,
	    sizeof(files) / sizeof(files[0]));
	tcase_add_test(tests, the_day_is_kept_beside_the_start);
	tcase_add_test(tests, what_was_booked_before_stays_a_duplicate);
	suite_add_tcase(suite, tests);
	return suite;
}

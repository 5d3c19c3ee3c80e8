/*
 * An adjustment of a period is due with it, once; a percentage is of what the
 * period owes when it is first billed.
 */
#include <check.h>
#include <string.h>

#include "desk.h"
#include "work/running.h"

#define HEADER \
	"adjustment,account,amount,percent,currency,reason," \
	"effective_on,subscription,charge,period_start\n"

static void
setup(void)
{
	desk_setup();
	desk_stock();
}

/* Bill a day: what it owes in all, in cents. */
static int64_t
bill(const char *day)
{
	const char *proposal = desk_proposal(day);
	int64_t owed =
	    desk_summary.documents == 0 ? 0 : desk_summary.amounts[0].minor;

	if (desk_summary.documents > 0)
		book_must(desk_post(proposal));
	return owed;
}

/* A1 and A2 owe 30.00 a month each. */
static const struct {
	const char *name;
	const char *row;
	int64_t january;
	int64_t february;
} periods[] = {
	{ "half a month", "J1,A1,,-50,USD,half,2026-01-01,S1,access,2026-01-01",
	    4500, 6000 },
	{ "all of it", "J1,A1,,-100,USD,free,2026-01-01,S1,access,2026-01-01",
	    3000, 6000 },
	{ "of the next period",
	    "J1,A1,,-50,USD,half,2026-01-01,S1,access,2026-02-01", 6000, 4500 },
	{ "an amount of the next period",
	    "J1,A1,-7.00,,USD,half,2026-01-01,S1,access,2026-02-01", 6000,
	    5300 },
	{ "of the period that a day is in",
	    "J1,A1,,-50,USD,half,2026-01-01,S1,access,2026-02-12", 6000, 4500 },
	{ "the last day of a period is of it",
	    "J1,A1,,-50,USD,half,2026-01-01,S1,access,2026-01-31", 4500, 6000 },
	{ "of a day in no period",
	    "J1,A1,,-50,USD,half,2026-01-01,S1,access,2025-12-31", 6000, 6000 },
	{ "rounded to the cent",
	    "J1,A1,,-33.335,USD,third,2026-01-01,S1,access,2026-01-01", 5000,
	    6000 },
};

START_TEST(it_is_due_with_its_period)
{
	char text[512] = HEADER;

	strcat(text, periods[_i].row);
	strcat(text, "\n");
	book_must(desk_import("adjustments", text));
	ck_assert_msg(bill("2026-01-01") == periods[_i].january, "%s: %s",
	    periods[_i].name, "January");
	ck_assert_int_eq(bill("2026-01-15"), 0);
	ck_assert_msg(bill("2026-02-01") == periods[_i].february, "%s: %s",
	    periods[_i].name, "February");
}
END_TEST

START_TEST(a_percentage_stays_what_it_was)
{
	char text[512] = HEADER;

	strcat(text, periods[0].row);
	strcat(text, "\n");
	book_must(desk_import("adjustments", text));
	ck_assert_int_eq(bill("2026-01-01"), 4500);
	book_must(desk_import("orders",
	    "order,line,action,account,subscription,quantity,start\n"
	    "O9,1,change,A1,S1,2,2026-01-01\n"));
	/* Another 30.00 of the period, and nothing off. */
	ck_assert_int_eq(bill("2026-01-15"), 3000);
}
END_TEST

Suite *
running_adjust_suite(void)
{
	Suite *suite = suite_create("running_adjust");
	TCase *tests = tcase_create("running_adjust");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_loop_test(tests, it_is_due_with_its_period, 0,
	    sizeof(periods) / sizeof(periods[0]));
	tcase_add_test(tests, a_percentage_stays_what_it_was);
	suite_add_tcase(suite, tests);
	return suite;
}

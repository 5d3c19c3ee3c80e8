/*
 * A schedule beside what was posted, told as status and amounts.
 */
#include "report/scheduling.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"
#include "tests/unit/work/desk.h"

#define COLUMNS 24

static struct exporting_options options;

static void
setup(void)
{
	options = (struct exporting_options){ .period = NULL };
	desk_setup();
	desk_stock();
}

/* "ACCOUNT START STATUS AMOUNT POSTED" of each period, joined by ", ". */
static const char *
schedule(const char *as_of)
{
	const char *text, *told = "";

	desk_clear();
	desk_request.as_of = shop_day(as_of);
	book_must(scheduling_run(&desk_request, &options, &book_error));
	desk_request.as_of = DATE_NONE;
	text = strchr(desk_answer(), '\n') + 1;
	while (text[0] != '\0') {
		const char *cells[COLUMNS], *end = strchr(text, '\n');
		char *row = arena_copy(&book_arena, text, (size_t)(end - text));
		size_t count = 0;

		for (char *at = row; at != NULL && count < COLUMNS; count++) {
			cells[count] = at;
			at = strchr(at, ',');
			if (at != NULL)
				*at++ = '\0';
		}
		ck_assert_uint_eq(count, COLUMNS);
		told = arena_format(&book_arena, "%s%s%s %s %s %s %s", told,
		    told[0] == '\0' ? "" : ", ", cells[0], cells[4], cells[11],
		    cells[9], cells[12]);
		text = end + 1;
	}
	return told;
}

START_TEST(a_period_is_pending_billed_or_changed)
{
	ck_assert_str_eq(schedule("2025-12-31"), "");
	desk_request.account = "A1";
	ck_assert_str_eq(
	    schedule("2026-01-31"), "A1 2026-01-01 pending 30.00 ");
	desk_request.account = NULL;
	book_must(desk_post(desk_proposal("2026-01-01")));
	ck_assert_str_eq(schedule("2026-01-31"),
	    "A1 2026-01-01 billed 30.00 30.00, "
	    "A2 2026-01-01 billed 30.00 30.00");
	book_must(desk_import("orders",
	    "order,line,action,account,subscription,start\n"
	    "O9,1,cancel,A2,S2,2026-01-11\n"));
	desk_request.account = "A2";
	ck_assert_str_eq(
	    schedule("2026-03-01"), "A2 2026-01-01 changed 9.68 30.00");
}
END_TEST

START_TEST(what_is_owed_no_more_is_changed_to_nothing)
{
	book_must(desk_post(desk_proposal("2026-02-01")));
	book_must(desk_import("orders",
	    "order,line,action,account,subscription,start\n"
	    "O9,1,cancel,A2,S2,2026-02-01\n"));
	desk_request.account = "A2";
	ck_assert_str_eq(
	    schedule("2026-01-31"), "A2 2026-01-01 billed 30.00 30.00");
	ck_assert_str_eq(schedule("2026-02-01"),
	    "A2 2026-01-01 closed 30.00 30.00, "
	    "A2 2026-02-01 cancelled 0.00 30.00");
	desk_request.account = NULL;
	book_must(desk_post(desk_proposal("2026-02-01")));
	desk_request.account = "A2";
	ck_assert_str_eq(schedule("2026-02-01"),
	    "A2 2026-01-01 closed 30.00 30.00, "
	    "A2 2026-02-01 cancelled 0.00 0.00");
}
END_TEST

/* "DETAIL AMOUNT POSTED PENDING" of each detail, joined by ", ". */
static const char *
details(const char *as_of)
{
	const char *text, *told = "";

	desk_clear();
	desk_request.as_of = shop_day(as_of);
	book_must(scheduling_details(&desk_request, &options, &book_error));
	desk_request.as_of = DATE_NONE;
	text = strchr(desk_answer(), '\n') + 1;
	while (text[0] != '\0') {
		const char *cells[22], *end = strchr(text, '\n');
		char *row = arena_copy(&book_arena, text, (size_t)(end - text));
		size_t count = 0;

		for (char *at = row; at != NULL && count < 22; count++) {
			cells[count] = at;
			at = strchr(at, ',');
			if (at != NULL)
				*at++ = '\0';
		}
		ck_assert_uint_eq(count, 22);
		told = arena_format(&book_arena, "%s%s%s %s %s %s", told,
		    told[0] == '\0' ? "" : ", ", cells[6], cells[12], cells[13],
		    cells[14]);
		text = end + 1;
	}
	return told;
}

START_TEST(details_say_what_a_total_is_made_of)
{
	options.keys.subscription = "S2";
	ck_assert_str_eq(details("2026-01-01"), "fee 30.00  , pending   30.00");
	book_must(desk_post(desk_proposal("2026-01-01")));
	ck_assert_str_eq(details("2026-01-01"), "fee 30.00  , posted  30.00 ");
	book_must(desk_import("orders",
	    "order,line,action,account,subscription,start\n"
	    "O9,1,cancel,A2,S2,2026-01-11\n"));
	ck_assert_str_eq(details("2026-01-01"),
	    "fee 30.00  , proration -20.32  , posted  30.00 , "
	    "correction   -20.32");
}
END_TEST

START_TEST(a_horizon_is_the_end_of_a_month)
{
	options.keys.subscription = "S2";
	options.through = "2026-02";
	ck_assert_str_eq(schedule("2026-01-01"),
	    "A2 2026-01-01 pending 30.00 , A2 2026-02-01 pending 30.00 ");
	/* Alone, its last day is the day of the statuses, too. */
	book_must(desk_post(desk_proposal("2026-02-01")));
	desk_clear();
	book_must(scheduling_run(&desk_request, &options, &book_error));
	ck_assert_ptr_nonnull(strstr(desk_answer(), ",closed,"));
	ck_assert_ptr_nonnull(strstr(desk_answer(), ",billed,"));
	options.through = "2026-2";
	ck_assert_int_eq(
	    scheduling_run(&desk_request, &options, &book_error), STATUS_USAGE);
	desk_told("--through 2026-2: not a month");
}
END_TEST

START_TEST(until_when)
{
	ck_assert_int_eq(
	    scheduling_run(&desk_request, &options, &book_error), STATUS_USAGE);
	desk_told("--as-of is required");
	desk_request.as_of = shop_day("2026-01-01");
	desk_request.account = "A7";
	ck_assert_int_eq(scheduling_run(&desk_request, &options, &book_error),
	    STATUS_INVALID);
	desk_told("account A7 is not known");
}
END_TEST

Suite *
scheduling_suite(void)
{
	Suite *suite = suite_create("scheduling");
	TCase *tests = tcase_create("scheduling");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, a_period_is_pending_billed_or_changed);
	tcase_add_test(tests, what_is_owed_no_more_is_changed_to_nothing);
	tcase_add_test(tests, details_say_what_a_total_is_made_of);
	tcase_add_test(tests, a_horizon_is_the_end_of_a_month);
	tcase_add_test(tests, until_when);
	suite_add_tcase(suite, tests);
	return suite;
}

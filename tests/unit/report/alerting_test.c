/*
 * What is reached is said until it was sent.
 */
#include "report/alerting.h"

#include <check.h>
#include <string.h>

#include "intake/cataloging.h"
#include "tests/unit/rule/shop.h"
#include "tests/unit/work/desk.h"
#include "usage/metering.h"

#define CATALOG \
	"version: \"m\"\neffective: 2026-01-01\n" \
	"metrics: [{id: gb, unit: GB, aggregation: sum}]\n" \
	"products: [{id: data, name: Data}]\n" \
	"plans: [{id: data, product: data, currency: USD, charges: [{" \
	"id: use, kind: usage, metric: gb, price: 1, included: 10, " \
	"alerts: [{percent: 100}, {first_use: yes}]}]}]\n"

static void
setup(void)
{
	desk_setup();
	desk_stock();
	desk_clear();
	book_must(cataloging_run(
	    &desk_request, book_file("m.yaml", CATALOG), &book_error));
	book_must(desk_import("orders",
	    "order,line,action,account,subscription,plan,start\n"
	    "O7,1,add,A1,U1,data,2026-01-01\n"
	    "O7,2,add,A2,U2,data,2026-01-01\n"));
}

/* "SUBSCRIPTION PERIOD KIND" of each, joined by ", "; ids are left out. */
static const char *
alerts(const char *as_of, const char *account)
{
	const char *text, *told = "";

	desk_clear();
	desk_request.as_of = shop_day(as_of);
	desk_request.account = account;
	book_must(alerting_run(&desk_request, &book_error));
	desk_request.as_of = DATE_NONE;
	desk_request.account = NULL;
	text = strchr(desk_answer(), '\n') + 1;
	while (text[0] != '\0') {
		const char *cells[8], *end = strchr(text, '\n');
		char *row = arena_copy(&book_arena, text, (size_t)(end - text));
		size_t count = 0;

		for (char *at = row; at != NULL && count < 8; count++) {
			cells[count] = at;
			at = strchr(at, ',');
			if (at != NULL)
				*at++ = '\0';
		}
		told = arena_format(&book_arena, "%s%s%s %s %s", told,
		    told[0] == '\0' ? "" : ", ", cells[2], cells[4], cells[7]);
		text = end + 1;
	}
	return told;
}

static void
use(const char *rows)
{
	struct metering_options options = {
		.path = book_file("usage.csv",
		    arena_format(&book_arena,
			"event,subscription,metric,quantity,occurred_at\n%s",
			rows)),
	};

	desk_clear();
	book_must(metering_run(&desk_request, &options, &book_error));
}

START_TEST(nothing_is_reached_without_usage)
{
	ck_assert_str_eq(alerts("2026-01-31", NULL), "");
}
END_TEST

START_TEST(alerts_stand_in_the_order_of_accounts)
{
	use("E1,U2,gb,1,2026-01-05T12:00:00Z\n"
	    "E2,U1,gb,10,2026-01-05T12:00:00Z\n");
	ck_assert_str_eq(alerts("2026-01-31", NULL),
	    "U1 2026-01-01 first_use, U1 2026-01-01 percent, "
	    "U2 2026-01-01 first_use");
	ck_assert_str_eq(alerts("2026-01-31", "A2"), "U2 2026-01-01 first_use");
}
END_TEST

START_TEST(what_was_sent_is_passed_by)
{
	use("E1,U1,gb,10,2026-01-05T12:00:00Z\n");
	ck_assert_str_eq(alerts("2026-01-31", NULL),
	    "U1 2026-01-01 first_use, U1 2026-01-01 percent");
	desk_request.as_of = shop_day("2026-01-31");
	alerts("2026-01-31", NULL);
	desk_request.as_of = shop_day("2026-01-31");
	book_must(
	    desk_import("alerts", arena_text(&book_arena, desk_answer())));
	desk_request.as_of = DATE_NONE;
	ck_assert_str_eq(alerts("2026-01-31", NULL), "");
	/* Others' are older and newer than the one that is left. */
	use("E2,U2,gb,1,2026-01-05T12:00:00Z\n");
	book_sql("INSERT INTO alert VALUES ('A', '', 8), ('Z', '', 9)");
	ck_assert_str_eq(alerts("2026-01-31", NULL), "U2 2026-01-01 first_use");
}
END_TEST

START_TEST(a_first_use_is_that_of_the_first_month)
{
	use("E1,U1,gb,1,2026-02-05T12:00:00Z\n"
	    "E2,U1,gb,1,2026-01-05T12:00:00Z\n");
	ck_assert_str_eq(alerts("2026-02-28", NULL), "U1 2026-01-01 first_use");
}
END_TEST

START_TEST(a_day_is_asked_for)
{
	desk_clear();
	ck_assert_int_eq(
	    alerting_run(&desk_request, &book_error), STATUS_USAGE);
	desk_told("--as-of");
	desk_request.as_of = shop_day("2026-02-28");
	desk_request.account = "A9";
	ck_assert_int_eq(
	    alerting_run(&desk_request, &book_error), STATUS_INVALID);
	desk_request.account = NULL;
	desk_request.as_of = DATE_NONE;
}
END_TEST

Suite *
alerting_suite(void)
{
	Suite *suite = suite_create("alerting");
	TCase *tests = tcase_create("alerting");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, nothing_is_reached_without_usage);
	tcase_add_test(tests, alerts_stand_in_the_order_of_accounts);
	tcase_add_test(tests, what_was_sent_is_passed_by);
	tcase_add_test(tests, a_first_use_is_that_of_the_first_month);
	tcase_add_test(tests, a_day_is_asked_for);
	suite_add_tcase(suite, tests);
	return suite;
}

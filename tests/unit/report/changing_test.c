/*
 * What is told of changes adds up.
 */
#include "report/changing.h"

#include <check.h>
#include <string.h>

#include "intake/cataloging.h"
#include "tests/unit/rule/shop.h"
#include "tests/unit/work/desk.h"
#include "usage/metering.h"
#include "usage/recycling.h"
#include "usage/ruling.h"

#define CATALOG \
	"version: \"m\"\neffective: 2026-01-01\n" \
	"metrics: [{id: gb, unit: GB, aggregation: sum}, " \
	"{id: seats, unit: seat, aggregation: weighted, values: presence, " \
	"field: item, per: period, recurring: yes}]\n" \
	"products: [{id: team, name: Team}]\n" \
	"plans: [{id: team, product: team, currency: USD, charges: [" \
	"{id: use, kind: usage, metric: gb, price: 1}, " \
	"{id: seat, kind: usage, metric: seats, price: 31}]}]\n"

#define HEADER "change,subscription,metric,item,action,at\n"

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
	    "O7,1,add,A1,U1,team,2026-01-01\n"));
}

static void
change(const char *rows)
{
	struct metering_options options = {
		.path = book_file("changes.csv",
		    arena_format(&book_arena, HEADER "%s", rows)),
		.changes = true,
	};

	desk_clear();
	book_must(metering_run(&desk_request, &options, &book_error));
}

typedef enum status report(
    const struct request *, const struct exporting_options *, struct error *);

/* The lines of a report behind its header, without what is before a column. */
static const char *
told(report *run, const char *period, const char *account)
{
	struct exporting_options options = { .period = period };

	desk_clear();
	desk_request.account = account;
	book_must(run(&desk_request, &options, &book_error));
	desk_request.account = NULL;
	return strchr(desk_answer(), '\n') + 1;
}

#define FIRST \
	"1,U1,seats,a,provision,2026-01-01T00:00:00Z\n" \
	"2,U1,seats,a,provision,2026-01-05T00:00:00Z\n" \
	"3,U1,seats,b,provision,2026-01-11T00:00:00Z\n" \
	"4,U1,seats,a,deprovision,2026-01-21T00:00:00Z\n"

START_TEST(a_period_has_levels)
{
	change(FIRST);
	ck_assert_str_eq(told(changing_run, "2026-01", NULL),
	    "A1,U1,,seats,seat,,2026-01-01,2026-02-01,0,2,1,1,"
	    "1.322580645161,seat,40.999999999991,41.00,USD,\n");
	ck_assert_str_eq(told(changing_run, "2026-02", NULL),
	    "A1,U1,,seats,seat,,2026-02-01,2026-03-01,1,0,0,1,"
	    "1,seat,31,31.00,USD,\n");
	ck_assert_str_eq(told(changing_run, "2026-01", "A2"), "");
}
END_TEST

START_TEST(each_change_adds_its_part)
{
	const char *text;

	change(FIRST);
	text = told(changing_details, "2026-01", NULL);
	ck_assert_ptr_nonnull(strstr(text, "1,a,,provision,"));
	ck_assert_ptr_nonnull(strstr(text, ",yes,,1,31,USD\n2,a,,provision,"));
	ck_assert_ptr_nonnull(strstr(text, ",yes,,0,0,USD\n3,b,,provision,"));
	ck_assert_ptr_nonnull(strstr(text, "4,a,,deprovision,"));
	ck_assert_ptr_nonnull(
	    strstr(text, ",yes,,-0.354838709678,-11.000000000018,USD\n"));
	ck_assert_str_eq(told(changing_details, "2026-02", NULL),
	    ",,,carried,,A1,U1,,seats,seat,,2026-02-01,2026-03-01,yes,,1,31,"
	    "USD\n");
}
END_TEST

START_TEST(what_rules_forbid_is_told_with_the_rule)
{
	const struct ruling_options rules = {
		.path = book_file("rules.csv", "rule,billable,item\nr,no,a\n"),
	};

	change(FIRST);
	desk_clear();
	book_must(ruling_run(&desk_request, &rules, &book_error));
	desk_clear();
	book_must(recycling_run(&desk_request, &book_error));
	ck_assert_ptr_nonnull(strstr(told(changing_details, "2026-01", NULL),
	    "1,a,,provision,2026-01-01T00:00:00Z,A1,U1,,seats,,,,,no,r,0,"
	    "0,\n"));
	ck_assert_ptr_nonnull(
	    strstr(told(changing_run, "2026-01", NULL), ",0,1,0,1,"));
	ck_assert_ptr_null(
	    strstr(told(changing_details, "2026-01", "A2"), "provision"));
}
END_TEST

START_TEST(a_month_or_a_day_is_asked_for)
{
	struct exporting_options options = { .period = NULL };

	desk_clear();
	ck_assert_int_eq(
	    changing_run(&desk_request, &options, &book_error), STATUS_USAGE);
	options.period = "2026-01";
	desk_request.as_of = shop_day("2026-02-28");
	ck_assert_int_eq(changing_details(&desk_request, &options, &book_error),
	    STATUS_USAGE);
	desk_request.as_of = DATE_NONE;
}
END_TEST

Suite *
changing_suite(void)
{
	Suite *suite = suite_create("changing");
	TCase *tests = tcase_create("changing");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, a_period_has_levels);
	tcase_add_test(tests, each_change_adds_its_part);
	tcase_add_test(tests, what_rules_forbid_is_told_with_the_rule);
	tcase_add_test(tests, a_month_or_a_day_is_asked_for);
	suite_add_tcase(suite, tests);
	return suite;
}

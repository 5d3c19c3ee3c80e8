/*
 * A list is taken whole, and once.
 */
#include "usage/ruling.h"

#include <check.h>
#include <string.h>

#include "tests/unit/work/desk.h"

#define HEADER "rule,billable,metric,class\n"

static struct ruling_options options;

static void
setup(void)
{
	desk_setup();
	desk_stock();
	book_sql("INSERT INTO metric (catalog, metric, unit, aggregation, "
		 "field, round_to, round_mode) VALUES ('2026', 'gb', 'GB', "
		 "'sum', '', '', '')");
	options = (struct ruling_options){ .path = NULL };
}

static enum status
import(const char *text)
{
	options.path = book_file("rules.csv", text);
	desk_clear();
	return ruling_run(&desk_request, &options, &book_error);
}

START_TEST(a_list_is_recorded_once)
{
	book_must(import(HEADER "a,no,gb,test\nb,yes,,\n"));
	ck_assert_str_eq(desk_counts(), "2 2 0 0 0");
	ck_assert_str_eq(book_sql("SELECT version, position, rule, billable, "
				  "metric, dimensions FROM usage_rule"),
	    "1|1|a|no|gb|{\"class\":\"test\"};1|2|b|yes||");
	ck_assert_str_eq(
	    book_sql("SELECT subject, \"in\", accepted FROM audit"),
	    "rules|2|2");
	/* Other columns, the same rules. */
	book_must(import("class,rule,billable,metric,zone\n"
			 "test,a,no,gb,\n,b,yes,,\n"));
	ck_assert_str_eq(desk_counts(), "2 0 0 2 0");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM audit"), "1");
}
END_TEST

START_TEST(a_list_replaces_the_one_before)
{
	book_must(import(HEADER "a,no,gb,test\nb,yes,,\n"));
	book_must(import(HEADER "b,yes,,\n"));
	ck_assert_str_eq(desk_counts(), "1 1 0 0 0");
	book_must(import(HEADER));
	ck_assert_str_eq(desk_counts(), "0 0 0 0 0");
	ck_assert_str_eq(book_sql("SELECT version, rules FROM usage_rule_list"),
	    "1|2;2|1;3|0");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM audit"), "3");
}
END_TEST

START_TEST(a_dry_run_records_nothing)
{
	desk_request.dry_run = true;
	book_must(import(HEADER "a,no,gb,test\n"));
	ck_assert_str_eq(desk_counts(), "1 1 0 0 0");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage_rule_list"), "0");
}
END_TEST

static const struct {
	const char *name;
	const char *text;
	const char *wrong;
} bad[] = {
	{ "a bad one behind a good one", HEADER "a,no,,\nb,never,,\n",
	    "rules.csv:3: column billable: " },
	{ "no answer", HEADER "a,,,\n", "rules.csv:2: " },
	{ "a metric that there is not", HEADER "a,no,gbs,\n",
	    "column metric: gbs is a metric of no catalog; gb?" },
	{ "a beginning of no metric", HEADER "a,no,x*,\n",
	    "column metric: x*" },
	{ "an id twice", HEADER "a,no,,\na,yes,,\n",
	    "rules.csv:3: column rule: a stands above already" },
	{ "a column of usage", "rule,billable,identifier\na,no,555\n",
	    "column identifier: a rule cannot ask for it" },
	{ "a column that is nearly another", "rule,billable,servce\na,no,x\n",
	    "servce" },
};

START_TEST(a_bad_rule_refuses_the_list)
{
	ck_assert_msg(
	    import(bad[_i].text) == STATUS_INVALID, "%s", bad[_i].name);
	desk_told(bad[_i].wrong);
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage_rule_list"), "0");
}
END_TEST

/* A beginning fits the metrics that there are. */
START_TEST(a_beginning_of_a_metric_will_do)
{
	book_must(import(HEADER "a,no,g*,\nb,no,*,\n"));
}
END_TEST

START_TEST(a_column_may_be_meant)
{
	static const char *const names[] = { "servce" };

	options.dimensions = names;
	options.dimension_count = 1;
	book_must(import("rule,billable,servce\na,no,x\n"));
	ck_assert_str_eq(book_sql("SELECT dimensions FROM usage_rule"),
	    "{\"servce\":\"x\"}");
}
END_TEST

Suite *
ruling_suite(void)
{
	Suite *suite = suite_create("ruling");
	TCase *tests = tcase_create("ruling");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, a_list_is_recorded_once);
	tcase_add_test(tests, a_list_replaces_the_one_before);
	tcase_add_test(tests, a_dry_run_records_nothing);
	tcase_add_loop_test(tests, a_bad_rule_refuses_the_list, 0,
	    (int)(sizeof(bad) / sizeof(bad[0])));
	tcase_add_test(tests, a_beginning_of_a_metric_will_do);
	tcase_add_test(tests, a_column_may_be_meant);
	suite_add_tcase(suite, tests);
	return suite;
}

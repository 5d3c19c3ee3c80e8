/*
 * A rule fits where all that it says fits, and the first that fits decides.
 */
#include "rate/usage_rule.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

static struct arena arena;
static struct error error;

static void
teardown(void)
{
	arena_close(&arena);
}

static const struct {
	const char *name;
	const char *pattern;
	const char *value; /* NULL: not given */
	bool fits;
} patterns[] = {
	{ "nothing is asked", "", "eu", true },
	{ "nothing is asked, nothing given", "", NULL, true },
	{ "the value", "eu", "eu", true },
	{ "another value", "eu", "us", false },
	{ "the beginning of a value", "eu", "eu-1", false },
	{ "longer than the value", "eu-1", "eu", false },
	{ "a value that is not given", "eu", NULL, false },
	{ "any value", "*", "eu", true },
	{ "any value, none given", "*", NULL, false },
	{ "any value, an empty one", "*", "", false },
	{ "begins so", "eu-*", "eu-west", true },
	{ "begins so, no more", "eu-*", "eu-", true },
	{ "begins otherwise", "eu-*", "eu", false },
	{ "begins so, none given", "eu-*", NULL, false },
};

START_TEST(a_pattern_fits)
{
	ck_assert_msg(usage_rule_fits(patterns[_i].pattern,
			  patterns[_i].value) == patterns[_i].fits,
	    "%s", patterns[_i].name);
}
END_TEST

struct row {
	const char *name;
	const char *texts[USAGE_RULE_KEY_COUNT];
	const char *dimensions;
};

static enum status
parse(const struct row *row, struct usage_rule *rule, enum usage_rule_key *key)
{
	return usage_rule_parse(
	    row->texts, row->dimensions, &arena, rule, key, &error);
}

/* Of an event of gb at S1 over tel-1 on 2026-02-10, zone eu-1 and class x. */
static const struct {
	struct row row;
	bool fits;
} rules[] = {
	{ { "all", { "r", "no", "", "", "", "", "" }, "" }, true },
	{ { "its metric", { "r", "no", "gb", "", "", "", "" }, "" }, true },
	{ { "another metric", { "r", "no", "calls", "", "", "", "" }, "" },
	    false },
	{ { "its subscription", { "r", "no", "", "S*", "", "", "" }, "" },
	    true },
	{ { "another one", { "r", "no", "", "S2", "", "", "" }, "" }, false },
	{ { "its service", { "r", "no", "", "", "tel-1", "", "" }, "" }, true },
	{ { "another service", { "r", "no", "", "", "tel-2", "", "" }, "" },
	    false },
	{ { "from its day", { "r", "no", "", "", "", "2026-02-10", "" }, "" },
	    true },
	{ { "from the day after", { "r", "no", "", "", "", "2026-02-11", "" },
	      "" },
	    false },
	{ { "to its day", { "r", "no", "", "", "", "", "2026-02-10" }, "" },
	    false },
	{ { "to the day after", { "r", "no", "", "", "", "", "2026-02-11" },
	      "" },
	    true },
	{ { "a dimension", { "r", "no", "", "", "", "", "" },
	      "{\"zone\":\"eu-*\"}" },
	    true },
	{ { "two dimensions", { "r", "no", "", "", "", "", "" },
	      "{\"class\":\"x\",\"zone\":\"*\"}" },
	    true },
	{ { "one of two", { "r", "no", "", "", "", "", "" },
	      "{\"class\":\"y\",\"zone\":\"*\"}" },
	    false },
	{ { "a dimension that is not there", { "r", "no", "", "", "", "", "" },
	      "{\"colour\":\"*\"}" },
	    false },
};

static struct usage_event
event_of(struct dimension items[2])
{
	items[0] = (struct dimension){ "class", "x" };
	items[1] = (struct dimension){ "zone", "eu-1" };
	return (
	    struct usage_event){ .metric = "gb", .dimensions = { items, 2 } };
}

START_TEST(a_rule_fits)
{
	struct dimension items[2];
	struct usage_event event = event_of(items);
	struct usage_ruled ruled = { &event, "S1", "tel-1",
		shop_day("2026-02-10") };
	enum usage_rule_key key;
	struct usage_rule rule;

	ck_assert_int_eq(parse(&rules[_i].row, &rule, &key), STATUS_OK);
	ck_assert_msg((usage_rule_find(&(struct usage_rules){ &rule, 1 },
			   &ruled) != NULL) == rules[_i].fits,
	    "%s", rules[_i].row.name);
}
END_TEST

static const struct {
	struct row first;
	struct row behind;
	bool covers;
} pairs[] = {
	{ { "one that fits all", { "r", "no", "", "", "", "", "" }, "" },
	    { "", { "s", "no", "gb", "", "", "2026-01-01", "" },
		"{\"z\":\"*\"}" },
	    true },
	{ { "a dimension more", { "r", "no", "", "", "", "", "" },
	      "{\"z\":\"*\"}" },
	    { "", { "s", "no", "", "", "", "", "" }, "" }, false },
	{ { "a wider dimension", { "r", "no", "", "", "", "", "" },
	      "{\"z\":\"e*\"}" },
	    { "", { "s", "no", "", "", "", "", "" },
		"{\"y\":\"1\",\"z\":\"eu-*\"}" },
	    true },
	{ { "any service that is given", { "r", "no", "", "", "*", "", "" },
	      "" },
	    { "", { "s", "no", "", "", "", "", "" }, "" }, false },
	{ { "another metric", { "r", "no", "gb", "", "", "", "" }, "" },
	    { "", { "s", "no", "calls", "", "", "", "" }, "" }, false },
	{ { "it ends earlier", { "r", "no", "", "", "", "", "2026-02-01" },
	      "" },
	    { "", { "s", "no", "", "", "", "", "2026-02-02" }, "" }, false },
	{ { "it begins later", { "r", "no", "", "", "", "2026-02-01", "" },
	      "" },
	    { "", { "s", "no", "", "", "", "2026-01-31", "" }, "" }, false },
};

START_TEST(a_rule_behind_another_never_decides)
{
	struct usage_rule first, behind;
	enum usage_rule_key key;

	ck_assert_int_eq(parse(&pairs[_i].first, &first, &key), STATUS_OK);
	ck_assert_int_eq(parse(&pairs[_i].behind, &behind, &key), STATUS_OK);
	ck_assert_msg(usage_rule_covers(&first, &behind) == pairs[_i].covers,
	    "%s", pairs[_i].first.name);
}
END_TEST

static const struct {
	struct row row;
	enum usage_rule_key key;
	const char *wrong;
} bad[] = {
	{ { "no answer", { "r", "maybe", "", "", "", "", "" }, "" },
	    USAGE_RULE_BILLABLE, "maybe" },
	{ { "an answer in capitals", { "r", "No", "", "", "", "", "" }, "" },
	    USAGE_RULE_BILLABLE, "No" },
	{ { "a star in front", { "r", "no", "*x", "", "", "", "" }, "" },
	    USAGE_RULE_METRIC, "only at the end" },
	{ { "two stars", { "r", "no", "", "S**", "", "", "" }, "" },
	    USAGE_RULE_SUBSCRIPTION, "only at the end" },
	{ { "a star within", { "r", "no", "", "", "a*b", "", "" }, "" },
	    USAGE_RULE_SERVICE, "only at the end" },
	{ { "no date", { "r", "no", "", "", "", "2026-02-30", "" }, "" },
	    USAGE_RULE_FROM, "2026-02-30" },
	{ { "no date to end", { "r", "no", "", "", "", "", "May" }, "" },
	    USAGE_RULE_TO, "May" },
	{ { "no day between",
	      { "r", "no", "", "", "", "2026-02-10", "2026-02-10" }, "" },
	    USAGE_RULE_TO, "is not after" },
	{ { "a star in a dimension", { "r", "no", "", "", "", "", "" },
	      "{\"zone\":\"e*u\"}" },
	    USAGE_RULE_KEY_COUNT, "column zone: e*u" },
};

START_TEST(a_bad_rule_is_refused)
{
	enum usage_rule_key key;
	struct usage_rule rule;

	ck_assert_msg(parse(&bad[_i].row, &rule, &key) == STATUS_INVALID, "%s",
	    bad[_i].row.name);
	ck_assert_msg(key == bad[_i].key, "%s: %d", bad[_i].row.name, key);
	ck_assert_msg(strstr(error.text, bad[_i].wrong) != NULL, "%s: %s",
	    bad[_i].row.name, error.text);
}
END_TEST

START_TEST(the_first_rule_that_fits_is_found)
{
	static const struct row list[] = {
		{ "", { "other", "no", "calls", "", "", "", "" }, "" },
		{ "", { "paid", "yes", "gb", "", "", "", "" }, "" },
		{ "", { "rest", "no", "", "", "", "", "" }, "" },
	};
	struct dimension items[2];
	struct usage_event event = event_of(items);
	struct usage_ruled ruled = { &event, "S1", "", shop_day("2026-02-10") };
	struct usage_rule made[3];
	struct usage_rules all = { made, 3 };
	enum usage_rule_key key;

	for (size_t i = 0; i < 3; i++)
		ck_assert_int_eq(parse(&list[i], &made[i], &key), STATUS_OK);
	ck_assert_ptr_eq(usage_rule_find(&all, &ruled), &made[1]);
	ck_assert(made[1].billable);
	event.metric = "calls";
	ck_assert_ptr_eq(usage_rule_find(&all, &ruled), &made[0]);
	ck_assert_str_eq(made[0].reason, "not-billable other");
	event.metric = "users";
	ck_assert_ptr_eq(usage_rule_find(&all, &ruled), &made[2]);
	all.count = 2;
	ck_assert_ptr_null(usage_rule_find(&all, &ruled));
}
END_TEST

START_TEST(a_key_is_called_like_its_column)
{
	ck_assert_str_eq(usage_rule_key_name(USAGE_RULE_ID), "rule");
	ck_assert_str_eq(usage_rule_key_name(USAGE_RULE_TO), "to");
}
END_TEST

Suite *
usage_rule_suite(void)
{
	Suite *suite = suite_create("usage_rule");
	TCase *tests = tcase_create("usage_rule");

	tcase_add_checked_fixture(tests, NULL, teardown);
	tcase_add_loop_test(tests, a_pattern_fits, 0,
	    (int)(sizeof(patterns) / sizeof(patterns[0])));
	tcase_add_loop_test(tests, a_rule_behind_another_never_decides, 0,
	    sizeof(pairs) / sizeof(pairs[0]));
	tcase_add_loop_test(
	    tests, a_rule_fits, 0, (int)(sizeof(rules) / sizeof(rules[0])));
	tcase_add_loop_test(tests, a_bad_rule_is_refused, 0,
	    (int)(sizeof(bad) / sizeof(bad[0])));
	tcase_add_test(tests, the_first_rule_that_fits_is_found);
	tcase_add_test(tests, a_key_is_called_like_its_column);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Rules are read to the letter, and a change happens at its second, whatever
 * the half of the earth.
 */
#include "base/zone_rule.h"

#include <check.h>

#include "base/date.h"

static struct zone_rule
parse(const char *text)
{
	struct zone_rule rule;
	struct error error = { 0 };

	ck_assert_msg(zone_rule_parse(text, &rule, &error) == STATUS_OK, "%s",
	    error.text);
	return rule;
}

START_TEST(other_rules_are_refused)
{
	static const char *const texts[] = { "", "CET", "CE-1", "<CET-1",
		"<C>1", "CET-25", "CET-1:60", "CET-1:2:60", "CET-1:2:3:4",
		"CET--1", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,",
		"CET-1CEST,M3.5.0,M10.5.0/3x", "CET-1CEST,M0.5.0,M10.5.0",
		"CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.0.0,M10.5.0",
		"CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0",
		"CET-1CEST,M3.5,M10.5.0", "CET-1CEST,J0,J365",
		"CET-1CEST,J1,J366", "CET-1CEST,0,366",
		"CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0/,M10.5.0",
		"CET-1CEST,M3.5.0,M10.5.0,", "CET-1CEST,M3", "CET-1CEST,M",
		"CET-0000000000000000000001", "CET-1CEST,J", ",", "<",
		"CET-1CEST,M3.5.0/-168,M10.5.0" };
	struct zone_rule rule;
	struct error error = { 0 };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		ck_assert_msg(
		    zone_rule_parse(texts[i], &rule, &error) == STATUS_INVALID,
		    "\"%s\" was read", texts[i]);
}
END_TEST

START_TEST(changes_happen_at_their_second)
{
	static const struct {
		const char *name, *rule;
		int year, month, day;
		int32_t second; /* of the day in UTC */
		int32_t before, after;
	} rows[] = {
		{ "New York springs forward", "EST5EDT,M3.2.0,M11.1.0", 2100, 3,
		    14, 7 * 3600, -18000, -14400 },
		{ "New York falls back", "EST5EDT,M3.2.0,M11.1.0", 2100, 11, 7,
		    6 * 3600, -14400, -18000 },
		{ "Berlin springs forward", "CET-1CEST,M3.5.0,M10.5.0/3", 2026,
		    3, 29, 3600, 3600, 7200 },
		{ "Lord Howe moves half an hour",
		    "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 2040, 3, 31,
		    15 * 3600, 39600, 37800 },
		{ "Dublin's winter is the exception",
		    "IST-1GMT0,M10.5.0,M3.5.0/1", 2026, 3, 29, 3600, 0, 3600 },
		{ "Nuuk changes on the day before",
		    "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026, 3, 29, 3600, -7200,
		    -3600 },
		{ "a Julian day knows no leap day", "AAA0BBB,J60/0,J61/0", 2028,
		    3, 1, 0, 0, 3600 },
		{ "a zero-based day does", "AAA0BBB,59/0,60/1", 2028, 2, 29, 0,
		    0, 3600 },
		{ "a change moved into the year before", "AAA0BBB,J1/-1,J100/0",
		    2027, 12, 31, 23 * 3600, 0, 3600 },
		{ "a change moved into the year after",
		    "AAA0BBB,J365/25,J100/0", 2028, 1, 1, 3600, 0, 3600 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct zone_rule rule = parse(rows[i].rule);
		int64_t instant =
		    (int64_t)date_of(rows[i].year, rows[i].month, rows[i].day)
			    .days *
			86400 +
		    rows[i].second;
		int32_t before = zone_rule_offset(&rule, instant - 1);
		int32_t after = zone_rule_offset(&rule, instant);

		ck_assert_msg(
		    before == rows[i].before && after == rows[i].after &&
			zone_rule_next(&rule, instant - 1) == instant &&
			zone_rule_next(&rule, instant) > instant,
		    "%s: %d, then %d", rows[i].name, before, after);
	}
}
END_TEST

START_TEST(a_summer_may_last_all_year)
{
	/* RFC 8536, 3.3.1: the end of one is the begin of the next. */
	struct zone_rule rule = parse("XXX3EDT4,0/0,J365/23");

	for (int64_t instant = 0; instant < INT64_C(2000000000);
	     instant += 40000)
		if (zone_rule_offset(&rule, instant) != -4 * 3600)
			ck_abort_msg("winter at %lld", (long long)instant);
}
END_TEST

START_TEST(a_zone_may_never_change)
{
	struct zone_rule rule = parse("IST-5:30");

	ck_assert_int_eq(zone_rule_offset(&rule, 0), 19800);
	ck_assert_int_eq(zone_rule_next(&rule, 0), INT64_MAX);
}
END_TEST

START_TEST(any_instant_is_answered)
{
	struct zone_rule rule = parse("AEST-10AEDT,M10.1.0,M4.1.0/3");
	static const int64_t instants[] = { INT64_MIN, INT64_MAX,
		INT64_C(-62135596800), INT64_C(253402300799) };

	for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
		int32_t offset = zone_rule_offset(&rule, instants[i]);

		ck_assert(offset == 36000 || offset == 39600);
		ck_assert(zone_rule_next(&rule, instants[i]) > instants[i] ||
			  instants[i] == INT64_MAX);
	}
}
END_TEST

Suite *
zone_rule_suite(void)
{
	Suite *suite = suite_create("zone_rule");
	TCase *tests = tcase_create("zone_rule");

	tcase_add_test(tests, other_rules_are_refused);
	tcase_add_test(tests, changes_happen_at_their_second);
	tcase_add_test(tests, a_summer_may_last_all_year);
	tcase_add_test(tests, a_zone_may_never_change);
	tcase_add_test(tests, any_instant_is_answered);
	suite_add_tcase(suite, tests);
	return suite;
}

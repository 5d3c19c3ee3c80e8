/*
 * Steps are taken from the origin: no short month shortens those after it.
 */
#include "rule/cycle.h"

#include <check.h>
#include <string.h>

#include "shop.h"

#define SEED UINT64_C(0x94D049BB133111EB)

START_TEST(cycles_are_read)
{
	static const struct {
		const char *text;
		int count;
		enum cycle_unit unit;
		int months;
	} rows[] = {
		{ "1 month", 1, CYCLE_MONTH, 1 },
		{ "1 months", 1, CYCLE_MONTH, 1 },
		{ "3 months", 3, CYCLE_MONTH, 3 },
		{ "1 year", 1, CYCLE_YEAR, 12 },
		{ "2 years", 2, CYCLE_YEAR, 24 },
		{ "14 days", 14, CYCLE_DAY, 0 },
		{ "1 week", 1, CYCLE_WEEK, 0 },
		{ "999 day", 999, CYCLE_DAY, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct cycle cycle = { 0 };
		struct error error;

		ck_assert_msg(
		    cycle_parse(rows[i].text, &cycle, &error) == STATUS_OK &&
			cycle.count == rows[i].count &&
			cycle.unit == rows[i].unit &&
			cycle_months(cycle) == rows[i].months,
		    "%s", rows[i].text);
	}
}
END_TEST

START_TEST(other_texts_are_refused)
{
	static const char *const texts[] = { "", "month", "1", "1 ", "1month",
		"0 months", "1000 days", "99999999999999999999 days",
		"-1 month", "+1 month", "1.5 months", "1  month", "1 month ",
		" 1 month", "1 monthss", "1 s", "1 Month", "1 quarter",
		"one month", "1\tmonth" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct cycle cycle;
		struct error error;

		ck_assert_msg(
		    cycle_parse(texts[i], &cycle, &error) == STATUS_INVALID,
		    "\"%s\" was read", texts[i]);
	}
}
END_TEST

START_TEST(known_steps)
{
	static const struct {
		const char *name, *cycle, *origin;
		int steps;
		const char *date;
	} rows[] = {
		{ "31 January, one month", "1 month", "2026-01-31", 1,
		    "2026-02-28" },
		{ "31 January, two months", "1 month", "2026-01-31", 2,
		    "2026-03-31" },
		{ "31 January in a leap year", "1 month", "2028-01-31", 1,
		    "2028-02-29" },
		{ "a quarter from 31 August", "3 months", "2026-08-31", 1,
		    "2026-11-30" },
		{ "two quarters from 31 August", "3 months", "2026-08-31", 2,
		    "2027-02-28" },
		{ "29 February, one year", "1 year", "2028-02-29", 1,
		    "2029-02-28" },
		{ "29 February, four years", "1 year", "2028-02-29", 4,
		    "2032-02-29" },
		{ "a century without leap day", "100 years", "2000-02-29", 1,
		    "2100-02-28" },
		{ "no step", "1 month", "2026-01-31", 0, "2026-01-31" },
		{ "a step back", "1 month", "2026-03-31", -1, "2026-02-28" },
		{ "back over the year", "1 month", "2026-01-15", -13,
		    "2024-12-15" },
		{ "two weeks", "2 weeks", "2026-02-20", 1, "2026-03-06" },
		{ "90 days back", "90 days", "2026-03-31", -1, "2025-12-31" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct cycle cycle;
		struct error error;
		struct date date;

		ck_assert_int_eq(
		    cycle_parse(rows[i].cycle, &cycle, &error), STATUS_OK);
		date =
		    cycle_step(cycle, shop_day(rows[i].origin), rows[i].steps);
		ck_assert_msg(date.days == shop_day(rows[i].date).days, "%s",
		    rows[i].name);
	}
}
END_TEST

START_TEST(anchors_return_to_their_day)
{
	uint64_t state = SEED;

	for (int round = 0; round < 5000; round++) {
		struct cycle cycle = { 1 + shop_below(&state, 24),
			shop_below(&state, 2) == 0 ? CYCLE_MONTH : CYCLE_YEAR };
		struct date origin = { shop_below(&state, 40000) };
		int day = date_civil(origin).day;
		struct date before = origin;

		for (int step = 1; step < 60; step++) {
			struct date date = cycle_step(cycle, origin, step);
			struct civil civil = date_civil(date);
			int last = date_month_days(civil.year, civil.month);

			ck_assert_msg(civil.day == (day < last ? day : last) &&
					  date.days > before.days,
			    "seed %llx round %d step %d",
			    (unsigned long long)SEED, round, step);
			before = date;
		}
	}
}
END_TEST

Suite *
cycle_suite(void)
{
	Suite *suite = suite_create("cycle");
	TCase *tests = tcase_create("cycle");

	tcase_add_test(tests, cycles_are_read);
	tcase_add_test(tests, other_texts_are_refused);
	tcase_add_test(tests, known_steps);
	tcase_add_test(tests, anchors_return_to_their_day);
	suite_add_tcase(suite, tests);
	return suite;
}

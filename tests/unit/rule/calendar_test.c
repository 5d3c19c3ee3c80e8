/*
 * When the days of an account that moves begin.
 */
#include "rule/calendar.h"

#include <check.h>
#include <string.h>

#include "shop.h"

#define DAY 86400

static struct arena arena;
static struct zone *zones[5];
static struct calendar calendar;

/* By their letters: Tokyo, Los Angeles, Pago Pago, Kiritimati, Havana. */
static const char letters[] = "TLPKH";

static void
setup(void)
{
	static const char *const names[] = { "Asia/Tokyo",
		"America/Los_Angeles", "Pacific/Pago_Pago",
		"Pacific/Kiritimati", "America/Havana" };
	struct error error;

	for (size_t i = 0; i < 5; i++)
		ck_assert_int_eq(
		    zone_open(names[i], &zones[i], &error), STATUS_OK);
	calendar = (struct calendar){ NULL, 0 };
}

static void
teardown(void)
{
	for (size_t i = 0; i < 5; i++)
		zone_close(zones[i]);
	arena_close(&arena);
}

static void
add(const char *from, char letter)
{
	struct date date = from[0] == '\0' ? DATE_NONE : shop_day(from);
	struct error error;

	ck_assert_int_eq(calendar_add(&calendar, &arena, date,
			     zones[strchr(letters, letter) - letters], &error),
	    STATUS_OK);
}

/* Two zones, the second from 2026-10-02 on; hours since 2026-10-01 in UTC. */
static const struct {
	const char *name;
	const char *zones;
	const char *day;
	int begin;
} rows[] = {
	{ "east: before", "LT", "2026-09-01", -30 * 24 + 7 },
	{ "east: the day before is shorter", "LT", "2026-10-01", 7 },
	{ "east: the first day", "LT", "2026-10-02", 15 },
	{ "east: the second day", "LT", "2026-10-03", 39 },
	{ "west: before", "TL", "2026-09-01", -30 * 24 - 9 },
	{ "west: the day before is longer", "TL", "2026-10-01", -9 },
	{ "west: the first day", "TL", "2026-10-02", 31 },
	{ "over the date line: before", "PK", "2026-09-30", -13 },
	{ "over the date line: the day before", "PK", "2026-10-01", 11 },
	{ "over the date line: it is skipped", "PK", "2026-10-02", 11 },
	{ "over the date line: the second day", "PK", "2026-10-03", 34 },
	{ "back: the day before", "KP", "2026-10-01", -14 },
	{ "back: the first day", "KP", "2026-10-02", 35 },
};

START_TEST(a_day_begins_in_the_zone_of_its_time)
{
	int64_t zero = (int64_t)shop_day("2026-10-01").days * DAY;

	add("", rows[_i].zones[0]);
	add("2026-10-02", rows[_i].zones[1]);
	ck_assert_msg(calendar_midnight(&calendar, shop_day(rows[_i].day)) ==
			  zero + rows[_i].begin * 3600,
	    "%s", rows[_i].name);
}
END_TEST

START_TEST(the_last_zone_of_a_date_counts_and_neighbours_differ)
{
	add("", 'T');
	add("2026-03-01", 'T');
	ck_assert_uint_eq(calendar.count, 1);
	add("2026-04-01", 'L');
	add("2026-04-01", 'P');
	ck_assert_uint_eq(calendar.count, 2);
	add("2026-04-01", 'T');
	ck_assert_uint_eq(calendar.count, 1);
}
END_TEST

/* Whatever moves there are: no gap, no overlap, and nothing before changes. */
START_TEST(days_follow_each_other)
{
	struct date first = shop_day("2026-10-20");
	uint64_t state = (uint64_t)_i + 1;
	int64_t begins[40];

	add("", letters[shop_below(&state, 5)]);
	for (int day = 0; day < 40; day++) {
		struct date date = { first.days + day };
		struct calendar_part *part;
		struct error error;

		if (shop_below(&state, 3) == 0)
			ck_assert_int_eq(
			    calendar_add(&calendar, &arena, date,
				zones[shop_below(&state, 5)], &error),
			    STATUS_OK);
		begins[day] = calendar_midnight(&calendar, date);
		part = &calendar.parts[calendar.count - 1];
		ck_assert(part->floor <= begins[day]);
	}
	for (int day = 0; day < 39; day++) {
		struct date date = { first.days + day };

		ck_assert(calendar_midnight(&calendar, date) == begins[day]);
		ck_assert(begins[day] <= begins[day + 1]);
		ck_assert(
		    calendar_date(&calendar, begins[day] - 1).days < date.days);
		if (begins[day] == begins[day + 1])
			continue;
		ck_assert_int_eq(
		    calendar_date(&calendar, begins[day]).days, date.days);
		ck_assert_int_eq(
		    calendar_date(&calendar, begins[day + 1] - 1).days,
		    date.days);
	}
}
END_TEST

Suite *
calendar_suite(void)
{
	Suite *suite = suite_create("calendar");
	TCase *tests = tcase_create("calendar");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, a_day_begins_in_the_zone_of_its_time, 0,
	    sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(
	    tests, the_last_zone_of_a_date_counts_and_neighbours_differ);
	tcase_add_loop_test(tests, days_follow_each_other, 0, 200);
	suite_add_tcase(suite, tests);
	return suite;
}

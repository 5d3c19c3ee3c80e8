/*
 * libc is the witness: over thousands of instants it must see the same clocks.
 * It knows no midnights, so those are held to their definition.
 */
#include "base/zone.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SEED UINT64_C(0xA0761D6478BD642F)
#define DAY 86400

static const char *const names[] = { "America/New_York", "Europe/Berlin",
	"Asia/Kolkata", "America/Sao_Paulo", "Australia/Lord_Howe", "UTC",
	"Africa/Casablanca", "America/Nuuk", "Europe/Dublin", "Asia/Gaza",
	"Pacific/Apia", "America/Santiago", "Asia/Tehran", "Pacific/Chatham",
	"Antarctica/Troll", "Africa/Cairo", "Asia/Kathmandu",
	"America/St_Johns", "America/Toronto", "Asia/Beirut" };

#define NAMES (sizeof names / sizeof *names)

static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static struct zone *
open_zone(const char *name)
{
	struct zone *zone = NULL;
	struct error error = { 0 };

	ck_assert_msg(
	    zone_open(name, &zone, &error) == STATUS_OK, "%s", error.text);
	return zone;
}

static int64_t
seconds(int year, int month, int day, int hour, int minute)
{
	return (int64_t)date_of(year, month, day).days * DAY + hour * 3600 +
	       minute * 60;
}

/* Whether libc, whose TZ is set, shows the same clock. */
static void
compare(const struct zone *zone, const char *name, int64_t instant)
{
	time_t moment = (time_t)instant;
	struct civil civil = date_civil(zone_date(zone, instant));
	struct tm local;

	if (localtime_r(&moment, &local) == NULL ||
	    local.tm_gmtoff != zone_offset(zone, instant))
		ck_abort_msg("%s at %lld: libc %ld, not %d", name,
		    (long long)instant, local.tm_gmtoff,
		    zone_offset(zone, instant));
	if (local.tm_year + 1900 != civil.year ||
	    local.tm_mon + 1 != civil.month || local.tm_mday != civil.day)
		ck_abort_msg(
		    "%s at %lld: another date", name, (long long)instant);
}

START_TEST(clocks_are_those_of_libc)
{
	const char *name = names[_i];
	struct zone *zone = open_zone(name);
	int64_t first = seconds(1850, 1, 1, 0, 0);
	uint64_t state = SEED;

	ck_assert_int_eq(setenv("TZ", name, 1), 0);
	tzset();
	/* To the year 2150 with a step that meets all hours of the day, then
	 * anywhere to 9999. */
	for (int64_t instant = first; instant < seconds(2150, 1, 1, 0, 0);
	     instant += 3 * DAY + 3607)
		compare(zone, name, instant);
	for (int i = 0; i < 20000; i++)
		compare(zone, name,
		    first + (int64_t)(next_random(&state) %
				      (uint64_t)(seconds(9999, 12, 30, 0, 0) -
						 first)));
	zone_close(zone);
}
END_TEST

/* Find the second at which libc's clock changes between two instants. */
static int64_t
find_change(const struct zone *zone, int64_t low, int64_t high)
{
	int32_t before = zone_offset(zone, low);

	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		if (zone_offset(zone, middle) == before)
			low = middle;
		else
			high = middle;
	}
	return high;
}

START_TEST(changes_are_at_the_second_of_libc)
{
	const char *name = names[_i];
	struct zone *zone = open_zone(name);

	ck_assert_int_eq(setenv("TZ", name, 1), 0);
	tzset();
	for (int64_t instant = seconds(1880, 1, 1, 0, 0);
	     instant < seconds(2120, 1, 1, 0, 0); instant += DAY) {
		int64_t change;

		if (zone_offset(zone, instant) ==
		    zone_offset(zone, instant + DAY))
			continue;
		change = find_change(zone, instant, instant + DAY);
		compare(zone, name, change - 1);
		compare(zone, name, change);
	}
	zone_close(zone);
}
END_TEST

START_TEST(midnight_is_the_first_instant_of_the_day)
{
	struct zone *zone = open_zone(names[_i]);

	for (int32_t days = date_of(1900, 1, 1).days;
	     days < date_of(2120, 1, 1).days; days++) {
		int64_t local = (int64_t)days * DAY;
		int64_t first = zone_midnight(zone, (struct date){ days });

		if (first + zone_offset(zone, first) < local)
			ck_abort_msg(
			    "%s, day %d: midnight is early", names[_i], days);
		for (int64_t past = 1; past < DAY; past += 1799) {
			int64_t earlier = first - past;

			if (earlier + zone_offset(zone, earlier) >= local)
				ck_abort_msg("%s, day %d: midnight is late",
				    names[_i], days);
		}
	}
	zone_close(zone);
}
END_TEST

START_TEST(known_midnights)
{
	static const struct {
		const char *title, *name;
		int year, month, day, utc_day, hour, minute;
	} rows[] = {
		{ "an ordinary day", "Europe/Berlin", 2026, 7, 2, 1, 22, 0 },
		{ "Brazil's summer began at midnight, which was skipped",
		    "America/Sao_Paulo", 2018, 11, 4, 4, 3, 0 },
		{ "Brazil's summer ended at midnight, which was 23:00",
		    "America/Sao_Paulo", 2019, 2, 17, 17, 3, 0 },
		{ "Brazil has no summer time any more", "America/Sao_Paulo",
		    2030, 11, 4, 4, 3, 0 },
		{ "the footer's summer", "Europe/Berlin", 2500, 7, 2, 1, 22,
		    0 },
		{ "half an hour", "Australia/Lord_Howe", 2026, 1, 10, 9, 13,
		    0 },
		{ "Samoa skipped a day", "Pacific/Apia", 2011, 12, 30, 30, 10,
		    0 },
		{ "and went on with the next", "Pacific/Apia", 2011, 12, 31, 30,
		    10, 0 },
		{ "Toronto jumped from 23:30 to 00:30", "America/Toronto", 1919,
		    3, 31, 31, 4, 30 },
		{ "Newfoundland showed midnight twice, the first counts",
		    "America/St_Johns", 2010, 11, 7, 7, 2, 30 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct zone *zone = open_zone(rows[i].name);
		int64_t midnight = zone_midnight(
		    zone, date_of(rows[i].year, rows[i].month, rows[i].day));
		int64_t expected = seconds(rows[i].year, rows[i].month,
		    rows[i].utc_day, rows[i].hour, rows[i].minute);

		ck_assert_msg(midnight == expected, "%s: off by %lld s",
		    rows[i].title, (long long)(midnight - expected));
		zone_close(zone);
	}
}
END_TEST

START_TEST(the_calendar_has_ends)
{
	struct zone *zone = open_zone("Australia/Lord_Howe");

	ck_assert_int_eq(zone_date(zone, INT64_MIN).days, DATE_FIRST_DAYS);
	ck_assert_int_eq(zone_date(zone, INT64_MAX).days, DATE_LAST_DAYS);
	ck_assert_int_lt(
	    zone_midnight(zone, date_of(1, 1, 1)), seconds(1, 1, 1, 0, 0));
	ck_assert_int_gt(zone_midnight(zone, date_of(9999, 12, 31)),
	    seconds(9999, 12, 30, 0, 0));
	zone_offset(zone, INT64_MIN);
	zone_offset(zone, INT64_MAX);
	zone_close(zone);
	zone_close(NULL);
}
END_TEST

START_TEST(other_names_are_refused)
{
	static const char *const others[] = { "", "/etc/passwd",
		"../zoneinfo/UTC", "Europe/../UTC", ".", "Europe/Berlin\n",
		"Europe", "Europe/", "Europe/Bonn", "UTC/UTC", "localtime",
		"europe/berlin\xC3\xA9", "zone.tab", "leapseconds" };
	char longest[5000] = "";
	struct zone *zone = NULL;
	struct error error = { 0 };

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		ck_assert_msg(
		    zone_open(others[i], &zone, &error) == STATUS_INVALID,
		    "\"%s\" was opened", others[i]);
	memset(longest, 'a', sizeof longest - 1);
	ck_assert_int_eq(zone_open(longest, &zone, &error), STATUS_INVALID);
	ck_assert_int_eq(
	    zone_open("Mars/Olympus", &zone, &error), STATUS_INVALID);
	ck_assert_str_eq(error.text,
	    "\"Mars/Olympus\" is not a time zone such as Europe/Berlin");
	ck_assert_ptr_null(zone);
}
END_TEST

/* Read a good file to be spoilt. */
static size_t
read_sample(unsigned char bytes[4096])
{
	FILE *file = fopen("/usr/share/zoneinfo/America/New_York", "r");
	size_t length;

	ck_assert_ptr_nonnull(file);
	length = fread(bytes, 1, 4096, file);
	ck_assert_int_eq(fclose(file), 0);
	ck_assert_uint_gt(length, 100);
	return length;
}

/* Whatever was read must answer. */
static void
question(const unsigned char *bytes, size_t length, bool refused)
{
	/* A copy of its own size, so that a read past its end is seen. */
	unsigned char *copy = malloc(length > 0 ? length : 1);
	struct zone *zone = NULL;
	struct error error = { 0 };

	if (copy == NULL)
		ck_abort_msg("no memory");
	memcpy(copy, bytes, length);
	if (zone_parse(copy, length, &zone, &error) == STATUS_OK) {
		if (refused)
			ck_abort_msg("%zu bytes were read", length);
		zone_date(zone, seconds(2026, 1, 1, 0, 0));
		zone_midnight(zone, date_of(1, 1, 1));
		zone_midnight(zone, date_of(2007, 3, 11));
		zone_midnight(zone, date_of(9999, 12, 31));
		zone_close(zone);
	}
	free(copy);
}

START_TEST(files_cut_short_are_refused)
{
	unsigned char bytes[4096];
	size_t length = read_sample(bytes);

	for (size_t cut = 0; cut < length; cut++)
		question(bytes, cut, true);
	question(bytes, length, false);
}
END_TEST

START_TEST(spoilt_files_are_safe)
{
	unsigned char bytes[4096], spoilt[4096];
	size_t length = read_sample(bytes);
	uint64_t state = SEED;

	for (int round = 0; round < 20000; round++) {
		size_t count = 1 + next_random(&state) % 4;

		memcpy(spoilt, bytes, length);
		for (size_t i = 0; i < count; i++) {
			/* Half of the time in the first header. */
			size_t range =
			    next_random(&state) % 2 == 0 ? 44 : length;

			spoilt[next_random(&state) % range] =
			    (unsigned char)next_random(&state);
		}
		question(spoilt, length, false);
	}
}
END_TEST

/* A version 2 file with one type, ${times} transitions and a footer. */
static size_t
make_file(
    unsigned char *bytes, size_t times, int32_t offset, const char *footer)
{
	unsigned char *cursor = bytes;

	for (int block = 0; block < 2; block++) {
		memset(cursor, 0, 44);
		memcpy(cursor, "TZif2", 5);
		if (block == 1) {
			cursor[34] = (unsigned char)(times >> 8);
			cursor[35] = (unsigned char)times;
			cursor[39] = 1;
		}
		cursor += 44;
	}
	for (size_t i = 0; i < times; i++) {
		memset(cursor, 0, 8);
		cursor[6] = (unsigned char)(i >> 8);
		cursor[7] = (unsigned char)i;
		cursor += 8;
	}
	memset(cursor, 0, times + 6);
	cursor += times;
	for (int shift = 24; shift >= 0; shift -= 8)
		*cursor++ = (unsigned char)((uint32_t)offset >> shift);
	cursor += 2;
	cursor += snprintf((char *)cursor, 300, "\n%s\n", footer);
	return (size_t)(cursor - bytes);
}

START_TEST(limits_are_kept)
{
	static const struct {
		const char *name;
		size_t times;
		int32_t offset;
		const char *footer;
		bool good;
	} rows[] = {
		{ "no transition, no footer", 0, 3600, "", true },
		{ "as many transitions as there is room", 4096, 0, "", true },
		{ "one more", 4097, 0, "", false },
		{ "an offset of 26 hours", 1, 26 * 3600, "", false },
		{ "nearly", 1, 26 * 3600 - 1, "", true },
		{ "an offset of -25 hours", 1, -25 * 3600, "", false },
		{ "the least offset", 1, INT32_MIN, "", false },
		{ "a footer that is no rule", 1, 0, "Berlin", false },
		{ "a footer that is one", 1, 0, "CET-1", true },
	};
	static unsigned char bytes[65536];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t length = make_file(
		    bytes, rows[i].times, rows[i].offset, rows[i].footer);
		struct zone *zone = NULL;
		struct error error = { 0 };
		enum status status = zone_parse(bytes, length, &zone, &error);

		ck_assert_msg(
		    (status == STATUS_OK) == rows[i].good, "%s", rows[i].name);
		zone_close(zone);
	}
}
END_TEST

Suite *
zone_suite(void)
{
	Suite *suite = suite_create("zone");
	TCase *tests = tcase_create("zone");

	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(tests, clocks_are_those_of_libc, 0, NAMES);
	tcase_add_loop_test(tests, changes_are_at_the_second_of_libc, 0, NAMES);
	tcase_add_loop_test(
	    tests, midnight_is_the_first_instant_of_the_day, 0, NAMES);
	tcase_add_test(tests, known_midnights);
	tcase_add_test(tests, the_calendar_has_ends);
	tcase_add_test(tests, other_names_are_refused);
	tcase_add_test(tests, files_cut_short_are_refused);
	tcase_add_test(tests, spoilt_files_are_safe);
	tcase_add_test(tests, limits_are_kept);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Which class of hours is in force, and until when.
 */
#include "rate/time_class.h"

#include <check.h>
#include <string.h>

#include "base/instant.h"
#include "rule/calendar.h"
#include "telephone.h"
#include "tests/unit/rule/shop.h"

#define SECONDS(text) (telephone_instant(text) / INSTANT_SECOND)

/* By the classes of telephone_business(). */
static const struct {
	const char *name;
	const char *zone;
	const char *at;
	const char *class;
	const char *until;
} rows[] = {
	{ "a Monday at night", "UTC", "2026-11-02T07:59:59Z", "off",
	    "2026-11-02T08:00:00Z" },
	{ "from the first second", "UTC", "2026-11-02T08:00:00Z", "peak",
	    "2026-11-02T18:00:00Z" },
	{ "to the last second", "UTC", "2026-11-02T17:59:59Z", "peak",
	    "2026-11-02T18:00:00Z" },
	{ "the evening ends at midnight", "UTC", "2026-11-02T18:00:00Z", "off",
	    "2026-11-03T00:00:00Z" },
	{ "a Saturday has no peak", "UTC", "2026-11-07T12:00:00Z", "off",
	    "2026-11-07T18:00:00Z" },
	{ "a holiday that is a Friday", "UTC", "2026-12-25T12:00:00Z",
	    "holiday", "2026-12-25T18:00:00Z" },
	{ "the day after holidays is a Sunday", "UTC", "2026-12-27T12:00:00Z",
	    "off", "2026-12-27T18:00:00Z" },
	{ "the clock of the account", "Asia/Tokyo", "2026-11-02T23:30:00Z",
	    "peak", "2026-11-03T09:00:00Z" },
	{ "the day of the account", "Asia/Tokyo", "2026-11-06T16:00:00Z", "off",
	    "2026-11-06T23:00:00Z" },
	{ "a holiday of the account", "America/New_York",
	    "2026-12-25T04:59:59Z", "off", "2026-12-25T05:00:00Z" },
	{ "the clock is put forward at night", "Europe/Berlin",
	    "2026-03-29T00:30:00Z", "off", "2026-03-29T01:00:00Z" },
	{ "behind the hour that is not", "Europe/Berlin",
	    "2026-03-29T01:00:00Z", "off", "2026-03-29T06:00:00Z" },
	{ "the clock is put back at night", "Europe/Berlin",
	    "2026-10-25T00:30:00Z", "off", "2026-10-25T01:00:00Z" },
	{ "behind the hour that is twice", "Europe/Berlin",
	    "2026-10-25T01:00:00Z", "off", "2026-10-25T07:00:00Z" },
	{ "before 1970", "UTC", "1969-12-29T10:00:00Z", "peak",
	    "1969-12-29T18:00:00Z" },
	{ "the last day of the calendar", "UTC", "9999-12-31T20:00:00Z", "off",
	    NULL },
	{ "the first day of the calendar", "America/New_York",
	    "0001-01-01T00:00:00Z", "off", NULL },
};

START_TEST(the_first_class_that_fits)
{
	const struct time_class *class;
	int64_t until;

	telephone_business();
	telephone_zone(rows[_i].zone);
	class = time_classes_find(&telephone.classes, &telephone.pricing,
	    SECONDS(rows[_i].at), &until);
	ck_assert_msg(strcmp(class->id, rows[_i].class) == 0, "%s: %s",
	    rows[_i].name, class->id);
	if (rows[_i].until != NULL)
		ck_assert_msg(until == SECONDS(rows[_i].until),
		    "%s: %lld seconds off", rows[_i].name,
		    (long long)(until - SECONDS(rows[_i].until)));
}
END_TEST

START_TEST(hours_of_holidays_and_of_a_range_over_the_weekend)
{
	static const char *const texts[][TIME_CLASS_KEY_COUNT] = {
		{ "noon", "national", NULL, "12:00", "13:00" },
		{ "weekend", NULL, "fri-mon,wed", NULL, "24:00" },
		{ "else", NULL, NULL, NULL, NULL },
	};
	static const struct {
		const char *at;
		const char *class;
	} times[] = {
		{ "2026-12-25T12:59:59Z", "noon" },
		{ "2026-12-25T13:00:00Z", "weekend" },
		{ "2026-11-05T12:00:00Z", "else" },
		{ "2026-11-02T23:59:59Z", "weekend" },
		{ "2026-11-03T00:00:00Z", "else" },
		{ "2026-11-04T00:00:00Z", "weekend" },
	};
	int64_t until;

	telephone_classes(texts, 3);
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
		ck_assert_str_eq(
		    time_classes_find(&telephone.classes, &telephone.pricing,
			SECONDS(times[i].at), &until)
			->id,
		    times[i].class);
}
END_TEST

/* An account moves from Tokyo to Los Angeles on the 2nd. */
START_TEST(the_clock_of_an_account_that_moved)
{
	struct calendar calendar = { NULL, 0 };
	const struct time_class *class;
	struct zone *tokyo;
	struct error error;
	int64_t until;

	telephone_business();
	telephone_zone("America/Los_Angeles");
	ck_assert_int_eq(zone_open("Asia/Tokyo", &tokyo, &error), STATUS_OK);
	ck_assert_int_eq(calendar_add(&calendar, &telephone.arena,
			     shop_day("2026-01-01"), tokyo, &error),
	    STATUS_OK);
	ck_assert_int_eq(calendar_add(&calendar, &telephone.arena,
			     shop_day("2026-11-03"), telephone.zone, &error),
	    STATUS_OK);
	telephone.pricing.calendar = &calendar;
	class = time_classes_find(&telephone.classes, &telephone.pricing,
	    SECONDS("2026-11-02T00:00:00Z"), &until);
	ck_assert_str_eq(class->id, "peak");
	/* The 2nd goes on, by its clock, until midnight in Los Angeles. */
	class = time_classes_find(&telephone.classes, &telephone.pricing,
	    SECONDS("2026-11-03T06:30:00Z"), &until);
	ck_assert_str_eq(class->id, "peak");
	ck_assert_int_eq(until, SECONDS("2026-11-03T08:00:00Z"));
	class = time_classes_find(&telephone.classes, &telephone.pricing,
	    SECONDS("2026-11-03T08:00:00Z"), &until);
	ck_assert_str_eq(class->id, "off");
	class = time_classes_find(&telephone.classes, &telephone.pricing,
	    SECONDS("2026-11-03T16:00:00Z"), &until);
	ck_assert_str_eq(class->id, "peak");
	zone_close(tokyo);
}
END_TEST

/* Wherever one looks, the class stays until the end that was said. */
START_TEST(a_class_stays_until_its_end)
{
	static const char *const zones[] = { "UTC", "Europe/Berlin",
		"America/Havana", "Australia/Lord_Howe", "Pacific/Apia" };
	uint64_t state = (uint64_t)_i + 1;

	telephone_business();
	telephone_zone(zones[_i % 5]);
	for (int i = 0; i < 200; i++) {
		int64_t at = SECONDS("2011-12-20T00:00:00Z") +
			     (int64_t)(shop_random(&state) %
				       (uint64_t)(20 * 366 * 86400));
		int64_t until, later;
		const struct time_class *class = time_classes_find(
		    &telephone.classes, &telephone.pricing, at, &until);

		ck_assert(until > at && until <= at + 86400);
		at += (int64_t)(shop_random(&state) % (uint64_t)(until - at));
		ck_assert_ptr_eq(class, time_classes_find(&telephone.classes,
					    &telephone.pricing, at, &later));
		ck_assert(later == until);
	}
}
END_TEST

static const struct {
	const char *name;
	const char *texts[TIME_CLASS_KEY_COUNT];
	enum time_class_key key;
} bad[] = {
	{ "no name", { "", "", "", "", "" }, CLASS_ID },
	{ "no day", { "a", "", "monday", "", "" }, CLASS_DAYS },
	{ "a comma too many", { "a", "", "mon,,tue", "", "" }, CLASS_DAYS },
	{ "an open range", { "a", "", "mon-", "", "" }, CLASS_DAYS },
	{ "minute 60", { "a", "", "", "07:60", "" }, CLASS_FROM },
	{ "one digit", { "a", "", "", "7:00", "" }, CLASS_FROM },
	{ "over the day", { "a", "", "", "", "24:01" }, CLASS_TO },
	{ "over midnight", { "a", "", "", "22:00", "06:00" }, CLASS_TO },
	{ "nothing between", { "a", "", "", "22:00", "22:00" }, CLASS_TO },
};

START_TEST(a_class_that_is_none)
{
	struct time_class class;
	enum time_class_key key;
	struct error error;

	memset(&class, 0, sizeof(class));
	memcpy(class.texts, bad[_i].texts, sizeof(class.texts));
	ck_assert_msg(
	    time_class_parse(&class, &key, &error) == STATUS_INVALID &&
		key == bad[_i].key,
	    "%s", bad[_i].name);
}
END_TEST

Suite *
time_class_suite(void)
{
	Suite *suite = suite_create("time_class");
	TCase *tests = tcase_create("time_class");

	tcase_add_checked_fixture(tests, telephone_setup, telephone_teardown);
	tcase_add_loop_test(tests, the_first_class_that_fits, 0,
	    sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(
	    tests, hours_of_holidays_and_of_a_range_over_the_weekend);
	tcase_add_test(tests, the_clock_of_an_account_that_moved);
	tcase_add_loop_test(tests, a_class_stays_until_its_end, 0, 25);
	tcase_add_loop_test(
	    tests, a_class_that_is_none, 0, sizeof(bad) / sizeof(bad[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

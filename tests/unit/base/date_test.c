/*
 * Every day of the calendar is walked once, beside a calendar that only counts.
 */
#include "base/date.h"

#include <check.h>
#include <string.h>

static struct date
parse(const char *text)
{
	struct date date;
	struct error error;

	ck_assert_msg(date_parse(text, &date, &error) == STATUS_OK, "%s", text);
	return date;
}

START_TEST(every_day_goes_there_and_back)
{
	struct civil civil = { 1, 1, 1 };
	int weekday = 0;

	for (int32_t days = DATE_FIRST_DAYS; days <= DATE_LAST_DAYS; days++) {
		struct date date = { days };
		struct civil read = date_civil(date);

		if (read.year != civil.year || read.month != civil.month ||
		    read.day != civil.day || date_weekday(date) != weekday ||
		    date_of(civil.year, civil.month, civil.day).days != days)
			ck_abort_msg("day %d", days);
		weekday = (weekday + 1) % 7;
		if (++civil.day <= date_month_days(civil.year, civil.month))
			continue;
		civil.day = 1;
		civil.year += civil.month == 12;
		civil.month = civil.month % 12 + 1;
	}
	ck_assert_int_eq(civil.year, 10000);
}
END_TEST

START_TEST(every_tenth_day_is_written_and_read)
{
	for (int32_t days = DATE_FIRST_DAYS; days <= DATE_LAST_DAYS;
	     days += 10) {
		char text[DATE_TEXT_MAX];
		struct date date = { days }, read = DATE_NONE;
		struct error error;

		date_format(date, text);
		if (date_parse(text, &read, &error) != STATUS_OK ||
		    read.days != days)
			ck_abort_msg(
			    "%s: day %d, not %d", text, read.days, days);
	}
}
END_TEST

START_TEST(known_days)
{
	char text[DATE_TEXT_MAX];

	ck_assert_int_eq(parse("1970-01-01").days, 0);
	ck_assert_int_eq(parse("2000-03-01").days, 11017);
	ck_assert_int_eq(parse("0001-01-01").days, DATE_FIRST_DAYS);
	ck_assert_int_eq(parse("9999-12-31").days, DATE_LAST_DAYS);
	ck_assert_int_eq(date_weekday(parse("1970-01-01")), 3);
	ck_assert_int_eq(date_weekday(parse("2026-03-01")), 6);
	ck_assert_str_eq(date_format(DATE_NONE, text), "");
	ck_assert_str_eq(date_format(DATE_MAX, text), "");
	ck_assert(!date_given(DATE_NONE));
}
END_TEST

START_TEST(other_texts_are_refused)
{
	static const char *const texts[] = { "", "2026", "2026-02-30",
		"2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01",
		"2026-00-10", "2026-01-00", "0000-01-01", "2026-1-1",
		"26-01-01", "2026-01-011", "2026-01-01 ", " 2026-01-01",
		"2026/01/01", "2026-01-0x", "-026-01-01", "20260101",
		"2026-01-01T00:00:00Z", "2026-+1-01" };
	struct date date;
	struct error error = { 0 };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		ck_assert_msg(
		    date_parse(texts[i], &date, &error) == STATUS_INVALID,
		    "\"%s\" was read", texts[i]);
	ck_assert_int_eq(
	    date_parse("2026-02-30", &date, &error), STATUS_INVALID);
	ck_assert_str_eq(
	    error.text, "\"2026-02-30\" is not a date (YYYY-MM-DD)");
	ck_assert_int_eq(parse("2000-02-29").days, 11016);
}
END_TEST

START_TEST(days_of_months)
{
	static const struct {
		const char *name;
		int year, month, day;
		const char *date;
	} rows[] = {
		{ "31st of January", 2026, 1, 31, "2026-01-31" },
		{ "31st in February", 2026, 2, 31, "2026-02-28" },
		{ "31st in a leap February", 2028, 2, 31, "2028-02-29" },
		{ "30th in April", 2026, 4, 30, "2026-04-30" },
		{ "31st in April", 2026, 4, 31, "2026-04-30" },
		{ "month 13", 2026, 13, 15, "2027-01-15" },
		{ "month 0", 2026, 0, 15, "2025-12-15" },
		{ "month -11", 2026, -11, 1, "2025-01-01" },
		{ "month -12", 2026, -12, 1, "2024-12-01" },
		{ "30 years of months", 2026, 361, 1, "2056-01-01" },
		{ "after the calendar", 9999, 13, 1, "9999-12-31" },
		{ "before the calendar", 1, 0, 31, "0001-01-01" },
		{ "far after", INT32_MAX, INT32_MAX, 1, "9999-12-31" },
		{ "far before", INT32_MIN, INT32_MIN, 1, "0001-01-01" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[DATE_TEXT_MAX];

		date_format(
		    date_in_month(rows[i].year, rows[i].month, rows[i].day),
		    text);
		ck_assert_msg(strcmp(text, rows[i].date) == 0, "%s: %s",
		    rows[i].name, text);
	}
}
END_TEST

START_TEST(days_are_added)
{
	char text[DATE_TEXT_MAX];

	ck_assert_str_eq(
	    date_format(date_add_days(parse("2026-02-28"), 1), text),
	    "2026-03-01");
	ck_assert_str_eq(
	    date_format(date_add_days(parse("2026-01-01"), -1), text),
	    "2025-12-31");
	ck_assert_str_eq(
	    date_format(date_add_days(parse("9999-12-01"), 60), text),
	    "9999-12-31");
	ck_assert_str_eq(
	    date_format(date_add_days(parse("9999-12-01"), INT32_MAX), text),
	    "9999-12-31");
	ck_assert_str_eq(
	    date_format(date_add_days(parse("2026-01-01"), INT32_MIN), text),
	    "0001-01-01");
	ck_assert_int_eq(
	    date_later(parse("2026-01-01"), DATE_MAX).days, DATE_MAX.days);
	ck_assert_int_eq(date_earlier(parse("1970-01-01"), DATE_MAX).days, 0);
}
END_TEST

Suite *
date_suite(void)
{
	Suite *suite = suite_create("date");
	TCase *tests = tcase_create("date");

	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, every_day_goes_there_and_back);
	tcase_add_test(tests, every_tenth_day_is_written_and_read);
	tcase_add_test(tests, known_days);
	tcase_add_test(tests, other_texts_are_refused);
	tcase_add_test(tests, days_of_months);
	tcase_add_test(tests, days_are_added);
	suite_add_tcase(suite, tests);
	return suite;
}

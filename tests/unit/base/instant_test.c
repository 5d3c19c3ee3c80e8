#include "base/instant.h"

#include <check.h>
#include <string.h>

#include "base/date.h"

static struct error error;

static const struct {
	const char *text;
	int64_t instant;
	const char *again; /* NULL: the same */
} read[] = {
	{ "1970-01-01T00:00:00Z", 0, NULL },
	{ "1970-01-01T00:00:00.000001Z", 1, NULL },
	{ "1970-01-01T00:00:00.1Z", 100000, NULL },
	{ "1970-01-01T00:00:00.120Z", 120000, "1970-01-01T00:00:00.12Z" },
	{ "1969-12-31T23:59:59.999999Z", -1, NULL },
	{ "1969-12-31T23:59:59Z", -1000000, NULL },
	{ "2026-10-31T23:59:59Z", 1793491199000000, NULL },
	{ "2026-10-31t23:59:59z", 1793491199000000, "2026-10-31T23:59:59Z" },
	{ "2026-11-01T00:59:59+01:00", 1793491199000000,
	    "2026-10-31T23:59:59Z" },
	{ "2026-10-31T14:29:59-09:30", 1793491199000000,
	    "2026-10-31T23:59:59Z" },
	{ "2026-10-31T23:59:59-00:00", 1793491199000000,
	    "2026-10-31T23:59:59Z" },
	{ "2026-11-01T23:58:59+23:59", 1793491199000000,
	    "2026-10-31T23:59:59Z" },
	{ "2024-02-29T12:00:00Z", 1709208000000000, NULL },
	{ "2000-02-29T12:00:00.5Z", 951825600500000, NULL },
	{ "0001-01-01T00:00:00Z", INT64_C(-62135596800000000), NULL },
	{ "9999-12-31T23:59:59.999999Z", INT64_C(253402300799999999), NULL },
	{ "9999-12-31T23:59:59+23:59", INT64_C(253402214459000000),
	    "9999-12-31T00:00:59Z" },
};

START_TEST(an_instant_is_read_and_written)
{
	char text[INSTANT_TEXT_MAX];
	int64_t instant = 7;

	ck_assert_msg(
	    instant_parse(read[_i].text, &instant, &error) == STATUS_OK,
	    "%s: %s", read[_i].text, error.text);
	ck_assert_msg(instant == read[_i].instant, "%s is %lld", read[_i].text,
	    (long long)instant);
	ck_assert_str_eq(instant_format(instant, text),
	    read[_i].again == NULL ? read[_i].text : read[_i].again);
}
END_TEST

static const struct {
	const char *text;
	const char *reason;
} refused[] = {
	{ "", "is not an instant" },
	{ "2026-10-31", "is not an instant" },
	{ "2026-10-31T", "is not an instant" },
	{ "2026-10-31T23:59Z", "is not an instant" },
	{ "2026-10-31T23:59:59", "has no zone" },
	{ "2026-10-31T23:59:59.5", "has no zone" },
	{ "2026-10-31 23:59:59Z", "is not an instant" },
	{ "2026-10-31T23:59:59 Z", "is not an instant" },
	{ "2026-10-31T23:59:59Zx", "is not an instant" },
	{ " 2026-10-31T23:59:59Z", "is not an instant" },
	{ "2026-10-31T23:59:59.Z", "is not an instant" },
	{ "2026-10-31T23:59:59,5Z", "is not an instant" },
	{ "2026-10-31T23:59:59.1234567Z", "more than 6 digits" },
	{ "2026-10-31T23:59:60Z", "leap second" },
	{ "2016-12-31T23:59:60Z", "leap second" },
	{ "2026-10-31T23:60:00Z", "is not an instant" },
	{ "2026-10-31T24:00:00Z", "is not an instant" },
	{ "2026-10-31T23:59:61Z", "is not an instant" },
	{ "2026-02-29T00:00:00Z", "is not an instant" },
	{ "2026-13-01T00:00:00Z", "is not an instant" },
	{ "2026-00-10T00:00:00Z", "is not an instant" },
	{ "2026-01-00T00:00:00Z", "is not an instant" },
	{ "0000-01-01T00:00:00Z", "is not an instant" },
	{ "02026-10-31T23:59:59Z", "is not an instant" },
	{ "2026-1-31T23:59:59.00Z", "is not an instant" },
	{ "2026-10-31T23:59:59+1:00", "is not an instant" },
	{ "2026-10-31T23:59:59+0100", "is not an instant" },
	{ "2026-10-31T23:59:59+01", "is not an instant" },
	{ "2026-10-31T23:59:59+24:00", "is not an instant" },
	{ "2026-10-31T23:59:59+01:60", "is not an instant" },
	{ "2026-10-31T23:59:59+01:00x", "is not an instant" },
	{ "2026-10-31T23:59:-9Z", "is not an instant" },
	/* Beyond the calendar of UTC. */
	{ "0001-01-01T00:00:00+00:01", "is not an instant" },
	{ "9999-12-31T23:59:59-00:01", "is not an instant" },
};

START_TEST(what_is_no_instant_is_refused)
{
	int64_t instant = 0;

	ck_assert_msg(
	    instant_parse(refused[_i].text, &instant, &error) == STATUS_INVALID,
	    "\"%s\" is read", refused[_i].text);
	ck_assert_msg(strstr(error.text, refused[_i].reason) != NULL, "%s: %s",
	    refused[_i].text, error.text);
}
END_TEST

/* Every prefix of a good text is refused: nothing is read behind its end. */
START_TEST(a_text_that_is_cut_is_refused)
{
	static const char whole[] = "2026-10-31T23:59:59.25+01:00";
	int64_t instant;

	for (size_t i = 0; i + 1 < sizeof whole; i++) {
		char part[sizeof whole] = "";

		memcpy(part, whole, i);
		ck_assert_msg(
		    instant_parse(part, &instant, &error) == STATUS_INVALID,
		    "\"%s\" is read", part);
	}
}
END_TEST

/* The days of instants are those of dates. */
START_TEST(days_are_those_of_the_calendar)
{
	char text[INSTANT_TEXT_MAX], day[DATE_TEXT_MAX];
	int64_t instant;

	for (int32_t days = DATE_FIRST_DAYS; days <= DATE_LAST_DAYS;
	     days += 97) {
		(void)instant_format(days * INSTANT_DAY, text);
		ck_assert_int_eq(
		    instant_parse(text, &instant, &error), STATUS_OK);
		ck_assert(instant == days * INSTANT_DAY);
		text[10] = '\0';
		ck_assert_str_eq(text, date_format((struct date){ days }, day));
	}
}
END_TEST

/* With a small t it is read one by one, which has to be the same. */
START_TEST(both_ways_to_read_agree)
{
	static const char some[] = "0123459/:-TZ";
	uint32_t seed = 7;
	int round;

	for (round = 0; round < 200000; round++) {
		char text[] = "2026-10-31T23:59:59.5Z", other[sizeof(text)];
		int64_t usual = 0, single = 0;
		enum status status;
		size_t i;

		for (i = 0; i < 3; i++) {
			seed = seed * 1664525 + 1013904223;
			if ((seed >> 24) % 19 != 10)
				text[(seed >> 24) % 19] =
				    some[(seed >> 8) % (sizeof(some) - 1)];
		}
		memcpy(other, text, sizeof(text));
		other[10] = 't';
		status = instant_parse(text, &usual, &error);
		ck_assert_msg(status == instant_parse(other, &single, &error) &&
				  usual == single,
		    "%s", text);
	}
}
END_TEST

Suite *
instant_suite(void)
{
	Suite *suite = suite_create("instant");
	TCase *tests = tcase_create("instant");

	tcase_add_loop_test(tests, an_instant_is_read_and_written, 0,
	    sizeof read / sizeof read[0]);
	tcase_add_loop_test(tests, what_is_no_instant_is_refused, 0,
	    sizeof refused / sizeof refused[0]);
	tcase_add_test(tests, a_text_that_is_cut_is_refused);
	tcase_add_test(tests, days_are_those_of_the_calendar);
	tcase_add_test(tests, both_ways_to_read_agree);
	suite_add_tcase(suite, tests);
	return suite;
}

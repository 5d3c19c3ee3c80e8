/*
 * A text in a form is one instant, or it is refused.
 */
#include "base/local_time.h"

#include <check.h>
#include <string.h>

#include "base/instant.h"

static struct error error;

static const struct {
	const char *form;
	const char *zone; /* NULL: none */
	const char *text;
	const char *instant;
} reads[] = {
	{ "YYYY-MM-DD hh:mm:ss", "Europe/Berlin", "2026-01-05 11:00:00",
	    "2026-01-05T10:00:00Z" },
	{ "YYYY-MM-DD hh:mm:ss", "Europe/Berlin", "2026-07-05 11:00:00",
	    "2026-07-05T09:00:00Z" },
	{ "YYMMDDhhmm", "America/Chicago", "2601050400",
	    "2026-01-05T10:00:00Z" },
	{ "YYMMDD", "UTC", "691231", "2069-12-31T00:00:00Z" },
	{ "YYMMDD", "UTC", "700101", "1970-01-01T00:00:00Z" },
	{ "DD/MM/YYYY", "UTC", "29/02/2024", "2024-02-29T00:00:00Z" },
	{ "YYYY-MM-DDThh:mm:ss.fffZ", NULL, "2026-01-05T11:00:00.250+01:00",
	    "2026-01-05T10:00:00.25Z" },
	{ "YYYYMMDDhhmmssZ", NULL, "20260105093000-0030",
	    "2026-01-05T10:00:00Z" },
	{ "YYYYMMDDhhmmssZ", NULL, "20260105110000+01",
	    "2026-01-05T10:00:00Z" },
	{ "YYYYMMDDhhmmssZ", NULL, "20260105100000Z", "2026-01-05T10:00:00Z" },
	{ "unix", NULL, "1767607200", "2026-01-05T10:00:00Z" },
	{ "unix", NULL, "1767607200.000001", "2026-01-05T10:00:00.000001Z" },
	{ "unix", NULL, "-1.5", "1969-12-31T23:59:58.5Z" },
	/* A day that Samoa left out, and its neighbours. */
	{ "YYYYMMDD", "Pacific/Apia", "20111229", "2011-12-29T10:00:00Z" },
	{ "YYYYMMDD", "Pacific/Apia", "20111231", "2011-12-30T10:00:00Z" },
	{ "YYYYMMDDhhmm", "Europe/Berlin", "202610250159",
	    "2026-10-24T23:59:00Z" },
	{ "YYYYMMDDhhmm", "Europe/Berlin", "202610250300",
	    "2026-10-25T02:00:00Z" },
	{ "YYYYMMDDhhmm", "Europe/Berlin", "202603290159",
	    "2026-03-29T00:59:00Z" },
	{ "YYYYMMDDhhmm", "Europe/Berlin", "202603290300",
	    "2026-03-29T01:00:00Z" },
};

static struct zone *
open_zone(const char *name)
{
	struct zone *zone = NULL;

	if (name != NULL)
		ck_assert_int_eq(zone_open(name, &zone, &error), STATUS_OK);
	return zone;
}

START_TEST(a_time_is_another_instant)
{
	struct zone *zone = open_zone(reads[_i].zone);
	struct local_terms terms = { reads[_i].form, zone, LOCAL_REFUSE };
	char text[INSTANT_TEXT_MAX];
	int64_t instant = 0;
	bool zoned;

	ck_assert_int_eq(
	    local_time_check(reads[_i].form, &zoned, &error), STATUS_OK);
	ck_assert(zoned == (reads[_i].zone == NULL));
	ck_assert_msg(local_time_read(reads[_i].text, &terms, &instant,
			  &error) == STATUS_OK,
	    "%s: %s", reads[_i].text, error.text);
	ck_assert_str_eq(instant_format(instant, text), reads[_i].instant);
	zone_close(zone);
}
END_TEST

static const struct {
	const char *form;
	const char *text;
	const char *reason;
} refused[] = {
	{ "YYYYMMDDhhmm", "202603290230", "jumped over" },
	{ "YYYYMMDDhhmm", "202610250230", "showed this time twice" },
	{ "YYYYMMDDhhmm", "202602290000", "is not YYYYMMDDhhmm" },
	{ "YYYYMMDDhhmm", "202601012400", "is not" },
	{ "YYYYMMDDhhmm", "202601012360", "is not" },
	{ "YYYYMMDDhhmm", "20260101235", "is not" },
	{ "YYYYMMDDhhmm", "2026010123590", "is not" },
	{ "YYYYMMDDhhmm", "2026 1012359", "is not" },
	{ "YYYYMMDDss", "2026010160", "is not" },
	{ "YYYY-MM-DD", "2026/01/01", "is not" },
	{ "YYYYMMDD", "00000101", "is not" },
	{ "YYYYMMDD", "", "is not" },
	{ "YYYYMMDDZ", "20260101", "is not" },
	{ "YYYYMMDDZ", "20260101+24", "is not" },
	{ "YYYYMMDDZ", "20260101+1", "is not" },
	{ "YYYYMMDDZ", "20260101+01:60", "is not" },
	{ "YYYYMMDDZ", "00010101+01", "the years 0001" },
	{ "unix", "", "seconds since" },
	{ "unix", "1.", "seconds since" },
	{ "unix", "1.1234567", "seconds since" },
	{ "unix", "1e9", "seconds since" },
	{ "unix", "999999999999", "seconds since" },
	{ "unix", "-999999999999", "seconds since" },
};

START_TEST(what_is_no_time_is_read)
{
	bool zoned = strchr(refused[_i].form, 'Z') != NULL;
	struct zone *zone = open_zone(zoned ? NULL : "Europe/Berlin");
	struct local_terms terms = { refused[_i].form, zone, LOCAL_REFUSE };
	int64_t instant;

	ck_assert_msg(local_time_read(refused[_i].text, &terms, &instant,
			  &error) == STATUS_INVALID,
	    "\"%s\" is read", refused[_i].text);
	ck_assert_msg(strstr(error.text, refused[_i].reason) != NULL, "%s: %s",
	    refused[_i].text, error.text);
	zone_close(zone);
}
END_TEST

START_TEST(of_two_times_the_other_is_meant)
{
	struct zone *zone = open_zone("Europe/Berlin");
	struct local_terms terms = { "YYYYMMDDhhmm", zone, LOCAL_EARLIER };
	int64_t earlier, later;

	ck_assert_int_eq(
	    local_time_read("202610250230", &terms, &earlier, &error),
	    STATUS_OK);
	terms.twice = LOCAL_LATER;
	ck_assert_int_eq(
	    local_time_read("202610250230", &terms, &later, &error), STATUS_OK);
	ck_assert_int_eq(earlier, 1792888200 * INSTANT_SECOND);
	ck_assert_int_eq(later - earlier, 3600 * INSTANT_SECOND);
	zone_close(zone);
}
END_TEST

static const char *const no_forms[] = { "", "YYYY", "YYYYMM", "YYYYMMdd",
	"YYYYMMDDD", "YYYYYMMDD", "YYYYMMDDYYYY", "YYYYMMDD fffffff",
	"YYYYMMDDZZ", "YYYYMMDD hh:mm:ss pm", "YYYYMMDDh" };

START_TEST(what_is_no_form_is_taken)
{
	bool zoned;

	ck_assert_msg(
	    local_time_check(no_forms[_i], &zoned, &error) == STATUS_INVALID,
	    "\"%s\" is taken", no_forms[_i]);
	ck_assert(strstr(error.text, "is no form of a time") != NULL);
}
END_TEST

Suite *
local_time_suite(void)
{
	Suite *suite = suite_create("local_time");
	TCase *tests = tcase_create("local_time");

	tcase_add_loop_test(tests, a_time_is_another_instant, 0,
	    sizeof(reads) / sizeof(*reads));
	tcase_add_loop_test(tests, what_is_no_time_is_read, 0,
	    sizeof(refused) / sizeof(*refused));
	tcase_add_test(tests, of_two_times_the_other_is_meant);
	tcase_add_loop_test(tests, what_is_no_form_is_taken, 0,
	    sizeof(no_forms) / sizeof(*no_forms));
	suite_add_tcase(suite, tests);
	return suite;
}

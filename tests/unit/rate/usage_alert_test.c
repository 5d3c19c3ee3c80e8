/*
 * A threshold is reached exactly, not nearly.
 */
#include "rate/usage_alert.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

static struct error error;

static struct decimal
number(const char *text)
{
	struct decimal decimal;

	ck_assert_int_eq(
	    decimal_parse(text, DECIMAL_PLACES_MAX, &decimal, &error),
	    STATUS_OK);
	return decimal;
}

static const struct {
	const char *name;
	enum alert_key kind;
	const char *threshold;
	const char *quantity;
	const char *amount;
	int included[2];
	int events;
	const char *value; /* NULL: not reached */
} rows[] = {
	{ "just below", ALERT_PERCENT, "80", "79.999999999999", "0", { 100, 1 },
	    1, NULL },
	{ "exactly", ALERT_PERCENT, "80", "80", "0", { 100, 1 }, 1, "80" },
	{ "beyond, rounded down", ALERT_PERCENT, "80", "99.9999", "0",
	    { 100, 1 }, 1, "99.99" },
	{ "beyond all of it", ALERT_PERCENT, "100", "250", "9", { 100, 1 }, 1,
	    "250" },
	{ "a part of a period, below", ALERT_PERCENT, "50", "16.666", "0",
	    { 100, 3 }, 1, NULL },
	{ "a part of a period", ALERT_PERCENT, "50", "16.667", "0", { 100, 3 },
	    1, "50" },
	{ "a broken percentage", ALERT_PERCENT, "33.5", "33.5", "0", { 100, 1 },
	    1, "33.5" },
	{ "nothing included", ALERT_PERCENT, "1", "5", "0", { 0, 1 }, 1, NULL },
	{ "taken back below zero", ALERT_PERCENT, "1", "-5", "0", { 100, 1 }, 2,
	    NULL },
	{ "an amount below", ALERT_AMOUNT, "50.00", "1", "49.999999", { 0, 1 },
	    1, NULL },
	{ "an amount", ALERT_AMOUNT, "50.00", "1", "50", { 0, 1 }, 1, "50" },
	{ "a credit", ALERT_AMOUNT, "50.00", "1", "-60", { 0, 1 }, 1, NULL },
	{ "no use", ALERT_FIRST_USE, "0", "0", "0", { 0, 1 }, 0, NULL },
	{ "a use", ALERT_FIRST_USE, "0", "0.5", "0", { 0, 1 }, 1, "0.5" },
	{ "a use of nothing", ALERT_FIRST_USE, "0", "0", "0", { 0, 1 }, 1,
	    "0" },
};

START_TEST(a_threshold_is_reached)
{
	const struct usage_alert alert = { .kind = rows[_i].kind,
		.value = number(rows[_i].threshold) };
	const struct usage_consumed consumed = { number(rows[_i].quantity),
		number(rows[_i].amount),
		ratio_of(rows[_i].included[0], rows[_i].included[1]),
		rows[_i].events };
	char text[DECIMAL_TEXT_MAX];
	struct decimal value;
	bool reached;

	ck_assert_int_eq(
	    usage_alert_reached(&alert, &consumed, &reached, &value, &error),
	    STATUS_OK);
	ck_assert_msg(reached == (rows[_i].value != NULL), "%s", rows[_i].name);
	if (reached)
		ck_assert_msg(
		    strcmp(decimal_format(value, text), rows[_i].value) == 0,
		    "%s: %s", rows[_i].name, text);
}
END_TEST

static const struct line line = {
	.subscription = "S1",
	.charge = "data",
	.dimensions = "",
};

static void
identify(enum alert_key kind, const char *threshold, const char *day,
    const char *charge, char id[USAGE_ALERT_ID_MAX])
{
	const struct usage_alert alert = { .kind = kind,
		.value = number(threshold) };
	struct line of = line;

	of.charge = charge;
	of.period_start = shop_day(day);
	ck_assert_ptr_eq(usage_alert_id(&alert, &of, id), id);
	ck_assert_uint_eq(strlen(id), USAGE_ALERT_ID_MAX - 1);
}

START_TEST(an_id_says_what_an_alert_is_about)
{
	char id[USAGE_ALERT_ID_MAX], other[USAGE_ALERT_ID_MAX];

	identify(ALERT_PERCENT, "80", "2026-01-01", "data", id);
	identify(ALERT_PERCENT, "80.0", "2026-01-01", "data", other);
	ck_assert_str_eq(id, other);
	identify(ALERT_PERCENT, "81", "2026-01-01", "data", other);
	ck_assert_str_ne(id, other);
	identify(ALERT_AMOUNT, "80", "2026-01-01", "data", other);
	ck_assert_str_ne(id, other);
	identify(ALERT_PERCENT, "80", "2026-02-01", "data", other);
	ck_assert_str_ne(id, other);
	identify(ALERT_PERCENT, "80", "2026-01-01", "calls", other);
	ck_assert_str_ne(id, other);
}
END_TEST

START_TEST(a_first_use_is_one_for_all_periods)
{
	char id[USAGE_ALERT_ID_MAX], other[USAGE_ALERT_ID_MAX];

	identify(ALERT_FIRST_USE, "0", "2026-01-01", "data", id);
	identify(ALERT_FIRST_USE, "0", "2026-02-01", "data", other);
	ck_assert_str_eq(id, other);
}
END_TEST

START_TEST(an_alert_is_called_like_its_key)
{
	const struct usage_alert alert = { .kind = ALERT_FIRST_USE };

	ck_assert_str_eq(usage_alert_name(&alert), "first_use");
}
END_TEST

Suite *
usage_alert_suite(void)
{
	Suite *suite = suite_create("usage_alert");
	TCase *tests = tcase_create("usage_alert");

	tcase_add_loop_test(tests, a_threshold_is_reached, 0,
	    (int)(sizeof(rows) / sizeof(rows[0])));
	tcase_add_test(tests, an_id_says_what_an_alert_is_about);
	tcase_add_test(tests, a_first_use_is_one_for_all_periods);
	tcase_add_test(tests, an_alert_is_called_like_its_key);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * What a subscription is on a day, in a word.
 */
#include "report/exporting_lives.h"

#include <check.h>

#include "tests/unit/order/tales.h"

#define TRIED "trial=30 days;trial_end=lapse"

static const struct {
	const char *name;
	const char *life;
	const char *orders[TALES_ORDERS_MAX];
	const char *day;
	const char *status;
} days[] = {
	{ "before it begins", "", { TALES_ADD }, "2026-01-14", "pending" },
	{ "on its first day", "", { TALES_ADD }, "2026-01-15", "active" },
	{ "tried", TRIED, { TALES_ADD }, "2026-02-13", "trial" },
	{ "the trial has lapsed", TRIED, { TALES_ADD }, "2026-02-14",
	    "lapsed" },
	{ "converted by order", TRIED, { TALES_ADD, "2026-02-01 renew" },
	    "2026-02-14", "active" },
	{ "cancelled while it was tried", TRIED,
	    { TALES_ADD, "2026-02-01 cancel" }, "2026-02-01", "ended" },
	{ "the last day", "", { TALES_ADD, "2026-03-01 cancel" }, "2026-02-28",
	    "active" },
	{ "the day of its end", "", { TALES_ADD, "2026-03-01 cancel" },
	    "2026-03-01", "ended" },
	{ "the end of a term that does not renew", TALES_YEAR ";renew=none",
	    { TALES_ADD }, "2027-01-15", "ended" },
	{ "the end of one that does", TALES_YEAR, { TALES_ADD }, "2027-01-15",
	    "active" },
	{ "suspended for nothing", "", { TALES_ADD, "2026-03-01 suspend" },
	    "2026-03-01", "suspended" },
	{ "suspended at a price", "",
	    { TALES_ADD, "2026-03-01 suspend price=5.00" }, "2026-03-01",
	    "suspended" },
	{ "suspended and charged", "suspension=charged",
	    { TALES_ADD, "2026-03-01 suspend" }, "2026-03-01", "suspended" },
	{ "resumed", "",
	    { TALES_ADD, "2026-03-01 suspend", "2026-04-01 resume" },
	    "2026-04-01", "active" },
	{ "cancelled while it was suspended", "",
	    { TALES_ADD, "2026-03-01 suspend", "2026-04-01 cancel" },
	    "2026-04-01", "ended" },
	{ "between a cancel and a resume", "",
	    { TALES_ADD, "2026-03-01 cancel", "2026-04-01 resume" },
	    "2026-03-31", "ended" },
	{ "behind the resume", "",
	    { TALES_ADD, "2026-03-01 cancel", "2026-04-01 resume" },
	    "2026-04-01", "active" },
	{ "replaced by another plan", "",
	    { TALES_ADD, "2026-03-01 replace plan=pro" }, "2026-03-01",
	    "active" },
	{ "its add-on has ended", "",
	    { TALES_ADD, "2026-02-01 add plan=tv",
		"2026-03-01 cancel plan=tv" },
	    "2026-03-01", "active" },
};

START_TEST(a_word_for_a_day)
{
	struct subscription subscription;

	tales_open(days[_i].life);
	tales_build(&subscription, days[_i].orders);
	tales_expect(days[_i].name, days[_i].status,
	    exporting_lives_status(&subscription, shop_day(days[_i].day)));
	shop_close(&tales_shop);
}
END_TEST

START_TEST(what_is_void_is_nothing_else)
{
	const struct subscription none = { .id = "S1" };

	ck_assert_str_eq(
	    exporting_lives_status(&none, shop_day("2026-01-01")), "void");
}
END_TEST

Suite *
exporting_lives_suite(void)
{
	Suite *suite = suite_create("exporting_lives");
	TCase *tests = tcase_create("exporting_lives");

	tcase_add_loop_test(
	    tests, a_word_for_a_day, 0, (int)(sizeof(days) / sizeof(days[0])));
	tcase_add_test(tests, what_is_void_is_nothing_else);
	suite_add_tcase(suite, tests);
	return suite;
}

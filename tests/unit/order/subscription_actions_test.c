/*
 * How lives end, rest and go on.
 */
#include "order/subscription.h"

#include <check.h>

#include "tales.h"

static const struct tales_row ends[] = {
	{ "cancelled", "", { TALES_ADD, "2026-03-01 cancel" },
	    "basic 1 01-15..03-01", NULL },
	{ "cancelled on the first day", "", { TALES_ADD, "2026-01-15 cancel" },
	    "basic 1 01-15..01-15", NULL },
	{ "cancelled before it began", "", { TALES_ADD, "2026-01-01 cancel" },
	    "basic 1 01-15..01-15", NULL },
	{ "cancelled twice: the earlier", "",
	    { TALES_ADD, "2026-03-01 cancel", "2026-02-10 cancel" },
	    "basic 1 01-15..02-10", NULL },
	{ "cancelled before its own end", "",
	    { "2026-01-15 add plan=basic end=2026-07-15", "2026-03-01 cancel" },
	    "basic 1 01-15..03-01", NULL },
	{ "cancelled after its own end", "",
	    { "2026-01-15 add plan=basic end=2026-07-15", "2026-08-01 cancel" },
	    "basic 1 01-15..07-15", NULL },
	{ "cancelled, then resumed", "",
	    { TALES_ADD, "2026-03-01 cancel", "2026-04-01 resume" },
	    "basic 1 01-15..03-01, basic 1 04-01..", NULL },
	{ "cancelled and resumed on one day", "",
	    { TALES_ADD, "2026-03-01 cancel", "2026-03-01 resume" },
	    "basic 1 01-15..", NULL },
	{ "resumed with more", "",
	    { TALES_ADD, "2026-03-01 cancel", "2026-04-01 resume quantity=3" },
	    "basic 1 01-15..03-01, basic 3 04-01..", NULL },
	{ "changed while it was cancelled", "",
	    { TALES_ADD, "2026-03-01 cancel", "2026-03-10 change quantity=2",
		"2026-04-01 resume" },
	    "basic 1 01-15..03-01, basic 2 04-01..", NULL },
	{ "suspended free of charge", "",
	    { TALES_ADD, "2026-02-10 suspend", "2026-03-20 resume" },
	    "basic 1 01-15..02-10, basic 1 03-20..", NULL },
	{ "suspended until a day", "",
	    { TALES_ADD, "2026-02-10 suspend end=2026-03-20" },
	    "basic 1 01-15..02-10, basic 1 03-20..", NULL },
	{ "suspended on the first day", "", { TALES_ADD, "2026-01-15 suspend" },
	    "basic 1 01-15..01-15", NULL },
	{ "suspended and charged", "suspension=charged",
	    { TALES_ADD, "2026-02-10 suspend", "2026-03-20 resume" },
	    "basic 1 01-15..", NULL },
	{ "suspended, charged by the line", "",
	    { TALES_ADD, "2026-02-10 suspend suspension=charged",
		"2026-03-20 resume" },
	    "basic 1 01-15..", NULL },
	{ "suspended at a price", "",
	    { TALES_ADD, "2026-02-10 suspend price=5.00", "2026-03-20 resume" },
	    "basic 1 01-15..02-10, basic 1 at 5.00 02-10..03-20, "
	    "basic 1 03-20..",
	    NULL },
	{ "cancelled while it was suspended", "",
	    { TALES_ADD, "2026-02-10 suspend", "2026-03-20 cancel" },
	    "basic 1 01-15..02-10, basic 1 03-20..03-20", NULL },
	{ "resumed after a cancel in a suspension", "",
	    { TALES_ADD, "2026-02-10 suspend", "2026-03-20 cancel",
		"2026-04-01 resume" },
	    "basic 1 01-15..02-10, basic 1 04-01..", NULL },
};

START_TEST(tales_end_and_go_on)
{
	tales_check(ends, sizeof(ends) / sizeof(ends[0]));
}
END_TEST

START_TEST(a_single_is_owed_by_its_line)
{
	static const char *const orders[] = { TALES_ADD,
		"2026-02-10 add charge=setup quantity=2 price=7.00", NULL };
	struct subscription life;

	tales_open("");
	tales_build(&life, orders);
	ck_assert_uint_eq(life.single_count, 1);
	ck_assert_str_eq(life.singles[0].order->price, "7.00");
	ck_assert_str_eq(life.singles[0].charge->id, "setup");
	ck_assert_ptr_eq(life.singles[0].plan, &tales_plans[0]);
	ck_assert_uint_eq(life.item_count, 1);
	shop_close(&tales_shop);
}
END_TEST

START_TEST(grants_end_with_none)
{
	static const char *const orders[] = {
		"2026-01-15 add plan=basic discount=summer",
		"2026-02-01 change discount=summer",
		"2026-03-01 change discount=none",
		"2026-04-01 change discount=summer charge=access", NULL
	};
	struct subscription life;
	const char *told = "";

	tales_open("");
	tales_build(&life, orders);
	for (size_t i = 0; i < life.grant_count; i++)
		told = tales_join(told,
		    arena_format(&tales_shop.arena, "%s%s..%s",
			life.grants[i].charge, tales_day(life.grants[i].from),
			tales_day(life.grants[i].to)));
	ck_assert_str_eq(told, "01-15..03-01, 02-01..03-01, access04-01..");
	shop_close(&tales_shop);
}
END_TEST

START_TEST(anchors_begin_anew)
{
	static const char *const orders[] = { TALES_ADD,
		"2026-02-01 change anchor=2026-03-10", NULL };
	struct subscription life;

	tales_open("");
	tales_build(&life, orders);
	ck_assert_uint_eq(life.term_count, 3);
	ck_assert_str_eq(tales_day(life.terms[1].anchor), "01-15");
	ck_assert_str_eq(tales_day(life.terms[2].from), "03-10");
	ck_assert_str_eq(tales_day(life.terms[2].anchor), "03-10");
	shop_close(&tales_shop);
}
END_TEST

Suite *
subscription_actions_suite(void)
{
	Suite *suite = suite_create("subscription_actions");
	TCase *tests = tcase_create("subscription_actions");

	tcase_add_test(tests, tales_end_and_go_on);
	tcase_add_test(tests, a_single_is_owed_by_its_line);
	tcase_add_test(tests, grants_end_with_none);
	tcase_add_test(tests, anchors_begin_anew);
	suite_add_tcase(suite, tests);
	return suite;
}

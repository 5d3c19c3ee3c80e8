/*
 * Orders are read as a whole: it does not matter in which order they came.
 */
#include "rule/subscription.h"

#include <check.h>

#include "shop.h"

START_TEST(actions_are_read)
{
	static const char *const words[] = { "add", "change", "replace",
		"rerate", "reterm", "cancel", "suspend", "resume", "renew",
		"void" };
	enum action action;
	struct error error;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		ck_assert_int_eq(
		    action_parse(words[i], &action, &error), STATUS_OK);
		ck_assert_uint_eq(action, i);
	}
	ck_assert_int_eq(action, ACTION_VOID);
	ck_assert_int_eq(
	    action_parse("delete", &action, &error), STATUS_INVALID);
}
END_TEST

START_TEST(known_lives)
{
	static const struct {
		const char *name, *end, *cancels[2], *bill_from;
		const char *ends, *billed;
	} rows[] = {
		{ "open", "", { NULL }, "", NULL, "2026-01-15" },
		{ "an end of its own", "2026-07-15", { NULL }, "", "2026-07-15",
		    "2026-01-15" },
		{ "cancelled", "", { "2026-03-01" }, "", "2026-03-01",
		    "2026-01-15" },
		{ "cancelled twice: the earlier", "",
		    { "2026-03-01", "2026-02-10" }, "", "2026-02-10",
		    "2026-01-15" },
		{ "cancelled before its own end", "2026-07-15",
		    { "2026-03-01" }, "", "2026-03-01", "2026-01-15" },
		{ "cancelled after its own end", "2026-07-15", { "2026-08-01" },
		    "", "2026-07-15", "2026-01-15" },
		{ "cancelled on the first day", "", { "2026-01-15" }, "",
		    "2026-01-15", "2026-01-15" },
		{ "cancelled before it began", "", { "2026-01-01" }, "",
		    "2026-01-15", "2026-01-15" },
		{ "billed elsewhere before", "", { NULL }, "2026-04-01", NULL,
		    "2026-04-01" },
		{ "billed from before the start", "", { NULL }, "2026-01-01",
		    NULL, "2026-01-15" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct subscription life;
		struct order *add;
		struct shop shop;

		shop_open(&shop);
		add = shop_order(&shop, ACTION_ADD, "2026-01-15");
		add->end = shop_day(rows[i].end);
		add->bill_from = shop_day(rows[i].bill_from);
		for (size_t k = 0; k < 2 && rows[i].cancels[k] != NULL; k++)
			shop_order(&shop, ACTION_CANCEL, rows[i].cancels[k]);
		shop_subscription(&shop, &life);
		ck_assert_msg(
		    life.start.days == shop_day("2026-01-15").days &&
			life.end.days ==
			    (rows[i].ends == NULL
				    ? DATE_MAX.days
				    : shop_day(rows[i].ends).days) &&
			life.bill_from.days == shop_day(rows[i].billed).days,
		    "%s", rows[i].name);
		ck_assert_uint_eq(life.term_count, 1);
		ck_assert_int_eq(life.terms[0].from.days, life.start.days);
		ck_assert_int_eq(life.terms[0].to.days, life.end.days);
		ck_assert_ptr_eq(life.terms[0].order, add);
		shop_close(&shop);
	}
}
END_TEST

START_TEST(orders_without_an_add_are_refused)
{
	struct order cancel = { .action = ACTION_CANCEL };
	struct subscription life = { .id = "S1" };
	struct arena arena = { 0 };
	struct error error;

	ck_assert_int_eq(subscription_build(&cancel, 1, &arena, &life, &error),
	    STATUS_LEDGER);
	ck_assert_int_eq(subscription_build(&cancel, 0, &arena, &life, &error),
	    STATUS_LEDGER);
	arena_close(&arena);
}
END_TEST

START_TEST(an_order_price_is_for_one_charge)
{
	struct shop shop;
	struct charge *access, *setup, *support;
	struct term term = { .from = DATE_NONE };
	struct order *add;

	shop_open(&shop);
	access = shop_charge(&shop, "access", "50.00");
	setup = shop_charge(&shop, "setup", "99.00");
	setup->kind = CHARGE_ONE_TIME;
	add = shop_order(&shop, ACTION_ADD, "2026-01-01");
	term.order = add;
	ck_assert_str_eq(subscription_price(&term, access), "");
	add->price = "45.00";
	ck_assert_str_eq(subscription_price(&term, access), "45.00");
	ck_assert_str_eq(subscription_price(&term, setup), "");
	add->charge = "setup";
	ck_assert_str_eq(subscription_price(&term, access), "");
	ck_assert_str_eq(subscription_price(&term, setup), "45.00");
	/* Of two recurring charges neither is meant. */
	support = shop_charge(&shop, "support", "5.00");
	add->charge = "";
	ck_assert_str_eq(subscription_price(&term, access), "");
	ck_assert_str_eq(subscription_price(&term, support), "");
	shop_close(&shop);
}
END_TEST

Suite *
subscription_suite(void)
{
	Suite *suite = suite_create("subscription");
	TCase *tests = tcase_create("subscription");

	tcase_add_test(tests, actions_are_read);
	tcase_add_test(tests, known_lives);
	tcase_add_test(tests, orders_without_an_add_are_refused);
	tcase_add_test(tests, an_order_price_is_for_one_charge);
	suite_add_tcase(suite, tests);
	return suite;
}

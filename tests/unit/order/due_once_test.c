/*
 * What is owed once, on the day on which it happens.
 */
#include "order/due.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

START_TEST(one_time_charges)
{
	static const struct {
		const char *name, *cancel, *bill_from, *as_of, *dues;
	} rows[] = {
		{ "before", NULL, "", "2026-01-14", "" },
		{ "activation", NULL, "", "2026-01-15",
		    "in 2026-01-15..01-15 99.00" },
		{ "billed elsewhere", NULL, "2026-01-16", "2026-12-31", "" },
		{ "before it is terminated", "2026-03-01", "", "2026-02-28",
		    "in 2026-01-15..01-15 99.00" },
		{ "termination", "2026-03-01", "", "2026-03-01",
		    "in 2026-01-15..01-15 99.00, "
		    "out 2026-03-01..03-01 50.00" },
		{ "cancelled on the first day: both", "2026-01-15", "",
		    "2026-03-01",
		    "in 2026-01-15..01-15 99.00, "
		    "out 2026-01-15..01-15 50.00" },
		{ "ended where it was billed elsewhere", "2026-02-01",
		    "2026-03-01", "2026-12-31", "" },
		{ "ended on the first billed day", "2026-03-01", "2026-03-01",
		    "2026-12-31", "out 2026-03-01..03-01 50.00" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct subscription subscription;
		struct charge *out;
		struct shop shop;
		const char *told;

		shop_open(&shop);
		shop_charge(&shop, "in", "99.00")->kind = CHARGE_ONE_TIME;
		out = shop_charge(&shop, "out", "50.00");
		out->kind = CHARGE_ONE_TIME;
		out->on = ON_TERMINATION;
		shop_order(&shop, ACTION_ADD, "2026-01-15")->bill_from =
		    shop_day(rows[i].bill_from);
		if (rows[i].cancel != NULL)
			shop_order(&shop, ACTION_CANCEL, rows[i].cancel);
		shop_subscription(&shop, &subscription);
		told = shop_tell_dues(&shop,
		    shop_dues(&shop, &subscription, shop_day(rows[i].as_of)));
		ck_assert_msg(strcmp(told, rows[i].dues) == 0, "%s: %s",
		    rows[i].name, told);
		shop_close(&shop);
	}
}
END_TEST

START_TEST(what_is_delivered_in_parts_is_owed_in_parts)
{
	static const char *const dues[] = {
		"a 2026-01-11..02-01 84.00, in:2026-01-11 2026-01-11..01-11 "
		"40.00",
		/* 4 for 10 days, and 10 for 11. */
		"a 2026-01-11..01-21 40.00, a 2026-01-21..02-01 110.00, "
		"in:2026-01-11 2026-01-11..01-11 40.00, "
		"in:2026-01-21 2026-01-21..01-21 60.00",
	};
	struct fulfilment parts[2] = {
		{ shop_day("2026-01-11"), decimal_from_integer(4) },
		{ shop_day("2026-01-21"), decimal_from_integer(6) },
	};

	for (size_t i = 0; i < 2; i++) {
		struct subscription subscription;
		struct order *add;
		struct shop shop;

		shop_open(&shop);
		shop_charge(&shop, "a", "31.00");
		shop_charge(&shop, "in", "10.00")->kind = CHARGE_ONE_TIME;
		add = shop_order(&shop, ACTION_ADD, "2026-01-11");
		add->quantified = add->partial = true;
		add->quantity = decimal_from_integer(10);
		add->fulfilments = parts;
		add->fulfilment_count = i + 1;
		shop_subscription(&shop, &subscription);
		ck_assert_str_eq(
		    shop_tell_dues(&shop, shop_dues(&shop, &subscription,
					      shop_day("2026-01-31"))),
		    dues[i]);
		shop_close(&shop);
	}
}
END_TEST

START_TEST(a_charge_that_an_order_asks_for)
{
	struct subscription subscription;
	struct order *visit;
	struct dues dues;
	struct shop shop;

	shop_open(&shop);
	shop_charge(&shop, "visit", "80.00")->kind = CHARGE_ONE_TIME;
	shop.charges[0].on = ON_ORDER;
	shop_order(&shop, ACTION_ADD, "2026-01-01");
	for (int i = 0; i < 2; i++) {
		visit = shop_order(&shop, ACTION_ADD, "2026-01-20");
		visit->charge = "visit";
		visit->price = i == 0 ? "" : "75.00";
		visit->quantified = true;
		visit->quantity = decimal_from_integer(2);
	}
	shop_subscription(&shop, &subscription);
	dues = shop_dues(&shop, &subscription, shop_day("2026-01-20"));
	ck_assert_str_eq(shop_tell_dues(&shop, dues),
	    "visit:O2/1 2026-01-20..01-20 160.00, "
	    "visit:O3/1 2026-01-20..01-20 150.00");
	ck_assert_str_eq(dues.items[1].key.order_price, "75.00");
	ck_assert_str_eq(dues.items[1].key.order, "O3");
	ck_assert_uint_eq(
	    shop_dues(&shop, &subscription, shop_day("2026-01-19")).count, 0);
	shop_close(&shop);
}
END_TEST

Suite *
due_once_suite(void)
{
	Suite *suite = suite_create("due_once");
	TCase *tests = tcase_create("due_once");

	tcase_add_test(tests, one_time_charges);
	tcase_add_test(tests, what_is_delivered_in_parts_is_owed_in_parts);
	tcase_add_test(tests, a_charge_that_an_order_asks_for);
	suite_add_tcase(suite, tests);
	return suite;
}

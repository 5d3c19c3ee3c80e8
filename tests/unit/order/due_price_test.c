/*
 * What days cost: whose price, times what, rounded once.
 */
#include "order/due.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

START_TEST(prices_and_quantities)
{
	static const struct {
		const char *name, *order_price, *quantity;
		enum charge_per per;
		enum rounding rounding;
		const char *cancel, *amount, *unit_price;
	} rows[] = {
		{ "the catalog's", "", "1", PER_UNIT, ROUNDING_HALF_UP, NULL,
		    "50.00", "50.00" },
		{ "the order's", "45", "1", PER_UNIT, ROUNDING_HALF_UP, NULL,
		    "45.00", "45.00" },
		{ "exact until it is rounded", "0.0335", "3", PER_UNIT,
		    ROUNDING_HALF_UP, NULL, "0.10", "0.0335" },
		{ "a price of zero is a price", "0", "1", PER_UNIT,
		    ROUNDING_HALF_UP, NULL, "0.00", "0.00" },
		{ "by quantity", "", "2.5", PER_UNIT, ROUNDING_HALF_UP, NULL,
		    "125.00", "50.00" },
		{ "flat", "", "2.5", PER_FLAT, ROUNDING_HALF_UP, NULL, "50.00",
		    "50.00" },
		{ "half up", "0.125", "1", PER_UNIT, ROUNDING_HALF_UP, NULL,
		    "0.13", "0.125" },
		{ "74.985 is 74.99", "74.985", "1", PER_UNIT, ROUNDING_HALF_UP,
		    NULL, "74.99", "74.985" },
		{ "half even", "0.125", "1", PER_UNIT, ROUNDING_HALF_EVEN, NULL,
		    "0.12", "0.125" },
		{ "rounded once, after the quantity", "0.015", "31", PER_UNIT,
		    ROUNDING_HALF_UP, "2026-01-02", "0.02", "0.015" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct subscription subscription;
		char text[MONEY_TEXT_MAX];
		struct order *add;
		struct dues dues;
		struct shop shop;

		shop_open(&shop);
		shop.rounding = rows[i].rounding;
		shop_charge(&shop, "a", "50.00")->per = rows[i].per;
		add = shop_order(&shop, ACTION_ADD, "2026-01-01");
		add->price = rows[i].order_price;
		add->quantity = shop_decimal(rows[i].quantity);
		if (rows[i].cancel != NULL)
			shop_order(&shop, ACTION_CANCEL, rows[i].cancel);
		shop_subscription(&shop, &subscription);
		dues = shop_dues(&shop, &subscription, shop_day("2026-01-01"));
		ck_assert_uint_eq(dues.count, 1);
		ck_assert_msg(strcmp(money_format(dues.items[0].amount, text),
				  rows[i].amount) == 0,
		    "%s: %s", rows[i].name, text);
		ck_assert_str_eq(
		    dues.items[0].key.unit_price, rows[i].unit_price);
		ck_assert_str_eq(
		    dues.items[0].key.order_price, rows[i].order_price);
		shop_close(&shop);
	}
}
END_TEST

START_TEST(nothing_is_owed_for_none)
{
	struct subscription subscription;
	struct order *add;
	struct shop shop;

	shop_open(&shop);
	shop_charge(&shop, "a", "50.00");
	shop_charge(&shop, "flat", "50.00")->per = PER_FLAT;
	shop_charge(&shop, "in", "99.00")->kind = CHARGE_ONE_TIME;
	add = shop_order(&shop, ACTION_ADD, "2026-01-01");
	add->quantified = true;
	add->quantity = decimal_from_integer(0);
	shop_subscription(&shop, &subscription);
	ck_assert_uint_eq(
	    shop_dues(&shop, &subscription, shop_day("2026-03-01")).count, 0);
	shop_close(&shop);
}
END_TEST

START_TEST(what_does_not_fit_is_an_error)
{
	struct subscription subscription;
	struct due_terms terms = { .as_of = shop_day("2026-01-01") };
	struct order *add;
	struct dues dues;
	struct shop shop;
	struct error error;

	shop_open(&shop);
	shop_charge(&shop, "a", "99999999999999999.99");
	add = shop_order(&shop, ACTION_ADD, "2026-01-01");
	add->quantity = shop_decimal("1000000");
	shop_subscription(&shop, &subscription);
	terms.zone = shop.zone;
	terms.bill_days = shop.bill_days;
	terms.bill_day_count = 1;
	ck_assert_int_eq(
	    due_list(&subscription, &terms, &shop.arena, &dues, &error),
	    STATUS_INVALID);
	ck_assert_ptr_nonnull(strstr(error.text, "S1"));
	shop_close(&shop);
}
END_TEST

Suite *
due_price_suite(void)
{
	Suite *suite = suite_create("due_price");
	TCase *tests = tcase_create("due_price");

	tcase_add_test(tests, prices_and_quantities);
	tcase_add_test(tests, nothing_is_owed_for_none);
	tcase_add_test(tests, what_does_not_fit_is_an_error);
	suite_add_tcase(suite, tests);
	return suite;
}

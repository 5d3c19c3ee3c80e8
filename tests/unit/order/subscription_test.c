/*
 * What a subscription says of its charges.
 */
#include "order/subscription.h"

#include <check.h>

#include "tales.h"

START_TEST(an_order_price_is_for_one_charge)
{
	static const struct {
		const char *name, *plan, *charge, *access, *support;
	} rows[] = {
		{ "the only recurring one", "basic", "", "45.00", "" },
		{ "the one that is named", "two", "support", "", "45.00" },
		{ "of two neither is meant", "two", "", "", "" },
		{ "the only recurring one, named", "basic", "access", "45.00",
		    "" },
		{ "one that is owed once", "basic", "setup", "", "" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct subscription life;
		struct order *add;
		const struct plan *plan;

		tales_open("");
		add = tales_order("2026-01-15 add plan=basic price=45.00");
		tales_say(add, 0, "plan", rows[i].plan);
		add->charge = rows[i].charge;
		shop_subscription(&tales_shop, &life);
		plan = life.terms[0].plan;
		tales_expect(rows[i].name, rows[i].access,
		    subscription_price(&life.terms[0], &plan->charges[0]));
		tales_expect(rows[i].name, rows[i].support,
		    subscription_price(&life.terms[0], &plan->charges[2]));
		ck_assert_ptr_eq(
		    subscription_order(&life.terms[0], &plan->charges[0]), add);
		shop_close(&tales_shop);
	}
}
END_TEST

/* A line about one charge is the order of that charge alone. */
START_TEST(a_charge_has_the_line_that_changed_it)
{
	static const char *const orders[] = { "2026-01-15 add plan=two",
		"2026-02-01 change charge=support price=2.00", NULL };
	struct subscription life;
	const struct term *term;

	tales_open("");
	tales_build(&life, orders);
	term = subscription_term(&life, shop_day("2026-03-01"));
	ck_assert_ptr_eq(subscription_order(term, &tales_plans[3].charges[0]),
	    &tales_shop.orders[0]);
	ck_assert_ptr_eq(subscription_order(term, &tales_plans[3].charges[2]),
	    &tales_shop.orders[1]);
	shop_close(&tales_shop);
}
END_TEST

START_TEST(suspended_at_a_price_the_other_charges_rest)
{
	static const char *const orders[] = { "2026-01-15 add plan=two",
		"2026-02-01 suspend charge=access price=1.00", NULL };
	struct subscription life;
	const struct term *term;

	tales_open("");
	tales_build(&life, orders);
	term = subscription_term(&life, shop_day("2026-02-01"));
	ck_assert_str_eq(
	    subscription_price(term, &tales_plans[3].charges[0]), "1.00");
	ck_assert_int_eq(decimal_sign(subscription_quantity(
			     term, &tales_plans[3].charges[0])),
	    1);
	ck_assert_int_eq(decimal_sign(subscription_quantity(
			     term, &tales_plans[3].charges[2])),
	    0);
	ck_assert_ptr_null(subscription_term(&life, shop_day("2026-01-14")));
	shop_close(&tales_shop);
}
END_TEST

Suite *
subscription_suite(void)
{
	Suite *suite = suite_create("subscription");
	TCase *tests = tcase_create("subscription");

	tcase_add_test(tests, an_order_price_is_for_one_charge);
	tcase_add_test(tests, a_charge_has_the_line_that_changed_it);
	tcase_add_test(tests, suspended_at_a_price_the_other_charges_rest);
	suite_add_tcase(suite, tests);
	return suite;
}

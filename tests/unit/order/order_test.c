/*
 * Words of actions, and parts that are delivered.
 */
#include "order/order.h"

#include <check.h>

#include "tests/unit/rule/shop.h"

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
		ck_assert_str_eq(action_name(action), words[i]);
	}
	ck_assert_int_eq(action, ACTION_VOID);
	ck_assert_int_eq(
	    action_parse("delete", &action, &error), STATUS_INVALID);
}
END_TEST

START_TEST(parts_count_from_their_day)
{
	static const struct {
		const char *name, *date;
		bool partial;
		int quantity;
	} rows[] = {
		{ "not in parts", "2026-01-01", false, 10 },
		{ "before the first part", "2026-01-01", true, 0 },
		{ "the day of the first part", "2026-01-02", true, 6 },
		{ "before the second", "2026-01-31", true, 6 },
		{ "all of it", "2026-02-01", true, 10 },
	};
	const struct fulfilment parts[] = {
		{ shop_day("2026-01-02"), decimal_from_integer(6) },
		{ shop_day("2026-02-01"), decimal_from_integer(4) },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct order order = { .quantity = decimal_from_integer(10),
			.partial = rows[i].partial,
			.fulfilments = parts,
			.fulfilment_count = 2 };
		struct decimal quantity;
		struct error error;

		ck_assert_int_eq(order_fulfilled(&order, shop_day(rows[i].date),
				     &quantity, &error),
		    STATUS_OK);
		ck_assert_msg(decimal_compare(quantity,
				  decimal_from_integer(rows[i].quantity)) == 0,
		    "%s", rows[i].name);
	}
}
END_TEST

Suite *
order_suite(void)
{
	Suite *suite = suite_create("order");
	TCase *tests = tcase_create("order");

	tcase_add_test(tests, actions_are_read);
	tcase_add_test(tests, parts_count_from_their_day);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * A charge is refused by the key that is at fault.
 */
#include "rule/charge.h"

#include <check.h>
#include <string.h>

#include "shop.h"
#include "wording.h"

START_TEST(recurring_and_one_time)
{
	static const struct wording_row rows[] = {
		{ "plain", "recurring", { { 0 } }, GOOD },
		{ "all keys", "recurring",
		    { { KEY_EVERY, "3 months" }, { KEY_ANCHOR, "start" },
			{ KEY_WHEN, "arrears" }, { KEY_PRORATION, "month30" },
			{ KEY_PER, "flat" } },
		    GOOD },
		{ "no id", "recurring", { { KEY_ID, "" } }, KEY_ID },
		{ "no kind", "", { { 0 } }, KEY_KIND },
		{ "unknown kind", "monthly", { { 0 } }, KEY_KIND },
		{ "no price", "recurring", { { KEY_PRICE, "" } }, KEY_PRICE },
		{ "price of zero", "recurring", { { KEY_PRICE, "0" } }, GOOD },
		{ "negative price", "recurring", { { KEY_PRICE, "-1" } },
		    KEY_PRICE },
		{ "price of words", "recurring", { { KEY_PRICE, "free" } },
		    KEY_PRICE },
		{ "13 places", "recurring",
		    { { KEY_PRICE, "0.0000000000001" } }, KEY_PRICE },
		{ "unknown currency", "recurring", { { KEY_CURRENCY, "USX" } },
		    KEY_CURRENCY },
		{ "bad cycle", "recurring", { { KEY_EVERY, "monthly" } },
		    KEY_EVERY },
		{ "bad anchor", "recurring", { { KEY_ANCHOR, "end" } },
		    KEY_ANCHOR },
		{ "bad when", "recurring", { { KEY_WHEN, "later" } },
		    KEY_WHEN },
		{ "bad proration", "recurring", { { KEY_PRORATION, "days" } },
		    KEY_PRORATION },
		{ "month30 of weeks", "recurring",
		    { { KEY_EVERY, "2 weeks" }, { KEY_PRORATION, "month30" } },
		    KEY_PRORATION },
		{ "bad per", "recurring", { { KEY_PER, "each" } }, KEY_PER },
		{ "recurring on activation", "recurring",
		    { { KEY_ON, "activation" } }, KEY_ON },
		{ "recurring with a metric", "recurring",
		    { { KEY_METRIC, "gb" } }, KEY_METRIC },
		{ "recurring that rolls over", "recurring",
		    { { KEY_ROLLOVER, "1" } }, KEY_ROLLOVER },
		{ "one-time", "one_time", { { 0 } }, GOOD },
		{ "at the end", "one_time",
		    { { KEY_ON, "termination" }, { KEY_PER, "flat" } }, GOOD },
		{ "bad moment", "one_time", { { KEY_ON, "monday" } }, KEY_ON },
		{ "one-time every month", "one_time",
		    { { KEY_EVERY, "1 month" } }, KEY_EVERY },
		{ "one-time prorated", "one_time", { { KEY_PRORATION, "day" } },
		    KEY_PRORATION },
		{ "one-time with a minimum", "one_time",
		    { { KEY_MINIMUM, "5" } }, KEY_MINIMUM },
	};

	wording_check(rows, sizeof(rows) / sizeof(rows[0]), false);
}
END_TEST

START_TEST(values_are_kept)
{
	static const struct wording_row row = { "", "recurring",
		{ { KEY_EVERY, "1 year" }, { KEY_WHEN, "arrears" },
		    { KEY_PER, "flat" }, { KEY_PRORATION, "none" },
		    { KEY_ANCHOR, "start" }, { KEY_TAX_CODE, "voice" } },
		GOOD };
	static const struct wording_row plain = { "", "recurring", { { 0 } },
		GOOD };
	struct charge charge = { .id = NULL };
	enum charge_key key;

	ck_assert_int_eq(wording_parse(&row, &charge, &key), STATUS_OK);
	ck_assert_str_eq(charge.id, "access");
	ck_assert_str_eq(charge.tax_code, "voice");
	ck_assert_int_eq(charge.every.unit, CYCLE_YEAR);
	ck_assert_int_eq(charge.when, WHEN_ARREARS);
	ck_assert_int_eq(charge.per, PER_FLAT);
	ck_assert_int_eq(charge.proration, PRORATION_NONE);
	ck_assert_int_eq(charge.anchor, ANCHOR_START);
	ck_assert(charge.priced);
	ck_assert_int_eq(decimal_compare(charge.price, shop_decimal("50")), 0);
	ck_assert_int_eq(charge.price.scale, 2);

	/* Everything has a default, also where the struct held other things. */
	ck_assert_int_eq(wording_parse(&plain, &charge, &key), STATUS_OK);
	ck_assert_int_eq(charge.every.count, 1);
	ck_assert_int_eq(charge.every.unit, CYCLE_MONTH);
	ck_assert_int_eq(charge.when, WHEN_ADVANCE);
	ck_assert_int_eq(charge.per, PER_UNIT);
	ck_assert_int_eq(charge.proration, PRORATION_DAY);
	ck_assert_int_eq(charge.anchor, ANCHOR_ACCOUNT);
	ck_assert_str_eq(charge.tax_code, "");
}
END_TEST

START_TEST(keys_are_named_once)
{
	for (size_t i = 0; i < CHARGE_KEY_COUNT; i++) {
		ck_assert_ptr_nonnull(charge_keys[i]);
		for (size_t k = 0; k < i; k++)
			ck_assert_str_ne(charge_keys[i], charge_keys[k]);
	}
	ck_assert_str_eq(charge_keys[KEY_METRIC], "metric");
	ck_assert_str_eq(charge_keys[KEY_ZERO], "zero");
}
END_TEST

Suite *
charge_suite(void)
{
	Suite *suite = suite_create("charge");
	TCase *tests = tcase_create("charge");

	tcase_add_test(tests, recurring_and_one_time);
	tcase_add_test(tests, values_are_kept);
	tcase_add_test(tests, keys_are_named_once);
	suite_add_tcase(suite, tests);
	return suite;
}

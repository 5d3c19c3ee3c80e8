/*
 * A key of a usage charge is refused by itself, and its value is kept.
 */
#include "rule/charge.h"

#include <check.h>
#include <string.h>

#include "shop.h"
#include "wording.h"

START_TEST(usage_without_tiers)
{
	static const struct wording_row rows[] = {
		{ "plain", "usage", { { 0 } }, GOOD },
		{ "no price", "usage", { { KEY_PRICE, "" } }, GOOD },
		{ "no metric", "usage", { { KEY_METRIC, "" } }, KEY_METRIC },
		{ "unknown model", "usage", { { KEY_MODEL, "flat" } },
		    KEY_MODEL },
		{ "volume needs tiers", "usage", { { KEY_MODEL, "volume" } },
		    KEY_MODEL },
		{ "package", "usage",
		    { { KEY_MODEL, "package" }, { KEY_SIZE, "1000" },
			{ KEY_FREE, "100" } },
		    GOOD },
		{ "package without size", "usage", { { KEY_MODEL, "package" } },
		    KEY_SIZE },
		{ "package of nothing", "usage",
		    { { KEY_MODEL, "package" }, { KEY_SIZE, "0.00" } },
		    KEY_SIZE },
		{ "negative size", "usage", { { KEY_SIZE, "-5" } }, KEY_SIZE },
		{ "percentage", "usage",
		    { { KEY_MODEL, "percentage" }, { KEY_RATE, "2.9" },
			{ KEY_FIXED, "0.30" }, { KEY_MAX, "10" } },
		    GOOD },
		{ "negative rate", "usage",
		    { { KEY_MODEL, "percentage" }, { KEY_RATE, "-2.9" } },
		    KEY_RATE },
		{ "all for nothing", "usage", { { KEY_DISCOUNT, "100" } },
		    GOOD },
		{ "discount over the whole", "usage",
		    { { KEY_DISCOUNT, "100.01" } }, KEY_DISCOUNT },
		{ "negative discount", "usage", { { KEY_DISCOUNT, "-1" } },
		    KEY_DISCOUNT },
		{ "negative minimum", "usage", { { KEY_MINIMUM, "-1" } },
		    KEY_MINIMUM },
		{ "zero free", "usage", { { KEY_ZERO, "free" } }, GOOD },
		{ "bad word for zero", "usage", { { KEY_ZERO, "yes" } },
		    KEY_ZERO },
		{ "deck", "usage",
		    { { KEY_MODEL, "deck" }, { KEY_DECK, "voice" } }, GOOD },
		{ "matrix needs prices", "usage", { { KEY_MODEL, "matrix" } },
		    KEY_MODEL },
		{ "bad word for levels", "usage", { { KEY_LEVELS, "all" } },
		    KEY_LEVELS },
		{ "pool of the world", "usage", { { KEY_POOL, "world" } },
		    KEY_POOL },
		{ "half a period", "usage", { { KEY_ROLLOVER, "0.5" } },
		    KEY_ROLLOVER },
		{ "whole, otherwise written", "usage",
		    { { KEY_ROLLOVER, "3.0" } }, GOOD },
		{ "rolls over for ever", "usage", { { KEY_ROLLOVER, "1201" } },
		    KEY_ROLLOVER },
		{ "rolls back", "usage", { { KEY_ROLLOVER, "-1" } },
		    KEY_ROLLOVER },
		{ "negative commitment", "usage", { { KEY_COMMITMENT, "-1" } },
		    KEY_COMMITMENT },
		{ "term of weeks", "usage",
		    { { KEY_COMMITMENT_TERM, "6 weeks" } },
		    KEY_COMMITMENT_TERM },
		{ "negative markup", "usage", { { KEY_MARKUP, "-5" } },
		    KEY_MARKUP },
		{ "overage of words", "usage", { { KEY_OVERAGE, "more" } },
		    KEY_OVERAGE },
		{ "usage every month", "usage", { { KEY_EVERY, "1 month" } },
		    KEY_EVERY },
		{ "usage per unit", "usage", { { KEY_PER, "unit" } }, KEY_PER },
		{ "usage by days", "usage", { { KEY_PRORATION, "day" } },
		    GOOD },
		{ "usage by seconds", "usage", { { KEY_PRORATION, "second" } },
		    KEY_PRORATION },
	};

	wording_check(rows, sizeof(rows) / sizeof(rows[0]), false);
}
END_TEST

START_TEST(usage_with_tiers)
{
	static const struct wording_row rows[] = {
		{ "graduated", "usage", { { KEY_MODEL, "graduated" } }, GOOD },
		{ "volume", "usage", { { KEY_MODEL, "volume" } }, GOOD },
		{ "stairstep", "usage", { { KEY_MODEL, "stairstep" } }, GOOD },
		{ "graduated percentage", "usage",
		    { { KEY_MODEL, "graduated_percentage" } }, GOOD },
		{ "unit has none", "usage", { { 0 } }, KEY_MODEL },
		{ "package has none", "usage",
		    { { KEY_MODEL, "package" }, { KEY_SIZE, "5" } },
		    KEY_MODEL },
	};

	wording_check(rows, sizeof(rows) / sizeof(rows[0]), true);
}
END_TEST

START_TEST(usage_terms_are_values)
{
	static const struct wording_row row = { "", "usage",
		{ { KEY_INCLUDED, "5.5" }, { KEY_MAXIMUM, "0" },
		    { KEY_ZERO, "free" }, { KEY_PRORATION, "day" },
		    { KEY_MODEL, "volume" } },
		GOOD };
	static const struct wording_row plain = { "", "usage", { { 0 } },
		GOOD };
	struct charge charge = { .usage.tiers = wording_tiers,
		.usage.tier_count = 2 };
	const struct usage_terms *usage = &charge.usage;
	enum charge_key key;

	ck_assert_int_eq(wording_parse(&row, &charge, &key), STATUS_OK);
	ck_assert_int_eq(charge.every.count, 1);
	ck_assert_int_eq(charge.every.unit, CYCLE_MONTH);
	ck_assert_int_eq(charge.anchor, ANCHOR_ACCOUNT);
	ck_assert_int_eq(charge.when, WHEN_ARREARS);
	ck_assert_int_eq(charge.proration, PRORATION_DAY);
	ck_assert_int_eq(usage->model, MODEL_VOLUME);
	ck_assert_int_eq(
	    decimal_compare(usage->included, shop_decimal("5.5")), 0);
	ck_assert(usage->bounded && usage->zero_free);
	ck_assert(!usage->tiers[0].open && usage->tiers[1].open);
	ck_assert_int_eq(
	    decimal_compare(usage->tiers[0].up_to, shop_decimal("100")), 0);
	ck_assert_int_eq(decimal_sign(usage->tiers[0].flat), 0);
	ck_assert_int_eq(
	    decimal_compare(usage->tiers[1].flat, shop_decimal("5")), 0);

	/* What is not said is nothing, also where it was said before. */
	charge.usage.tier_count = 0;
	ck_assert_int_eq(wording_parse(&plain, &charge, &key), STATUS_OK);
	ck_assert_int_eq(usage->model, MODEL_UNIT);
	ck_assert_int_eq(charge.proration, PRORATION_NONE);
	ck_assert_int_eq(decimal_sign(usage->included), 0);
	ck_assert(!usage->bounded && !usage->zero_free);
}
END_TEST

START_TEST(terms_of_rating_are_values)
{
	static const struct wording_row row = { "", "usage",
		{ { KEY_COMMITMENT, "100" }, { KEY_COMMITMENT_TERM, "1 year" },
		    { KEY_OVERAGE, "1.2" }, { KEY_POOL, "payer" },
		    { KEY_ROLLOVER, "2" }, { KEY_ROLLOVER_MAX, "0" },
		    { KEY_MAX, "0" } },
		GOOD };
	static const struct wording_row plain = { "", "usage", { { 0 } },
		GOOD };
	struct charge charge = { .id = NULL };
	const struct usage_terms *usage = &charge.usage;
	enum charge_key key;

	ck_assert_int_eq(wording_parse(&row, &charge, &key), STATUS_OK);
	ck_assert_int_eq(usage->commitment_term.count, 1);
	ck_assert_int_eq(usage->commitment_term.unit, CYCLE_YEAR);
	ck_assert_int_eq(
	    decimal_compare(usage->overage, shop_decimal("1.2")), 0);
	ck_assert_int_eq(usage->pool, POOLING_PAYER);
	ck_assert_int_eq(usage->rollover, 2);
	ck_assert(usage->rollover_bounded && usage->event_bounded);

	ck_assert_int_eq(wording_parse(&plain, &charge, &key), STATUS_OK);
	ck_assert_int_eq(usage->commitment_term.count, 0);
	ck_assert_int_eq(decimal_compare(usage->overage, shop_decimal("1")), 0);
	ck_assert_int_eq(
	    decimal_compare(usage->conversion, shop_decimal("1")), 0);
	ck_assert_int_eq(usage->pool, POOLING_NONE);
	ck_assert_int_eq(usage->rollover, 0);
	ck_assert_str_eq(usage->number, "called");
	ck_assert(!usage->each_level && !usage->limited);
}
END_TEST

START_TEST(a_filter_is_one_text)
{
	static const struct wording_row row = { "", "usage", { { 0 } }, GOOD };
	struct filter filters[] = { { "zone", "eu" },
		{ "a\"\\", "\t\x1f\xc3\xa9" }, { "m", "" } };
	struct charge charge = { .usage.filters = filters,
		.usage.filter_count = 3 };
	struct arena arena = { NULL, NULL };
	enum charge_key key;

	ck_assert_int_eq(wording_parse(&row, &charge, &key), STATUS_OK);
	ck_assert_str_eq(charge_dimensions(&charge.usage, &arena),
	    "{\"a\\\"\\\\\":\"\\u0009\\u001f\xc3\xa9\","
	    "\"m\":\"\",\"zone\":\"eu\"}");
	charge.usage.filter_count = 0;
	ck_assert_str_eq(charge_dimensions(&charge.usage, &arena), "");
	arena_close(&arena);
}
END_TEST

Suite *
charge_usage_suite(void)
{
	Suite *suite = suite_create("charge_usage");
	TCase *tests = tcase_create("charge_usage");

	tcase_add_test(tests, usage_without_tiers);
	tcase_add_test(tests, usage_with_tiers);
	tcase_add_test(tests, usage_terms_are_values);
	tcase_add_test(tests, terms_of_rating_are_values);
	tcase_add_test(tests, a_filter_is_one_text);
	suite_add_tcase(suite, tests);
	return suite;
}

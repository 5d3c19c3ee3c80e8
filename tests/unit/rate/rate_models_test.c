/*
 * What a quantity costs: golden amounts, and the laws of each model.
 */
#include "rate/rate_models.h"

#include <check.h>
#include <string.h>

#include "tariff.h"
#include "tests/unit/rule/shop.h"

#define SEED UINT64_C(0x2545F4914F6CDD1D)

#define PERCENTAGES \
	{ \
		"graduated_percentage", .tiers = { \
			{ "1000", "", "1", "2.5" }, \
			{ "", "", "", "2" } \
		} \
	}
#define CAPPED \
	{ \
		"graduated", .tiers = { \
			{ "10", "1", "2", "", "8" }, \
			{ "", "3", "", "", "100" } \
		} \
	}

static const struct tariff_row rows[] = {
	{ "a price each", { .model = "unit", .price = "0.125" }, "7.5", { 0 },
	    "0.9375" },
	{ "a million small events", { .model = "unit", .price = "0.0000004" },
	    "1000000", { 0 }, "0.4" },
	{ "no price", { .model = "unit", .price = NULL }, "7", { 0 }, "0" },
	{ "less than nothing", { .model = "unit", .price = "5" }, "-3", { 0 },
	    "0" },

	{ "graduated, nothing", TARIFF_GRADUATED, "0", { 0 }, "2" },
	{ "graduated, one", TARIFF_GRADUATED, "1", { 0 }, "12" },
	{ "graduated, to the bound", TARIFF_GRADUATED, "10", { 0 }, "102" },
	{ "graduated, a crumb over the bound", TARIFF_GRADUATED,
	    "10.000000000001", { 0 }, "105.000000000005" },
	{ "graduated, over the bound", TARIFF_GRADUATED, "11", { 0 }, "110" },
	{ "graduated, over both", TARIFF_GRADUATED, "21", { 0 }, "163" },
	{ "graduated, less than nothing", TARIFF_GRADUATED, "-1", { 0 }, "2" },
	{ "graduated, nothing is free",
	    { "graduated", .tiers = { { "10", "1", "2" }, { "", "1", "3" } },
		.zero = "free" },
	    "0", { 0 }, "0" },
	{ "graduated, something is not free",
	    { "graduated", .tiers = { { "10", "1", "2" }, { "", "1", "3" } },
		.zero = "free" },
	    "0.5", { 0 }, "2.5" },
	{ "one open tier", { "graduated", .tiers = { { "", "3", "1" } } }, "4",
	    { 0 }, "13" },

	{ "volume, first tier", TARIFF_VOLUME, "99", { 0 }, "198" },
	{ "volume, between two tiers", TARIFF_VOLUME, "99.5", { 0 }, "154.25" },
	{ "volume, to the bound", TARIFF_VOLUME, "199", { 0 }, "303.5" },
	{ "volume, last tier", TARIFF_VOLUME, "200", { 0 }, "200" },
	{ "volume, nothing", TARIFF_VOLUME, "0", { 0 }, "0" },

	{ "stairstep, nothing", TARIFF_STAIRSTEP, "0", { 0 }, "7" },
	{ "stairstep, to the bound", TARIFF_STAIRSTEP, "10", { 0 }, "7" },
	{ "stairstep, over it", TARIFF_STAIRSTEP, "10.1", { 0 }, "12" },
	{ "stairstep, the last", TARIFF_STAIRSTEP, "5000", { 0 }, "15" },
	{ "stairstep, nothing is free", TARIFF_STAIRSTEP_FREE, "0", { 0 },
	    "0" },
	{ "stairstep, a crumb is not", TARIFF_STAIRSTEP_FREE, "0.001", { 0 },
	    "7" },
	{ "a stairstep has no price",
	    { "stairstep", .tiers = { { "", "9", "7" } } }, "3", { 0 }, "7" },

	{ "percent of slices, nothing", PERCENTAGES, "0", { 0 }, "1" },
	{ "percent of slices, to the bound", PERCENTAGES, "1000", { 0 }, "26" },
	{ "percent of slices, over it", PERCENTAGES, "1500.50", { 0 },
	    "36.01" },
	{ "percent of slices, half a period", PERCENTAGES, "1000", { 1, 2 },
	    "23" },

	{ "a cap not reached", CAPPED, "5", { 0 }, "7" },
	{ "a cap, the flat included", CAPPED, "10", { 0 }, "8" },
	{ "a cap leaves the next tier alone", CAPPED, "12", { 0 }, "14" },
	{ "the last tier's cap", CAPPED, "1000", { 0 }, "108" },
	{ "a cap of half a period", CAPPED, "5", { 1, 2 }, "4" },
	{ "a cap of volume",
	    { "volume", .tiers = { { "10", "2", "", "", "15" }, { "", "1" } } },
	    "9", { 0 }, "15" },
	{ "a cap of percents",
	    { "graduated_percentage",
		.tiers = { { "", "", "", "10", "0.50" } } },
	    "9", { 0 }, "0.5" },
	{ "a cap of nothing",
	    { "graduated", .tiers = { { "", "2", "1", "", "0" } } }, "9", { 0 },
	    "0" },

	{ "package, nothing", TARIFF_PACKAGE, "0", { 0 }, "0" },
	{ "package, all free", TARIFF_PACKAGE, "100", { 0 }, "0" },
	{ "package, begun", TARIFF_PACKAGE, "100.5", { 0 }, "3" },
	{ "package, full", TARIFF_PACKAGE, "1100", { 0 }, "3" },
	{ "package, the next", TARIFF_PACKAGE, "1101", { 0 }, "6" },
	{ "package, less than nothing", TARIFF_PACKAGE, "-5000", { 0 }, "0" },
	{ "packages of a third", { "package", "0.1", .size = "0.3" }, "0.9",
	    { 0 }, "0.3" },
};

START_TEST(an_amount_is_golden)
{
	tariff_check(&rows[_i]);
}
END_TEST

START_TEST(what_prices_events_is_refused)
{
	static const struct tariff terms[] = { { .model = "percentage" },
		{ .model = "dynamic" }, { .model = "deck" } };
	const struct rate_terms full = { ratio_of(1, 1), NULL, ratio_of(0, 1) };
	struct rate_result result;
	struct error error;
	struct tariff_charge made;

	ck_assert_int_eq(rate(tariff_make(&terms[_i], &made), shop_decimal("1"),
			     &full, &result, &tariff_arena, &error),
	    STATUS_CONFIG);
	ck_assert_ptr_nonnull(strstr(error.text, "prices each event"));
	ck_assert_ptr_nonnull(strstr(error.text, terms[_i].model));
}
END_TEST

START_TEST(an_amount_too_large_is_refused)
{
	static const struct tariff terms = { .model = "unit",
		.price = "999999999999.999999999999" };
	const struct rate_terms full = { ratio_of(1, 1), NULL, ratio_of(0, 1) };
	struct rate_result result;
	struct error error;
	struct tariff_charge made;

	ck_assert_int_eq(rate(tariff_make(&terms, &made),
			     shop_decimal("999999999999999.999999999999"),
			     &full, &result, &tariff_arena, &error),
	    STATUS_INVALID);
}
END_TEST

/* Without flats, graduated never falls, and never jumps. */
START_TEST(graduated_is_monotone_and_continuous)
{
	uint64_t state = SEED;

	for (int round = 0; round < 1000; round++) {
		struct tariff terms = tariff_some_tiers(&state,
		    round % 2 == 0 ? "graduated" : "graduated_percentage",
		    false);
		struct decimal less = shop_decimal(tariff_some(&state, 400)),
			       more;
		struct decimal step = shop_decimal(tariff_some(&state, 2)),
			       bound;
		struct rate_result below, above;
		struct error error;
		struct tariff_charge made;

		tariff_make(&terms, &made);
		ck_assert_int_eq(
		    decimal_add(less, step, &more, &error), STATUS_OK);
		below = tariff_rate(&made.charge, less, ratio_of(1, 1));
		above = tariff_rate(&made.charge, more, ratio_of(1, 1));
		ck_assert_int_ge(
		    decimal_compare(above.amount, below.amount), 0);
		/* No price is above 10. */
		ck_assert_int_eq(
		    decimal_multiply(step, shop_decimal("10"), &bound, &error),
		    STATUS_OK);
		ck_assert_int_eq(
		    decimal_add(below.amount, bound, &bound, &error),
		    STATUS_OK);
		ck_assert_int_le(decimal_compare(above.amount, bound), 0);
		arena_reset(&tariff_arena);
	}
}
END_TEST

/* A package never costs less than its units would each. */
START_TEST(packages_cover_what_was_used)
{
	uint64_t state = SEED;

	for (int round = 0; round < 500; round++) {
		struct tariff terms = { "package", "1", .size = "7.5" };
		struct decimal used = shop_decimal(tariff_some(&state, 400)),
			       room;
		struct rate_result result;
		struct error error;
		struct tariff_charge made;

		result = tariff_rate(
		    tariff_make(&terms, &made), used, ratio_of(1, 1));
		ck_assert_int_eq(decimal_multiply(result.amount,
				     shop_decimal("7.5"), &room, &error),
		    STATUS_OK);
		ck_assert_int_ge(decimal_compare(room, used), 0);
		ck_assert_int_eq(
		    decimal_subtract(room, shop_decimal("7.5"), &room, &error),
		    STATUS_OK);
		ck_assert_int_lt(decimal_compare(room, used),
		    decimal_sign(used) > 0 ? 0 : 1);
		arena_reset(&tariff_arena);
	}
}
END_TEST

Suite *
rate_models_suite(void)
{
	Suite *suite = suite_create("rate_models");
	TCase *tests = tcase_create("rate_models");
	const int count = sizeof(rows) / sizeof(rows[0]);

	tcase_add_checked_fixture(tests, tariff_setup, tariff_teardown);
	tcase_add_loop_test(tests, an_amount_is_golden, 0, count);
	tcase_add_loop_test(tests, what_prices_events_is_refused, 0, 3);
	tcase_add_test(tests, an_amount_too_large_is_refused);
	tcase_add_test(tests, graduated_is_monotone_and_continuous);
	tcase_add_test(tests, packages_cover_what_was_used);
	suite_add_tcase(suite, tests);
	return suite;
}

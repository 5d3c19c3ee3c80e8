/*
 * What stands before and after a model, in which order, and in a part of a
 * period.
 */
#include "rate/rate.h"

#include <check.h>
#include <string.h>

#include "rate/standing.h"
#include "tariff.h"
#include "tests/unit/rule/shop.h"

#define SEED UINT64_C(0x2545F4914F6CDD1D)

static const struct tariff_row rows[] = {
	{ "included, all", { "unit", "5", .included = "10" }, "10", { 0 },
	    "0" },
	{ "included, not all", { "unit", "5", .included = "10" }, "10.2", { 0 },
	    "1" },
	{ "tiers see what is left",
	    { "graduated", .tiers = { { "10", "1", "" }, { "", "2", "" } },
		.included = "5" },
	    "16", { 0 }, "12" },
	{ "included, then a flat",
	    { "stairstep", .tiers = { { "10", "", "7" }, { "", "", "9" } },
		.included = "5" },
	    "5", { 0 }, "7" },
	{ "included leaves nothing, which is free",
	    { "stairstep", .tiers = { { "10", "", "7" }, { "", "", "9" } },
		.included = "5", .zero = "free" },
	    "5", { 0 }, "0" },
	{ "included, then free packages",
	    { "package", "3", .size = "10", .free = "5", .included = "5" },
	    "21", { 0 }, "6" },

	{ "a discount", { "unit", "3", .discount = "12.5" }, "2", { 0 },
	    "5.25" },
	{ "all is given", { "unit", "3", .discount = "100" }, "2", { 0 }, "0" },
	{ "a maximum not reached", { "unit", "3", .maximum = "7" }, "2", { 0 },
	    "6" },
	{ "a maximum", { "unit", "3", .maximum = "7" }, "3", { 0 }, "7" },
	{ "a maximum of nothing", { "unit", "3", .maximum = "0" }, "3", { 0 },
	    "0" },
	{ "the maximum comes after the discount",
	    { "unit", "10", .discount = "50", .maximum = "20" }, "3", { 0 },
	    "15" },
	{ "a minimum is another line", { "unit", "1", .minimum = "20" }, "3",
	    { 0 }, "3" },
	{ "everything at once",
	    { "graduated", .tiers = { { "10", "1", "2" }, { "", "3", "4" } },
		.included = "5", .discount = "10", .maximum = "30" },
	    "20", { 0 }, "27.9" },

	{ "a token is worth a half",
	    { "graduated", .tiers = { { "10", "1", "2" }, { "", "3", "4" } },
		.discount = "10",
		.more = { { KEY_PRICING_UNIT, "token" },
		    { KEY_CONVERSION, "0.5" } } },
	    "12", { 0 }, "9.9" },
	{ "the maximum is in the currency",
	    { "unit", "10", .maximum = "7",
		.more = { { KEY_PRICING_UNIT, "token" },
		    { KEY_CONVERSION, "0.5" } } },
	    "3", { 0 }, "7" },
	{ "up to the commitment",
	    { "unit", "10",
		.more = { { KEY_COMMITMENT, "100" }, { KEY_OVERAGE, "1.5" } } },
	    "10", { 0 }, "100" },
	{ "beyond the commitment",
	    { "unit", "10",
		.more = { { KEY_COMMITMENT, "100" }, { KEY_OVERAGE, "1.5" } } },
	    "12", { 0 }, "130" },
	{ "beyond half the commitment",
	    { "unit", "10",
		.more = { { KEY_COMMITMENT, "100" }, { KEY_OVERAGE, "1.5" } } },
	    "12", { 1, 2 }, "155" },
	{ "beyond it all is cheaper",
	    { "unit", "10",
		.more = { { KEY_COMMITMENT, "100" }, { KEY_OVERAGE, "0" } } },
	    "12", { 0 }, "100" },
	{ "no factor", { "unit", "10", .more = { { KEY_COMMITMENT, "100" } } },
	    "12", { 0 }, "120" },
	{ "the commitment is held against the discounted amount",
	    { "unit", "10", .discount = "50",
		.more = { { KEY_COMMITMENT, "100" }, { KEY_OVERAGE, "2" } } },
	    "22", { 0 }, "120" },
	{ "the maximum bounds the overage",
	    { "unit", "10", .maximum = "105",
		.more = { { KEY_COMMITMENT, "100" }, { KEY_OVERAGE, "2" } } },
	    "12", { 0 }, "105" },

	{ "a third of a period: included", { "unit", "3", .included = "1" },
	    "2", { 1, 3 }, "5" },
	{ "a third of a period: bounds and flats", TARIFF_GRADUATED, "5",
	    { 1, 3 },
	    /* 10/3 at 10, 5/3 at 5, flats of 5/3 */
	    "43.333333333333333333" },
	{ "half a period: the tier reached", TARIFF_VOLUME, "50", { 1, 2 },
	    "77.5" },
	{ "10 of 31 days: a flat", TARIFF_STAIRSTEP, "3", { 10, 31 },
	    "2.258064516129032258" },
	{ "10 of 31 days: a maximum", { "unit", "3", .maximum = "31" }, "9",
	    { 10, 31 }, "10" },
	{ "half a period: free units", TARIFF_PACKAGE, "51", { 1, 2 }, "3" },
	{ "half to even at the 18th place",
	    { "unit", "0.000000000001", .discount = "50" }, "0.000005", { 0 },
	    "0.000000000000000002" },
};

START_TEST(an_amount_is_golden)
{
	tariff_check(&rows[_i]);
}
END_TEST

START_TEST(steps_have_names)
{
	static const struct tariff terms = { "graduated",
		.tiers = { { "10", "10", "2" }, { "20", "5", "3" },
		    { "", "4", "3" } },
		.included = "1", .discount = "2.5", .maximum = "31" };
	static const char *const whole[] = { "included, 1", "tier 1, up to 10",
		"tier 2, up to 20", "tier 3, above 20", "discount 2.5%",
		"maximum, 31" };
	static const char *const parts[] = { "included, 10/31 of 1",
		"tier 1, up to 10/31 of 10", "tier 2, up to 10/31 of 20",
		"tier 3, above 10/31 of 20", "discount 2.5%",
		"maximum, 10/31 of 31" };
	struct rate_result result;
	struct tariff_charge made;

	tariff_make(&terms, &made);
	for (int k = 0; k < 2; k++) {
		result = tariff_rate(&made.charge, shop_decimal("40"),
		    k == 0 ? ratio_of(1, 1) : ratio_of(10, 31));
		ck_assert_uint_eq(result.step_count, 6);
		for (size_t i = 0; i < 6; i++)
			ck_assert_str_eq(
			    result.steps[i].name, k == 0 ? whole[i] : parts[i]);
	}
}
END_TEST

/* Half the usage in half a period is half the amount: all that is whole in a
 * period is prorated, and nothing else. */
START_TEST(half_of_all_is_half_the_amount)
{
	static const char *const models[] = { "graduated", "volume",
		"stairstep" };
	uint64_t state = SEED;

	for (int round = 0; round < 500; round++) {
		struct tariff terms = tariff_some_tiers(
		    &state, models[shop_below(&state, 3)], true);
		struct decimal whole = shop_decimal(tariff_some(&state, 400)),
			       half;
		struct rate_result full, part;
		struct error error;
		struct tariff_charge made;

		terms.included = tariff_some(&state, 20);
		terms.discount = tariff_some(&state, 100);
		terms.maximum = tariff_some(&state, 500);
		tariff_make(&terms, &made);
		ck_assert_int_eq(
		    decimal_multiply(whole, shop_decimal("0.5"), &half, &error),
		    STATUS_OK);
		full = tariff_rate(&made.charge, whole, ratio_of(1, 1));
		part = tariff_rate(&made.charge, half, ratio_of(1, 2));
		ck_assert_int_eq(
		    decimal_add(part.amount, part.amount, &part.amount, &error),
		    STATUS_OK);
		ck_assert_int_eq(decimal_compare(part.amount, full.amount), 0);
		arena_reset(&tariff_arena);
	}
}
END_TEST

/* What earlier periods and others of a pool leave. */
static const struct {
	const char *name;
	struct tariff tariff;
	const char *rolled; /* units, or NULL */
	int pooled;
	const char *spent; /* of the commitment's term */
	const char *quantity;
	const char *amount;
} standings[] = {
	{ "rolled over first", { "unit", "1", .included = "10" }, "5", 0,
	    "0.00", "12", "0" },
	{ "then its own", { "unit", "1", .included = "10" }, "5", 0, "0.00",
	    "17", "2" },
	{ "then the pool's", { "unit", "1", .included = "10" }, "5", 3, "0.00",
	    "20", "2" },
	{ "the pool alone", { "unit", "1", .included = "10" }, NULL, 3, NULL,
	    "20", "7" },
	{ "nothing was spent of the term",
	    { "unit", "1",
		.more = { { KEY_COMMITMENT, "100" }, { KEY_OVERAGE, "2" },
		    { KEY_COMMITMENT_TERM, "1 year" } } },
	    NULL, 0, NULL, "110", "120" },
	{ "some was spent",
	    { "unit", "1",
		.more = { { KEY_COMMITMENT, "100" }, { KEY_OVERAGE, "2" },
		    { KEY_COMMITMENT_TERM, "1 year" } } },
	    NULL, 0, "40.00", "70", "80" },
	{ "all was spent",
	    { "unit", "1",
		.more = { { KEY_COMMITMENT, "100" }, { KEY_OVERAGE, "2" },
		    { KEY_COMMITMENT_TERM, "1 year" } } },
	    NULL, 0, "140.00", "70", "140" },
	{ "what was spent before is of no period",
	    { "unit", "1",
		.more = { { KEY_COMMITMENT, "100" }, { KEY_OVERAGE, "2" } } },
	    NULL, 0, "140.00", "70", "70" },
};

START_TEST(earlier_periods_count)
{
	struct rate_terms terms = { ratio_of(1, 1), NULL,
		ratio_of(standings[_i].pooled, 1) };
	struct standing_units units = { { 0, 1 }, 1 };
	char text[DECIMAL_TEXT_MAX];
	struct rate_result result;
	struct tariff_charge made;
	struct standing standing;
	struct error error;

	tariff_make(&standings[_i].tariff, &made);
	if (standings[_i].spent != NULL) {
		standing_begin(&standing, &made.charge, shop_day("2026-01-01"));
		standing.spent = shop_money(standings[_i].spent);
		terms.standing = &standing;
	}
	if (standings[_i].rolled != NULL) {
		units.units =
		    ratio_from_decimal(shop_decimal(standings[_i].rolled));
		standing.units = &units;
		standing.unit_count = 1;
	}
	ck_assert_int_eq(
	    rate(&made.charge, shop_decimal(standings[_i].quantity), &terms,
		&result, &tariff_arena, &error),
	    STATUS_OK);
	ck_assert_msg(strcmp(decimal_format(result.amount, text),
			  standings[_i].amount) == 0,
	    "%s: %s", standings[_i].name, text);
	tariff_check_steps(standings[_i].name, &result);
}
END_TEST

static const struct {
	const char *name;
	const char *minimum;
	int part[2];
	const char *usage;
	const char *missing;
} minimums[] = {
	{ "none", NULL, { 0 }, "5.00", "0.00" },
	{ "nothing was used", "20", { 0 }, "0.00", "20.00" },
	{ "some was used", "20", { 0 }, "5.01", "14.99" },
	{ "enough was used", "20", { 0 }, "20.00", "0.00" },
	{ "more was used", "20", { 0 }, "20.01", "0.00" },
	{ "the minimum is rounded, then compared", "10.005", { 0 }, "10.00",
	    "0.01" },
	{ "10 of 31 days", "20", { 10, 31 }, "1.00", "5.45" },
};

START_TEST(a_minimum_is_filled_up)
{
	struct tariff terms = { "unit", "1", .minimum = minimums[_i].minimum };
	char text[MONEY_TEXT_MAX];
	struct money missing;
	struct error error;
	struct tariff_charge made;

	ck_assert_int_eq(
	    rate_minimum(tariff_make(&terms, &made),
		tariff_part(minimums[_i].part), shop_money(minimums[_i].usage),
		ROUNDING_HALF_UP, &missing, &error),
	    STATUS_OK);
	ck_assert_msg(
	    strcmp(money_format(missing, text), minimums[_i].missing) == 0,
	    "%s: %s", minimums[_i].name, text);
}
END_TEST

Suite *
rate_suite(void)
{
	Suite *suite = suite_create("rate");
	TCase *tests = tcase_create("rate");
	const int count = sizeof(rows) / sizeof(rows[0]);

	tcase_add_checked_fixture(tests, tariff_setup, tariff_teardown);
	tcase_add_loop_test(tests, an_amount_is_golden, 0, count);
	tcase_add_test(tests, steps_have_names);
	tcase_add_test(tests, half_of_all_is_half_the_amount);
	tcase_add_loop_test(tests, earlier_periods_count, 0,
	    sizeof(standings) / sizeof(standings[0]));
	tcase_add_loop_test(tests, a_minimum_is_filled_up, 0,
	    sizeof(minimums) / sizeof(minimums[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Decimals say what ratios say, or nothing.
 */
#include "rate/rate_plain.h"

#include <check.h>
#include <string.h>

#include "tariff.h"
#include "tests/unit/rule/shop.h"

#define SEED UINT64_C(0x9E3779B97F4A7C15)
#define ROUNDS 3000

/* Whether both say the same of a quantity; counts where decimals know it. */
static void
expect_same(const struct charge *charge, const char *quantity, int *known)
{
	char plain[DECIMAL_TEXT_MAX], exact[DECIMAL_TEXT_MAX];
	struct decimal amount;
	struct rate_result result;

	ck_assert(rate_plain_fits(charge));
	if (!rate_plain(charge, shop_decimal(quantity), &amount))
		return;
	(*known)++;
	result = tariff_rate(charge, shop_decimal(quantity), ratio_of(1, 1));
	ck_assert_msg(strcmp(decimal_format(amount, plain),
			  decimal_format(result.amount, exact)) == 0,
	    "%s: %s, not %s", quantity, plain, exact);
}

/* A random charge of any model that fits. */
static const struct charge *
some_charge(uint64_t *state, struct tariff_charge *made)
{
	static const char *const models[] = { "unit", "graduated", "volume" };
	int model = shop_below(state, 3);
	struct tariff tariff = { "unit", .price = tariff_some(state, 10) };

	if (model > 0)
		tariff = tariff_some_tiers(state, models[model], true);
	if (shop_below(state, 2) == 0)
		tariff.included = tariff_some(state, 50);
	if (shop_below(state, 2) == 0)
		tariff.discount = tariff_some(state, 100);
	if (shop_below(state, 2) == 0)
		tariff.zero = "free";
	return tariff_make(&tariff, made);
}

START_TEST(decimals_and_ratios_differ)
{
	uint64_t state = SEED;
	int known = 0;

	for (int i = 0; i < ROUNDS; i++) {
		struct tariff_charge made;
		const struct charge *charge = some_charge(&state, &made);
		const struct tier *tier = charge->usage.tiers;

		expect_same(charge, tariff_some(&state, 400), &known);
		expect_same(charge, "0", &known);
		expect_same(charge, "-3.5", &known);
		/* Where a tier ends. */
		if (charge->usage.tier_count > 1)
			expect_same(charge, tier->texts[TIER_UP_TO], &known);
		arena_reset(&tariff_arena);
	}
	ck_assert_int_ge(known, 3 * ROUNDS);
}
END_TEST

static const struct {
	const char *name;
	struct tariff tariff;
	const char *quantity;
	const char *amount; /* NULL: decimals cannot say */
} rows[] = {
	{ "a price of many places", { "unit", .price = "0.000000000001" },
	    "0.000001", "0.000000000000000001" },
	{ "zeros at the end are no places",
	    { "unit", .price = "0.100000000000" }, "0.5000000", "0.05" },
	{ "more places than a decimal has",
	    { "unit", .price = "0.000000000001" }, "0.0000001", NULL },
	{ "a discount of more places",
	    { "unit", "0.000000000001", .discount = "50.5" }, "0.000001",
	    NULL },
	{ "a number too large", { "unit", .price = "1000000000000" },
	    "1000000000000000000000000000", NULL },
	{ "all is included", { "unit", "5", .included = "10" }, "10", "0" },
	{ "the end of a tier", TARIFF_GRADUATED, "10", "102" },
	{ "behind the end of a tier", TARIFF_GRADUATED, "11", "110" },
	{ "no usage", TARIFF_GRADUATED, "0", "2" },
	{ "between two tiers", TARIFF_VOLUME, "99.5", "154.25" },
};

START_TEST(an_amount_is_golden)
{
	char text[DECIMAL_TEXT_MAX];
	struct tariff_charge made;
	const struct charge *charge = tariff_make(&rows[_i].tariff, &made);
	struct decimal amount;
	bool known =
	    rate_plain(charge, shop_decimal(rows[_i].quantity), &amount);

	ck_assert_msg(known == (rows[_i].amount != NULL), "%s", rows[_i].name);
	if (known)
		ck_assert_msg(
		    strcmp(decimal_format(amount, text), rows[_i].amount) == 0,
		    "%s: %s", rows[_i].name, text);
}
END_TEST

START_TEST(terms_that_need_more_fit)
{
	static const struct tariff tariffs[] = {
		TARIFF_STAIRSTEP,
		TARIFF_PACKAGE,
		{ "unit", "3", .maximum = "7" },
		{ "unit", "3", .more = { { KEY_COMMITMENT, "7" } } },
		{ "graduated",
		    .tiers = { { "10", "1", [TIER_CAP] = "5" }, { "", "1" } } },
		{ "unit", "3",
		    .more = { { KEY_PRICING_UNIT, "credit" },
			{ KEY_CONVERSION, "0.5" } } },
	};
	struct tariff_charge made;

	ck_assert(!rate_plain_fits(tariff_make(&tariffs[_i], &made)));
}
END_TEST

Suite *
rate_plain_suite(void)
{
	Suite *suite = suite_create("rate_plain");
	TCase *tests = tcase_create("rate_plain");

	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, tariff_setup, tariff_teardown);
	tcase_add_test(tests, decimals_and_ratios_differ);
	tcase_add_loop_test(
	    tests, an_amount_is_golden, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_loop_test(tests, terms_that_need_more_fit, 0, 6);
	suite_add_tcase(suite, tests);
	return suite;
}

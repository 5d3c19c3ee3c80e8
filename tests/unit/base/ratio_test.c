/*
 * Fractions are exact: parts of a whole sum to it, and what overflows on the
 * way but not in the end is computed.
 */
#include "base/ratio.h"

#include <check.h>

#define SEED UINT64_C(0xD1B54A32D192ED03)
#define MOST ((__int128)(~(unsigned __int128)0 >> 1))

static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static struct ratio
add(struct ratio a, struct ratio b)
{
	struct ratio result;
	struct error error;

	if (ratio_add(a, b, &result, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	return result;
}

static struct ratio
multiply(struct ratio a, struct ratio b)
{
	struct ratio result;
	struct error error;

	if (ratio_multiply(a, b, &result, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	return result;
}

static int
compare(struct ratio a, struct ratio b)
{
	struct error error;
	int order;

	if (ratio_compare(a, b, &order, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	return order;
}

static bool
same(struct ratio a, struct ratio b)
{
	return a.numerator == b.numerator && a.denominator == b.denominator;
}

START_TEST(terms_are_lowest_and_the_sign_is_above)
{
	static const int rows[][4] = { { 20, 30, 2, 3 }, { -20, 30, -2, 3 },
		{ 20, -30, -2, 3 }, { -20, -30, 2, 3 }, { 0, -7, 0, 1 },
		{ 7, 7, 1, 1 }, { 48, 1, 48, 1 }, { 17, 31, 17, 31 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct ratio ratio = ratio_of(rows[i][0], rows[i][1]);

		ck_assert_msg(ratio.numerator == rows[i][2] &&
				  ratio.denominator == rows[i][3],
		    "%d/%d", rows[i][0], rows[i][1]);
	}
	/* Above 64 bits, too. */
	ck_assert(same(ratio_of(MOST, -MOST), ratio_of(-1, 1)));
	ck_assert(same(
	    ratio_of((__int128)6 << 100, (__int128)9 << 100), ratio_of(2, 3)));
}
END_TEST

START_TEST(decimals_become_fractions)
{
	ck_assert(same(ratio_from_decimal((struct decimal){ 4999, 2 }),
	    ratio_of(4999, 100)));
	ck_assert(same(
	    ratio_from_decimal((struct decimal){ -500, 3 }), ratio_of(-1, 2)));
	ck_assert(same(
	    ratio_from_decimal((struct decimal){ 0, 12 }), ratio_of(0, 1)));
}
END_TEST

START_TEST(split_periods_sum_to_the_whole)
{
	uint64_t state = SEED;

	for (int round = 0; round < 3000; round++) {
		uint64_t length = 1 + next_random(&state) % 366;
		struct ratio price = ratio_of(
		    (__int128)(next_random(&state) % 1000000000) - 500000000,
		    1 + (__int128)(next_random(&state) % 100000));
		struct ratio sum = ratio_of(0, 1);
		uint64_t used = 0;

		while (used < length) {
			uint64_t days =
			    1 + next_random(&state) % (length - used);

			sum = add(sum, multiply(price, ratio_of(days, length)));
			used += days;
		}
		ck_assert_msg(same(sum, price),
		    "a split lost a part: seed %llx, round %d",
		    (unsigned long long)SEED, round);
	}
}
END_TEST

START_TEST(laws_hold_for_random_values)
{
	uint64_t state = SEED;

	for (int round = 0; round < 50000; round++) {
		unsigned shift = (unsigned)(next_random(&state) % 63);
		struct ratio a = ratio_of((int64_t)next_random(&state) >> shift,
		    1 + (int64_t)(next_random(&state) >> 34));
		struct ratio b = ratio_of((int64_t)next_random(&state) >> shift,
		    1 + (int64_t)(next_random(&state) >> 34));
		struct ratio sum = add(a, b), back;
		struct error error;

		if (ratio_subtract(sum, b, &back, &error) != STATUS_OK ||
		    !same(back, a))
			ck_abort_msg("a + b - b: seed %llx, round %d",
			    (unsigned long long)SEED, round);
		if (!same(multiply(a, b), multiply(b, a)))
			ck_abort_msg("a * b: seed %llx, round %d",
			    (unsigned long long)SEED, round);
		if (compare(a, b) != -compare(b, a) ||
		    compare(sum, a) != (b.numerator > 0) - (b.numerator < 0))
			ck_abort_msg("order: seed %llx, round %d",
			    (unsigned long long)SEED, round);
	}
}
END_TEST

START_TEST(a_percent_is_of_a_whole)
{
	struct decimal percent = { 125, 1 };
	struct ratio part;
	struct error error;

	ck_assert_int_eq(
	    ratio_percent(ratio_of(85, 3), percent, &part, &error), STATUS_OK);
	ck_assert(same(part, ratio_of(85, 24)));
	ck_assert_int_eq(ratio_percent(ratio_of(MOST, 1),
			     decimal_from_integer(101), &part, &error),
	    STATUS_INVALID);
}
END_TEST

START_TEST(factors_are_cancelled_before_they_overflow)
{
	struct ratio large = ratio_of(MOST, 3), inverse = ratio_of(3, MOST);
	struct ratio two = ratio_of(2, 1), result;
	struct error error = { 0 };

	ck_assert(same(multiply(large, inverse), ratio_of(1, 1)));
	ck_assert_int_eq(
	    ratio_multiply(large, two, &result, &error), STATUS_INVALID);
	ck_assert_str_eq(error.text,
	    "the product of two numbers has more digits than a number may "
	    "have");
	ck_assert_int_eq(
	    ratio_add(ratio_of(MOST, 1), two, &result, &error), STATUS_INVALID);
	ck_assert_int_eq(
	    ratio_subtract(ratio_of(-MOST, 1), ratio_of(1, 1), &result, &error),
	    STATUS_INVALID);
	ck_assert_int_eq(ratio_add(ratio_of(1, MOST), ratio_of(1, MOST - 1),
			     &result, &error),
	    STATUS_INVALID);
}
END_TEST

START_TEST(large_fractions_are_compared)
{
	/* Neighbours, so that the fractions differ in the last bit alone. */
	struct ratio less = ratio_of(MOST - 1, MOST);
	struct ratio least = ratio_of(MOST - 2, MOST - 1);
	struct ratio minus = ratio_of(-(MOST - 1), MOST);
	struct ratio minus_least = ratio_of(-(MOST - 2), MOST - 1);
	struct ratio steep = ratio_of(-MOST, ((__int128)1 << 126) + 3);

	ck_assert_int_eq(compare(least, less), -1);
	ck_assert_int_eq(compare(less, least), 1);
	ck_assert_int_eq(compare(less, less), 0);
	ck_assert_int_eq(compare(minus, minus_least), -1);
	ck_assert_int_eq(compare(minus, less), -1);
	ck_assert_int_eq(compare(steep, minus), -1);
	ck_assert_int_eq(compare(steep, steep), 0);
	ck_assert_int_eq(compare(ratio_of(MOST, 1), ratio_of(1, MOST)), 1);
}
END_TEST

START_TEST(floor_goes_down)
{
	static const int rows[][3] = { { 7, 2, 3 }, { -7, 2, -4 }, { 6, 2, 3 },
		{ -6, 2, -3 }, { 0, 5, 0 }, { -1, 100, -1 }, { 1, 100, 0 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(
		    ratio_floor(ratio_of(rows[i][0], rows[i][1])) == rows[i][2],
		    "%d/%d", rows[i][0], rows[i][1]);
}
END_TEST

START_TEST(fractions_are_rounded_half_even)
{
	static const struct {
		const char *name;
		long numerator, denominator;
		int places;
		const char *even, *up;
	} rows[] = {
		{ "a third", 1, 3, 4, "0.3333", "0.3333" },
		{ "two thirds", -2, 3, 4, "-0.6667", "-0.6667" },
		{ "tie to even below", 5, 1000, 2, "0", "0.01" },
		{ "tie to even above", 15, 1000, 2, "0.02", "0.02" },
		{ "negative tie", -25, 1000, 2, "-0.02", "-0.03" },
		{ "tie of whole numbers", 5, 2, 0, "2", "3" },
		{ "negative tie of whole numbers", -7, 2, 0, "-4", "-4" },
		{ "carry into the whole", 9999, 1000, 2, "10", "10" },
		{ "nothing to round", 61, 10, 18, "6.1", "6.1" },
		{ "a call of 61 s at 0.10 a minute", 61, 600, 18,
		    "0.101666666666666667", "0.101666666666666667" },
	};
	char text[DECIMAL_TEXT_MAX];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct ratio ratio =
		    ratio_of(rows[i].numerator, rows[i].denominator);
		struct decimal decimal;
		struct error error;

		ck_assert_int_eq(
		    ratio_to_decimal(ratio, rows[i].places, &decimal, &error),
		    STATUS_OK);
		ck_assert_str_eq(decimal_format(decimal, text), rows[i].even);
		ck_assert_int_eq(ratio_round(ratio, rows[i].places,
				     ROUNDING_HALF_UP, &decimal, &error),
		    STATUS_OK);
		ck_assert_str_eq(decimal_format(decimal, text), rows[i].up);
	}
}
END_TEST

START_TEST(large_fractions_are_rounded)
{
	char text[DECIMAL_TEXT_MAX];
	struct decimal decimal;
	struct error error = { 0 };

	/* The remainder times 10^18 needs 187 bits. */
	ck_assert_int_eq(
	    ratio_to_decimal(ratio_of(MOST - 1, MOST), 18, &decimal, &error),
	    STATUS_OK);
	ck_assert_str_eq(decimal_format(decimal, text), "1");
	ck_assert_int_eq(ratio_to_decimal(ratio_of(MOST / 7 * 2, MOST), 18,
			     &decimal, &error),
	    STATUS_OK);
	ck_assert_str_eq(decimal_format(decimal, text), "0.285714285714285714");
	/* With 18 zeros it would not fit. */
	ck_assert_int_eq(
	    ratio_to_decimal(ratio_of(-MOST, 1), 18, &decimal, &error),
	    STATUS_OK);
	ck_assert(decimal.coefficient == -MOST && decimal.scale == 0);
	ck_assert_int_eq(
	    ratio_to_decimal(ratio_of(MOST, 2), 18, &decimal, &error),
	    STATUS_INVALID);
}
END_TEST

Suite *
ratio_suite(void)
{
	Suite *suite = suite_create("ratio");
	TCase *tests = tcase_create("ratio");

	tcase_add_test(tests, terms_are_lowest_and_the_sign_is_above);
	tcase_add_test(tests, decimals_become_fractions);
	tcase_add_test(tests, split_periods_sum_to_the_whole);
	tcase_add_test(tests, laws_hold_for_random_values);
	tcase_add_test(tests, a_percent_is_of_a_whole);
	tcase_add_test(tests, factors_are_cancelled_before_they_overflow);
	tcase_add_test(tests, large_fractions_are_compared);
	tcase_add_test(tests, floor_goes_down);
	tcase_add_test(tests, fractions_are_rounded_half_even);
	tcase_add_test(tests, large_fractions_are_rounded);
	suite_add_tcase(suite, tests);
	return suite;
}

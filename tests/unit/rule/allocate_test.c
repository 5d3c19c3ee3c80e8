/*
 * Whatever is split, the shares sum to it, and no share is a unit away from
 * what it should be.
 */
#include "rule/allocate.h"

#include <check.h>

#include "shop.h"

#define SEED UINT64_C(0x9E3779B97F4A7C15)
#define SHARES_MAX 40

static struct arena arena;

static void
setup(void)
{
	arena = (struct arena){ NULL, NULL };
}

static void
teardown(void)
{
	arena_close(&arena);
}

START_TEST(known_shares)
{
	static const struct {
		const char *name;
		int64_t total, weights[4], shares[4];
		size_t count;
	} rows[] = {
		{ "a cent left goes to the earlier of equals", 100, { 1, 1, 1 },
		    { 34, 33, 33 }, 3 },
		{ "two cents left", 101, { 1, 1, 1 }, { 34, 34, 33 }, 3 },
		{ "the larger fraction goes first", 100, { 1, 2, 4 },
		    { 14, 29, 57 }, 3 },
		{ "a credit: rounded down, the rest to the earlier", -100,
		    { 1, 1, 1 }, { -33, -33, -34 }, 3 },
		{ "a weight of zero gets nothing", 5, { 0, 3, 0, 3 },
		    { 0, 3, 0, 2 }, 4 },
		{ "nothing to split", 0, { 5, 7 }, { 0, 0 }, 2 },
		{ "one share takes all", 12345, { 3 }, { 12345 }, 1 },
		{ "less than the shares", 2, { 1, 1, 1, 1 }, { 1, 1, 0, 0 },
		    4 },
		{ "great amounts and weights", INT64_MAX,
		    { INT64_MAX, INT64_MAX },
		    { INT64_MAX / 2 + 1, INT64_MAX / 2 }, 2 },
		{ "the greatest credit", -INT64_MAX, { INT64_MAX, 0 },
		    { -INT64_MAX, 0 }, 2 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t shares[4] = { 0 };
		struct error error;

		if (allocate(rows[i].total, rows[i].weights, shares,
			rows[i].count, &arena, &error) != STATUS_OK)
			ck_abort_msg("%s: %s", rows[i].name, error.text);
		for (size_t k = 0; k < rows[i].count; k++)
			ck_assert_msg(shares[k] == rows[i].shares[k],
			    "%s: share %zu is %lld", rows[i].name, k,
			    (long long)shares[k]);
	}
}
END_TEST

START_TEST(impossible_weights_are_refused)
{
	static const int64_t zero[] = { 0, 0 }, negative[] = { 3, -1 };
	struct error error;
	int64_t shares[2];

	ck_assert_int_eq(
	    allocate(1, zero, shares, 2, &arena, &error), STATUS_INVALID);
	ck_assert_int_eq(
	    allocate(1, negative, shares, 2, &arena, &error), STATUS_INVALID);
	ck_assert_int_eq(
	    allocate(1, zero, shares, 0, &arena, &error), STATUS_INVALID);
}
END_TEST

START_TEST(shares_beyond_64_bits_are_refused)
{
	/* Sums fit, parts do not: one is too large only when it is rounded. */
	__int128 large[] = { (__int128)INT64_MAX * 2, -(__int128)INT64_MAX };
	__int128 grown[] = { (__int128)INT64_MAX * 3 + 2, -2 };
	__int128 whole[] = { (__int128)INT64_MAX * 3, -3 };
	int64_t shares[2];
	struct error error;

	ck_assert_int_eq(
	    allocate_exact(INT64_MAX, (struct parts){ large, 1, 2 }, shares,
		&arena, &error),
	    STATUS_INVALID);
	ck_assert_int_eq(
	    allocate_exact(INT64_MAX, (struct parts){ grown, 3, 2 }, shares,
		&arena, &error),
	    STATUS_INVALID);
	ck_assert_int_eq(
	    allocate_exact(INT64_MAX - 1, (struct parts){ whole, 3, 2 }, shares,
		&arena, &error),
	    STATUS_OK);
	ck_assert_int_eq(shares[0], INT64_MAX);
	ck_assert_int_eq(shares[1], -1);
}
END_TEST

START_TEST(shares_sum_to_the_total)
{
	uint64_t state = SEED;

	for (int round = 0; round < 20000; round++) {
		int64_t weights[SHARES_MAX], shares[SHARES_MAX], sum = 0;
		int64_t total =
		    (int64_t)shop_random(&state) >> shop_below(&state, 64);
		size_t count = 1 + (size_t)shop_below(&state, SHARES_MAX);
		__int128 whole = 0;
		struct error error;

		for (size_t i = 0; i < count; i++) {
			weights[i] = (int64_t)(shop_random(&state) >>
					       (1 + shop_below(&state, 63)));
			whole += weights[i];
		}
		weights[count - 1]++;
		whole++;
		if (allocate(total, weights, shares, count, &arena, &error) !=
		    STATUS_OK)
			ck_abort_msg("%s", error.text);
		for (size_t i = 0; i < count; i++) {
			/* |share × whole − total × weight| < whole */
			__int128 exact = (__int128)total * weights[i] / whole;
			__int128 off = shares[i] - exact;

			sum += shares[i];
			ck_assert_msg(off >= -1 && off <= 1,
			    "seed %llx round %d: share %zu is %lld off",
			    (unsigned long long)SEED, round, i, (long long)off);
		}
		ck_assert_msg(sum == total, "seed %llx round %d: %lld of %lld",
		    (unsigned long long)SEED, round, (long long)sum,
		    (long long)total);
		arena_reset(&arena);
	}
}
END_TEST

/* The sum of the shares of random parts of any sign must be ${total}. */
static void
split_parts(uint64_t *state, int round, bool up)
{
	__int128 numerators[SHARES_MAX], sum = 0;
	struct parts parts = { .numerators = numerators };
	int64_t shares[SHARES_MAX], total, left;
	struct error error;

	parts.count = 1 + (size_t)shop_below(state, SHARES_MAX);
	parts.denominator = 1 + shop_below(state, 100000);
	for (size_t i = 0; i < parts.count; i++) {
		numerators[i] =
		    (int64_t)shop_random(state) >> shop_below(state, 63);
		sum += numerators[i];
	}
	total =
	    (int64_t)(sum / parts.denominator - (sum % parts.denominator < 0));
	total += up && sum % parts.denominator != 0;
	if (allocate_exact(total, parts, shares, &arena, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	left = total;
	for (size_t i = 0; i < parts.count; i++) {
		__int128 off = shares[i] * parts.denominator - numerators[i];

		left -= shares[i];
		ck_assert_msg(
		    off < parts.denominator && off > -parts.denominator,
		    "seed %llx round %d: share %zu is off by a unit",
		    (unsigned long long)SEED, round, i);
	}
	ck_assert_msg(left == 0, "seed %llx round %d: %lld left",
	    (unsigned long long)SEED, round, (long long)left);
}

START_TEST(exact_parts_of_any_sign_sum_to_the_total)
{
	uint64_t state = SEED;

	for (int round = 0; round < 20000; round++) {
		split_parts(&state, round, round % 2 == 0);
		arena_reset(&arena);
	}
}
END_TEST

Suite *
allocate_suite(void)
{
	Suite *suite = suite_create("allocate");
	TCase *tests = tcase_create("allocate");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, known_shares);
	tcase_add_test(tests, impossible_weights_are_refused);
	tcase_add_test(tests, shares_beyond_64_bits_are_refused);
	tcase_add_test(tests, shares_sum_to_the_total);
	tcase_add_test(tests, exact_parts_of_any_sign_sum_to_the_total);
	suite_add_tcase(suite, tests);
	return suite;
}

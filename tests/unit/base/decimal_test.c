/*
 * Decimals are exact or refused: what is read is written again, and laws of
 * arithmetic hold wherever no error is reported.
 */
#include "base/decimal.h"

#include <check.h>

#define SEED UINT64_C(0x9E3779B97F4A7C15)

static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* A decimal of any size, small ones as often as large ones. */
static struct decimal
random_decimal(uint64_t *state)
{
	struct decimal decimal;
	unsigned bits = (unsigned)(next_random(state) % 127);
	unsigned __int128 wide = next_random(state);

	wide = (wide << 64 | next_random(state)) >> (127 - bits) >> 1;
	decimal.coefficient = (__int128)wide;
	if (next_random(state) % 2 == 0)
		decimal.coefficient = -decimal.coefficient;
	decimal.scale = (int)(next_random(state) % (DECIMAL_SCALE_MAX + 1));
	return decimal;
}

static struct decimal
parse(const char *text)
{
	struct decimal decimal;
	struct error error;

	ck_assert_msg(decimal_parse(text, DECIMAL_SCALE_MAX, &decimal,
			  &error) == STATUS_OK,
	    "%s: %s", text, error.text);
	return decimal;
}

START_TEST(texts_are_read_and_written_again)
{
	static const char *const texts[] = { "0", "0.00", "1", "-1", "50.00",
		"0.005", "-0.000000000001", "12345678901234567",
		"123456789012345678", "1234567890123456789",
		"999999999999999999999999999999",
		"-999999999999.999999999999999999",
		"123456789012345678.123456789012",
		"18446744073709551616.000000000" };
	char again[DECIMAL_TEXT_MAX];

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		ck_assert_str_eq(
		    decimal_format(parse(texts[i]), again), texts[i]);
	ck_assert_str_eq(decimal_format(parse("-0.00"), again), "0.00");
	ck_assert_str_eq(decimal_format(parse("007"), again), "7");
}
END_TEST

START_TEST(other_notations_are_refused)
{
	static const struct {
		const char *text;
		int places;
		const char *message;
	} rows[] = {
		{ "", 2, "\"\" is not a plain number such as -12.50" },
		{ "-", 2, "\"-\" is not a plain number such as -12.50" },
		{ "+1", 2, "\"+1\" is not a plain number such as -12.50" },
		{ " 1", 2, "\" 1\" is not a plain number such as -12.50" },
		{ "1 ", 2, "\"1 \" is not a plain number such as -12.50" },
		{ ".5", 2, "\".5\" is not a plain number such as -12.50" },
		{ "-.5", 2, "\"-.5\" is not a plain number such as -12.50" },
		{ "5.", 2, "\"5.\" is not a plain number such as -12.50" },
		{ "1.2.3", 2,
		    "\"1.2.3\" is not a plain number such as -12.50" },
		{ "--1", 2, "\"--1\" is not a plain number such as -12.50" },
		{ "1,000", 2,
		    "\"1,000\" is not a plain number such as -12.50" },
		{ "1e5", 2, "\"1e5\" is not a plain number such as -12.50" },
		{ "0x1F", 2, "\"0x1F\" is not a plain number such as -12.50" },
		{ "nan", 2, "\"nan\" is not a plain number such as -12.50" },
		{ "\xD9\xA1", 2,
		    "\"\xD9\xA1\" is not a plain number such as -12.50" },
		{ "12.345", 2, "\"12.345\" has more than 2 decimal places" },
		{ "12.34", 1, "\"12.34\" has more than 1 decimal place" },
		{ "12.0", 0, "\"12.0\" is not a whole number" },
		{ "1234567890123456789012345678901", 2,
		    "\"1234567890123456789012345678901\" has more than 30 "
		    "digits" },
		{ "0000000000000000000000000000000000000000000000000", 2,
		    "\"0000000000000000000000000000000000000000...\" has more "
		    "than 30 digits" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct decimal decimal;
		struct error error = { 0 };

		ck_assert_int_eq(decimal_parse(rows[i].text, rows[i].places,
				     &decimal, &error),
		    STATUS_INVALID);
		ck_assert_str_eq(error.text, rows[i].message);
	}
}
END_TEST

START_TEST(any_value_has_room_in_its_text)
{
	__int128 most = (__int128)(~(unsigned __int128)0 >> 1);
	char text[DECIMAL_TEXT_MAX];

	ck_assert_str_eq(decimal_format((struct decimal){ -most, 0 }, text),
	    "-170141183460469231731687303715884105727");
	ck_assert_str_eq(decimal_format((struct decimal){ -most, 18 }, text),
	    "-170141183460469231731.687303715884105727");
	ck_assert_str_eq(decimal_format(decimal_from_integer(INT64_MIN), text),
	    "-9223372036854775808");
}
END_TEST

START_TEST(equal_values_have_one_stripped_form)
{
	static const struct {
		const char *text, *stripped;
	} rows[] = {
		{ "0.000", "0" },
		{ "-0.0", "0" },
		{ "50.00", "50" },
		{ "50.10", "50.1" },
		{ "100", "100" },
		{ "-1.230000000000", "-1.23" },
		{ "123456789012345678.000000000000", "123456789012345678" },
	};
	char text[DECIMAL_TEXT_MAX];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_str_eq(
		    decimal_format(decimal_strip(parse(rows[i].text)), text),
		    rows[i].stripped);
}
END_TEST

START_TEST(arithmetic_is_exact)
{
	static const struct {
		const char *a;
		char sign;
		const char *b, *result;
	} rows[] = {
		{ "0.1", '+', "0.2", "0.3" },
		{ "1.50", '+', "1.5", "3.00" },
		{ "1", '-', "0.000000000001", "0.999999999999" },
		{ "-5", '-', "-5.00", "0.00" },
		{ "0.10", '*', "61", "6.10" },
		{ "-1.5", '*', "1.5", "-2.25" },
		{ "0.000000000005", '*', "0.2", "0.0000000000010" },
		/* 5 x 2 = 10 has one place fewer than its 19. */
		{ "0.00000000005", '*', "0.00000002", "0.000000000000000001" },
		{ "1.000000000000", '*', "2.000000000000", "2" },
		{ "999999999999999999999999999999", '+', "0.00",
		    "999999999999999999999999999999.00" },
		/* Fits only without the zeros behind the point. */
		{ "999999999999999999999999999999", '+', "0.000000000000",
		    "999999999999999999999999999999" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct decimal a = parse(rows[i].a), b = parse(rows[i].b);
		char text[DECIMAL_TEXT_MAX];
		struct decimal result;
		struct error error = { 0 };
		enum status status;

		if (rows[i].sign == '+')
			status = decimal_add(a, b, &result, &error);
		else if (rows[i].sign == '-')
			status = decimal_subtract(a, b, &result, &error);
		else
			status = decimal_multiply(a, b, &result, &error);
		ck_assert_msg(
		    status == STATUS_OK, "row %zu: %s", i, error.text);
		ck_assert_str_eq(decimal_format(result, text), rows[i].result);
	}
}
END_TEST

START_TEST(overflow_is_an_error)
{
	__int128 most = (__int128)(~(unsigned __int128)0 >> 1);
	struct decimal high = { most, 0 }, low = { -most, 0 };
	struct decimal one = { 1, 0 }, tiny = { 1, 18 }, two = { 2, 0 };
	struct decimal result;
	struct error error = { 0 };

	ck_assert_int_eq(
	    decimal_add(high, one, &result, &error), STATUS_INVALID);
	ck_assert_str_eq(error.text,
	    "170141183460469231731687303715884105727 + 1 has more digits than "
	    "a number may have");
	ck_assert_int_eq(
	    decimal_subtract(low, one, &result, &error), STATUS_INVALID);
	ck_assert_int_eq(
	    decimal_add(high, tiny, &result, &error), STATUS_INVALID);
	ck_assert_int_eq(
	    decimal_multiply(high, two, &result, &error), STATUS_INVALID);
	ck_assert_int_eq(
	    decimal_multiply(tiny, tiny, &result, &error), STATUS_INVALID);
	ck_assert_int_eq(decimal_add(high, low, &result, &error), STATUS_OK);
	ck_assert_int_eq(decimal_sign(result), 0);
}
END_TEST

START_TEST(values_are_compared_not_texts)
{
	__int128 most = (__int128)(~(unsigned __int128)0 >> 1);
	static const char *const ascending[] = {
		"-999999999999999999999999999999", "-1.1", "-1",
		"-0.000000000000000001", "0", "0.000000000000000001",
		"0.9999999999", "1", "999999999999999999",
		"999999999999999999999999999999"
	};
	size_t count = sizeof ascending / sizeof *ascending;

	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < count; j++) {
			int order = decimal_compare(
			    parse(ascending[i]), parse(ascending[j]));

			ck_assert_int_eq(
			    (order > 0) - (order < 0), (i > j) - (i < j));
		}
	}
	ck_assert_int_eq(decimal_compare(parse("50.00"), parse("50")), 0);
	ck_assert_int_eq(decimal_compare((struct decimal){ most, 0 },
			     (struct decimal){ most, 18 }),
	    1);
	ck_assert_int_eq(decimal_compare((struct decimal){ most, 18 },
			     (struct decimal){ -most, 0 }),
	    1);
}
END_TEST

START_TEST(laws_hold_for_random_values)
{
	uint64_t state = SEED;

	for (int i = 0; i < 200000; i++) {
		struct decimal a = random_decimal(&state);
		struct decimal b = random_decimal(&state);
		struct decimal sum, back, product, swapped;
		struct error error;

		if (decimal_add(a, b, &sum, &error) == STATUS_OK &&
		    decimal_subtract(sum, b, &back, &error) == STATUS_OK &&
		    decimal_compare(a, back) != 0)
			ck_abort_msg("a + b - b is not a: seed %llx, step %d",
			    (unsigned long long)SEED, i);
		if (decimal_multiply(a, b, &product, &error) == STATUS_OK &&
		    decimal_multiply(b, a, &swapped, &error) == STATUS_OK &&
		    (decimal_compare(product, swapped) != 0 ||
			decimal_sign(product) !=
			    decimal_sign(a) * decimal_sign(b)))
			ck_abort_msg("a * b is not b * a: seed %llx, step %d",
			    (unsigned long long)SEED, i);
		if (decimal_compare(a, decimal_strip(a)) != 0 ||
		    decimal_compare(a, b) != -decimal_compare(b, a))
			ck_abort_msg("order: seed %llx, step %d",
			    (unsigned long long)SEED, i);
	}
}
END_TEST

/* Two that are narrow, and what the long way makes of them. */
START_TEST(the_short_way_is_the_long_one)
{
	uint64_t state = SEED;

	for (int i = 0; i < 200000; i++) {
		struct decimal a = random_decimal(&state);
		struct decimal b = random_decimal(&state);
		struct decimal x, y;
		struct error error;

		a.coefficient = (int64_t)a.coefficient;
		b.coefficient = i % 5 == 0 ? INT64_MIN : (int64_t)b.coefficient;
		ck_assert(decimal_add(a, b, &x, &error) == STATUS_OK &&
			  decimal_add_wide(a, b, &y, &error) == STATUS_OK &&
			  x.coefficient == y.coefficient && x.scale == y.scale);
		ck_assert(
		    decimal_subtract(a, b, &x, &error) == STATUS_OK &&
		    decimal_subtract_wide(a, b, &y, &error) == STATUS_OK &&
		    x.coefficient == y.coefficient && x.scale == y.scale);
		ck_assert_int_eq(
		    decimal_compare(a, b), decimal_compare_wide(a, b));
		if (!decimal_product_wide(a, b, &y)) {
			ck_assert(!decimal_product(a, b, &x));
			continue;
		}
		ck_assert(decimal_product(a, b, &x) &&
			  x.coefficient == y.coefficient && x.scale == y.scale);
	}
}
END_TEST

/* What is written digit by digit. */
static const char *
format_slowly(struct decimal decimal, char text[DECIMAL_TEXT_MAX])
{
	unsigned __int128 rest = (unsigned __int128)decimal.coefficient;
	char reversed[DECIMAL_TEXT_MAX];
	size_t length = 0, i;

	if (decimal.coefficient < 0)
		rest = -rest;
	for (int place = 0; place <= decimal.scale || rest > 0; place++) {
		if (place == decimal.scale && place > 0)
			reversed[length++] = '.';
		reversed[length++] = (char)('0' + (int)(rest % 10));
		rest /= 10;
	}
	if (decimal.coefficient < 0)
		reversed[length++] = '-';
	for (i = 0; i < length; i++)
		text[i] = reversed[length - 1 - i];
	text[length] = '\0';
	return text;
}

START_TEST(any_value_is_written_digit_by_digit)
{
	char text[DECIMAL_TEXT_MAX], expected[DECIMAL_TEXT_MAX];
	unsigned __int128 bits = 1;
	int i;

	for (i = 0; i < 200000; i++) {
		struct decimal decimal = { 0, i % (DECIMAL_SCALE_MAX + 1) };

		bits = bits * 6364136223846793005u + 1442695040888963407u;
		/* Of all lengths, and both signs. */
		decimal.coefficient =
		    (__int128)(bits >> 1 >> bits % 126) * (i % 2 ? -1 : 1);
		ck_assert_str_eq(decimal_format(decimal, text),
		    format_slowly(decimal, expected));
	}
}
END_TEST

Suite *
decimal_suite(void)
{
	Suite *suite = suite_create("decimal");
	TCase *tests = tcase_create("decimal");

	tcase_add_test(tests, texts_are_read_and_written_again);
	tcase_add_test(tests, other_notations_are_refused);
	tcase_add_test(tests, any_value_has_room_in_its_text);
	tcase_add_test(tests, equal_values_have_one_stripped_form);
	tcase_add_test(tests, arithmetic_is_exact);
	tcase_add_test(tests, overflow_is_an_error);
	tcase_add_test(tests, values_are_compared_not_texts);
	tcase_add_test(tests, laws_hold_for_random_values);
	tcase_add_test(tests, the_short_way_is_the_long_one);
	tcase_add_test(tests, any_value_is_written_digit_by_digit);
	suite_add_tcase(suite, tests);
	return suite;
}

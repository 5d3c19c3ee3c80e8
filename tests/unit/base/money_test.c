/*
 * Amounts are whole minor units; rounding happens at one place and its ties go
 * where they were told to.
 */
#include "base/money.h"

#include <check.h>

static const struct currency eur = { "EUR", 2 };
static const struct currency jpy = { "JPY", 0 };
static const struct currency kwd = { "KWD", 3 };

START_TEST(amounts_are_read_and_written)
{
	static const struct {
		const char *text;
		const struct currency *currency;
		int64_t minor;
		const char *written;
	} rows[] = {
		{ "0", &eur, 0, "0.00" },
		{ "-0", &eur, 0, "0.00" },
		{ "12.5", &eur, 1250, "12.50" },
		{ "-0.01", &eur, -1, "-0.01" },
		{ "0.09", &eur, 9, "0.09" },
		{ "1200", &jpy, 1200, "1200" },
		{ "0", &jpy, 0, "0" },
		{ "1.234", &kwd, 1234, "1.234" },
		{ "-7", &kwd, -7000, "-7.000" },
		{ "92233720368547758.07", &eur, INT64_MAX,
		    "92233720368547758.07" },
		{ "-92233720368547758.07", &eur, -INT64_MAX,
		    "-92233720368547758.07" },
	};
	char text[MONEY_TEXT_MAX], decimal[DECIMAL_TEXT_MAX];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct money money;
		struct error error = { 0 };

		ck_assert_msg(money_parse(rows[i].text, *rows[i].currency,
				  &money, &error) == STATUS_OK,
		    "%s: %s", rows[i].text, error.text);
		ck_assert_int_eq(money.minor, rows[i].minor);
		ck_assert_str_eq(money_format(money, text), rows[i].written);
		ck_assert_str_eq(decimal_format(money_decimal(money), decimal),
		    rows[i].written);
	}
}
END_TEST

START_TEST(impossible_amounts_are_refused)
{
	static const struct {
		const char *text;
		const struct currency *currency;
		const char *message;
	} rows[] = {
		{ "12.345", &eur, "\"12.345\" has more than 2 decimal places" },
		{ "1200.0", &jpy, "\"1200.0\" is not a whole number" },
		{ "1.2345", &kwd, "\"1.2345\" has more than 3 decimal places" },
		{ "EUR 5", &eur,
		    "\"EUR 5\" is not a plain number such as -12.50" },
		{ "92233720368547758.08", &eur,
		    "\"92233720368547758.08\" is beyond the greatest amount, "
		    "92233720368547758.07 EUR" },
		{ "-9223372036854775808", &jpy,
		    "\"-9223372036854775808\" is beyond the greatest amount, "
		    "9223372036854775807 JPY" },
		{ "999999999999999999999999999999", &kwd,
		    "\"999999999999999999999999999999\" is beyond the greatest "
		    "amount, 9223372036854775.807 KWD" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct money money;
		struct error error = { 0 };

		ck_assert_int_eq(money_parse(rows[i].text, *rows[i].currency,
				     &money, &error),
		    STATUS_INVALID);
		ck_assert_str_eq(error.text, rows[i].message);
	}
}
END_TEST

START_TEST(ties_go_where_they_were_told)
{
	static const struct {
		const char *value;
		const struct currency *currency;
		int64_t up, even;
	} rows[] = {
		{ "74.985", &eur, 7499, 7498 },
		{ "0.005", &eur, 1, 0 },
		{ "-0.005", &eur, -1, 0 },
		{ "0.015", &eur, 2, 2 },
		{ "-0.015", &eur, -2, -2 },
		{ "-0.025", &eur, -3, -2 },
		{ "0.004999999999", &eur, 0, 0 },
		{ "0.005000000001", &eur, 1, 1 },
		{ "-0.005000000001", &eur, -1, -1 },
		{ "99.995", &eur, 10000, 10000 },
		{ "0.5", &jpy, 1, 0 },
		{ "1.5", &jpy, 2, 2 },
		{ "-2.5", &jpy, -3, -2 },
		{ "0.0005", &kwd, 1, 0 },
		{ "1.2345", &kwd, 1235, 1234 },
		{ "0", &eur, 0, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct decimal decimal;
		struct money up, even;
		struct error error;
		struct ratio value;

		ck_assert_int_eq(
		    decimal_parse(rows[i].value, 12, &decimal, &error),
		    STATUS_OK);
		value = ratio_from_decimal(decimal);
		ck_assert_int_eq(money_round(value, *rows[i].currency,
				     ROUNDING_HALF_UP, &up, &error),
		    STATUS_OK);
		ck_assert_int_eq(money_round(value, *rows[i].currency,
				     ROUNDING_HALF_EVEN, &even, &error),
		    STATUS_OK);
		ck_assert_msg(
		    up.minor == rows[i].up && even.minor == rows[i].even,
		    "%s: up %lld, even %lld", rows[i].value,
		    (long long)up.minor, (long long)even.minor);
	}
}
END_TEST

/* 49.99 to 79.99 on the 12th of a month with 31 days. */
START_TEST(proration_is_rounded_once)
{
	struct money money;
	struct error error;

	ck_assert_int_eq(money_round(ratio_of(4999 * 20, 100 * 31), eur,
			     ROUNDING_HALF_UP, &money, &error),
	    STATUS_OK);
	ck_assert_int_eq(money.minor, 3225);
	ck_assert_int_eq(money_round(ratio_of(-7999 * 20, 100 * 31), eur,
			     ROUNDING_HALF_UP, &money, &error),
	    STATUS_OK);
	ck_assert_int_eq(money.minor, -5161);
}
END_TEST

START_TEST(rounding_is_bounded)
{
	struct money money;
	struct error error = { 0 };

	ck_assert_int_eq(money_round(ratio_of(INT64_MAX, 100), eur,
			     ROUNDING_HALF_UP, &money, &error),
	    STATUS_OK);
	ck_assert_int_eq(money.minor, INT64_MAX);
	ck_assert_int_eq(money_round(ratio_of((__int128)INT64_MAX * 2 + 1, 200),
			     eur, ROUNDING_HALF_UP, &money, &error),
	    STATUS_INVALID);
	ck_assert_str_eq(error.text,
	    "\"92233720368547758.08\" is beyond the greatest amount, "
	    "92233720368547758.07 EUR");
	ck_assert_int_eq(money_round(ratio_of(INT64_MIN, 100), eur,
			     ROUNDING_HALF_EVEN, &money, &error),
	    STATUS_INVALID);
	ck_assert_int_eq(money_round(ratio_of((__int128)1 << 126, 1), eur,
			     ROUNDING_HALF_EVEN, &money, &error),
	    STATUS_INVALID);
}
END_TEST

START_TEST(sums_are_checked)
{
	struct money most = money_of(INT64_MAX, eur), cent = money_of(1, eur);
	struct money sum;
	struct error error = { 0 };

	ck_assert_int_eq(money_add(most, cent, &sum, &error), STATUS_INVALID);
	ck_assert_str_eq(error.text,
	    "the sum of 92233720368547758.07 and 0.01 EUR is beyond the "
	    "greatest amount");
	ck_assert_int_eq(money_subtract(money_negate(most), cent, &sum, &error),
	    STATUS_INVALID);
	ck_assert_int_eq(money_subtract(most, most, &sum, &error), STATUS_OK);
	ck_assert_int_eq(sum.minor, 0);
	ck_assert_int_eq(
	    money_add(cent, money_of(-3, eur), &sum, &error), STATUS_OK);
	ck_assert_int_eq(sum.minor, -2);
	ck_assert(currency_equal(sum.currency, eur));
}
END_TEST

START_TEST(roundings_have_names)
{
	enum rounding rounding;
	struct error error = { 0 };

	ck_assert_int_eq(
	    rounding_parse("half_up", &rounding, &error), STATUS_OK);
	ck_assert_str_eq(rounding_name(rounding), "half_up");
	ck_assert_int_eq(
	    rounding_parse("half_even", &rounding, &error), STATUS_OK);
	ck_assert_str_eq(rounding_name(rounding), "half_even");
	ck_assert_int_eq(
	    rounding_parse("up", &rounding, &error), STATUS_INVALID);
	ck_assert_str_eq(error.text, "\"up\" is not half_up or half_even");
}
END_TEST

Suite *
money_suite(void)
{
	Suite *suite = suite_create("money");
	TCase *tests = tcase_create("money");

	tcase_add_test(tests, amounts_are_read_and_written);
	tcase_add_test(tests, impossible_amounts_are_refused);
	tcase_add_test(tests, ties_go_where_they_were_told);
	tcase_add_test(tests, proration_is_rounded_once);
	tcase_add_test(tests, rounding_is_bounded);
	tcase_add_test(tests, sums_are_checked);
	tcase_add_test(tests, roundings_have_names);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Every line of the table is found, and what is no code is answered with the
 * one that was meant.
 */
#include "base/currency.h"

#include <check.h>
#include <string.h>

#include "base/embedded.h"

START_TEST(every_line_is_found)
{
	const char *line = strchr(embedded_currencies[0].text, '\n') + 1;
	char code[4] = "", before[4] = "";
	int count = 0;

	for (; *line != '\0'; line = strchr(line, '\n') + 1) {
		struct currency currency;
		struct error error = { 0 };

		memcpy(code, line, 3);
		ck_assert_msg(
		    strcmp(before, code) < 0, "%s is out of order", code);
		ck_assert_msg(
		    currency_parse(code, &currency, &error) == STATUS_OK, "%s",
		    error.text);
		ck_assert_str_eq(currency.code, code);
		ck_assert_int_eq('0' + currency.places, line[4]);
		memcpy(before, code, sizeof before);
		count++;
	}
	ck_assert_int_gt(count, 150);
}
END_TEST

START_TEST(places_are_the_standards)
{
	static const struct {
		const char *code;
		int places;
	} rows[] = { { "EUR", 2 }, { "USD", 2 }, { "JPY", 0 }, { "KWD", 3 },
		{ "CLF", 4 }, { "AED", 2 }, { "ZAR", 2 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct currency currency;
		struct error error;

		ck_assert_int_eq(
		    currency_parse(rows[i].code, &currency, &error), STATUS_OK);
		ck_assert_msg(
		    currency.places == rows[i].places, "%s", rows[i].code);
	}
}
END_TEST

START_TEST(other_codes_are_refused)
{
	static const struct {
		const char *code, *message;
	} rows[] = {
		{ "EURO", "\"EURO\" is not an ISO 4217 currency; EUR?" },
		{ "eur", "\"eur\" is not an ISO 4217 currency; EUR?" },
		{ "UDS", "\"UDS\" is not an ISO 4217 currency; USD?" },
		{ "GB", "\"GB\" is not an ISO 4217 currency; GBP?" },
		{ "", "\"\" is not an ISO 4217 currency" },
		{ "QQQ", "\"QQQ\" is not an ISO 4217 currency" },
		{ "EU,", "\"EU,\" is not an ISO 4217 currency; EUR?" },
		{ "US Dollar", "\"US Dollar\" is not an ISO 4217 currency" },
		{ "\xE2\x82\xAC",
		    "\"\xE2\x82\xAC\" is not an ISO 4217 currency" },
		/* Gold has no minor units. */
		{ "XAU", "\"XAU\" is not an ISO 4217 currency; XAF?" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct currency currency;
		struct error error = { 0 };

		ck_assert_int_eq(
		    currency_parse(rows[i].code, &currency, &error),
		    STATUS_INVALID);
		ck_assert_str_eq(error.text, rows[i].message);
	}
}
END_TEST

START_TEST(codes_are_equal_by_their_letters)
{
	struct currency a = { "EUR", 2 }, b = { "EUR", 2 }, c = { "EUU", 2 };

	ck_assert(currency_equal(a, b));
	ck_assert(!currency_equal(a, c));
}
END_TEST

Suite *
currency_suite(void)
{
	Suite *suite = suite_create("currency");
	TCase *tests = tcase_create("currency");

	tcase_add_test(tests, every_line_is_found);
	tcase_add_test(tests, places_are_the_standards);
	tcase_add_test(tests, other_codes_are_refused);
	tcase_add_test(tests, codes_are_equal_by_their_letters);
	suite_add_tcase(suite, tests);
	return suite;
}

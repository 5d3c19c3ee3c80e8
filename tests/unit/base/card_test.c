/*
 * The numbers are the issuers' and processors' published test numbers.
 */
#include "base/card.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define SEED UINT64_C(0xBF58476D1CE4E5B9)
#define SAMPLES 200000

/* xorshift */
static int
below(uint64_t *state, int limit)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (int)(*state % (uint64_t)limit);
}

START_TEST(cards_are_found_and_masked)
{
	static const struct {
		const char *name, *text, *masked;
	} rows[] = {
		{ "Visa", "4111111111111111", "411111******1111" },
		{ "Visa, another", "4012888888881881", "401288******1881" },
		{ "Mastercard", "5555555555554444", "555555******4444" },
		{ "Mastercard, 51", "5105105105105100", "510510******5100" },
		{ "Mastercard, 2 series", "2223003122003222",
		    "222300******3222" },
		{ "American Express 37", "378282246310005", "378282*****0005" },
		{ "American Express 34", "343434343434343", "343434*****4343" },
		{ "Diners 30", "30569309025904", "305693****5904" },
		{ "Diners 38", "38520000023237", "385200****3237" },
		{ "Diners 36", "36227206271667", "362272****1667" },
		{ "Discover 6011", "6011111111111117", "601111******1117" },
		{ "Discover 65", "6510000000000000", "651000******0000" },
		{ "Discover 6445", "6445644564456445", "644564******6445" },
		{ "JCB", "3530111333300000", "353011******0000" },
		{ "JCB 3566", "3566002020360505", "356600******0505" },
		{ "UnionPay 16", "6200000000000005", "620000******0005" },
		{ "UnionPay 19", "6205500000000000004", "620550*********0004" },
		{ "blanks", "4111 1111 1111 1111", "411111******1111" },
		{ "dashes", "5555-5555-5555-4444", "555555******4444" },
		{ "American Express blanks", "3782 822463 10005",
		    "378282*****0005" },
		{ "Diners blanks", "3056 930902 5904", "305693****5904" },
		{ "UnionPay blanks", "6205 5000 0000 0000 004",
		    "620550*********0004" },
		{ "odd blanks", "41 1111-11 111111-11", "411111******1111" },
		{ "within words", "card=4111111111111111;",
		    "411111******1111" },
		{ "between letters", "x4111111111111111x", "411111******1111" },
		{ "after another run", "12345, 4111111111111111",
		    "411111******1111" },
		{ "expiry behind", "4111 1111 1111 1111 12/27",
		    "411111******1111" },
		{ "security code behind", "4111111111111111 123",
		    "411111******1111" },
		{ "expiry dashed", "4111-1111-1111-1111-1227",
		    "411111******1111" },
		{ "number before", "2 4111111111111111", "411111******1111" },
		{ "number before blanks", "17 3782 822463 10005 0927",
		    "378282*****0005" },
		{ "two blanks before", "2026  4111 1111 1111 1111",
		    "411111******1111" },
		{ "second of two", "4111111111111112 4111111111111111",
		    "411111******1111" },
		{ "trailing blank and dash", "4111111111111111 -",
		    "411111******1111" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char masked[CARD_MASKED_MAX] = "";
		bool found = card_found(rows[i].text, masked);

		ck_assert_msg(found == (rows[i].masked != NULL), "%s: %s",
		    rows[i].name, found ? masked : "not found");
		if (found)
			ck_assert_msg(strcmp(masked, rows[i].masked) == 0,
			    "%s: %s", rows[i].name, masked);
	}
}
END_TEST

START_TEST(other_numbers_are_left_alone)
{
	static const struct {
		const char *name, *text;
	} rows[] = {
		{ "nothing", "" },
		{ "words", "Fiber internet" },
		{ "check digit wrong", "4111111111111112" },
		{ "a digit more", "41111111111111110" },
		{ "a digit before", "04111111111111111" },
		{ "Visa of 13 digits", "4222222222222" },
		{ "IMEI", "490154203237518" },
		{ "IMEI grouped", "49-015420-323751-8" },
		{ "IMEI of a telephone", "356938035643809" },
		{ "IMEI with software version", "3569380356438091" },
		{ "ICCID", "8991101200003204514" },
		{ "ICCID of 20", "89014103211118510720" },
		{ "ICCID grouped", "8991 1012 0000 3204 514" },
		{ "IMSI", "310150123456789" },
		{ "telephone", "+1 415 555 0132" },
		{ "telephone, E.164", "+4915112345678" },
		{ "two telephones", "4155550132 4155550133" },
		{ "grouped telephones", "555-123-4567 555-987-6543" },
		{ "date", "2026-10-31" },
		{ "instant", "2026-10-31T23:59:59Z" },
		{ "compact instant", "20261031235959" },
		{ "milliseconds", "1767225600000" },
		{ "microseconds", "1767225600000000" },
		{ "IBAN", "DE89 3704 0044 0532 0130 00" },
		{ "IBAN in whose digits is a Mastercard",
		    "DE76 5107 0021 9167 0246 29" },
		{ "the same without blanks", "pay to BE30860391784262 now" },
		{ "other separators", "4111.1111.1111.1111" },
		{ "two blanks", "4111 1111  1111 1111" },
		{ "zeros", "0000000000000000" },
		{ "order number", "2026-000001-000017" },
		{ "long", "41111111111111114111111111111111" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char masked[CARD_MASKED_MAX];

		ck_assert_msg(
		    !card_found(rows[i].text, masked), "%s", rows[i].name);
	}
}
END_TEST

/* Put random digits from ${at} on, then the right check digit. */
static void
complete(uint64_t *state, char *digits, size_t at, size_t count)
{
	int sum = 0;

	for (; at < count - 1; at++)
		digits[at] = (char)('0' + below(state, 10));
	for (size_t i = 0; i < count - 1; i++) {
		int digit = digits[count - 2 - i] - '0';

		digit *= i % 2 == 0 ? 2 : 1;
		sum += digit > 9 ? digit - 9 : digit;
	}
	digits[count - 1] = (char)('0' + (10 - sum % 10) % 10);
	digits[count] = '\0';
}

/* A random Visa number. */
static void
make_card(uint64_t *state, char digits[17])
{
	digits[0] = '4';
	complete(state, digits, 1, 16);
}

/* Write ${digits} in groups, the last length for all that follow. */
static void
group(const char *digits, const char *lengths, char separator, char *text)
{
	while (*digits != '\0') {
		int length = *lengths - '0';

		while (length-- > 0 && *digits != '\0')
			*text++ = *digits++;
		if (*digits != '\0')
			*text++ = separator;
		if (lengths[1] != '\0')
			lengths++;
	}
	*text = '\0';
}

static const struct issuer {
	const char *name;
	int first, last; /* of the first four digits */
	size_t digits;
	const char *groups;
} issuers[] = {
	{ "Visa", 4000, 4999, 16, "4" },
	{ "Mastercard 5", 5100, 5599, 16, "4" },
	{ "Mastercard 2", 2221, 2720, 16, "4" },
	{ "American Express 34", 3400, 3499, 15, "465" },
	{ "American Express 37", 3700, 3799, 15, "465" },
	{ "Diners 30", 3000, 3059, 14, "464" },
	{ "Diners 36", 3600, 3699, 14, "464" },
	{ "Diners 38", 3800, 3999, 14, "464" },
	{ "JCB", 3528, 3589, 16, "4" },
	{ "Discover 6011", 6011, 6011, 16, "4" },
	{ "Discover 64", 6440, 6599, 16, "4" },
	{ "UnionPay 16", 6200, 6299, 16, "4" },
	{ "UnionPay 17", 6200, 6299, 17, "4" },
	{ "UnionPay 18", 6200, 6299, 18, "4" },
	{ "UnionPay 19", 6200, 6299, 19, "4" },
};

/* In free text, however it is written. */
START_TEST(every_issuer_s_numbers_are_found_in_free_text)
{
	static const char *const around[][2] = { { "", "" },
		{ "card ", " exp 12/27" }, { "no.", ";" }, { "2 x ", "" },
		{ "(", ")" }, { "\xc3\xa9", "\xc3\xa9" } };
	const struct issuer *issuer = &issuers[_i];
	uint64_t state = SEED + (uint64_t)_i;

	for (int round = 0; round < SAMPLES; round++) {
		char digits[24], text[64], whole[96], masked[CARD_MASKED_MAX];
		int form = below(&state, 3), place = below(&state, 6);

		snprintf(digits, sizeof(digits), "%04d",
		    issuer->first +
			below(&state, issuer->last - issuer->first + 1));
		complete(&state, digits, 4, issuer->digits);
		if (form == 0)
			strcpy(text, digits);
		else
			group(digits, issuer->groups, " -"[form - 1], text);
		snprintf(whole, sizeof(whole), "%s%s%s", around[place][0], text,
		    around[place][1]);
		ck_assert_msg(card_found(whole, masked), "%s: seed %d: %s",
		    issuer->name, round, whole);
		ck_assert_msg(strncmp(masked, digits, 6) == 0 &&
				  strcmp(masked + issuer->digits - 4,
				      digits + issuer->digits - 4) == 0,
		    "%s masked as %s", whole, masked);
		ck_assert_msg(!card_found(card_mask(whole), masked) &&
				  strstr(whole, digits) == NULL &&
				  strchr(whole, '*') != NULL,
		    "%s is left of %s", whole, text);
	}
}
END_TEST

/* What telephone companies number, where nobody has declared it. */
static const struct {
	const char *name;
	const char *prefixes; /* of four letters */
	size_t digits;
	bool check; /* the last one is a check digit */
} kinds[] = {
	{ "telephone of 10", "4155555121252024", 10, false },
	{ "telephone of 11", "1415442033131790", 11, false },
	{ "telephone of 12", "4915393338618610", 12, false },
	{ "telephone of 13", "4917861354913333", 13, false },
	{ "IMEI", "3569490186000135", 15, true },
	{ "ICCID of 19", "8991890189448986", 19, true },
	{ "ICCID of 20", "8991890189448986", 20, false },
	{ "seconds", "1767182015001600", 10, false },
	{ "milliseconds", "1767182015001600", 13, false },
	{ "microseconds", "1767182015001600", 16, false },
	{ "nanoseconds", "1767182015001600", 19, false },
};

START_TEST(what_else_has_many_digits_is_taken_for_a_card)
{
	uint64_t state = SEED + (uint64_t)_i;

	for (int round = 0; round < SAMPLES; round++) {
		char digits[24], masked[CARD_MASKED_MAX];

		memcpy(digits, kinds[_i].prefixes + 4 * below(&state, 4), 4);
		complete(&state, digits, 4, kinds[_i].digits);
		if (!kinds[_i].check)
			digits[kinds[_i].digits - 1] =
			    (char)('0' + below(&state, 10));
		ck_assert_msg(!card_found(digits, masked), "%s: %s",
		    kinds[_i].name, digits);
	}
}
END_TEST

START_TEST(all_numbers_of_a_text_are_masked)
{
	static const struct {
		const char *text, *masked;
	} rows[] = {
		{ "", "" },
		{ "nothing 12", "nothing 12" },
		{ "4111 1111 1111 1111 12/27", "4111 11** **** 1111 12/27" },
		{ "4111111111111111,5555-5555-5555-4444",
		    "411111******1111,5555-55**-****-4444" },
		{ "a.csv:1: 378282246310005: no",
		    "a.csv:1: 378282*****0005: no" },
		{ "DE76 5107 0021 9167 0246 29 4111111111111111",
		    "DE76 5107 0021 9167 0246 29 411111******1111" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char text[96];

		strcpy(text, rows[i].text);
		ck_assert_str_eq(card_mask(text), rows[i].masked);
	}
}
END_TEST

START_TEST(every_valid_number_is_found_and_no_mistyped_one)
{
	uint64_t state = SEED;

	for (int round = 0; round < 5000; round++) {
		char digits[17], text[64], masked[CARD_MASKED_MAX];
		int at = below(&state, 16);

		make_card(&state, digits);
		snprintf(text, sizeof(text), "%.4s %.4s %.4s %.4s", digits,
		    digits + 4, digits + 8, digits + 12);
		ck_assert_msg(
		    card_found(digits, masked) && card_found(text, masked),
		    "seed %llx: %s", (unsigned long long)SEED, digits);
		ck_assert_msg(memcmp(masked, digits, 6) == 0 &&
				  strcmp(masked + 12, digits + 12) == 0 &&
				  memcmp(masked + 6, "******", 6) == 0,
		    "%s masked as %s", digits, masked);
		/* One wrong digit: Luhn always sees it. */
		digits[at] = (char)('0' + (digits[at] - '0' + 1) % 10);
		ck_assert_msg(
		    !card_found(digits, masked), "%s is none", digits);
	}
}
END_TEST

START_TEST(any_text_is_safe)
{
	static const char alphabet[] = "0123456789 -4444555x";
	uint64_t state = SEED;

	for (int round = 0; round < 20000; round++) {
		char text[80], masked[CARD_MASKED_MAX];
		size_t length = (size_t)below(&state, sizeof(text));

		for (size_t i = 0; i < length; i++)
			text[i] =
			    alphabet[below(&state, (int)sizeof(alphabet) - 1)];
		text[length < sizeof(text) ? length : sizeof(text) - 1] = '\0';
		if (card_found(text, masked))
			ck_assert_uint_lt(strlen(masked), CARD_MASKED_MAX);
	}
}
END_TEST

Suite *
card_suite(void)
{
	Suite *suite = suite_create("card");
	TCase *tests = tcase_create("card");

	tcase_add_test(tests, cards_are_found_and_masked);
	tcase_add_test(tests, other_numbers_are_left_alone);
	tcase_add_test(tests, every_valid_number_is_found_and_no_mistyped_one);
	tcase_add_test(tests, any_text_is_safe);
	tcase_add_loop_test(tests,
	    every_issuer_s_numbers_are_found_in_free_text, 0,
	    sizeof(issuers) / sizeof(issuers[0]));
	tcase_add_loop_test(tests,
	    what_else_has_many_digits_is_taken_for_a_card, 0,
	    sizeof(kinds) / sizeof(kinds[0]));
	tcase_add_test(tests, all_numbers_of_a_text_are_masked);
	suite_add_tcase(suite, tests);
	return suite;
}

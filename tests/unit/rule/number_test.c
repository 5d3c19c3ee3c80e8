/*
 * Patterns are checked when the company file is read; what passes can always be
 * formatted, and names a file.
 */
#include "rule/number.h"

#include <check.h>
#include <stdbool.h>
#include <string.h>

START_TEST(patterns_are_checked)
{
	static const struct {
		const char *pattern;
		bool good;
	} rows[] = {
		{ "INV-{year}-{seq:6}", true },
		{ "{year}{seq}", true },
		{ "{seq}.{year}", true },
		{ "A_{year}_{seq:1}", true },
		{ "A{seq:12}{year}", true },
		{ "ABCDEFGHIJKLMNOPQRSTU{year}{seq}", true },
		{ "", false },
		{ "INV", false },
		{ "INV-{year}", false },
		{ "INV-{seq:6}", false },
		{ "{year}{year}{seq}", false },
		{ "{year}{seq}{seq}", false },
		{ "{year}{seq}{seq:3}", false },
		{ "{year}-{seq:0}", false },
		{ "{year}-{seq:13}", false },
		{ "{year}-{seq:99999999999}", false },
		{ "{year}-{seq:}", false },
		{ "{year}-{seq:-1}", false },
		{ "{year}-{seq:6", false },
		{ "{year}-{seq", false },
		{ "{year-{seq}", false },
		{ "{yearly}{seq}", false },
		{ "{Year}{seq}", false },
		{ "{month}{year}{seq}", false },
		{ ".{year}{seq}", false },
		{ "-{year}{seq}", false },
		{ "_{year}{seq}", false },
		{ "../{year}{seq}", false },
		{ "a/{year}{seq}", false },
		{ "a {year}{seq}", false },
		{ "a\n{year}{seq}", false },
		{ "a%d{year}{seq}", false },
		{ "\xc3\x84{year}{seq}", false },
		{ "{{year}{seq}", false },
		{ "{year}{seq}}", false },
		{ "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ{year}{seq}", false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct error error;

		ck_assert_msg((number_check(rows[i].pattern, &error) ==
				  STATUS_OK) == rows[i].good,
		    "%s", rows[i].pattern);
	}
}
END_TEST

START_TEST(numbers_are_formatted)
{
	static const struct {
		const char *pattern;
		int64_t sequence;
		const char *number;
	} rows[] = {
		{ "INV-{year}-{seq:6}", 1, "INV-2026-000001" },
		{ "INV-{year}-{seq:6}", 999999, "INV-2026-999999" },
		{ "INV-{year}-{seq:6}", 1000000, "INV-2026-1000000" },
		{ "{seq}.{year}", 17, "17.2026" },
		{ "{year}{seq:1}", 42, "202642" },
		{ "a_{seq:12}.{year}-z", 7, "a_000000000007.2026-z" },
		{ "{year}{seq}", INT64_MAX, "20269223372036854775807" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char number[NUMBER_MAX];

		ck_assert_str_eq(number_format(rows[i].pattern, 2026,
				     rows[i].sequence, number),
		    rows[i].number);
	}
}
END_TEST

START_TEST(the_longest_good_pattern_has_room)
{
	char pattern[80] = "", number[NUMBER_MAX];
	struct error error;

	for (size_t plain = 1; plain < 60; plain++) {
		memset(pattern, 'A', plain);
		strcpy(pattern + plain, "{year}{seq:12}");
		if (number_check(pattern, &error) == STATUS_OK)
			number_format(pattern, 9999, INT64_MAX, number);
		strcpy(pattern, "{year}{seq:12}");
		memset(pattern + 14, 'A', plain);
		pattern[14 + plain] = '\0';
		if (number_check(pattern, &error) == STATUS_OK)
			number_format(pattern, 9999, INT64_MAX, number);
	}
	strcpy(pattern, "{year}{seq:");
	memset(pattern + 11, '0', 50);
	strcpy(pattern + 61, "6}");
	if (number_check(pattern, &error) == STATUS_OK)
		ck_assert_str_eq(
		    number_format(pattern, 2026, 1, number), "2026000001");
}
END_TEST

Suite *
number_suite(void)
{
	Suite *suite = suite_create("number");
	TCase *tests = tcase_create("number");

	tcase_add_test(tests, patterns_are_checked);
	tcase_add_test(tests, numbers_are_formatted);
	tcase_add_test(tests, the_longest_good_pattern_has_room);
	suite_add_tcase(suite, tests);
	return suite;
}

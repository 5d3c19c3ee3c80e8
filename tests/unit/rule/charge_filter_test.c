/*
 * A filter fits the values that it says, and knows which others it makes idle.
 */
#include "rule/charge_filter.h"

#include <check.h>

START_TEST(a_pattern_fits_values)
{
	static const struct {
		const char *pattern;
		const char *value;
		bool fits;
	} rows[] = {
		{ "eu", "eu", true },
		{ "eu", "eu-west", false },
		{ "eu", "EU", false },
		{ "eu-*", "eu-west", true },
		{ "eu-*", "eu-", true },
		{ "eu-*", "eu", false },
		{ "*", "anything", true },
		{ "*", "", false },
		{ "", "", true },
		{ "", "eu", false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_msg(charge_filter_fits(rows[i].pattern,
				  rows[i].value) == rows[i].fits,
		    "%s %s", rows[i].pattern, rows[i].value);
}
END_TEST

START_TEST(a_star_ends_a_pattern)
{
	struct error error;

	ck_assert_int_eq(charge_filter_check("", &error), STATUS_OK);
	ck_assert_int_eq(charge_filter_check("eu", &error), STATUS_OK);
	ck_assert_int_eq(charge_filter_check("*", &error), STATUS_OK);
	ck_assert_int_eq(charge_filter_check("eu-*", &error), STATUS_OK);
	ck_assert_int_eq(charge_filter_check("*eu", &error), STATUS_INVALID);
	ck_assert_int_eq(charge_filter_check("e**", &error), STATUS_INVALID);
	ck_assert_str_eq(
	    error.text, "e**: a * stands only at the end of a value");
}
END_TEST

START_TEST(a_row_covers_another)
{
	static const struct {
		const char *name;
		struct filter a[2];
		struct filter b[2];
		size_t a_count;
		size_t b_count;
		bool covers;
	} rows[] = {
		{ "the default covers all", { { 0 } }, { { "z", "eu" } }, 0, 1,
		    true },
		{ "nothing but the default covers it", { { "z", "*" } },
		    { { 0 } }, 1, 0, false },
		{ "the same", { { "z", "eu" } }, { { "z", "eu" } }, 1, 1,
		    true },
		{ "another value", { { "z", "eu" } }, { { "z", "us" } }, 1, 1,
		    false },
		{ "another dimension", { { "z", "eu" } }, { { "y", "eu" } }, 1,
		    1, false },
		{ "any value", { { "z", "*" } }, { { "z", "eu" } }, 1, 1,
		    true },
		{ "any value that is given", { { "z", "*" } }, { { "z", "" } },
		    1, 1, false },
		{ "one value does not cover any", { { "z", "eu" } },
		    { { "z", "*" } }, 1, 1, false },
		{ "a shorter beginning", { { "z", "e*" } }, { { "z", "eu-*" } },
		    1, 1, true },
		{ "a longer beginning", { { "z", "eu-*" } }, { { "z", "e*" } },
		    1, 1, false },
		{ "one dimension less", { { "z", "eu" } },
		    { { "y", "a" }, { "z", "eu" } }, 1, 2, true },
		{ "one dimension more", { { "y", "a" }, { "z", "eu" } },
		    { { "z", "eu" } }, 2, 1, false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct filter a[2] = { rows[i].a[0], rows[i].a[1] };
		struct filter b[2] = { rows[i].b[0], rows[i].b[1] };

		ck_assert_msg(charge_filter_covers(a, rows[i].a_count, b,
				  rows[i].b_count) == rows[i].covers,
		    "%s", rows[i].name);
	}
}
END_TEST

START_TEST(equal_filters_have_one_text)
{
	struct filter filters[] = { { "zone", "eu" }, { "class", "a\"b" } };
	struct arena arena = { NULL, NULL };

	charge_filter_sort(filters, 2);
	ck_assert_str_eq(charge_filter_text(filters, 2, &arena),
	    "{\"class\":\"a\\\"b\",\"zone\":\"eu\"}");
	ck_assert_str_eq(charge_filter_text(filters, 0, &arena), "");
	arena_close(&arena);
}
END_TEST

Suite *
charge_filter_suite(void)
{
	Suite *suite = suite_create("charge_filter");
	TCase *tests = tcase_create("charge_filter");

	tcase_add_test(tests, a_pattern_fits_values);
	tcase_add_test(tests, a_star_ends_a_pattern);
	tcase_add_test(tests, a_row_covers_another);
	tcase_add_test(tests, equal_filters_have_one_text);
	suite_add_tcase(suite, tests);
	return suite;
}

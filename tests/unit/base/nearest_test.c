/*
 * A suggestion must be plausible: better none than a strange one.
 */
#include "base/nearest.h"

#include <check.h>
#include <string.h>

START_TEST(distances_count_edits)
{
	static const struct {
		const char *name, *a, *b;
		size_t distance;
	} rows[] = {
		{ "equal", "plan", "plan", 0 },
		{ "both empty", "", "", 0 },
		{ "insert", "plan", "plans", 1 },
		{ "delete", "quantity", "quantty", 1 },
		{ "replace", "start", "stert", 1 },
		{ "neighbours swapped", "acocunt", "account", 1 },
		{ "swapped at the end", "accoutn", "account", 1 },
		{ "all else", "", "abc", 3 },
		{ "classic", "kitten", "sitting", 3 },
		{ "nothing in common", "abc", "xyz", 3 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t there = nearest_distance(rows[i].a, rows[i].b, 9);
		size_t back = nearest_distance(rows[i].b, rows[i].a, 9);

		ck_assert_msg(there == rows[i].distance && back == there,
		    "%s: %zu and %zu", rows[i].name, there, back);
	}
	ck_assert_uint_eq(nearest_distance("abc", "xyz", 1), 2);
	ck_assert_uint_eq(nearest_distance("a", "abcdef", 2), 3);
}
END_TEST

START_TEST(long_texts_are_far)
{
	char a[200], b[200];

	memset(a, 'a', sizeof a);
	memset(b, 'a', sizeof b);
	a[NEAREST_LENGTH_MAX] = '\0';
	b[NEAREST_LENGTH_MAX + 1] = '\0';
	ck_assert_uint_eq(nearest_distance(a, a, 5), 0);
	ck_assert_uint_eq(nearest_distance(a, b, 5), 6);
}
END_TEST

START_TEST(the_name_that_was_meant)
{
	static const char *const names[] = { "account", "amount", "currency",
		"quantity", "plan", "start", "id", "subscription" };
	static const struct {
		const char *name, *meant;
	} rows[] = {
		{ "acount", "account" },
		{ "amonut", "amount" },
		{ "quantiy", "quantity" },
		{ "plans", "plan" },
		{ "subscripton_", "subscription" },
		{ "sbuscirpiton", "subscription" },
		{ "colour", NULL },
		{ "", NULL },
		{ "x", NULL },
		{ "xy", NULL },
		{ "i", NULL },
		{ "ids", "id" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *found = nearest(rows[i].name, names, 8);

		if (rows[i].meant == NULL)
			ck_assert_msg(found == NULL, "%s", rows[i].name);
		else
			ck_assert_pstr_eq(found, rows[i].meant);
	}
	ck_assert_ptr_null(nearest("plan", names, 0));
}
END_TEST

START_TEST(the_first_of_equally_near_names)
{
	static const char *const names[] = { "state", "start", "stare" };

	ck_assert_str_eq(nearest("starx", names, 3), "start");
	ck_assert_str_eq(nearest("stat", names, 3), "state");
}
END_TEST

Suite *
nearest_suite(void)
{
	Suite *suite = suite_create("nearest");
	TCase *tests = tcase_create("nearest");

	tcase_add_test(tests, distances_count_edits);
	tcase_add_test(tests, long_texts_are_far);
	tcase_add_test(tests, the_name_that_was_meant);
	tcase_add_test(tests, the_first_of_equally_near_names);
	suite_add_tcase(suite, tests);
	return suite;
}

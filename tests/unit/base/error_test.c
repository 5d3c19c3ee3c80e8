/*
 * What an error says must survive prefixes, long texts and its own text as an
 * argument.
 */
#include "base/error.h"

#include <check.h>
#include <errno.h>
#include <string.h>

START_TEST(set_returns_status)
{
	struct error error = { 0 };

	ck_assert_int_eq(
	    error_set(&error, STATUS_BUSY, "held by %d", 7), STATUS_BUSY);
	ck_assert_int_eq(error.status, STATUS_BUSY);
	ck_assert_str_eq(error.text, "held by 7");
	ck_assert_int_eq(error_memory(&error), STATUS_MEMORY);
	ck_assert_str_eq(error.text, "out of memory");
}
END_TEST

START_TEST(prefix_stands_in_front)
{
	struct error error = { 0 };

	error_set(&error, STATUS_INVALID, "100%% wrong");
	ck_assert_int_eq(error_prefix(&error, "line %d: ", 12), STATUS_INVALID);
	error_prefix(&error, "orders.csv:");
	ck_assert_str_eq(error.text, "orders.csv:line 12: 100% wrong");
}
END_TEST

START_TEST(own_text_is_an_argument)
{
	struct error error = { 0 };

	error_set(&error, STATUS_INVALID, "bad plan");
	error_set(&error, STATUS_CONFIG, "catalog: %s", error.text);
	ck_assert_str_eq(error.text, "catalog: bad plan");
	errno = ENOENT;
	error_system(&error, STATUS_NO_INPUT, "%s", error.text);
	ck_assert_str_eq(
	    error.text, "catalog: bad plan: No such file or directory");
}
END_TEST

START_TEST(long_text_loses_its_end)
{
	struct error error = { 0 };
	char text[3000];

	/* Three bytes each: 1023 bytes hold 341, or "x" and 340. */
	for (size_t i = 0; i + 3 < sizeof text; i += 3)
		memcpy(text + i, "€", 4);
	error_set(&error, STATUS_INVALID, "%s", text);
	ck_assert_uint_eq(strlen(error.text), 1023);
	error_prefix(&error, "x");
	ck_assert_uint_eq(strlen(error.text), 1021);
	ck_assert_int_eq(strncmp(error.text, "x€", 4), 0);
	ck_assert_str_eq(error.text + 1021 - 3, "€");
}
END_TEST

START_TEST(excerpt_keeps_whole_characters)
{
	static const struct {
		const char *name, *text, *excerpt;
	} rows[] = {
		{ "empty", "", "" },
		{ "exactly forty bytes",
		    "0123456789012345678901234567890123456789",
		    "0123456789012345678901234567890123456789" },
		{ "forty-one bytes",
		    "01234567890123456789012345678901234567890",
		    "0123456789012345678901234567890123456789..." },
		{ "a character over the edge",
		    "012345678901234567890123456789012345678é",
		    "012345678901234567890123456789012345678..." },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char excerpt[ERROR_EXCERPT_MAX];

		ck_assert_msg(strcmp(error_excerpt(rows[i].text, excerpt),
				  rows[i].excerpt) == 0,
		    "%s: %s", rows[i].name, excerpt);
	}
}
END_TEST

Suite *
error_suite(void)
{
	Suite *suite = suite_create("error");
	TCase *tests = tcase_create("error");

	tcase_add_test(tests, set_returns_status);
	tcase_add_test(tests, prefix_stands_in_front);
	tcase_add_test(tests, own_text_is_an_argument);
	tcase_add_test(tests, long_text_loses_its_end);
	tcase_add_test(tests, excerpt_keeps_whole_characters);
	suite_add_tcase(suite, tests);
	return suite;
}

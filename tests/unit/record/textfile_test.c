/*
 * A small text comes whole, or not.
 */
#include "record/textfile.h"

#include <check.h>
#include <string.h>

#include "input.h"

static struct arena arena;

static void
teardown(void)
{
	arena_close(&arena);
}

static const struct {
	const char *name;
	const char *bytes;
	size_t length;
	enum status status;
} rows[] = {
	{ "nothing", "", 0, STATUS_OK },
	{ "a text", "one\ntwo\n", 8, STATUS_OK },
	{ "without a newline", "one", 3, STATUS_OK },
	{ "as many bytes as there may be", "123456789", 9, STATUS_OK },
	{ "one more", "1234567890", 10, STATUS_CONFIG },
	{ "many more", "12345678901234567890", 20, STATUS_CONFIG },
	{ "UTF-8", "\xc3\xa9\xe6\x9d\xb1", 5, STATUS_OK },
	{ "a byte that is not", "a\xff", 2, STATUS_CONFIG },
	{ "a character that is cut", "a\xe6\x9d", 3, STATUS_CONFIG },
	{ "a NUL", "a\0b", 3, STATUS_CONFIG },
	{ "a NUL at the end", "ab\0", 3, STATUS_CONFIG },
};

START_TEST(a_text_is_read_whole)
{
	const char *path = input_path(rows[_i].bytes, rows[_i].length);
	const char *text;
	struct error error;
	enum status status = textfile_read(path, 9, &arena, &text, &error);

	ck_assert_msg(
	    status == rows[_i].status, "%s: %d", rows[_i].name, (int)status);
	if (status == STATUS_OK)
		ck_assert_str_eq(text, rows[_i].bytes);
	else
		ck_assert_int_eq(strncmp(error.text, path, strlen(path)), 0);
}
END_TEST

START_TEST(a_pipe_will_do)
{
	const char *path = input_pipe("one\ntwo\n", 8, 7);
	const char *text;
	struct error error;

	ck_assert_int_eq(
	    textfile_read(path, 100, &arena, &text, &error), STATUS_OK);
	ck_assert_str_eq(text, "one\ntwo\n");
	input_wait();
}
END_TEST

START_TEST(what_cannot_be_read)
{
	const char *text;
	struct error error;

	ck_assert_int_eq(textfile_read("/nowhere/a", 9, &arena, &text, &error),
	    STATUS_NO_INPUT);
	ck_assert_int_eq(
	    textfile_read("/", 9, &arena, &text, &error), STATUS_IO);
}
END_TEST

Suite *
textfile_suite(void)
{
	Suite *suite = suite_create("textfile");
	TCase *tests = tcase_create("textfile");

	tcase_add_checked_fixture(tests, NULL, teardown);
	tcase_add_loop_test(
	    tests, a_text_is_read_whole, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_pipe_will_do);
	tcase_add_test(tests, what_cannot_be_read);
	suite_add_tcase(suite, tests);
	return suite;
}

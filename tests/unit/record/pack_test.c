/*
 * What was packed comes back, and nothing else is taken for a pack.
 */
#include "record/pack.h"

#include <check.h>
#include <string.h>

static struct arena arena;
static struct error error;

static void
clean(void)
{
	arena_close(&arena);
}

static const struct {
	const char *name;
	const char *fields[4];
	size_t count;
} lists[] = {
	{ "no text at all", { NULL }, 0 },
	{ "one empty text", { "" }, 1 },
	{ "empty texts at both ends", { "", "a", "" }, 3 },
	{ "commas, quotes and newlines", { "a,b", "\"", "\n\r" }, 3 },
	{ "more than ASCII", { "Zürich", "€", "\U0001F600" }, 3 },
	{ "four", { "a", "bb", "ccc", "dddd" }, 4 },
};

START_TEST(comes_back)
{
	const char **fields;
	const void *bytes;
	size_t length;

	ck_assert_int_eq(pack_join(&arena, lists[_i].fields, lists[_i].count,
			     &bytes, &length, &error),
	    STATUS_OK);
	ck_assert_int_eq(
	    pack_split(&arena, bytes, length, &fields, lists[_i].count, &error),
	    STATUS_OK);
	for (size_t i = 0; i < lists[_i].count; i++)
		ck_assert_msg(strcmp(fields[i], lists[_i].fields[i]) == 0,
		    "%s: text %zu is '%s'", lists[_i].name, i, fields[i]);
}
END_TEST

START_TEST(no_text_is_an_empty_one)
{
	const char *const given[] = { NULL, "a", NULL };
	const char **fields;
	const void *bytes;
	size_t length;

	ck_assert_int_eq(
	    pack_join(&arena, given, 3, &bytes, &length, &error), STATUS_OK);
	ck_assert_uint_eq(length, 4);
	ck_assert_int_eq(
	    pack_split(&arena, bytes, length, &fields, 3, &error), STATUS_OK);
	ck_assert_str_eq(fields[0], "");
	ck_assert_str_eq(fields[2], "");
}
END_TEST

static const struct {
	const char *name;
	const char *bytes;
	size_t length;
	size_t count;
} broken[] = {
	{ "a text too few", "a", 2, 2 },
	{ "a text too many", "a\0b", 4, 1 },
	{ "no end mark", "ab", 2, 1 },
	{ "bytes where there is nothing", "", 1, 0 },
	{ "nothing where there is a text", "", 0, 1 },
	{ "cut in the last text", "a\0b", 3, 2 },
};

START_TEST(refuses_what_is_no_pack)
{
	const char **fields;

	ck_assert_msg(pack_split(&arena, broken[_i].bytes, broken[_i].length,
			  &fields, broken[_i].count, &error) == STATUS_LEDGER,
	    "%s", broken[_i].name);
}
END_TEST

START_TEST(records_wait_in_their_order)
{
	static const size_t keys[] = { 1, 0, SIZE_MAX };
	const char *const rows[][3] = { { "b", "2", "first" },
		{ "a", "2", "second" }, { "c", "1", "third" },
		{ "a", "2", "fourth" }, { "c", "1", NULL } };
	static const char *const expected[] = { "third", "second", "fourth",
		"first" };
	struct sort *sort = NULL;
	const char **fields;
	const void *bytes;
	size_t length;
	bool found;

	ck_assert_int_eq(sort_open(0, &sort, &error), STATUS_OK);
	for (size_t i = 0; i < 5; i++)
		ck_assert_int_eq(
		    pack_wait(sort, &arena, rows[i], 3, keys, &error),
		    i < 4 ? STATUS_OK : STATUS_MEMORY);
	ck_assert_int_eq(sort_start(sort, &error), STATUS_OK);
	for (size_t i = 0; i < 4; i++) {
		ck_assert_int_eq(
		    sort_next(sort, &bytes, &length, &found, &error),
		    STATUS_OK);
		ck_assert_int_eq(
		    pack_split(&arena, bytes, length, &fields, 3, &error),
		    STATUS_OK);
		ck_assert_str_eq(fields[2], expected[i]);
	}
	sort_close(sort);
}
END_TEST

Suite *
pack_suite(void)
{
	Suite *suite = suite_create("pack");
	TCase *tests = tcase_create("pack");

	tcase_add_checked_fixture(tests, NULL, clean);
	tcase_add_loop_test(
	    tests, comes_back, 0, sizeof lists / sizeof lists[0]);
	tcase_add_test(tests, no_text_is_an_empty_one);
	tcase_add_test(tests, records_wait_in_their_order);
	tcase_add_loop_test(tests, refuses_what_is_no_pack, 0,
	    sizeof broken / sizeof broken[0]);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * A layout is what its file says.
 */
#include "usage/arranging.h"

#include <check.h>
#include <string.h>

#include "tests/unit/work/desk.h"

static struct arena arena;
static struct layout layout;

static enum status
read_text(const char *text)
{
	const char *path = book_file("layout.yaml", text);

	return arranging_read(path, &arena, &layout, &book_error);
}

static void
close_all(void)
{
	layout_close(&layout);
	arena_close(&arena);
}

START_TEST(a_key_of_lines_is_lost)
{
	book_must(read_text(
	    "fixed: {a: {at: 1, width: 2}, b: {at: 2, width: 10}}\n"
	    "length: 11\nskip: 3\nonly: {a: [x, \"y*\"]}\n"
	    "except: {b: z, a: \"\"}\n"
	    "total: {where: {a: T}, records: b}\n"
	    "time: {format: YYYYMMDD, zone: Europe/Berlin, twice: later}\n"
	    "usage: {event: \"{a}\", occurred_at: \"{b}\"}\n"));
	ck_assert_int_eq(layout.kind, LAYOUT_FIXED);
	ck_assert_uint_eq(layout.column_count, 2);
	ck_assert_uint_eq(layout.columns[1].at, 1);
	ck_assert_uint_eq(layout.columns[1].width, 10);
	ck_assert_uint_eq(layout.length, 11);
	ck_assert_uint_eq(layout.skip, 3);
	ck_assert_uint_eq(layout.only.count, 1);
	ck_assert_uint_eq(layout.only.items[0].count, 2);
	ck_assert_str_eq(layout.only.items[0].values[1], "y*");
	ck_assert_uint_eq(layout.except.count, 2);
	ck_assert_uint_eq(layout.except.items[0].column, 1);
	ck_assert_str_eq(layout.except.items[1].values[0], "");
	ck_assert_uint_eq(layout.total.count, 1);
	ck_assert_uint_eq(layout.total_column, 1);
	ck_assert_ptr_nonnull(layout.time.zone);
	ck_assert_int_eq(layout.time.twice, LOCAL_LATER);
	ck_assert(!layout.values[0].timed && layout.values[1].timed);
	close_all();
}
END_TEST

START_TEST(a_key_of_a_header_is_lost)
{
	book_must(read_text("csv: header\nseparator: tab\n"
			    "except: {state: no}\n"
			    "time: {format: unix}\n"
			    "usage: {event: \"{a b}-{c}\"}\n"));
	ck_assert_int_eq(layout.kind, LAYOUT_HEADER);
	ck_assert_int_eq(layout.separator, '\t');
	ck_assert_uint_eq(layout.column_count, 3);
	ck_assert_str_eq(layout.columns[1].name, "a b");
	ck_assert_ptr_null(layout.time.zone);
	close_all();
}
END_TEST

static const struct {
	const char *text;
	const char *reason;
} refused[] = {
	{ "csv: [a]\nusages: {event: x}\n", "\"usages\" is not known; usage?" },
	{ "csv: [a]\nusage: {event: \"{b}\"}\n", ":2:" },
	{ "csv: [a]\nskip: 1000001\nusage: {event: x}\n", "a count" },
	{ "csv: [a]\ntime: {format: unix, twice: never}\nusage: {event: x}\n",
	    "never" },
	{ "csv: []\nusage: {event: x}\n", "names of the columns" },
	{ "fixed: {}\nusage: {event: x}\n", "columns are expected" },
	{ "fixed: {a: {at: 1, width: 1}}\nseparator: \";\"\n"
	  "usage: {event: x}\n",
	    "separator is for csv" },
	{ "csv: [a]\nonly: []\nusage: {event: x}\n", "their values" },
	{ "csv: [a]\nusage: []\n", "the columns of usage" },
};

START_TEST(a_bad_layout_is_taken)
{
	ck_assert_msg(read_text(refused[_i].text) == STATUS_CONFIG, "%s",
	    refused[_i].text);
	ck_assert_msg(strstr(book_error.text, refused[_i].reason) != NULL,
	    "%s: %s", refused[_i].text, book_error.text);
	close_all();
}
END_TEST

Suite *
arranging_suite(void)
{
	Suite *suite = suite_create("arranging");
	TCase *tests = tcase_create("arranging");

	tcase_add_checked_fixture(tests, desk_setup, desk_teardown);
	tcase_add_test(tests, a_key_of_lines_is_lost);
	tcase_add_test(tests, a_key_of_a_header_is_lost);
	tcase_add_loop_test(tests, a_bad_layout_is_taken, 0,
	    sizeof(refused) / sizeof(*refused));
	suite_add_tcase(suite, tests);
	return suite;
}

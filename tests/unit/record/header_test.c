/*
 * A header has names, parted as they should be.
 */
#include "record/header.h"

#include <check.h>
#include <string.h>

#include "input.h"

static const struct {
	const char *name;
	char separator;
	const char *bytes;
	size_t count;
	const char *told; /* "": its cells are names */
} files[] = {
	{ "names", ',', "a,b\n1,2\n", 2, "" },
	{ "a name alone", ',', "a\n1\n", 1, "" },
	{ "nothing", ',', "", 0, "1: no header" },
	{ "a blank line", ',', "\na,b\n", 0, "1: no header" },
	{ "semicolons", ',', "a;b;c\n", 0,
	    "1: the cells seem to be parted by \";\", \",\" is expected" },
	{ "tabs", ',', "a\tb\n", 0,
	    "1: the cells seem to be parted by a tab, \",\" is expected" },
	{ "commas where tabs should be", '\t', "a,b\n", 0,
	    "1: the cells seem to be parted by \",\", a tab is expected" },
	{ "a semicolon in one of two names", ',', "a;b,c\n", 2, "" },
	{ "semicolons where they should be", ';', "a;b\n", 2, "" },
	{ "not UTF-8", ',', "a,\xff\n", 0,
	    "1: column 2: byte 0xff is not UTF-8" },
};

START_TEST(a_header_is_read_otherwise)
{
	const char *path = input_path(files[_i].bytes, strlen(files[_i].bytes));
	static struct row row;
	struct source source;
	struct error error;
	struct csv *csv;
	enum status status;
	int first;

	ck_assert_int_eq(source_open(path, &source, &error), STATUS_OK);
	ck_assert_int_eq(source_first(&source, &first, &error), STATUS_OK);
	ck_assert_int_eq(csv_open(&csv, &error), STATUS_OK);
	csv_separate(csv, files[_i].separator);
	status = header_read(csv, &source, files[_i].separator, &row, &error);
	ck_assert_msg((status == STATUS_OK) == (files[_i].told[0] == '\0'),
	    "%s: %s", files[_i].name, error.text);
	if (status == STATUS_OK)
		ck_assert_uint_eq(row.count, files[_i].count);
	else
		ck_assert_str_eq(error.text + strlen(path) + 1, files[_i].told);
	csv_close(csv);
	source_close(&source);
	row_close(&row);
}
END_TEST

START_TEST(the_header_again_is_a_record)
{
	static const char *const names[] = { "a", "b", "c" };
	static const char *const same[] = { "a", "b", "c" };
	static const char *const other[] = { "a", "b", "d" };

	ck_assert(header_again(names, 3, same, 3));
	ck_assert(!header_again(names, 3, other, 3));
	ck_assert(!header_again(names, 3, same, 2));
	ck_assert(!header_again(names, 2, same, 3));
}
END_TEST

Suite *
header_suite(void)
{
	Suite *suite = suite_create("header");
	TCase *tests = tcase_create("header");

	tcase_add_loop_test(tests, a_header_is_read_otherwise, 0,
	    sizeof(files) / sizeof(*files));
	tcase_add_test(tests, the_header_again_is_a_record);
	suite_add_tcase(suite, tests);
	return suite;
}

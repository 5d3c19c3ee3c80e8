/*
 * A tight row is what its cells are, with commas.
 */
#include "record/tight_row.h"

#include <check.h>
#include <string.h>

static const struct {
	const char *name;
	const char *cells; /* each with its NUL */
	size_t length;
	const char *line;
} rows[] = {
	{ "one cell", "a", 2, "a," },
	{ "an empty cell", "", 1, "," },
	{ "empty cells at the end", "ab\0\0", 5, "ab,,," },
	{ "cells of any length", "a\0bcd\0\0ef", 10, "a,bcd,,ef," },
};

START_TEST(a_comma_is_where_no_cell_ends)
{
	const char *bytes = rows[_i].cells, *next = bytes, *cells[8];
	struct tight_row row = { cells, 0, rows[_i].length };
	char line[64];

	while (next < bytes + row.length) {
		cells[row.count++] = next;
		next += strlen(next) + 1;
	}
	memset(line, '#', sizeof(line));
	ck_assert_ptr_eq(tight_row_write(&row, line), line + row.length);
	ck_assert_uint_eq(row.length, strlen(rows[_i].line));
	ck_assert_mem_eq(line, rows[_i].line, row.length);
	ck_assert_int_eq(line[row.length], '#');
}
END_TEST

Suite *
tight_row_suite(void)
{
	Suite *suite = suite_create("tight_row");
	TCase *cases = tcase_create("tight_row");

	tcase_add_loop_test(cases, a_comma_is_where_no_cell_ends, 0,
	    (int)(sizeof(rows) / sizeof(rows[0])));
	suite_add_tcase(suite, cases);
	return suite;
}

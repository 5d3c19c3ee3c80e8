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
	const char *rest;
	const char *line;
} rows[] = {
	{ "one cell", "a", 2, "x", "a,x\n" },
	{ "an empty cell", "", 1, "x,y", ",x,y\n" },
	{ "empty cells at the end", "ab\0\0", 5, "1.5", "ab,,,1.5\n" },
	{ "cells of any length", "a\0bcd\0\0ef", 10, "x", "a,bcd,,ef,x\n" },
};

START_TEST(a_comma_is_where_no_cell_ends)
{
	const char *bytes = rows[_i].cells, *next = bytes, *cells[8];
	struct tight_row row = { cells, 0, rows[_i].length, rows[_i].rest,
		strlen(rows[_i].rest) };
	char line[64];

	while (next < bytes + row.length) {
		cells[row.count++] = next;
		next += strlen(next) + 1;
	}
	memset(line, '#', sizeof(line));
	tight_row_write(&row, line);
	ck_assert_uint_eq(tight_row_length(&row), strlen(rows[_i].line));
	ck_assert_mem_eq(line, rows[_i].line, tight_row_length(&row));
	ck_assert_int_eq(line[tight_row_length(&row)], '#');
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

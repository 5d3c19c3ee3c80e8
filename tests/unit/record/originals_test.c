/*
 * Any row comes back as it was, whatever was asked for before.
 */
#include "record/originals.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS 5000

static struct error error;

/* Rows differ in lines, cells and lengths; some are longer than the room. */
static size_t
row(size_t number, uint64_t *line, const char **cells)
{
	static char first[24], second[100000];
	size_t length = number % 1000 == 7 ? sizeof(second) - 1 : number % 90;

	snprintf(first, sizeof(first), "row %zu", number);
	memset(second, 'x', length);
	second[length] = '\0';
	*line = number * 3 + 1;
	cells[0] = first;
	cells[1] = second;
	cells[2] = "";
	return number % 3 + 1;
}

START_TEST(another_row_is_found)
{
	struct originals *originals;
	struct arena arena = { NULL, NULL };
	struct original original;
	const char *cells[3];
	size_t i, k, number, count;
	uint64_t line;

	ck_assert_int_eq(originals_open(&originals, &error), STATUS_OK);
	for (i = 0; i < ROWS; i++) {
		count = row(i, &line, cells);
		ck_assert_int_eq(
		    originals_add(originals, line, cells, count, &error),
		    STATUS_OK);
	}
	for (i = 0; i < 300; i++) {
		number = i < 3 ? ROWS - 1 - i : i * 7919 % ROWS;
		count = row(number, &line, cells);
		ck_assert_int_eq(
		    originals_find(originals, line, &arena, &original, &error),
		    STATUS_OK);
		ck_assert_uint_eq(original.count, count);
		for (k = 0; k < count; k++)
			ck_assert_str_eq(original.cells[k], cells[k]);
		arena_reset(&arena);
	}
	arena_close(&arena);
	originals_close(originals);
}
END_TEST

/* What is asked for before the end, and what is added behind it. */
START_TEST(a_row_is_lost_between_others)
{
	struct originals *originals;
	struct arena arena = { NULL, NULL };
	struct original original;
	const char *cells[3];
	uint64_t line, first;
	size_t count, i;

	ck_assert_int_eq(originals_open(&originals, &error), STATUS_OK);
	for (i = 0; i < 200; i++) {
		count = row(i, &line, cells);
		ck_assert_int_eq(
		    originals_add(originals, line, cells, count, &error),
		    STATUS_OK);
		(void)row(i / 2, &first, cells);
		ck_assert_int_eq(
		    originals_find(originals, first, &arena, &original, &error),
		    STATUS_OK);
		ck_assert_str_eq(original.cells[0], cells[0]);
	}
	arena_close(&arena);
	originals_close(originals);
}
END_TEST

Suite *
originals_suite(void)
{
	Suite *suite = suite_create("originals");
	TCase *tests = tcase_create("originals");

	tcase_add_test(tests, another_row_is_found);
	tcase_add_test(tests, a_row_is_lost_between_others);
	suite_add_tcase(suite, tests);
	return suite;
}

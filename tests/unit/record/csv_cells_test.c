#include "record/csv_cells.h"

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The finders: what holds for one holds for the other. */
static bool (*const finders[])(const char *, size_t, char, struct row *) = {
	csv_cells_find,
	csv_cells_find_eight,
};

static struct row row;

/* The cells of a line as text, or "no". */
static const char *
tell(bool found)
{
	static char told[2048];
	size_t at = 0, i;

	if (!found)
		return "no";
	at = (size_t)snprintf(told, sizeof(told), "%zu ", row.tight);
	for (i = 0; i < row.count; i++)
		at += (size_t)snprintf(told + at, sizeof(told) - at, "[%.*s]",
		    (int)row.lengths[i], row.cells[i]);
	return told;
}

static const struct {
	const char *name;
	char separator;
	const char *line;
	const char *told;
} lines[] = {
	{ "one cell", ',', "a", "2 [a]" },
	{ "nothing", ',', "", "1 []" },
	{ "empty cells", ',', ",,", "3 [][][]" },
	{ "eight bytes", ',', "abc,defg", "9 [abc][defg]" },
	{ "sixteen bytes", ',', "abc,defg,hijklmn", "17 [abc][defg][hijklmn]" },
	{ "a comma at the sixteenth byte", ',', "abcdefghijklmno,p",
	    "18 [abcdefghijklmno][p]" },
	{ "a comma last", ',', "abcdefghijklmno,", "17 [abcdefghijklmno][]" },
	{ "another separator", ';', "a,b;c", "6 [a,b][c]" },
	{ "a blank", ',', "a b,c", "0 [a b][c]" },
	{ "a tabulator", ',', "a\tb,c", "0 [a\tb][c]" },
	{ "DEL", ',', "a\x7f,c", "0 [a\x7f][c]" },
	{ "not ASCII", ',', "\xc3\xa9,c", "0 [\xc3\xa9][c]" },
	{ "the highest byte", ',', "\xff,c", "0 [\xff][c]" },
	{ "the first printable byte", ',', "!,c", "4 [!][c]" },
	{ "the last printable byte", ',', "~,c", "4 [~][c]" },
	{ "a quote", ',', "a,\"b\"", "no" },
	{ "a quote behind sixteen bytes", ',', "abcdefghijklmnopq,\"b\"",
	    "no" },
	{ "a carriage return", ',', "a\rb", "no" },
};

START_TEST(test_lines)
{
	char bytes[128 + CSV_CELLS_MARGIN];
	size_t length = strlen(lines[_i].line), i;

	/* What is behind the line would change all. */
	memset(bytes, '"', sizeof(bytes));
	memcpy(bytes, lines[_i].line, length);
	for (i = 0; i < 2; i++)
		ck_assert_msg(strcmp(lines[_i].told,
				  tell(finders[i](bytes, length,
				      lines[_i].separator, &row))) == 0,
		    "%s, by finder %zu: %s", lines[_i].name, i,
		    tell(finders[i](bytes, length, lines[_i].separator, &row)));
}
END_TEST

START_TEST(test_as_many_as_a_row_has)
{
	char bytes[READER_COLUMNS_MAX + CSV_CELLS_MARGIN];
	size_t i;

	memset(bytes, ',', sizeof(bytes));
	for (i = 0; i < 2; i++) {
		ck_assert(finders[i](bytes, READER_COLUMNS_MAX - 1, ',', &row));
		ck_assert_uint_eq(row.count, READER_COLUMNS_MAX);
		ck_assert(!finders[i](bytes, READER_COLUMNS_MAX, ',', &row));
	}
}
END_TEST

/* Cells one byte at a time. */
static bool
find_slowly(const char *bytes, size_t length, char separator, struct row *found)
{
	size_t i, cell = 0;
	bool odd = false;

	found->count = 0;
	for (i = 0; i <= length; i++) {
		if (i < length && (bytes[i] == '"' || bytes[i] == '\r'))
			return false;
		odd =
		    odd || (i < length && (bytes[i] <= ' ' || bytes[i] > '~'));
		if (i < length && bytes[i] != separator)
			continue;
		found->cells[found->count] = bytes + cell;
		found->lengths[found->count++] = i - cell;
		cell = i + 1;
	}
	found->tight = odd ? 0 : length + 1;
	return true;
}

START_TEST(test_any_bytes)
{
	static const char some[] =
	    ",,,;0az~! \"\r\t\x7f\x80\xff\x2b\x2d\x2c\xac";
	char bytes[100 + CSV_CELLS_MARGIN], expected[2048];
	uint32_t seed = 7;
	size_t k, i;
	int round;

	for (round = 0; round < 20000; round++) {
		size_t length = (seed >> 8) % 100;
		/* Mostly of the bytes that do not end it all. */
		size_t kinds = round % 2 == 0 ? 9 : sizeof(some) - 1;

		for (i = 0; i < sizeof(bytes); i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i] = some[(seed >> 16) % kinds];
		}
		snprintf(expected, sizeof(expected), "%s",
		    tell(find_slowly(bytes, length, ',', &row)));
		for (k = 0; k < 2; k++)
			ck_assert_str_eq(expected,
			    tell(finders[k](bytes, length, ',', &row)));
	}
}
END_TEST

START_TEST(test_lines_are_counted)
{
	static const char some[] = "\n\n,ab0\r \xff";
	char bytes[400];
	uint32_t seed = 11;

	for (int round = 0; round < 20000; round++) {
		size_t length = (seed >> 8) % sizeof(bytes), expected = 0, i;
		/* Few have a quote, at most one. */
		size_t quote = round % 3 == 0 ? (seed >> 4) % 400 : 400, count;

		for (i = 0; i < length; i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i] = some[(seed >> 16) % (sizeof(some) - 1)];
			expected += bytes[i] == '\n';
		}
		if (quote < length) {
			expected -= bytes[quote] == '\n';
			bytes[quote] = '"';
		}
		ck_assert(csv_cells_lines(bytes, length, &count) ==
			  (quote >= length));
		ck_assert_uint_eq(count, expected);
	}
}
END_TEST

Suite *csv_cells_suite(void);

Suite *
csv_cells_suite(void)
{
	Suite *suite = suite_create("csv_cells");
	TCase *cells = tcase_create("cells");

	tcase_add_loop_test(
	    cells, test_lines, 0, sizeof(lines) / sizeof(lines[0]));
	tcase_add_test(cells, test_as_many_as_a_row_has);
	tcase_add_test(cells, test_any_bytes);
	tcase_add_test(cells, test_lines_are_counted);
	suite_add_tcase(suite, cells);
	return suite;
}

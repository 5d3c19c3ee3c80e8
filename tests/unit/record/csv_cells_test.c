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

static struct row other;
static uint32_t seed;

static size_t
some(size_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

static const struct {
	const char *name;
	const char *bytes;
	enum csv_cells_kind kind;
	size_t lines;
} blocks[] = {
	{ "nothing", "", CSV_CELLS_TIGHT, 0 },
	{ "a line", "a,b\n", CSV_CELLS_TIGHT, 1 },
	{ "a blank line", "\n", CSV_CELLS_TIGHT, 1 },
	{ "a blank", "a b\n", CSV_CELLS_ANY, 1 },
	{ "CRLF", "a,b\r\nc,d\r\n", CSV_CELLS_ANY, 2 },
	{ "DEL", "a,\x7f\n", CSV_CELLS_ANY, 1 },
	{ "not ASCII", "\xc3\xa9\n", CSV_CELLS_ANY, 1 },
	{ "the first and the last printable byte", "!,~\n", CSV_CELLS_TIGHT,
	    1 },
	{ "a quote", "a,\"b\"\n", CSV_CELLS_QUOTED, 1 },
	{ "a quote behind a blank", "a ,\"b\"\n", CSV_CELLS_QUOTED, 1 },
	{ "a blank behind a quote", "\"b\" ,c\n", CSV_CELLS_QUOTED, 1 },
	{ "a blank in front of sixteen bytes", " 23456789abcdefg\nh\n",
	    CSV_CELLS_ANY, 2 },
	{ "a blank behind sixteen bytes", "123456789abcdef\nh i\n",
	    CSV_CELLS_ANY, 2 },
	{ "a quote in front, a blank behind", "\"3456789abcdef\"\nh i\n",
	    CSV_CELLS_QUOTED, 2 },
};

START_TEST(a_block_is_of_a_kind)
{
	const char *bytes = blocks[_i].bytes;
	size_t count = 7;

	ck_assert_msg(
	    csv_cells_look(bytes, strlen(bytes), &count) == blocks[_i].kind,
	    "%s", blocks[_i].name);
	ck_assert_uint_eq(count, blocks[_i].lines);
}
END_TEST

/* By whole blocks the same as byte by byte. */
START_TEST(what_is_odd_is_found_anywhere)
{
	static const char odd[] = " \r\t\x7f\x80\xff\"";
	char bytes[400];

	seed = 11;
	for (int round = 0; round < 20000; round++) {
		size_t length = some(sizeof(bytes)), expected = 0, count, i;
		enum csv_cells_kind kind = CSV_CELLS_TIGHT;

		for (i = 0; i < length; i++) {
			bytes[i] = "\n,ab0!~"[some(7)];
			if (round % 2 == 0 && some(length) == 0)
				bytes[i] = odd[some(sizeof(odd) - 1)];
			expected += bytes[i] == '\n';
			if (bytes[i] == '"')
				kind = CSV_CELLS_QUOTED;
			else if (kind == CSV_CELLS_TIGHT &&
				 memchr(odd, bytes[i], sizeof(odd) - 1) != NULL)
				kind = CSV_CELLS_ANY;
		}
		ck_assert_int_eq(csv_cells_look(bytes, length, &count), kind);
		ck_assert_uint_eq(count, expected);
	}
}
END_TEST

/* Whether both have the same cells; those of ${row} have NULs behind. */
static void
same_cells(void)
{
	size_t i;

	ck_assert_uint_eq(row.count, other.count);
	for (i = 0; i < row.count; i++) {
		ck_assert_ptr_eq(row.cells[i], other.cells[i]);
		ck_assert_uint_eq(row.lengths[i], other.lengths[i]);
		ck_assert_int_eq(row.cells[i][row.lengths[i]], '\0');
	}
}

/* A block is cut as its lines are one by one. */
START_TEST(tight_lines_are_cut_alike)
{
	char bytes[400 + CSV_CELLS_BLOCK_MARGIN];

	seed = 5;
	for (int round = 0; round < 2000; round++) {
		size_t length = 1 + some(400), at = 0, line, i;
		size_t kinds = 4 + some(20);
		struct csv_cursor cursor;

		for (i = 0; i < sizeof(bytes); i++)
			bytes[i] = ",\nabcdefghijklmnopqrstuv"[some(kinds)];
		bytes[length - 1] = '\n';
		csv_cells_begin(&cursor, bytes);
		while (at < length) {
			char *feed = memchr(bytes + at, '\n', length - at);

			line = (size_t)(feed - bytes) - at;
			ck_assert(csv_cells_find_eight(
			    bytes + at, line, ',', &other));
			ck_assert_uint_eq(
			    csv_cells_next(&cursor, &row), line + 1);
			same_cells();
			/* A blank line is a row, but not tight. */
			ck_assert_uint_eq(
			    row.tight, line == 0 ? 0 : other.tight);
			at += line + 1;
		}
		ck_assert_uint_eq(at, length);
	}
}
END_TEST

START_TEST(a_line_with_too_many_cells_is_left)
{
	char bytes[READER_COLUMNS_MAX + 2 + CSV_CELLS_BLOCK_MARGIN];
	char before[sizeof(bytes)];
	struct csv_cursor cursor;
	size_t commas = READER_COLUMNS_MAX - 1 + (size_t)_i;

	memset(bytes, ',', sizeof(bytes));
	bytes[commas] = '\n';
	memcpy(before, bytes, sizeof(bytes));
	csv_cells_begin(&cursor, bytes);
	if (_i == 0) {
		ck_assert_uint_eq(
		    csv_cells_next(&cursor, &row), READER_COLUMNS_MAX);
		ck_assert_uint_eq(row.count, READER_COLUMNS_MAX);
		return;
	}
	ck_assert_uint_eq(csv_cells_next(&cursor, &row), 0);
	ck_assert_mem_eq(bytes, before, sizeof(bytes));
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
	tcase_add_loop_test(cells, a_block_is_of_a_kind, 0,
	    (int)(sizeof(blocks) / sizeof(blocks[0])));
	tcase_add_test(cells, what_is_odd_is_found_anywhere);
	tcase_add_test(cells, tight_lines_are_cut_alike);
	tcase_add_loop_test(cells, a_line_with_too_many_cells_is_left, 0, 3);
	suite_add_tcase(suite, cells);
	return suite;
}

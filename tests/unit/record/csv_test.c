#include "record/csv.h"

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"

/*
 * What was read is told as text: "line:[cell][cell] " for each row, then the
 * error without the name of the file.
 */

static const char *
tell(const char *path)
{
	static char told[4096];
	struct row *row = calloc(1, sizeof(*row));
	struct source source;
	struct error error;
	struct csv *csv;
	enum status status;
	size_t at = 0;
	bool found;
	int first;

	ck_assert_int_eq(source_open(path, &source, &error), STATUS_OK);
	ck_assert_int_eq(source_first(&source, &first, &error), STATUS_OK);
	ck_assert_int_eq(csv_open(&csv, &error), STATUS_OK);
	told[0] = '\0';
	while ((status = csv_read(csv, &source, row, &found, &error)) ==
		   STATUS_OK &&
	       found) {
		at += (size_t)snprintf(
		    told + at, sizeof(told) - at, "%" PRIu64 ":", row->line);
		for (size_t i = 0; i < row->count; i++)
			at += (size_t)snprintf(told + at, sizeof(told) - at,
			    "[%.60s]", row->cells[i]);
		at += (size_t)snprintf(told + at, sizeof(told) - at, " ");
	}
	if (status != STATUS_OK)
		snprintf(told + at, sizeof(told) - at, "%s",
		    error.text + strlen(path) + 1);
	csv_close(csv);
	source_close(&source);
	row_close(row);
	free(row);
	return told;
}

static const struct {
	const char *name;
	const char *bytes;
	const char *told;
} files[] = {
	{ "one row", "a,b\n", "1:[a][b] " },
	{ "CRLF", "a,b\r\nc,d\r\n", "1:[a][b] 2:[c][d] " },
	{ "LF and CRLF mixed", "a\r\nb\nc\r\n", "1:[a] 2:[b] 3:[c] " },
	{ "byte order mark",
	    "\xef\xbb\xbf"
	    "a,b\n",
	    "1:[a][b] " },
	{ "only a byte order mark", "\xef\xbb\xbf", "" },
	{ "blanks belong to the cell", " a , b\t\n", "1:[ a ][ b\t] " },
	{ "empty cells", ",,\n", "1:[][][] " },
	{ "quoted", "\"a,b\",\"c\"\n", "1:[a,b][c] " },
	{ "quotes within quotes", "\"a\"\"b\",\"\"\n", "1:[a\"b][] " },
	{ "a quoted newline counts as a line", "\"a\nb\",c\nd,e\n",
	    "1:[a\nb][c] 3:[d][e] " },
	{ "CRLF and CR within quotes", "\"a\r\nb\rc\"\r\nd\n",
	    "1:[a\r\nb\rc] 3:[d] " },
	{ "a blank line is a row", "a\n\nb\n", "1:[a] 2:[] 3:[b] " },
	{ "a blank line at the end", "a\n\r\n", "1:[a] 2:[] " },
	{ "a blank line within quotes is none", "\"a\n\nb\"\n", "1:[a\n\nb] " },
	{ "two stray quotes must not glue rows together",
	    "a,b\n5\" pipe,1\n6\" pipe,2\n",
	    "1:[a][b] 2: column 1: a quote inside an unquoted cell" },
	{ "a stray quote at the start of a cell", "a,b\n\"5,1\nx,y\nz,\"q\"\n",
	    "1:[a][b] 4: column 1: text after the closing quote "
	    "(the cell begins on line 2)" },
	{ "text after a quoted cell", "a\n\"b\"c\n",
	    "1:[a] 2: column 1: text after the closing quote" },
	{ "a blank after a quoted cell", "\"b\" ,c\n",
	    "1: column 1: text after the closing quote" },
	{ "a blank before a quoted cell", "a, \"b\"\n",
	    "1: column 2: a quote inside an unquoted cell" },
	{ "a quote that is never closed", "a,b\nc,\"d\ne,f\n",
	    "1:[a][b] 2: column 2: a quote is not closed before the end of "
	    "the file" },
	{ "CR alone as row end", "a,b\rc,d\r",
	    "1: does not end with a newline: the file was cut short" },
	{ "CR alone in a file of LF", "a\nb\rc\n",
	    "1:[a] 2: a carriage return without a line feed" },
	{ "CR at the start of a row", "a\n\rb\n",
	    "1:[a] 2: a carriage return without a line feed" },
	{ "two CR before LF", "a\r\r\n",
	    "1: a carriage return without a line feed" },
	{ "CR after a quoted cell", "\"a\"\rb\n",
	    "1: a carriage return without a line feed" },
	{ "no newline at the end", "a,b\nc",
	    "1:[a][b] 2: does not end with a newline: the file was cut short" },
	{ "CR in place of the last newline", "a,b\nc,d\r",
	    "1:[a][b] 2: does not end with a newline: the file was cut short" },
	{ "nothing", "", "" },
};

START_TEST(files_read)
{
	const char *bytes = files[_i].bytes;
	const char *told = tell(input_path(bytes, strlen(bytes)));

	ck_assert_msg(
	    strcmp(told, files[_i].told) == 0, "%s: %s", files[_i].name, told);
}
END_TEST

START_TEST(any_pieces_read_alike)
{
	static const char letters[] = "ab,\"\r\n\n,a\"";
	unsigned seed = (unsigned)_i * 7919 + 1;
	char bytes[40];
	char whole[4096];
	size_t length = input_random(&seed) % sizeof(bytes);

	for (size_t i = 0; i < length; i++)
		bytes[i] = letters[input_random(&seed) % 10];
	snprintf(whole, sizeof(whole), "%s", tell(input_path(bytes, length)));
	ck_assert_msg(strcmp(whole, tell(input_pipe(bytes, length, seed))) == 0,
	    "seed %d: %.*s", _i, (int)length, bytes);
	input_wait();
}
END_TEST

START_TEST(a_cell_has_a_limit)
{
	const size_t most = READER_FIELD_MAX;
	char *bytes = malloc(4 * most + 100);
	const char *path;

	ck_assert_ptr_nonnull(bytes);
	memset(bytes, 'x', 4 * most + 100);
	bytes[0] = bytes[most + 1] = '"';
	bytes[most + 2] = '\n';
	path = input_path(bytes, most + 3);
	ck_assert_int_eq(strncmp(tell(path), "1:[xxx", 6), 0);
	bytes[most + 1] = 'x';
	bytes[most + 2] = '"';
	bytes[most + 3] = '\n';
	path = input_path(bytes, most + 4);
	ck_assert_ptr_nonnull(strstr(tell(path), "1: column 1: a value of"));
	bytes[most + 2] = bytes[most + 3] = 'x';
	bytes[4 * most + 99] = '\n';
	path = input_path(bytes, 4 * most + 100);
	ck_assert_ptr_nonnull(strstr(tell(path), "is a quote not closed?"));
	free(bytes);
}
END_TEST

/* A line that is cut eight bytes at a time, with any byte in any place. */
START_TEST(a_row_is_tight_without_odd_bytes)
{
	char line[] = "ab,cdefghijk,,lmnopqr,s\n";
	const size_t length = sizeof(line) - 2;
	size_t commas;
	struct row *row = calloc(1, sizeof(*row));
	struct source source;
	struct error error;
	struct csv *csv;
	bool found, odd = _i <= ' ' || _i >= 0x7f;

	for (size_t at = 0; at < length; at++) {
		char before = line[at];

		line[at] = (char)_i;
		commas = 0;
		for (size_t i = 0; i < length; i++)
			commas += line[i] == ',';
		ck_assert_int_eq(
		    source_open(input_path(line, length + 1), &source, &error),
		    STATUS_OK);
		ck_assert_int_eq(csv_open(&csv, &error), STATUS_OK);
		ck_assert_int_eq(
		    csv_read(csv, &source, row, &found, &error), STATUS_OK);
		ck_assert_uint_eq(row->tight, odd ? 0 : length + 1);
		ck_assert_uint_eq(row->count, commas + 1);
		for (size_t i = 0, cell = 0; i < row->count; i++) {
			ck_assert_uint_eq(
			    strlen(row->cells[i]), row->lengths[i]);
			ck_assert_int_eq(
			    memcmp(row->cells[i], line + cell, row->lengths[i]),
			    0);
			cell += row->lengths[i] + 1;
		}
		csv_close(csv);
		source_close(&source);
		line[at] = before;
	}
	row_close(row);
	free(row);
}
END_TEST

START_TEST(columns_have_a_limit)
{
	char bytes[READER_COLUMNS_MAX + 1];

	memset(bytes, ',', sizeof(bytes));
	bytes[sizeof(bytes) - 2] = '\n';
	ck_assert_int_eq(
	    strncmp(tell(input_path(bytes, sizeof(bytes) - 1)), "1:[][]", 6),
	    0);
	bytes[sizeof(bytes) - 2] = ',';
	bytes[sizeof(bytes) - 1] = '\n';
	ck_assert_str_eq(tell(input_path(bytes, sizeof(bytes))),
	    "1: more than 1024 columns");
}
END_TEST

Suite *
csv_suite(void)
{
	Suite *suite = suite_create("csv");
	TCase *cases = tcase_create("csv");

	tcase_add_loop_test(
	    cases, files_read, 0, (int)(sizeof(files) / sizeof(files[0])));
	tcase_add_loop_test(cases, any_pieces_read_alike, 0, 300);
	tcase_add_test(cases, a_cell_has_a_limit);
	tcase_add_test(cases, columns_have_a_limit);
	/* NUL, LF, CR and the quote have rows of their own. */
	tcase_add_loop_test(cases, a_row_is_tight_without_odd_bytes, 1, '\n');
	tcase_add_loop_test(
	    cases, a_row_is_tight_without_odd_bytes, '\r' + 1, '"');
	tcase_add_loop_test(
	    cases, a_row_is_tight_without_odd_bytes, '"' + 1, 256);
	suite_add_tcase(suite, cases);
	return suite;
}

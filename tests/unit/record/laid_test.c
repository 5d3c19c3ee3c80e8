/*
 * Rows of a file are made into rows of a layout, or passed over, or bad.
 */
#include "record/laid.h"

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "input.h"

static struct error error;
static struct arena arena;

static const char *t_only[] = { "D", "E*" };
static const char *t_except[] = { "no", "" };
static const char *t_total[] = { "T" };
static struct layout_filter only = { 0, t_only, 2 };
static struct layout_filter except = { 2, t_except, 2 };
static struct layout_filter total = { 0, t_total, 1 };

/* Columns kind, number, state; values id "N-{number}", state. */
static struct layout_value values[] = {
	{ .name = "id", .text = "N-{number}" },
	{ .name = "state", .text = "{state}" },
	{ .name = "metric", .text = "calls" },
};

static void
make(struct layout *layout, enum layout_kind kind)
{
	static const char *const names[] = { "kind", "number", "state" };
	static const size_t places[] = { 0, 1, 4 }, widths[] = { 1, 3, 2 };
	size_t i;

	*layout = (struct layout){
		.arena = &arena,
		.kind = kind,
		.separator = ';',
		.skip = 1,
		.only = { &only, 1 },
		.except = { &except, 1 },
		.values = values,
		.value_count = 3,
	};
	for (i = 0; i < 3; i++) {
		ck_assert_int_eq(
		    layout_add(layout, names[i], &error), STATUS_OK);
		layout->columns[i].at = places[i];
		layout->columns[i].width = widths[i];
		values[i].pieces = NULL;
		values[i].count = 0;
	}
	for (i = 0; i < 3; i++)
		ck_assert_int_eq(
		    layout_compile(layout, &values[i], &error), STATUS_OK);
}

/* What comes of the file: "LINE:cell,cell,cell|", "LINE!why|"; then an error.
 */
static const char *
read_all(const struct layout *layout, const char *path, uint64_t *passed)
{
	static char told[1024];
	struct source source;
	struct laid *laid = NULL;
	struct row row = { .line = 0 };
	size_t at = 0;
	bool found = true;
	int first;

	ck_assert_int_eq(source_open(path, &source, &error), STATUS_OK);
	ck_assert_int_eq(source_first(&source, &first, &error), STATUS_OK);
	told[0] = '\0';
	error.text[0] = '\0';
	if (laid_open(layout, &source, &laid, &error) != STATUS_OK)
		found = false;
	while (found && laid_read(laid, &row, &found, &error) == STATUS_OK &&
	       found)
		at += (size_t)(laid_bad(laid) != NULL
				   ? snprintf(told + at, sizeof(told) - at,
					 "%" PRIu64 "!%s|", row.line,
					 laid_bad(laid))
				   : snprintf(told + at, sizeof(told) - at,
					 "%" PRIu64 ":%s,%s,%s|", row.line,
					 row.cells[0], row.cells[1],
					 row.cells[2]));
	snprintf(told + at, sizeof(told) - at, "%s",
	    error.text[0] == '\0' ? "" : strchr(error.text, ':'));
	*passed = laid == NULL ? 0 : laid_passed(laid);
	laid_close(laid);
	row_close(&row);
	source_close(&source);
	return told;
}

static const struct {
	const char *name;
	enum layout_kind kind;
	const char *bytes;
	const char *told;
	uint64_t passed;
} files[] = {
	{ "lines", LAYOUT_FIXED, "head\nD001 x\nD 2 y \nX003 z\nE  4no\n",
	    "2:N-001,x,calls|3:N-2,y,calls|", 2 },
	{ "CRLF, and lines that end early", LAYOUT_FIXED,
	    "\r\nD001x\r\nD002\r\nD\r\n\r\n", "2:N-001,x,calls|", 3 },
	{ "a value without its column", LAYOUT_FIXED, "\nD    x\n",
	    "2:,x,calls|", 0 },
	{ "CSV", LAYOUT_CSV, "\"title\nD; 1 ;x\nD;\"2\";no\nD;3\nE9;4;x;5\n",
	    "2:N-1,x,calls|4!2 cells, the layout has 3|"
	    "5!4 cells, the layout has 3|",
	    1 },
	{ "another file's rows, which nothing lets through", LAYOUT_CSV,
	    "\nX;1\nX;1;x;5\nX\n",
	    "2!2 cells, the layout has 3|3!4 cells, the layout has 3|"
	    "4!1 cell, the layout has 3|",
	    0 },
	{ "CSV over lines", LAYOUT_CSV, "\nD;\"1\n2\";x\nD;2;y\n",
	    "2:N-1\n2,x,calls|4:N-2,y,calls|", 0 },
	{ "a header", LAYOUT_HEADER, "\nstate;more;number;kind\nx;;1;D\n",
	    "3:N-1,x,calls|", 0 },
	{ "a header without a column", LAYOUT_HEADER, "\nstat;number;kind\n",
	    ":2: column state of the layout is missing; stat?", 0 },
	{ "no header", LAYOUT_HEADER, "\n", ":2: no header", 0 },
	{ "nothing", LAYOUT_CSV, "", "", 0 },
	{ "less than is skipped", LAYOUT_FIXED, "head\n", "", 0 },
	{ "cut short", LAYOUT_FIXED, "\nD001 x",
	    ":2: does not end with a newline: the file was cut short", 0 },
	{ "not UTF-8, in a column that is not asked for", LAYOUT_CSV,
	    "\nD;1;x\nX;\xff;\n",
	    "2:N-1,x,calls|:3: column number: byte 0xff is not UTF-8", 0 },
	{ "a reject file of lines", LAYOUT_FIXED,
	    "record,line,reason\nD001 x,7,\"bad, so\"\nD002 y,8,\n",
	    "2:N-001,x,calls|3:N-002,y,calls|", 0 },
	{ "a reject file of CSV", LAYOUT_CSV,
	    "kind,number,state,surplus1,line,reason\nD,1,x,,7,bad\n"
	    "D,2,x,z,8,bad\n",
	    "2:N-1,x,calls|3!4 cells, the layout has 3|", 0 },
	{ "a reject file with a header", LAYOUT_HEADER,
	    "state,number,kind,line,reason\r\nx,1,D,7,bad\r\n",
	    "2:N-1,x,calls|", 0 },
	{ "a header that is no reject file's", LAYOUT_CSV,
	    "kind,number,line,reason\nD;1;x\n", "2:N-1,x,calls|", 0 },
};

START_TEST(a_file_is_read_otherwise)
{
	const char *bytes = files[_i].bytes, *told;
	struct layout layout;
	uint64_t passed;
	unsigned seed;

	make(&layout, files[_i].kind);
	told = read_all(&layout, input_path(bytes, strlen(bytes)), &passed);
	ck_assert_msg(
	    strcmp(told, files[_i].told) == 0, "%s: %s", files[_i].name, told);
	ck_assert_uint_eq(passed, files[_i].passed);
	for (seed = 1; seed < 6; seed++) {
		told = read_all(
		    &layout, input_pipe(bytes, strlen(bytes), seed), &passed);
		input_wait();
		ck_assert_msg(strcmp(told, files[_i].told) == 0,
		    "%s, in pieces: %s", files[_i].name, told);
	}
	arena_close(&arena);
}
END_TEST

static const struct {
	const char *bytes;
	const char *told;
} totals[] = {
	{ "D1;1;x\nD;2;x\nT;1\n", "2:N-2,x,calls|" },
	{ "D;1;x\nD;2;no\nX;;\nT;0002\n", "1:N-1,x,calls|" },
	{ "D;1;x\nD;2\nX\nT;0002\n",
	    "1:N-1,x,calls|2!2 cells, the layout has 3|"
	    "3!1 cell, the layout has 3|" },
	{ "T;0\n", "" },
	{ "D;1;x\n", "1:N-1,x,calls|: the total is missing: "
		     "the file was cut short" },
	{ "D;1;x\nT;2\n", "1:N-1,x,calls|:2: column number: the total is "
			  "\"2\" records, the file has 1" },
	{ "D;1;x\nT\n", "1:N-1,x,calls|:2: column number: the total is "
			"\"\" records, the file has 1" },
	{ "T;18446744073709551616\n", ":1: column number: the total is "
				      "\"18446744073709551616\" records, the "
				      "file has 0" },
	{ "T;0\nX\n", ":2: a record after the total" },
	{ "kind,number,state,line,reason\nD,1,x,1,\n", "2:N-1,x,calls|" },
};

START_TEST(a_total_is_not_held)
{
	const char *bytes = totals[_i].bytes;
	struct layout layout;
	uint64_t passed;

	make(&layout, LAYOUT_CSV);
	layout.skip = 0;
	layout.total = (struct layout_filters){ &total, 1 };
	layout.total_column = 1;
	ck_assert_str_eq(
	    read_all(&layout, input_path(bytes, strlen(bytes)), &passed),
	    totals[_i].told);
	arena_close(&arena);
}
END_TEST

Suite *
laid_suite(void)
{
	Suite *suite = suite_create("laid");
	TCase *tests = tcase_create("laid");

	tcase_add_loop_test(
	    tests, a_file_is_read_otherwise, 0, sizeof(files) / sizeof(*files));
	tcase_add_loop_test(
	    tests, a_total_is_not_held, 0, sizeof(totals) / sizeof(*totals));
	suite_add_tcase(suite, tests);
	return suite;
}

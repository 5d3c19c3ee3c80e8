/*
 * What is set aside can be mended and imported again.
 */
#include "work/rejecting.h"

#include <check.h>
#include <string.h>

#include "desk.h"

static const struct column columns[] = { { "order", 0 }, { "line", 0 },
	{ "note", 0 } };
static const struct schema schema = { "orders", columns, 3, EXTRAS_X };

static struct reader *reader;
static struct rejects *rejects;

static void
teardown(void)
{
	rejects_close(rejects);
	reader_close(reader);
	desk_teardown();
}

static void
begin(const char *text)
{
	book_must(
	    reader_open(book_file("in", text), &schema, &reader, &book_error));
	book_must(rejects_open(reader, &rejects, &book_error));
}

static void
add(uint64_t line, const char *reason, const char *const *cells, size_t count)
{
	struct rejected rejected = { line, reason, cells, count };

	book_must(rejects_add(rejects, &rejected, &book_error));
}

static const char *
write_file(void)
{
	book_must(
	    rejects_write(rejects, book_path("rejects.csv"), &book_error));
	return book_content("rejects.csv");
}

START_TEST(rejects_come_by_line_with_the_columns_of_the_input)
{
	begin("x_b,order,note\n1,2,3\n");
	add(12, "later", (const char *const[]){ "1", "O2", "a,b" }, 3);
	add(3, "column note: \"x\"", (const char *const[]){ "", "O1", "x" }, 3);
	ck_assert_str_eq(write_file(), "x_b,order,note,line,reason\n"
				       ",O1,x,3,\"column note: \"\"x\"\"\"\n"
				       "1,O2,\"a,b\",12,later\n");
}
END_TEST

START_TEST(cells_beyond_the_header_have_names_too)
{
	begin("order,line\n");
	add(2, "too many", (const char *const[]){ "a", "b", "c", "d" }, 4);
	add(3, "too few", (const char *const[]){ "a" }, 1);
	add(4, "a card", NULL, 0);
	ck_assert_str_eq(write_file(),
	    "order,line,surplus1,surplus2,line,reason\n"
	    "a,b,c,d,2,too many\n"
	    "a,,,,3,too few\n"
	    ",,,,4,a card\n");
}
END_TEST

START_TEST(nothing_was_rejected)
{
	begin("order\n");
	ck_assert_str_eq(write_file(), "order,line,reason\n");
}
END_TEST

START_TEST(rejects_of_json_lines_are_csv)
{
	struct record record;
	const char *const *cells;
	size_t count;
	bool found;

	begin("{\"order\":\"O1\",\"note\":\"x\"}\n");
	book_must(reader_read(reader, &record, &found, &book_error));
	count = reader_raw(reader, &cells);
	add(1, "why", cells, count);
	ck_assert_str_eq(
	    write_file(), "order,line,note,line,reason\nO1,,x,1,why\n");
}
END_TEST

START_TEST(a_mended_file_can_be_read_again)
{
	struct record record;
	struct reader *again;
	bool found;

	begin("order,note\n");
	add(7, "why", (const char *const[]){ "O1", "x" }, 2);
	(void)write_file();
	book_must(reader_open(
	    book_path("rejects.csv"), &schema, &again, &book_error));
	book_must(reader_read(again, &record, &found, &book_error));
	ck_assert(found);
	ck_assert_ptr_null(reader_bad(again));
	ck_assert_str_eq(record.fields[0], "O1");
	ck_assert_str_eq(record.fields[2], "x");
	reader_close(again);
}
END_TEST

static const struct {
	size_t count;
	const char *told;
} refusals[] = {
	{ 1, ":3: reason 3; nothing was recorded" },
	{ 2, ":2: reason 2 (and 1 more); nothing was recorded" },
	{ 3, ":2: reason 2 (and 2 more); nothing was recorded" },
};

START_TEST(the_first_bad_record_refuses_the_file)
{
	static const char *const reasons[] = { "reason 3", "reason 2",
		"reason 4" };
	static const uint64_t lines[] = { 3, 2, 4 };

	begin("order\n");
	for (size_t i = 0; i < refusals[_i].count; i++)
		add(lines[i], reasons[i], NULL, 0);
	ck_assert_int_eq(
	    rejects_first(rejects, "recorded", &book_error), STATUS_INVALID);
	desk_told(book_path("in"));
	desk_told(refusals[_i].told);
	desk_told("--reject");
}
END_TEST

START_TEST(a_file_that_cannot_be_written)
{
	begin("order\n");
	ck_assert_int_eq(
	    rejects_write(rejects, book_path("none/a"), &book_error),
	    STATUS_IO);
}
END_TEST

Suite *
rejecting_suite(void)
{
	Suite *suite = suite_create("rejecting");
	TCase *tests = tcase_create("rejecting");

	tcase_add_checked_fixture(tests, desk_setup, teardown);
	tcase_add_test(
	    tests, rejects_come_by_line_with_the_columns_of_the_input);
	tcase_add_test(tests, cells_beyond_the_header_have_names_too);
	tcase_add_test(tests, nothing_was_rejected);
	tcase_add_test(tests, rejects_of_json_lines_are_csv);
	tcase_add_test(tests, a_mended_file_can_be_read_again);
	tcase_add_loop_test(tests, the_first_bad_record_refuses_the_file, 0,
	    sizeof(refusals) / sizeof(refusals[0]));
	tcase_add_test(tests, a_file_that_cannot_be_written);
	suite_add_tcase(suite, tests);
	return suite;
}

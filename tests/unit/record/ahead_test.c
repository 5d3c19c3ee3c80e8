/*
 * A reader that reads ahead stands beside one that does not: they find the
 * same, record by record, and end alike.
 */
#include "record/ahead.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"
#include "record/reader.h"

static const struct column columns[] = {
	{ "event", COLUMN_REQUIRED },
	{ "metric", 0 },
};

static const struct schema usage = { "usage", columns, 2, EXTRAS_ANY };

static void
same_texts(const char *const *a, const char *const *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		ck_assert_str_eq(a[i], b[i]);
}

/* The record that both have just read. */
static void
same_record(const struct reader *ahead, const struct record *a,
    const struct reader *plain, const struct record *b)
{
	const char *const *raw, *const *other;
	const char *bad = reader_bad(plain);
	size_t count = reader_raw(plain, &other);

	ck_assert_uint_eq(a->line, b->line);
	ck_assert_uint_eq(reader_raw(ahead, &raw), count);
	same_texts(raw, other, count);
	if (bad != NULL) {
		ck_assert_str_eq(reader_bad(ahead), bad);
		return;
	}
	ck_assert_ptr_null(reader_bad(ahead));
	same_texts(a->fields, b->fields, usage.count);
	ck_assert_uint_eq(a->extra_count, b->extra_count);
	same_texts(a->extra_names, b->extra_names, a->extra_count);
	same_texts(a->extra_values, b->extra_values, a->extra_count);
}

/* How many records both find. */
static size_t
read_both(const char *path)
{
	struct reader *ahead, *plain;
	struct error error = { .text = "" }, other = { .text = "" };
	unsigned char digest[HASH_SIZE], other_digest[HASH_SIZE];
	struct record a, b;
	enum status status;
	bool found = true, other_found;
	size_t count = 0;

	if (reader_open(path, &usage, &plain, &other) != STATUS_OK)
		return 0;
	ck_assert_int_eq(reader_open(path, &usage, &ahead, &error), STATUS_OK);
	ck_assert_int_eq(reader_ahead(ahead, &error), STATUS_OK);
	for (;; count++) {
		status = reader_read(ahead, &a, &found, &error);
		ck_assert_int_eq(
		    reader_read(plain, &b, &other_found, &other), status);
		ck_assert_int_eq(found, other_found);
		if (status != STATUS_OK || !found)
			break;
		same_record(ahead, &a, plain, &b);
	}
	if (status == STATUS_OK) {
		reader_digest(ahead, digest);
		reader_digest(plain, other_digest);
		ck_assert_mem_eq(digest, other_digest, HASH_SIZE);
	} else {
		ck_assert_str_eq(error.text, other.text);
	}
	reader_close(ahead);
	reader_close(plain);
	return count;
}

/* Pieces from which files are put together, good and bad ones. */
static const char *const words[] = { "a", "b c", ",", ",", "\n", "\n",
	"x,y,z\n", "x,,\n", "\r\n", "\"q\"", "\"x\ny\"", "\xc3\xa9", "\xff",
	"\"", "\r", "\t" };

START_TEST(any_file_is_read_alike)
{
	static const char *const headers[] = { "event,metric,z\n",
		"line,z,reason,event\n" };
	unsigned seed = (unsigned)_i * 2654435761u + 1;
	char bytes[2048];
	size_t length, parts = input_random(&seed) % 60;

	length = (size_t)snprintf(bytes, sizeof(bytes), "%s", headers[_i % 2]);
	for (size_t i = 0; i < parts; i++) {
		/* Half of them are well for long. */
		size_t most = _i % 4 < 2 ? 12 : sizeof(words) / sizeof(*words);

		length +=
		    (size_t)snprintf(bytes + length, sizeof(bytes) - length,
			"%s", words[input_random(&seed) % most]);
	}
	ck_assert_uint_lt(length, sizeof(bytes));
	(void)read_both(input_path(bytes, length));
}
END_TEST

/* A file of so many rows with so long a cell; the last one may be broken. */
static const struct {
	const char *name;
	size_t rows;
	size_t length;
	const char *last;
} files[] = {
	{ "no row", 0, 1, "" },
	{ "as many rows as a batch", AHEAD_ROWS, 1, "" },
	{ "one more", AHEAD_ROWS + 1, 1, "" },
	{ "more than all batches", 20 * AHEAD_ROWS + 3, 5, "" },
	{ "rows larger than a batch", 20, READER_FIELD_MAX, "" },
	{ "the end is cut off", 3 * AHEAD_ROWS, 1, "x" },
	{ "a quote is open at the end", 3 * AHEAD_ROWS, 1, "\"x\n" },
};

static char *
make_file(int row, size_t *length)
{
	size_t size = (files[row].length + 24) * files[row].rows + 64;
	char *bytes = malloc(size), *next = bytes;

	ck_assert_ptr_nonnull(bytes);
	next += snprintf(next, 32, "event,metric\n");
	for (size_t i = 0; i < files[row].rows; i++) {
		next += snprintf(next, 24, "%zu,", i);
		memset(next, 'x', files[row].length);
		next += files[row].length;
		*next++ = '\n';
	}
	next += snprintf(next, 8, "%s", files[row].last);
	*length = (size_t)(next - bytes);
	return bytes;
}

START_TEST(files_of_any_size)
{
	size_t length;
	char *bytes = make_file(_i, &length);

	ck_assert_msg(read_both(input_path(bytes, length)) == files[_i].rows,
	    "%s", files[_i].name);
	free(bytes);
}
END_TEST

START_TEST(who_has_enough_may_close)
{
	size_t length;
	char *bytes = make_file(3, &length);

	for (int i = 0; i < 40; i++) {
		struct reader *reader;
		struct record record;
		struct error error;
		bool found;

		ck_assert_int_eq(reader_open(input_path(bytes, length), &usage,
				     &reader, &error),
		    STATUS_OK);
		ck_assert_int_eq(reader_ahead(reader, &error), STATUS_OK);
		for (int k = 0; k < 10 * i; k++)
			ck_assert_int_eq(
			    reader_read(reader, &record, &found, &error),
			    STATUS_OK);
		reader_close(reader);
	}
	free(bytes);
}
END_TEST

START_TEST(a_pipe_and_JSON_lines_are_read_as_they_are_asked_for)
{
	static const char *const inputs[] = { "event\n1\n",
		"{\"event\":\"1\"}\n" };
	const char *bytes = inputs[_i];
	struct reader *reader;
	struct record record;
	struct error error;
	bool found;

	ck_assert_int_eq(
	    reader_open(_i == 0 ? input_pipe(bytes, strlen(bytes), 1)
				: input_path(bytes, strlen(bytes)),
		&usage, &reader, &error),
	    STATUS_OK);
	ck_assert_int_eq(reader_ahead(reader, &error), STATUS_OK);
	ck_assert_int_eq(
	    reader_read(reader, &record, &found, &error), STATUS_OK);
	ck_assert(found);
	ck_assert_str_eq(record.fields[0], "1");
	reader_close(reader);
	if (_i == 0)
		input_wait();
}
END_TEST

Suite *
ahead_suite(void)
{
	Suite *suite = suite_create("ahead");
	TCase *cases = tcase_create("ahead");

	tcase_add_loop_test(cases, any_file_is_read_alike, 0, 400);
	tcase_add_loop_test(cases, files_of_any_size, 0,
	    (int)(sizeof(files) / sizeof(files[0])));
	tcase_add_test(cases, who_has_enough_may_close);
	tcase_add_loop_test(
	    cases, a_pipe_and_JSON_lines_are_read_as_they_are_asked_for, 0, 2);
	suite_add_tcase(suite, cases);
	return suite;
}

/*
 * A reader that reads ahead stands beside one that does not: they find the
 * same, record by record, and end alike.
 */
#include "record/ahead.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* What is prepared of a record. */
struct seen {
	uint64_t line;
	const char *first;
	size_t extras;
	size_t tight;
};

/* And of a block of them. */
struct seen_block {
	size_t count;
	uint64_t first, last; /* lines */
};

static void
see(const void *context, const struct reader_row *row, void *prepared,
    void *together)
{
	const struct record *record = &row->record;
	struct seen_block *block = together;

	ck_assert_ptr_eq(context, &usage);
	*(struct seen *)prepared = (struct seen){ record->line,
		record->fields[0], record->extra_count, row->tight };
	if (row->index == 0)
		*block = (struct seen_block){ 0, record->line, 0 };
	ck_assert_uint_eq(row->index, block->count);
	ck_assert(
	    row->tight == 0 ||
	    row->tight == (size_t)(row->cells[row->count - 1] - row->cells[0]) +
			      strlen(row->cells[row->count - 1]) + 1);
	block->count++;
	block->last = record->line;
}

static const struct reader_preparing preparing = { see, &usage,
	sizeof(struct seen), sizeof(struct seen_block) };

/* Of a well record that was read ahead. */
static void
was_prepared(const struct reader *ahead, const struct record *record)
{
	const struct seen *seen = reader_prepared(ahead);

	ck_assert_ptr_nonnull(seen);
	ck_assert_uint_eq(seen->line, record->line);
	ck_assert_ptr_eq(seen->first, record->fields[0]);
	ck_assert_uint_eq(seen->extras, record->extra_count);
	ck_assert_uint_eq(reader_tight(ahead), seen->tight);
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
		ck_assert_ptr_null(reader_prepared(ahead));
		return;
	}
	ck_assert_ptr_null(reader_bad(ahead));
	was_prepared(ahead, a);
	same_texts(a->fields, b->fields, usage.count);
	ck_assert_uint_eq(a->extra_count, b->extra_count);
	same_texts(a->extra_names, b->extra_names, a->extra_count);
	same_texts(a->extra_values, b->extra_values, a->extra_count);
}

/* Whether a block begins with ${first}, which both have just read; if so, take
 * it.  Every other one is read record by record. */
static bool
take_block(struct reader *ahead, const struct record *first,
    struct reader *plain, size_t *count)
{
	const struct seen_block *block;
	struct record record = *first;
	struct error error;
	bool found = true;
	size_t length, i;

	block = reader_block(ahead, &length);
	if (block == NULL || first->line % 2 == 0)
		return false;
	ck_assert_uint_eq(block->count, length);
	ck_assert_uint_eq(block->first, first->line);
	for (i = 1; i < length; i++) {
		ck_assert_int_eq(
		    reader_read(plain, &record, &found, &error), STATUS_OK);
		ck_assert(found && reader_bad(plain) == NULL);
	}
	ck_assert_uint_eq(block->last, record.line);
	reader_pass(ahead);
	*count += length - 1;
	return true;
}

/* How many records both find, ${path} ahead and ${other_path} not. */
static size_t
read_both(const char *path, const char *other_path)
{
	static char kept[READER_FIELD_MAX + 1];
	const char *lasting = NULL;
	const char *const *raw;
	struct reader *ahead, *plain;
	struct error error = { .text = "" }, other = { .text = "" };
	unsigned char digest[HASH_SIZE], other_digest[HASH_SIZE];
	struct record a, b;
	enum status status;
	bool found = true, other_found;
	size_t count = 0;

	if (reader_open(other_path, &usage, &plain, &other) != STATUS_OK)
		return 0;
	ck_assert_int_eq(reader_open(path, &usage, &ahead, &error), STATUS_OK);
	ck_assert_int_eq(reader_ahead(ahead, &preparing, &error), STATUS_OK);
	for (;; count++) {
		status = reader_read(ahead, &a, &found, &error);
		ck_assert_int_eq(
		    reader_read(plain, &b, &other_found, &other), status);
		ck_assert_int_eq(found, other_found);
		if (status != STATUS_OK || !found)
			break;
		same_record(ahead, &a, plain, &b);
		/* What lasts was not written over. */
		if (reader_raw(ahead, &raw) == 0)
			continue;
		if (lasting != NULL)
			ck_assert_str_eq(lasting, kept);
		snprintf(kept, sizeof(kept), "%s", raw[0]);
		lasting = reader_lasts(ahead) ? raw[0] : NULL;
		if (take_block(ahead, &b, plain, &count))
			lasting = NULL;
	}
	if (status == STATUS_OK) {
		reader_digest(ahead, digest);
		reader_digest(plain, other_digest);
		ck_assert_mem_eq(digest, other_digest, HASH_SIZE);
	} else {
		ck_assert_str_eq(
		    strchr(error.text, ':'), strchr(other.text, ':'));
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
	const char *path;
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
	path = input_path(bytes, length);
	(void)read_both(path, path);
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
	{ "more than all batches", 10 * AHEAD_ROWS + 3, 5, "" },
	{ "rows larger than a batch", 20, READER_FIELD_MAX, "" },
	{ "short rows, of which there are many in few bytes",
	    3 * AHEAD_BYTES / 8, 0, "" },
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
	char *bytes = make_file(_i, &length), kept[64];
	const char *path = input_path(bytes, length);
	int file = open(path, O_RDONLY | O_CLOEXEC);

	ck_assert_int_ge(file, 0);
	snprintf(kept, sizeof(kept), "/proc/self/fd/%d", file);
	ck_assert_msg(
	    read_both(path, kept) == files[_i].rows, "%s", files[_i].name);
	/* The same as it comes through a pipe. */
	path = input_pipe(bytes, length, 1 + (unsigned)_i);
	ck_assert_msg(
	    read_both(path, kept) == files[_i].rows, "%s", files[_i].name);
	input_wait();
	close(file);
	free(bytes);
}
END_TEST

/* A block is there where all of its records are well. */
START_TEST(a_block_is_split_or_has_a_bad_record)
{
	char bytes[8192] = "event,z\n";
	struct reader *reader;
	struct record record;
	struct error error;
	size_t count = 0, i;
	bool found;

	for (i = 0; i < 100; i++)
		strcat(bytes, i == 50 && _i == 1 ? ",b\n" : "a,b\n");
	ck_assert_int_eq(reader_open(input_path(bytes, strlen(bytes)), &usage,
			     &reader, &error),
	    STATUS_OK);
	ck_assert_int_eq(reader_ahead(reader, &preparing, &error), STATUS_OK);
	for (i = 0; i < 2; i++) {
		ck_assert_int_eq(
		    reader_read(reader, &record, &found, &error), STATUS_OK);
		ck_assert_int_eq(
		    reader_block(reader, &count) != NULL, _i == 0 && i == 0);
	}
	ck_assert_uint_eq(count, _i == 0 ? 100 : 0);
	reader_close(reader);
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
		ck_assert_int_eq(reader_ahead(reader, NULL, &error), STATUS_OK);
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
	ck_assert_int_eq(reader_ahead(reader, NULL, &error), STATUS_OK);
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
	tcase_add_loop_test(cases, a_block_is_split_or_has_a_bad_record, 0, 2);
	tcase_add_test(cases, who_has_enough_may_close);
	tcase_add_loop_test(
	    cases, a_pipe_and_JSON_lines_are_read_as_they_are_asked_for, 0, 2);
	suite_add_tcase(suite, cases);
	return suite;
}

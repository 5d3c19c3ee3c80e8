#include "record/source.h"

#include <check.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input.h"

START_TEST(lines_longer_than_the_buffer)
{
	const size_t length = 2 * (size_t)SOURCE_ROOM;
	char *bytes = malloc(length);
	struct source source;
	struct piece piece;
	struct error error;
	size_t total = 0;
	unsigned pieces = 0;

	/* The CR before the last LF falls on the end of a full buffer. */
	ck_assert_ptr_nonnull(bytes);
	memset(bytes, 'x', length);
	bytes[SOURCE_ROOM - 1] = '\r';
	bytes[SOURCE_ROOM] = '\n';
	bytes[length - 1] = '\n';
	ck_assert_int_eq(
	    source_open(input_path(bytes, length), &source, &error), STATUS_OK);
	do {
		ck_assert_int_eq(
		    source_piece(&source, &piece, &error), STATUS_OK);
		ck_assert(piece.whole || piece.length == 0 ||
			  piece.bytes[piece.length - 1] != '\r');
		ck_assert_int_eq(
		    memcmp(bytes + total, piece.bytes, piece.length), 0);
		ck_assert(piece.line ==
			  1u + (total > SOURCE_ROOM) + (total == length));
		total += piece.length;
		pieces++;
	} while (piece.length > 0);
	ck_assert_uint_eq(total, length);
	ck_assert_uint_eq(pieces, 4);
	source_close(&source);
	source_close(&source);
	free(bytes);
}
END_TEST

START_TEST(lines_come_together)
{
	static const char bytes[] = "ab\ncd\n\nefghijkl\nm\n";
	static const struct {
		size_t room, length;
		uint64_t lines;
	} steps[] = { { 2, 0, 0 }, { 5, 3, 1 }, { 4, 4, 2 }, { 7, 0, 0 },
		{ 100, 11, 2 }, { 100, 0, 0 } };
	struct source source;
	struct piece piece;
	struct error error;
	size_t at = 0;
	uint64_t line = 1;

	ck_assert_int_eq(
	    source_open(input_path(bytes, strlen(bytes)), &source, &error),
	    STATUS_OK);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		ck_assert_int_eq(
		    source_lines(&source, steps[i].room, &piece, &error),
		    STATUS_OK);
		ck_assert_uint_eq(piece.length, steps[i].length);
		ck_assert_mem_eq(piece.bytes, bytes + at, piece.length);
		ck_assert_uint_eq(piece.line, line);
		source_pass(&source, &piece, steps[i].lines);
		at += piece.length;
		line += steps[i].lines;
	}
	ck_assert_uint_eq(at, strlen(bytes));
	ck_assert_int_eq(source_piece(&source, &piece, &error), STATUS_OK);
	ck_assert_uint_eq(piece.length, 0);
	source_close(&source);
}
END_TEST

START_TEST(digest_is_of_all_bytes)
{
	static const char bytes[] = "\xef\xbb\xbf"
				    "a\nb\n";
	unsigned char digest[HASH_SIZE];
	unsigned char expected[HASH_SIZE];
	struct source source;
	struct piece piece;
	struct error error;
	struct hash hash;
	int first;

	hash_begin(&hash);
	hash_bytes(&hash, bytes, strlen(bytes));
	hash_end(&hash, expected);
	ck_assert_int_eq(
	    source_open(input_pipe(bytes, strlen(bytes), 1), &source, &error),
	    STATUS_OK);
	ck_assert_int_eq(source_first(&source, &first, &error), STATUS_OK);
	ck_assert_int_eq(first, 'a');
	do
		ck_assert_int_eq(
		    source_piece(&source, &piece, &error), STATUS_OK);
	while (piece.length > 0);
	source_digest(&source, digest);
	ck_assert_int_eq(memcmp(digest, expected, HASH_SIZE), 0);
	source_close(&source);
	input_wait();
}
END_TEST

START_TEST(what_cannot_be_read)
{
	struct source source;
	struct piece piece;
	struct error error;

	ck_assert_int_eq(
	    source_open("/no/such/file", &source, &error), STATUS_NO_INPUT);
	ck_assert_str_eq(
	    error.text, "/no/such/file: No such file or directory");
	ck_assert_int_eq(source_open("/", &source, &error), STATUS_NO_INPUT);
	ck_assert_str_eq(error.text, "/: is a directory");
	ck_assert_int_eq(close(STDIN_FILENO), 0);
	ck_assert_int_eq(source_open("-", &source, &error), STATUS_NO_INPUT);
	ck_assert_str_eq(error.text, "standard input: Bad file descriptor");
	/* Memory at address 0 is not there, so that reading fails. */
	ck_assert_int_eq(
	    source_open("/proc/self/mem", &source, &error), STATUS_OK);
	ck_assert_int_eq(source_piece(&source, &piece, &error), STATUS_IO);
	ck_assert_str_eq(
	    error.text, "/proc/self/mem: cannot read: Input/output error");
	source_close(&source);
}
END_TEST

static void
count_wait(void *context)
{
	++*(int *)context;
}

START_TEST(nobody_is_told_before_it_waits)
{
	struct source source;
	struct piece piece;
	struct error error;
	int waits = 0, before;

	ck_assert_int_eq(
	    source_open(input_pipe("a\nb\nc\n", 6, 0), &source, &error),
	    STATUS_OK);
	source_waiting(&source, count_wait, &waits);
	ck_assert_int_eq(source_piece(&source, &piece, &error), STATUS_OK);
	ck_assert_int_ge(waits, 1);
	before = waits;
	/* What is in the buffer is not waited for. */
	ck_assert_int_eq(source_piece(&source, &piece, &error), STATUS_OK);
	ck_assert_int_eq(source_piece(&source, &piece, &error), STATUS_OK);
	ck_assert_int_eq(waits, before);
	ck_assert_int_eq(source_piece(&source, &piece, &error), STATUS_OK);
	ck_assert_uint_eq(piece.length, 0);
	ck_assert_int_eq(waits, before + 1);
	source_close(&source);
	input_wait();
	/* A file never waits for anybody. */
	ck_assert_int_eq(
	    source_open("/proc/self/cmdline", &source, &error), STATUS_OK);
	source_waiting(&source, count_wait, &waits);
	before = waits;
	ck_assert_int_eq(source_rest(&source, &piece, &error), STATUS_OK);
	ck_assert_int_eq(waits, before);
	source_close(&source);
}
END_TEST

Suite *
source_suite(void)
{
	Suite *suite = suite_create("source");
	TCase *cases = tcase_create("source");

	tcase_add_test(cases, lines_longer_than_the_buffer);
	tcase_add_test(cases, lines_come_together);
	tcase_add_test(cases, digest_is_of_all_bytes);
	tcase_add_test(cases, what_cannot_be_read);
	tcase_add_test(cases, nobody_is_told_before_it_waits);
	suite_add_tcase(suite, cases);
	return suite;
}

#include "record/reader.h"

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "input.h"
#include "tell.h"

static const struct column usage_columns[] = {
	{ "event", COLUMN_REQUIRED },
	{ "metric", 0 },
};

static const struct schema usage = { "usage", usage_columns, 2, EXTRAS_ANY };

static const struct {
	const char *name;
	const char *bytes;
	const char *header;
	const char *raw; /* of the last record */
} raws[] = {
	{ "as in the file", "x,event\n1, a \n", "x,event,", "1, a ," },
	{ "a row too long", "event,metric\n1,2,3\n", "event,metric,",
	    "1,2,3," },
	{ "line and reason are the reject file's",
	    "line,event,reason,x\n7,a,b,c\n", "event,x,", "a,c," },
	{ "line and reason in a row too long", "line,event,reason\n7,a,b,c,d\n",
	    "event,", "a,c,d," },
	{ "line and reason in a row too short", "event,line,reason\na\n",
	    "event,", "a," },
	{ "JSON lines", "{\"x\":1,\"line\":2,\"event\":\"a\"}\n",
	    "event,metric,x,", "a,,1," },
};

static const char *
join(const char *const *texts, size_t count)
{
	static char joined[256];
	size_t at = 0;

	joined[0] = '\0';
	for (size_t i = 0; i < count; i++)
		at += (size_t)snprintf(
		    joined + at, sizeof(joined) - at, "%s,", texts[i]);
	return joined;
}

START_TEST(raw_records)
{
	const char *bytes = raws[_i].bytes;
	const char *const *texts;
	struct reader *reader;
	struct record record;
	struct error error;
	size_t count;
	bool found;

	ck_assert_int_eq(reader_open(input_path(bytes, strlen(bytes)), &usage,
			     &reader, &error),
	    STATUS_OK);
	ck_assert_int_eq(
	    reader_read(reader, &record, &found, &error), STATUS_OK);
	ck_assert(found);
	count = reader_raw(reader, &texts);
	ck_assert_msg(strcmp(join(texts, count), raws[_i].raw) == 0, "%s: %s",
	    raws[_i].name, join(texts, count));
	count = reader_raw_header(reader, &texts);
	ck_assert_msg(strcmp(join(texts, count), raws[_i].header) == 0,
	    "%s: %s", raws[_i].name, join(texts, count));
	reader_close(reader);
}
END_TEST

START_TEST(names_and_digest)
{
	static const char bytes[] = "event\n1\n";
	unsigned char digest[HASH_SIZE];
	char hex[HASH_HEX_MAX];
	struct reader *reader;
	struct record record;
	struct error error;
	bool found = true;
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], bytes, strlen(bytes)), 8);
	ck_assert_int_eq(close(ends[1]), 0);
	ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	ck_assert_int_eq(reader_open("-", &usage, &reader, &error), STATUS_OK);
	ck_assert_str_eq(reader_name(reader), "standard input");
	while (found)
		ck_assert_int_eq(
		    reader_read(reader, &record, &found, &error), STATUS_OK);
	/* At the end it stays. */
	ck_assert_int_eq(
	    reader_read(reader, &record, &found, &error), STATUS_OK);
	ck_assert(!found);
	reader_digest(reader, digest);
	ck_assert_str_eq(hash_hex(digest, 4, hex), "e0960151");
	reader_close(reader);
	reader_close(NULL);
}
END_TEST

START_TEST(missing_file)
{
	struct reader *reader;
	struct error error;

	ck_assert_int_eq(reader_open("/no/such.csv", &usage, &reader, &error),
	    STATUS_NO_INPUT);
	ck_assert_ptr_null(reader);
}
END_TEST

/* Pieces from which files are put together, good and bad ones. */
static const char *const words[] = { "a", "b c", ",", ",", "\n", "\n", "\r\n",
	"\"q\"", "\"x\ny\"", "\"\"\"\"", "\xc3\xa9", "\xff", "\"", "\r", "1.5",
	"{\"event\":\"a\",\"z\":null}\n", "\t", "" };

START_TEST(any_pieces_read_alike)
{
	const size_t count = sizeof(words) / sizeof(words[0]);
	unsigned seed = (unsigned)_i * 2654435761u + 1;
	char bytes[2048] = "event,metric,z\na,b,c\n";
	char whole[4096];
	size_t length = _i % 4 == 0 ? 0 : strlen(bytes);
	size_t parts = input_random(&seed) % 40;

	if (_i % 4 == 1)
		length =
		    (size_t)snprintf(bytes, sizeof(bytes), "%s", words[15]);
	for (size_t i = 0; i < parts; i++) {
		size_t word = input_random(&seed) % count;

		/* JSON lines are mostly well. */
		if (_i % 4 == 1 && input_random(&seed) % 16 != 0)
			word = 15;
		length += (size_t)snprintf(
		    bytes + length, sizeof(bytes) - length, "%s", words[word]);
	}
	ck_assert_uint_lt(length, sizeof(bytes));
	snprintf(whole, sizeof(whole), "%s",
	    tell_records(input_path(bytes, length), &usage));
	ck_assert_msg(
	    strcmp(whole,
		tell_records(input_pipe(bytes, length, seed), &usage)) == 0,
	    "seed %d: %s", _i, bytes);
	input_wait();
}
END_TEST

/* A child writes 100 MB of one cell, which must not take memory here. */
START_TEST(a_huge_cell_takes_no_memory)
{
	static char chunk[1 << 20];
	struct rusage before;
	struct rusage after;
	struct reader *reader;
	struct error error;
	char path[64];
	int ends[2];

	memset(chunk, 'x', sizeof(chunk));
	chunk[0] = _i == 0 ? 'x' : '"';
	ck_assert_int_eq(getrusage(RUSAGE_SELF, &before), 0);
	ck_assert_int_eq(pipe(ends), 0);
	if (fork() == 0) {
		close(ends[0]);
		for (int i = 0; i < 100; i++)
			if (write(ends[1], chunk, sizeof(chunk)) == -1)
				break;
		_exit(0);
	}
	close(ends[1]);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", ends[0]);
	ck_assert_int_eq(
	    reader_open(path, &usage, &reader, &error), STATUS_INVALID);
	ck_assert_ptr_nonnull(strstr(error.text, ":1: column 1: a value of"));
	ck_assert_int_eq(getrusage(RUSAGE_SELF, &after), 0);
	ck_assert_int_lt(after.ru_maxrss - before.ru_maxrss, 16 * 1024);
}
END_TEST

Suite *
reader_suite(void)
{
	Suite *suite = suite_create("reader");
	TCase *cases = tcase_create("reader");

	tcase_add_loop_test(
	    cases, raw_records, 0, (int)(sizeof(raws) / sizeof(raws[0])));
	tcase_add_test(cases, names_and_digest);
	tcase_add_test(cases, missing_file);
	tcase_add_loop_test(cases, any_pieces_read_alike, 0, 400);
	tcase_add_loop_test(cases, a_huge_cell_takes_no_memory, 0, 2);
	suite_add_tcase(suite, cases);
	return suite;
}

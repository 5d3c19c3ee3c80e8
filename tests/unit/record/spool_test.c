/*
 * A spool gives back what went in, wherever it was kept, and tells when it
 * could not bring it all out.
 */
#include "record/spool.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct spool *spool;
static struct error error;

static void
setup(void)
{
	ck_assert_int_eq(spool_open(&spool, &error), STATUS_OK);
}

static void
teardown(void)
{
	spool_close(spool);
	spool_close(NULL);
}

static unsigned char
byte_at(uint64_t offset)
{
	return (unsigned char)(offset * 2654435761u >> 13);
}

/* Write ${size} bytes, each told by its place, in pieces of ${piece}. */
static void
fill(uint64_t size, size_t piece)
{
	unsigned char bytes[100000];
	uint64_t at = 0;
	size_t length;

	ck_assert_uint_le(piece, sizeof bytes);
	while (at < size) {
		length = size - at < piece ? (size_t)(size - at) : piece;
		for (size_t i = 0; i < length; i++)
			bytes[i] = byte_at(at + i);
		ck_assert_int_eq(
		    spool_write(spool, bytes, length, &error), STATUS_OK);
		at += length;
	}
	ck_assert_uint_eq(spool_size(spool), size);
}

static void
expect(uint64_t size, size_t piece)
{
	unsigned char bytes[100000];
	uint64_t at = 0;
	size_t got;

	for (;;) {
		ck_assert_int_eq(
		    spool_read(spool, bytes, piece, &got, &error), STATUS_OK);
		if (got == 0)
			break;
		for (size_t i = 0; i < got; i++)
			if (bytes[i] != byte_at(at + i))
				ck_abort_msg(
				    "byte %zu is wrong", (size_t)at + i);
		at += got;
	}
	ck_assert_uint_eq(at, size);
}

static const struct {
	const char *name;
	uint64_t size;
	size_t written;
	size_t read;
} sizes[] = {
	{ "empty", 0, 1, 1 },
	{ "one byte", 1, 1, 1 },
	{ "byte by byte", 5000, 1, 1 },
	{ "full memory", SPOOL_MEMORY_MAX, 100000, 99999 },
	{ "one byte in the file", SPOOL_MEMORY_MAX + 1, 65536, 65536 },
	{ "three times memory", 3 * SPOOL_MEMORY_MAX + 17, 99991, 33333 },
	{ "twice memory", 2 * SPOOL_MEMORY_MAX, 65536, 100000 },
};

START_TEST(gives_back_what_went_in)
{
	fill(sizes[_i].size, sizes[_i].written);
	for (int again = 0; again < 2; again++) {
		ck_assert_int_eq(spool_rewind(spool, &error), STATUS_OK);
		expect(sizes[_i].size, sizes[_i].read);
	}
}
END_TEST

START_TEST(rewinds_from_the_middle)
{
	unsigned char bytes[64];
	size_t got;

	fill(SPOOL_MEMORY_MAX + 1000, 1000);
	ck_assert_int_eq(spool_rewind(spool, &error), STATUS_OK);
	ck_assert_int_eq(
	    spool_read(spool, bytes, sizeof bytes, &got, &error), STATUS_OK);
	ck_assert_uint_eq(got, sizeof bytes);
	ck_assert_int_eq(spool_rewind(spool, &error), STATUS_OK);
	expect(SPOOL_MEMORY_MAX + 1000, 4096);
}
END_TEST

START_TEST(copies_every_byte)
{
	const uint64_t size = sizes[_i].size;
	unsigned char *bytes = malloc((size_t)size + 1);
	char path[] = "/tmp/spool_testXXXXXX";
	int descriptor = mkostemp(path, O_CLOEXEC);

	ck_assert_int_ge(descriptor, 0);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_ptr_nonnull(bytes);
	fill(size, sizes[_i].written);
	ck_assert_int_eq(spool_copy(spool, descriptor, &error), STATUS_OK);
	ck_assert_int_eq(
	    pread(descriptor, bytes, (size_t)size + 1, 0), (ssize_t)size);
	for (size_t i = 0; i < size; i++)
		if (bytes[i] != byte_at(i))
			ck_abort_msg("byte %zu is wrong", i);
	free(bytes);
	ck_assert_int_eq(close(descriptor), 0);
}
END_TEST

START_TEST(a_full_disk_is_told)
{
	int descriptor = open("/dev/full", O_WRONLY | O_CLOEXEC);

	ck_assert_int_ge(descriptor, 0);
	fill(1, 1);
	ck_assert_int_eq(spool_copy(spool, descriptor, &error), STATUS_IO);
	ck_assert_str_eq(error.text, strerror(ENOSPC));
	ck_assert_int_eq(close(descriptor), 0);
}
END_TEST

START_TEST(nothing_is_copied_even_to_a_full_disk)
{
	int descriptor = open("/dev/full", O_WRONLY | O_CLOEXEC);

	ck_assert_int_ge(descriptor, 0);
	ck_assert_int_eq(spool_copy(spool, descriptor, &error), STATUS_OK);
	ck_assert_int_eq(close(descriptor), 0);
}
END_TEST

START_TEST(no_place_for_temporary_files)
{
	char bytes[65536] = { 0 };
	enum status status = STATUS_OK;

	ck_assert_int_eq(setenv("TMPDIR", "/nonexistent", 1), 0);
	for (int i = 0; i <= SPOOL_MEMORY_MAX / 65536; i++) {
		ck_assert_int_eq(status, STATUS_OK);
		status = spool_write(spool, bytes, sizeof bytes, &error);
	}
	ck_assert_int_eq(status, STATUS_IO);
	ck_assert_ptr_nonnull(strstr(error.text, "/nonexistent"));
}
END_TEST

/* What has come out of the pipe by now. */
static size_t
arrived(int end, unsigned char *bytes, size_t room)
{
	ssize_t got = read(end, bytes, room);

	return got < 0 ? 0 : (size_t)got;
}

START_TEST(a_flow_is_held_back)
{
	unsigned char bytes[64];
	int ends[2];

	ck_assert_int_eq(pipe2(ends, O_NONBLOCK), 0);
	spool_flow(spool, ends[1]);
	ck_assert_int_eq(spool_write(spool, "one", 3, &error), STATUS_OK);
	ck_assert_uint_eq(arrived(ends[0], bytes, sizeof bytes), 0);
	ck_assert_int_eq(spool_flush(spool, &error), STATUS_OK);
	ck_assert_uint_eq(arrived(ends[0], bytes, sizeof bytes), 3);
	ck_assert_int_eq(spool_flush(spool, &error), STATUS_OK);
	ck_assert_uint_eq(arrived(ends[0], bytes, sizeof bytes), 0);
	ck_assert_int_eq(spool_write(spool, "two", 3, &error), STATUS_OK);
	ck_assert_int_eq(spool_copy(spool, ends[1], &error), STATUS_OK);
	ck_assert_uint_eq(arrived(ends[0], bytes, sizeof bytes), 3);
	ck_assert_int_eq(memcmp(bytes, "two", 3), 0);
	/* It is the caller's file. */
	spool_close(spool);
	spool = NULL;
	ck_assert_int_eq(close(ends[1]), 0);
	ck_assert_int_eq(close(ends[0]), 0);
}
END_TEST

START_TEST(a_flow_loses_bytes)
{
	char path[] = "/tmp/billkit-flow-XXXXXX";
	const uint64_t size = 5 * SPOOL_FLOW_MAX + 4321;
	unsigned char bytes[4096];
	int file = mkstemp(path);
	uint64_t at = 0;
	ssize_t got;

	ck_assert_int_ge(file, 0);
	ck_assert_int_eq(unlink(path), 0);
	spool_flow(spool, file);
	fill(size, 777);
	/* Most of it is there already. */
	ck_assert_int_ge(lseek(file, 0, SEEK_CUR), 4 * SPOOL_FLOW_MAX);
	ck_assert_int_eq(spool_flush(spool, &error), STATUS_OK);
	ck_assert_int_eq(lseek(file, 0, SEEK_SET), 0);
	while ((got = read(file, bytes, sizeof bytes)) > 0) {
		for (ssize_t i = 0; i < got; i++)
			ck_assert_int_eq(bytes[i], byte_at(at++));
	}
	ck_assert_uint_eq(at, size);
	ck_assert_int_eq(close(file), 0);
}
END_TEST

START_TEST(a_full_disk_is_told_while_it_flows)
{
	int full = open("/dev/full", O_WRONLY);

	ck_assert_int_ge(full, 0);
	spool_flow(spool, full);
	ck_assert_int_eq(spool_write(spool, "x", 1, &error), STATUS_OK);
	ck_assert_int_eq(spool_flush(spool, &error), STATUS_IO);
	ck_assert_str_eq(error.text, strerror(ENOSPC));
	ck_assert_int_eq(close(full), 0);
}
END_TEST

Suite *
spool_suite(void)
{
	const int count = sizeof sizes / sizeof sizes[0];
	Suite *suite = suite_create("spool");
	TCase *tests = tcase_create("spool");

	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, gives_back_what_went_in, 0, count);
	tcase_add_test(tests, rewinds_from_the_middle);
	tcase_add_loop_test(tests, copies_every_byte, 0, count);
	tcase_add_test(tests, a_full_disk_is_told);
	tcase_add_test(tests, nothing_is_copied_even_to_a_full_disk);
	tcase_add_test(tests, no_place_for_temporary_files);
	tcase_add_test(tests, a_flow_is_held_back);
	tcase_add_test(tests, a_flow_loses_bytes);
	tcase_add_test(tests, a_full_disk_is_told_while_it_flows);
	suite_add_tcase(suite, tests);
	return suite;
}

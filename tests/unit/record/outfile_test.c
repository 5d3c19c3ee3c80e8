/*
 * There is a whole file or none, and never another one.
 */
#include "record/outfile.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LETTERS_64 \
	"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789._"

static char directory[] = "/tmp/outfile_testXXXXXX";
static struct error error;

static const char *
path_of(const char *name)
{
	static char path[256];

	(void)snprintf(path, sizeof path, "%s/%s", directory, name);
	return path;
}

static void
setup(void)
{
	ck_assert_ptr_nonnull(mkdtemp(directory));
}

/* Names in the directory beside "." and "..". */
static int
count_names(bool remove)
{
	DIR *names = opendir(directory);
	struct dirent *entry;
	int count = 0;

	ck_assert_ptr_nonnull(names);
	while ((entry = readdir(names)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		count++;
		if (remove)
			ck_assert_int_eq(
			    unlinkat(dirfd(names), entry->d_name, 0), 0);
	}
	ck_assert_int_eq(closedir(names), 0);
	return count;
}

static void
teardown(void)
{
	count_names(true);
	ck_assert_int_eq(rmdir(directory), 0);
}

static const char *
content(const char *path)
{
	static char text[256];
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length;

	if (file < 0)
		return "absent";
	length = read(file, text, sizeof text - 1);
	ck_assert_int_ge(length, 0);
	text[length] = '\0';
	ck_assert_int_eq(close(file), 0);
	return text;
}

static void
write_file(const char *where, const char *name, const char *text, bool commit)
{
	struct outfile *outfile;

	ck_assert_msg(outfile_open(where, name, &outfile, &error) == STATUS_OK,
	    "%s", error.text);
	ck_assert_int_eq(
	    outfile_write(outfile, text, strlen(text), &error), STATUS_OK);
	if (commit)
		ck_assert_msg(outfile_commit(outfile, &error) == STATUS_OK,
		    "%s", error.text);
	outfile_close(outfile);
}

START_TEST(appears_at_commit)
{
	struct outfile *outfile;
	struct stat state;

	ck_assert_int_eq(
	    outfile_open(directory, "a.csv", &outfile, &error), STATUS_OK);
	ck_assert_int_eq(outfile_write(outfile, "one", 3, &error), STATUS_OK);
	ck_assert_str_eq(content(path_of("a.csv")), "absent");
	ck_assert_int_eq(outfile_commit(outfile, &error), STATUS_OK);
	ck_assert_str_eq(content(path_of("a.csv")), "one");
	ck_assert_int_eq(stat(path_of("a.csv"), &state), 0);
	ck_assert_uint_eq(state.st_mode & 07777, 0600);
	outfile_close(outfile);
	outfile_close(NULL);
	ck_assert_str_eq(content(path_of("a.csv")), "one");
	ck_assert_int_eq(count_names(false), 1);
}
END_TEST

START_TEST(leaves_nothing_behind_without_commit)
{
	write_file(directory, "a.csv", "old", true);
	write_file(directory, "a.csv", "new", false);
	ck_assert_str_eq(content(path_of("a.csv")), "old");
	ck_assert_int_eq(count_names(false), 1);
}
END_TEST

START_TEST(replaces)
{
	write_file(directory, "a.csv", "old and long", true);
	write_file(NULL, path_of("a.csv"), "new", true);
	ck_assert_str_eq(content(path_of("a.csv")), "new");
	ck_assert_int_eq(count_names(false), 1);
}
END_TEST

START_TEST(two_at_once_do_not_meet)
{
	struct outfile *one, *two;

	ck_assert_int_eq(outfile_open(directory, "a", &one, &error), STATUS_OK);
	ck_assert_int_eq(outfile_open(directory, "a", &two, &error), STATUS_OK);
	ck_assert_int_eq(outfile_write(one, "one", 3, &error), STATUS_OK);
	ck_assert_int_eq(outfile_write(two, "two", 3, &error), STATUS_OK);
	ck_assert_int_eq(outfile_commit(one, &error), STATUS_OK);
	ck_assert_str_eq(content(path_of("a")), "one");
	ck_assert_int_eq(outfile_commit(two, &error), STATUS_OK);
	ck_assert_str_eq(content(path_of("a")), "two");
	outfile_close(one);
	outfile_close(two);
	ck_assert_int_eq(count_names(false), 1);
}
END_TEST

START_TEST(large_files_are_whole)
{
	static char bytes[200000];
	struct outfile *outfile;
	struct stat state;
	size_t total = 0;

	ck_assert_int_eq(
	    outfile_open(directory, "a", &outfile, &error), STATUS_OK);
	for (size_t length = 1; length < sizeof bytes; length += 9973) {
		ck_assert_int_eq(
		    outfile_write(outfile, bytes, length, &error), STATUS_OK);
		total += length;
	}
	ck_assert_int_eq(outfile_commit(outfile, &error), STATUS_OK);
	outfile_close(outfile);
	ck_assert_int_eq(stat(path_of("a"), &state), 0);
	ck_assert_int_eq(state.st_size, (off_t)total);
}
END_TEST

static const char *const bad_names[] = {
	"",
	".",
	"..",
	".hidden",
	"-rf",
	"../x",
	"a/b",
	"/etc/x",
	"a b",
	"a\nb",
	"Zürich",
	"a:b",
	LETTERS_64 LETTERS_64 "x",
};

START_TEST(refuses_a_name)
{
	struct outfile *outfile;

	ck_assert_msg(outfile_open(directory, bad_names[_i], &outfile,
			  &error) == STATUS_INVALID,
	    "'%s'", bad_names[_i]);
	ck_assert_int_eq(count_names(false), 0);
}
END_TEST

START_TEST(takes_a_name_of_128_bytes)
{
	char name[129];

	memset(name, 'a', 128);
	name[128] = '\0';
	write_file(directory, name, "x", true);
	ck_assert_str_eq(content(path_of(name)), "x");
}
END_TEST

static const struct {
	const char *name;
	const char *path;
} bad_paths[] = {
	{ "nothing", "" },
	{ "no such directory", "/nonexistent/a" },
	{ "a directory", "/tmp" },
	{ "a directory that is not there", "/tmp/nonexistent-outfile/" },
	{ "below a file", "/etc/passwd/a" },
};

START_TEST(refuses_a_path)
{
	struct outfile *outfile;

	ck_assert_msg(outfile_open(NULL, bad_paths[_i].path, &outfile,
			  &error) == STATUS_IO,
	    "%s", bad_paths[_i].name);
}
END_TEST

/* Who puts a link there may not write to where it points. */
START_TEST(a_link_is_written_through)
{
	struct outfile *outfile;

	write_file(directory, "target", "old", true);
	ck_assert_int_eq(symlink("target", path_of("link")), 0);
	ck_assert_int_eq(
	    outfile_open(NULL, path_of("link"), &outfile, &error), STATUS_IO);
	ck_assert_ptr_nonnull(strstr(error.text, "symbolic link"));
	ck_assert_int_eq(symlink("/dev/null", path_of("device")), 0);
	ck_assert_int_eq(
	    outfile_open(NULL, path_of("device"), &outfile, &error), STATUS_IO);
	ck_assert_int_eq(symlink("nowhere", path_of("dangling")), 0);
	ck_assert_int_eq(
	    outfile_open(NULL, path_of("dangling"), &outfile, &error),
	    STATUS_IO);
	ck_assert_str_eq(content(path_of("target")), "old");
}
END_TEST

/* In a directory of ours a link gives way, and what it points to stays. */
START_TEST(a_link_in_the_directory_is_written_through)
{
	struct stat state;

	write_file(directory, "target", "old", true);
	ck_assert_int_eq(symlink("target", path_of("link")), 0);
	write_file(directory, "link", "new", true);
	ck_assert_str_eq(content(path_of("target")), "old");
	ck_assert_str_eq(content(path_of("link")), "new");
	ck_assert_int_eq(lstat(path_of("link"), &state), 0);
	ck_assert(S_ISREG(state.st_mode));
}
END_TEST

START_TEST(a_device_stays_a_device)
{
	struct stat state;

	write_file(NULL, "/dev/null", "lost", true);
	ck_assert_int_eq(stat("/dev/null", &state), 0);
	ck_assert(S_ISCHR(state.st_mode));
}
END_TEST

START_TEST(a_pipe_gets_all_or_nothing)
{
	char path[32], text[8] = "";
	int ends[2];

	ck_assert_int_eq(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
	(void)snprintf(path, sizeof path, "/dev/fd/%d", ends[1]);
	write_file(NULL, path, "never", false);
	ck_assert_int_eq(read(ends[0], text, sizeof text), -1);
	write_file(NULL, path, "all", true);
	ck_assert_int_eq(read(ends[0], text, sizeof text), 3);
	ck_assert_str_eq(text, "all");
	ck_assert_int_eq(close(ends[0]), 0);
	ck_assert_int_eq(close(ends[1]), 0);
}
END_TEST

START_TEST(a_full_device_is_told)
{
	struct outfile *outfile;

	ck_assert_int_eq(
	    outfile_open(NULL, "/dev/full", &outfile, &error), STATUS_OK);
	ck_assert_int_eq(outfile_write(outfile, "x", 1, &error), STATUS_OK);
	ck_assert_int_eq(outfile_commit(outfile, &error), STATUS_IO);
	ck_assert_str_eq(error.text, "/dev/full: No space left on device");
	outfile_close(outfile);
}
END_TEST

START_TEST(relative_paths_work)
{
	ck_assert_int_eq(chdir(directory), 0);
	write_file("", "a", "one", true);
	write_file(NULL, "./b", "two", true);
	ck_assert_str_eq(content(path_of("a")), "one");
	ck_assert_str_eq(content(path_of("b")), "two");
}
END_TEST

Suite *
outfile_suite(void)
{
	Suite *suite = suite_create("outfile");
	TCase *tests = tcase_create("outfile");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, appears_at_commit);
	tcase_add_test(tests, leaves_nothing_behind_without_commit);
	tcase_add_test(tests, replaces);
	tcase_add_test(tests, two_at_once_do_not_meet);
	tcase_add_test(tests, large_files_are_whole);
	tcase_add_loop_test(
	    tests, refuses_a_name, 0, sizeof bad_names / sizeof bad_names[0]);
	tcase_add_test(tests, takes_a_name_of_128_bytes);
	tcase_add_loop_test(
	    tests, refuses_a_path, 0, sizeof bad_paths / sizeof bad_paths[0]);
	tcase_add_test(tests, a_link_is_written_through);
	tcase_add_test(tests, a_link_in_the_directory_is_written_through);
	tcase_add_test(tests, a_device_stays_a_device);
	tcase_add_test(tests, a_pipe_gets_all_or_nothing);
	tcase_add_test(tests, a_full_device_is_told);
	tcase_add_test(tests, relative_paths_work);
	suite_add_tcase(suite, tests);
	return suite;
}

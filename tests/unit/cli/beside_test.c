/*
 * bill runs what stands beside it, and nothing else.
 */
#include "cli/beside.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char directory[] = "/tmp/beside_testXXXXXX";
static struct arena arena;
static struct error error;

static const struct {
	const char *name;
	const char *script;
	const char *summary;
} scripts[] = {
	{ "echo", "printf 'usage: bill-echo [x]\\necho words\\n\\nmore\\n'",
	    "echo words" },
	{ "silent", ":", "" },
	{ "foreign", "echo Usage: none; echo of ours", "" },
	{ "short", "printf 'usage: bill-short'", "" },
	{ "failing", "echo usage: bill-failing; echo fail; exit 3", "fail" },
	{ "noisy", "echo x >&2; yes 'usage: bill-noisy' | head -100000",
	    "usage: bill-noisy" },
	{ "reading", "cat; echo 'usage: bill-reading'; echo read", "read" },
};

#define SCRIPTS (sizeof scripts / sizeof scripts[0])

static struct beside beside = { .directory = directory };

static void
setup(void)
{
	char path[128];

	ck_assert_ptr_nonnull(mkdtemp(directory));
	for (size_t i = 0; i < SCRIPTS; i++) {
		FILE *file;

		(void)snprintf(path, sizeof path, "%s/bill-%s", directory,
		    scripts[i].name);
		file = fopen(path, "we");
		ck_assert_ptr_nonnull(file);
		ck_assert_int_gt(fprintf(file,
				     "#!/bin/sh\n[ \"$1\" = run ] && exit $#\n"
				     "%s\n",
				     scripts[i].script),
		    0);
		ck_assert_int_eq(fclose(file), 0);
		ck_assert_int_eq(chmod(path, 0700), 0);
		beside.names[i] = scripts[i].name;
	}
	beside.count = SCRIPTS;
}

static void
teardown(void)
{
	char path[128];

	for (size_t i = 0; i < SCRIPTS; i++) {
		(void)snprintf(path, sizeof path, "%s/bill-%s", directory,
		    scripts[i].name);
		ck_assert_int_eq(unlink(path), 0);
	}
	ck_assert_int_eq(rmdir(directory), 0);
	arena_close(&arena);
}

START_TEST(asks_for_the_summary)
{
	const char *summary;

	ck_assert_int_eq(
	    beside_summary(&beside, scripts[_i].name, &arena, &summary, &error),
	    STATUS_OK);
	ck_assert_str_eq(summary, scripts[_i].summary);
}
END_TEST

START_TEST(becomes_the_command)
{
	static char name[] = "silent", run[] = "run", word[] = "two words";
	char *words[] = { name, run, word, NULL };
	int state;
	pid_t child = fork();

	if (child == 0) {
		(void)!beside_execute(&beside, words, &error);
		_exit(99);
	}
	ck_assert_int_eq(waitpid(child, &state, 0), child);
	ck_assert(WIFEXITED(state));
	ck_assert_int_eq(WEXITSTATUS(state), 2);
}
END_TEST

static const struct {
	char name[16];
	const char *error;
} unknown[] = {
	{ "silnet", "unknown command 'silnet'; did you mean silent?" },
	{ "xyzzy", "unknown command 'xyzzy'" },
	{ "../bin/sh", "unknown command '../bin/sh'" },
	{ "", "unknown command ''" },
	{ "Echo", "unknown command 'Echo'; did you mean echo?" },
};

START_TEST(refuses_what_is_not_there)
{
	char name[16];
	char *words[] = { name, NULL };

	memcpy(name, unknown[_i].name, sizeof name);
	ck_assert_int_eq(beside_execute(&beside, words, &error), STATUS_USAGE);
	ck_assert_str_eq(error.text, unknown[_i].error);
}
END_TEST

START_TEST(finds_in_the_directory_of_the_program)
{
	struct beside found;

	ck_assert_int_eq(beside_find(&arena, &found, &error), STATUS_OK);
	ck_assert_int_eq(found.directory[0], '/');
	for (size_t i = 1; i < found.count; i++)
		ck_assert_str_lt(found.names[i - 1], found.names[i]);
}
END_TEST

Suite *
beside_suite(void)
{
	Suite *suite = suite_create("beside");
	TCase *tests = tcase_create("beside");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, asks_for_the_summary, 0, SCRIPTS);
	tcase_add_test(tests, becomes_the_command);
	tcase_add_loop_test(tests, refuses_what_is_not_there, 0,
	    sizeof unknown / sizeof unknown[0]);
	tcase_add_test(tests, finds_in_the_directory_of_the_program);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Whatever stands behind the three descriptors, or does not, a command says
 * truly whether its output got there.  Each test is a process of its own, so
 * the descriptors can be taken away.
 */
#include "cli/standard.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "stage.h"

static const struct {
	const char *name;
	const char *word;
	int code;
	bool records;
	const char *output;
} full[] = {
	{ "a computing command", NULL, 74, false, "x" },
	{ "a recording command", NULL, 74, true, "x" },
	{ "help", "--help", 74, false, "" },
	{ "version", "--version", 74, false, "" },
	{ "nothing to write", NULL, 0, false, "" },
};

START_TEST(a_full_disk_behind_standard_output)
{
	int file = open("/dev/full", O_WRONLY | O_CLOEXEC), code;

	ck_assert_int_eq(dup2(file, STDOUT_FILENO), STDOUT_FILENO);
	stage_play.output = full[_i].output;
	stage_play.records = full[_i].records;
	code = stage_start(full[_i].word, NULL);
	ck_assert_msg(code == full[_i].code, "%s: %d", full[_i].name, code);
	ck_assert_msg((strstr(stage_said, "bill-test: standard output: "
					  "No space left on device\n") !=
			  NULL) == (code == 74),
	    "%s: %s", full[_i].name, stage_said);
	ck_assert_msg((strstr(stage_said, STAGE_SUMMARY) != NULL) ==
			  (full[_i].word == NULL),
	    "%s: %s", full[_i].name, stage_said);
}
END_TEST

START_TEST(standard_output_is_closed)
{
	stage_play.output = _i == 0 ? "" : "x";
	ck_assert_int_eq(close(STDOUT_FILENO), 0);
	ck_assert_int_eq(stage_start(NULL, NULL), _i == 0 ? 0 : 74);
	ck_assert_int_gt(stage_play.lowest_free, STDERR_FILENO);
	ck_assert_int_eq(
	    strstr(stage_said, "standard output: Bad file") != NULL, _i);
}
END_TEST

START_TEST(standard_input_is_closed)
{
	ck_assert_int_eq(close(STDIN_FILENO), 0);
	ck_assert_int_eq(stage_start(NULL, NULL), 0);
	ck_assert_int_gt(stage_play.lowest_free, STDERR_FILENO);
	ck_assert(stage_play.read_failed);
}
END_TEST

START_TEST(standard_error_is_closed)
{
	stage_play.output = "x";
	ck_assert_int_eq(close(STDERR_FILENO), 0);
	ck_assert_int_eq(stage_start(NULL, NULL), 0);
	ck_assert_int_gt(stage_play.lowest_free, STDERR_FILENO);
	ck_assert_str_eq(stage_output, "x");
}
END_TEST

START_TEST(all_three_are_closed)
{
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(close(i), 0);
	stage_play.output = "x";
	ck_assert_int_eq(stage_start(NULL, NULL), 74);
	ck_assert_int_gt(stage_play.lowest_free, STDERR_FILENO);
}
END_TEST

START_TEST(a_full_disk_behind_standard_error)
{
	int file = open("/dev/full", O_WRONLY | O_CLOEXEC);

	ck_assert_int_eq(dup2(file, STDERR_FILENO), STDERR_FILENO);
	stage_play.output = "x";
	ck_assert_int_eq(
	    stage_start(_i == 0 ? NULL : "-q", NULL), _i == 0 ? 74 : 0);
	ck_assert_str_eq(stage_output, "x");
}
END_TEST

/* A reader that went away does not kill a command that has recorded. */
START_TEST(a_broken_pipe_behind_a_recording_command)
{
	int ends_of_pipe[2];

	ck_assert_int_eq(pipe2(ends_of_pipe, O_CLOEXEC), 0);
	ck_assert_int_eq(dup2(ends_of_pipe[1], STDOUT_FILENO), STDOUT_FILENO);
	ck_assert_int_eq(close(ends_of_pipe[0]), 0);
	stage_play.output = "x";
	stage_play.records = true;
	ck_assert_int_eq(stage_start(NULL, NULL), 74);
	ck_assert(stage_play.pipe_ignored);
	ck_assert_str_eq(stage_said,
	    "bill-test: standard output: Broken pipe\n" STAGE_SUMMARY);
}
END_TEST

START_TEST(a_computing_command_dies_of_a_broken_pipe)
{
	int ends_of_pipe[2];

	ck_assert_ptr_ne(signal(SIGPIPE, SIG_IGN), SIG_ERR);
	ck_assert_int_eq(pipe2(ends_of_pipe, O_CLOEXEC), 0);
	ck_assert_int_eq(dup2(ends_of_pipe[1], STDOUT_FILENO), STDOUT_FILENO);
	ck_assert_int_eq(close(ends_of_pipe[0]), 0);
	stage_play.output = "x";
	(void)stage_start(NULL, NULL);
}
END_TEST

Suite *
standard_suite(void)
{
	Suite *suite = suite_create("standard");
	TCase *tests = tcase_create("standard");

	tcase_add_checked_fixture(tests, stage_setup, NULL);
	tcase_add_loop_test(tests, a_full_disk_behind_standard_output, 0,
	    sizeof full / sizeof full[0]);
	tcase_add_loop_test(tests, standard_output_is_closed, 0, 2);
	tcase_add_test(tests, standard_input_is_closed);
	tcase_add_test(tests, standard_error_is_closed);
	tcase_add_test(tests, all_three_are_closed);
	tcase_add_loop_test(tests, a_full_disk_behind_standard_error, 0, 2);
	tcase_add_test(tests, a_broken_pipe_behind_a_recording_command);
	tcase_add_test_raise_signal(
	    tests, a_computing_command_dies_of_a_broken_pipe, SIGPIPE);
	suite_add_tcase(suite, tests);
	return suite;
}

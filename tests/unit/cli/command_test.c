/*
 * What a command prints where, and how it exits, for each way in which it may
 * end.
 */
#include "cli/command.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stage.h"

static const struct {
	const char *name;
	enum status status;
	const char *error;
	const char *word;
	int code;
	const char *output;
	const char *said;
} ends[] = {
	{ "well", STATUS_OK, NULL, NULL, 0, "a,b\n", STAGE_SUMMARY },
	{ "quiet", STATUS_OK, NULL, "-q", 0, "a,b\n", "" },
	{ "set aside", STATUS_ASIDE, NULL, NULL, 1, "a,b\n", STAGE_SUMMARY },
	{ "set aside with a word", STATUS_ASIDE, "1 record is in bad.csv", NULL,
	    1, "a,b\n", "bill-test: 1 record is in bad.csv\n" STAGE_SUMMARY },
	{ "bad data", STATUS_INVALID, "a.csv:2: no", NULL, 65, "",
	    "bill-test: a.csv:2: no\n" },
	{ "bad data, quiet", STATUS_INVALID, "a.csv:2: no", "-q", 65, "",
	    "bill-test: a.csv:2: no\n" },
	{ "an error left over", STATUS_OK, "never mind", NULL, 0, "a,b\n",
	    STAGE_SUMMARY },
	{ "control characters", STATUS_INVALID, "a\nb\033[31m", NULL, 65, "",
	    "bill-test: a?b?[31m\n" },
	{ "an operand that the command refuses", STATUS_USAGE, "no kind 'x'",
	    "x", 64, "", "bill-test: no kind 'x'\n" },
	{ "a bad value of an option", STATUS_OK, NULL, "--format=x", 64, "",
	    "bill-test: option --format: format 'x' is not csv, jsonl or "
	    "table\n" },
	{ "a bad option", STATUS_OK, NULL, "--quite", 64, "",
	    "bill-test: unknown option --quite; did you mean "
	    "--quiet?\n" STAGE_USAGE },
	{ "version", STATUS_INVALID, "not run", "--version", 0,
	    "bill-test (billkit) " BILLKIT_VERSION "\n", "" },
};

START_TEST(ends_as_it_should)
{
	int code;

	stage_play.output = "a,b\n";
	stage_play.error = ends[_i].error;
	stage_play.status = ends[_i].status;
	code = stage_start(ends[_i].word, NULL);
	ck_assert_msg(code == ends[_i].code, "%s: %d", ends[_i].name, code);
	ck_assert_str_eq(stage_output, ends[_i].output);
	ck_assert_str_eq(stage_said, ends[_i].said);
}
END_TEST

START_TEST(tells_the_command_how_it_was_called)
{
	mode_t mask;

	ck_assert_int_eq(stage_start("it's", "-q"), 0);
	ck_assert_str_eq(stage_play.command_line, "bill-test 'it'\\''s' -q");
	ck_assert_int_eq(stage_play.format, FORMAT_CSV);
	ck_assert(!stage_play.pipe_ignored);
	ck_assert_str_eq(stage_play.ledger, "none");
	ck_assert_uint_eq(stage_play.wait, WAIT_DEFAULT);
	mask = umask(0);
	ck_assert_uint_eq(mask, 077);
}
END_TEST

static const struct {
	const char *environment;
	const char *option;
	const char *ledger;
} ledgers[] = {
	{ "env.db", NULL, "env.db" },
	{ "env.db", "--ledger=option.db", "option.db" },
	{ "", NULL, "none" },
	{ "", "-Loption.db", "option.db" },
};

START_TEST(finds_the_ledger)
{
	ck_assert_int_eq(setenv("BILL_LEDGER", ledgers[_i].environment, 1), 0);
	ck_assert_int_eq(stage_start(ledgers[_i].option, NULL), 0);
	ck_assert_str_eq(stage_play.ledger, ledgers[_i].ledger);
}
END_TEST

START_TEST(writes_the_summary_to_a_file)
{
	static const char expected[] = "{\"command\":\"bill-test\",\"in\":2,";
	char path[64], option[96], text[4096] = "";
	int file;

	(void)snprintf(path, sizeof path, "/tmp/command_test.%d", getpid());
	(void)snprintf(option, sizeof option, "--summary=%s", path);
	ck_assert_int_eq(stage_start(option, "-q"), 0);
	ck_assert_str_eq(stage_said, "");
	file = open(path, O_RDONLY | O_CLOEXEC);
	ck_assert_int_gt(read(file, text, sizeof text - 1), 0);
	ck_assert_ptr_eq(strstr(text, expected), text);
	ck_assert_int_eq(close(file), 0);
	ck_assert_int_eq(unlink(path), 0);
	stage_play.status = STATUS_INVALID;
	ck_assert_int_eq(stage_start(option, NULL), STATUS_INVALID);
	ck_assert_int_eq(access(path, F_OK), -1);
}
END_TEST

START_TEST(a_summary_that_cannot_be_written)
{
	stage_play.output = "x";
	ck_assert_int_eq(stage_start("--summary=/nonexistent/s", NULL), 74);
	ck_assert_str_eq(stage_output, "x");
	ck_assert_ptr_nonnull(
	    strstr(stage_said, "/nonexistent/s: No such file"));
}
END_TEST

START_TEST(a_note_stands_first)
{
	stage_play.note = "nothing to do";
	ck_assert_int_eq(stage_start(NULL, NULL), 0);
	ck_assert_ptr_eq(
	    strstr(stage_said, "bill-test: nothing to do; in 2, "), stage_said);
}
END_TEST

static const struct {
	const char *option;
	bool shown;
} bars[] = {
	{ NULL, false }, /* standard error is no terminal here */
	{ "--progress=auto", false },
	{ "--progress=never", false },
	{ "--progress=always", true },
};

START_TEST(shows_progress_when_asked)
{
	stage_play.progresses = true;
	ck_assert_int_eq(stage_start(bars[_i].option, NULL), 0);
	ck_assert_int_eq(
	    strstr(stage_said, "\rbill-test: orders [#####               ]"
			       " 256/1000\033[K") != NULL,
	    bars[_i].shown);
	/* The last thing shown is wiped before the summary. */
	ck_assert_int_eq(strstr(stage_said, "\r\033[K" STAGE_SUMMARY) != NULL,
	    bars[_i].shown);
	ck_assert_ptr_nonnull(strstr(stage_said, STAGE_SUMMARY));
}
END_TEST

Suite *
command_suite(void)
{
	Suite *suite = suite_create("command");
	TCase *tests = tcase_create("command");

	tcase_add_checked_fixture(tests, stage_setup, NULL);
	tcase_add_loop_test(
	    tests, ends_as_it_should, 0, sizeof ends / sizeof ends[0]);
	tcase_add_test(tests, tells_the_command_how_it_was_called);
	tcase_add_loop_test(
	    tests, finds_the_ledger, 0, sizeof ledgers / sizeof ledgers[0]);
	tcase_add_test(tests, writes_the_summary_to_a_file);
	tcase_add_test(tests, a_summary_that_cannot_be_written);
	tcase_add_test(tests, a_note_stands_first);
	tcase_add_loop_test(
	    tests, shows_progress_when_asked, 0, sizeof bars / sizeof bars[0]);
	suite_add_tcase(suite, tests);
	return suite;
}

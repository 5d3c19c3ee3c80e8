/*
 * The tests of a command and of its descriptors share this, because both see
 * nothing of command_main() but what comes out of it.
 */
#include "stage.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
	struct options_common common;
} given = { .common = OPTIONS_COMMON_DEFAULT };

static const struct option_spec specs[] = {
	OPTIONS_COMMON(given.common),
	OPTION_END,
};

struct stage stage_play = { .output = "" };
char stage_output[4096];
char stage_said[4096];

static int output_file, error_file;

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct sigaction action;
	char byte;

	(void)snprintf(stage_play.command_line, sizeof stage_play.command_line,
	    "%s", invocation->command_line);
	(void)snprintf(stage_play.ledger, sizeof stage_play.ledger, "%s",
	    given.common.ledger == NULL ? "none" : given.common.ledger);
	stage_play.format = invocation->format;
	stage_play.wait = given.common.wait;
	ck_assert_int_eq(sigaction(SIGPIPE, NULL, &action), 0);
	stage_play.pipe_ignored = action.sa_handler == SIG_IGN;
	stage_play.read_failed = read(STDIN_FILENO, &byte, 1) < 0;
	stage_play.lowest_free = open("/dev/null", O_RDONLY | O_CLOEXEC);
	progress_begin(invocation->progress, "orders", 1000);
	for (int i = 0; stage_play.progresses && i < 1000; i++)
		progress_step(invocation->progress);
	progress_end(invocation->progress);
	invocation->summary->in = 2;
	invocation->summary->accepted = 2;
	invocation->summary->note = stage_play.note;
	ck_assert_int_eq(spool_write(invocation->output, stage_play.output,
			     strlen(stage_play.output), error),
	    STATUS_OK);
	/* Success may leave an error behind that was dealt with. */
	if (stage_play.error != NULL)
		error_set(error,
		    stage_play.status == STATUS_OK ? STATUS_INVALID
						   : stage_play.status,
		    "%s", stage_play.error);
	return stage_play.status;
}

static struct command command = {
	.name = "bill-test",
	.operands = "[file]",
	.operands_max = 1,
	.summary = "test",
	.options = specs,
	.common = &given.common,
	.run = run,
};

static int
open_scratch(int descriptor)
{
	char path[] = "/tmp/command_testXXXXXX";
	int file = mkostemp(path, O_CLOEXEC);

	ck_assert_int_ge(file, 0);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(dup2(file, descriptor), descriptor);
	return file;
}

static const char *
content(int file, char text[4096])
{
	ssize_t length = pread(file, text, 4095, 0);

	ck_assert_int_ge(length, 0);
	text[length] = '\0';
	return text;
}

void
stage_setup(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	ck_assert_int_eq(dup2(null, STDIN_FILENO), STDIN_FILENO);
	ck_assert_int_eq(close(null), 0);
	output_file = open_scratch(STDOUT_FILENO);
	error_file = open_scratch(STDERR_FILENO);
	ck_assert_int_eq(unsetenv("BILL_LEDGER"), 0);
}

int
stage_start(const char *one, const char *two)
{
	static char words[3][256];
	char *argv[] = { words[0], words[1], words[2], NULL };
	int argc = 1 + (one != NULL) + (two != NULL), code;

	(void)snprintf(words[0], sizeof words[0], "%s", command.name);
	(void)snprintf(words[1], sizeof words[1], "%s", one ? one : "");
	(void)snprintf(words[2], sizeof words[2], "%s", two ? two : "");
	argv[argc] = NULL;
	command.records = stage_play.records;
	code = command_main(&command, argc, argv);
	content(output_file, stage_output);
	content(error_file, stage_said);
	return code;
}

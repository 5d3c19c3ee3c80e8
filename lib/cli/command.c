/*
 * The order matters more than the steps: nothing reaches standard output
 * before the command is known to have succeeded, and what fails after that is
 * told by the exit code alone, since a ledger that was changed stays changed.
 */
#include "cli/command.h"

#include <assert.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/bar.h"
#include "cli/help.h"
#include "cli/invoker.h"
#include "cli/options.h"
#include "cli/privacy.h"
#include "cli/standard.h"
#include "cli/typed.h"

#define LINE_ROOM 4096

/* One command, from its start to its exit. */
struct session {
	const struct command *command;
	enum options_asked asked;
	struct arena arena;
	struct spool *output;
	struct spool *told;
	struct summary summary;
	struct bar bar;
	bool mute; /* standard error could not be written */
};

static void
say(struct session *session, const char *text)
{
	if (!standard_say(session->command->name, text))
		session->mute = true;
}

/* An empty BILL_LEDGER is none. */
static void
find_ledger(struct options_common *common)
{
	const char *ledger = getenv("BILL_LEDGER");

	if (common->ledger == NULL && ledger != NULL && ledger[0] != '\0')
		common->ledger = ledger;
}

static enum format
choose_format(const struct options_common *common)
{
	if (common->format != FORMAT_DEFAULT)
		return common->format;
	return isatty(STDOUT_FILENO) ? FORMAT_TABLE : FORMAT_CSV;
}

static bool
wants_bar(const struct options_common *common)
{
	if (common->progress == PROGRESS_AUTO)
		return !common->quiet && isatty(STDERR_FILENO);
	return common->progress == PROGRESS_ALWAYS;
}

/* Whether two names are those of one regular file. */
static bool
same_file(const char *a, const char *b)
{
	struct stat x, y;

	return a != NULL && b != NULL && stat(a, &x) == 0 && stat(b, &y) == 0 &&
	       S_ISREG(x.st_mode) && x.st_dev == y.st_dev &&
	       x.st_ino == y.st_ino;
}

/* What a command writes must not replace its ledger or what it reads. */
static enum status
check_target(const struct options_common *common,
    const struct invocation *invocation, const char *option, const char *target,
    struct error *error)
{
	char journal[PATH_MAX];
	size_t i;

	if (target == NULL)
		return STATUS_OK;
	snprintf(journal, sizeof(journal), "%s-journal",
	    common->ledger == NULL ? "" : common->ledger);
	if (same_file(target, common->ledger) || same_file(target, journal))
		return error_set(error, STATUS_USAGE,
		    "%s %s: that is the ledger", option, target);
	for (i = 0; i < invocation->operand_count; i++) {
		if (same_file(target, invocation->operands[i]))
			return error_set(error, STATUS_USAGE,
			    "%s %s: that is the input", option, target);
	}
	return STATUS_OK;
}

/* Fill in what the options say, run, and wipe the bar. */
static enum status
run(struct session *session, struct invocation *invocation, struct error *error)
{
	const struct command *command = session->command;
	struct options_common *common = command->common;
	enum status status;

	invocation->program = command->name;
	invocation->output = session->output;
	invocation->told = session->told;
	invocation->summary = &session->summary;
	invocation->progress = &session->bar.progress;
	invocation->format = FORMAT_CSV;
	status = invoker_user(&invocation->user, error);
	if (status != STATUS_OK)
		return status;
	if (common != NULL) {
		find_ledger(common);
		invocation->format = choose_format(common);
		status = check_target(
		    common, invocation, "--reject", common->reject, error);
		if (status == STATUS_OK)
			status = check_target(common, invocation, "--summary",
			    common->summary, error);
		if (status == STATUS_OK && common->reason != NULL)
			status = invoker_reason(common->reason, error);
		if (status != STATUS_OK)
			return status;
		if (wants_bar(common))
			bar_start(&session->bar, command->name);
	}
	status = command->run(invocation, error);
	bar_stop(&session->bar);
	return status;
}

/* Do what was asked for; all output goes into the spool. */
static enum status
perform(struct session *session, int argc, char *argv[], struct error *error)
{
	struct invocation invocation = { 0 };
	enum status status;
	int operands;

	status = spool_open(&session->output, error);
	if (status == STATUS_OK)
		status = spool_open(&session->told, error);
	if (status != STATUS_OK)
		return status;
	/* getopt_long(3) moves the arguments about: the line comes first. */
	invocation.command_line = typed_line(&session->arena, argc, argv);
	if (invocation.command_line == NULL)
		return error_memory(error);
	status = options_parse(
	    session->command, argc, argv, &session->asked, &operands, error);
	if (status != STATUS_OK)
		return status;
	switch (session->asked) {
	case OPTIONS_HELP:
		return help_page(session->command, session->output, error);
	case OPTIONS_VERSION:
		return help_version(session->command, session->output, error);
	case OPTIONS_COMPLETION:
		return help_completion(
		    session->command, session->output, error);
	case OPTIONS_RUN:
	case OPTIONS_USAGE:
		break;
	}
	invocation.operands = argv + operands;
	invocation.operand_count = (size_t)(argc - operands);
	return run(session, &invocation, error);
}

/* The usage line, behind an error that it is the answer to. */
static void
say_usage(struct session *session)
{
	struct spool *usage = NULL;
	struct error error;

	if (spool_open(&usage, &error) != STATUS_OK ||
	    help_usage(session->command, usage, &error) != STATUS_OK ||
	    spool_copy(usage, STDERR_FILENO, &error) != STATUS_OK)
		session->mute = true;
	spool_close(usage);
}

/* The lines in front of an error. */
static void
say_told(struct session *session)
{
	char line[LINE_ROOM];
	size_t length = 0, got = 0;
	struct error error;
	char byte;

	if (session->told == NULL || spool_size(session->told) == 0 ||
	    spool_rewind(session->told, &error) != STATUS_OK)
		return;
	while (spool_read(session->told, &byte, 1, &got, &error) == STATUS_OK &&
	       got > 0) {
		if (byte != '\n' && length + 1 < sizeof(line)) {
			line[length++] = byte;
			continue;
		}
		line[length] = '\0';
		if (byte == '\n') {
			say(session, line);
			length = 0;
		}
	}
}

static void
say_error(
    struct session *session, enum status status, const struct error *error)
{
	/* With records set aside, an error may be left from finding them. */
	if (status == STATUS_OK ||
	    (status == STATUS_ASIDE && error->status != STATUS_ASIDE))
		return;
	say_told(session);
	say(session, error->text[0] == '\0' ? "failed" : error->text);
	if (session->asked == OPTIONS_USAGE)
		say_usage(session);
}

/* State the summary, on standard error and in its file. */
static enum status
summarize(struct session *session, struct error *error)
{
	const struct options_common *common = session->command->common;
	char line[LINE_ROOM];

	if (common == NULL || session->asked != OPTIONS_RUN)
		return STATUS_OK;
	if (!common->quiet)
		say(session,
		    summary_line(&session->summary, line, sizeof(line)));
	if (common->summary == NULL)
		return STATUS_OK;
	return summary_write(
	    &session->summary, session->command->name, common->summary, error);
}

/* Bring out what the command has made; return the exit code. */
static enum status
conclude(struct session *session, enum status status, const struct error *error)
{
	struct error lost = { 0 };
	enum status last = status;

	if (status != STATUS_OK && status != STATUS_ASIDE) {
		say_error(session, status, error);
		return status;
	}
	if (standard_write(session->output, &lost) != STATUS_OK) {
		last = STATUS_IO;
		say(session, lost.text);
	}
	say_error(session, status, error);
	if (summarize(session, &lost) != STATUS_OK) {
		last = lost.status;
		say(session, lost.text);
	}
	return session->mute ? STATUS_IO : last;
}

int
command_main(const struct command *command, int argc, char *argv[])
{
	struct session session = { .command = command };
	struct error error = { 0 };
	enum status status;

	assert(command->operands_min <= command->operands_max);
	(void)umask(077);
	(void)signal(SIGPIPE, command->records ? SIG_IGN : SIG_DFL);
	/* A file over the limit is an error like a full disk. */
	(void)signal(SIGXFSZ, SIG_IGN);
	status = standard_open(&error);
	if (status == STATUS_OK)
		status = privacy_keep(&error);
	if (status == STATUS_OK)
		status = perform(&session, argc, argv, &error);
	status = conclude(&session, status, &error);
	spool_close(session.output);
	spool_close(session.told);
	arena_close(&session.arena);
	return (int)status;
}

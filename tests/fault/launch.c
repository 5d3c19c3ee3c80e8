/*
 * The child sets up what it is to find, then becomes the command.
 */
#include "tests/fault/launch.h"

#include <err.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *preloaded;

void
launch_open(const char *library, const char *plan)
{
	preloaded = library;
	if (setenv("FAULT_PLAN", plan, 1) != 0)
		err(1, "no memory");
}

static int
outlet_open(enum outlet outlet, int file)
{
	int ends[2];

	switch (outlet) {
	case OUTLET_FULL:
		return open("/dev/full", O_WRONLY | O_CLOEXEC);
	case OUTLET_BROKEN:
		if (pipe(ends) != 0)
			return -1;
		(void)close(ends[0]);
		return ends[1];
	default:
		return file;
	}
}

static _Noreturn void
become(
    char *const argv[], const struct setting *setting, int output, int errors)
{
	int input = open(setting->input == NULL ? "/dev/null" : setting->input,
	    O_RDONLY | O_CLOEXEC);
	const char *seconds = getenv("FAULT_SECONDS");
	struct rlimit limit = { setting->limit, setting->limit };
	int i;

	output = outlet_open(setting->outlet, output);
	if (input < 0 || output < 0 || dup2(input, 0) < 0 ||
	    dup2(output, 1) < 0 || dup2(errors, 2) < 0)
		_exit(125);
	if (output > 2)
		(void)close(output);
	for (i = 0; i < 3; i++) {
		if ((setting->closed & (1U << i)) != 0)
			(void)close(i);
	}
	(void)signal(SIGPIPE, setting->ignored ? SIG_IGN : SIG_DFL);
	(void)setpgid(0, 0);
	(void)alarm(seconds == NULL ? LAUNCH_SECONDS
				    : (unsigned int)strtoul(seconds, NULL, 10));
	if (!setting->plain)
		(void)setenv("LD_PRELOAD", preloaded, 1);
	if (setting->limited)
		(void)setrlimit((__rlimit_resource_t)setting->resource, &limit);
	(void)execvp(argv[0], argv);
	_exit(126);
}

static void
collect(int descriptor, struct text *text)
{
	text_clear(text);
	if (!text_load(text, descriptor))
		err(1, "what a command has said");
	(void)close(descriptor);
}

void
launch(
    char *const argv[], const struct setting *setting, struct outcome *outcome)
{
	int output = memfd_create("output", MFD_CLOEXEC);
	int errors = memfd_create("errors", MFD_CLOEXEC);
	int status;
	pid_t child;

	if (output < 0 || errors < 0)
		err(1, "memfd_create");
	child = fork();
	if (child < 0)
		err(1, "fork");
	if (child == 0)
		become(argv, setting, output, errors);
	if (waitpid(child, &status, 0) != child)
		err(1, "waitpid");
	outcome->hung = WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
	outcome->status =
	    WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	/* Of a script, others may be left. */
	(void)kill(-child, SIGKILL);
	collect(output, &outcome->output);
	collect(errors, &outcome->errors);
}

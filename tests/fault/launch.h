#ifndef FAULT_LAUNCH_H
#define FAULT_LAUNCH_H

#include <stdbool.h>
#include <sys/resource.h>

#include "tests/fault/text.h"

/*
 * One run of a command.
 *
 * launch(argv, setting, outcome):
 * Run it, and wait; what it has printed and how it ended go to ${outcome}, in
 * which a signal counts as with the shell: 128 and its number.  A command that
 * has not ended after LAUNCH_SECONDS (FAULT_SECONDS in the environment) is
 * ended, and ${hung}.
 *
 * launch_open(library, plan):
 * Say once what is preloaded into commands, and where their plan stands.
 */

#define LAUNCH_SECONDS 30

enum outlet {
	OUTLET_FILE,
	OUTLET_FULL, /* a device that is full */
	OUTLET_BROKEN, /* a pipe that nobody reads */
	OUTLET_COUNT
};

struct setting {
	const char *input; /* what comes from standard input, or NULL */
	unsigned int closed; /* bits 1 << descriptor, of 0, 1 and 2 */
	enum outlet outlet;
	bool ignored; /* SIGPIPE */
	bool limited;
	int resource; /* RLIMIT_..., where limited */
	rlim_t limit;
	bool plain; /* nothing is preloaded */
};

struct outcome {
	int status;
	bool hung;
	struct text output;
	struct text errors;
};

void launch_open(const char *, const char *);
void launch(char *const[], const struct setting *, struct outcome *);

#endif

#ifndef STAGE_H
#define STAGE_H

#include <stdbool.h>

#include "cli/command.h"

/*
 * A stage is a command that plays what a test tells it, in front of standard
 * descriptors that the test may take away.
 *
 * stage_play is what it plays, and after that also what it saw.
 *
 * stage_setup():
 * Put scratch files behind standard output and standard error.
 *
 * stage_start(one, two):
 * Run the command with up to two words (or NULL); return its exit code.
 *
 * stage_output, stage_said:
 * What then stands in standard output and standard error.
 */

#define STAGE_SUMMARY \
	"bill-test: in 2, accepted 2, changed 0, duplicate 0, rejected 0\n"
#define STAGE_USAGE \
	"usage: bill-test [-f format] [-L ledger] [-q] [--summary file]" \
	" [--reject file] [--progress when] [--wait seconds] [file]\n"

struct stage {
	enum status status;
	const char *output;
	const char *error;
	const char *note;
	bool progresses;
	bool records;
	/* What it saw: */
	char command_line[256];
	char ledger[256];
	enum format format;
	uint64_t wait;
	bool pipe_ignored;
	bool read_failed;
	int lowest_free;
};

extern struct stage stage_play;
extern char stage_output[4096];
extern char stage_said[4096];

void stage_setup(void);
int stage_start(const char *, const char *);

#endif

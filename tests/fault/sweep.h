#ifndef FAULT_SWEEP_H
#define FAULT_SWEEP_H

#include <stdbool.h>
#include <stdint.h>

#include "tests/fault/inject.h"
#include "tests/fault/launch.h"
#include "tests/fault/text.h"
#include "tests/fault/tree.h"

#define TRUSTED 16

/*
 * A command is run again and again, each time with one fault at one point.
 *
 * After each, four things must hold:
 *
 *   A  Before anything is run again: the ledger is whole, and holds what it
 *      held before or all that it was to hold; no file of a final name is cut
 *      short; nothing is left beside them but by who was killed.
 *   B  The exit code is honest: it tells success only where all is there, and
 *      otherwise what went wrong, with words.
 *   C  The same command line succeeds then and says the same.
 *   D  All is as if nothing had happened.
 *
 * A script of several commands may stop between two; so of it A asks what
 * bill-check finds, where a single command leaves no middle; and its files
 * "*.tmp" are its own.
 *
 * Where no byte of any file has changed, C and D need no run to be known, and
 * one in ${TRUSTED} has it nevertheless.
 *
 * judge_exit(sweep, point, outcome):
 * B.
 *
 * judge_between(sweep, point, outcome):
 * A, and that what ended well has ended.
 *
 * judge_again(sweep, point, outcome):
 * C and D.
 *
 * judge_check(sweep, point):
 * What bill-check finds.
 *
 * judge_fail(sweep, point, outcome, format, ...):
 * Count and tell a failure; the text begins with its letter.
 */

struct golden {
	struct tree tree;
	struct text dump;
	struct outcome outcome;
	uint64_t files; /* how many of its calls a kill can meet */
};

struct sweep {
	char *const *command;
	const char *name;
	const char *ledger;
	struct setting setting; /* of each run */
	bool script;
	int wanted; /* the exit code where all is well */
	uint64_t random;
	uint64_t seed;
	size_t sample; /* points of each kind, 0 for all */
	const char *only; /* a kind, or NULL */
	uint64_t only_at; /* a point of it, or 0 */
	const char *tally; /* a file, or NULL */
	struct plan *plan;
	struct tree before;
	struct text before_dump;
	struct golden golden;
	/* This moment's; here to keep their room. */
	struct tree tree;
	struct text dump;
	bool untouched; /* all files are as before, byte by byte */
	size_t points;
	size_t failures;
	size_t told_points;
	size_t told_failures;
};

enum expects {
	EXPECTS_KILL,
	EXPECTS_WELL, /* nothing is to be noticed */
	EXPECTS_ERROR,
	EXPECTS_MEMORY,
	EXPECTS_ANY, /* an error or success */
};

struct point {
	const char *kind;
	enum expects expects;
	enum way way;
	uint32_t calls;
	int32_t code;
	bool sticky;
	uint64_t at;
};

void judge_check(struct sweep *, const struct point *);
void judge_exit(struct sweep *, const struct point *, const struct outcome *);
void judge_between(
    struct sweep *, const struct point *, const struct outcome *);
void judge_again(struct sweep *, const struct point *, const struct outcome *);
void judge_fail(struct sweep *, const struct point *, const struct outcome *,
    const char *, ...) __attribute__((format(printf, 4, 5)));

#endif

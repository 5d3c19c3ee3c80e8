/*
 * What must hold after a fault.  See sweep.h.
 */
#include "tests/fault/sweep.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/fault/dump.h"

#define SAID_MAX 600

static void
show(const char *name, const struct text *text)
{
	if (text->length > 0)
		printf("  %s: %.*s\n", name, SAID_MAX, text->bytes);
}

void
judge_fail(struct sweep *sweep, const struct point *point,
    const struct outcome *outcome, const char *format, ...)
{
	va_list rest;

	sweep->failures++;
	printf("FAILED %s: %s %s %llu (%s%s): ", sweep->name, point->kind,
	    point->sticky ? "from" : "at", (unsigned long long)point->at,
	    sweep->plan->where, sweep->plan->directory ? " directory" : "");
	va_start(rest, format);
	(void)vprintf(format, rest);
	va_end(rest);
	printf("\n  exit code %d\n", outcome->status);
	show("output", &outcome->output);
	show("errors", &outcome->errors);
}

/*
 * The GNU C library takes memory for granted when it first looks for a user
 * (2.36, nss_database.c: its state, and a line of nsswitch.conf), and ends the
 * command itself.  It may do so in no other call, and what A, C and D ask is
 * asked as of a kill.
 */
static bool
was_library(const struct sweep *sweep, const struct point *point)
{
	return point->expects == EXPECTS_MEMORY &&
	       strcmp(sweep->plan->where, "getpwuid") == 0;
}

/* Whether an exit code says what went wrong. */
static bool
tells(const struct sweep *sweep, const struct point *point, int status)
{
	switch (status) {
	case 128 + 13: /* a filter whose reader is gone */
		return strcmp(point->kind, "outlet") == 0 &&
		       (sweep->script ||
			   text_same(&sweep->before_dump, &sweep->golden.dump));
	case 2: /* the shell itself */
	case 65: /* who was behind the pipe, which had ended too early */
		return sweep->script;
	case 128 + SIGABRT:
	case 128 + SIGSEGV:
		return was_library(sweep, point);
	case 71:
		return point->expects == EXPECTS_MEMORY ||
		       point->expects == EXPECTS_ANY;
	case 66: /* an input that opens not */
	case 70: /* a ledger that cannot be read */
	case 74:
	case 78: /* a company or catalog that cannot be read */
		return point->expects != EXPECTS_MEMORY;
	default:
		return false;
	}
}

/* Whether standard error itself was to be hit. */
static bool
was_mute(const struct sweep *sweep, const struct point *point)
{
	return point->sticky || sweep->plan->descriptor == 2 ||
	       sweep->plan->hits > 1;
}

static bool
is_start(const struct text *part, const struct text *whole)
{
	return part->length <= whole->length &&
	       (part->length == 0 ||
		   memcmp(part->bytes, whole->bytes, part->length) == 0);
}

void
judge_exit(struct sweep *sweep, const struct point *point,
    const struct outcome *outcome)
{
	int status = outcome->status;

	if (outcome->hung) {
		judge_fail(sweep, point, outcome, "B: it hangs");
		return;
	}
	if (!sweep->script &&
	    !is_start(&outcome->output, &sweep->golden.outcome.output))
		judge_fail(sweep, point, outcome, "B: another output");
	if (point->expects == EXPECTS_KILL) {
		if (status != 128 + 9 && !sweep->script)
			judge_fail(sweep, point, outcome, "B: not killed");
		return;
	}
	if (status == sweep->wanted) {
		if (!text_same(
			&outcome->output, &sweep->golden.outcome.output) &&
		    !sweep->script)
			judge_fail(sweep, point, outcome, "B: output was lost");
		if ((point->calls & (1U << CALL_SYNC)) != 0 &&
		    strstr(sweep->plan->where, "sync") != NULL &&
		    point->way == WAY_ERROR && !sweep->plan->directory)
			judge_fail(sweep, point, outcome,
			    "B: success, though a file was not synced");
		return;
	}
	if (point->expects == EXPECTS_WELL || !tells(sweep, point, status))
		judge_fail(sweep, point, outcome, "B: a wrong exit code");
	if (outcome->errors.length == 0 && status < 128 &&
	    !was_mute(sweep, point))
		judge_fail(sweep, point, outcome, "B: it says nothing");
}

static bool
ends_with(const char *name, const char *end)
{
	size_t length = strlen(name), tail = strlen(end);

	return length >= tail && strcmp(name + length - tail, end) == 0;
}

/* The ledger, its journal, and what stands beside them for SQLite. */
static bool
is_ledger(const struct sweep *sweep, const char *name)
{
	size_t length = strlen(sweep->ledger);

	return strncmp(name, sweep->ledger, length) == 0 &&
	       (name[length] == '\0' || strcmp(name + length, "-journal") == 0);
}

/* What a script has for itself, and may be another each time. */
static bool
is_scratch(const struct sweep *sweep, const char *name)
{
	return sweep->script && strstr(name, ".tmp") != NULL;
}

/* Whether a temporary file is somebody's to leave. */
static bool
may_stay(const struct sweep *sweep, const struct point *point)
{
	return sweep->script || point->expects == EXPECTS_KILL ||
	       strcmp(point->kind, "pair") == 0 ||
	       strcmp(sweep->plan->where, "unlink") == 0 ||
	       (point->sticky && (point->calls & (1U << CALL_NAME)) != 0);
}

static bool
same_text(const struct tree_file *a, const struct tree_file *b)
{
	return a != NULL && b != NULL && text_same(&a->text, &b->text);
}

/* Every file is what it was, or what it was to become. */
static void
judge_files(struct sweep *sweep, const struct point *point,
    const struct outcome *outcome)
{
	const struct tree_file *file, *golden;
	bool ended = outcome->status == sweep->wanted;
	size_t i;

	for (i = 0; i < sweep->tree.count; i++) {
		file = &sweep->tree.files[i];
		golden = tree_find(&sweep->golden.tree, file->name);
		if (is_ledger(sweep, file->name) ||
		    is_scratch(sweep, file->name) || same_text(file, golden))
			continue;
		if (!ended &&
		    same_text(file, tree_find(&sweep->before, file->name)))
			continue;
		if (golden == NULL && (strstr(file->name, ".tmp") != NULL ||
					  ends_with(file->name, "-journal"))) {
			if (!may_stay(sweep, point))
				judge_fail(sweep, point, outcome,
				    "A: %s is left behind", file->name);
			continue;
		}
		judge_fail(
		    sweep, point, outcome, "A: %s is incomplete", file->name);
	}
	for (i = 0; ended && i < sweep->golden.tree.count; i++) {
		golden = &sweep->golden.tree.files[i];
		if (!is_ledger(sweep, golden->name) &&
		    !is_scratch(sweep, golden->name) &&
		    tree_find(&sweep->tree, golden->name) == NULL)
			judge_fail(sweep, point, outcome,
			    "B: success, and there is no %s", golden->name);
	}
}

/* What bill-check says of the ledger; that it can, too. */
void
judge_check(struct sweep *sweep, const struct point *point)
{
	static struct outcome outcome;
	struct setting setting = { .plain = true };
	char name[] = "bill-check", quiet[] = "-q", option[] = "-L";
	char ledger[256];
	char *argv[] = { name, quiet, option, ledger, NULL };
	struct stat state;

	(void)snprintf(ledger, sizeof(ledger), "%s", sweep->ledger);
	if (stat(ledger, &state) != 0)
		return;
	launch(argv, &setting, &outcome);
	/* What is not migrated yet is whole, too. */
	if (outcome.status != 0 &&
	    strstr(outcome.errors.bytes, "older than this") == NULL)
		judge_fail(sweep, point, &outcome, "A: bill-check finds");
}

static bool
is_hot(const struct sweep *sweep)
{
	char journal[300];
	struct stat state;

	(void)snprintf(journal, sizeof(journal), "%s-journal", sweep->ledger);
	return stat(journal, &state) == 0 && state.st_size > 0;
}

/* Whether no byte of any file is another; an empty journal is none. */
static bool
is_untouched(const struct sweep *sweep)
{
	const struct tree_file *file;
	size_t i, same = 0;

	for (i = 0; i < sweep->tree.count; i++) {
		file = &sweep->tree.files[i];
		if (same_text(file, tree_find(&sweep->before, file->name)))
			same++;
		else if (!ends_with(file->name, "-journal") ||
			 file->text.length > 0)
			return false;
	}
	return same == sweep->before.count;
}

void
judge_between(struct sweep *sweep, const struct point *point,
    const struct outcome *outcome)
{
	struct text difference = { 0 };

	/* What is taken back from a journal is first taken back by us. */
	if (sweep->script || is_hot(sweep))
		judge_check(sweep, point);
	tree_read(&sweep->tree);
	judge_files(sweep, point, outcome);
	sweep->untouched =
	    is_untouched(sweep) &&
	    (outcome->status != sweep->wanted ||
		text_same(&sweep->before_dump, &sweep->golden.dump));
	if (sweep->untouched)
		return;
	if (!dump_ledger(sweep->ledger, &sweep->dump)) {
		judge_fail(sweep, point, outcome, "A: %.*s", SAID_MAX,
		    sweep->dump.bytes);
		return;
	}
	if (text_same(&sweep->dump, &sweep->golden.dump))
		return;
	dump_difference(&sweep->golden.dump, &sweep->dump, &difference);
	if (outcome->status == sweep->wanted)
		judge_fail(sweep, point, outcome, "B: success without\n%s",
		    difference.bytes);
	else if (!sweep->script &&
		 !text_same(&sweep->dump, &sweep->before_dump))
		judge_fail(sweep, point, outcome, "A: a part is recorded\n%s",
		    difference.bytes);
	text_free(&difference);
}

/* As if nothing had happened: what killed commands left may stay. */
static void
judge_tree(struct sweep *sweep, const struct point *point,
    const struct outcome *outcome)
{
	const struct tree *golden = &sweep->golden.tree;
	size_t i;

	tree_read(&sweep->tree);
	for (i = 0; i < golden->count; i++) {
		if (!is_ledger(sweep, golden->files[i].name) &&
		    !is_scratch(sweep, golden->files[i].name) &&
		    !same_text(&golden->files[i],
			tree_find(&sweep->tree, golden->files[i].name)))
			judge_fail(sweep, point, outcome, "D: another %s",
			    golden->files[i].name);
	}
}

void
judge_again(struct sweep *sweep, const struct point *point,
    const struct outcome *outcome)
{
	struct text difference = { 0 };

	if (outcome->status != sweep->wanted) {
		judge_fail(sweep, point, outcome, "C: run again, it fails");
		return;
	}
	if (!sweep->script &&
	    !text_same(&outcome->output, &sweep->golden.outcome.output))
		judge_fail(
		    sweep, point, outcome, "C: run again, it says another");
	judge_tree(sweep, point, outcome);
	if (!dump_ledger(sweep->ledger, &sweep->dump) ||
	    !text_same(&sweep->dump, &sweep->golden.dump)) {
		dump_difference(&sweep->golden.dump, &sweep->dump, &difference);
		judge_fail(sweep, point, outcome, "D: another ledger\n%s",
		    difference.bytes);
	}
	text_free(&difference);
}

/*
 * bill NAME ... becomes bill-NAME ...; alone it lists the commands.
 *
 * What follows NAME belongs to that command, so the line is cut behind NAME
 * before options are looked for.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "cli/beside.h"
#include "cli/command.h"
#include "cli/help.h"

#define LINE_ROOM 256

static const struct option_spec options[] = {
	OPTION_END,
};

static enum status run(const struct invocation *, struct error *);

static const struct command command = {
	.name = "bill",
	.operands = "[name [argument ...]]",
	.operands_max = 1,
	.summary = "run a command of billkit",
	.options = options,
	.run = run,
};

/* All that was typed, NAME first. */
static char **typed;

static enum status
print(const struct invocation *invocation, const char *name,
    const char *summary, struct error *error)
{
	char line[LINE_ROOM];

	(void)snprintf(line, sizeof(line), "  %-*s  %s\n", 24, name, summary);
	return spool_write(invocation->output, line, strlen(line), error);
}

static enum status
list(const struct invocation *invocation, const struct beside *beside,
    struct arena *arena, struct error *error)
{
	const char *summary;
	enum status status;
	size_t i;

	status = help_page(&command, invocation->output, error);
	if (status == STATUS_OK)
		status =
		    spool_write(invocation->output, "\ncommands:\n", 11, error);
	for (i = 0; status == STATUS_OK && i < beside->count; i++) {
		status = beside_summary(
		    beside, beside->names[i], arena, &summary, error);
		if (status == STATUS_OK)
			status =
			    print(invocation, beside->names[i], summary, error);
	}
	return status;
}

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct arena arena = { 0 };
	struct beside beside;
	enum status status;

	status = beside_find(&arena, &beside, error);
	if (status != STATUS_OK)
		goto done;
	if (invocation->operand_count > 0)
		status = beside_execute(&beside, typed, error);
	else
		status = list(invocation, &beside, &arena, error);
done:
	arena_close(&arena);
	return status;
}

/* Whether help is all that is asked for; the list of commands is part of it. */
static bool
asks_for_help(int argc, char *argv[])
{
	return argc == 2 &&
	       (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0);
}

int
main(int argc, char *argv[])
{
	typed = argv + 1;
	if (asks_for_help(argc, argv))
		argc = 1;
	else if (argc > 2 && argv[1][0] != '-')
		argc = 2;
	return command_main(&command, argc, argv);
}

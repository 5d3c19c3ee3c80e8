/* Check every invariant of a ledger. */
#include "bin/request.h"
#include "cli/command.h"
#include "proof/checking.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct checking_options checking = { .sample = CHECKING_SAMPLE };

static const struct option_spec options[] = {
	{ OPTION_TEXT, 0, "anchor", "file",
	    "compare with the anchors in file, too", &checking.anchor },
	{ OPTION_FLAG, 0, "list", NULL, "list the checks, read no ledger",
	    &checking.list },
	{ OPTION_COUNT, 0, "sample", "count",
	    "rate the lines of so many documents again (200)",
	    &checking.sample },
	{ OPTION_COUNT, 0, "seed", "number", "which documents (0)",
	    &checking.seed },
	OPTIONS_COMMON(common),
	OPTION_END,
};

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);

	return checking_run(&request, &checking, error);
}

static const struct command command = {
	.name = "bill-check",
	.operands = "",
	.summary = "check every invariant of a ledger",
	.options = options,
	.common = &common,
	.run = run,
};

int
main(int argc, char *argv[])
{
	return command_main(&command, argc, argv);
}

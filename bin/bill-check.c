/* Check every invariant of a ledger. */
#include "bin/request.h"
#include "cli/command.h"
#include "report/checking.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct checking_options checking;

static const struct option_spec options[] = {
	{ OPTION_TEXT, 0, "anchor", "file",
	    "compare with the anchors in file, too", &checking.anchor },
	{ OPTION_FLAG, 0, "list", NULL, "list the checks, read no ledger",
	    &checking.list },
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

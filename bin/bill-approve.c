/* Decide on what a second person must agree to. */
#include "bin/request.h"
#include "cli/command.h"
#include "intake/approving.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static bool dry_run;

static const struct option_spec options[] = {
	{ OPTION_FLAG, 'n', "dry-run", NULL, "check everything, record nothing",
	    &dry_run },
	OPTION_REASON(common),
	OPTIONS_COMMON(common),
	OPTION_END,
};

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);

	request.dry_run = dry_run;
	return approving_run(&request,
	    invocation->operand_count == 0 ? "-" : invocation->operands[0],
	    error);
}

static const struct command command = {
	.name = "bill-approve",
	.operands = "[file]",
	.operands_max = 1,
	.summary = "agree to adjustments and imports, or refuse them",
	.options = options,
	.common = &common,
	.records = true,
	.run = run,
};

int
main(int argc, char *argv[])
{
	return command_main(&command, argc, argv);
}

/* Post a proposal. */
#include "bin/request.h"
#include "cli/command.h"
#include "work/invoicing.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static bool dry_run;

static const struct option_spec options[] = {
	{ OPTION_FLAG, 'n', "dry-run", NULL, "check everything, post nothing",
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
	return invoicing_run(&request, invocation->operands[0], error);
}

static const struct command command = {
	.name = "bill-invoice",
	.operands = "file",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "post a proposal",
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

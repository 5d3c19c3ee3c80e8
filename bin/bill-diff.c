/* Compare two proposals, or two catalogs. */
#include "bin/request.h"
#include "cli/command.h"
#include "intake/cataloging.h"
#include "work/differing.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static bool catalog;

static const struct option_spec options[] = {
	{ OPTION_FLAG, 0, "catalog", NULL,
	    "compare catalogs: versions in the ledger, or files", &catalog },
	OPTIONS_COMMON(common),
	OPTION_END,
};

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);

	if (catalog)
		return cataloging_differ(&request, invocation->operands[0],
		    invocation->operands[1], error);
	return differing_run(
	    &request, invocation->operands[0], invocation->operands[1], error);
}

static const struct command command = {
	.name = "bill-diff",
	.operands = "old new",
	.operands_min = 2,
	.operands_max = 2,
	.summary = "compare two proposals or catalogs",
	.options = options,
	.common = &common,
	.run = run,
};

int
main(int argc, char *argv[])
{
	return command_main(&command, argc, argv);
}

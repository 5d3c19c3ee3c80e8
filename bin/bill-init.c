/* Create a ledger. */
#include "bin/request.h"
#include "cli/command.h"
#include "intake/founding.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static const char *config;
static bool dry_run;

static const struct option_spec options[] = {
	{ OPTION_TEXT, 'c', "config", "file", "the company file", &config },
	{ OPTION_FLAG, 'n', "dry-run", NULL, "check the file, create nothing",
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
	if (config == NULL)
		return error_set(error, STATUS_USAGE,
		    "--config is required: the company file");
	return founding_run(&request, config, error);
}

static const struct command command = {
	.name = "bill-init",
	.operands = "",
	.summary = "create a ledger",
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

/* Close a period: nothing is booked into it from then on. */
#include "bin/request.h"
#include "cli/command.h"
#include "intake/closing.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct date through = DATE_NONE;
static bool dry_run;

static const struct option_spec options[] = {
	{ OPTION_DATE, 0, "through", "date", "the last day that is closed",
	    &through },
	{ OPTION_FLAG, 'n', "dry-run", NULL, "check everything, close nothing",
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
	return closing_run(&request, through, error);
}

static const struct command command = {
	.name = "bill-close",
	.operands = "",
	.summary = "close a period: nothing more is booked into it",
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

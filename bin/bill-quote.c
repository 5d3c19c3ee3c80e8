/* Price order lines without booking them. */
#include "bin/request.h"
#include "cli/command.h"
#include "intake/quoting.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct date as_of = DATE_NONE;
static const char *through;

static const struct option_spec options[] = {
	{ OPTION_DATE, 'a', "as-of", "date",
	    "price what is due until date; the start of lines that say none",
	    &as_of },
	{ OPTION_TEXT, 0, "through", "month",
	    "price what is due until the end of month, YYYY-MM", &through },
	OPTIONS_COMMON(common),
	OPTION_END,
};

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);

	request.as_of = as_of;
	return quoting_run(&request,
	    invocation->operand_count == 0 ? "-" : invocation->operands[0],
	    through, error);
}

static const struct command command = {
	.name = "bill-quote",
	.operands = "[file]",
	.operands_max = 1,
	.summary = "price orders without booking them",
	.options = options,
	.common = &common,
	.run = run,
};

int
main(int argc, char *argv[])
{
	return command_main(&command, argc, argv);
}

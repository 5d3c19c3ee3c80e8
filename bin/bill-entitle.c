/* Say what usage may be, and what it would cost. */
#include <unistd.h>

#include "bin/request.h"
#include "cli/command.h"
#include "report/entitling.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct entitling_options entitling;
static struct texts dimensions;
static struct date as_of = DATE_NONE;

static const struct option_spec options[] = {
	{ OPTION_DATE, 'a', "as-of", "date", "the day on which requests come",
	    &as_of },
	{ OPTION_FLAG, 0, "reserve", NULL,
	    "what is allowed counts for the requests that follow",
	    &entitling.reserve },
	{ OPTION_TEXTS, 0, "dimension", "name",
	    "column name is meant as it is written", &dimensions },
	OPTIONS_COMMON(common),
	OPTION_END,
};

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);

	if (common.format == FORMAT_TABLE)
		return error_set(error, STATUS_USAGE,
		    "a table needs the whole stream: write csv or jsonl");
	if (common.format == FORMAT_DEFAULT)
		request.format = FORMAT_CSV;
	request.as_of = as_of;
	entitling.path =
	    invocation->operand_count > 0 ? invocation->operands[0] : "-";
	entitling.dimensions = dimensions.items;
	entitling.dimension_count = dimensions.count;
	spool_flow(invocation->output, STDOUT_FILENO);
	return entitling_run(&request, &entitling, error);
}

static const struct command command = {
	.name = "bill-entitle",
	.operands = "[file]",
	.operands_max = 1,
	.summary = "say what usage may be, and what it would cost",
	.options = options,
	.common = &common,
	.run = run,
};

int
main(int argc, char *argv[])
{
	return command_main(&command, argc, argv);
}

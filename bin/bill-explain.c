/* Say where the amounts of a posted document come from. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bin/request.h"
#include "cli/command.h"
#include "proof/explaining.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct explaining_options explaining;
static const char *format;

static const struct option_spec options[] = {
	{ OPTION_FLAG, 'e', "events", NULL,
	    "list each event of usage that is counted", &explaining.events },
	{ OPTION_TEXT, 'f', "format", "format", "text, or csv, jsonl or table",
	    &format },
	OPTIONS_SHARED(common),
	OPTION_END,
};

/* The number of a line: 1, 2, ... */
static bool
read_line(const char *text)
{
	char *end;

	if (text[0] < '1' || text[0] > '9' || strlen(text) > 9)
		return false;
	explaining.line = strtoll(text, &end, 10);
	return *end == '\0';
}

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);
	const char *line =
	    invocation->operand_count > 1 ? invocation->operands[1] : NULL;
	const char *slash = strchr(invocation->operands[0], '/');
	char invoice[256];

	explaining.invoice = invocation->operands[0];
	explaining.text = format == NULL || strcmp(format, "text") == 0;
	if (line == NULL && slash != NULL) {
		line = slash + 1;
		(void)snprintf(invoice, sizeof(invoice), "%.*s",
		    (int)(slash - explaining.invoice), explaining.invoice);
		explaining.invoice = invoice;
	}
	if (line != NULL && !read_line(line))
		return error_set(error, STATUS_USAGE,
		    "%.40s is not the number of a line (1, 2, ...)", line);
	if (!explaining.text &&
	    format_parse(format, &request.format, error) != STATUS_OK)
		return error->status;
	return explaining_run(&request, &explaining, error);
}

static const struct command command = {
	.name = "bill-explain",
	.operands = "invoice [line]",
	.operands_min = 1,
	.operands_max = 2,
	.summary = "say where the amounts of a document come from",
	.options = options,
	.common = &common,
	.run = run,
};

int
main(int argc, char *argv[])
{
	return command_main(&command, argc, argv);
}

/* Propose the documents that are due. */
#include <string.h>

#include "bin/request.h"
#include "cli/command.h"
#include "work/running.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct running_options running = { .issue_date = DATE_NONE };
static struct date as_of = DATE_NONE;
static const char *account;

static const struct option_spec options[] = {
	{ OPTION_DATE, 'a', "as-of", "date",
	    "bill what is due on or before date", &as_of },
	{ OPTION_DATE, 'i', "issue-date", "date",
	    "date of the documents (else that of --as-of)",
	    &running.issue_date },
	{ OPTION_TEXT, 'A', "account", "account",
	    "bill this account, and those it pays for", &account },
	{ OPTION_TEXT, 0, "accounts", "file",
	    "bill the accounts that file names", &running.accounts },
	{ OPTION_TEXT, 0, "shard", "part",
	    "bill part K of N of the accounts: K/N", &running.shard },
	{ OPTION_FLAG, 0, "inception", NULL,
	    "bill only what never was, without waiting for its gate",
	    &running.inception },
	{ OPTION_FLAG, 0, "on-demand", NULL,
	    "do not wait for the gates of bill_every", &running.on_demand },
	OPTIONS_COMMON(common),
	OPTION_END,
};

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);

	request.as_of = as_of;
	request.account = account;
	if (invocation->operand_count > 0) {
		running.rated = invocation->operands[0];
		if (strcmp(running.rated, "-") == 0 &&
		    running.accounts != NULL &&
		    strcmp(running.accounts, "-") == 0)
			return error_set(error, STATUS_USAGE,
			    "standard input can be rated usage or --accounts, "
			    "not both");
	}
	return running_run(&request, &running, error);
}

static const struct command command = {
	.name = "bill-run",
	.operands = "[file]",
	.operands_max = 1,
	.summary = "propose the documents that are due",
	.options = options,
	.common = &common,
	.run = run,
};

int
main(int argc, char *argv[])
{
	return command_main(&command, argc, argv);
}

/* Price usage. */
#include "bin/request.h"
#include "cli/command.h"
#include "work/rating.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct rating_options rating;
static struct date as_of = DATE_NONE;
static const char *account;

static const struct option_spec options[] = {
	{ OPTION_DATE, 'a', "as-of", "date",
	    "rate what is due on or before date", &as_of },
	{ OPTION_TEXT, 'p', "period", "month",
	    "rate what falls due after month (YYYY-MM) began, until the next",
	    &rating.period },
	{ OPTION_FLAG, 0, "open", NULL, "rate periods that are not over, too",
	    &rating.open },
	{ OPTION_TEXT, 'A', "account", "account",
	    "rate the usage of this account", &account },
	{ OPTION_TEXT, 0, "accounts", "file",
	    "rate the usage of the accounts that file names",
	    &rating.accounts },
	{ OPTION_FLAG, 'd', "detail", NULL, "write a record for each event",
	    &rating.detail },
	OPTIONS_COMMON(common),
	OPTION_END,
};

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);

	request.as_of = as_of;
	request.account = account;
	return rating_run(&request, &rating, error);
}

static const struct command command = {
	.name = "bill-rate",
	.operands = "",
	.summary = "price usage",
	.options = options,
	.common = &common,
	.run = run,
};

int
main(int argc, char *argv[])
{
	return command_main(&command, argc, argv);
}

/* Take away what is said of customers as persons. */
#include <time.h>

#include "bin/request.h"
#include "cli/command.h"
#include "intake/erasing.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct date as_of = DATE_NONE;
static const char *retention;
static bool dry_run;

static const struct option_spec options[] = {
	{ OPTION_DATE, 'a', "as-of", "date",
	    "erase what need not be kept on date any more", &as_of },
	{ OPTION_TEXT, 0, "retention", "period",
	    "keep it so long at least, as the company file says it",
	    &retention },
	{ OPTION_FLAG, 'n', "dry-run", NULL, "check everything, erase nothing",
	    &dry_run },
	OPTION_REASON(common),
	OPTIONS_COMMON(common),
	OPTION_END,
};

/* Here alone the clock counts: a wrong year in a date would take away what the
 * law wants kept, and there is no way back.  Somewhere on earth a day begins
 * 14 hours before it does in UTC. */
static enum status
check_come(struct error *error)
{
	static const int32_t ahead = 14 * 3600, day = 86400;
	char asked[DATE_TEXT_MAX], said[DATE_TEXT_MAX];
	struct date today = { (int32_t)((time(NULL) + ahead) / day) };

	if (as_of.days <= today.days)
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "--as-of: %s has not come yet, today is %s, and what is erased is "
	    "gone for ever (--dry-run tells what will be)",
	    date_format(as_of, asked), date_format(today, said));
}

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);

	if (!dry_run && check_come(error) != STATUS_OK)
		return error->status;
	request.as_of = as_of;
	request.dry_run = dry_run;
	return erasing_run(&request,
	    invocation->operand_count == 0 ? "-" : invocation->operands[0],
	    retention, error);
}

static const struct command command = {
	.name = "bill-erase",
	.operands = "[file]",
	.operands_max = 1,
	.summary = "erase what is said of persons, once it need not be kept",
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

/* Price usage. */
#include <unistd.h>

#include "bin/request.h"
#include "cli/command.h"
#include "intake/cataloging.h"
#include "usage/streaming.h"
#include "work/rating.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct rating_options rating;
static struct streaming_options streaming;
static struct texts dimensions;
static struct date as_of = DATE_NONE;
static const char *account;
static const char *catalog;
static bool stream;
static bool compare;

static const struct option_spec options[] = {
	{ OPTION_DATE, 'a', "as-of", "date",
	    "rate what is due on or before date", &as_of },
	{ OPTION_TEXT, 'p', "period", "month",
	    "rate what falls due after month (YYYY-MM) began, until the next",
	    &rating.period },
	{ OPTION_FLAG, 0, "open", NULL, "rate periods that are not over, too",
	    &rating.open },
	{ OPTION_FLAG, 0, "again", NULL,
	    "rate what was posted and has not changed, too", &rating.again },
	{ OPTION_TEXT, 'A', "account", "account",
	    "rate the usage of this account", &account },
	{ OPTION_TEXT, 0, "accounts", "file",
	    "rate the usage of the accounts that file names",
	    &rating.accounts },
	{ OPTION_TEXT, 0, "shard", "part", "rate part K of N: K/N",
	    &rating.shard },
	{ OPTION_FLAG, 'd', "detail", NULL, "write a record for each event",
	    &rating.detail },
	{ OPTION_FLAG, 0, "compare", NULL,
	    "say what would change under the prices of --catalog", &compare },
	{ OPTION_FLAG, 0, "stream", NULL,
	    "price the usage in file as it comes, without a ledger", &stream },
	{ OPTION_TEXT, 0, "catalog", "file", "take the prices from file",
	    &catalog },
	{ OPTION_TEXT, 0, "plan", "plan",
	    "stream: the plan of records that name none", &streaming.plan },
	{ OPTION_TEXT, 0, "timezone", "zone",
	    "stream: months are those of zone (UTC)", &streaming.timezone },
	{ OPTION_TEXTS, 0, "dimension", "name",
	    "stream: column name is meant as it is written", &dimensions },
	OPTIONS_COMMON(common),
	OPTION_END,
};

/* The option among these that is given and does not belong there, or NULL. */
static const char *
misplaced(void)
{
	if (stream)
		return rating.period != NULL	 ? "--period"
		       : date_given(as_of)	 ? "--as-of"
		       : account != NULL	 ? "--account"
		       : rating.accounts != NULL ? "--accounts"
		       : rating.shard != NULL	 ? "--shard"
		       : rating.open		 ? "--open"
		       : rating.again		 ? "--again"
		       : rating.detail		 ? "--detail"
		       : compare		 ? "--compare"
						 : NULL;
	return streaming.plan != NULL	    ? "--plan"
	       : streaming.timezone != NULL ? "--timezone"
	       : dimensions.count > 0	    ? "--dimension"
					    : NULL;
}

static enum status
run_stream(const struct invocation *invocation, struct request *request,
    struct error *error)
{
	if (catalog == NULL)
		return error_set(
		    error, STATUS_USAGE, "--stream needs --catalog");
	if (common.format == FORMAT_TABLE)
		return error_set(error, STATUS_USAGE,
		    "a table needs the whole stream: write csv or jsonl");
	if (common.format == FORMAT_DEFAULT)
		request->format = FORMAT_CSV;
	streaming.path =
	    invocation->operand_count > 0 ? invocation->operands[0] : "-";
	streaming.catalog = catalog;
	streaming.dimensions = dimensions.items;
	streaming.dimension_count = dimensions.count;
	spool_flow(invocation->output, STDOUT_FILENO);
	return streaming_run(request, &streaming, error);
}

static enum status
run_compare(const struct request *request, struct error *error)
{
	struct arena arena = { NULL, NULL };
	unsigned char digest[HASH_SIZE];
	struct catalog proposed;
	enum status status;

	if (rating.detail)
		return error_set(
		    error, STATUS_USAGE, "--detail does not go with --compare");
	status = cataloging_read(catalog, &arena, &proposed, digest, error);
	rating.proposed = &proposed;
	if (status == STATUS_OK)
		status = rating_run(request, &rating, error);
	arena_close(&arena);
	return status;
}

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);
	const char *option = misplaced();

	if (option != NULL)
		return error_set(error, STATUS_USAGE,
		    stream ? "%s does not go with --stream"
			   : "%s goes with --stream only",
		    option);
	if (stream)
		return run_stream(invocation, &request, error);
	if (invocation->operand_count > 0)
		return error_set(error, STATUS_USAGE,
		    "%.64s: a file of usage goes with --stream only",
		    invocation->operands[0]);
	if (compare != (catalog != NULL))
		return error_set(error, STATUS_USAGE,
		    compare ? "--compare needs --catalog"
			    : "--catalog goes with --compare or --stream");
	request.as_of = as_of;
	request.account = account;
	if (compare)
		return run_compare(&request, error);
	return rating_run(&request, &rating, error);
}

static const struct command command = {
	.name = "bill-rate",
	.operands = "[file]",
	.operands_max = 1,
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

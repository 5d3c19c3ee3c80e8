/* Bring facts into the ledger. */
#include <string.h>

#include "base/nearest.h"
#include "bin/request.h"
#include "cli/command.h"
#include "work/cataloging.h"
#include "work/importing.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct date as_of = DATE_NONE;
static struct texts pan_like;
static bool receipts;
static bool dry_run;

static const struct option_spec options[] = {
	{ OPTION_DATE, 'a', "as-of", "date",
	    "date of records that say none themselves", &as_of },
	{ OPTION_FLAG, 'n', "dry-run", NULL, "check everything, record nothing",
	    &dry_run },
	{ OPTION_FLAG, 0, "receipts", NULL, "write what became of each record",
	    &receipts },
	{ OPTION_TEXTS, 0, "allow-pan-like", "column",
	    "digits in column are no card numbers", &pan_like },
	OPTIONS_COMMON(common),
	OPTION_END,
};

static enum status
unknown_kind(const char *kind, struct error *error)
{
	static const char *const kinds[] = { "catalog", "customers", "accounts",
		"orders", "tax-rates", "adjustments" };
	const char *near =
	    nearest(kind, kinds, sizeof(kinds) / sizeof(kinds[0]));

	return error_set(error, STATUS_USAGE,
	    "%.40s cannot be imported%s%s%s (catalog, customers, accounts, "
	    "orders, tax-rates or adjustments)",
	    kind, near == NULL ? "" : "; ", near == NULL ? "" : near,
	    near == NULL ? "" : "?");
}

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);
	const char *kind = invocation->operands[0];
	struct import_options import = {
		.path = invocation->operands[1],
		.receipts = receipts,
		.pan_like = pan_like.items,
		.pan_like_count = pan_like.count,
	};

	request.as_of = as_of;
	request.dry_run = dry_run;
	if (strcmp(kind, "catalog") == 0)
		return cataloging_run(&request, import.path, error);
	if (importing_kind(kind) == NULL)
		return unknown_kind(kind, error);
	return importing_run(&request, importing_kind(kind), &import, error);
}

static const struct command command = {
	.name = "bill-import",
	.operands = "kind file",
	.operands_min = 2,
	.operands_max = 2,
	.summary = "bring facts into the ledger",
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

/* Bring facts into the ledger. */
#include <string.h>

#include "base/nearest.h"
#include "bin/request.h"
#include "cli/command.h"
#include "intake/cataloging.h"
#include "intake/importing.h"
#include "usage/metering.h"
#include "usage/recycling.h"
#include "usage/ruling.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct date as_of = DATE_NONE;
static struct texts pan_like;
static struct texts dimensions;
static const char *layout;
static bool receipts;
static bool recycle;
static bool lint;
static bool dry_run;

static const struct option_spec options[] = {
	{ OPTION_DATE, 'a', "as-of", "date",
	    "date of records that say none themselves", &as_of },
	{ OPTION_FLAG, 'n', "dry-run", NULL, "check everything, record nothing",
	    &dry_run },
	{ OPTION_FLAG, 0, "lint", NULL,
	    "catalog: say what was hardly meant, record nothing", &lint },
	{ OPTION_FLAG, 0, "receipts", NULL, "write what became of each record",
	    &receipts },
	{ OPTION_TEXTS, 0, "allow-pan-like", "column",
	    "digits in column are no card numbers", &pan_like },
	{ OPTION_TEXTS, 0, "dimension", "name",
	    "usage, changes, rules: column name is meant as written",
	    &dimensions },
	{ OPTION_TEXT, 0, "layout", "layout",
	    "usage: read the file as layout says", &layout },
	{ OPTION_FLAG, 0, "recycle", NULL,
	    "usage: guide what is there again, by the facts of today",
	    &recycle },
	OPTION_REASON(common),
	OPTIONS_COMMON(common),
	OPTION_END,
};

static enum status
unknown_kind(const char *kind, struct error *error)
{
	static const char *const kinds[] = { "catalog", "customers", "accounts",
		"services", "orders", "fulfilments", "usage", "changes",
		"payments", "adjustments", "tax-rates", "exemptions",
		"exchange-rates", "rates", "rules", "alerts" };
	const char *near =
	    nearest(kind, kinds, sizeof(kinds) / sizeof(kinds[0]));

	return error_set(error, STATUS_USAGE,
	    "%.40s cannot be imported%s%s%s (catalog, customers, accounts, "
	    "services, orders, fulfilments, usage, changes, payments, "
	    "adjustments, tax-rates, exemptions, exchange-rates, rates, "
	    "rules or alerts)",
	    kind, near == NULL ? "" : "; ", near == NULL ? "" : near,
	    near == NULL ? "" : "?");
}

static enum status
run_usage(const struct request *request, const char *kind,
    const struct import_options *import, struct error *error)
{
	const struct metering_options usage = {
		.path = import->path,
		.changes = strcmp(kind, "changes") == 0,
		.layout = layout,
		.receipts = import->receipts,
		.pan_like = import->pan_like,
		.pan_like_count = import->pan_like_count,
		.dimensions = dimensions.items,
		.dimension_count = dimensions.count,
	};

	return metering_run(request, &usage, error);
}

/* A list of rules is taken whole, so nothing is set aside or answered. */
static enum status
run_rules(const struct request *request, const struct import_options *import,
    struct error *error)
{
	const struct ruling_options rules = {
		.path = import->path,
		.pan_like = import->pan_like,
		.pan_like_count = import->pan_like_count,
		.dimensions = dimensions.items,
		.dimension_count = dimensions.count,
	};
	const char *option = NULL;

	if (import->receipts)
		option = "--receipts";
	else if (request->reject != NULL)
		option = "--reject";
	else if (date_given(request->as_of))
		option = "--as-of";
	if (option != NULL)
		return error_set(error, STATUS_USAGE,
		    "%s has no effect on rules: a list is taken whole", option);
	return ruling_run(request, &rules, error);
}

/* Recycling reads no file, so options about a file would have no effect. */
static enum status
check_operands(const struct invocation *invocation, struct error *error)
{
	const char *kind = invocation->operands[0];
	const char *option = NULL;

	if (lint && strcmp(kind, "catalog") != 0)
		return error_set(error, STATUS_USAGE,
		    "--lint is for a catalog, not for %.40s", kind);
	if (layout != NULL && strcmp(kind, "usage") != 0)
		return error_set(error, STATUS_USAGE,
		    "--layout is for usage, not for %.40s", kind);
	if (!recycle)
		return invocation->operand_count == 2
			   ? STATUS_OK
			   : error_set(error, STATUS_USAGE,
				 "an operand is missing: the file of %.40s",
				 kind);
	if (strcmp(kind, "changes") == 0)
		return error_set(error, STATUS_USAGE,
		    "--recycle is for usage, changes among it: bill-import "
		    "usage --recycle");
	if (strcmp(kind, "usage") != 0)
		return error_set(error, STATUS_USAGE,
		    "--recycle is for usage, %.40s have no suspense", kind);
	if (invocation->operand_count == 2)
		return error_set(error, STATUS_USAGE,
		    "--recycle guides the usage of the ledger, not of a file");
	if (receipts)
		option = "--receipts";
	else if (pan_like.count > 0)
		option = "--allow-pan-like";
	else if (dimensions.count > 0)
		option = "--dimension";
	else if (layout != NULL)
		option = "--layout";
	else if (common.reject != NULL)
		option = "--reject";
	else if (date_given(as_of))
		option = "--as-of";
	if (option == NULL)
		return STATUS_OK;
	return error_set(
	    error, STATUS_USAGE, "%s has no effect with --recycle", option);
}

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);
	const char *kind = invocation->operands[0];
	struct import_options import = {
		.path = recycle ? NULL : invocation->operands[1],
		.receipts = receipts,
		.pan_like = pan_like.items,
		.pan_like_count = pan_like.count,
	};

	if (check_operands(invocation, error) != STATUS_OK)
		return error->status;
	request.as_of = as_of;
	request.dry_run = dry_run;
	if (recycle)
		return recycling_run(&request, error);
	if (lint)
		return cataloging_lint(&request, import.path, error);
	if (strcmp(kind, "catalog") == 0)
		return cataloging_run(&request, import.path, error);
	if (strcmp(kind, "usage") == 0 || strcmp(kind, "changes") == 0)
		return run_usage(&request, kind, &import, error);
	if (strcmp(kind, "rules") == 0)
		return run_rules(&request, &import, error);
	if (importing_kind(kind) == NULL)
		return unknown_kind(kind, error);
	return importing_run(&request, importing_kind(kind), &import, error);
}

static const struct command command = {
	.name = "bill-import",
	.operands = "kind [file]",
	.operands_min = 1,
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

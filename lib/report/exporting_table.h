#ifndef REPORT_EXPORTING_TABLE_H
#define REPORT_EXPORTING_TABLE_H

#include <stdbool.h>

#include "ledger/statements.h"
#include "record/record.h"
#include "report/exporting.h"
#include "work/request.h"

/*
 * The table of exports.
 *
 * export_find(what):
 * The export of that name, or NULL.
 *
 * export_runner(export):
 * The use-case that makes the ${export}, whose rows are no statement's; NULL
 * where they are.
 */

#define EXPORT_COLUMNS_MAX 64

enum export_flags {
	EXPORT_MONEY = 256, /* minor units of the row's currency */
	EXPORT_DATED = 1024, /* --as-of, without which it means nothing */
	EXPORT_ROLE = 512, /* a role, written as the account's name */
	EXPORT_INSTANT = 2048, /* microseconds; the window is of instants */
};

struct export
{
	const char *name;
	enum statement rows; /* STATEMENT_COUNT: a use-case of its own */
	enum statement extra_names; /* STATEMENT_COUNT: has no extras */
	enum statement extras;
	const struct column *columns;
	size_t count;
	size_t plain_count; /* without --detail */
	bool by_account;
	bool by_period;
};

typedef enum status export_run(
    const struct request *, const struct exporting_options *, struct error *);

/* The options that a use-case of its own heeds, beside those of all. */
enum export_runner_flags {
	RUNNER_CATALOG = 1,
	RUNNER_PLAN = 2,
	RUNNER_KEYS = 4,
	RUNNER_THROUGH = 8,
	RUNNER_PENDING = 16,
};

struct export_runner {
	const char *name;
	export_run *run;
	unsigned flags;
};

const struct export *export_find(const char *);
const struct export_runner *export_runner(const struct export *);

#endif

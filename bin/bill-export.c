/* Write what the ledger holds, as records. */
#include <string.h>

#include "base/arena.h"
#include "bin/request.h"
#include "cli/command.h"
#include "render/daybook.h"
#include "report/exporting.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct exporting_options exporting;
static struct date as_of = DATE_NONE;
static const char *account;
static const char *format;
static bool spreadsheet;

static const struct option_spec options[] = {
	{ OPTION_DATE, 'a', "as-of", "date", "in force on, or issued by, date",
	    &as_of },
	{ OPTION_TEXT, 'A', "account", "account", "of this account only",
	    &account },
	{ OPTION_TEXT, 'p', "period", "month",
	    "documents and journal of month (YYYY-MM)", &exporting.period },
	{ OPTION_TEXT, 0, "catalog", "version",
	    "catalog, migration: this version", &exporting.catalog },
	{ OPTION_TEXT, 0, "plan", "plan", "migration: of this plan only",
	    &exporting.plan },
	{ OPTION_TEXT, 0, "through", "month",
	    "schedule: until the end of month (YYYY-MM)", &exporting.through },
	{ OPTION_TEXT, 0, "subscription", "subscription",
	    "of this subscription only", &exporting.keys.subscription },
	{ OPTION_TEXT, 0, "order", "order", "of this order only",
	    &exporting.keys.order },
	{ OPTION_TEXT, 0, "header", "header",
	    "of this order line only (ORDER/LINE)", &exporting.keys.header },
	{ OPTION_TEXT, 0, "opportunity", "opportunity",
	    "of this opportunity only", &exporting.keys.opportunity },
	{ OPTION_TEXT, 0, "agreement", "agreement", "of this agreement only",
	    &exporting.keys.agreement },
	{ OPTION_FLAG, 0, "pending", NULL,
	    "work-orders, adjustments, approvals: only those to be done",
	    &exporting.pending },
	{ OPTION_FLAG, 0, "changes", NULL,
	    "audit: what was changed, from what to what", &exporting.changes },
	{ OPTION_FLAG, 0, "detail", NULL, "audit: who did it, when, and how",
	    &exporting.detail },
	{ OPTION_FLAG, 0, "spreadsheet", NULL,
	    "keep a spreadsheet from running text as formulas", &spreadsheet },
	{ OPTION_TEXT, 'f', "format", "format",
	    "csv, jsonl, table; the journal also hledger, ledger, beancount",
	    &format },
	OPTIONS_SHARED(common),
	OPTION_END,
};

/* The journal in another language, and what it needs meanwhile. */
struct book {
	struct daybook daybook;
	const struct request *request;
	struct arena arena;
	struct arena scratch;
};

static enum status
write_transaction(
    void *context, const struct journal_transaction *from, struct error *error)
{
	struct book *book = context;
	struct daybook_transaction transaction = {
		.date = from->date,
		.number = from->number,
		.account = from->account,
		.memo = from->memo,
		.entries = from->entries,
	};

	book->request->summary->documents++;
	arena_reset(&book->scratch);
	return daybook_transaction(&book->daybook, &transaction,
	    book->request->output, &book->scratch, error);
}

static enum status
export_book(const struct request *request,
    const struct daybook_dialect *dialect, struct error *error)
{
	struct book book = { .request = request };
	enum status status;

	book.daybook.dialect = dialect;
	book.daybook.arena = &book.arena;
	request->summary->documents_name = "transactions";
	status = exporting_journal(
	    request, &exporting, write_transaction, &book, error);
	if (status == STATUS_OK)
		status = daybook_finish(
		    &book.daybook, request->output, &book.scratch, error);
	arena_close(&book.scratch);
	arena_close(&book.arena);
	return status;
}

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);
	const char *what = invocation->operands[0];
	const struct daybook_dialect *dialect =
	    format == NULL ? NULL : daybook_find(format);

	request.as_of = as_of;
	request.account = account;
	request.spreadsheet = spreadsheet;
	if (dialect != NULL) {
		if (strcmp(what, "journal") != 0)
			return error_set(error, STATUS_USAGE,
			    "only the journal can be written for %s", format);
		return export_book(&request, dialect, error);
	}
	if (format != NULL &&
	    format_parse(format, &request.format, error) != STATUS_OK)
		return error->status;
	return exporting_run(&request, what, &exporting, error);
}

static const struct command command = {
	.name = "bill-export",
	.operands = "what",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "write what the ledger holds",
	.options = options,
	.common = &common,
	.run = run,
};

int
main(int argc, char *argv[])
{
	return command_main(&command, argc, argv);
}

/* Write documents for people. */
#include <string.h>

#include "bin/request.h"
#include "cli/command.h"
#include "render/printing.h"
#include "report/presenting.h"
#include "report/stating.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct presenting_options presenting;
static struct stating_options stating;
static const char *period;
static struct date as_of = DATE_NONE;
static const char *account;
static const char *format;
static struct printing printing;

static const struct option_spec options[] = {
	{ OPTION_TEXT, 'd', "dir", "directory",
	    "write a file for each document into directory",
	    &printing.directory },
	{ OPTION_FLAG, 's', "statement", NULL,
	    "write statements of account instead", &printing.statements },
	{ OPTION_TEXT, 't', "template", "file", "template of all documents",
	    &printing.template_file },
	{ OPTION_TEXT, 0, "templates", "directory",
	    "look for templates in directory first",
	    &printing.templates_directory },
	{ OPTION_DATE, 'a', "as-of", "date",
	    "documents issued on or before date", &as_of },
	{ OPTION_TEXT, 'A', "account", "account",
	    "documents of this account only", &account },
	{ OPTION_TEXT, 'p', "period", "month",
	    "documents issued in month (YYYY-MM), or statements of it",
	    &period },
	{ OPTION_TEXT, 'f', "format", "format", "write text or html", &format },
	OPTIONS_SHARED(common),
	OPTION_END,
};

static enum status
print(void *context, const struct presented *from, struct arena *scratch,
    struct error *error)
{
	struct progress *progress = context;
	const char *name = from->document->type == DOCUMENT_INVOICE
			       ? "invoice"
			       : "credit_note";
	struct paper paper = {
		.company = from->company,
		.document = from->document,
		.products = from->products,
		.number = from->number,
		.po_number = from->po_number,
		.party = from->party,
	};

	progress_step(progress);
	name = printing_template(&printing, name, from->template);
	return printing_add(&printing, &paper, name, scratch, error);
}

static enum status
select_format(struct error *error)
{
	if (format == NULL || strcmp(format, "text") == 0)
		printing.format = PRINTING_TEXT;
	else if (strcmp(format, "html") == 0)
		printing.format = PRINTING_HTML;
	else
		return error_set(error, STATUS_USAGE,
		    "format %.40s is not rendered by this version (text, html)",
		    format);
	return STATUS_OK;
}

static enum status
print_account(void *context, const struct stated *from, struct arena *scratch,
    struct error *error)
{
	const struct account_paper paper = {
		.company = from->company,
		.statement = from->statement,
		.party = from->party,
	};

	/* An account's own template is one of documents. */
	progress_step(context);
	return printing_add_account(&printing, &paper,
	    printing_template(&printing, "statement", ""), scratch, error);
}

/* Which: numbers or accounts, or "-" for a stream that names them. */
static void
select_operands(const struct invocation *invocation)
{
	const char *const *operands = (const char *const *)invocation->operands;
	size_t count = invocation->operand_count;
	const char *list = NULL;

	if (count == 1 && strcmp(operands[0], "-") == 0) {
		list = "-";
		count = 0;
	}
	presenting =
	    (struct presenting_options){ operands, count, list, period };
	stating = (struct stating_options){ operands, count, list, period };
}

static enum status
print_all(const struct request *request, struct error *error)
{
	if (!printing.statements)
		return presenting_run(
		    request, &presenting, print, request->progress, error);
	if (period == NULL)
		return error_set(error, STATUS_USAGE,
		    "--statement needs the month that it is of (--period)");
	return stating_run(
	    request, &stating, print_account, request->progress, error);
}

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);
	enum status status = select_format(error);

	select_operands(invocation);

	request.as_of = as_of;
	request.account = account;
	request.summary->documents_name =
	    printing.statements ? "statements" : "documents";
	progress_begin(request.progress, request.summary->documents_name, 0);
	if (status == STATUS_OK)
		status = print_all(&request, error);
	progress_end(request.progress);
	if (status == STATUS_OK)
		status = printing_finish(
		    &printing, request.output, request.format, error);
	request.summary->documents = printing.count;
	printing_close(&printing);
	return status;
}

static const struct command command = {
	.name = "bill-render",
	.operands = "[-] [invoice ... | account ...]",
	.operands_max = 10000,
	.summary = "write documents for people",
	.options = options,
	.common = &common,
	.run = run,
};

int
main(int argc, char *argv[])
{
	return command_main(&command, argc, argv);
}

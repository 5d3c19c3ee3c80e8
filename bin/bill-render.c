/* Write documents for people. */
#include <string.h>

#include "bin/request.h"
#include "cli/command.h"
#include "render/printing.h"
#include "work/presenting.h"

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct presenting_options presenting;
static struct date as_of = DATE_NONE;
static const char *account;
static const char *format;
static struct printing printing;

static const struct option_spec options[] = {
	{ OPTION_TEXT, 'd', "dir", "directory",
	    "write a file for each document into directory",
	    &printing.directory },
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
	    "documents issued in month (YYYY-MM)", &presenting.period },
	{ OPTION_TEXT, 'f', "format", "format", "write text, the only format",
	    &format },
	OPTIONS_SHARED(common),
	OPTION_END,
};

static enum status
print(void *context, const struct presented *from, struct arena *scratch,
    struct error *error)
{
	struct progress *progress = context;
	const char *name = from->document->type == DOCUMENT_INVOICE
			       ? "invoice.txt"
			       : "credit_note.txt";
	struct paper paper = {
		.company = from->company,
		.document = from->document,
		.products = from->products,
		.number = from->number,
		.account_name = from->account_name,
		.po_number = from->po_number,
		.customer = from->customer,
		.customer_name = from->customer_name,
		.customer_tax_id = from->customer_tax_id,
		.address = from->address,
	};

	progress_step(progress);
	if (from->template[0] != '\0' && printing.template_file == NULL)
		name = from->template;
	return printing_add(&printing, &paper, name, scratch, error);
}

/* Which documents: numbers, or "-" for a stream that names them. */
static enum status
select_documents(const struct invocation *invocation, struct error *error)
{
	presenting.numbers = (const char *const *)invocation->operands;
	presenting.number_count = invocation->operand_count;
	if (invocation->operand_count == 1 &&
	    strcmp(invocation->operands[0], "-") == 0) {
		presenting.list = "-";
		presenting.number_count = 0;
	}
	if (format != NULL && strcmp(format, "text") != 0)
		return error_set(error, STATUS_USAGE,
		    "format %.40s is not rendered by this version (text)",
		    format);
	return STATUS_OK;
}

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);
	enum status status = select_documents(invocation, error);

	request.as_of = as_of;
	request.account = account;
	request.summary->documents_name = "documents";
	progress_begin(request.progress, "documents", 0);
	if (status == STATUS_OK)
		status = presenting_run(
		    &request, &presenting, print, request.progress, error);
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
	.operands = "[-] [invoice ...]",
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

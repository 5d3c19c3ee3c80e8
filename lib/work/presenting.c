/*
 * Two streams in the order of the numbers: documents, and their lines with
 * taxes. Where numbers are given they are sorted, and walked beside.
 */
#include "work/presenting.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "ledger/billings.h"
#include "ledger/companies.h"
#include "ledger/query.h"
#include "record/reader.h"
#include "work/window.h"

/* The columns of STATEMENT_PAPER_DOCUMENTS and STATEMENT_PAPER_LINES. */
enum {
	D_POSTING,
	D_INVOICE,
	D_DOCUMENT,
	D_TYPE,
	D_ACCOUNT,
	D_CUSTOMER,
	D_ISSUE_DATE,
	D_DUE_DATE,
	D_CURRENCY,
	D_ACCOUNT_NAME,
	D_PO_NUMBER,
	D_TEMPLATE,
	D_NAME,
	D_TAX_ID,
	D_ADDRESS1,
	D_ADDRESS2,
	D_CITY,
	D_REGION,
	D_POSTAL_CODE,
	D_COUNTRY
};
enum {
	L_POSTING,
	L_LINE,
	L_KIND,
	L_OWNER,
	L_SUBSCRIPTION,
	L_SERVICE,
	L_CHARGE,
	L_PRODUCT,
	L_DESCRIPTION,
	L_PERIOD_START,
	L_PERIOD_END,
	L_QUANTITY,
	L_UNIT,
	L_UNIT_PRICE,
	L_AMOUNT,
	L_TAX_CODE,
	L_CORRECTS,
	L_PRODUCT_NAME,
	L_TAX_SEQ,
	L_TAX_NAME,
	L_JURISDICTION,
	L_RATE,
	L_TAX,
	L_TAXABLE
};

struct presenting {
	struct query documents;
	struct query lines;
	bool line_found;
	const char **numbers; /* sorted; NULL: all */
	size_t number_count;
	size_t number_next;
	struct company company;
	struct arena arena;
	struct arena scratch;
	struct error *error;
	bool full; /* a copy did not fit into memory */
};

static int
number_compare(const void *left, const void *right)
{
	const char *const *a = left;
	const char *const *b = right;

	return strcmp(*a, *b);
}

static enum status
add_number(struct presenting *presenting, const char *number)
{
	presenting->numbers =
	    arena_grow(&presenting->arena, presenting->numbers,
		presenting->number_count, sizeof(*presenting->numbers));
	if (presenting->numbers == NULL ||
	    (presenting->numbers[presenting->number_count++] =
		    arena_text(&presenting->arena, number)) == NULL)
		return error_memory(presenting->error);
	return STATUS_OK;
}

/* The numbers of a stream of documents. */
static enum status
read_list(struct presenting *presenting, const char *path)
{
	static const struct column columns[] = { { "invoice",
	    COLUMN_REQUIRED } };
	static const struct schema schema = { "documents", columns, 1,
		EXTRAS_ANY };
	struct reader *reader = NULL;
	struct record record;
	enum status status;
	bool found = true;

	status = reader_open(path, &schema, &reader, presenting->error);
	while (status == STATUS_OK) {
		status =
		    reader_read(reader, &record, &found, presenting->error);
		if (status != STATUS_OK || !found)
			break;
		if (reader_bad(reader) != NULL)
			status = error_set(presenting->error, STATUS_INVALID,
			    "%s:%llu: %s", reader_name(reader),
			    (unsigned long long)record.line,
			    reader_bad(reader));
		else
			status = add_number(presenting, record.fields[0]);
	}
	reader_close(reader);
	return status;
}

static enum status
gather_numbers(
    struct presenting *presenting, const struct presenting_options *options)
{
	enum status status = STATUS_OK;
	size_t i;

	if (options->list == NULL && options->number_count == 0)
		return STATUS_OK;
	if (options->list != NULL)
		status = read_list(presenting, options->list);
	for (i = 0; i < options->number_count && status == STATUS_OK; i++)
		status = add_number(presenting, options->numbers[i]);
	if (status == STATUS_OK && presenting->numbers == NULL)
		presenting->numbers = arena_array(
		    &presenting->arena, 1, sizeof(*presenting->numbers));
	if (status == STATUS_OK && presenting->numbers == NULL)
		return error_memory(presenting->error);
	if (presenting->number_count > 1)
		qsort(presenting->numbers, presenting->number_count,
		    sizeof(*presenting->numbers), number_compare);
	return status;
}

/* Whether a document is asked for; a number that was passed is not there. */
static enum status
is_wanted(struct presenting *presenting, const char *number, bool *wanted)
{
	*wanted = true;
	if (presenting->numbers == NULL)
		return STATUS_OK;
	*wanted = false;
	while (presenting->number_next < presenting->number_count) {
		const char *next = presenting->numbers[presenting->number_next];
		int order = number == NULL ? -1 : strcmp(next, number);

		if (order > 0)
			break;
		if (order < 0 && !*wanted)
			return error_set(presenting->error, STATUS_INVALID,
			    "there is no document %s", next);
		*wanted = *wanted || order == 0;
		presenting->number_next++;
	}
	return STATUS_OK;
}

static const char *
copy(struct presenting *presenting, struct query *query, int column)
{
	const char *text =
	    arena_text(&presenting->scratch, query_text(query, column));

	presenting->full = presenting->full || text == NULL;
	return text == NULL ? "" : text;
}

static enum status
read_tax(struct presenting *presenting, struct line *line)
{
	struct query *query = &presenting->lines;
	struct line_tax *tax;

	if (query_null(query, L_TAX_SEQ))
		return STATUS_OK;
	line->taxes = arena_grow(&presenting->scratch, line->taxes,
	    line->tax_count, sizeof(*line->taxes));
	if (line->taxes == NULL)
		return error_memory(presenting->error);
	tax = &line->taxes[line->tax_count++];
	*tax = (struct line_tax){
		.name = copy(presenting, query, L_TAX_NAME),
		.jurisdiction = copy(presenting, query, L_JURISDICTION),
		.amount = money_of(
		    query_integer(query, L_TAX), line->amount.currency),
		.taxable = strcmp(query_text(query, L_TAXABLE), "yes") == 0,
	};
	return decimal_parse(query_text(query, L_RATE), DECIMAL_PLACES_MAX,
	    &tax->rate, presenting->error);
}

static enum status
read_line(
    struct presenting *presenting, struct currency currency, struct line *line)
{
	struct query *query = &presenting->lines;
	enum status status;

	*line = (struct line){
		.owner = copy(presenting, query, L_OWNER),
		.subscription = copy(presenting, query, L_SUBSCRIPTION),
		.service = copy(presenting, query, L_SERVICE),
		.charge = copy(presenting, query, L_CHARGE),
		.product = copy(presenting, query, L_PRODUCT),
		.description = copy(presenting, query, L_DESCRIPTION),
		.unit = copy(presenting, query, L_UNIT),
		.unit_price = copy(presenting, query, L_UNIT_PRICE),
		.amount = money_of(query_integer(query, L_AMOUNT), currency),
		.tax_code = copy(presenting, query, L_TAX_CODE),
		.corrects = copy(presenting, query, L_CORRECTS),
		.upto = "",
		.plan = "",
		.catalog = "",
		.order_price = "",
		.adjustment = "",
	};
	status = line_kind_parse(
	    query_text(query, L_KIND), &line->kind, presenting->error);
	if (status == STATUS_OK)
		status = query_date(query, L_PERIOD_START, &line->period_start,
		    presenting->error);
	if (status == STATUS_OK)
		status = query_date(
		    query, L_PERIOD_END, &line->period_end, presenting->error);
	if (status == STATUS_OK)
		status = decimal_parse(query_text(query, L_QUANTITY),
		    DECIMAL_PLACES_MAX, &line->quantity, presenting->error);
	return status;
}

/* Step over the lines of the posting; keep them if ${document} is not NULL. */
static enum status
take_lines(struct presenting *presenting, int64_t posting,
    struct document *document, const char ***products)
{
	struct query *query = &presenting->lines;
	enum status status = STATUS_OK;
	size_t count = 0;

	while (status == STATUS_OK && presenting->line_found &&
	       query_integer(query, L_POSTING) == posting) {
		if (document != NULL &&
		    (size_t)query_integer(query, L_LINE) > count) {
			document->lines = arena_grow(&presenting->scratch,
			    document->lines, count, sizeof(*document->lines));
			*products = arena_grow(&presenting->scratch, *products,
			    count, sizeof(**products));
			if (document->lines == NULL || *products == NULL)
				return error_memory(presenting->error);
			(*products)[count] =
			    copy(presenting, query, L_PRODUCT_NAME);
			status = read_line(presenting, document->currency,
			    &document->lines[count++]);
			document->line_count = count;
		}
		if (document != NULL && status == STATUS_OK)
			status =
			    read_tax(presenting, &document->lines[count - 1]);
		if (status == STATUS_OK)
			status = query_next(
			    query, &presenting->line_found, presenting->error);
	}
	return status;
}

/* The address as a letter has it: street, then place, then country. */
static const char *
make_address(struct presenting *presenting)
{
	struct query *query = &presenting->documents;
	const char *city = copy(presenting, query, D_CITY);
	const char *region = copy(presenting, query, D_REGION);
	const char *code = copy(presenting, query, D_POSTAL_CODE);
	const char *text = arena_format(&presenting->scratch,
	    "%s\n%s\n%s%s%s%s%s\n%s", copy(presenting, query, D_ADDRESS1),
	    copy(presenting, query, D_ADDRESS2), city,
	    city[0] != '\0' && region[0] != '\0' ? ", " : "", region,
	    code[0] != '\0' && (city[0] != '\0' || region[0] != '\0') ? " "
								      : "",
	    code, copy(presenting, query, D_COUNTRY));

	presenting->full = presenting->full || text == NULL;
	return text;
}

static enum status
read_document(struct presenting *presenting, struct document *document,
    struct presented *presented)
{
	struct query *query = &presenting->documents;
	struct error *error = presenting->error;
	enum status status;

	*document =
	    (struct document){ .account = copy(presenting, query, D_ACCOUNT) };
	*presented = (struct presented){
		.company = &presenting->company,
		.document = document,
		.number = copy(presenting, query, D_INVOICE),
		.account_name = copy(presenting, query, D_ACCOUNT_NAME),
		.po_number = copy(presenting, query, D_PO_NUMBER),
		.template = copy(presenting, query, D_TEMPLATE),
		.customer = copy(presenting, query, D_CUSTOMER),
		.customer_name = copy(presenting, query, D_NAME),
		.customer_tax_id = copy(presenting, query, D_TAX_ID),
		.address = make_address(presenting),
	};
	status = document_type_parse(
	    query_text(query, D_TYPE), &document->type, error);
	if (status == STATUS_OK)
		status = currency_parse(
		    query_text(query, D_CURRENCY), &document->currency, error);
	if (status == STATUS_OK)
		status = query_date(
		    query, D_ISSUE_DATE, &document->issue_date, error);
	if (status == STATUS_OK)
		status =
		    query_date(query, D_DUE_DATE, &document->due_date, error);
	return status;
}

/* Show the document that the stream stands on, if it is wanted. */
static enum status
present(struct presenting *presenting, presenting_visit *visit, void *context)
{
	struct query *query = &presenting->documents;
	int64_t posting = query_integer(query, D_POSTING);
	const char **products = NULL;
	struct presented presented;
	struct document document;
	enum status status;
	bool wanted;

	arena_reset(&presenting->scratch);
	status = is_wanted(presenting, query_text(query, D_INVOICE), &wanted);
	if (status != STATUS_OK || !wanted)
		return status != STATUS_OK
			   ? status
			   : take_lines(presenting, posting, NULL, &products);
	status = read_document(presenting, &document, &presented);
	if (status == STATUS_OK)
		status = take_lines(presenting, posting, &document, &products);
	if (status == STATUS_OK)
		status = document_total(&document, presenting->error);
	if (status == STATUS_OK && presenting->full)
		status = error_memory(presenting->error);
	presented.products = products;
	if (status == STATUS_OK)
		status = visit(context, &presented, &presenting->scratch,
		    presenting->error);
	return status;
}

static enum status
present_all(
    struct presenting *presenting, presenting_visit *visit, void *context)
{
	enum status status = STATUS_OK;
	bool found = true, wanted;

	while (status == STATUS_OK) {
		status = query_next(
		    &presenting->documents, &found, presenting->error);
		if (status != STATUS_OK || !found)
			break;
		status = present(presenting, visit, context);
	}
	return status == STATUS_OK ? is_wanted(presenting, NULL, &wanted)
				   : status;
}

/* Begin both streams, narrowed to the numbers that are wanted. */
static enum status
open_streams(struct presenting *presenting, struct ledger *ledger,
    const struct window *window)
{
	size_t count = presenting->number_count;
	const char *low = count > 0 ? presenting->numbers[0] : "";
	const char *high = count > 0 ? presenting->numbers[count - 1]
			   : presenting->numbers != NULL ? ""
							 : BILLING_LAST;
	enum status status;

	status = query_begin(ledger, STATEMENT_PAPER_DOCUMENTS,
	    &presenting->documents, presenting->error);
	if (status == STATUS_OK)
		status = query_begin(ledger, STATEMENT_PAPER_LINES,
		    &presenting->lines, presenting->error);
	if (status != STATUS_OK)
		return status;
	window_bind(window, &presenting->documents);
	query_bind_text(&presenting->documents, low);
	query_bind_text(&presenting->documents, high);
	window_bind(window, &presenting->lines);
	query_bind_text(&presenting->lines, low);
	query_bind_text(&presenting->lines, high);
	return query_next(
	    &presenting->lines, &presenting->line_found, presenting->error);
}

enum status
presenting_run(const struct request *request,
    const struct presenting_options *options, presenting_visit *visit,
    void *context, struct error *error)
{
	struct presenting presenting = { .error = error };
	struct ledger *ledger = NULL;
	struct window window;
	enum status status;

	status = window_of(request, options->period, &window, error);
	if (status == STATUS_OK)
		status = gather_numbers(&presenting, options);
	if (status == STATUS_OK)
		status = ledger_open(request->ledger, LEDGER_READ,
		    request->wait, &ledger, error);
	if (status == STATUS_OK)
		status = ledger_begin(ledger, error);
	if (status == STATUS_OK)
		status = company_load(
		    ledger, &presenting.arena, &presenting.company, error);
	if (status == STATUS_OK)
		status = open_streams(&presenting, ledger, &window);
	if (status == STATUS_OK)
		status = present_all(&presenting, visit, context);
	query_end(&presenting.documents);
	query_end(&presenting.lines);
	ledger_close(ledger);
	arena_close(&presenting.scratch);
	arena_close(&presenting.arena);
	return status;
}

/*
 * Two streams in the order of the numbers: documents, and their lines with
 * taxes. Where numbers are given they are sorted, and walked beside.
 */
#include "report/presenting.h"

#include <string.h>

#include "base/arena.h"
#include "ledger/companies.h"
#include "ledger/query.h"
#include "report/addressing.h"
#include "work/selecting.h"
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
	D_SPLIT,
	D_NAME
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
	L_TAXABLE,
	L_DIMENSIONS,
	L_INSTANCE,
	L_SECTION
};

struct presenting {
	struct query documents;
	struct query lines;
	bool line_found;
	struct selection selection;
	struct company company;
	struct arena arena;
	struct arena scratch;
	struct error *error;
	bool full; /* a copy did not fit into memory */
};

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
		.dimensions = copy(presenting, query, L_DIMENSIONS),
		.adjustment = "",
		.instance = copy(presenting, query, L_INSTANCE),
		.order = "",
		.order_line = "",
		.split = "",
		.section = copy(presenting, query, L_SECTION),
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

static enum status
read_document(struct presenting *presenting, struct document *document,
    struct presented *presented)
{
	struct query *query = &presenting->documents;
	struct error *error = presenting->error;
	enum status status;

	*document =
	    (struct document){ .account = copy(presenting, query, D_ACCOUNT),
		    .split = copy(presenting, query, D_SPLIT) };
	*presented = (struct presented){
		.company = &presenting->company,
		.document = document,
		.number = copy(presenting, query, D_INVOICE),
		.po_number = copy(presenting, query, D_PO_NUMBER),
		.template = copy(presenting, query, D_TEMPLATE),
	};
	presented->party = (struct party){
		.account = document->account,
		.account_name = copy(presenting, query, D_ACCOUNT_NAME),
		.customer = copy(presenting, query, D_CUSTOMER),
	};
	status = addressing_read(
	    query, D_NAME, &presenting->scratch, &presented->party, error);
	if (status == STATUS_OK)
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

	arena_reset(&presenting->scratch);
	if (!selection_has(
		&presenting->selection, query_text(query, D_INVOICE)))
		return take_lines(presenting, posting, NULL, &products);
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
	const char *missing;
	bool found = true;

	while (status == STATUS_OK) {
		status = query_next(
		    &presenting->documents, &found, presenting->error);
		if (status != STATUS_OK || !found)
			break;
		status = present(presenting, visit, context);
	}
	missing = selection_missing(&presenting->selection);
	if (status == STATUS_OK && missing != NULL)
		status = error_set(presenting->error, STATUS_INVALID,
		    "there is no document %.128s", missing);
	return status;
}

/* Begin one stream, narrowed to the numbers that are wanted. */
static enum status
open_stream(const struct presenting *presenting, struct ledger *ledger,
    const struct window *window, enum statement statement, struct query *query)
{
	const char *low, *high;
	enum status status;

	selection_range(&presenting->selection, &low, &high);
	status = query_begin(ledger, statement, query, presenting->error);
	if (status != STATUS_OK)
		return status;
	window_bind(window, query);
	query_bind_text(query, low);
	query_bind_text(query, high);
	return STATUS_OK;
}

static enum status
open_streams(struct presenting *presenting, struct ledger *ledger,
    const struct window *window)
{
	enum status status;

	status = open_stream(presenting, ledger, window,
	    STATEMENT_PAPER_DOCUMENTS, &presenting->documents);
	if (status == STATUS_OK)
		status = open_stream(presenting, ledger, window,
		    STATEMENT_PAPER_LINES, &presenting->lines);
	if (status != STATUS_OK)
		return status;
	return query_next(
	    &presenting->lines, &presenting->line_found, presenting->error);
}

enum status
presenting_run(const struct request *request,
    const struct presenting_options *options, presenting_visit *visit,
    void *context, struct error *error)
{
	const struct selecting from = { options->numbers, options->number_count,
		options->list, "invoice" };
	struct presenting presenting = { .error = error };
	struct ledger *ledger = NULL;
	struct window window;
	enum status status;

	status = window_of(request, options->period, &window, error);
	if (status == STATUS_OK)
		status = selection_open(
		    &from, &presenting.arena, &presenting.selection, error);
	if (status == STATUS_OK)
		status = request_open(request, LEDGER_READ, &ledger, error);
	if (status == STATUS_OK)
		status = window_check(&window, ledger, error);
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

/*
 * Records wait in a sort, in the order of the keys of lines; so the invoices on
 * which they stand are merged in from a stream of these.
 */
#include "report/changing.h"

#include <stdint.h>
#include <string.h>

#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "ledger/query.h"
#include "record/pack.h"
#include "record/writer.h"

enum field {
	FIELD_ACCOUNT,
	FIELD_SUBSCRIPTION,
	FIELD_SERVICE,
	FIELD_METRIC,
	FIELD_CHARGE,
	FIELD_DIMENSIONS,
	FIELD_PERIOD_START,
	FIELD_PERIOD_END,
	FIELD_OPENING,
	FIELD_PROVISIONED,
	FIELD_DEPROVISIONED,
	FIELD_CLOSING,
	FIELD_QUANTITY,
	FIELD_UNIT,
	FIELD_RATED,
	FIELD_AMOUNT,
	FIELD_CURRENCY,
	FIELD_INVOICE,
	FIELD_WRITTEN, /* what follows only finds the invoice */
	FIELD_PLAN = FIELD_WRITTEN,
	FIELD_CATALOG,
	FIELD_ORDER_PRICE,
	FIELD_CYCLE_START,
	FIELD_CYCLE_END,
	FIELD_COUNT,
};

static const struct column columns[FIELD_WRITTEN] = {
	[FIELD_ACCOUNT] = { "account", 0 },
	[FIELD_SUBSCRIPTION] = { "subscription", 0 },
	[FIELD_SERVICE] = { "service", 0 },
	[FIELD_METRIC] = { "metric", 0 },
	[FIELD_CHARGE] = { "charge", 0 },
	[FIELD_DIMENSIONS] = { "dimensions", 0 },
	[FIELD_PERIOD_START] = { "period_start", 0 },
	[FIELD_PERIOD_END] = { "period_end", 0 },
	[FIELD_OPENING] = { "opening", COLUMN_NUMBER },
	[FIELD_PROVISIONED] = { "provisioned", COLUMN_NUMBER },
	[FIELD_DEPROVISIONED] = { "deprovisioned", COLUMN_NUMBER },
	[FIELD_CLOSING] = { "closing", COLUMN_NUMBER },
	[FIELD_QUANTITY] = { "quantity", COLUMN_NUMBER },
	[FIELD_UNIT] = { "unit", 0 },
	[FIELD_RATED] = { "rated", COLUMN_NUMBER },
	[FIELD_AMOUNT] = { "amount", COLUMN_NUMBER },
	[FIELD_CURRENCY] = { "currency", 0 },
	[FIELD_INVOICE] = { "invoice", 0 },
};

static const struct schema summary_schema = { "service-changes", columns,
	FIELD_WRITTEN, EXTRAS_NONE };

/* The key of a line, in the order of the columns of its stream. */
static const size_t line_key[] = { FIELD_ACCOUNT, FIELD_SUBSCRIPTION,
	FIELD_CHARGE, FIELD_PLAN, FIELD_CATALOG, FIELD_ORDER_PRICE,
	FIELD_DIMENSIONS, FIELD_CYCLE_START, FIELD_CYCLE_END, SIZE_MAX };

#define STREAM_INVOICE 9 /* behind the key */

/* What is as rating writes it. */
static const struct {
	enum field to;
	enum rated_column from;
} copied[] = {
	{ FIELD_ACCOUNT, RATED_ACCOUNT },
	{ FIELD_SUBSCRIPTION, RATED_SUBSCRIPTION },
	{ FIELD_SERVICE, RATED_SERVICE },
	{ FIELD_METRIC, RATED_METRIC },
	{ FIELD_CHARGE, RATED_CHARGE },
	{ FIELD_DIMENSIONS, RATED_DIMENSIONS },
	{ FIELD_PERIOD_START, RATED_PERIOD_START },
	{ FIELD_PERIOD_END, RATED_PERIOD_END },
	{ FIELD_QUANTITY, RATED_QUANTITY },
	{ FIELD_UNIT, RATED_UNIT },
	{ FIELD_RATED, RATED_AMOUNT },
	{ FIELD_CURRENCY, RATED_CURRENCY },
	{ FIELD_PLAN, RATED_PLAN },
	{ FIELD_CATALOG, RATED_CATALOG },
	{ FIELD_ORDER_PRICE, RATED_ORDER_PRICE },
	{ FIELD_CYCLE_START, RATED_CYCLE_START },
	{ FIELD_CYCLE_END, RATED_CYCLE_END },
};

/* Add the record of a charge and period. */
static enum status
add_period(struct changing *changing, const struct rated *rated)
{
	const struct meter *meter = rated->meter;
	const struct decimal levels[] = { meter->carried, meter->raised,
		meter->lowered, meter->value };
	const char *from[RATED_COLUMN_COUNT], *fields[FIELD_COUNT];
	char texts[4][DECIMAL_TEXT_MAX], shown[MONEY_TEXT_MAX];
	struct money amount;
	enum status status;
	size_t i;

	arena_reset(&changing->scratch);
	status = rated_fields(rated, &changing->scratch, from, changing->error);
	if (status == STATUS_OK)
		status = money_round(ratio_from_decimal(rated->amount),
		    rated->currency, changing->company.rounding, &amount,
		    changing->error);
	if (status != STATUS_OK)
		return rated_blame(&rated->line, changing->error);
	for (i = 0; i < sizeof(copied) / sizeof(copied[0]); i++)
		fields[copied[i].to] = from[copied[i].from];
	for (i = 0; i < 4; i++)
		fields[FIELD_OPENING + i] =
		    decimal_format(decimal_strip(levels[i]), texts[i]);
	fields[FIELD_AMOUNT] = money_format(amount, shown);
	fields[FIELD_INVOICE] = "";
	return pack_wait(changing->sort, &changing->scratch, fields,
	    FIELD_COUNT, line_key, changing->error);
}

bool
changing_takes(const struct rated *rated)
{
	return rated->meter != NULL && rated->line.kind == LINE_USAGE &&
	       rated->meter->metric->values == VALUES_PRESENCE;
}

/* Rate what is asked for; what is of a presence waits. */
static enum status
rate_all(struct changing *changing)
{
	const struct request *request = changing->request;
	bool month = changing->options->period != NULL;
	struct date as_of =
	    month ? changing->window.to : changing->window.as_of;
	const struct rating_terms terms = {
		.ledger = changing->ledger,
		.catalogs = &changing->catalogs,
		.decks = changing->decks,
		.rounding = changing->company.rounding,
		.range = { .as_of = as_of,
		    .account_low = request->account,
		    .account_high = request->account },
		.as_of = as_of,
		.after = month ? changing->window.from : DATE_NONE,
		.again = true,
		.tell = changing->detailed ? changing_tell : NULL,
		.context = changing,
		.progress = request->progress,
		.ahead = true,
	};
	const struct rated *rated;
	enum status status;
	bool found = true;

	progress_begin(request->progress, "accounts", 0);
	status = rating_open(&terms, &changing->rating, changing->error);
	while (status == STATUS_OK) {
		status = rating_next(
		    &changing->rating, &rated, &found, changing->error);
		if (status != STATUS_OK || !found)
			break;
		if (!changing->detailed && changing_takes(rated))
			status = add_period(changing, rated);
	}
	progress_end(request->progress);
	rating_close(&changing->rating);
	return status;
}

/* The order of the line in the stream and of a record's. */
static int
compare_line(struct changing *changing, const char *const *fields)
{
	int order = 0;
	size_t i;

	for (i = 0; line_key[i] != SIZE_MAX && order == 0; i++)
		order = strcmp(query_text(&changing->invoices, (int)i),
		    fields[line_key[i]]);
	return order;
}

/* The invoices of a record: "INV-1 INV-3", as they were posted. */
static enum status
find_invoices(struct changing *changing, const char **fields)
{
	const char **invoice = &fields[FIELD_INVOICE];
	enum status status = STATUS_OK;
	int order;

	while (status == STATUS_OK && changing->invoice_found) {
		order = compare_line(changing, fields);
		if (order > 0)
			break;
		if (order == 0)
			*invoice = arena_format(&changing->scratch, "%s%s%s",
			    *invoice, (*invoice)[0] == '\0' ? "" : " ",
			    query_text(&changing->invoices, STREAM_INVOICE));
		if (*invoice == NULL)
			return error_memory(changing->error);
		status = query_next(&changing->invoices,
		    &changing->invoice_found, changing->error);
	}
	return status;
}

static enum status
write_summary(struct changing *changing, struct writer *writer)
{
	struct error *error = changing->error;
	const char **fields;
	const void *bytes;
	size_t length;
	enum status status;
	bool found = true;

	status = sort_start(changing->sort, error);
	if (status == STATUS_OK)
		status = query_begin(changing->ledger,
		    STATEMENT_EXPORT_USAGE_INVOICES, &changing->invoices,
		    error);
	if (status != STATUS_OK)
		return status;
	stream_bind(&changing->invoices, changing->window.account,
	    changing->window.account);
	status =
	    query_next(&changing->invoices, &changing->invoice_found, error);
	while (status == STATUS_OK) {
		arena_reset(&changing->scratch);
		status =
		    sort_next(changing->sort, &bytes, &length, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = pack_split(&changing->scratch, bytes, length, &fields,
		    FIELD_COUNT, error);
		if (status == STATUS_OK)
			status = find_invoices(changing, fields);
		if (status == STATUS_OK)
			status = writer_write(writer, fields, error);
		changing->request->summary->documents++;
	}
	query_end(&changing->invoices);
	return status;
}

static enum status
write_all(struct changing *changing)
{
	const struct request *request = changing->request;
	struct error *error = changing->error;
	struct writer *writer = NULL;
	enum status status;

	status = request_writer(request,
	    changing->detailed ? &changing_detail_schema : &summary_schema,
	    &writer, error);
	if (status == STATUS_OK)
		status = changing->detailed
			     ? writer_sorted(writer, changing->sort,
				   &changing->scratch,
				   &request->summary->documents, error)
			     : write_summary(changing, writer);
	if (status == STATUS_OK)
		status = writer_finish(writer, error);
	writer_close(writer);
	return status;
}

static enum status
load(struct changing *changing)
{
	struct error *error = changing->error;
	enum status status;

	status = window_check(&changing->window, changing->ledger, error);
	if (status == STATUS_OK)
		status = company_load(changing->ledger, &changing->arena,
		    &changing->company, error);
	if (status == STATUS_OK)
		status = catalogs_load(changing->ledger, &changing->arena,
		    &changing->catalogs, error);
	if (status == STATUS_OK)
		status = decks_load(changing->ledger, &changing->catalogs,
		    &changing->arena, &changing->decks, error);
	if (status == STATUS_OK)
		status = sort_open(0, &changing->sort, error);
	return status;
}

static enum status
change(struct changing *changing)
{
	const struct request *request = changing->request;
	const char *period = changing->options->period;
	struct error *error = changing->error;
	enum status status;

	if ((period == NULL) == !date_given(request->as_of))
		return error_set(error, STATUS_USAGE,
		    period == NULL ? "either --as-of or --period is required: "
				     "of which periods?"
				   : "--as-of and --period exclude each other");
	status = window_of(request, period, &changing->window, error);
	if (status == STATUS_OK)
		status = request_open(
		    request, LEDGER_READ, &changing->ledger, error);
	if (status == STATUS_OK)
		status = load(changing);
	if (status == STATUS_OK)
		status = rate_all(changing);
	if (status == STATUS_OK && changing->detailed)
		status = changing_unbilled(changing);
	if (status == STATUS_OK)
		status = write_all(changing);
	guides_close(&changing->guides);
	ledger_close(changing->ledger);
	sort_close(changing->sort);
	arena_close(&changing->scratch);
	arena_close(&changing->arena);
	return status;
}

enum status
changing_run(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	return change(&(struct changing){
	    .request = request, .options = options, .error = error });
}

enum status
changing_details(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	return change(&(struct changing){ .request = request,
	    .options = options,
	    .detailed = true,
	    .error = error });
}

/*
 * The columns of a proposal, written and read.  What is read back must be what
 * would be written: a cell that a record of its kind leaves empty must be
 * empty.
 */
#include "work/proposing.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work/cells.h"

#define LINE_MAX_NUMBER 999999999

static const struct column columns[PROPOSAL_COLUMN_COUNT] = {
	[PROPOSAL_ACCOUNT] = { "account", COLUMN_REQUIRED },
	[PROPOSAL_DOCUMENT] = { "document", COLUMN_REQUIRED },
	[PROPOSAL_DOCUMENT_TYPE] = { "document_type", COLUMN_REQUIRED },
	[PROPOSAL_CURRENCY] = { "currency", COLUMN_REQUIRED },
	[PROPOSAL_ISSUE_DATE] = { "issue_date", COLUMN_REQUIRED },
	[PROPOSAL_DUE_DATE] = { "due_date", COLUMN_REQUIRED },
	[PROPOSAL_LINE] = { "line", COLUMN_REQUIRED | COLUMN_NUMBER },
	[PROPOSAL_TAX_SEQ] = { "tax_seq", COLUMN_REQUIRED | COLUMN_NUMBER },
	[PROPOSAL_KIND] = { "kind", COLUMN_REQUIRED },
	[PROPOSAL_OWNER] = { "owner", COLUMN_NEEDED },
	[PROPOSAL_SUBSCRIPTION] = { "subscription", COLUMN_NEEDED },
	[PROPOSAL_SERVICE] = { "service", COLUMN_NEEDED },
	[PROPOSAL_CHARGE] = { "charge", COLUMN_NEEDED },
	[PROPOSAL_PRODUCT] = { "product", COLUMN_NEEDED },
	[PROPOSAL_DESCRIPTION] = { "description", COLUMN_NEEDED },
	[PROPOSAL_PERIOD_START] = { "period_start", COLUMN_NEEDED },
	[PROPOSAL_PERIOD_END] = { "period_end", COLUMN_NEEDED },
	[PROPOSAL_QUANTITY] = { "quantity", COLUMN_NEEDED | COLUMN_NUMBER },
	[PROPOSAL_UNIT] = { "unit", COLUMN_NEEDED },
	[PROPOSAL_UNIT_PRICE] = { "unit_price", COLUMN_NEEDED | COLUMN_NUMBER },
	[PROPOSAL_AMOUNT] = { "amount", COLUMN_NEEDED | COLUMN_NUMBER },
	[PROPOSAL_TAX_CODE] = { "tax_code", COLUMN_NEEDED },
	[PROPOSAL_TAX_JURISDICTION] = { "tax_jurisdiction", COLUMN_NEEDED },
	[PROPOSAL_TAX_RATE] = { "tax_rate", COLUMN_NEEDED | COLUMN_NUMBER },
	[PROPOSAL_TAX] = { "tax", COLUMN_NEEDED | COLUMN_NUMBER },
	[PROPOSAL_CORRECTS] = { "corrects", COLUMN_NEEDED },
	[PROPOSAL_UPTO] = { "upto", COLUMN_NEEDED },
	[PROPOSAL_SEAL] = { "seal", COLUMN_REQUIRED },
	[PROPOSAL_PLAN] = { "plan", COLUMN_NEEDED },
	[PROPOSAL_CATALOG] = { "catalog", COLUMN_NEEDED },
	[PROPOSAL_ORDER_PRICE] = { "order_price",
	    COLUMN_NEEDED | COLUMN_NUMBER },
	[PROPOSAL_CYCLE_START] = { "cycle_start", COLUMN_NEEDED },
	[PROPOSAL_CYCLE_END] = { "cycle_end", COLUMN_NEEDED },
	[PROPOSAL_REVISION] = { "revision", COLUMN_NEEDED | COLUMN_NUMBER },
	[PROPOSAL_ADJUSTMENT] = { "adjustment", COLUMN_NEEDED },
	[PROPOSAL_TAXABLE] = { "tax_taxable", COLUMN_NEEDED },
};

const struct schema proposal_schema = { "proposal", columns,
	PROPOSAL_COLUMN_COUNT, EXTRAS_X };

/* Texts into an arena until one does not fit. */
struct writing {
	struct arena *arena;
	const char **fields;
	bool full;
};

static void
put(struct writing *writing, enum proposal_column column, const char *text)
{
	writing->fields[column] = arena_text(writing->arena, text);
	writing->full = writing->full || writing->fields[column] == NULL;
}

static void
put_number(struct writing *writing, enum proposal_column column, int64_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, number);
	put(writing, column, text);
}

static void
put_date(struct writing *writing, enum proposal_column column, struct date date)
{
	char text[DATE_TEXT_MAX];

	put(writing, column, date_format(date, text));
}

static void
put_money(
    struct writing *writing, enum proposal_column column, struct money money)
{
	char text[MONEY_TEXT_MAX];

	put(writing, column, money_format(money, text));
}

static void
put_decimal(struct writing *writing, enum proposal_column column,
    struct decimal decimal)
{
	char text[DECIMAL_TEXT_MAX];

	put(writing, column, decimal_format(decimal, text));
}

/* What every record of a document says. */
static void
put_document(
    struct writing *writing, struct sealed sealed, size_t index, size_t tax_seq)
{
	const struct document *document = sealed.document;
	const char **fields = writing->fields;
	size_t i;

	for (i = 0; i < PROPOSAL_COLUMN_COUNT; i++)
		fields[i] = "";
	fields[PROPOSAL_ACCOUNT] = document->account;
	fields[PROPOSAL_DOCUMENT] = document->id;
	fields[PROPOSAL_DOCUMENT_TYPE] = document_type_name(document->type);
	fields[PROPOSAL_CURRENCY] = document->currency.code;
	put_date(writing, PROPOSAL_ISSUE_DATE, document->issue_date);
	put_date(writing, PROPOSAL_DUE_DATE, document->due_date);
	put_number(writing, PROPOSAL_LINE, (int64_t)index + 1);
	put_number(writing, PROPOSAL_TAX_SEQ, (int64_t)tax_seq);
	fields[PROPOSAL_SEAL] = sealed.seal;
}

enum status
proposal_line(struct sealed sealed, size_t index, struct arena *arena,
    const char *fields[PROPOSAL_COLUMN_COUNT], struct error *error)
{
	const struct line *line = &sealed.document->lines[index];
	struct writing writing = { arena, fields, false };

	put_document(&writing, sealed, index, 0);
	fields[PROPOSAL_KIND] = line_kind_name(line->kind);
	fields[PROPOSAL_OWNER] = line->owner;
	fields[PROPOSAL_SUBSCRIPTION] = line->subscription;
	fields[PROPOSAL_SERVICE] = line->service;
	fields[PROPOSAL_CHARGE] = line->charge;
	fields[PROPOSAL_PRODUCT] = line->product;
	fields[PROPOSAL_DESCRIPTION] = line->description;
	put_date(&writing, PROPOSAL_PERIOD_START, line->period_start);
	put_date(&writing, PROPOSAL_PERIOD_END, line->period_end);
	put_decimal(&writing, PROPOSAL_QUANTITY, line->quantity);
	fields[PROPOSAL_UNIT] = line->unit;
	fields[PROPOSAL_UNIT_PRICE] = line->unit_price;
	put_money(&writing, PROPOSAL_AMOUNT, line->amount);
	fields[PROPOSAL_TAX_CODE] = line->tax_code;
	fields[PROPOSAL_CORRECTS] = line->corrects;
	fields[PROPOSAL_UPTO] = line->upto;
	fields[PROPOSAL_PLAN] = line->plan;
	fields[PROPOSAL_CATALOG] = line->catalog;
	fields[PROPOSAL_ORDER_PRICE] = line->order_price;
	put_date(&writing, PROPOSAL_CYCLE_START, line->cycle_start);
	put_date(&writing, PROPOSAL_CYCLE_END, line->cycle_end);
	put_number(&writing, PROPOSAL_REVISION, line->revision);
	fields[PROPOSAL_ADJUSTMENT] = line->adjustment;
	return writing.full ? error_memory(error) : STATUS_OK;
}

enum status
proposal_tax(struct sealed sealed, size_t index, size_t place,
    struct arena *arena, const char *fields[PROPOSAL_COLUMN_COUNT],
    struct error *error)
{
	const struct line *line = &sealed.document->lines[index];
	const struct line_tax *tax = &line->taxes[place];
	struct writing writing = { arena, fields, false };

	put_document(&writing, sealed, index, place + 1);
	fields[PROPOSAL_KIND] = line_kind_name(LINE_TAX);
	fields[PROPOSAL_DESCRIPTION] = tax->name;
	fields[PROPOSAL_TAX_CODE] = line->tax_code;
	fields[PROPOSAL_TAX_JURISDICTION] = tax->jurisdiction;
	put_decimal(&writing, PROPOSAL_TAX_RATE, tax->rate);
	put_money(&writing, PROPOSAL_TAX, tax->amount);
	fields[PROPOSAL_TAXABLE] = tax->taxable ? "yes" : "no";
	return writing.full ? error_memory(error) : STATUS_OK;
}

/* A document that is being read, record by record. */
struct reading {
	const char *const *fields;
	struct cells cells;
	struct document *document;
	enum status status;
};

static enum status
fail(struct reading *reading, enum proposal_column column, const char *why)
{
	(void)error_set(reading->cells.error, STATUS_INVALID, "%s", why);
	return reading->status = cell_fail(&reading->cells, column);
}

static struct date
take_date(struct reading *reading, enum proposal_column column)
{
	struct date date = DATE_NONE;

	if (reading->status == STATUS_OK)
		reading->status = cell_date(&reading->cells, column, &date);
	return date;
}

static struct money
take_money(struct reading *reading, enum proposal_column column)
{
	struct money money = money_of(0, reading->document->currency);

	if (reading->status == STATUS_OK &&
	    money_parse(reading->fields[column], money.currency, &money,
		reading->cells.error) != STATUS_OK)
		reading->status = cell_fail(&reading->cells, column);
	return money;
}

static struct decimal
take_decimal(struct reading *reading, enum proposal_column column)
{
	struct decimal decimal = decimal_from_integer(0);

	if (reading->status == STATUS_OK &&
	    decimal_parse(reading->fields[column], DECIMAL_PLACES_MAX, &decimal,
		reading->cells.error) != STATUS_OK)
		reading->status = cell_fail(&reading->cells, column);
	return decimal;
}

static int
take_number(struct reading *reading, enum proposal_column column)
{
	int number = 0;

	if (reading->status == STATUS_OK)
		reading->status = cell_count(
		    &reading->cells, column, 0, LINE_MAX_NUMBER, &number);
	return number;
}

/* What the first record says of the document. */
static enum status
take_document(struct reading *reading)
{
	struct document *document = reading->document;
	const char *const *fields = reading->fields;
	struct error *error = reading->cells.error;

	*document = (struct document){ .account = fields[PROPOSAL_ACCOUNT] };
	if (strlen(fields[PROPOSAL_DOCUMENT]) >= DOCUMENT_ID_MAX)
		return fail(reading, PROPOSAL_DOCUMENT, "no document id");
	memcpy(document->id, fields[PROPOSAL_DOCUMENT],
	    strlen(fields[PROPOSAL_DOCUMENT]) + 1);
	if (document_type_parse(fields[PROPOSAL_DOCUMENT_TYPE], &document->type,
		error) != STATUS_OK)
		return reading->status =
			   cell_fail(&reading->cells, PROPOSAL_DOCUMENT_TYPE);
	if (currency_parse(fields[PROPOSAL_CURRENCY], &document->currency,
		error) != STATUS_OK)
		return reading->status =
			   cell_fail(&reading->cells, PROPOSAL_CURRENCY);
	document->issue_date = take_date(reading, PROPOSAL_ISSUE_DATE);
	document->due_date = take_date(reading, PROPOSAL_DUE_DATE);
	return reading->status;
}

static enum status
take_line(struct reading *reading, struct line *line)
{
	const char *const *fields = reading->fields;

	*line = (struct line){
		.owner = fields[PROPOSAL_OWNER],
		.subscription = fields[PROPOSAL_SUBSCRIPTION],
		.service = fields[PROPOSAL_SERVICE],
		.charge = fields[PROPOSAL_CHARGE],
		.product = fields[PROPOSAL_PRODUCT],
		.description = fields[PROPOSAL_DESCRIPTION],
		.period_start = take_date(reading, PROPOSAL_PERIOD_START),
		.period_end = take_date(reading, PROPOSAL_PERIOD_END),
		.quantity = take_decimal(reading, PROPOSAL_QUANTITY),
		.unit = fields[PROPOSAL_UNIT],
		.unit_price = fields[PROPOSAL_UNIT_PRICE],
		.amount = take_money(reading, PROPOSAL_AMOUNT),
		.tax_code = fields[PROPOSAL_TAX_CODE],
		.corrects = fields[PROPOSAL_CORRECTS],
		.upto = fields[PROPOSAL_UPTO],
		.plan = fields[PROPOSAL_PLAN],
		.catalog = fields[PROPOSAL_CATALOG],
		.order_price = fields[PROPOSAL_ORDER_PRICE],
		.cycle_start = take_date(reading, PROPOSAL_CYCLE_START),
		.cycle_end = take_date(reading, PROPOSAL_CYCLE_END),
		.revision = take_number(reading, PROPOSAL_REVISION),
		.adjustment = fields[PROPOSAL_ADJUSTMENT],
	};
	if (reading->status != STATUS_OK)
		return reading->status;
	if (line_kind_parse(fields[PROPOSAL_KIND], &line->kind,
		reading->cells.error) != STATUS_OK)
		return reading->status =
			   cell_fail(&reading->cells, PROPOSAL_KIND);
	return STATUS_OK;
}

static enum status
take_tax(struct reading *reading, struct line *line)
{
	const char *const *fields = reading->fields;
	const char *taxable = fields[PROPOSAL_TAXABLE];

	if (strcmp(fields[PROPOSAL_KIND], line_kind_name(LINE_TAX)) != 0)
		return fail(reading, PROPOSAL_KIND, "a tax was expected");
	if (strcmp(fields[PROPOSAL_TAX_CODE], line->tax_code) != 0)
		return fail(reading, PROPOSAL_TAX_CODE, "not its line's");
	if (strcmp(taxable, "yes") != 0 && strcmp(taxable, "no") != 0)
		return fail(reading, PROPOSAL_TAXABLE, "not yes or no");
	line->taxes = arena_grow(reading->cells.scratch, line->taxes,
	    line->tax_count, sizeof(*line->taxes));
	if (line->taxes == NULL)
		return error_memory(reading->cells.error);
	line->taxes[line->tax_count++] = (struct line_tax){
		.name = fields[PROPOSAL_DESCRIPTION],
		.jurisdiction = fields[PROPOSAL_TAX_JURISDICTION],
		.rate = take_decimal(reading, PROPOSAL_TAX_RATE),
		.amount = take_money(reading, PROPOSAL_TAX),
		.taxable = taxable[0] == 'y',
	};
	return reading->status;
}

/* Read one record after those before it. */
static enum status
take(struct reading *reading)
{
	struct document *document = reading->document;
	int number = take_number(reading, PROPOSAL_LINE);
	int tax_seq = take_number(reading, PROPOSAL_TAX_SEQ);
	size_t last = document->line_count;

	if (reading->status != STATUS_OK)
		return reading->status;
	if (tax_seq > 0) {
		if (last == 0 || (size_t)number != last ||
		    (size_t)tax_seq != document->lines[last - 1].tax_count + 1)
			return fail(reading, PROPOSAL_TAX_SEQ,
			    "out of order, or its line is missing");
		return take_tax(reading, &document->lines[last - 1]);
	}
	if ((size_t)number != last + 1)
		return fail(reading, PROPOSAL_LINE,
		    "a line is missing, or there twice");
	document->lines = arena_grow(reading->cells.scratch, document->lines,
	    last, sizeof(*document->lines));
	if (document->lines == NULL)
		return error_memory(reading->cells.error);
	document->line_count++;
	return take_line(reading, &document->lines[last]);
}

/* Every record says the same of its document, and has nothing to spare. */
static enum status
compare(struct reading *reading, const char *const *first)
{
	static const enum proposal_column common[] = { PROPOSAL_ACCOUNT,
		PROPOSAL_DOCUMENT, PROPOSAL_DOCUMENT_TYPE, PROPOSAL_CURRENCY,
		PROPOSAL_ISSUE_DATE, PROPOSAL_DUE_DATE, PROPOSAL_SEAL };
	static const enum proposal_column taxes[] = { PROPOSAL_TAX_JURISDICTION,
		PROPOSAL_TAX_RATE, PROPOSAL_TAX, PROPOSAL_TAXABLE };
	static const enum proposal_column lines[] = { PROPOSAL_OWNER,
		PROPOSAL_SUBSCRIPTION, PROPOSAL_SERVICE, PROPOSAL_CHARGE,
		PROPOSAL_PRODUCT, PROPOSAL_PERIOD_START, PROPOSAL_PERIOD_END,
		PROPOSAL_QUANTITY, PROPOSAL_UNIT, PROPOSAL_UNIT_PRICE,
		PROPOSAL_AMOUNT, PROPOSAL_CORRECTS, PROPOSAL_UPTO,
		PROPOSAL_PLAN, PROPOSAL_CATALOG, PROPOSAL_ORDER_PRICE,
		PROPOSAL_CYCLE_START, PROPOSAL_CYCLE_END, PROPOSAL_REVISION,
		PROPOSAL_ADJUSTMENT };
	bool tax = strcmp(reading->fields[PROPOSAL_KIND],
		       line_kind_name(LINE_TAX)) == 0;
	const enum proposal_column *empty = tax ? lines : taxes;
	size_t count = tax ? sizeof(lines) / sizeof(lines[0])
			   : sizeof(taxes) / sizeof(taxes[0]);
	size_t i;

	for (i = 0; i < sizeof(common) / sizeof(common[0]); i++) {
		if (strcmp(reading->fields[common[i]], first[common[i]]) != 0)
			return fail(reading, common[i],
			    "not that of the document's first record");
	}
	for (i = 0; i < count; i++) {
		if (reading->fields[empty[i]][0] != '\0')
			return fail(reading, empty[i],
			    tax ? "must be empty in a tax"
				: "must be empty in a line");
	}
	return STATUS_OK;
}

enum status
proposal_read(const char **const *records, size_t count, struct arena *arena,
    struct document *document, const char **seal, struct error *error)
{
	struct reading reading = { .document = document };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < count && status == STATUS_OK; i++) {
		const char **values = (const char **)(uintptr_t)records[i];

		reading.fields = records[i];
		reading.cells =
		    (struct cells){ &proposal_schema, values, arena, error };
		if (i == 0)
			status = take_document(&reading);
		if (status == STATUS_OK)
			status = compare(&reading, records[0]);
		if (status == STATUS_OK)
			status = take(&reading);
	}
	if (status == STATUS_OK)
		status = document_total(document, error);
	*seal = records[0][PROPOSAL_SEAL];
	return status;
}

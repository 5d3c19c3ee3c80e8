/*
 * Proposals read back.  A record must be what would be written: a cell that a
 * record of its kind leaves empty must be empty.
 */
#include <string.h>

#include "work/cells.h"
#include "work/proposing.h"

#define LINE_MAX_NUMBER 999999999

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

	*document = (struct document){ .account = fields[PROPOSAL_ACCOUNT],
		.split = fields[PROPOSAL_SPLIT] };
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
		.dimensions = fields[PROPOSAL_DIMENSIONS],
		.cycle_start = take_date(reading, PROPOSAL_CYCLE_START),
		.cycle_end = take_date(reading, PROPOSAL_CYCLE_END),
		.revision = take_number(reading, PROPOSAL_REVISION),
		.adjustment = fields[PROPOSAL_ADJUSTMENT],
		.instance = fields[PROPOSAL_INSTANCE],
		.order = fields[PROPOSAL_ORDER],
		.order_line = fields[PROPOSAL_ORDER_LINE],
		.split = fields[PROPOSAL_SPLIT],
		.section = fields[PROPOSAL_SECTION],
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
		PROPOSAL_ISSUE_DATE, PROPOSAL_DUE_DATE, PROPOSAL_SEAL,
		PROPOSAL_SPLIT };
	static const enum proposal_column taxes[] = { PROPOSAL_TAX_JURISDICTION,
		PROPOSAL_TAX_RATE, PROPOSAL_TAX, PROPOSAL_TAXABLE };
	static const enum proposal_column lines[] = { PROPOSAL_OWNER,
		PROPOSAL_SUBSCRIPTION, PROPOSAL_SERVICE, PROPOSAL_CHARGE,
		PROPOSAL_PRODUCT, PROPOSAL_PERIOD_START, PROPOSAL_PERIOD_END,
		PROPOSAL_QUANTITY, PROPOSAL_UNIT, PROPOSAL_UNIT_PRICE,
		PROPOSAL_AMOUNT, PROPOSAL_CORRECTS, PROPOSAL_UPTO,
		PROPOSAL_PLAN, PROPOSAL_CATALOG, PROPOSAL_ORDER_PRICE,
		PROPOSAL_CYCLE_START, PROPOSAL_CYCLE_END, PROPOSAL_REVISION,
		PROPOSAL_ADJUSTMENT, PROPOSAL_DIMENSIONS, PROPOSAL_INSTANCE,
		PROPOSAL_ORDER, PROPOSAL_ORDER_LINE, PROPOSAL_SECTION };
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

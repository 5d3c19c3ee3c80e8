/*
 * The columns of a proposal, written and read.  What is read back must be what
 * would be written: a cell that a record of its kind leaves empty must be
 * empty.
 */
#include "work/proposing.h"

#include <inttypes.h>
#include <stdio.h>

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
	[PROPOSAL_DIMENSIONS] = { "dimensions", COLUMN_NEEDED },
	[PROPOSAL_INSTANCE] = { "instance", COLUMN_NEEDED },
	[PROPOSAL_ORDER] = { "order", COLUMN_NEEDED },
	[PROPOSAL_ORDER_LINE] = { "order_line", COLUMN_NEEDED },
	[PROPOSAL_SECTION] = { "section", COLUMN_NEEDED },
	[PROPOSAL_SPLIT] = { "split", COLUMN_NEEDED },
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
	fields[PROPOSAL_SPLIT] = document->split;
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
	fields[PROPOSAL_DIMENSIONS] = line->dimensions;
	fields[PROPOSAL_INSTANCE] = line->instance;
	fields[PROPOSAL_ORDER] = line->order;
	fields[PROPOSAL_ORDER_LINE] = line->order_line;
	fields[PROPOSAL_SECTION] = line->section;
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

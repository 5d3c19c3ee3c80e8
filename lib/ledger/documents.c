/*
 * Posting is inserts only.  A key that was posted in the same revision before
 * is refused by the schema, which is how a stale document is found out.
 */
#include "ledger/documents.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/journals.h"
#include "ledger/query.h"

static enum status
read_number(struct ledger *ledger, enum statement statement,
    const struct next_number *series, int64_t *number, struct error *error)
{
	struct query query;
	enum status status;
	bool found = false;

	status = query_begin(ledger, statement, &query, error);
	if (status != STATUS_OK)
		return status;
	if (series != NULL) {
		query_bind_text(&query, series->pattern);
		query_bind_integer(&query, series->year);
	}
	status = query_next(&query, &found, error);
	if (status == STATUS_OK)
		*number = query_integer(&query, 0);
	query_end(&query);
	return status;
}

enum status
documents_next(
    struct ledger *ledger, struct documents_next *next, struct error *error)
{
	enum status status;

	*next = (struct documents_next){ .count = 0 };
	status = read_number(
	    ledger, STATEMENT_POSTING_LAST, NULL, &next->posting, error);
	if (status == STATUS_OK)
		status = read_number(ledger, STATEMENT_TRANSACTION_LAST, NULL,
		    &next->transaction, error);
	return status;
}

/* The counter of a series and year, read from the ledger once. */
static enum status
series_find(struct ledger *ledger, struct documents_next *next,
    const char *pattern, int year, struct next_number **found,
    struct error *error)
{
	struct next_number *series;
	size_t i;

	for (i = 0; i < next->count; i++) {
		*found = &next->numbers[i];
		if ((*found)->year == year &&
		    strcmp((*found)->pattern, pattern) == 0)
			return STATUS_OK;
	}
	if (next->count == SERIES_MAX)
		return error_set(error, STATUS_INVALID,
		    "documents of more than %d series or years in one run",
		    SERIES_MAX);
	series = &next->numbers[next->count++];
	*series = (struct next_number){ pattern, year, 0 };
	*found = series;
	return read_number(
	    ledger, STATEMENT_NUMBER_LAST, series, &series->last, error);
}

static enum status
put_document(struct ledger *ledger, const struct posting *posting,
    int64_t number, int64_t id, struct error *error)
{
	const struct document *document = posting->document;
	struct query query;
	enum status status;

	status = query_begin(ledger, STATEMENT_DOCUMENT_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&query, id);
	query_bind_text(&query, posting->number);
	query_bind_text(&query, document->id);
	query_bind_text(&query, document_type_name(document->type));
	query_bind_text(&query, document->account);
	query_bind_text(&query, posting->customer);
	query_bind_date(&query, document->issue_date);
	query_bind_date(&query, document->due_date);
	query_bind_text(&query, document->currency.code);
	query_bind_integer(&query, document->net.minor);
	query_bind_integer(&query, document->tax.minor);
	query_bind_integer(&query, document->total.minor);
	query_bind_integer(&query, (int64_t)document->line_count);
	query_bind_text(&query, posting->pattern);
	query_bind_integer(&query, date_civil(document->issue_date).year);
	query_bind_integer(&query, number);
	query_bind_text(&query, posting->seal);
	query_bind_text(&query, document->split);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

static enum status
put_taxes(struct ledger *ledger, int64_t id, size_t number,
    const struct line *line, struct error *error)
{
	enum status status = STATUS_OK;
	char text[DECIMAL_TEXT_MAX];
	struct query query;
	size_t i;

	for (i = 0; i < line->tax_count && status == STATUS_OK; i++) {
		const struct line_tax *tax = &line->taxes[i];

		status = query_begin(
		    ledger, STATEMENT_LINE_TAX_INSERT, &query, error);
		if (status != STATUS_OK)
			return status;
		query_bind_integer(&query, id);
		query_bind_integer(&query, (int64_t)number);
		query_bind_integer(&query, (int64_t)i + 1);
		query_bind_text(&query, tax->name);
		query_bind_text(&query, tax->jurisdiction);
		query_bind_text(&query, decimal_format(tax->rate, text));
		query_bind_integer(&query, tax->amount.minor);
		query_bind_text(&query, tax->taxable ? "yes" : "no");
		status = query_run(&query, error);
		query_end(&query);
	}
	return status;
}

/* The invoice and the line number of INVOICE/LINE; nothing for "". */
static void
split_reference(const char *reference, char invoice[NUMBER_MAX], int64_t *line)
{
	const char *slash = strrchr(reference, '/');

	invoice[0] = '\0';
	*line = 0;
	if (slash == NULL || (size_t)(slash - reference) >= NUMBER_MAX)
		return;
	memcpy(invoice, reference, (size_t)(slash - reference));
	invoice[slash - reference] = '\0';
	*line = strtoll(slash + 1, NULL, 10);
}

static enum status
put_line(struct ledger *ledger, int64_t id, size_t number,
    const struct line *line, int64_t part, struct error *error)
{
	char invoice[NUMBER_MAX], quantity[DECIMAL_TEXT_MAX];
	struct query query;
	enum status status;
	int64_t corrected;

	split_reference(line->corrects, invoice, &corrected);
	status = query_begin(ledger, STATEMENT_LINE_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&query, id);
	query_bind_integer(&query, (int64_t)number);
	query_bind_text(&query, line_kind_name(line->kind));
	query_bind_text(&query, line->owner);
	query_bind_text(&query, line->subscription);
	query_bind_text(&query, line->service);
	query_bind_text(&query, line->charge);
	query_bind_text(&query, line->product);
	query_bind_text(&query, line->description);
	query_bind_date(&query, line->period_start);
	query_bind_date(&query, line->period_end);
	query_bind_text(&query, decimal_format(line->quantity, quantity));
	query_bind_text(&query, line->unit);
	query_bind_text(&query, line->unit_price);
	query_bind_integer(&query, line->amount.minor);
	query_bind_text(&query, line->tax_code);
	query_bind_text(&query, invoice[0] == '\0' ? NULL : invoice);
	if (invoice[0] == '\0')
		query_bind_text(&query, NULL);
	else
		query_bind_integer(&query, corrected);
	query_bind_text(&query, line->upto);
	query_bind_text(&query, line->plan);
	query_bind_text(&query, line->catalog);
	query_bind_text(&query, line->order_price);
	query_bind_text(&query, line->dimensions);
	query_bind_date(&query, line->cycle_start);
	query_bind_date(&query, line->cycle_end);
	query_bind_integer(&query, line->revision);
	query_bind_integer(&query, part);
	query_bind_text(&query, line->adjustment);
	query_bind_text(&query, line->instance);
	query_bind_text(&query, line->order);
	query_bind_text(&query, line->order_line);
	query_bind_text(&query, line->section);
	status = query_run(&query, error);
	query_end(&query);
	/* A key that was posted in between: the schema knows it. */
	if (status == STATUS_INVALID)
		error->status = status = STATUS_STALE;
	return status == STATUS_OK ? put_taxes(ledger, id, number, line, error)
				   : status;
}

/* Which of the document's lines of its key ${index} is, from 1. */
static int64_t
part_of(const struct document *document, size_t index)
{
	const struct line *line = &document->lines[index];
	int64_t part = 1;

	/* An adjustment is a key by itself. */
	if (line->adjustment[0] != '\0')
		return 1;
	/* Lines of one charge of a subscription stand together. */
	while (index-- > 0) {
		const struct line *other = &document->lines[index];

		if (strcmp(other->subscription, line->subscription) != 0 ||
		    strcmp(other->charge, line->charge) != 0)
			break;
		part += line_key_compare(other, line) == 0;
	}
	return part;
}

static enum status
put_lines(struct ledger *ledger, int64_t id, const struct document *document,
    struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < document->line_count && status == STATUS_OK; i++)
		status = put_line(ledger, id, i + 1, &document->lines[i],
		    part_of(document, i), error);
	return status;
}

static enum status
put_journal(struct ledger *ledger, const struct posting *posting,
    int64_t transaction, struct error *error)
{
	return journals_put(ledger,
	    &(struct transaction){
		.id = transaction,
		.date = posting->document->issue_date,
		.account = posting->document->account,
		.document = posting->number,
		.payment = "",
		.memo = document_type_name(posting->document->type),
		.entries = posting->entries,
	    },
	    error);
}

enum status
document_post(struct ledger *ledger, struct documents_next *next,
    struct posting *posting, struct error *error)
{
	int year = date_civil(posting->document->issue_date).year;
	struct next_number *series;
	enum status status;

	status =
	    series_find(ledger, next, posting->pattern, year, &series, error);
	if (status != STATUS_OK)
		return status;
	number_format(
	    posting->pattern, year, series->last + 1, posting->number);
	status = put_document(
	    ledger, posting, series->last + 1, next->posting + 1, error);
	if (status == STATUS_OK)
		status = put_lines(
		    ledger, next->posting + 1, posting->document, error);
	if (status == STATUS_OK && posting->entries->count > 0)
		status =
		    put_journal(ledger, posting, next->transaction + 1, error);
	if (status != STATUS_OK)
		return status;
	series->last++;
	next->posting++;
	next->transaction += posting->entries->count > 0;
	return STATUS_OK;
}

/*
 * Documents are posted without a gap, so the audit trail's counts say which of
 * them there were at the time of a row.
 */
#include "report/anchoring.h"

#include <inttypes.h>
#include <string.h>

#include "ledger/query.h"
#include "record/writer.h"

static const struct column columns[ANCHOR_COLUMNS] = {
	[ANCHOR_SEQUENCE] = { "sequence", COLUMN_NUMBER | COLUMN_REQUIRED },
	[ANCHOR_HASH] = { "hash", COLUMN_REQUIRED },
	[ANCHOR_WITNESS] = { "witness", COLUMN_NEEDED },
	[ANCHOR_RECORDED_AT] = { "recorded_at", COLUMN_NEEDED },
	[ANCHOR_DOCUMENTS] = { "documents", COLUMN_NUMBER | COLUMN_NEEDED },
	[ANCHOR_TOTALS] = { "totals", COLUMN_NEEDED },
};

const struct schema anchoring_schema = { "anchors", columns, ANCHOR_COLUMNS,
	EXTRAS_NONE };

/* Put an amount to those of its currency, which stand by their codes. */
static enum status
add_total(struct anchoring *anchoring, const char *code, int64_t minor,
    struct error *error)
{
	struct money amount = { .minor = minor }, *totals;
	struct error unknown;
	size_t i = 0;

	/* No currency is one, too, of a ledger that is to be proven. */
	if (currency_parse(code, &amount.currency, &unknown) != STATUS_OK)
		amount.currency = (struct currency){ "???", 0 };
	while (
	    i < anchoring->count && strcmp(anchoring->totals[i].currency.code,
					amount.currency.code) < 0)
		i++;
	totals = anchoring->totals;
	if (i < anchoring->count &&
	    currency_equal(totals[i].currency, amount.currency))
		return money_add(totals[i], amount, &totals[i], error);
	totals = arena_grow(
	    &anchoring->arena, totals, anchoring->count, sizeof(*totals));
	if (totals == NULL)
		return error_memory(error);
	memmove(&totals[i + 1], &totals[i],
	    (anchoring->count - i) * sizeof(*totals));
	totals[i] = amount;
	anchoring->totals = totals;
	anchoring->count++;
	return STATUS_OK;
}

/* Sum up the documents above *${postings}, up to ${last}. */
static enum status
sum_documents(struct anchoring *anchoring, int64_t last, struct error *error)
{
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(
	    anchoring->ledger, STATEMENT_ANCHOR_TOTALS, &query, error);
	if (status == STATUS_OK) {
		query_bind_integer(&query, anchoring->postings);
		query_bind_integer(&query, last);
	}
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		anchoring->documents += query_integer(&query, 2);
		status = add_total(anchoring, query_text(&query, 0),
		    query_integer(&query, 1), error);
	}
	query_end(&query);
	anchoring->postings = last;
	return status;
}

/* Go on, or begin anew, until the audit row ${sequence}. */
static enum status
move_to(struct anchoring *anchoring, int64_t sequence, struct error *error)
{
	struct query query;
	enum status status;
	int64_t count = 0;
	bool found;

	if (sequence < anchoring->sequence) {
		anchoring->sequence = anchoring->postings = 0;
		anchoring->documents = 0;
		anchoring->count = 0;
		anchoring->totals = NULL;
		arena_reset(&anchoring->arena);
	}
	status = query_begin(
	    anchoring->ledger, STATEMENT_ANCHOR_POSTINGS, &query, error);
	if (status == STATUS_OK) {
		query_bind_integer(&query, anchoring->sequence);
		query_bind_integer(&query, sequence);
		status = query_next(&query, &found, error);
	}
	if (status == STATUS_OK)
		count = query_integer(&query, 0);
	query_end(&query);
	anchoring->sequence = sequence;
	if (status != STATUS_OK || count <= 0)
		return status;
	return sum_documents(anchoring, anchoring->postings + count, error);
}

/* "EUR 3.00 USD 12.50" */
static const char *
totals_text(struct anchoring *anchoring)
{
	char amount[MONEY_TEXT_MAX];
	const char *text = "";
	size_t i;

	for (i = 0; i < anchoring->count && text != NULL; i++)
		text = arena_format(&anchoring->scratch, "%s%s%s %s", text,
		    i == 0 ? "" : " ", anchoring->totals[i].currency.code,
		    money_format(anchoring->totals[i], amount));
	return text;
}

static enum status
find_row(struct anchoring *anchoring, int64_t sequence,
    struct anchoring_record *anchor, bool *found, struct error *error)
{
	struct query query;
	enum status status;
	size_t i;

	status =
	    query_begin(anchoring->ledger, STATEMENT_ANCHOR_ROW, &query, error);
	if (status == STATUS_OK) {
		query_bind_integer(&query, sequence);
		status = query_next(&query, found, error);
	}
	for (i = 0; i < 3 && status == STATUS_OK && *found; i++) {
		anchor->fields[ANCHOR_HASH + i] =
		    arena_text(&anchoring->scratch, query_text(&query, (int)i));
		if (anchor->fields[ANCHOR_HASH + i] == NULL)
			status = error_memory(error);
	}
	query_end(&query);
	return status;
}

enum status
anchoring_at(struct anchoring *anchoring, int64_t sequence,
    struct anchoring_record *anchor, bool *found, struct error *error)
{
	struct arena *scratch = &anchoring->scratch;
	enum status status;

	arena_reset(scratch);
	status = find_row(anchoring, sequence, anchor, found, error);
	if (status != STATUS_OK || !*found)
		return status;
	status = move_to(anchoring, sequence, error);
	if (status != STATUS_OK)
		return status;
	anchor->fields[ANCHOR_SEQUENCE] =
	    arena_format(scratch, "%" PRId64, sequence);
	anchor->fields[ANCHOR_DOCUMENTS] =
	    arena_format(scratch, "%" PRId64, anchoring->documents);
	anchor->fields[ANCHOR_TOTALS] = totals_text(anchoring);
	if (anchor->fields[ANCHOR_SEQUENCE] == NULL ||
	    anchor->fields[ANCHOR_DOCUMENTS] == NULL ||
	    anchor->fields[ANCHOR_TOTALS] == NULL)
		return error_memory(error);
	return STATUS_OK;
}

void
anchoring_close(struct anchoring *anchoring)
{
	arena_close(&anchoring->scratch);
	arena_close(&anchoring->arena);
}

/* The number of the last row; 0 if there is none. */
static enum status
find_last(struct ledger *ledger, int64_t *sequence, struct error *error)
{
	struct query query;
	enum status status;
	bool found;

	*sequence = 0;
	status = query_begin(ledger, STATEMENT_AUDIT_LAST, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, error);
	if (status == STATUS_OK && found)
		*sequence = query_integer(&query, 0);
	query_end(&query);
	return status;
}

static enum status
write_last(struct anchoring *anchoring, const struct request *request,
    struct error *error)
{
	struct writer *writer = NULL;
	struct anchoring_record anchor;
	int64_t sequence;
	enum status status;
	bool found = false;

	status = find_last(anchoring->ledger, &sequence, error);
	if (status == STATUS_OK)
		status =
		    anchoring_at(anchoring, sequence, &anchor, &found, error);
	if (status == STATUS_OK)
		status =
		    request_writer(request, &anchoring_schema, &writer, error);
	if (status == STATUS_OK && found) {
		request->summary->documents++;
		status = writer_write(writer, anchor.fields, error);
	}
	if (status == STATUS_OK)
		status = writer_finish(writer, error);
	writer_close(writer);
	return status;
}

enum status
anchoring_run(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	struct anchoring anchoring = { .ledger = NULL };
	enum status status;

	(void)options;
	status = request_open(request, LEDGER_READ, &anchoring.ledger, error);
	if (status == STATUS_OK)
		status = write_last(&anchoring, request, error);
	ledger_close(anchoring.ledger);
	anchoring_close(&anchoring);
	return status;
}

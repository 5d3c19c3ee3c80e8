/*
 * The audit trail and one stream for each kind of fact, merged.  A row of a
 * stream has its fields twice: as they were recorded, and as they were before.
 */
#include <string.h>

#include "base/arena.h"
#include "base/currency.h"
#include "base/money.h"
#include "ledger/catalogs.h"
#include "ledger/query.h"
#include "rate/listing.h"
#include "record/writer.h"
#include "report/exporting.h"

#define FIELDS_MAX 24

/* The columns of a stream, before the fields. */
enum { ROW_AUDIT, ROW_KIND, ROW_OBJECT, ROW_EFFECTIVE_ON, ROW_REASON, ROW_ALL };
enum { TRAIL_SEQUENCE, TRAIL_AT, TRAIL_USER, TRAIL_COMMAND, TRAIL_REASON };

/* A kind without fields is the catalog: its row names the version before. */
static const struct kind {
	enum statement statement;
	const char *fields[FIELDS_MAX];
} kinds[] = {
	{ STATEMENT_CHANGES_COMPANY, { "value" } },
	{ STATEMENT_CHANGES_CATALOG, { NULL } },
	{ STATEMENT_CHANGES_DECK_RATES,
	    { "price", "per", "currency", "increment_first", "increment_next",
		"connect_fee", "minimum_seconds", "maximum", "to", "extra" } },
	{ STATEMENT_CHANGES_TAX_RATES,
	    { "rate", "to", "sequence", "taxable", "kind", "extra" } },
	{ STATEMENT_CHANGES_CUSTOMERS,
	    { "name", "email", "phone", "address1", "address2", "city",
		"region", "postal_code", "country", "tax_id", "language",
		"segment", "extra", "personal" } },
	{ STATEMENT_CHANGES_ACCOUNTS,
	    { "customer", "name", "currency", "bill_day", "bill_every",
		"parent", "payer", "terms_days", "timezone", "delivery",
		"format", "template", "language", "po_number", "group_by",
		"split_by", "tax_region", "tax_exempt", "source", "source_id",
		"extra", "personal" } },
	{ STATEMENT_CHANGES_ORDERS,
	    { "price", "discount", "promotion", "catalog", "voids" } },
	{ STATEMENT_CHANGES_EXEMPTIONS,
	    { "account", "jurisdiction", "to", "extra" } },
	{ STATEMENT_CHANGES_EXCHANGE_RATES, { "rate", "extra" } },
	{ STATEMENT_CHANGES_ADJUSTMENTS,
	    { "account", "amount", "percent", "currency", "subscription",
		"charge", "period_start", "extra" } },
	{ STATEMENT_CHANGES_APPROVALS, { "decision" } },
	{ STATEMENT_CHANGES_ERASURES, { "personal" } },
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

static const struct column columns[] = {
	{ "audit", COLUMN_NUMBER },
	{ "recorded_at", 0 },
	{ "user", 0 },
	{ "command", 0 },
	{ "kind", 0 },
	{ "object", 0 },
	{ "effective_on", 0 },
	{ "field", 0 },
	{ "before", 0 },
	{ "after", 0 },
	{ "reason", 0 },
};

static const struct schema schema = { "changes", columns,
	sizeof(columns) / sizeof(columns[0]), EXTRAS_NONE };

struct following {
	struct query rows;
	bool found; /* it stands on a row */
};

struct telling {
	const struct request *request;
	struct ledger *ledger;
	struct catalogs catalogs;
	struct query trail;
	struct following streams[KINDS];
	struct writer *writer;
	struct arena arena;
	struct arena scratch; /* reset after each row */
	struct error *error;
};

/* What differs of an object. */
struct difference {
	const char *field;
	const char *before;
	const char *after;
};

static enum status
write_change(struct telling *telling, struct query *row,
    const struct difference *difference)
{
	struct query *trail = &telling->trail;
	const char *own = query_text(row, ROW_REASON);
	const char *const fields[] = {
		query_text(trail, TRAIL_SEQUENCE),
		query_text(trail, TRAIL_AT),
		query_text(trail, TRAIL_USER),
		query_text(trail, TRAIL_COMMAND),
		query_text(row, ROW_KIND),
		query_text(row, ROW_OBJECT),
		query_text(row, ROW_EFFECTIVE_ON),
		difference->field,
		difference->before,
		difference->after,
		own[0] != '\0' ? own : query_text(trail, TRAIL_REASON),
	};

	telling->request->summary->documents++;
	return writer_write(telling->writer, fields, telling->error);
}

/* The value of a field as it is written: no x_ columns are nothing. */
static enum status
take_value(
    struct telling *telling, struct query *row, int column, const char **value)
{
	*value = arena_text(&telling->scratch, query_text(row, column));
	if (*value == NULL)
		return error_memory(telling->error);
	if (strcmp(*value, "{}") == 0)
		*value = "";
	return STATUS_OK;
}

/* An amount is in minor units of the row's currency; none is nothing. */
static enum status
take_amount(struct telling *telling, struct query *row,
    const char *const *fields, size_t index, const char **value)
{
	int64_t minor = query_integer(row, ROW_ALL + (int)index);
	char text[MONEY_TEXT_MAX];
	struct currency currency;
	enum status status;
	size_t i = 0;

	*value = "";
	while (strcmp(fields[i], "currency") != 0)
		i++;
	status = currency_parse(
	    query_text(row, ROW_ALL + (int)i), &currency, telling->error);
	if (status != STATUS_OK || minor == 0)
		return status;
	*value = arena_text(
	    &telling->scratch, money_format(money_of(minor, currency), text));
	return *value == NULL ? error_memory(telling->error) : STATUS_OK;
}

static enum status
tell_fields(
    struct telling *telling, struct query *row, const char *const *fields)
{
	struct difference difference;
	enum status status = STATUS_OK;
	size_t count = 0, i;

	while (count < FIELDS_MAX && fields[count] != NULL)
		count++;
	for (i = 0; i < count && status == STATUS_OK; i++) {
		difference = (struct difference){ .field = fields[i] };
		status = strcmp(fields[i], "amount") == 0
			     ? take_amount(
				   telling, row, fields, i, &difference.after)
			     : take_value(telling, row, ROW_ALL + (int)i,
				   &difference.after);
		if (status == STATUS_OK)
			status = take_value(telling, row,
			    ROW_ALL + (int)(count + i), &difference.before);
		if (status == STATUS_OK &&
		    strcmp(difference.before, difference.after) != 0)
			status = write_change(telling, row, &difference);
	}
	return status;
}

static enum status
list_version(
    struct telling *telling, const char *version, struct listing *listing)
{
	const struct catalog *catalog;

	*listing = (struct listing){ NULL, 0 };
	if (version[0] == '\0')
		return STATUS_OK;
	catalog = catalogs_version(&telling->catalogs, version);
	if (catalog == NULL)
		return error_set(telling->error, STATUS_LEDGER,
		    "catalog %s is not in the ledger", version);
	return listing_make(
	    catalog, &telling->scratch, listing, telling->error);
}

/* What a version says otherwise than the one before: "plan/basic/fee/price". */
static enum status
tell_catalog(struct telling *telling, struct query *row)
{
	struct listing_changes changes = { NULL, 0 };
	struct listing before, after;
	enum status status;
	size_t i;

	status = list_version(telling, query_text(row, ROW_OBJECT), &after);
	if (status == STATUS_OK)
		status =
		    list_version(telling, query_text(row, ROW_ALL), &before);
	if (status == STATUS_OK)
		status = listing_diff(&before, &after, &telling->scratch,
		    &changes, telling->error);
	for (i = 0; i < changes.count && status == STATUS_OK; i++) {
		const struct listing_change *change = &changes.items[i];
		struct difference difference = {
			.before = change->old,
			.after = change->new,
		};

		difference.field = arena_format(&telling->scratch,
		    "%s/%s%s%s/%s", change->row->section, change->row->object,
		    change->row->charge[0] == '\0' ? "" : "/",
		    change->row->charge, change->row->key);
		status = difference.field == NULL
			     ? error_memory(telling->error)
			     : write_change(telling, row, &difference);
	}
	return status;
}

/* All of one kind that the row of the trail stands for. */
static enum status
tell_kind(struct telling *telling, size_t kind)
{
	struct following *stream = &telling->streams[kind];
	int64_t sequence = query_integer(&telling->trail, TRAIL_SEQUENCE);
	enum status status = STATUS_OK;

	while (stream->found && status == STATUS_OK &&
	       query_integer(&stream->rows, ROW_AUDIT) <= sequence) {
		arena_reset(&telling->scratch);
		status = kinds[kind].fields[0] == NULL
			     ? tell_catalog(telling, &stream->rows)
			     : tell_fields(
				   telling, &stream->rows, kinds[kind].fields);
		if (status == STATUS_OK)
			status = query_next(
			    &stream->rows, &stream->found, telling->error);
	}
	return status;
}

static enum status
tell(struct telling *telling)
{
	struct error *error = telling->error;
	enum status status = STATUS_OK;
	bool found = true;
	size_t i;

	for (i = 0; i < KINDS && status == STATUS_OK; i++) {
		struct following *stream = &telling->streams[i];

		status = query_begin(
		    telling->ledger, kinds[i].statement, &stream->rows, error);
		if (status == STATUS_OK)
			status =
			    query_next(&stream->rows, &stream->found, error);
	}
	if (status == STATUS_OK)
		status = query_begin(telling->ledger, STATEMENT_CHANGES_AUDIT,
		    &telling->trail, error);
	while (status == STATUS_OK) {
		status = query_next(&telling->trail, &found, error);
		if (status != STATUS_OK || !found)
			break;
		for (i = 0; i < KINDS && status == STATUS_OK; i++)
			status = tell_kind(telling, i);
	}
	return status;
}

enum status
exporting_changes(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	struct telling telling = { .request = request, .error = error };
	enum status status;
	size_t i;

	(void)options;
	status = request_open(request, LEDGER_READ, &telling.ledger, error);
	if (status == STATUS_OK)
		status = catalogs_load_all(
		    telling.ledger, &telling.arena, &telling.catalogs, error);
	if (status == STATUS_OK)
		status =
		    request_writer(request, &schema, &telling.writer, error);
	if (status == STATUS_OK)
		status = tell(&telling);
	if (status == STATUS_OK)
		status = writer_finish(telling.writer, error);
	query_end(&telling.trail);
	for (i = 0; i < KINDS; i++)
		query_end(&telling.streams[i].rows);
	ledger_close(telling.ledger);
	writer_close(telling.writer);
	arena_close(&telling.scratch);
	arena_close(&telling.arena);
	return status;
}

/*
 * The records of a schedule: made, put into order, and written.
 */
#include <string.h>

#include "record/pack.h"
#include "record/writer.h"
#include "report/scheduling.h"

enum field {
	FIELD_ACCOUNT,
	FIELD_SUBSCRIPTION,
	FIELD_CHARGE,
	FIELD_KIND,
	FIELD_PERIOD_START,
	FIELD_PERIOD_END,
	FIELD_DUE_ON,
	FIELD_QUANTITY,
	FIELD_UNIT_PRICE,
	FIELD_AMOUNT,
	FIELD_CURRENCY,
	FIELD_STATUS,
	FIELD_POSTED,
	FIELD_INVOICE,
	FIELD_COUNT,
};

static const struct column columns[FIELD_COUNT] = {
	[FIELD_ACCOUNT] = { "account", 0 },
	[FIELD_SUBSCRIPTION] = { "subscription", 0 },
	[FIELD_CHARGE] = { "charge", 0 },
	[FIELD_KIND] = { "kind", 0 },
	[FIELD_PERIOD_START] = { "period_start", 0 },
	[FIELD_PERIOD_END] = { "period_end", 0 },
	[FIELD_DUE_ON] = { "due_on", 0 },
	[FIELD_QUANTITY] = { "quantity", COLUMN_NUMBER },
	[FIELD_UNIT_PRICE] = { "unit_price", COLUMN_NUMBER },
	[FIELD_AMOUNT] = { "amount", COLUMN_NUMBER },
	[FIELD_CURRENCY] = { "currency", 0 },
	[FIELD_STATUS] = { "status", 0 },
	[FIELD_POSTED] = { "posted", COLUMN_NUMBER },
	[FIELD_INVOICE] = { "invoice", 0 },
};

static const struct schema schema = { "schedule", columns, FIELD_COUNT,
	EXTRAS_NONE };

/* Let a record wait for its place. */
static enum status
wait(struct scheduling *scheduling, const char *const *fields)
{
	static const enum field key_fields[] = { FIELD_ACCOUNT,
		FIELD_SUBSCRIPTION, FIELD_CHARGE, FIELD_PERIOD_START,
		FIELD_PERIOD_END, FIELD_KIND, FIELD_INVOICE };
	size_t count = sizeof(key_fields) / sizeof(key_fields[0]);
	size_t room = 0, used = 0, length, i;
	unsigned char *key;
	const void *bytes;
	enum status status;

	for (i = 0; i < count; i++)
		room += strlen(fields[key_fields[i]]) + 1;
	key = arena_alloc(&scheduling->scratch, room);
	if (key == NULL)
		return error_memory(scheduling->error);
	for (i = 0; i < count; i++)
		used += sort_key_text(
		    fields[key_fields[i]], key + used, room - used);
	status = pack_join(&scheduling->scratch, fields, FIELD_COUNT, &bytes,
	    &length, scheduling->error);
	if (status == STATUS_OK)
		status = sort_add(scheduling->sort, key, used, bytes, length,
		    scheduling->error);
	scheduling->request->summary->documents++;
	return status;
}

enum status
scheduling_posted(const struct scheduling_entry *entry, struct money *sum,
    struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	*sum = money_of(0, entry->line.amount.currency);
	for (i = 0; i < entry->posted.count && status == STATUS_OK; i++)
		status = money_add(
		    *sum, entry->posted.items[i].line.amount, sum, error);
	return status;
}

/* The number of the newest document; NULL if there is no memory. */
static const char *
newest_invoice(struct scheduling *scheduling, struct posted_list posted)
{
	const char *reference, *slash;

	if (posted.count == 0)
		return "";
	reference = posted.items[posted.count - 1].reference;
	slash = strrchr(reference, '/');
	return arena_copy(&scheduling->scratch, reference,
	    slash == NULL ? strlen(reference) : (size_t)(slash - reference));
}

static const char *
status_of(const struct scheduling_entry *entry, struct money posted)
{
	if (entry->posted.count == 0)
		return "pending";
	if (!entry->rated || entry->line.amount.minor == posted.minor)
		return "billed";
	return "changed";
}

enum status
scheduling_add(
    struct scheduling *scheduling, const struct scheduling_entry *entry)
{
	const struct line *line = &entry->line;
	const char *fields[FIELD_COUNT];
	char from[DATE_TEXT_MAX], to[DATE_TEXT_MAX], on[DATE_TEXT_MAX];
	char amount[MONEY_TEXT_MAX], sum[MONEY_TEXT_MAX];
	char quantity[DECIMAL_TEXT_MAX];
	struct money posted;
	enum status status;

	status = scheduling_posted(entry, &posted, scheduling->error);
	if (status != STATUS_OK)
		return status;
	fields[FIELD_ACCOUNT] = scheduling->owner->account;
	fields[FIELD_SUBSCRIPTION] = line->subscription;
	fields[FIELD_CHARGE] = line->charge;
	fields[FIELD_KIND] = line_kind_name(line->kind);
	fields[FIELD_PERIOD_START] = date_format(line->period_start, from);
	fields[FIELD_PERIOD_END] = date_format(line->period_end, to);
	fields[FIELD_DUE_ON] =
	    date_format(due_date(line, &scheduling->catalogs), on);
	fields[FIELD_QUANTITY] =
	    entry->rated ? decimal_format(line->quantity, quantity) : "";
	fields[FIELD_UNIT_PRICE] = line->unit_price;
	fields[FIELD_AMOUNT] =
	    entry->rated ? money_format(line->amount, amount) : "";
	fields[FIELD_CURRENCY] = line->amount.currency.code;
	fields[FIELD_STATUS] = status_of(entry, posted);
	fields[FIELD_POSTED] =
	    entry->posted.count > 0 ? money_format(posted, sum) : "";
	fields[FIELD_INVOICE] = newest_invoice(scheduling, entry->posted);
	if (fields[FIELD_INVOICE] == NULL)
		return error_memory(scheduling->error);
	return wait(scheduling, fields);
}

enum status
scheduling_write(struct scheduling *scheduling)
{
	const struct request *request = scheduling->request;
	struct error *error = scheduling->error;
	struct writer *writer = NULL;
	enum status status;
	uint64_t count;

	status = writer_open(request->output, &schema, request->format,
	    request->spreadsheet, &writer, error);
	if (status == STATUS_OK)
		status = writer_sorted(writer, scheduling->sort,
		    &scheduling->scratch, &count, error);
	if (status == STATUS_OK)
		status = writer_finish(writer, error);
	writer_close(writer);
	return status;
}

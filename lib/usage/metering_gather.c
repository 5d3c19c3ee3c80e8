/*
 * Cases are gathered: what the file and the ledger have of an event is brought
 * together by a sort, by event.  Of one event come in this order: the ledger's
 * retraction, the ledger's rows, the file's events, the file's retractions; the
 * latter two in the order of the file.
 *
 * A filter of hashes keeps out nearly all of the ledger that is no case; what
 * it lets through by chance does no harm.
 */
#include <assert.h>
#include <string.h>

#include "record/pack.h"
#include "usage/metering_parts.h"

#define KEY_ROOM 256 /* an event has 128 bytes */

enum {
	EVENT,
	SUBSCRIPTION,
	METRIC,
	QUANTITY,
	AMOUNT,
	CURRENCY,
	DIMENSIONS,
	NAMED,
	TEXTS
};

struct gathering {
	struct metering *metering;
	struct sort *cases;
	/* One bit for each hash of an event that is a case. */
	unsigned char *filter;
	uint64_t mask;
	/* The event whose rows are being read. */
	struct usage_row row;
	struct arena arena; /* its texts */
	bool begun;
};

static enum status
add_case(struct gathering *gathering, const struct metering_case *item,
    const char *const texts[TEXTS])
{
	struct metering *metering = gathering->metering;
	struct arena *scratch = &metering->scratch;
	unsigned char key[KEY_ROOM];
	size_t used, length, size, count;
	const void *packed;
	unsigned char *bytes;
	enum status status;

	count = item->origin == CASE_ROW ? TEXTS : 1;
	used = sort_key_text(texts[EVENT], key, sizeof(key));
	used += sort_key_number(item->origin, key + used, sizeof(key) - used);
	used += sort_key_number(
	    (int64_t)item->position, key + used, sizeof(key) - used);
	status =
	    pack_join(scratch, texts, count, &packed, &length, metering->error);
	if (status != STATUS_OK)
		return status;
	size = sizeof(*item) + length;
	bytes = arena_alloc(scratch, size);
	if (bytes == NULL)
		return error_memory(metering->error);
	memcpy(bytes, item, sizeof(*item));
	memcpy(bytes + sizeof(*item), packed, length);
	return sort_add(
	    gathering->cases, key, used, bytes, size, metering->error);
}

/* Whether the hash of an event may be that of a case. */
static bool
may_be_case(const struct gathering *gathering, const char *event)
{
	uint64_t bit = usages_id(event) & gathering->mask;

	return (gathering->filter[bit / 8] >> bit % 8 & 1) != 0;
}

static enum status
open_filter(struct gathering *gathering)
{
	struct metering *metering = gathering->metering;
	uint64_t bits = 1 << 16;

	while (bits < 16 * metering->cases)
		bits *= 2;
	gathering->mask = bits - 1;
	gathering->filter = arena_alloc(&metering->arena, (size_t)(bits / 8));
	return gathering->filter == NULL ? error_memory(metering->error)
					 : STATUS_OK;
}

/* A record of the file that is a case. */
static enum status
add_metered(struct gathering *gathering, uint64_t position)
{
	struct metering *metering = gathering->metering;
	const char *texts[TEXTS] = { NULL };
	struct metering_case item = { .position = position };
	struct usage_entry entry;
	struct metered metered;
	enum status status;

	status = metered_get(&metering->stock,
	    metered_place(&metering->stock, position), &metering->vocabulary,
	    &metering->scratch, &metered, metering->error);
	if (status == STATUS_OK)
		status = metered_hash(
		    &metered, &metering->scratch, &entry, metering->error);
	if (status != STATUS_OK)
		return status;
	item.fate = metering->fates[position];
	item.origin = (item.fate & FATE_RETRACTS) == 0 ? CASE_FILE_EVENT
						       : CASE_FILE_RETRACTION;
	item.line = metered.line;
	item.occurred_at = metered.occurred_at;
	item.content = entry.content;
	entry.id &= gathering->mask;
	gathering->filter[entry.id / 8] |= (unsigned char)(1 << entry.id % 8);
	texts[EVENT] = metered.values[METERED_EVENT];
	return add_case(gathering, &item, texts);
}

/* All cases of the file. */
static enum status
gather_file(struct gathering *gathering)
{
	struct metering *metering = gathering->metering;
	enum status status = STATUS_OK;
	uint64_t position;

	for (position = 0;
	     status == STATUS_OK && position < metering->stock.count;
	     position++) {
		if ((metering->fates[position] & FATE_CASE) == 0)
			continue;
		arena_reset(&metering->scratch);
		status = add_metered(gathering, position);
	}
	return status;
}

static enum status
gather_retraction(void *context, const struct usage_retraction *retraction,
    struct error *error)
{
	struct gathering *gathering = context;
	const char *texts[TEXTS] = { retraction->event };
	struct metering_case item = {
		.origin = CASE_RETRACTION,
		.occurred_at = retraction->occurred_at,
		.number = retraction->number,
		.content = retraction->content,
	};

	(void)error;
	if (!may_be_case(gathering, retraction->event))
		return STATUS_OK;
	arena_reset(&gathering->metering->scratch);
	return add_case(gathering, &item, texts);
}

/* The event whose rows were read: is it there now, or has it left? */
static enum status
end_row(struct gathering *gathering)
{
	const struct usage_row *row = &gathering->row;
	const char *const texts[TEXTS] = {
		[EVENT] = row->event,
		[SUBSCRIPTION] = row->subscription,
		[METRIC] = row->metric,
		[QUANTITY] = row->quantity,
		[AMOUNT] = row->amount,
		[CURRENCY] = row->currency,
		[DIMENSIONS] = row->dimensions,
		[NAMED] = row->named,
	};
	struct metering_case item = {
		.origin = CASE_ROW,
		.counts = row->counts,
		.occurred_at = row->occurred_at,
	};

	if (!gathering->begun)
		return STATUS_OK;
	gathering->begun = false;
	arena_reset(&gathering->metering->scratch);
	return add_case(gathering, &item, texts);
}

enum status
metering_copy(struct arena *arena, const struct usage_row *row,
    struct usage_row *copy, struct error *error)
{
	*copy = *row;
	copy->subscription = arena_text(arena, row->subscription);
	copy->event = arena_text(arena, row->event);
	copy->metric = arena_text(arena, row->metric);
	copy->quantity = arena_text(arena, row->quantity);
	copy->amount = arena_text(arena, row->amount);
	copy->currency = arena_text(arena, row->currency);
	copy->dimensions = arena_text(arena, row->dimensions);
	copy->named = arena_text(arena, row->named);
	if (copy->subscription == NULL || copy->event == NULL ||
	    copy->metric == NULL || copy->quantity == NULL ||
	    copy->amount == NULL || copy->currency == NULL ||
	    copy->dimensions == NULL || copy->named == NULL)
		return error_memory(error);
	return STATUS_OK;
}

/* Rows of one event at one place stand together: their sum counts. */
static enum status
gather_row(void *context, const struct usage_row *row, struct error *error)
{
	struct gathering *gathering = context;
	struct usage_row *begun = &gathering->row;
	enum status status;

	if (gathering->begun && begun->occurred_at == row->occurred_at &&
	    strcmp(begun->event, row->event) == 0 &&
	    strcmp(begun->subscription, row->subscription) == 0) {
		begun->counts += row->counts;
		return STATUS_OK;
	}
	status = end_row(gathering);
	if (status != STATUS_OK || !may_be_case(gathering, row->event))
		return status;
	arena_reset(&gathering->arena);
	gathering->begun = true;
	return metering_copy(&gathering->arena, row, begun, error);
}

static enum status
gather(struct gathering *gathering)
{
	struct metering *metering = gathering->metering;
	enum status status;

	status = open_filter(gathering);
	if (status == STATUS_OK)
		status = gather_file(gathering);
	if (status == STATUS_OK)
		status = usages_retractions(metering->ledger,
		    metering->retractions.count == 0, gather_retraction,
		    gathering, metering->error);
	if (status != STATUS_OK || !metering->looked)
		return status;
	status = usages_visit(
	    metering->ledger, gather_row, gathering, metering->error);
	return status == STATUS_OK ? end_row(gathering) : status;
}

enum status
metering_gather(struct metering *metering, struct sort *cases)
{
	struct gathering gathering = { .metering = metering, .cases = cases };
	enum status status = gather(&gathering);

	arena_close(&gathering.arena);
	return status;
}

enum status
metering_case(const void *bytes, size_t length, struct arena *arena,
    struct metering_case *item, struct usage_row *row, struct error *error)
{
	const unsigned char *texts = bytes;
	const char **fields;
	enum status status;
	size_t count;

	assert(length > sizeof(*item));
	memcpy(item, bytes, sizeof(*item));
	texts += sizeof(*item);
	length -= sizeof(*item);
	count = item->origin == CASE_ROW ? TEXTS : 1;
	status = pack_split(arena, texts, length, &fields, count, error);
	if (status != STATUS_OK)
		return status;
	*row = (struct usage_row){ .event = fields[EVENT],
		.occurred_at = item->occurred_at,
		.counts = item->counts };
	if (count == 1)
		return STATUS_OK;
	row->subscription = fields[SUBSCRIPTION];
	row->metric = fields[METRIC];
	row->quantity = fields[QUANTITY];
	row->amount = fields[AMOUNT];
	row->currency = fields[CURRENCY];
	row->dimensions = fields[DIMENSIONS];
	row->named = fields[NAMED];
	return STATUS_OK;
}

/*
 * Cases are gathered: what the file and the ledger have of an event is brought
 * together by a sort, by event.  Of one event come in this order: the ledger's
 * retraction, the ledger's rows, the file's events, the file's retractions; the
 * latter two in the order of the file.
 *
 * A filter of hashes keeps out nearly all of the ledger that is no case; what
 * it lets through by chance does no harm.
 */
#include <string.h>

#include "usage/metering_parts.h"

#define KEY_ROOM 256 /* an event has 128 bytes */

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

/* Add what is known of ${event}, behind it ${row} if that is what it is. */
static enum status
add_case(struct gathering *gathering, const struct metering_case *item,
    const char *event, const struct usage_row *row)
{
	struct error *error = gathering->metering->error;
	struct arena *scratch = &gathering->metering->scratch;
	size_t used, length = strlen(event) + 1, size;
	const void *more = event;
	unsigned char key[KEY_ROOM], *bytes;
	enum status status = STATUS_OK;

	used = sort_key_text(event, key, sizeof(key));
	used += sort_key_number(item->origin, key + used, sizeof(key) - used);
	used += sort_key_number(
	    (int64_t)item->position, key + used, sizeof(key) - used);
	if (row != NULL)
		status = booking_pack(row, scratch, &more, &length, error);
	if (status != STATUS_OK)
		return status;
	size = sizeof(*item) + length;
	bytes = arena_alloc(scratch, size);
	if (bytes == NULL)
		return error_memory(error);
	memcpy(bytes, item, sizeof(*item));
	memcpy(bytes + sizeof(*item), more, length);
	return sort_add(gathering->cases, key, used, bytes, size, error);
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
	return add_case(gathering, &item, metered.values[METERED_EVENT], NULL);
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
	return add_case(gathering, &item, retraction->event, NULL);
}

/* The event whose rows were read: is it there now, or has it left? */
static enum status
end_row(struct gathering *gathering)
{
	const struct usage_row *row = &gathering->row;
	const struct metering_case item = { .origin = CASE_ROW };

	if (!gathering->begun)
		return STATUS_OK;
	gathering->begun = false;
	arena_reset(&gathering->metering->scratch);
	return add_case(gathering, &item, row->event, row);
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
	return booking_copy(row, &gathering->arena, begun, error);
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

void
metering_case(
    const void *bytes, struct metering_case *item, struct usage_row *row)
{
	const unsigned char *more = bytes;

	memcpy(item, bytes, sizeof(*item));
	more += sizeof(*item);
	if (item->origin == CASE_ROW)
		booking_unpack(more, row);
	else
		*row = (struct usage_row){ .event = (const char *)more };
}

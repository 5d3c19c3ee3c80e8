/*
 * Rows that are not fed as they are guided wait in sorts for their turn.
 */
#include <assert.h>
#include <string.h>

#include "base/instant.h"
#include "usage/metering_parts.h"

#define KEY_ROOM 512
#define ROW_TEXTS 9

struct head {
	int64_t occurred_at;
	int64_t number;
	int64_t counts;
};

/* Items of a sort on their way to the ledger. */
struct feeding {
	struct sort *sort;
};

/* Put a row into a sort, in the order in which it is kept. */
static enum status
wait_row(
    struct metering *metering, struct sort *sort, const struct usage_row *row)
{
	const struct head head = { row->occurred_at, row->number, row->counts };
	const char *const texts[ROW_TEXTS] = { row->subscription, row->event,
		row->metric, row->quantity, row->amount, row->currency,
		row->dimensions, row->named, row->reason };
	unsigned char key[KEY_ROOM], *bytes, *next;
	size_t sizes[ROW_TEXTS], length = sizeof(head), used, i;

	used = sort_key_number(usages_month(row->occurred_at), key, KEY_ROOM);
	used += sort_key_text(row->subscription, key + used, KEY_ROOM - used);
	used += sort_key_number(row->occurred_at, key + used, KEY_ROOM - used);
	used += sort_key_text(row->event, key + used, KEY_ROOM - used);
	used += sort_key_number(row->number, key + used, KEY_ROOM - used);
	for (i = 0; i < ROW_TEXTS; i++) {
		sizes[i] = strlen(texts[i]) + 1;
		length += sizes[i];
	}
	bytes = arena_alloc(&metering->row, length);
	if (bytes == NULL)
		return error_memory(metering->error);
	memcpy(bytes, &head, sizeof(head));
	next = bytes + sizeof(head);
	for (i = 0; i < ROW_TEXTS; i++) {
		memcpy(next, texts[i], sizes[i]);
		next += sizes[i];
	}
	return sort_add(sort, key, used, bytes, length, metering->error);
}

/* What all rows have in common: they are counted, and late ones noted. */
enum status
metering_note(struct metering *metering, const struct usage_row *row)
{
	usages_mix(&metering->digest, row);
	if (row->occurred_at < metering->first_at)
		metering->first_at = row->occurred_at;
	if (row->number > metering->last_number)
		metering->last_number = row->number;
	if (row->occurred_at >= metering->late_before)
		return STATUS_OK;
	return wait_row(metering, metering->late, row);
}

enum status
metering_row(struct metering *metering, const struct usage_row *row)
{
	enum status status = metering_note(metering, row);

	if (status == STATUS_OK)
		status = wait_row(metering, metering->waiting, row);
	return status;
}

static struct bulk_value
text_of(const char *text)
{
	return (struct bulk_value){ .text = text, .length = strlen(text) };
}

/* The text at *${next}, which moves behind it. */
static struct bulk_value
take_text(const char **next)
{
	struct bulk_value value = text_of(*next);

	*next += value.length + 1;
	return value;
}

static struct bulk_value
number_of(int64_t number)
{
	return (struct bulk_value){ .integer = number };
}

/* The next row, in the order of the columns of the table. */
static enum status
feed_row(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct feeding *feeding = context;
	const void *bytes;
	const char *next;
	struct head head;
	enum status status;
	size_t length, i;

	status = sort_next(feeding->sort, &bytes, &length, found, error);
	if (status != STATUS_OK || !*found)
		return status;
	memcpy(&head, bytes, sizeof(head));
	next = (const char *)bytes + sizeof(head);
	values[0] = number_of(usages_month(head.occurred_at));
	values[1] = take_text(&next);
	values[2] = number_of(head.occurred_at);
	values[3] = take_text(&next);
	values[4] = number_of(head.number);
	values[5] = number_of(head.counts);
	for (i = 6; i < ROW_TEXTS + 4; i++)
		values[i] = take_text(&next);
	assert(next == (const char *)bytes + length);
	return STATUS_OK;
}

static enum status
next_retraction(struct sort *sort, struct metering_retraction *retraction,
    struct bulk_value *event, bool *found, struct error *error)
{
	const void *bytes;
	const char *next;
	enum status status;
	size_t length;

	status = sort_next(sort, &bytes, &length, found, error);
	if (status != STATUS_OK || !*found)
		return status;
	memcpy(retraction, bytes, sizeof(*retraction));
	next = (const char *)bytes + sizeof(*retraction);
	*event = take_text(&next);
	return STATUS_OK;
}

/* Event, instant, number and content of a retraction. */
static enum status
feed_retraction(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct feeding *feeding = context;
	struct metering_retraction retraction;
	enum status status;

	status = next_retraction(
	    feeding->sort, &retraction, &values[0], found, error);
	if (status != STATUS_OK || !*found)
		return status;
	values[1] = number_of(retraction.occurred_at);
	values[2] = number_of(retraction.number);
	values[3] = number_of((int64_t)retraction.content);
	return STATUS_OK;
}

/* Event and number of a retraction whose event has come. */
static enum status
feed_met(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct feeding *feeding = context;
	struct metering_retraction retraction;
	enum status status;

	status = next_retraction(
	    feeding->sort, &retraction, &values[0], found, error);
	if (status == STATUS_OK && *found)
		values[1] = number_of(retraction.number);
	return status;
}

/* Only what was taken goes into the index; it is in order already. */
static enum status
index_events(struct metering *metering)
{
	struct entries *events = &metering->events;
	size_t count = 0, i;

	for (i = 0; i < events->count; i++) {
		uint64_t position = events->items[i].position;

		if ((metering->fates[position] &
			(FATE_DUPLICATE | FATE_REJECTED)) == 0)
			events->items[count++] = events->items[i];
	}
	events->count = count;
	return usages_index(
	    metering->ledger, events->items, count, metering->error);
}

/* A table of the ledger, and what is fed to it. */
struct feed {
	struct sort *sort;
	enum status (*next)(
	    void *, struct bulk_value *, bool *, struct error *);
	enum status (*put)(
	    struct ledger *, struct bulk_source *, struct error *);
};

static enum status
run_feed(struct metering *metering, const struct feed *feed)
{
	struct feeding feeding = { feed->sort };
	struct bulk_source source = {
		.next = feed->next,
		.context = &feeding,
		.error = metering->error,
	};
	enum status status = sort_start(feed->sort, metering->error);

	if (status == STATUS_OK)
		status = feed->put(metering->ledger, &source, metering->error);
	return status;
}

static enum status
record_rows(struct metering *metering)
{
	const struct feed feeds[] = {
		{ metering->waiting, feed_row, usages_book },
		{ metering->late, feed_row, usages_late },
		{ metering->retracted, feed_retraction, usages_retract },
		{ metering->met, feed_met, usages_met },
	};
	struct usage_batch batch = {
		.first_number = metering->state.last_number + 1,
	};
	enum status status = metering_feed(metering);
	size_t i;

	for (i = 0; i < sizeof(feeds) / sizeof(feeds[0]) && status == STATUS_OK;
	     i++)
		status = run_feed(metering, &feeds[i]);
	if (status == STATUS_OK)
		status = index_events(metering);
	if (status != STATUS_OK || metering->last_number == 0)
		return status;
	batch.last_number = metering->last_number;
	batch.first_at = metering->first_at;
	batch.digest = metering->digest;
	return usages_batch(metering->ledger, &batch, metering->error);
}

enum status
metering_book(struct metering *metering)
{
	struct progress *progress = metering->request->progress;
	enum status status;

	progress_begin(progress, "usage", metering->summary->accepted);
	status = metering->request->dry_run ? metering_feed(metering)
					    : record_rows(metering);
	progress_end(progress);
	return status;
}

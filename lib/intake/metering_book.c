/*
 * Nearly all events name their subscription, and come here in the order in
 * which the ledger keeps them: they are guided and fed to it on the fly.  All
 * other rows wait in a sort for their turn: of events that name a service or an
 * identifier, that have an amount, that go into suspense, that are undone.
 */
#include <assert.h>
#include <string.h>

#include "base/instant.h"
#include "intake/metering_parts.h"

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

/* Put a row into a sort, in the order of owner, instant, event and number. */
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

	used = sort_key_text(row->subscription, key, KEY_ROOM);
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
static enum status
note_row(struct metering *metering, const struct usage_row *row)
{
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
	enum status status = note_row(metering, row);

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
	values[0] = take_text(&next);
	values[1] = number_of(head.occurred_at);
	values[2] = take_text(&next);
	values[3] = number_of(head.number);
	values[4] = number_of(head.counts);
	for (i = 5; i < ROW_TEXTS + 3; i++)
		values[i] = take_text(&next);
	assert(next == (const char *)bytes + length);
	return STATUS_OK;
}

/* Guide an event: the row that gives it to its owner. */
static void
guide(struct metering *metering, const struct metered *metered,
    uint64_t position, struct usage_row *row)
{
	const struct guide_event event = {
		.subscription = metered->values[METERED_SUBSCRIPTION],
		.service = metered->values[METERED_SERVICE],
		.identifier = metered->values[METERED_IDENTIFIER],
		.usage = {
			.event = metered->values[METERED_EVENT],
			.occurred_at = metered->occurred_at,
			.metric = metered->values[METERED_METRIC],
			.currency = metered->values[METERED_CURRENCY],
			.dimensions = metered->dimensions,
		},
	};
	const char *reason = "";
	const struct guide_subscription *owner =
	    guide_find(metering->guides.guide, &event, &reason);

	*row = (struct usage_row){
		.subscription = owner == NULL ? "" : owner->subscription.id,
		.occurred_at = metered->occurred_at,
		.event = metered->values[METERED_EVENT],
		.number = metering_number(metering, position, false),
		.counts = 1,
		.metric = event.usage.metric,
		.quantity = metered->values[METERED_QUANTITY],
		.amount = metered->values[METERED_AMOUNT],
		.currency = metered->values[METERED_CURRENCY],
		.dimensions = metered->dimensions_text,
		.named = metered->name,
		.reason = owner == NULL ? reason : "",
	};
	/* What named its owner itself says no more. */
	if (owner != NULL && event.subscription[0] != '\0')
		row->named = "";
}

/* Take the next event; *${fed} tells whether its row may go to the ledger now.
 */
static enum status
take_event(struct metering *metering, struct place place, struct usage_row *row,
    bool *fed)
{
	bool undone = metering->cases > 0 &&
		      (metering->fates[place.position] & FATE_UNDONE) != 0;
	struct metered metered;
	struct usage_row undo;
	enum status status;

	arena_reset(&metering->row);
	status = metered_get(&metering->stock, place, &metering->vocabulary,
	    &metering->row, &metered, metering->error);
	if (status != STATUS_OK)
		return status;
	guide(metering, &metered, place.position, row);
	metering->suspended += row->subscription[0] == '\0' && !undone;
	*fed = row->subscription[0] != '\0' && row->named[0] == '\0' &&
	       row->amount[0] == '\0';
	status = *fed ? note_row(metering, row) : metering_row(metering, row);
	if (status != STATUS_OK || !undone)
		return status;
	undo = *row;
	undo.number = metering_number(metering, place.position, true);
	undo.counts = -1;
	undo.reason = METERING_RETRACTED;
	return metering_row(metering, &undo);
}

/* The next event of the file whose row is in order. */
static enum status
feed_event(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct metering *metering = context;
	struct usage_row row;
	struct place place;
	enum status status;
	bool fed = false;

	(void)error;
	do {
		status = metering_next(metering, &place, found);
		if (status != STATUS_OK || !*found)
			return status;
		progress_step(metering->request->progress);
		status = take_event(metering, place, &row, &fed);
		if (status != STATUS_OK)
			return status;
	} while (!fed);
	values[0] = text_of(row.subscription);
	values[1] = number_of(row.occurred_at);
	values[2] = text_of(row.event);
	values[3] = number_of(row.number);
	values[4] = text_of(row.metric);
	values[5] = text_of(row.quantity);
	values[6] = text_of(row.dimensions);
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
	struct sort *sort; /* NULL: events in their order */
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
		.context = feed->sort == NULL ? (void *)metering : &feeding,
		.error = metering->error,
	};
	enum status status = STATUS_OK;

	if (feed->sort != NULL)
		status = sort_start(feed->sort, metering->error);
	if (status == STATUS_OK)
		status = feed->put(metering->ledger, &source, metering->error);
	return status;
}

/* Guide all events, and let nothing come of it. */
static enum status
rehearse(struct metering *metering)
{
	struct bulk_value values[BULK_WIDTH_MAX];
	enum status status;
	bool found;

	do
		status = feed_event(metering, values, &found, metering->error);
	while (status == STATUS_OK && found);
	return status;
}

static enum status
record_rows(struct metering *metering)
{
	const struct feed feeds[] = {
		{ NULL, feed_event, usages_book_plain },
		{ metering->waiting, feed_row, usages_book },
		{ metering->late, feed_row, usages_late },
		{ metering->retracted, feed_retraction, usages_retract },
		{ metering->met, feed_met, usages_met },
	};
	struct usage_batch batch = {
		.first_number = metering->state.last_number + 1,
	};
	enum status status = STATUS_OK;
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
	return usages_batch(metering->ledger, &batch, metering->error);
}

enum status
metering_book(struct metering *metering)
{
	struct progress *progress = metering->request->progress;
	enum status status = metering_order(metering);

	progress_begin(progress, "usage", metering->order.count);
	if (status == STATUS_OK)
		status = metering->request->dry_run ? rehearse(metering)
						    : record_rows(metering);
	progress_end(progress);
	return status;
}

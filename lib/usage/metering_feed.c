/*
 * Nearly all events name their subscription, and come here in the order in
 * which the ledger keeps them: they are guided and fed to it on the fly.  All
 * other rows wait in a sort for their turn: of events that name a service or an
 * identifier, that have an amount, that go into suspense, that are undone.
 *
 * A thread guides, while the caller's has what was guided inserted.  Until it
 * is done, everything of the import is the thread's but the ledger, the
 * progress and the caller's error.
 */
#include <string.h>

#include "base/progress.h"
#include "base/relay.h"
#include "usage/metering_parts.h"

#define FED_EVENTS 1024 /* at once */
#define FED_VALUES 8

/* Rows to be fed, and copies of their texts, which lie together. */
struct fed {
	struct arena arena;
	struct bulk_value rows[FED_EVENTS][FED_VALUES];
	size_t count;
	size_t bytes;
	size_t events; /* that were guided for it */
};

struct feeding {
	struct metering *metering; /* the thread's */
	struct progress *progress;
	struct relay *relay;
	const struct fed *fed;
	size_t next; /* of it */
	struct fed batches[RELAY_BATCHES];
};

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
	struct booking *booking = &metering->booking;
	struct metered metered;
	struct usage_row undo;
	enum status status;

	arena_reset(&metering->scratch);
	status = metered_get(&metering->stock, place, &metering->vocabulary,
	    &metering->scratch, &metered, metering->error);
	if (status != STATUS_OK)
		return status;
	guide(metering, &metered, place.position, row);
	metering->suspended += row->subscription[0] == '\0' && !undone;
	*fed = row->subscription[0] != '\0' && row->named[0] == '\0' &&
	       row->amount[0] == '\0';
	status = *fed ? booking_note(booking, row, metering->error)
		      : booking_add(booking, row, metering->error);
	if (status != STATUS_OK || !undone)
		return status;
	undo = *row;
	undo.number = metering_number(metering, place.position, true);
	undo.counts = -1;
	undo.reason = METERING_RETRACTED;
	return booking_add(booking, &undo, metering->error);
}

/* Put a row into the batch, in the order of the columns of the statement. */
static enum status
put(struct fed *fed, const struct usage_row *row, struct error *error)
{
	struct bulk_value values[FED_VALUES] = {
		{ .integer = usages_month(row->occurred_at) },
		{ .text = row->subscription },
		{ .integer = row->occurred_at },
		{ .text = row->event },
		{ .integer = row->number },
		{ .text = row->metric },
		{ .text = row->quantity },
		{ .text = row->dimensions },
	};
	size_t size = 0, i;
	char *next;

	for (i = 0; i < FED_VALUES; i++) {
		if (values[i].text == NULL)
			continue;
		values[i].length = strlen(values[i].text);
		size += values[i].length;
	}
	fed->bytes += size;
	next = arena_alloc(&fed->arena, size);
	if (next == NULL)
		return error_memory(error);
	for (i = 0; i < FED_VALUES; i++) {
		if (values[i].text == NULL)
			continue;
		memcpy(next, values[i].text, values[i].length);
		values[i].text = next;
		next += values[i].length;
	}
	memcpy(fed->rows[fed->count++], values, sizeof(values));
	return STATUS_OK;
}

/* Guide the next events. */
static enum status
make(void *context, void *batch, bool *last, struct error *error)
{
	struct feeding *feeding = context;
	struct metering *metering = feeding->metering;
	struct fed *fed = batch;
	struct usage_row row;
	struct place place;
	enum status status;
	bool found, plain;

	metering->error = error;
	arena_reset(&fed->arena);
	fed->count = 0;
	fed->bytes = 0;
	for (fed->events = 0;
	     fed->events < FED_EVENTS && fed->bytes < RELAY_BYTES;
	     fed->events++) {
		status = metering_next(metering, &place, &found);
		*last = status == STATUS_OK && !found;
		if (status != STATUS_OK || !found)
			return status;
		status = take_event(metering, place, &row, &plain);
		if (status == STATUS_OK && plain)
			status = put(fed, &row, error);
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

/* The next row. */
static enum status
feed_row(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct feeding *feeding = context;
	enum status status;
	void *batch;
	size_t i;

	while (feeding->fed == NULL || feeding->next == feeding->fed->count) {
		status = relay_take(feeding->relay, &batch, found, error);
		if (status != STATUS_OK || !*found)
			return status;
		feeding->fed = batch;
		feeding->next = 0;
		for (i = 0; i < feeding->fed->events; i++)
			progress_step(feeding->progress);
	}
	memcpy(values, feeding->fed->rows[feeding->next++],
	    sizeof(feeding->fed->rows[0]));
	*found = true;
	return STATUS_OK;
}

/* Let nothing come of what was guided. */
static enum status
rehearse(struct bulk_source *source)
{
	struct bulk_value values[BULK_WIDTH_MAX];
	enum status status;
	bool found;

	do
		status = source->next(
		    source->context, values, &found, source->error);
	while (status == STATUS_OK && found);
	return status;
}

static struct feeding *
open_feeding(struct metering *metering, struct relay_maker *maker)
{
	struct feeding *feeding =
	    arena_alloc(&metering->arena, sizeof(*feeding));
	size_t i;

	if (feeding == NULL)
		return NULL;
	feeding->metering = metering;
	feeding->progress = metering->request->progress;
	*maker = (struct relay_maker){ .make = make, .context = feeding };
	for (i = 0; i < RELAY_BATCHES; i++)
		maker->batches[i] = &feeding->batches[i];
	return feeding;
}

enum status
metering_feed(struct metering *metering)
{
	struct error *error = metering->error;
	struct relay_maker maker;
	struct feeding *feeding = open_feeding(metering, &maker);
	struct bulk_source source = { feed_row, feeding, error, STATUS_OK };
	enum status status;
	size_t i;

	if (feeding == NULL)
		return error_memory(error);
	status = relay_open(&maker, &feeding->relay, error);
	if (status == STATUS_OK)
		status =
		    metering->request->dry_run
			? rehearse(&source)
			: usages_book_plain(metering->ledger, &source, error);
	relay_close(feeding->relay);
	metering->error = error;
	for (i = 0; i < RELAY_BATCHES; i++)
		arena_close(&feeding->batches[i].arena);
	return status;
}

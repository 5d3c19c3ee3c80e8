/*
 * What was accepted is recorded: rows, retractions, and the index of events.
 */
#include <string.h>

#include "usage/metering_parts.h"

/* Event, instant, number and content of the next retraction. */
static enum status
feed_retraction(
    void *sort, struct bulk_value *values, bool *found, struct error *error)
{
	struct metering_retraction retraction;
	const void *bytes;
	const char *event;
	enum status status;
	size_t length;

	status = sort_next(sort, &bytes, &length, found, error);
	if (status != STATUS_OK || !*found)
		return status;
	memcpy(&retraction, bytes, sizeof(retraction));
	event = (const char *)bytes + sizeof(retraction);
	values[0] =
	    (struct bulk_value){ .text = event, .length = strlen(event) };
	values[1] = (struct bulk_value){ .integer = retraction.occurred_at };
	values[2] = (struct bulk_value){ .integer = retraction.number };
	values[3] =
	    (struct bulk_value){ .integer = (int64_t)retraction.content };
	return STATUS_OK;
}

/* Event and number of a retraction whose event has come. */
static enum status
feed_met(
    void *sort, struct bulk_value *values, bool *found, struct error *error)
{
	enum status status = feed_retraction(sort, values, found, error);

	if (status == STATUS_OK && *found)
		values[1] = values[2];
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

static enum status
record(struct metering *metering)
{
	const struct booking_feed retracted = { metering->retracted,
		feed_retraction, usages_retract };
	const struct booking_feed met = { metering->met, feed_met, usages_met };
	struct error *error = metering->error;
	enum status status;

	status = booking_write(&metering->booking, error);
	if (status == STATUS_OK)
		status = booking_feed(metering->ledger, &retracted, error);
	if (status == STATUS_OK)
		status = booking_feed(metering->ledger, &met, error);
	return status == STATUS_OK ? index_events(metering) : status;
}

enum status
metering_book(struct metering *metering)
{
	struct progress *progress = metering->request->progress;
	enum status status;

	progress_begin(progress, "usage", metering->summary->accepted);
	status = metering_feed(metering);
	if (status == STATUS_OK && !metering->request->dry_run)
		status = record(metering);
	progress_end(progress);
	return status;
}

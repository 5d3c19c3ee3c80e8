/*
 * Rows are counted event by event: those of one event follow each other, and
 * what they come to decides whether it is there.
 */
#include <string.h>

#include "rate/dimension.h"
#include "work/rating_parts.h"

/* What else of the row is asked for: its dimensions and its own amount. */
static enum status
read_more(struct rating_reader *reader, const struct bulk_row *row,
    struct error *error)
{
	struct usage_event *event = &reader->event;
	const char *amount = bulk_text(row, RATING_AMOUNT);
	enum status status;

	arena_reset(&reader->scratch);
	status = dimension_list(bulk_text(row, RATING_DIMENSIONS),
	    &reader->scratch, &event->dimensions, error);
	if (status != STATUS_OK || amount[0] == '\0')
		return status;
	event->currency =
	    arena_text(&reader->scratch, bulk_text(row, RATING_CURRENCY));
	if (event->currency == NULL)
		return error_memory(error);
	return decimal_parse(amount, DECIMAL_PLACES_MAX, &event->amount, error);
}

/* The first counter of the window that takes the event, or NULL. */
static enum status
find_counter(struct rating_reader *reader, const struct bulk_row *row,
    struct counter **counter, struct error *error)
{
	const struct usage_window *window = reader->desk.window;
	const struct pricing *pricing = &window->owner->pricing;
	const char *metric = bulk_text(row, RATING_METRIC);
	enum status status;
	bool known = false;
	size_t i;

	for (i = 0; i < window->counter_count; i++) {
		const struct charge *charge = window->counters[i].charge;

		*counter = &window->counters[i];
		if (charge->usage.metric->id[0] != metric[0] ||
		    strcmp(charge->usage.metric->id, metric) != 0)
			continue;
		reader->event.metric = charge->usage.metric->id;
		if (!rate_asks(charge))
			return STATUS_OK;
		if (!known) {
			status = read_more(reader, row, error);
			if (status != STATUS_OK)
				return status;
			known = true;
		}
		if (rate_takes(charge, &reader->event, pricing))
			return STATUS_OK;
	}
	*counter = NULL;
	return STATUS_OK;
}

/* Count an event that is here. */
static enum status
count_event(
    struct rating_reader *reader, struct counter *counter, struct error *error)
{
	bool told = reader->rating->terms.tell != NULL && !counter->silent;
	enum status status = STATUS_OK;

	if (reader->event_before)
		return counter->charge->usage.metric->recurring
			   ? tally_before(
				 &counter->tally, &reader->event, error)
			   : STATUS_OK;
	if (told)
		status = rating_lasting(reader, counter, error);
	if (status == STATUS_OK)
		status = tally_add(&counter->tally, &reader->event, error);
	if (status == STATUS_OK && told)
		status = rating_tell(reader, counter, error);
	return status;
}

enum status
rating_end_event(struct rating_reader *reader, struct error *error)
{
	struct counter *counter = reader->event_counter;
	enum status status;

	if (!reader->event_waits)
		return STATUS_OK;
	reader->event_waits = false;
	if (reader->net != 1)
		return STATUS_OK;
	if (counter == NULL) {
		reader->load->uncounted +=
		    !reader->event_before && !reader->desk.window->silent;
		return STATUS_OK;
	}
	if (counter->due == NULL)
		return STATUS_OK;
	status = count_event(reader, counter, error);
	if (status == STATUS_INVALID)
		error_prefix(error, "event %.128s: ", reader->id);
	if (status != STATUS_OK)
		rating_blame(counter, error);
	return status;
}

/* The first row of another event. */
static enum status
begin_event(struct rating_reader *reader, const struct bulk_row *row,
    struct error *error)
{
	const char *id = bulk_text(row, RATING_EVENT);
	size_t length = bulk_length(row, RATING_EVENT);
	struct usage_event *event = &reader->event;
	enum status status;

	if (length >= sizeof(reader->id))
		return error_set(error, STATUS_LEDGER,
		    "event %.128s has an id that is too long", id);
	memcpy(reader->id, id, length + 1);
	/* To clear all of it would cost as much as to count it. */
	event->event = reader->id;
	event->occurred_at = bulk_integer(row, RATING_OCCURRED_AT);
	event->metric = NULL;
	event->amount = decimal_from_integer(0);
	event->currency = "";
	event->dimensions = (struct dimensions){ NULL, 0 };
	reader->net = bulk_integer(row, RATING_COUNTS);
	reader->event_waits = true;
	reader->event_before = event->occurred_at < reader->desk.window->begin;
	status = find_counter(reader, row, &reader->event_counter, error);
	if (status == STATUS_OK && reader->event_counter != NULL &&
	    reader->event_counter->due != NULL)
		status = decimal_parse(bulk_text(row, RATING_QUANTITY),
		    DECIMAL_PLACES_MAX, &event->quantity, error);
	if (status != STATUS_OK)
		error_prefix(error, "event %s: ", reader->id);
	return status;
}

enum status
rating_count(struct rating_reader *reader, const struct bulk_row *row,
    struct error *error)
{
	enum status status;

	if (reader->event_waits &&
	    bulk_integer(row, RATING_OCCURRED_AT) ==
		reader->event.occurred_at &&
	    strcmp(bulk_text(row, RATING_EVENT), reader->id) == 0) {
		reader->net += bulk_integer(row, RATING_COUNTS);
		return STATUS_OK;
	}
	status = rating_end_event(reader, error);
	return status == STATUS_OK ? begin_event(reader, row, error) : status;
}

/*
 * Loads: one thread at a time gathers the subscriptions of a load, either plans
 * their windows and counts what it reads of them.  A load goes over when all is
 * counted, so nobody looks at what another thread adds to.
 */
#include "work/rating_parts.h"

#include <string.h>

/* Let batches be used again. */
static void
give_back(struct rating *rating, struct batch *batches)
{
	while (batches != NULL) {
		struct batch *batch = batches;

		batches = batch->next;
		batch->next = rating->free;
		rating->free = batch;
	}
}

/* Gather the batches of a load: a maker of a relay. */
static enum status
gather(void *context, void *made, bool *last, struct error *error)
{
	struct rating *rating = context;
	struct rating_load *load = made;
	struct batch **next = &load->batches;
	enum status status = STATUS_OK;
	bool found = true;
	int count;

	give_back(rating, load->batches);
	give_back(rating, load->idle);
	*load = (struct rating_load){ .batches = NULL };
	for (count = 0; count < LOAD_BATCHES_MAX; count++) {
		struct batch *batch;

		status = rating_gather_batch(rating, &batch, &found, error);
		if (status != STATUS_OK || !found)
			break;
		batch->next = NULL;
		*next = batch;
		next = &batch->next;
	}
	*last = !found;
	return status;
}

/* Plan the windows of a load, and leave only batches that have any; those
 * before a mistake stay. */
static enum status
plan(const struct rating *rating, struct rating_load *load, struct error *error)
{
	struct batch **next = &load->batches;
	enum status status = STATUS_OK;

	while (*next != NULL && status == STATUS_OK) {
		struct batch *batch = *next;

		status = rating_plan_batch(rating, batch, error);
		if (status == STATUS_OK && batch->count > 0) {
			next = &batch->next;
			continue;
		}
		*next = batch->next;
		batch->next = load->idle;
		load->idle = batch;
	}
	if (status != STATUS_OK)
		*next = NULL;
	return status;
}

/* Whether the reader's window is the last of its batch. */
static bool
is_last(const struct rating_reader *reader)
{
	const struct batch *batch = reader->batch;

	return reader->desk.window + 1 == batch->windows + batch->count;
}

/* All of the reader's window was counted; of its batch, if that was the last.
 */
static enum status
end_window(struct rating_reader *reader, struct error *error)
{
	enum status status = rating_end_event(reader, error);

	if (status == STATUS_OK)
		status = rating_leave(reader, error);
	if (status == STATUS_OK && reader->batch->pool != POOLING_NONE &&
	    is_last(reader))
		status = rating_share(reader, error);
	return status;
}

/* Turn to the next window of the load; none: *${found} is false. */
static enum status
next_window(struct rating_reader *reader, bool *found, struct error *error)
{
	struct batch *batch = reader->batch;
	const struct usage_window *window;
	enum status status = STATUS_OK;

	if (batch != NULL)
		status = end_window(reader, error);
	if (status != STATUS_OK)
		return status;
	if (batch != NULL && !is_last(reader)) {
		window = reader->desk.window + 1;
	} else {
		reader->before = batch;
		reader->batch = batch =
		    batch == NULL ? reader->load->batches : batch->next;
		*found = batch != NULL;
		if (!*found)
			return STATUS_OK;
		window = batch->windows;
	}
	reader->desk.window = window;
	reader->days = 0;
	reader->early = date_given(window->since) &&
			window->since.days < window->days->from.days;
	return rating_enter(reader, error);
}

/* The next stretch of instants of a window: before its days, or of them. */
static bool
next_stretch(struct rating_reader *reader, int64_t *from, int64_t *to)
{
	const struct usage_window *window = reader->desk.window;
	const struct calendar *calendar;
	const struct segment *days;

	if (reader->batch == NULL)
		return false;
	calendar = window->owner->calendar;
	if (reader->early) {
		reader->early = false;
		*from = rating_instant(calendar, window->since);
		*to = window->begin;
		return true;
	}
	if (reader->days == window->day_count)
		return false;
	days = &window->days[reader->days++];
	*from = rating_instant(calendar, days->from);
	*to = rating_instant(calendar, days->to);
	return true;
}

/* What is asked for next: a row of the feed. */
static enum status
ask(void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct rating_reader *reader = context;
	enum status status;

	*found = true;
	while (!next_stretch(reader, &values[2].integer, &values[3].integer)) {
		status = next_window(reader, found, error);
		if (status != STATUS_OK || !*found)
			return status;
	}
	values[1].text = reader->desk.window->subscription;
	values[1].length = strlen(values[1].text);
	values[2].text = values[3].text = NULL;
	return STATUS_OK;
}

/* Count a row; true: it cannot be. */
static bool
take(void *context, const struct bulk_row *row)
{
	struct rating_reader *reader = context;
	struct error *error = &reader->load->error;
	int64_t upto = reader->rating->terms.upto;

	/* Without usage there is a row that counts nothing. */
	if (bulk_integer(row, RATING_COUNTS) == 0 ||
	    (upto != 0 && bulk_integer(row, RATING_NUMBER) > upto))
		return false;
	return (reader->rating->depth == RATING_SUMS
		       ? rating_add(reader, row, error)
		       : rating_count(reader, row, error)) != STATUS_OK;
}

/* Count what was used in the windows of the reader's load; those before a
 * mistake stay. */
static void
read_load(struct rating_reader *reader)
{
	const struct rating *rating = reader->rating;
	const struct ratings_terms terms = {
		.source = &reader->source,
		.taker = { take, reader },
		.depth = rating->depth,
		.first_month = rating->usage.first_month,
		.last_month = rating->usage.last_month,
	};
	struct rating_load *load = reader->load;
	enum status status;
	bool found;

	reader->batch = reader->before = NULL;
	reader->event_waits = false;
	status = ratings_open(
	    reader->ledger, &terms, &reader->ratings, &load->error);
	if (status == STATUS_OK)
		status = ratings_read(&reader->ratings, &found, &load->error);
	ratings_close(&reader->ratings);
	if (load->error.status == STATUS_OK)
		return;
	if (reader->before == NULL)
		load->batches = NULL;
	else
		reader->before->next = NULL;
}

/* Plan and count the batches of a load: finish what a maker of a relay has
 * made.  What cannot be counted comes before what cannot be planned. */
static void
count(void *context, void *made, enum relay_hand hand)
{
	struct rating *rating = context;
	struct rating_reader *reader = &rating->readers[hand];
	struct rating_load *load = made;
	struct error error;
	enum status status = plan(rating, load, &error);

	reader->load = load;
	if (load->batches != NULL)
		read_load(reader);
	if (status != STATUS_OK && load->error.status == STATUS_OK)
		load->error = error;
}

/* Let both threads read, if that can be had. */
static enum status
open_beside(struct rating *rating, bool *alone, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < RELAY_HANDS && !*alone && status == STATUS_OK; i++) {
		status = ledger_beside(
		    rating->terms.ledger, &rating->readers[i].ledger, error);
		*alone = rating->readers[i].ledger == NULL;
	}
	return status;
}

enum status
rating_read(struct rating *rating, struct error *error)
{
	struct relay_maker maker = {
		.make = gather,
		.finish = count,
		.context = rating,
		.alone = !rating->terms.ahead || rating->terms.tell != NULL,
	};
	enum status status = open_beside(rating, &maker.alone, error);
	size_t i;

	for (i = 0; i < RELAY_HANDS; i++) {
		struct rating_reader *reader = &rating->readers[i];

		reader->rating = rating;
		reader->desk.rating = rating;
		if (reader->ledger == NULL)
			reader->ledger = rating->terms.ledger;
		reader->source = (struct bulk_source){
			.next = ask,
			.context = reader,
			.error = &reader->source_error,
		};
	}
	for (i = 0; i < RELAY_BATCHES; i++)
		maker.batches[i] = &rating->loads[i];
	return status == STATUS_OK ? relay_open(&maker, &rating->relay, error)
				   : status;
}

void
rating_close_readers(struct rating *rating)
{
	size_t i;

	for (i = 0; i < RELAY_HANDS; i++) {
		struct rating_reader *reader = &rating->readers[i];

		if (reader->ledger != rating->terms.ledger)
			ledger_close(reader->ledger);
		arena_close(&reader->scratch);
	}
}

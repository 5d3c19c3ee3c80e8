/*
 * Loads of rows: planning and the ledger on the one side, counting on the
 * other.  A row is of the batch that was planned last, since its windows are
 * all asked for before another is.
 */
#include "work/rating_parts.h"

#include <string.h>

static const enum rating_column columns[LOADED_TEXTS_WIDE] = {
	[LOADED_METRIC] = RATING_METRIC,
	[LOADED_QUANTITY] = RATING_QUANTITY,
	[LOADED_EVENT] = RATING_EVENT,
	[LOADED_DIMENSIONS] = RATING_DIMENSIONS,
	[LOADED_AMOUNT] = RATING_AMOUNT,
	[LOADED_CURRENCY] = RATING_CURRENCY,
};

/* Copy the texts of a row, which has no more than are asked for. */
static enum status
put_texts(const struct bulk_row *from, size_t texts, struct rating_load *load,
    struct loaded_row *row, struct error *error)
{
	size_t lengths[LOADED_TEXTS_WIDE], size = 0, i;
	char *next;

	for (i = 0; i < texts; i++) {
		row->texts[i] = bulk_text(from, columns[i]);
		size += lengths[i] = bulk_length(from, columns[i]) + 1;
	}
	next = arena_alloc(&load->arena, size);
	if (next == NULL)
		return error_memory(error);
	for (i = 0; i < texts; i++) {
		row->texts[i] = memcpy(next, row->texts[i], lengths[i]);
		next += lengths[i];
	}
	row->event_length = lengths[LOADED_EVENT] - 1;
	load->bytes += size;
	return STATUS_OK;
}

enum status
rating_open_load(
    struct rating *rating, struct rating_load *load, struct error *error)
{
	load->rows =
	    arena_array(&rating->arena, LOAD_ROWS_MAX, sizeof(*load->rows));
	return load->rows == NULL ? error_memory(error) : STATUS_OK;
}

enum status
rating_feed_rows(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct rating_reader *reader = context;
	struct batch *batch;
	enum status status;

	while (!(*found = rating_ask(reader, values))) {
		status =
		    rating_plan_batch(reader->rating, &batch, found, error);
		if (status != STATUS_OK || !*found)
			return status;
		rating_turn(reader, batch);
		reader->load->batch_count++;
	}
	return STATUS_OK;
}

/* Copy a row into the load, until it is full. */
bool
rating_put(void *context, const struct bulk_row *from)
{
	struct rating_reader *reader = context;
	struct rating_load *load = reader->load;
	const struct rating *rating = reader->rating;
	bool wide = rating->depth == RATING_WIDE;
	int64_t upto = rating->terms.upto;
	struct loaded_row *row = &load->rows[load->count];

	row->batch = reader->batch;
	row->window = reader->window;
	row->occurred_at = bulk_integer(from, RATING_OCCURRED_AT);
	row->counts = bulk_integer(from, RATING_COUNTS);
	/* The window is there even if what was used does not count. */
	if (upto != 0 && bulk_integer(from, RATING_NUMBER) > upto)
		row->counts = 0;
	if (put_texts(from, wide ? LOADED_TEXTS_WIDE : LOADED_TEXTS, load, row,
		&load->error) != STATUS_OK)
		return true;
	load->count++;
	return load->count == LOAD_ROWS_MAX || load->bytes >= RELAY_BYTES ||
	       load->batch_count >= LOAD_BATCHES_MAX;
}

void
rating_empty(struct rating *rating, struct rating_load *load)
{
	while (load->done != NULL) {
		struct batch *batch = load->done;

		load->done = batch->next;
		batch->next = rating->free;
		rating->free = batch;
	}
	arena_reset(&load->arena);
	*load =
	    (struct rating_load){ .arena = load->arena, .rows = load->rows };
}

enum status
rating_load_rows(void *context, void *made, bool *last, struct error *error)
{
	struct rating *rating = context;
	struct rating_reader *reader = &rating->readers[0];
	enum status status;
	bool found;

	reader->load = made;
	rating_empty(rating, reader->load);
	status = ratings_read(&reader->ratings, &found, error);
	*last = status == STATUS_OK && !found;
	return status;
}

/* The next row of the load, if there is any. */
static bool
step(struct rating *rating)
{
	if (rating->depth == RATING_SUMS)
		return rating_step_counted(rating);
	if (rating->load == NULL || rating->next_row == rating->load->count)
		return false;
	rating->row = &rating->load->rows[rating->next_row++];
	return true;
}

/* Begin to take the next load; none: *${found} is false. */
static enum status
take_load(struct rating *rating, bool *found, struct error *error)
{
	enum status status;
	void *made;

	status = relay_take(rating->relay, &made, found, error);
	if (status != STATUS_OK || !*found)
		return status;
	rating->load = made;
	rating->next_row = 0;
	rating->next_counted = rating->load->batches;
	rating->uncounted += rating->load->uncounted;
	return STATUS_OK;
}

enum status
rating_step(struct rating *rating, struct error *error)
{
	enum status status = STATUS_OK;
	bool found;

	while (!step(rating)) {
		rating->row = NULL;
		/* What came before a mistake was taken. */
		if (rating->load != NULL)
			status = rating->load->error.status;
		if (status != STATUS_OK)
			*error = rating->load->error;
		else
			status = take_load(rating, &found, error);
		if (status != STATUS_OK || !found) {
			rating->begun = false;
			return status;
		}
	}
	return STATUS_OK;
}

/*
 * Loads: planning and the ledger on the one side, counting on the other.  A row
 * is of the batch that was planned last, since its windows are all asked for
 * before another is.
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

/* Copy a row into the load, until it is full. */
static bool
put_row(void *context, const struct bulk_row *from)
{
	struct rating *rating = context;
	struct rating_load *load = rating->making;
	bool wide = rating->depth == RATING_WIDE;
	int64_t upto = rating->terms.upto;
	struct loaded_row *row = &load->rows[load->count];

	row->batch = rating->planned;
	row->window = rating->asked;
	row->occurred_at = bulk_integer(from, RATING_OCCURRED_AT);
	row->counts = bulk_integer(from, RATING_COUNTS);
	/* The window is there even if what was used does not count. */
	if (upto != 0 && bulk_integer(from, RATING_NUMBER) > upto)
		row->counts = 0;
	if (put_texts(from, wide ? LOADED_TEXTS_WIDE : LOADED_TEXTS, load, row,
		&rating->taking_error) != STATUS_OK)
		return true;
	load->count++;
	return load->count == LOAD_ROWS_MAX || load->bytes >= RELAY_BYTES ||
	       rating->batch_count >= rating->batches_max;
}

/* Take what comes back with ${load}, and forget its rows. */
static void
empty(struct rating *rating, struct rating_load *load)
{
	while (load->done != NULL) {
		struct batch *batch = load->done;

		load->done = batch->next;
		batch->next = rating->free;
		rating->free = batch;
	}
	arena_reset(&load->arena);
	load->counted = load->counted_last = NULL;
	load->count = load->bytes = 0;
}

/* Read the rows of a load: a maker of a relay. */
static enum status
make(void *context, void *made, bool *last, struct error *error)
{
	struct rating *rating = context;
	enum status status;
	bool found;

	rating->making = made;
	empty(rating, rating->making);
	rating->batches_max = rating->batch_count + LOAD_BATCHES_MAX;
	status = ratings_read(&rating->ratings, &found, error);
	*last = status == STATUS_OK && !found;
	if (status == STATUS_OK && rating->taking_error.status != STATUS_OK)
		*error = rating->taking_error;
	return status == STATUS_OK ? rating->taking_error.status : status;
}

enum status
rating_read(struct rating *rating, struct error *error)
{
	struct relay_maker maker = {
		.make = make, .context = rating, .alone = !rating->terms.ahead
	};
	struct ratings_terms terms = {
		.source = &rating->source,
		.taker = { rating->depth == RATING_SUMS ? rating_add : put_row,
		    rating },
		.depth = rating->depth,
	};
	enum status status;
	size_t i;

	for (i = 0; i < RELAY_BATCHES; i++) {
		struct rating_load *load = &rating->loads[i];

		load->rows = arena_array(
		    &rating->arena, LOAD_ROWS_MAX, sizeof(*load->rows));
		if (load->rows == NULL)
			return error_memory(error);
		maker.batches[i] = load;
	}
	rating->source = (struct bulk_source){
		.next = rating_feed,
		.context = rating,
		.error = &rating->source_error,
	};
	status =
	    ratings_open(rating->terms.ledger, &terms, &rating->ratings, error);
	if (status == STATUS_OK)
		status = relay_open(&maker, &rating->relay, error);
	rating->begun = status == STATUS_OK;
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

enum status
rating_step(struct rating *rating, struct error *error)
{
	enum status status;
	void *made;
	bool found;

	while (!step(rating)) {
		rating->row = NULL;
		status = relay_take(rating->relay, &made, &found, error);
		if (status != STATUS_OK || !found) {
			rating->begun = false;
			return status;
		}
		rating->load = made;
		rating->next_row = 0;
		rating->next_counted = rating->load->counted;
	}
	return STATUS_OK;
}

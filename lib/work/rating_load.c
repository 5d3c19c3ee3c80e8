/*
 * Loads: planning and the ledger on the one side, counting on the other.  A row
 * is of the batch that was planned last, since its windows are all asked for
 * before another is.
 */
#include "work/rating.h"

#include <string.h>

/* Copy a row into ${load}. */
static enum status
put_row(struct rating *rating, const struct rating_row *from,
    struct rating_load *load, struct error *error)
{
	size_t texts = rating->wide ? RATING_TEXTS_WIDE : RATING_TEXTS, i;
	size_t size = 0, length;
	struct loaded_row *row = &load->rows[load->count++];
	struct batch *batch = rating->planned;
	char *next;

	row->batch = batch;
	row->window = &batch->windows[from->ordinal - batch->first];
	row->occurred_at = from->occurred_at;
	row->counts = from->counts;
	row->event_length = from->texts[RATING_EVENT].length;
	for (i = 0; i < texts; i++)
		size += from->texts[i].length + 1;
	next = arena_alloc(&load->arena, size);
	if (next == NULL)
		return error_memory(error);
	/* It is all zero, so each text has its end. */
	for (i = 0; i < texts; i++, next += length + 1) {
		length = from->texts[i].length;
		row->texts[i] =
		    length == 0 ? next
				: memcpy(next, from->texts[i].bytes, length);
	}
	load->bytes += size;
	return STATUS_OK;
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
	load->count = load->bytes = 0;
}

/* Read the rows of a load: a maker of a relay. */
static enum status
make(void *context, void *made, bool *last, struct error *error)
{
	struct rating *rating = context;
	int64_t upto = rating->terms.upto;
	struct rating_load *load = made;
	struct rating_row row;
	uint64_t batches = rating->batch_count + LOAD_BATCHES_MAX;
	enum status status = STATUS_OK;
	bool found;

	empty(rating, load);
	while (status == STATUS_OK && load->count < LOAD_ROWS_MAX &&
	       load->bytes < RELAY_BYTES && rating->batch_count < batches) {
		status = ratings_next(&rating->ratings, &row, &found, error);
		*last = status == STATUS_OK && !found;
		if (status != STATUS_OK || !found)
			break;
		/* The window is there even if what was used does not count. */
		if (upto != 0 && row.number > upto)
			row.counts = 0;
		status = put_row(rating, &row, load, error);
	}
	return status;
}

enum status
rating_read(struct rating *rating, struct error *error)
{
	struct relay_maker maker = {
		.make = make, .context = rating, .alone = !rating->terms.ahead
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
	status = ratings_open(rating->terms.ledger, &rating->source,
	    rating->wide, &rating->ratings, error);
	if (status == STATUS_OK)
		status = relay_open(&maker, &rating->relay, error);
	rating->begun = status == STATUS_OK;
	return status;
}

enum status
rating_step(struct rating *rating, struct error *error)
{
	enum status status;
	void *made;
	bool found;

	rating->row = NULL;
	while (
	    rating->load == NULL || rating->next_row == rating->load->count) {
		status = relay_take(rating->relay, &made, &found, error);
		if (status != STATUS_OK || !found) {
			rating->begun = false;
			return status;
		}
		rating->load = made;
		rating->next_row = 0;
	}
	rating->row = &rating->load->rows[rating->next_row++];
	return STATUS_OK;
}

/*
 * Readers: the windows of batches are rows of the feed, stretch by stretch.
 */
#include "work/rating_parts.h"

#include <string.h>

void
rating_turn(struct rating_reader *reader, struct batch *batch)
{
	reader->before = reader->batch;
	reader->batch = batch;
	reader->next = reader->days = 0;
	reader->early = false;
}

/* The next stretch of instants of a window: before its days, or of them. */
static void
next_stretch(struct rating_reader *reader, const struct usage_window *window,
    int64_t *from, int64_t *to)
{
	const struct calendar *calendar = window->owner->calendar;
	const struct segment *days;

	*from = *to = 0;
	if (!reader->early && date_given(window->since) &&
	    window->since.days < window->days->from.days) {
		reader->early = true;
		*from = rating_instant(calendar, window->since);
		*to = window->begin;
		return;
	}
	if (reader->days < window->day_count) {
		days = &window->days[reader->days];
		*from = rating_instant(calendar, days->from);
		*to = rating_instant(calendar, days->to);
		reader->days++;
	}
	if (reader->days == window->day_count) {
		reader->next++;
		reader->days = 0;
		reader->early = false;
	}
}

bool
rating_ask(struct rating_reader *reader, struct bulk_value *values)
{
	struct batch *batch = reader->batch;
	struct usage_window *window;

	if (batch == NULL || reader->next == batch->count)
		return false;
	reader->window = window = &batch->windows[reader->next];
	values[0].text = NULL;
	values[0].integer = batch->first + (int64_t)reader->next;
	values[1].text = window->subscription;
	values[1].length = strlen(window->subscription);
	values[2].text = values[3].text = NULL;
	next_stretch(reader, window, &values[2].integer, &values[3].integer);
	return true;
}

enum status
rating_begin_reader(struct rating_reader *reader, struct error *error)
{
	const struct rating *rating = reader->rating;
	bool sums = rating->depth == RATING_SUMS;
	struct ratings_terms terms = {
		.source = &reader->source,
		.taker = { sums ? rating_add : rating_put, reader },
		.depth = rating->depth,
	};

	reader->source = (struct bulk_source){
		.next = sums ? rating_feed_load : rating_feed_rows,
		.context = reader,
		.error = &reader->source_error,
	};
	return ratings_open(reader->ledger, &terms, &reader->ratings, error);
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
	struct rating_reader *first = &rating->readers[0];
	bool sums = rating->depth == RATING_SUMS;
	struct relay_maker maker = {
		.make = sums ? rating_plan_load : rating_load_rows,
		.finish = sums ? rating_count_load : NULL,
		.context = rating,
		.alone = !rating->terms.ahead,
	};
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < RELAY_HANDS; i++)
		rating->readers[i].rating = rating;
	if (sums)
		status = open_beside(rating, &maker.alone, error);
	if (first->ledger == NULL)
		first->ledger = rating->terms.ledger;
	for (i = 0; i < RELAY_BATCHES && status == STATUS_OK; i++) {
		maker.batches[i] = &rating->loads[i];
		if (!sums)
			status =
			    rating_open_load(rating, &rating->loads[i], error);
	}
	if (status == STATUS_OK && !sums)
		status = rating_begin_reader(first, error);
	if (status == STATUS_OK)
		status = relay_open(&maker, &rating->relay, error);
	rating->begun = status == STATUS_OK;
	return status;
}

void
rating_close_readers(struct rating *rating)
{
	size_t i;

	for (i = 0; i < RELAY_HANDS; i++) {
		struct rating_reader *reader = &rating->readers[i];

		ratings_close(&reader->ratings);
		if (reader->ledger != rating->terms.ledger)
			ledger_close(reader->ledger);
	}
}

/*
 * Loads of batches: one thread at a time plans the windows of a load, either
 * adds up what it reads of them.  A load goes over when all is counted, so
 * nobody looks at what another thread adds to.
 */
#include "work/rating_parts.h"

#include <string.h>

enum rating_depth
rating_depth(const struct charge *charge, enum rating_depth depth)
{
	if (rate_asks(charge))
		return RATING_WIDE;
	return depth == RATING_SUMS && !tally_nets(charge) ? RATING_EVENTS
							   : depth;
}

/* The first counter of the window that takes a row of ${metric}, or NULL. */
static struct counter *
search(const struct usage_window *window, const char *metric)
{
	size_t i;

	for (i = 0; i < window->counter_count; i++) {
		if (strcmp(window->counters[i].charge->usage.metric->id,
			metric) == 0)
			return &window->counters[i];
	}
	return NULL;
}

/* The same, as it was found before in a window of the plan: to compare row
 * after row with metric after metric would cost as much as to add. */
static struct counter *
find_counter(struct rating_reader *reader, const struct bulk_row *row)
{
	const struct usage_window *window = reader->window;
	const char *metric = bulk_text(row, RATING_METRIC);
	size_t length = bulk_length(row, RATING_METRIC);
	struct metric_place *place =
	    &reader->places[(length * 8 + (unsigned char)metric[0] +
				(unsigned char)metric[length / 2]) %
			    METRIC_PLACES];
	struct counter *found;

	if (place->plan == window->counters->charge &&
	    strcmp(place->metric, metric) == 0)
		return &window->counters[place->counter];
	found = search(window, metric);
	if (found != NULL)
		*place = (struct metric_place){ window->counters->charge,
			found->charge->usage.metric->id,
			(size_t)(found - window->counters) };
	return found;
}

/* Add a row to the counter that takes it. */
static enum status
add(struct rating_reader *reader, const struct bulk_row *row, int64_t counts,
    struct error *error)
{
	const struct usage_window *window = reader->window;
	struct counter *counter = find_counter(reader, row);
	struct decimal quantity;
	enum status status;

	if (counter == NULL && !window->silent)
		reader->load->uncounted += (uint64_t)counts;
	if (counter == NULL || counter->due == NULL)
		return STATUS_OK;
	status = decimal_parse(bulk_text(row, RATING_QUANTITY),
	    DECIMAL_PLACES_MAX, &quantity, error);
	if (status == STATUS_OK)
		status = tally_net(&counter->tally, quantity, counts, error);
	if (status != STATUS_OK)
		rating_blame(counter, error);
	return status;
}

bool
rating_add(void *context, const struct bulk_row *row)
{
	struct rating_reader *reader = context;
	int64_t counts = bulk_integer(row, RATING_COUNTS);

	return counts != 0 &&
	       add(reader, row, counts, &reader->load->error) != STATUS_OK;
}

enum status
rating_plan_load(void *context, void *made, bool *last, struct error *error)
{
	struct rating *rating = context;
	struct rating_load *load = made;
	struct batch **next = &load->batches, *batch;
	enum status status = STATUS_OK;
	bool found = true;

	rating_empty(rating, load);
	while (found && load->batch_count < LOAD_BATCHES_MAX) {
		status = rating_plan_batch(rating, &batch, &found, error);
		if (status != STATUS_OK || !found)
			break;
		batch->next = NULL;
		*next = batch;
		next = &batch->next;
		load->batch_count++;
	}
	*last = !found;
	return status;
}

enum status
rating_feed_load(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct rating_reader *reader = context;
	struct batch *next;

	(void)error;
	while (!(*found = rating_ask(reader, values))) {
		next = reader->batch == NULL ? reader->load->batches
					     : reader->batch->next;
		if (next == NULL)
			break;
		rating_turn(reader, next);
	}
	return STATUS_OK;
}

/* Leave those in the load that were counted. */
static void
drop_uncounted(struct rating_reader *reader)
{
	if (reader->before == NULL)
		reader->load->batches = NULL;
	else
		reader->before->next = NULL;
}

void
rating_count_load(void *context, void *made, enum relay_hand hand)
{
	struct rating *rating = context;
	struct rating_reader *reader = &rating->readers[hand];
	struct rating_load *load = made;
	enum status status;
	bool found;

	reader->load = load;
	reader->batch = reader->before = NULL;
	status = rating_begin_reader(reader, &load->error);
	if (status == STATUS_OK)
		status = ratings_read(&reader->ratings, &found, &load->error);
	ratings_close(&reader->ratings);
	if (load->error.status != STATUS_OK)
		drop_uncounted(reader);
}

bool
rating_step_counted(struct rating *rating)
{
	struct loaded_row *row = &rating->counted_row;
	struct batch *batch = row->batch;

	rating->row = row;
	if (batch != NULL && row->window + 1 < batch->windows + batch->count) {
		row->window++;
		return true;
	}
	batch = rating->next_counted;
	if (batch == NULL)
		return false;
	rating->next_counted = batch->next;
	*row = (struct loaded_row){ .batch = batch, .window = batch->windows };
	return true;
}

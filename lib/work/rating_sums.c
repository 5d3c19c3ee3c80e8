/*
 * Rows that are added up as they are read.  A batch goes over when all of its
 * windows are counted, so nobody looks at what another thread adds to.
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
find_counter(struct rating *rating, const struct bulk_row *row)
{
	const struct usage_window *window = rating->asked;
	const char *metric = bulk_text(row, RATING_METRIC);
	size_t length = bulk_length(row, RATING_METRIC);
	struct metric_place *place =
	    &rating->places[(length * 8 + (unsigned char)metric[0] +
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
add(struct rating *rating, const struct bulk_row *row, int64_t counts,
    struct error *error)
{
	struct usage_window *window = rating->asked;
	struct counter *counter = find_counter(rating, row);
	struct decimal quantity;
	enum status status;

	if (counter == NULL && !window->silent)
		rating->uncounted += (uint64_t)counts;
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
	struct rating *rating = context;
	int64_t counts = bulk_integer(row, RATING_COUNTS);

	if (counts != 0 &&
	    add(rating, row, counts, &rating->taking_error) != STATUS_OK)
		return true;
	return rating->batch_count >= rating->batches_max;
}

void
rating_end_batch(struct rating *rating)
{
	struct rating_load *load = rating->making;
	struct batch *batch = rating->planned;

	if (batch == NULL)
		return;
	rating->planned = batch->next = NULL;
	if (load->counted == NULL)
		load->counted = batch;
	else
		load->counted_last->next = batch;
	load->counted_last = batch;
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

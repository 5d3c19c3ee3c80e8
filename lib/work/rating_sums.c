/*
 * Rows that are added up as they are read, whatever their order.
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
	const struct usage_window *window = reader->desk.window;
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

enum status
rating_add(struct rating_reader *reader, const struct bulk_row *row,
    struct error *error)
{
	const struct usage_window *window = reader->desk.window;
	struct counter *counter = find_counter(reader, row);
	int64_t counts = bulk_integer(row, RATING_COUNTS);
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

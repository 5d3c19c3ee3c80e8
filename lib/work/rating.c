/*
 * Rows of usage are counted window by window; then the counters of the window
 * are priced, one record a call.  What is called here from rating_next() on
 * leaves the ledger to the other side of the relay.
 */
#include "work/rating_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ledger/usages.h"
#include "rate/dimension.h"

static bool
sells(const struct plan *plan, enum rating_depth *depth)
{
	bool usage = false;
	size_t i;

	for (i = 0; i < plan->charge_count; i++) {
		if (plan->charges[i].kind != CHARGE_USAGE)
			continue;
		usage = true;
		*depth = rating_depth(&plan->charges[i], *depth);
	}
	return usage;
}

/* Find whether anything that is sold is billed by usage, who shares units, and
 * what of usage is asked for. */
static bool
sells_usage(struct rating *rating)
{
	const struct catalogs *catalogs = rating->terms.catalogs;
	bool usage = false;
	size_t i, k;

	for (i = 0; i < catalogs->count; i++) {
		const struct catalog *catalog = &catalogs->items[i];

		for (k = 0; k < catalog->plan_count; k++) {
			const struct plan *plan = &catalog->plans[k];
			enum pooling pool = rating_pooling(plan);

			usage = sells(plan, &rating->depth) || usage;
			if (pool > rating->pool)
				rating->pool = pool;
		}
	}
	return usage;
}

enum status
rating_open(const struct rating_terms *terms, struct rating *rating,
    struct error *error)
{
	struct billing_range range;
	struct usage_state state;
	enum status status;

	*rating = (struct rating){
		.terms = *terms,
		.depth = terms->upto != 0      ? RATING_WIDE
			 : terms->tell != NULL ? RATING_EVENTS
					       : RATING_SUMS,
	};
	if (!sells_usage(rating))
		return STATUS_OK;
	/* Others whom the same payer pays for may leave units. */
	range = rating->terms.range;
	status = usages_state(terms->ledger, &state, error);
	if (rating->pool == POOLING_PAYER) {
		range.account_low = range.account_high = NULL;
		if (status == STATUS_OK)
			status =
			    payers_moved(terms->ledger, &range, &rating->arena,
				&rating->moved, &rating->moved_count, error);
	}
	if (status != STATUS_OK)
		return status;
	(void)snprintf(
	    rating->upto, sizeof(rating->upto), "%" PRId64, state.last_number);
	status = billings_rate(
	    terms->ledger, &range, terms->catalogs, &rating->billings, error);
	return status == STATUS_OK ? rating_read(rating, error) : status;
}

/* What else of the row is asked for: its dimensions and its own amount. */
static enum status
read_more(struct rating *rating, struct error *error)
{
	struct usage_event *event = &rating->event;
	const char *const *texts = rating->row->texts;
	const char *amount = texts[LOADED_AMOUNT];
	enum status status;

	arena_reset(&rating->scratch);
	status = dimension_list(texts[LOADED_DIMENSIONS], &rating->scratch,
	    &event->dimensions, error);
	if (status != STATUS_OK || amount[0] == '\0')
		return status;
	event->currency = arena_text(&rating->scratch, texts[LOADED_CURRENCY]);
	if (event->currency == NULL)
		return error_memory(error);
	return decimal_parse(amount, DECIMAL_PLACES_MAX, &event->amount, error);
}

/* The first counter of the window that takes the event, or NULL. */
static enum status
find_counter(
    struct rating *rating, struct counter **counter, struct error *error)
{
	const struct usage_window *window = rating->window;
	const struct pricing *pricing = &rating->window->owner->pricing;
	const char *metric = rating->row->texts[LOADED_METRIC];
	enum status status;
	bool known = false;
	size_t i;

	for (i = 0; i < window->counter_count; i++) {
		const struct charge *charge = window->counters[i].charge;

		*counter = &window->counters[i];
		if (charge->usage.metric->id[0] != metric[0] ||
		    strcmp(charge->usage.metric->id, metric) != 0)
			continue;
		rating->event.metric = charge->usage.metric->id;
		if (!rate_asks(charge))
			return STATUS_OK;
		if (!known) {
			status = read_more(rating, error);
			if (status != STATUS_OK)
				return status;
			known = true;
		}
		if (rate_takes(charge, &rating->event, pricing))
			return STATUS_OK;
	}
	*counter = NULL;
	return STATUS_OK;
}

/* Count an event that is here. */
static enum status
count_event(struct rating *rating, struct counter *counter, struct error *error)
{
	bool told = rating->terms.tell != NULL && !counter->silent;
	enum status status = STATUS_OK;

	if (rating->event_before)
		return counter->charge->usage.metric->recurring
			   ? tally_before(
				 &counter->tally, &rating->event, error)
			   : STATUS_OK;
	if (told)
		status = rating_lasting(rating, counter, error);
	if (status == STATUS_OK)
		status = tally_add(&counter->tally, &rating->event, error);
	if (status == STATUS_OK && told)
		status = rating_tell(rating, counter, error);
	return status;
}

/* All rows of an event were read: count it, if it is here. */
static enum status
end_event(struct rating *rating, struct error *error)
{
	struct counter *counter = rating->event_counter;
	enum status status;

	if (!rating->event_waits)
		return STATUS_OK;
	rating->event_waits = false;
	if (rating->net != 1)
		return STATUS_OK;
	if (counter == NULL) {
		rating->uncounted +=
		    !rating->event_before && !rating->window->silent;
		return STATUS_OK;
	}
	if (counter->due == NULL)
		return STATUS_OK;
	status = count_event(rating, counter, error);
	if (status == STATUS_INVALID)
		error_prefix(error, "event %.128s: ", rating->id);
	if (status != STATUS_OK)
		rating_blame(counter, error);
	return status;
}

/* The first row of another event. */
static enum status
begin_event(struct rating *rating, struct error *error)
{
	const struct loaded_row *row = rating->row;
	const char *id = row->texts[LOADED_EVENT];
	struct usage_event *event = &rating->event;
	enum status status;

	if (row->event_length >= sizeof(rating->id))
		return error_set(error, STATUS_LEDGER,
		    "event %.128s has an id that is too long", id);
	memcpy(rating->id, id, row->event_length + 1);
	/* To clear all of it would cost as much as to count it. */
	event->event = rating->id;
	event->occurred_at = row->occurred_at;
	event->metric = NULL;
	event->amount = decimal_from_integer(0);
	event->currency = "";
	event->dimensions = (struct dimensions){ NULL, 0 };
	rating->net = row->counts;
	rating->event_waits = true;
	rating->event_before = row->occurred_at < rating->window->begin;
	status = find_counter(rating, &rating->event_counter, error);
	if (status == STATUS_OK && rating->event_counter != NULL &&
	    rating->event_counter->due != NULL)
		status = decimal_parse(row->texts[LOADED_QUANTITY],
		    DECIMAL_PLACES_MAX, &rating->event.quantity, error);
	if (status != STATUS_OK)
		error_prefix(error, "event %s: ", rating->id);
	return status;
}

static enum status
count_row(struct rating *rating, struct error *error)
{
	const struct loaded_row *row = rating->row;
	enum status status;

	if (rating->event_waits &&
	    row->occurred_at == rating->event.occurred_at &&
	    strcmp(row->texts[LOADED_EVENT], rating->id) == 0) {
		rating->net += row->counts;
		return STATUS_OK;
	}
	status = end_event(rating, error);
	return status == STATUS_OK ? begin_event(rating, error) : status;
}

/* Turn to the window of the row; with the first of a batch the one before goes
 * back. */
static void
enter_window(struct rating *rating)
{
	struct batch *before = rating->batch;

	if (before != NULL && before != rating->row->batch) {
		before->next = rating->load->done;
		rating->load->done = before;
	}
	rating->batch = rating->row->batch;
	rating->window = rating->row->window;
}

/* Count all usage of the next window; none: *${found} is false. */
static enum status
count_window(struct rating *rating, bool *found, struct error *error)
{
	enum status status = STATUS_OK;

	if (rating->begun && rating->batch == NULL)
		status = rating_step(rating, error);
	*found = rating->row != NULL;
	if (status != STATUS_OK || !*found)
		return status;
	enter_window(rating);
	status = rating_enter(rating, rating->window, error);
	while (status == STATUS_OK && rating->row != NULL &&
	       rating->row->window == rating->window) {
		if (rating->row->counts != 0)
			status = count_row(rating, error);
		if (status == STATUS_OK)
			status = rating_step(rating, error);
	}
	if (status == STATUS_OK)
		status = end_event(rating, error);
	return status == STATUS_OK ? rating_leave(rating, rating->window, error)
				   : status;
}

/*
 * Turn to the next window that was counted; none: rating->window is NULL.  All
 * windows that share units are counted first.
 */
static enum status
turn(struct rating *rating, struct error *error)
{
	enum status status;
	bool found;

	rating->counter = 0;
	rating->minimum = false;
	if (rating->counted > 0) {
		rating->counted--;
		rating->window++;
		return STATUS_OK;
	}
	rating->window = NULL;
	status = count_window(rating, &found, error);
	if (status != STATUS_OK || !found ||
	    rating->batch->pool == POOLING_NONE)
		return status;
	for (rating->counted = 1; rating->counted < rating->batch->count &&
				  status == STATUS_OK && found;
	     rating->counted++)
		status = count_window(rating, &found, error);
	if (status == STATUS_OK)
		status = rating_share(rating, error);
	rating->counted--;
	rating->window = rating->batch->windows;
	return status;
}

/* The record of one counter, if it gives any. */
static enum status
price_counter(struct rating *rating, const struct counter *counter, bool *found,
    struct error *error)
{
	enum status status = STATUS_OK;

	if (counter->silent)
		return STATUS_OK;
	if (rating->minimum) {
		status = rating_minimum(rating, counter, found, error);
	} else if (counter->period != NULL && rating->terms.stands != NULL) {
		status = rating_stands(rating, counter, error);
		if (status == STATUS_OK)
			status = rating_price(rating, counter, error);
		*found = true;
	} else if (counter->due != NULL || counter->undone != NULL) {
		status = rating_price(rating, counter, error);
		*found = true;
	}
	if (*found && status == STATUS_OK && rating->terms.tell != NULL)
		status = rating_rest(rating, counter, error);
	return status;
}

/* The record of the next counter of the window that is rated. */
static enum status
price_next(struct rating *rating, bool *found, struct error *error)
{
	const struct usage_window *window = rating->window;
	const struct counter *counter = NULL;
	enum status status = STATUS_OK;

	*found = false;
	while (status == STATUS_OK && !*found &&
	       rating->counter < window->counter_count) {
		counter = &window->counters[rating->counter];
		status = price_counter(rating, counter, found, error);
		rating->counter += rating->minimum || counter->due == NULL;
		rating->minimum = !rating->minimum && counter->due != NULL;
	}
	if (status != STATUS_OK)
		rating_blame(counter, error);
	return status;
}

enum status
rating_next(struct rating *rating, const struct rated **rated, bool *found,
    struct error *error)
{
	enum status status = STATUS_OK;

	*found = false;
	while (status == STATUS_OK && !*found) {
		if (rating->window != NULL)
			status = price_next(rating, found, error);
		if (status != STATUS_OK || *found)
			break;
		status = turn(rating, error);
		if (rating->window == NULL)
			break;
	}
	*rated = &rating->rated;
	return status;
}

void
rating_close(struct rating *rating)
{
	struct batch *batch;
	size_t i;

	relay_close(rating->relay);
	rating_close_readers(rating);
	billings_close(&rating->billings);
	zoning_close(&rating->zoning);
	arena_close(&rating->owner_arena);
	for (batch = rating->batches; batch != NULL; batch = batch->older)
		arena_close(&batch->arena);
	for (i = 0; i < RELAY_BATCHES; i++)
		arena_close(&rating->loads[i].arena);
	arena_close(&rating->arena);
	arena_close(&rating->scratch);
}

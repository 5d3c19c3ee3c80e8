/*
 * Rows of usage are counted window by window; then the counters of the window
 * are priced, one record a call.
 */
#include "work/rating.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ledger/usages.h"
#include "rule/dimension.h"

static bool
sells(const struct plan *plan)
{
	size_t i;

	for (i = 0; i < plan->charge_count; i++) {
		if (plan->charges[i].kind == CHARGE_USAGE)
			return true;
	}
	return false;
}

/* Whether anything that is sold is billed by usage, and who shares units. */
static bool
sells_usage(const struct catalogs *catalogs, enum pooling *pool)
{
	bool usage = false;
	size_t i, k;

	*pool = POOLING_NONE;
	for (i = 0; i < catalogs->count; i++) {
		const struct catalog *catalog = &catalogs->items[i];

		for (k = 0; k < catalog->plan_count; k++) {
			enum pooling of = rating_pooling(&catalog->plans[k]);

			usage = usage || sells(&catalog->plans[k]);
			if (of > *pool)
				*pool = of;
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

	*rating = (struct rating){ .terms = *terms };
	if (!sells_usage(terms->catalogs, &rating->pool))
		return STATUS_OK;
	/* Others whom the same payer pays for may leave units. */
	range = rating->terms.range;
	if (rating->pool == POOLING_PAYER)
		range.account_low = range.account_high = NULL;
	status = usages_state(terms->ledger, &state, error);
	if (status != STATUS_OK)
		return status;
	(void)snprintf(
	    rating->upto, sizeof(rating->upto), "%" PRId64, state.last_number);
	rating->source = (struct bulk_source){
		.next = rating_feed,
		.context = rating,
		.error = &rating->source_error,
	};
	status = billings_rate(
	    terms->ledger, &range, terms->catalogs, &rating->billings, error);
	if (status == STATUS_OK)
		status = ratings_open(
		    terms->ledger, &rating->source, &rating->ratings, error);
	rating->begun = status == STATUS_OK;
	return status;
}

/* What else of the row is asked for: its dimensions and its own amount. */
static enum status
read_more(struct rating *rating, struct error *error)
{
	struct usage_event *event = &rating->event;
	const char *amount = ratings_amount(&rating->ratings);
	enum status status;

	arena_reset(&rating->scratch);
	status = dimension_list(ratings_dimensions(&rating->ratings),
	    &rating->scratch, &event->dimensions, error);
	if (status != STATUS_OK || amount[0] == '\0')
		return status;
	event->currency =
	    arena_text(&rating->scratch, ratings_currency(&rating->ratings));
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
	enum status status;
	bool known = false;
	size_t i;

	for (i = 0; i < window->counter_count; i++) {
		const struct charge *charge = window->counters[i].charge;

		*counter = &window->counters[i];
		if (strcmp(charge->usage.metric->id, rating->row.metric) != 0)
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
	enum status status;

	if (rating->event_before)
		return counter->charge->usage.metric->recurring
			   ? tally_before(
				 &counter->tally, &rating->event, error)
			   : STATUS_OK;
	status = tally_add(&counter->tally, &rating->event, error);
	if (status == STATUS_OK && rating->terms.tell != NULL &&
	    !counter->silent)
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
	if (status != STATUS_OK)
		rating_blame(counter, error);
	return status;
}

/* The first row of another event. */
static enum status
begin_event(struct rating *rating, struct error *error)
{
	const struct rating_row *row = &rating->row;
	size_t length = strlen(row->event);
	enum status status;

	if (length >= sizeof(rating->id))
		return error_set(error, STATUS_LEDGER,
		    "event %.128s has an id that is too long", row->event);
	memcpy(rating->id, row->event, length + 1);
	rating->event = (struct usage_event){
		.event = rating->id,
		.occurred_at = row->occurred_at,
		.currency = "",
	};
	rating->net = row->counts;
	rating->event_waits = true;
	rating->event_before = row->occurred_at < rating->window->begin;
	status = find_counter(rating, &rating->event_counter, error);
	if (status == STATUS_OK && rating->event_counter != NULL &&
	    rating->event_counter->due != NULL)
		status = decimal_parse(row->quantity, DECIMAL_PLACES_MAX,
		    &rating->event.quantity, error);
	if (status != STATUS_OK)
		error_prefix(error, "event %s: ", rating->id);
	return status;
}

static enum status
count_row(struct rating *rating, struct error *error)
{
	const struct rating_row *row = &rating->row;
	enum status status;

	if (rating->event_waits &&
	    row->occurred_at == rating->event.occurred_at &&
	    strcmp(row->event, rating->id) == 0) {
		rating->net += row->counts;
		return STATUS_OK;
	}
	status = end_event(rating, error);
	return status == STATUS_OK ? begin_event(rating, error) : status;
}

/* Find the window of the row; windows come in their order. */
static enum status
find_window(struct rating *rating, struct error *error)
{
	int64_t ordinal = rating->row.ordinal;
	size_t i;

	for (i = 0; i < 2; i++) {
		struct batch *batch = &rating->batches[i];

		if (ordinal < batch->first ||
		    ordinal >= batch->first + (int64_t)batch->count)
			continue;
		rating->batch = batch;
		rating->window = &batch->windows[ordinal - batch->first];
		return STATUS_OK;
	}
	return error_set(error, STATUS_LEDGER,
	    "the ledger gave usage in an order of its own");
}

/* Whether the row is one of those that count. */
static bool
is_known(const struct rating *rating)
{
	return rating->terms.upto == 0 ||
	       rating->row.number <= rating->terms.upto;
}

/* Count all usage of the next window; none: *${found} is false. */
static enum status
count_window(struct rating *rating, bool *found, struct error *error)
{
	enum status status = STATUS_OK;
	int64_t ordinal;

	*found = rating->row_waits;
	if (!rating->begun)
		return STATUS_OK;
	if (!*found)
		status =
		    ratings_next(&rating->ratings, &rating->row, found, error);
	rating->begun = *found;
	if (status != STATUS_OK || !*found)
		return status;
	ordinal = rating->row.ordinal;
	status = find_window(rating, error);
	if (status == STATUS_OK)
		status = rating_enter(rating, rating->window, error);
	while (status == STATUS_OK && rating->begun &&
	       rating->row.ordinal == ordinal) {
		if (rating->row.counts != 0 && is_known(rating))
			status = count_row(rating, error);
		if (status == STATUS_OK)
			status = ratings_next(&rating->ratings, &rating->row,
			    &rating->begun, error);
	}
	rating->row_waits = rating->begun;
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
	ratings_close(&rating->ratings);
	billings_close(&rating->billings);
	zoning_close(&rating->zoning);
	arena_close(&rating->owner_arena);
	arena_close(&rating->batches[0].arena);
	arena_close(&rating->batches[1].arena);
	arena_close(&rating->scratch);
}

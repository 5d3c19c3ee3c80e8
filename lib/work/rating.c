/*
 * Windows are counted on the one side of a relay; on the other their counters
 * are priced, one record a call.
 */
#include "work/rating_parts.h"

#include <inttypes.h>
#include <stdio.h>

/* What of usage is asked for, so that the charges of a plan can be rated. */
static enum rating_depth
depth_of(const struct plan *plan, enum rating_depth depth)
{
	size_t i;

	for (i = 0; i < plan->charge_count; i++) {
		if (plan->charges[i].kind == CHARGE_USAGE)
			depth = rating_depth(&plan->charges[i], depth);
	}
	return depth;
}

/* Find whether anything that is sold is billed by usage, who shares units, and
 * what of usage is asked for. */
static bool
sells_usage(struct rating *rating)
{
	const struct catalogs *catalogs = rating->terms.catalogs;
	struct rating_sold sold = { .usage = false };
	size_t i, k;

	for (i = 0; i < catalogs->count; i++) {
		const struct catalog *catalog = &catalogs->items[i];

		for (k = 0; k < catalog->plan_count; k++) {
			rating_sells(&catalog->plans[k], &sold);
			rating->depth =
			    depth_of(&catalog->plans[k], rating->depth);
		}
	}
	rating->pool = sold.pool;
	return sold.usage;
}

enum status
rating_open(const struct rating_terms *terms, struct rating *rating,
    struct error *error)
{
	struct billing_range range;
	enum status status;

	*rating = (struct rating){
		.terms = *terms,
		.depth = terms->upto != 0      ? RATING_WIDE
			 : terms->tell != NULL ? RATING_EVENTS
					       : RATING_SUMS,
		.desk.rating = rating,
	};
	if (!sells_usage(rating))
		return STATUS_OK;
	/* Others whom the same payer pays for may leave units. */
	range = rating->terms.range;
	status = usages_state(terms->ledger, &rating->usage, error);
	if (rating->pool == POOLING_PAYER) {
		range.account_low = range.account_high = NULL;
		if (status == STATUS_OK)
			status =
			    payers_moved(terms->ledger, &range, &rating->arena,
				&rating->moved, &rating->moved_count, error);
	}
	if (status != STATUS_OK)
		return status;
	(void)snprintf(rating->upto, sizeof(rating->upto), "%" PRId64,
	    rating->usage.last_number);
	status = billings_rate(
	    terms->ledger, &range, terms->catalogs, &rating->billings, error);
	return status == STATUS_OK ? rating_read(rating, error) : status;
}

/* Take the next load; none: *${found} is false.  What came before a mistake was
 * taken then. */
static enum status
take_load(struct rating *rating, bool *found, struct error *error)
{
	enum status status;
	void *made;

	if (rating->load != NULL && rating->load->error.status != STATUS_OK) {
		*error = rating->load->error;
		return error->status;
	}
	status = relay_take(rating->relay, &made, found, error);
	if (status != STATUS_OK || !*found)
		return status;
	rating->load = made;
	rating->uncounted += rating->load->uncounted;
	rating->batch = rating->load->batches;
	return STATUS_OK;
}

/* Turn the desk to the next window that was counted, or to none. */
static enum status
turn(struct rating *rating, struct error *error)
{
	struct batch *batch = rating->batch;
	enum status status = STATUS_OK;
	bool found = rating->relay != NULL;

	rating->counter = 0;
	rating->minimum = false;
	if (batch != NULL &&
	    rating->desk.window + 1 < batch->windows + batch->count) {
		rating->desk.window++;
		return STATUS_OK;
	}
	rating->desk.window = NULL;
	if (batch != NULL)
		rating->batch = batch->next;
	while (rating->batch == NULL && found && status == STATUS_OK)
		status = take_load(rating, &found, error);
	if (status == STATUS_OK && rating->batch != NULL)
		rating->desk.window = rating->batch->windows;
	return status;
}

/* The record of one counter, if it gives any. */
static enum status
price_counter(struct rating *rating, const struct counter *counter, bool *found,
    struct error *error)
{
	struct rating_desk *desk = &rating->desk;
	enum status status = STATUS_OK;

	if (counter->silent)
		return STATUS_OK;
	if (rating->minimum) {
		status = rating_minimum(desk, counter, found, error);
	} else if (counter->due != NULL || counter->undone != NULL) {
		if (counter->period != NULL && rating->terms.stands != NULL)
			status = rating_stands(rating, counter, error);
		if (status == STATUS_OK)
			status = rating_price(desk, counter, error);
		*found = true;
	}
	if (*found && status == STATUS_OK && rating->terms.tell != NULL)
		status = rating_rest(desk, counter, error);
	return status;
}

/* The record of the next counter of the window that is rated. */
static enum status
price_next(struct rating *rating, bool *found, struct error *error)
{
	const struct usage_window *window = rating->desk.window;
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
		if (rating->desk.window != NULL)
			status = price_next(rating, found, error);
		if (status != STATUS_OK || *found)
			break;
		status = turn(rating, error);
		if (rating->desk.window == NULL)
			break;
	}
	*rated = &rating->desk.rated;
	return status;
}

void
rating_close(struct rating *rating)
{
	struct batch *batch;

	relay_close(rating->relay);
	rating_close_readers(rating);
	billings_close(&rating->billings);
	zoning_close(&rating->zoning);
	arena_close(&rating->owner_arena);
	for (batch = rating->batches; batch != NULL; batch = batch->older)
		arena_close(&batch->arena);
	arena_close(&rating->arena);
}

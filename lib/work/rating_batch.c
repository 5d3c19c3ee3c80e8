/*
 * Batches: subscription after subscription, and their windows as rows of the
 * feed.
 */
#include <assert.h>
#include <string.h>

#include "base/instant.h"
#include "work/rating.h"

int64_t
rating_instant(const struct calendar *calendar, struct date date)
{
	return calendar_midnight(calendar, date) * INSTANT_SECOND;
}

/* Whether the orders or the posted lines have anything to do with usage. */
static bool
has_usage(const struct billing_subscription *from)
{
	size_t i;

	for (i = 0; i < from->order_count; i++) {
		const struct plan *plan = from->orders[i].plan;

		if (plan != NULL && rating_sells(plan))
			return true;
	}
	return from->posted_count > 0;
}

/* Make the windows of one subscription. */
static enum status
plan(struct rating *rating, struct batch *batch,
    const struct billing_subscription *from, struct error *error)
{
	struct subscription subscription = {
		.id = from->id,
		.owner = arena_text(&batch->arena, rating->owner.account),
	};
	const struct date *after = &rating->terms.after;
	struct due_terms terms = {
		.as_of = rating->terms.as_of,
		.after = date_given(*after) ? after : NULL,
		.rounding = rating->terms.rounding,
		.zone = rating->zoning.zone,
		.bill_days = rating->owner.bill_days,
		.bill_day_count = rating->owner.bill_day_count,
	};
	struct dues dues = { NULL, 0 };
	enum status status = STATUS_OK;

	if (subscription.owner == NULL)
		return error_memory(error);
	if (from->order_count > 0) {
		status = subscription_build(from->orders, from->order_count,
		    &batch->arena, &subscription, error);
		if (status == STATUS_OK)
			status = due_usage(&subscription, &terms,
			    rating->terms.open, &batch->arena, &dues, error);
	}
	if (status == STATUS_OK)
		status = rating_windows(rating, batch, from, dues, error);
	if (status != STATUS_OK)
		error_prefix(error,
		    "account %s, subscription %s: ", rating->owner.account,
		    from->id);
	return status;
}

/* The next account, whether chosen or not. */
static enum status
next_owner(struct rating *rating, struct error *error)
{
	const struct rating_terms *terms = &rating->terms;
	enum status status;

	arena_reset(&rating->owner_arena);
	status = billings_owner(&rating->billings, &rating->owner_arena,
	    &rating->owner, &rating->owner_found, error);
	if (status != STATUS_OK || !rating->owner_found)
		return status;
	progress_step(terms->progress);
	rating->chosen = terms->chosen == NULL ||
			 terms->chosen(terms->context, &rating->owner);
	return rating->chosen ? zoning_account(&rating->zoning, &rating->owner,
				    &rating->owner_arena, error)
			      : STATUS_OK;
}

/* Prices stand on the clock of the account, which its batch keeps. */
static enum status
price_by(const struct rating *rating, struct batch *batch, struct error *error)
{
	const struct calendar *from = &rating->zoning.calendar;
	struct calendar *own = arena_alloc(&batch->arena, sizeof(*own));

	if (own == NULL)
		return error_memory(error);
	*own = (struct calendar){ arena_array(&batch->arena, from->count + 1,
				      sizeof(*own->parts)),
		from->count };
	if (own->parts == NULL)
		return error_memory(error);
	memcpy(own->parts, from->parts, from->count * sizeof(*own->parts));
	batch->pricing = (struct pricing){ rating->terms.decks,
		rating->zoning.zone, from->count > 1 ? own : NULL };
	return STATUS_OK;
}

/* The next subscription of the present account into ${batch}. */
static enum status
next_subscription(struct rating *rating, struct batch *batch, bool *found,
    struct error *error)
{
	struct billing_subscription from;
	enum status status;

	arena_reset(&batch->arena);
	batch->windows = NULL;
	batch->count = 0;
	batch->basis = rating->owner.revision;
	batch->calendar = &rating->zoning.calendar;
	status = price_by(rating, batch, error);
	if (status != STATUS_OK)
		return status;
	status = billings_subscription(&rating->billings, &rating->owner,
	    &batch->arena, &from, found, error);
	if (status != STATUS_OK || !*found || !rating->chosen ||
	    !has_usage(&from))
		return status;
	return plan(rating, batch, &from, error);
}

/*
 * The windows of the next subscription that has any, in the older of the two
 * batches: what came before the other one was told long ago.
 */
static enum status
next_batch(struct rating *rating, bool *found, struct error *error)
{
	struct batch *batch = &rating->batches[rating->batch_count % 2];
	const struct batch *last =
	    &rating->batches[1 - rating->batch_count % 2];
	enum status status = STATUS_OK;
	bool more = true;

	*found = false;
	while (status == STATUS_OK && !*found) {
		if (!rating->owner_found) {
			status = next_owner(rating, error);
			if (status != STATUS_OK || !rating->owner_found)
				break;
		}
		status = next_subscription(rating, batch, &more, error);
		rating->owner_found = more;
		*found = more && batch->count > 0;
	}
	batch->first = last->first + (int64_t)last->count;
	rating->batch_count += *found;
	rating->asked_window = 0;
	rating->asked_days = 0;
	return status;
}

enum status
rating_feed(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct rating *rating = context;
	struct batch *batch = &rating->batches[1 - rating->batch_count % 2];
	const struct usage_window *window;
	enum status status;

	*found = rating->batch_count > 0 && rating->asked_window < batch->count;
	if (!*found) {
		status = next_batch(rating, found, error);
		if (status != STATUS_OK || !*found)
			return status;
		batch = &rating->batches[1 - rating->batch_count % 2];
	}
	window = &batch->windows[rating->asked_window];
	values[0].text = NULL;
	values[0].integer = batch->first + (int64_t)rating->asked_window;
	values[1].text = window->subscription;
	values[1].length = strlen(window->subscription);
	values[2].text = values[3].text = NULL;
	values[2].integer = values[3].integer = 0;
	if (rating->asked_days < window->day_count) {
		const struct segment *days = &window->days[rating->asked_days];

		values[2].integer = rating_instant(batch->calendar, days->from);
		values[3].integer = rating_instant(batch->calendar, days->to);
		rating->asked_days++;
	}
	if (rating->asked_days == window->day_count) {
		rating->asked_window++;
		rating->asked_days = 0;
	}
	return STATUS_OK;
}

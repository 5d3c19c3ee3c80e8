/*
 * Batches: subscription after subscription, and their windows.
 */
#include "work/rating_parts.h"

#include <string.h>

#include "base/instant.h"
#include "ledger/orders.h"

int64_t
rating_instant(const struct calendar *calendar, struct date date)
{
	return calendar_midnight(calendar, date) * INSTANT_SECOND;
}

void
rating_sells(const struct plan *plan, struct rating_sold *sold)
{
	size_t i;

	for (i = 0; i < plan->charge_count; i++) {
		const struct charge *charge = &plan->charges[i];

		if (charge->kind != CHARGE_USAGE)
			continue;
		sold->usage = true;
		sold->standing = sold->standing || standing_matters(charge);
		if (charge->usage.pool > sold->pool)
			sold->pool = charge->usage.pool;
	}
}

/* What the orders sell. */
static struct rating_sold
sold_to(const struct billing_subscription *from)
{
	struct rating_sold sold = { .usage = from->posted_count > 0 };
	size_t i;

	for (i = 0; i < from->order_count; i++) {
		if (from->orders[i].plan != NULL)
			rating_sells(from->orders[i].plan, &sold);
	}
	return sold;
}

/* Find the dues of a subscription: of a standing all, whatever is asked for. */
static enum status
list_dues(struct planning *planning, struct error *error)
{
	const struct rating_terms *asked = &planning->rating->terms;
	const struct window_owner *owner = planning->owner;
	struct billing_subscription *from = &planning->from;
	struct due_terms terms = {
		.as_of = asked->as_of,
		.after = date_given(asked->after) && !planning->whole
			     ? &asked->after
			     : NULL,
		.rounding = asked->rounding,
		.zone = owner->pricing.zone,
		.bill_days = owner->bill_days,
		.bill_day_count = owner->bill_day_count,
	};
	struct arena *arena = &planning->batch->arena;
	enum status status;

	if (from->order_count == 0)
		return STATUS_OK;
	status = subscription_build(
	    (struct orders){ from->orders, from->order_count, terms.as_of },
	    arena, &planning->subscription, error);
	return status == STATUS_OK
		   ? due_usage(&planning->subscription, &terms, asked->open,
			 arena, &planning->dues, error)
		   : status;
}

/* Let the batch plan one more subscription. */
static enum status
add(struct rating *rating, struct batch *batch,
    const struct billing_subscription *from, const struct rating_sold *sold,
    struct error *error)
{
	batch->plannings = arena_grow(&batch->arena, batch->plannings,
	    batch->planning_count, sizeof(*batch->plannings));
	if (batch->plannings == NULL)
		return error_memory(error);
	batch->plannings[batch->planning_count++] = (struct planning){
		.rating = rating,
		.batch = batch,
		.owner = batch->owner,
		.from = *from,
		.subscription = { .id = from->id,
		    .owner = batch->owner->account },
		.whole = sold->standing || !date_given(rating->terms.after),
	};
	return STATUS_OK;
}

/* Whether the usage of the present account is asked for. */
static bool
is_chosen(const struct rating *rating)
{
	const struct rating_terms *terms = &rating->terms;
	const struct billing_range *range = &terms->range;
	const char *account = rating->owner.account;

	if (range->account_low != NULL &&
	    strcmp(account, range->account_low) < 0)
		return false;
	if (range->account_high != NULL &&
	    strcmp(account, range->account_high) > 0)
		return false;
	return terms->chosen == NULL ||
	       terms->chosen(terms->context, &rating->owner);
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
	rating->chosen = is_chosen(rating);
	return rating->chosen || rating->pool == POOLING_PAYER
		   ? zoning_account(&rating->zoning, &rating->owner,
			 &rating->owner_arena, error)
		   : STATUS_OK;
}

/* What the windows of the present account have in common, as the batch keeps
 * it: prices stand on the clock of the account. */
static enum status
begin_owner(
    const struct rating *rating, struct batch *batch, struct error *error)
{
	const struct calendar *from = &rating->zoning.calendar;
	const size_t days = rating->owner.bill_day_count;
	struct arena *arena = &batch->arena;
	struct window_owner *owner = arena_alloc(arena, sizeof(*owner));
	struct calendar *own = arena_alloc(arena, sizeof(*own));

	if (owner == NULL || own == NULL)
		return error_memory(error);
	*owner = (struct window_owner){
		.account = arena_text(arena, rating->owner.account),
		.basis = rating->owner.revision,
		.calendar = own,
		.pricing = { rating->terms.decks, rating->zoning.zone,
		    from->count > 1 ? own : NULL },
		.bill_days =
		    arena_array(arena, days + 1, sizeof(*owner->bill_days)),
		.bill_day_count = days,
		.chosen = rating->chosen,
	};
	*own = (struct calendar){ arena_array(arena, from->count + 1,
				      sizeof(*own->parts)),
		from->count };
	if (owner->account == NULL || owner->bill_days == NULL ||
	    own->parts == NULL)
		return error_memory(error);
	memcpy(owner->bill_days, rating->owner.bill_days,
	    days * sizeof(*owner->bill_days));
	memcpy(own->parts, from->parts, from->count * sizeof(*own->parts));
	batch->owner = owner;
	return STATUS_OK;
}

/* The next subscription of the present account into ${batch}. */
static enum status
next_subscription(struct rating *rating, struct batch *batch, bool *found,
    struct error *error)
{
	struct billing_subscription from;
	struct rating_sold sold;
	enum status status = STATUS_OK;

	status = billings_subscription(&rating->billings, &rating->owner,
	    &batch->arena, &from, found, error);
	if (status != STATUS_OK || !*found)
		return status;
	if (rating->terms.again)
		from.posted_count = from.late_count = 0;
	if (rating->terms.upto != 0)
		from.order_count = orders_until(
		    from.orders, from.order_count, rating->terms.known);
	sold = sold_to(&from);
	/* Of others only what may leave units to those who are chosen. */
	if (!sold.usage || (!rating->chosen && sold.pool != POOLING_PAYER))
		return STATUS_OK;
	if (batch->owner == NULL ||
	    strcmp(batch->owner->account, rating->owner.account) != 0)
		status = begin_owner(rating, batch, error);
	if (status != STATUS_OK)
		return status;
	if (sold.pool > batch->pool)
		batch->pool = sold.pool;
	return add(rating, batch, &from, &sold, error);
}

/* Forget what a batch was. */
static void
empty(struct batch *batch)
{
	struct arena arena = batch->arena;

	arena_reset(&arena);
	*batch = (struct batch){ .older = batch->older, .arena = arena };
}

/* All subscriptions of a batch: the next one, and those that share units. */
static enum status
gather(struct rating *rating, struct batch *batch, struct error *error)
{
	enum status status = STATUS_OK;
	bool more;

	while (status == STATUS_OK &&
	       (batch->planning_count == 0 || batch->pool != POOLING_NONE)) {
		if (!rating->owner_found) {
			status = next_owner(rating, error);
			if (status != STATUS_OK || !rating->owner_found)
				break;
		}
		if (batch->payer != NULL &&
		    strcmp(batch->payer, rating->owner.payer) != 0)
			break;
		if (batch->planning_count == 0)
			empty(batch);
		status = next_subscription(rating, batch, &more, error);
		if (status != STATUS_OK)
			break;
		if (batch->payer == NULL && batch->pool == POOLING_PAYER) {
			batch->payer =
			    arena_text(&batch->arena, rating->owner.payer);
			if (batch->payer == NULL)
				status = error_memory(error);
		}
		rating->owner_found = more;
		if (!more && batch->planning_count > 0 &&
		    batch->pool == POOLING_ACCOUNT)
			break;
	}
	return status;
}

/* A batch that nobody works on. */
static struct batch *
take_free(struct rating *rating)
{
	struct batch *batch = rating->free;

	if (batch != NULL) {
		rating->free = batch->next;
		return batch;
	}
	batch = arena_alloc(&rating->arena, sizeof(*batch));
	if (batch == NULL)
		return NULL;
	batch->older = rating->batches;
	return rating->batches = batch;
}

enum status
rating_gather_batch(struct rating *rating, struct batch **gathered, bool *found,
    struct error *error)
{
	struct batch *batch = take_free(rating);
	enum status status;

	if (batch == NULL)
		return error_memory(error);
	empty(batch);
	status = gather(rating, batch, error);
	batch->ordinal = rating->batch_count++;
	*found = status == STATUS_OK && batch->planning_count > 0;
	*gathered = batch;
	return status;
}

/* Plan one subscription of a batch. */
static enum status
plan(struct planning *planning, struct error *error)
{
	enum status status;

	planning->error = error;
	status = list_dues(planning, error);
	if (status == STATUS_OK)
		status = rating_plan(planning);
	if (status != STATUS_OK)
		error_prefix(error,
		    "account %s, subscription %s: ", planning->owner->account,
		    planning->from.id);
	return status;
}

enum status
rating_plan_batch(
    const struct rating *rating, struct batch *batch, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < batch->planning_count && status == STATUS_OK; i++)
		status = plan(&batch->plannings[i], error);
	if (status == STATUS_OK)
		status = rating_spread(rating, batch, error);
	for (i = 0; i < batch->planning_count && status == STATUS_OK; i++)
		status = rating_windows(&batch->plannings[i]);
	return status;
}

/*
 * Chains are planned with their subscription; what changes one period spreads
 * to those behind it, and to those that share units with it, in the order of
 * time.
 */
#include <stdlib.h>
#include <string.h>

#include "work/rating_parts.h"

/* Whether ${due} is of the price identity of ${chain}. */
static bool
is_of(const struct due *due, const struct rating_chain *chain)
{
	const struct due *first = chain->first->planned->due;

	return due->definition->texts == first->definition->texts &&
	       strcmp(due->key.order_price, first->key.order_price) == 0;
}

static struct rating_chain *
find_chain(const struct planning *planning, const struct due *due)
{
	size_t i;

	for (i = planning->chain_count; i-- > 0;) {
		if (is_of(due, planning->chains[i]))
			return planning->chains[i];
	}
	return NULL;
}

static struct rating_chain *
add_chain(struct planning *planning, const struct due *due)
{
	struct arena *arena = &planning->batch->arena;
	struct rating_chain *chain = arena_alloc(arena, sizeof(*chain));

	planning->chains = arena_grow(arena, planning->chains,
	    planning->chain_count, sizeof(*planning->chains));
	if (chain == NULL || planning->chains == NULL)
		return NULL;
	*chain = (struct rating_chain){
		.charge = due->definition,
		.subscription = planning->from.id,
		.account = planning->owner->account,
		.end = planning->subscription.end,
	};
	standing_begin(&chain->standing, chain->charge, due->segments[0].from);
	return planning->chains[planning->chain_count++] = chain;
}

enum status
rating_chain(struct planning *planning, struct planned *planned)
{
	const struct charge *charge = planned->due->definition;
	struct batch *batch = planning->batch;
	struct rating_chain *chain;
	struct rating_period *period;

	if (!standing_matters(charge) && charge->usage.pool == POOLING_NONE)
		return STATUS_OK;
	period = arena_alloc(&batch->arena, sizeof(*period));
	batch->periods = arena_grow(&batch->arena, batch->periods,
	    batch->period_count, sizeof(struct rating_period *));
	if (period == NULL || batch->periods == NULL)
		return error_memory(planning->error);
	chain = find_chain(planning, planned->due);
	if (chain == NULL)
		chain = add_chain(planning, planned->due);
	if (chain == NULL)
		return error_memory(planning->error);
	*period = (struct rating_period){
		.planned = planned,
		.chain = chain,
		.before = chain->last,
		.ordinal = batch->period_count,
		.pooled = ratio_of(0, 1),
		.given = ratio_of(0, 1),
	};
	if (chain->first == NULL)
		chain->first = chain->next = period;
	else
		chain->last->next = period;
	chain->last = period;
	planned->period = period;
	batch->periods[batch->period_count++] = period;
	return STATUS_OK;
}

/* One chain: what was posted is held against what it left to the next. */
static enum status
check_chain(const struct planning *planning, const struct rating_chain *chain)
{
	struct arena *arena = &planning->batch->arena;
	bool matters = standing_matters(chain->charge), parted;
	struct standing standing = chain->standing;
	struct rating_period *period;
	enum status status = STATUS_OK;

	for (period = chain->first; period != NULL && status == STATUS_OK;
	     period = period->next) {
		period->wanted = period->planned->wanted;
		if (!period->wanted) {
			status = rating_parted(planning, period->planned,
			    &standing, rating_follower(period), &parted);
			period->wanted = parted;
		}
		/* Those that follow are rated again, too. */
		if (matters && period->wanted)
			break;
		if (status == STATUS_OK && matters)
			status = rating_pass(
			    &standing, period, arena, planning->error);
	}
	return status;
}

enum status
rating_check_chains(struct planning *planning)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < planning->chain_count && status == STATUS_OK; i++)
		status = check_chain(planning, planning->chains[i]);
	return status;
}

/* Whether two periods share units. */
static bool
same_pool(const struct rating_period *a, const struct rating_period *b)
{
	return a->chain->charge->usage.pool != POOLING_NONE &&
	       rating_pool_compare(a, b) == 0;
}

static int
period_compare(const void *left, const void *right)
{
	const struct rating_period *a = *(struct rating_period *const *)left;
	const struct rating_period *b = *(struct rating_period *const *)right;
	int order = rating_pool_compare(a, b);

	return order != 0 ? order : a->ordinal < b->ordinal ? -1 : 1;
}

/* Whether the posted line ${gone} was of the chain of ${period}, before it; or
 * of its pool. */
static bool
counted_for(const struct planning *planning, const struct line *gone,
    const struct charge *charge, const struct rating_period *period)
{
	const struct line *key = &period->planned->due->key;
	struct due due = { .key = *gone, .definition = charge };
	struct planned planned = { .due = &due };
	struct rating_chain chain = { .charge = charge,
		.account = planning->owner->account };
	struct rating_period of_gone = { .planned = &planned, .chain = &chain };

	if (standing_matters(charge) &&
	    strcmp(period->chain->subscription, gone->subscription) == 0 &&
	    period->chain->charge->texts == charge->texts &&
	    strcmp(key->order_price, gone->order_price) == 0 &&
	    key->cycle_end.days > gone->cycle_end.days)
		return true;
	return same_pool(&of_gone, period);
}

/* A posted line that is due no more has counted for others. */
static enum status
spread_gone(const struct planning *planning, const struct billed *billed,
    struct error *error)
{
	const struct batch *batch = planning->batch;
	const struct charge *charge;
	enum status status;
	size_t i;

	if (!rating_is_gone(planning, billed))
		return STATUS_OK;
	status = rating_sold(planning, billed, &charge, error);
	if (status != STATUS_OK || charge == NULL)
		return status;
	for (i = 0; i < batch->period_count; i++) {
		if (counted_for(planning, &billed->lines->line, charge,
			batch->periods[i]))
			batch->periods[i]->wanted = true;
	}
	return STATUS_OK;
}

/* Whether ${moved} came into the pool of ${period}, or left it. */
static bool
is_moved(const struct payer_moved *moved, const struct rating_period *period)
{
	const struct line *key = &period->planned->due->key;

	return moved->cycle_end.days == key->cycle_end.days &&
	       moved->cycle_start.days == key->cycle_start.days &&
	       strcmp(moved->charge, key->charge) == 0 &&
	       strcmp(moved->dimensions, key->dimensions) == 0 &&
	       period->chain->charge->usage.pool == POOLING_PAYER;
}

/* What was posted while somebody else paid has counted for others, or has not.
 */
static void
spread_moved(const struct rating *rating, struct batch *batch)
{
	size_t i, k;

	for (k = 0; k < rating->moved_count; k++) {
		const struct payer_moved *moved = &rating->moved[k];

		if (batch->payer == NULL ||
		    strcmp(batch->payer, moved->payer) != 0)
			continue;
		for (i = 0; i < batch->period_count; i++) {
			if (is_moved(moved, batch->periods[i]))
				batch->periods[i]->wanted = true;
		}
	}
}

size_t
rating_pool_count(const struct batch *batch, size_t first)
{
	size_t end = first + 1;

	while (end < batch->period_count &&
	       same_pool(batch->periods[first], batch->periods[end]))
		end++;
	return end - first;
}

/* Whether a period is rated again because one before it is. */
static bool
follows(const struct rating_period *period)
{
	return period->before != NULL && period->before->wanted &&
	       standing_matters(period->chain->charge);
}

/* Whether a record is asked for that ${period} counts for. */
static bool
is_needed(const struct rating_period *period)
{
	if (period->wanted && period->planned->asked)
		return true;
	return period->next != NULL && period->next->needed &&
	       standing_matters(period->chain->charge);
}

/* Of a pool all are wanted, or none is. */
static void
spread_pools(struct batch *batch)
{
	size_t i, k, count;

	for (i = 0; i < batch->period_count; i += count) {
		bool wanted = false;

		count = rating_pool_count(batch, i);
		for (k = i; k < i + count; k++)
			wanted = wanted || batch->periods[k]->wanted ||
				 follows(batch->periods[k]);
		for (k = i; k < i + count; k++)
			batch->periods[k]->wanted = wanted;
	}
}

/* What counts for nothing that is asked for is not counted; the last first. */
static void
drop_unasked(struct batch *batch)
{
	size_t i, k, end, first;

	for (end = batch->period_count; end > 0; end = first) {
		bool needed = false;

		first = end - 1;
		while (first > 0 && same_pool(batch->periods[first - 1],
					batch->periods[first]))
			first--;
		for (i = first; i < end; i++)
			needed = needed || is_needed(batch->periods[i]);
		for (k = first; k < end; k++) {
			struct rating_period *period = batch->periods[k];

			period->needed = needed;
			period->wanted = period->wanted && needed;
		}
	}
}

enum status
rating_spread(
    const struct rating *rating, struct batch *batch, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i, k;

	if (batch->period_count == 0)
		return STATUS_OK;
	for (i = 0; i < batch->planning_count; i++) {
		const struct planning *planning = &batch->plannings[i];

		for (k = 0; k < planning->billed_count && status == STATUS_OK;
		     k++)
			status =
			    spread_gone(planning, &planning->billed[k], error);
	}
	spread_moved(rating, batch);
	qsort(batch->periods, batch->period_count,
	    sizeof(struct rating_period *), period_compare);
	spread_pools(batch);
	drop_unasked(batch);
	return status;
}

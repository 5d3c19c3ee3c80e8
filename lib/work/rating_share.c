/*
 * What periods leave to those that follow, and to those that share units with
 * them.
 */
#include "work/rating_parts.h"

#include <assert.h>
#include <string.h>

static const struct ratio zero = { 0, 1 };

int
rating_pool_compare(
    const struct rating_period *a, const struct rating_period *b)
{
	const struct due *x = a->planned->due, *y = b->planned->due;
	const struct usage_terms *p = &x->definition->usage;
	const struct usage_terms *q = &y->definition->usage;
	int order;

	if (x->key.cycle_end.days != y->key.cycle_end.days)
		return x->key.cycle_end.days < y->key.cycle_end.days ? -1 : 1;
	if (x->key.cycle_start.days != y->key.cycle_start.days)
		return x->key.cycle_start.days < y->key.cycle_start.days ? -1
									 : 1;
	if (p->pool != q->pool)
		return p->pool < q->pool ? -1 : 1;
	if (p->pool == POOLING_ACCOUNT &&
	    (order = strcmp(a->chain->account, b->chain->account)) != 0)
		return order;
	if ((order = strcmp(x->key.charge, y->key.charge)) != 0 ||
	    (order = strcmp(p->metric->id, q->metric->id)) != 0)
		return order;
	return strcmp(x->key.dimensions, y->key.dimensions);
}

struct date
rating_follower(const struct rating_period *period)
{
	if (period->next != NULL)
		return period->next->planned->due->key.cycle_start;
	return period->chain->end.days <=
		       period->planned->due->key.cycle_end.days
		   ? DATE_MAX
		   : DATE_NONE;
}

/* What was posted for a period, in sum. */
static enum status
take_posted(struct rating_period *period, struct error *error)
{
	const struct billed *usage = period->planned->usage;
	const struct billed *minimum = period->planned->minimum;
	enum status status = STATUS_OK;
	size_t i;

	assert(usage != NULL);
	period->quantity = decimal_from_integer(0);
	for (i = 0; i < usage->count && status == STATUS_OK; i++)
		status = decimal_add(period->quantity,
		    usage->lines[i].line.quantity, &period->quantity, error);
	period->amount =
	    money_of(usage->left + (minimum == NULL ? 0 : minimum->left),
		period->chain->charge->currency);
	return status;
}

enum status
rating_pass(struct standing *standing, struct rating_period *period,
    struct arena *arena, struct error *error)
{
	const struct due *due = period->planned->due;
	struct standing_period behind = {
		.start = due->key.cycle_start,
		.end = due->key.cycle_end,
		.next = rating_follower(period),
		.given = period->given,
	};
	enum status status = STATUS_OK;

	if (!period->wanted)
		status = take_posted(period, error);
	behind.quantity = period->quantity;
	behind.amount = period->amount;
	if (status == STATUS_OK)
		status = due_part(due, &behind.part, error);
	return status == STATUS_OK
		   ? standing_next(standing, &behind, arena, error)
		   : status;
}

/* Let all periods before ${period} be behind its chain. */
static enum status
reach(struct batch *batch, struct rating_period *period, struct error *error)
{
	struct rating_chain *chain = period->chain;
	enum status status = STATUS_OK;

	while (chain->next != period && status == STATUS_OK) {
		if (standing_matters(chain->charge))
			status = rating_pass(&chain->standing, chain->next,
			    &batch->arena, error);
		chain->next = chain->next->next;
	}
	period->standing = chain->standing;
	if (period->counter != NULL)
		period->counter->tally.terms.standing = &period->standing;
	return status;
}

/* Keep what a counter comes to, with its minimum. */
static enum status
keep(struct rating_desk *desk, const struct counter *counter,
    struct error *error)
{
	enum rounding rounding = desk->rating->terms.rounding;
	struct rating_period *period = counter->period;
	struct rated *rated = &desk->rated;
	struct money minimum;
	enum status status;
	bool found;

	status = rating_price(desk, counter, error);
	if (status != STATUS_OK)
		return status;
	period->quantity = rated->line.quantity;
	status = money_round(ratio_from_decimal(rated->amount), rated->currency,
	    rounding, &period->amount, error);
	if (status == STATUS_OK)
		status = rating_minimum(desk, counter, &found, error);
	if (status != STATUS_OK || !found)
		return status;
	status = money_round(ratio_from_decimal(rated->amount), rated->currency,
	    rounding, &minimum, error);
	return status == STATUS_OK
		   ? money_add(period->amount, minimum, &period->amount, error)
		   : status;
}

/* Whether the standing of a counter is found while windows are counted. */
static bool
stands_alone(const struct counter *counter)
{
	return counter->period != NULL &&
	       counter->charge->usage.pool == POOLING_NONE;
}

enum status
rating_enter(struct rating_reader *reader, struct error *error)
{
	const struct usage_window *window = reader->desk.window;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < window->counter_count && status == STATUS_OK; i++) {
		const struct counter *counter = &window->counters[i];

		if (stands_alone(counter))
			status = reach(reader->batch, counter->period, error);
	}
	return status;
}

enum status
rating_leave(struct rating_reader *reader, struct error *error)
{
	const struct usage_window *window = reader->desk.window;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < window->counter_count && status == STATUS_OK; i++) {
		if (!stands_alone(&window->counters[i]))
			continue;
		status = keep(&reader->desk, &window->counters[i], error);
		if (status != STATUS_OK)
			rating_blame(&window->counters[i], error);
	}
	return status;
}

/* What a period has over of its included units, below zero what it lacks. */
static enum status
balance(
    const struct rating_period *period, struct ratio *left, struct error *error)
{
	struct decimal quantity = period->quantity;
	struct ratio part;
	enum status status;

	status = due_part(period->planned->due, &part, error);
	if (status == STATUS_OK && period->counter != NULL)
		status =
		    tally_quantity(&period->counter->tally, &quantity, error);
	if (status == STATUS_OK)
		status =
		    standing_included(&period->standing, part, left, error);
	if (status == STATUS_OK && decimal_sign(quantity) > 0)
		status = ratio_subtract(
		    *left, ratio_from_decimal(quantity), left, error);
	return status;
}

/* Let one period give another what it can use. */
static enum status
give(struct rating_period *from, struct ratio *left, struct rating_period *to,
    struct ratio *lacking, struct error *error)
{
	struct ratio units = *lacking;
	enum status status;
	int order;

	status = ratio_compare(*left, units, &order, error);
	if (status == STATUS_OK && order < 0)
		units = *left;
	if (status == STATUS_OK)
		status = ratio_add(from->given, units, &from->given, error);
	if (status == STATUS_OK)
		status = ratio_add(to->pooled, units, &to->pooled, error);
	if (status == STATUS_OK)
		status = ratio_subtract(*left, units, left, error);
	if (status == STATUS_OK)
		status = ratio_subtract(*lacking, units, lacking, error);
	return status;
}

/* What the first have over is for the first that lack it. */
static enum status
share(struct rating_period **periods, struct ratio *left, size_t count,
    struct error *error)
{
	size_t from = 0, to = 0;
	enum status status = STATUS_OK;

	while (status == STATUS_OK) {
		struct ratio lacking;

		while (from < count && left[from].numerator <= 0)
			from++;
		while (to < count && left[to].numerator >= 0)
			to++;
		if (from == count || to == count)
			break;
		status = ratio_subtract(zero, left[to], &lacking, error);
		if (status == STATUS_OK)
			status = give(periods[from], &left[from], periods[to],
			    &lacking, error);
		if (status == STATUS_OK)
			status =
			    ratio_subtract(zero, lacking, &left[to], error);
	}
	return status;
}

/* Share the units of one pool, and keep what its periods come to. */
static enum status
share_pool(struct rating_reader *reader, struct rating_period **periods,
    size_t count, struct error *error)
{
	struct arena *arena = &reader->batch->arena;
	struct ratio *left = arena_array(arena, count, sizeof(*left));
	enum status status = STATUS_OK;
	size_t i;

	if (left == NULL)
		return error_memory(error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		status = reach(reader->batch, periods[i], error);
		if (status == STATUS_OK && !periods[i]->wanted)
			status = take_posted(periods[i], error);
		if (status == STATUS_OK)
			status = balance(periods[i], &left[i], error);
	}
	if (status == STATUS_OK)
		status = share(periods, left, count, error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		if (!periods[i]->wanted)
			continue;
		status = keep(&reader->desk, periods[i]->counter, error);
		if (status != STATUS_OK)
			rating_blame(periods[i]->counter, error);
	}
	return status;
}

enum status
rating_share(struct rating_reader *reader, struct error *error)
{
	struct batch *batch = reader->batch;
	enum status status = STATUS_OK;
	size_t first, count;

	for (first = 0; first < batch->period_count && status == STATUS_OK;
	     first += count) {
		struct rating_period **periods = &batch->periods[first];

		count = rating_pool_count(batch, first);
		/* What counts for nothing that is asked for was not counted. */
		if (periods[0]->chain->charge->usage.pool != POOLING_NONE &&
		    (periods[0]->needed || periods[0]->wanted))
			status = share_pool(reader, periods, count, error);
	}
	return status;
}

enum status
rating_stands(
    struct rating *rating, const struct counter *counter, struct error *error)
{
	const struct rating_period *period = counter->period;
	const struct rated_standing stands = {
		.key = &counter->due->key,
		.standing = &period->standing,
		.pooled = period->pooled,
		.next = rating_follower(period),
	};

	return rating->terms.stands(rating->terms.context, &stands, error);
}

/*
 * Windows: which periods of which subscriptions have to be rated.
 */
#include "work/rating_parts.h"

#include <assert.h>
#include <string.h>

/* Whether a due is asked for; one that is open must have begun before the end.
 */
static bool
is_asked(const struct planning *planning, const struct due *due)
{
	const struct rating_terms *terms = &planning->rating->terms;

	if (!planning->owner->chosen)
		return false;
	if (date_given(terms->after) &&
	    due->key.cycle_end.days > terms->as_of.days)
		return due->segments[0].from.days < terms->as_of.days;
	return rating_in_range(planning->rating, due->key.cycle_end);
}

/* Find what was posted of the due: it is due in any case. */
static void
match(struct planning *planning, struct planned *planned)
{
	struct billed *usage = NULL, *minimum = NULL;

	if (planning->billed_count > 0) {
		struct line key = planned->due->key;

		usage = rating_billed(planning, &key);
		key.kind = LINE_MINIMUM;
		if (standing_tops(planned->due->definition))
			minimum = rating_billed(planning, &key);
	}
	if (usage != NULL)
		usage->due = true;
	if (minimum != NULL)
		minimum->due = true;
	planned->usage = usage;
	planned->minimum = minimum;
	planned->asked = is_asked(planning, planned->due);
}

/* Whether a due has to be rated for itself. */
static enum status
choose(struct planning *planning, struct planned *planned)
{
	const struct due *due = planned->due;
	struct standing standing;

	planned->wanted = planned->usage == NULL ||
			  rating_changed(planning, due, planned->usage) ||
			  (planned->minimum != NULL &&
			      rating_changed(planning, due, planned->minimum));
	if (planned->period != NULL)
		return STATUS_OK;
	planned->wanted = planned->wanted && planned->asked;
	if (planned->wanted || !planned->asked)
		return STATUS_OK;
	standing_begin(&standing, due->definition, due->key.cycle_start);
	return rating_parted(
	    planning, planned, &standing, DATE_NONE, &planned->wanted);
}

enum status
rating_plan(struct planning *planning)
{
	enum status status;
	size_t i;

	status = rating_gather(planning);
	if (status != STATUS_OK)
		return status;
	planning->planned = arena_array(&planning->batch->arena,
	    planning->dues.count + 1, sizeof(*planning->planned));
	if (planning->planned == NULL)
		return error_memory(planning->error);
	for (i = 0; i < planning->dues.count && status == STATUS_OK; i++) {
		struct planned *planned = &planning->planned[i];

		planned->due = &planning->dues.items[i];
		match(planning, planned);
		status = rating_chain(planning, planned);
		if (status == STATUS_OK)
			status = choose(planning, planned);
	}
	return status == STATUS_OK ? rating_check_chains(planning) : status;
}

/* Whether a window has to be made for a due. */
static bool
is_wanted(const struct planned *planned)
{
	return planned->period == NULL ? planned->wanted
				       : planned->period->wanted;
}

/* Whether ${due} is of the charge ${charge}; its definition may be a copy. */
static bool
is_of(const struct due *due, const struct charge *charge)
{
	return due->definition->texts == charge->texts;
}

static bool
same_days(const struct due *a, const struct due *b)
{
	size_t i;

	if (a->segment_count != b->segment_count ||
	    strcmp(a->key.plan, b->key.plan) != 0 ||
	    strcmp(a->key.catalog, b->key.catalog) != 0)
		return false;
	for (i = 0; i < a->segment_count; i++) {
		if (a->segments[i].from.days != b->segments[i].from.days ||
		    a->segments[i].to.days != b->segments[i].to.days)
			return false;
	}
	return true;
}

static struct usage_window *
window_append(struct planning *planning, size_t counters)
{
	struct batch *batch = planning->batch;
	struct usage_window *window;

	batch->windows = arena_grow(
	    &batch->arena, batch->windows, batch->count, sizeof(*window));
	if (batch->windows == NULL)
		return NULL;
	window = &batch->windows[batch->count++];
	*window = (struct usage_window){
		.subscription = planning->from.id,
		.owner = planning->owner,
		.since = DATE_NONE,
		.counters = arena_array(
		    &batch->arena, counters, sizeof(*window->counters)),
	};
	return window->counters == NULL ? NULL : window;
}

static enum status
begin_tally(struct planning *planning, const struct usage_window *window,
    struct counter *counter)
{
	const struct due *due = counter->due;
	struct tally_terms terms = {
		.begin = window->begin,
		.end = window->end,
		.pricing = &window->owner->pricing,
		.arena = &planning->batch->arena,
	};
	enum status status;

	status = due_part(due, &terms.part, planning->error);
	return status == STATUS_OK
		   ? tally_begin(&counter->tally, due->definition, &terms,
			 planning->error)
		   : status;
}

/* Let ${counter} count the due of ${planned} in ${window}. */
static enum status
begin_counter(struct planning *planning, struct usage_window *window,
    struct counter *counter, struct planned *planned)
{
	counter->due = planned->due;
	counter->silent = !planned->asked;
	counter->period = planned->period;
	if (counter->period != NULL)
		counter->period->counter = counter;
	window->silent = window->silent && counter->silent;
	if (counter->charge->usage.metric->recurring)
		window->since = planning->subscription.start;
	return begin_tally(planning, window, counter);
}

/*
 * A window for ${first} and the wanted dues of the same days, whose windows it
 * is then.  All usage charges of the plan stand in it: each event is for the
 * first that takes it, also where that one is not rated again.
 */
static enum status
make_window(struct planning *planning, size_t first, bool *made)
{
	const struct due *due = planning->planned[first].due;
	const struct segment *last = &due->segments[due->segment_count - 1];
	const struct calendar *calendar = planning->owner->calendar;
	const struct plan *plan = catalogs_plan(
	    planning->rating->terms.catalogs, due->key.catalog, due->key.plan);
	struct usage_window *window;
	enum status status = STATUS_OK;
	size_t i, k;

	assert(plan != NULL);
	window = window_append(planning, plan->charge_count);
	if (window == NULL)
		return error_memory(planning->error);
	window->days = due->segments;
	window->day_count = due->segment_count;
	window->begin = rating_instant(calendar, due->segments[0].from);
	window->end = rating_instant(calendar, last->to);
	window->silent = true;
	for (k = 0; k < plan->charge_count && status == STATUS_OK; k++) {
		struct counter *counter =
		    &window->counters[window->counter_count];

		if (plan->charges[k].kind != CHARGE_USAGE)
			continue;
		window->counter_count++;
		counter->charge = &plan->charges[k];
		for (i = first; i < planning->dues.count; i++) {
			struct planned *planned = &planning->planned[i];

			if (made[i] || !is_wanted(planned) ||
			    !is_of(planned->due, counter->charge) ||
			    !same_days(planned->due, due))
				continue;
			made[i] = true;
			status =
			    begin_counter(planning, window, counter, planned);
			break;
		}
	}
	return status;
}

/* What was posted, fell due, and is owed no more: a window without days. */
static enum status
make_undone(struct planning *planning)
{
	const struct rating *rating = planning->rating;
	struct usage_window *window = NULL;
	size_t i;

	for (i = 0; i < planning->billed_count; i++) {
		const struct billed *billed = &planning->billed[i];
		const struct posted *newest = &billed->lines[billed->count - 1];

		if (billed->left == 0 || !planning->owner->chosen ||
		    !rating_is_gone(planning, billed) ||
		    !rating_in_range(rating,
			due_date(&billed->lines->line, rating->terms.catalogs)))
			continue;
		if (window == NULL)
			window =
			    window_append(planning, planning->billed_count);
		if (window == NULL)
			return error_memory(planning->error);
		window->counters[window->counter_count++].undone =
		    &newest->line;
	}
	return STATUS_OK;
}

/* Put windows from ${first} on into the order of time, as chains are. */
static void
sort_windows(struct batch *batch, size_t first)
{
	size_t i, k;

	for (i = first + 1; i < batch->count; i++) {
		struct usage_window window = batch->windows[i];

		for (k = i;
		     k > first && batch->windows[k - 1].begin > window.begin;
		     k--)
			batch->windows[k] = batch->windows[k - 1];
		batch->windows[k] = window;
	}
}

enum status
rating_windows(struct planning *planning)
{
	struct batch *batch = planning->batch;
	size_t first = batch->count, i;
	enum status status = STATUS_OK;
	bool *made;

	made =
	    arena_array(&batch->arena, planning->dues.count + 1, sizeof(*made));
	if (made == NULL)
		return error_memory(planning->error);
	for (i = 0; i < planning->dues.count && status == STATUS_OK; i++) {
		if (!made[i] && is_wanted(&planning->planned[i]))
			status = make_window(planning, i, made);
	}
	if (planning->chain_count > 0)
		sort_windows(batch, first);
	return status == STATUS_OK ? make_undone(planning) : status;
}

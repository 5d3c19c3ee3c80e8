/*
 * Windows: which periods of which subscriptions have to be rated.
 *
 * The dues of a subscription and the posted lines of its usage meet on their
 * keys.  Both are in the order of time within a charge, so the line that is
 * looked for is mostly the next one.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rule/rate.h"
#include "work/rating.h"

/* The posted lines of one key. */
struct billed {
	const struct line *first;
	const struct line *newest;
	int64_t upto;
	int64_t left; /* the sum of their amounts */
	bool due;
};

/* One subscription at work. */
struct planning {
	struct rating *rating;
	struct batch *batch;
	const struct billing_subscription *from;
	struct dues dues;
	struct billed *billed;
	size_t billed_count;
	size_t next; /* the key that is looked for is probably here */
	const struct due **wanted;
	size_t wanted_count;
	struct error *error;
};

/* Gather the posted lines by key; they come in its order. */
static enum status
gather_billed(struct planning *planning)
{
	const struct billing_subscription *from = planning->from;
	struct billed *billed = NULL;
	size_t i;

	planning->billed = arena_array(&planning->batch->arena,
	    from->posted_count + 1, sizeof(*planning->billed));
	if (planning->billed == NULL)
		return error_memory(planning->error);
	for (i = 0; i < from->posted_count; i++) {
		const struct line *line = &from->posted[i].line;
		int64_t upto = strtoll(line->upto, NULL, 10);

		if (billed == NULL ||
		    line_key_compare(billed->first, line) != 0) {
			billed = &planning->billed[planning->billed_count++];
			billed->first = line;
		}
		billed->newest = line;
		billed->left += line->amount.minor;
		if (upto > billed->upto)
			billed->upto = upto;
	}
	return STATUS_OK;
}

/* The posted lines of ${key}, or NULL. */
static struct billed *
find_billed(struct planning *planning, const struct line *key)
{
	size_t low = 0, high = planning->billed_count;

	if (planning->next < high &&
	    line_key_compare(planning->billed[planning->next].first, key) == 0)
		return &planning->billed[planning->next++];
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order =
		    line_key_compare(planning->billed[middle].first, key);

		if (order == 0) {
			planning->next = middle + 1;
			return &planning->billed[middle];
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Whether a row of usage of the metric came later than ${billed} counted. */
static bool
is_late(const struct planning *planning, const struct due *due,
    const struct billed *billed)
{
	const struct billing_subscription *from = planning->from;
	const char *metric = due->definition->usage.metric->id;
	const struct calendar *calendar = planning->batch->calendar;
	size_t i, k;

	for (i = 0; i < due->segment_count; i++) {
		int64_t first = rating_instant(calendar, due->segments[i].from);
		int64_t end = rating_instant(calendar, due->segments[i].to);

		for (k = 0; k < from->late_count; k++) {
			if (from->late[k].occurred_at >= first &&
			    from->late[k].occurred_at < end &&
			    from->late[k].number > billed->upto &&
			    strcmp(from->late[k].metric, metric) == 0)
				return true;
		}
	}
	return false;
}

/* Whether what was posted may not be what is due any more. */
static bool
has_changed(const struct planning *planning, const struct due *due,
    const struct billed *billed)
{
	const struct segment *last = &due->segments[due->segment_count - 1];

	return billed->newest->period_start.days !=
		   due->segments[0].from.days ||
	       billed->newest->period_end.days != last->to.days ||
	       (planning->from->late_count > 0 &&
		   is_late(planning, due, billed));
}

/*
 * Whether the posted minimum is not what is missing beside the posted usage:
 * usage may have been posted without it.  No event has to be read to know.
 */
static enum status
has_parted(const struct planning *planning, const struct due *due,
    const struct billed *usage, const struct billed *minimum, bool *parted)
{
	const struct charge *charge = due->definition;
	struct money posted = { usage->left, charge->currency };
	int64_t left = minimum == NULL ? 0 : minimum->left;
	struct money missing;
	struct ratio part;
	enum status status;

	*parted = false;
	if (decimal_sign(charge->usage.minimum) <= 0)
		return STATUS_OK;
	status = due_part(due, &part, planning->error);
	if (status == STATUS_OK)
		status = rate_minimum(charge, part, posted,
		    planning->rating->terms.rounding, &missing,
		    planning->error);
	*parted = status == STATUS_OK && missing.minor != left;
	return status;
}

/* Whether what falls due on ${date} is asked for. */
static bool
in_range(const struct planning *planning, struct date date)
{
	const struct rating_terms *terms = &planning->rating->terms;

	return !date_given(terms->after) || date.days > terms->after.days;
}

/* The same for a due; one that is open must have begun before the end. */
static bool
is_asked(const struct planning *planning, const struct due *due)
{
	const struct rating_terms *terms = &planning->rating->terms;

	if (date_given(terms->after) &&
	    due->key.cycle_end.days > terms->as_of.days)
		return due->segments[0].from.days < terms->as_of.days;
	return in_range(planning, due->key.cycle_end);
}

/* Whether ${due} has to be rated; what was posted of it is due in any case. */
static enum status
is_wanted(struct planning *planning, const struct due *due, bool *wanted)
{
	struct billed *usage = NULL, *minimum = NULL;
	struct line key = due->key;

	if (planning->billed_count > 0) {
		usage = find_billed(planning, &key);
		key.kind = LINE_MINIMUM;
		if (decimal_sign(due->definition->usage.minimum) > 0)
			minimum = find_billed(planning, &key);
	}
	if (usage != NULL)
		usage->due = true;
	if (minimum != NULL)
		minimum->due = true;
	*wanted = is_asked(planning, due);
	if (!*wanted || usage == NULL || has_changed(planning, due, usage) ||
	    (minimum != NULL && has_changed(planning, due, minimum)))
		return STATUS_OK;
	return has_parted(planning, due, usage, minimum, wanted);
}

/* Find the dues that have to be rated. */
static enum status
choose_dues(struct planning *planning)
{
	enum status status = STATUS_OK;
	size_t i;
	bool wanted;

	planning->wanted = arena_array(&planning->batch->arena,
	    planning->dues.count + 1, sizeof(*planning->wanted));
	if (planning->wanted == NULL)
		return error_memory(planning->error);
	for (i = 0; i < planning->dues.count && status == STATUS_OK; i++) {
		const struct due *due = &planning->dues.items[i];

		status = is_wanted(planning, due, &wanted);
		if (status == STATUS_OK && wanted)
			planning->wanted[planning->wanted_count++] = due;
	}
	return status;
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

/* The plan under which ${due} is owed. */
static const struct plan *
plan_of(const struct planning *planning, const struct due *due)
{
	const struct catalog *catalog = catalogs_version(
	    planning->rating->terms.catalogs, due->key.catalog);

	return catalog == NULL ? NULL : catalog_plan(catalog, due->key.plan);
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
		.subscription = planning->from->id,
		.counters = arena_array(
		    &batch->arena, counters, sizeof(*window->counters)),
	};
	return window->counters == NULL ? NULL : window;
}

static enum status
begin_tally(struct planning *planning, struct counter *counter)
{
	const struct due *due = counter->due;
	const struct segment *last = &due->segments[due->segment_count - 1];
	struct batch *batch = planning->batch;
	struct tally_terms terms = {
		.begin =
		    rating_instant(batch->calendar, due->segments[0].from),
		.end = rating_instant(batch->calendar, last->to),
		.pricing = &batch->pricing,
		.arena = &batch->arena,
	};
	enum status status;

	status = due_part(due, &terms.part, planning->error);
	return status == STATUS_OK
		   ? tally_begin(&counter->tally, due->definition, &terms,
			 planning->error)
		   : status;
}

/*
 * A window for ${first} and the wanted dues of the same days, which it takes
 * from the list.  All usage charges of the plan stand in it: each event is for
 * the first that takes it, also where that one is not rated again.
 */
static enum status
make_window(struct planning *planning, size_t first)
{
	const struct due *due = planning->wanted[first];
	const struct plan *plan = plan_of(planning, due);
	struct usage_window *window;
	enum status status = STATUS_OK;
	size_t i, k;

	assert(plan != NULL);
	window = window_append(planning, plan->charge_count);
	if (window == NULL)
		return error_memory(planning->error);
	window->days = due->segments;
	window->day_count = due->segment_count;
	for (k = 0; k < plan->charge_count && status == STATUS_OK; k++) {
		struct counter *counter =
		    &window->counters[window->counter_count];

		if (plan->charges[k].kind != CHARGE_USAGE)
			continue;
		window->counter_count++;
		counter->charge = &plan->charges[k];
		for (i = first; i < planning->wanted_count; i++) {
			if (planning->wanted[i] == NULL ||
			    !is_of(planning->wanted[i], counter->charge) ||
			    !same_days(planning->wanted[i], due))
				continue;
			counter->due = planning->wanted[i];
			if (i > first)
				planning->wanted[i] = NULL;
			status = begin_tally(planning, counter);
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
		struct date due_on =
		    due_date(billed->first, rating->terms.catalogs);

		if (billed->due || billed->left == 0 ||
		    due_on.days > rating->terms.as_of.days ||
		    !in_range(planning, due_on))
			continue;
		if (window == NULL)
			window =
			    window_append(planning, planning->billed_count);
		if (window == NULL)
			return error_memory(planning->error);
		window->counters[window->counter_count++].undone =
		    billed->newest;
	}
	return STATUS_OK;
}

enum status
rating_windows(struct rating *rating, struct batch *batch,
    const struct billing_subscription *from, struct dues dues,
    struct error *error)
{
	struct planning planning = { rating, batch, from, dues,
		.error = error };
	enum status status;
	size_t i;

	status = gather_billed(&planning);
	if (status == STATUS_OK)
		status = choose_dues(&planning);
	for (i = 0; i < planning.wanted_count && status == STATUS_OK; i++) {
		if (planning.wanted[i] != NULL)
			status = make_window(&planning, i);
	}
	if (status == STATUS_OK)
		status = make_undone(&planning);
	return status;
}

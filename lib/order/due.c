/*
 * For each term and charge the periods are walked from the first; days that
 * were billed elsewhere or belong to another term are cut off.  Dues of one key
 * that several terms left meet in the end.
 */
#include <string.h>

#include "order/due_parts.h"
#include "rule/charge.h"

/* The key of ${charge} in ${term}; prices and names too.  It is all zeros, and
 * filled where it stands: there are as many as there are amounts. */
static void
set_key(const struct due_walk *walk, const struct term *term,
    const struct charge *charge, struct line *key)
{
	static const enum line_kind kinds[] = {
		[CHARGE_RECURRING] = LINE_RECURRING,
		[CHARGE_ONE_TIME] = LINE_ONE_TIME,
		[CHARGE_USAGE] = LINE_USAGE,
	};
	const struct order *order = subscription_order(term, charge);

	key->kind = kinds[charge->kind];
	key->owner = walk->subscription->owner;
	key->subscription = walk->subscription->id;
	key->service = term->service;
	key->charge = charge->id;
	key->product = charge->product->id;
	key->description = charge->name;
	key->tax_code = charge->tax_code;
	key->plan = term->plan->id;
	key->catalog = term->catalog->version;
	key->order_price = subscription_price(term, charge);
	key->dimensions = walk->dimensions;
	key->order = order->id;
	key->order_line = order->line;
	key->unit = key->unit_price = key->corrects = key->upto = "";
	key->adjustment = key->instance = key->split = key->section = "";
}

struct due *
due_append(
    struct due_walk *walk, const struct term *term, const struct charge *charge)
{
	struct dues *list = walk->list;
	struct due *due;

	list->items = arena_grow(
	    walk->scratch, list->items, list->count, sizeof(*list->items));
	if (list->items == NULL)
		return NULL;
	due = &list->items[list->count];
	*due = (struct due){
		.definition = charge,
		.term = term,
		.segments =
		    arena_array(walk->scratch, 1, sizeof(struct segment)),
		.segment_count = 1,
	};
	if (due->segments == NULL)
		return NULL;
	set_key(walk, term, charge, &due->key);
	list->count++;
	return due;
}

struct decimal
due_quantity(const struct charge *charge, const struct term *term)
{
	struct decimal quantity;

	if (charge->kind == CHARGE_USAGE)
		return decimal_from_integer(0);
	quantity = subscription_quantity(term, charge);
	if (charge->per == PER_FLAT && decimal_sign(quantity) != 0)
		return decimal_from_integer(1);
	return quantity;
}

/* Whether ${term} has nothing of ${charge}: usage only if it was cancelled. */
static bool
has_none(const struct charge *charge, const struct term *term)
{
	const struct setting *setting = term->settings;

	if (charge->kind != CHARGE_USAGE)
		return decimal_sign(due_quantity(charge, term)) == 0;
	while (setting != NULL && (!setting->quantified ||
				      strcmp(setting->charge, charge->id) != 0))
		setting = setting->before;
	return setting != NULL && decimal_sign(setting->quantity) == 0;
}

/* The days of ${period} that ${term} owes for ${charge}; none: from = to. */
static void
owed_days(const struct due_walk *walk, const struct term *term,
    const struct charge *charge, struct period period, struct segment *days)
{
	struct date first =
	    date_later(period.from, walk->subscription->bill_from);

	days->from = date_later(first, term->from);
	days->to = date_earlier(period.end, term->to);
	if (charge->proration == PRORATION_NONE &&
	    charge->kind != CHARGE_USAGE) {
		/* Owed whole by the term that has the first day. */
		days->to = period.end;
		if (term->from.days > first.days || term->to.days <= first.days)
			days->to = days->from;
	}
	if (days->to.days < days->from.days)
		days->to = days->from;
}

static struct date
due_on(const struct due_walk *walk, const struct charge *charge,
    struct period period)
{
	return charge->when == WHEN_ARREARS
		   ? period.end
		   : date_later(period.from, walk->subscription->bill_from);
}

/* The first period that does not fall due too early.  Most charges have the
 * schedule of the one before: what that one passed over, they do. */
static struct period
first_period(struct due_walk *walk, const struct schedule *schedule,
    const struct charge *charge)
{
	const struct date *after = walk->terms->after;
	struct period period;

	if (walk->passed && walk->every.count == charge->every.count &&
	    walk->every.unit == charge->every.unit &&
	    walk->anchor == charge->anchor && walk->when == charge->when &&
	    walk->start.days == schedule->start.days)
		return walk->first;
	period = schedule_first(schedule);
	/* The calendar's last day is followed by itself. */
	while (after != NULL && period.from.days < period.end.days &&
	       due_on(walk, charge, period).days <= after->days)
		period = schedule_next(schedule, period);
	walk->every = charge->every;
	walk->anchor = charge->anchor;
	walk->when = charge->when;
	walk->start = schedule->start;
	walk->first = period;
	walk->second = schedule_next(schedule, period);
	walk->passed = true;
	return period;
}

/* The period after ${period}, which the walk may know. */
static struct period
next_period(const struct due_walk *walk, const struct schedule *schedule,
    struct period period)
{
	return period.ordinal == walk->first.ordinal
		   ? walk->second
		   : schedule_next(schedule, period);
}

/* Whether ${period} and all after it are not wanted yet. */
static bool
is_future(const struct due_walk *walk, const struct charge *charge,
    struct period period)
{
	struct date as_of = walk->terms->as_of;

	if (period.from.days > as_of.days)
		return true;
	return charge->when == WHEN_ARREARS && walk->which != DUE_USAGE_OPEN &&
	       period.end.days > as_of.days;
}

static enum status
due_periods(
    struct due_walk *walk, const struct term *term, const struct charge *charge)
{
	struct schedule schedule = due_schedule(walk->terms, term, charge);
	struct period period = first_period(walk, &schedule, charge);
	struct segment days = { .quantity = due_quantity(charge, term),
		.order = subscription_order(term, charge) };
	struct due *due;

	if (has_none(charge, term))
		return STATUS_OK;
	for (;; period = next_period(walk, &schedule, period)) {
		/* The calendar's last day is followed by itself. */
		if (period.from.days >= term->to.days ||
		    period.from.days >= period.end.days ||
		    is_future(walk, charge, period))
			break;
		owed_days(walk, term, charge, period, &days);
		if (days.to.days == days.from.days)
			continue;
		due = due_append(walk, term, charge);
		if (due == NULL)
			return error_memory(walk->error);
		due->key.cycle_start = period.start;
		due->key.cycle_end = period.end;
		due->anchor = schedule.start;
		due->ordinal = period.ordinal;
		due->segments[0] = days;
	}
	return STATUS_OK;
}

static enum status
due_charge(
    struct due_walk *walk, const struct term *term, const struct charge *charge)
{
	walk->dimensions = "";
	if (charge->kind == CHARGE_ONE_TIME)
		return due_one_time(walk, term, charge);
	if (charge->kind == CHARGE_USAGE)
		walk->dimensions =
		    charge_dimensions(&charge->usage, walk->scratch);
	if (walk->dimensions == NULL)
		return error_memory(walk->error);
	return due_periods(walk, term, charge);
}

static bool
is_wanted(const struct charge *charge, enum due_which which)
{
	switch (which) {
	case DUE_CHARGES:
		return charge->kind != CHARGE_USAGE;
	case DUE_RECURRING:
		return charge->kind == CHARGE_RECURRING;
	default:
		return charge->kind == CHARGE_USAGE;
	}
}

/* What is owed in advance is due on the first owed day: leave out the rest. */
static void
drop_future(const struct due_terms *terms, struct dues *list)
{
	size_t i, count = 0;

	for (i = 0; i < list->count; i++) {
		const struct due *due = &list->items[i];

		if (due->definition->when == WHEN_ADVANCE &&
		    due->segments[0].from.days > terms->as_of.days)
			continue;
		list->items[count++] = *due;
	}
	list->count = count;
}

enum status
due_find(const struct subscription *subscription, const struct due_terms *terms,
    enum due_which which, struct arena *scratch, struct dues *list,
    struct error *error)
{
	struct due_walk walk = {
		.subscription = subscription,
		.terms = terms,
		.which = which,
		.dimensions = "",
		.scratch = scratch,
		.list = list,
		.error = error,
	};
	enum status status = STATUS_OK;
	size_t i, k;

	*list = (struct dues){ NULL, 0 };
	for (i = 0; i < subscription->term_count; i++) {
		const struct term *term = &subscription->terms[i];
		const struct plan *plan = term->plan;

		for (k = 0; k < plan->charge_count && status == STATUS_OK;
		     k++) {
			if (is_wanted(&plan->charges[k], which))
				status =
				    due_charge(&walk, term, &plan->charges[k]);
		}
	}
	for (i = 0; which == DUE_CHARGES && i < subscription->single_count &&
		    status == STATUS_OK;
	     i++)
		status = due_single(&walk, &subscription->singles[i]);
	/* Within one term no key comes twice. */
	if (status == STATUS_OK && subscription->term_count > 1)
		status = due_meet(list, scratch, error);
	if (status == STATUS_OK && which != DUE_USAGE &&
	    which != DUE_USAGE_OPEN)
		drop_future(terms, list);
	return status;
}

struct schedule
due_schedule(const struct due_terms *terms, const struct term *term,
    const struct charge *charge)
{
	bool own =
	    charge->anchor == ANCHOR_START || cycle_months(charge->every) == 0;

	return (struct schedule){
		.every = charge->every,
		.anchor = charge->anchor,
		.start = own ? term->anchor : term->item->anchor,
		.bill_days = terms->bill_days,
		.bill_day_count = terms->bill_day_count,
	};
}

struct date
due_date(const struct line *line, const struct catalogs *catalogs)
{
	const struct plan *plan =
	    catalogs_plan(catalogs, line->catalog, line->plan);
	const struct charge *charge =
	    plan == NULL ? NULL : plan_charge(plan, line->charge);

	if (charge != NULL && charge->when == WHEN_ARREARS)
		return line->cycle_end;
	return line->period_start;
}

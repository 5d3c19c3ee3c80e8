/*
 * For each term and charge the periods are walked from the first; days that
 * were billed elsewhere or belong to another term are cut off.  Only the first
 * period of a term can share a key with the term before it, so that is the only
 * place where a key is looked for.
 */
#include "rule/due.h"

#include "rule/charge.h"
#include <assert.h>

struct walk {
	const struct subscription *subscription;
	const struct due_terms *terms;
	bool open; /* periods that have begun are wanted, too */
	const char *dimensions; /* of the charge */
	struct arena *scratch;
	struct dues *list;
	struct error *error;
	/* Where charges of one schedule begin that fall due late enough. */
	struct cycle every;
	enum anchor anchor;
	enum charge_when when;
	struct period first;
	bool passed;
};

/* The key of ${charge} in ${term} for a full period; prices and names too. */
static struct line
due_key(const struct walk *walk, const struct term *term,
    const struct charge *charge)
{
	static const enum line_kind kinds[] = {
		[CHARGE_RECURRING] = LINE_RECURRING,
		[CHARGE_ONE_TIME] = LINE_ONE_TIME,
		[CHARGE_USAGE] = LINE_USAGE,
	};
	const char *price = subscription_price(term, charge);

	return (struct line){
		.kind = kinds[charge->kind],
		.owner = walk->subscription->owner,
		.subscription = walk->subscription->id,
		.service = term->service,
		.charge = charge->id,
		.product = charge->product->id,
		.description = charge->name,
		.unit = "",
		.unit_price = "",
		.tax_code = charge->tax_code,
		.corrects = "",
		.upto = "",
		.plan = term->plan->id,
		.catalog = term->catalog->version,
		.order_price = price,
		.dimensions = walk->dimensions,
		.adjustment = "",
		.instance = "",
		.order = "",
		.order_line = "",
		.split = "",
		.section = "",
	};
}

/* A new due at the end of the list, or NULL. */
static struct due *
due_append(
    struct walk *walk, const struct term *term, const struct charge *charge)
{
	struct dues *list = walk->list;
	struct due *due;

	list->items = arena_grow(
	    walk->scratch, list->items, list->count, sizeof(*list->items));
	if (list->items == NULL)
		return NULL;
	due = &list->items[list->count];
	*due = (struct due){ .definition = charge };
	due->key = due_key(walk, term, charge);
	due->segments = arena_array(walk->scratch,
	    walk->subscription->term_count + 1, sizeof(struct segment));
	if (due->segments == NULL)
		return NULL;
	list->count++;
	return due;
}

/* A flat price is for one, however many were ordered; what was used is known
 * only later. */
static struct decimal
quantity_of(const struct charge *charge, const struct term *term)
{
	if (charge->kind == CHARGE_USAGE)
		return decimal_from_integer(0);
	if (charge->per == PER_FLAT)
		return decimal_from_integer(1);
	return subscription_quantity(term, charge);
}

/* Add days to a due: the last segment grows where nothing differs. */
static void
due_extend(
    struct due *due, const struct term *term, struct date from, struct date to)
{
	struct segment *last = due->segment_count > 0
				   ? &due->segments[due->segment_count - 1]
				   : NULL;
	struct decimal quantity = quantity_of(due->definition, term);

	assert(from.days <= to.days);
	if (last != NULL && last->to.days == from.days &&
	    decimal_compare(last->quantity, quantity) == 0) {
		last->to = to;
		return;
	}
	due->segments[due->segment_count++] = (struct segment){
		.from = from,
		.to = to,
		.quantity = quantity,
	};
}

/* The due of the same key that an earlier term left, or a new one. */
static struct due *
due_for(struct walk *walk, const struct term *term, const struct charge *charge,
    struct period period)
{
	struct line key = due_key(walk, term, charge);
	struct due *due;
	size_t i;

	key.cycle_start = period.start;
	key.cycle_end = period.end;
	if (period.from.days < term->from.days) {
		for (i = walk->list->count; i-- > 0;) {
			due = &walk->list->items[i];
			if (line_key_compare(&due->key, &key) == 0)
				return due;
		}
	}
	due = due_append(walk, term, charge);
	if (due != NULL) {
		due->key.cycle_start = period.start;
		due->key.cycle_end = period.end;
	}
	return due;
}

/* The days of ${period} that ${term} owes for ${charge}; none: from = to. */
static void
owed_days(const struct walk *walk, const struct term *term,
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
due_on(
    const struct walk *walk, const struct charge *charge, struct period period)
{
	return charge->when == WHEN_ARREARS
		   ? period.end
		   : date_later(period.from, walk->subscription->bill_from);
}

/* The first period that does not fall due too early.  Most charges have the
 * schedule of the one before: what that one passed over, they do. */
static struct period
first_period(struct walk *walk, const struct schedule *schedule,
    const struct charge *charge)
{
	const struct date *after = walk->terms->after;
	struct period period;

	if (walk->passed && walk->every.count == charge->every.count &&
	    walk->every.unit == charge->every.unit &&
	    walk->anchor == charge->anchor && walk->when == charge->when)
		return walk->first;
	period = schedule_first(schedule);
	/* The calendar's last day is followed by itself. */
	while (after != NULL && period.from.days < period.end.days &&
	       due_on(walk, charge, period).days <= after->days)
		period = schedule_next(schedule, period);
	walk->every = charge->every;
	walk->anchor = charge->anchor;
	walk->when = charge->when;
	walk->first = period;
	walk->passed = true;
	return period;
}

static enum status
due_periods(
    struct walk *walk, const struct term *term, const struct charge *charge)
{
	const struct due_terms *terms = walk->terms;
	struct schedule schedule = {
		.every = charge->every,
		.anchor = charge->anchor,
		.start = walk->subscription->start,
		.bill_days = terms->bill_days,
		.bill_day_count = terms->bill_day_count,
	};
	struct period period = first_period(walk, &schedule, charge);
	struct segment days;
	struct due *due;

	for (;; period = schedule_next(&schedule, period)) {
		/* The calendar's last day is followed by itself. */
		if (period.from.days >= term->to.days ||
		    period.from.days >= period.end.days)
			break;
		if (period.from.days > terms->as_of.days ||
		    (!walk->open &&
			period.end.days > walk->subscription->bill_from.days &&
			due_on(walk, charge, period).days > terms->as_of.days))
			break;
		owed_days(walk, term, charge, period, &days);
		if (days.to.days == days.from.days)
			continue;
		due = due_for(walk, term, charge, period);
		if (due == NULL)
			return error_memory(walk->error);
		due_extend(due, term, days.from, days.to);
	}
	return STATUS_OK;
}

static enum status
due_one_time(
    struct walk *walk, const struct term *term, const struct charge *charge)
{
	const struct subscription *subscription = walk->subscription;
	struct date on = charge->on == ON_ACTIVATION ? subscription->start
						     : subscription->end;
	struct due *due;

	/* Activation belongs to the first term, termination to the last. */
	if ((charge->on == ON_ACTIVATION &&
		term->from.days != subscription->start.days) ||
	    (charge->on == ON_TERMINATION &&
		term->to.days != subscription->end.days))
		return STATUS_OK;
	if (on.days < subscription->bill_from.days ||
	    on.days > walk->terms->as_of.days)
		return STATUS_OK;
	due = due_append(walk, term, charge);
	if (due == NULL)
		return error_memory(walk->error);
	due->key.cycle_start = on;
	due->key.cycle_end = on;
	due_extend(due, term, on, on);
	return STATUS_OK;
}

static enum status
due_charge(
    struct walk *walk, const struct term *term, const struct charge *charge)
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

enum status
due_find(const struct subscription *subscription, const struct due_terms *terms,
    enum due_which which, struct arena *scratch, struct dues *list,
    struct error *error)
{
	struct walk walk = {
		.subscription = subscription,
		.terms = terms,
		.open = which == DUE_USAGE_OPEN,
		.dimensions = "",
		.scratch = scratch,
		.list = list,
		.error = error,
	};
	bool usage = which != DUE_CHARGES;
	enum status status = STATUS_OK;
	size_t i, k;

	*list = (struct dues){ NULL, 0 };
	for (i = 0; i < subscription->term_count; i++) {
		const struct term *term = &subscription->terms[i];
		const struct plan *plan = term->plan;

		for (k = 0; k < plan->charge_count && status == STATUS_OK;
		     k++) {
			const struct charge *charge = &plan->charges[k];

			if ((charge->kind == CHARGE_USAGE) == usage)
				status = due_charge(&walk, term, charge);
		}
	}
	return status;
}

struct date
due_date(const struct line *line, const struct catalogs *catalogs)
{
	const struct catalog *catalog =
	    catalogs_version(catalogs, line->catalog);
	const struct plan *plan =
	    catalog == NULL ? NULL : catalog_plan(catalog, line->plan);
	const struct charge *charge =
	    plan == NULL ? NULL : plan_charge(plan, line->charge);

	if (charge != NULL && charge->when == WHEN_ARREARS)
		return line->cycle_end;
	return line->period_start;
}

/*
 * A period is laid out again to see whether its first days are a stub; where
 * the days of a line begin and end is told by the orders and dates that fit.
 */
#include <string.h>

#include "proof/explaining.h"
#include "rule/charge.h"

void
explaining_order(struct explaining *explaining, const char *lead,
    const char *name, int64_t sequence)
{
	size_t i;

	for (i = 0; i < explaining->order_count; i++) {
		if (explaining->orders[i].sequence == sequence)
			saying_text(&explaining->saying, lead, name,
			    explaining->orders[i].name);
	}
}

/* The order of the line's subscription that adds it; it is always there. */
static const struct order *
add_of(const struct explained *line)
{
	const struct billing_subscription *from = &line->subscription->from;
	size_t i;

	for (i = 0; i < from->order_count; i++) {
		if (from->orders[i].action == ACTION_ADD)
			return &from->orders[i];
	}
	return NULL;
}

/* The due that the line comes from, as far as it is known. */
static const struct due *
due_of(const struct explained *line)
{
	return line->then.due != NULL	   ? line->then.due
	       : line->earlier.due != NULL ? line->earlier.due
					   : line->today.due;
}

static bool
is_known(const struct explained *line, const struct order *order)
{
	return !line->then.found || order->sequence <= line->then.known;
}

/* Whether a later order undid ${order}. */
static bool
is_void(const struct explained *line, const struct order *order)
{
	const struct billing_subscription *from = &line->subscription->from;
	size_t i;

	for (i = 0; i < from->order_count; i++) {
		if (is_known(line, &from->orders[i]) &&
		    order_named(
			order->id, order->line, from->orders[i].voids) &&
		    !is_void(line, &from->orders[i]))
			return true;
	}
	return false;
}

/* Whether ${order} may have said something of the line's charge. */
static bool
concerns(const struct explained *line, const struct order *order)
{
	const struct line *self = &line->self->line;
	bool other =
	    order->plan != NULL && strcmp(order->plan->id, self->plan) != 0;

	return is_known(line, order) && !is_void(line, order) &&
	       (order->charge[0] == '\0' ||
		   strcmp(order->charge, self->charge) == 0) &&
	       (!other || (order->action != ACTION_ADD &&
			      order->action != ACTION_CANCEL));
}

/* The last order known then that acts on ${date}, or NULL. */
static const struct order *
acting_on(const struct explained *line, struct date date)
{
	const struct billing_subscription *from = &line->subscription->from;
	const struct order *found = NULL;
	size_t i;

	for (i = 0; i < from->order_count; i++) {
		const struct order *order = &from->orders[i];

		if (order->start.days == date.days && concerns(line, order))
			found = order;
	}
	return found;
}

/* The order that says beforehand that the subscription ends on ${date}. */
static const struct order *
end_of(const struct explained *line, struct date date)
{
	const struct billing_subscription *from = &line->subscription->from;
	size_t i;

	for (i = 0; i < from->order_count; i++) {
		const struct order *order = &from->orders[i];

		if (date_given(order->end) && order->end.days == date.days &&
		    concerns(line, order))
			return order;
	}
	return NULL;
}

/* The order of which something was delivered on ${date}. */
static const struct order *
delivered_on(const struct explained *line, struct date date)
{
	const struct billing_subscription *from = &line->subscription->from;
	size_t i, k;

	for (i = 0; i < from->order_count; i++) {
		const struct order *order = &from->orders[i];

		for (k = 0; k < order->fulfilment_count; k++) {
			if (order->fulfilments[k].from.days == date.days &&
			    concerns(line, order))
				return order;
		}
	}
	return NULL;
}

/* What comes with time and changes the price on ${date}; NULL: nothing. */
static const char *
time_on(const struct explained *line, struct date date)
{
	const struct due *due = due_of(line);
	const struct subscription *subscription =
	    line->then.subscription != NULL ? line->then.subscription
					    : line->today.subscription;
	size_t i;

	for (i = 0; subscription != NULL && i < subscription->contract_count;
	     i++) {
		if (subscription->contracts[i].from.days == date.days)
			return "renewal of the contract";
	}
	for (i = 0; due != NULL && i < line->charge->ramp_count; i++) {
		if (cycle_step(
			line->charge->ramp[i].after, due->term->item->start, 1)
			.days == date.days)
			return "step of the ramp";
	}
	return NULL;
}

/* The period of the line's charge with the line's edges, if it has one. */
static bool
lay_out(const struct explained *line, struct period *period)
{
	const struct order *add = add_of(line);
	const struct due *due = due_of(line);
	const struct line *self = &line->self->line;
	struct schedule schedule = {
		.every = line->charge->every,
		.anchor = line->charge->anchor,
		.bill_days = line->subscription->owner->bill_days,
		.bill_day_count = line->subscription->owner->bill_day_count,
	};

	if (due == NULL && add == NULL)
		return false;
	schedule.start = due != NULL ? due->anchor : add->start;
	*period = schedule_first(&schedule);
	while (period->start.days != self->cycle_start.days ||
	       period->end.days != self->cycle_end.days) {
		if (period->from.days >= self->cycle_end.days ||
		    period->from.days >= period->end.days)
			return false;
		*period = schedule_next(&schedule, *period);
	}
	return true;
}

/* The bill day of the owner that was in force on ${date}. */
static const struct bill_day *
bill_day_on(const struct explained *line, struct date date)
{
	const struct billing_owner *owner = line->subscription->owner;
	size_t i = owner->bill_day_count;

	while (i > 1 && owner->bill_days[i - 1].from.days > date.days)
		i--;
	return &owner->bill_days[i - 1];
}

/* From what the edges of the full period are counted. */
static void
say_anchor(struct explaining *explaining, const struct explained *line)
{
	const struct charge *charge = line->charge;
	const struct order *add = add_of(line);
	const struct due *due = due_of(line);
	struct saying *saying = &explaining->saying;
	struct period period;

	if (add == NULL || !lay_out(line, &period)) {
		saying_text(
		    saying, "\nits edges have changed", "edges", "changed");
		return;
	}
	if (charge->anchor == ANCHOR_START ||
	    cycle_months(charge->every) == 0) {
		saying_text(saying, "\n", "edges", "start");
		saying_date(saying,
		    due != NULL && due->term->item->addon
			? " of the add-on, "
			: " of the subscription, ",
		    "start", due != NULL ? due->anchor : add->start);
		return;
	}
	saying_text(saying, "\n", "edges", "bill day");
	saying_number(
	    saying, " ", "bill_day", bill_day_on(line, period.from)->day);
	saying_text(saying, " of account ", "account",
	    line->subscription->owner->account);
	if (period.from.days == period.start.days)
		return;
	saying_date(saying, "; a stub from ", "stub_from", period.from);
	saying_text(saying, ", ", "stub_by",
	    period.ordinal == 0 ? "start of the subscription"
				: "change of the bill day");
}

/* Whether the item was tried until ${date}. */
static bool
is_tried_until(const struct explained *line, struct date date)
{
	const struct due *due = due_of(line);

	return due != NULL && due->term->item->start.days == date.days &&
	       due->term->item->begin.days < date.days;
}

/* What an order did on the day on which its days begin. */
static const char *const acts[] = {
	[ACTION_ADD] = "start by order",
	[ACTION_CHANGE] = "changed by order",
	[ACTION_REPLACE] = "replaced by order",
	[ACTION_RERATE] = "other price by order",
	[ACTION_RETERM] = "other term by order",
	[ACTION_CANCEL] = "cancelled by order",
	[ACTION_SUSPEND] = "suspended by order",
	[ACTION_RESUME] = "resumed by order",
	[ACTION_RENEW] = "renewed by order",
	[ACTION_VOID] = "void by order",
};

/* Where the days of the line begin. */
static void
say_begin(struct explaining *explaining, const struct explained *line)
{
	const struct order *add = add_of(line);
	const struct line *self = &line->self->line;
	struct saying *saying = &explaining->saying;
	struct date from = self->period_start;
	const struct order *order = acting_on(line, from);
	const char *time = time_on(line, from), *word = "stub";

	if (is_tried_until(line, from)) {
		word = "end of the trial";
		order = NULL;
	} else if (order != NULL) {
		word = acts[order->action];
	} else if (add != NULL && date_given(add->bill_from) &&
		   from.days == add->bill_from.days) {
		word = "earlier days were billed elsewhere by order";
		order = add;
	} else if (delivered_on(line, from) != NULL) {
		word = "delivered of order";
		order = delivered_on(line, from);
	} else if (from.days == self->cycle_start.days) {
		word = "start of the full period";
	} else if (time != NULL) {
		word = time;
	}
	saying_date(saying, "\nfrom ", "from", from);
	saying_text(saying, ": ", "from_by", word);
	if (order != NULL)
		explaining_order(
		    explaining, " ", "from_order", order->sequence);
}

/* Where they end. */
static void
say_end(struct explaining *explaining, const struct explained *line)
{
	const struct line *self = &line->self->line;
	struct date to = self->period_end;
	const struct order *order = acting_on(line, to);
	struct saying *saying = &explaining->saying;
	const char *word = time_on(line, to);

	if (word == NULL)
		word = "end by orders that have changed since";
	if (order != NULL) {
		word = acts[order->action == ACTION_ADD ? ACTION_CHANGE
							: order->action];
	} else if (end_of(line, to) != NULL) {
		word = "end by order";
		order = end_of(line, to);
	} else if (self->period_end.days == self->cycle_end.days) {
		word = "end of the full period";
	} else if (delivered_on(line, to) != NULL) {
		word = "more delivered of order";
		order = delivered_on(line, to);
	}
	saying_date(saying, "\nto ", "to", to);
	saying_text(saying, ": ", "to_by", word);
	if (order != NULL)
		explaining_order(explaining, " ", "to_order", order->sequence);
}

/* Days of the period on which it was suspended free of charge. */
static void
say_gaps(struct explaining *explaining, const struct explained *line)
{
	const struct line *self = &line->self->line;
	const struct subscription *subscription = line->then.subscription;
	struct saying *saying = &explaining->saying;
	size_t i, item = 0;

	for (i = 0; subscription != NULL && i < subscription->suspension_count;
	     i++) {
		const struct suspension *gap = &subscription->suspensions[i];
		const struct order *order;

		if (gap->from.days >= self->cycle_end.days ||
		    gap->to.days <= self->cycle_start.days)
			continue;
		order = acting_on(line, gap->from);
		saying_step(saying, "gap", ++item);
		saying_date(saying, "", "from", gap->from);
		if (gap->to.days < DATE_MAX.days)
			saying_date(saying, " to ", "to", gap->to);
		saying_text(
		    saying, ": ", "facts", "nothing is owed, suspended");
		if (order != NULL)
			explaining_order(
			    explaining, " by order ", "order", order->sequence);
	}
}

void
explaining_period(struct explaining *explaining, const struct explained *line)
{
	const struct line *self = &line->self->line;
	const struct charge *charge = line->charge;
	const char *every = charge->texts[KEY_EVERY];
	struct saying *saying = &explaining->saying;

	saying_step(saying, "period", 0);
	saying_date(saying, "full period ", "start", self->cycle_start);
	saying_date(saying, " to ", "end", self->cycle_end);
	saying_text(
	    saying, ", ", "every", every[0] == '\0' ? "1 month" : every);
	saying_text(saying, " in ", "when",
	    charge->when == WHEN_ARREARS ? "arrears" : "advance");
	say_anchor(explaining, line);
	if (self->corrects[0] == '\0') {
		say_begin(explaining, line);
		say_end(explaining, line);
	}
	say_gaps(explaining, line);
}

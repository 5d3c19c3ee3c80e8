/*
 * A period is laid out again to see whether its first days are a stub; where
 * the days of a line begin and end is told by the orders and dates that fit.
 */
#include <string.h>

#include "report/explaining.h"
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

/* The order known then that ends the subscription on ${date}, or NULL. */
static const struct order *
end_of(const struct explained *line, struct date date)
{
	const struct billing_subscription *from = &line->subscription->from;
	size_t i;

	for (i = 0; i < from->order_count; i++) {
		const struct order *order = &from->orders[i];
		struct date end =
		    order->action == ACTION_CANCEL ? order->start : order->end;

		if (line->then.found && order->sequence > line->then.known)
			continue;
		if (date_given(end) && end.days == date.days)
			return order;
	}
	return NULL;
}

/* The period of the line's charge with the line's edges, if it has one. */
static bool
lay_out(const struct explained *line, struct period *period)
{
	const struct order *add = add_of(line);
	const struct line *self = &line->self->line;
	struct schedule schedule = {
		.every = line->charge->every,
		.anchor = line->charge->anchor,
		.bill_days = line->subscription->owner->bill_days,
		.bill_day_count = line->subscription->owner->bill_day_count,
	};

	if (add == NULL)
		return false;
	schedule.start = add->start;
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
		saying_date(
		    saying, " of the subscription, ", "start", add->start);
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

/* Where the days of the line begin. */
static void
say_begin(struct explaining *explaining, const struct explained *line)
{
	const struct order *add = add_of(line);
	const struct line *self = &line->self->line;
	struct saying *saying = &explaining->saying;
	struct date from = self->period_start;

	saying_date(saying, "\nfrom ", "from", from);
	if (add != NULL && from.days == add->start.days) {
		saying_text(saying, ": ", "from_by", "start by order");
		explaining_order(explaining, " ", "from_order", add->sequence);
	} else if (add != NULL && date_given(add->bill_from) &&
		   from.days == add->bill_from.days) {
		saying_text(saying, ": ", "from_by",
		    "earlier days were billed elsewhere by order");
		explaining_order(explaining, " ", "from_order", add->sequence);
	} else if (from.days == self->cycle_start.days) {
		saying_text(
		    saying, ": ", "from_by", "start of the full period");
	} else {
		saying_text(saying, ": ", "from_by", "stub");
	}
}

/* Where they end. */
static void
say_end(struct explaining *explaining, const struct explained *line)
{
	const struct line *self = &line->self->line;
	const struct order *order = end_of(line, self->period_end);
	struct saying *saying = &explaining->saying;

	saying_date(saying, "\nto ", "to", self->period_end);
	if (order != NULL) {
		saying_text(saying, ": ", "to_by",
		    order->action == ACTION_CANCEL ? "cancelled by order"
						   : "end by order");
		explaining_order(explaining, " ", "to_order", order->sequence);
	} else if (self->period_end.days == self->cycle_end.days) {
		saying_text(saying, ": ", "to_by", "end of the full period");
	} else {
		saying_text(saying, ": ", "to_by",
		    "end by orders that have changed since");
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
}

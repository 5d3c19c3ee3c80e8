/*
 * An original line is one segment, as it stands; a correction comes from all
 * segments that were owed when it was posted.
 */
#include <string.h>

#include "proof/explaining.h"

/* The exact value of a segment: price × quantity × part. */
struct worth {
	struct decimal price;
	struct ratio part;
	struct ratio exact;
	struct money amount;
};

static enum status
multiply(const struct explaining *explaining, const struct explained *line,
    const char *price, const struct segment *segment, struct worth *worth)
{
	const struct line *self = &line->self->line;
	const struct span span = {
		.start = self->cycle_start,
		.end = self->cycle_end,
		.from = segment->from,
		.to = segment->to,
		.every = line->charge->every,
		.zone = explaining->zoning.zone,
	};
	struct error *error = explaining->error;
	enum status status;

	worth->part = ratio_of(1, 1);
	status = decimal_parse(price, DECIMAL_PLACES_MAX, &worth->price, error);
	if (status == STATUS_OK && self->kind == LINE_RECURRING)
		status = prorate(
		    line->charge->proration, &span, &worth->part, error);
	if (status == STATUS_OK)
		status = ratio_multiply(worth->part,
		    ratio_from_decimal(worth->price), &worth->exact, error);
	if (status == STATUS_OK)
		status = ratio_multiply(worth->exact,
		    ratio_from_decimal(segment->quantity), &worth->exact,
		    error);
	if (status == STATUS_OK)
		status = money_round(worth->exact, self->amount.currency,
		    explaining->company.rounding, &worth->amount, error);
	return status;
}

/* The days of a segment of a recurring charge. */
static void
say_segment_days(struct explaining *explaining, const struct explained *line,
    const struct segment *segment)
{
	const struct line *self = &line->self->line;
	struct saying *saying = &explaining->saying;

	saying_date(saying, "", "from", segment->from);
	saying_date(saying, " to ", "to", segment->to);
	if (line->charge->proration == PRORATION_DAY) {
		saying_number(saying, ", ", "days",
		    segment->to.days - segment->from.days);
		saying_number(saying, " of ", "of_days",
		    self->cycle_end.days - self->cycle_start.days);
		saying_text(saying, " days", NULL, "");
	} else {
		saying_text(saying, ", proration ", "proration",
		    line->charge->proration == PRORATION_SECOND	   ? "second"
		    : line->charge->proration == PRORATION_MONTH30 ? "month30"
								   : "none");
	}
	if (segment->order != NULL)
		explaining_order(
		    explaining, ", order ", "order", segment->order->sequence);
	saying_text(saying, "\n", NULL, "");
}

/* The stand-alone price of a bundle's product, and of all of them. */
static enum status
add_prices(struct explaining *explaining, const struct explained *line,
    struct ratio *own, struct ratio *all)
{
	const struct charge *charge = line->charge;
	enum status status = STATUS_OK;
	size_t i;

	*own = *all = ratio_of(0, 1);
	for (i = 0; i < charge->component_count && status == STATUS_OK; i++) {
		const struct component *component = &charge->components[i];
		struct ratio price = ratio_from_decimal(component->price);

		status = ratio_add(*all, price, all, explaining->error);
		if (strcmp(component->product->id, line->self->line.instance) ==
		    0)
			*own = price;
	}
	return status;
}

/* Of a bundle: what of the segment's amount this product has. */
static enum status
say_component(struct explaining *explaining, const struct explained *line,
    struct worth *worth)
{
	struct saying *saying = &explaining->saying;
	struct error *error = explaining->error;
	struct money whole = worth->amount;
	struct ratio own, all, part, exact;
	enum status status = add_prices(explaining, line, &own, &all);

	if (status == STATUS_OK && all.numerator == 0)
		return STATUS_OK;
	if (status == STATUS_OK)
		status = ratio_multiply(own,
		    ratio_of(all.denominator, all.numerator), &part, error);
	if (status == STATUS_OK)
		status = ratio_multiply(part,
		    ratio_from_decimal(money_decimal(whole)), &exact, error);
	if (status == STATUS_OK)
		status =
		    due_share(whole, line->charge, line->self->line.instance,
			&explaining->scratch, &worth->amount, error);
	if (status != STATUS_OK)
		return status;
	saying_text(
	    saying, "\nof which ", "component", line->self->line.instance);
	saying_ratio(saying, " has, as it costs ", "alone", own);
	saying_ratio(saying, " of ", "alone_in_all", all);
	saying_text(saying, " alone", NULL, "");
	saying_money(saying, "\n", "whole", whole);
	saying_ratio(saying, " x ", "share", part);
	saying_ratio(saying, " = ", "share_exact", exact);
	saying_money(saying, " -> ", "amount", worth->amount);
	saying_text(saying, ", ", "by", "by largest remainder");
	return STATUS_OK;
}

static enum status
say_segment(struct explaining *explaining, const struct explained *line,
    const char *price, const struct segment *segment, struct money *sum)
{
	struct saying *saying = &explaining->saying;
	bool component = line->charge->component_count > 0;
	struct worth worth;
	enum status status = multiply(explaining, line, price, segment, &worth);

	if (status != STATUS_OK)
		return status;
	if (line->self->line.kind == LINE_RECURRING)
		say_segment_days(explaining, line, segment);
	saying_decimal(saying, "", "price", worth.price);
	saying_decimal(saying, " x ", "quantity", segment->quantity);
	if (line->self->line.kind == LINE_RECURRING)
		saying_ratio(saying, " x ", "part", worth.part);
	saying_ratio(saying, " = ", "exact", worth.exact);
	saying_money(
	    saying, " -> ", component ? "rounded" : "amount", worth.amount);
	saying_text(saying, ", ", "rounding",
	    rounding_name(explaining->company.rounding));
	if (component)
		status = say_component(explaining, line, &worth);
	if (status != STATUS_OK)
		return status;
	return money_add(*sum, worth.amount, sum, explaining->error);
}

/* What one of a bundle's charge costs, or one of any. */
static enum status
find_price(struct explaining *explaining, const struct explained *line,
    const char **price)
{
	const struct line *self = &line->self->line;
	char text[DECIMAL_TEXT_MAX];

	*price = self->unit_price;
	if (line->charge->component_count == 0)
		return STATUS_OK;
	*price = self->order_price;
	if ((*price)[0] == '\0')
		*price = arena_text(&explaining->scratch,
		    decimal_format(line->charge->price, text));
	return *price == NULL ? error_memory(explaining->error) : STATUS_OK;
}

static enum status
say_segments(struct explaining *explaining, const struct explained *line)
{
	const struct line *self = &line->self->line;
	const struct segment own = { .from = self->period_start,
		.to = self->period_end,
		.quantity = self->quantity,
		.amount = self->amount };
	const struct due *due = line->then.due;
	const struct segment *segments = &own;
	const char *price;
	struct money sum = money_of(0, self->amount.currency);
	bool correction = self->corrects[0] != '\0';
	size_t count = 1, i;
	enum status status = find_price(explaining, line, &price);

	if (correction) {
		count = due == NULL ? 0 : due->segment_count;
		segments = due == NULL ? NULL : due->segments;
		if (due != NULL && line->charge->component_count == 0)
			price = due->key.unit_price;
	}
	for (i = 0; i < count && status == STATUS_OK; i++) {
		saying_step(&explaining->saying, "segment", i + 1);
		status =
		    say_segment(explaining, line, price, &segments[i], &sum);
	}
	if (status == STATUS_OK && (!correction || line->then.found))
		explaining_check(
		    explaining, &sum, correction ? line->owed : self->amount);
	return status;
}

/* The order that a one-time charge came with. */
static void
say_day(struct explaining *explaining, const struct explained *line)
{
	static const char *const days[] = {
		[ON_ACTIVATION] = "activation",
		[ON_TERMINATION] = "termination",
		[ON_ORDER] = "order",
	};
	const struct billing_subscription *from = &line->subscription->from;
	const struct line *self = &line->self->line;
	struct saying *saying = &explaining->saying;
	bool activation = line->charge->on != ON_TERMINATION;
	size_t i;

	saying_step(saying, "day", 0);
	saying_text(saying, "", "on", days[line->charge->on]);
	saying_date(saying, ", ", "date", self->cycle_start);
	for (i = 0; i < from->order_count; i++) {
		const struct order *order = &from->orders[i];
		bool adds = order->action == ACTION_ADD;
		struct date date =
		    activation || !adds ? order->start : order->end;

		if ((line->charge->on == ON_ACTIVATION && !adds) ||
		    date.days != self->cycle_start.days ||
		    (line->charge->on == ON_ORDER &&
			(strcmp(order->id, self->order) != 0 ||
			    strcmp(order->line, self->order_line) != 0)))
			continue;
		explaining_order(
		    explaining, ", order ", "order", order->sequence);
		return;
	}
}

/* The last order line until the line's first day that said how many. */
static const struct order *
quantity_of(const struct explained *line)
{
	const struct billing_subscription *from = &line->subscription->from;
	const struct line *self = &line->self->line;
	const struct order *found = NULL;
	size_t i;

	for (i = 0; i < from->order_count; i++) {
		const struct order *order = &from->orders[i];
		bool own = strcmp(order->id, self->order) == 0 &&
			   strcmp(order->line, self->order_line) == 0;

		if (order->start.days > self->period_start.days ||
		    (line->then.found && order->sequence > line->then.known) ||
		    (!own && order->plan != NULL &&
			strcmp(order->plan->id, self->plan) != 0) ||
		    (order->charge[0] != '\0' &&
			strcmp(order->charge, self->charge) != 0))
			continue;
		if (order->partial ||
		    (order->quantified &&
			decimal_compare(order->quantity, self->quantity) == 0))
			found = order;
	}
	return found;
}

/* Who ordered so many, and how much of that was delivered by the first day. */
static void
say_quantity(struct explaining *explaining, const struct explained *line)
{
	const struct order *order = quantity_of(line);
	const struct line *self = &line->self->line;
	struct saying *saying = &explaining->saying;
	size_t i;

	if (order == NULL || self->corrects[0] != '\0')
		return;
	saying_step(saying, "quantity", 0);
	saying_decimal(saying, "", "quantity", self->quantity);
	explaining_order(explaining, ", by order ", "order", order->sequence);
	if (!order->partial)
		return;
	saying_decimal(saying, " of ", "ordered", order->quantity);
	for (i = 0; i < order->fulfilment_count; i++) {
		const struct fulfilment *fulfilment = &order->fulfilments[i];

		if (fulfilment->from.days > self->period_start.days)
			continue;
		saying_decimal(saying, "\n", "delivered", fulfilment->quantity);
		saying_date(
		    saying, " delivered on ", "delivered_on", fulfilment->from);
	}
}

enum status
explaining_days(struct explaining *explaining, const struct explained *line)
{
	const struct line *self = &line->self->line;
	struct money amount = money_of(0, self->amount.currency);
	enum status status;

	if (self->kind == LINE_RECURRING)
		explaining_period(explaining, line);
	else
		say_day(explaining, line);
	if (line->charge->per != PER_FLAT)
		say_quantity(explaining, line);
	status = say_segments(explaining, line);
	if (status != STATUS_OK)
		return status;
	explaining_difference(explaining, line);
	if (line->today.due != NULL)
		amount = line->today.due->amount;
	/* What is charged once is kept. */
	if (line->today.due != NULL || self->kind == LINE_RECURRING)
		explaining_today(explaining, line, amount);
	return status;
}

/*
 * An original line is one segment, as it stands; a correction comes from all
 * segments that were owed when it was posted.
 */
#include <string.h>

#include "report/explaining.h"

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
	saying_text(saying, "\n", NULL, "");
}

static enum status
say_segment(struct explaining *explaining, const struct explained *line,
    const char *price, const struct segment *segment, struct money *sum)
{
	struct saying *saying = &explaining->saying;
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
	saying_money(saying, " -> ", "amount", worth.amount);
	saying_text(saying, ", ", "rounding",
	    rounding_name(explaining->company.rounding));
	return money_add(*sum, worth.amount, sum, explaining->error);
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
	const char *price = self->unit_price;
	struct money sum = money_of(0, self->amount.currency);
	bool correction = self->corrects[0] != '\0';
	size_t count = 1, i;
	enum status status = STATUS_OK;

	if (correction) {
		count = due == NULL ? 0 : due->segment_count;
		segments = due == NULL ? NULL : due->segments;
		price = due == NULL ? "" : due->key.unit_price;
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
	const struct billing_subscription *from = &line->subscription->from;
	const struct line *self = &line->self->line;
	struct saying *saying = &explaining->saying;
	bool activation = line->charge->on == ON_ACTIVATION;
	size_t i;

	saying_step(saying, "day", 0);
	saying_text(
	    saying, "", "on", activation ? "activation" : "termination");
	saying_date(saying, ", ", "date", self->cycle_start);
	for (i = 0; i < from->order_count; i++) {
		const struct order *order = &from->orders[i];
		bool adds = order->action == ACTION_ADD;
		struct date date =
		    activation || !adds ? order->start : order->end;

		if ((activation && !adds) ||
		    date.days != self->cycle_start.days)
			continue;
		explaining_order(
		    explaining, ", order ", "order", order->sequence);
		return;
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

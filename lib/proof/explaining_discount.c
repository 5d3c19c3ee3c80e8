/*
 * A discount was taken off what was left of each segment by the discounts
 * before it; a share of a coupon is what the coupon came to on the document,
 * spread over its lines, and from then on the same part of its line.
 */
#include "order/discount.h"

#include <string.h>

#include "proof/explaining.h"

/* What it is, and who granted it. */
static void
say_discount(struct explaining *explaining, const struct explained *line,
    const struct discount *discount)
{
	const struct line *self = &line->self->line;
	const struct order *order = explaining_line_order(explaining, line);
	struct saying *saying = &explaining->saying;

	saying_step(saying, "discount", 0);
	if (discount == NULL) {
		saying_text(saying, "", "discount", self->instance);
	} else {
		saying_text(saying, "", "discount", discount->id);
		if (discount->by_percent)
			saying_decimal(
			    saying, ": ", "percent", discount->percent);
		else
			saying_decimal(
			    saying, ": ", "amount", discount->amount);
		saying_text(saying,
		    discount->by_percent		? "%"
		    : discount->scope == SCOPE_DOCUMENT ? " in all"
							: " a period",
		    NULL, "");
		saying_text(saying, " off ", "charge", self->charge);
		if (discount->code[0] != '\0')
			saying_text(
			    saying, ", coupon ", "code", discount->code);
	}
	if (order == NULL)
		return;
	explaining_order(
	    explaining, ", granted by order ", "order", order->sequence);
	saying_date(saying, " as of ", "start", order->start);
}

/* One step: percent or amount, of the days that have it, at most what is left.
 */
static void
say_taken(struct explaining *explaining, const struct discount_step *step)
{
	const struct discount *discount = step->grant->discount;
	struct saying *saying = &explaining->saying;
	struct money before = step->base;

	saying_date(saying, "", "from", step->from);
	saying_date(saying, " to ", "to", step->to);
	if (step->base.minor != step->before.minor) {
		before.minor -= step->before.minor;
		saying_money(saying, ": ", "base", step->base);
		saying_money(saying, " - ", "taken_before", before);
		saying_money(
		    saying, " by discounts before = ", "left", step->before);
	}
	saying_text(saying, "\n", NULL, "");
	if (discount->by_percent) {
		saying_money(saying, "", "of", step->before);
		saying_ratio(saying, " x ", "part", step->of_segment);
		saying_decimal(saying, " x ", "percent", discount->percent);
		saying_ratio(saying, "% = ", "exact", step->exact);
	} else {
		saying_decimal(saying, "", "of", discount->amount);
		saying_ratio(saying, " x ", "part", step->of_period);
		saying_ratio(saying, " = ", "exact", step->exact);
	}
	saying_money(saying, " -> ", "rounded", step->amount);
	saying_text(saying, ", ", "rounding",
	    rounding_name(explaining->company.rounding));
	if (step->taken.minor < step->amount.minor)
		saying_money(saying, ", at most ", "most", step->taken);
	if (step->own.minor != step->taken.minor) {
		saying_money(
		    saying, "\ntaken of this product: ", "own", step->own);
		saying_money(saying, " of ", "taken", step->taken);
		saying_text(saying, ", ", "by", "by largest remainder");
	}
}

static void
say_steps(struct explaining *explaining, const struct explained *line,
    const struct due *due)
{
	const struct line *self = &line->self->line;
	struct money sum = money_of(0, self->amount.currency);
	bool original = self->corrects[0] == '\0';
	size_t i, item = 0;

	for (i = 0; i < due->working->step_count; i++) {
		const struct discount_step *step = &due->working->steps[i];

		if (original && (step->from.days != self->period_start.days ||
				    step->to.days != self->period_end.days))
			continue;
		saying_step(&explaining->saying, "off", ++item);
		say_taken(explaining, step);
		sum.minor -= step->own.minor;
	}
	explaining_check(
	    explaining, &sum, original ? self->amount : line->owed);
}

/* The posted sum of a key until now, or of one posting's original lines. */
static int64_t
sum_of(const struct explaining *explaining, const struct explained *line,
    const struct line *key, int64_t posting)
{
	const struct billing_subscription *from = &line->subscription->from;
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < from->posted_count; i++) {
		const struct posted *posted = &from->posted[i];

		if (line_key_compare(&posted->line, key) != 0 ||
		    posted->posting > explaining->posting ||
		    (posting != 0 && (posted->posting != posting ||
					 posted->line.corrects[0] != '\0')))
			continue;
		sum += posted->line.amount.minor;
	}
	return sum;
}

/* The due that a share is taken off. */
static const struct due *
base_of(const struct explained *line)
{
	struct line key = line->self->line;
	const struct dues *dues = &line->then.dues;
	size_t i;

	key.instance = discount_base(key.instance);
	for (i = 0; i < dues->count; i++) {
		key.kind = dues->items[i].key.kind;
		if (key.kind != LINE_DISCOUNT &&
		    line_key_compare(&dues->items[i].key, &key) == 0)
			return &dues->items[i];
	}
	return NULL;
}

/* Of a corrected share: the part that it was, of what is due now. */
static enum status
say_part(struct explaining *explaining, const struct explained *line)
{
	const struct due *base = base_of(line);
	struct saying *saying = &explaining->saying;
	struct error *error = explaining->error;
	struct currency currency = line->self->line.amount.currency;
	struct money of, part, amount = money_of(0, currency);
	struct ratio exact;
	enum status status = STATUS_OK;

	if (base != NULL) {
		int64_t posting = line->posted.items[0].posting;

		of = money_of(
		    sum_of(explaining, line, &base->key, posting), currency);
		part = money_of(
		    sum_of(explaining, line, &line->self->line, posting),
		    currency);
		if (of.minor == 0)
			return status;
		status = ratio_multiply(
		    ratio_from_decimal(money_decimal(base->amount)),
		    ratio_of(part.minor, of.minor), &exact, error);
		if (status == STATUS_OK)
			status = money_round(exact, currency,
			    explaining->company.rounding, &amount, error);
		if (status != STATUS_OK)
			return status;
		saying_step(saying, "part", 0);
		saying_money(saying, "it was ", "share", part);
		saying_money(saying, " of ", "shared", of);
		saying_money(saying, "\n", "base", base->amount);
		saying_ratio(
		    saying, " x ", "part", ratio_of(part.minor, of.minor));
		saying_ratio(saying, " = ", "exact", exact);
		saying_money(saying, " -> ", "amount", amount);
		saying_text(saying, ", ", "rounding",
		    rounding_name(explaining->company.rounding));
	}
	explaining_check(explaining, &amount, line->owed);
	return status;
}

/* The discount that a due was made by. */
static const struct discount *
discount_of(const struct explaining *explaining, const struct explained *line)
{
	const char *id = line->self->line.instance;
	const struct order *order = explaining_line_order(explaining, line);
	const struct discount *given[2] = { NULL, NULL };
	size_t i, length;

	if (discount_is_share(&line->self->line))
		id += strlen(DISCOUNT_COUPON);
	length = strcspn(id, "/");
	if (order != NULL) {
		given[0] = order->discount;
		given[1] = order->promotion;
	}
	for (i = 0; i < 2; i++) {
		if (given[i] != NULL && strlen(given[i]->id) == length &&
		    memcmp(given[i]->id, id, length) == 0)
			return given[i];
	}
	return NULL;
}

enum status
explaining_discount(struct explaining *explaining, const struct explained *line)
{
	const struct line *self = &line->self->line;
	const struct due *due = line->then.due;
	struct money sum, amount = money_of(0, self->amount.currency);
	enum status status = STATUS_OK;

	say_discount(explaining, line, discount_of(explaining, line));
	if (discount_is_share(self) && self->corrects[0] == '\0') {
		status = explaining_coupon(explaining, line, &sum);
		if (status == STATUS_OK)
			explaining_check(explaining, &sum, self->amount);
	} else if (discount_is_share(self)) {
		status = say_part(explaining, line);
	} else if (due != NULL && due->working != NULL) {
		say_steps(explaining, line, due);
	}
	if (status != STATUS_OK)
		return status;
	explaining_difference(explaining, line);
	if (line->today.due != NULL)
		amount = line->today.due->amount;
	explaining_today(explaining, line, amount);
	return status;
}

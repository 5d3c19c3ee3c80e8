/*
 * A coupon on the document is spread once more, over the lines that stand on
 * it.
 */
#include <string.h>

#include "order/discount.h"
#include "proof/explaining.h"

/* The document's lines as they were when the coupon came to them. */
struct spreading {
	struct coupon coupon;
	struct coupon_line *lines;
	int64_t *shares;
	size_t count;
};

static bool
is_same_coupon(const struct line *a, const struct line *b)
{
	size_t length = strlen(DISCOUNT_COUPON);

	length += strcspn(a->instance + length, "/");
	return strncmp(a->instance, b->instance, length) == 0 &&
	       (b->instance[length] == '\0' || b->instance[length] == '/');
}

/* Spread it, as if the other coupons had come before or behind it. */
static enum status
spread(struct explaining *explaining, const struct explained *line, bool behind,
    struct spreading *spreading)
{
	size_t i;

	spreading->count = 0;
	for (i = 0; i < explaining->line_count; i++) {
		const struct explained *other = &explaining->lines[i];
		const struct line *self = &other->self->line;

		if (self->corrects[0] != '\0' ||
		    (discount_is_share(self) &&
			(!behind || is_same_coupon(&line->self->line, self))))
			continue;
		spreading->lines[spreading->count++] =
		    (struct coupon_line){ self, other->charge };
	}
	return discount_spread(&spreading->coupon, spreading->lines,
	    spreading->count, &explaining->scratch, spreading->shares,
	    explaining->error);
}

/* The line that the share is taken off, among those that share. */
static size_t
find_place(const struct spreading *spreading, const struct line *share)
{
	struct line key = *share;
	size_t i;

	key.instance = discount_base(share->instance);
	for (i = 0; i < spreading->count; i++) {
		const struct line *line = spreading->lines[i].line;

		key.kind = line->kind;
		if (line->kind != LINE_DISCOUNT &&
		    line->period_start.days == share->period_start.days &&
		    line->period_end.days == share->period_end.days &&
		    line_key_compare(line, &key) == 0)
			return i;
	}
	return spreading->count;
}

/* What is left of a line by the discounts on it. */
static int64_t
left_of(const struct spreading *spreading, size_t place)
{
	const struct line *line = spreading->lines[place].line;
	int64_t left = line->amount.minor;
	size_t i;

	for (i = 0; i < spreading->count; i++) {
		struct line key = *spreading->lines[i].line;

		if (key.kind != LINE_DISCOUNT ||
		    key.period_start.days != line->period_start.days ||
		    key.period_end.days != line->period_end.days)
			continue;
		key.kind = line->kind;
		key.instance = discount_base(key.instance);
		if (line_key_compare(&key, line) == 0)
			left += spreading->lines[i].line->amount.minor;
	}
	return left;
}

/* What it came to in all, and what of that this line has. */
static void
say_spread(struct explaining *explaining, const struct spreading *spreading,
    size_t place)
{
	const struct discount *discount = spreading->coupon.discount;
	struct currency currency = explaining->document.currency;
	struct money total = money_of(0, currency), taken = total, left = total;
	struct saying *saying = &explaining->saying;
	size_t i;

	for (i = 0; i < spreading->count; i++) {
		if (spreading->shares[i] == 0)
			continue;
		taken.minor -= spreading->shares[i];
		total.minor += left_of(spreading, i);
	}
	left.minor = left_of(spreading, place);
	saying_step(saying, "coupon", 0);
	if (discount->by_percent) {
		saying_money(saying, "", "shared", total);
		saying_decimal(saying, " x ", "percent", discount->percent);
		saying_money(saying, "% -> ", "taken", taken);
	} else {
		saying_money(saying, "", "taken", taken);
		saying_money(saying, " off ", "shared", total);
	}
	saying_money(saying, ", of which this line has ", "left", left);
	if (total.minor == 0)
		return;
	saying_money(saying, "\n", NULL, taken);
	saying_ratio(saying, " x ", "part", ratio_of(left.minor, total.minor));
	saying_money(saying, " -> ", "amount",
	    money_of(spreading->shares[place], currency));
	saying_text(saying, ", ", "by", "by largest remainder");
}

enum status
explaining_coupon(struct explaining *explaining, const struct explained *line,
    struct money *sum)
{
	const struct order *order = explaining_line_order(explaining, line);
	struct arena *scratch = &explaining->scratch;
	struct spreading spreading = { .count = 0 };
	enum status status = STATUS_OK;
	size_t place = 0;
	int turn;

	*sum = money_of(0, line->self->line.amount.currency);
	spreading.lines = arena_array(
	    scratch, explaining->line_count + 1, sizeof(*spreading.lines));
	spreading.shares = arena_array(
	    scratch, explaining->line_count + 1, sizeof(*spreading.shares));
	if (spreading.lines == NULL || spreading.shares == NULL)
		return error_memory(explaining->error);
	if (order == NULL || order->promotion == NULL)
		return STATUS_OK;
	spreading.coupon = (struct coupon){ order->promotion, order,
		explaining->company.rounding };
	for (turn = 0; turn < 2 && status == STATUS_OK; turn++) {
		status = spread(explaining, line, turn == 1, &spreading);
		place = find_place(&spreading, &line->self->line);
		if (status != STATUS_OK || place == spreading.count)
			return status;
		if (spreading.shares[place] == line->self->line.amount.minor)
			break;
	}
	if (status == STATUS_OK) {
		sum->minor = spreading.shares[place];
		say_spread(explaining, &spreading, place);
	}
	return status;
}

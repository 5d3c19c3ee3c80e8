/*
 * A line does not say how its days are measured nor how it was rounded, so the
 * formulas that there are get tried on both lines: one that gives the amounts
 * that they have is taken for theirs.
 */
#include "rule/difference.h"

#include <assert.h>
#include <string.h>

#include "base/ratio.h"
#include "rule/prorate.h"

static const char *const names[] = { "new", "gone", "usage", "quantity",
	"price", "proration", "discount", "rounding", "tax" };

/* What an amount is computed from. */
struct inputs {
	const struct line *line; /* kind, currency and full period */
	struct decimal quantity;
	struct decimal price;
	struct date from;
	struct date to;
};

struct formula {
	enum proration method;
	enum rounding rounding;
};

/* A list that is being filled, and the amount reached so far. */
struct finding {
	struct difference *list;
	size_t count;
	struct money reached;
};

const char *
difference_name(enum difference_cause cause)
{
	return names[cause];
}

/* The months of the full period, 0 if it is not of whole months. */
static int
months_of(const struct line *line)
{
	struct civil a = date_civil(line->cycle_start);
	struct civil b = date_civil(line->cycle_end);

	return 12 * (b.year - a.year) + b.month - a.month;
}

/* The part of the full period that the days are; false if there is none. */
static bool
part_of(const struct inputs *inputs, enum proration method, struct ratio *part)
{
	const struct line *line = inputs->line;
	struct span span = {
		.start = line->cycle_start,
		.end = line->cycle_end,
		.from = inputs->from,
		.to = inputs->to,
	};
	struct error error;

	*part = ratio_of(1, 1);
	if (line->kind != LINE_RECURRING || method == PRORATION_NONE)
		return true;
	if (span.from.days < span.start.days ||
	    span.to.days <= span.from.days || span.end.days < span.to.days)
		return false;
	if (method == PRORATION_MONTH30) {
		span.every.count = months_of(line);
		span.every.unit = CYCLE_MONTH;
		if (span.every.count <= 0)
			return false;
	}
	return prorate(method, &span, part, &error) == STATUS_OK;
}

/* price × quantity × part, rounded; false where that is no amount. */
static bool
compute(
    const struct inputs *inputs, struct formula formula, struct money *amount)
{
	struct currency currency = inputs->line->amount.currency;
	struct ratio exact;
	struct error error;

	return part_of(inputs, formula.method, &exact) &&
	       ratio_multiply(exact, ratio_from_decimal(inputs->price), &exact,
		   &error) == STATUS_OK &&
	       ratio_multiply(exact, ratio_from_decimal(inputs->quantity),
		   &exact, &error) == STATUS_OK &&
	       money_round(exact, currency, formula.rounding, amount, &error) ==
		   STATUS_OK;
}

/* Whether the amount of ${line} is computed at all, and from what. */
static bool
inputs_of(const struct line *line, struct inputs *inputs)
{
	struct error error;

	*inputs = (struct inputs){
		.line = line,
		.quantity = line->quantity,
		.from = line->period_start,
		.to = line->period_end,
	};
	return line->corrects[0] == '\0' &&
	       (line->kind == LINE_RECURRING || line->kind == LINE_ONE_TIME ||
		   line->kind == LINE_USAGE) &&
	       decimal_parse(line->unit_price, DECIMAL_PLACES_MAX,
		   &inputs->price, &error) == STATUS_OK;
}

static bool
fits(const struct inputs *inputs, struct formula formula)
{
	struct money amount;

	return compute(inputs, formula, &amount) &&
	       amount.minor == inputs->line->amount.minor;
}

/* The formulas of both lines, one and the same if that is possible. */
static bool
formulas_of(const struct inputs *old, const struct inputs *new,
    struct formula *before, struct formula *after)
{
	static const struct formula all[] = {
		{ PRORATION_DAY, ROUNDING_HALF_UP },
		{ PRORATION_MONTH30, ROUNDING_HALF_UP },
		{ PRORATION_NONE, ROUNDING_HALF_UP },
		{ PRORATION_DAY, ROUNDING_HALF_EVEN },
		{ PRORATION_MONTH30, ROUNDING_HALF_EVEN },
		{ PRORATION_NONE, ROUNDING_HALF_EVEN },
	};
	size_t count = sizeof(all) / sizeof(all[0]), i, k;
	bool found = false;

	for (i = 0; i < count && !found; i++) {
		*before = *after = all[i];
		found = fits(old, all[i]) && fits(new, all[i]);
	}
	for (i = 0; i < count && !found; i++) {
		for (k = 0; k < count && !found; k++) {
			*before = all[i];
			*after = all[k];
			found = fits(old, all[i]) && fits(new, all[k]);
		}
	}
	return found;
}

/* The amount goes on to ${amount} because of ${cause}. */
static void
add(struct finding *finding, enum difference_cause cause, struct money amount)
{
	if (amount.minor == finding->reached.minor)
		return;
	assert(finding->count < DIFFERENCES_MAX);
	finding->list[finding->count++] = (struct difference){
		.cause = cause,
		.before = true,
		.after = true,
		.old = finding->reached,
		.new = amount,
	};
	finding->reached = amount;
}

/* What each cause alone makes of the amount; false if that cannot be told. */
static bool
find_chain(
    struct finding *finding, const struct line *old, const struct line *new)
{
	struct inputs before, after, inputs;
	struct formula formula, last;
	struct money quantity, price, days;

	if (!inputs_of(old, &before) || !inputs_of(new, &after) ||
	    !formulas_of(&before, &after, &formula, &last))
		return false;
	inputs = before;
	inputs.quantity = after.quantity;
	if (!compute(&inputs, formula, &quantity))
		return false;
	inputs.price = after.price;
	if (!compute(&inputs, formula, &price))
		return false;
	inputs.from = after.from;
	inputs.to = after.to;
	formula.method = last.method;
	if (!compute(&inputs, formula, &days))
		return false;
	add(finding,
	    old->kind == LINE_USAGE ? DIFFERENCE_USAGE : DIFFERENCE_QUANTITY,
	    quantity);
	add(finding, DIFFERENCE_PRICE, price);
	add(finding, DIFFERENCE_PRORATION, days);
	add(finding, DIFFERENCE_ROUNDING, new->amount);
	return true;
}

/* Equal in value, however it is written. */
static bool
same_price(const char *a, const char *b)
{
	struct decimal x, y;
	struct error error;

	if (decimal_parse(a, DECIMAL_PLACES_MAX, &x, &error) != STATUS_OK ||
	    decimal_parse(b, DECIMAL_PLACES_MAX, &y, &error) != STATUS_OK)
		return strcmp(a, b) == 0;
	return decimal_compare(x, y) == 0;
}

/* The first cause that the lines show. */
static enum difference_cause
shown(const struct line *old, const struct line *new)
{
	int64_t apart = new->amount.minor - old->amount.minor;
	bool usage = old->kind == LINE_USAGE || old->kind == LINE_MINIMUM;
	bool quantity = decimal_compare(old->quantity, new->quantity) != 0;

	if (old->kind == LINE_DISCOUNT)
		return DIFFERENCE_DISCOUNT;
	if (old->kind == LINE_ROUNDING)
		return DIFFERENCE_ROUNDING;
	if (quantity)
		return usage ? DIFFERENCE_USAGE : DIFFERENCE_QUANTITY;
	if (old->kind == LINE_ADJUSTMENT || old->kind == LINE_CREDIT ||
	    old->kind == LINE_FEE ||
	    !same_price(old->unit_price, new->unit_price) ||
	    !same_price(old->order_price, new->order_price) ||
	    strcmp(old->plan, new->plan) != 0 ||
	    strcmp(old->catalog, new->catalog) != 0)
		return DIFFERENCE_PRICE;
	if (old->period_start.days != new->period_start.days ||
	    old->period_end.days != new->period_end.days)
		return DIFFERENCE_PRORATION;
	/* A minimum has no quantity of its own. */
	if (usage && strcmp(old->upto, new->upto) != 0)
		return DIFFERENCE_USAGE;
	return apart == 1 || apart == -1 ? DIFFERENCE_ROUNDING
					 : DIFFERENCE_DISCOUNT;
}

/* The taxes of a line; none: nothing. */
static enum status
tax_of(const struct line *line, struct money *tax, struct error *error)
{
	struct money total;
	enum status status = line_total(line, &total, error);

	if (status == STATUS_OK)
		status = money_subtract(total, line->amount, tax, error);
	return status;
}

static enum status
find_tax(struct finding *finding, const struct line *old,
    const struct line *new, struct error *error)
{
	struct money none = money_of(
	    0, old == NULL ? new->amount.currency : old->amount.currency);
	struct money before = none, after = none;
	enum status status = STATUS_OK;

	if (old != NULL)
		status = tax_of(old, &before, error);
	if (status == STATUS_OK && new != NULL)
		status = tax_of(new, &after, error);
	if (status != STATUS_OK)
		return status;
	finding->reached = before;
	add(finding, DIFFERENCE_TAX, after);
	return STATUS_OK;
}

enum status
difference_find(const struct line *old, const struct line *new,
    struct difference list[DIFFERENCES_MAX], size_t *count, struct error *error)
{
	struct finding finding = { .list = list };
	enum status status;
	size_t i;

	assert(old != NULL || new != NULL);
	if (old == NULL || new == NULL) {
		const struct line *line = old == NULL ? new : old;

		list[finding.count++] = (struct difference){
			.cause = old == NULL ? DIFFERENCE_NEW : DIFFERENCE_GONE,
			.old = line->amount,
			.new = line->amount,
		};
	} else {
		finding.reached = old->amount;
		if (!find_chain(&finding, old, new) &&
		    old->amount.minor != new->amount.minor)
			add(&finding, shown(old, new), new->amount);
	}
	status = find_tax(&finding, old, new, error);
	*count = finding.count;
	/* What is not there has no amount, not even zero. */
	for (i = 0; i < finding.count; i++) {
		list[i].before = old != NULL;
		list[i].after = new != NULL;
	}
	return status;
}

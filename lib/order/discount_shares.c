/*
 * Coupons on the document: first they are spread, then each share follows its
 * line.
 */
#include <stdlib.h>
#include <string.h>

#include "order/discount.h"
#include "rule/allocate.h"

bool
discount_fits(const struct discount *discount, const struct line *line,
    const struct charge *charge)
{
	const struct product *product;
	size_t i;

	if (charge == NULL ||
	    (line->kind != LINE_RECURRING && line->kind != LINE_ONE_TIME &&
		line->kind != LINE_USAGE))
		return false;
	product = charge->product;
	for (i = 0; i < charge->component_count; i++) {
		if (strcmp(charge->components[i].product->id, line->product) ==
		    0)
			product = charge->components[i].product;
	}
	if (discount->scope == SCOPE_SUBSCRIPTION && !discount->by_percent &&
	    !discount->of_kind && discount->charge[0] == '\0' &&
	    charge->kind != CHARGE_RECURRING)
		return false;
	return (discount->by_percent ||
		   currency_equal(discount->currency, charge->currency)) &&
	       (discount->plan[0] == '\0' ||
		   strcmp(discount->plan, line->plan) == 0) &&
	       (discount->charge[0] == '\0' ||
		   strcmp(discount->charge, line->charge) == 0) &&
	       (!discount->of_kind || discount->kind == (int)charge->kind) &&
	       (discount->product[0] == '\0' ||
		   strcmp(discount->product, product->id) == 0) &&
	       (discount->line[0] == '\0' ||
		   strcmp(discount->line, product->line) == 0);
}

const char *
discount_instance(
    const char *id, const struct line *line, struct arena *scratch)
{
	if (line->instance[0] == '\0')
		return id;
	return arena_format(scratch, "%s/%s", id, line->instance);
}

/* The instance of what a discount is taken off: behind the id. */
const char *
discount_base(const char *instance)
{
	const char *slash;

	if (strncmp(instance, DISCOUNT_COUPON, strlen(DISCOUNT_COUPON)) == 0)
		instance += strlen(DISCOUNT_COUPON);
	slash = strchr(instance, '/');
	return slash == NULL ? "" : slash + 1;
}

/* Whether ${taken} is a discount on ${line}, by key and days. */
static bool
is_off(const struct line *taken, const struct line *line)
{
	struct line key = *taken;

	if (taken->kind != LINE_DISCOUNT)
		return false;
	key.kind = line->kind;
	key.instance = discount_base(taken->instance);
	return taken->period_start.days == line->period_start.days &&
	       taken->period_end.days == line->period_end.days &&
	       line_key_compare(&key, line) == 0;
}

/* What is left of line ${index} to be discounted. */
static int64_t
weight_of(const struct coupon *coupon, const struct coupon_line *lines,
    size_t count, size_t index)
{
	const struct line *line = lines[index].line;
	int64_t left = line->amount.minor;
	size_t i;

	if (left <= 0 || line->corrects[0] != '\0' ||
	    !discount_fits(coupon->discount, line, lines[index].charge))
		return 0;
	for (i = 0; i < count; i++) {
		if (is_off(lines[i].line, line))
			left += lines[i].line->amount.minor;
	}
	return left > 0 ? left : 0;
}

/* What a coupon takes off ${total}. */
static enum status
coupon_amount(const struct coupon *coupon, struct money total, int64_t *amount,
    struct error *error)
{
	const struct discount *discount = coupon->discount;
	struct ratio exact = ratio_from_decimal(discount->amount);
	struct money taken = total;
	enum status status = STATUS_OK;

	if (discount->by_percent)
		status = ratio_percent(ratio_from_decimal(money_decimal(total)),
		    discount->percent, &exact, error);
	if (status == STATUS_OK)
		status = money_round(
		    exact, total.currency, coupon->rounding, &taken, error);
	*amount = taken.minor < total.minor ? taken.minor : total.minor;
	return status;
}

enum status
discount_spread(const struct coupon *coupon, const struct coupon_line *lines,
    size_t count, struct arena *scratch, int64_t *shares, struct error *error)
{
	int64_t *weights = arena_array(scratch, count + 1, sizeof(*weights));
	struct money total = { 0 };
	int64_t amount;
	enum status status;
	size_t i;

	if (weights == NULL)
		return error_memory(error);
	for (i = 0; i < count; i++) {
		shares[i] = 0;
		weights[i] = weight_of(coupon, lines, count, i);
		if (weights[i] > 0)
			total.currency = lines[i].line->amount.currency;
		total.minor += weights[i];
	}
	if (total.minor == 0)
		return STATUS_OK;
	status = coupon_amount(coupon, total, &amount, error);
	if (status == STATUS_OK)
		status =
		    allocate(amount, weights, shares, count, scratch, error);
	for (i = 0; i < count; i++)
		shares[i] = -shares[i];
	return status;
}

struct sharing {
	struct posted_list posted;
	const struct due **places; /* all dues, by key */
	size_t count;
	const struct due_terms *terms;
	struct arena *scratch;
	struct dues *discounts;
	struct error *error;
};

bool
discount_is_share(const struct line *line)
{
	return line->kind == LINE_DISCOUNT &&
	       strncmp(line->instance, DISCOUNT_COUPON,
		   strlen(DISCOUNT_COUPON)) == 0;
}

static int
place_compare(const void *left, const void *right)
{
	const struct due *a = *(const struct due *const *)left;
	const struct due *b = *(const struct due *const *)right;

	return line_key_compare(&a->key, &b->key);
}

/* What the document ${posting} billed of ${key}, corrections aside. */
static int64_t
billed_of(struct posted_list posted, const struct line *key, int64_t posting)
{
	size_t low = 0, high = posted.count;
	int64_t sum = 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (line_key_compare(&posted.items[middle].line, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < posted.count &&
	       line_key_compare(&posted.items[low].line, key) == 0;
	     low++) {
		const struct posted *item = &posted.items[low];

		if (item->posting == posting && item->line.corrects[0] == '\0')
			sum += item->line.amount.minor;
	}
	return sum;
}

/* What the share of a coupon is taken off, with the key of its due. */
static const struct due *
find_base(const struct sharing *sharing, const struct line *share)
{
	static const enum line_kind kinds[] = { LINE_RECURRING, LINE_ONE_TIME,
		LINE_USAGE };
	struct due wanted = { .key = *share };
	const struct due *place = &wanted;
	size_t i;

	wanted.key.instance = discount_base(share->instance);
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const struct due **found;

		wanted.key.kind = kinds[i];
		found = bsearch(&place, sharing->places, sharing->count,
		    sizeof(*sharing->places), place_compare);
		if (found != NULL)
			return *found;
	}
	return NULL;
}

/* The due of a share: the part of its line that it was when it was spread. */
static enum status
share_due(const struct sharing *sharing, const struct posted *share)
{
	const struct due *base = find_base(sharing, &share->line);
	struct due due;
	int64_t of, part;
	struct ratio exact;
	enum status status;

	if (base == NULL || base->segment_count == 0)
		return STATUS_OK;
	of = billed_of(sharing->posted, &base->key, share->posting);
	part = billed_of(sharing->posted, &share->line, share->posting);
	if (of == 0)
		return STATUS_OK;
	due = *base;
	due.key = share->line;
	due.segment_count = 1;
	due.segments = arena_alloc(sharing->scratch, sizeof(*due.segments));
	if (due.segments == NULL)
		return error_memory(sharing->error);
	status = ratio_multiply(ratio_from_decimal(money_decimal(base->amount)),
	    ratio_of(part, of), &exact, sharing->error);
	if (status == STATUS_OK)
		status = money_round(exact, base->amount.currency,
		    sharing->terms->rounding, &due.amount, sharing->error);
	due.segments[0] = base->segments[0];
	due.segments[0].to = base->segments[base->segment_count - 1].to;
	due.segments[0].quantity = decimal_from_integer(1);
	due.segments[0].amount = due.amount;
	return status == STATUS_OK ? due_add(sharing->discounts, &due,
					 sharing->scratch, sharing->error)
				   : status;
}

static enum status
find_places(struct sharing *sharing, const struct dues *dues)
{
	size_t i;

	sharing->count = dues->count;
	sharing->places = arena_array(
	    sharing->scratch, dues->count + 1, sizeof(*sharing->places));
	if (sharing->places == NULL)
		return error_memory(sharing->error);
	for (i = 0; i < dues->count; i++)
		sharing->places[i] = &dues->items[i];
	if (dues->count > 1)
		qsort(sharing->places, dues->count, sizeof(*sharing->places),
		    place_compare);
	return STATUS_OK;
}

enum status
discount_shares(struct posted_list posted, const struct dues *dues,
    const struct due_terms *terms, struct arena *scratch,
    struct dues *discounts, struct error *error)
{
	struct sharing sharing = { .posted = posted,
		.terms = terms,
		.scratch = scratch,
		.discounts = discounts,
		.error = error };
	const struct line *last = NULL;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < posted.count && status == STATUS_OK; i++) {
		const struct line *line = &posted.items[i].line;

		/* The first of a key is what was spread. */
		if (!discount_is_share(line) ||
		    (last != NULL && line_key_compare(last, line) == 0))
			continue;
		last = line;
		if (sharing.places == NULL)
			status = find_places(&sharing, dues);
		if (status == STATUS_OK)
			status = share_due(&sharing, &posted.items[i]);
	}
	return status;
}

/*
 * Dues are discounted group by group: a bundle's components are one group, all
 * else stands alone.  What is left of each segment shrinks from discount to
 * discount.
 */
#include <string.h>

#include "order/discount_parts.h"
#include "rule/allocate.h"

/* Whether two dues are of components of one bundle. */
static bool
is_group(const struct due *first, const struct due *next)
{
	struct line a = first->key, b = next->key;

	if (first->definition == NULL || next->definition == NULL ||
	    first->definition->component_count == 0 || a.kind != b.kind)
		return false;
	a.instance = b.instance = "";
	return line_key_compare(&a, &b) == 0;
}

/* Take ${grant} off one segment of the group. */
static enum status
take_segment(struct discounting *discounting, const struct grant *grant,
    struct discount_days days, size_t index)
{
	const struct due *dues = discounting->dues;
	size_t i, width = discounting->segment_count;
	struct money total = money_of(0, dues->definition->currency);
	struct discount_step step = { .from = dues->segments[index].from,
		.to = dues->segments[index].to,
		.grant = grant,
		.base = total };
	int64_t taken;
	enum status status;

	for (i = 0; i < discounting->count; i++) {
		int64_t left = discounting->left[i * width + index];
		bool fits = left > 0 && discount_fits(grant->discount,
					    &dues[i].key, dues[i].definition);

		discounting->weights[i] = fits ? left : 0;
		total.minor += discounting->weights[i];
		if (fits)
			step.base.minor += dues[i].segments[index].amount.minor;
	}
	if (total.minor == 0)
		return STATUS_OK;
	step.before = total;
	status =
	    discount_take(discounting, days, &dues->segments[index], &step);
	taken = step.taken.minor;
	if (status != STATUS_OK || taken == 0)
		return status;
	status = allocate(taken, discounting->weights, discounting->shares,
	    discounting->count, discounting->scratch, discounting->error);
	for (i = 0; i < discounting->count && status == STATUS_OK; i++) {
		discounting->taken[i * width + index] += discounting->shares[i];
		discounting->left[i * width + index] -= discounting->shares[i];
	}
	if (status == STATUS_OK)
		status = discount_keep(discounting, &step);
	return status;
}

/* The due of what ${grant} takes off the group's due ${index}, if anything. */
static enum status
owe(const struct discounting *discounting, const struct grant *grant,
    size_t index)
{
	const struct due *base = &discounting->dues[index];
	const struct discount *discount = grant->discount;
	const int64_t *taken =
	    &discounting->taken[index * discounting->segment_count];
	struct due due = *base;
	size_t i;

	due.segment_count = 0;
	due.amount = money_of(0, base->amount.currency);
	due.segments = arena_array(discounting->scratch,
	    base->segment_count + 1, sizeof(*due.segments));
	due.key.kind = LINE_DISCOUNT;
	due.key.description =
	    discount->name[0] == '\0' ? discount->id : discount->name;
	due.key.unit = due.key.unit_price = due.key.upto = "";
	due.key.order = grant->order->id;
	due.key.order_line = grant->order->line;
	due.key.instance =
	    discount_instance(discount->id, &base->key, discounting->scratch);
	due.working = discount_working(discounting, index);
	if (due.segments == NULL || due.key.instance == NULL ||
	    due.working == NULL)
		return error_memory(discounting->error);
	for (i = 0; i < base->segment_count; i++) {
		struct segment *segment = &due.segments[due.segment_count];

		if (taken[i] == 0)
			continue;
		*segment = base->segments[i];
		segment->quantity = decimal_from_integer(1);
		segment->amount = money_of(-taken[i], due.amount.currency);
		segment->order = grant->order;
		due.amount.minor -= taken[i];
		due.segment_count++;
	}
	return due.segment_count == 0
		   ? STATUS_OK
		   : due_add(discounting->discounts, &due, discounting->scratch,
			 discounting->error);
}

/* Whether ${grant} may be for the group at all, on some days. */
static bool
concerns(const struct discounting *discounting, const struct grant *grant,
    bool by_percent)
{
	return grant->discount->scope == SCOPE_SUBSCRIPTION &&
	       grant->discount->by_percent == by_percent &&
	       (grant->charge[0] == '\0' ||
		   strcmp(grant->charge, discounting->dues->key.charge) == 0);
}

/* Take the discount of ${grant} off the group, and whatever else grants it:
 * it is taken once a day, by the grant that came first. */
static enum status
take_discount(struct discounting *discounting, const struct grant *grant,
    const struct grant *end)
{
	size_t room = discounting->count * discounting->segment_count;
	const struct discount *discount = grant->discount;
	const struct grant *next = grant;
	struct date from = grant->from;
	enum status status = STATUS_OK;
	size_t i;

	memset(discounting->taken, 0, room * sizeof(*discounting->taken));
	discounting->steps = NULL;
	discounting->step_shares = NULL;
	discounting->step_count = 0;
	for (; next < end && status == STATUS_OK; next++) {
		struct discount_days days;

		if (strcmp(next->discount->id, discount->id) != 0 ||
		    !concerns(discounting, next, discount->by_percent))
			continue;
		days = discount_days(discounting->subscription,
		    discounting->terms, discounting->dues, next);
		days.from = date_later(days.from, from);
		from = date_later(from, days.to);
		for (i = 0;
		     i < discounting->segment_count &&
		     days.from.days < days.to.days && status == STATUS_OK;
		     i++)
			status = take_segment(discounting, next, days, i);
	}
	for (i = 0; i < discounting->count && status == STATUS_OK; i++)
		status = owe(discounting, grant, i);
	return status;
}

/* Whether an earlier grant than ${index} is of the same discount. */
static bool
is_taken(const struct discounting *discounting, size_t index)
{
	const struct grant *grants = discounting->subscription->grants;
	const struct discount *discount = grants[index].discount;
	size_t i;

	for (i = 0; i < index; i++) {
		if (strcmp(grants[i].discount->id, discount->id) == 0 &&
		    concerns(discounting, &grants[i], discount->by_percent))
			return true;
	}
	return false;
}

/* Room for the numbers of a group, and what is there before any discount. */
static enum status
begin_group(struct discounting *discounting)
{
	struct arena *scratch = discounting->scratch;
	size_t i, k, count = discounting->count;
	size_t width = discounting->dues->segment_count;

	discounting->segment_count = width;
	discounting->left = arena_array(scratch, count * width, 8);
	discounting->taken = arena_array(scratch, count * width, 8);
	discounting->weights = arena_array(scratch, count, 8);
	discounting->shares = arena_array(scratch, count, 8);
	if (discounting->left == NULL || discounting->taken == NULL ||
	    discounting->weights == NULL || discounting->shares == NULL)
		return error_memory(discounting->error);
	for (i = 0; i < count; i++) {
		for (k = 0; k < width; k++)
			discounting->left[i * width + k] =
			    discounting->dues[i].segments[k].amount.minor;
	}
	return STATUS_OK;
}

/* Percent come first. */
static enum status
take_group(struct discounting *discounting)
{
	const struct grant *grants = discounting->subscription->grants;
	size_t i, turn, count = discounting->subscription->grant_count;
	enum status status = begin_group(discounting);

	for (turn = 0; turn < 2; turn++) {
		for (i = 0; i < count && status == STATUS_OK; i++) {
			if (concerns(discounting, &grants[i], turn == 0) &&
			    !is_taken(discounting, i))
				status = take_discount(
				    discounting, &grants[i], grants + count);
		}
	}
	return status;
}

static bool
may_be_discounted(const struct due *due)
{
	return due->definition != NULL && due->term != NULL &&
	       (due->key.kind == LINE_RECURRING ||
		   due->key.kind == LINE_ONE_TIME ||
		   due->key.kind == LINE_USAGE);
}

enum status
discount_dues(const struct subscription *subscription,
    const struct due_terms *terms, const struct dues *dues,
    struct arena *scratch, struct dues *discounts, struct error *error)
{
	struct discounting discounting = { .subscription = subscription,
		.terms = terms,
		.scratch = scratch,
		.discounts = discounts,
		.error = error };
	enum status status = STATUS_OK;
	size_t i, end;

	if (subscription->grant_count == 0)
		return STATUS_OK;
	for (i = 0; i < dues->count && status == STATUS_OK; i = end) {
		end = i + 1;
		if (!may_be_discounted(&dues->items[i]))
			continue;
		while (end < dues->count &&
		       is_group(&dues->items[i], &dues->items[end]))
			end++;
		discounting.dues = &dues->items[i];
		discounting.count = end - i;
		status = take_group(&discounting);
	}
	if (status != STATUS_OK)
		error_prefix(
		    error, "subscription %s, discounts: ", subscription->id);
	return status;
}

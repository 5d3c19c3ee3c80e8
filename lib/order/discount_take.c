/*
 * What one discount takes off one segment, step by step, so that it can be
 * told.
 */
#include <string.h>

#include "order/discount_parts.h"

/* The part of its full period that some days of the group are. */
static enum status
measure(const struct discounting *discounting, struct discount_days days,
    struct ratio *part)
{
	const struct due *due = discounting->dues;
	const struct span span = {
		.start = due->key.cycle_start,
		.end = due->key.cycle_end,
		.from = days.from,
		.to = days.to,
		.every = due->definition->every,
		.zone = discounting->terms->zone,
	};

	return prorate(
	    due->definition->proration, &span, part, discounting->error);
}

/* How much of a segment is discounted. */
struct share {
	struct ratio of_segment;
	struct ratio of_period;
};

static enum status
share_of(const struct discounting *discounting, struct discount_days days,
    const struct segment *segment, struct share *share)
{
	const struct charge *charge = discounting->dues->definition;
	struct ratio all;
	struct date day = segment->from;
	enum status status;
	bool has;

	*share = (struct share){ ratio_of(0, 1), ratio_of(0, 1) };
	if (discount_is_whole(charge)) {
		has =
		    charge->kind == CHARGE_USAGE
			? days.from.days < segment->to.days &&
			      day.days < days.to.days
			: days.from.days <= day.days && day.days < days.to.days;
		if (has)
			share->of_segment = share->of_period = ratio_of(1, 1);
		return STATUS_OK;
	}
	days.from = date_later(days.from, segment->from);
	days.to = date_earlier(days.to, segment->to);
	if (days.from.days >= days.to.days)
		return STATUS_OK;
	status = measure(discounting, days, &share->of_period);
	if (status == STATUS_OK)
		status = measure(discounting,
		    (struct discount_days){ segment->from, segment->to }, &all);
	if (status != STATUS_OK || all.numerator == 0)
		return status;
	return ratio_multiply(share->of_period,
	    ratio_of(all.denominator, all.numerator), &share->of_segment,
	    discounting->error);
}

/* Round what is taken off what is left, of which only a share may be taken. */
static enum status
round_step(const struct discounting *discounting, const struct share *share,
    struct discount_step *step)
{
	const struct discount *discount = step->grant->discount;
	struct money total = step->before;
	enum rounding rounding = discounting->terms->rounding;
	struct error *error = discounting->error;
	struct ratio most, exact;
	struct money limit, amount = total;
	enum status status;

	status = ratio_multiply(ratio_from_decimal(money_decimal(total)),
	    share->of_segment, &most, error);
	if (status == STATUS_OK)
		status =
		    money_round(most, total.currency, rounding, &limit, error);
	if (status == STATUS_OK && discount->by_percent)
		status = ratio_percent(most, discount->percent, &exact, error);
	else if (status == STATUS_OK)
		status = ratio_multiply(ratio_from_decimal(discount->amount),
		    share->of_period, &exact, error);
	if (status == STATUS_OK)
		status = money_round(
		    exact, total.currency, rounding, &amount, error);
	if (status != STATUS_OK)
		return status;
	step->of_segment = share->of_segment;
	step->of_period = share->of_period;
	step->exact = exact;
	step->amount = amount;
	step->most = limit;
	step->taken = amount.minor < limit.minor ? amount : limit;
	return STATUS_OK;
}

enum status
discount_take(const struct discounting *discounting, struct discount_days days,
    const struct segment *segment, struct discount_step *step)
{
	struct share share;
	enum status status = share_of(discounting, days, segment, &share);

	step->taken = money_of(0, step->before.currency);
	return status == STATUS_OK && share.of_segment.numerator != 0
		   ? round_step(discounting, &share, step)
		   : status;
}

enum status
discount_keep(struct discounting *discounting, const struct discount_step *step)
{
	struct arena *scratch = discounting->scratch;
	size_t count = discounting->count, place = discounting->step_count++;
	int64_t *shares = arena_array(scratch, count, sizeof(*shares));

	discounting->steps = arena_grow(
	    scratch, discounting->steps, place, sizeof(*discounting->steps));
	discounting->step_shares = arena_grow(scratch, discounting->step_shares,
	    place, sizeof(*discounting->step_shares));
	if (shares == NULL || discounting->steps == NULL ||
	    discounting->step_shares == NULL)
		return error_memory(discounting->error);
	memcpy(shares, discounting->shares, count * sizeof(*shares));
	discounting->steps[place] = *step;
	discounting->step_shares[place] = shares;
	return STATUS_OK;
}

const struct due_working *
discount_working(const struct discounting *discounting, size_t index)
{
	struct arena *scratch = discounting->scratch;
	struct due_working *working = arena_alloc(scratch, sizeof(*working));
	struct discount_step *steps =
	    arena_array(scratch, discounting->step_count + 1, sizeof(*steps));
	size_t i, count = 0;

	if (working == NULL || steps == NULL)
		return NULL;
	for (i = 0; i < discounting->step_count; i++) {
		if (discounting->step_shares[i][index] == 0)
			continue;
		steps[count] = discounting->steps[i];
		steps[count].own = money_of(discounting->step_shares[i][index],
		    discounting->steps[i].taken.currency);
		count++;
	}
	*working = (struct due_working){ .steps = steps, .step_count = count };
	return working;
}

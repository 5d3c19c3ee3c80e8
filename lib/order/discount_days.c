/*
 * A number of periods becomes a day: where the last of them ends, by the
 * schedule that the charge had when the discount was granted.
 */
#include "order/discount_parts.h"

struct asking {
	const struct subscription *subscription;
	const struct due_terms *terms;
};

bool
discount_is_whole(const struct charge *charge)
{
	return charge->kind != CHARGE_RECURRING ||
	       charge->proration == PRORATION_NONE;
}

/* The term of the due's item on the day of the grant, or the next one. */
static const struct term *
term_on(const struct asking *asking, const struct due *due, struct date day)
{
	const struct subscription *subscription = asking->subscription;
	const struct term *term = due->term;
	size_t i;

	for (i = 0; i < subscription->term_count; i++) {
		if (subscription->terms[i].item != due->term->item)
			continue;
		term = &subscription->terms[i];
		if (term->to.days > day.days)
			break;
	}
	return term;
}

/* By which charge the periods of a due are counted; NULL: by months. */
static const struct charge *
counted_by(const struct due *due)
{
	const struct plan *plan = due->term->plan;
	size_t i;

	if (due->definition->kind != CHARGE_ONE_TIME)
		return due->definition;
	for (i = 0; i < plan->charge_count; i++) {
		if (plan->charges[i].kind == CHARGE_RECURRING)
			return &plan->charges[i];
	}
	return NULL;
}

/* Where ${periods} of the due's schedule end, the first of which has ${day}. */
static struct date
periods_end(const struct asking *asking, const struct due *due, struct date day,
    int periods)
{
	const struct charge *charge = counted_by(due);
	struct schedule schedule;
	struct period period;
	bool first_day;

	if (charge == NULL)
		return cycle_step(
		    (struct cycle){ 1, CYCLE_MONTH }, day, periods);
	first_day = charge->kind == CHARGE_RECURRING &&
		    due->definition->kind == CHARGE_RECURRING &&
		    discount_is_whole(charge);
	schedule =
	    due_schedule(asking->terms, term_on(asking, due, day), charge);
	period = schedule_first(&schedule);
	while (period.from.days < period.end.days &&
	       (period.end.days <= day.days ||
		   (first_day &&
		       date_later(period.from, asking->subscription->bill_from)
			       .days < day.days)))
		period = schedule_next(&schedule, period);
	while (periods-- > 1)
		period = schedule_next(&schedule, period);
	return period.end;
}

struct discount_days
discount_days(const struct subscription *subscription,
    const struct due_terms *terms, const struct due *due,
    const struct grant *grant)
{
	const struct asking asking = { subscription, terms };
	const struct discount *discount = grant->discount;
	struct discount_days days = { grant->from, grant->to };

	if (date_given(discount->until))
		days.to = date_earlier(days.to, discount->until);
	if (discount->periods > 0)
		days.to = date_earlier(days.to,
		    periods_end(&asking, due, grant->from, discount->periods));
	return days;
}

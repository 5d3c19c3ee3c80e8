/*
 * Two subscriptions, built and billed by the same rules as a run's.
 */
#include "intake/quoting_value.h"

#include <string.h>

#include "order/discount.h"
#include "order/due.h"
#include "order/termination.h"

#define MONTHS_MAX 13 /* until something is due: a yearly charge in arrears */

/* What a subscription owes until a day. */
struct owed {
	struct money all;
	struct money one_time;
	struct money early;
};

static enum status
add_due(const struct due *due, struct owed *owed, struct error *error)
{
	const struct line *key = &due->key;
	enum status status =
	    money_add(owed->all, due->amount, &owed->all, error);

	if (status == STATUS_OK && key->kind == LINE_ONE_TIME)
		status = money_add(
		    owed->one_time, due->amount, &owed->one_time, error);
	if (status == STATUS_OK && key->kind == LINE_FEE &&
	    strcmp(key->charge, TERMINATION_FEE) == 0)
		status =
		    money_add(owed->early, due->amount, &owed->early, error);
	return status;
}

static enum status
add_dues(const struct dues *dues, struct owed *owed, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < dues->count && status == STATUS_OK; i++)
		status = add_due(&dues->items[i], owed, error);
	return status;
}

static enum status
find_owed(const struct quoted_terms *terms, const struct subscription *of,
    struct date until, struct owed *owed, struct error *error)
{
	const struct due_terms due_terms = {
		.as_of = until,
		.rounding = terms->rounding,
		.bill_days = terms->ordered->bill_days,
		.bill_day_count = terms->ordered->bill_day_count,
	};
	struct arena *arena = terms->ordered->arena;
	struct dues dues = { NULL, 0 }, discounts = { NULL, 0 };
	enum status status;

	if (of->term_count == 0)
		return STATUS_OK;
	status = due_list(of, &due_terms, arena, &dues, error);
	if (status == STATUS_OK)
		status = discount_dues(
		    of, &due_terms, &dues, arena, &discounts, error);
	if (status == STATUS_OK)
		status = add_dues(&dues, owed, error);
	if (status == STATUS_OK)
		status = add_dues(&discounts, owed, error);
	return status;
}

/* Which part of a cycle's price is that of a month. */
static struct ratio
month_of(struct cycle every)
{
	int months = cycle_months(every);

	if (months > 0)
		return ratio_of(1, months);
	return ratio_of(365,
	    12 * (__int128)every.count * (every.unit == CYCLE_WEEK ? 7 : 1));
}

/* Add what a charge brings in a month. */
static enum status
add_charge(const struct term *term, const struct charge *charge,
    struct ratio *sum, struct error *error)
{
	const char *text = subscription_price(term, charge);
	struct decimal price = charge->price;
	struct decimal quantity = subscription_quantity(term, charge);
	struct ratio value;
	enum status status = STATUS_OK;

	if (charge->kind != CHARGE_RECURRING || decimal_sign(quantity) == 0)
		return STATUS_OK;
	if (text[0] != '\0')
		status = decimal_parse(text, DECIMAL_PLACES_MAX, &price, error);
	if (status == STATUS_OK && charge->per == PER_FLAT)
		quantity = decimal_from_integer(1);
	if (status == STATUS_OK)
		status = ratio_multiply(ratio_from_decimal(price),
		    ratio_from_decimal(quantity), &value, error);
	if (status == STATUS_OK)
		status = ratio_multiply(
		    value, month_of(charge->every), &value, error);
	return status == STATUS_OK ? ratio_add(*sum, value, sum, error)
				   : status;
}

/* What all recurring charges bring in a month, as of a day. */
static enum status
find_recurring(const struct quoted_terms *terms, const struct subscription *of,
    struct date on, struct money *recurring, struct error *error)
{
	struct ratio sum = ratio_of(0, 1);
	enum status status = STATUS_OK;
	size_t i, k;

	for (i = 0; i < of->term_count; i++) {
		const struct term *term = &of->terms[i];

		if (term->from.days > on.days || term->to.days <= on.days)
			continue;
		for (k = 0; k < term->plan->charge_count && status == STATUS_OK;
		     k++)
			status = add_charge(
			    term, &term->plan->charges[k], &sum, error);
	}
	return status == STATUS_OK ? money_round(sum, recurring->currency,
					 terms->rounding, recurring, error)
				   : status;
}

/* The first day after ${on} months on which to look; the last one, if given. */
static struct date
look_on(const struct quoted_terms *terms, struct date on, int months)
{
	struct civil civil = date_civil(on);

	if (date_given(terms->through))
		return terms->through;
	return months == 0
		   ? on
		   : date_in_month(civil.year, civil.month + months, civil.day);
}

static enum status
build(const struct quoted_terms *terms, const struct order *orders,
    size_t count, struct date until, struct subscription *of,
    struct error *error)
{
	enum status status = STATUS_OK;

	*of = (struct subscription){ .id = terms->ordered->id,
		.owner = terms->ordered->account };
	if (count > 0)
		status =
		    subscription_build((struct orders){ orders, count, until },
			terms->ordered->arena, of, error);
	return status;
}

/* The plan that the line is about. */
static const struct plan *
plan_of(const struct order *line, const struct subscription *before,
    const struct subscription *after, struct date on)
{
	const struct term *term = subscription_term(after, on);

	if (line->plan != NULL)
		return line->plan;
	if (term == NULL)
		term = subscription_term(before, on);
	if (term == NULL && before->term_count > 0)
		term = &before->terms[before->term_count - 1];
	if (term == NULL && after->term_count > 0)
		term = after->terms;
	return term == NULL ? NULL : term->plan;
}

static void
find_term(const struct subscription *of, struct date on, struct quoted *value)
{
	size_t i;

	value->term_start = value->term_end = DATE_NONE;
	for (i = 0; i < of->contract_count; i++) {
		const struct contract *contract = &of->contracts[i];

		if (contract->from.days > on.days ||
		    contract->ended.days <= on.days)
			continue;
		value->term_start = contract->from;
		value->term_end = contract->to;
	}
}

/* The difference that the line makes until the first day on which it does. */
static enum status
find_first(const struct quoted_terms *terms, const struct order *orders,
    struct date on, struct quoted *value, struct error *error)
{
	struct money zero = value->first;
	struct owed without, with;
	struct subscription before, after;
	enum status status = STATUS_OK;
	int months;

	for (months = 0; months <= MONTHS_MAX; months++) {
		struct date until = look_on(terms, on, months);

		without = with = (struct owed){ zero, zero, zero };
		status =
		    build(terms, orders, terms->count, until, &before, error);
		if (status == STATUS_OK)
			status = build(terms, orders, terms->count + 1, until,
			    &after, error);
		if (status == STATUS_OK)
			status =
			    find_owed(terms, &before, until, &without, error);
		if (status == STATUS_OK)
			status = find_owed(terms, &after, until, &with, error);
		if (status == STATUS_OK)
			status = money_subtract(
			    with.all, without.all, &value->first, error);
		if (status != STATUS_OK)
			return status;
		if (value->first.minor != 0 || date_given(terms->through))
			break;
	}
	status = money_subtract(
	    with.one_time, without.one_time, &value->one_time, error);
	if (status == STATUS_OK)
		status = money_subtract(with.early, without.early,
		    &value->early_termination, error);
	return status;
}

enum status
quoting_value(const struct quoted_terms *terms, const struct order *orders,
    struct quoted *value, struct error *error)
{
	struct date on = terms->line->start;
	struct subscription before, after;
	const struct plan *plan;
	struct money zero;
	enum status status;

	status = build(terms, orders, terms->count, on, &before, error);
	if (status == STATUS_OK)
		status =
		    build(terms, orders, terms->count + 1, on, &after, error);
	if (status != STATUS_OK)
		return status;
	/* What is tried, or billed elsewhere, is worth what it will be; what is
	 * left behind a void begins later. */
	if (after.term_count > 0 &&
	    (before.term_count == 0 || after.start.days <= before.start.days))
		on = date_later(on, date_later(after.start, after.bill_from));
	plan = plan_of(terms->line, &before, &after, on);
	zero = money_of(0,
	    plan == NULL ? (struct currency){ .places = 2 } : plan->currency);
	*value = (struct quoted){ plan == NULL ? "" : plan->id, zero, zero,
		zero, zero, zero, DATE_NONE, DATE_NONE };
	find_term(&after, on, value);
	status =
	    find_recurring(terms, &before, on, &value->recurring_before, error);
	if (status == STATUS_OK)
		status =
		    find_recurring(terms, &after, on, &value->recurring, error);
	if (status == STATUS_OK)
		status = find_first(
		    terms, orders, date_later(on, terms->as_of), value, error);
	return status;
}

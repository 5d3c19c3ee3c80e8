/*
 * Orders become terms.  The list has one term as long as orders add and cancel;
 * whatever else changes a subscription splits it.
 */
#include "rule/subscription.h"

#include <assert.h>
#include <string.h>


enum status
subscription_build(const struct order *orders, size_t count,
    struct arena *scratch, struct subscription *subscription,
    struct error *error)
{
	const struct order *add = NULL;
	struct date end = DATE_MAX;
	size_t i;

	/* The add gives start and content, the earliest end ends it. */
	for (i = 0; i < count; i++) {
		if (orders[i].action == ACTION_ADD && add == NULL)
			add = &orders[i];
		if (orders[i].action == ACTION_ADD && date_given(orders[i].end))
			end = date_earlier(end, orders[i].end);
		if (orders[i].action == ACTION_CANCEL)
			end = date_earlier(end, orders[i].start);
	}
	if (add == NULL)
		return error_set(error, STATUS_LEDGER,
		    "subscription %s has orders but no add", subscription->id);
	subscription->start = add->start;
	subscription->end = date_later(end, add->start);
	subscription->bill_from = date_given(add->bill_from)
				      ? date_later(add->start, add->bill_from)
				      : add->start;

	subscription->terms = arena_array(scratch, 1, sizeof(struct term));
	if (subscription->terms == NULL)
		return error_memory(error);
	/* A term of no days still has its one-time charges. */
	subscription->items = arena_array(scratch, 1, sizeof(struct item));
	if (subscription->items == NULL)
		return error_memory(error);
	subscription->item_count = 1;
	subscription->items[0] = (struct item){ .start = add->start,
		.end = subscription->end,
		.anchor = add->start };
	subscription->begin = add->start;
	subscription->term_count = 1;
	subscription->terms[0] = (struct term){
		.from = add->start,
		.to = subscription->end,
		.item = subscription->items,
		.order = add,
		.catalog = add->catalog,
		.plan = add->plan,
		.service = add->service,
		.quantity = add->quantity,
		.anchor = add->start,
	};
	return STATUS_OK;
}

struct decimal
subscription_quantity(const struct term *term, const struct charge *charge)
{
	(void)charge;
	return term->quantity;
}

const struct term *
subscription_term(const struct subscription *subscription, struct date date)
{
	size_t i;

	for (i = 0; i < subscription->term_count; i++) {
		const struct term *term = &subscription->terms[i];

		if (term->item == subscription->items &&
		    term->from.days <= date.days && date.days < term->to.days)
			return term;
	}
	return NULL;
}

const char *
subscription_price(const struct term *term, const struct charge *charge)
{
	const struct order *order = term->order;

	if (order->price[0] == '\0')
		return "";
	if (order->charge[0] != '\0')
		return strcmp(order->charge, charge->id) == 0 ? order->price
							      : "";
	return plan_recurring(term->plan) == charge ? order->price : "";
}

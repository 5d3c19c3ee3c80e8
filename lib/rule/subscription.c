/*
 * Orders become terms.  The list has one term as long as orders add and cancel;
 * whatever else changes a subscription splits it.
 */
#include "rule/subscription.h"

#include <assert.h>
#include <string.h>

#include "base/choice.h"

enum status
action_parse(const char *text, enum action *action, struct error *error)
{
	static const char *const words[] = { "add", "change", "replace",
		"rerate", "reterm", "cancel", "suspend", "resume", "renew",
		"void", NULL };
	int index = 0;
	enum status status;

	status = choice_parse(text, words, "an action", &index, error);
	*action = (enum action)index;
	return status;
}

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
	subscription->term_count = 1;
	subscription->terms[0] =
	    (struct term){ add->start, subscription->end, add };
	return STATUS_OK;
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
	return plan_recurring(order->plan) == charge ? order->price : "";
}

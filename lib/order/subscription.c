/*
 * What is asked of a subscription that was built.
 */
#include "order/subscription.h"

#include <string.h>

/* What ${term} says of ${charge} alone, or NULL. */
static const struct setting *
setting_of(const struct term *term, const struct charge *charge)
{
	const struct setting *setting = term->settings;
	const char *name = charge->id;

	if (setting == NULL)
		return NULL;
	if (plan_recurring(term->plan) == charge)
		name = "";
	while (setting != NULL && strcmp(setting->charge, name) != 0)
		setting = setting->before;
	return setting;
}

struct decimal
subscription_quantity(const struct term *term, const struct charge *charge)
{
	const struct setting *setting = setting_of(term, charge);

	return setting != NULL && setting->quantified ? setting->quantity
						      : term->quantity;
}

const char *
subscription_price(const struct term *term, const struct charge *charge)
{
	const struct setting *setting = setting_of(term, charge);

	return setting == NULL ? "" : setting->price;
}

const struct order *
subscription_order(const struct term *term, const struct charge *charge)
{
	const struct setting *setting = setting_of(term, charge);

	return setting != NULL && setting->charge[0] != '\0' &&
		       setting->order != NULL
		   ? setting->order
		   : term->order;
}

const struct term *
subscription_term(const struct subscription *subscription, struct date date)
{
	size_t i;

	for (i = 0; i < subscription->term_count; i++) {
		const struct term *term = &subscription->terms[i];

		if (!term->item->addon && term->from.days <= date.days &&
		    date.days < term->to.days)
			return term;
	}
	return NULL;
}

bool
subscription_suspended(
    const struct subscription *subscription, struct date date)
{
	size_t i;

	for (i = 0; i < subscription->suspension_count; i++) {
		const struct suspension *days = &subscription->suspensions[i];

		if (days->from.days <= date.days && date.days < days->to.days)
			return true;
	}
	return false;
}

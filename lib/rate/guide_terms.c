/*
 * What a subscription has on a day: the terms of its items, or the reason why
 * it has none.
 */
#include <string.h>

#include "rate/guide_parts.h"

/* The last term of ${item}, or of an item before it, that begins on ${date} or
 * before, if it covers it. */
static const struct term *
term_of(const struct subscription *subscription, const struct item *item,
    struct date date)
{
	size_t low = 0, high = subscription->term_count;
	const struct term *term;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		term = &subscription->terms[middle];
		if (term->item < item ||
		    (term->item == item && term->from.days <= date.days))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return NULL;
	term = &subscription->terms[low - 1];
	return term->item == item && date.days < term->to.days ? term : NULL;
}

/* Whether a charge of ${plan} counts the event at the subscription ${item}. */
static bool
plan_takes(const struct search *search, size_t item, const struct plan *plan)
{
	const struct guide_subscription *from =
	    &search->guide->subscriptions[item];
	const struct pricing pricing = { search->guide->decks, from->zone,
		from->calendar };
	size_t i;

	for (i = 0; i < plan->charge_count; i++) {
		if (plan->charges[i].kind == CHARGE_USAGE &&
		    rate_takes(
			&plan->charges[i], &search->event->usage, &pricing))
			return true;
	}
	return false;
}

/* Whether the subscription, or an add-on whose plan would count the event, was
 * tried on ${date}. */
static bool
tried(const struct search *search, size_t owner, struct date date)
{
	const struct subscription *subscription =
	    &search->guide->subscriptions[owner].subscription;
	size_t i;

	if (subscription->begin.days <= date.days &&
	    date.days < subscription->start.days)
		return date.days < subscription->end.days;
	for (i = 1; i < subscription->term_count; i++) {
		const struct term *term = &subscription->terms[i];
		const struct item *item = term->item;

		if (term[-1].item != item && item->begin.days <= date.days &&
		    date.days < item->start.days &&
		    plan_takes(search, owner, term->plan))
			return true;
	}
	return false;
}

/* How near a subscription comes that has no term on ${date}. */
enum nearness
guide_terms_without(const struct search *search, size_t owner,
    const char *service, struct date date)
{
	const struct subscription *subscription =
	    &search->guide->subscriptions[owner].subscription;
	bool named = service == NULL;
	size_t i;

	for (i = 0; i < subscription->term_count && !named; i++)
		named = strcmp(subscription->terms[i].service, service) == 0;
	if (!named)
		return STANDING_NOT_IN_SERVICE;
	if (tried(search, owner, date))
		return STANDING_IN_TRIAL;
	return subscription_suspended(subscription, date)
		   ? STANDING_SUSPENDED
		   : STANDING_NOT_IN_SERVICE;
}

/* How near the terms of the items come on ${date}; *${found} is the nearest. */
enum nearness
guide_terms_nearness(const struct search *search, size_t owner,
    const char *service, struct date date, const struct term **found)
{
	const struct subscription *subscription =
	    &search->guide->subscriptions[owner].subscription;
	enum nearness best = STANDING_UNKNOWN, standing;
	size_t i;

	for (i = 0; i < subscription->item_count; i++) {
		const struct term *term =
		    term_of(subscription, &subscription->items[i], date);

		if (term == NULL)
			continue;
		if (service != NULL && strcmp(term->service, service) != 0)
			standing = STANDING_NOT_IN_SERVICE;
		else if (date.days < subscription->bill_from.days)
			standing = STANDING_BILLED_ELSEWHERE;
		else
			standing = plan_takes(search, owner, term->plan)
				       ? STANDING_FITS
				       : STANDING_NO_CHARGE;
		if (standing > best) {
			best = standing;
			*found = term;
		}
		if (best == STANDING_FITS)
			break;
	}
	return best;
}

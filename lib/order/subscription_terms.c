/*
 * When all has happened the terms of all items are laid down in one list.
 */
#include <string.h>

#include "order/subscription_parts.h"

/* Whether it was only tried: then nothing of it is owed, not even once. */
bool
subscription_terms_none(const struct making *making)
{
	return making->ended &&
	       (making->item.end.days < making->item.start.days ||
		   (making->tried &&
		       making->item.end.days == making->item.start.days));
}

/* The terms of an item, behind ${count} others: its first and its last day are
 * those of a term, of no days if need be. */
static size_t
lay_down(const struct making *making, const struct item *item,
    struct term *terms, size_t count)
{
	size_t first = count, i;

	for (i = 0; i + 1 < making->cut; i++)
		terms[count++] = making->terms[i];
	if (making->cut > 0)
		terms[count++] = making->last;
	if (subscription_terms_none(making))
		return count;
	if (making->cut == 0 ||
	    terms[first].from.days > making->item.start.days) {
		memmove(&terms[first + 1], &terms[first],
		    (count - first) * sizeof(*terms));
		if (making->cut == 0)
			terms[first] = making->now;
		terms[first].from = terms[first].to = making->item.start;
		count++;
	}
	if (making->ended && terms[count - 1].to.days != item->end.days) {
		terms[count] = making->now;
		terms[count].from = terms[count].to = item->end;
		count++;
	}
	for (i = first; i < count; i++)
		terms[i].item = item;
	return count;
}

void
subscription_terms_finish(struct building *building)
{
	struct subscription *subscription = building->subscription;
	size_t count = 0, i;

	for (i = 0; i < building->making_count; i++) {
		struct making *making = building->makings[i];

		subscription_items_cut(building, making, DATE_MAX);
		count += making->cut + (making->cut == 0 || making->ended) + 1;
	}
	subscription->items = subscription_items_room(
	    building, building->making_count, sizeof(*subscription->items));
	subscription->terms = subscription_items_room(
	    building, count, sizeof(*subscription->terms));
	if (building->status != STATUS_OK)
		return;
	for (i = 0; i < building->making_count; i++) {
		const struct making *making = building->makings[i];
		struct item *item = &subscription->items[i];

		*item = making->item;
		subscription->term_count = lay_down(making, item,
		    subscription->terms, subscription->term_count);
	}
	subscription->item_count = building->making_count;
}

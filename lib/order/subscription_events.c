/*
 * The lines of a subscription in the order of days, without what is void.
 */
#include <stdlib.h>
#include <string.h>

#include "order/subscription_parts.h"

static int
event_compare(const void *left, const void *right)
{
	const struct event *a = left, *b = right;

	if (a->date.days != b->date.days)
		return a->date.days < b->date.days ? -1 : 1;
	if (a->order->sequence != b->order->sequence)
		return a->order->sequence < b->order->sequence ? -1 : 1;
	return (int)a->end - (int)b->end;
}

struct named_order {
	const char *name; /* ORDER/LINE */
	size_t index;
	bool voided;
};

static int
named_compare(const void *left, const void *right)
{
	const struct named_order *a = left, *b = right;

	return strcmp(a->name, b->name);
}

static int
latest_first(const void *left, const void *right)
{
	const struct order *const *a = left, *const *b = right;

	if ((*a)->sequence == (*b)->sequence)
		return 0;
	return (*a)->sequence > (*b)->sequence ? -1 : 1;
}

/* The names of all lines, sorted, and the voids among them, the latest first:
 * what it undoes may be a void, too. */
static struct named_order *
name_orders(struct building *building, const struct order **voids)
{
	const struct orders *from = &building->from;
	size_t count = 0, i;
	struct named_order *names =
	    subscription_items_room(building, from->count, sizeof(*names));

	for (i = 0; i < from->count && names != NULL; i++) {
		const struct order *order = &from->items[i];

		names[i].name = arena_format(
		    building->arena, "%s/%s", order->id, order->line);
		names[i].index = i;
		if (names[i].name == NULL) {
			building->status = error_memory(building->error);
			return NULL;
		}
		if (order->action == ACTION_VOID)
			voids[count++] = order;
	}
	if (names != NULL) {
		qsort(names, from->count, sizeof(*names), named_compare);
		qsort(voids, count, sizeof(struct order *), latest_first);
	}
	return names;
}

/* Say of each line whether it counts: ${voided} by index, all false. */
static void
find_voided(struct building *building, bool *voided)
{
	const struct orders *from = &building->from;
	const struct order **voids;
	struct named_order *names, *found;
	size_t count = 0, i;

	for (i = 0; i < from->count; i++)
		count += from->items[i].action == ACTION_VOID;
	if (count == 0)
		return;
	voids =
	    subscription_items_room(building, count, sizeof(struct order *));
	names = voids == NULL ? NULL : name_orders(building, voids);
	for (i = 0; i < count && names != NULL; i++) {
		struct named_order key = { .name = voids[i]->voids };

		if (voided[voids[i] - from->items])
			continue;
		found = bsearch(
		    &key, names, from->count, sizeof(*names), named_compare);
		if (found != NULL)
			voided[found->index] = true;
	}
}

/* Add what ${order} makes happen. */
static void
add_events(struct building *building, const struct order *order)
{
	struct date begin = building->add->start;
	struct event *events = building->events;
	struct event event = { .date = date_later(order->start, begin),
		.order = order };

	if (order != building->add && order->action != ACTION_VOID)
		events[building->event_count++] = event;
	if (!date_given(order->end) ||
	    (order->action != ACTION_ADD && order->action != ACTION_SUSPEND))
		return;
	event.date = date_later(order->end, event.date);
	event.end = true;
	events[building->event_count++] = event;
}

/* The first add, and the events behind it. */
void
subscription_events_gather(struct building *building)
{
	const struct orders *from = &building->from;
	const struct order *first = NULL;
	bool *voided =
	    subscription_items_room(building, from->count + 1, sizeof(bool));
	size_t i;

	building->voided = voided;
	building->events = subscription_items_room(
	    building, 2 * from->count + 1, sizeof(struct event));
	if (building->events != NULL)
		find_voided(building, voided);
	for (i = 0; i < from->count && building->status == STATUS_OK; i++) {
		const struct order *order = &from->items[i];

		if (order->action != ACTION_ADD)
			continue;
		if (first == NULL || order->start.days < first->start.days)
			first = order;
		if (!voided[i] && order->plan != NULL &&
		    (building->add == NULL ||
			event_compare(
			    &(struct event){ order->start, order, false },
			    &(struct event){ building->add->start,
				building->add, false }) < 0))
			building->add = order;
	}
	if (building->status == STATUS_OK && first == NULL)
		building->status = error_set(building->error, STATUS_LEDGER,
		    "subscription %s has orders but no add",
		    building->subscription->id);
	if (building->status != STATUS_OK)
		return;
	building->subscription->begin = first->start;
	for (i = 0; i < from->count && building->add != NULL; i++) {
		if (!voided[i])
			add_events(building, &from->items[i]);
	}
	if (building->event_count > 1)
		qsort(building->events, building->event_count,
		    sizeof(*building->events), event_compare);
}

/* Let ${order} be the last event of its day, and of all. */
void
subscription_events_judge(struct building *building, const struct order *order)
{
	size_t count = building->event_count;

	while (count > 0 &&
	       building->events[count - 1].date.days > order->start.days)
		count--;
	building->events[count] = (struct event){ order->start, order, false };
	building->event_count = count + 1;
	building->judged = order;
}

/*
 * A line that acts before others may take from them what they do: a plan that
 * one of them brings would be there already, and the two would be owed under
 * the same keys, or one of them not at all.
 */
#include <string.h>

#include "order/subscription_parts.h"

enum place { PLACE_NOWHERE, PLACE_MAIN, PLACE_ADDON };

/* Whether a line may bring the plan that it names. */
static bool
brings(const struct order *order)
{
	if (order->plan == NULL)
		return false;
	switch (order->action) {
	case ACTION_ADD:
		return order->charge[0] == '\0';
	case ACTION_CHANGE:
	case ACTION_REPLACE:
	case ACTION_RESUME:
		return true;
	default:
		return false;
	}
}

/* Where the plan of the line at ${index} is just before it acts. */
static enum status
find_place(struct orders orders, size_t index, struct arena *scratch,
    enum place *place, struct error *error)
{
	const struct order *at = &orders.items[index];
	struct subscription subscription = { .id = "", .owner = "" };
	struct building building = { .from = orders,
		.subscription = &subscription,
		.arena = scratch,
		.error = error };
	const struct making *making;

	*place = PLACE_NOWHERE;
	subscription_build_begin(&building);
	if (building.status != STATUS_OK)
		return building.status;
	if (building.add == NULL || building.add == at ||
	    building.voided[index])
		return STATUS_OK;
	building.judged = at;
	subscription_build_until(&building, at->start);
	if (building.status != STATUS_OK)
		return building.status;
	making = subscription_items_find(&building, at->plan);
	if (making != NULL)
		*place = making->item.addon ? PLACE_ADDON : PLACE_MAIN;
	return STATUS_OK;
}

/* Hold the line at ${index} against ${order}, the last of ${with}. */
static enum status
check_line(struct orders with, size_t index, struct arena *scratch,
    struct error *error)
{
	const struct order *at = &with.items[index];
	const struct order *order = &with.items[with.count - 1];
	struct orders without = { with.items, with.count - 1, with.until };
	enum place before, after = PLACE_NOWHERE;
	char text[DATE_TEXT_MAX];
	enum status status;

	status = find_place(without, index, scratch, &before, error);
	if (status == STATUS_OK && before == PLACE_NOWHERE)
		status = find_place(with, index, scratch, &after, error);
	if (status != STATUS_OK || after == PLACE_NOWHERE ||
	    (after == PLACE_MAIN && at->action != ACTION_ADD &&
		at->action != ACTION_REPLACE))
		return status;
	return error_set(error, STATUS_INVALID,
	    "column %s: %.100s/%.100s brings plan %s on %s, which would be in "
	    "this subscription already",
	    order->action == ACTION_VOID ? "voids" : "plan", at->id, at->line,
	    at->plan->id, date_format(at->start, text));
}

enum status
subscription_later_accepts(const struct order *orders, size_t count,
    const struct order *order, struct arena *scratch, struct error *error)
{
	struct orders with = { .count = count + 1, .until = order->start };
	bool any = order->action == ACTION_VOID;
	struct order *items = NULL;
	enum status status = STATUS_OK;
	size_t i;

	if (!any && !brings(order))
		return STATUS_OK;
	for (i = 0; i < count && status == STATUS_OK; i++) {
		if (!brings(&orders[i]) ||
		    (!any &&
			(orders[i].start.days <= order->start.days ||
			    strcmp(orders[i].plan->id, order->plan->id) != 0)))
			continue;
		if (items == NULL) {
			items = arena_array(scratch, count + 1, sizeof(*items));
			if (items == NULL)
				return error_memory(error);
			memcpy(items, orders, count * sizeof(*items));
			items[count] = *order;
			with.items = items;
		}
		status = check_line(with, i, scratch, error);
	}
	return status;
}

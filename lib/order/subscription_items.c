/*
 * What an item has is cut into terms.  The last term is held back, so that the
 * next one may lengthen it, and so that most items need no list at all.
 */
#include <string.h>

#include "order/subscription_parts.h"

void *
subscription_items_room(struct building *building, size_t count, size_t size)
{
	void *room = NULL;

	if (building->status == STATUS_OK) {
		room = arena_array(building->arena, count, size);
		if (room == NULL)
			building->status = error_memory(building->error);
	}
	return room;
}

/* Whether something is owed now. */
static bool
live(const struct building *building, const struct making *making)
{
	if (making->ended)
		return false;
	return !building->suspended || !building->free ||
	       (building->suspension != NULL && making == building->main);
}

static bool
same_content(const struct term *a, const struct term *b)
{
	return a->order == b->order && a->catalog == b->catalog &&
	       a->plan == b->plan && a->service == b->service &&
	       a->anchor.days == b->anchor.days && a->settings == b->settings &&
	       decimal_compare(a->quantity, b->quantity) == 0;
}

/* What is in force becomes a term of these days. */
static void
push(struct building *building, struct making *making, struct date from,
    struct date to)
{
	struct term term = making->now;

	if (building->status != STATUS_OK)
		return;
	term.from = from;
	term.to = to;
	if (building->suspended && building->suspension != NULL &&
	    making == building->main && !making->ended) {
		term.settings =
		    subscription_settings_suspended(building, making);
		term.order = building->suspension;
	}
	if (making->cut > 0 && making->last.to.days == from.days &&
	    making->last.from.days < from.days &&
	    same_content(&making->last, &term)) {
		making->last.to = to;
		return;
	}
	if (making->cut > 0) {
		making->terms = arena_grow(building->arena, making->terms,
		    making->cut - 1, sizeof(term));
		if (making->terms == NULL) {
			building->status = error_memory(building->error);
			return;
		}
		making->terms[making->cut - 1] = making->last;
	}
	making->last = term;
	making->cut++;
}

static void
cut_off(struct building *building, struct making *making, struct date to)
{
	struct date from = date_later(making->now.from, making->item.start);

	if (live(building, making)) {
		if (from.days < to.days)
			push(building, making, from, to);
	} else if (making->cut == 0 && making->item.start.days < to.days &&
		   !subscription_terms_none(making)) {
		/* Its activation is owed all the same. */
		push(building, making, making->item.start, making->item.start);
	}
	making->now.from = date_later(making->now.from, to);
}

/* The day of its next delivery, DATE_MAX if there is none. */
static struct date
delivery_on(const struct making *making)
{
	const struct order *order = making->delivered;

	if (order == NULL || making->delivery == order->fulfilment_count)
		return DATE_MAX;
	return order->fulfilments[making->delivery].from;
}

/* The next day on which it changes by itself. */
static struct date
changes_on(const struct making *making)
{
	struct date next = date_earlier(
	    delivery_on(making), subscription_settings_ramp_on(making));

	if (date_given(making->anchor_on))
		next = date_earlier(next, making->anchor_on);
	if (making->lapses)
		next = date_earlier(next, making->item.start);
	return next;
}

/* Take what changes by itself until ${date}, that day included. */
static void
catch_up(struct building *building, struct making *making, struct date date)
{
	struct term *now = &making->now;
	struct date on = changes_on(making);

	while (building->status == STATUS_OK && !making->ended &&
	       on.days <= date.days && on.days < DATE_MAX.days) {
		cut_off(building, making, date_later(on, now->from));
		while (building->status == STATUS_OK &&
		       delivery_on(making).days == on.days)
			building->status = decimal_add(now->quantity,
			    making->delivered->fulfilments[making->delivery++]
				.quantity,
			    &now->quantity, building->error);
		subscription_settings_ramp(building, making, on);
		if (making->anchor_on.days == on.days) {
			now->anchor = on;
			making->anchor_on = DATE_NONE;
		}
		if (making->lapses && making->item.start.days == on.days) {
			making->ended = true;
			making->item.end = on;
		}
		on = changes_on(making);
	}
}

void
subscription_items_cut(
    struct building *building, struct making *making, struct date date)
{
	if (making->ended)
		return;
	catch_up(building, making, date);
	cut_off(building, making, date);
}

void
subscription_items_cut_all(struct building *building, struct date date)
{
	size_t i;

	for (i = 0; i < building->making_count; i++)
		subscription_items_cut(building, building->makings[i], date);
}

void
subscription_items_end(
    struct building *building, struct making *making, struct date date)
{
	if (making->ended)
		return;
	subscription_items_cut(building, making, date);
	making->ended = true;
	making->item.end = date;
}

/* The running item that has ${plan}, or NULL. */
struct making *
subscription_items_find(
    const struct building *building, const struct plan *plan)
{
	size_t i;

	for (i = building->making_count; i > 0; i--) {
		struct making *making = building->makings[i - 1];

		if ((!making->ended || making->with_all) &&
		    strcmp(making->now.plan->id, plan->id) == 0)
			return making;
	}
	return NULL;
}

/* The quantity of a line, of which parts may come later. */
static void
set_quantity(struct making *making, const struct order *order)
{
	making->delivered = order->partial ? order : NULL;
	making->delivery = 0;
	making->now.quantity =
	    order->partial ? decimal_from_integer(0) : order->quantity;
}

static void
set_price(
    struct building *building, struct making *making, const struct order *order)
{
	struct term *now = &making->now;

	if (order->price[0] != '\0')
		subscription_settings_put(building, &now->settings,
		    (struct setting){ .charge = subscription_settings_name(
					  now->plan, order->charge),
			.price = order->price,
			.order = order,
			.ordered = true });
}

/* A new item, with what the line gives; the rest is the caller's to inherit. */
struct making *
subscription_items_begin(
    struct building *building, const struct order *order, struct date date)
{
	struct making *making =
	    building->making_count == 0
		? &building->first
		: subscription_items_room(building, 1, sizeof(*making));

	if (making == NULL)
		return NULL;
	*making = (struct making){
		.item = { .begin = date,
		    .start = date_later(date, building->subscription->start),
		    .end = DATE_MAX },
		.added = order,
		.ramped = DATE_NONE,
		.anchor_on = order->anchor_on,
		.now = { .from = date,
		    .order = order,
		    .catalog = order->catalog,
		    .plan = order->plan,
		    .service = order->service,
		    .quantity = decimal_from_integer(1) },
	};
	making->item.anchor = making->now.anchor = making->item.start;
	if (order->quantified || decimal_sign(order->quantity) != 0)
		set_quantity(making, order);
	set_price(building, making, order);
	building->makings = arena_grow(building->arena, building->makings,
	    building->making_count, sizeof(*building->makings));
	if (building->makings == NULL) {
		building->status = error_memory(building->error);
		return NULL;
	}
	building->makings[building->making_count++] = making;
	return making;
}

/* What a line says of a charge alone. */
static void
apply_charge(
    struct building *building, struct making *making, const struct order *order)
{
	subscription_settings_put(building, &making->now.settings,
	    (struct setting){ .charge = subscription_settings_name(
				  making->now.plan, order->charge),
		.price = order->price,
		.ordered = order->price[0] != '\0',
		.order = order,
		.quantified = order->quantified,
		.quantity = order->quantity });
}

/* Whether a line gives anything that an item has. */
bool
subscription_items_given(const struct order *order)
{
	return order->plan != NULL || order->quantified ||
	       order->price[0] != '\0' || order->service[0] != '\0' ||
	       date_given(order->anchor_on);
}

/* Set what a line gives. */
void
subscription_items_apply(struct building *building, struct making *making,
    const struct order *order, struct date date)
{
	struct term *now = &making->now;
	bool alone = order->charge[0] != '\0';

	subscription_items_cut(building, making, date);
	if (order->plan != NULL &&
	    strcmp(order->plan->id, now->plan->id) != 0) {
		now->plan = order->plan;
		now->catalog = order->catalog;
		now->settings = NULL;
		now->order = order;
		making->ramped = DATE_NONE;
	}
	if (order->service[0] != '\0')
		now->service = order->service;
	if (date_given(order->anchor_on))
		making->anchor_on = order->anchor_on;
	if (alone) {
		apply_charge(building, making, order);
		return;
	}
	now->order = order;
	if (order->quantified)
		set_quantity(making, order);
	set_price(building, making, order);
}

/* The same plan in another version of the catalog. */
void
subscription_items_rerate(struct building *building, struct making *making,
    const struct order *order, struct date date)
{
	const struct plan *plan =
	    order->catalog == NULL
		? NULL
		: catalog_plan(order->catalog, making->now.plan->id);

	subscription_items_cut(building, making, date);
	making->now.order = order;
	if (order->price[0] != '\0') {
		set_price(building, making, order);
		return;
	}
	if (plan != NULL) {
		making->now.catalog = order->catalog;
		making->now.plan = plan;
	}
	subscription_settings_unprice(building, making);
}

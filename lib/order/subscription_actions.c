/*
 * What each action does to items and contracts.
 */
#include <string.h>

#include "order/subscription_parts.h"

/* Remember the discounts that a line grants, or ends. */
static void
grant(struct building *building, const struct order *order, struct date date)
{
	const struct discount *granted[] = { order->discount,
		order->promotion };
	struct subscription *subscription = building->subscription;
	size_t i;

	if (order->undiscounted) {
		for (i = building->open_grant; i < subscription->grant_count;
		     i++)
			subscription->grants[i].to = date;
		building->open_grant = subscription->grant_count;
	}
	for (i = 0; i < 2 && building->status == STATUS_OK; i++) {
		if (granted[i] == NULL)
			continue;
		subscription->grants =
		    arena_grow(building->arena, subscription->grants,
			subscription->grant_count, sizeof(struct grant));
		if (subscription->grants == NULL) {
			building->status = error_memory(building->error);
			return;
		}
		subscription->grants[subscription->grant_count++] =
		    (struct grant){ granted[i], order, order->charge, date,
			    DATE_MAX };
	}
}

static void
open_suspension(struct building *building, struct date date)
{
	struct subscription *subscription = building->subscription;
	size_t count = subscription->suspension_count;

	if (building->status != STATUS_OK)
		return;
	subscription->suspensions = arena_grow(building->arena,
	    subscription->suspensions, count, sizeof(struct suspension));
	if (subscription->suspensions == NULL)
		building->status = error_memory(building->error);
	else
		subscription->suspensions[subscription->suspension_count++] =
		    (struct suspension){ date, DATE_MAX };
}

static void
close_suspension(struct building *building, struct date date)
{
	struct subscription *subscription = building->subscription;
	struct suspension *last;

	building->suspended = false;
	if (subscription->suspension_count == 0)
		return;
	last = &subscription->suspensions[subscription->suspension_count - 1];
	last->to = date_earlier(last->to, date);
}

void
subscription_actions_end(
    struct building *building, struct date date, const struct order *order)
{
	size_t i;

	if (building->ended)
		return;
	for (i = 0; i < building->making_count; i++) {
		struct making *making = building->makings[i];

		making->with_all = !making->ended;
		subscription_items_end(building, making, date);
	}
	subscription_contract_leave(building, date, order);
	close_suspension(building, date);
	building->ended = true;
	building->end = date;
}

static void
suspend(struct building *building, const struct order *order, struct date date)
{
	if (building->ended)
		return;
	subscription_items_cut_all(building, date);
	subscription_contract_agree(building, order, date, false);
	close_suspension(building, date);
	building->suspended = true;
	building->free = building->life.suspended_free;
	building->suspender = order;
	building->suspension = order->price[0] == '\0' ? NULL : order;
	open_suspension(building, date);
}

static void
resume(struct building *building, const struct order *order, struct date date)
{
	size_t i;

	if (building->suspended) {
		subscription_items_cut_all(building, date);
		close_suspension(building, date);
	}
	for (i = 0; i < building->making_count && building->ended; i++) {
		struct making *making = building->makings[i];

		if (!making->with_all)
			continue;
		making->ended = making->with_all = false;
		making->item.end = DATE_MAX;
		making->now.from = date;
	}
	if (building->ended)
		subscription_contract_resume(building, date);
	building->ended = building->subscription->lapsed = false;
	if (subscription_items_given(order))
		subscription_items_apply(building, building->main, order, date);
	subscription_contract_agree(building, order, date, false);
}

static void
single(struct building *building, const struct order *order,
    const struct making *making)
{
	struct subscription *subscription = building->subscription;
	struct single one = { .order = order,
		.catalog = making->now.catalog,
		.plan = making->now.plan,
		.service = order->service[0] != '\0' ? order->service
						     : making->now.service };

	one.charge = plan_charge(one.plan, order->charge);
	if (one.charge == NULL && order->plan != NULL) {
		one.catalog = order->catalog;
		one.plan = order->plan;
		one.charge = plan_charge(one.plan, order->charge);
	}
	if (one.charge == NULL || one.charge->kind != CHARGE_ONE_TIME ||
	    building->status != STATUS_OK)
		return;
	subscription->singles = arena_grow(building->arena,
	    subscription->singles, subscription->single_count, sizeof(one));
	if (subscription->singles == NULL)
		building->status = error_memory(building->error);
	else
		subscription->singles[subscription->single_count++] = one;
}

/* An add behind the first: a charge by itself, or an add-on. */
static void
add(struct building *building, const struct order *order, struct date date)
{
	struct making *making =
	    order->plan == NULL
		? building->main
		: subscription_items_find(building, order->plan);
	const struct life *life;

	if (making != NULL && order->charge[0] != '\0')
		single(building, order, making);
	if (making != NULL || building->ended)
		return;
	making = subscription_items_begin(building, order, date);
	if (making == NULL)
		return;
	making->item.addon = true;
	life = &order->plan->life;
	if (life->trial.count > 0) {
		making->item.start = date_later(
		    making->item.start, cycle_step(life->trial, date, 1));
		making->item.anchor = making->now.anchor = making->item.start;
		making->tried = true;
		making->lapses = life->trial_end == TRIAL_LAPSES;
	}
	if (making->now.service[0] == '\0')
		making->now.service = building->main->now.service;
}

/* Another plan takes the place of the main one. */
static void
replace(struct building *building, const struct order *order, struct date date)
{
	struct making *old = building->main, *making;

	if (order->plan == NULL)
		return;
	subscription_items_end(building, old, date);
	making = subscription_items_begin(building, order, date);
	if (making == NULL)
		return;
	making->item.anchor = making->now.anchor = old->now.anchor;
	if (!order->quantified) {
		making->now.quantity = old->now.quantity;
		making->delivered = old->delivered;
		making->delivery = old->delivery;
	}
	if (order->service[0] == '\0')
		making->now.service = old->now.service;
	making->ended = making->with_all = building->ended;
	making->item.end = building->ended ? building->end : DATE_MAX;
	old->with_all = false;
	building->main = making;
	subscription_contract_agree(building, order, date, true);
}

/* The item that a line is about: the add-on that it names, or the main one. */
struct making *
subscription_actions_target(
    const struct building *building, const struct order *order)
{
	struct making *making =
	    order->plan == NULL
		? NULL
		: subscription_items_find(building, order->plan);

	return making == NULL ? building->main : making;
}

static void
change(struct building *building, const struct order *order, struct date date)
{
	struct making *making = subscription_actions_target(building, order);
	const struct plan *before = making->now.plan;
	bool fresh;

	if (order->action == ACTION_RERATE)
		subscription_items_rerate(building, making, order, date);
	else if (order->action != ACTION_RETERM ||
		 subscription_items_given(order))
		subscription_items_apply(building, making, order, date);
	fresh = strcmp(before->id, making->now.plan->id) != 0;
	if (making == building->main)
		subscription_contract_agree(building, order, date, fresh);
}

/* Whether the plan that a line names was an add-on's, and is ended. */
static bool
was_addon(const struct building *building, const struct plan *plan)
{
	size_t i;

	for (i = 0; plan != NULL && i < building->making_count; i++) {
		const struct making *making = building->makings[i];

		if (making->item.addon && making->ended &&
		    strcmp(making->now.plan->id, plan->id) == 0)
			return true;
	}
	return false;
}

static void
cancel(struct building *building, const struct order *order, struct date date)
{
	struct making *making = subscription_actions_target(building, order);
	struct setting none = { .charge = subscription_settings_name(
				    making->now.plan, order->charge),
		.price = "",
		.order = order,
		.quantified = true };

	if (order->charge[0] != '\0') {
		subscription_items_cut(building, making, date);
		subscription_settings_put(
		    building, &making->now.settings, none);
	} else if (making->item.addon) {
		subscription_items_end(building, making, date);
		making->with_all = false;
	} else if (subscription_items_find(building, making->now.plan) ==
		       making &&
		   (order->plan == NULL || !was_addon(building, order->plan) ||
		       strcmp(order->plan->id, making->now.plan->id) == 0)) {
		subscription_actions_end(building, date, order);
	}
}

static void
renew(struct building *building, const struct order *order)
{
	struct making *making = subscription_actions_target(building, order);

	if (making->item.addon)
		making->lapses = false;
	else if (building->trying)
		building->converted = true;
	else if (building->contracted && building->renewed != order)
		building->renewal = order;
}

/* The end that a line gave: of what it added or suspended. */
static void
end(struct building *building, const struct event *event)
{
	const struct order *order = event->order;
	size_t i;

	if (order == building->add) {
		if (building->contracted)
			building->contract.to = building->contract.ended =
			    date_later(event->date, building->contract.from);
		subscription_actions_end(building, event->date, order);
	} else if (order->action == ACTION_SUSPEND) {
		if (!building->suspended || building->suspender != order)
			return;
		subscription_items_cut_all(building, event->date);
		close_suspension(building, event->date);
	}
	for (i = 1; order->action == ACTION_ADD && i < building->making_count;
	     i++) {
		struct making *making = building->makings[i];

		if (making->item.addon && making->added == order &&
		    (!making->ended || making->with_all)) {
			subscription_items_end(building, making, event->date);
			making->with_all = false;
		}
	}
}

void
subscription_actions_take(struct building *building, const struct event *event)
{
	const struct order *order = event->order;
	struct date date = event->date;

	if (event->end) {
		end(building, event);
		return;
	}
	switch (order->action) {
	case ACTION_ADD:
		if (order != building->add)
			add(building, order, date);
		break;
	case ACTION_CHANGE:
	case ACTION_RERATE:
	case ACTION_RETERM:
		change(building, order, date);
		break;
	case ACTION_REPLACE:
		replace(building, order, date);
		break;
	case ACTION_CANCEL:
		cancel(building, order, date);
		break;
	case ACTION_SUSPEND:
		suspend(building, order, date);
		break;
	case ACTION_RESUME:
		resume(building, order, date);
		break;
	case ACTION_RENEW:
		renew(building, order);
		break;
	case ACTION_VOID:
		break;
	}
	grant(building, order, date);
}

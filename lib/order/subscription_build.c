/*
 * Order lines, and what follows from them, are taken in the order of days.
 */
#include "order/subscription_parts.h"

/* The first add begins it all. */
static void
begin(struct building *building)
{
	struct subscription *subscription = building->subscription;
	const struct order *add = building->add;
	const struct life *life = &building->life;
	struct making *making;

	/* The life is needed before there is an item. */
	building->agreed = add;
	building->given = (const char **)add->life;
	building->main = &(struct making){ .now = { .plan = add->plan } };
	subscription_contract_live(building);
	building->main = NULL;
	if (building->status != STATUS_OK)
		return;
	subscription->begin = subscription->start = add->start;
	if (life->trial.count > 0)
		subscription->start = cycle_step(life->trial, add->start, 1);
	making = subscription_items_begin(building, add, add->start);
	if (making == NULL)
		return;
	making->tried = building->trying = life->trial.count > 0;
	making->now.from = making->item.start;
	building->main = making;
	if (!building->trying)
		subscription_contract_begin(building, add->start, add, life);
	subscription_actions_take(
	    building, &(struct event){ add->start, add, false });
}

/* The trial is over: it lapses, or the term begins. */
static void
end_trial(struct building *building)
{
	struct date on = building->subscription->start;
	bool other;

	building->trying = false;
	if (building->ended)
		return;
	if (subscription_contract_renewal(building, on, &other) != NULL)
		building->converted = true;
	if (other)
		return;
	if (building->life.trial_end == TRIAL_LAPSES && !building->converted) {
		subscription_actions_end(building, on, NULL);
		building->subscription->lapsed = true;
		return;
	}
	subscription_contract_begin(
	    building, on, building->agreed, &building->life);
}

/* Let all happen until ${last}, that day included. */
void
subscription_build_until(struct building *building, struct date last)
{
	while (building->status == STATUS_OK) {
		const struct event *event = NULL;
		struct date next = DATE_MAX, on;

		if (building->event < building->event_count) {
			event = &building->events[building->event];
			next = event->date;
		}
		on = building->trying
			 ? building->subscription->start
			 : subscription_contract_on(building, next);
		if (on.days < DATE_MAX.days && on.days <= next.days &&
		    on.days <= last.days) {
			if (building->trying)
				end_trial(building);
			else
				subscription_contract_follow(
				    building, on, next);
			continue;
		}
		if (event == NULL || next.days > last.days ||
		    event->order == building->judged)
			break;
		building->event++;
		subscription_actions_take(building, event);
	}
}

/* Prepare what is built of ${building->from}. */
void
subscription_build_begin(struct building *building)
{
	struct subscription *subscription = building->subscription;

	*subscription = (struct subscription){ .id = subscription->id,
		.owner = subscription->owner };
	subscription_events_gather(building);
	if (building->status == STATUS_OK && building->add != NULL)
		begin(building);
}

enum status
subscription_build(struct orders orders, struct arena *scratch,
    struct subscription *subscription, struct error *error)
{
	struct building building = { .from = orders,
		.subscription = subscription,
		.arena = scratch,
		.error = error };
	const struct order *add;

	subscription_build_begin(&building);
	add = building.add;
	if (building.status != STATUS_OK)
		goto done;
	if (add == NULL) {
		subscription->start = subscription->end =
		    subscription->bill_from = subscription->begin;
		goto done;
	}
	subscription_build_until(&building, DATE_MAX);
	subscription_terms_finish(&building);
	if (building.contracted)
		subscription_contract_list(&building, building.contract);
	subscription->end = building.ended ? building.end : DATE_MAX;
	subscription->bill_from = subscription->start;
	if (date_given(add->bill_from))
		subscription->bill_from =
		    date_later(subscription->start, add->bill_from);
done:
	if (building.status == STATUS_INVALID)
		error_prefix(error, "subscription %s: ", subscription->id);
	return building.status;
}

/*
 * A line is judged on its own day, by what the lines known then make of the
 * subscription; of what comes later only what it would undo matters.
 */
#include <string.h>

#include "order/subscription_parts.h"

/* The plan that a line names, or that of the main item. */
static const struct plan *
plan_of(const struct building *building, const struct order *order)
{
	return order->plan != NULL ? order->plan : building->main->now.plan;
}

static bool
has_plan(const struct building *building, const struct order *order)
{
	return order->plan == NULL ||
	       subscription_items_find(building, order->plan) != NULL;
}

static enum status
accept_plan(struct building *building, const struct order *order)
{
	return has_plan(building, order)
		   ? STATUS_OK
		   : error_set(building->error, STATUS_INVALID,
			 "column plan: %s is not in this subscription",
			 order->plan->id);
}

/* The plan of the line has the charge that it names. */
static enum status
accept_charge(struct building *building, const struct order *order)
{
	const struct plan *plan = plan_of(building, order);
	const struct making *making =
	    subscription_actions_target(building, order);

	if (order->charge[0] == '\0')
		return STATUS_OK;
	/* The version that it has may not be the one that is sold today. */
	if (strcmp(making->now.plan->id, plan->id) == 0)
		plan = making->now.plan;
	if (plan_charge(plan, order->charge) != NULL)
		return STATUS_OK;
	return error_set(building->error, STATUS_INVALID,
	    "column charge: plan %s has no charge %s", plan->id, order->charge);
}

static enum status
accept_add(struct building *building, const struct order *order)
{
	const struct making *making;
	const struct charge *charge;
	enum status status;

	making = order->plan == NULL
		     ? building->main
		     : subscription_items_find(building, order->plan);
	if (making == NULL)
		return STATUS_OK;
	if (order->charge[0] == '\0')
		return error_set(building->error, STATUS_INVALID,
		    "column action: %s is in this subscription already",
		    making->now.plan->id);
	status = accept_charge(building, order);
	if (status != STATUS_OK)
		return status;
	charge = plan_charge(making->now.plan, order->charge);
	if (charge != NULL && charge->kind != CHARGE_ONE_TIME)
		return error_set(building->error, STATUS_INVALID,
		    "column charge: %s is not one that is owed once",
		    order->charge);
	return STATUS_OK;
}

static enum status
accept_replace(struct building *building, const struct order *order)
{
	const struct plan *plan = building->main->now.plan;
	struct making *other;

	if (order->plan == NULL)
		return error_set(building->error, STATUS_INVALID,
		    "column plan: by which plan is %s replaced?", plan->id);
	other = subscription_items_find(building, order->plan);
	if (other == building->main)
		return error_set(building->error, STATUS_INVALID,
		    "column plan: %s is the plan of this subscription already",
		    plan->id);
	if (other != NULL)
		return error_set(building->error, STATUS_INVALID,
		    "column plan: %s is in this subscription already",
		    order->plan->id);
	if (!currency_equal(order->plan->currency, plan->currency))
		return error_set(building->error, STATUS_INVALID,
		    "column plan: %s is sold in %s, the subscription is billed "
		    "in %s",
		    order->plan->id, order->plan->currency.code,
		    plan->currency.code);
	return STATUS_OK;
}

static enum status
accept_change(struct building *building, const struct order *order)
{
	const struct plan *plan = building->main->now.plan;

	if (!has_plan(building, order) &&
	    !currency_equal(order->plan->currency, plan->currency))
		return error_set(building->error, STATUS_INVALID,
		    "column plan: %s is sold in %s, the subscription is billed "
		    "in %s",
		    order->plan->id, order->plan->currency.code,
		    plan->currency.code);
	return accept_charge(building, order);
}

static enum status
accept_rerate(struct building *building, const struct order *order)
{
	const struct making *making =
	    subscription_actions_target(building, order);
	enum status status = accept_plan(building, order);

	if (status == STATUS_OK)
		status = accept_charge(building, order);
	if (status != STATUS_OK || order->price[0] != '\0' ||
	    order->catalog == NULL)
		return status;
	if (catalog_plan(order->catalog, making->now.plan->id) == NULL)
		return error_set(building->error, STATUS_INVALID,
		    "column action: catalog %s has no plan %s",
		    order->catalog->version, making->now.plan->id);
	return STATUS_OK;
}

static enum status
accept_cancel(struct building *building, const struct order *order)
{
	enum status status = accept_plan(building, order);

	return status == STATUS_OK ? accept_charge(building, order) : status;
}

static enum status
accept_suspend(struct building *building, const struct order *order)
{
	const struct making *making =
	    subscription_actions_target(building, order);
	enum status status = accept_plan(building, order);

	if (status == STATUS_OK && making->item.addon)
		return error_set(building->error, STATUS_INVALID,
		    "column plan: %s cannot be suspended alone",
		    making->now.plan->id);
	if (status == STATUS_OK && building->suspended &&
	    order->price[0] == '\0')
		return error_set(building->error, STATUS_INVALID,
		    "column action: it is suspended already");
	return status == STATUS_OK ? accept_charge(building, order) : status;
}

static enum status
accept_reterm(struct building *building, const struct order *order)
{
	const struct plan *plan = building->main->now.plan;
	enum status status = accept_plan(building, order);

	if (status == STATUS_OK && !date_given(order->term_end) &&
	    plan->life.term_months == 0 &&
	    (order->life == NULL || order->life[LIFE_TERM_MONTHS][0] == '\0'))
		return error_set(building->error, STATUS_INVALID,
		    "column term_months: plan %s has none: how long is the "
		    "term?",
		    plan->id);
	return status == STATUS_OK ? accept_charge(building, order) : status;
}

static enum status
accept_renew(struct building *building, const struct order *order)
{
	const struct making *making =
	    subscription_actions_target(building, order);
	enum status status = accept_plan(building, order);

	if (status != STATUS_OK || building->contracted || building->trying ||
	    building->renewed == order ||
	    (building->converted &&
		order->start.days == building->subscription->start.days) ||
	    (making->item.addon && making->lapses))
		return status;
	return error_set(building->error, STATUS_INVALID,
	    "column action: no term or trial runs on that day that could be "
	    "renewed");
}

/* What a void names is a line of this subscription that counts. */
static enum status
accept_void(struct building *building, const struct order *order)
{
	const struct orders *from = &building->from;
	size_t i;

	for (i = 0; i < from->count; i++) {
		const struct order *one = &from->items[i];
		size_t length = strlen(one->id);

		if (strncmp(order->voids, one->id, length) != 0 ||
		    order->voids[length] != '/' ||
		    strcmp(order->voids + length + 1, one->line) != 0)
			continue;
		if (building->voided[i])
			return error_set(building->error, STATUS_INVALID,
			    "column voids: %.300s is void already",
			    order->voids);
		return STATUS_OK;
	}
	return error_set(building->error, STATUS_INVALID,
	    "column voids: %.300s is no line of this subscription",
	    order->voids);
}

static enum status
accept(struct building *building, const struct order *order)
{
	char text[DATE_TEXT_MAX];

	if (building->ended && order->action != ACTION_RESUME)
		return error_set(building->error, STATUS_INVALID,
		    "column action: the subscription ended already on %s",
		    date_format(building->end, text));
	switch (order->action) {
	case ACTION_ADD:
		return accept_add(building, order);
	case ACTION_CHANGE:
		return accept_change(building, order);
	case ACTION_REPLACE:
		return accept_replace(building, order);
	case ACTION_RERATE:
		return accept_rerate(building, order);
	case ACTION_RETERM:
		return accept_reterm(building, order);
	case ACTION_CANCEL:
		return accept_cancel(building, order);
	case ACTION_SUSPEND:
		return accept_suspend(building, order);
	case ACTION_RESUME:
		if (!building->suspended && !building->ended)
			return error_set(building->error, STATUS_INVALID,
			    "column action: it is neither suspended nor "
			    "cancelled");
		return accept_change(building, order);
	case ACTION_RENEW:
		return accept_renew(building, order);
	case ACTION_VOID:
		break;
	}
	return STATUS_OK;
}

/* Whether it makes sense on its day. */
static enum status
accept_on_day(const struct order *orders, size_t count,
    const struct order *order, struct arena *scratch, struct error *error)
{
	struct subscription subscription = { .id = "", .owner = "" };
	struct building building = { .from = { orders, count, order->start },
		.subscription = &subscription,
		.arena = scratch,
		.error = error };
	char text[DATE_TEXT_MAX];

	if (count > 0)
		subscription_build_begin(&building);
	if (building.status != STATUS_OK && building.status != STATUS_LEDGER)
		return building.status;
	if (order->action == ACTION_VOID)
		return accept_void(&building, order);
	if (building.add == NULL)
		return order->action == ACTION_ADD
			   ? STATUS_OK
			   : error_set(building.error, STATUS_INVALID,
				 "column action: nothing was added that it "
				 "could act on");
	if (order->start.days < building.add->start.days)
		return error_set(building.error, STATUS_INVALID,
		    "column start: the subscription begins only on %s",
		    date_format(building.add->start, text));
	subscription_events_judge(&building, order);
	subscription_build_until(&building, order->start);
	return building.status == STATUS_OK ? accept(&building, order)
					    : building.status;
}

enum status
subscription_accepts(const struct order *orders, size_t count,
    const struct order *order, struct arena *scratch, struct error *error)
{
	enum status status =
	    accept_on_day(orders, count, order, scratch, error);

	return status == STATUS_OK ? subscription_later_accepts(
					 orders, count, order, scratch, error)
				   : status;
}

/*
 * Settings are a list that is never changed, since earlier terms hold it: who
 * says something new makes a list of their own, one entry for each charge.
 */
#include <assert.h>
#include <string.h>

#include "order/subscription_parts.h"

/* The only recurring charge has no name here, whoever names it. */
const char *
subscription_settings_name(const struct plan *plan, const char *charge)
{
	const struct charge *recurring = plan_recurring(plan);

	if (recurring != NULL && strcmp(recurring->id, charge) == 0)
		return "";
	return charge;
}

static const struct setting *
find(const struct setting *settings, const char *charge)
{
	while (settings != NULL && strcmp(settings->charge, charge) != 0)
		settings = settings->before;
	return settings;
}

void
subscription_settings_put(struct building *building,
    const struct setting **settings, struct setting setting)
{
	const struct setting *old = *settings, *copied;
	struct setting *head =
	    subscription_items_room(building, 1, sizeof(*head));
	struct setting *last = head;

	if (head == NULL)
		return;
	*head = setting;
	head->before = NULL;
	copied = find(old, setting.charge);
	if (copied != NULL && setting.price[0] == '\0') {
		head->price = copied->price;
		head->ordered = copied->ordered;
	}
	if (copied != NULL && !setting.quantified) {
		head->quantified = copied->quantified;
		head->quantity = copied->quantity;
	}
	for (copied = old; copied != NULL; copied = copied->before) {
		struct setting *copy;

		if (strcmp(copied->charge, setting.charge) == 0)
			continue;
		copy = subscription_items_room(building, 1, sizeof(*copy));
		if (copy == NULL)
			return;
		*copy = *copied;
		copy->before = NULL;
		last->before = copy;
		last = copy;
	}
	*settings = head;
}

static bool
ramps(const struct charge *charge)
{
	return charge->kind == CHARGE_RECURRING && charge->ramp_count > 0;
}

/* The day of the next ramp step, DATE_MAX if there is none. */
struct date
subscription_settings_ramp_on(const struct making *making)
{
	const struct plan *plan = making->now.plan;
	struct date next = DATE_MAX;
	size_t i, k;

	for (i = 0; i < plan->charge_count; i++) {
		const struct charge *charge = &plan->charges[i];

		for (k = 0; ramps(charge) && k < charge->ramp_count; k++) {
			struct date on = cycle_step(
			    charge->ramp[k].after, making->item.start, 1);

			if (on.days > making->ramped.days)
				next = date_earlier(next, on);
		}
	}
	return next;
}

/* Take the ramp steps of a day; a price that was ordered stays. */
void
subscription_settings_ramp(
    struct building *building, struct making *making, struct date on)
{
	const struct plan *plan = making->now.plan;
	size_t i, k;

	for (i = 0; i < plan->charge_count; i++) {
		const struct charge *charge = &plan->charges[i];
		const char *name = subscription_settings_name(plan, charge->id);
		const struct setting *old = find(making->now.settings, name);

		if (!ramps(charge) || (old != NULL && old->ordered))
			continue;
		for (k = 0; k < charge->ramp_count; k++) {
			const struct ramp_step *step = &charge->ramp[k];

			if (cycle_step(step->after, making->item.start, 1)
				.days == on.days)
				subscription_settings_put(building,
				    &making->now.settings,
				    (struct setting){ .charge = name,
					.price = step->texts[RAMP_PRICE] });
		}
	}
	making->ramped = on;
}

/* Prices that were said end; quantities stay. */
void
subscription_settings_unprice(struct building *building, struct making *making)
{
	const struct setting *old = making->now.settings;

	making->now.settings = NULL;
	making->ramped = DATE_NONE;
	for (; old != NULL; old = old->before) {
		struct setting setting = *old;

		setting.price = "";
		setting.ordered = false;
		if (setting.quantified)
			subscription_settings_put(
			    building, &making->now.settings, setting);
	}
}

/* ${price} and ${percent} more, half away from zero, to so many places. */
static enum status
raise_price(struct decimal price, struct decimal percent, int places,
    struct decimal *raised, struct error *error)
{
	struct decimal factor;
	__int128 divisor, half;
	enum status status =
	    decimal_add(decimal_from_integer(100), percent, &factor, error);

	if (status == STATUS_OK) {
		factor = decimal_strip(factor);
		status = decimal_multiply(
		    decimal_strip(price), factor, raised, error);
	}
	if (status != STATUS_OK)
		return status;
	raised->scale += 2; /* percent */
	if (raised->scale <= places) {
		raised->coefficient *= decimal_power(places - raised->scale);
	} else {
		divisor = decimal_power(raised->scale - places);
		half = raised->coefficient < 0 ? -divisor / 2 : divisor / 2;
		raised->coefficient = (raised->coefficient + half) / divisor;
	}
	raised->scale = places;
	return STATUS_OK;
}

/* The recurring prices in force rise by the percent of the contract. */
void
subscription_settings_uplift(struct building *building, struct making *making)
{
	const struct plan *plan = making->now.plan;
	size_t i;

	for (i = 0; i < plan->charge_count && building->status == STATUS_OK;
	     i++) {
		const struct charge *charge = &plan->charges[i];
		const char *name = subscription_settings_name(plan, charge->id);
		const struct setting *old = find(making->now.settings, name);
		struct decimal price = charge->price;
		char text[DECIMAL_TEXT_MAX];
		int places = charge->currency.places;
		struct setting setting = { .charge = name,
			.ordered = old != NULL && old->ordered };

		if (charge->kind != CHARGE_RECURRING || !charge->priced)
			continue;
		if (old != NULL && old->price[0] != '\0')
			building->status = decimal_parse(old->price,
			    DECIMAL_PLACES_MAX, &price, building->error);
		if (price.scale > places)
			places = price.scale;
		if (building->status == STATUS_OK)
			building->status =
			    raise_price(price, building->contract.life.uplift,
				places, &price, building->error);
		if (building->status != STATUS_OK)
			return;
		setting.price =
		    arena_text(building->arena, decimal_format(price, text));
		if (setting.price == NULL)
			building->status = error_memory(building->error);
		else
			subscription_settings_put(
			    building, &making->now.settings, setting);
	}
}

/* What is owed of an item while it is suspended at a price. */
const struct setting *
subscription_settings_suspended(
    struct building *building, const struct making *making)
{
	const struct order *order = building->suspension;
	const struct plan *plan = making->now.plan;
	const struct setting *settings = making->now.settings;
	const char *name = subscription_settings_name(plan, order->charge);
	size_t i;

	for (i = 0; i < plan->charge_count && building->free; i++) {
		const char *other =
		    subscription_settings_name(plan, plan->charges[i].id);

		if (plan->charges[i].kind == CHARGE_RECURRING &&
		    strcmp(other, name) != 0)
			subscription_settings_put(building, &settings,
			    (struct setting){ .charge = other,
				.price = "",
				.quantified = true,
				.quantity = decimal_from_integer(0) });
	}
	subscription_settings_put(building, &settings,
	    (struct setting){
		.charge = name, .price = order->price, .order = order });
	return settings;
}

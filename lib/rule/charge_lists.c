/*
 * What a charge has many of: tiers, the rows of a matrix and alerts of usage,
 * the steps of a ramp and the components of a bundle.
 */
#include "rule/charge.h"

#include <string.h>

#include "rule/charge_filter.h"

/* The values of a tier; absent ones are zero. */
static enum status
tier_parse(struct tier *tier, struct error *error)
{
	struct decimal *const values[TIER_KEY_COUNT] = {
		[TIER_UP_TO] = &tier->up_to,
		[TIER_PRICE] = &tier->price,
		[TIER_FLAT] = &tier->flat,
		[TIER_RATE] = &tier->rate,
		[TIER_CAP] = &tier->cap,
	};
	enum status status = STATUS_OK;
	size_t i;

	tier->open = tier->texts[TIER_UP_TO][0] == '\0';
	tier->capped = tier->texts[TIER_CAP][0] != '\0';
	for (i = 0; i < TIER_KEY_COUNT && status == STATUS_OK; i++)
		status = charge_amount(tier->texts[i], values[i], error);
	return status;
}

/* Tiers rise; only the last has no end. */
static enum status
tiers_parse(struct usage_terms *usage, struct error *error)
{
	struct decimal last = decimal_from_integer(0);
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < usage->tier_count && status == STATUS_OK; i++) {
		struct tier *tier = &usage->tiers[i];
		bool open = tier->texts[TIER_UP_TO][0] == '\0';

		if (open != (i + 1 == usage->tier_count))
			return error_set(error, STATUS_INVALID,
			    open ? "tier %zu: up_to is missing"
				 : "tier %zu: the last tier has no up_to",
			    i + 1);
		status = tier_parse(tier, error);
		if (status == STATUS_OK && !open &&
		    decimal_compare(tier->up_to, last) <= 0)
			status = error_set(error, STATUS_INVALID,
			    "up_to %s is not above the tier before",
			    tier->texts[TIER_UP_TO]);
		last = tier->up_to;
		if (status != STATUS_OK)
			error_prefix(error, "tier %zu: ", i + 1);
	}
	return status;
}

/* The first row that fits counts, so one that comes too late never does. */
static enum status
prices_parse(struct usage_terms *usage, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i, k;

	for (i = 0; i < usage->price_count && status == STATUS_OK; i++) {
		struct matrix_price *price = &usage->prices[i];

		charge_filter_sort(price->filters, price->filter_count);
		status = charge_required(price->text, error);
		if (status == STATUS_OK)
			status =
			    charge_amount(price->text, &price->price, error);
		for (k = 0; k < i && status == STATUS_OK; k++) {
			const struct matrix_price *first = &usage->prices[k];

			if (charge_filter_covers(first->filters,
				first->filter_count, price->filters,
				price->filter_count))
				status = error_set(error, STATUS_INVALID,
				    "price %zu comes first and fits all of it",
				    k + 1);
		}
		if (status != STATUS_OK)
			error_prefix(error, "price %zu: ", i + 1);
	}
	return status;
}

/* One alert: which of the three it is, and its value. */
static enum status
alert_parse(struct usage_alert *alert, struct error *error)
{
	enum status status;
	int given = 0, i;

	for (i = 0; i < ALERT_KEY_COUNT; i++) {
		if (alert->texts[i][0] == '\0')
			continue;
		alert->kind = (enum alert_key)i;
		given++;
	}
	if (given != 1)
		return error_set(error, STATUS_INVALID,
		    "one of percent, amount and first_use is expected");
	alert->value = decimal_from_integer(0);
	if (alert->kind == ALERT_FIRST_USE) {
		if (strcmp(alert->texts[ALERT_FIRST_USE], "yes") == 0)
			return STATUS_OK;
		return error_set(
		    error, STATUS_INVALID, "first_use is \"yes\" or absent");
	}
	status = charge_amount(alert->texts[alert->kind], &alert->value, error);
	if (status == STATUS_OK && decimal_sign(alert->value) == 0)
		status = error_set(
		    error, STATUS_INVALID, "a threshold must be above zero");
	return status;
}

/* Steps come later and later; months are not compared with days. */
static enum status
step_parse(const struct charge *charge, size_t index, struct error *error)
{
	struct ramp_step *step = &charge->ramp[index];
	const struct ramp_step *last = step - 1;
	struct date origin = { 0 };
	enum status status;

	status = charge_required(step->texts[RAMP_AFTER], error);
	if (status == STATUS_OK)
		status =
		    cycle_parse(step->texts[RAMP_AFTER], &step->after, error);
	if (status == STATUS_OK)
		status = charge_required(step->texts[RAMP_PRICE], error);
	if (status == STATUS_OK)
		status =
		    charge_amount(step->texts[RAMP_PRICE], &step->price, error);
	if (status != STATUS_OK || index == 0)
		return status;
	if ((cycle_months(step->after) == 0) !=
	    (cycle_months(last->after) == 0))
		return error_set(error, STATUS_INVALID,
		    "all steps are after months or years, or all after days or "
		    "weeks");
	if (cycle_step(step->after, origin, 1).days <=
	    cycle_step(last->after, origin, 1).days)
		return error_set(error, STATUS_INVALID,
		    "%.40s is not after the step before",
		    step->texts[RAMP_AFTER]);
	return STATUS_OK;
}

/* The parts of a bundle: each product once, and something to split by. */
static enum status
components_parse(const struct charge *charge, struct error *error)
{
	enum status status = STATUS_OK;
	bool priced = charge->component_count == 0;
	size_t i, k;

	for (i = 0; i < charge->component_count; i++) {
		struct component *component = &charge->components[i];
		const char *product = component->texts[COMPONENT_PRODUCT];
		const char *price = component->texts[COMPONENT_PRICE];

		status = charge_required(product, error);
		if (status == STATUS_OK)
			status = charge_required(price, error);
		if (status == STATUS_OK)
			status = charge_amount(price, &component->price, error);
		for (k = 0; k < i && status == STATUS_OK; k++) {
			if (strcmp(product, charge->components[k]
						.texts[COMPONENT_PRODUCT]) == 0)
				status = error_set(error, STATUS_INVALID,
				    "product %.40s is there twice", product);
		}
		if (status != STATUS_OK)
			return error_prefix(error, "component %zu: ", i + 1);
		priced = priced || decimal_sign(component->price) > 0;
	}
	if (!priced)
		return error_set(error, STATUS_INVALID,
		    "the prices are all zero: nothing can be split by them");
	return STATUS_OK;
}

static enum status
recurring_lists(
    const struct charge *charge, enum charge_key *key, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	*key = KEY_RAMP;
	for (i = 0; i < charge->ramp_count && status == STATUS_OK; i++) {
		status = step_parse(charge, i, error);
		if (status != STATUS_OK)
			error_prefix(error, "step %zu: ", i + 1);
	}
	if (status != STATUS_OK)
		return status;
	*key = KEY_COMPONENTS;
	return components_parse(charge, error);
}

enum status
charge_lists(struct charge *charge, enum charge_key *key, struct error *error)
{
	struct usage_terms *usage = &charge->usage;
	enum status status;
	size_t i;

	if (charge->kind == CHARGE_RECURRING)
		return recurring_lists(charge, key, error);
	*key = KEY_TIERS;
	status = tiers_parse(usage, error);
	if (status != STATUS_OK)
		return status;
	*key = KEY_PRICES;
	status = prices_parse(usage, error);
	if (status != STATUS_OK)
		return status;
	*key = KEY_ALERTS;
	for (i = 0; i < usage->alert_count && status == STATUS_OK; i++) {
		status = alert_parse(&usage->alerts[i], error);
		if (status != STATUS_OK)
			error_prefix(error, "alert %zu: ", i + 1);
	}
	return status;
}

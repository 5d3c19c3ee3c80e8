/*
 * From YAML to the lists of a charge.
 */
#include <string.h>

#include "intake/cataloging.h"
#include "rule/charge_filter.h"

void *
cataloging_items(const struct cataloging *c, const struct yaml *list,
    size_t size, const struct yaml **first, size_t *count)
{
	void *items;

	if (keys_list(c->keys, list, first, count) != STATUS_OK)
		return NULL;
	items = arena_array(c->arena, *count + 1, size);
	if (items == NULL)
		(void)error_memory(c->error);
	return items;
}

static enum status
read_tiers(const struct cataloging *c, const struct yaml *list,
    struct usage_terms *usage)
{
	static const char *const names[] = { "up_to", "price", "flat", "rate",
		"cap", NULL };
	const struct yaml *node, *values[TIER_KEY_COUNT];
	struct tier *tiers;
	enum status status = STATUS_OK;
	size_t i;

	tiers = cataloging_items(
	    c, list, sizeof(*tiers), &node, &usage->tier_count);
	if (tiers == NULL)
		return c->error->status;
	for (i = 0; node != NULL && status == STATUS_OK; i++, node = node->next)
		status =
		    keys_texts(c->keys, node, names, values, tiers[i].texts);
	usage->tiers = tiers;
	return status;
}

/* A mapping of dimensions to values. */
static enum status
read_where(const struct cataloging *c, const struct yaml *where,
    struct filter **filters, size_t *count)
{
	const struct yaml *value;
	enum status status = STATUS_OK;

	*count = 0;
	if (where == NULL)
		return STATUS_OK;
	if (where->kind != YAML_MAPPING) {
		(void)error_set(c->error, STATUS_CONFIG,
		    "a mapping of dimensions to values is expected");
		return keys_fail(c->keys, where);
	}
	*filters = arena_array(c->arena, where->count + 1, sizeof(**filters));
	if (*filters == NULL)
		return error_memory(c->error);
	for (value = where->first; value != NULL && status == STATUS_OK;
	     value = value->next) {
		struct filter *filter = &(*filters)[(*count)++];

		filter->dimension = value->key;
		status = keys_text(c->keys, value, &filter->value);
	}
	charge_filter_sort(*filters, *count);
	return status;
}

static enum status
read_price(const struct cataloging *c, const struct yaml *node,
    struct matrix_price *price)
{
	static const char *const names[] = { "where", "price", NULL };
	const struct yaml *values[2];
	enum status status;

	status = keys_read(c->keys, node, names, values);
	if (status == STATUS_OK)
		status =
		    keys_need(c->keys, node, values[1], "price", &price->text);
	if (status == STATUS_OK)
		status = read_where(
		    c, values[0], &price->filters, &price->filter_count);
	if (status != STATUS_OK)
		return status;
	price->dimensions =
	    charge_filter_text(price->filters, price->filter_count, c->arena);
	return price->dimensions == NULL ? error_memory(c->error) : STATUS_OK;
}

static enum status
read_prices(const struct cataloging *c, const struct yaml *list,
    struct usage_terms *usage)
{
	const struct yaml *node;
	enum status status = STATUS_OK;
	size_t i;

	usage->prices = cataloging_items(
	    c, list, sizeof(*usage->prices), &node, &usage->price_count);
	if (usage->prices == NULL)
		return c->error->status;
	for (i = 0; node != NULL && status == STATUS_OK; i++, node = node->next)
		status = read_price(c, node, &usage->prices[i]);
	return status;
}

static enum status
read_alerts(const struct cataloging *c, const struct yaml *list,
    struct usage_terms *usage)
{
	static const char *const names[] = { "percent", "amount", "first_use",
		NULL };
	const struct yaml *node, *values[ALERT_KEY_COUNT];
	enum status status = STATUS_OK;
	size_t i;

	usage->alerts = cataloging_items(
	    c, list, sizeof(*usage->alerts), &node, &usage->alert_count);
	if (usage->alerts == NULL)
		return c->error->status;
	for (i = 0; node != NULL && status == STATUS_OK; i++, node = node->next)
		status = keys_texts(
		    c->keys, node, names, values, usage->alerts[i].texts);
	return status;
}

static enum status
read_ramp(
    const struct cataloging *c, const struct yaml *list, struct charge *charge)
{
	static const char *const names[] = { "after", "price", NULL };
	const struct yaml *node, *values[RAMP_KEY_COUNT];
	enum status status = STATUS_OK;
	size_t i;

	charge->ramp = cataloging_items(
	    c, list, sizeof(*charge->ramp), &node, &charge->ramp_count);
	if (charge->ramp == NULL)
		return c->error->status;
	for (i = 0; node != NULL && status == STATUS_OK; i++, node = node->next)
		status = keys_texts(
		    c->keys, node, names, values, charge->ramp[i].texts);
	return status;
}

static enum status
read_components(
    const struct cataloging *c, const struct yaml *list, struct charge *charge)
{
	static const char *const names[] = { "product", "price", NULL };
	const struct yaml *node, *values[COMPONENT_KEY_COUNT];
	enum status status = STATUS_OK;
	size_t i;

	charge->components = cataloging_items(c, list,
	    sizeof(*charge->components), &node, &charge->component_count);
	if (charge->components == NULL)
		return c->error->status;
	for (i = 0; node != NULL && status == STATUS_OK;
	     i++, node = node->next) {
		struct component *component = &charge->components[i];

		status =
		    keys_texts(c->keys, node, names, values, component->texts);
		if (status == STATUS_OK && values[COMPONENT_PRODUCT] != NULL)
			status =
			    cataloging_product(c, values[COMPONENT_PRODUCT],
				component->texts[COMPONENT_PRODUCT],
				&component->product);
	}
	return status;
}

enum status
cataloging_lists(const struct cataloging *c,
    const struct yaml *const values[CHARGE_NAME_COUNT], struct charge *charge)
{
	struct usage_terms *usage = &charge->usage;
	enum status status;

	status = read_tiers(c, values[KEY_TIERS], usage);
	if (status == STATUS_OK)
		status = read_where(c, values[KEY_WHERE], &usage->filters,
		    &usage->filter_count);
	if (status == STATUS_OK)
		status = read_prices(c, values[KEY_PRICES], usage);
	if (status == STATUS_OK)
		status = read_alerts(c, values[KEY_ALERTS], usage);
	if (status == STATUS_OK)
		status = read_ramp(c, values[KEY_RAMP], charge);
	if (status == STATUS_OK)
		status = read_components(c, values[KEY_COMPONENTS], charge);
	return status;
}

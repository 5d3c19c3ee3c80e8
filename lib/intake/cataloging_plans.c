/*
 * From YAML to plans and charges.  A charge is handed to charge_parse() as
 * texts, one for each key, after what it inherits from its plan and product was
 * filled in.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/cataloging.h"
#include "rule/charge.h"

/* What a charge does not say itself. */
static void
inherit(const char **text, const char *other)
{
	if ((*text)[0] == '\0')
		*text = other;
}

static enum status
find_metric(const struct cataloging *c, const struct yaml *node, const char *id,
    const struct metric **metric)
{
	const struct catalog *catalog = c->catalog;
	struct unknown unknown = { "metric", id, NULL, catalog->metric_count };
	const char **ids;
	size_t i;

	*metric = catalog_metric(catalog, id);
	if (*metric != NULL)
		return STATUS_OK;
	ids = arena_array(c->arena, catalog->metric_count + 1, sizeof(*ids));
	if (ids == NULL)
		return error_memory(c->error);
	for (i = 0; i < catalog->metric_count; i++)
		ids[i] = catalog->metrics[i].id;
	unknown.names = ids;
	return keys_unknown(c->keys, node, &unknown);
}

static enum status
unknown_classes(
    const struct cataloging *c, const struct yaml *node, const char *id)
{
	const struct catalog *catalog = c->catalog;
	struct unknown unknown = { "time_classes", id, NULL,
		catalog->classes_count };
	const char **ids;
	size_t i;

	ids = arena_array(c->arena, catalog->classes_count + 1, sizeof(*ids));
	if (ids == NULL)
		return error_memory(c->error);
	for (i = 0; i < catalog->classes_count; i++)
		ids[i] = catalog->classes[i].id;
	unknown.names = ids;
	return keys_unknown(c->keys, node, &unknown);
}

/* The values of a charge's keys, as texts and lists. */
static enum status
charge_values(const struct cataloging *c, const struct yaml *node,
    const struct yaml *values[CHARGE_NAME_COUNT], const char ***texts)
{
	const char *names[CHARGE_NAME_COUNT + 1] = { NULL };
	enum status status;
	size_t i;

	memcpy(names, charge_keys, sizeof(charge_keys));
	*texts = arena_array(c->arena, CHARGE_KEY_COUNT, sizeof(**texts));
	if (*texts == NULL)
		return error_memory(c->error);
	status = keys_read(c->keys, node, names, values);
	for (i = 0; i < CHARGE_KEY_COUNT && status == STATUS_OK; i++)
		status = keys_text(c->keys, values[i], &(*texts)[i]);
	return status;
}

/* The item of a list that an error names ("tier 2: ..."), or the list. */
static const struct yaml *
find_item(const struct yaml *list, const struct error *error)
{
	const struct yaml *item = list->first;
	const char *number = strchr(error->text, ' ');
	unsigned long count;
	char *end;

	if (list->kind != YAML_SEQUENCE || number == NULL)
		return list;
	count = strtoul(number, &end, 10);
	if (*end != ':' || count == 0 || count > list->count)
		return list;
	while (--count > 0)
		item = item->next;
	return item;
}

/* Say at which key of a charge, or which item of its list, a mistake is. */
static enum status
fail_charge(const struct cataloging *c, const struct yaml *node,
    const struct yaml *const *values, enum charge_key key)
{
	if (values[key] != NULL)
		node = find_item(values[key], c->error);
	error_prefix(c->error, "%s: ", charge_keys[key]);
	return keys_fail(c->keys, node);
}

/* What a usage charge names. */
static enum status
link_usage(const struct cataloging *c, const struct yaml *const *values,
    struct charge *charge)
{
	struct usage_terms *usage = &charge->usage;
	const char *classes = charge->texts[KEY_TIME_CLASSES];
	enum status status;

	status = find_metric(
	    c, values[KEY_METRIC], charge->texts[KEY_METRIC], &usage->metric);
	if (status != STATUS_OK)
		return status;
	usage->classes = catalog_classes(c->catalog, classes);
	if (classes[0] != '\0' && usage->classes == NULL)
		return unknown_classes(c, values[KEY_TIME_CLASSES], classes);
	return STATUS_OK;
}

static enum status
read_charge(const struct cataloging *c, const struct yaml *node,
    const struct plan *plan, struct charge *charge)
{
	const struct yaml *values[CHARGE_NAME_COUNT];
	const struct product *product = plan->product;
	enum charge_key key = KEY_ID;
	const char **texts, *currency;
	enum status status;

	status = charge_values(c, node, values, &texts);
	if (status == STATUS_OK && values[KEY_PRODUCT] != NULL)
		status = cataloging_product(
		    c, values[KEY_PRODUCT], texts[KEY_PRODUCT], &product);
	if (status == STATUS_OK)
		status = cataloging_lists(c, values, charge);
	if (status != STATUS_OK)
		return status;
	/* A copy: plans move when they are sorted. */
	currency = arena_text(c->arena, plan->currency.code);
	if (currency == NULL)
		return error_memory(c->error);
	inherit(&texts[KEY_NAME], plan->name);
	inherit(&texts[KEY_PRODUCT], product->id);
	inherit(&texts[KEY_TAX_CODE], product->tax_code);
	inherit(&texts[KEY_REVENUE], product->revenue);
	inherit(&texts[KEY_CURRENCY], currency);
	if (charge_parse(texts, charge, &key, c->error) != STATUS_OK)
		return fail_charge(c, node, values, key);
	charge->product = product;
	if (!currency_equal(charge->currency, plan->currency)) {
		(void)error_set(c->error, STATUS_CONFIG,
		    "currency: the plan is sold in %s", plan->currency.code);
		return keys_fail(c->keys, values[KEY_CURRENCY]);
	}
	if (charge->kind == CHARGE_USAGE)
		status = link_usage(c, values, charge);
	if (status == STATUS_OK &&
	    charge_check(charge, &key, c->error) != STATUS_OK)
		status = fail_charge(c, node, values, key);
	return status;
}

/* Whether two usage charges count the same events. */
static bool
filters_equal(const struct usage_terms *a, const struct usage_terms *b)
{
	size_t i;

	if (a->filter_count != b->filter_count)
		return false;
	for (i = 0; i < a->filter_count; i++) {
		if (strcmp(a->filters[i].dimension, b->filters[i].dimension) !=
			0 ||
		    strcmp(a->filters[i].value, b->filters[i].value) != 0)
			return false;
	}
	return true;
}

/* An id may come again only for usage charges with other filters. */
static enum status
check_repeated(const struct cataloging *c, const struct yaml *node,
    const struct plan *plan, size_t index)
{
	const struct charge *charge = &plan->charges[index];
	size_t i;

	for (i = 0; i < index; i++) {
		const struct charge *other = &plan->charges[i];

		if (strcmp(other->id, charge->id) != 0 ||
		    (charge->kind == CHARGE_USAGE &&
			other->kind == CHARGE_USAGE &&
			other->usage.filter_count > 0 &&
			!filters_equal(&other->usage, &charge->usage)))
			continue;
		(void)error_set(c->error, STATUS_CONFIG,
		    "charge %s is there twice in plan %s", charge->id,
		    plan->id);
		return keys_fail(c->keys, node);
	}
	return STATUS_OK;
}

static enum status
read_charges(
    const struct cataloging *c, const struct yaml *list, struct plan *plan)
{
	const struct yaml *node;
	enum status status = STATUS_OK;
	size_t i;

	plan->charges = cataloging_items(
	    c, list, sizeof(*plan->charges), &node, &plan->charge_count);
	if (plan->charges == NULL)
		return c->error->status;
	for (i = 0; node != NULL && status == STATUS_OK;
	     i++, node = node->next) {
		status = read_charge(c, node, plan, &plan->charges[i]);
		if (status == STATUS_OK)
			status = check_repeated(c, node, plan, i);
	}
	return status;
}

/* What the plan says of the life of its subscriptions. */
static enum status
read_life(const struct cataloging *c, const struct yaml *node,
    const struct yaml *const *values, struct life *life)
{
	enum life_key key = LIFE_TRIAL;
	const char **texts;
	enum status status = STATUS_OK;
	size_t i;

	texts = arena_array(c->arena, LIFE_KEY_COUNT, sizeof(*texts));
	if (texts == NULL)
		return error_memory(c->error);
	for (i = 0; i < LIFE_KEY_COUNT && status == STATUS_OK; i++)
		status = keys_text(c->keys, values[i], &texts[i]);
	if (status != STATUS_OK ||
	    life_parse(texts, life, &key, c->error) == STATUS_OK)
		return status;
	error_prefix(c->error, "%s: ", life_keys[key]);
	return keys_fail(c->keys, values[key] == NULL ? node : values[key]);
}

static enum status
read_plan(
    const struct cataloging *c, const struct yaml *node, struct plan *plan)
{
	const char *names[LIFE_KEY_COUNT + 6] = { "id", "product", "name",
		"currency", "charges" };
	const char *product = "", *currency = "";
	const struct yaml *values[LIFE_KEY_COUNT + 5];
	enum status status;

	memcpy(names + 5, life_keys, sizeof(life_keys));
	status = keys_read(c->keys, node, names, values);
	if (status == STATUS_OK)
		status = keys_need(c->keys, node, values[0], "id", &plan->id);
	if (status == STATUS_OK)
		status =
		    keys_need(c->keys, node, values[1], "product", &product);
	if (status == STATUS_OK)
		status =
		    cataloging_product(c, values[1], product, &plan->product);
	if (status == STATUS_OK)
		status = keys_text(c->keys, values[2], &plan->name);
	if (status == STATUS_OK)
		status =
		    keys_need(c->keys, node, values[3], "currency", &currency);
	if (status != STATUS_OK)
		return status;
	inherit(&plan->name, plan->product->name);
	if (currency_parse(currency, &plan->currency, c->error) != STATUS_OK)
		return keys_fail(c->keys, values[3]);
	status = read_life(c, node, values + 5, &plan->life);
	if (status == STATUS_OK)
		status = read_charges(c, values[4], plan);
	return status;
}

static int
plan_compare(const void *left, const void *right)
{
	const struct plan *a = left;
	const struct plan *b = right;

	return strcmp(a->id, b->id);
}

enum status
cataloging_plans(const struct cataloging *c, const struct yaml *list)
{
	struct catalog *catalog = c->catalog;
	const struct yaml *node;
	enum status status = STATUS_OK;
	size_t i;

	catalog->plans = cataloging_items(
	    c, list, sizeof(*catalog->plans), &node, &catalog->plan_count);
	if (catalog->plans == NULL)
		return c->error->status;
	for (i = 0; node != NULL && status == STATUS_OK; i++, node = node->next)
		status = read_plan(c, node, &catalog->plans[i]);
	if (status != STATUS_OK || catalog->plan_count == 0)
		return status;
	qsort(catalog->plans, catalog->plan_count, sizeof(*catalog->plans),
	    plan_compare);
	for (i = 1; i < catalog->plan_count; i++) {
		if (plan_compare(&catalog->plans[i - 1], &catalog->plans[i]) !=
		    0)
			continue;
		(void)error_set(c->error, STATUS_CONFIG,
		    "plan %s is there twice", catalog->plans[i].id);
		return keys_fail(c->keys, list);
	}
	return STATUS_OK;
}

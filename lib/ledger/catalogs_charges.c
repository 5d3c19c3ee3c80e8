/*
 * The charges of a catalog.  Plans, charges and each of their lists are one
 * pass in one order, so that the next rows are always those that are wanted
 * next.
 */
#include <string.h>

#include "ledger/catalogs_parts.h"
#include "rate/dimension.h"
#include "rule/charge.h"

enum status
catalogs_product(const struct loading *loading, const char *id,
    const struct product **product)
{
	const struct catalog *catalog = loading->catalog;
	size_t i;

	for (i = 0; i < catalog->product_count; i++) {
		*product = &catalog->products[i];
		if (strcmp((*product)->id, id) == 0)
			return STATUS_OK;
	}
	*product = NULL;
	return error_set(loading->error, STATUS_LEDGER,
	    "catalog %s: product %s is not there", catalog->version, id);
}

/* What charges have many of, by plan and position. */
enum list_name {
	TIERS,
	PRICES,
	ALERTS,
	FILTERS,
	RAMPS,
	COMPONENTS,
	LIST_COUNT
};

static const struct {
	enum statement select;
	int width; /* plan and position before */
} lists_of[LIST_COUNT] = {
	[TIERS] = { STATEMENT_TIER_SELECT, TIER_KEY_COUNT + 2 },
	[PRICES] = { STATEMENT_MATRIX_SELECT, 4 },
	[ALERTS] = { STATEMENT_CHARGE_ALERT_SELECT, ALERT_KEY_COUNT + 2 },
	[FILTERS] = { STATEMENT_FILTER_SELECT, 4 },
	[RAMPS] = { STATEMENT_RAMP_SELECT, RAMP_KEY_COUNT + 2 },
	[COMPONENTS] = { STATEMENT_COMPONENT_SELECT, COMPONENT_KEY_COUNT + 2 },
};

struct list {
	const char **rows;
	size_t count;
};

/* Take the rows of one charge off the front of a list: where they begin behind
 * plan and position, and how many they are. */
static const char *const *
take_rows(struct list *lists, enum list_name name, const char *const *charge,
    size_t *count)
{
	struct list *list = &lists[name];
	const char *const *rows = list->rows;

	*count = 0;
	while (list->count > 0 && strcmp(list->rows[0], charge[0]) == 0 &&
	       strcmp(list->rows[1], charge[1]) == 0) {
		list->rows += lists_of[name].width;
		list->count--;
		(*count)++;
	}
	return *count > 0 ? rows + 2 : rows;
}

/* The filters of a row of a matrix. */
static enum status
take_filters(const struct loading *loading, struct matrix_price *price)
{
	struct dimensions dimensions;
	enum status status;
	size_t i;

	if (price->dimensions[0] == '\0')
		return STATUS_OK;
	status = dimension_list(
	    price->dimensions, loading->arena, &dimensions, loading->error);
	if (status != STATUS_OK)
		return status;
	price->filters = arena_array(
	    loading->arena, dimensions.count + 1, sizeof(*price->filters));
	if (price->filters == NULL)
		return error_memory(loading->error);
	price->filter_count = dimensions.count;
	for (i = 0; i < dimensions.count; i++)
		price->filters[i] = (struct filter){ dimensions.items[i].name,
			dimensions.items[i].value };
	return STATUS_OK;
}

/* The ramp and the components of one charge. */
static enum status
take_recurring(const struct loading *loading, struct list *lists,
    const char *const *at, struct charge *charge)
{
	struct arena *arena = loading->arena;
	const char *const *ramp, *const *components;
	enum status status = STATUS_OK;
	size_t i;

	ramp = take_rows(lists, RAMPS, at, &charge->ramp_count);
	components = take_rows(lists, COMPONENTS, at, &charge->component_count);
	charge->ramp =
	    arena_array(arena, charge->ramp_count + 1, sizeof(*charge->ramp));
	charge->components = arena_array(
	    arena, charge->component_count + 1, sizeof(*charge->components));
	if (charge->ramp == NULL || charge->components == NULL)
		return error_memory(loading->error);
	for (i = 0; i < charge->ramp_count; i++, ramp += RAMP_KEY_COUNT + 2)
		memcpy(
		    charge->ramp[i].texts, ramp, sizeof(charge->ramp[i].texts));
	for (i = 0; i < charge->component_count && status == STATUS_OK;
	     i++, components += COMPONENT_KEY_COUNT + 2) {
		struct component *component = &charge->components[i];

		memcpy(component->texts, components, sizeof(component->texts));
		status = catalogs_product(loading,
		    component->texts[COMPONENT_PRODUCT], &component->product);
	}
	return status;
}

/* The lists of usage of one charge. */
static enum status
take_usage(const struct loading *loading, struct list *lists,
    const char *const *charge, struct usage_terms *usage)
{
	struct arena *arena = loading->arena;
	const char *const *tiers, *const *prices, *const *alerts,
						      *const *filters;
	enum status status = STATUS_OK;
	size_t i;

	tiers = take_rows(lists, TIERS, charge, &usage->tier_count);
	prices = take_rows(lists, PRICES, charge, &usage->price_count);
	alerts = take_rows(lists, ALERTS, charge, &usage->alert_count);
	filters = take_rows(lists, FILTERS, charge, &usage->filter_count);
	usage->tiers =
	    arena_array(arena, usage->tier_count + 1, sizeof(*usage->tiers));
	usage->prices =
	    arena_array(arena, usage->price_count + 1, sizeof(*usage->prices));
	usage->alerts =
	    arena_array(arena, usage->alert_count + 1, sizeof(*usage->alerts));
	usage->filters = arena_array(
	    arena, usage->filter_count + 1, sizeof(*usage->filters));
	if (usage->tiers == NULL || usage->prices == NULL ||
	    usage->alerts == NULL || usage->filters == NULL)
		return error_memory(loading->error);
	for (i = 0; i < usage->tier_count; i++, tiers += TIER_KEY_COUNT + 2)
		memcpy(usage->tiers[i].texts, tiers,
		    sizeof(usage->tiers[i].texts));
	for (i = 0; i < usage->alert_count; i++, alerts += ALERT_KEY_COUNT + 2)
		memcpy(usage->alerts[i].texts, alerts,
		    sizeof(usage->alerts[i].texts));
	for (i = 0; i < usage->filter_count; i++, filters += 4)
		usage->filters[i] = (struct filter){ filters[0], filters[1] };
	for (i = 0; i < usage->price_count && status == STATUS_OK;
	     i++, prices += 4) {
		usage->prices[i].dimensions = prices[0];
		usage->prices[i].text = prices[1];
		status = take_filters(loading, &usage->prices[i]);
	}
	return status;
}

#define CHARGE_WIDTH (CHARGE_KEY_COUNT + 2) /* plan and position before */

/* A charge out of its row and the lists. */
static enum status
take_charge(const struct loading *loading, struct list *lists,
    const char *const *row, struct charge *charge)
{
	const char *const *texts = row + 2;
	enum charge_key key;
	enum status status;

	status = take_usage(loading, lists, row, &charge->usage);
	if (status == STATUS_OK)
		status = take_recurring(loading, lists, row, charge);
	if (status == STATUS_OK)
		status = charge_parse(texts, charge, &key, loading->error);
	if (status == STATUS_OK)
		status = catalogs_product(
		    loading, texts[KEY_PRODUCT], &charge->product);
	charge->usage.classes =
	    catalog_classes(loading->catalog, texts[KEY_TIME_CLASSES]);
	if (status != STATUS_OK || charge->kind != CHARGE_USAGE)
		return status;
	charge->usage.metric =
	    catalog_metric(loading->catalog, texts[KEY_METRIC]);
	if (charge->usage.metric == NULL)
		return error_set(loading->error, STATUS_LEDGER,
		    "catalog %s: metric %s is not there",
		    loading->catalog->version, texts[KEY_METRIC]);
	return STATUS_OK;
}

/* Give a plan its charges, which stand next in ${rows}. */
static enum status
take_charges(const struct loading *loading, struct list *lists,
    const char ***rows, size_t *left, struct plan *plan)
{
	enum status status = STATUS_OK;
	size_t i, count = 0;

	while (count < *left &&
	       strcmp((*rows)[count * CHARGE_WIDTH], plan->id) == 0)
		count++;
	plan->charge_count = count;
	plan->charges =
	    arena_array(loading->arena, count + 1, sizeof(*plan->charges));
	if (plan->charges == NULL)
		return error_memory(loading->error);
	for (i = 0; i < count && status == STATUS_OK; i++)
		status = take_charge(loading, lists, *rows + i * CHARGE_WIDTH,
		    &plan->charges[i]);
	*rows += count * CHARGE_WIDTH;
	*left -= count;
	return status;
}

enum status
catalogs_charges(const struct loading *loading)
{
	struct catalog *catalog = loading->catalog;
	struct list lists[LIST_COUNT];
	const char **rows;
	enum status status;
	size_t i, left = 0;

	status = catalogs_rows(
	    loading, STATEMENT_CHARGE_SELECT, CHARGE_WIDTH, &rows, &left);
	for (i = 0; i < LIST_COUNT && status == STATUS_OK; i++)
		status = catalogs_rows(loading, lists_of[i].select,
		    lists_of[i].width, &lists[i].rows, &lists[i].count);
	for (i = 0; i < catalog->plan_count && status == STATUS_OK; i++)
		status = take_charges(
		    loading, lists, &rows, &left, &catalog->plans[i]);
	return status;
}

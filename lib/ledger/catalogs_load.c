/*
 * Catalogs out of the ledger.  Metrics and charges are read back through
 * metric_parse() and charge_parse(), like the file they came from.  Plans,
 * charges, tiers and filters are each one pass in one order, so that the next
 * rows are always those that are wanted next.
 */
#include "ledger/catalogs.h"

#include <string.h>

#include "ledger/query.h"
#include "rule/charge.h"
#include "rule/dimension.h"
#include "rule/metric.h"
#include "rule/time_class.h"

struct loading {
	struct ledger *ledger;
	struct arena *arena;
	struct catalog *catalog;
	struct error *error;
};

/* All rows of a table for one version, as texts: count × width of them. */
static enum status
load_rows(const struct loading *loading, enum statement statement, int width,
    const char ***rows, size_t *count)
{
	struct query query;
	enum status status;
	size_t room = 0;
	bool found;
	int i;

	*rows = NULL;
	*count = 0;
	status =
	    query_begin(loading->ledger, statement, &query, loading->error);
	if (status == STATUS_OK)
		query_bind_text(&query, loading->catalog->version);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, loading->error);
		if (status != STATUS_OK || !found)
			break;
		if (*count == room) {
			const char **wider;

			room = room == 0 ? 16 : 2 * room;
			wider = arena_array(loading->arena,
			    room * (size_t)width, sizeof(*wider));
			if (wider == NULL) {
				status = error_memory(loading->error);
				break;
			}
			if (*count > 0)
				memcpy(wider, *rows,
				    *count * (size_t)width * sizeof(*wider));
			*rows = wider;
		}
		for (i = 0; i < width && status == STATUS_OK; i++) {
			const char *text =
			    arena_text(loading->arena, query_text(&query, i));

			if (text == NULL)
				status = error_memory(loading->error);
			(*rows)[*count * (size_t)width + (size_t)i] = text;
		}
		(*count)++;
	}
	query_end(&query);
	return status;
}

static const struct product *
find_product(const struct catalog *catalog, const char *id)
{
	size_t i;

	for (i = 0; i < catalog->product_count; i++) {
		if (strcmp(catalog->products[i].id, id) == 0)
			return &catalog->products[i];
	}
	return NULL;
}

static enum status
load_metrics(const struct loading *loading)
{
	struct catalog *catalog = loading->catalog;
	enum metric_key key;
	const char **rows;
	enum status status;
	size_t i;

	status = load_rows(loading, STATEMENT_METRIC_SELECT, METRIC_KEY_COUNT,
	    &rows, &catalog->metric_count);
	if (status != STATUS_OK)
		return status;
	catalog->metrics = arena_array(loading->arena,
	    catalog->metric_count + 1, sizeof(*catalog->metrics));
	if (catalog->metrics == NULL)
		return error_memory(loading->error);
	for (i = 0; i < catalog->metric_count && status == STATUS_OK;
	     i++, rows += METRIC_KEY_COUNT)
		status = metric_parse(rows, loading->arena,
		    &catalog->metrics[i], &key, loading->error);
	return status;
}

static const struct holidays *
find_holidays(const struct catalog *catalog, const char *id)
{
	size_t i;

	for (i = 0; i < catalog->holidays_count; i++) {
		if (strcmp(catalog->holidays[i].id, id) == 0)
			return &catalog->holidays[i];
	}
	return NULL;
}

static enum status
load_holidays(const struct loading *loading)
{
	struct catalog *catalog = loading->catalog;
	struct holidays *holidays = NULL;
	const char **rows;
	enum status status;
	size_t i, count;

	status = load_rows(
	    loading, STATEMENT_HOLIDAY_SELECT, 2, &rows, &count);
	if (status != STATUS_OK)
		return status;
	catalog->holidays = arena_array(
	    loading->arena, count + 1, sizeof(*catalog->holidays));
	if (catalog->holidays == NULL)
		return error_memory(loading->error);
	for (i = 0; i < count && status == STATUS_OK; i++, rows += 2) {
		if (holidays == NULL || strcmp(holidays->id, rows[0]) != 0) {
			holidays = &catalog->holidays[catalog->holidays_count++];
			holidays->id = rows[0];
			holidays->dates = arena_array(loading->arena, count - i,
			    sizeof(*holidays->dates));
			if (holidays->dates == NULL)
				return error_memory(loading->error);
		}
		status = date_parse(rows[1],
		    &holidays->dates[holidays->count++], loading->error);
	}
	return status;
}

static enum status
load_classes(const struct loading *loading)
{
	struct catalog *catalog = loading->catalog;
	struct time_classes *classes = NULL;
	const char **rows;
	enum status status;
	size_t i, count;

	status = load_rows(loading, STATEMENT_TIME_CLASS_SELECT,
	    TIME_CLASS_KEY_COUNT + 1, &rows, &count);
	if (status != STATUS_OK)
		return status;
	catalog->classes = arena_array(
	    loading->arena, count + 1, sizeof(*catalog->classes));
	if (catalog->classes == NULL)
		return error_memory(loading->error);
	for (i = 0; i < count && status == STATUS_OK;
	     i++, rows += TIME_CLASS_KEY_COUNT + 1) {
		enum time_class_key key;
		struct time_class *class;

		if (classes == NULL || strcmp(classes->id, rows[0]) != 0) {
			classes = &catalog->classes[catalog->classes_count++];
			classes->id = rows[0];
			classes->items = arena_array(loading->arena, count - i,
			    sizeof(*classes->items));
			if (classes->items == NULL)
				return error_memory(loading->error);
		}
		class = &classes->items[classes->count++];
		memcpy(class->texts, rows + 1, sizeof(class->texts));
		class->holidays =
		    find_holidays(catalog, class->texts[CLASS_HOLIDAYS]);
		status = time_class_parse(class, &key, loading->error);
	}
	return status;
}

static enum status
load_products(const struct loading *loading)
{
	struct catalog *catalog = loading->catalog;
	const char **rows;
	enum status status;
	size_t i;

	status = load_rows(loading, STATEMENT_PRODUCT_SELECT, 6, &rows,
	    &catalog->product_count);
	if (status != STATUS_OK)
		return status;
	catalog->products = arena_array(loading->arena,
	    catalog->product_count + 1, sizeof(*catalog->products));
	if (catalog->products == NULL)
		return error_memory(loading->error);
	for (i = 0; i < catalog->product_count; i++, rows += 6)
		catalog->products[i] = (struct product){ rows[0], rows[1],
			rows[2], rows[3], rows[4], rows[5] };
	return STATUS_OK;
}

static enum status
load_plans(const struct loading *loading)
{
	struct catalog *catalog = loading->catalog;
	const char **rows;
	enum status status;
	size_t i;

	status = load_rows(
	    loading, STATEMENT_PLAN_SELECT, 4, &rows, &catalog->plan_count);
	if (status != STATUS_OK)
		return status;
	catalog->plans = arena_array(
	    loading->arena, catalog->plan_count + 1, sizeof(*catalog->plans));
	if (catalog->plans == NULL)
		return error_memory(loading->error);
	for (i = 0; i < catalog->plan_count && status == STATUS_OK;
	     i++, rows += 4) {
		catalog->plans[i] = (struct plan){
			.id = rows[0],
			.product = find_product(catalog, rows[1]),
			.name = rows[2],
		};
		status = currency_parse(
		    rows[3], &catalog->plans[i].currency, loading->error);
	}
	return status;
}

/* What all usage charges have many of, by plan and position. */
enum list_name { TIERS, PRICES, ALERTS, FILTERS, LIST_COUNT };

static const struct {
	enum statement select;
	int width; /* plan and position before */
} lists_of[LIST_COUNT] = {
	[TIERS] = { STATEMENT_TIER_SELECT, TIER_KEY_COUNT + 2 },
	[PRICES] = { STATEMENT_MATRIX_SELECT, 4 },
	[ALERTS] = { STATEMENT_CHARGE_ALERT_SELECT, ALERT_KEY_COUNT + 2 },
	[FILTERS] = { STATEMENT_FILTER_SELECT, 4 },
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
	return rows + 2;
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

/* The lists of one charge. */
static enum status
take_lists(const struct loading *loading, struct list *lists,
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

	status = take_lists(loading, lists, row, &charge->usage);
	if (status == STATUS_OK)
		status = charge_parse(texts, charge, &key, loading->error);
	charge->product = find_product(loading->catalog, texts[KEY_PRODUCT]);
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

static enum status
load_charges(const struct loading *loading)
{
	struct catalog *catalog = loading->catalog;
	struct list lists[LIST_COUNT];
	const char **rows;
	enum status status;
	size_t i, left = 0;

	status = load_rows(
	    loading, STATEMENT_CHARGE_SELECT, CHARGE_WIDTH, &rows, &left);
	for (i = 0; i < LIST_COUNT && status == STATUS_OK; i++)
		status = load_rows(loading, lists_of[i].select,
		    lists_of[i].width, &lists[i].rows, &lists[i].count);
	for (i = 0; i < catalog->plan_count && status == STATUS_OK; i++)
		status = take_charges(
		    loading, lists, &rows, &left, &catalog->plans[i]);
	return status;
}

/* The versions and their dates, without content. */
static enum status
load_versions(struct ledger *ledger, struct arena *arena,
    struct catalog **catalogs, size_t *count, struct error *error)
{
	struct catalog none = { .version = "" };
	struct loading loading = { ledger, arena, &none, error };
	const char **rows;
	enum status status;
	size_t i;

	status = load_rows(&loading, STATEMENT_CATALOG_SELECT, 2, &rows, count);
	if (status != STATUS_OK)
		return status;
	*catalogs = arena_array(arena, *count + 1, sizeof(**catalogs));
	if (*catalogs == NULL)
		return error_memory(error);
	for (i = 0; i < *count && status == STATUS_OK; i++, rows += 2) {
		(*catalogs)[i].version = rows[0];
		status = date_parse(rows[1], &(*catalogs)[i].effective, error);
		if (status != STATUS_OK) {
			error->status = STATUS_LEDGER;
			status = error_prefix(error, "catalog %s: ", rows[0]);
		}
	}
	return status;
}

enum status
catalogs_load(struct ledger *ledger, struct arena *arena,
    struct catalogs *catalogs, struct error *error)
{
	struct catalog *items = NULL;
	enum status status;
	size_t i, count = 0;

	status = load_versions(ledger, arena, &items, &count, error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		struct loading loading = { ledger, arena, &items[i], error };

		status = load_metrics(&loading);
		if (status == STATUS_OK)
			status = load_holidays(&loading);
		if (status == STATUS_OK)
			status = load_classes(&loading);
		if (status == STATUS_OK)
			status = load_products(&loading);
		if (status == STATUS_OK)
			status = load_plans(&loading);
		if (status == STATUS_OK)
			status = load_charges(&loading);
		if (status == STATUS_INVALID) {
			error->status = status = STATUS_LEDGER;
			error_prefix(error, "catalog %s: ", items[i].version);
		}
	}
	*catalogs = (struct catalogs){ items, count };
	return status;
}

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
#include "rule/metric.h"

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
		status = metric_parse(
		    rows, &catalog->metrics[i], &key, loading->error);
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

/* The tiers and filters of all usage charges, by plan and position. */
struct lists {
	const char **tiers; /* plan, position, up_to, price, flat, rate */
	size_t tier_count;
	const char **filters; /* plan, position, dimension, value */
	size_t filter_count;
};

/* Take the rows of one charge off the front of both lists. */
static enum status
take_lists(const struct loading *loading, struct lists *lists,
    const char *const *charge, struct usage_terms *usage)
{
	struct tier *tiers =
	    arena_array(loading->arena, lists->tier_count + 1, sizeof(*tiers));
	struct filter *filters = arena_array(
	    loading->arena, lists->filter_count + 1, sizeof(*filters));

	if (tiers == NULL || filters == NULL)
		return error_memory(loading->error);
	while (lists->tier_count > 0 &&
	       strcmp(lists->tiers[0], charge[0]) == 0 &&
	       strcmp(lists->tiers[1], charge[1]) == 0) {
		memcpy(tiers[usage->tier_count++].texts, lists->tiers + 2,
		    sizeof(tiers->texts));
		lists->tiers += 6;
		lists->tier_count--;
	}
	while (lists->filter_count > 0 &&
	       strcmp(lists->filters[0], charge[0]) == 0 &&
	       strcmp(lists->filters[1], charge[1]) == 0) {
		filters[usage->filter_count++] =
		    (struct filter){ lists->filters[2], lists->filters[3] };
		lists->filters += 4;
		lists->filter_count--;
	}
	usage->tiers = tiers;
	usage->filters = filters;
	return STATUS_OK;
}

#define CHARGE_WIDTH (CHARGE_KEY_COUNT + 2) /* plan and position before */

/* A charge out of its row and the lists. */
static enum status
take_charge(const struct loading *loading, struct lists *lists,
    const char *const *row, struct charge *charge)
{
	const char *const *texts = row + 2;
	enum charge_key key;
	enum status status;

	status = take_lists(loading, lists, row, &charge->usage);
	if (status == STATUS_OK)
		status = charge_parse(texts, charge, &key, loading->error);
	charge->product = find_product(loading->catalog, texts[KEY_PRODUCT]);
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
take_charges(const struct loading *loading, struct lists *lists,
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
	struct lists lists;
	const char **rows;
	enum status status;
	size_t i, left = 0;

	status = load_rows(
	    loading, STATEMENT_CHARGE_SELECT, CHARGE_WIDTH, &rows, &left);
	if (status == STATUS_OK)
		status = load_rows(loading, STATEMENT_TIER_SELECT, 6,
		    &lists.tiers, &lists.tier_count);
	if (status == STATUS_OK)
		status = load_rows(loading, STATEMENT_FILTER_SELECT, 4,
		    &lists.filters, &lists.filter_count);
	for (i = 0; i < catalog->plan_count && status == STATUS_OK; i++)
		status = take_charges(
		    loading, &lists, &rows, &left, &catalog->plans[i]);
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

/*
 * Catalogs out of the ledger.  Metrics and charges are read back through
 * metric_parse() and charge_parse(), like the file they came from.
 */
#include "ledger/catalogs.h"

#include <string.h>

#include "ledger/catalogs_parts.h"
#include "ledger/query.h"
#include "rate/metric.h"
#include "rate/time_class.h"

enum status
catalogs_rows(const struct loading *loading, enum statement statement,
    int width, const char ***rows, size_t *count)
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

static enum status
load_metrics(const struct loading *loading)
{
	struct catalog *catalog = loading->catalog;
	enum metric_key key;
	const char **rows;
	enum status status;
	size_t i;

	status = catalogs_rows(loading, STATEMENT_METRIC_SELECT,
	    METRIC_KEY_COUNT, &rows, &catalog->metric_count);
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

static enum status
load_holidays(const struct loading *loading)
{
	struct catalog *catalog = loading->catalog;
	struct holidays *holidays = NULL;
	const char **rows;
	enum status status;
	size_t i, count;

	status =
	    catalogs_rows(loading, STATEMENT_HOLIDAY_SELECT, 2, &rows, &count);
	if (status != STATUS_OK)
		return status;
	catalog->holidays =
	    arena_array(loading->arena, count + 1, sizeof(*catalog->holidays));
	if (catalog->holidays == NULL)
		return error_memory(loading->error);
	for (i = 0; i < count && status == STATUS_OK; i++, rows += 2) {
		if (holidays == NULL || strcmp(holidays->id, rows[0]) != 0) {
			holidays =
			    &catalog->holidays[catalog->holidays_count++];
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

	status = catalogs_rows(loading, STATEMENT_TIME_CLASS_SELECT,
	    TIME_CLASS_KEY_COUNT + 1, &rows, &count);
	if (status != STATUS_OK)
		return status;
	catalog->classes =
	    arena_array(loading->arena, count + 1, sizeof(*catalog->classes));
	if (catalog->classes == NULL)
		return error_memory(loading->error);
	for (i = 0; i < count && status == STATUS_OK;
	     i++, rows += TIME_CLASS_KEY_COUNT + 1) {
		enum time_class_key key;
		struct time_class *class;

		if (classes == NULL || strcmp(classes->id, rows[0]) != 0) {
			classes = &catalog->classes[catalog->classes_count++];
			classes->id = rows[0];
			classes->items = arena_array(
			    loading->arena, count - i, sizeof(*classes->items));
			if (classes->items == NULL)
				return error_memory(loading->error);
		}
		class = &classes->items[classes->count++];
		memcpy(class->texts, rows + 1, sizeof(class->texts));
		class->holidays =
		    catalog_holidays(catalog, class->texts[CLASS_HOLIDAYS]);
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

	status = catalogs_rows(loading, STATEMENT_PRODUCT_SELECT, 6, &rows,
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
	enum life_key key;
	enum status status;
	size_t i;

	status = catalogs_rows(loading, STATEMENT_PLAN_SELECT,
	    LIFE_KEY_COUNT + 4, &rows, &catalog->plan_count);
	if (status != STATUS_OK)
		return status;
	catalog->plans = arena_array(
	    loading->arena, catalog->plan_count + 1, sizeof(*catalog->plans));
	if (catalog->plans == NULL)
		return error_memory(loading->error);
	for (i = 0; i < catalog->plan_count && status == STATUS_OK;
	     i++, rows += LIFE_KEY_COUNT + 4) {
		catalog->plans[i] = (struct plan){
			.id = rows[0],
			.name = rows[2],
		};
		status = catalogs_product(
		    loading, rows[1], &catalog->plans[i].product);
		if (status == STATUS_OK)
			status = currency_parse(rows[3],
			    &catalog->plans[i].currency, loading->error);
		if (status == STATUS_OK)
			status = life_parse(rows + 4, &catalog->plans[i].life,
			    &key, loading->error);
	}
	return status;
}

/* The versions and their dates, without content. */
static enum status
load_versions(const struct loading *loading, enum statement select,
    struct catalog **catalogs, size_t *count)
{
	struct error *error = loading->error;
	const char **rows;
	enum status status;
	size_t i;

	status = catalogs_rows(loading, select, 2, &rows, count);
	if (status != STATUS_OK)
		return status;
	*catalogs = arena_array(loading->arena, *count + 1, sizeof(**catalogs));
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

static enum status
load(struct loading *loading, enum statement select, struct catalogs *catalogs)
{
	struct catalog none = { .version = "" };
	struct catalog *items = NULL;
	enum status status;
	size_t i, count = 0;

	loading->catalog = &none;
	status = load_versions(loading, select, &items, &count);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		loading->catalog = &items[i];
		status = load_metrics(loading);
		if (status == STATUS_OK)
			status = load_holidays(loading);
		if (status == STATUS_OK)
			status = load_classes(loading);
		if (status == STATUS_OK)
			status = load_products(loading);
		if (status == STATUS_OK)
			status = load_plans(loading);
		if (status == STATUS_OK)
			status = catalogs_charges(loading);
		if (status == STATUS_OK)
			status = catalogs_discounts(loading);
		if (status == STATUS_INVALID) {
			loading->error->status = status = STATUS_LEDGER;
			error_prefix(
			    loading->error, "catalog %s: ", items[i].version);
		}
	}
	*catalogs = (struct catalogs){ items, count };
	return status;
}

enum status
catalogs_load(struct ledger *ledger, struct arena *arena,
    struct catalogs *catalogs, struct error *error)
{
	struct loading loading = { ledger, arena, NULL, error };

	return load(&loading, STATEMENT_CATALOG_SELECT, catalogs);
}

enum status
catalogs_load_all(struct ledger *ledger, struct arena *arena,
    struct catalogs *catalogs, struct error *error)
{
	struct loading loading = { ledger, arena, NULL, error };

	return load(&loading, STATEMENT_CATALOG_SELECT_ALL, catalogs);
}

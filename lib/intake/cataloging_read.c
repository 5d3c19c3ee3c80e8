/*
 * From YAML to a catalog: the file, its metrics and its products.
 */
#include <string.h>

#include "intake/cataloging.h"
#include "rate/metric.h"
#include "record/yaml.h"

static enum status
fail_at(const struct cataloging *c, const struct yaml *value, const char *key)
{
	error_prefix(c->error, "%s: ", key);
	return keys_fail(c->keys, value);
}

/* The rounding of a metric, if there is one. */
static enum status
read_rounding(const struct cataloging *c, const struct yaml *round,
    const struct yaml **values, const char **texts)
{
	static const char *const names[] = { "to", "mode", NULL };
	enum status status;

	if (round == NULL)
		return STATUS_OK;
	status = keys_texts(c->keys, round, names, values, texts);
	if (status == STATUS_OK)
		status = keys_need(c->keys, round, values[0], "to", &texts[0]);
	if (status == STATUS_OK)
		status =
		    keys_need(c->keys, round, values[1], "mode", &texts[1]);
	return status;
}

static enum status
read_metric(
    const struct cataloging *c, const struct yaml *node, struct metric *metric)
{
	static const char *const keys[METRIC_KEY_COUNT] = { "id", "unit",
		"aggregation", "field", "to", "mode", "expression", "recurring",
		"values", "per" };
	/* In the file "round" stands for its two keys. */
	static const char *const names[] = { "id", "unit", "aggregation",
		"field", "round", "expression", "recurring", "values", "per",
		NULL };
	const struct yaml *given[METRIC_KEY_COUNT], *values[METRIC_KEY_COUNT];
	enum metric_key key = METRIC_ID;
	const char **texts;
	enum status status;
	int i;

	texts = arena_array(c->arena, METRIC_KEY_COUNT, sizeof(*texts));
	if (texts == NULL)
		return error_memory(c->error);
	status = keys_read(c->keys, node, names, given);
	for (i = 0; i < METRIC_KEY_COUNT && status == STATUS_OK; i++) {
		values[i] = given[i < METRIC_ROUND_MODE ? i : i - 1];
		if (i == METRIC_ROUND_TO || i == METRIC_ROUND_MODE)
			texts[i] = "";
		else
			status = keys_text(c->keys, values[i], &texts[i]);
	}
	if (status == STATUS_OK)
		status = read_rounding(c, given[METRIC_ROUND_TO],
		    values + METRIC_ROUND_TO, texts + METRIC_ROUND_TO);
	if (status != STATUS_OK)
		return status;
	if (texts[METRIC_AGGREGATION][0] == '\0')
		texts[METRIC_AGGREGATION] = "sum";
	if (metric_parse(texts, c->arena, metric, &key, c->error) !=
	    STATUS_OK) {
		error_prefix(c->error, "%s: ", keys[key]);
		return keys_fail(
		    c->keys, values[key] == NULL ? node : values[key]);
	}
	return STATUS_OK;
}

static enum status
read_metrics(const struct cataloging *c, const struct yaml *list)
{
	struct catalog *catalog = c->catalog;
	const struct yaml *node;
	enum status status = STATUS_OK;
	size_t i, k;

	catalog->metrics = cataloging_items(
	    c, list, sizeof(*catalog->metrics), &node, &catalog->metric_count);
	if (catalog->metrics == NULL)
		return c->error->status;
	for (i = 0; node != NULL && status == STATUS_OK;
	     i++, node = node->next) {
		struct metric *metric = &catalog->metrics[i];

		status = read_metric(c, node, metric);
		for (k = 0; k < i && status == STATUS_OK; k++) {
			if (strcmp(catalog->metrics[k].id, metric->id) != 0)
				continue;
			(void)error_set(c->error, STATUS_CONFIG,
			    "metric %s is there twice", metric->id);
			status = keys_fail(c->keys, node);
		}
	}
	return status;
}

static enum status
read_product(const struct cataloging *c, const struct yaml *node,
    struct product *product)
{
	static const char *const names[] = { "id", "name", "sku", "line",
		"tax_code", "revenue", NULL };
	const struct yaml *values[6];
	const char *texts[6] = { "", "", "", "", "", "" };
	enum status status;

	status = keys_texts(c->keys, node, names, values, texts);
	if (status == STATUS_OK)
		status = keys_need(c->keys, node, values[0], "id", &texts[0]);
	if (status == STATUS_OK)
		status = keys_need(c->keys, node, values[1], "name", &texts[1]);
	*product = (struct product){
		.id = texts[0],
		.name = texts[1],
		.sku = texts[2],
		.line = texts[3],
		.tax_code = texts[4],
		.revenue = texts[5],
	};
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
read_products(const struct cataloging *c, const struct yaml *list)
{
	struct catalog *catalog = c->catalog;
	const struct yaml *node;
	enum status status = STATUS_OK;
	size_t count;

	catalog->products = cataloging_items(
	    c, list, sizeof(*catalog->products), &node, &count);
	if (catalog->products == NULL)
		return c->error->status;
	for (; node != NULL && status == STATUS_OK; node = node->next) {
		struct product product;

		status = read_product(c, node, &product);
		if (status == STATUS_OK &&
		    find_product(catalog, product.id) != NULL) {
			(void)error_set(c->error, STATUS_CONFIG,
			    "product %s is there twice", product.id);
			status = keys_fail(c->keys, node);
		}
		if (status == STATUS_OK)
			catalog->products[catalog->product_count++] = product;
	}
	return status;
}

enum status
cataloging_product(const struct cataloging *c, const struct yaml *node,
    const char *id, const struct product **product)
{
	const struct catalog *catalog = c->catalog;
	struct unknown unknown = { "product", id, NULL,
		catalog->product_count };
	const char **ids;
	size_t i;

	*product = find_product(catalog, id);
	if (*product != NULL)
		return STATUS_OK;
	ids = arena_array(c->arena, catalog->product_count + 1, sizeof(*ids));
	if (ids == NULL)
		return error_memory(c->error);
	for (i = 0; i < catalog->product_count; i++)
		ids[i] = catalog->products[i].id;
	unknown.names = ids;
	return keys_unknown(c->keys, node, &unknown);
}

enum status
cataloging_read(const char *path, struct arena *arena, struct catalog *catalog,
    unsigned char digest[HASH_SIZE], struct error *error)
{
	static const char *const names[] = { "version", "effective", "metrics",
		"products", "plans", "holidays", "time_classes", "discounts",
		NULL };
	struct cataloging c = { { path, error }, arena, catalog, error };
	const struct yaml *root, *values[8];
	const char *effective;
	enum status status;

	*catalog = (struct catalog){ .version = "" };
	status = yaml_load(path, arena, &root, digest, error);
	if (status == STATUS_OK)
		status = keys_read(c.keys, root, names, values);
	if (status == STATUS_OK)
		status = keys_need(
		    c.keys, root, values[0], "version", &catalog->version);
	if (status == STATUS_OK)
		status =
		    keys_need(c.keys, root, values[1], "effective", &effective);
	if (status == STATUS_OK &&
	    date_parse(effective, &catalog->effective, error) != STATUS_OK)
		status = fail_at(&c, values[1], "effective");
	if (status == STATUS_OK)
		status = read_metrics(&c, values[2]);
	if (status == STATUS_OK)
		status = read_products(&c, values[3]);
	if (status == STATUS_OK)
		status = cataloging_times(&c, values[5], values[6]);
	if (status == STATUS_OK)
		status = cataloging_plans(&c, values[4]);
	if (status == STATUS_OK)
		status = cataloging_discounts(&c, values[7]);
	if (status == STATUS_OK && strlen(catalog->version) > 128) {
		(void)error_set(error, STATUS_CONFIG, "over 128 bytes");
		status = fail_at(&c, values[0], "version");
	}
	return status;
}

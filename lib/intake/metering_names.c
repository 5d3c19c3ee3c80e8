/*
 * The names that records of usage are held against: the metrics that there are,
 * the dimensions that somebody asks for, and those that hold telephone numbers.
 * A catalog version never changes, so what was known when the reading began is
 * what holds for the import.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/metering_parts.h"
#include "ledger/usage_rules.h"
#include "rate/expression.h"

static enum status
add(struct metering *metering, struct metering_names *names, const char *name)
{
	names->items = arena_grow(&metering->arena, names->items, names->count,
	    sizeof(*names->items));
	if (names->items == NULL)
		return error_memory(metering->error);
	names->items[names->count++] = name;
	return STATUS_OK;
}

/* The dimensions of filters. */
static enum status
add_filters(
    struct metering *metering, const struct filter *filters, size_t count)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < count && status == STATUS_OK; i++)
		status = add(metering, &metering->meant, filters[i].dimension);
	return status;
}

/* The dimensions that a metric is made of. */
static enum status
add_metric(struct metering *metering, const struct metric *metric)
{
	enum status status = STATUS_OK;
	const char *name;
	size_t i;

	if (metric->field[0] != '\0')
		status = add(metering, &metering->meant, metric->field);
	for (i = 0; metric->expression != NULL && status == STATUS_OK; i++) {
		name = expression_name(metric->expression, i);
		if (name == NULL)
			break;
		status = add(metering, &metering->meant, name);
	}
	return status;
}

static enum status
add_charge(struct metering *metering, const struct charge *charge)
{
	const struct usage_terms *usage = &charge->usage;
	enum status status;
	size_t i;

	if (charge->kind != CHARGE_USAGE)
		return STATUS_OK;
	status = add_filters(metering, usage->filters, usage->filter_count);
	for (i = 0; i < usage->price_count && status == STATUS_OK; i++)
		status = add_filters(metering, usage->prices[i].filters,
		    usage->prices[i].filter_count);
	if (status != STATUS_OK || usage->model != MODEL_DECK)
		return status;
	status = add(metering, &metering->meant, usage->number);
	if (status == STATUS_OK)
		status = add(metering, &metering->pan_like, usage->number);
	return status;
}

static enum status
add_catalog(struct metering *metering, const struct catalog *catalog)
{
	enum status status = STATUS_OK;
	size_t i, k;

	for (i = 0; i < catalog->metric_count && status == STATUS_OK; i++) {
		status =
		    add(metering, &metering->metrics, catalog->metrics[i].id);
		if (status == STATUS_OK)
			status = add_metric(metering, &catalog->metrics[i]);
	}
	for (i = 0; i < catalog->plan_count; i++) {
		const struct plan *plan = &catalog->plans[i];

		for (k = 0; k < plan->charge_count && status == STATUS_OK; k++)
			status = add_charge(metering, &plan->charges[k]);
	}
	return status;
}

/* The dimensions that rules ask for. */
static enum status
add_rules(struct metering *metering)
{
	struct usage_rules rules;
	enum status status;
	size_t i, k;

	status = usage_rules_load(
	    metering->ledger, &metering->arena, &rules, metering->error);
	for (i = 0; status == STATUS_OK && i < rules.count; i++) {
		const struct dimensions *asked = &rules.items[i].dimensions;

		for (k = 0; k < asked->count && status == STATUS_OK; k++)
			status = add(
			    metering, &metering->meant, asked->items[k].name);
	}
	return status;
}

/* What the operator says. */
static enum status
add_options(struct metering *metering)
{
	const struct metering_options *options = metering->options;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < options->dimension_count && status == STATUS_OK; i++)
		status =
		    add(metering, &metering->meant, options->dimensions[i]);
	for (i = 0; i < options->pan_like_count && status == STATUS_OK; i++)
		status =
		    add(metering, &metering->pan_like, options->pan_like[i]);
	return status;
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
sort(struct metering_names *names)
{
	if (names->count > 0)
		qsort(names->items, names->count, sizeof(*names->items),
		    compare_texts);
}

bool
metering_has(const struct metering_names *names, const char *name)
{
	return names->count > 0 &&
	       bsearch(&name, names->items, names->count, sizeof(*names->items),
		   compare_texts) != NULL;
}

enum status
metering_names(struct metering *metering)
{
	const struct catalogs *catalogs = &metering->catalogs;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < catalogs->count && status == STATUS_OK; i++)
		status = add_catalog(metering, &catalogs->items[i]);
	if (status == STATUS_OK)
		status = add_rules(metering);
	if (status == STATUS_OK)
		status = add_options(metering);
	sort(&metering->metrics);
	sort(&metering->meant);
	return status;
}

/*
 * The names that records of usage are held against: the metrics that there are,
 * the dimensions that somebody asks for, and those that hold telephone numbers.
 * A catalog version never changes, so what was known when the reading began is
 * what holds for the import.
 */
#include "ledger/usage_rules.h"
#include "usage/metering_parts.h"

static enum status
add(struct metering *metering, struct meant_names *names, const char *name)
{
	return meant_add(names, name, &metering->arena, metering->error);
}

/* What holds a telephone number may look like a card. */
static enum status
add_number(struct metering *metering, const struct charge *charge)
{
	if (charge->kind != CHARGE_USAGE || charge->usage.model != MODEL_DECK)
		return STATUS_OK;
	return add(metering, &metering->pan_like, charge->usage.number);
}

static enum status
add_catalog(struct metering *metering, const struct catalog *catalog)
{
	enum status status;
	size_t i, k;

	status = meant_catalog(
	    &metering->meant, catalog, &metering->arena, metering->error);
	for (i = 0; i < catalog->metric_count && status == STATUS_OK; i++)
		status =
		    add(metering, &metering->metrics, catalog->metrics[i].id);
	for (i = 0; i < catalog->plan_count; i++) {
		const struct plan *plan = &catalog->plans[i];

		for (k = 0; k < plan->charge_count && status == STATUS_OK; k++)
			status = add_number(metering, &plan->charges[k]);
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

/* What the operator says; a log of changes says it by being one. */
static enum status
add_options(struct metering *metering)
{
	const struct metering_options *options = metering->options;
	enum status status = STATUS_OK;
	size_t i;

	for (i = METERED_COLUMNS;
	     options->changes && i < METERED_CHANGE_COLUMNS &&
	     status == STATUS_OK;
	     i++)
		status = add(
		    metering, &metering->meant, metered_change_columns[i].name);
	if (status == STATUS_OK && options->changes)
		status = add(metering, &metering->meant,
		    metered_change_columns[METERED_ACTION].name);

	for (i = 0; i < options->dimension_count && status == STATUS_OK; i++)
		status =
		    add(metering, &metering->meant, options->dimensions[i]);
	for (i = 0; i < options->pan_like_count && status == STATUS_OK; i++)
		status =
		    add(metering, &metering->pan_like, options->pan_like[i]);
	return status;
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
	meant_sort(&metering->metrics);
	meant_sort(&metering->meant);
	return status;
}

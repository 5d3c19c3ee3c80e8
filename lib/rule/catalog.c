/*
 * Look-ups in catalogs.  Versions are few and searched in line; plans and
 * discounts may be thousands and are searched by halves.
 */
#include "rule/catalog.h"

#include <string.h>

const struct catalog *
catalogs_version(const struct catalogs *catalogs, const char *version)
{
	size_t i;

	for (i = 0; i < catalogs->count; i++) {
		if (strcmp(catalogs->items[i].version, version) == 0)
			return &catalogs->items[i];
	}
	return NULL;
}

const struct plan *
catalogs_plan(
    const struct catalogs *catalogs, const char *version, const char *plan)
{
	const struct catalog *catalog = catalogs_version(catalogs, version);

	return catalog == NULL ? NULL : catalog_plan(catalog, plan);
}

const struct catalog *
catalogs_sold(const struct catalogs *catalogs, const char *plan, struct date on)
{
	size_t i = catalogs->count;

	while (i-- > 0) {
		const struct catalog *catalog = &catalogs->items[i];

		if (catalog->effective.days <= on.days &&
		    catalog_plan(catalog, plan) != NULL)
			return catalog;
	}
	return NULL;
}

const struct plan *
catalog_plan(const struct catalog *catalog, const char *plan)
{
	size_t low = 0, high = catalog->plan_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(catalog->plans[middle].id, plan);

		if (order == 0)
			return &catalog->plans[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct metric *
catalog_metric(const struct catalog *catalog, const char *metric)
{
	size_t i;

	for (i = 0; i < catalog->metric_count; i++) {
		if (strcmp(catalog->metrics[i].id, metric) == 0)
			return &catalog->metrics[i];
	}
	return NULL;
}

const struct holidays *
catalog_holidays(const struct catalog *catalog, const char *id)
{
	size_t i;

	for (i = 0; i < catalog->holidays_count; i++) {
		if (strcmp(catalog->holidays[i].id, id) == 0)
			return &catalog->holidays[i];
	}
	return NULL;
}

const struct time_classes *
catalog_classes(const struct catalog *catalog, const char *id)
{
	size_t i;

	for (i = 0; i < catalog->classes_count; i++) {
		if (strcmp(catalog->classes[i].id, id) == 0)
			return &catalog->classes[i];
	}
	return NULL;
}

const struct discount *
catalog_discount(const struct catalog *catalog, const char *id)
{
	size_t low = 0, high = catalog->discount_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(catalog->discounts[middle].id, id);

		if (order == 0)
			return &catalog->discounts[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct charge *
plan_charge(const struct plan *plan, const char *charge)
{
	size_t i;

	for (i = 0; i < plan->charge_count; i++) {
		if (strcmp(plan->charges[i].id, charge) == 0)
			return &plan->charges[i];
	}
	return NULL;
}

const struct charge *
plan_recurring(const struct plan *plan)
{
	const struct charge *found = NULL;
	size_t i;

	for (i = 0; i < plan->charge_count; i++) {
		if (plan->charges[i].kind != CHARGE_RECURRING)
			continue;
		if (found != NULL)
			return NULL;
		found = &plan->charges[i];
	}
	return found;
}

/*
 * A bundle is sold at one price; its products are accounted for and taxed each.
 * The rounded amount of each segment is split, so that nothing is lost.
 */
#include <string.h>

#include "order/due.h"
#include "rule/allocate.h"

struct splitting {
	struct dues *list;
	struct arena *scratch;
	struct error *error;
};

/* The stand-alone prices of a bundle, in whole numbers. */
static enum status
component_weights(const struct splitting *splitting,
    const struct charge *charge, int64_t **weights)
{
	size_t i, count = charge->component_count;
	int scale = 0;

	*weights = arena_array(splitting->scratch, count, sizeof(**weights));
	if (*weights == NULL)
		return error_memory(splitting->error);
	for (i = 0; i < count; i++) {
		int own = decimal_strip(charge->components[i].price).scale;

		scale = own > scale ? own : scale;
	}
	for (i = 0; i < count; i++) {
		struct decimal price =
		    decimal_strip(charge->components[i].price);
		__int128 weight;

		if (__builtin_mul_overflow(price.coefficient,
			decimal_power(scale - price.scale), &weight) ||
		    weight > INT64_MAX)
			return error_set(splitting->error, STATUS_INVALID,
			    "charge %s: the prices of its components are too "
			    "large",
			    charge->id);
		(*weights)[i] = (int64_t)weight;
	}
	return STATUS_OK;
}

/* The due of the component ${index}, with amounts that are still to come. */
static enum status
component_due(const struct splitting *splitting, const struct due *due,
    size_t index, struct due *part)
{
	const struct product *product =
	    due->definition->components[index].product;
	struct arena *scratch = splitting->scratch;

	*part = *due;
	part->key.instance = part->key.product = product->id;
	part->key.tax_code = product->tax_code;
	part->key.unit_price = "";
	part->key.description = arena_format(
	    scratch, "%s: %s", due->key.description, product->name);
	part->segments =
	    arena_array(scratch, due->segment_count, sizeof(*part->segments));
	if (part->key.description == NULL || part->segments == NULL)
		return error_memory(splitting->error);
	memcpy(part->segments, due->segments,
	    due->segment_count * sizeof(*part->segments));
	part->amount = money_of(0, due->amount.currency);
	return STATUS_OK;
}

/* Append the dues of the components of ${due}. */
static enum status
split(const struct splitting *splitting, const struct due *due)
{
	const struct charge *charge = due->definition;
	size_t i, k, count = charge->component_count;
	size_t first = splitting->list->count;
	int64_t *weights = NULL;
	int64_t *shares =
	    arena_array(splitting->scratch, count, sizeof(*shares));
	struct due part, *parts;
	enum status status = component_weights(splitting, charge, &weights);

	if (shares == NULL)
		return error_memory(splitting->error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		status = component_due(splitting, due, i, &part);
		if (status == STATUS_OK)
			status = due_add(splitting->list, &part,
			    splitting->scratch, splitting->error);
	}
	parts = &splitting->list->items[first];
	for (k = 0; k < due->segment_count && status == STATUS_OK; k++) {
		status = allocate(due->segments[k].amount.minor, weights,
		    shares, count, splitting->scratch, splitting->error);
		for (i = 0; i < count && status == STATUS_OK; i++) {
			parts[i].segments[k].amount.minor = shares[i];
			parts[i].amount.minor += shares[i];
		}
	}
	return status;
}

enum status
due_share(struct money whole, const struct charge *charge, const char *instance,
    struct arena *scratch, struct money *share, struct error *error)
{
	const struct splitting splitting = { NULL, scratch, error };
	size_t i, count = charge->component_count;
	int64_t *shares = arena_array(scratch, count + 1, sizeof(*shares));
	int64_t *weights = NULL;
	enum status status = component_weights(&splitting, charge, &weights);

	*share = money_of(0, whole.currency);
	if (shares == NULL)
		return error_memory(error);
	if (status == STATUS_OK)
		status = allocate(
		    whole.minor, weights, shares, count, scratch, error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		if (strcmp(charge->components[i].product->id, instance) == 0)
			share->minor = shares[i];
	}
	return status;
}

static bool
is_bundle(const struct due *due)
{
	return due->definition->kind == CHARGE_RECURRING &&
	       due->definition->component_count > 0;
}

enum status
due_split(struct dues *list, struct arena *scratch, struct error *error)
{
	struct dues parts = { NULL, 0 };
	const struct splitting splitting = { &parts, scratch, error };
	enum status status = STATUS_OK;
	size_t i = 0;

	while (i < list->count && !is_bundle(&list->items[i]))
		i++;
	if (i == list->count)
		return STATUS_OK;
	for (i = 0; i < list->count && status == STATUS_OK; i++) {
		if (is_bundle(&list->items[i]))
			status = split(&splitting, &list->items[i]);
		else
			status =
			    due_add(&parts, &list->items[i], scratch, error);
	}
	*list = parts;
	return status;
}

enum status
due_add(struct dues *list, const struct due *due, struct arena *scratch,
    struct error *error)
{
	list->items =
	    arena_grow(scratch, list->items, list->count, sizeof(*list->items));
	if (list->items == NULL)
		return error_memory(error);
	list->items[list->count++] = *due;
	return STATUS_OK;
}

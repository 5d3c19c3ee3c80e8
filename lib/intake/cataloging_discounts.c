/*
 * From YAML to discounts.  What a discount is limited to must be in the same
 * file: a misspelt plan would be a discount that nobody ever gets.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/cataloging.h"
#include "order/discount.h"

/* All that a discount may be limited to by one key. */
static enum status
list_names(const struct cataloging *c, enum discount_key key,
    const char ***names, size_t *count)
{
	const struct catalog *catalog = c->catalog;
	size_t i, k, room = catalog->product_count + catalog->plan_count;

	*count = 0;
	for (i = 0; i < catalog->plan_count; i++)
		room += catalog->plans[i].charge_count;
	*names = arena_array(c->arena, room + 1, sizeof(**names));
	if (*names == NULL)
		return error_memory(c->error);
	for (i = 0; i < catalog->product_count; i++) {
		const struct product *product = &catalog->products[i];

		if (key == DISCOUNT_PRODUCT)
			(*names)[(*count)++] = product->id;
		else if (key == DISCOUNT_LINE)
			(*names)[(*count)++] = product->line;
	}
	for (i = 0; i < catalog->plan_count; i++) {
		const struct plan *plan = &catalog->plans[i];

		if (key == DISCOUNT_PLAN)
			(*names)[(*count)++] = plan->id;
		for (k = 0; key == DISCOUNT_CHARGE && k < plan->charge_count;
		     k++)
			(*names)[(*count)++] = plan->charges[k].id;
	}
	return STATUS_OK;
}

/* The keys that limit a discount, and all names that each may have. */
#define LIMIT_COUNT 4

static const enum discount_key limits[LIMIT_COUNT] = { DISCOUNT_PLAN,
	DISCOUNT_PRODUCT, DISCOUNT_LINE, DISCOUNT_CHARGE };

struct limit {
	const char **names;
	size_t count;
};

/* Whether everything is there that a discount names. */
static enum status
link_discount(const struct cataloging *c, const struct limit *known,
    const struct yaml *const *values, const char *const *texts)
{
	size_t i, k;

	for (i = 0; i < LIMIT_COUNT; i++) {
		const char *text = texts[limits[i]];
		struct unknown unknown = { discount_keys[limits[i]], text,
			known[i].names, known[i].count };

		for (k = 0; text[0] != '\0' && k < known[i].count; k++) {
			if (strcmp(known[i].names[k], text) == 0)
				break;
		}
		if (text[0] != '\0' && k == known[i].count)
			return keys_unknown(
			    c->keys, values[limits[i]], &unknown);
	}
	return STATUS_OK;
}

static enum status
read_discount(const struct cataloging *c, const struct limit *known,
    const struct yaml *node, struct discount *discount)
{
	const char *names[DISCOUNT_KEY_COUNT + 1] = { NULL };
	const struct yaml *values[DISCOUNT_KEY_COUNT];
	enum discount_key key = DISCOUNT_ID;
	const char **texts;
	enum status status;

	memcpy(names, discount_keys, sizeof(discount_keys));
	texts = arena_array(c->arena, DISCOUNT_KEY_COUNT, sizeof(*texts));
	if (texts == NULL)
		return error_memory(c->error);
	status = keys_texts(c->keys, node, names, values, texts);
	if (status != STATUS_OK)
		return status;
	if (discount_parse(texts, discount, &key, c->error) != STATUS_OK) {
		error_prefix(c->error, "%s: ", discount_keys[key]);
		return keys_fail(
		    c->keys, values[key] == NULL ? node : values[key]);
	}
	if (strcmp(discount->id, "none") == 0) {
		(void)error_set(c->error, STATUS_CONFIG,
		    "id: an order that says none ends what it had");
		return keys_fail(c->keys, values[DISCOUNT_ID]);
	}
	return link_discount(c, known, values, texts);
}

static int
discount_compare(const void *left, const void *right)
{
	const struct discount *a = left;
	const struct discount *b = right;

	return strcmp(a->id, b->id);
}

enum status
cataloging_discounts(const struct cataloging *c, const struct yaml *list)
{
	struct catalog *catalog = c->catalog;
	struct limit known[LIMIT_COUNT];
	const struct yaml *node;
	struct discount *discounts;
	enum status status = STATUS_OK;
	size_t i;

	discounts = cataloging_items(
	    c, list, sizeof(*discounts), &node, &catalog->discount_count);
	if (discounts == NULL)
		return c->error->status;
	catalog->discounts = discounts;
	for (i = 0; node != NULL && status == STATUS_OK && i < LIMIT_COUNT; i++)
		status =
		    list_names(c, limits[i], &known[i].names, &known[i].count);
	for (i = 0; node != NULL && status == STATUS_OK; i++, node = node->next)
		status = read_discount(c, known, node, &discounts[i]);
	if (status != STATUS_OK || catalog->discount_count == 0)
		return status;
	qsort(discounts, catalog->discount_count, sizeof(*discounts),
	    discount_compare);
	for (i = 1; i < catalog->discount_count; i++) {
		if (discount_compare(&discounts[i - 1], &discounts[i]) != 0)
			continue;
		(void)error_set(c->error, STATUS_CONFIG,
		    "discount %s is there twice", discounts[i].id);
		return keys_fail(c->keys, list);
	}
	return STATUS_OK;
}

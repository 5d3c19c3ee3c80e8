/*
 * Both listings in one order, merged.
 */
#include "rate/listing.h"

#include <stdlib.h>
#include <string.h>

static int
row_compare(const struct listing_row *a, const struct listing_row *b)
{
	int order = strcmp(a->section, b->section);

	if (order == 0)
		order = strcmp(a->object, b->object);
	if (order == 0)
		order = strcmp(a->charge, b->charge);
	if (order == 0)
		order = strverscmp(a->key, b->key);
	return order;
}

static int
pointer_compare(const void *left, const void *right)
{
	const struct listing_row *const *a = left;
	const struct listing_row *const *b = right;

	return row_compare(*a, *b);
}

/* The rows in order; NULL if there is no memory. */
static const struct listing_row **
sorted(const struct listing *listing, struct arena *arena)
{
	const struct listing_row **rows;
	size_t i;

	rows = arena_array(arena, listing->count + 1, sizeof(*rows));
	if (rows == NULL)
		return NULL;
	for (i = 0; i < listing->count; i++)
		rows[i] = &listing->items[i];
	if (listing->count > 1)
		qsort(rows, listing->count, sizeof(*rows), pointer_compare);
	return rows;
}

enum status
listing_diff(const struct listing *old, const struct listing *new,
    struct arena *arena, struct listing_changes *changes, struct error *error)
{
	const struct listing_row **before = sorted(old, arena);
	const struct listing_row **after = sorted(new, arena);
	size_t i = 0, k = 0;

	*changes = (struct listing_changes){ NULL, 0 };
	if (before == NULL || after == NULL)
		return error_memory(error);
	while (i < old->count || k < new->count) {
		int order = i == old->count ? 1
			    : k == new->count
				? -1
				: row_compare(before[i], after[k]);
		struct listing_change change = { NULL, "", "" };

		if (order >= 0) {
			change.row = after[k];
			change.new = after[k++]->value;
		}
		if (order <= 0) {
			change.row = before[i];
			change.old = before[i++]->value;
		}
		if (strcmp(change.old, change.new) == 0)
			continue;
		changes->items = arena_grow(arena, changes->items,
		    changes->count, sizeof(*changes->items));
		if (changes->items == NULL)
			return error_memory(error);
		changes->items[changes->count++] = change;
	}
	return STATUS_OK;
}

/*
 * Entries are sorted, so that those of one name stand together; the table finds
 * the first of them.  FNV-1a, open addressing.
 */
#include "base/names.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The entries of one name. */
struct names_slot {
	uint32_t hash;
	uint32_t first;
	uint32_t count; /* 0: the slot is free */
};

/* Folded to 32 bits; names that collide only cost time. */
static uint32_t
name_hash(const char *name)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (; *name != '\0'; name++)
		hash = (hash ^ (unsigned char)*name) * 0x100000001b3u;
	return (uint32_t)(hash ^ hash >> 32);
}

static int
entry_compare(const void *left, const void *right)
{
	const struct named *a = left, *b = right;
	int order = strcmp(a->name, b->name);

	if (order != 0)
		return order;
	return (a->item > b->item) - (a->item < b->item);
}

/* Find the slot of ${name}, or the free one where it would be. */
static struct names_slot *
slot_find(const struct names *names, const char *name)
{
	uint32_t hash = name_hash(name), at = hash & names->mask;

	while (
	    names->slots[at].count > 0 &&
	    (names->slots[at].hash != hash ||
		strcmp(names->entries[names->slots[at].first].name, name) != 0))
		at = (at + 1) & names->mask;
	return &names->slots[at];
}

enum status
names_build(struct names *names, struct arena *arena, struct error *error)
{
	size_t room = 2, i;

	assert(names->count < UINT32_MAX / 4);
	if (names->count > 1)
		qsort(names->entries, names->count, sizeof(*names->entries),
		    entry_compare);
	while (room < 2 * names->count)
		room *= 2;
	names->mask = (uint32_t)room - 1;
	names->slots = arena_array(arena, room, sizeof(*names->slots));
	if (names->slots == NULL)
		return error_memory(error);
	for (i = 0; i < names->count; i++) {
		struct names_slot *slot =
		    slot_find(names, names->entries[i].name);

		if (slot->count++ > 0)
			continue;
		slot->hash = name_hash(names->entries[i].name);
		slot->first = (uint32_t)i;
	}
	return STATUS_OK;
}

const struct named *
names_find(const struct names *names, const char *name, size_t *count)
{
	const struct names_slot *slot = slot_find(names, name);

	*count = name[0] == '\0' ? 0 : slot->count;
	return *count == 0 ? NULL : &names->entries[slot->first];
}

enum status
names_add(struct names *names, const char *name, size_t item,
    struct arena *arena, struct error *error)
{
	names->entries = arena_grow(
	    arena, names->entries, names->count, sizeof(*names->entries));
	if (names->entries == NULL)
		return error_memory(error);
	names->entries[names->count++] = (struct named){ name, (uint32_t)item };
	return STATUS_OK;
}

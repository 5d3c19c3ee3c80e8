/*
 * A copy shares nothing that counting changes.  Lists are grown one by one, so
 * that they can go on growing.
 */
#include <string.h>

#include "rate/standing.h"
#include "rate/tally.h"

/* A list of ${count} items as arena_grow() would have made it. */
static void *
copy_list(struct arena *arena, const void *items, size_t count, size_t size)
{
	void *copy = NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		copy = arena_grow(arena, copy, i, size);
		if (copy == NULL)
			return NULL;
	}
	return count == 0 ? NULL : memcpy(copy, items, count * size);
}

/* What a meter has seen; with ${texts} also what these say. */
static bool
copy_seen(struct meter *meter, bool texts, struct arena *arena)
{
	struct meter_seen *seen = &meter->seen;
	const char **slots;
	size_t i;

	if (seen->room == 0)
		return true;
	slots = arena_array(arena, seen->room, sizeof(*slots));
	if (slots == NULL)
		return false;
	memcpy(slots, seen->slots, seen->room * sizeof(*slots));
	seen->slots = slots;
	if (seen->quantities != NULL) {
		const struct decimal *quantities = seen->quantities;

		seen->quantities =
		    arena_array(arena, seen->room, sizeof(*quantities));
		if (seen->quantities == NULL)
			return false;
		memcpy(seen->quantities, quantities,
		    seen->room * sizeof(*quantities));
	}
	for (i = 0; texts && i < seen->room; i++) {
		if (slots[i] == NULL)
			continue;
		slots[i] = arena_text(arena, slots[i]);
		if (slots[i] == NULL)
			return false;
	}
	return true;
}

static bool
copy_prices(struct tally *tally, struct arena *arena)
{
	const struct tally_prices *from = tally->prices;
	struct tally_prices *to;

	if (from == NULL)
		return true;
	to = tally->prices = arena_alloc(arena, sizeof(*to));
	if (to == NULL)
		return false;
	*to = *from;
	to->groups = copy_list(
	    arena, from->groups, from->group_count, sizeof(*to->groups));
	if (to->groups == NULL && from->group_count > 0)
		return false;
	if (from->slot_count == 0)
		return true;
	to->slots = arena_array(arena, from->slot_count, sizeof(*to->slots));
	if (to->slots == NULL)
		return false;
	memcpy(to->slots, from->slots, from->slot_count * sizeof(*to->slots));
	return true;
}

enum status
tally_copy(const struct tally *tally, struct arena *arena, struct tally *copy,
    struct error *error)
{
	struct meter *meter = &copy->meter;
	bool well;

	*copy = *tally;
	copy->terms.arena = arena;
	meter->arena = arena;
	well = copy_seen(meter, false, arena) && copy_prices(copy, arena);
	if (well && meter->level_count > 0) {
		meter->levels = copy_list(arena, tally->meter.levels,
		    meter->level_count, sizeof(*meter->levels));
		well = meter->levels != NULL;
	}
	return well ? STATUS_OK : error_memory(error);
}

enum status
tally_keep(const struct tally *tally, struct arena *arena, struct tally *copy,
    struct error *error)
{
	const struct standing *before = tally->terms.standing;
	enum status status = tally_copy(tally, arena, copy, error);
	struct standing *standing;
	struct charge *charge;

	if (status != STATUS_OK)
		return status;
	charge = arena_alloc(arena, sizeof(*charge));
	if (charge == NULL || !copy_seen(&copy->meter, true, arena))
		return error_memory(error);
	*charge = *tally->charge;
	copy->charge = charge;
	if (before == NULL)
		return STATUS_OK;
	standing = arena_alloc(arena, sizeof(*standing));
	if (standing == NULL)
		return error_memory(error);
	*standing = *before;
	standing->charge = charge;
	standing->units = copy_list(
	    arena, before->units, before->unit_count, sizeof(*before->units));
	if (standing->units == NULL && before->unit_count > 0)
		return error_memory(error);
	copy->terms.standing = standing;
	return STATUS_OK;
}

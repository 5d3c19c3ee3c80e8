/*
 * What a meter has seen of its field stands in a table of its own, by hash: a
 * value counts once, and an item has a quantity beside it, by whose changes the
 * level changes.
 */
#include <string.h>

#include "rate/meter.h"

#define SEEN_ROOM 16
#define FNV_BASIS UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME UINT64_C(0x100000001b3)

/* The slot of ${text}, or the free one where it goes. */
static size_t
seen_slot(const struct meter_seen *seen, const char *text)
{
	uint64_t hash = FNV_BASIS;
	const char *byte;
	size_t slot;

	for (byte = text; *byte != '\0'; byte++)
		hash = (hash ^ (unsigned char)*byte) * FNV_PRIME;
	slot = (size_t)(hash ^ (hash >> 32)) & (seen->room - 1);
	while (
	    seen->slots[slot] != NULL && strcmp(seen->slots[slot], text) != 0)
		slot = (slot + 1) & (seen->room - 1);
	return slot;
}

/* Twice the room, at most half of which is ever used. */
static enum status
seen_grow(struct meter_seen *seen, bool items, struct arena *arena,
    struct error *error)
{
	struct meter_seen wider = { .room = 2 * seen->room,
		.count = seen->count };
	size_t i, slot;

	if (wider.room == 0)
		wider.room = SEEN_ROOM;
	wider.slots = arena_array(arena, wider.room, sizeof(*wider.slots));
	if (items)
		wider.quantities =
		    arena_array(arena, wider.room, sizeof(*wider.quantities));
	if (wider.slots == NULL || (items && wider.quantities == NULL))
		return error_memory(error);
	for (i = 0; i < seen->room; i++) {
		if (seen->slots[i] == NULL)
			continue;
		slot = seen_slot(&wider, seen->slots[i]);
		wider.slots[slot] = seen->slots[i];
		if (items)
			wider.quantities[slot] = seen->quantities[i];
	}
	*seen = wider;
	return STATUS_OK;
}

/* The slot of the event's value of the field, which takes it. */
static enum status
see(struct meter *meter, const struct usage_event *event, size_t *slot,
    struct error *error)
{
	bool items = meter->metric->values == VALUES_PRESENCE;
	struct meter_seen *seen = &meter->seen;
	enum status status;
	const char *text;

	text = rate_dimension(&event->dimensions, meter->metric->field);
	if (text == NULL || text[0] == '\0')
		return error_set(error, STATUS_INVALID,
		    "dimension %.128s is missing", meter->metric->field);
	if (seen->count >= seen->room / 2 &&
	    (status = seen_grow(seen, items, meter->arena, error)) != STATUS_OK)
		return status;
	*slot = seen_slot(seen, text);
	if (seen->slots[*slot] != NULL)
		return STATUS_OK;
	seen->slots[*slot] = arena_text(meter->arena, text);
	if (seen->slots[*slot] == NULL)
		return error_memory(error);
	seen->count++;
	return STATUS_OK;
}

enum status
meter_seen_value(
    struct meter *meter, const struct usage_event *event, struct error *error)
{
	enum status status;
	size_t slot;

	status = see(meter, event, &slot, error);
	meter->value = decimal_from_integer((int64_t)meter->seen.count);
	return status;
}

enum status
meter_seen_item(
    struct meter *meter, const struct usage_event *event, struct error *error)
{
	struct decimal zero = decimal_from_integer(0), quantity, change;
	enum status status;
	size_t slot;

	quantity = decimal_sign(event->quantity) < 0 ? zero : event->quantity;
	status = see(meter, event, &slot, error);
	if (status != STATUS_OK)
		return status;
	status = decimal_subtract(
	    quantity, meter->seen.quantities[slot], &change, error);
	meter->seen.quantities[slot] = quantity;
	if (status == STATUS_OK)
		status =
		    decimal_add(meter->value, change, &meter->value, error);
	if (status != STATUS_OK)
		return status;
	return decimal_sign(change) < 0
		   ? decimal_subtract(
			 meter->lowered, change, &meter->lowered, error)
		   : decimal_add(meter->raised, change, &meter->raised, error);
}

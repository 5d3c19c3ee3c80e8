/*
 * Hashes are spread evenly, so sorting is dealing out: in place, by one byte of
 * the id after the other, the most significant first (McIlroy, Bostic and
 * McIlroy, "Engineering Radix Sort", 1993).  What is left in a hand is few and
 * put in by hand; if it is many of one id, the library sorts it by positions.
 */
#include "usage/entries.h"

#include <stdlib.h>
#include <string.h>

#define ROOM_FIRST 4096
#define HAND_MAX 96
#define BYTES 256

enum status
entries_add(
    struct entries *entries, struct usage_entry entry, struct error *error)
{
	struct usage_entry *items;
	size_t room;

	if (entries->count == entries->room) {
		room = entries->room == 0 ? ROOM_FIRST : 2 * entries->room;
		items = realloc(entries->items, room * sizeof(*items));
		if (items == NULL)
			return error_memory(error);
		entries->items = items;
		entries->room = room;
	}
	entries->items[entries->count++] = entry;
	return STATUS_OK;
}

static bool
is_before(const struct usage_entry *a, const struct usage_entry *b)
{
	return a->id != b->id ? a->id < b->id : a->position < b->position;
}

static int
compare(const void *a, const void *b)
{
	return is_before(a, b) ? -1 : is_before(b, a);
}

static void
sort_hand(struct usage_entry *items, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct usage_entry entry = items[i];
		size_t k = i;

		for (; k > 0 && is_before(&entry, &items[k - 1]); k--)
			items[k] = items[k - 1];
		items[k] = entry;
	}
}

/* Put every entry into the pile of its byte; ${ends} becomes their ends. */
static void
deal(struct usage_entry *items, size_t count, int shift, size_t ends[BYTES])
{
	size_t next[BYTES];
	size_t begin = 0, i;

	memset(ends, 0, BYTES * sizeof(*ends));
	for (i = 0; i < count; i++)
		ends[items[i].id >> shift & (BYTES - 1)]++;
	for (i = 0; i < BYTES; i++) {
		next[i] = begin;
		begin += ends[i];
		ends[i] = begin;
	}
	for (i = 0; i < BYTES; i++) {
		while (next[i] < ends[i]) {
			struct usage_entry entry = items[next[i]];
			size_t pile = entry.id >> shift & (BYTES - 1);

			/* What lies where it belongs takes the other's turn. */
			while (pile != i) {
				struct usage_entry other = items[next[pile]];

				items[next[pile]++] = entry;
				entry = other;
				pile = entry.id >> shift & (BYTES - 1);
			}
			items[next[i]++] = entry;
		}
	}
}

static void
sort_pile(struct usage_entry *items, size_t count, int shift)
{
	size_t ends[BYTES];
	size_t begin = 0, i;

	if (count <= HAND_MAX) {
		sort_hand(items, count);
		return;
	}
	if (shift < 0) {
		qsort(items, count, sizeof(*items), compare);
		return;
	}
	deal(items, count, shift, ends);
	for (i = 0; i < BYTES; i++) {
		sort_pile(items + begin, ends[i] - begin, shift - 8);
		begin = ends[i];
	}
}

void
entries_sort(struct entries *entries)
{
	sort_pile(entries->items, entries->count, 56);
}

void
entries_close(struct entries *entries)
{
	free(entries->items);
	*entries = (struct entries){ .items = NULL };
}

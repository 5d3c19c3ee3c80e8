/*
 * A table of slots with open addressing, at most two thirds full.  With millions
 * of look-ups what counts is how often memory is waited for: so a slot has the
 * whole hash, and a word lies in one piece.
 */
#include "base/words.h"

#include <assert.h>
#include <string.h>

#define SLOTS_FIRST 256

/* Mixes the bytes eight at a time; multiplication carries upwards only, so the
 * high half is folded down. */
static uint64_t
hash_of(const void *bytes, size_t length)
{
	const uint64_t prime = UINT64_C(0x9e3779b97f4a7c15);
	const unsigned char *next = bytes;
	uint64_t hash = length * prime, part;

	for (; length >= sizeof(part); length -= sizeof(part)) {
		memcpy(&part, next, sizeof(part));
		next += sizeof(part);
		hash = (hash ^ part) * prime;
		hash ^= hash >> 32;
	}
	part = 0;
	while (length-- > 0)
		part = part << 8 | next[length];
	hash = (hash ^ part) * prime;
	return hash ^ hash >> 32;
}

/* The slot of the word of that hash and these bytes, or where it would be. */
static struct words_slot *
find(const struct words *words, uint64_t hash, const void *bytes, size_t length)
{
	uint32_t i = (uint32_t)hash & words->mask;
	struct words_slot *slot;

	for (;; i = (i + 1) & words->mask) {
		slot = &words->slots[i];
		if (slot->word == NULL ||
		    (slot->hash == hash && slot->word->length == length &&
			memcmp(slot->word->bytes, bytes, length) == 0))
			return slot;
	}
}

static enum status
enlarge(struct words *words, struct error *error)
{
	struct words_slot *before = words->slots;
	uint32_t room = before == NULL ? 0 : words->mask + 1;
	uint32_t count = room == 0 ? SLOTS_FIRST : 2 * room, i, k;
	struct words_slot *slots =
	    arena_array(&words->arena, count, sizeof(*slots));

	if (slots == NULL)
		return error_memory(error);
	for (i = 0; i < room; i++) {
		if (before[i].word == NULL)
			continue;
		k = (uint32_t)before[i].hash & (count - 1);
		while (slots[k].word != NULL)
			k = (k + 1) & (count - 1);
		slots[k] = before[i];
	}
	words->slots = slots;
	words->mask = count - 1;
	return STATUS_OK;
}

enum status
words_find(struct words *words, const void *bytes, size_t length,
    struct word **word, struct error *error)
{
	uint64_t hash = hash_of(bytes, length);
	struct words_slot *slot;
	enum status status;

	assert(length < UINT32_MAX && words->count < UINT32_MAX / 4);
	if (words->slots == NULL || words->count > words->mask / 3 * 2) {
		status = enlarge(words, error);
		if (status != STATUS_OK)
			return status;
	}
	slot = find(words, hash, bytes, length);
	if (slot->word == NULL) {
		struct word *made =
		    arena_alloc(&words->arena, sizeof(*made) + length + 1);

		words->items = arena_grow(&words->arena, words->items,
		    words->count, sizeof(struct word *));
		if (made == NULL || words->items == NULL)
			return error_memory(error);
		made->number = words->count;
		made->length = (uint32_t)length;
		memcpy(made->bytes, bytes, length);
		words->items[words->count++] = made;
		*slot = (struct words_slot){ made, hash };
	}
	*word = slot->word;
	return STATUS_OK;
}

void
words_close(struct words *words)
{
	arena_close(&words->arena);
	*words = (struct words){ .count = 0 };
}

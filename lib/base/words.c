/*
 * A table of slots with open addressing, at most two thirds full.  With
 * millions of look-ups what counts is how often memory is waited for: so a slot
 * has the whole hash, and a word lies in one piece.
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

/* A new word, which goes into ${slot}. */
static enum status
add(struct words *words, struct words_slot *slot, uint64_t hash,
    const struct words_text *text, struct error *error)
{
	struct word *word =
	    arena_alloc(&words->arena, sizeof(*word) + text->length + 1);

	words->items = arena_grow(
	    &words->arena, words->items, words->count, sizeof(*words->items));
	if (word == NULL || words->items == NULL)
		return error_memory(error);
	word->number = words->count;
	word->length = (uint32_t)text->length;
	memcpy(word->bytes, text->bytes, text->length);
	words->items[words->count++] = word;
	*slot = (struct words_slot){ word, hash };
	return STATUS_OK;
}

static enum status
find_hashed(struct words *words, const struct words_text *text, uint64_t hash,
    struct word **word, struct error *error)
{
	struct words_slot *slot;
	enum status status;

	assert(text->length < UINT32_MAX && words->count < UINT32_MAX / 4);
	if (words->slots == NULL || words->count > words->mask / 3 * 2) {
		status = enlarge(words, error);
		if (status != STATUS_OK)
			return status;
	}
	slot = find(words, hash, text->bytes, text->length);
	if (slot->word == NULL) {
		status = add(words, slot, hash, text, error);
		if (status != STATUS_OK)
			return status;
	}
	*word = slot->word;
	return STATUS_OK;
}

enum status
words_find(struct words *words, const void *bytes, size_t length,
    struct word **word, struct error *error)
{
	const struct words_text text = { bytes, length };

	return find_hashed(words, &text, hash_of(bytes, length), word, error);
}

enum status
words_find_all(struct words *words, const struct words_text *texts,
    size_t count, struct word **found, struct error *error)
{
	uint64_t hashes[WORDS_AT_ONCE];
	enum status status = STATUS_OK;
	size_t i;

	assert(count <= WORDS_AT_ONCE);
	/* First all slots are sent for, then all words, and none is waited
	   for. */
	for (i = 0; i < count; i++) {
		hashes[i] = hash_of(texts[i].bytes, texts[i].length);
		if (words->slots != NULL)
			__builtin_prefetch(
			    &words->slots[hashes[i] & words->mask]);
	}
	for (i = 0; i < count && words->slots != NULL; i++)
		__builtin_prefetch(words->slots[hashes[i] & words->mask].word);
	for (i = 0; i < count && status == STATUS_OK; i++)
		status =
		    find_hashed(words, &texts[i], hashes[i], &found[i], error);
	return status;
}

void
words_close(struct words *words)
{
	arena_close(&words->arena);
	*words = (struct words){ .count = 0 };
}

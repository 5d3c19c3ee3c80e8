/*
 * What is true of a word is found out when it comes for the first time.
 */
#include "usage/vocabulary.h"

#include <string.h>

#include "base/hash.h"
#include "record/jsonl.h"
#include "record/pack.h"

#define SHORT_ROOM 256

enum status
vocabulary_word(struct lexicon *lexicon, const void *bytes, size_t length,
    const struct word **found, struct error *error)
{
	struct words *words = &lexicon->words;
	uint32_t count = words->count;
	struct word *word;
	enum status status = words_find(words, bytes, length, &word, error);

	*found = word;
	if (status != STATUS_OK || words->count == count)
		return status;
	lexicon->meanings = arena_grow(&words->arena, lexicon->meanings, count,
	    sizeof(*lexicon->meanings));
	if (lexicon->meanings == NULL)
		return error_memory(error);
	word->tag = hash_short(bytes, length);
	lexicon->meanings[count] = (struct meaning){ .good = false };
	return STATUS_OK;
}

enum status
vocabulary_pack(const struct dimensions *dimensions, struct arena *arena,
    const char **bytes, size_t *length, struct error *error)
{
	size_t count = 2 * dimensions->count, i;
	const char **texts = arena_array(arena, count, sizeof(*texts));
	const void *packed;
	enum status status;

	if (texts == NULL)
		return error_memory(error);
	for (i = 0; i < dimensions->count; i++) {
		texts[2 * i] = dimensions->items[i].name;
		texts[2 * i + 1] = dimensions->items[i].value;
	}
	status = pack_join(arena, texts, count, &packed, length, error);
	*bytes = packed;
	return status;
}

enum status
vocabulary_unpack(const char *bytes, size_t length, struct arena *arena,
    struct dimensions *dimensions, const char **text, struct error *error)
{
	size_t count = pack_count(bytes, length) / 2, i;
	struct dimension *items = arena_array(arena, count, sizeof(*items));
	const char **names = arena_array(arena, 2 * count, sizeof(*names));
	const char **values = names + count;

	if (items == NULL || names == NULL)
		return error_memory(error);
	for (i = 0; i < count; i++) {
		names[i] = items[i].name = bytes;
		bytes += strlen(bytes) + 1;
		values[i] = items[i].value = bytes;
		bytes += strlen(bytes) + 1;
	}
	*dimensions = (struct dimensions){ items, count };
	return jsonl_object(names, values, count, arena, text, error);
}

/* The same bytes without an arena, if they are few. */
static bool
pack_short(
    const struct dimensions *dimensions, char room[SHORT_ROOM], size_t *length)
{
	size_t used = 0, i, k;

	for (i = 0; i < dimensions->count; i++) {
		const char *texts[] = { dimensions->items[i].name,
			dimensions->items[i].value };

		for (k = 0; k < 2; k++) {
			size_t size = strlen(texts[k]) + 1;

			if (size > SHORT_ROOM - used)
				return false;
			memcpy(room + used, texts[k], size);
			used += size;
		}
	}
	*length = used;
	return true;
}

enum status
vocabulary_set(struct vocabulary *vocabulary,
    const struct dimensions *dimensions, const struct word **set,
    struct error *error)
{
	struct lexicon *sets = &vocabulary->sets;
	struct meaning *meaning;
	enum status status = STATUS_OK;
	char room[SHORT_ROOM];
	const char *bytes = NULL;
	size_t length;

	*set = NULL;
	if (dimensions->count == 0 || sets->words.count == VOCABULARY_SETS_MAX)
		return STATUS_OK;
	if (pack_short(dimensions, room, &length)) {
		bytes = room;
	} else {
		arena_reset(&vocabulary->scratch);
		status = vocabulary_pack(
		    dimensions, &vocabulary->scratch, &bytes, &length, error);
	}
	if (status == STATUS_OK)
		status = vocabulary_word(sets, bytes, length, set, error);
	if (status != STATUS_OK)
		return status;
	meaning = &sets->meanings[(*set)->number];
	if (meaning->text != NULL)
		return STATUS_OK;
	return vocabulary_unpack((*set)->bytes, length, &sets->words.arena,
	    &meaning->dimensions, &meaning->text, error);
}

void
vocabulary_close(struct vocabulary *vocabulary)
{
	words_close(&vocabulary->names);
	words_close(&vocabulary->metrics.words);
	words_close(&vocabulary->sets.words);
	arena_close(&vocabulary->scratch);
}

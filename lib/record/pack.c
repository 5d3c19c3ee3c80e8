/*
 * Texts are laid one behind the other, each with its NUL: the end marks are
 * the only structure, so a text is used where it lies, without a copy.
 */
#include "record/pack.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

enum status
pack_join(struct arena *arena, const char *const *fields, size_t count,
    const void **bytes, size_t *length, struct error *error)
{
	size_t i, size, total = 0;
	char *run, *next;

	for (i = 0; i < count; i++)
		total += fields[i] == NULL ? 1 : strlen(fields[i]) + 1;
	run = arena_alloc(arena, total > 0 ? total : 1);
	if (run == NULL)
		return error_memory(error);
	next = run;
	for (i = 0; i < count; i++) {
		size = fields[i] == NULL ? 1 : strlen(fields[i]) + 1;
		memcpy(next, fields[i] == NULL ? "" : fields[i], size);
		next += size;
	}
	assert(next == run + total);
	*bytes = run;
	*length = total;
	return STATUS_OK;
}

enum status
pack_split(struct arena *arena, const void *bytes, size_t length,
    const char ***fields, size_t count, struct error *error)
{
	const char *next = bytes, *end = next + length, *mark;
	const char **texts;
	size_t i;

	texts = arena_array(arena, count > 0 ? count : 1, sizeof(*texts));
	if (texts == NULL)
		return error_memory(error);
	for (i = 0; i < count; i++) {
		mark = next == end ? NULL
				   : memchr(next, '\0', (size_t)(end - next));
		if (mark == NULL)
			goto refuse;
		texts[i] = next;
		next = mark + 1;
	}
	if (next != end)
		goto refuse;
	*fields = texts;
	return STATUS_OK;
refuse:
	return error_set(error, STATUS_LEDGER,
	    "a packed record does not hold %zu texts", count);
}

size_t
pack_count(const void *bytes, size_t length)
{
	const char *next = bytes, *end = next + length;
	size_t count = 0;

	for (; next < end; next++)
		count += *next == '\0';
	return count;
}

enum status
pack_wait(struct sort *sort, struct arena *scratch, const char *const *fields,
    size_t count, const size_t *keys, struct error *error)
{
	size_t room = 0, used = 0, length, i;
	unsigned char *key;
	const void *bytes;
	enum status status;

	for (i = 0; i < count; i++) {
		if (fields[i] == NULL)
			return error_memory(error);
	}
	for (i = 0; keys[i] != SIZE_MAX; i++)
		room += strlen(fields[keys[i]]) + 1;
	key = arena_alloc(scratch, room);
	if (key == NULL)
		return error_memory(error);
	for (i = 0; keys[i] != SIZE_MAX; i++)
		used += sort_key_text(fields[keys[i]], key + used, room - used);
	status = pack_join(scratch, fields, count, &bytes, &length, error);
	return status == STATUS_OK
		   ? sort_add(sort, key, used, bytes, length, error)
		   : status;
}

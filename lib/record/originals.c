/*
 * Each row stands behind its line and its length; every so many rows their
 * place is noted, and from there a row is looked for one by one.
 */
#include "record/originals.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "record/pack.h"
#include "record/tempfile.h"

#define ROOM ((size_t)64 << 10)

struct head {
	uint64_t line;
	uint64_t length;
};

struct mark {
	uint64_t line;
	uint64_t offset;
};

struct originals {
	int descriptor; /* -1: nothing was written yet */
	uint64_t written; /* bytes in the file */
	uint64_t count; /* rows */
	size_t used; /* bytes of the room */
	struct mark *marks;
	size_t mark_count;
	struct arena arena; /* of the marks */
	struct arena scratch;
	char room[ROOM];
};

enum status
originals_open(struct originals **opened, struct error *error)
{
	struct originals *originals = calloc(1, sizeof(*originals));

	*opened = originals;
	if (originals == NULL)
		return error_memory(error);
	originals->descriptor = -1;
	return STATUS_OK;
}

void
originals_close(struct originals *originals)
{
	if (originals == NULL)
		return;
	if (originals->descriptor >= 0)
		(void)close(originals->descriptor);
	arena_close(&originals->arena);
	arena_close(&originals->scratch);
	free(originals);
}

/* Write what is in the room. */
static enum status
flush(struct originals *originals, struct error *error)
{
	enum status status = STATUS_OK;

	if (originals->descriptor < 0)
		status = tempfile_open(&originals->descriptor, error);
	if (status == STATUS_OK)
		status = tempfile_write(originals->descriptor, originals->room,
		    originals->used, originals->written, error);
	if (status != STATUS_OK)
		return status;
	originals->written += originals->used;
	originals->used = 0;
	return STATUS_OK;
}

static enum status
append(struct originals *originals, const void *bytes, size_t length,
    struct error *error)
{
	enum status status = STATUS_OK;
	const char *at = bytes;

	while (length > 0 && status == STATUS_OK) {
		size_t part = ROOM - originals->used;

		if (part > length)
			part = length;
		memcpy(originals->room + originals->used, at, part);
		originals->used += part;
		at += part;
		length -= part;
		if (originals->used == ROOM)
			status = flush(originals, error);
	}
	return status;
}

enum status
originals_add(struct originals *originals, uint64_t line,
    const char *const *cells, size_t count, struct error *error)
{
	const uint64_t offset = originals->written + originals->used;
	struct head head = { .line = line };
	const void *bytes;
	size_t length;
	enum status status;

	arena_reset(&originals->scratch);
	status = pack_join(
	    &originals->scratch, cells, count, &bytes, &length, error);
	if (status != STATUS_OK)
		return status;
	if (originals->count++ % ORIGINALS_STRIDE == 0) {
		originals->marks =
		    arena_grow(&originals->arena, originals->marks,
			originals->mark_count, sizeof(*originals->marks));
		if (originals->marks == NULL)
			return error_memory(error);
		originals->marks[originals->mark_count++] =
		    (struct mark){ line, offset };
	}
	head.length = length;
	status = append(originals, &head, sizeof(head), error);
	return status == STATUS_OK ? append(originals, bytes, length, error)
				   : status;
}

/* Where to begin to look for the row of ${line}. */
static uint64_t
find_mark(const struct originals *originals, uint64_t line)
{
	size_t low = 0, high = originals->mark_count;

	assert(high > 0 && originals->marks[0].line <= line);
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (originals->marks[middle].line <= line)
			low = middle;
		else
			high = middle;
	}
	return originals->marks[low].offset;
}

enum status
originals_find(struct originals *originals, uint64_t line, struct arena *arena,
    struct original *original, struct error *error)
{
	uint64_t offset = find_mark(originals, line);
	struct head head = { 0, 0 };
	const char **fields;
	enum status status;
	char *bytes;

	status = originals->used == 0 ? STATUS_OK : flush(originals, error);
	while (status == STATUS_OK) {
		status = tempfile_read(
		    originals->descriptor, &head, sizeof(head), offset, error);
		offset += sizeof(head);
		if (status != STATUS_OK || head.line >= line)
			break;
		offset += head.length;
	}
	if (status != STATUS_OK)
		return status;
	assert(head.line == line);
	bytes = arena_alloc(arena, head.length + 1);
	if (bytes == NULL)
		return error_memory(error);
	status = tempfile_read(
	    originals->descriptor, bytes, head.length, offset, error);
	if (status != STATUS_OK)
		return status;
	original->count = pack_count(bytes, head.length);
	status = pack_split(
	    arena, bytes, head.length, &fields, original->count, error);
	original->cells = fields;
	return status;
}

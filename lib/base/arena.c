#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Blocks form a list.  Those before the current one are full, those behind it
 * are left from before a reset and empty.  A request that the current block
 * cannot hold takes the first empty block that can, moved up behind the current
 * one; so a run that repeats itself after each reset soon asks malloc for
 * nothing.
 */

#define BLOCK_BYTES (64 * (size_t)1024 - sizeof(struct arena_block))

struct arena_block {
	struct arena_block *next;
	size_t size;
	size_t used;
	alignas(max_align_t) unsigned char bytes[];
};

/* Put ${block} behind the current one and make it current. */
static void
block_enter(struct arena *arena, struct arena_block *block)
{
	struct arena_block **link =
	    arena->current == NULL ? &arena->first : &arena->current->next;

	block->next = *link;
	block->used = 0;
	*link = block;
	arena->current = block;
}

/* Make an empty block current that holds ${size} bytes. */
static bool
block_find(struct arena *arena, size_t size)
{
	struct arena_block **link, *block;

	link = arena->current == NULL ? &arena->first : &arena->current->next;
	for (; *link != NULL; link = &(*link)->next) {
		block = *link;
		if (block->size < size)
			continue;
		*link = block->next;
		block_enter(arena, block);
		return true;
	}
	if (size > SIZE_MAX - sizeof *block)
		return false;
	if (size < BLOCK_BYTES)
		size = BLOCK_BYTES;
	block = malloc(sizeof *block + size);
	if (block == NULL)
		return false;
	block->size = size;
	block_enter(arena, block);
	return true;
}

/* Bytes that hold whatever they held. */
static void *
take(struct arena *arena, size_t size)
{
	const size_t alignment = alignof(max_align_t);
	struct arena_block *block;
	void *bytes;

	assert(arena != NULL);
	if (size > SIZE_MAX - alignment)
		return NULL;
	/* Nothing, too, gets an address of its own. */
	size = (size == 0 ? 1 : size) + alignment - 1;
	size -= size % alignment;

	block = arena->current;
	if (block == NULL || block->size - block->used < size) {
		if (!block_find(arena, size))
			return NULL;
		block = arena->current;
	}
	bytes = block->bytes + block->used;
	block->used += size;
	assert(block->used <= block->size);
	return bytes;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	void *bytes = take(arena, size);

	return bytes == NULL ? NULL : memset(bytes, 0, size);
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		return NULL;
	return arena_alloc(arena, bytes);
}

char *
arena_copy(struct arena *arena, const void *bytes, size_t length)
{
	char *copy;

	if (length == SIZE_MAX)
		return NULL;
	copy = take(arena, length + 1);
	if (copy == NULL)
		return NULL;
	if (length > 0)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}

char *
arena_text(struct arena *arena, const char *text)
{
	return arena_copy(arena, text, strlen(text));
}

char *
arena_format(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	char *text;
	int length;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		return NULL;
	text = arena_alloc(arena, (size_t)length + 1);
	if (text == NULL)
		return NULL;
	va_start(arguments, format);
	if (vsnprintf(text, (size_t)length + 1, format, arguments) != length)
		text = NULL;
	va_end(arguments);
	return text;
}

void *
arena_grow(struct arena *arena, void *items, size_t count, size_t size)
{
	size_t room;
	void *wider;

	/* Most lists have one element; room is for one, four, eight ... */
	if (count > 1 && (count < 4 || (count & (count - 1)) != 0))
		return items;
	room = count == 0 ? 1 : count == 1 ? 4 : 2 * count;
	wider = arena_array(arena, room, size);
	if (wider != NULL && count > 0)
		memcpy(wider, items, count * size);
	return wider;
}

void
arena_reset(struct arena *arena)
{
	/* A block becomes current empty, so the first alone is emptied here. */
	arena->current = arena->first;
	if (arena->first != NULL)
		arena->first->used = 0;
}

void
arena_close(struct arena *arena)
{
	struct arena_block *block, *next;

	for (block = arena->first; block != NULL; block = next) {
		next = block->next;
		free(block);
	}
	arena->first = NULL;
	arena->current = NULL;
}

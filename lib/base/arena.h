#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/error.h"

/*
 * An arena owns memory that dies together.
 *
 * A run has one, and one scratch arena beside it that is reset after each
 * record, account or document, so that memory stays flat however long the
 * stream.  An arena that is all zero is empty and ready.  Blocks are kept over
 * arena_reset() and given back by arena_close().
 *
 * arena_alloc(arena, size):
 * Return ${size} zeroed bytes aligned for any type, or NULL if there is no
 * memory left.  Cost: O(size).
 *
 * arena_array(arena, count, size):
 * Return room for ${count} zeroed elements of ${size} bytes; NULL also where
 * the product overflows.
 *
 * arena_copy(arena, bytes, length):
 * Return a copy of ${length} ${bytes} with a NUL after them, or NULL.
 *
 * arena_text(arena, text):
 * Return a copy of ${text}, or NULL.
 *
 * arena_format(arena, format, ...):
 * Return the formatted text, or NULL.
 *
 * arena_grow(arena, items, count, size):
 * Return ${items}, an array of ${count} elements that was grown so before (NULL
 * at first), with room for one more; NULL if there is no memory left.  The
 * array may move.  Cost: O(1) an element over its life.
 *
 * arena_reset(arena):
 * Forget everything that was allocated.
 *
 * arena_close(arena):
 * Give the memory back.  An empty arena may be closed, also twice.
 */

struct arena_block;

struct arena {
	struct arena_block *first;
	struct arena_block *current;
};

void *arena_alloc(struct arena *, size_t) MUST_CHECK;
void *arena_array(struct arena *, size_t, size_t) MUST_CHECK;
char *arena_copy(struct arena *, const void *, size_t) MUST_CHECK;
char *arena_text(struct arena *, const char *) MUST_CHECK;
char *arena_format(struct arena *, const char *, ...) MUST_CHECK
    PRINTF_LIKE(2, 3);
void *arena_grow(struct arena *, void *, size_t, size_t) MUST_CHECK;
void arena_reset(struct arena *);
void arena_close(struct arena *);

#endif

#ifndef BASE_NAMES_H
#define BASE_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * Names find what they are names of: items, by number, of which one name may
 * have several.
 *
 * First all names are added, then the table is built, then it is asked.  A
 * table of all zeros is empty and may be added to.  All memory is the arena's;
 * the texts stay the caller's and must live as long.
 *
 * names_add(names, name, item, arena, error):
 * ${item} has ${name}.
 *
 * names_build(names, arena, error):
 * Make the table.  Cost: one sort.
 *
 * names_find(names, name, count):
 * The ${count} items of ${name}, by number, each with its name; none for "".
 * Cost: one look-up in a hash table that is at most half full.
 */

struct named {
	const char *name;
	uint32_t item;
};

struct names_slot;

struct names {
	struct named *entries; /* once built: by name, then item */
	size_t count;
	struct names_slot *slots; /* one for each name */
	uint32_t mask;
};

enum status names_add(struct names *, const char *, size_t, struct arena *,
    struct error *) MUST_CHECK;
enum status names_build(
    struct names *, struct arena *, struct error *) MUST_CHECK;
const struct named *names_find(const struct names *, const char *, size_t *);

#endif

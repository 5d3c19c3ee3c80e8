#ifndef USAGE_ENTRIES_H
#define USAGE_ENTRIES_H

#include <stddef.h>

#include "base/error.h"
#include "ledger/usages.h"

/*
 * Entries are what is remembered of each event while a file is imported: two
 * hashes and its place, 24 bytes, so that 20 million of them fit into memory.
 *
 * Entries that are all zero are none, and ready.  Release with entries_close().
 *
 * entries_add(entries, entry, error):
 * Add one.  Cost: O(1) over all.
 *
 * entries_sort(entries):
 * Put them in the order of ids (usages_find), those of one id in that of their
 * positions.
 * Cost: a few passes, for hashes are even; O(n log n) at worst.
 *
 * entries_close(entries):
 * Release; also twice.
 */

struct entries {
	struct usage_entry *items;
	size_t count;
	size_t room;
};

enum status entries_add(
    struct entries *, struct usage_entry, struct error *) MUST_CHECK;
void entries_sort(struct entries *);
void entries_close(struct entries *);

#endif

#ifndef RECORD_SORT_H
#define RECORD_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * A sort puts items in the order of their keys, however many they are.
 *
 * Keys compare by bytes, a key before all that it begins; items with one key
 * keep the order in which they were added.  Items are gathered in memory up to
 * ${memory_max} bytes; full batches are sorted and written to an unlinked
 * temporary file as runs, which are merged while reading.
 *
 * sort_open(memory_max, sort, error):
 * An empty sort; ${memory_max} 0 means SORT_MEMORY_DEFAULT.  Release with
 * sort_close().
 *
 * sort_add(sort, key, key_length, item, item_length, error):
 * Add a copy of both.
 *
 * sort_start(sort, error):
 * All items were added; turn to reading.
 *
 * sort_next(sort, item, length, found, error):
 * The next item in order; it stays valid until the next call.
 *
 * sort_key_text(text, key, room):
 * Append ${text} and its end mark to a composite key at ${key}: shorter texts
 * sort first, then the next part decides.  Return the bytes written, at most
 * strlen(text) + 1, or 0 where ${room} does not hold them.
 *
 * sort_key_number(number, key, room):
 * Append a number of eight bytes that sorts by value, negative ones first.
 * Return 8, or 0.
 *
 * sort_close(sort):
 * Release; NULL is allowed.
 *
 * Cost: O(n log n) comparisons; memory ${memory_max} plus one buffer a run.
 */

#ifndef SORT_MEMORY_DEFAULT
#define SORT_MEMORY_DEFAULT ((size_t)64 << 20)
#endif

struct sort;

enum status sort_open(size_t, struct sort **, struct error *) MUST_CHECK;
enum status sort_add(struct sort *, const void *, size_t, const void *, size_t,
    struct error *) MUST_CHECK;
enum status sort_start(struct sort *, struct error *) MUST_CHECK;
enum status sort_next(
    struct sort *, const void **, size_t *, bool *, struct error *) MUST_CHECK;
size_t sort_key_text(const char *, unsigned char *, size_t);
size_t sort_key_number(int64_t, unsigned char *, size_t);
void sort_close(struct sort *);

#endif

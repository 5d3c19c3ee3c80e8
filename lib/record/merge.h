#ifndef RECORD_MERGE_H
#define RECORD_MERGE_H

#include <stddef.h>

#include "base/error.h"
#include "record/run.h"

/*
 * A merge reads several runs as one.
 *
 * A part of sort.h.  Of items with one key that of the earlier run comes
 * first, so that the order in which they were added is kept.
 *
 * merge_open(descriptor, runs, count, merge, error):
 * Read the ${count} (1 to MERGE_MAX) ${runs} in ${descriptor}, which must stay
 * open.  Release with merge_close().
 *
 * merge_next(merge, item, error):
 * The next item, valid until the next call; NULL at the end.
 *
 * merge_close(merge):
 * Release; NULL is allowed.
 *
 * Cost: O(log ${count}) comparisons an item; one buffer a run.
 */

#define MERGE_MAX 64

struct merge;

enum status merge_open(int, const struct run *, size_t, struct merge **,
    struct error *) MUST_CHECK;
enum status merge_next(
    struct merge *, const struct run_item **, struct error *) MUST_CHECK;
void merge_close(struct merge *);

#endif

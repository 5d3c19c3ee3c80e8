#ifndef RECORD_ORIGINALS_H
#define RECORD_ORIGINALS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * Originals are the rows of a file as they were read, kept for the few that
 * turn out to be bad when the file is gone.
 *
 * They stand in a temporary file; memory is a few bytes for every
 * ORIGINALS_STRIDE rows.
 *
 * originals_open(originals, error):
 * None yet.  Release with originals_close().
 *
 * originals_add(originals, line, cells, count, error):
 * Keep a row; lines grow.
 *
 * originals_find(originals, line, arena, original, error):
 * The ${original} row of ${line}, which was kept.  Cost: a few reads.
 *
 * originals_close(originals):
 * Release; NULL is allowed.
 */

#define ORIGINALS_STRIDE 64

struct original {
	const char *const *cells;
	size_t count;
};

struct originals;

enum status originals_open(struct originals **, struct error *) MUST_CHECK;
enum status originals_add(struct originals *, uint64_t, const char *const *,
    size_t, struct error *) MUST_CHECK;
enum status originals_find(struct originals *, uint64_t, struct arena *,
    struct original *, struct error *) MUST_CHECK;
void originals_close(struct originals *);

#endif

#ifndef RECORD_PACK_H
#define RECORD_PACK_H

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "record/sort.h"

/*
 * A pack is a list of texts as one run of bytes.
 *
 * Records that wait (in a sort, a spool, a staging table) wait as packs.  The
 * bytes are for this run of this program alone.
 *
 * pack_join(arena, fields, count, bytes, length, error):
 * Pack ${count} texts into *${bytes}, allocated in ${arena}.  A NULL text is
 * packed as "".
 *
 * pack_split(arena, bytes, length, fields, count, error):
 * The ${count} texts of a pack; the array comes from ${arena}, the texts point
 * into ${bytes}.  STATUS_LEDGER if the bytes are not a pack of exactly
 * ${count} texts.
 *
 * pack_count(bytes, length):
 * How many texts a pack holds.
 *
 * pack_wait(sort, scratch, fields, count, keys, error):
 * Let a record of ${count} texts wait in ${sort} as a pack, at the place that
 * the fields numbered in ${keys}, up to a SIZE_MAX, give it; records with the
 * same ones stay as they came.  A NULL text is one that memory was missing for.
 */

enum status pack_join(struct arena *, const char *const *, size_t,
    const void **, size_t *, struct error *) MUST_CHECK;
enum status pack_split(struct arena *, const void *, size_t, const char ***,
    size_t, struct error *) MUST_CHECK;
size_t pack_count(const void *, size_t);
enum status pack_wait(struct sort *, struct arena *, const char *const *,
    size_t, const size_t *, struct error *) MUST_CHECK;

#endif

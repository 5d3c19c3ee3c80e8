#ifndef RECORD_TEMPFILE_H
#define RECORD_TEMPFILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * A temporary file holds what does not fit into memory, and has no name.
 *
 * It stands in $TMPDIR, else in /var/tmp (/tmp may be memory), can be read by
 * nobody else, and is gone when its descriptor is, also after SIGKILL.
 *
 * tempfile_open(descriptor, error):
 * Open one.  Release with close(2).
 *
 * tempfile_write(descriptor, bytes, length, offset, error):
 * Write all ${length} ${bytes} at ${offset}.
 *
 * tempfile_read(descriptor, bytes, length, offset, error):
 * Read exactly ${length} bytes that were written at ${offset}.
 */

enum status tempfile_open(int *, struct error *) MUST_CHECK;
enum status tempfile_write(
    int, const void *, size_t, uint64_t, struct error *) MUST_CHECK;
enum status tempfile_read(
    int, void *, size_t, uint64_t, struct error *) MUST_CHECK;

#endif

#ifndef RECORD_SPOOL_H
#define RECORD_SPOOL_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * A spool holds output back until it is known to be whole.
 *
 * A compute command writes nothing, not even a header, unless it succeeds; so
 * it writes into a spool.  Up to SPOOL_MEMORY_MAX bytes stay in memory, the
 * rest goes to an unlinked temporary file (in $TMPDIR, else /var/tmp).
 *
 * spool_open(spool, error):
 * An empty spool.  Release with spool_close().
 *
 * spool_write(spool, bytes, length, error):
 * Append.
 *
 * spool_space(spool, length):
 * Append ${length} bytes, which the caller writes to where this points before
 * it calls anything else; NULL where they are not at hand, so that
 * spool_write() has to be called.
 *
 * spool_flow(spool, descriptor):
 * Hold nothing back from here on: what is written goes on to the file
 * ${descriptor}, in large pieces and at spool_flush().  Nothing may have been
 * written before, and of what reads only spool_copy() to that file may follow,
 * which flushes.
 *
 * spool_flush(spool, error):
 * Let what was written so far flow on.  STATUS_IO where not all of it could.
 *
 * spool_rewind(spool, error):
 * Turn to reading, at the first byte; may be called again to read once more.
 * After it nothing may be written.
 *
 * spool_read(spool, bytes, length, got, error):
 * Read up to ${length} bytes; *${got} is 0 at the end.
 *
 * spool_copy(spool, descriptor, error):
 * Rewind and write all bytes to the file ${descriptor}.  STATUS_IO where not
 * every byte could be written.
 *
 * spool_size(spool):
 * The bytes written.
 *
 * spool_close(spool):
 * Release; NULL is allowed.
 */

#ifndef SPOOL_MEMORY_MAX
#define SPOOL_MEMORY_MAX (8 << 20)
#endif
#define SPOOL_FLOW_MAX (256 << 10)

struct spool;

enum status spool_open(struct spool **, struct error *) MUST_CHECK;
enum status spool_write(
    struct spool *, const void *, size_t, struct error *) MUST_CHECK;
char *spool_space(struct spool *, size_t);
void spool_flow(struct spool *, int);
enum status spool_flush(struct spool *, struct error *) MUST_CHECK;
enum status spool_rewind(struct spool *, struct error *) MUST_CHECK;
enum status spool_read(
    struct spool *, void *, size_t, size_t *, struct error *) MUST_CHECK;
enum status spool_copy(struct spool *, int, struct error *) MUST_CHECK;
uint64_t spool_size(const struct spool *);
void spool_close(struct spool *);

#endif

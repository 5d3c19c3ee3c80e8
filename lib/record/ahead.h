#ifndef RECORD_AHEAD_H
#define RECORD_AHEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "record/columns.h"
#include "record/csv.h"
#include "record/reader.h"
#include "record/row.h"
#include "record/source.h"

/*
 * Rows of CSV that are read ahead by a thread, while those before them are
 * worked on.
 *
 * The file is read and hashed there, in blocks of whole lines.  Where a block
 * has no quote, each of its lines is a row, so that blocks can be cut, looked
 * at and brought into the order of the schema side by side, by the thread and
 * by who takes them (base/relay.h); and what the caller would do with each
 * record for itself can be done there, too: it is prepared.  A pipe is read so
 * without a thread, as the lines come.  Memory: AHEAD_BYTES or the largest row,
 * and what is made of that, for each batch of a relay.
 *
 * ahead_open(reading, ahead, error):
 * Begin behind the header.  What ${reading} names is the ahead's until
 * ahead_close(); the columns are copied.
 *
 * ahead_read(ahead, taken, found, error):
 * The next row, valid until the next call that may wait (ahead_lasts());
 * *${found} is false at the end.  Errors are those of csv_read() and
 * columns_take(), with file and line.
 *
 * ahead_lasts(ahead):
 * Whether the row that was read, and those before it for which this was true,
 * outlast the next call.  NULL is allowed: no.
 *
 * ahead_block(ahead, count), ahead_pass(ahead):
 * As reader_block() and reader_pass(); NULL is allowed by the first: nothing.
 *
 * ahead_close(ahead):
 * Release; NULL is allowed.
 */

#define AHEAD_ROWS 1024
#define AHEAD_BYTES ((size_t)42 << 10) /* a third of what is read at once */

/* A row, and what the columns say of it. */
struct taken {
	uint64_t line;
	const char *const *cells; /* as they stand in the file */
	size_t count; /* of cells */
	size_t tight; /* as in struct row */
	const char *bad; /* "": it is well */
	void *prepared; /* NULL: nobody asked, or it is not well */
};

struct ahead_reading {
	struct csv *csv;
	struct source *source;
	const struct row *row; /* has the names of the header */
	const struct columns *columns;
	const struct reader_preparing *preparing; /* NULL: nobody does */
};

struct ahead;

enum status ahead_open(
    const struct ahead_reading *, struct ahead **, struct error *) MUST_CHECK;
enum status ahead_read(
    struct ahead *, const struct taken **, bool *, struct error *) MUST_CHECK;
bool ahead_lasts(const struct ahead *);
const void *ahead_block(const struct ahead *, size_t *);
void ahead_pass(struct ahead *);
void ahead_close(struct ahead *);

#endif

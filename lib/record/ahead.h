#ifndef RECORD_AHEAD_H
#define RECORD_AHEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "record/columns.h"
#include "record/csv.h"
#include "record/row.h"
#include "record/source.h"

/*
 * Rows of CSV that are read ahead by a thread, while those before them are
 * worked on.
 *
 * The file is read, hashed, cut, looked at and brought into the order of the
 * schema there; what comes over are copies.  Memory: RELAY_BYTES or the
 * largest row, for each batch of a relay.
 *
 * ahead_open(reading, ahead, error):
 * Begin behind the header.  What ${reading} names is the thread's until
 * ahead_close(); the columns are copied.
 *
 * ahead_read(ahead, taken, found, error):
 * The next row, valid until the next call; *${found} is false at the end.
 * Errors are those of csv_read() and columns_take(), with file and line.
 *
 * ahead_close(ahead):
 * Release; NULL is allowed.
 */

#define AHEAD_ROWS 256

/* A row, and what the columns made of it. */
struct taken {
	uint64_t line;
	const char *const *values; /* of the schema's columns, then extras */
	const char *const *cells; /* as they stand in the file */
	size_t count; /* of cells */
	size_t tight; /* as in struct row */
	const char *bad; /* "": it is well */
};

struct ahead_reading {
	struct csv *csv;
	struct source *source;
	const struct row *row; /* has the names of the header */
	const struct columns *columns;
};

struct ahead;

enum status ahead_open(
    const struct ahead_reading *, struct ahead **, struct error *) MUST_CHECK;
enum status ahead_read(
    struct ahead *, struct taken *, bool *, struct error *) MUST_CHECK;
void ahead_close(struct ahead *);

#endif

#ifndef RECORD_COLUMNS_H
#define RECORD_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "record/record.h"
#include "record/row.h"

/*
 * Columns bring the cells of a file, in whatever order it has, to a schema's.
 *
 * Two columns of a reject file, "line" and "reason", are passed over, so that a
 * mended reject file can be read again: where the schema does not name them, or
 * where they are the last two and one of them stands there before.
 *
 * With EXTRAS_ANY a name within two edits of a schema's (one edit, if it has at
 * most four bytes) is taken for a mistake.  A caller for whom such a name is
 * meant puts it into the schema.
 *
 * Errors are STATUS_INVALID and name the column, not the file and line; the
 * number of the file's column is in ${refused}, their count if it is none.
 *
 * columns_open(schema, columns):
 * No names yet.  Release with columns_close().
 *
 * columns_match(columns, row, error):
 * The names of ${row} are those of the rows to come (they are copied).  Refused
 * are names empty, twice, unknown, not UTF-8 or with control characters.  Cheap
 * if they are the same as before.
 *
 * columns_check(columns, error):
 * STATUS_INVALID if a column is missing that the schema requires or needs.
 *
 * columns_take(columns, row, error):
 * Put the cells of ${row} into place.  STATUS_INVALID if one is not text; what
 * else is wrong with them is in ${bad}, an empty text if nothing is.
 *
 * columns_put(columns, cells, count):
 * Put the ${count} cells of a row that was taken before into place again, if
 * they are as many as there are columns.
 *
 * columns_record(columns, line):
 * The record whose cells are in place: it is valid until others are.
 *
 * columns_keep(columns, cells, count, kept):
 * Copy the ${count} cells of a row of the file, but for those passed over.
 * Return how many were ${kept}.
 */

#define COLUMNS_BAD_MAX 192
#define COLUMNS_NAMES_MAX (2 * READER_COLUMNS_MAX)

struct columns {
	const struct schema *schema;
	struct arena arena; /* of the names */
	size_t count; /* of the file's columns */
	const char *file_names[READER_COLUMNS_MAX];
	size_t targets[READER_COLUMNS_MAX];
	size_t refused;
	bool passed_over; /* some of the file's columns are */
	size_t extra_count;
	/* Which of the schema's columns are required. */
	size_t required[READER_COLUMNS_MAX];
	size_t required_count;
	/* The schema's columns, then the extras. */
	const char *names[COLUMNS_NAMES_MAX];
	const char *values[COLUMNS_NAMES_MAX + 1]; /* one is passed over */
	char bad[COLUMNS_BAD_MAX];
};

void columns_open(const struct schema *, struct columns *);
enum status columns_match(
    struct columns *, const struct row *, struct error *) MUST_CHECK;
enum status columns_check(struct columns *, struct error *) MUST_CHECK;
enum status columns_take(
    struct columns *, const struct row *, struct error *) MUST_CHECK;
void columns_put(struct columns *, const char *const *, size_t);
struct record columns_record(const struct columns *, uint64_t);
size_t columns_keep(
    const struct columns *, const char *const *, size_t, const char **);
void columns_close(struct columns *);

#endif

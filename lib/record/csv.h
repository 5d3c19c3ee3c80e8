#ifndef RECORD_CSV_H
#define RECORD_CSV_H

#include <stdbool.h>

#include "base/error.h"
#include "record/row.h"
#include "record/source.h"

/*
 * CSV (RFC 4180), cut into rows by libcsv and held to the letter.
 *
 * A cell is quoted whole or not at all; blanks belong to the cell; rows end
 * with LF or CRLF.  A blank line is a row of one empty cell.  The header is a
 * row like any other.
 *
 * csv_open(csv, error):
 * Release with csv_close().
 *
 * csv_separate(csv, separator):
 * What stands between cells, if not a comma.
 *
 * csv_read(csv, source, row, found, error):
 * Read the next row; *${found} is false at the end.  Its cells may lie in the
 * source: they are valid until it is read on.  STATUS_INVALID, the text
 * naming file, line and column, for broken quoting, a CR without LF, and what
 * row_add() and source_piece() refuse.  After an error nothing more can be
 * read.
 *
 * csv_line(csv, source, piece, row, error):
 * The row that ${piece} is, which is one line of ${source} and has no quote.
 * Nothing is read, so that several such handles may each have lines of one
 * source at the same time.  Its cells lie in the piece, or are copies.
 *
 * csv_distrust(csv):
 * From now on have libcsv cut every row, also those that it need not see: the
 * rows must be the same, which is for a test to try.
 *
 * csv_close(csv):
 * Release; NULL is allowed.
 */

struct csv;

enum status csv_open(struct csv **, struct error *) MUST_CHECK;
void csv_separate(struct csv *, char);
enum status csv_read(struct csv *, struct source *, struct row *, bool *,
    struct error *) MUST_CHECK;
enum status csv_line(struct csv *, const struct source *, const struct piece *,
    struct row *, struct error *) MUST_CHECK;
void csv_distrust(struct csv *);
void csv_close(struct csv *);

#endif

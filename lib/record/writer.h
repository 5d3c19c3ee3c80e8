#ifndef RECORD_WRITER_H
#define RECORD_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "record/format.h"
#include "record/record.h"
#include "record/sort.h"
#include "record/spool.h"
#include "record/tight_row.h"

/*
 * A writer turns records into CSV, JSON lines or an aligned table.
 *
 * CSV quotes a cell only where it must (comma, quote, CR, LF, a blank at either
 * end, or all that a row has and empty) and ends rows with LF.  JSON lines
 * write every value as a string, with the names of the columns, and leave out
 * the values that are not given.  A table is for eyes: columns as wide as their
 * widest value, numbers to the right, control characters as "?"; it needs the
 * whole stream and so writes at writer_finish().  An empty CSV or table is its
 * header alone.
 *
 * For a spreadsheet, a text cell that begins with = + - @ TAB or CR, in letters
 * of full width too and behind blanks too, gets an apostrophe in front
 * (CWE-1236), in CSV alone; cells of COLUMN_NUMBER never do.
 *
 * writer_open(spool, schema, format, spreadsheet, writer, error):
 * Write into ${spool}, which must outlive the writer, header first.  Release
 * with writer_close().
 *
 * writer_write(writer, fields, error):
 * Write one record: a value for each column of the schema; NULL is "".
 *
 * writer_write_tight(writer, row, rest, length, error):
 * The same of a row that is taken as a whole, as CSV that is not for a
 * spreadsheet.  ${rest} are the ${length} bytes of the other cells, with commas
 * between them and the line feed.
 *
 * writer_sorted(writer, sort, scratch, count, error):
 * Write all that waits in ${sort}, packs of a record each, and count it.
 * ${scratch} is reset.
 *
 * writer_finish(writer, error):
 * Everything is written.  Must be called once, after the last record.
 *
 * writer_close(writer):
 * Release; NULL is allowed.
 */

struct writer;

enum status writer_open(struct spool *, const struct schema *, enum format,
    bool, struct writer **, struct error *) MUST_CHECK;
enum status writer_write(
    struct writer *, const char *const *, struct error *) MUST_CHECK;
enum status writer_write_tight(struct writer *, const struct tight_row *,
    const char *, size_t, struct error *) MUST_CHECK;
enum status writer_sorted(struct writer *, struct sort *, struct arena *,
    uint64_t *, struct error *) MUST_CHECK;
enum status writer_finish(struct writer *, struct error *) MUST_CHECK;
void writer_close(struct writer *);

#endif

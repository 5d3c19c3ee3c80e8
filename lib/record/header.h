#ifndef RECORD_HEADER_H
#define RECORD_HEADER_H

#include <stdbool.h>

#include "base/error.h"
#include "record/csv.h"
#include "record/row.h"
#include "record/source.h"

/*
 * The header is the row of CSV that names the columns of those behind it.
 *
 * header_read(csv, source, separator, row, error):
 * Read it into ${row}, whose cells are the names.  STATUS_INVALID, the text
 * naming file and line, where there is none, where a name is not UTF-8, for
 * what csv_read() refuses, and where its cells are not parted by ${separator}
 * but by what others use for that.
 *
 * header_again(names, width, cells, count):
 * Whether a row of ${count} ${cells} is the header again, as where files were
 * put one behind the other.
 */

enum status header_read(struct csv *, struct source *, char, struct row *,
    struct error *) MUST_CHECK;
bool header_again(const char *const *, size_t, const char *const *, size_t);

#endif

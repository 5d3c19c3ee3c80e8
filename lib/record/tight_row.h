#ifndef RECORD_TIGHT_ROW_H
#define RECORD_TIGHT_ROW_H

#include <stddef.h>

/*
 * A row that comes from a reader, and goes out as it came: where it is tight
 * (record/row.h) it is copied as a whole.
 *
 * tight_row_write(row, line):
 * Write it as CSV into ${line}, with a comma behind each cell; that has
 * row->length bytes.  Return what comes behind them.
 */

struct tight_row {
	const char *const *cells;
	size_t count; /* of them */
	size_t length; /* what reader_tight() says of them */
};

char *tight_row_write(const struct tight_row *, char *);

#endif

#ifndef RECORD_TIGHT_ROW_H
#define RECORD_TIGHT_ROW_H

#include <stddef.h>

/*
 * A row that comes from a reader, and to which cells were added: where it is
 * tight (record/row.h) it is copied as a whole.
 *
 * tight_row_length(row):
 * The bytes that it has as CSV, with its line feed.
 *
 * tight_row_write(row, line):
 * Write it as CSV into ${line}, which has room for them.
 */

struct tight_row {
	const char *const *cells; /* that come from the reader */
	size_t count; /* of them */
	size_t length; /* what reader_tight() says of them */
	const char *rest; /* the others, with commas between them */
	size_t rest_length;
};

size_t tight_row_length(const struct tight_row *);
void tight_row_write(const struct tight_row *, char *);

#endif

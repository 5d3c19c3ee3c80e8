#ifndef RECORD_ROW_H
#define RECORD_ROW_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "record/reader.h"

/*
 * A row is what stands between two row ends, before a schema has judged it.
 *
 * Its cells have a NUL behind.  They are lent by who cut them, or copies, one
 * after the other in a room that is used again for each row; what it does not
 * hold is in an arena that is reset for each row.  ${names} are the header's,
 * or the keys of this JSON object.  A row that is all zero is empty and ready;
 * release it with row_close().
 *
 * A row is tight if its cells lie one behind the other, each with its NUL, and
 * have printable ASCII alone, no blank, quote or comma: it can be copied as a
 * whole, and need not be looked at.
 *
 * row_begin(row):
 * Forget the cells.
 *
 * row_add(row, bytes, length, error):
 * Add a copy of a cell.  STATUS_INVALID if it is over READER_FIELD_MAX bytes or
 * there are more than READER_COLUMNS_MAX of them.
 *
 * row_lend(row, text, length, error):
 * The same without a copy: ${text} has its NUL, and stays as it is for as long
 * as the row is looked at.
 *
 * row_look(row, cell):
 * What kind of text a cell is.  Cost: O(length), eight bytes at a time where
 * all of them are printable ASCII.
 *
 * row_check(row, cell, error):
 * STATUS_INVALID if the cell is not UTF-8 or has a NUL; the text says so.
 *
 * row_label(row, cell, error):
 * Put "column name: " (its number where it has no name) in front of what
 * ${error} says.  Return its status.
 */

enum row_text { ROW_TEXT_WELL, ROW_TEXT_CONTROL, ROW_TEXT_BROKEN };

struct row {
	uint64_t line; /* on which it begins */
	size_t tight; /* bytes of all cells with their NULs, or 0 */
	size_t count;
	size_t name_count;
	const char *cells[READER_COLUMNS_MAX];
	size_t lengths[READER_COLUMNS_MAX];
	const char *names[READER_COLUMNS_MAX];
	struct arena arena;
	struct arena keep; /* of the room */
	char *room;
	size_t used; /* of the room */
};

void row_begin(struct row *);
enum status row_add(
    struct row *, const void *, size_t, struct error *) MUST_CHECK;
enum status row_lend(
    struct row *, const char *, size_t, struct error *) MUST_CHECK;
enum row_text row_look(const struct row *, size_t);
enum status row_check(const struct row *, size_t, struct error *) MUST_CHECK;
enum status row_label(const struct row *, size_t, struct error *);
void row_close(struct row *);

#endif

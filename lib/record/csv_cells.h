#ifndef RECORD_CSV_CELLS_H
#define RECORD_CSV_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/row.h"

/*
 * Where the cells of a plain line of CSV are: one that nothing but separators
 * divides.
 *
 * Every line of every file comes by, so many bytes are looked at at a time:
 * sixteen where the processor has SSE2, as every x86-64 has, eight elsewhere.
 *
 * csv_cells_find(bytes, length, separator, row):
 * Let ${row} have the cells of a line of ${length} bytes without its end, which
 * get no NUL here, and say whether it is tight, once each separator is one.
 * False if the line has a quote or a CR, or more cells than a row.
 * CSV_CELLS_MARGIN bytes behind the line may be read, whatever they are.  Cost:
 * some 150 instructions a line of 80 bytes.
 *
 * csv_cells_find_eight(bytes, length, separator, row):
 * The same by eight bytes at a time, on any processor; it reads nothing behind
 * the line.  Tests hold both to each other.
 *
 * Nearly all blocks of whole lines, each with its line feed, have nothing that
 * CSV has to ask about: no quote, no blank, nothing but printable ASCII.  Then
 * commas and line feeds are found together, from the first line to the last.
 *
 * csv_cells_look(bytes, length, lines):
 * Of what kind a block of ${length} bytes is, and how many ${lines} it has.
 * Cost: some 90 instructions for 80 bytes.
 *
 * csv_cells_begin(cursor, bytes):
 * Begin to cut a block of tight lines where it lies.  CSV_CELLS_BLOCK_MARGIN
 * bytes behind it may be read, whatever they are.
 *
 * csv_cells_next(cursor, row):
 * Cut the next line, which must be there, into the cells of ${row}; a NUL is
 * put behind each.  Return how many bytes the line has, its line feed included;
 * 0, and nothing was changed, if the row has no room for its cells.  Cost: some
 * 180 instructions for a line of 80 bytes and 6 cells.
 */

#define CSV_CELLS_MARGIN 15
#define CSV_CELLS_BLOCK_MARGIN 63

enum csv_cells_kind {
	CSV_CELLS_QUOTED, /* a quote may make a line out of two */
	CSV_CELLS_ANY, /* a line is a row */
	CSV_CELLS_TIGHT, /* and that is tight, or blank */
};

struct csv_cursor {
	char *line; /* the next one */
	/* The bytes where it begins, and what ends in them from there on. */
	char *window;
	uint64_t commas, feeds;
};

bool csv_cells_find(const char *, size_t, char, struct row *);
bool csv_cells_find_eight(const char *, size_t, char, struct row *);
enum csv_cells_kind csv_cells_look(const char *, size_t, size_t *);
void csv_cells_begin(struct csv_cursor *, char *);
size_t csv_cells_next(struct csv_cursor *, struct row *);

#endif

#ifndef RECORD_CSV_CELLS_H
#define RECORD_CSV_CELLS_H

#include <stdbool.h>
#include <stddef.h>

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
 * csv_cells_lines(bytes, length, lines):
 * Count the ${lines} that end in ${length} bytes.  False if there is a quote,
 * which may make a line out of two.  Cost: some 20 instructions a line of 80
 * bytes.
 *
 * csv_cells_find_eight(bytes, length, separator, row):
 * The same by eight bytes at a time, on any processor; it reads nothing behind
 * the line.  Tests hold both to each other.
 */

#define CSV_CELLS_MARGIN 15

bool csv_cells_find(const char *, size_t, char, struct row *);
bool csv_cells_lines(const char *, size_t, size_t *);
bool csv_cells_find_eight(const char *, size_t, char, struct row *);

#endif

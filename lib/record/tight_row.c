/*
 * Each cell but the last has a NUL where a comma goes, and so has the last one
 * where the others follow.
 */
#include "record/tight_row.h"

#include <string.h>

size_t
tight_row_length(const struct tight_row *row)
{
	return row->length + row->rest_length + 1;
}

void
tight_row_write(const struct tight_row *row, char *line)
{
	const char *const *cells = row->cells;
	char *next = line + row->length;
	size_t i;

	memcpy(line, cells[0], row->length);
	for (i = 1; i < row->count; i++)
		line[cells[i] - cells[0] - 1] = ',';
	next[-1] = ',';
	memcpy(next, row->rest, row->rest_length);
	next[row->rest_length] = '\n';
}

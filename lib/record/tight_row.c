/*
 * Where a comma goes each cell has a NUL.
 */
#include "record/tight_row.h"

#include <string.h>

char *
tight_row_write(const struct tight_row *row, char *line)
{
	const char *const *cells = row->cells;
	char *end = line + row->length;
	size_t i;

	memcpy(line, cells[0], row->length);
	for (i = 1; i < row->count; i++)
		line[cells[i] - cells[0] - 1] = ',';
	end[-1] = ',';
	return end;
}

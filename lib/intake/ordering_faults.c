/*
 * Mistakes are found in whatever order the checks come, and told in that of the
 * columns; the first one of a column is told, since others follow from it.
 */
#include <string.h>

#include "intake/ordering.h"

/* The column that a mistake names; ORDERING_COLUMN_COUNT if it names none. */
static size_t
column_of(const char *text)
{
	static const char head[] = "column ";
	size_t length, i;

	if (strncmp(text, head, sizeof(head) - 1) != 0)
		return ORDERING_COLUMN_COUNT;
	text += sizeof(head) - 1;
	for (i = 0; i < ORDERING_COLUMN_COUNT; i++) {
		const char *name = ordering_schema.columns[i].name;

		length = strlen(name);
		if (strncmp(text, name, length) == 0 && text[length] == ':')
			break;
	}
	return i;
}

bool
ordering_faulty(const struct ordering_line *line, int column)
{
	return line->column_faults[column] != NULL;
}

bool
ordering_begins(const struct ordering_line *line)
{
	return date_given(line->start) &&
	       !ordering_faulty(line, ORDERING_START) &&
	       !ordering_faulty(line, ORDERING_READY_ON) &&
	       !ordering_faulty(line, ORDERING_EFFECTIVE);
}

enum status
ordering_fault(
    struct ordering_line *line, enum status status, struct error *error)
{
	size_t column, i;

	if (status != STATUS_INVALID)
		return status;
	column = column_of(error->text);
	if (line->column_faults[column] != NULL)
		return STATUS_OK;
	line->column_faults[column] = arena_text(line->arena, error->text);
	if (line->column_faults[column] == NULL)
		return error_memory(error);
	line->faults = NULL;
	for (i = 0; i <= ORDERING_COLUMN_COUNT; i++) {
		const char *one = line->column_faults[i];

		if (one == NULL)
			continue;
		line->faults = line->faults == NULL
				   ? one
				   : arena_format(line->arena, "%s; %s",
					 line->faults, one);
		if (line->faults == NULL)
			return error_memory(error);
	}
	return STATUS_OK;
}

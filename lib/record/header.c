/*
 * A file of one column is rare, and one with a separator in its name is a file
 * that is parted otherwise.
 */
#include "record/header.h"

#include <stdio.h>
#include <string.h>

#define SEPARATOR_ROOM 8

static const char *
format_separator(char separator, char text[SEPARATOR_ROOM])
{
	if (separator == '\t')
		return "a tab";
	snprintf(text, SEPARATOR_ROOM, "\"%c\"", separator);
	return text;
}

static enum status
check_parted(const struct row *row, char separator, struct error *error)
{
	const char *found =
	    row->count == 1 ? strpbrk(row->cells[0], ",;|\t") : NULL;
	char by[SEPARATOR_ROOM], expected[SEPARATOR_ROOM];

	if (found == NULL || *found == separator)
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "the cells seem to be parted by %s, %s is expected",
	    format_separator(*found, by),
	    format_separator(separator, expected));
}

static enum status
check_text(struct row *row, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < row->count && status == STATUS_OK; i++) {
		status = row_check(row, i, error);
		if (status != STATUS_OK)
			row_label(row, i, error);
	}
	return status;
}

enum status
header_read(struct csv *csv, struct source *source, char separator,
    struct row *row, struct error *error)
{
	enum status status;
	bool found;

	status = csv_read(csv, source, row, &found, error);
	if (status != STATUS_OK)
		return status;
	if (!found || (row->count == 1 && row->lengths[0] == 0)) {
		(void)error_set(error, STATUS_INVALID, "no header");
		return source_place(
		    source, found ? row->line : source->lines + 1, error);
	}
	status = check_text(row, error);
	if (status == STATUS_OK)
		status = check_parted(row, separator, error);
	return status == STATUS_INVALID ? source_place(source, row->line, error)
					: status;
}

bool
header_again(const char *const *names, size_t width, const char *const *cells,
    size_t count)
{
	size_t i = 0;

	if (width != count)
		return false;
	while (i < count && strcmp(names[i], cells[i]) == 0)
		i++;
	return i == count;
}

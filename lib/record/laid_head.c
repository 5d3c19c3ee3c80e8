/*
 * The header is the file's own, the layout's, or that of a reject file.
 */
#include <string.h>

#include "base/nearest.h"
#include "record/header.h"
#include "record/laid_parts.h"

#define RECORD "record" /* the column of a line that is cut */
#define ADDED ",line,reason" /* how the header of a reject file ends */
#define SURPLUS "surplus" /* columns of a reject file before these */

/* Take a copy of the names of the header, that of a reject file included. */
static enum status
take_names(struct laid *laid, const char *const *names, size_t count,
    struct error *error)
{
	struct row *row = &laid->row;
	size_t i;

	for (i = 0; i < count; i++) {
		row->names[i] = arena_text(&laid->names, names[i]);
		if (row->names[i] == NULL)
			return error_memory(error);
	}
	laid->width = count;
	row->name_count = count;
	if (laid->mended)
		count -= LAID_ADDED;
	while (laid->mended && count > 0 &&
	       strncmp(row->names[count - 1], SURPLUS, strlen(SURPLUS)) == 0)
		count--;
	laid->header_count = count;
	return STATUS_OK;
}

/* Find the columns of the layout in the file's header. */
static enum status
find_places(struct laid *laid, struct error *error)
{
	const struct layout *layout = laid->layout;
	const struct row *row = &laid->row;
	size_t i, k;

	for (i = 0; i < layout->column_count; i++) {
		const char *name = layout->columns[i].name;
		const char *near;

		for (k = 0; k < laid->header_count; k++) {
			if (strcmp(row->names[k], name) == 0)
				break;
		}
		laid->places[i] = k;
		if (k < laid->header_count)
			continue;
		near = nearest(name, row->names, laid->header_count);
		return error_set(error, STATUS_INVALID,
		    "column %.40s of the layout is missing%s%s%s", name,
		    near == NULL ? "" : "; ", near == NULL ? "" : near,
		    near == NULL ? "" : "?");
	}
	return STATUS_OK;
}

/* Read a header, of the file itself or of a reject file. */
static enum status
read_header(struct laid *laid, struct error *error)
{
	const struct layout *layout = laid->layout;
	struct row *row = &laid->row;
	enum status status;

	status = header_read(laid->csv, laid->source,
	    laid->mended ? ',' : layout->separator, row, error);
	if (status != STATUS_OK)
		return status;
	status = take_names(laid, row->cells, row->count, error);
	if (status == STATUS_OK && layout->kind == LAYOUT_HEADER)
		status = find_places(laid, error);
	return status == STATUS_INVALID
		   ? source_place(laid->source, row->line, error)
		   : status;
}

/* The header is the layout's: its columns, or the line. */
static enum status
make_header(struct laid *laid, struct error *error)
{
	const struct layout *layout = laid->layout;
	const char *names[READER_COLUMNS_MAX] = { RECORD };
	size_t i;

	if (layout->kind == LAYOUT_FIXED)
		return take_names(laid, names, 1, error);
	for (i = 0; i < layout->column_count; i++)
		names[i] = layout->columns[i].name;
	return take_names(laid, names, layout->column_count, error);
}

/* Whether the bytes begin with the names of the layout's columns, ended by
 * commas: *${bytes} moves behind them. */
static bool
take_columns(const struct layout *layout, const char **bytes, size_t *length)
{
	size_t count = layout->kind == LAYOUT_FIXED ? 1 : layout->column_count;
	size_t i;

	for (i = 0; i < count; i++) {
		const char *name = layout->kind == LAYOUT_FIXED
				       ? RECORD
				       : layout->columns[i].name;
		size_t own = strlen(name);

		if (*length <= own || memcmp(*bytes, name, own) != 0 ||
		    (*bytes)[own] != ',')
			return false;
		*bytes += own + 1;
		*length -= own + 1;
	}
	return true;
}

/* Whether the first line is the header of a reject file of this layout. */
static enum status
look_ahead(struct laid *laid, struct error *error)
{
	const size_t added = strlen(ADDED);
	const char *bytes;
	struct piece piece;
	size_t length;
	enum status status;

	status = source_peek(laid->source, &piece, error);
	bytes = piece.bytes;
	length = piece.length;
	if (status != STATUS_OK || length == 0 || !piece.whole)
		return status;
	length--;
	if (length > 0 && bytes[length - 1] == '\r')
		length--;
	if (length <= added ||
	    memcmp(bytes + length - added, ADDED, added) != 0)
		return STATUS_OK;
	laid->mended = laid->layout->kind == LAYOUT_HEADER ||
		       take_columns(laid->layout, &bytes, &length);
	return STATUS_OK;
}

/* Pass over the lines in front of the first record or header. */
static enum status
skip(struct laid *laid, struct error *error)
{
	const size_t lines = laid->mended ? 0 : laid->layout->skip;
	enum status status = STATUS_OK;
	struct piece piece = { .length = 1 };

	while (status == STATUS_OK && laid->source->lines < lines &&
	       piece.length > 0)
		status = source_piece(laid->source, &piece, error);
	return status;
}

enum status
laid_start(struct laid *laid, struct error *error)
{
	const struct layout *layout = laid->layout;
	enum status status;
	size_t i;

	status = look_ahead(laid, error);
	if (status == STATUS_OK)
		status = skip(laid, error);
	if (status == STATUS_OK &&
	    (laid->mended || layout->kind != LAYOUT_FIXED))
		status = csv_open(&laid->csv, error);
	if (status != STATUS_OK)
		return status;
	if (laid->csv != NULL && !laid->mended)
		csv_separate(laid->csv, layout->separator);
	for (i = 0; i < layout->column_count; i++)
		laid->places[i] = i;
	return laid->mended || layout->kind == LAYOUT_HEADER
		   ? read_header(laid, error)
		   : make_header(laid, error);
}

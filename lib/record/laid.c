/*
 * A row goes through: cut, trimmed, counted or passed over, kept for the reject
 * file, made.
 */
#include "record/laid.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/laid_parts.h"

enum status
laid_open(const struct layout *layout, struct source *source,
    struct laid **opened, struct error *error)
{
	struct laid *laid = calloc(1, sizeof(*laid));
	enum status status;

	*opened = NULL;
	if (laid == NULL)
		return error_memory(error);
	laid->layout = layout;
	laid->source = source;
	status = originals_open(&laid->originals, error);
	if (status == STATUS_OK)
		status = laid_start(laid, error);
	if (status == STATUS_OK)
		*opened = laid;
	else
		laid_close(laid);
	return status;
}

void
laid_close(struct laid *laid)
{
	if (laid == NULL)
		return;
	originals_close(laid->originals);
	csv_close(laid->csv);
	row_close(&laid->row);
	arena_close(&laid->names);
	arena_close(&laid->scratch);
	free(laid);
}

/* Read a line that is cut, without its end. */
static enum status
read_line(struct laid *laid, bool *found, struct error *error)
{
	struct row *row = &laid->row;
	struct piece piece;
	size_t length;
	enum status status;

	row_begin(row);
	status = source_piece(laid->source, &piece, error);
	*found = status == STATUS_OK && piece.length > 0;
	if (!*found)
		return status;
	row->line = piece.line;
	length = piece.length - piece.whole;
	if (piece.whole && length > 0 && piece.bytes[length - 1] == '\r')
		length--;
	status = row_add(row, piece.bytes, length, error);
	return status == STATUS_INVALID
		   ? source_place(laid->source, row->line, error)
		   : status;
}

/* All cells of the file are text. */
static enum status
check_text(struct laid *laid, struct error *error)
{
	struct row *row = &laid->row;
	enum status status;
	size_t i;

	for (i = 0; i < row->count; i++) {
		if (row_look(row, i) != ROW_TEXT_BROKEN)
			continue;
		status = row_check(row, i, error);
		if (status == STATUS_OK)
			continue;
		(void)row_label(row, i, error);
		return source_place(laid->source, row->line, error);
	}
	return STATUS_OK;
}

/* Leave out what a reject file added to the row. */
static void
leave_added(struct laid *laid)
{
	const struct row *row = &laid->row;
	size_t count = row->count;

	if (laid->mended && count == laid->width) {
		count -= LAID_ADDED;
		while (
		    count > laid->header_count && row->lengths[count - 1] == 0)
			count--;
	}
	laid->raw_count = count;
	if (count == laid->header_count)
		return;
	snprintf(laid->bad, sizeof(laid->bad), "%zu cell%s, the %s has %zu",
	    count, count == 1 ? "" : "s",
	    laid->layout->kind == LAYOUT_HEADER ? "header" : "layout",
	    laid->header_count);
}

/* The ${length} bytes at ${bytes} without the blanks around them. */
static const char *
trim(struct laid *laid, const char *bytes, size_t length, struct error *error)
{
	const char *cell;

	while (length > 0 && *bytes == ' ') {
		bytes++;
		length--;
	}
	while (length > 0 && bytes[length - 1] == ' ')
		length--;
	if (bytes[length] == '\0')
		return bytes;
	cell = arena_copy(&laid->scratch, bytes, length);
	if (cell == NULL)
		(void)error_memory(error);
	return cell;
}

/* The cells of the layout's columns; what is not in the row is empty. */
static enum status
take_cells(struct laid *laid, struct error *error)
{
	const struct layout *layout = laid->layout;
	const struct row *row = &laid->row;
	size_t i;

	arena_reset(&laid->scratch);
	for (i = 0; i < layout->column_count; i++) {
		const struct layout_column *column = &layout->columns[i];
		bool cut = layout->kind == LAYOUT_FIXED;
		size_t place = cut ? 0 : laid->places[i];
		size_t begin = cut ? column->at : 0, length;

		length = place < laid->raw_count ? row->lengths[place] : 0;
		if (length <= begin) {
			laid->cells[i] = "";
			continue;
		}
		length -= begin;
		if (cut && length > column->width)
			length = column->width;
		laid->cells[i] =
		    trim(laid, row->cells[place] + begin, length, error);
		if (laid->cells[i] == NULL)
			return error->status;
	}
	if (layout->length > 0 && row->lengths[0] != layout->length &&
	    laid->bad[0] == '\0')
		snprintf(laid->bad, sizeof(laid->bad),
		    "%zu bytes, the layout says %zu", row->lengths[0],
		    layout->length);
	return STATUS_OK;
}

/* Whether a cell has one of the values. */
static bool
has_value(const struct layout_filter *filter, const char *cell)
{
	size_t i, length;

	for (i = 0; i < filter->count; i++) {
		const char *value = filter->values[i];

		length = strlen(value);
		if (length > 0 && value[length - 1] == '*'
			? strncmp(cell, value, length - 1) == 0
			: strcmp(cell, value) == 0)
			return true;
	}
	return false;
}

/* How many of the filters fit. */
static size_t
count_fits(const struct laid *laid, struct layout_filters filters)
{
	size_t count = 0, i;

	for (i = 0; i < filters.count; i++)
		count += has_value(
		    &filters.items[i], laid->cells[filters.items[i].column]);
	return count;
}

/* The total must say how many records there were. */
static enum status
check_total(struct laid *laid, struct error *error)
{
	const struct layout *layout = laid->layout;
	const char *text = laid->cells[layout->total_column];
	size_t length = strlen(text), i;
	uint64_t stated = 0;

	laid->ended = true;
	for (i = 0; i < length && text[i] >= '0' && text[i] <= '9'; i++)
		stated = stated * 10 + (uint64_t)(text[i] - '0');
	if (i == length && length > 0 && length < 19 && stated == laid->records)
		return STATUS_OK;
	error_set(error, STATUS_INVALID,
	    "column %s: the total is \"%.40s\" records, the file has %" PRIu64,
	    layout->columns[layout->total_column].name, text, laid->records);
	return source_place(laid->source, laid->row.line, error);
}

/* What becomes of the row that was cut: a record, or nothing. */
static enum status
judge(struct laid *laid, bool *record, struct error *error)
{
	const struct layout *layout = laid->layout;

	*record = false;
	if (laid->ended) {
		error_set(error, STATUS_INVALID, "a record after the total");
		return source_place(laid->source, laid->row.line, error);
	}
	if (layout->total.count > 0 && !laid->mended &&
	    count_fits(laid, layout->total) == layout->total.count)
		return check_total(laid, error);
	*record = count_fits(laid, layout->only) == layout->only.count;
	laid->records += *record;
	/* What is cut wrongly may hide what it is: it is never passed over. */
	*record = laid->bad[0] != '\0' ||
		  (*record && count_fits(laid, layout->except) == 0);
	laid->passed += !*record;
	return STATUS_OK;
}

/* The file has ended: was it whole? */
static enum status
finish(const struct laid *laid, struct error *error)
{
	if (laid->layout->total.count == 0 || laid->ended || laid->mended)
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "%s: the total is missing: the file was cut short",
	    laid->source->name);
}

enum status
laid_read(struct laid *laid, struct row *made, bool *found, struct error *error)
{
	enum status status = STATUS_OK;
	bool record = false;

	while (status == STATUS_OK && !record) {
		laid->bad[0] = '\0';
		status = laid->csv == NULL ? read_line(laid, found, error)
					   : csv_read(laid->csv, laid->source,
						 &laid->row, found, error);
		if (status == STATUS_OK && !*found)
			return finish(laid, error);
		if (status == STATUS_OK)
			status = check_text(laid, error);
		if (status != STATUS_OK)
			break;
		leave_added(laid);
		status = take_cells(laid, error);
		if (status == STATUS_OK)
			status = judge(laid, &record, error);
	}
	if (status == STATUS_OK)
		status = originals_add(laid->originals, laid->row.line,
		    laid->row.cells, laid->raw_count, error);
	return status == STATUS_OK ? laid_make(laid, made, error) : status;
}

const char *
laid_bad(const struct laid *laid)
{
	return laid->bad[0] == '\0' ? NULL : laid->bad;
}

size_t
laid_header(const struct laid *laid, const char *const **names)
{
	*names = laid->row.names;
	return laid->header_count;
}

size_t
laid_raw(const struct laid *laid, const char *const **cells)
{
	*cells = laid->row.cells;
	return laid->raw_count;
}

enum status
laid_recall(struct laid *laid, uint64_t line, struct arena *arena,
    struct original *original, struct error *error)
{
	return originals_find(laid->originals, line, arena, original, error);
}

uint64_t
laid_passed(const struct laid *laid)
{
	return laid->passed;
}

#include "record/csv.h"

#include <assert.h>
#include <csv.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "record/csv_cells.h"

/*
 * libcsv knows no lines, drops blank ones, takes a bare CR for a row end, trims
 * what is not quoted, and by default swallows the rest of a file after a stray
 * quote.  So it is fed one physical line at a time, which tells where each row
 * and cell begins; its options are strict; and what it would pass over is found
 * before it is fed.
 *
 * All that care is for quotes, and nearly no line has one.  A line without a
 * quote, that ends where its row ends, is cut at its commas where it lies in
 * the buffer, at a small part of the cost; libcsv is held against that in
 * tests/fuzz/csv_fuzz.c.
 *
 * Errors found in its callbacks wait in ${status} until csv_parse() returns.
 */

#define SLICE_MAX ((size_t)32 << 10)
/* By so much libcsv lets its cell grow; the default is 128 bytes. */
#define CELL_STEP ((size_t)16 << 10)

_Static_assert(CSV_CELLS_MARGIN <= SOURCE_MARGIN, "a line may be looked over");

struct csv {
	struct csv_parser parser;
	struct row *row;
	struct error *error;
	enum status status; /* of the row at hand */
	bool begun; /* the row has been fed something */
	bool ended; /* the row has seen its end */
	bool distrusted; /* libcsv cuts all rows */
	char separator;
	uint64_t line; /* being fed */
	uint64_t cell_line; /* on which the cell at hand begins */
};

static int
no_space(unsigned char byte)
{
	(void)byte;
	return 0;
}

static void
take_cell(void *bytes, size_t length, void *context)
{
	struct csv *csv = context;

	if (csv->status != STATUS_OK)
		return;
	csv->status = row_add(csv->row, bytes, length, csv->error);
	if (csv->status == STATUS_OK)
		csv->cell_line = csv->line;
	else
		csv->line = csv->cell_line;
}

static void
take_row(int byte, void *context)
{
	struct csv *csv = context;

	(void)byte;
	if (csv->status == STATUS_OK)
		csv->ended = true;
}

enum status
csv_open(struct csv **opened, struct error *error)
{
	const unsigned char options = CSV_STRICT | CSV_STRICT_FINI;
	struct csv *csv = calloc(1, sizeof(*csv));

	if (csv == NULL)
		return error_memory(error);
	if (csv_init(&csv->parser, options) != 0) {
		free(csv);
		return error_memory(error);
	}
	csv_set_blk_size(&csv->parser, CELL_STEP);
	csv->separator = ',';
	*opened = csv;
	return STATUS_OK;
}

void
csv_separate(struct csv *csv, char separator)
{
	csv_set_delim(&csv->parser, (unsigned char)separator);
	csv->separator = separator;
}

void
csv_distrust(struct csv *csv)
{
	csv->distrusted = true;
}

void
csv_close(struct csv *csv)
{
	if (csv == NULL)
		return;
	csv_free(&csv->parser);
	free(csv);
}

/*
 * Say what libcsv found wrong.
 */
static enum status
refuse_quote(struct csv *csv)
{
	if (csv_error(&csv->parser) != CSV_EPARSE)
		return error_memory(csv->error);
	if (!csv->parser.quoted)
		return error_set(csv->error, STATUS_INVALID,
		    "a quote inside an unquoted cell");
	if (csv->cell_line == csv->line)
		return error_set(
		    csv->error, STATUS_INVALID, "text after the closing quote");
	return error_set(csv->error, STATUS_INVALID,
	    "text after the closing quote (the cell begins on line %" PRIu64
	    ")",
	    csv->cell_line);
}

/*
 * Give libcsv so few bytes that its cell stays small before it is looked at.
 */
static enum status
feed_slice(struct csv *csv, const char *bytes, size_t length)
{
	/* Where there is no blank, libcsv need not ask about each byte. */
	bool blanks = memchr(bytes, ' ', length) != NULL ||
		      memchr(bytes, '\t', length) != NULL;
	size_t taken;

	csv_set_space_func(&csv->parser, blanks ? no_space : NULL);
	taken =
	    csv_parse(&csv->parser, bytes, length, take_cell, take_row, csv);

	if (csv->status != STATUS_OK)
		return csv->status;
	if (taken < length)
		return refuse_quote(csv);
	/* The closing quote may be in the cell still. */
	if (csv->parser.entry_pos <= READER_FIELD_MAX + 1)
		return STATUS_OK;
	csv->line = csv->cell_line;
	return error_set(csv->error, STATUS_INVALID,
	    "a value of more than %d bytes; is a quote not closed?",
	    READER_FIELD_MAX);
}

/*
 * Give libcsv some bytes, none of them beyond the end of the row.
 */
static enum status
feed(struct csv *csv, const char *bytes, size_t length)
{
	enum status status = STATUS_OK;

	csv->begun = csv->begun || length > 0;
	while (status == STATUS_OK && length > 0) {
		size_t slice = length < SLICE_MAX ? length : SLICE_MAX;

		status = feed_slice(csv, bytes, slice);
		bytes += slice;
		length -= slice;
	}
	return status;
}

/*
 * Feed a piece and stop at a CR that ends a row without an LF.
 */
static enum status
feed_piece(struct csv *csv, const struct piece *piece)
{
	const char *at = piece->bytes;
	const char *end = piece->bytes + piece->length;
	const char *found;
	enum status status;

	while ((found = memchr(at, '\r', (size_t)(end - at))) != NULL) {
		if (piece->whole && found == end - 2)
			break;
		status = feed(csv, at, (size_t)(found - at));
		if (status != STATUS_OK)
			return status;
		/* libcsv skips it before a row and ends the row at it. */
		if (!csv->begun)
			csv->ended = true;
		status = feed(csv, found, 1);
		if (status != STATUS_OK)
			return status;
		if (csv->ended)
			return error_set(csv->error, STATUS_INVALID,
			    "a carriage return without a line feed");
		at = found + 1;
	}
	return feed(csv, at, (size_t)(end - at));
}

/* Whether a line of so many bytes can be cut; *${end} is where it ends. */
static bool
can_cut(const struct csv *csv, const struct piece *piece, size_t *end)
{
	*end = piece->length - 1;
	if (csv->distrusted || !piece->whole)
		return false;
	if (*end > 0 && piece->bytes[*end - 1] == '\r')
		--*end;
	return *end <= READER_FIELD_MAX;
}

/*
 * Cut a plain line where it lies; false: it is another.
 */
static bool
cut(struct csv *csv, const struct piece *piece)
{
	struct row *row = csv->row;
	size_t length, i;

	if (!can_cut(csv, piece, &length) ||
	    !csv_cells_find(piece->bytes, length, csv->separator, row)) {
		row->count = 0;
		return false;
	}
	/* Its NULs stand for commas. */
	if (csv->separator != ',')
		row->tight = 0;
	for (i = 0; i < row->count; i++)
		*(piece->bytes + (row->cells[i] - piece->bytes) +
		    row->lengths[i]) = '\0';
	csv->ended = true;
	return true;
}

static bool
is_blank(const struct piece *piece)
{
	return piece->bytes[0] == '\n' ||
	       (piece->length == 2 && memcmp(piece->bytes, "\r\n", 2) == 0);
}

/*
 * Name file, line and, where the fault is inside a cell, column.
 */
static enum status
place(struct csv *csv, const struct source *source)
{
	if (csv->error->status != STATUS_INVALID)
		return csv->error->status;
	if (!csv->ended && csv->row->count < READER_COLUMNS_MAX)
		row_label(csv->row, csv->row->count, csv->error);
	return source_place(source, csv->line, csv->error);
}

/*
 * The source has ended: was it between two rows?
 */
static enum status
finish(struct csv *csv, const struct source *source)
{
	if (csv_fini(&csv->parser, take_cell, take_row, csv) == 0 &&
	    !csv->begun)
		return STATUS_OK;
	csv->line = csv->cell_line;
	error_set(csv->error, STATUS_INVALID,
	    "a quote is not closed before the end of the file");
	return place(csv, source);
}

static void
begin(struct csv *csv, struct row *row, struct error *error)
{
	row_begin(row);
	csv->row = row;
	csv->error = error;
	csv->status = STATUS_OK;
	csv->begun = false;
	csv->ended = false;
}

/*
 * Take a piece of the row.
 */
static enum status
take_piece(struct csv *csv, const struct source *source,
    const struct piece *piece, struct error *error)
{
	enum status status = STATUS_OK;

	csv->line = piece->line;
	if (!csv->begun)
		csv->row->line = csv->cell_line = piece->line;
	if (!csv->begun && is_blank(piece)) {
		csv->ended = true;
		status = row_lend(csv->row, "", 0, error);
	} else if (csv->begun || !cut(csv, piece)) {
		status = feed_piece(csv, piece);
	}
	return status == STATUS_OK ? STATUS_OK : place(csv, source);
}

enum status
csv_line(struct csv *csv, const struct source *source,
    const struct piece *piece, struct row *row, struct error *error)
{
	enum status status;

	begin(csv, row, error);
	status = take_piece(csv, source, piece, error);
	assert(status != STATUS_OK || csv->ended);
	return status;
}

enum status
csv_read(struct csv *csv, struct source *source, struct row *row, bool *found,
    struct error *error)
{
	struct piece piece;
	enum status status;

	begin(csv, row, error);
	*found = false;
	while (!csv->ended) {
		status = source_piece(source, &piece, error);
		if (status != STATUS_OK)
			return status;
		if (piece.length == 0)
			return finish(csv, source);
		status = take_piece(csv, source, &piece, error);
		if (status != STATUS_OK)
			return status;
	}
	*found = true;
	return STATUS_OK;
}

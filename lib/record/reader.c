#include "record/reader.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/ahead.h"
#include "record/columns.h"
#include "record/csv.h"
#include "record/header.h"
#include "record/jsonl.h"
#include "record/laid.h"
#include "record/source.h"

/*
 * The reader only leads: a source gives lines, csv or jsonl cut them into rows,
 * columns bring a row into the order of the schema.  Where it reads ahead, all
 * of them do so in a thread.
 */

struct reader {
	struct source source;
	struct csv *csv; /* NULL: JSON lines */
	struct laid *laid; /* read through a layout; NULL: without one */
	bool over; /* the end was found */
	unsigned char digest[HASH_SIZE];
	struct row row;
	struct columns columns;
	struct ahead *ahead; /* NULL: rows are read as they are asked for */
	const struct taken *taken; /* the record just read */
	struct taken own; /* that is not read ahead */
	/* Of CSV, without the columns that are passed over. */
	const char *raw_names[READER_COLUMNS_MAX];
	const char *raw[READER_COLUMNS_MAX];
	size_t raw_name_count;
	size_t raw_count;
};

/* Read the header and learn the columns from it. */
static enum status
read_header(struct reader *reader, struct error *error)
{
	struct row *row = &reader->row;
	struct columns *columns = &reader->columns;
	enum status status;

	status = header_read(reader->csv, &reader->source, ',', row, error);
	if (status != STATUS_OK)
		return status;
	memcpy(row->names, row->cells, row->count * sizeof(*row->names));
	row->name_count = row->count;
	status = columns_match(columns, row, error);
	if (status == STATUS_OK)
		status = columns_check(columns, error);
	if (status == STATUS_INVALID)
		return source_place(&reader->source, row->line, error);
	/* The cells go with the next row, the names of the columns stay. */
	memcpy(row->names, columns->file_names, sizeof(row->names));
	reader->raw_name_count = columns_keep(
	    columns, columns->file_names, columns->count, reader->raw_names);
	return status;
}

/* The columns are those of the layout. */
static enum status
start_laid(
    struct reader *reader, const struct layout *layout, struct error *error)
{
	const struct columns *columns = &reader->columns;
	const struct layout_place *place = &layout->place;
	struct row *row = &reader->row;
	enum status status;

	row->name_count = layout->value_count;
	for (size_t i = 0; i < layout->value_count; i++)
		row->names[i] = layout->values[i].name;
	status = columns_match(&reader->columns, row, error);
	if (status == STATUS_OK)
		status = columns_check(&reader->columns, error);
	if (status == STATUS_INVALID) {
		if (columns->refused < columns->count)
			place = &layout->values[columns->refused].place;
		error_prefix(error, "%s:%zu:%zu: usage: ", layout->name,
		    place->line, place->column);
		return error->status = STATUS_CONFIG;
	}
	if (status != STATUS_OK)
		return status;
	return laid_open(layout, &reader->source, &reader->laid, error);
}

static enum status
start(struct reader *reader, const char *path, const struct layout *layout,
    struct error *error)
{
	enum status status;
	int first;

	status = source_open(path, &reader->source, error);
	if (status != STATUS_OK)
		return status;
	status = source_first(&reader->source, &first, error);
	if (status == STATUS_OK && layout != NULL)
		return start_laid(reader, layout, error);
	if (status != STATUS_OK || first == '{')
		return status;
	status = csv_open(&reader->csv, error);
	if (status != STATUS_OK)
		return status;
	return read_header(reader, error);
}

enum status
reader_open(const char *path, const struct schema *schema,
    struct reader **opened, struct error *error)
{
	return reader_open_laid(path, schema, NULL, opened, error);
}

enum status
reader_open_laid(const char *path, const struct schema *schema,
    const struct layout *layout, struct reader **opened, struct error *error)
{
	struct reader *reader = calloc(1, sizeof(*reader));
	enum status status;

	*opened = NULL;
	if (reader == NULL)
		return error_memory(error);
	columns_open(schema, &reader->columns);
	status = start(reader, path, layout, error);
	if (status == STATUS_OK)
		*opened = reader;
	else
		reader_close(reader);
	return status;
}

void
reader_close(struct reader *reader)
{
	if (reader == NULL)
		return;
	ahead_close(reader->ahead);
	columns_close(&reader->columns);
	row_close(&reader->row);
	csv_close(reader->csv);
	laid_close(reader->laid);
	source_close(&reader->source);
	free(reader);
}

/* Read a row that a layout makes. */
static enum status
read_laid(struct reader *reader, bool *found, struct error *error)
{
	struct columns *columns = &reader->columns;
	struct error bad;
	enum status status;

	status = laid_read(reader->laid, &reader->row, found, error);
	if (status != STATUS_OK || !*found)
		return status;
	status = columns_take(columns, &reader->row, error);
	if (status != STATUS_OK) {
		*found = false;
		return source_place(&reader->source, reader->row.line, error);
	}
	if (laid_bad(reader->laid) == NULL && columns->bad[0] == '\0')
		return STATUS_OK;
	(void)error_set(&bad, STATUS_INVALID, "%s",
	    laid_bad(reader->laid) == NULL ? columns->bad
					   : laid_bad(reader->laid));
	laid_blame(reader->laid, &bad);
	snprintf(columns->bad, sizeof(columns->bad), "%.*s",
	    (int)sizeof(columns->bad) - 1, bad.text);
	return STATUS_OK;
}

/* Read a row and bring its cells into order. */
static enum status
read_plain(struct reader *reader, bool *found, struct error *error)
{
	struct row *row = &reader->row;
	enum status status;

	if (reader->csv != NULL)
		status =
		    csv_read(reader->csv, &reader->source, row, found, error);
	else
		status = jsonl_read(&reader->source, row, found, error);
	if (status != STATUS_OK || !*found)
		return status;
	if (reader->csv == NULL)
		status = columns_match(&reader->columns, row, error);
	if (status == STATUS_OK)
		status = columns_take(&reader->columns, row, error);
	if (status == STATUS_INVALID)
		source_place(&reader->source, row->line, error);
	*found = status == STATUS_OK;
	return status;
}

/* The next record, read as it is asked for. */
static enum status
read_row(struct reader *reader, bool *found, struct error *error)
{
	enum status status = reader->laid != NULL
				 ? read_laid(reader, found, error)
				 : read_plain(reader, found, error);

	reader->own = (struct taken){ .line = reader->row.line,
		.cells = reader->row.cells,
		.count = reader->row.count,
		.tight = reader->row.tight,
		.bad = reader->columns.bad };
	reader->taken = &reader->own;
	return status;
}

enum status
reader_ahead(struct reader *reader, const struct reader_preparing *preparing,
    struct error *error)
{
	const struct ahead_reading reading = { .csv = reader->csv,
		.source = &reader->source,
		.row = &reader->row,
		.columns = &reader->columns,
		.preparing = preparing };

	assert(reader->ahead == NULL);
	return reader->csv == NULL
		   ? STATUS_OK
		   : ahead_open(&reading, &reader->ahead, error);
}

const void *
reader_prepared(const struct reader *reader)
{
	return reader->taken->prepared;
}

const void *
reader_block(const struct reader *reader, size_t *count)
{
	return ahead_block(reader->ahead, count);
}

void
reader_pass(struct reader *reader)
{
	ahead_pass(reader->ahead);
}

bool
reader_lasts(const struct reader *reader)
{
	return !reader->columns.passed_over && ahead_lasts(reader->ahead);
}

bool
reader_waits(const struct reader *reader)
{
	return !reader->source.regular;
}

enum status
reader_read(struct reader *reader, struct record *record, bool *found,
    struct error *error)
{
	struct columns *columns = &reader->columns;
	enum status status;

	*found = false;
	if (reader->over)
		return STATUS_OK;
	status = reader->ahead == NULL
		     ? read_row(reader, found, error)
		     : ahead_read(reader->ahead, &reader->taken, found, error);
	if (status != STATUS_OK)
		return status;
	if (!*found) {
		source_digest(&reader->source, reader->digest);
		reader->over = true;
		return STATUS_OK;
	}
	if (columns->passed_over)
		reader->raw_count = columns_keep(columns, reader->taken->cells,
		    reader->taken->count, reader->raw);
	columns_put(columns, reader->taken->cells, reader->taken->count);
	*record = columns_record(columns, reader->taken->line);
	return STATUS_OK;
}

const char *
reader_bad(const struct reader *reader)
{
	return reader->taken->bad[0] == '\0' ? NULL : reader->taken->bad;
}

size_t
reader_raw_header(const struct reader *reader, const char *const **names)
{
	const struct columns *columns = &reader->columns;

	if (reader->laid != NULL)
		return laid_header(reader->laid, names);
	if (reader->csv == NULL) {
		*names = columns->names;
		return columns->schema->count + columns->extra_count;
	}
	*names = reader->raw_names;
	return reader->raw_name_count;
}

size_t
reader_raw(const struct reader *reader, const char *const **values)
{
	const struct columns *columns = &reader->columns;

	if (reader->laid != NULL)
		return laid_raw(reader->laid, values);
	if (reader->csv == NULL) {
		*values = columns->values;
		return columns->schema->count + columns->extra_count;
	}
	if (!columns->passed_over) {
		*values = reader->taken->cells;
		return reader->taken->count;
	}
	*values = reader->raw;
	return reader->raw_count;
}

size_t
reader_tight(const struct reader *reader)
{
	return reader->columns.passed_over ? 0 : reader->taken->tight;
}

void
reader_undigested(struct reader *reader)
{
	reader->source.unhashed = true;
}

void
reader_waiting(struct reader *reader, void (*waiting)(void *), void *context)
{
	source_waiting(&reader->source, waiting, context);
}

bool
reader_named(const struct reader *reader)
{
	return reader->csv != NULL;
}

enum status
reader_recall(const struct reader *reader, uint64_t line, struct arena *arena,
    struct original *original, struct error *error)
{
	*original = (struct original){ NULL, 0 };
	return reader->laid == NULL
		   ? STATUS_OK
		   : laid_recall(reader->laid, line, arena, original, error);
}

void
reader_blame(const struct reader *reader, struct error *error)
{
	const char *const *names, *const *cells;
	size_t width = reader_raw_header(reader, &names);
	size_t count = reader_raw(reader, &cells);

	if (reader->laid != NULL)
		laid_blame(reader->laid, error);
	if (header_again(names, width, cells, count))
		(void)error_set(error, error->status, "the header again");
}

uint64_t
reader_passed(const struct reader *reader)
{
	return reader->laid == NULL ? 0 : laid_passed(reader->laid);
}

const char *
reader_name(const struct reader *reader)
{
	return reader->source.name;
}

void
reader_digest(struct reader *reader, unsigned char digest[HASH_SIZE])
{
	assert(reader->over);
	memcpy(digest, reader->digest, HASH_SIZE);
}

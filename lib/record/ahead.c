/*
 * Each batch has what it takes to cut its lines: a row, columns, a handle for
 * odd lines, the bytes.  A row that may have a quote is read when the batch is
 * made, one by one, and its cells are copied.
 */
#include "record/ahead.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/relay.h"
#include "record/csv_cells.h"

struct batch {
	struct piece block; /* its length is 0: the rows are there */
	enum csv_cells_kind kind; /* of the block */
	struct arena arena; /* of the rows */
	struct arena keep;
	char *prepared; /* room for all rows; NULL: nobody asks */
	void *together; /* what was prepared of them as a block */
	size_t prepared_count;
	struct taken rows[AHEAD_ROWS];
	size_t count;
	/* Of all rows; with what is behind it, each cell has a byte. */
	const char *cells[AHEAD_BYTES + READER_COLUMNS_MAX];
	size_t cell_count;
	size_t bytes; /* copied */
	struct csv *csv;
	struct row row;
	struct columns columns;
	struct error error; /* STATUS_OK, or why its rows end */
	char text[AHEAD_BYTES + CSV_CELLS_BLOCK_MARGIN]; /* of the block */
};

struct ahead {
	struct relay *relay;
	struct csv *csv; /* for whoever makes a batch */
	struct source *source;
	struct reader_preparing preparing;
	struct batch batches[RELAY_BATCHES];
	/* The taker's. */
	const struct batch *batch;
	size_t next; /* of the batch */
};

/* Copy the cells of a tight row. */
static enum status
copy_tight(struct row *row, struct batch *batch, struct error *error)
{
	const char *from = row->cells[0];
	const char *copy = arena_copy(&batch->arena, from, row->tight);
	size_t i;

	if (copy == NULL)
		return error_memory(error);
	batch->bytes += row->tight;
	for (i = 0; i < row->count; i++)
		row->cells[i] = copy + (row->cells[i] - from);
	return STATUS_OK;
}

/* Copy the cells of the row, with their NULs, and let it have the copies. */
static enum status
copy_cells(struct row *row, struct batch *batch, struct error *error)
{
	size_t size = 0, i;
	char *next;

	if (row->tight > 0)
		return copy_tight(row, batch, error);
	for (i = 0; i < row->count; i++)
		size += row->lengths[i] + 1;
	batch->bytes += size;
	next = arena_alloc(&batch->arena, size);
	if (next == NULL)
		return error_memory(error);
	for (i = 0; i < row->count; i++) {
		memcpy(next, row->cells[i], row->lengths[i] + 1);
		row->cells[i] = next;
		next += row->lengths[i] + 1;
	}
	return STATUS_OK;
}

/* Put the row that was taken into the batch. */
static enum status
put(struct batch *batch, struct error *error)
{
	const struct columns *columns = &batch->columns;
	const struct row *row = &batch->row;
	const char **cells = batch->cells + batch->cell_count;
	struct taken *taken = &batch->rows[batch->count];

	assert(row->count <=
	       sizeof(batch->cells) / sizeof(*cells) - batch->cell_count);
	memcpy(cells, row->cells, row->count * sizeof(*cells));
	batch->cell_count += row->count;
	*taken = (struct taken){
		.line = row->line,
		.cells = cells,
		.count = row->count,
		.tight = row->tight,
		.bad = "",
	};
	if (columns->bad[0] != '\0')
		taken->bad = arena_text(&batch->arena, columns->bad);
	if (taken->bad == NULL)
		return error_memory(error);
	batch->count++;
	return STATUS_OK;
}

/* The row that was cut goes through the columns into the batch. */
static enum status
take(const struct ahead *ahead, struct batch *batch, struct error *error)
{
	enum status status;

	status = columns_take(&batch->columns, &batch->row, error);
	if (status == STATUS_INVALID)
		return source_place(ahead->source, batch->row.line, error);
	return status == STATUS_OK ? put(batch, error) : status;
}

/* Read rows one by one; of a pipe one, as nobody knows when more will come. */
static enum status
read_rows(
    struct ahead *ahead, struct batch *batch, bool *last, struct error *error)
{
	enum status status = STATUS_OK;
	bool found;

	do {
		status = csv_read(
		    ahead->csv, ahead->source, &batch->row, &found, error);
		*last = status == STATUS_OK && !found;
		if (status != STATUS_OK || !found)
			return status;
		status = copy_cells(&batch->row, batch, error);
		if (status == STATUS_OK)
			status = take(ahead, batch, error);
	} while (status == STATUS_OK && ahead->source->regular &&
		 batch->count < AHEAD_ROWS && batch->bytes < AHEAD_BYTES);
	return status;
}

/* So many lines of those that come next that a batch has room for their rows;
 * none if there is a quote. */
static enum status
find_block(struct ahead *ahead, struct batch *batch, size_t *lines,
    struct error *error)
{
	struct piece *block = &batch->block;
	size_t room =
	    AHEAD_BYTES < READER_FIELD_MAX ? AHEAD_BYTES : READER_FIELD_MAX;
	enum status status;

	do {
		status = source_lines(ahead->source, room, block, error);
		if (status != STATUS_OK)
			return status;
		batch->kind =
		    csv_cells_look(block->bytes, block->length, lines);
		if (batch->kind == CSV_CELLS_QUOTED)
			block->length = 0;
		room /= 2;
	} while (*lines > AHEAD_ROWS && block->length > 0);
	return STATUS_OK;
}

static enum status
make(void *context, void *made, bool *last, struct error *error)
{
	struct ahead *ahead = context;
	struct batch *batch = made;
	enum status status;
	size_t lines;

	arena_reset(&batch->arena);
	batch->count = 0;
	batch->cell_count = 0;
	batch->bytes = 0;
	batch->error.status = STATUS_OK;
	batch->block.length = 0;
	status = find_block(ahead, batch, &lines, error);
	if (status != STATUS_OK)
		return status;
	if (batch->block.length == 0)
		return read_rows(ahead, batch, last, error);
	source_pass(ahead->source, &batch->block, lines);
	batch->block.bytes =
	    memcpy(batch->text, batch->block.bytes, batch->block.length);
	return STATUS_OK;
}

/* Let the last of ${count} rows be looked at, whose cells are in place. */
static void
prepare(const struct ahead *ahead, struct batch *batch, size_t count)
{
	const struct reader_preparing *preparing = &ahead->preparing;
	const struct columns *columns = &batch->columns;
	struct taken *taken = &batch->rows[count - 1];
	const struct reader_row row = {
		.record = columns_record(columns, taken->line),
		.cells = taken->cells,
		.count = taken->count,
		.tight = columns->passed_over ? 0 : taken->tight,
		.index = batch->prepared_count,
	};

	if (batch->prepared == NULL || taken->bad[0] != '\0')
		return;
	taken->prepared =
	    batch->prepared + batch->prepared_count++ * preparing->size;
	preparing->prepare(
	    preparing->context, &row, taken->prepared, batch->together);
}

/* Cut a line of the block that is not tight, or find out what is wrong. */
static enum status
cut_line(const struct ahead *ahead, struct batch *batch, struct piece *line)
{
	const char *end = batch->block.bytes + batch->block.length;
	const char *feed =
	    memchr(line->bytes, '\n', (size_t)(end - line->bytes));

	line->length = (size_t)(feed - line->bytes) + 1;
	return csv_line(
	    batch->csv, ahead->source, line, &batch->row, &batch->error);
}

/* Make rows of the lines of the block. */
static enum status
cut(const struct ahead *ahead, struct batch *batch)
{
	const char *end = batch->block.bytes + batch->block.length;
	bool tight = batch->kind == CSV_CELLS_TIGHT;
	struct piece line = batch->block;
	enum status status = STATUS_OK;
	struct csv_cursor cursor;

	if (tight)
		csv_cells_begin(&cursor, line.bytes);
	for (; line.bytes < end && status == STATUS_OK; line.line++) {
		line.length = tight ? csv_cells_next(&cursor, &batch->row) : 0;
		batch->row.line = line.line;
		if (line.length == 0)
			status = cut_line(ahead, batch, &line);
		if (status == STATUS_OK)
			status = take(ahead, batch, &batch->error);
		if (status == STATUS_OK)
			prepare(ahead, batch, batch->count);
		line.bytes += line.length;
	}
	return status;
}

static void
finish(void *context, void *made, enum relay_hand hand)
{
	const struct ahead *ahead = context;
	struct batch *batch = made;
	size_t i;

	(void)hand;
	batch->prepared_count = 0;
	if (batch->block.length > 0) {
		batch->error.status = cut(ahead, batch);
		return;
	}
	for (i = 0; i < batch->count; i++) {
		const struct taken *taken = &batch->rows[i];

		columns_put(&batch->columns, taken->cells, taken->count);
		prepare(ahead, batch, i + 1);
	}
}

static enum status
open_batch(const struct ahead_reading *reading, struct batch *batch,
    struct error *error)
{

	if (reading->preparing != NULL) {
		batch->prepared = arena_array(
		    &batch->keep, AHEAD_ROWS, reading->preparing->size);
		batch->together =
		    arena_alloc(&batch->keep, reading->preparing->block_size);
		if (batch->prepared == NULL || batch->together == NULL)
			return error_memory(error);
	}
	batch->columns = *reading->columns;
	batch->row.name_count = reading->row->name_count;
	memcpy(batch->row.names, reading->row->names, sizeof(batch->row.names));
	return csv_open(&batch->csv, error);
}

enum status
ahead_open(const struct ahead_reading *reading, struct ahead **opened,
    struct error *error)
{
	struct ahead *ahead = calloc(1, sizeof(*ahead));
	/* A pipe has its writer at work, and may let a thread wait for ever. */
	struct relay_maker maker = { .make = make,
		.finish = finish,
		.context = ahead,
		.alone = !reading->source->regular };
	enum status status = STATUS_OK;
	size_t i;

	*opened = NULL;
	if (ahead == NULL)
		return error_memory(error);
	ahead->csv = reading->csv;
	ahead->source = reading->source;
	if (reading->preparing != NULL)
		ahead->preparing = *reading->preparing;
	for (i = 0; i < RELAY_BATCHES && status == STATUS_OK; i++) {
		maker.batches[i] = &ahead->batches[i];
		status = open_batch(reading, &ahead->batches[i], error);
	}
	if (status == STATUS_OK)
		status = relay_open(&maker, &ahead->relay, error);
	if (status == STATUS_OK)
		*opened = ahead;
	else
		ahead_close(ahead);
	return status;
}

enum status
ahead_read(struct ahead *ahead, const struct taken **taken, bool *found,
    struct error *error)
{
	const struct batch *batch = ahead->batch;
	enum status status;
	void *next;

	while (batch == NULL || ahead->next == batch->count) {
		*found = false;
		if (batch != NULL && batch->error.status != STATUS_OK) {
			*error = batch->error;
			return error->status;
		}
		status = relay_take(ahead->relay, &next, found, error);
		if (status != STATUS_OK || !*found)
			return status;
		ahead->batch = batch = next;
		ahead->next = 0;
	}
	*taken = &batch->rows[ahead->next++];
	*found = true;
	return STATUS_OK;
}

bool
ahead_lasts(const struct ahead *ahead)
{
	return ahead != NULL && ahead->batch != NULL &&
	       ahead->next < ahead->batch->count;
}

const void *
ahead_block(const struct ahead *ahead, size_t *count)
{
	const struct batch *batch = ahead == NULL ? NULL : ahead->batch;

	if (batch == NULL || batch->prepared == NULL || ahead->next != 1 ||
	    batch->prepared_count != batch->count)
		return NULL;
	*count = batch->count;
	return batch->together;
}

void
ahead_pass(struct ahead *ahead)
{
	ahead->next = ahead->batch->count;
}

void
ahead_close(struct ahead *ahead)
{
	size_t i;

	if (ahead == NULL)
		return;
	relay_close(ahead->relay);
	for (i = 0; i < RELAY_BATCHES; i++) {
		row_close(&ahead->batches[i].row);
		csv_close(ahead->batches[i].csv);
		arena_close(&ahead->batches[i].arena);
		arena_close(&ahead->batches[i].keep);
	}
	free(ahead);
}

/*
 * The thread has a row and columns of its own.  The cells of a row are copied
 * first, all into one piece, and then taken by the columns, so that cells and
 * values are the same copies.
 */
#include "record/ahead.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/relay.h"

struct batch {
	struct arena arena;
	struct taken rows[AHEAD_ROWS];
	size_t count;
	size_t bytes;
};

struct ahead {
	struct relay *relay;
	struct batch batches[RELAY_BATCHES];
	/* The thread's. */
	struct csv *csv;
	struct source *source;
	struct row row;
	struct columns columns;
	/* The other's. */
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

/* A list of texts; NULL without memory. */
static const char *const *
copy_list(struct arena *arena, const char *const *texts, size_t count)
{
	return (const void *)arena_copy(arena, texts, count * sizeof(*texts));
}

/* Put the row that was taken into the batch. */
static enum status
put(const struct ahead *ahead, struct batch *batch, struct error *error)
{
	const struct columns *columns = &ahead->columns;
	const struct row *row = &ahead->row;
	struct taken *taken = &batch->rows[batch->count++];

	*taken = (struct taken){
		.line = row->line,
		.values = copy_list(&batch->arena, columns->values,
		    columns->schema->count + columns->extra_count),
		.cells = copy_list(&batch->arena, row->cells, row->count),
		.count = row->count,
		.tight = row->tight,
		.bad = "",
	};
	if (columns->bad[0] != '\0')
		taken->bad = arena_text(&batch->arena, columns->bad);
	if (taken->values == NULL || taken->cells == NULL || taken->bad == NULL)
		return error_memory(error);
	return STATUS_OK;
}

static enum status
make(void *context, void *made, bool *last, struct error *error)
{
	struct ahead *ahead = context;
	struct row *row = &ahead->row;
	struct batch *batch = made;
	enum status status = STATUS_OK;
	bool found;

	arena_reset(&batch->arena);
	batch->count = 0;
	batch->bytes = 0;
	while (batch->count < AHEAD_ROWS && batch->bytes < RELAY_BYTES) {
		status =
		    csv_read(ahead->csv, ahead->source, row, &found, error);
		*last = status == STATUS_OK && !found;
		if (status != STATUS_OK || !found)
			return status;
		status = copy_cells(row, batch, error);
		if (status == STATUS_OK)
			status = columns_take(&ahead->columns, row, error);
		if (status == STATUS_INVALID)
			source_place(ahead->source, row->line, error);
		if (status == STATUS_OK)
			status = put(ahead, batch, error);
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

enum status
ahead_open(const struct ahead_reading *reading, struct ahead **opened,
    struct error *error)
{
	struct ahead *ahead = calloc(1, sizeof(*ahead));
	struct relay_maker maker = { .make = make, .context = ahead };
	enum status status;
	size_t i;

	*opened = NULL;
	if (ahead == NULL)
		return error_memory(error);
	ahead->csv = reading->csv;
	ahead->source = reading->source;
	ahead->columns = *reading->columns;
	ahead->row.name_count = reading->row->name_count;
	memcpy(ahead->row.names, reading->row->names, sizeof(ahead->row.names));
	for (i = 0; i < RELAY_BATCHES; i++)
		maker.batches[i] = &ahead->batches[i];
	status = relay_open(&maker, &ahead->relay, error);
	if (status == STATUS_OK)
		*opened = ahead;
	else
		ahead_close(ahead);
	return status;
}

enum status
ahead_read(
    struct ahead *ahead, struct taken *taken, bool *found, struct error *error)
{
	enum status status;
	void *batch;

	while (ahead->batch == NULL || ahead->next == ahead->batch->count) {
		status = relay_take(ahead->relay, &batch, found, error);
		if (status != STATUS_OK || !*found)
			return status;
		ahead->batch = batch;
		ahead->next = 0;
	}
	*taken = ahead->batch->rows[ahead->next++];
	*found = true;
	return STATUS_OK;
}

void
ahead_close(struct ahead *ahead)
{
	size_t i;

	if (ahead == NULL)
		return;
	relay_close(ahead->relay);
	row_close(&ahead->row);
	for (i = 0; i < RELAY_BATCHES; i++)
		arena_close(&ahead->batches[i].arena);
	free(ahead);
}

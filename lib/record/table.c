/*
 * Rows wait as packs in a spool of the table's own, cleaned of control
 * characters before they are measured, so that what was measured is what is
 * printed.
 */
#include "record/table.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "record/pack.h"
#include "record/unicode.h"
#include "record/visible.h"

struct table {
	const struct schema *schema;
	struct spool *rows;
	struct arena scratch; /* one row */
	size_t *widths; /* a column each */
};

/* Make a row fit for a terminal and let the columns grow to it. */
static enum status
prepare(struct table *table, const char *const *fields, const char ***cells,
    struct error *error)
{
	size_t i, width, count = table->schema->count;
	char *text;

	*cells = arena_array(&table->scratch, count, sizeof(**cells));
	if (*cells == NULL)
		return error_memory(error);
	for (i = 0; i < count; i++) {
		text = arena_text(
		    &table->scratch, fields[i] == NULL ? "" : fields[i]);
		if (text == NULL)
			return error_memory(error);
		(*cells)[i] = visible_text(text);
		width = unicode_width(text);
		if (width > table->widths[i])
			table->widths[i] = width;
	}
	return STATUS_OK;
}

enum status
table_add(struct table *table, const char *const *fields, struct error *error)
{
	const char **cells;
	const void *bytes;
	enum status status;
	size_t length;

	arena_reset(&table->scratch);
	status = prepare(table, fields, &cells, error);
	if (status != STATUS_OK)
		return status;
	status = pack_join(&table->scratch, cells, table->schema->count, &bytes,
	    &length, error);
	if (status != STATUS_OK)
		return status;
	status = spool_write(table->rows, &length, sizeof(length), error);
	if (status != STATUS_OK)
		return status;
	return spool_write(table->rows, bytes, length, error);
}

enum status
table_open(
    const struct schema *schema, struct table **table, struct error *error)
{
	enum status status;
	struct table *new;
	size_t i;

	assert(schema->count > 0);
	new = calloc(1, sizeof(*new));
	if (new == NULL)
		return error_memory(error);
	new->schema = schema;
	status = spool_open(&new->rows, error);
	if (status != STATUS_OK)
		goto done;
	new->widths = calloc(schema->count, sizeof(*new->widths));
	if (new->widths == NULL) {
		status = error_memory(error);
		goto done;
	}
	for (i = 0; i < schema->count; i++)
		new->widths[i] = unicode_width(schema->columns[i].name);
	*table = new;
	new = NULL;
done:
	table_close(new);
	return status;
}

/* Read the next row; *${found} is false after the last. */
static enum status
next_row(
    struct table *table, const char ***cells, bool *found, struct error *error)
{
	size_t length = 0, got;
	enum status status;
	void *bytes;

	status = spool_read(table->rows, &length, sizeof(length), &got, error);
	*found = got > 0;
	if (status != STATUS_OK || !*found)
		return status;
	arena_reset(&table->scratch);
	bytes = arena_alloc(&table->scratch, length);
	if (bytes == NULL)
		return error_memory(error);
	status = spool_read(table->rows, bytes, length, &got, error);
	if (status != STATUS_OK)
		return status;
	return pack_split(
	    &table->scratch, bytes, got, cells, table->schema->count, error);
}

static enum status
print_blanks(struct spool *spool, size_t count, struct error *error)
{
	static const char blanks[] = "                                ";
	enum status status = STATUS_OK;
	size_t part;

	while (status == STATUS_OK && count > 0) {
		part = count < sizeof(blanks) - 1 ? count : sizeof(blanks) - 1;
		status = spool_write(spool, blanks, part, error);
		count -= part;
	}
	return status;
}

/* Print a row; blanks wait in ${owed} until something follows them. */
static enum status
print_row(const struct table *table, const char *const *cells,
    struct spool *spool, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i, blanks, owed = 0;
	bool number;

	for (i = 0; i < table->schema->count; i++) {
		number = table->schema->columns[i].flags & COLUMN_NUMBER;
		blanks = table->widths[i] - unicode_width(cells[i]);
		if (number)
			owed += blanks;
		if (cells[i][0] != '\0') {
			status = print_blanks(spool, owed, error);
			if (status != STATUS_OK)
				return status;
			owed = 0;
			status = spool_write(
			    spool, cells[i], strlen(cells[i]), error);
			if (status != STATUS_OK)
				return status;
		}
		owed += number ? 2 : blanks + 2;
	}
	return spool_write(spool, "\n", 1, error);
}

static enum status
print_header(struct table *table, struct spool *spool, struct error *error)
{
	const char **names;
	size_t i;

	arena_reset(&table->scratch);
	names =
	    arena_array(&table->scratch, table->schema->count, sizeof(*names));
	if (names == NULL)
		return error_memory(error);
	for (i = 0; i < table->schema->count; i++)
		names[i] = table->schema->columns[i].name;
	return print_row(table, names, spool, error);
}

enum status
table_print(struct table *table, struct spool *spool, struct error *error)
{
	const char **cells;
	enum status status;
	bool found;

	status = spool_rewind(table->rows, error);
	if (status != STATUS_OK)
		return status;
	status = print_header(table, spool, error);
	while (status == STATUS_OK) {
		status = next_row(table, &cells, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = print_row(table, cells, spool, error);
	}
	return status;
}

void
table_close(struct table *table)
{
	if (table == NULL)
		return;
	spool_close(table->rows);
	arena_close(&table->scratch);
	free(table->widths);
	free(table);
}

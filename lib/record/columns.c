#include "record/columns.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "record/unicode.h"

/*
 * Every column of the file has a target: an index into ${values}, where the
 * extras follow the schema's columns, or PASSED_OVER.  So taking a row is one
 * store a cell, and CSV and JSON lines, whose names may change with each line,
 * go the same way.
 */

#define PASSED_OVER COLUMNS_NAMES_MAX /* a value that nobody asks for */
#define NAME_WIDTH_MAX 64

void
columns_open(const struct schema *schema, struct columns *columns)
{
	assert(schema->count <= READER_COLUMNS_MAX);
	memset(columns, 0, sizeof(*columns));
	columns->schema = schema;
	for (size_t i = 0; i < schema->count; i++) {
		columns->names[i] = schema->columns[i].name;
		columns->values[i] = "";
		if ((schema->columns[i].flags & COLUMN_REQUIRED) != 0)
			columns->required[columns->required_count++] = i;
	}
}

void
columns_close(struct columns *columns)
{
	arena_close(&columns->arena);
}

static bool
same(const struct columns *columns, const struct row *row)
{
	if (columns->count == 0 || columns->count != row->name_count)
		return false;
	for (size_t i = 0; i < columns->count; i++)
		if (strcmp(columns->file_names[i], row->names[i]) != 0)
			return false;
	return true;
}

/*
 * Whether the file has the column ${name}, among its first ${count} ones.
 */
static bool
in_file(const struct columns *columns, const char *name, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(columns->file_names[i], name) == 0)
			return true;
	return false;
}

/*
 * Check a name for itself.
 */
static enum status
check_name(const struct columns *columns, size_t column, struct error *error)
{
	const char *name = columns->file_names[column];
	size_t length = strlen(name);
	size_t invalid = unicode_invalid(name, length);

	if (length == 0)
		return error_set(error, STATUS_INVALID,
		    "column %zu has no name", column + 1);
	if (invalid < length)
		return error_set(error, STATUS_INVALID,
		    "column %zu: byte 0x%02x of its name is not UTF-8",
		    column + 1, (unsigned char)name[invalid]);
	if (unicode_controls(name))
		return error_set(error, STATUS_INVALID,
		    "column %zu: a control character in its name", column + 1);
	if (in_file(columns, name, column))
		return error_set(error, STATUS_INVALID,
		    "column %.*s stands there twice",
		    (int)unicode_cut(name, NAME_WIDTH_MAX), name);
	return STATUS_OK;
}

static enum status
refuse_unknown(const char *name, const char *meant, struct error *error)
{
	return error_set(error, STATUS_INVALID,
	    "column \"%.*s\" is not known%s%s%s",
	    (int)unicode_cut(name, NAME_WIDTH_MAX), name,
	    meant == NULL ? "" : "; ", meant == NULL ? "" : meant,
	    meant == NULL ? "" : "?");
}

/*
 * The column that was probably meant by ${name}, best one that the file lacks.
 */
static const char *
suggest(const struct columns *columns, const char *name)
{
	const struct schema *schema = columns->schema;
	const char *absent[READER_COLUMNS_MAX];
	const char *found;
	size_t count = 0;

	for (size_t i = 0; i < schema->count; i++)
		if (!in_file(columns, columns->names[i], columns->count))
			absent[count++] = columns->names[i];
	found = nearest(name, absent, count);
	if (found == NULL)
		found = nearest(name, columns->names, schema->count);
	return found;
}

/*
 * The schema's column that an extra ${name} is too near to, or NULL.
 */
static const char *
too_near(const struct schema *schema, const char *name)
{
	size_t limit = strlen(name) > 4 ? 2 : 1;

	for (size_t i = 0; i < schema->count; i++)
		if (nearest_distance(name, schema->columns[i].name, limit) <=
		    limit)
			return schema->columns[i].name;
	return NULL;
}

/*
 * Find the target of a column whose name the schema does not have.
 */
static enum status
aim_extra(struct columns *columns, size_t column, struct error *error)
{
	const struct schema *schema = columns->schema;
	const char *name = columns->file_names[column];
	const char *near;
	size_t target = schema->count + columns->extra_count;

	if (strcmp(name, "line") == 0 || strcmp(name, "reason") == 0) {
		columns->targets[column] = PASSED_OVER;
		columns->passed_over = true;
		return STATUS_OK;
	}
	if (schema->extras == EXTRAS_NONE ||
	    (schema->extras == EXTRAS_X && strncmp(name, "x_", 2) != 0))
		return refuse_unknown(name, suggest(columns, name), error);
	near = schema->extras == EXTRAS_ANY ? too_near(schema, name) : NULL;
	if (near != NULL) {
		const char *meant = suggest(columns, name);

		return refuse_unknown(
		    name, meant == NULL ? near : meant, error);
	}
	columns->targets[column] = target;
	columns->names[target] = name;
	columns->values[target] = "";
	columns->extra_count++;
	return STATUS_OK;
}

static enum status
copy_names(struct columns *columns, const struct row *row, struct error *error)
{
	arena_reset(&columns->arena);
	columns->count = 0;
	columns->extra_count = 0;
	columns->passed_over = false;
	for (size_t i = 0; i < row->name_count; i++) {
		const char *name = arena_text(&columns->arena, row->names[i]);

		if (name == NULL)
			return error_memory(error);
		columns->file_names[columns->count++] = name;
	}
	return STATUS_OK;
}

/*
 * How many columns at the end a reject file added to a schema's own of that
 * name.
 */
static size_t
count_added(const struct columns *columns)
{
	size_t own = columns->count - 2;

	if (columns->count < 3 ||
	    strcmp(columns->file_names[own], "line") != 0 ||
	    strcmp(columns->file_names[own + 1], "reason") != 0)
		return 0;
	return in_file(columns, "line", own) || in_file(columns, "reason", own)
		   ? 2
		   : 0;
}

enum status
columns_match(
    struct columns *columns, const struct row *row, struct error *error)
{
	enum status status;
	size_t own;

	if (same(columns, row))
		return STATUS_OK;
	status = copy_names(columns, row, error);
	own = columns->count - count_added(columns);
	for (size_t i = 0; status == STATUS_OK && i < own; i++) {
		columns->refused = i;
		status = check_name(columns, i, error);
	}
	/* What the names before brought must not show through. */
	for (size_t i = 0; i < columns->schema->count; i++)
		columns->values[i] = "";
	for (size_t i = 0; status == STATUS_OK && i < columns->count; i++) {
		size_t target =
		    schema_find(columns->schema, columns->file_names[i]);

		columns->targets[i] = i < own ? target : PASSED_OVER;
		columns->passed_over = columns->passed_over || i >= own;
		columns->refused = i;
		if (i < own && target == columns->schema->count)
			status = aim_extra(columns, i, error);
	}
	return status;
}

enum status
columns_check(struct columns *columns, struct error *error)
{
	const struct schema *schema = columns->schema;
	const unsigned wanted = COLUMN_REQUIRED | COLUMN_NEEDED;

	for (size_t i = 0; i < schema->count; i++) {
		const char *name = schema->columns[i].name;
		const char *extra;

		columns->refused = columns->count;
		if ((schema->columns[i].flags & wanted) == 0 ||
		    in_file(columns, name, columns->count))
			continue;
		/* An extra may be the missing one, misspelt. */
		extra = nearest(
		    name, columns->names + schema->count, columns->extra_count);
		if (extra == NULL)
			return error_set(error, STATUS_INVALID,
			    "column %s is missing", name);
		columns->refused = 0;
		while (columns->file_names[columns->refused] != extra)
			columns->refused++;
		return refuse_unknown(extra, name, error);
	}
	return STATUS_OK;
}

/*
 * Look at every cell: refuse what is not text, note the first control
 * character.
 */
static enum status
look(struct columns *columns, const struct row *row, struct error *error)
{
	for (size_t i = 0; i < row->count; i++) {
		enum row_text text = row_look(row, i);
		enum status status;

		if (text == ROW_TEXT_WELL)
			continue;
		if (text == ROW_TEXT_BROKEN) {
			status = row_check(row, i, error);
			assert(status != STATUS_OK);
			row_label(row, i, error);
			return status;
		}
		if (columns->bad[0] != '\0' || i >= columns->count ||
		    columns->targets[i] == PASSED_OVER)
			continue;
		snprintf(columns->bad, sizeof(columns->bad),
		    "column %.*s: a control character",
		    (int)unicode_cut(columns->file_names[i], NAME_WIDTH_MAX),
		    columns->file_names[i]);
	}
	return STATUS_OK;
}

/*
 * Note the first value that is required and empty.
 */
static void
look_for_empty(struct columns *columns)
{
	for (size_t i = 0; i < columns->required_count; i++) {
		size_t column = columns->required[i];

		if (columns->values[column][0] != '\0')
			continue;
		snprintf(columns->bad, sizeof(columns->bad),
		    "column %s: empty, a value is required",
		    columns->names[column]);
		return;
	}
}

enum status
columns_take(
    struct columns *columns, const struct row *row, struct error *error)
{
	enum status status = STATUS_OK;

	columns->bad[0] = '\0';
	if (row->tight == 0)
		status = look(columns, row, error);
	if (status != STATUS_OK)
		return status;
	if (row->count != columns->count) {
		snprintf(columns->bad, sizeof(columns->bad),
		    "%zu cell%s, the header has %zu", row->count,
		    row->count == 1 ? "" : "s", columns->count);
		return STATUS_OK;
	}
	columns_put(columns, row->cells, row->count);
	if (columns->bad[0] == '\0')
		look_for_empty(columns);
	return STATUS_OK;
}

void
columns_put(struct columns *columns, const char *const *cells, size_t count)
{
	if (count != columns->count)
		return;
	for (size_t i = 0; i < count; i++)
		columns->values[columns->targets[i]] = cells[i];
}

struct record
columns_record(const struct columns *columns, uint64_t line)
{
	size_t count = columns->schema->count;

	return (struct record){
		.fields = columns->values,
		.extra_names = columns->names + count,
		.extra_values = columns->values + count,
		.extra_count = columns->extra_count,
		.line = line,
	};
}

size_t
columns_keep(const struct columns *columns, const char *const *cells,
    size_t count, const char **kept)
{
	size_t length = 0;

	for (size_t i = 0; i < count; i++)
		if (i >= columns->count || columns->targets[i] != PASSED_OVER)
			kept[length++] = cells[i];
	return length;
}

/*
 * A text is taken apart once, so that a record costs no search for names.
 */
#include "record/layout.h"

#include <string.h>

#include "base/nearest.h"
#include "record/reader.h"

size_t
layout_column(const struct layout *layout, const char *name)
{
	size_t i;

	for (i = 0; i < layout->column_count; i++) {
		if (strcmp(layout->columns[i].name, name) == 0)
			break;
	}
	return i;
}

enum status
layout_add(struct layout *layout, const char *name, struct error *error)
{
	if (layout->column_count == READER_COLUMNS_MAX)
		return error_set(error, STATUS_INVALID, "more than %d columns",
		    READER_COLUMNS_MAX);
	layout->columns = arena_grow(layout->arena, layout->columns,
	    layout->column_count, sizeof(*layout->columns));
	if (layout->columns == NULL)
		return error_memory(error);
	layout->columns[layout->column_count++] =
	    (struct layout_column){ .name = name };
	return STATUS_OK;
}

static enum status
refuse_unknown(
    const struct layout *layout, const char *name, struct error *error)
{
	const char *names[READER_COLUMNS_MAX];
	const char *near;
	size_t i;

	for (i = 0; i < layout->column_count; i++)
		names[i] = layout->columns[i].name;
	near = nearest(name, names, layout->column_count);
	return error_set(error, STATUS_INVALID,
	    "column \"%.40s\" is not known%s%s%s", name,
	    near == NULL ? "" : "; ", near == NULL ? "" : near,
	    near == NULL ? "" : "?");
}

enum status
layout_find(struct layout *layout, const char *name, size_t *column,
    struct error *error)
{
	*column = layout_column(layout, name);
	if (*column < layout->column_count)
		return STATUS_OK;
	return layout->kind == LAYOUT_HEADER
		   ? layout_add(layout, name, error)
		   : refuse_unknown(layout, name, error);
}

static enum status
add_piece(struct layout *layout, struct layout_value *value,
    struct layout_piece piece, struct error *error)
{
	value->pieces = arena_grow(
	    layout->arena, value->pieces, value->count, sizeof(piece));
	if (value->pieces == NULL)
		return error_memory(error);
	value->pieces[value->count++] = piece;
	return STATUS_OK;
}

/* Take the column in braces at *${text}, which moves behind it. */
static enum status
add_column(struct layout *layout, struct layout_value *value, const char **text,
    struct error *error)
{
	struct layout_piece piece = { NULL, 0, 0 };
	const char *end = strpbrk(*text + 1, "{}");
	enum status status;
	const char *name;

	if (**text == '}' || end == NULL || *end == '{' || end == *text + 1)
		return error_set(error, STATUS_INVALID,
		    "\"%.40s\": {column} is expected", value->text);
	name = arena_copy(layout->arena, *text + 1, (size_t)(end - *text) - 1);
	if (name == NULL)
		return error_memory(error);
	*text = end + 1;
	status = layout_find(layout, name, &piece.column, error);
	return status == STATUS_OK ? add_piece(layout, value, piece, error)
				   : status;
}

enum status
layout_compile(
    struct layout *layout, struct layout_value *value, struct error *error)
{
	struct layout_piece piece = { NULL, 0, 0 };
	const char *at = value->text;
	enum status status = STATUS_OK;

	while (*at != '\0' && status == STATUS_OK) {
		piece.letters = at;
		piece.length = strcspn(at, "{}");
		at += piece.length;
		status = piece.length > 0
			     ? add_piece(layout, value, piece, error)
			     : add_column(layout, value, &at, error);
	}
	return status;
}

void
layout_close(struct layout *layout)
{
	zone_close(layout->zone);
	layout->zone = NULL;
}

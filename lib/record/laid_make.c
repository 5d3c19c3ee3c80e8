/*
 * Values are made of cells and letters.
 */
#include <stdio.h>
#include <string.h>

#include "base/instant.h"
#include "record/laid_parts.h"

/* The text of a value; empty where all its cells are. */
static enum status
join(struct laid *laid, const struct layout_value *value, const char **text,
    struct error *error)
{
	const struct layout_piece *piece = value->pieces;
	size_t length = 0, cells = 0, given = 0, i;
	char *at;

	*text = "";
	for (i = 0; i < value->count; i++) {
		const char *cell = laid->cells[piece[i].column];

		cells += piece[i].letters == NULL;
		given += piece[i].letters == NULL && cell[0] != '\0';
		length +=
		    piece[i].letters == NULL ? strlen(cell) : piece[i].length;
	}
	if (cells == 0)
		*text = value->text;
	if (given == 0)
		return STATUS_OK;
	at = arena_alloc(&laid->scratch, length + 1);
	if (at == NULL)
		return error_memory(error);
	*text = at;
	for (i = 0; i < value->count; i++) {
		const char *from = piece[i].letters == NULL
				       ? laid->cells[piece[i].column]
				       : piece[i].letters;

		length =
		    piece[i].letters == NULL ? strlen(from) : piece[i].length;
		memcpy(at, from, length);
		at += length;
	}
	return STATUS_OK;
}

/* Make one value; an instant that cannot be read makes the row bad. */
static enum status
make_value(struct laid *laid, const struct layout_value *value,
    struct row *made, struct error *error)
{
	const char *text = "";
	char instant_text[INSTANT_TEXT_MAX];
	int64_t instant;
	enum status status = STATUS_OK;

	if (value->count == 1 && value->pieces[0].letters == NULL)
		text = laid->cells[value->pieces[0].column];
	else
		status = join(laid, value, &text, error);
	if (status != STATUS_OK)
		return status;
	if (value->timed && text[0] != '\0' && laid->bad[0] == '\0') {
		if (local_time_read(text, &laid->layout->time, &instant,
			error) != STATUS_OK)
			snprintf(laid->bad, sizeof(laid->bad),
			    "column %s: %.400s", value->name, error->text);
		else
			text = instant_format(instant, instant_text);
	}
	return row_add(made, text, strlen(text), error);
}

enum status
laid_make(struct laid *laid, struct row *made, struct error *error)
{
	const struct layout *layout = laid->layout;
	enum status status = STATUS_OK;
	size_t i;

	row_begin(made);
	made->line = laid->row.line;
	made->name_count = layout->value_count;
	for (i = 0; i < layout->value_count && status == STATUS_OK; i++) {
		made->names[i] = layout->values[i].name;
		status = make_value(laid, &layout->values[i], made, error);
	}
	return status == STATUS_INVALID
		   ? source_place(laid->source, made->line, error)
		   : status;
}

void
laid_blame(const struct laid *laid, struct error *error)
{
	static const char column[] = "column ";
	const struct layout *layout = laid->layout;
	size_t start = strlen(column), length, i;
	char rest[ERROR_TEXT_MAX];

	if (strncmp(error->text, column, start) != 0)
		return;
	for (i = 0; i < layout->value_count; i++) {
		const struct layout_value *value = &layout->values[i];

		length = start + strlen(value->name);
		if (strncmp(error->text + start, value->name,
			strlen(value->name)) != 0 ||
		    error->text[length] != ':')
			continue;
		snprintf(rest, sizeof(rest), "%s", error->text + length);
		error_set(error, error->status, "column %s, %.200s%s",
		    value->name, value->text, rest);
		return;
	}
}

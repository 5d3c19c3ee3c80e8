/*
 * Each record is put together in one buffer and handed to the spool once: a
 * cell is mostly copied in a few long pieces, so that writing costs little
 * beside reading.
 */
#include "record/writer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "record/pack.h"
#include "record/table.h"

struct writer {
	struct spool *spool;
	const struct schema *schema;
	enum format format;
	bool spreadsheet;
	bool finished;
	struct table *table; /* FORMAT_TABLE */
	char *line; /* the record being written */
	size_t length;
	size_t room;
};

#define PLAIN_MAX ((size_t)64) /* a longer cell gets a second look */

/* Append to the line; room for the worst case was made before. */
static void
put(struct writer *writer, const char *bytes, size_t length)
{
	assert(writer->room - writer->length >= length);
	memcpy(writer->line + writer->length, bytes, length);
	writer->length += length;
}

/* Make room for ${more} bytes. */
static enum status
reserve(struct writer *writer, size_t more, struct error *error)
{
	size_t room = writer->room == 0 ? 4096 : writer->room;
	char *line;

	if (writer->room - writer->length >= more)
		return STATUS_OK;
	while (room - writer->length < more)
		room *= 2;
	line = realloc(writer->line, room);
	if (line == NULL)
		return error_memory(error);
	writer->line = line;
	writer->room = room;
	return STATUS_OK;
}

static enum status
end_line(struct writer *writer, struct error *error)
{
	size_t length;

	put(writer, "\n", 1);
	length = writer->length;
	writer->length = 0;
	return spool_write(writer->spool, writer->line, length, error);
}

static bool
csv_needs_quotes(const char *cell, size_t length, bool alone)
{
	static const bool special[256] = {
		[','] = true, ['"'] = true, ['\r'] = true, ['\n'] = true
	};
	size_t i;

	if (length == 0)
		return alone;
	if (cell[0] == ' ' || cell[0] == '\t' || cell[length - 1] == ' ' ||
	    cell[length - 1] == '\t')
		return true;
	for (i = 0; i < length; i++)
		if (special[(unsigned char)cell[i]])
			return true;
	return false;
}

/*
 * Put a short cell that is written as it is, as nearly all are; false: it is
 * another, and nothing was put.  Its bytes are looked at as they are copied.
 */
static bool
put_plain(struct writer *writer, const char *cell)
{
	static const bool ends[256] = { ['\0'] = true,
		[','] = true,
		['"'] = true,
		['\r'] = true,
		['\n'] = true,
		[' '] = true,
		['\t'] = true };
	char *next;
	size_t i;

	if (writer->spreadsheet || writer->schema->count == 1 ||
	    writer->room - writer->length < PLAIN_MAX)
		return false;
	next = writer->line + writer->length;
	for (i = 0; i < PLAIN_MAX && !ends[(unsigned char)cell[i]]; i++)
		next[i] = cell[i];
	if (i == PLAIN_MAX || cell[i] != '\0')
		return false;
	writer->length += i;
	return true;
}

/* Between quotes, a quote is written twice. */
static void
put_quoted(struct writer *writer, const char *cell)
{
	size_t part;

	for (;;) {
		part = strcspn(cell, "\"");
		put(writer, cell, part);
		cell += part;
		if (*cell == '\0')
			break;
		put(writer, "\"\"", 2);
		cell++;
	}
}

/* The length of the one of ${texts} that ${cell} begins with, or 0. */
static size_t
beginning(const char *cell, const char *const *texts)
{
	while (*texts != NULL && strncmp(cell, *texts, strlen(*texts)) != 0)
		texts++;
	return *texts == NULL ? 0 : strlen(*texts);
}

/* Whether a spreadsheet may take it for a formula, signs of full width too. */
static bool
is_formula(const char *cell)
{
	static const char *const blanks[] = { " ", "\u00a0", "\u3000", NULL };
	static const char *const signs[] = { "=", "+", "-", "@", "\t", "\r",
		"\uff1d", "\uff0b", "\uff0d", "\uff20", NULL };
	size_t blank = 1;

	for (; blank > 0; cell += blank)
		blank = beginning(cell, blanks);
	return beginning(cell, signs) > 0;
}

static enum status
put_csv(struct writer *writer, const char *cell, unsigned flags,
    struct error *error)
{
	enum status status;
	bool quote, escape;
	size_t length;

	if (put_plain(writer, cell))
		return STATUS_OK;
	length = strlen(cell);
	status = reserve(writer, 2 * length + 5, error);
	if (status != STATUS_OK)
		return status;
	quote = csv_needs_quotes(cell, length, writer->schema->count == 1);
	escape =
	    writer->spreadsheet && !(flags & COLUMN_NUMBER) && is_formula(cell);
	if (!quote && !escape) {
		put(writer, cell, length);
		return STATUS_OK;
	}
	put(writer, "\"", quote);
	put(writer, "'", escape);
	put_quoted(writer, cell);
	put(writer, "\"", quote);
	return STATUS_OK;
}

static enum status
write_csv(struct writer *writer, const char *const *fields, struct error *error)
{
	const struct column *columns = writer->schema->columns;
	enum status status;
	size_t i;

	for (i = 0; i < writer->schema->count; i++) {
		status = put_csv(writer, fields[i] == NULL ? "" : fields[i],
		    columns[i].flags, error);
		if (status != STATUS_OK)
			return status;
		put(writer, ",", i + 1 < writer->schema->count);
	}
	return end_line(writer, error);
}

static enum status
write_header(struct writer *writer, struct error *error)
{
	enum status status;
	size_t i;

	for (i = 0; i < writer->schema->count; i++) {
		/* A name is no number, and needs no apostrophe either. */
		status = put_csv(writer, writer->schema->columns[i].name,
		    COLUMN_NUMBER, error);
		if (status != STATUS_OK)
			return status;
		put(writer, ",", i + 1 < writer->schema->count);
	}
	return end_line(writer, error);
}

/* Append one character as RFC 8259 (section 7) wants it escaped. */
static void
put_escaped(struct writer *writer, char character)
{
	static const char hex[] = "0123456789abcdef";
	char text[] = "\\u0000";

	if (character == '"' || character == '\\') {
		put(writer, "\\", 1);
		put(writer, &character, 1);
		return;
	}
	text[4] = hex[(unsigned char)character >> 4];
	text[5] = hex[(unsigned char)character & 15];
	put(writer, text, sizeof(text) - 1);
}

static enum status
put_json(struct writer *writer, const char *text, struct error *error)
{
	enum status status;
	const char *start;

	status = reserve(writer, 6 * strlen(text) + 4, error);
	if (status != STATUS_OK)
		return status;
	put(writer, "\"", 1);
	while (*text != '\0') {
		start = text;
		while ((unsigned char)*text >= 0x20 && *text != '"' &&
		       *text != '\\' && *text != 0x7f)
			text++;
		put(writer, start, (size_t)(text - start));
		if (*text != '\0')
			put_escaped(writer, *text++);
	}
	put(writer, "\"", 1);
	return STATUS_OK;
}

static enum status
write_json(
    struct writer *writer, const char *const *fields, struct error *error)
{
	enum status status;
	size_t i;

	status = reserve(writer, 3, error);
	if (status != STATUS_OK)
		return status;
	put(writer, "{", 1);
	for (i = 0; i < writer->schema->count; i++) {
		if (fields[i] == NULL || fields[i][0] == '\0')
			continue;
		put(writer, ",", writer->length > 1);
		status =
		    put_json(writer, writer->schema->columns[i].name, error);
		if (status != STATUS_OK)
			return status;
		put(writer, ":", 1);
		status = put_json(writer, fields[i], error);
		if (status != STATUS_OK)
			return status;
	}
	put(writer, "}", 1);
	return end_line(writer, error);
}

enum status
writer_open(struct spool *spool, const struct schema *schema,
    enum format format, bool spreadsheet, struct writer **writer,
    struct error *error)
{
	enum status status = STATUS_OK;
	struct writer *new;

	assert(format != FORMAT_DEFAULT && schema->count > 0);
	new = calloc(1, sizeof(*new));
	if (new == NULL)
		return error_memory(error);
	new->spool = spool;
	new->schema = schema;
	new->format = format;
	new->spreadsheet = spreadsheet;
	if (format == FORMAT_TABLE)
		status = table_open(schema, &new->table, error);
	else if (format == FORMAT_CSV)
		status = write_header(new, error);
	if (status == STATUS_OK) {
		*writer = new;
		new = NULL;
	}
	writer_close(new);
	return status;
}

enum status
writer_write(
    struct writer *writer, const char *const *fields, struct error *error)
{
	assert(!writer->finished);
	switch (writer->format) {
	case FORMAT_TABLE:
		return table_add(writer->table, fields, error);
	case FORMAT_JSONL:
		return write_json(writer, fields, error);
	case FORMAT_CSV:
	case FORMAT_DEFAULT:
		break;
	}
	return write_csv(writer, fields, error);
}

enum status
writer_write_tight(struct writer *writer, const struct tight_row *row,
    const char *rest, size_t rest_length, struct error *error)
{
	size_t length = row->length + rest_length;
	char *space = spool_space(writer->spool, length);
	enum status status;

	assert(!writer->finished && row->count < writer->schema->count);
	assert(writer->format == FORMAT_CSV && !writer->spreadsheet);
	if (space != NULL) {
		memcpy(tight_row_write(row, space), rest, rest_length);
		return STATUS_OK;
	}
	status = reserve(writer, length, error);
	if (status != STATUS_OK)
		return status;
	memcpy(tight_row_write(row, writer->line), rest, rest_length);
	return spool_write(writer->spool, writer->line, length, error);
}

enum status
writer_sorted(struct writer *writer, struct sort *sort, struct arena *scratch,
    uint64_t *count, struct error *error)
{
	const char **fields;
	const void *bytes;
	size_t length;
	enum status status;
	bool found = true;

	*count = 0;
	status = sort_start(sort, error);
	while (status == STATUS_OK) {
		arena_reset(scratch);
		status = sort_next(sort, &bytes, &length, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = pack_split(scratch, bytes, length, &fields,
		    writer->schema->count, error);
		if (status == STATUS_OK)
			status = writer_write(writer, fields, error);
		(*count)++;
	}
	return status;
}

enum status
writer_finish(struct writer *writer, struct error *error)
{
	assert(!writer->finished);
	writer->finished = true;
	if (writer->format != FORMAT_TABLE)
		return STATUS_OK;
	return table_print(writer->table, writer->spool, error);
}

void
writer_close(struct writer *writer)
{
	if (writer == NULL)
		return;
	table_close(writer->table);
	free(writer->line);
	free(writer);
}

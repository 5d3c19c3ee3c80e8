#include "record/row.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "record/unicode.h"

/*
 * Every cell of every file passes through here once; so a cell is judged by a
 * test of whole words first, and only what that finds odd is looked at closely.
 */

#define NAME_WIDTH_MAX 64
#define ROOM_BYTES ((size_t)16 << 10)

void
row_begin(struct row *row)
{
	arena_reset(&row->arena);
	row->count = 0;
	row->line = 0;
	row->tight = 0;
	row->used = 0;
}

void
row_close(struct row *row)
{
	arena_close(&row->arena);
	arena_close(&row->keep);
	row->room = NULL;
}

/* A copy of the bytes of a cell; NULL without memory. */
static const char *
copy(struct row *row, const void *bytes, size_t length)
{
	char *text;

	if (row->room == NULL) {
		row->room = arena_alloc(&row->keep, ROOM_BYTES);
		if (row->room == NULL)
			return NULL;
	}
	if (length >= ROOM_BYTES - row->used)
		return arena_copy(&row->arena, bytes, length);
	text = row->room + row->used;
	if (length > 0)
		memcpy(text, bytes, length);
	text[length] = '\0';
	row->used += length + 1;
	return text;
}

/* Whether there is room for one more cell of that length. */
static enum status
check_room(const struct row *row, size_t length, struct error *error)
{
	if (row->count == READER_COLUMNS_MAX)
		return error_set(error, STATUS_INVALID, "more than %d columns",
		    READER_COLUMNS_MAX);
	if (length > READER_FIELD_MAX)
		return error_set(error, STATUS_INVALID,
		    "a value of more than %d bytes", READER_FIELD_MAX);
	return STATUS_OK;
}

enum status
row_lend(struct row *row, const char *text, size_t length, struct error *error)
{
	enum status status = check_room(row, length, error);

	if (status != STATUS_OK)
		return status;
	row->cells[row->count] = text;
	row->lengths[row->count] = length;
	row->count++;
	return STATUS_OK;
}

enum status
row_add(struct row *row, const void *bytes, size_t length, struct error *error)
{
	enum status status = check_room(row, length, error);
	const char *text;

	if (status != STATUS_OK)
		return status;
	text = copy(row, bytes, length);
	return text == NULL ? error_memory(error)
			    : row_lend(row, text, length, error);
}

/*
 * Whether all bytes are printable ASCII (0x20 to 0x7e).
 */
static bool
plain(const char *bytes, size_t length)
{
	const uint64_t high = 0x8080808080808080u;
	uint64_t word;

	while (length >= sizeof(word)) {
		uint64_t below;
		uint64_t delete;

		/*
		 * Taking away 0x20 borrows into the high bit of a byte below
		 * it; taking 1 from (byte ^ 0x7f) does where that is zero.
		 */
		memcpy(&word, bytes, sizeof(word));
		below = word - 0x2020202020202020u;
		delete = (word ^ 0x7f7f7f7f7f7f7f7fu) - 0x0101010101010101u;
		if (((word | below | delete) & high) != 0)
			return false;
		bytes += sizeof(word);
		length -= sizeof(word);
	}
	for (size_t i = 0; i < length; i++)
		if (bytes[i] < ' ' || bytes[i] > '~')
			return false;
	return true;
}

enum row_text
row_look(const struct row *row, size_t cell)
{
	const char *text = row->cells[cell];
	size_t length = row->lengths[cell];

	assert(cell < row->count);
	if (plain(text, length))
		return ROW_TEXT_WELL;
	if (memchr(text, '\0', length) != NULL ||
	    unicode_invalid(text, length) < length)
		return ROW_TEXT_BROKEN;
	return unicode_controls(text) ? ROW_TEXT_CONTROL : ROW_TEXT_WELL;
}

enum status
row_check(const struct row *row, size_t cell, struct error *error)
{
	const char *text = row->cells[cell];
	size_t length = row->lengths[cell];
	size_t at = unicode_invalid(text, length);

	if (memchr(text, '\0', at) != NULL)
		return error_set(error, STATUS_INVALID, "a NUL byte");
	if (at < length)
		return error_set(error, STATUS_INVALID,
		    "byte 0x%02x is not UTF-8", (unsigned char)text[at]);
	return STATUS_OK;
}

enum status
row_label(const struct row *row, size_t cell, struct error *error)
{
	const char *name;

	if (cell >= row->name_count || row->names[cell][0] == '\0')
		return error_prefix(error, "column %zu: ", cell + 1);
	name = row->names[cell];
	return error_prefix(error,
	    "column %.*s: ", (int)unicode_cut(name, NAME_WIDTH_MAX), name);
}

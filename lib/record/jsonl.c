#include "record/jsonl.h"

#include <setjmp.h>
#include <stdalign.h>
#include <string.h>
#include <yajl/yajl_gen.h>
#include <yajl/yajl_parse.h>

/*
 * Each line has a parser of its own: yajl has no reset, and a fresh one cannot
 * carry anything over from the line before.
 *
 * yajl replaces half a surrogate pair by "?", so that is looked for first.  Its
 * check of UTF-8 is off because the cells are checked where the column is
 * known.
 *
 * yajl does not ask whether it got the memory that it wanted.  So where there
 * is none, it is left by a leap; what it holds is an arena's, which goes as a
 * whole.
 */

/* Memory for one call, and the way out of it. */
struct room {
	struct arena *arena;
	jmp_buf out;
};

/* What yajl gets is behind its size, for when it is to grow. */
struct held {
	size_t size;
	alignas(max_align_t) unsigned char bytes[];
};

struct object {
	struct row *row;
	struct error *error;
	enum status status;
	bool open;
	bool closed;
};

static void *
room_take(void *context, size_t size)
{
	struct room *room = context;
	struct held *held = NULL;

	if (size <= SIZE_MAX - sizeof(*held))
		held = arena_alloc(room->arena, sizeof(*held) + size);
	if (held == NULL)
		longjmp(room->out, 1);
	held->size = size;
	return held->bytes;
}

static void *
room_grow(void *context, void *bytes, size_t size)
{
	void *grown = room_take(context, size);
	const struct held *held;

	if (bytes == NULL)
		return grown;
	held = (const struct held *)((unsigned char *)bytes - sizeof(*held));
	return memcpy(grown, bytes, held->size < size ? held->size : size);
}

static void
room_leave(void *context, void *bytes)
{
	(void)context;
	(void)bytes;
}

static yajl_alloc_funcs
room_functions(struct room *room)
{
	return (yajl_alloc_funcs){ room_take, room_grow, room_leave, room };
}

static int
refuse(struct object *object, const char *text)
{
	struct row *row = object->row;

	object->status = error_set(object->error, STATUS_INVALID, "%s", text);
	if (object->open && row->name_count > row->count)
		row_label(row, row->count, object->error);
	return 0;
}

static int
add(struct object *object, const void *bytes, size_t length)
{
	struct row *row = object->row;

	if (!object->open)
		return refuse(object, "expected an object");
	object->status = row_add(row, bytes, length, object->error);
	if (object->status == STATUS_INVALID)
		row_label(row, row->count, object->error);
	return object->status == STATUS_OK;
}

static int
take_null(void *context)
{
	return add(context, "", 0);
}

static int
take_boolean(void *context, int value)
{
	return value ? add(context, "true", 4) : add(context, "false", 5);
}

static int
take_number(void *context, const char *text, size_t length)
{
	return add(context, text, length);
}

static int
take_string(void *context, const unsigned char *text, size_t length)
{
	return add(context, text, length);
}

static int
take_key(void *context, const unsigned char *text, size_t length)
{
	struct object *object = context;
	struct row *row = object->row;
	char *name;

	if (row->name_count == READER_COLUMNS_MAX)
		return refuse(object, "too many keys");
	if (memchr(text, '\0', length) != NULL)
		return refuse(object, "a key with a NUL");
	name = arena_copy(&row->arena, text, length);
	if (name == NULL) {
		object->status = error_memory(object->error);
		return 0;
	}
	row->names[row->name_count++] = name;
	return 1;
}

static int
take_open(void *context)
{
	struct object *object = context;

	if (object->open)
		return refuse(
		    object, "expected a plain value, found an object");
	object->open = true;
	return 1;
}

static int
take_close(void *context)
{
	struct object *object = context;

	object->open = false;
	object->closed = true;
	return 1;
}

static int
take_array(void *context)
{
	struct object *object = context;

	return refuse(object, object->open
				  ? "expected a plain value, found an array"
				  : "expected an object, found an array");
}

static const yajl_callbacks callbacks = {
	.yajl_null = take_null,
	.yajl_boolean = take_boolean,
	.yajl_number = take_number,
	.yajl_string = take_string,
	.yajl_start_map = take_open,
	.yajl_map_key = take_key,
	.yajl_end_map = take_close,
	.yajl_start_array = take_array,
};

/*
 * The four hexadecimal digits of "\uXXXX" at ${text}, or 0 if that is not what
 * stands there.
 */
static unsigned
escape(const char *text, size_t length)
{
	unsigned value = 0;

	if (length < 6 || text[0] != '\\' || text[1] != 'u')
		return 0;
	for (size_t i = 2; i < 6; i++) {
		const char digits[] = "0123456789abcdef0123456789ABCDEF";
		const char *digit = memchr(digits, text[i], 32);

		if (digit == NULL)
			return 0;
		value = value << 4 | ((unsigned)(digit - digits) & 15);
	}
	return value;
}

/*
 * Whether an escape is one half of a surrogate pair without the other.
 */
static bool
has_half_pair(const char *text, size_t length)
{
	const char *end = text + length;

	while ((text = memchr(text, '\\', (size_t)(end - text))) != NULL) {
		unsigned high = escape(text, (size_t)(end - text));

		if (high >= 0xdc00 && high <= 0xdfff)
			return true;
		if (high >= 0xd800 && high <= 0xdbff) {
			unsigned low;

			text += 6;
			low = escape(text, (size_t)(end - text));
			if (low < 0xdc00 || low > 0xdfff)
				return true;
		}
		/* Behind the backslash and what it escapes. */
		text += end - text < 2 ? 1 : 2;
	}
	return false;
}

/*
 * Say what yajl found wrong.
 */
static enum status
refuse_syntax(
    yajl_handle handle, const struct piece *piece, struct object *object)
{
	const unsigned char *text;
	int length;

	if (object->status != STATUS_OK)
		return object->status;
	text = yajl_get_error(
	    handle, 0, (const unsigned char *)piece->bytes, piece->length);
	length = (int)strcspn((const char *)text, "\n");
	return error_set(object->error, STATUS_INVALID,
	    "not a JSON object on one line: %.*s", length, (const char *)text);
}

static enum status
parse_inside(
    struct room *room, const struct piece *piece, struct object *object)
{
	const unsigned char *bytes = (const unsigned char *)piece->bytes;
	yajl_alloc_funcs functions = room_functions(room);
	yajl_handle handle = yajl_alloc(&callbacks, &functions, object);

	if (yajl_config(handle, yajl_dont_validate_strings, 1) == 0 ||
	    yajl_parse(handle, bytes, piece->length) != yajl_status_ok ||
	    yajl_complete_parse(handle) != yajl_status_ok)
		return refuse_syntax(handle, piece, object);
	if (!object->closed)
		return error_set(
		    object->error, STATUS_INVALID, "expected an object");
	return STATUS_OK;
}

static enum status
parse(const struct piece *piece, struct object *object)
{
	struct room room = { .arena = &object->row->arena };

	if (has_half_pair(piece->bytes, piece->length))
		return error_set(
		    object->error, STATUS_INVALID, "half of a surrogate pair");
	if (setjmp(room.out) != 0)
		return error_memory(object->error);
	return parse_inside(&room, piece, object);
}

enum status
jsonl_read(
    struct source *source, struct row *row, bool *found, struct error *error)
{
	struct object object = { .row = row, .error = error };
	struct piece piece;
	enum status status;

	row_begin(row);
	row->name_count = 0;
	*found = false;
	status = source_piece(source, &piece, error);
	if (status != STATUS_OK || piece.length == 0)
		return status;
	row->line = piece.line;
	if (piece.whole)
		status = parse(&piece, &object);
	else
		status = error_set(error, STATUS_INVALID,
		    "a line of more than %d bytes", SOURCE_ROOM - 1);
	if (status == STATUS_INVALID)
		source_place(source, piece.line, error);
	*found = status == STATUS_OK;
	return status;
}

/* Add one text to an object that is being written. */
static bool
put_text(yajl_gen generator, const char *text)
{
	return yajl_gen_string(generator, (const unsigned char *)text,
		   strlen(text)) == yajl_gen_status_ok;
}

struct texts {
	const char *const *names;
	const char *const *values;
	size_t count;
};

/* The object of ${texts}, as a copy in ${arena}; NULL: no memory. */
static const char *
write_inside(struct room *room, const struct texts *texts, struct arena *arena)
{
	yajl_alloc_funcs functions = room_functions(room);
	yajl_gen generator = yajl_gen_alloc(&functions);
	const unsigned char *bytes;
	size_t length, i;
	bool well;

	well = yajl_gen_map_open(generator) == yajl_gen_status_ok;
	for (i = 0; i < texts->count && well; i++)
		well = put_text(generator, texts->names[i]) &&
		       put_text(generator, texts->values[i]);
	well =
	    well && yajl_gen_map_close(generator) == yajl_gen_status_ok &&
	    yajl_gen_get_buf(generator, &bytes, &length) == yajl_gen_status_ok;
	return well ? arena_copy(arena, bytes, length) : NULL;
}

static const char *
write_object(
    struct arena *scratch, const struct texts *texts, struct arena *arena)
{
	struct room room = { .arena = scratch };

	if (setjmp(room.out) != 0)
		return NULL;
	return write_inside(&room, texts, arena);
}

enum status
jsonl_object(const char *const *names, const char *const *values, size_t count,
    struct arena *arena, const char **text, struct error *error)
{
	const struct texts texts = { names, values, count };
	struct arena scratch = { NULL, NULL };

	*text = write_object(&scratch, &texts, arena);
	arena_close(&scratch);
	return *text == NULL ? error_memory(error) : STATUS_OK;
}

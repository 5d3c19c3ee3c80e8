#include "record/yaml.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/card.h"
#include "record/source.h"
#include "record/unicode.h"

/*
 * libyaml accepts far more than a price list should hold and has no limit of
 * depth, in which it is quadratic.  So its events are read one by one and the
 * first that goes too deep, or is not plain, ends the reading; the scanner
 * never looks further ahead than a possible key is long (1,024 characters).
 *
 * Keys are compared once a mapping has ended, by sorting them, so that a file
 * of a hundred thousand keys costs no more than one of values.
 */

_Static_assert(SOURCE_ROOM > YAML_BYTES_MAX, "a file must fit into a source");

/* A collection that has begun and not yet ended. */
struct level {
	struct yaml *node;
	struct yaml **tail; /* where the next item or value goes */
	const char *key; /* of the value to come, or NULL */
	yaml_mark_t mark; /* where that key stands */
};

struct loader {
	yaml_parser_t parser;
	yaml_event_t event;
	const struct source *source;
	struct arena *arena;
	struct error *error;
	struct yaml *root;
	struct level levels[YAML_DEPTH_MAX];
	size_t depth;
	bool ended;
};

/*
 * Refuse the file for what stands at ${line} and ${column}.
 */
static PRINTF_LIKE(4, 5) enum status refuse(
    struct loader *loader, size_t line, size_t column, const char *format, ...)
{
	char text[256];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	return error_set(loader->error, STATUS_CONFIG, "%s:%zu:%zu: %s",
	    loader->source->name, line, column, text);
}

/*
 * The same for the event at hand.
 */
static enum status
refuse_event(struct loader *loader, const char *text)
{
	yaml_mark_t mark = loader->event.start_mark;

	return refuse(loader, mark.line + 1, mark.column + 1, "%s", text);
}

/*
 * Refuse the byte at ${offset} of the file.
 */
static enum status
refuse_byte(struct loader *loader, const struct piece *file, size_t offset,
    const char *text)
{
	const char *start = file->bytes;
	const char *end = file->bytes + offset;
	const char *found;
	size_t line = 1;

	while ((found = memchr(start, '\n', (size_t)(end - start))) != NULL) {
		line++;
		start = found + 1;
	}
	return refuse(loader, line, (size_t)(end - start) + 1,
	    "byte 0x%02x: %s", (unsigned char)*end, text);
}

/*
 * Say what libyaml found wrong.
 */
static enum status
refuse_syntax(struct loader *loader, const struct piece *file)
{
	const yaml_parser_t *parser = &loader->parser;
	const char *problem = parser->problem;
	yaml_mark_t mark = parser->problem_mark;

	if (parser->error == YAML_MEMORY_ERROR)
		return error_memory(loader->error);
	if (problem == NULL)
		problem = "is not YAML";
	if (parser->error == YAML_READER_ERROR &&
	    parser->problem_offset < file->length)
		return refuse_byte(
		    loader, file, parser->problem_offset, problem);
	return refuse(loader, mark.line + 1, mark.column + 1, "%s%s%s",
	    parser->context == NULL ? "" : parser->context,
	    parser->context == NULL ? "" : ": ", problem);
}

/*
 * Add a node of the event at hand to the collection that it stands in.
 */
static enum status
add(struct loader *loader, enum yaml_kind kind, struct yaml **added)
{
	struct yaml *node = arena_alloc(loader->arena, sizeof(*node));
	yaml_mark_t mark = loader->event.start_mark;
	struct level *level;

	if (node == NULL)
		return error_memory(loader->error);
	node->kind = kind;
	*added = node;
	if (loader->depth == 0) {
		loader->root = node;
	} else {
		level = &loader->levels[loader->depth - 1];
		*level->tail = node;
		level->tail = &node->next;
		level->node->count++;
		if (level->key != NULL)
			mark = level->mark;
		node->key = level->key;
		level->key = NULL;
	}
	node->line = mark.line + 1;
	node->column = mark.column + 1;
	return STATUS_OK;
}

/*
 * Whether a key is to come, not an item or value.
 */
static bool
wants_key(const struct loader *loader)
{
	const struct level *level;

	if (loader->depth == 0)
		return false;
	level = &loader->levels[loader->depth - 1];
	return level->node->kind == YAML_MAPPING && level->key == NULL;
}

static enum status
begin(struct loader *loader, enum yaml_kind kind, const yaml_char_t *anchor,
    const yaml_char_t *tag)
{
	struct level *level;
	struct yaml *node;
	enum status status;

	if (anchor != NULL)
		return refuse_event(loader, "an anchor is not allowed");
	if (tag != NULL)
		return refuse_event(loader, "a tag is not allowed");
	if (wants_key(loader))
		return refuse_event(loader, "expected a plain key");
	if (loader->depth == YAML_DEPTH_MAX)
		return refuse_event(loader, "more than 32 levels deep");
	status = add(loader, kind, &node);
	if (status != STATUS_OK)
		return status;
	level = &loader->levels[loader->depth++];
	level->node = node;
	level->tail = &node->first;
	level->key = NULL;
	return STATUS_OK;
}

static enum status
take_key(struct loader *loader, const char *text)
{
	struct level *level = &loader->levels[loader->depth - 1];

	if (text[0] == '\0')
		return refuse_event(loader, "expected a key, found nothing");
	if (strcmp(text, "<<") == 0)
		return refuse_event(loader, "a merge key is not allowed");
	level->key = text;
	level->mark = loader->event.start_mark;
	return STATUS_OK;
}

static enum status
take_scalar(struct loader *loader)
{
	const char *bytes = (const char *)loader->event.data.scalar.value;
	size_t length = loader->event.data.scalar.length;
	char masked[CARD_MASKED_MAX];
	struct yaml *node;
	char *text;
	enum status status;

	if (loader->event.data.scalar.anchor != NULL)
		return refuse_event(loader, "an anchor is not allowed");
	if (loader->event.data.scalar.tag != NULL)
		return refuse_event(loader, "a tag is not allowed");
	if (memchr(bytes, '\0', length) != NULL || unicode_controls(bytes))
		return refuse_event(
		    loader, "a line break or control character in a value");
	if (card_found(bytes, masked))
		return refuse_event(
		    loader, "looks like a card number, which is never stored");
	text = arena_copy(loader->arena, bytes, length);
	if (text == NULL)
		return error_memory(loader->error);
	if (wants_key(loader))
		return take_key(loader, text);
	status = add(loader, YAML_SCALAR, &node);
	if (status == STATUS_OK)
		node->text = text;
	return status;
}

static int
compare_keys(const void *a, const void *b)
{
	const struct yaml *one = *(const struct yaml *const *)a;
	const struct yaml *other = *(const struct yaml *const *)b;
	int order = strcmp(one->key, other->key);

	if (order != 0)
		return order;
	if (one->line != other->line)
		return one->line < other->line ? -1 : 1;
	return one->column < other->column ? -1 : one->column > other->column;
}

static enum status
check_keys(struct loader *loader, const struct yaml *mapping)
{
	const struct yaml **values;
	size_t count = 0;

	if (mapping->count < 2)
		return STATUS_OK;
	values = arena_array(loader->arena, mapping->count, sizeof(*values));
	if (values == NULL)
		return error_memory(loader->error);
	for (const struct yaml *at = mapping->first; at != NULL; at = at->next)
		values[count++] = at;
	qsort(values, count, sizeof(*values), compare_keys);
	for (size_t i = 1; i < count; i++)
		if (strcmp(values[i - 1]->key, values[i]->key) == 0)
			return refuse(loader, values[i]->line,
			    values[i]->column,
			    "key \"%.*s\" stands there twice, first on line "
			    "%zu",
			    (int)unicode_cut(values[i]->key, 64),
			    values[i]->key, values[i - 1]->line);
	return STATUS_OK;
}

static enum status
end(struct loader *loader)
{
	const struct level *level;

	assert(loader->depth > 0);
	level = &loader->levels[--loader->depth];
	if (level->node->kind == YAML_SEQUENCE)
		return STATUS_OK;
	return check_keys(loader, level->node);
}

static enum status
begin_document(struct loader *loader)
{
	if (loader->root != NULL)
		return refuse_event(loader, "a second document");
	if (loader->event.data.document_start.tag_directives.start !=
	    loader->event.data.document_start.tag_directives.end)
		return refuse_event(loader, "a tag is not allowed");
	return STATUS_OK;
}

/*
 * Take the event at hand.
 */
static enum status
take_event(struct loader *loader)
{
	const yaml_event_t *event = &loader->event;

	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		return begin_document(loader);
	case YAML_ALIAS_EVENT:
		return refuse_event(loader, "an alias is not allowed");
	case YAML_SCALAR_EVENT:
		return take_scalar(loader);
	case YAML_SEQUENCE_START_EVENT:
		return begin(loader, YAML_SEQUENCE,
		    event->data.sequence_start.anchor,
		    event->data.sequence_start.tag);
	case YAML_MAPPING_START_EVENT:
		return begin(loader, YAML_MAPPING,
		    event->data.mapping_start.anchor,
		    event->data.mapping_start.tag);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return end(loader);
	case YAML_STREAM_END_EVENT:
		loader->ended = true;
		return STATUS_OK;
	default:
		return STATUS_OK;
	}
}

static enum status
take_events(struct loader *loader, const struct piece *file)
{
	enum status status = STATUS_OK;

	while (status == STATUS_OK && !loader->ended) {
		if (yaml_parser_parse(&loader->parser, &loader->event) == 0)
			return refuse_syntax(loader, file);
		status = take_event(loader);
		yaml_event_delete(&loader->event);
	}
	return status;
}

static enum status
load(struct loader *loader, const struct piece *file)
{
	const unsigned char *bytes = (const unsigned char *)file->bytes;
	size_t invalid = unicode_invalid(file->bytes, file->length);
	enum status status;

	if (!file->whole || file->length > YAML_BYTES_MAX)
		return refuse(
		    loader, 1, 1, "more than %d bytes", YAML_BYTES_MAX);
	if (invalid < file->length)
		return refuse_byte(loader, file, invalid, "is not UTF-8");
	if (yaml_parser_initialize(&loader->parser) == 0)
		return error_memory(loader->error);
	yaml_parser_set_encoding(&loader->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&loader->parser, bytes, file->length);
	status = take_events(loader, file);
	yaml_parser_delete(&loader->parser);
	if (status != STATUS_OK)
		return status;
	/* "---" alone is a document of one scalar without any letters. */
	if (loader->root == NULL || (loader->root->kind == YAML_SCALAR &&
					loader->root->text[0] == '\0'))
		return refuse(loader, 1, 1, "the file is empty");
	return STATUS_OK;
}

enum status
yaml_load(const char *path, struct arena *arena, const struct yaml **root,
    unsigned char digest[HASH_SIZE], struct error *error)
{
	struct source source;
	struct piece file;
	struct loader loader = {
		.source = &source,
		.arena = arena,
		.error = error,
	};
	enum status status = source_open(path, &source, error);

	if (status != STATUS_OK)
		return status;
	status = source_rest(&source, &file, error);
	if (status == STATUS_OK)
		status = load(&loader, &file);
	if (status == STATUS_OK) {
		source_digest(&source, digest);
		*root = loader.root;
	}
	source_close(&source);
	return status;
}

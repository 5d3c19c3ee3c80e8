/*
 * In the file an item is its two lengths, its key and its bytes.  The reader
 * keeps an item whole in its buffer, so that neither key nor bytes are copied
 * again on the way to the caller.
 */
#include "record/run.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "record/tempfile.h"

#define HEAD (2 * sizeof(uint32_t))

uint64_t
run_prefix(const unsigned char *key, size_t length)
{
	uint64_t prefix = 0;
	size_t i;

	for (i = 0; i < sizeof(prefix); i++)
		prefix = prefix << 8 | (i < length ? key[i] : 0);
	return prefix;
}

int
run_item_compare(const struct run_item *a, const struct run_item *b)
{
	size_t shorter;
	int order;

	if (a->prefix != b->prefix)
		return a->prefix < b->prefix ? -1 : 1;
	shorter = a->key_length < b->key_length ? a->key_length : b->key_length;
	order = shorter == 0 ? 0 : memcmp(a->key, b->key, shorter);
	if (order != 0 || a->key_length == b->key_length)
		return order;
	return a->key_length < b->key_length ? -1 : 1;
}

enum status
run_writer_open(struct run_writer *writer, struct error *error)
{
	enum status status;

	memset(writer, 0, sizeof(*writer));
	writer->buffer = malloc(RUN_BUFFER);
	if (writer->buffer == NULL)
		return error_memory(error);
	status = tempfile_open(&writer->descriptor, error);
	writer->opened = status == STATUS_OK;
	if (status != STATUS_OK)
		run_writer_close(writer);
	return status;
}

static enum status
flush(struct run_writer *writer, struct error *error)
{
	enum status status;

	status = tempfile_write(writer->descriptor, writer->buffer,
	    writer->used, writer->end, error);
	writer->end += writer->used;
	writer->used = 0;
	return status;
}

static enum status
put(struct run_writer *writer, const void *bytes, size_t length,
    struct error *error)
{
	const unsigned char *next = bytes;
	enum status status;
	size_t part;

	while (length > 0) {
		if (writer->used == RUN_BUFFER) {
			status = flush(writer, error);
			if (status != STATUS_OK)
				return status;
		}
		part = RUN_BUFFER - writer->used;
		part = part < length ? part : length;
		memcpy(writer->buffer + writer->used, next, part);
		writer->used += part;
		next += part;
		length -= part;
	}
	return STATUS_OK;
}

enum status
run_writer_add(
    struct run_writer *writer, const struct run_item *item, struct error *error)
{
	uint32_t head[2] = { item->key_length, item->length };
	enum status status;

	status = put(writer, head, HEAD, error);
	if (status == STATUS_OK)
		status = put(writer, item->key, item->key_length, error);
	if (status == STATUS_OK)
		status = put(writer, item->bytes, item->length, error);
	return status;
}

enum status
run_writer_end(struct run_writer *writer, struct run *run, struct error *error)
{
	enum status status;

	status = flush(writer, error);
	if (status != STATUS_OK)
		return status;
	run->start = writer->start;
	run->end = writer->end;
	writer->start = writer->end;
	return STATUS_OK;
}

void
run_writer_close(struct run_writer *writer)
{
	if (writer->opened)
		(void)close(writer->descriptor);
	free(writer->buffer);
	memset(writer, 0, sizeof(*writer));
}

enum status
run_reader_open(struct run_reader *reader, int descriptor, struct run run,
    struct error *error)
{
	assert(run.start <= run.end);
	memset(reader, 0, sizeof(*reader));
	reader->buffer = malloc(RUN_BUFFER);
	if (reader->buffer == NULL)
		return error_memory(error);
	reader->room = RUN_BUFFER;
	reader->descriptor = descriptor;
	reader->next = run.start;
	reader->end = run.end;
	return STATUS_OK;
}

/* Have the next ${need} bytes of the run in the buffer, in one piece. */
static enum status
load(struct run_reader *reader, size_t need, struct error *error)
{
	size_t left = reader->used - reader->at, more;
	unsigned char *buffer;
	enum status status;

	if (left >= need)
		return STATUS_OK;
	memmove(reader->buffer, reader->buffer + reader->at, left);
	reader->at = 0;
	reader->used = left;
	if (need > reader->room) {
		buffer = realloc(reader->buffer, need);
		if (buffer == NULL)
			return error_memory(error);
		reader->buffer = buffer;
		reader->room = need;
	}
	more = reader->room - left;
	if (more > reader->end - reader->next)
		more = (size_t)(reader->end - reader->next);
	assert(left + more >= need);
	status = tempfile_read(reader->descriptor, reader->buffer + left, more,
	    reader->next, error);
	if (status != STATUS_OK)
		return status;
	reader->next += more;
	reader->used += more;
	return STATUS_OK;
}

enum status
run_reader_next(struct run_reader *reader, bool *found, struct error *error)
{
	struct run_item *item = &reader->item;
	enum status status;
	uint32_t head[2];
	size_t size;

	*found = reader->at < reader->used || reader->next < reader->end;
	if (!*found)
		return STATUS_OK;
	status = load(reader, HEAD, error);
	if (status != STATUS_OK)
		return status;
	memcpy(head, reader->buffer + reader->at, HEAD);
	size = HEAD + (size_t)head[0] + head[1];
	status = load(reader, size, error);
	if (status != STATUS_OK)
		return status;
	item->key = reader->buffer + reader->at + HEAD;
	item->key_length = head[0];
	item->bytes = item->key + head[0];
	item->length = head[1];
	item->prefix = run_prefix(item->key, item->key_length);
	reader->at += size;
	return STATUS_OK;
}

void
run_reader_close(struct run_reader *reader)
{
	free(reader->buffer);
	memset(reader, 0, sizeof(*reader));
}

#include "record/source.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The buffer is far larger than one read, so that a JSON line or a YAML file
 * fits into it whole; it is filled in smaller steps that stay in the cache, and
 * the part that is never reached is never given memory by the system.
 */

#define READ_MAX ((size_t)128 << 10)

static const char byte_order_mark[] = "\xef\xbb\xbf";

static enum status
open_descriptor(const char *path, struct source *source, struct error *error)
{
	struct stat status;
	int descriptor = STDIN_FILENO;

	if (strcmp(path, "-") != 0)
		descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (descriptor == -1)
		return error_system(error, STATUS_NO_INPUT, "%s", path);
	source->descriptor = descriptor;
	if (fstat(descriptor, &status) != 0)
		return error_system(error, STATUS_NO_INPUT, "%s", source->name);
	source->regular = S_ISREG(status.st_mode);
	if (S_ISDIR(status.st_mode))
		return error_set(
		    error, STATUS_NO_INPUT, "%s: is a directory", source->name);
	return STATUS_OK;
}

enum status
source_open(const char *path, struct source *source, struct error *error)
{
	enum status status;

	memset(source, 0, sizeof(*source));
	source->name = strcmp(path, "-") == 0 ? "standard input" : path;
	source->descriptor = -1;
	source->buffer = malloc(SOURCE_ROOM + SOURCE_MARGIN);
	if (source->buffer == NULL)
		return error_memory(error);
	hash_begin(&source->hash);
	status = open_descriptor(path, source, error);
	if (status != STATUS_OK)
		source_close(source);
	return status;
}

void
source_close(struct source *source)
{
	if (source->buffer == NULL)
		return;
	/* Nothing was written, so a failing close loses nothing. */
	if (source->descriptor > STDIN_FILENO)
		(void)close(source->descriptor);
	free(source->buffer);
	source->buffer = NULL;
}

/*
 * Read what comes next behind what is in the buffer, which has room.
 */
static enum status
fill(struct source *source, struct error *error)
{
	size_t room;
	ssize_t got;

	/* Move what was not given yet to the front, which is a part line. */
	if (source->start > 0) {
		memmove(source->buffer, source->buffer + source->start,
		    source->end - source->start);
		source->end -= source->start;
		source->scanned -= source->start;
		source->start = 0;
	}
	room = SOURCE_ROOM - source->end;
	assert(room > 0);
	if (room > READ_MAX)
		room = READ_MAX;
	if (source->waiting != NULL)
		source->waiting(source->context);
	do {
		got = read(
		    source->descriptor, source->buffer + source->end, room);
	} while (got == -1 && errno == EINTR);
	if (got == -1)
		return error_system(
		    error, STATUS_IO, "%s: cannot read", source->name);
	if (!source->unhashed)
		hash_bytes(
		    &source->hash, source->buffer + source->end, (size_t)got);
	source->end += (size_t)got;
	source->ended = got == 0;
	return STATUS_OK;
}

enum status
source_first(struct source *source, int *byte, struct error *error)
{
	const size_t length = sizeof(byte_order_mark) - 1;
	enum status status;

	assert(source->start == 0 && source->lines == 0);
	while (!source->ended && source->end <= length) {
		status = fill(source, error);
		if (status != STATUS_OK)
			return status;
	}
	if (source->end >= length &&
	    memcmp(source->buffer, byte_order_mark, length) == 0)
		source->start = length;
	source->scanned = source->start;
	*byte = -1;
	if (source->start < source->end)
		*byte = (unsigned char)source->buffer[source->start];
	return STATUS_OK;
}

/*
 * Find the end of the line, reading on until it is there, *${end} NULL if it is
 * not within the buffer or the source has ended.
 */
static enum status
find_end(struct source *source, const char **end, struct error *error)
{
	enum status status;

	for (;;) {
		*end = memchr(source->buffer + source->scanned, '\n',
		    source->end - source->scanned);
		if (*end != NULL)
			return STATUS_OK;
		source->scanned = source->end;
		if (source->ended || source->end - source->start == SOURCE_ROOM)
			return STATUS_OK;
		status = fill(source, error);
		if (status != STATUS_OK)
			return status;
	}
}

enum status
source_piece(struct source *source, struct piece *piece, struct error *error)
{
	const char *end;
	enum status status = find_end(source, &end, error);

	if (status != STATUS_OK)
		return status;
	piece->bytes = source->buffer + source->start;
	piece->line = source->lines + 1;
	piece->whole = end != NULL;
	if (end != NULL) {
		piece->length = (size_t)(end - piece->bytes) + 1;
		source->lines++;
	} else {
		piece->length = source->end - source->start;
		if (source->ended && piece->length > 0) {
			error_set(error, STATUS_INVALID,
			    "does not end with a newline: "
			    "the file was cut short");
			return source_place(source, piece->line, error);
		}
		/* A CR waits for the LF that may follow it. */
		if (piece->length > 1 &&
		    source->buffer[source->end - 1] == '\r')
			piece->length--;
	}
	source->start += piece->length;
	source->scanned = source->start;
	return STATUS_OK;
}

enum status
source_peek(struct source *source, struct piece *piece, struct error *error)
{
	uint64_t lines = source->lines;
	enum status status = source_piece(source, piece, error);

	if (status != STATUS_OK)
		return status;
	source->lines = lines;
	source->start -= piece->length;
	source->scanned = source->start;
	return STATUS_OK;
}

enum status
source_lines(struct source *source, size_t room, struct piece *piece,
    struct error *error)
{
	const char *end;
	enum status status = find_end(source, &end, error);
	size_t length;

	if (status != STATUS_OK)
		return status;
	length = source->end - source->start;
	piece->bytes = source->buffer + source->start;
	piece->line = source->lines + 1;
	piece->whole = true;
	end = memrchr(piece->bytes, '\n', length < room ? length : room);
	piece->length = end == NULL ? 0 : (size_t)(end - piece->bytes) + 1;
	return STATUS_OK;
}

void
source_pass(struct source *source, const struct piece *piece, uint64_t lines)
{
	assert(piece->bytes == source->buffer + source->start);
	source->start += piece->length;
	source->scanned = source->start;
	source->lines += lines;
}

enum status
source_rest(struct source *source, struct piece *piece, struct error *error)
{
	enum status status;

	while (!source->ended && source->end - source->start < SOURCE_ROOM) {
		status = fill(source, error);
		if (status != STATUS_OK)
			return status;
	}
	piece->bytes = source->buffer + source->start;
	piece->length = source->end - source->start;
	piece->line = source->lines + 1;
	piece->whole = source->ended;
	source->start = source->end;
	source->scanned = source->end;
	return STATUS_OK;
}

void
source_waiting(struct source *source, void (*waiting)(void *), void *context)
{
	if (source->regular)
		return;
	source->waiting = waiting;
	source->context = context;
}

enum status
source_place(const struct source *source, uint64_t line, struct error *error)
{
	return error_prefix(error, "%s:%" PRIu64 ": ", source->name, line);
}

void
source_digest(struct source *source, unsigned char digest[HASH_SIZE])
{
	hash_end(&source->hash, digest);
}

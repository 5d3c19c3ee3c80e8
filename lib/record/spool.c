/*
 * One buffer serves three times: as the whole spool while it is small, as the
 * write buffer once there is a file, and as the window that slides over the
 * file while reading.  Most commands never touch a disk.
 */
#include "record/spool.h"

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "record/tempfile.h"

#define ROOM_FIRST 65536

struct spool {
	unsigned char *memory;
	size_t room; /* of memory */
	size_t used; /* bytes in memory that count */
	size_t at; /* the next of them to be read */
	int descriptor; /* of the file, or -1 */
	uint64_t filed; /* bytes in the file */
	uint64_t loaded; /* bytes of the file already in the window */
	uint64_t size;
	bool reading;
	bool flows; /* descriptor is where everything goes at once */
};

enum status
spool_open(struct spool **spool, struct error *error)
{
	*spool = calloc(1, sizeof(**spool));
	if (*spool == NULL)
		return error_memory(error);
	(*spool)->descriptor = -1;
	return STATUS_OK;
}

void
spool_flow(struct spool *spool, int descriptor)
{
	assert(spool->size == 0 && spool->descriptor < 0);
	spool->descriptor = descriptor;
	spool->flows = true;
}

enum status
spool_flush(struct spool *spool, struct error *error)
{
	ssize_t written;

	assert(spool->flows);
	while (spool->at < spool->used) {
		written = write(spool->descriptor, spool->memory + spool->at,
		    spool->used - spool->at);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return error_set(
			    error, STATUS_IO, "%s", strerror(errno));
		spool->at += (size_t)written;
	}
	spool->at = spool->used = 0;
	return STATUS_OK;
}

/* Move what is in memory to the end of the file. */
static enum status
file(struct spool *spool, struct error *error)
{
	enum status status;

	if (spool->descriptor < 0) {
		status = tempfile_open(&spool->descriptor, error);
		if (status != STATUS_OK)
			return status;
	}
	status = tempfile_write(
	    spool->descriptor, spool->memory, spool->used, spool->filed, error);
	if (status != STATUS_OK)
		return status;
	spool->filed += spool->used;
	spool->used = 0;
	/* What goes through memory goes through the same part of it, which
	 * stays in the cache. */
	if (spool->room > SPOOL_FLOW_MAX)
		spool->room = SPOOL_FLOW_MAX;
	return STATUS_OK;
}

/* Make room for at least one byte: grow, or empty memory into the file. */
static enum status
make_room(struct spool *spool, struct error *error)
{
	unsigned char *memory;
	size_t room;

	if (spool->used < spool->room)
		return STATUS_OK;
	if (spool->flows && spool->room >= SPOOL_FLOW_MAX)
		return spool_flush(spool, error);
	if (spool->room >= SPOOL_MEMORY_MAX || spool->filed > 0)
		return file(spool, error);
	room = spool->room == 0 ? ROOM_FIRST : spool->room * 2;
	memory = realloc(spool->memory, room);
	if (memory == NULL)
		return error_memory(error);
	spool->memory = memory;
	spool->room = room;
	return STATUS_OK;
}

enum status
spool_write(
    struct spool *spool, const void *bytes, size_t length, struct error *error)
{
	const unsigned char *next = bytes;
	enum status status;
	size_t part;

	assert(!spool->reading);
	while (length > 0) {
		status = make_room(spool, error);
		if (status != STATUS_OK)
			return status;
		part = spool->room - spool->used;
		part = part < length ? part : length;
		memcpy(spool->memory + spool->used, next, part);
		spool->used += part;
		spool->size += part;
		next += part;
		length -= part;
	}
	return STATUS_OK;
}

char *
spool_space(struct spool *spool, size_t length)
{
	assert(!spool->reading && length > 0);
	if (spool->room - spool->used < length)
		return NULL;
	spool->used += length;
	spool->size += length;
	return (char *)spool->memory + spool->used - length;
}

enum status
spool_rewind(struct spool *spool, struct error *error)
{
	enum status status;

	/* What is still in the write buffer belongs to the file. */
	if (!spool->reading && spool->descriptor >= 0) {
		status = file(spool, error);
		if (status != STATUS_OK)
			return status;
	}
	spool->reading = true;
	spool->at = 0;
	if (spool->descriptor >= 0) {
		spool->loaded = 0;
		spool->used = 0;
	}
	assert(spool->size == spool->filed + spool->used);
	return STATUS_OK;
}

/* Slide the window, if there is more in the file than it has shown. */
static enum status
load(struct spool *spool, struct error *error)
{
	enum status status;
	uint64_t rest;

	if (spool->at < spool->used || spool->loaded == spool->filed)
		return STATUS_OK;
	rest = spool->filed - spool->loaded;
	spool->at = 0;
	spool->used = rest < spool->room ? (size_t)rest : spool->room;
	status = tempfile_read(spool->descriptor, spool->memory, spool->used,
	    spool->loaded, error);
	if (status != STATUS_OK)
		return status;
	spool->loaded += spool->used;
	return STATUS_OK;
}

enum status
spool_read(struct spool *spool, void *bytes, size_t length, size_t *got,
    struct error *error)
{
	enum status status;
	unsigned char *next = bytes;
	size_t part;

	assert(spool->reading);
	*got = 0;
	while (*got < length) {
		status = load(spool, error);
		if (status != STATUS_OK)
			return status;
		part = spool->used - spool->at;
		if (part == 0)
			break;
		part = part < length - *got ? part : length - *got;
		memcpy(next + *got, spool->memory + spool->at, part);
		spool->at += part;
		*got += part;
	}
	return STATUS_OK;
}

enum status
spool_copy(struct spool *spool, int descriptor, struct error *error)
{
	enum status status;
	ssize_t written;

	if (spool->flows) {
		assert(descriptor == spool->descriptor);
		return spool_flush(spool, error);
	}
	status = spool_rewind(spool, error);
	if (status != STATUS_OK)
		return status;
	for (;;) {
		status = load(spool, error);
		if (status != STATUS_OK)
			return status;
		if (spool->at == spool->used)
			return STATUS_OK;
		written = write(descriptor, spool->memory + spool->at,
		    spool->used - spool->at);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return error_set(
			    error, STATUS_IO, "%s", strerror(errno));
		spool->at += (size_t)written;
	}
}

uint64_t
spool_size(const struct spool *spool)
{
	return spool->size;
}

void
spool_close(struct spool *spool)
{
	if (spool == NULL)
		return;
	if (spool->descriptor >= 0 && !spool->flows)
		(void)close(spool->descriptor);
	free(spool->memory);
	free(spool);
}

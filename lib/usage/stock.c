/*
 * What is in memory lies in one piece of address space, which gets memory as it
 * is filled, in large pages where the system has them: things are asked for in
 * any order, and what that costs most is to find their pages.  Once it is full,
 * all that follows goes through a buffer to the file, so a thing is never
 * divided.
 */
#include "usage/stock.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "record/tempfile.h"

#define CACHE_LINE 64
#define BUFFER_ROOM ((size_t)1 << 18)

static enum status
grow_ends(struct stock *stock, struct error *error)
{
	uint64_t room = stock->end_room == 0 ? 4096 : 2 * stock->end_room;
	uint64_t *ends;
	uint32_t *tags;

	if (stock->count < stock->end_room)
		return STATUS_OK;
	ends = realloc(stock->ends, (size_t)room * sizeof(*ends));
	if (ends == NULL)
		return error_memory(error);
	stock->ends = ends;
	tags = realloc(stock->tags, (size_t)room * sizeof(*tags));
	if (tags == NULL)
		return error_memory(error);
	stock->tags = tags;
	stock->end_room = room;
	return STATUS_OK;
}

/* Have the address space. */
static enum status
reserve(struct stock *stock, struct error *error)
{
	size_t room =
	    stock->memory_max == 0 ? STOCK_MEMORY_MAX : stock->memory_max;
	void *bytes;

	if (stock->room > 0)
		return STATUS_OK;
	bytes = mmap(NULL, room, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (bytes == MAP_FAILED)
		return error_memory(error);
	/* Without large pages it is only slower. */
	(void)madvise(bytes, room, MADV_HUGEPAGE);
	stock->bytes = bytes;
	stock->room = room;
	return STATUS_OK;
}

static enum status
open_file(struct stock *stock, struct error *error)
{
	enum status status;

	if (stock->buffer != NULL)
		return STATUS_OK;
	stock->buffer = malloc(BUFFER_ROOM);
	if (stock->buffer == NULL)
		return error_memory(error);
	status = tempfile_open(&stock->descriptor, error);
	if (status != STATUS_OK) {
		free(stock->buffer);
		stock->buffer = NULL;
	}
	return status;
}

static enum status
flush(struct stock *stock, struct error *error)
{
	enum status status;

	status = tempfile_write(stock->descriptor, stock->buffer,
	    stock->waiting, stock->filed, error);
	if (status == STATUS_OK) {
		stock->filed += stock->waiting;
		stock->waiting = 0;
	}
	return status;
}

static enum status
file(struct stock *stock, const void *bytes, size_t length, struct error *error)
{
	enum status status = open_file(stock, error);

	if (status == STATUS_OK && length > BUFFER_ROOM - stock->waiting)
		status = flush(stock, error);
	if (status != STATUS_OK)
		return status;
	if (length > BUFFER_ROOM) {
		status = tempfile_write(
		    stock->descriptor, bytes, length, stock->filed, error);
		stock->filed += length;
		return status;
	}
	memcpy(stock->buffer + stock->waiting, bytes, length);
	stock->waiting += length;
	return STATUS_OK;
}

enum status
stock_add(struct stock *stock, const void *bytes, size_t length, uint32_t tag,
    struct error *error)
{
	enum status status = grow_ends(stock, error);

	if (status == STATUS_OK)
		status = reserve(stock, error);
	if (status != STATUS_OK)
		return status;
	if (stock->buffer == NULL && length <= stock->room - stock->used) {
		memcpy(stock->bytes + stock->used, bytes, length);
		stock->used += length;
	} else {
		status = file(stock, bytes, length, error);
		if (status != STATUS_OK)
			return status;
	}
	stock->tags[stock->count] = tag;
	stock->ends[stock->count++] =
	    stock->used + stock->filed + stock->waiting;
	return STATUS_OK;
}

void
stock_expect(const struct stock *stock, uint64_t begin)
{
	if (begin >= stock->used)
		return;
	__builtin_prefetch(stock->bytes + begin);
	__builtin_prefetch(stock->bytes + begin + CACHE_LINE);
}

/* Let the window begin at ${at}. */
static enum status
slide(struct stock *stock, uint64_t at, struct error *error)
{
	uint64_t left = stock->filed - at;

	if (stock->window_bytes == NULL)
		stock->window_bytes = malloc(BUFFER_ROOM);
	if (stock->window_bytes == NULL)
		return error_memory(error);
	stock->window = at;
	stock->window_length = left < BUFFER_ROOM ? (size_t)left : BUFFER_ROOM;
	return tempfile_read(stock->descriptor, stock->window_bytes,
	    stock->window_length, at, error);
}

/* Read from the file, or from what is on its way there. */
static enum status
read_filed(struct stock *stock, uint64_t at, unsigned char *bytes,
    size_t length, struct error *error)
{
	enum status status;
	bool next = at == stock->last;

	assert(at + length <= stock->filed + stock->waiting);
	stock->last = at + length;
	if (at >= stock->filed) {
		memcpy(bytes, stock->buffer + (at - stock->filed), length);
		return STATUS_OK;
	}
	/* Who reads one after the other is given a window. */
	if (next && at + length > stock->window + stock->window_length &&
	    length <= BUFFER_ROOM) {
		status = slide(stock, at, error);
		if (status != STATUS_OK)
			return status;
	}
	if (at < stock->window ||
	    at + length > stock->window + stock->window_length)
		return tempfile_read(
		    stock->descriptor, bytes, length, at, error);
	memcpy(bytes, stock->window_bytes + (at - stock->window), length);
	return STATUS_OK;
}

enum status
stock_get(struct stock *stock, uint64_t position, uint64_t begin,
    struct arena *arena, const unsigned char **bytes, struct error *error)
{
	unsigned char *copy;
	size_t length;

	if (begin < stock->used) {
		*bytes = stock->bytes + begin;
		return STATUS_OK;
	}
	assert(begin == stock_begin(stock, position));
	length = (size_t)(stock->ends[position] - begin);
	copy = arena_alloc(arena, length);
	if (copy == NULL)
		return error_memory(error);
	*bytes = copy;
	/* What has no length may stand where there is no file yet. */
	if (length == 0)
		return STATUS_OK;
	return read_filed(stock, begin - stock->used, copy, length, error);
}

void
stock_close(struct stock *stock)
{
	if (stock->buffer != NULL)
		(void)close(stock->descriptor);
	if (stock->room > 0)
		(void)munmap(stock->bytes, stock->room);
	free(stock->ends);
	free(stock->tags);
	free(stock->window_bytes);
	free(stock->buffer);
	*stock = (struct stock){ .bytes = NULL };
}

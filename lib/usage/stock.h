#ifndef USAGE_STOCK_H
#define USAGE_STOCK_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * A stock keeps many small things, each found again by its position.
 *
 * Up to STOCK_MEMORY_MAX bytes stay in memory, the rest goes to an unlinked
 * temporary file, but for twelve bytes each.  A stock that is all zero is empty
 * and ready.
 *
 * stock_add(stock, bytes, length, tag, error):
 * Add the next one; the first has the position 0.  Its ${tag} is the caller's.
 *
 * stock_tag(stock, position):
 * The tag of the one at ${position}.  Cheap.
 *
 * stock_begin(stock, position):
 * Where the one at ${position} begins: what follows needs not look it up then.
 *
 * stock_get(stock, position, begin, arena, bytes, error):
 * The one at ${position}, which begins there.  It stays valid as long as the
 * stock, or, if it is read from the file, as long as ${arena}.
 *
 * stock_expect(stock, begin):
 * What begins there will be asked for soon: have it fetched from memory
 * meanwhile.
 *
 * stock_close(stock):
 * Release; also twice.
 */

#ifndef STOCK_MEMORY_MAX
#define STOCK_MEMORY_MAX ((size_t)448 << 20)
#endif

struct stock {
	unsigned char *bytes; /* the first ones */
	size_t used;
	size_t room; /* that may be used; the system gives it as it is */
	uint64_t *ends; /* of each, as bytes from the first one on */
	uint32_t *tags;
	uint64_t count;
	uint64_t end_room;
	size_t memory_max; /* 0: STOCK_MEMORY_MAX */
	/* The rest: the file, and what is to be written to it. */
	int descriptor; /* once there is a buffer */
	unsigned char *buffer;
	size_t waiting;
	uint64_t filed;
	/* What was read of the file beyond what was asked for. */
	unsigned char *window_bytes;
	uint64_t window;
	size_t window_length;
	uint64_t last; /* where the last reading ended */
};

enum status stock_add(
    struct stock *, const void *, size_t, uint32_t, struct error *) MUST_CHECK;
enum status stock_get(struct stock *, uint64_t, uint64_t, struct arena *,
    const unsigned char **, struct error *) MUST_CHECK;
void stock_expect(const struct stock *, uint64_t);
void stock_close(struct stock *);

static inline uint32_t
stock_tag(const struct stock *stock, uint64_t position)
{
	assert(position < stock->count);
	return stock->tags[position];
}

static inline uint64_t
stock_begin(const struct stock *stock, uint64_t position)
{
	assert(position < stock->count);
	return position == 0 ? 0 : stock->ends[position - 1];
}

#endif

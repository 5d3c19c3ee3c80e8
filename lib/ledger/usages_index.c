/*
 * The index of event ids is a list of runs, each in the order of its hashes and
 * cut into blocks.  A look-up walks along the heads of the blocks, which stand
 * apart from their bytes in the file, and opens only those that may hold a
 * candidate.  A new run takes in those before it that are at most twice as
 * large.  So an entry is written again only when its run grows by half, a run
 * is more than twice as large as the next, and there are never more runs than
 * doublings.
 */
#include "ledger/usages.h"

#include <string.h>

#include "base/arena.h"
#include "ledger/query.h"

#define BLOCK_ENTRIES 4096
#define ENTRY_BYTES 16
#define BLOCK_BYTES ((size_t)BLOCK_ENTRIES * ENTRY_BYTES)
#define RUNS_MAX 64

/* Eight bytes, the most significant first, whatever the machine. */
static uint64_t
get(const unsigned char *bytes)
{
	uint64_t number = 0;

	for (size_t i = 0; i < sizeof(number); i++)
		number = number << 8 | bytes[i];
	return number;
}

static void
put(uint64_t number, unsigned char *bytes)
{
	for (size_t i = 0; i < sizeof(number); i++)
		bytes[i] = (unsigned char)(number >> (56 - 8 * i));
}

struct block {
	int64_t run;
	int64_t number;
	uint64_t first;
	uint64_t last; /* the block holds none beyond it */
};

/* Who asks, and what for. */
struct asking {
	const struct usage_entry *entries;
	size_t count;
	usage_known *known;
	void *context;
	struct query bytes;
};

/* The first entry whose id is not below ${id}. */
static size_t
find(const struct asking *asking, uint64_t id)
{
	size_t low = 0, high = asking->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (asking->entries[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The bytes of a block; the query keeps them until it is asked again. */
static enum status
open_block(struct query *query, int64_t run, int64_t number,
    const unsigned char **bytes, size_t *count, struct error *error)
{
	enum status status;
	size_t length = 0;
	bool found;

	status =
	    query_begin(query->ledger, STATEMENT_USAGE_RUN_BLOCK, query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(query, run);
	query_bind_integer(query, number);
	status = query_next(query, &found, error);
	if (status != STATUS_OK)
		return status;
	*bytes = found ? query_blob(query, 0, &length) : NULL;
	if (length == 0 || length % ENTRY_BYTES != 0 || length > BLOCK_BYTES)
		return error_set(error, STATUS_LEDGER,
		    "block %lld of run %lld of the index of events is damaged",
		    (long long)number, (long long)run);
	*count = length / ENTRY_BYTES;
	return STATUS_OK;
}

/* The entries from ${next} on meet those of a block. */
static enum status
meet(struct asking *asking, size_t next, const unsigned char *bytes,
    size_t count, struct error *error)
{
	const struct usage_entry *entries = asking->entries;
	enum status status = STATUS_OK;

	for (; count > 0 && status == STATUS_OK; count--) {
		uint64_t id = get(bytes);
		size_t same;

		while (next < asking->count && entries[next].id < id)
			next++;
		for (same = next; same < asking->count &&
				  entries[same].id == id && status == STATUS_OK;
		     same++)
			status = asking->known(asking->context, &entries[same],
			    get(bytes + 8), error);
		bytes += ENTRY_BYTES;
	}
	return status;
}

static enum status
look_into(struct asking *asking, const struct block *block, struct error *error)
{
	size_t next = find(asking, block->first), count;
	const unsigned char *bytes;
	enum status status;

	if (next == asking->count || asking->entries[next].id > block->last)
		return STATUS_OK;
	status = open_block(
	    &asking->bytes, block->run, block->number, &bytes, &count, error);
	if (status == STATUS_OK)
		status = meet(asking, next, bytes, count, error);
	query_end(&asking->bytes);
	return status;
}

enum status
usages_known(struct ledger *ledger, const struct usage_entry *entries,
    size_t count, usage_known *known, void *context, struct error *error)
{
	struct asking asking = { entries, count, known, context,
		{ .ledger = ledger } };
	struct block block = { .run = 0 };
	struct query heads;
	bool any = false, found = true;
	enum status status;

	status = query_begin(ledger, STATEMENT_USAGE_RUN_BLOCKS, &heads, error);
	while (status == STATUS_OK) {
		struct block after = { .last = UINT64_MAX };

		status = query_next(&heads, &found, error);
		if (status != STATUS_OK)
			break;
		if (found) {
			after.run = query_integer(&heads, 0);
			after.number = query_integer(&heads, 1);
			after.first = (uint64_t)query_integer(&heads, 2);
		}
		/* A block ends where the next one of its run begins. */
		if (found && any && after.run == block.run)
			block.last = after.first;
		if (any)
			status = look_into(&asking, &block, error);
		if (!found)
			break;
		block = after;
		any = true;
	}
	query_end(&heads);
	return status;
}

/* A run that is merged: one block of it at a time. */
struct taken {
	int64_t run;
	int64_t block; /* the next one */
	uint64_t left; /* entries that are not loaded yet */
	unsigned char *bytes;
	size_t at;
	size_t count;
};

struct merging {
	struct ledger *ledger;
	struct arena arena;
	struct error *error;
	const struct usage_entry *entries;
	size_t left;
	struct taken taken[RUNS_MAX];
	size_t taken_count;
	int64_t run; /* that is written */
	int64_t block;
	unsigned char *bytes;
	size_t count;
};

/* Have an entry at hand, if the run has one left. */
static enum status
reload(struct merging *merging, struct taken *taken)
{
	struct query query = { .ledger = merging->ledger };
	const unsigned char *bytes;
	enum status status;

	if (taken->at < taken->count || taken->left == 0)
		return STATUS_OK;
	status = open_block(&query, taken->run, taken->block++, &bytes,
	    &taken->count, merging->error);
	if (status == STATUS_OK && taken->count > taken->left)
		taken->count = taken->left;
	if (status == STATUS_OK) {
		memcpy(taken->bytes, bytes, taken->count * ENTRY_BYTES);
		taken->left -= taken->count;
		taken->at = 0;
	}
	query_end(&query);
	return status;
}

static enum status
flush(struct merging *merging)
{
	struct query query;
	enum status status;

	if (merging->count == 0)
		return STATUS_OK;
	status = query_begin(merging->ledger, STATEMENT_USAGE_RUN_INSERT,
	    &query, merging->error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&query, merging->run);
	query_bind_integer(&query, merging->block++);
	query_bind_integer(&query, (int64_t)get(merging->bytes));
	query_bind_blob(&query, merging->bytes, merging->count * ENTRY_BYTES);
	status = query_run(&query, merging->error);
	query_end(&query);
	merging->count = 0;
	return status;
}

/* The runs that the new one takes in: from the last one on, those that are not
 * more than twice as large as what was gathered so far. */
static enum status
choose(struct merging *merging)
{
	uint64_t total = merging->left;
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(
	    merging->ledger, STATEMENT_USAGE_RUNS, &query, merging->error);
	while (status == STATUS_OK && merging->taken_count < RUNS_MAX) {
		struct taken *taken = &merging->taken[merging->taken_count];

		status = query_next(&query, &found, merging->error);
		if (status != STATUS_OK || !found)
			break;
		if (merging->run == 0)
			merging->run = query_integer(&query, 0) + 1;
		taken->run = query_integer(&query, 0);
		taken->left = (uint64_t)query_integer(&query, 1) / ENTRY_BYTES;
		if (taken->left / 2 > total)
			break;
		total += taken->left;
		taken->bytes = arena_alloc(&merging->arena, BLOCK_BYTES);
		if (taken->bytes == NULL)
			status = error_memory(merging->error);
		merging->taken_count++;
	}
	query_end(&query);
	if (merging->run == 0)
		merging->run = 1;
	return status;
}

/* The run with the least entry; NULL if it is a new one, or none is left. */
static struct taken *
least(struct merging *merging, bool *found)
{
	struct taken *best = NULL, *taken;
	uint64_t id = 0, other;
	size_t i;

	*found = merging->left > 0;
	if (*found)
		id = merging->entries->id;
	for (i = 0; i < merging->taken_count; i++) {
		taken = &merging->taken[i];
		if (taken->at == taken->count)
			continue;
		other = get(taken->bytes + taken->at * ENTRY_BYTES);
		if (*found && other >= id)
			continue;
		*found = true;
		best = taken;
		id = other;
	}
	return best;
}

static enum status
merge(struct merging *merging)
{
	enum status status = STATUS_OK;
	struct taken *taken;
	bool found;

	for (;;) {
		unsigned char *next =
		    merging->bytes + merging->count * ENTRY_BYTES;

		taken = least(merging, &found);
		if (!found)
			return flush(merging);
		if (taken == NULL) {
			put(merging->entries->id, next);
			put(merging->entries->content, next + 8);
			merging->entries++;
			merging->left--;
		} else {
			memcpy(next, taken->bytes + taken->at * ENTRY_BYTES,
			    ENTRY_BYTES);
			taken->at++;
			status = reload(merging, taken);
		}
		if (status == STATUS_OK && ++merging->count == BLOCK_ENTRIES)
			status = flush(merging);
		if (status != STATUS_OK)
			return status;
	}
}

/* What was taken in is there twice now. */
static enum status
drop(struct merging *merging)
{
	enum status status = STATUS_OK;
	struct query query;
	size_t i;

	for (i = 0; i < merging->taken_count && status == STATUS_OK; i++) {
		status = query_begin(merging->ledger,
		    STATEMENT_USAGE_RUN_DELETE, &query, merging->error);
		if (status != STATUS_OK)
			break;
		query_bind_integer(&query, merging->taken[i].run);
		status = query_run(&query, merging->error);
		query_end(&query);
	}
	return status;
}

enum status
usages_index(struct ledger *ledger, const struct usage_entry *entries,
    size_t count, struct error *error)
{
	struct merging merging = {
		.ledger = ledger,
		.error = error,
		.entries = entries,
		.left = count,
	};
	enum status status = STATUS_OK;
	size_t i;

	if (count == 0)
		return STATUS_OK;
	merging.bytes = arena_alloc(&merging.arena, BLOCK_BYTES);
	if (merging.bytes == NULL)
		status = error_memory(error);
	if (status == STATUS_OK)
		status = choose(&merging);
	for (i = 0; i < merging.taken_count && status == STATUS_OK; i++)
		status = reload(&merging, &merging.taken[i]);
	if (status == STATUS_OK)
		status = merge(&merging);
	if (status == STATUS_OK)
		status = drop(&merging);
	arena_close(&merging.arena);
	return status;
}

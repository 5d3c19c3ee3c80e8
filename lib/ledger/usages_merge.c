/*
 * Runs are of sizes, each eight times the one below; once there are seven of
 * its size or below, the eighth takes them in.  So an entry is written again
 * only when its run grows about eightfold: what the next import costs hardly
 * depends on what there is.  A look-up has a few runs of each size to go
 * through.
 */
#include <string.h>

#include "base/arena.h"
#include "ledger/usages_parts.h"

#define RUNS_MAX 256
#define RUNS_BESIDE 7 /* of one size */

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
	status = usages_block(&query, taken->run, taken->block++, &bytes,
	    &taken->count, merging->error);
	if (status == STATUS_OK && taken->count > taken->left)
		taken->count = taken->left;
	if (status == STATUS_OK) {
		memcpy(taken->bytes, bytes, taken->count * USAGES_ENTRY);
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
	query_bind_integer(&query, (int64_t)usages_get(merging->bytes));
	query_bind_blob(&query, merging->bytes, merging->count * USAGES_ENTRY);
	status = query_run(&query, merging->error);
	query_end(&query);
	merging->count = 0;
	return status;
}

/* The powers of eight that a number of entries has reached. */
static int
size_of(uint64_t entries)
{
	return (63 - __builtin_clzll(entries | 1)) / 3;
}

/* How many of the runs, the last one first, a new one takes in: what it has
 * become then may take in larger ones. */
static size_t
takes_in(const struct taken *runs, size_t count, uint64_t total)
{
	size_t in = 0, next;
	uint64_t sum;

	for (;;) {
		sum = total;
		for (next = in;
		     next < count && size_of(runs[next].left) <= size_of(total);
		     next++)
			sum += runs[next].left;
		if (next - in < RUNS_BESIDE)
			return in;
		in = next;
		total = sum;
	}
}

/* The runs that there are, the last one first. */
static enum status
list_runs(struct merging *merging, size_t *count)
{
	struct query query;
	enum status status;
	bool found = true;

	*count = 0;
	status = query_begin(
	    merging->ledger, STATEMENT_USAGE_RUNS, &query, merging->error);
	while (status == STATUS_OK && *count < RUNS_MAX) {
		struct taken *taken = &merging->taken[*count];

		status = query_next(&query, &found, merging->error);
		if (status != STATUS_OK || !found)
			break;
		taken->run = query_integer(&query, 0);
		taken->left = (uint64_t)query_integer(&query, 1) / USAGES_ENTRY;
		++*count;
	}
	query_end(&query);
	return status;
}

/* The number of the new run, and those that it takes in. */
static enum status
choose(struct merging *merging)
{
	enum status status;
	size_t count, i;

	status = list_runs(merging, &count);
	merging->run = count == 0 ? 1 : merging->taken[0].run + 1;
	merging->taken_count = takes_in(merging->taken, count, merging->left);
	for (i = 0; i < merging->taken_count && status == STATUS_OK; i++) {
		merging->taken[i].bytes =
		    arena_alloc(&merging->arena, USAGES_BLOCK);
		if (merging->taken[i].bytes == NULL)
			status = error_memory(merging->error);
	}
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
		other = usages_get(taken->bytes + taken->at * USAGES_ENTRY);
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
		    merging->bytes + merging->count * USAGES_ENTRY;

		taken = least(merging, &found);
		if (!found)
			return flush(merging);
		if (taken == NULL) {
			usages_put(merging->entries->id, next);
			usages_put(merging->entries->content, next + 8);
			merging->entries++;
			merging->left--;
		} else {
			memcpy(next, taken->bytes + taken->at * USAGES_ENTRY,
			    USAGES_ENTRY);
			taken->at++;
			status = reload(merging, taken);
		}
		if (status == STATUS_OK &&
		    ++merging->count == USAGES_BLOCK / USAGES_ENTRY)
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
	merging.bytes = arena_alloc(&merging.arena, USAGES_BLOCK);
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

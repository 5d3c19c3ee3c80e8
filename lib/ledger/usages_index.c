/*
 * What the index knows.  A look-up walks along the heads of the blocks, which
 * stand apart from their bytes in the file, and opens only those that may hold
 * a candidate.
 */
#include "ledger/usages_parts.h"

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

enum status
usages_block(struct query *query, int64_t run, int64_t number,
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
	if (length == 0 || length % USAGES_ENTRY != 0 || length > USAGES_BLOCK)
		return error_set(error, STATUS_LEDGER,
		    "block %lld of run %lld of the index of events is damaged",
		    (long long)number, (long long)run);
	*count = length / USAGES_ENTRY;
	return STATUS_OK;
}

size_t
usages_find(const struct usage_entry *entries, size_t count, uint64_t id)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (entries[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The entries from ${next} on meet those of a block. */
static enum status
meet(struct asking *asking, size_t next, const unsigned char *bytes,
    size_t count, struct error *error)
{
	const struct usage_entry *entries = asking->entries;
	enum status status = STATUS_OK;

	for (; count > 0 && status == STATUS_OK; count--) {
		uint64_t id = usages_get(bytes);
		size_t same;

		while (next < asking->count && entries[next].id < id)
			next++;
		for (same = next; same < asking->count &&
				  entries[same].id == id && status == STATUS_OK;
		     same++)
			status = asking->known(asking->context, &entries[same],
			    usages_get(bytes + 8), error);
		bytes += USAGES_ENTRY;
	}
	return status;
}

static enum status
look_into(struct asking *asking, const struct block *block, struct error *error)
{
	size_t next = usages_find(asking->entries, asking->count, block->first);
	const unsigned char *bytes;
	enum status status;
	size_t count;

	if (next == asking->count || asking->entries[next].id > block->last)
		return STATUS_OK;
	status = usages_block(
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

enum status
usages_sum(
    struct ledger *ledger, uint64_t *count, uint64_t *sum, struct error *error)
{
	struct query query;
	enum status status;
	bool found = true;

	*count = *sum = 0;
	status =
	    query_begin(ledger, STATEMENT_USAGE_RUN_ENTRIES, &query, error);
	while (status == STATUS_OK) {
		const unsigned char *bytes;
		size_t length;

		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		bytes = query_blob(&query, 0, &length);
		for (; length >= USAGES_ENTRY; length -= USAGES_ENTRY) {
			*sum += usages_get(bytes);
			(*count)++;
			bytes += USAGES_ENTRY;
		}
	}
	query_end(&query);
	return status;
}

/*
 * What the index knows.  A look-up walks along the heads of the blocks, which
 * stand apart from their bytes in the file, and opens only those that may hold
 * a candidate: of all runs in the order of hashes, so the candidates that one
 * block has met are at hand for the next.  Where there are many, a thread reads
 * while blocks meet them.
 */
#include <string.h>

#include "base/arena.h"
#include "base/relay.h"
#include "ledger/usages_parts.h"

#define MANY (USAGES_BLOCK / USAGES_ENTRY)

struct block {
	int64_t run;
	int64_t number;
	uint64_t first;
	uint64_t last; /* the block holds none beyond it */
};

/* What was read of a block. */
struct loaded {
	size_t next; /* the first candidate that it may hold */
	size_t count; /* of its entries */
	unsigned char bytes[USAGES_BLOCK];
};

/* Who asks, and what for. */
struct asking {
	const struct usage_entry *entries;
	size_t count;
	struct query heads;
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

/* The head of the next block, which ends where the next one of its run begins.
 */
static enum status
next_block(
    struct query *heads, struct block *block, bool *found, struct error *error)
{
	enum status status = query_next(heads, found, error);

	if (status != STATUS_OK || !*found)
		return status;
	*block = (struct block){
		.run = query_integer(heads, 0),
		.number = query_integer(heads, 1),
		.first = (uint64_t)query_integer(heads, 2),
		.last = query_null(heads, 3)
			    ? UINT64_MAX
			    : (uint64_t)query_integer(heads, 3),
	};
	return STATUS_OK;
}

static enum status
read_block(struct asking *asking, const struct block *block,
    struct loaded *loaded, struct error *error)
{
	const unsigned char *bytes;
	enum status status;

	status = usages_block(&asking->bytes, block->run, block->number, &bytes,
	    &loaded->count, error);
	if (status == STATUS_OK)
		memcpy(loaded->bytes, bytes, loaded->count * USAGES_ENTRY);
	query_end(&asking->bytes);
	return status;
}

/* Load the next block that may hold a candidate: a maker of a relay. */
static enum status
load(void *context, void *made, bool *last, struct error *error)
{
	struct asking *asking = context;
	struct loaded *loaded = made;
	struct block block;
	enum status status;
	bool found = false;

	loaded->count = 0;
	do {
		status = next_block(&asking->heads, &block, &found, error);
		*last = !found;
		if (status != STATUS_OK || !found)
			return status;
		loaded->next =
		    usages_find(asking->entries, asking->count, block.first);
	} while (loaded->next == asking->count ||
		 asking->entries[loaded->next].id > block.last);
	return read_block(asking, &block, loaded, error);
}

/* The candidates meet the entries of a block. */
static enum status
meet(const struct asking *asking, const struct loaded *loaded,
    usage_known *known, void *context, struct error *error)
{
	const struct usage_entry *entries = asking->entries;
	const unsigned char *bytes = loaded->bytes;
	size_t next = loaded->next, same, i;
	enum status status = STATUS_OK;

	for (i = 0; i < loaded->count && status == STATUS_OK; i++) {
		uint64_t id = usages_get(bytes);

		while (next < asking->count && entries[next].id < id)
			next++;
		for (same = next; same < asking->count &&
				  entries[same].id == id && status == STATUS_OK;
		     same++)
			status = known(context, &entries[same],
			    usages_get(bytes + 8), error);
		bytes += USAGES_ENTRY;
	}
	return status;
}

/* All blocks, one behind the other. */
static enum status
meet_all(struct asking *asking, struct loaded *room, usage_known *known,
    void *context, struct error *error)
{
	struct relay_maker maker = {
		.make = load, .context = asking, .alone = asking->count < MANY
	};
	struct relay *relay;
	enum status status;
	bool found = true;
	void *made;
	size_t i;

	for (i = 0; i < RELAY_BATCHES; i++)
		maker.batches[i] = &room[i];
	status = relay_open(&maker, &relay, error);
	while (status == STATUS_OK) {
		status = relay_take(relay, &made, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = meet(asking, made, known, context, error);
	}
	relay_close(relay);
	return status;
}

enum status
usages_known(struct ledger *ledger, const struct usage_entry *entries,
    size_t count, usage_known *known, void *context, struct error *error)
{
	struct asking asking = { entries, count, { .ledger = ledger },
		{ .ledger = ledger } };
	struct arena arena = { NULL, NULL };
	struct loaded *room;
	enum status status;

	if (count == 0)
		return STATUS_OK;
	room = arena_array(&arena, RELAY_BATCHES, sizeof(*room));
	if (room == NULL)
		return error_memory(error);
	status = query_begin(
	    ledger, STATEMENT_USAGE_RUN_BLOCKS, &asking.heads, error);
	if (status == STATUS_OK)
		status = meet_all(&asking, room, known, context, error);
	query_end(&asking.heads);
	arena_close(&arena);
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

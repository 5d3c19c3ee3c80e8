/*
 * Digests of batches: sums, so that rows may come in any order.
 */
#include <string.h>

#include "base/hash.h"
#include "ledger/usages_parts.h"

#define TEXTS 9
#define TEXT_MAX 254 /* what is longer is put in as its hash */
#define LONGER 255
#define NUMBERS 3

/* A text behind its length; how many bytes it has become. */
static size_t
put_text(const char *text, unsigned char *bytes)
{
	size_t length = strlen(text);
	uint64_t wide[2];

	if (length <= TEXT_MAX) {
		bytes[0] = (unsigned char)length;
		memcpy(bytes + 1, text, length);
		return 1 + length;
	}
	hash_wide(text, length, wide);
	bytes[0] = LONGER;
	usages_put(wide[0], bytes + 1);
	usages_put(wide[1], bytes + 9);
	return 17;
}

void
usages_mix(struct usage_digest *digest, const struct usage_row *row)
{
	const char *const texts[TEXTS] = { row->subscription, row->event,
		row->metric, row->quantity, row->amount, row->currency,
		row->dimensions, row->named, row->reason };
	unsigned char bytes[8 * NUMBERS + TEXTS * (1 + TEXT_MAX)];
	size_t used = (size_t)8 * NUMBERS, i;
	uint64_t wide[2];

	usages_put((uint64_t)row->occurred_at, bytes);
	usages_put((uint64_t)row->number, bytes + 8);
	usages_put((uint64_t)row->counts, bytes + 16);
	for (i = 0; i < TEXTS; i++)
		used += put_text(texts[i], bytes + used);
	hash_wide(bytes, used, wide);
	digest->sum += (unsigned __int128)wide[0] << 64 | wide[1];
}

void
usages_digest_put(
    struct usage_digest digest, unsigned char bytes[USAGES_DIGEST])
{
	usages_put((uint64_t)(digest.sum >> 64), bytes);
	usages_put((uint64_t)digest.sum, bytes + 8);
}

enum status
usages_batches(struct ledger *ledger, struct arena *arena,
    struct usage_batches *batches, struct error *error)
{
	struct query query;
	enum status status;
	bool found = true;

	*batches = (struct usage_batches){ .items = NULL };
	status =
	    query_begin(ledger, STATEMENT_USAGE_BATCH_SELECT, &query, error);
	while (status == STATUS_OK) {
		struct usage_batch *batch;
		const unsigned char *bytes;
		size_t length;

		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		batches->items = arena_grow(
		    arena, batches->items, batches->count, sizeof(*batch));
		if (batches->items == NULL) {
			status = error_memory(error);
			break;
		}
		batch = &batches->items[batches->count++];
		*batch = (struct usage_batch){
			.first_number = query_integer(&query, 0),
			.last_number = query_integer(&query, 1),
			.first_at = query_integer(&query, 2),
		};
		batch->digested = !query_null(&query, 3);
		bytes = query_blob(&query, 3, &length);
		if (length == USAGES_DIGEST)
			batch->digest.sum = (unsigned __int128)usages_get(bytes)
						<< 64 |
					    usages_get(bytes + 8);
	}
	query_end(&query);
	return status;
}

struct usage_batch *
usages_batch_of(const struct usage_batches *batches, int64_t number)
{
	size_t low = 0, high = batches->count;

	/* The first that ends at the number or behind it. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (batches->items[middle].last_number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < batches->count &&
		       batches->items[low].first_number <= number
		   ? &batches->items[low]
		   : NULL;
}

static enum status
mix_row(void *context, const struct usage_row *row, struct error *error)
{
	struct usage_batch *batch = usages_batch_of(context, row->number);

	(void)error;
	if (batch != NULL)
		usages_mix(&batch->digest, row);
	return STATUS_OK;
}

/* Those that have a digest keep it. */
static enum status
store(struct ledger *ledger, const struct usage_batches *batches,
    struct error *error)
{
	unsigned char digest[USAGES_DIGEST];
	struct query query;
	enum status status;
	size_t i;

	status =
	    query_begin(ledger, STATEMENT_USAGE_BATCH_DIGEST, &query, error);
	for (i = 0; i < batches->count && status == STATUS_OK; i++) {
		usages_digest_put(batches->items[i].digest, digest);
		query_bind_blob(&query, digest, USAGES_DIGEST);
		query_bind_integer(&query, batches->items[i].first_number);
		status = query_run(&query, error);
	}
	query_end(&query);
	return status;
}

static enum status
is_there_older(struct ledger *ledger, bool *found, struct error *error)
{
	struct query query;
	enum status status;

	status =
	    query_begin(ledger, STATEMENT_USAGE_BATCH_OLDER, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, found, error);
	query_end(&query);
	return status;
}

enum status
usages_digest_older(struct ledger *ledger, struct error *error)
{
	struct arena arena = { NULL, NULL };
	struct usage_batches batches;
	enum status status;
	bool found = false;

	status = is_there_older(ledger, &found, error);
	if (status != STATUS_OK || !found)
		return status;
	status = usages_batches(ledger, &arena, &batches, error);
	if (status == STATUS_OK)
		status = usages_visit(ledger, mix_row, &batches, error);
	if (status == STATUS_OK)
		status = store(ledger, &batches, error);
	arena_close(&arena);
	return status;
}

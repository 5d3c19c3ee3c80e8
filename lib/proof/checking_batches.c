/*
 * The rows that a recording of usage booked lie all over the table: their
 * digest is summed up while the table is gone through for other checks.
 */
#include <inttypes.h>
#include <stdio.h>

#include "proof/checking_parts.h"

#define DIGEST_TEXT_MAX 33

enum status
checking_batches_load(
    struct checking *checking, struct checking_batches *batches)
{
	enum status status = usages_batches(checking->ledger, &batches->arena,
	    &batches->stored, checking->error);

	if (status != STATUS_OK)
		return status;
	batches->found = arena_array(&batches->arena, batches->stored.count + 1,
	    sizeof(*batches->found));
	return batches->found == NULL ? error_memory(checking->error)
				      : STATUS_OK;
}

void
checking_batches_row(
    struct checking_batches *batches, const struct usage_row *row)
{
	const struct usage_batch *batch =
	    usages_batch_of(&batches->stored, row->number);

	/* One of no batch is found by its number. */
	if (batch != NULL)
		usages_mix(&batches->found[batch - batches->stored.items], row);
}

static const char *
digest_text(struct usage_digest digest, char text[DIGEST_TEXT_MAX])
{
	snprintf(text, DIGEST_TEXT_MAX, "%016" PRIx64 "%016" PRIx64,
	    (uint64_t)(digest.sum >> 64), (uint64_t)digest.sum);
	return text;
}

enum status
checking_batches_finish(
    struct checking *checking, struct checking_batches *batches)
{
	char want[DIGEST_TEXT_MAX], have[DIGEST_TEXT_MAX], object[48];
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < batches->stored.count && status == STATUS_OK; i++) {
		const struct usage_batch *batch = &batches->stored.items[i];

		if (!batch->digested ||
		    batch->digest.sum == batches->found[i].sum)
			continue;
		snprintf(object, sizeof(object), "batch %zu", i + 1);
		status = checking_finding(checking, "usage-digests", object,
		    digest_text(batch->digest, want),
		    digest_text(batches->found[i], have));
	}
	return status;
}

void
checking_batches_close(struct checking_batches *batches)
{
	arena_close(&batches->arena);
}

/*
 * Records of usage that are checked by themselves, before anybody is locked
 * out.
 *
 * A thread examines records, and one more reads them where it can; here they
 * are kept.  Meanwhile the reader, the arenas and the vocabulary are the
 * examining thread's, but for the names.
 */

#include "base/relay.h"
#include "usage/metering_parts.h"

enum status
metering_reject(struct metering *metering, const struct rejected *rejected,
    const char *event)
{
	enum status status;

	metering->summary->rejected++;
	status = rejects_add(metering->rejects, rejected, metering->error);
	if (status == STATUS_OK && metering->receipts != NULL && event != NULL)
		status = receipts_add(metering->receipts, &event, "rejected",
		    rejected->reason, metering->error);
	return status;
}

/* Let a good record wait. */
static enum status
keep(struct metering *metering, const struct examined *examined, uint32_t name)
{
	struct usage_entry entry = examined->entry;
	enum status status;

	entry.position = metering->stock.count;
	status = stock_add(&metering->stock, examined->bytes, examined->length,
	    name, metering->error);
	if (status == STATUS_OK)
		status = entries_add(examined->retracts ? &metering->retractions
							: &metering->events,
		    entry, metering->error);
	return status;
}

/* Take a few records, whose names become words all at once. */
static enum status
take(struct metering *metering, const struct examined *items, size_t count)
{
	struct words_text texts[WORDS_AT_ONCE];
	struct word *words[WORDS_AT_ONCE];
	size_t named = 0, next = 0, i;
	enum status status;

	for (i = 0; i < count; i++) {
		if (items[i].name.length > 0)
			texts[named++] = items[i].name;
	}
	status = words_find_all(
	    &metering->vocabulary.names, texts, named, words, metering->error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		const struct examined *item = &items[i];

		metering->summary->in++;
		progress_step(metering->request->progress);
		if (item->rejected.reason != NULL)
			status = metering_reject(
			    metering, &item->rejected, item->event);
		else
			status = keep(metering, item,
			    item->name.length > 0 ? words[next++]->number
						  : VOCABULARY_NONE);
	}
	return status;
}

static enum status
take_all(struct metering *metering, struct relay *relay)
{
	const struct examined_batch *batch;
	enum status status;
	void *made;
	bool found;
	size_t i;

	for (;;) {
		status = relay_take(relay, &made, &found, metering->error);
		if (status != STATUS_OK || !found)
			return status;
		batch = made;
		for (i = 0; i < batch->count && status == STATUS_OK;
		     i += WORDS_AT_ONCE) {
			size_t left = batch->count - i;

			status = take(metering, &batch->items[i],
			    left < WORDS_AT_ONCE ? left : WORDS_AT_ONCE);
		}
		if (status != STATUS_OK)
			return status;
	}
}

/* Examine and keep. */
static enum status
run(struct metering *metering)
{
	struct relay_maker maker = { .make = metering_examine,
		.context = metering,
		.alone = reader_waits(metering->reader) };
	struct relay *relay = NULL;
	struct examined_batch *batches;
	enum status status;
	size_t i;

	batches =
	    arena_array(&metering->arena, RELAY_BATCHES, sizeof(*batches));
	if (batches == NULL)
		return error_memory(metering->error);
	for (i = 0; i < RELAY_BATCHES; i++)
		maker.batches[i] = &batches[i];
	status = reader_ahead(metering->reader, NULL, metering->error);
	if (status == STATUS_OK)
		status = relay_open(&maker, &relay, metering->error);
	if (status == STATUS_OK)
		status = take_all(metering, relay);
	relay_close(relay);
	for (i = 0; i < RELAY_BATCHES; i++)
		arena_close(&batches[i].arena);
	return status;
}

enum status
metering_read(struct metering *metering)
{
	struct progress *progress = metering->request->progress;
	enum status status;

	status = metering_names(metering);
	progress_begin(progress, "records", 0);
	if (status == STATUS_OK)
		status = run(metering);
	progress_end(progress);
	metering->summary->passed_over = reader_passed(metering->reader);
	metering->summary->in += metering->summary->passed_over;
	if (status == STATUS_OK)
		status = meant_check(&metering->watch,
		    reader_name(metering->reader), metering->error);
	if (status == STATUS_OK)
		reader_digest(metering->reader, metering->input);
	return status;
}

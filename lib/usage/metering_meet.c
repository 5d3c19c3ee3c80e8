/*
 * What the hashes tell.  Everything here is a walk along sorted lists; nothing
 * is looked up event by event, and no text is read.
 */
#include "usage/metering_parts.h"

/* An entry whose event the ledger knows. */
static enum status
know(void *context, const struct usage_entry *entry, uint64_t content,
    struct error *error)
{
	struct metering *metering = context;

	(void)error;
	metering->fates[entry->position] |=
	    entry->content == content ? FATE_SAME : FATE_OTHER;
	return STATUS_OK;
}

/* Every entry of ${id} gets ${fate}. */
static void
mark(struct metering *metering, const struct entries *entries, uint64_t id,
    enum fate fate)
{
	size_t i = usages_find(entries->items, entries->count, id);

	for (; i < entries->count && entries->items[i].id == id; i++)
		metering->fates[entries->items[i].position] |=
		    (unsigned char)fate;
}

/* A retraction in the ledger meets those of the file, and what it awaits. */
static enum status
recall(void *context, const struct usage_retraction *retraction,
    struct error *error)
{
	struct metering *metering = context;
	uint64_t id = usages_id(retraction->event);

	(void)error;
	mark(metering, &metering->retractions, id, FATE_RETRACTED);
	if (retraction->number == 0)
		mark(metering, &metering->events, id, FATE_CASE);
	return STATUS_OK;
}

/* The retractions of the file: each is a case, and so is its event. */
static enum status
meet_retractions(struct metering *metering)
{
	const struct entries *retractions = &metering->retractions;
	unsigned char *fates = metering->fates;
	enum status status;
	size_t i;

	/* What the ledger has of their events says nothing of themselves. */
	status = usages_known(metering->ledger, retractions->items,
	    retractions->count, know, metering, metering->error);
	if (status == STATUS_OK)
		status = usages_retractions(metering->ledger,
		    retractions->count == 0, recall, metering, metering->error);
	for (i = 0; i < retractions->count && status == STATUS_OK; i++) {
		uint64_t position = retractions->items[i].position;

		if ((fates[position] & (FATE_SAME | FATE_OTHER)) != 0 &&
		    (fates[position] & FATE_RETRACTED) == 0)
			metering->looked = true;
		fates[position] |= FATE_CASE | FATE_RETRACTS;
		mark(metering, &metering->events, retractions->items[i].id,
		    FATE_CASE);
	}
	metering->cases += retractions->count;
	return status;
}

/* The events of one id: they are one and the same, or a case. */
static void
settle(struct metering *metering, const struct usage_entry *items, size_t count)
{
	unsigned char *fates = metering->fates;
	unsigned all = 0;
	bool same = true;
	size_t i;

	for (i = 0; i < count; i++) {
		all |= fates[items[i].position];
		same = same && items[i].content == items[0].content;
	}
	if (!same || (all & (FATE_OTHER | FATE_CASE)) != 0) {
		for (i = 0; i < count; i++)
			fates[items[i].position] |= FATE_CASE;
		metering->cases += count;
		metering->looked = metering->looked || (all & FATE_OTHER) != 0;
		return;
	}
	/* They are in the order of the file: the first one counts. */
	for (i = (all & FATE_SAME) != 0 ? 0 : 1; i < count; i++)
		fates[items[i].position] |= FATE_DUPLICATE;
}

enum status
metering_meet(struct metering *metering)
{
	const struct entries *events = &metering->events;
	enum status status;
	size_t i, end;

	metering->fates =
	    arena_alloc(&metering->arena, (size_t)metering->stock.count);
	if (metering->fates == NULL)
		return error_memory(metering->error);
	status = usages_known(metering->ledger, events->items, events->count,
	    know, metering, metering->error);
	if (status == STATUS_OK)
		status = meet_retractions(metering);
	for (i = 0; i < events->count && status == STATUS_OK; i = end) {
		for (end = i + 1; end < events->count &&
				  events->items[end].id == events->items[i].id;
		     end++)
			continue;
		settle(metering, &events->items[i], end - i);
	}
	return status;
}

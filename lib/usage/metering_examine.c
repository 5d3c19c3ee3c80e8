/*
 * Records on their way from the reader to those who keep them: each is checked,
 * hashed and packed, or it is bad and says why.  What goes on is copied.
 */
#include <string.h>

#include "base/relay.h"
#include "intake/carding.h"
#include "usage/metering_parts.h"

/* A good record. */
static enum status
accept(struct checking *checking)
{
	const struct metered *metered = &checking->metered;
	struct examined *examined = checking->examined;
	struct arena *arena = &checking->batch->arena;
	enum status status;

	status =
	    metered_hash(metered, arena, &examined->entry, checking->error);
	if (status == STATUS_OK)
		status = metered_pack(metered, arena, &examined->bytes,
		    &examined->length, checking->error);
	/* A retraction may name nobody. */
	if (status == STATUS_OK && metered->values[checking->named][0] != '\0')
		status = metered_name(metered, checking->named, arena,
		    &examined->name, checking->error);
	examined->retracts = checking->retracts;
	checking->batch->bytes += examined->length;
	return status;
}

/* A copy that goes on with the batch; NULL without memory. */
static const char *
copy(struct checking *checking, const char *text)
{
	checking->batch->bytes += strlen(text);
	return arena_text(&checking->batch->arena, text);
}

/* A bad one, for this reason. */
static enum status
reject(struct checking *checking, const char *reason)
{
	struct rejected *rejected = &checking->examined->rejected;

	rejected->reason = copy(checking, reason);
	return rejected->reason == NULL ? error_memory(checking->error)
					: STATUS_OK;
}

/* Its cells go with it, to be mended. */
static enum status
add_cells(struct checking *checking)
{
	struct rejected *rejected = &checking->examined->rejected;
	const char *const *cells;
	size_t count = reader_raw(checking->metering->reader, &cells), i;
	const char **copies =
	    arena_array(&checking->batch->arena, count, sizeof(*copies));

	if (copies == NULL)
		return error_memory(checking->error);
	for (i = 0; i < count; i++) {
		copies[i] = copy(checking, cells[i]);
		if (copies[i] == NULL)
			return error_memory(checking->error);
	}
	rejected->cells = copies;
	rejected->count = count;
	return STATUS_OK;
}

/* What is wrong is told, but no cells if one of them is a card number. */
static enum status
refuse(struct checking *checking)
{
	struct error bad = *checking->error;
	enum status status = metering_cards(checking);

	if (status == STATUS_INVALID)
		return reject(checking, checking->error->text);
	reader_blame(checking->metering->reader, &bad);
	if (status == STATUS_OK)
		status = reject(checking, bad.text);
	if (status == STATUS_OK)
		status = add_cells(checking);
	if (status != STATUS_OK)
		return status;
	checking->examined->event =
	    copy(checking, checking->record->fields[METERED_EVENT]);
	return checking->examined->event == NULL ? error_memory(checking->error)
						 : STATUS_OK;
}

/* See whether a dimension is misspelt, and, until there is a quantity, whether
 * it has got another name. */
static enum status
watch(struct checking *checking)
{
	struct metering *metering = checking->metering;
	enum status status;

	status = meant_spell(&metering->watch, &metering->meant,
	    metering->reader, checking->record, checking->error);
	if (status != STATUS_OK)
		return status;
	if (!meant_watches(
		&metering->watch, checking->record->fields[METERED_QUANTITY]) ||
	    checking->retracts)
		return STATUS_OK;
	return meant_see(&metering->watch, &metering->meant,
	    &checking->metered.dimensions, &metering->arena, checking->error);
}

/* Check one record by itself. */
static enum status
examine(struct checking *checking)
{
	struct metering *metering = checking->metering;
	const struct record *record = checking->record;
	const char *bad = reader_bad(metering->reader);
	struct metered *metered = &checking->metered;
	struct carding carding = { metering->pan_like.items,
		metering->pan_like.count };
	enum status status;

	checking->examined->rejected.line = record->line;
	if (bad != NULL) {
		if (carding_raw(carding, &metering->schema, metering->reader,
			checking->error) != STATUS_OK)
			return reject(checking, checking->error->text);
		status = reject(checking, bad);
		return status == STATUS_OK ? add_cells(checking) : status;
	}
	arena_reset(&metering->scratch);
	metered->line = record->line;
	metered->quantity = record->fields[METERED_QUANTITY];
	metered->amount = record->fields[METERED_AMOUNT];
	metered->action = record->fields[METERED_ACTION];
	memcpy(metered->values, record->fields, sizeof(metered->values));
	status = metering_check(checking);
	if (status == STATUS_INVALID)
		return refuse(checking);
	if (status == STATUS_OK)
		status = watch(checking);
	return status == STATUS_OK ? accept(checking) : status;
}

enum status
metering_examine(void *context, void *made, bool *last, struct error *error)
{
	struct metering *metering = context;
	struct examined_batch *batch = made;
	struct record record;
	enum status status = STATUS_OK;
	bool found;

	arena_reset(&batch->arena);
	batch->count = 0;
	batch->bytes = 0;
	while (status == STATUS_OK && batch->count < EXAMINED_MAX &&
	       batch->bytes < RELAY_BYTES) {
		struct checking checking = {
			.metering = metering,
			.record = &record,
			.error = error,
			.batch = batch,
			.examined = &batch->items[batch->count],
		};

		status = reader_read(metering->reader, &record, &found, error);
		*last = status == STATUS_OK && !found;
		if (status != STATUS_OK || !found)
			return status;
		*checking.examined = (struct examined){ .event = NULL };
		status = examine(&checking);
		batch->count += status == STATUS_OK;
	}
	return status;
}

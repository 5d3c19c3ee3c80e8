/*
 * The way of each record, in the order of the file: its fate or its verdict,
 * its owner, its number.
 */
#include <string.h>

#include "record/jsonl.h"
#include "work/metering_parts.h"

int64_t
metering_number(const struct metering *metering, uint64_t position, bool undoes)
{
	uint64_t place = 1 + position + (undoes ? metering->count : 0);

	return metering->state.last_number + (int64_t)place;
}

/* What was decided about the next case. */
static enum status
read_verdict(
    struct metering *metering, enum verdict *verdict, const char **reason)
{
	const void *bytes = NULL;
	enum status status;
	size_t length;
	bool found;

	status = sort_next(
	    metering->verdicts, &bytes, &length, &found, metering->error);
	if (status != STATUS_OK)
		return status;
	if (!found)
		return error_set(metering->error, STATUS_LEDGER,
		    "a record was left without a verdict");
	*verdict = (enum verdict)(*(const char *)bytes - '0');
	*reason = (const char *)bytes + 1;
	return STATUS_OK;
}

/* How the event said whose it is; "" where it named its owner itself. */
static const char *
name_of(const struct metered *metered, const struct guide_subscription *owner,
    struct arena *scratch)
{
	size_t i;

	if (owner != NULL && metered->values[METERED_SUBSCRIPTION][0] != '\0')
		return "";
	for (i = METERED_SUBSCRIPTION; i < METERED_IDENTIFIER; i++) {
		if (metered->values[i][0] != '\0')
			break;
	}
	return arena_format(
	    scratch, "%s %s", metered_columns[i].name, metered->values[i]);
}

/* The dimensions as a row has them. */
static enum status
join_dimensions(struct metering *metering, const struct dimensions *dimensions,
    const char **text)
{
	struct arena *scratch = &metering->scratch;
	size_t count = dimensions->count, i;
	const char **names, **values;

	*text = "";
	if (count == 0)
		return STATUS_OK;
	names = arena_array(scratch, 2 * count, sizeof(*names));
	if (names == NULL)
		return error_memory(metering->error);
	values = names + count;
	for (i = 0; i < count; i++) {
		names[i] = dimensions->items[i].name;
		values[i] = dimensions->items[i].value;
	}
	return jsonl_object(
	    names, values, count, scratch, text, metering->error);
}

/* Find the owner of a new event, and take the row that gives it to him. */
static enum status
accept_event(struct metering *metering, const struct metered *metered,
    uint64_t position, bool undone)
{
	const struct guide_event event = {
		.subscription = metered->values[METERED_SUBSCRIPTION],
		.service = metered->values[METERED_SERVICE],
		.identifier = metered->values[METERED_IDENTIFIER],
		.occurred_at = metered->occurred_at,
		.metric = metered->values[METERED_METRIC],
		.dimensions = metered->dimensions,
	};
	const char *reason = "";
	const struct guide_subscription *owner =
	    guide_find(metering->guides.guide, &event, &reason);
	struct usage_row row = {
		.subscription = owner == NULL ? "" : owner->subscription.id,
		.occurred_at = metered->occurred_at,
		.event = metered->values[METERED_EVENT],
		.number = metering_number(metering, position, false),
		.counts = 1,
		.metric = event.metric,
		.quantity = metered->values[METERED_QUANTITY],
		.amount = metered->values[METERED_AMOUNT],
		.currency = metered->values[METERED_CURRENCY],
		.named = name_of(metered, owner, &metering->scratch),
		.reason = owner == NULL ? reason : "",
	};
	int32_t rank = owner == NULL ? -1 : owner->rank;
	enum status status;

	metering->fates[position] |= FATE_BOOKED;
	metering->suspended += owner == NULL && !undone;
	if (row.named == NULL)
		return error_memory(metering->error);
	status =
	    join_dimensions(metering, &metered->dimensions, &row.dimensions);
	if (status == STATUS_OK)
		status = metering_row(metering, &row, rank);
	if (status != STATUS_OK || !undone)
		return status;
	row.number = metering_number(metering, position, true);
	row.counts = -1;
	row.reason = METERING_RETRACTED;
	return metering_row(metering, &row, rank);
}

static enum status
accept(struct metering *metering, const struct metered *metered,
    uint64_t position, bool undone)
{
	const char *event = metered->values[METERED_EVENT];
	enum status status = STATUS_OK;

	metering->summary->accepted++;
	/* What a retraction does was taken where it was decided. */
	if (metered->values[METERED_ACTION][0] == '\0')
		status = accept_event(metering, metered, position, undone);
	if (status == STATUS_OK && metering->receipts != NULL)
		status = receipts_add(metering->receipts, &event, "accepted",
		    "", metering->error);
	return status;
}

static enum status
pass_duplicate(struct metering *metering, const struct metered *metered)
{
	const char *event = metered->values[METERED_EVENT];

	metering->summary->duplicate++;
	if (metering->receipts == NULL)
		return STATUS_OK;
	return receipts_add(
	    metering->receipts, &event, "duplicate", "", metering->error);
}

/* Set a record aside, with the cells that it had. */
static enum status
refuse(struct metering *metering, const struct metered *metered,
    const char *reason)
{
	struct rejected rejected = { .line = metered->line, .reason = reason };
	const char *const *names;
	size_t count = reader_raw_header(metering->reader, &names);
	enum status status;

	status = metered_cells(metered, names, count, &metering->scratch,
	    &rejected.cells, &rejected.count, metering->error);
	if (status != STATUS_OK)
		return status;
	return metering_reject(
	    metering, &rejected, metered->values[METERED_EVENT]);
}

static enum status
take_case(
    struct metering *metering, const struct metered *metered, uint64_t position)
{
	enum verdict verdict = VERDICT_REJECT;
	const char *reason = "";
	enum status status;

	status = read_verdict(metering, &verdict, &reason);
	if (status != STATUS_OK)
		return status;
	switch (verdict) {
	case VERDICT_DUPLICATE:
		return pass_duplicate(metering, metered);
	case VERDICT_REJECT:
		return refuse(metering, metered, reason);
	case VERDICT_ACCEPT:
	case VERDICT_UNDO:
		break;
	}
	return accept(metering, metered, position, verdict == VERDICT_UNDO);
}

static enum status
take(struct metering *metering, uint64_t position)
{
	unsigned fate = metering->fates[position];
	struct metered metered;
	enum status status;
	bool found;

	arena_reset(&metering->scratch);
	if ((fate & FATE_DUPLICATE) != 0 && metering->receipts == NULL) {
		metering->summary->duplicate++;
		return metered_pass(metering->spool, &metering->scratch, &found,
		    metering->error);
	}
	status = metered_get(metering->spool, &metering->scratch, &metered,
	    &found, metering->error);
	if (status != STATUS_OK)
		return status;
	if ((fate & FATE_CASE) != 0)
		return take_case(metering, &metered, position);
	if ((fate & FATE_DUPLICATE) != 0)
		return pass_duplicate(metering, &metered);
	return accept(metering, &metered, position, false);
}

enum status
metering_take(struct metering *metering)
{
	struct progress *progress = metering->request->progress;
	enum status status;
	uint64_t position;

	status = spool_rewind(metering->spool, metering->error);
	progress_begin(progress, "usage", metering->count);
	for (position = 0; status == STATUS_OK && position < metering->count;
	     position++) {
		progress_step(progress);
		status = take(metering, position);
	}
	progress_end(progress);
	return status;
}

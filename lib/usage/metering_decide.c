/*
 * Cases are decided event by event.  The texts of the events were compared by
 * the sort, so two events that only share a hash are two.
 */
#include <inttypes.h>
#include <string.h>

#include "base/instant.h"
#include "usage/metering_parts.h"

#define KEY_ROOM 256 /* an event has 128 bytes */

/* All that is known of one event. */
struct group {
	struct arena arena; /* its texts */
	const char *event; /* NULL: there is none yet */
	bool recorded; /* the ledger has it */
	bool held; /* and this row is where it is now */
	struct usage_row row;
	bool retracted; /* the ledger has its retraction */
	struct metering_case retraction;
	bool added;
	struct metering_case addition;
	bool undone;
	struct metering_case undo;
};

struct deciding {
	struct metering *metering;
	struct group group;
};

/* Answer a record: those of one event come in the order of the file. */
static enum status
answer(struct deciding *deciding, const char *result)
{
	struct metering *metering = deciding->metering;

	if (metering->receipts == NULL)
		return STATUS_OK;
	return receipts_add(metering->receipts, &deciding->group.event, result,
	    "", metering->error);
}

static enum status
pass_duplicate(struct deciding *deciding, const struct metering_case *item)
{
	deciding->metering->fates[item->position] |= FATE_DUPLICATE;
	return answer(deciding, "duplicate");
}

/* Set a record aside, with the cells that it had. */
static enum status
refuse(struct deciding *deciding, const struct metering_case *item)
{
	struct metering *metering = deciding->metering;
	struct rejected rejected = {
		.line = item->line,
		.reason = metering->error->text,
	};
	struct metered metered;
	enum status status;

	arena_reset(&metering->scratch);
	status = metered_get(&metering->stock,
	    metered_place(&metering->stock, item->position),
	    &metering->vocabulary, &metering->scratch, &metered,
	    metering->error);
	metered.change = metering->options->changes;
	if (status == STATUS_OK)
		status = metered_cells(&metered, metering->reader,
		    &metering->scratch, &rejected, metering->error);
	if (status == STATUS_OK)
		status = metering_reject(
		    metering, &rejected, metered.values[METERED_EVENT]);
	metering->fates[item->position] |= FATE_REJECTED;
	return status;
}

/* An event of the file. */
static enum status
decide_event(struct deciding *deciding, const struct metering_case *item)
{
	struct group *group = &deciding->group;
	struct error *error = deciding->metering->error;
	char instant[INSTANT_TEXT_MAX];

	if ((item->fate & FATE_SAME) != 0) {
		/* The ledger's, whether its rows were read or not. */
		if (!group->recorded)
			group->row = (struct usage_row){
				.occurred_at = item->occurred_at,
				.quantity = "",
				.metric = "",
			};
		group->recorded = true;
		return pass_duplicate(deciding, item);
	}
	if (group->recorded) {
		(void)error_set(error, STATUS_INVALID,
		    "event %s was recorded before and says something else "
		    "(%s, %s of %s)",
		    group->event,
		    instant_format(group->row.occurred_at, instant),
		    group->row.quantity, group->row.metric);
		return refuse(deciding, item);
	}
	if (!group->added) {
		group->added = true;
		group->addition = *item;
		return answer(deciding, "accepted");
	}
	if (item->content == group->addition.content)
		return pass_duplicate(deciding, item);
	(void)error_set(error, STATUS_INVALID,
	    "line %" PRIu64 " has the same event and says something else",
	    group->addition.line);
	return refuse(deciding, item);
}

/* When the event occurred, as far as it is known. */
static bool
known_instant(const struct group *group, int64_t *instant)
{
	if (group->recorded)
		*instant = group->row.occurred_at;
	else if (group->added)
		*instant = group->addition.occurred_at;
	return group->recorded || group->added;
}

/* A retraction of the file. */
static enum status
decide_retraction(struct deciding *deciding, const struct metering_case *item)
{
	struct group *group = &deciding->group;
	struct error *error = deciding->metering->error;
	const struct metering_case *before =
	    group->retracted ? &group->retraction : &group->undo;
	char text[INSTANT_TEXT_MAX];
	int64_t instant;

	if (group->retracted || group->undone) {
		if (item->content == before->content)
			return pass_duplicate(deciding, item);
		if (group->retracted)
			(void)error_set(error, STATUS_INVALID,
			    "event %s was retracted before by a record that "
			    "says something else",
			    group->event);
		else
			(void)error_set(error, STATUS_INVALID,
			    "line %" PRIu64
			    " retracts the event and says something else",
			    before->line);
		return refuse(deciding, item);
	}
	if (known_instant(group, &instant) && instant != item->occurred_at) {
		(void)error_set(error, STATUS_INVALID,
		    "column occurred_at: event %s, which it retracts, is of %s",
		    group->event, instant_format(instant, text));
		return refuse(deciding, item);
	}
	group->undone = true;
	group->undo = *item;
	return answer(deciding, "accepted");
}

/* A retraction, and the number of the row that undid its event. */
static enum status
note(struct deciding *deciding, struct sort *sort,
    const struct metering_case *item, int64_t number)
{
	const char *event = deciding->group.event;
	struct metering_retraction retraction = {
		.occurred_at = item->occurred_at,
		.number = number,
		.content = item->content,
	};
	unsigned char bytes[sizeof(retraction) + KEY_ROOM];
	size_t length = strlen(event) + 1;

	memcpy(bytes, &retraction, sizeof(retraction));
	memcpy(bytes + sizeof(retraction), event, length);
	return sort_add(sort, event, length, bytes, sizeof(retraction) + length,
	    deciding->metering->error);
}

/* The event of the file that is new: is it undone at once? */
static enum status
end_addition(struct deciding *deciding)
{
	struct metering *metering = deciding->metering;
	const struct group *group = &deciding->group;
	const struct metering_case *item = &group->addition;
	int64_t number = metering_number(metering, item->position, true);
	bool awaited = group->retracted && group->retraction.number == 0 &&
		       group->retraction.occurred_at == item->occurred_at;

	if (!group->undone && !awaited)
		return STATUS_OK;
	metering->fates[item->position] |= FATE_UNDONE;
	if (awaited)
		return note(
		    deciding, metering->met, &group->retraction, number);
	return note(deciding, metering->retracted, &group->undo, number);
}

/* The event of the ledger that is undone. */
static enum status
end_undo(struct deciding *deciding)
{
	struct metering *metering = deciding->metering;
	const struct group *group = &deciding->group;
	const struct metering_case *item = &group->undo;
	struct usage_row row = group->row;
	enum status status;

	if (!group->recorded)
		return note(deciding, metering->retracted, item, 0);
	if (!group->held)
		return error_set(metering->error, STATUS_LEDGER,
		    "event %s is neither owned nor in suspense (bill-check "
		    "tells more)",
		    group->event);
	row.number = metering_number(metering, item->position, true);
	row.counts = -1;
	row.reason = METERING_RETRACTED;
	status = booking_add(&metering->booking, &row, metering->error);
	if (status == STATUS_OK)
		status = note(deciding, metering->retracted, item, row.number);
	return status;
}

static enum status
end_group(struct deciding *deciding)
{
	const struct group *group = &deciding->group;

	if (group->added)
		return end_addition(deciding);
	return group->undone ? end_undo(deciding) : STATUS_OK;
}

/* An item of the next event ends the group. */
static enum status
turn(struct deciding *deciding, const char *event)
{
	struct group *group = &deciding->group;
	enum status status = STATUS_OK;
	struct arena arena = group->arena;

	if (group->event != NULL && strcmp(group->event, event) == 0)
		return STATUS_OK;
	if (group->event != NULL)
		status = end_group(deciding);
	arena_reset(&arena);
	*group = (struct group){ .arena = arena };
	group->event = arena_text(&group->arena, event);
	if (status == STATUS_OK && group->event == NULL)
		status = error_memory(deciding->metering->error);
	return status;
}

static enum status
decide(struct deciding *deciding, const struct metering_case *item,
    const struct usage_row *row)
{
	struct group *group = &deciding->group;
	enum status status = turn(deciding, row->event);

	if (status != STATUS_OK)
		return status;
	switch (item->origin) {
	case CASE_RETRACTION:
		group->retracted = true;
		group->retraction = *item;
		return STATUS_OK;
	case CASE_ROW:
		/* Where it is now counts, not where it was. */
		if (group->held)
			return STATUS_OK;
		group->recorded = true;
		group->held = row->counts > 0;
		return booking_copy(
		    row, &group->arena, &group->row, deciding->metering->error);
	case CASE_FILE_EVENT:
		return decide_event(deciding, item);
	case CASE_FILE_RETRACTION:
		break;
	}
	return decide_retraction(deciding, item);
}

static enum status
decide_all(struct deciding *deciding, struct sort *cases)
{
	struct metering *metering = deciding->metering;
	struct metering_case item;
	struct usage_row row;
	const void *bytes;
	enum status status;
	size_t length;
	bool found = true;

	status = sort_start(cases, metering->error);
	while (status == STATUS_OK) {
		status =
		    sort_next(cases, &bytes, &length, &found, metering->error);
		if (status != STATUS_OK || !found)
			break;
		metering_case(bytes, &item, &row);
		status = decide(deciding, &item, &row);
	}
	if (status == STATUS_OK && deciding->group.event != NULL)
		status = end_group(deciding);
	return status;
}

enum status
metering_decide(struct metering *metering)
{
	struct deciding deciding = { .metering = metering };
	struct sort *cases = NULL;
	enum status status;

	status = sort_open(0, &cases, metering->error);
	if (status == STATUS_OK)
		status = metering_gather(metering, cases);
	if (status == STATUS_OK)
		status = decide_all(&deciding, cases);
	arena_close(&deciding.group.arena);
	sort_close(cases);
	return status;
}

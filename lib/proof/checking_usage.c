/*
 * One pass over all rows.  An event that moved has left a row at each owner, so
 * that it is there once is told by sums: the hashes of the ids that came in,
 * without those that left for another owner, are the hashes of the index.
 */
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/instant.h"
#include "proof/checking_parts.h"

struct proving {
	struct checking *checking;
	struct arena arena;
	struct arena kept; /* texts of the event at work */
	struct arena scratch;
	struct query owners; /* all subscriptions, by id */
	bool owner_found;
	int64_t month; /* of the row at work */
	const char *subscription; /* of the event at work; NULL: none yet */
	const char *event;
	int64_t occurred_at;
	int net; /* of its rows */
	uint64_t came;
	uint64_t moved;
	uint64_t undone;
	uint64_t undone_sum; /* of their numbers */
	uint64_t events_sum; /* of the hashes of their ids */
	uint64_t retractions;
	uint64_t met;
	uint64_t met_sum;
	uint64_t recorded; /* by the audit trail */
	uint64_t recycled;
	int64_t last_number;
	unsigned char *numbers; /* a bit for each that was seen */
	struct checking_batches batches;
};

/* Two numbers that ought to be one. */
static enum status
compare(struct proving *proving, const char *check, const char *object,
    uint64_t expected, uint64_t found)
{
	struct arena *scratch = &proving->scratch;

	if (expected == found)
		return STATUS_OK;
	return checking_finding(proving->checking, check, object,
	    arena_format(scratch, "%" PRIu64, expected),
	    arena_format(scratch, "%" PRIu64, found));
}

static enum status
finish_event(struct proving *proving)
{
	struct arena *scratch = &proving->scratch;

	if (proving->net == 0 || proving->net == 1)
		return STATUS_OK;
	return checking_finding(proving->checking, "usage-once",
	    arena_format(scratch, "event %s of '%s'", proving->event,
		proving->subscription),
	    "0 or 1", arena_format(scratch, "%d", proving->net));
}

/* Subscriptions come once more for each month. */
static enum status
begin_month(struct proving *proving, int64_t month)
{
	struct checking *checking = proving->checking;
	struct query *owners = &proving->owners;
	enum status status;

	proving->month = month;
	query_end(owners);
	status = query_begin(checking->ledger, STATEMENT_CHECK_USAGE_OWNERS,
	    owners, checking->error);
	if (status != STATUS_OK)
		return status;
	return query_next(owners, &proving->owner_found, checking->error);
}

/* The owner of rows that begin here: subscriptions come in the same order. */
static enum status
check_owner(struct proving *proving, const struct usage_row *row)
{
	struct query *owners = &proving->owners;
	enum status status = STATUS_OK;
	int order = -1;

	if (row->subscription[0] == '\0')
		return STATUS_OK;
	while (status == STATUS_OK && proving->owner_found) {
		order = strcmp(query_text(owners, 0), row->subscription);
		if (order >= 0)
			break;
		status = query_next(
		    owners, &proving->owner_found, proving->checking->error);
	}
	if (status != STATUS_OK || (proving->owner_found && order == 0))
		return status;
	return checking_finding(proving->checking, "usage-owned",
	    arena_format(&proving->scratch, "event %s", row->event),
	    "a subscription", row->subscription);
}

/* Nobody looks for it in another month. */
static enum status
check_month(struct proving *proving, const struct usage_row *row)
{
	struct arena *scratch = &proving->scratch;
	int64_t month = usages_month(row->occurred_at);

	if (row->month == month)
		return STATUS_OK;
	return checking_finding(proving->checking, "usage-once",
	    arena_format(
		scratch, "event %s of '%s'", row->event, row->subscription),
	    arena_format(scratch, "month %" PRId64, month),
	    arena_format(scratch, "%" PRId64, row->month));
}

static enum status
check_number(struct proving *proving, int64_t number)
{
	struct arena *scratch = &proving->scratch;
	const char *object;
	unsigned char bit = (unsigned char)(1u << (number & 7));

	if (number >= 1 && number <= proving->last_number &&
	    (proving->numbers[number >> 3] & bit) == 0) {
		proving->numbers[number >> 3] |= bit;
		return STATUS_OK;
	}
	object = arena_format(scratch, "number %" PRId64, number);
	if (number < 1 || number > proving->last_number)
		return checking_finding(proving->checking, "usage-numbers",
		    object,
		    arena_format(
			scratch, "at most %" PRId64, proving->last_number),
		    "a row");
	return checking_finding(proving->checking, "usage-numbers", object,
	    "one row", "another one");
}

/* Count the row among those that came, moved on, or were taken back. */
static enum status
count_row(struct proving *proving, const struct usage_row *row)
{
	if (row->counts > 0) {
		proving->came++;
		proving->events_sum += usages_id(row->event);
	} else if (strcmp(row->reason, USAGE_RECYCLED) == 0) {
		proving->moved++;
		proving->events_sum -= usages_id(row->event);
	} else {
		proving->undone++;
		proving->undone_sum += (uint64_t)row->number;
	}
	if (row->counts < 0 || row->subscription[0] != '\0' ||
	    (row->named[0] != '\0' && row->reason[0] != '\0'))
		return STATUS_OK;
	return checking_finding(proving->checking, "usage-owned",
	    arena_format(&proving->scratch, "event %s", row->event),
	    "what it named, and a reason", "none");
}

static enum status
visit_row(void *context, const struct usage_row *row, struct error *error)
{
	struct proving *proving = context;
	bool owned = proving->month == row->month &&
		     proving->subscription != NULL &&
		     strcmp(proving->subscription, row->subscription) == 0;
	bool same = owned && proving->occurred_at == row->occurred_at &&
		    strcmp(proving->event, row->event) == 0;
	enum status status = STATUS_OK;

	arena_reset(&proving->scratch);
	if (proving->month != row->month)
		status = begin_month(proving, row->month);
	if (status == STATUS_OK && !same) {
		status = finish_event(proving);
		proving->net = 0;
		arena_reset(&proving->kept);
		proving->subscription =
		    arena_text(&proving->kept, row->subscription);
		proving->event = arena_text(&proving->kept, row->event);
		proving->occurred_at = row->occurred_at;
		if (proving->subscription == NULL || proving->event == NULL)
			return error_memory(error);
	}
	proving->net += row->counts;
	if (status == STATUS_OK && !owned)
		status = check_owner(proving, row);
	if (status == STATUS_OK)
		status = check_month(proving, row);
	if (status == STATUS_OK)
		status = check_number(proving, row->number);
	if (status == STATUS_OK)
		status = count_row(proving, row);
	checking_batches_row(&proving->batches, row);
	return status;
}

static enum status
visit_retraction(void *context, const struct usage_retraction *retraction,
    struct error *error)
{
	struct proving *proving = context;

	(void)error;
	proving->retractions++;
	proving->met += retraction->number != 0;
	proving->met_sum += (uint64_t)retraction->number;
	return STATUS_OK;
}

/* What the audit trail and the batches say of usage. */
static enum status
load_recorded(struct proving *proving)
{
	struct checking *checking = proving->checking;
	struct query query;
	enum status status;
	bool found;

	status = query_begin(checking->ledger, STATEMENT_CHECK_USAGE_RECORDED,
	    &query, checking->error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, checking->error);
	if (status == STATUS_OK) {
		proving->recorded = (uint64_t)query_integer(&query, 0);
		proving->recycled = (uint64_t)query_integer(&query, 1);
		proving->last_number = query_integer(&query, 2);
		proving->numbers = arena_alloc(
		    &proving->arena, (size_t)(proving->last_number >> 3) + 1);
		if (proving->numbers == NULL)
			status = error_memory(checking->error);
	}
	query_end(&query);
	return status;
}

/* The sums of all rows against what else is known of them. */
static enum status
check_sums(struct proving *proving)
{
	struct checking *checking = proving->checking;
	uint64_t count = 0, sum = 0, events = proving->came - proving->moved;
	enum status status;

	status = usages_sum(checking->ledger, &count, &sum, checking->error);
	if (status == STATUS_OK && count != events)
		status = compare(
		    proving, "usage-once", "index of events", events, count);
	else if (status == STATUS_OK && sum != proving->events_sum)
		status = checking_finding(proving->checking, "usage-once",
		    "index of events", "the events that there are", "others");
	if (status == STATUS_OK)
		status = compare(proving, "usage-retracted", "retractions",
		    proving->met, proving->undone);
	if (status == STATUS_OK && proving->met == proving->undone &&
	    proving->met_sum != proving->undone_sum)
		status = checking_finding(proving->checking, "usage-retracted",
		    "retractions", "the rows that undo", "others");
	if (status == STATUS_OK)
		status = compare(proving, "usage-counts", "usage",
		    proving->recorded, events + proving->retractions);
	if (status == STATUS_OK)
		status = compare(proving, "usage-counts", "recycling",
		    proving->recycled, proving->moved);
	return status;
}

static enum status
check_rows(struct proving *proving)
{
	struct checking *checking = proving->checking;
	struct error *error = checking->error;
	enum status status;

	status = load_recorded(proving);
	if (status == STATUS_OK)
		status = checking_batches_load(checking, &proving->batches);
	if (status == STATUS_OK)
		status =
		    usages_visit(checking->ledger, visit_row, proving, error);
	if (status == STATUS_OK)
		status = finish_event(proving);
	if (status == STATUS_OK)
		status = usages_retractions(
		    checking->ledger, false, visit_retraction, proving, error);
	if (status == STATUS_OK)
		status = check_sums(proving);
	if (status == STATUS_OK)
		status = checking_batches_finish(checking, &proving->batches);
	query_end(&proving->owners);
	return status;
}

enum status
checking_usage(struct checking *checking)
{
	struct proving proving = { .checking = checking, .month = INT64_MIN };
	enum status status;

	status = check_rows(&proving);
	if (status == STATUS_OK)
		status = checking_late(checking);
	checking_batches_close(&proving.batches);
	arena_close(&proving.scratch);
	arena_close(&proving.kept);
	arena_close(&proving.arena);
	return status;
}

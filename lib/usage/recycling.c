/*
 * The rows of an event stand together for each owner, so an event that counts
 * is seen where its rows sum to 1, whatever happened to it before.
 */
#include "usage/recycling.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "ledger/catalogs.h"
#include "ledger/guides.h"
#include "ledger/usages.h"
#include "rate/dimension.h"
#include "usage/booking.h"
#include "work/auditing.h"

#define SUBJECT "recycling"
#define REASONS_MAX 16
#define REASON_TEXT_MAX 32

/* How many events left suspense, or came into it, for each reason. */
struct reasons {
	uint64_t count;
	size_t kinds;
	struct {
		char text[REASON_TEXT_MAX]; /* its first word */
		uint64_t count;
	} items[REASONS_MAX];
};

struct recycling {
	const struct request *request;
	struct ledger *ledger;
	struct catalogs catalogs;
	struct guides guides;
	struct booking booking;
	struct arena arena;
	struct arena rows; /* of one event of one owner */
	struct arena scratch;
	struct usage_row row; /* the last that counts */
	int net; /* of these rows */
	uint64_t guided;
	uint64_t moved;
	struct reasons released; /* from suspense to an owner */
	struct reasons suspended; /* from an owner into suspense */
	struct reasons renamed; /* in suspense, by the new reason */
	uint64_t passed; /* from an owner to another */
	struct hash hash;
};

/* What the event named: in suspense it is written, an owner may be it. */
static enum status
event_of(
    struct recycling *recycling, struct guide_event *event, struct error *error)
{
	const struct usage_row *row = &recycling->row;
	const char *value = strchr(row->named, ' ');

	*event = (struct guide_event){
		.subscription = "",
		.service = "",
		.identifier = "",
		.usage = { .event = row->event,
		    .occurred_at = row->occurred_at,
		    .metric = row->metric,
		    .currency = row->currency },
	};
	if (row->named[0] == '\0')
		event->subscription = row->subscription;
	else if (value != NULL && strncmp(row->named, "service ", 8) == 0)
		event->service = value + 1;
	else if (value != NULL && strncmp(row->named, "identifier ", 11) == 0)
		event->identifier = value + 1;
	else if (value != NULL && strncmp(row->named, "subscription ", 13) == 0)
		event->subscription = value + 1;
	if (event->subscription[0] == '\0' && event->service[0] == '\0' &&
	    event->identifier[0] == '\0')
		return error_set(error, STATUS_LEDGER,
		    "event %s names nobody (run bill-check)", row->event);
	return dimension_list(row->dimensions, &recycling->scratch,
	    &event->usage.dimensions, error);
}

/* What a moved event has named: '' with the owner that it names itself. */
static enum status
named_of(struct recycling *recycling, const struct guide_event *event,
    const char *owner, const char **named, struct error *error)
{
	*named = recycling->row.named;
	if (event->subscription[0] == '\0')
		return STATUS_OK;
	if (owner[0] != '\0')
		*named = "";
	else
		*named = arena_format(&recycling->scratch, "subscription %s",
		    event->subscription);
	return *named == NULL ? error_memory(error) : STATUS_OK;
}

/* Count an event under the first word of its reason; a rule may follow. */
static void
count_reason(struct reasons *reasons, const char *reason)
{
	size_t length = strcspn(reason, " "), i;

	reasons->count++;
	for (i = 0; i < reasons->kinds; i++) {
		if (strlen(reasons->items[i].text) == length &&
		    strncmp(reasons->items[i].text, reason, length) == 0)
			break;
	}
	if (i == REASONS_MAX || length >= REASON_TEXT_MAX)
		return;
	if (i == reasons->kinds) {
		reasons->kinds++;
		memcpy(reasons->items[i].text, reason, length);
	}
	reasons->items[i].count++;
}

static void
count_move(struct recycling *recycling, const struct usage_row *out,
    const struct usage_row *in)
{
	recycling->moved++;
	if (out->subscription[0] == '\0' && in->subscription[0] != '\0')
		count_reason(&recycling->released, out->reason);
	else if (in->subscription[0] != '\0')
		recycling->passed++;
	else if (out->subscription[0] != '\0')
		count_reason(&recycling->suspended, in->reason);
	else
		count_reason(&recycling->renamed, in->reason);
}

/* Book the event out of where it is, and in where it belongs. */
static enum status
move(struct recycling *recycling, const struct guide_event *event,
    const char *owner, const char *reason, struct error *error)
{
	struct usage_row out = recycling->row, in = recycling->row;
	enum status status;

	in.subscription = owner;
	in.reason = reason;
	count_move(recycling, &out, &in);
	out.counts = -1;
	out.reason = USAGE_RECYCLED;
	out.number = recycling->booking.last_number + 1;
	in.number = out.number + 1;
	status = named_of(recycling, event, owner, &in.named, error);
	if (status == STATUS_OK)
		status = booking_add(&recycling->booking, &out, error);
	if (status == STATUS_OK)
		status = booking_add(&recycling->booking, &in, error);
	hash_field(&recycling->hash, in.event);
	hash_field(&recycling->hash, out.subscription);
	hash_field(&recycling->hash, owner);
	hash_field(&recycling->hash, reason);
	return status;
}

/* All rows of an event at one owner were read: does it belong there? */
static enum status
finish_event(struct recycling *recycling, struct error *error)
{
	const struct usage_row *row = &recycling->row;
	const struct guide_subscription *found;
	struct guide_event event;
	const char *owner, *reason;
	enum status status;

	if (recycling->net == 0)
		return STATUS_OK;
	if (recycling->net != 1)
		return error_set(error, STATUS_LEDGER,
		    "event %s counts %d times (run bill-check)", row->event,
		    recycling->net);
	arena_reset(&recycling->scratch);
	status = event_of(recycling, &event, error);
	if (status != STATUS_OK)
		return status;
	recycling->guided++;
	progress_step(recycling->request->progress);
	found = guide_find(recycling->guides.guide, &event, &reason);
	owner = found == NULL ? "" : found->subscription.id;
	if (strcmp(owner, row->subscription) == 0 &&
	    strcmp(reason, row->reason) == 0)
		return STATUS_OK;
	return move(recycling, &event, owner, reason, error);
}

/* Keep a row; the next one may be of the same event. */
static enum status
row_keep(struct recycling *recycling, const struct usage_row *row,
    struct error *error)
{
	arena_reset(&recycling->rows);
	return booking_copy(row, &recycling->rows, &recycling->row, error);
}

static enum status
visit(void *context, const struct usage_row *row, struct error *error)
{
	struct recycling *recycling = context;
	const struct usage_row *kept = &recycling->row;
	enum status status = STATUS_OK;
	bool same = kept->event != NULL &&
		    kept->occurred_at == row->occurred_at &&
		    strcmp(kept->event, row->event) == 0 &&
		    strcmp(kept->subscription, row->subscription) == 0;

	if (!same) {
		status = finish_event(recycling, error);
		recycling->net = 0;
	}
	recycling->net += row->counts;
	if (status == STATUS_OK && (!same || row->counts > 0))
		status = row_keep(recycling, row, error);
	return status;
}

/* Guide everything again; what moves waits. */
static enum status
guide_all(struct recycling *recycling, struct error *error)
{
	struct progress *progress = recycling->request->progress;
	enum status status;

	progress_begin(progress, "events", 0);
	status = usages_visit(recycling->ledger, visit, recycling, error);
	if (status == STATUS_OK)
		status = finish_event(recycling, error);
	progress_end(progress);
	return status;
}

/* Write what moved and why: "2 out of suspense (no-charge 2)". */
static size_t
write_reasons(
    char *text, size_t room, const struct reasons *reasons, const char *what)
{
	size_t used = 0, i;

	used += (size_t)snprintf(
	    text, room, ", %" PRIu64 " %s", reasons->count, what);
	for (i = 0; i < reasons->kinds && used < room; i++)
		used += (size_t)snprintf(text + used, room - used,
		    "%s%s %" PRIu64, i == 0 ? " (" : ", ",
		    reasons->items[i].text, reasons->items[i].count);
	if (reasons->kinds > 0 && used < room)
		used += (size_t)snprintf(text + used, room - used, ")");
	return used < room ? used : room - 1;
}

static void
summarize(const struct recycling *recycling)
{
	struct summary *summary = recycling->request->summary;
	char *text = summary->note_text;
	size_t room = sizeof(summary->note_text), used;

	summary->in = summary->changed = recycling->moved;
	summary->note = text;
	if (recycling->moved == 0) {
		snprintf(text, room,
		    "nothing to do: %" PRIu64 " guided again, as before",
		    recycling->guided);
		return;
	}
	used = (size_t)snprintf(
	    text, room, "%" PRIu64 " guided again", recycling->guided);
	used += write_reasons(
	    text + used, room - used, &recycling->released, "out of suspense");
	used += write_reasons(
	    text + used, room - used, &recycling->suspended, "into it");
	if (recycling->renamed.count > 0)
		used += write_reasons(text + used, room - used,
		    &recycling->renamed, "there for another reason");
	if (recycling->passed > 0)
		snprintf(text + used, room - used,
		    ", %" PRIu64 " to another owner", recycling->passed);
}

/* Everything that happens under the lock. */
static enum status
recycle(struct recycling *recycling, struct error *error)
{
	unsigned char digest[HASH_SIZE];
	enum status status;

	status = ledger_begin(recycling->ledger, error);
	if (status == STATUS_OK)
		status = catalogs_load(recycling->ledger, &recycling->arena,
		    &recycling->catalogs, error);
	if (status == STATUS_OK)
		status = guides_load(recycling->ledger, &recycling->catalogs,
		    &recycling->guides, error);
	if (status == STATUS_OK)
		status = booking_open(
		    recycling->ledger, 0, &recycling->booking, error);
	if (status == STATUS_OK)
		status = guide_all(recycling, error);
	if (status != STATUS_OK)
		return status;
	summarize(recycling);
	if (recycling->moved == 0 || recycling->request->dry_run)
		return STATUS_OK;
	hash_end(&recycling->hash, digest);
	status = booking_write(&recycling->booking, error);
	if (status == STATUS_OK)
		status = auditing_put(recycling->ledger, recycling->request,
		    SUBJECT, digest, error);
	if (status == STATUS_OK)
		status = ledger_commit(recycling->ledger, error);
	return status;
}

enum status
recycling_run(const struct request *request, struct error *error)
{
	struct recycling recycling = { .request = request };
	enum status status;

	hash_begin(&recycling.hash);
	status = ledger_open(request->ledger, LEDGER_RECORD, request->wait,
	    &recycling.ledger, error);
	if (status == STATUS_OK)
		status = recycle(&recycling, error);
	ledger_close(recycling.ledger);
	booking_close(&recycling.booking);
	guides_close(&recycling.guides);
	arena_close(&recycling.rows);
	arena_close(&recycling.scratch);
	arena_close(&recycling.arena);
	return status;
}

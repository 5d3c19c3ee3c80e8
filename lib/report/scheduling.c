/*
 * Dues and posted lines of a subscription, both sorted by key, are merged; the
 * records wait in a sort, since accounts come by who pays for them.
 */
#include "report/scheduling.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "order/discount.h"
#include "record/writer.h"
#include "report/exporting_keys.h"
#include "work/window.h"

static enum status
add_entry(struct scheduling *scheduling, struct scheduling_entries *entries,
    const struct scheduling_entry *entry)
{
	entries->items = arena_grow(&scheduling->scratch, entries->items,
	    entries->count, sizeof(*entries->items));
	if (entries->items == NULL)
		return error_memory(scheduling->error);
	entries->items[entries->count++] = *entry;
	return STATUS_OK;
}

/* What is due for a period, beside what was posted for it. */
static enum status
take_due(struct scheduling *scheduling, const struct due *due,
    struct posted_list posted, struct scheduling_entries *entries)
{
	struct scheduling_entry entry = {
		.line = due->key,
		.due = due,
		.posted = posted,
		.rated = due->key.kind != LINE_USAGE,
		.owed = due->segment_count > 0 || due->amount.minor != 0,
	};

	if (due->segment_count > 0) {
		const struct segment *last =
		    &due->segments[due->segment_count - 1];

		entry.line.period_start = due->segments[0].from;
		entry.line.period_end = last->to;
		entry.line.quantity = last->quantity;
	}
	entry.line.amount = due->amount;
	return add_entry(scheduling, entries, &entry);
}

/* What was posted and is due no more: it goes back, but for what stays. */
static enum status
take_posted(struct scheduling *scheduling, struct posted_list posted,
    struct scheduling_entries *entries)
{
	struct scheduling_entry entry = {
		.line = posted.items[posted.count - 1].line,
		.posted = posted,
	};
	enum correct_back back;
	size_t i;

	for (i = posted.count; i-- > 0;) {
		if (posted.items[i].line.corrects[0] == '\0')
			entry.line = posted.items[i].line;
	}
	if (due_date(&entry.line, &scheduling->catalogs).days >
	    scheduling->horizon.days)
		return STATUS_OK;
	back = correct_goes_back(&entry.line, &scheduling->catalogs);
	entry.owed = back != CORRECT_GOES;
	entry.rated =
	    entry.line.kind != LINE_USAGE && entry.line.kind != LINE_MINIMUM;
	entry.line.amount.minor = 0;
	for (i = 0; i < posted.count && entry.owed; i++)
		entry.line.amount.minor += posted.items[i].line.amount.minor;
	if (!entry.owed)
		entry.line.quantity = decimal_from_integer(0);
	return add_entry(scheduling, entries, &entry);
}

static int
due_compare(const void *left, const void *right)
{
	const struct due *a = left;
	const struct due *b = right;

	return line_key_compare(&a->key, &b->key);
}

/* Take the posted lines from ${first} on that have one key. */
static struct posted_list
group_of(const struct billing_subscription *from, size_t first)
{
	struct posted_list group = { &from->posted[first], 1 };

	while (first + group.count < from->posted_count &&
	       line_key_compare(
		   &group.items[group.count].line, &group.items[0].line) == 0)
		group.count++;
	return group;
}

/* Merge dues and posted lines. */
static enum status
merge(struct scheduling *scheduling, struct dues *dues,
    const struct billing_subscription *from, struct scheduling_entries *entries)
{
	enum status status = STATUS_OK;
	size_t d = 0, p = 0;

	if (dues->count > 1)
		qsort(dues->items, dues->count, sizeof(*dues->items),
		    due_compare);
	while ((d < dues->count || p < from->posted_count) &&
	       status == STATUS_OK) {
		struct posted_list group = { NULL, 0 };
		int order = p == from->posted_count ? -1
			    : d == dues->count
				? 1
				: line_key_compare(&dues->items[d].key,
				      &from->posted[p].line);

		if (order >= 0)
			group = group_of(from, p);
		p += group.count;
		status = order <= 0 ? take_due(scheduling, &dues->items[d++],
					  group, entries)
				    : take_posted(scheduling, group, entries);
	}
	return status;
}

/* What the order lines of a subscription refer to. */
static enum status
take_references(struct scheduling *scheduling, struct scheduling_of *of)
{
	const struct billing_owner *owner = scheduling->owner;
	struct stream *stream = &scheduling->references;
	struct taking taking = { stream, &scheduling->scratch,
		scheduling->error, STATUS_OK };

	while (taking.status == STATUS_OK &&
	       stream_is(stream, owner->payer, owner->account) &&
	       strcmp(query_text(&stream->query, STREAM_SUBSCRIBED),
		   of->from->id) == 0) {
		of->references =
		    arena_grow(&scheduling->scratch, of->references,
			of->reference_count, sizeof(*of->references));
		if (of->references == NULL)
			return error_memory(scheduling->error);
		of->references[of->reference_count++] =
		    (struct scheduling_reference){
			    .order = stream_text(&taking, 3),
			    .line = stream_text(&taking, 4),
			    .opportunity = stream_text(&taking, 5),
			    .agreement = stream_text(&taking, 6),
		    };
		if (taking.status == STATUS_OK)
			taking.status = stream_step(stream, scheduling->error);
	}
	return taking.status;
}

static enum status
schedule_subscription(
    struct scheduling *scheduling, const struct billing_subscription *from)
{
	const char *wanted = scheduling->options->keys.subscription;
	struct scheduling_of of = { .from = from };
	struct scheduling_entries entries = { NULL, 0 };
	struct dues dues = { NULL, 0 };
	enum status status = take_references(scheduling, &of);

	/* What has no orders is adjusted only. */
	if (status != STATUS_OK || from->order_count == 0 ||
	    (wanted != NULL && strcmp(wanted, from->id) != 0))
		return status;
	status = scheduling_dues(scheduling, from, &dues);
	if (status == STATUS_OK)
		status = merge(scheduling, &dues, from, &entries);
	if (status == STATUS_OK)
		status = scheduling_records(scheduling, &of, &entries);
	return status;
}

static enum status
schedule_owner(struct scheduling *scheduling, const struct billing_owner *owner)
{
	struct billing_subscription subscription;
	enum status status = zoning_follow(
	    &scheduling->zoning, owner->timezone, scheduling->error);
	bool found = true;

	scheduling->owner = owner;
	while (status == STATUS_OK) {
		status = billings_subscription(&scheduling->billings, owner,
		    &scheduling->scratch, &subscription, &found,
		    scheduling->error);
		if (status != STATUS_OK || !found)
			break;
		status = schedule_subscription(scheduling, &subscription);
	}
	return status;
}

static enum status
schedule_all(struct scheduling *scheduling)
{
	const struct request *request = scheduling->request;
	struct exporting_accounts accounts = {
		.low = request->account == NULL ? "" : request->account,
		.high =
		    request->account == NULL ? BILLING_LAST : request->account,
	};
	struct billing_range range = { .as_of = scheduling->horizon };
	struct billing_owner owner;
	enum status status;
	bool found = true;

	status = exporting_keys_accounts(&scheduling->options->keys,
	    scheduling->ledger, &scheduling->arena, &accounts,
	    scheduling->error);
	range.account_low = accounts.low;
	range.account_high = accounts.high;
	if (status == STATUS_OK)
		status = billings_open(scheduling->ledger, &range,
		    &scheduling->catalogs, &scheduling->billings,
		    scheduling->error);
	if (status == STATUS_OK)
		status =
		    stream_open(scheduling->ledger, STATEMENT_RUN_REFERENCES,
			&range, &scheduling->references, scheduling->error);
	progress_begin(request->progress, "accounts", 0);
	while (status == STATUS_OK) {
		arena_reset(&scheduling->scratch);
		status = billings_owner(&scheduling->billings,
		    &scheduling->scratch, &owner, &found, scheduling->error);
		if (status != STATUS_OK || !found)
			break;
		progress_step(request->progress);
		status = schedule_owner(scheduling, &owner);
	}
	progress_end(request->progress);
	return status;
}

static enum status
load(struct scheduling *scheduling, struct error *error)
{
	const struct window window = { .account =
					   scheduling->request->account };
	enum status status;

	status = window_check(&window, scheduling->ledger, error);
	if (status == STATUS_OK)
		status = company_load(scheduling->ledger, &scheduling->arena,
		    &scheduling->company, error);
	if (status == STATUS_OK)
		status = catalogs_load(scheduling->ledger, &scheduling->arena,
		    &scheduling->catalogs, error);
	if (status == STATUS_OK)
		status = sort_open(0, &scheduling->sort, error);
	return status;
}

/* Until when, and as of which day. */
static enum status
find_days(struct scheduling *scheduling)
{
	const char *through = scheduling->options->through;
	struct date as_of = scheduling->request->as_of, first;
	enum status status = STATUS_OK;

	if (!date_given(as_of) && through == NULL)
		return error_set(scheduling->error, STATUS_USAGE,
		    "--as-of is required: until when is the schedule?");
	scheduling->horizon = as_of;
	if (through != NULL)
		status = window_month("--through", through, &first,
		    &scheduling->horizon, scheduling->error);
	scheduling->as_of = date_given(as_of) ? as_of : scheduling->horizon;
	return status;
}

static enum status
write_all(struct scheduling *scheduling)
{
	const struct request *request = scheduling->request;
	struct error *error = scheduling->error;
	struct writer *writer = NULL;
	enum status status;

	status = request_writer(request,
	    scheduling->detailed ? &scheduling_detail_schema
				 : &scheduling_schema,
	    &writer, error);
	if (status == STATUS_OK)
		status = writer_sorted(writer, scheduling->sort,
		    &scheduling->scratch, &request->summary->documents, error);
	if (status == STATUS_OK)
		status = writer_finish(writer, error);
	writer_close(writer);
	return status;
}

static enum status
schedule(struct scheduling *scheduling)
{
	const struct request *request = scheduling->request;
	struct error *error = scheduling->error;
	enum status status = find_days(scheduling);

	if (status == STATUS_OK)
		status = request_open(
		    request, LEDGER_READ, &scheduling->ledger, error);
	if (status == STATUS_OK)
		status = load(scheduling, error);
	if (status == STATUS_OK)
		status = schedule_all(scheduling);
	if (status == STATUS_OK)
		status = write_all(scheduling);
	stream_close(&scheduling->references);
	billings_close(&scheduling->billings);
	ledger_close(scheduling->ledger);
	sort_close(scheduling->sort);
	zoning_close(&scheduling->zoning);
	arena_close(&scheduling->scratch);
	arena_close(&scheduling->arena);
	return status;
}

enum status
scheduling_run(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	return schedule(&(struct scheduling){
	    .request = request, .options = options, .error = error });
}

enum status
scheduling_details(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	return schedule(&(struct scheduling){ .request = request,
	    .options = options,
	    .detailed = true,
	    .error = error });
}

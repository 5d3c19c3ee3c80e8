/*
 * Dues and posted lines of a subscription, both sorted by key, are merged; the
 * records wait in a sort, since accounts come by who pays for them.
 */
#include "report/scheduling.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "rule/discount.h"
#include "work/window.h"

/* What is due for a period, beside what was posted for it. */
static enum status
write_due(struct scheduling *scheduling, const struct due *due,
    struct posted_list posted)
{
	const struct segment *last = &due->segments[due->segment_count - 1];
	struct scheduling_entry entry = {
		.line = due->key,
		.rated = due->key.kind != LINE_USAGE,
		.posted = posted,
	};

	entry.line.period_start = due->segments[0].from;
	entry.line.period_end = last->to;
	entry.line.quantity = last->quantity;
	entry.line.amount = due->amount;
	return scheduling_add(scheduling, &entry);
}

/* What was posted and is due no more: it goes back, but for what stays. */
static enum status
write_posted(struct scheduling *scheduling, struct posted_list posted)
{
	struct scheduling_entry entry = {
		.line = posted.items[posted.count - 1].line,
		.posted = posted,
	};
	struct money sum;
	enum status status;
	size_t i;

	for (i = posted.count; i-- > 0;) {
		if (posted.items[i].line.corrects[0] == '\0')
			entry.line = posted.items[i].line;
	}
	if (due_date(&entry.line, &scheduling->catalogs).days >
	    scheduling->request->as_of.days)
		return STATUS_OK;
	status = scheduling_posted(&entry, &sum, scheduling->error);
	if (status != STATUS_OK)
		return status;
	entry.rated =
	    entry.line.kind != LINE_USAGE && entry.line.kind != LINE_MINIMUM;
	entry.line.amount = sum;
	if (correct_goes_back(&entry.line, &scheduling->catalogs) ==
	    CORRECT_GOES) {
		entry.line.amount.minor = 0;
		entry.line.quantity = decimal_from_integer(0);
		if (sum.minor == 0)
			return STATUS_OK;
	}
	return scheduling_add(scheduling, &entry);
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
    const struct billing_subscription *from)
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
		status = order <= 0
			     ? write_due(scheduling, &dues->items[d++], group)
			     : write_posted(scheduling, group);
	}
	return status;
}

/* Add to ${dues} what discounts take off; off usage nobody knows it. */
static enum status
list_discounts(struct scheduling *scheduling, const struct subscription *of,
    const struct due_terms *terms, struct posted_list posted,
    struct dues *dues)
{
	struct arena *scratch = &scheduling->scratch;
	struct dues discounts = { NULL, 0 };
	enum status status = discount_dues(
	    of, terms, dues, scratch, &discounts, scheduling->error);
	size_t i;

	if (status == STATUS_OK)
		status = discount_shares(posted, dues, terms, scratch,
		    &discounts, scheduling->error);
	for (i = 0; i < discounts.count && status == STATUS_OK; i++)
		status = due_add(
		    dues, &discounts.items[i], scratch, scheduling->error);
	return status;
}

/* All dues as one list. */
static enum status
list_dues(struct scheduling *scheduling, const struct subscription *of,
    struct posted_list posted, struct dues *dues)
{
	const struct billing_owner *owner = scheduling->owner;
	const struct due_terms terms = {
		.as_of = scheduling->request->as_of,
		.rounding = scheduling->company.rounding,
		.zone = scheduling->zoning.zone,
		.bill_days = owner->bill_days,
		.bill_day_count = owner->bill_day_count,
	};
	struct arena *scratch = &scheduling->scratch;
	struct dues usage = { NULL, 0 };
	enum status status;
	size_t i;

	status = due_list(of, &terms, scratch, dues, scheduling->error);
	if (status == STATUS_OK)
		status = list_discounts(scheduling, of, &terms, posted, dues);
	if (status == STATUS_OK)
		status = due_usage(
		    of, &terms, false, scratch, &usage, scheduling->error);
	for (i = 0; i < usage.count && status == STATUS_OK; i++)
		status = due_add(
		    dues, &usage.items[i], scratch, scheduling->error);
	return status;
}

static enum status
schedule_subscription(
    struct scheduling *scheduling, const struct billing_subscription *from)
{
	struct subscription subscription = { .id = from->id,
		.owner = scheduling->owner->account };
	struct dues dues = { NULL, 0 };
	enum status status;

	/* What has no orders is adjusted only. */
	if (from->order_count == 0)
		return STATUS_OK;
	status = subscription_build(
	    (struct orders){
		from->orders, from->order_count, scheduling->request->as_of },
	    &scheduling->scratch, &subscription, scheduling->error);
	if (status == STATUS_OK)
		status = list_dues(scheduling, &subscription,
		    (struct posted_list){ from->posted, from->posted_count },
		    &dues);
	if (status == STATUS_OK)
		status = merge(scheduling, &dues, from);
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
	const char *account = request->account;
	const struct billing_range range = {
		.as_of = request->as_of,
		.low = "",
		.high = BILLING_LAST,
		.account_low = account == NULL ? "" : account,
		.account_high = account == NULL ? BILLING_LAST : account,
	};
	struct billing_owner owner;
	enum status status;
	bool found = true;

	status = billings_open(scheduling->ledger, &range,
	    &scheduling->catalogs, &scheduling->billings, scheduling->error);
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

	status = ledger_begin(scheduling->ledger, error);
	if (status == STATUS_OK)
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

enum status
scheduling_run(const struct request *request, struct error *error)
{
	struct scheduling scheduling = { .request = request, .error = error };
	enum status status;

	if (!date_given(request->as_of))
		return error_set(error, STATUS_USAGE,
		    "--as-of is required: until when is the schedule?");
	status = ledger_open(request->ledger, LEDGER_READ, request->wait,
	    &scheduling.ledger, error);
	if (status == STATUS_OK)
		status = load(&scheduling, error);
	if (status == STATUS_OK)
		status = schedule_all(&scheduling);
	if (status == STATUS_OK)
		status = scheduling_write(&scheduling);
	billings_close(&scheduling.billings);
	ledger_close(scheduling.ledger);
	sort_close(scheduling.sort);
	zoning_close(&scheduling.zoning);
	arena_close(&scheduling.scratch);
	arena_close(&scheduling.arena);
	return status;
}

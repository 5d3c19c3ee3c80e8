/*
 * Rated usage becomes dues.  A record says what a key ought to be; that it may
 * say so is checked here, for records have been through other hands.
 */
#include <stdlib.h>
#include <string.h>

#include "rate/standing.h"
#include "work/running.h"

/* One rated record at work. */
struct using
{
	struct running *running;
	const struct running_usage *usage;
	const struct rated *rated;
	struct dues *due; /* the subscription's periods of usage */
	const struct posted *posted; /* the lines of its key */
	size_t posted_count;
};

/* Refuse a record: the ledger is not what it was when it was written. */
static enum status
refuse(const struct using *using, const char *why)
{
	struct error *error = using->running->error;

	(void)error_set(error, STATUS_STALE, "%s; run bill-rate again", why);
	(void)rated_blame(&using->rated->line, error);
	return error_prefix(error, "rated usage: ");
}

enum status
running_unknown(struct running *running)
{
	struct using using = { .running = running,
		.rated = running->supply.next };

	return refuse(&using, "the ledger has no such subscription");
}

/* The posted lines of the record's key; they are sorted by it. */
static void
find_posted(struct using *using)
{
	const struct billing_subscription *from = using->usage->from;
	const struct line *key = &using->rated->line;
	size_t low = 0, high = from->posted_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (line_key_compare(&from->posted[middle].line, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (high = low; high < from->posted_count &&
			 line_key_compare(&from->posted[high].line, key) == 0;)
		high++;
	using->posted = from->posted_count > 0 ? &from->posted[low] : NULL;
	using->posted_count = high - low;
}

/* The due of the record's key, whatever its kind; or NULL. */
static const struct due *
find_due(const struct using *using)
{
	struct line key = using->rated->line;
	size_t i;

	key.kind = LINE_USAGE;
	for (i = 0; i < using->due->count; i++) {
		if (line_key_compare(&using->due->items[i].key, &key) == 0)
			return &using->due->items[i];
	}
	return NULL;
}

/* Whether the record is of this ledger as it is. */
static enum status
check_record(const struct using *using)
{
	const struct rated *rated = using->rated;
	const struct supply *supply = &using->running->supply;
	int64_t upto = strtoll(rated->line.upto, NULL, 10);
	size_t i;

	if (!supply->from_records)
		return STATUS_OK;
	if (rated->basis != using->usage->terms->owner->revision)
		return refuse(
		    using, "the account has changed since it was rated");
	if (upto > supply->last_number)
		return refuse(using, "the ledger has less usage than that");
	for (i = 0; i < using->posted_count; i++) {
		if (strtoll(using->posted[i].line.upto, NULL, 10) > upto)
			return refuse(
			    using, "more usage was posted in between");
	}
	return STATUS_OK;
}

/* Whether a line was posted for a period before ${due}, at its price. */
static bool
is_before(const struct line *line, const struct due *due)
{
	return (line->kind == LINE_USAGE || line->kind == LINE_MINIMUM) &&
	       line->cycle_end.days < due->key.cycle_end.days &&
	       strcmp(line->charge, due->key.charge) == 0 &&
	       strcmp(line->plan, due->key.plan) == 0 &&
	       strcmp(line->catalog, due->key.catalog) == 0 &&
	       strcmp(line->order_price, due->key.order_price) == 0 &&
	       strcmp(line->dimensions, due->key.dimensions) == 0;
}

/* Where earlier periods count, none may have changed since it was rated. */
static enum status
check_standing(const struct using *using, const struct due *due)
{
	const struct billing_subscription *from = using->usage->from;
	int64_t upto = strtoll(using->rated->line.upto, NULL, 10);
	size_t i;

	if (!using->running->supply.from_records ||
	    !standing_matters(due->definition))
		return STATUS_OK;
	for (i = 0; i < from->posted_count; i++) {
		const struct line *line = &from->posted[i].line;

		if (is_before(line, due) &&
		    strtoll(line->upto, NULL, 10) > upto)
			return refuse(using,
			    "more usage of an earlier period was posted in "
			    "between");
	}
	return STATUS_OK;
}

/* A key that is due no more: nothing is left of what was posted. */
static enum status
undo(const struct using *using, struct due *due, struct date *due_on)
{
	const struct running *running = using->running;
	const struct line *line = &using->rated->line;

	if (using->posted_count == 0 || decimal_sign(using->rated->amount) != 0)
		return refuse(
		    using, line->cycle_end.days > running->request->as_of.days
			       ? "the period is not over"
			       : "it is not due any more");
	*due = (struct due){
		.key = using->posted[using->posted_count - 1].line,
	};
	*due_on = due_date(&using->posted[0].line, &running->catalogs);
	return STATUS_OK;
}

/* What the record is owed as: the key and names of its due, its own numbers. */
static enum status
make_due(const struct using *using, struct due *due, struct date *due_on)
{
	const struct running *running = using->running;
	const struct line *line = &using->rated->line;
	const struct due *owed = find_due(using);
	struct arena *scratch = &using->running->scratch;
	enum status status;

	if (owed == NULL)
		return undo(using, due, due_on);
	if (owed->segments[0].from.days != line->period_start.days ||
	    owed->segments[owed->segment_count - 1].to.days !=
		line->period_end.days)
		return refuse(using, "the period has changed");
	status = check_standing(using, owed);
	if (status != STATUS_OK)
		return status;
	*due = *owed;
	*due_on = owed->key.cycle_end;
	due->key.kind = line->kind;
	if (line->kind == LINE_USAGE)
		return STATUS_OK;
	due->key.unit = due->key.unit_price = "";
	due->key.description =
	    arena_format(scratch, "%s (minimum)", owed->key.description);
	return due->key.description == NULL ? error_memory(running->error)
					    : STATUS_OK;
}

/* Put the numbers of the record into ${due}: here they are rounded. */
static enum status
fill_due(const struct using *using, struct due *due)
{
	struct running *running = using->running;
	const struct rated *rated = using->rated;
	enum status status;

	due->key.upto = arena_text(&running->scratch, rated->line.upto);
	due->segments =
	    arena_array(&running->scratch, 1, sizeof(*due->segments));
	if (due->key.upto == NULL || due->segments == NULL)
		return error_memory(running->error);
	due->segment_count = 1;
	status = money_round(ratio_from_decimal(rated->amount), rated->currency,
	    running->company.rounding, &due->amount, running->error);
	if (status == STATUS_OK)
		status = money_line(due->amount, running->error);
	due->segments[0] = (struct segment){
		.from = rated->line.period_start,
		.to = rated->line.period_end,
		.quantity = rated->line.quantity,
		.amount = due->amount,
	};
	if (status != STATUS_OK)
		(void)rated_blame(&rated->line, running->error);
	return status;
}

/* Add what one record says to ${dues}, if it is billed already. */
static enum status
use(struct using *using, struct dues *dues)
{
	struct running *running = using->running;
	struct date due_on = DATE_NONE;
	struct due due;
	enum status status;

	find_posted(using);
	status = check_record(using);
	if (status == STATUS_OK)
		status = make_due(using, &due, &due_on);
	if (status == STATUS_OK)
		status = fill_due(using, &due);
	if (status != STATUS_OK ||
	    due_on.days > using->usage->terms->until.days)
		return status;
	/* Usage marks the period; a minimum that was reached marks nothing. */
	if (due.key.kind == LINE_MINIMUM && due.amount.minor == 0 &&
	    using->posted_count == 0)
		return STATUS_OK;
	dues->items = arena_grow(
	    &running->scratch, dues->items, dues->count, sizeof(*dues->items));
	if (dues->items == NULL)
		return error_memory(running->error);
	dues->items[dues->count++] = due;
	return STATUS_OK;
}

/* How the next record stands to the subscription: before, of, or behind it. */
static int
stands(const struct running *running, const struct billing_owner *owner,
    const char *subscription)
{
	const struct supply *supply = &running->supply;
	const struct line *line = &supply->next->line;
	int order = 0;

	if (supply->from_records)
		order = strcmp(supply->payer, owner->payer);
	if (order == 0)
		order = strcmp(line->owner, owner->account);
	if (order == 0)
		order = strcmp(line->subscription, subscription);
	/* Rating has the same subscriptions, in the same order. */
	return supply->from_records || order == 0 ? order : 1;
}

enum status
running_usage(struct running *running, const struct running_usage *usage,
    struct dues *dues)
{
	struct dues due = { NULL, 0 };
	struct using using = { running, usage, NULL, &due, NULL, 0 };
	enum status status = STATUS_OK;
	bool listed = false;
	int order;

	while (status == STATUS_OK && running->supply.found) {
		order = stands(running, usage->terms->owner, usage->from->id);
		if (order < 0)
			return running_unknown(running);
		if (order > 0)
			break;
		if (!listed)
			status =
			    due_usage(usage->subscription, usage->due_terms,
				false, &running->scratch, &due, running->error);
		listed = true;
		using.rated = running->supply.next;
		if (status == STATUS_OK)
			status = use(&using, dues);
		if (status == STATUS_OK)
			status = running_step(running);
	}
	return status;
}

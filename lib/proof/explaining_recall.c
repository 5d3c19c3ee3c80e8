/*
 * No order line says when it was recorded, but each has a number, and the audit
 * trail says how many there were.  Where it does not, what was posted says what
 * was known: the latest orders are left out, one by one, until what is due is
 * what was posted.
 */
#include <string.h>

#include "ledger/orders.h"
#include "order/discount.h"
#include "proof/explaining.h"

/* Of a subscription only the orders up to ${known}; none if it has no add. */
static enum status
list_orders(struct explaining *explaining,
    const struct billing_subscription *from, int64_t known,
    struct order **orders, size_t *count)
{
	*count = 0;
	*orders = arena_array(
	    &explaining->scratch, from->order_count + 1, sizeof(**orders));
	if (*orders == NULL)
		return error_memory(explaining->error);
	if (from->order_count > 0)
		memcpy(*orders, from->orders,
		    from->order_count * sizeof(**orders));
	*count = orders_until(*orders, from->order_count, known);
	return STATUS_OK;
}

/* The due of the line's key among ${dues}; that of usage for a minimum. */
static const struct due *
find_due(const struct dues *dues, const struct explained *line)
{
	struct line key = line->self->line;
	size_t i;

	if (key.kind == LINE_MINIMUM)
		key.kind = LINE_USAGE;
	for (i = 0; i < dues->count; i++) {
		if (line_key_compare(&dues->items[i].key, &key) == 0)
			return &dues->items[i];
	}
	return NULL;
}

/* What a line is of, and until which posting. */
struct recalling {
	struct explaining *explaining;
	const struct explained *line;
	int64_t posting; /* INT64_MAX: all of them */
};

/* The lines of the subscription that were posted until then. */
static enum status
list_posted(const struct recalling *recalling, struct posted_list *list)
{
	const struct billing_subscription *from =
	    &recalling->line->subscription->from;
	struct posted *items = arena_array(&recalling->explaining->scratch,
	    from->posted_count + 1, sizeof(*items));
	size_t i, count = 0;

	if (items == NULL)
		return error_memory(recalling->explaining->error);
	for (i = 0; i < from->posted_count; i++) {
		if (from->posted[i].posting <= recalling->posting)
			items[count++] = from->posted[i];
	}
	*list = (struct posted_list){ items, count };
	return STATUS_OK;
}

/* Usage was rated: its due is what was posted of it. */
static void
take_posted(struct posted_list posted, struct due *due)
{
	size_t i;

	due->amount = money_of(0, due->definition->currency);
	for (i = 0; i < posted.count; i++) {
		if (line_key_compare(&posted.items[i].line, &due->key) == 0)
			due->amount.minor += posted.items[i].line.amount.minor;
	}
	due->segments[0].amount = due->amount;
}

/* Append what discounts take off what was due. */
static enum status
add_discounts(const struct recalling *recalling,
    const struct subscription *subscription, const struct due_terms *terms,
    struct dues *dues)
{
	struct explaining *explaining = recalling->explaining;
	struct arena *scratch = &explaining->scratch;
	struct error *error = explaining->error;
	struct dues usage = { NULL, 0 }, discounts = { NULL, 0 };
	struct posted_list posted;
	enum status status = list_posted(recalling, &posted);
	size_t i;

	if (status == STATUS_OK)
		status = due_usage(
		    subscription, terms, false, scratch, &usage, error);
	for (i = 0; i < usage.count && status == STATUS_OK; i++) {
		take_posted(posted, &usage.items[i]);
		status = due_add(dues, &usage.items[i], scratch, error);
	}
	if (status == STATUS_OK)
		status = discount_dues(
		    subscription, terms, dues, scratch, &discounts, error);
	if (status == STATUS_OK)
		status = discount_shares(
		    posted, dues, terms, scratch, &discounts, error);
	for (i = 0; i < discounts.count && status == STATUS_OK; i++)
		status = due_add(dues, &discounts.items[i], scratch, error);
	return status;
}

/* All that was due of a kind as the line's. */
static enum status
list_dues(const struct recalling *recalling,
    const struct subscription *subscription, const struct due_terms *terms,
    struct dues *dues)
{
	struct explaining *explaining = recalling->explaining;
	struct arena *scratch = &explaining->scratch;
	enum status status;

	if (explaining_is_usage(recalling->line))
		return due_usage(subscription, terms, false, scratch, dues,
		    explaining->error);
	status =
	    due_list(subscription, terms, scratch, dues, explaining->error);
	return status == STATUS_OK &&
		       recalling->line->self->line.kind == LINE_DISCOUNT
		   ? add_discounts(recalling, subscription, terms, dues)
		   : status;
}

/* What was due for the line by the orders up to ${known}. */
static enum status
recall(
    const struct recalling *recalling, int64_t known, struct recalled *recalled)
{
	struct explaining *explaining = recalling->explaining;
	const struct explained *line = recalling->line;
	const struct explained_subscription *of = line->subscription;
	const struct line *self = &line->self->line;
	const struct due_terms terms = {
		.as_of =
		    date_later(date_later(self->cycle_end, self->period_end),
			explaining->document.issue_date),
		.rounding = explaining->company.rounding,
		.zone = explaining->zoning.zone,
		.bill_days = of->owner->bill_days,
		.bill_day_count = of->owner->bill_day_count,
	};
	struct arena *scratch = &explaining->scratch;
	struct subscription *subscription =
	    arena_alloc(scratch, sizeof(*subscription));
	struct order *orders;
	size_t count;
	enum status status;

	if (subscription == NULL)
		return error_memory(explaining->error);
	*subscription = (struct subscription){ .id = of->from.id,
		.owner = of->owner->account };
	*recalled = (struct recalled){ .known = known };
	status = list_orders(explaining, &of->from, known, &orders, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	status =
	    subscription_build((struct orders){ orders, count, terms.as_of },
		scratch, subscription, explaining->error);
	if (status == STATUS_OK)
		status =
		    list_dues(recalling, subscription, &terms, &recalled->dues);
	if (status == STATUS_OK)
		recalled->due = find_due(&recalled->dues, line);
	recalled->subscription = subscription;
	recalled->start = subscription->start;
	return status;
}

static bool
same_days(const struct due *due, const struct line *line)
{
	return due->segments[0].from.days == line->period_start.days &&
	       due->segments[due->segment_count - 1].to.days ==
		   line->period_end.days;
}

/* Whether a segment of ${due} is what ${line} bills. */
static bool
has_segment(const struct due *due, const struct line *line)
{
	size_t i;

	for (i = 0; i < due->segment_count; i++) {
		const struct segment *segment = &due->segments[i];

		if (segment->from.days == line->period_start.days &&
		    segment->to.days == line->period_end.days &&
		    decimal_compare(segment->quantity, line->quantity) == 0)
			return true;
	}
	return false;
}

/* What was posted of a key: its last line until then, and the sum. */
struct state {
	const struct line *last;
	struct money sum;
};

/* Whether ${recalled} is what led to ${state}. */
static bool
leads_to(const struct recalled *recalled, const struct explained *line,
    struct state state)
{
	bool original = state.last->corrects[0] == '\0';

	if (recalled->due == NULL)
		return !original && state.sum.minor == 0;
	if (explaining_is_usage(line))
		return same_days(recalled->due, state.last);
	return recalled->due->amount.minor == state.sum.minor &&
	       (!original || discount_is_share(state.last) ||
		   has_segment(recalled->due, state.last));
}

/* The greatest order number of the line's subscription below ${known}. */
static int64_t
order_before(const struct explained *line, int64_t known)
{
	const struct billing_subscription *from = &line->subscription->from;
	int64_t before = 0;
	size_t i;

	for (i = 0; i < from->order_count; i++) {
		if (from->orders[i].sequence < known &&
		    from->orders[i].sequence > before)
			before = from->orders[i].sequence;
	}
	return before;
}

/* By as many of the orders up to ${known} as possible, what led to ${state}. */
static enum status
recall_state(const struct recalling *recalling, struct state state,
    int64_t known, struct recalled *recalled)
{
	const struct explained *line = recalling->line;
	enum status status;

	for (;;) {
		status = recall(recalling, known, recalled);
		if (status != STATUS_OK)
			return status;
		recalled->found = leads_to(recalled, line, state);
		if (recalled->found || known == 0)
			return status;
		known = order_before(line, known);
	}
}

/* The line of the key that was posted last before this one. */
static const struct posted *
posted_before(const struct explained *line)
{
	const struct posted *found = NULL;
	size_t i;

	for (i = 0; i < line->posted.count; i++) {
		const struct posted *posted = &line->posted.items[i];

		if (posted->line.revision < line->self->line.revision &&
		    (found == NULL ||
			posted->line.revision >= found->line.revision))
			found = posted;
	}
	return found;
}

bool
explaining_is_usage(const struct explained *line)
{
	return line->self->line.kind == LINE_USAGE ||
	       line->self->line.kind == LINE_MINIMUM;
}

enum status
explaining_recall(struct explaining *explaining, struct explained *line)
{
	const struct posted *before = posted_before(line);
	struct recalling now = { explaining, line, INT64_MAX };
	struct recalling then = { explaining, line, explaining->posting };
	struct recalling earlier = { explaining, line, 0 };
	int64_t known = order_before(line, INT64_MAX);
	enum status status;

	status = zoning_account(&explaining->zoning, line->subscription->owner,
	    &explaining->scratch, explaining->error);
	explaining->pricing =
	    (struct pricing){ explaining->decks, explaining->zoning.zone,
		    explaining->zoning.calendar.count > 1
			? &explaining->zoning.calendar
			: NULL };
	line->earlier = (struct recalled){ .found = false };
	if (status == STATUS_OK)
		status = recall(&now, known, &line->today);
	line->today.found = true;
	if (explaining->known < known)
		known = order_before(line, explaining->known + 1);
	if (status == STATUS_OK)
		status = recall_state(&then,
		    (struct state){ &line->self->line, line->owed }, known,
		    &line->then);
	if (line->then.found)
		known = line->then.known;
	if (status != STATUS_OK || before == NULL)
		return status;
	earlier.posting = before->posting;
	return recall_state(&earlier,
	    (struct state){ &before->line, line->posted_before }, known,
	    &line->earlier);
}

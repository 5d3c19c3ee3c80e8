/*
 * No order line says when it was recorded, but each has a number, and the audit
 * trail says how many there were.  Where it does not, what was posted says what
 * was known: the latest orders are left out, one by one, until what is due is
 * what was posted.
 */
#include <string.h>

#include "ledger/orders.h"
#include "report/explaining.h"

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

/* What was due for the line by the orders up to ${known}. */
static enum status
recall(struct explaining *explaining, const struct explained *line,
    int64_t known, struct recalled *recalled)
{
	const struct explained_subscription *of = line->subscription;
	const struct line *self = &line->self->line;
	struct subscription subscription = { .id = of->from.id,
		.owner = of->owner->account };
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
	struct error *error = explaining->error;
	struct dues dues = { NULL, 0 };
	struct order *orders;
	size_t count;
	enum status status;

	*recalled = (struct recalled){ .known = known };
	status = list_orders(explaining, &of->from, known, &orders, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	status =
	    subscription_build((struct orders){ orders, count, terms.as_of },
		scratch, &subscription, error);
	if (status == STATUS_OK && explaining_is_usage(line))
		status = due_usage(
		    &subscription, &terms, false, scratch, &dues, error);
	else if (status == STATUS_OK)
		status = due_list(&subscription, &terms, scratch, &dues, error);
	if (status == STATUS_OK)
		recalled->due = find_due(&dues, line);
	recalled->start = subscription.start;
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
	       (!original || has_segment(recalled->due, state.last));
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
recall_state(struct explaining *explaining, const struct explained *line,
    struct state state, int64_t known, struct recalled *recalled)
{
	enum status status;

	for (;;) {
		status = recall(explaining, line, known, recalled);
		if (status != STATUS_OK)
			return status;
		recalled->found = leads_to(recalled, line, state);
		if (recalled->found || known == 0)
			return status;
		known = order_before(line, known);
	}
}

/* The line of the key that was posted last before this one. */
static const struct line *
posted_before(const struct explained *line)
{
	const struct line *found = NULL;
	size_t i;

	for (i = 0; i < line->posted.count; i++) {
		const struct line *posted = &line->posted.items[i].line;

		if (posted->revision < line->self->line.revision &&
		    (found == NULL || posted->revision >= found->revision))
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
	const struct line *before = posted_before(line);
	struct state then = { &line->self->line, line->owed };
	struct state earlier = { before, line->posted_before };
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
		status = recall(explaining, line, known, &line->today);
	line->today.found = true;
	if (explaining->known < known)
		known = order_before(line, explaining->known + 1);
	if (status == STATUS_OK)
		status =
		    recall_state(explaining, line, then, known, &line->then);
	if (line->then.found)
		known = line->then.known;
	if (status == STATUS_OK && before != NULL)
		status = recall_state(
		    explaining, line, earlier, known, &line->earlier);
	return status;
}

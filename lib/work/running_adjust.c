/*
 * Adjustments become lines of their own.  One of a period of a charge is due
 * with it and takes its percent from it once; from then on it stands, and what
 * is credited of that period later must leave room for it.
 */
#include <stdio.h>
#include <string.h>

#include "order/correct.h"
#include "work/running.h"

/* The adjustments of one subscription, at work. */
struct adjusting {
	struct running *running;
	const struct running_terms *terms;
	const struct billing_subscription *from;
	struct dues *dues;
	struct proposed_list *lines;
};

/* One period of one charge. */
struct adjusted {
	const char *charge;
	struct date start;
};

static bool
is_of(const struct line *line, const struct adjusted *record)
{
	return line->cycle_start.days == record->start.days &&
	       strcmp(line->charge, record->charge) == 0;
}

/* The order under which the adjusted charge was sold, or NULL. */
static const struct order *
adjusted_order(const struct billing_subscription *subscription,
    const struct adjustment *adjustment)
{
	size_t i;

	for (i = 0; i < subscription->order_count; i++) {
		const struct plan *plan = subscription->orders[i].plan;

		if (plan != NULL &&
		    plan_charge(plan, adjustment->charge) != NULL)
			return &subscription->orders[i];
	}
	return NULL;
}

/* The line of an adjustment that is of no period. */
static struct line
plain_line(
    const struct adjusting *adjusting, const struct adjustment *adjustment)
{
	const struct order *order = adjusted_order(adjusting->from, adjustment);
	const struct charge *charge =
	    order == NULL ? NULL : plan_charge(order->plan, adjustment->charge);

	return (struct line){
		.kind = adjustment->credit ? LINE_CREDIT : LINE_ADJUSTMENT,
		.owner = adjusting->terms->owner->account,
		.subscription = adjusting->from->id,
		.service = "",
		.charge = adjustment->charge,
		.product = charge == NULL ? "" : charge->product->id,
		.description = adjustment->reason,
		.period_start = adjustment->effective_on,
		.period_end = adjustment->effective_on,
		.quantity = decimal_from_integer(1),
		.unit = "",
		.unit_price = "",
		.amount = adjustment->amount,
		.tax_code = charge == NULL ? "" : charge->tax_code,
		.corrects = "",
		.upto = "",
		.plan = order == NULL ? "" : order->plan->id,
		.catalog = order == NULL ? "" : order->catalog->version,
		.order_price = "",
		.dimensions = "",
		.cycle_start = adjustment->effective_on,
		.cycle_end = adjustment->effective_on,
		.revision = adjustment->billed_count + 1,
		.adjustment = adjustment->id,
		.instance = "",
		.order = order == NULL ? "" : order->id,
		.order_line = order == NULL ? "" : order->line,
		.split = "",
		.section = "",
	};
}

static enum status
append(const struct adjusting *adjusting, const struct line *line)
{
	struct proposed *proposed =
	    proposed_append(adjusting->lines, &adjusting->running->scratch);

	if (proposed == NULL)
		return error_memory(adjusting->running->error);
	proposed->line = *line;
	return STATUS_OK;
}

/* Keep a credit until all lines of the account are known. */
static enum status
gather(const struct adjusting *adjusting, const struct adjustment *adjustment)
{
	struct running_account *account = adjusting->terms->account;

	account->credits = arena_grow(&adjusting->running->scratch,
	    account->credits, account->credit_count, sizeof(*account->credits));
	if (account->credits == NULL)
		return error_memory(adjusting->running->error);
	account->credits[account->credit_count++] =
	    (struct running_credit){ adjustment,
		    plain_line(adjusting, adjustment) };
	return STATUS_OK;
}

/* The day behind those that are owed of a period: where periods began anew
 * within it, the later one has the rest. */
static struct date
owed_until(const struct due *due)
{
	return due->segment_count == 0
		   ? due->key.cycle_end
		   : due->segments[due->segment_count - 1].to;
}

/* Put the first day of the full period for the day of it that was recorded: a
 * part of it may begin there. */
static void
find_period(const struct adjusting *adjusting, struct adjustment *adjustment)
{
	struct date day = adjustment->period_start, found = DATE_NONE;
	size_t i;

	for (i = 0; i < adjusting->dues->count; i++) {
		const struct due *due = &adjusting->dues->items[i];
		struct date start = due->key.cycle_start;

		if (strcmp(due->key.charge, adjustment->charge) != 0)
			continue;
		if (start.days == day.days)
			return;
		if (start.days < day.days && day.days < owed_until(due).days &&
		    (!date_given(found) || found.days < start.days))
			found = start;
	}
	if (date_given(found))
		adjustment->period_start = found;
}

/* What the period comes to without adjustments, and a due of it; or NULL. */
static const struct due *
find_record(
    const struct dues *dues, const struct adjusted *record, struct money *total)
{
	const struct due *found = NULL;
	size_t i;

	for (i = 0; i < dues->count; i++) {
		const struct due *due = &dues->items[i];

		if (!is_of(&due->key, record))
			continue;
		total->minor += due->amount.minor;
		if (found == NULL || due->key.kind == LINE_RECURRING)
			found = due;
	}
	return found;
}

static enum status
percent_of(const struct running *running, const char *text, struct money total,
    struct money *amount)
{
	struct decimal percent;
	struct ratio exact;
	enum status status;

	status =
	    decimal_parse(text, DECIMAL_PLACES_MAX, &percent, running->error);
	if (status == STATUS_OK)
		status = ratio_multiply(ratio_from_decimal(percent),
		    ratio_from_decimal(money_decimal(total)), &exact,
		    running->error);
	if (status == STATUS_OK)
		status = ratio_multiply(
		    exact, ratio_of(1, 100), &exact, running->error);
	if (status == STATUS_OK)
		status = money_round(exact, total.currency,
		    running->company.rounding, amount, running->error);
	return status;
}

/* Bill an adjustment with the period that it is of, once that is due. */
static enum status
adjust_record(const struct adjusting *adjusting, struct adjustment *adjustment)
{
	struct adjusted record = { adjustment->charge,
		adjustment->period_start };
	struct money total = money_of(0, adjustment->amount.currency);
	const struct due *due = find_record(adjusting->dues, &record, &total);
	struct line line;
	enum status status = STATUS_OK;

	if (due == NULL || adjustment->billed_count > 0)
		return STATUS_OK;
	line = due->key;
	line.kind = LINE_ADJUSTMENT;
	line.description = adjustment->reason;
	line.period_start = due->key.cycle_start;
	line.period_end = due->key.cycle_end;
	line.quantity = decimal_from_integer(1);
	line.unit = line.unit_price = line.order_price = line.upto = "";
	line.dimensions = line.instance = "";
	line.revision = 1;
	line.adjustment = adjustment->id;
	line.amount = adjustment->amount;
	if (adjustment->percent[0] != '\0')
		status = percent_of(adjusting->running, adjustment->percent,
		    total, &line.amount);
	if (status != STATUS_OK || line.amount.minor == 0)
		return status;
	adjustment->billed = line.amount;
	return append(adjusting, &line);
}

/* What the adjustments of a period come to, with those of this run. */
static int64_t
adjustments_of(const struct adjusting *adjusting, const struct adjusted *record)
{
	const struct billing_subscription *from = adjusting->from;
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < from->adjustment_count; i++) {
		const struct adjustment *adjustment = &from->adjustments[i];

		if (adjustment->period_start.days == record->start.days &&
		    strcmp(adjustment->charge, record->charge) == 0)
			sum += adjustment->billed.minor;
	}
	return sum;
}

/* The due of a posted key; where there is none, one of nothing. */
static struct due *
due_of(const struct adjusting *adjusting, const struct line *key)
{
	struct dues *dues = adjusting->dues;
	size_t i;

	for (i = 0; i < dues->count; i++) {
		if (line_key_compare(&dues->items[i].key, key) == 0)
			return &dues->items[i];
	}
	dues->items = arena_grow(&adjusting->running->scratch, dues->items,
	    dues->count, sizeof(*dues->items));
	if (dues->items == NULL)
		return NULL;
	dues->items[dues->count] = (struct due){ .key = *key };
	dues->items[dues->count].amount = money_of(0, key->amount.currency);
	return &dues->items[dues->count++];
}

/* How many posted lines from ${first} on have one key, and what is left. */
static size_t
posted_key(const struct adjusting *adjusting, size_t first, int64_t *left)
{
	const struct billing_subscription *from = adjusting->from;
	size_t end;

	*left = 0;
	for (end = first; end < from->posted_count &&
			  line_key_compare(&from->posted[end].line,
			      &from->posted[first].line) == 0;
	     end++)
		*left += from->posted[end].line.amount.minor;
	return end - first;
}

/* What was posted of a period; false if it is not its time to be credited. */
static bool
find_posted(const struct adjusting *adjusting, const struct adjusted *record,
    int64_t *sum)
{
	const struct billing_subscription *from = adjusting->from;
	size_t i;

	*sum = 0;
	for (i = 0; i < from->posted_count; i++) {
		const struct line *line = &from->posted[i].line;

		if (!is_of(line, record))
			continue;
		*sum += line->amount.minor;
		if (line->corrects[0] == '\0' &&
		    due_date(line, &adjusting->running->catalogs).days >
			adjusting->terms->until.days)
			return false;
	}
	return true;
}

/* Raise what posted keys of a period owe by ${cut} in all. */
static enum status
raise(const struct adjusting *adjusting, const struct adjusted *record,
    int64_t cut)
{
	const struct billing_subscription *from = adjusting->from;
	size_t i, count;
	int64_t left;

	for (i = 0; i < from->posted_count && cut > 0; i += count) {
		const struct line *key = &from->posted[i].line;
		struct due *due;

		count = posted_key(adjusting, i, &left);
		if (!is_of(key, record))
			continue;
		due = due_of(adjusting, key);
		if (due == NULL)
			return error_memory(adjusting->running->error);
		left -= due->amount.minor;
		if (left > cut)
			left = cut;
		if (left > 0) {
			due->amount.minor += left;
			cut -= left;
		}
	}
	return STATUS_OK;
}

/* Cut what is to be credited of a period to what its adjustments left. */
static enum status
make_room(const struct adjusting *adjusting, const struct adjustment *of)
{
	struct adjusted record = { of->charge, of->period_start };
	struct money owed = money_of(0, of->amount.currency);
	struct running *running = adjusting->running;
	struct summary *summary = running->request->summary;
	int64_t needed = -adjustments_of(adjusting, &record), posted;
	char date[DATE_TEXT_MAX], text[MONEY_TEXT_MAX];
	struct money cut = owed;

	if (needed <= 0 || !find_posted(adjusting, &record, &posted))
		return STATUS_OK;
	(void)find_record(adjusting->dues, &record, &owed);
	if (needed > posted)
		needed = posted;
	if (owed.minor >= needed)
		return STATUS_OK;
	cut.minor = needed - owed.minor;
	if (running->cuts++ == 0)
		snprintf(summary->note_text, sizeof(summary->note_text),
		    "subscription %.128s, charge %.128s, period from %s: %s %s "
		    "is not credited, since adjustments gave it",
		    adjusting->from->id, of->charge,
		    date_format(record.start, date), cut.currency.code,
		    money_format(cut, text));
	return raise(adjusting, &record, cut.minor);
}

enum status
running_adjust(struct running *running, const struct running_terms *terms,
    const struct billing_subscription *from, struct dues *dues,
    struct proposed_list *lines)
{
	struct adjusting adjusting = { running, terms, from, dues, lines };
	enum status status = STATUS_OK;
	struct line line;
	size_t i;

	for (i = 0; i < from->adjustment_count && status == STATUS_OK; i++) {
		struct adjustment *adjustment = &from->adjustments[i];

		if (date_given(adjustment->period_start)) {
			if (adjustment->billed_count == 0)
				find_period(&adjusting, adjustment);
			status = adjust_record(&adjusting, adjustment);
			continue;
		}
		if (adjustment->effective_on.days > terms->until.days)
			continue;
		line = plain_line(&adjusting, adjustment);
		status = adjustment->credit ? gather(&adjusting, adjustment)
					    : append(&adjusting, &line);
	}
	for (i = 0; i < from->adjustment_count && status == STATUS_OK; i++) {
		if (date_given(from->adjustments[i].period_start))
			status = make_room(&adjusting, &from->adjustments[i]);
	}
	return status;
}

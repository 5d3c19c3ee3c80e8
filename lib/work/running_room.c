/*
 * What is credited of a period later must leave room for the adjustments that
 * it already had.
 */
#include <stdio.h>
#include <string.h>

#include "order/correct.h"
#include "work/running.h"

/* The periods of one subscription, at work. */
struct leaving {
	struct running *running;
	const struct running_terms *terms;
	const struct billing_subscription *from;
	struct dues *dues;
};

/* Whether a line is of the period that an adjustment is of. */
static bool
is_of(const struct line *line, const struct adjustment *of)
{
	return line->cycle_start.days == of->period_start.days &&
	       strcmp(line->charge, of->charge) == 0;
}

const struct due *
running_adjusted(
    const struct dues *dues, const struct adjustment *of, struct money *total)
{
	const struct due *found = NULL;
	size_t i;

	for (i = 0; i < dues->count; i++) {
		const struct due *due = &dues->items[i];

		if (!is_of(&due->key, of))
			continue;
		total->minor += due->amount.minor;
		if (found == NULL || due->key.kind == LINE_RECURRING)
			found = due;
	}
	return found;
}

/* What the adjustments of a period come to, with those of this run. */
static int64_t
sum_of(const struct leaving *leaving, const struct adjustment *of)
{
	const struct billing_subscription *from = leaving->from;
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < from->adjustment_count; i++) {
		const struct adjustment *adjustment = &from->adjustments[i];

		if (adjustment->period_start.days == of->period_start.days &&
		    strcmp(adjustment->charge, of->charge) == 0)
			sum += adjustment->billed.minor;
	}
	return sum;
}

/* The due of a posted key; where there is none, one of nothing. */
static struct due *
due_of(const struct leaving *leaving, const struct line *key)
{
	struct dues *dues = leaving->dues;
	size_t i;

	for (i = 0; i < dues->count; i++) {
		if (line_key_compare(&dues->items[i].key, key) == 0)
			return &dues->items[i];
	}
	dues->items = arena_grow(&leaving->running->scratch, dues->items,
	    dues->count, sizeof(*dues->items));
	if (dues->items == NULL)
		return NULL;
	dues->items[dues->count] = (struct due){ .key = *key };
	dues->items[dues->count].amount = money_of(0, key->amount.currency);
	return &dues->items[dues->count++];
}

/* How many posted lines from ${first} on have one key, and what is left. */
static size_t
posted_key(const struct leaving *leaving, size_t first, int64_t *left)
{
	const struct billing_subscription *from = leaving->from;
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
find_posted(
    const struct leaving *leaving, const struct adjustment *of, int64_t *sum)
{
	const struct billing_subscription *from = leaving->from;
	size_t i;

	*sum = 0;
	for (i = 0; i < from->posted_count; i++) {
		const struct line *line = &from->posted[i].line;

		if (!is_of(line, of))
			continue;
		*sum += line->amount.minor;
		if (line->corrects[0] == '\0' &&
		    due_date(line, &leaving->running->catalogs).days >
			leaving->terms->until.days)
			return false;
	}
	return true;
}

/* Raise what posted keys of a period owe by ${cut} in all. */
static enum status
raise(const struct leaving *leaving, const struct adjustment *of, int64_t cut)
{
	const struct billing_subscription *from = leaving->from;
	size_t i, count;
	int64_t left;

	for (i = 0; i < from->posted_count && cut > 0; i += count) {
		const struct line *key = &from->posted[i].line;
		struct due *due;

		count = posted_key(leaving, i, &left);
		if (!is_of(key, of))
			continue;
		due = due_of(leaving, key);
		if (due == NULL)
			return error_memory(leaving->running->error);
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
leave(const struct leaving *leaving, const struct adjustment *of)
{
	struct money owed = money_of(0, of->amount.currency);
	struct running *running = leaving->running;
	struct summary *summary = running->request->summary;
	int64_t needed = -sum_of(leaving, of), posted;
	char date[DATE_TEXT_MAX], text[MONEY_TEXT_MAX];
	struct money cut = owed;

	if (needed <= 0 || !find_posted(leaving, of, &posted))
		return STATUS_OK;
	(void)running_adjusted(leaving->dues, of, &owed);
	if (needed > posted)
		needed = posted;
	if (owed.minor >= needed)
		return STATUS_OK;
	cut.minor = needed - owed.minor;
	if (running->cuts++ == 0)
		snprintf(summary->note_text, sizeof(summary->note_text),
		    "subscription %.128s, charge %.128s, period from %s: %s %s "
		    "is not credited, since adjustments gave it",
		    leaving->from->id, of->charge,
		    date_format(of->period_start, date), cut.currency.code,
		    money_format(cut, text));
	return raise(leaving, of, cut.minor);
}

enum status
running_room(struct running *running, const struct running_terms *terms,
    const struct billing_subscription *from, struct dues *dues)
{
	const struct leaving leaving = { running, terms, from, dues };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < from->adjustment_count && status == STATUS_OK; i++) {
		if (date_given(from->adjustments[i].period_start))
			status = leave(&leaving, &from->adjustments[i]);
	}
	return status;
}

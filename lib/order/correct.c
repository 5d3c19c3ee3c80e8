/*
 * Dues and posted lines, both sorted by key, are merged.  The posted lines of a
 * key are originals (lines that correct nothing) and the corrections that name
 * them; what is left of an original is its amount and theirs.  Such a group is
 * short, so it is searched in line.
 */
#include "order/correct.h"

#include <stdlib.h>
#include <string.h>

struct correcting {
	struct posted_list posted; /* of one key */
	const struct dues *dues; /* all, by key */
	const struct correct_terms *terms;
	struct proposed_list *lines;
	struct arena *scratch;
	struct error *error;
};

static bool
is_original(const struct posted *posted)
{
	return posted->line.corrects[0] == '\0';
}

/* What a line of this kind owes is a positive amount, or a negative one. */
static int64_t
sign_of(const struct posted *posted)
{
	return posted->line.kind == LINE_DISCOUNT ? -1 : 1;
}

/* Whether ${posted} is ${original} or corrects it. */
static bool
belongs(const struct posted *posted, const struct posted *original)
{
	return posted == original ||
	       strcmp(posted->line.corrects, original->reference) == 0;
}

/* What is left of a posted line after its corrections. */
static int64_t
left_of(const struct correcting *correcting, const struct posted *original)
{
	int64_t left = 0;
	size_t i;

	for (i = 0; i < correcting->posted.count; i++) {
		const struct posted *posted = &correcting->posted.items[i];

		if (belongs(posted, original))
			left += posted->line.amount.minor;
	}
	return left;
}

/* The tax posted in one place of a line and of its corrections. */
static int64_t
tax_left_of(const struct correcting *correcting, const struct posted *original,
    size_t place)
{
	int64_t left = 0;
	size_t i;

	for (i = 0; i < correcting->posted.count; i++) {
		const struct posted *posted = &correcting->posted.items[i];

		if (belongs(posted, original) && place < posted->line.tax_count)
			left += posted->line.taxes[place].amount.minor;
	}
	return left;
}

/* The original's taxes on what will be left of it, minus those posted. */
static enum status
correct_taxes(const struct correcting *correcting,
    const struct posted *original, struct line *line)
{
	struct money base = line->amount;
	struct money owed;
	size_t i;

	base.minor += left_of(correcting, original);
	line->tax_count = original->line.tax_count;
	line->taxes = arena_array(
	    correcting->scratch, line->tax_count + 1, sizeof(struct line_tax));
	if (line->taxes == NULL)
		return error_memory(correcting->error);
	for (i = 0; i < line->tax_count; i++) {
		struct line_tax *tax = &line->taxes[i];
		struct ratio exact;
		enum status status;

		*tax = original->line.taxes[i];
		status = ratio_percent(ratio_from_decimal(money_decimal(base)),
		    tax->rate, &exact, correcting->error);
		if (status == STATUS_OK)
			status = money_round(exact, base.currency,
			    correcting->terms->rounding, &owed,
			    correcting->error);
		if (status != STATUS_OK)
			return status;
		tax->amount.minor =
		    owed.minor - tax_left_of(correcting, original, i);
		if (tax->taxable)
			base.minor += owed.minor;
	}
	return STATUS_OK;
}

/* The days that posted lines of ${original} still cover; none: from = to. */
static struct segment
covered_by(const struct correcting *correcting, const struct posted *original)
{
	struct segment days = {
		.from = original->line.period_start,
		.to = original->line.period_end,
	};
	size_t i;

	for (i = 0; i < correcting->posted.count; i++) {
		const struct line *line = &correcting->posted.items[i].line;

		if (&correcting->posted.items[i] == original ||
		    !belongs(&correcting->posted.items[i], original))
			continue;
		if (line->amount.minor * sign_of(original) > 0) {
			days.from = date_earlier(days.from, line->period_start);
			days.to = date_later(days.to, line->period_end);
		} else if (line->period_start.days <= days.from.days) {
			days.from = date_earlier(line->period_end, days.to);
		} else if (line->period_end.days >= days.to.days) {
			days.to = line->period_start;
		}
	}
	return days;
}

/* The days by which ${covered} and the due's days differ, for people to read.
 */
static void
differing_days(const struct posted *original, struct segment covered,
    const struct due *due, struct line *line)
{
	struct segment wanted = { .from = covered.from, .to = covered.from };

	if (due != NULL && due->segment_count > 0) {
		wanted.from = due->segments[0].from;
		wanted.to = due->segments[due->segment_count - 1].to;
	}
	/* A credit takes days back from this line, not from others. */
	if (line->amount.minor * sign_of(original) < 0) {
		wanted.from = date_later(wanted.from, covered.from);
		wanted.from = date_earlier(wanted.from, covered.to);
		wanted.to = date_later(wanted.to, wanted.from);
		wanted.to = date_earlier(wanted.to, covered.to);
	}
	if (wanted.from.days == covered.from.days &&
	    wanted.to.days != covered.to.days) {
		line->period_start = date_earlier(wanted.to, covered.to);
		line->period_end = date_later(wanted.to, covered.to);
	} else if (wanted.to.days == covered.to.days &&
		   wanted.from.days != covered.from.days) {
		line->period_start = date_earlier(wanted.from, covered.from);
		line->period_end = date_later(wanted.from, covered.from);
	} else {
		line->period_start = date_earlier(wanted.from, covered.from);
		line->period_end = date_later(wanted.to, covered.to);
	}
}

/* Usage that is counted anew: what is there more, or less, than was posted.  A
 * key of usage has one posted line that corrects nothing. */
static enum status
recount(const struct correcting *correcting, const struct due *due,
    struct line *line)
{
	const struct segment *segment = &due->segments[0];
	enum status status = STATUS_OK;
	size_t i;

	line->period_start = segment->from;
	line->period_end = segment->to;
	line->quantity = segment->quantity;
	line->unit_price = due->key.unit_price;
	line->upto = due->key.upto;
	for (i = 0; i < correcting->posted.count && status == STATUS_OK; i++)
		status = decimal_subtract(line->quantity,
		    correcting->posted.items[i].line.quantity, &line->quantity,
		    correcting->error);
	line->quantity = decimal_strip(line->quantity);
	return status;
}

/* Propose ${amount} on ${original}. */
static enum status
correct_line(const struct correcting *correcting, const struct posted *original,
    const struct due *due, int64_t amount)
{
	struct proposed *proposed =
	    proposed_append(correcting->lines, correcting->scratch);
	struct segment covered = covered_by(correcting, original);
	struct posted_list posted = correcting->posted;
	enum status status = STATUS_OK;

	if (proposed == NULL)
		return error_memory(correcting->error);
	proposed->account = original->account;
	proposed->line = original->line;
	proposed->line.amount.minor = amount;
	proposed->line.corrects = original->reference;
	proposed->line.revision =
	    posted.items[posted.count - 1].line.revision + 1;
	if (original->line.kind == LINE_RECURRING ||
	    original->line.kind == LINE_DISCOUNT)
		differing_days(original, covered, due, &proposed->line);
	else if (due != NULL && (original->line.kind == LINE_USAGE ||
				    original->line.kind == LINE_MINIMUM))
		status = recount(correcting, due, &proposed->line);
	if (status != STATUS_OK)
		return status;
	return correct_taxes(correcting, original, &proposed->line);
}

/* Spread a difference over the posted lines of a key, newest first. */
static enum status
correct_key(const struct correcting *correcting, const struct due *due,
    int64_t difference)
{
	const struct posted *newest = NULL;
	enum status status = STATUS_OK;
	size_t i = correcting->posted.count;

	while (i-- > 0 && difference != 0 && status == STATUS_OK) {
		const struct posted *posted = &correcting->posted.items[i];
		int64_t amount = difference, left, sign;

		if (!is_original(posted))
			continue;
		if (newest == NULL)
			newest = posted;
		sign = sign_of(posted);
		if (difference * sign < 0) {
			left = left_of(correcting, posted);
			if (left * sign <= 0)
				continue;
			if (amount * sign < -left * sign)
				amount = -left;
		}
		status = correct_line(correcting, posted, due, amount);
		difference -= amount;
	}
	/* Nothing is left to credit: a negative charge is owed. */
	if (status == STATUS_OK && difference != 0 && newest != NULL)
		status = correct_line(correcting, newest, due, difference);
	return status;
}

/* Nothing was posted for a due: each segment is a new line. */
static enum status
propose_new(const struct correcting *correcting, const struct due *due)
{
	size_t i;

	for (i = 0; i < due->segment_count; i++) {
		struct proposed *proposed =
		    proposed_append(correcting->lines, correcting->scratch);

		if (proposed == NULL)
			return error_memory(correcting->error);
		proposed->line = due->key;
		proposed->line.period_start = due->segments[i].from;
		proposed->line.period_end = due->segments[i].to;
		proposed->line.quantity = due->segments[i].quantity;
		proposed->line.amount = due->segments[i].amount;
		if (due->segments[i].order != NULL) {
			proposed->line.order = due->segments[i].order->id;
			proposed->line.order_line =
			    due->segments[i].order->line;
		}
		proposed->line.revision = 1;
	}
	return STATUS_OK;
}

static int
due_compare(const void *left, const void *right)
{
	const struct due *a = left;
	const struct due *b = right;

	return line_key_compare(&a->key, &b->key);
}

/* Whether the usage that a discount is on has a due. */
static bool
usage_is_due(const struct correcting *correcting, const struct line *discount)
{
	struct due wanted = { .key = *discount };

	wanted.key.kind = LINE_USAGE;
	wanted.key.instance = "";
	return correcting->dues->count > 0 &&
	       bsearch(&wanted, correcting->dues->items,
		   correcting->dues->count, sizeof(wanted),
		   due_compare) != NULL;
}

/* Whether the posted lines of a key that has no due go back. */
static bool
goes_back(const struct correcting *correcting, struct date due_on)
{
	const struct line *line = &correcting->posted.items[0].line;
	enum correct_back back =
	    correct_goes_back(line, correcting->terms->catalogs);

	if (back == CORRECT_WITH_USAGE)
		return usage_is_due(correcting, line);
	return back == CORRECT_GOES &&
	       due_on.days <= correcting->terms->as_of.days;
}

/* Bring what was posted for one key to what is due, or to nothing. */
static enum status
settle_key(const struct correcting *correcting, const struct due *due)
{
	const struct posted *first = correcting->posted.items;
	struct date due_on = DATE_MAX;
	int64_t difference = due != NULL ? due->amount.minor : 0;
	size_t i;

	for (i = 0; i < correcting->posted.count; i++) {
		difference -= first[i].line.amount.minor;
		if (is_original(&first[i]))
			due_on = date_earlier(
			    due_on, due_date(&first[i].line,
					correcting->terms->catalogs));
	}
	if (difference == 0)
		return STATUS_OK;
	if (due == NULL && !goes_back(correcting, due_on))
		return STATUS_OK;
	return correct_key(correcting, due, difference);
}

/* How many of ${posted} from ${first} on have one key. */
static size_t
group_count(struct posted_list posted, size_t first)
{
	size_t end = first + 1;

	while (end < posted.count && line_key_compare(&posted.items[end].line,
					 &posted.items[first].line) == 0)
		end++;
	return end - first;
}

enum status
correct(struct dues *dues, struct posted_list posted,
    const struct correct_terms *terms, struct proposed_list *lines,
    struct arena *scratch, struct error *error)
{
	struct correcting correcting = { .dues = dues,
		.terms = terms,
		.lines = lines,
		.scratch = scratch,
		.error = error };
	enum status status = STATUS_OK;
	size_t d = 0, p = 0;

	if (dues->count > 1)
		qsort(dues->items, dues->count, sizeof(*dues->items),
		    due_compare);
	while ((d < dues->count || p < posted.count) && status == STATUS_OK) {
		int order = p == posted.count ? -1
			    : d == dues->count
				? 1
				: line_key_compare(&dues->items[d].key,
				      &posted.items[p].line);

		if (order < 0) {
			status = propose_new(&correcting, &dues->items[d++]);
			continue;
		}
		correcting.posted.items = &posted.items[p];
		correcting.posted.count = group_count(posted, p);
		p += correcting.posted.count;
		status = settle_key(
		    &correcting, order == 0 ? &dues->items[d++] : NULL);
	}
	return status;
}

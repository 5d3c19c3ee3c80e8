/*
 * First every line gets its list of rates; then the rates are taken in
 * sequence, each with all the lines that have it, so that a later rate finds
 * the earlier taxes in place.
 */
#include "rule/tax.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rule/allocate.h"

/* One tax to compute: the line and its place among the line's taxes. */
struct item {
	struct line *line;
	size_t place;
	size_t index; /* of the line in its document */
};

struct taxing {
	const struct tax_rates *rates;
	const struct tax_terms *terms;
	struct arena *scratch;
	struct error *error;
};

static struct date
tax_date(const struct tax_terms *terms, const struct line *line)
{
	if (terms->date != TAX_DATE_PERIOD_END || !date_given(line->period_end))
		return terms->issue_date;
	/* The last day, not the first after it: that may have other rates. */
	if (line->period_start.days < line->period_end.days)
		return date_add_days(line->period_end, -1);
	return line->period_end;
}

bool
tax_exempts(const struct tax_exemptions *exemptions, const char *region,
    const struct line *line, const struct tax_terms *terms)
{
	struct date on = tax_date(terms, line);
	size_t i;

	for (i = 0; i < exemptions->count; i++) {
		const struct tax_exemption *one = &exemptions->items[i];

		if ((one->jurisdiction[0] == '\0' ||
			strcmp(one->jurisdiction, region) == 0) &&
		    one->from.days <= on.days && on.days < one->to.days)
			return true;
	}
	return false;
}

/* Whether ${rate} may tax the line at all. */
static bool
applies(
    const struct tax_rate *rate, const struct taxed_line *taxed, struct date on)
{
	return strcmp(rate->jurisdiction, taxed->region) == 0 &&
	       (rate->tax_code[0] == '\0' ||
		   strcmp(rate->tax_code, taxed->line->tax_code) == 0) &&
	       rate->from.days <= on.days;
}

/* Whether two rates that apply to one line have the same name and code. */
static bool
same_tax(const struct tax_rate *a, const struct tax_rate *b)
{
	return strcmp(a->name, b->name) == 0 &&
	       strcmp(a->tax_code, b->tax_code) == 0;
}

/* Whether a rate for the line's own code stands before ${rate}. */
static bool
is_general(const struct tax_rate *rate, const struct tax_rate *const *found,
    size_t count)
{
	size_t i;

	for (i = 0; i < count && rate->tax_code[0] == '\0'; i++) {
		if (found[i]->tax_code[0] != '\0' &&
		    strcmp(found[i]->name, rate->name) == 0)
			return true;
	}
	return false;
}

static int
rate_compare(const void *left, const void *right)
{
	const struct tax_rate *a = *(const struct tax_rate *const *)left;
	const struct tax_rate *b = *(const struct tax_rate *const *)right;

	if (a->sequence != b->sequence)
		return a->sequence < b->sequence ? -1 : 1;
	return strcmp(a->name, b->name);
}

/* Drop what does not tax the line after all; return how many rates are left. */
static size_t
rates_filter(const struct tax_rate **found, size_t count, struct date on)
{
	size_t i, kept = 0;

	/* A rate that has ended taxes nothing, but still replaced others. */
	for (i = 0; i < count; i++) {
		if (found[i]->to.days > on.days)
			found[kept++] = found[i];
	}
	count = kept;
	/* Rates for the line's own code are all kept, so all are found. */
	for (i = kept = 0; i < count; i++) {
		if (!is_general(found[i], found, count))
			found[kept++] = found[i];
	}
	return kept;
}

/* The rates in force for a line, in sequence. */
static enum status
rates_of(const struct taxing *taxing, const struct taxed_line *taxed,
    const struct tax_rate **found, size_t *count)
{
	struct date on = tax_date(taxing->terms, taxed->line);
	size_t i, k;

	*count = 0;
	for (i = 0; i < taxing->rates->count; i++) {
		const struct tax_rate *rate = &taxing->rates->items[i];

		if (!applies(rate, taxed, on))
			continue;
		for (k = 0; k < *count; k++) {
			if (same_tax(found[k], rate))
				break;
		}
		if (k == LINE_TAXES_MAX)
			return error_set(taxing->error, STATUS_INVALID,
			    "jurisdiction %s has over %d taxes on one line",
			    rate->jurisdiction, LINE_TAXES_MAX);
		if (k == *count)
			found[(*count)++] = rate;
		else if (rate->from.days > found[k]->from.days)
			found[k] = rate;
	}
	*count = rates_filter(found, *count, on);
	if (*count > 1)
		qsort(found, *count, sizeof(*found), rate_compare);
	return STATUS_OK;
}

static enum status
line_begin(const struct taxing *taxing, const struct taxed_line *taxed)
{
	const struct tax_rate *found[LINE_TAXES_MAX];
	struct line *line = taxed->line;
	enum status status;
	size_t i;

	line->taxes = NULL;
	line->tax_count = 0;
	if (taxed->exempt || taxed->region[0] == '\0')
		return STATUS_OK;
	status = rates_of(taxing, taxed, found, &line->tax_count);
	if (status != STATUS_OK || line->tax_count == 0)
		return status;
	line->taxes =
	    arena_array(taxing->scratch, line->tax_count, sizeof(*line->taxes));
	if (line->taxes == NULL)
		return error_memory(taxing->error);
	for (i = 0; i < line->tax_count; i++) {
		line->taxes[i] = (struct line_tax){
			.name = found[i]->name,
			.jurisdiction = found[i]->jurisdiction,
			.rate = found[i]->rate,
			.amount = money_of(0, line->amount.currency),
			.sequence = found[i]->sequence,
			.taxable = found[i]->taxable,
		};
	}
	return STATUS_OK;
}

/* The order in which taxes are computed: by sequence, then group by group. */
static int
item_compare(const void *left, const void *right)
{
	const struct item *x = left;
	const struct item *y = right;
	const struct line_tax *a = &x->line->taxes[x->place];
	const struct line_tax *b = &y->line->taxes[y->place];
	int order;

	if (a->sequence != b->sequence)
		return a->sequence < b->sequence ? -1 : 1;
	if ((order = strcmp(a->name, b->name)) != 0 ||
	    (order = strcmp(a->jurisdiction, b->jurisdiction)) != 0 ||
	    (order = strcmp(x->line->tax_code, y->line->tax_code)) != 0)
		return order;
	return decimal_compare(a->rate, b->rate);
}

static int
item_sort(const void *left, const void *right)
{
	const struct item *a = left;
	const struct item *b = right;
	int order = item_compare(a, b);

	/* Lines of a group keep their order. */
	if (order != 0)
		return order;
	return a->index < b->index ? -1 : a->index > b->index;
}

/* What a tax is computed on: the net and the taxable taxes before it. */
static __int128
base_of(const struct item *item)
{
	const struct line *line = item->line;
	__int128 base = line->amount.minor;
	size_t i;

	for (i = 0; i < item->place; i++) {
		if (line->taxes[i].taxable)
			base += line->taxes[i].amount.minor;
	}
	return base;
}

/* Tax ${count} items of one group; by line, a group is one item. */
static enum status
tax_group(const struct taxing *taxing, const struct item *items, size_t count)
{
	struct ratio rate =
	    ratio_from_decimal(items[0].line->taxes[items[0].place].rate);
	struct currency currency = items[0].line->amount.currency;
	struct currency units = { .places = 0 };
	struct parts parts = { .count = count };
	__int128 *numerators, sum = 0;
	struct money total;
	int64_t *shares;
	enum status status;
	size_t i;

	numerators = arena_array(taxing->scratch, count, sizeof(*numerators));
	shares = arena_array(taxing->scratch, count, sizeof(*shares));
	if (numerators == NULL || shares == NULL)
		return error_memory(taxing->error);
	parts.numerators = numerators;
	parts.denominator = 100 * rate.denominator;
	for (i = 0; i < count; i++) {
		if (__builtin_mul_overflow(
			base_of(&items[i]), rate.numerator, &numerators[i]) ||
		    __builtin_add_overflow(sum, numerators[i], &sum))
			return error_set(taxing->error, STATUS_INVALID,
			    "a tax does not fit into 128 bits");
	}
	/* Minor units are rounded as whole units of a currency of no places. */
	status = money_round(ratio_of(sum, parts.denominator), units,
	    taxing->terms->rounding, &total, taxing->error);
	if (status == STATUS_OK)
		status = allocate_exact(
		    total.minor, parts, shares, taxing->scratch, taxing->error);
	for (i = 0; i < count && status == STATUS_OK; i++)
		items[i].line->taxes[items[i].place].amount =
		    money_of(shares[i], currency);
	return status;
}

/* All taxes of the lines, as items in the order of computing. */
static enum status
gather(const struct taxing *taxing, const struct taxed_line *lines,
    size_t count, struct item **items, size_t *item_count)
{
	size_t i, k, n = 0;

	for (i = 0; i < count; i++)
		n += lines[i].line->tax_count;
	*items = arena_array(taxing->scratch, n + 1, sizeof(**items));
	if (*items == NULL)
		return error_memory(taxing->error);
	*item_count = 0;
	for (i = 0; i < count; i++) {
		if (lines[i].line->corrects[0] != '\0')
			continue;
		for (k = 0; k < lines[i].line->tax_count; k++)
			(*items)[(*item_count)++] =
			    (struct item){ lines[i].line, k, i };
	}
	if (*item_count > 1)
		qsort(*items, *item_count, sizeof(**items), item_sort);
	return STATUS_OK;
}

enum status
tax_amounts(const struct taxed_line *lines, size_t count,
    const struct tax_terms *terms, struct arena *scratch, struct error *error)
{
	struct taxing taxing = { NULL, terms, scratch, error };
	struct item *items = NULL;
	size_t i, n, item_count = 0;
	enum status status;

	status = gather(&taxing, lines, count, &items, &item_count);
	for (i = 0; i < item_count && status == STATUS_OK; i += n) {
		n = 1;
		while (terms->by == TAX_ROUNDING_GROUP && i + n < item_count &&
		       item_compare(&items[i], &items[i + n]) == 0)
			n++;
		status = tax_group(&taxing, &items[i], n);
	}
	return status;
}

enum status
tax_lines(const struct taxed_line *lines, size_t count,
    const struct tax_rates *rates, const struct tax_terms *terms,
    struct arena *scratch, struct error *error)
{
	struct taxing taxing = { rates, terms, scratch, error };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < count && status == STATUS_OK; i++) {
		if (lines[i].line->corrects[0] == '\0')
			status = line_begin(&taxing, &lines[i]);
	}
	return status == STATUS_OK
		   ? tax_amounts(lines, count, terms, scratch, error)
		   : status;
}

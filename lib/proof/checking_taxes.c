/*
 * Taxes of new lines are computed again for each document, by the code that has
 * computed them; those of a correction from what was left of the line that it
 * corrects.  All taxes come in two streams, and only one document is held.
 */
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "ledger/companies.h"
#include "proof/checking_parts.h"
#include "rule/tax.h"

/* A rate as it was imported. */
struct imported {
	const char *jurisdiction;
	const char *name;
	const char *tax_code;
	const char *from;
	const char *to; /* "": open */
	bool taxable;
	struct decimal rate;
};

/* A line of the document at work, and what was posted of its taxes. */
struct recomputed {
	int64_t number;
	struct line line;
	int64_t *amounts;
};

struct recomputing {
	struct checking *checking;
	struct company company;
	struct imported *rates; /* by jurisdiction and name */
	size_t rate_count;
	struct query *row; /* at work */
	int64_t posting;
	const char *invoice; /* NULL: no document yet */
	struct recomputed *lines;
	size_t count;
	struct arena arena;
	struct arena scratch; /* of a document */
};

enum {
	POSTING,
	INVOICE,
	LINE,
	AMOUNT,
	TAX_CODE,
	ISSUE_DATE,
	PERIOD_START,
	PERIOD_END,
	NAME,
	JURISDICTION,
	RATE,
	TAX,
	TAXABLE,
};

static enum status
add_rate(struct checking *checking, struct query *row, void *context)
{
	struct recomputing *recomputing = context;
	struct arena *arena = &recomputing->arena;
	struct imported *rate;

	recomputing->rates = arena_grow(
	    arena, recomputing->rates, recomputing->rate_count, sizeof(*rate));
	if (recomputing->rates == NULL)
		return error_memory(checking->error);
	rate = &recomputing->rates[recomputing->rate_count++];
	*rate = (struct imported){
		.jurisdiction = arena_text(arena, query_text(row, 0)),
		.name = arena_text(arena, query_text(row, 1)),
		.tax_code = arena_text(arena, query_text(row, 2)),
		.from = arena_text(arena, query_text(row, 3)),
		.to = arena_text(arena, query_text(row, 4)),
		.taxable = strcmp(query_text(row, 5), "yes") == 0,
	};
	if (rate->jurisdiction == NULL || rate->name == NULL ||
	    rate->tax_code == NULL || rate->from == NULL || rate->to == NULL)
		return error_memory(checking->error);
	return decimal_parse(query_text(row, 6), DECIMAL_PLACES_MAX,
	    &rate->rate, checking->error);
}

static int
rate_compare(const struct imported *rate, const struct line_tax *tax)
{
	int order = strcmp(rate->jurisdiction, tax->jurisdiction);

	return order != 0 ? order : strcmp(rate->name, tax->name);
}

/* The first rate of the jurisdiction and name of ${tax}, or behind it. */
static size_t
first_rate(const struct recomputing *recomputing, const struct line_tax *tax)
{
	size_t low = 0, high = recomputing->rate_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (rate_compare(&recomputing->rates[middle], tax) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether a rate is in force on the day whose rates the line has: dates compare
 * as texts. */
static bool
in_force(struct recomputing *recomputing, const struct imported *rate)
{
	const char *start = query_text(recomputing->row, PERIOD_START);
	const char *end = query_text(recomputing->row, PERIOD_END);
	const char *on = query_text(recomputing->row, ISSUE_DATE);
	bool open = rate->to[0] == '\0';

	if (recomputing->company.tax_date == TAX_DATE_PERIOD_END &&
	    end[0] != '\0') {
		/* The last day of the period. */
		if (strcmp(start, end) < 0)
			return strcmp(rate->from, end) < 0 &&
			       (open || strcmp(rate->to, end) >= 0);
		on = end;
	}
	return strcmp(rate->from, on) <= 0 &&
	       (open || strcmp(rate->to, on) > 0);
}

/* Whether somebody imported the rate for the line's code and day. */
static bool
is_imported(struct recomputing *recomputing, const struct line_tax *tax)
{
	const char *code = query_text(recomputing->row, TAX_CODE);
	size_t i = first_rate(recomputing, tax);

	for (; i < recomputing->rate_count; i++) {
		const struct imported *rate = &recomputing->rates[i];

		if (rate_compare(rate, tax) != 0)
			return false;
		if ((rate->tax_code[0] == '\0' ||
			strcmp(rate->tax_code, code) == 0) &&
		    rate->taxable == tax->taxable &&
		    decimal_compare(rate->rate, tax->rate) == 0 &&
		    in_force(recomputing, rate))
			return true;
	}
	return false;
}

static enum status
report_tax(struct recomputing *recomputing, const char *object,
    const char *name, int64_t expected, int64_t found)
{
	struct arena *scratch = &recomputing->scratch;

	return checking_finding(recomputing->checking, "tax-recomputed", object,
	    arena_format(scratch, "%s %" PRId64, name, expected),
	    arena_format(scratch, "%" PRId64, found));
}

/*
 * A document whose lines have their rates on different days may have groups
 * that their lines do not show; a share then is known but for a minor unit.
 */
static bool
is_same(const struct recomputing *recomputing, const struct line_tax *tax,
    int64_t posted)
{
	int64_t difference = posted - tax->amount.minor;

	if (recomputing->company.tax_date != TAX_DATE_PERIOD_END ||
	    recomputing->company.tax_rounding == TAX_ROUNDING_LINE)
		return difference == 0;
	return difference >= -1 && difference <= 1;
}

/* Compute the taxes of the document again. */
static enum status
finish_document(struct recomputing *recomputing)
{
	const struct tax_terms terms = {
		.by = recomputing->company.tax_rounding,
		.rounding = recomputing->company.rounding,
	};
	struct arena *scratch = &recomputing->scratch;
	struct taxed_line *lines;
	enum status status;
	size_t i, k;

	if (recomputing->count == 0)
		return STATUS_OK;
	lines = arena_array(scratch, recomputing->count, sizeof(*lines));
	if (lines == NULL)
		return error_memory(recomputing->checking->error);
	for (i = 0; i < recomputing->count; i++)
		lines[i] =
		    (struct taxed_line){ .line = &recomputing->lines[i].line,
			    .region = "" };
	status = tax_amounts(lines, recomputing->count, &terms, scratch,
	    recomputing->checking->error);
	for (i = 0; i < recomputing->count; i++) {
		const struct recomputed *line = &recomputing->lines[i];

		for (k = 0; k < line->line.tax_count && status == STATUS_OK;
		     k++) {
			const struct line_tax *tax = &line->line.taxes[k];

			if (!is_same(recomputing, tax, line->amounts[k]))
				status = report_tax(recomputing,
				    arena_format(scratch, "%s/%" PRId64,
					recomputing->invoice, line->number),
				    tax->name, tax->amount.minor,
				    line->amounts[k]);
		}
	}
	return status;
}

/* The line of this row: the last one, or a new one. */
static struct recomputed *
take_line(struct recomputing *recomputing)
{
	struct arena *scratch = &recomputing->scratch;
	struct query *query = recomputing->row;
	int64_t number = query_integer(query, LINE);
	struct recomputed *line;

	if (recomputing->count > 0 &&
	    recomputing->lines[recomputing->count - 1].number == number)
		return &recomputing->lines[recomputing->count - 1];
	recomputing->lines = arena_grow(scratch, recomputing->lines,
	    recomputing->count, sizeof(*recomputing->lines));
	if (recomputing->lines == NULL)
		return NULL;
	line = &recomputing->lines[recomputing->count++];
	*line = (struct recomputed){
		.number = number,
		.line = {
			.amount.minor = query_integer(query, AMOUNT),
			.corrects = "",
			.tax_code = arena_text(
			    scratch, query_text(query, TAX_CODE)),
		},
	};
	return line->line.tax_code == NULL ? NULL : line;
}

/* A tax as it was posted: its rate must be known, its amount is kept. */
static enum status
take_tax(struct recomputing *recomputing)
{
	struct error *error = recomputing->checking->error;
	struct arena *scratch = &recomputing->scratch;
	struct query *query = recomputing->row;
	struct recomputed *line = take_line(recomputing);
	struct line_tax *tax;
	enum status status;

	if (line == NULL)
		return error_memory(error);
	line->line.taxes = arena_grow(
	    scratch, line->line.taxes, line->line.tax_count, sizeof(*tax));
	line->amounts = arena_grow(scratch, line->amounts, line->line.tax_count,
	    sizeof(*line->amounts));
	if (line->line.taxes == NULL || line->amounts == NULL)
		return error_memory(error);
	tax = &line->line.taxes[line->line.tax_count];
	*tax = (struct line_tax){
		.name = arena_text(scratch, query_text(query, NAME)),
		.jurisdiction =
		    arena_text(scratch, query_text(query, JURISDICTION)),
		.taxable = strcmp(query_text(query, TAXABLE), "yes") == 0,
		.sequence = (int)line->line.tax_count,
	};
	line->amounts[line->line.tax_count++] = query_integer(query, TAX);
	if (tax->name == NULL || tax->jurisdiction == NULL)
		return error_memory(error);
	status = decimal_parse(
	    query_text(query, RATE), DECIMAL_PLACES_MAX, &tax->rate, error);
	if (status != STATUS_OK || is_imported(recomputing, tax))
		return status;
	return checking_finding(recomputing->checking, "tax-rates-known",
	    arena_format(
		scratch, "%s/%" PRId64, recomputing->invoice, line->number),
	    "a rate in force",
	    arena_format(scratch, "%s %s %s", tax->jurisdiction, tax->name,
		query_text(query, RATE)));
}

/* Step to the document that the row is of. */
static enum status
add_row(struct checking *checking, struct query *row, void *context)
{
	struct recomputing *recomputing = context;
	enum status status = STATUS_OK;

	recomputing->row = row;
	if (recomputing->invoice == NULL ||
	    query_integer(row, POSTING) != recomputing->posting) {
		status = finish_document(recomputing);
		arena_reset(&recomputing->scratch);
		recomputing->lines = NULL;
		recomputing->count = 0;
		recomputing->posting = query_integer(row, POSTING);
		recomputing->invoice =
		    arena_text(&recomputing->scratch, query_text(row, INVOICE));
		if (recomputing->invoice == NULL)
			status = error_memory(checking->error);
	}
	return status == STATUS_OK ? take_tax(recomputing) : status;
}

enum status
checking_taxes(struct checking *checking)
{
	struct recomputing recomputing = { .checking = checking };
	enum status status;

	status = company_load(checking->ledger, &recomputing.arena,
	    &recomputing.company, checking->error);
	if (status == STATUS_OK)
		status = checking_rows(checking, STATEMENT_CHECK_TAX_RATES,
		    add_rate, &recomputing);
	if (status == STATUS_OK)
		status = checking_rows(
		    checking, STATEMENT_CHECK_TAXES, add_row, &recomputing);
	if (status == STATUS_OK)
		status = finish_document(&recomputing);
	if (status == STATUS_OK)
		status = checking_taxes_corrected(
		    checking, recomputing.company.rounding);
	arena_close(&recomputing.scratch);
	arena_close(&recomputing.arena);
	return status;
}

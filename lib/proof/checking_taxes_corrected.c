/*
 * The taxes of a line and of its corrections add up to the rates times what is
 * left of it, after each of them.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/ratio.h"
#include "proof/checking_parts.h"
#include "rule/tax.h"

/* What is left of a line that was corrected. */
struct left {
	int64_t posting;
	int64_t line;
	int64_t correction[2]; /* the posting and line that came last */
	int64_t amount;
	int64_t base; /* what the next tax is on */
	size_t place; /* of the next tax */
	size_t count;
	int64_t taxes[LINE_TAXES_MAX];
	enum rounding rounding;
};

enum {
	OBJECT,
	POSTING,
	LINE,
	LEFT,
	CORRECTING,
	CORRECTING_LINE,
	AMOUNT,
	ORIGINAL_TAX,
	NAME,
	RATE,
	TAX,
	TAXABLE,
};

/* Step to the line and the correction that the row is of. */
static void
follow(struct left *left, struct query *query)
{
	int64_t posting = query_integer(query, POSTING);
	int64_t line = query_integer(query, LINE);
	int64_t correcting = query_integer(query, CORRECTING);
	int64_t correcting_line = query_integer(query, CORRECTING_LINE);

	if (left->posting != posting || left->line != line)
		*left = (struct left){
			.posting = posting,
			.line = line,
			.amount = query_integer(query, LEFT),
			.rounding = left->rounding,
		};
	if (left->correction[0] == correcting &&
	    left->correction[1] == correcting_line)
		return;
	left->correction[0] = correcting;
	left->correction[1] = correcting_line;
	left->amount += query_integer(query, AMOUNT);
	left->base = left->amount;
	left->place = 0;
}

/* The rate times a base of minor units, rounded. */
static enum status
owe(int64_t base, const char *text, enum rounding rounding, int64_t *owed,
    struct error *error)
{
	struct currency units = { .places = 0 };
	struct decimal rate;
	struct ratio exact;
	struct money money;
	enum status status;

	status = decimal_parse(text, DECIMAL_PLACES_MAX, &rate, error);
	if (status == STATUS_OK)
		status = ratio_multiply(ratio_from_decimal(rate),
		    ratio_of(base, 100), &exact, error);
	if (status == STATUS_OK)
		status = money_round(exact, units, rounding, &money, error);
	if (status == STATUS_OK)
		*owed = money.minor;
	return status;
}

static enum status
check_tax(struct checking *checking, struct query *query, void *context)
{
	struct left *left = context;
	char expected[128], found[32];
	int64_t owed = 0, tax = query_integer(query, TAX);
	enum status status;
	size_t place;

	follow(left, query);
	place = left->place++;
	if (place >= LINE_TAXES_MAX)
		return STATUS_OK;
	if (place == left->count)
		left->taxes[left->count++] = query_integer(query, ORIGINAL_TAX);
	status = owe(left->base, query_text(query, RATE), left->rounding, &owed,
	    checking->error);
	if (status != STATUS_OK)
		return status;
	if (query_integer(query, TAXABLE) == 1)
		left->base += owed;
	owed -= left->taxes[place];
	left->taxes[place] += tax;
	if (tax == owed)
		return STATUS_OK;
	snprintf(expected, sizeof(expected), "%.80s %" PRId64,
	    query_text(query, NAME), owed);
	snprintf(found, sizeof(found), "%" PRId64, tax);
	return checking_finding(checking, "tax-recomputed",
	    query_text(query, OBJECT), expected, found);
}

enum status
checking_taxes_corrected(struct checking *checking, enum rounding rounding)
{
	struct left left = { .rounding = rounding };

	return checking_rows(
	    checking, STATEMENT_CHECK_TAXES_CORRECTED, check_tax, &left);
}

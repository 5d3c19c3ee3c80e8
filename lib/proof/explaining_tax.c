/*
 * A tax of a group is computed once for all of its lines; a tax of a correction
 * is that of the corrected line, on what is left of it.
 */
#include <string.h>

#include "proof/explaining.h"

static struct ratio
percent_of(struct decimal rate)
{
	struct ratio percent = ratio_from_decimal(rate);
	struct ratio result;
	struct error error;

	/* A rate has at most 12 places, so this fits. */
	if (ratio_multiply(percent, ratio_of(1, 100), &result, &error) !=
	    STATUS_OK)
		return percent;
	return result;
}

/* The net of a line and the taxable taxes before ${place}. */
static struct money
base_of(const struct line *line, size_t place)
{
	struct money base = line->amount;
	size_t i;

	for (i = 0; i < place; i++) {
		if (line->taxes[i].taxable)
			base.minor += line->taxes[i].amount.minor;
	}
	return base;
}

/* The place of a tax of the same group among those of ${line}, or its count. */
static size_t
place_of(const struct line *line, const struct line *self, size_t place)
{
	const struct line_tax *tax = &self->taxes[place];
	size_t i;

	if (line->corrects[0] != '\0' ||
	    strcmp(line->tax_code, self->tax_code) != 0)
		return line->tax_count;
	for (i = 0; i < line->tax_count; i++) {
		const struct line_tax *other = &line->taxes[i];

		if (strcmp(other->name, tax->name) == 0 &&
		    strcmp(other->jurisdiction, tax->jurisdiction) == 0 &&
		    decimal_compare(other->rate, tax->rate) == 0)
			break;
	}
	return i;
}

/* base × rate = exact, without its end. */
static enum status
say_product(struct explaining *explaining, const char *const names[2],
    struct money base, struct decimal rate, struct ratio *exact)
{
	struct saying *saying = &explaining->saying;
	enum status status;

	status = ratio_multiply(ratio_from_decimal(money_decimal(base)),
	    percent_of(rate), exact, explaining->error);
	if (status != STATUS_OK)
		return status;
	saying_money(saying, "", names[0], base);
	saying_decimal(saying, " x ", NULL, rate);
	saying_ratio(saying, "% = ", names[1], *exact);
	return status;
}

/* What a whole group comes to, if the line is not alone in it. */
static enum status
say_group(struct explaining *explaining, const struct line *self, size_t place,
    bool *shared)
{
	static const char *const names[] = { "group_base", "group_exact" };
	struct saying *saying = &explaining->saying;
	const struct line_tax *tax = &self->taxes[place];
	struct money base = money_of(0, self->amount.currency);
	struct money total = base;
	struct ratio exact;
	size_t i, count = 0;
	enum status status;

	for (i = 0; i < explaining->line_count; i++) {
		const struct line *line = &explaining->lines[i].self->line;
		size_t at = place_of(line, self, place);

		if (at == line->tax_count)
			continue;
		base.minor += base_of(line, at).minor;
		total.minor += line->taxes[at].amount.minor;
		count++;
	}
	*shared =
	    count > 1 && explaining->company.tax_rounding == TAX_ROUNDING_GROUP;
	if (!*shared)
		return STATUS_OK;
	saying_number(saying, "\ngroup of ", "group_lines", (int64_t)count);
	saying_text(saying, " lines: ", NULL, "");
	status = say_product(explaining, names, base, tax->rate, &exact);
	saying_money(saying, " -> ", "group_tax", total);
	return status;
}

/* A tax of a line that corrects nothing. */
static enum status
say_tax(struct explaining *explaining, const struct line *self, size_t place)
{
	static const char *const names[] = { "base", "exact" };
	struct saying *saying = &explaining->saying;
	const struct line_tax *tax = &self->taxes[place];
	bool shared = false;
	struct ratio exact;
	enum status status;

	status = say_group(explaining, self, place, &shared);
	saying_text(saying, "\n", NULL, "");
	if (status == STATUS_OK)
		status = say_product(
		    explaining, names, base_of(self, place), tax->rate, &exact);
	saying_money(saying, " -> ", "amount", tax->amount);
	saying_text(saying, ", ", "rounding",
	    shared ? "by largest remainder"
		   : rounding_name(explaining->company.rounding));
	return status;
}

/* Whether ${posted} is the line that ${self} corrects, or corrects it too. */
static bool
is_left_of(const struct posted *posted, const struct line *self)
{
	return posted->line.revision < self->revision &&
	       (strcmp(posted->reference, self->corrects) == 0 ||
		   strcmp(posted->line.corrects, self->corrects) == 0);
}

/* A tax of a correction. */
static enum status
say_kept(struct explaining *explaining, const struct explained *line,
    size_t place, struct money *base)
{
	static const char *const names[] = { "base", "exact" };
	const struct line *self = &line->self->line;
	const struct line_tax *tax = &self->taxes[place];
	struct saying *saying = &explaining->saying;
	struct money posted = money_of(0, base->currency), owed;
	struct ratio exact;
	enum status status;
	size_t i;

	for (i = 0; i < line->posted.count; i++) {
		const struct posted *other = &line->posted.items[i];

		if (is_left_of(other, self) && place < other->line.tax_count)
			posted.minor += other->line.taxes[place].amount.minor;
	}
	saying_text(
	    saying, "\non what is left of ", "corrects", self->corrects);
	saying_text(saying, ": ", NULL, "");
	status = say_product(explaining, names, *base, tax->rate, &exact);
	if (status == STATUS_OK)
		status = money_round(exact, base->currency,
		    explaining->company.rounding, &owed, explaining->error);
	if (status != STATUS_OK)
		return status;
	saying_money(saying, " -> ", "owed", owed);
	saying_text(saying, ", ", "rounding",
	    rounding_name(explaining->company.rounding));
	saying_money(saying, "\n", NULL, owed);
	saying_money(saying, " - ", "posted", posted);
	saying_money(saying, " = ", "amount", tax->amount);
	if (tax->taxable)
		base->minor += owed.minor;
	return status;
}

/* What is left of the corrected line, this correction included. */
static struct money
left_of(const struct explained *line)
{
	const struct line *self = &line->self->line;
	struct money left = self->amount;
	size_t i;

	for (i = 0; i < line->posted.count; i++) {
		if (is_left_of(&line->posted.items[i], self))
			left.minor += line->posted.items[i].line.amount.minor;
	}
	return left;
}

enum status
explaining_taxes(struct explaining *explaining, const struct explained *line)
{
	const struct line *self = &line->self->line;
	struct saying *saying = &explaining->saying;
	struct money base = left_of(line), total, tax;
	enum status status;
	size_t i;

	status = line_total(self, &total, explaining->error);
	for (i = 0; i < self->tax_count && status == STATUS_OK; i++) {
		saying_step(saying, "tax", i + 1);
		saying_text(saying, "", "name", self->taxes[i].name);
		saying_text(saying, " of ", "jurisdiction",
		    self->taxes[i].jurisdiction);
		saying_decimal(saying, ", ", "rate", self->taxes[i].rate);
		saying_text(saying, "%", NULL, "");
		status = self->corrects[0] == '\0'
			     ? say_tax(explaining, self, i)
			     : say_kept(explaining, line, i, &base);
	}
	if (status == STATUS_OK)
		status = money_subtract(
		    total, self->amount, &tax, explaining->error);
	if (status != STATUS_OK)
		return status;
	saying_step(saying, "total", 0);
	saying_money(saying, "", "net", self->amount);
	saying_money(saying, " + ", "tax", tax);
	saying_money(saying, " = ", "total", total);
	return status;
}

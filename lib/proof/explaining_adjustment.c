/*
 * What somebody recorded: an amount, a percent of a period, or a credit that is
 * used up bit by bit.
 */
#include "proof/explaining.h"

static enum status
say_percent(struct explaining *explaining, const struct explained *line,
    const struct explained_adjustment *adjustment)
{
	struct saying *saying = &explaining->saying;
	struct error *error = explaining->error;
	struct decimal percent;
	struct ratio exact;
	struct money amount;
	enum status status;

	status = decimal_parse(
	    adjustment->percent, DECIMAL_PLACES_MAX, &percent, error);
	if (status == STATUS_OK)
		status = ratio_percent(
		    ratio_from_decimal(money_decimal(adjustment->base)),
		    percent, &exact, error);
	if (status == STATUS_OK)
		status = money_round(exact, adjustment->base.currency,
		    explaining->company.rounding, &amount, error);
	if (status != STATUS_OK)
		return status;
	saying_money(saying, "\n", "base", adjustment->base);
	saying_decimal(saying, " x ", "percent", percent);
	saying_ratio(saying, "% = ", "exact", exact);
	saying_money(saying, " -> ", "amount", amount);
	saying_text(saying, ", ", "rounding",
	    rounding_name(explaining->company.rounding));
	explaining_check(explaining, &amount, line->self->line.amount);
	return STATUS_OK;
}

/* What there is, what was used before, and how much now. */
static void
say_credit(struct explaining *explaining, const struct explained *line,
    const struct explained_adjustment *adjustment)
{
	struct saying *saying = &explaining->saying;
	struct money left = adjustment->amount;

	left.minor -= adjustment->before.minor;
	saying_money(saying, "\n", "recorded", adjustment->amount);
	saying_money(saying, " - ", "used_before", adjustment->before);
	saying_money(saying, " = ", "left", left);
	saying_money(saying, "\n", "amount", line->self->line.amount);
	saying_text(saying, " of it, ", "rule",
	    left.minor == line->self->line.amount.minor
		? "all that is left"
		: "all that the document's new lines come to");
}

enum status
explaining_adjustment(
    struct explaining *explaining, const struct explained *line)
{
	struct saying *saying = &explaining->saying;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < explaining->adjustment_count; i++) {
		const struct explained_adjustment *adjustment =
		    &explaining->adjustments[i];

		if (adjustment->line != line->number)
			continue;
		saying_step(
		    saying, adjustment->credit ? "credit" : "adjustment", 0);
		saying_text(saying, "", "adjustment", adjustment->id);
		saying_text(saying, ": ", "reason", adjustment->reason);
		if (date_given(adjustment->period_start))
			saying_date(saying, ", of the period from ",
			    "period_start", adjustment->period_start);
		else
			saying_date(saying, ", effective on ", "effective_on",
			    adjustment->effective_on);
		if (adjustment->approved_by[0] != '\0')
			saying_text(saying, ", approved by ", "approved_by",
			    adjustment->approved_by);
		if (adjustment->credit) {
			say_credit(explaining, line, adjustment);
		} else if (adjustment->percent[0] != '\0') {
			status = say_percent(explaining, line, adjustment);
		} else {
			saying_money(
			    saying, "\n", "amount", line->self->line.amount);
			saying_text(saying, " as recorded", NULL, "");
		}
	}
	return status;
}

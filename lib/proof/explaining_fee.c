/*
 * What the end of a contract cost: by its model, or what is missing to what was
 * agreed.
 */
#include <string.h>

#include "order/termination.h"
#include "proof/explaining.h"

static void
say_contract(struct explaining *explaining, const struct contract *contract)
{
	struct saying *saying = &explaining->saying;

	saying_step(saying, "contract", 0);
	saying_date(saying, "", "from", contract->from);
	saying_date(saying, " to ", "to", contract->to);
	explaining_order(explaining, ", agreed by order ", "agreed_by",
	    contract->order->sequence);
	if (!date_given(contract->ended) ||
	    contract->ended.days >= contract->to.days)
		return;
	saying_date(saying, ", ended on ", "ended", contract->ended);
	if (contract->ended_by != NULL)
		explaining_order(explaining, " by order ", "ended_by",
		    contract->ended_by->sequence);
}

/* What each recurring charge would have been owed yet. */
static void
say_rest(struct explaining *explaining, const struct due_working *working)
{
	struct saying *saying = &explaining->saying;
	size_t i;

	for (i = 0; i < working->rest.count; i++) {
		const struct due *due = &working->rest.items[i];

		saying_step(saying, "rest", i + 1);
		saying_text(saying, "", "charge", due->key.charge);
		if (due->key.instance[0] != '\0')
			saying_text(
			    saying, " of ", "instance", due->key.instance);
		saying_date(saying, ", ", "from", due->segments[0].from);
		saying_date(saying, " to ", "to",
		    due->segments[due->segment_count - 1].to);
		saying_money(saying, ": ", "amount", due->amount);
	}
}

/* Value × factor, by the contract's model. */
static enum status
say_early(struct explaining *explaining, const struct due *due)
{
	static const char *const models[] = {
		[TERMINATION_NONE] = "none",
		[TERMINATION_REMAINING] = "remaining",
		[TERMINATION_PERCENT] = "percent",
		[TERMINATION_FIXED] = "fixed",
		[TERMINATION_DECLINING] = "declining",
		[TERMINATION_NOTICE] = "notice",
	};
	const struct due_working *working = due->working;
	const struct life *life = &working->contract->life;
	bool percent = life->termination == TERMINATION_PERCENT;
	struct saying *saying = &explaining->saying;
	struct ratio factor = working->factor;

	if (percent && ratio_multiply(factor, ratio_of(100, 1), &factor,
			   explaining->error) != STATUS_OK)
		return STATUS_INVALID;
	say_rest(explaining, working);
	saying_step(saying, "termination", 0);
	saying_text(saying, "", "termination", models[life->termination]);
	if (life->termination == TERMINATION_DECLINING)
		saying_ratio(saying, ": ", "months_left", factor);
	else if (life->termination == TERMINATION_NOTICE)
		saying_ratio(saying, ": a month is ", "monthly", factor);
	else if (life->termination != TERMINATION_FIXED)
		saying_ratio(saying, ": the rest comes to ", "rest", factor);
	if (life->termination == TERMINATION_REMAINING) {
		saying_ratio(saying, "\n", NULL, factor);
		saying_ratio(saying, " x 1 = ", "exact", working->exact);
	} else {
		saying_decimal(saying, "\n", "value", life->termination_value);
		saying_ratio(saying, percent ? "% x " : " x ", NULL, factor);
		saying_ratio(saying, " = ", "exact", working->exact);
	}
	saying_money(saying, " -> ", "amount", due->amount);
	saying_text(saying, ", ", "rounding",
	    rounding_name(explaining->company.rounding));
	return STATUS_OK;
}

static void
say_minimum(struct explaining *explaining, const struct due *due)
{
	const struct due_working *working = due->working;
	struct saying *saying = &explaining->saying;

	saying_step(saying, "minimum", 0);
	saying_money(saying, "agreed ", "minimum", working->minimum);
	saying_text(
	    saying, "; ", "counts", "charges and discounts in the contract");
	saying_money(saying, " come to ", "begun", working->begun);
	saying_money(saying, ", its early end to ", "early", working->early);
	saying_money(saying, "\n", NULL, working->minimum);
	saying_money(saying, " - ", NULL, working->begun);
	saying_money(saying, " - ", NULL, working->early);
	saying_money(saying, " = ", "amount", due->amount);
}

enum status
explaining_fee(struct explaining *explaining, const struct explained *line)
{
	const struct line *self = &line->self->line;
	const struct due *due = line->then.due;
	struct money amount = money_of(0, self->amount.currency);
	enum status status = STATUS_OK;

	if (due != NULL && due->working != NULL) {
		say_contract(explaining, due->working->contract);
		if (strcmp(self->charge, TERMINATION_FEE) == 0)
			status = say_early(explaining, due);
		else
			say_minimum(explaining, due);
		explaining_check(explaining, &due->amount, line->owed);
	} else {
		explaining_check(explaining, &amount, line->owed);
	}
	explaining_difference(explaining, line);
	if (line->today.due != NULL)
		amount = line->today.due->amount;
	explaining_today(explaining, line, amount);
	return status;
}

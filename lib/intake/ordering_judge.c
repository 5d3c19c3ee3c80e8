/*
 * Rounds over all staged lines: each by itself; then with its subscription,
 * until no further order is refused; then what coupons allow.
 *
 * Lines of an order that is refused already are held against their subscription
 * once, with those before them of the same order, so that all that is wrong
 * with the order is said at once; other orders do not see them.  A line that is
 * bad by itself is held against it in the same way, and never kept.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "intake/ordering_parts.h"

#define TIMES_TEXT_MAX 32

/* Write down what was found of a line. */
static enum status
conclude(struct round *round, const struct judging_line *from,
    const struct ordering_line *line, const char *reason)
{
	char acts_on[DATE_TEXT_MAX], end[DATE_TEXT_MAX];
	struct judged judged = { .position = from->position, .reason = reason };
	struct ledger *ledger = round->ordering->ledger;
	enum status status;

	if (reason == NULL) {
		judged.acts_on = date_format(line->order.start, acts_on);
		judged.catalog = line->order.catalog == NULL
				     ? ""
				     : line->order.catalog->version;
		judged.discounts =
		    line->discounts == NULL ? "" : line->discounts->version;
		judged.term_end = date_format(line->order.term_end, end);
		judged.begins = round->known.owner == NULL;
	}
	status = judging_put(ledger, &judged, round->error);
	if (status != STATUS_OK || reason == NULL)
		return status;
	round->spoiled += from->spoiled ? 0 : 1;
	return judging_spoil(ledger, from->order, from->position, round->error);
}

/* How often, in words. */
static const char *
times(int count, char text[TIMES_TEXT_MAX])
{
	if (count == 1)
		return "once";
	snprintf(text, TIMES_TEXT_MAX, "%d times", count);
	return text;
}

/* What a coupon allows, with the orders that are good otherwise. */
static enum status
check_limits(const struct round *round, const struct ordering_line *line,
    const struct judging_line *from)
{
	const struct discount *coupon = line->order.promotion;
	char text[TIMES_TEXT_MAX];

	if (coupon == NULL)
		return STATUS_OK;
	if (round->phase == PHASE_LIMITS && coupon->limit > 0 &&
	    from->used + from->turn > coupon->limit)
		return error_set(round->error, STATUS_INVALID,
		    "column promotion: %s may be used %s in all", coupon->code,
		    times(coupon->limit, text));
	if (round->phase == PHASE_CUSTOMERS && coupon->customer_limit > 0 &&
	    from->used_customer + from->turn_customer > coupon->customer_limit)
		return error_set(round->error, STATUS_INVALID,
		    "column promotion: %s may be used %s by one customer",
		    coupon->code, times(coupon->customer_limit, text));
	return STATUS_OK;
}

/* Hold it against what is known, with the lines before it of its own order if
 * that is refused. */
static enum status
meet(struct round *round, const struct judging_line *from,
    struct ordering_line *line)
{
	struct ordering_known known = round->known;
	struct order *orders = NULL;
	size_t count = 0, i;
	enum status status = STATUS_OK;
	bool own = false;

	for (i = 0; from->spoiled && i < round->refused_count; i++)
		own = own || strcmp(round->refused[i].id, from->order) == 0;
	if (own) {
		for (i = 0; i < known.order_count && status == STATUS_OK; i++)
			status = ordering_round_insert(
			    round, &orders, &count, &known.orders[i]);
		for (i = 0; i < round->refused_count && status == STATUS_OK;
		     i++) {
			if (strcmp(round->refused[i].id, from->order) == 0)
				status = ordering_round_insert(
				    round, &orders, &count, &round->refused[i]);
		}
		known.orders = orders;
		known.order_count = count;
	}
	/* That it is not known follows from what is wrong with that line. */
	if (known.order_count == 0 && round->begun != NULL &&
	    strcmp(round->begun, from->order) == 0)
		return status;
	if (status == STATUS_OK)
		status = ordering_meet(line, &known, round->error);
	return status;
}

/* The line is good: those after it build on it. */
static enum status
keep(struct round *round, const struct judging_line *from,
    struct ordering_line *line)
{
	struct ordering_known *known = &round->known;

	if (from->spoiled)
		return ordering_round_insert(round, &round->refused,
		    &round->refused_count, &line->order);
	if (known->owner == NULL)
		known->owner = line->values[ORDERING_ACCOUNT];
	round->lines = arena_grow(round->ordering->arena, round->lines,
	    round->line_count, sizeof(struct ordering_line *));
	if (round->lines == NULL)
		return error_memory(round->error);
	round->lines[round->line_count++] = line;
	return ordering_round_insert(
	    round, &known->orders, &known->order_count, &line->order);
}

/* Whether this round has nothing to say of the line. */
static bool
passes(const struct round *round, const struct judging_line *from)
{
	switch (round->phase) {
	case PHASE_ALONE:
		return false;
	case PHASE_TOGETHER:
		return from->spoiled && from->judged;
	default:
		return from->reason != NULL || from->spoiled;
	}
}

static enum status
judge(struct round *round, const struct judging_line *from)
{
	struct ordering_known *known = &round->known;
	struct error *error = round->error;
	struct ordering_line *line = NULL;
	enum status status;

	known->currency = from->currency == NULL ? "" : from->currency;
	status = ordering_round_bill_days(round, from->bill_days);
	if (status == STATUS_OK)
		status = ordering_round_take(round, from, &line);
	if (status == STATUS_OK && (line->dated || line->faults != NULL))
		status = ordering_sell(
		    line, round->ordering->catalogs, known->currency, error);
	if (status == STATUS_OK && line->order.promotion != NULL &&
	    line->order.promotion->limit +
		    line->order.promotion->customer_limit >
		0)
		round->limited = true;
	if (status == STATUS_OK)
		status = ordering_fault(
		    line, check_limits(round, line, from), error);
	/* Refused with what it meets already, or for a limit. */
	if (status == STATUS_OK && line->faults == NULL && from->reason != NULL)
		return STATUS_OK;
	if (status == STATUS_OK && round->phase != PHASE_ALONE)
		status = meet(round, from, line);
	if (status != STATUS_OK)
		return status;
	if (line->faults != NULL) {
		if (line->order.action == ACTION_ADD)
			round->begun = line->order.id;
		return conclude(round, from, line, line->faults);
	}
	if (round->phase == PHASE_ALONE)
		return STATUS_OK;
	status = conclude(round, from, line, NULL);
	return status == STATUS_OK ? keep(round, from, line) : status;
}

/* A line that was there before, in the ledger or in the file. */
static enum status
judge_known(struct round *round, const struct judging_line *from, bool *known)
{
	struct error *error = round->error;
	bool twin = from->first_position != from->position;

	*known = twin || from->stored != NULL;
	if (!*known || round->phase != PHASE_ALONE)
		return STATUS_OK;
	if (from->stored != NULL) {
		if (memcmp(from->stored, from->content, HASH_SIZE) == 0)
			return STATUS_OK;
		(void)error_set(error, STATUS_INVALID,
		    "order %s line %s was booked before and says something "
		    "else",
		    from->order, from->line);
	} else {
		if (memcmp(from->first_content, from->content, HASH_SIZE) == 0)
			return STATUS_OK;
		(void)error_set(error, STATUS_INVALID,
		    "line %" PRId64 " has the same key and says something else",
		    from->first_position);
	}
	return conclude(round, from, NULL, error->text);
}

static enum status
round_run(struct round *round)
{
	struct judging_line line;
	enum status status;
	bool found = true, known, entered = false;

	round->spoiled = 0;
	status = judging_begin(
	    round->ordering->ledger, &round->judging, round->error);
	while (status == STATUS_OK) {
		status =
		    judging_next(&round->judging, &line, &found, round->error);
		if (status != STATUS_OK || !found)
			break;
		if (!entered ||
		    strcmp(round->known.id, line.subscription) != 0) {
			status =
			    entered ? ordering_round_leave(round) : STATUS_OK;
			if (status == STATUS_OK)
				status = ordering_round_enter(round, &line);
			entered = true;
		}
		if (status == STATUS_OK)
			status = ordering_round_coterm(round, &line);
		if (status == STATUS_OK)
			status = judge_known(round, &line, &known);
		if (status == STATUS_OK && !known && !passes(round, &line))
			status = judge(round, &line);
	}
	if (status == STATUS_OK && entered)
		status = ordering_round_leave(round);
	judging_end(&round->judging);
	return status;
}

enum status
ordering_judge(const struct ordering *ordering, struct error *error)
{
	struct round round = {
		.ordering = ordering, .phase = PHASE_ALONE, .error = error
	};
	enum status status = round_run(&round);

	for (;;) {
		round.phase = PHASE_TOGETHER;
		do {
			if (status == STATUS_OK)
				status = round_run(&round);
		} while (status == STATUS_OK && round.spoiled > 0);
		if (status != STATUS_OK || !round.limited)
			return status;
		while (status == STATUS_OK && round.spoiled == 0 &&
		       round.phase < PHASE_LIMITS) {
			round.phase++;
			status = round_run(&round);
		}
		if (round.spoiled == 0)
			return status;
	}
}

enum status
ordering_each(const struct ordering *ordering,
    enum status visit(void *, const struct ordered *, struct error *),
    void *context, struct error *error)
{
	struct round round = { .ordering = ordering,
		.phase = PHASE_VISIT,
		.error = error,
		.visit = visit,
		.context = context };

	return round_run(&round);
}

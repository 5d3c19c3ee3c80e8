/*
 * The day on which a line acts is found once, when it comes in: whoever reads
 * it later needs no calendar of the account.
 */
#include <string.h>

#include "intake/ordering.h"

static enum status
fail(const char *column, struct error *error)
{
	return error_prefix(error, "column %s: ", column);
}

/* The term that the line is about: the add-on's that it names, or the main. */
static const struct term *
running(const struct ordering_line *line, const struct subscription *of,
    struct date date)
{
	const char *plan = line->values[ORDERING_PLAN];
	size_t i;

	for (i = 0; i < of->term_count && plan[0] != '\0'; i++) {
		const struct term *term = &of->terms[i];

		if (strcmp(term->plan->id, plan) == 0 &&
		    term->from.days <= date.days && date.days < term->to.days)
			return term;
	}
	return subscription_term(of, date);
}

/* What the lines until the line's day, key by key, and the plan say of its
 * life. */
static enum status
find_life(const struct ordering_line *line, const struct ordering_known *known,
    const struct term *term, struct life *life, struct error *error)
{
	struct date on = date_later(line->start, line->ready_on);
	const char *const *given = NULL;
	const char *all[LIFE_KEY_COUNT];
	enum life_key key;
	size_t i;

	for (i = 0; i < known->order_count; i++) {
		const struct order *order = &known->orders[i];
		const char **merged;

		if (order->life == NULL || order->start.days > on.days ||
		    order_voided(known->orders, known->order_count, order))
			continue;
		merged =
		    arena_array(line->arena, LIFE_KEY_COUNT, sizeof(*merged));
		if (merged == NULL)
			return error_memory(error);
		life_merge(given, order->life, merged);
		given = merged;
	}
	life_merge(term->plan->life.texts, given, all);
	return life_parse(all, life, &key, error);
}

/* The end of the period that runs on a day, or of the first one for which the
 * notice is given in time. */
static enum status
period_end(struct ordering_line *line, const struct ordering_known *known,
    const struct term *term, struct date on, struct error *error)
{
	struct schedule schedule = { .start = term->anchor,
		.bill_days = known->bill_days,
		.bill_day_count = known->bill_day_count };
	struct date least;
	struct period period;
	struct life life;
	enum status status;
	size_t i;

	for (i = 0; i < term->plan->charge_count; i++) {
		const struct charge *charge = &term->plan->charges[i];

		if (charge->kind != CHARGE_RECURRING)
			continue;
		schedule.every = charge->every;
		schedule.anchor = charge->anchor;
		break;
	}
	if (i == term->plan->charge_count)
		return error_set(error, STATUS_INVALID,
		    "plan %s has no recurring charge, and so no periods",
		    term->plan->id);
	status = find_life(line, known, term, &life, error);
	if (status != STATUS_OK)
		return status;
	least = date_add_days(on, 1);
	if (life.notice.count > 0 && line->order.action == ACTION_CANCEL)
		least = date_later(least, cycle_step(life.notice, on, 1));
	period = schedule_first(&schedule);
	while (period.end.days < least.days)
		period = schedule_next(&schedule, period);
	line->order.start = period.end;
	return STATUS_OK;
}

/* The end of the term that is ${count} renewals behind ${contract}: terms are
 * stepped from where the first of them began, or was agreed to end. */
static struct date
renewed_end(
    const struct subscription *of, const struct contract *contract, int count)
{
	const struct contract *first = contract;
	struct cycle term = { contract->life.term_months, CYCLE_MONTH };

	while (first > of->contracts && first[-1].order == first->order &&
	       first[-1].to.days == first->from.days)
		first--;
	count += (int)(contract - first);
	if (date_given(first->order->term_end) &&
	    first->order->term_end.days == first->to.days)
		return cycle_step(term, first->to, count);
	return cycle_step(term, first->from, count + 1);
}

/* The end of the fixed term that runs on a day; DATE_NONE if there is none. */
static struct date
term_end(const struct subscription *of, struct date on, bool noticed)
{
	const struct contract *contract = NULL;
	struct date end, due;
	size_t i;
	int count = 0;

	for (i = 0; i < of->contract_count; i++) {
		if (of->contracts[i].from.days <= on.days)
			contract = &of->contracts[i];
	}
	if (contract == NULL || contract->ended.days <= on.days)
		return DATE_NONE;
	end = contract->to;
	for (;;) {
		bool renews = contract->life.renewal == RENEWAL_AUTO &&
			      contract->life.term_months > 0;

		due = end;
		if (noticed && contract->life.notice.count > 0)
			due = cycle_step(contract->life.notice, end, -1);
		if (renews && (end.days <= on.days || due.days < on.days)) {
			end = renewed_end(of, contract, ++count);
			continue;
		}
		return end.days <= on.days ? DATE_NONE : end;
	}
}

enum status
ordering_days(struct ordering_line *line, const struct ordering_known *known,
    const struct subscription *of, struct error *error)
{
	struct date on = date_later(line->start, line->ready_on);
	const struct term *term = running(line, of, on);
	char text[DATE_TEXT_MAX];
	struct date end;

	if (line->dated)
		return STATUS_OK;
	if (line->effective == EFFECTIVE_PERIOD_END) {
		if (term == NULL) {
			(void)error_set(error, STATUS_INVALID,
			    "nothing of %s runs on %s", known->id,
			    date_format(on, text));
			return fail("effective", error);
		}
		if (period_end(line, known, term, on, error) != STATUS_OK)
			return fail("effective", error);
		line->dated = true;
		return STATUS_OK;
	}
	end = term_end(of, on, true);
	if (!date_given(end)) {
		(void)error_set(error, STATUS_INVALID,
		    "no fixed term of %s runs on %s", known->id,
		    date_format(on, text));
		return fail("effective", error);
	}
	line->order.start = end;
	line->dated = true;
	return STATUS_OK;
}

enum status
ordering_coterm(struct ordering_line *line, const struct ordering_known *known,
    struct error *error)
{
	const char *other = line->values[ORDERING_COTERM];
	struct subscription of = { .id = other, .owner = "" };
	char text[DATE_TEXT_MAX];
	enum status status;

	if (other[0] == '\0')
		return STATUS_OK;
	if (known->coterm_count == 0)
		return error_set(error, STATUS_INVALID,
		    "column coterm: %s is not booked", other);
	status =
	    subscription_build((struct orders){ known->coterm,
				   known->coterm_count, line->order.start },
		line->arena, &of, error);
	if (status == STATUS_OK)
		line->order.term_end = term_end(&of, line->order.start, false);
	else if (status != STATUS_LEDGER)
		return status;
	if (date_given(line->order.term_end))
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "column coterm: no fixed term of %s runs on %s", other,
	    date_format(line->order.start, text));
}

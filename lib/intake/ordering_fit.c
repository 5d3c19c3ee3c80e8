/*
 * A line meets its subscription: what the lines before make of it is built, and
 * the line must go with that.
 */
#include <string.h>

#include "intake/ordering.h"
#include "intake/selling.h"

/* Whether ${plan} counts ${metric}. */
static bool
counts(const struct plan *plan, const char *metric)
{
	size_t i;

	for (i = 0; i < plan->charge_count; i++) {
		if (plan->charges[i].kind == CHARGE_USAGE &&
		    strcmp(plan->charges[i].usage.metric->id, metric) == 0)
			return true;
	}
	return false;
}

/* Usage of one metric would be billed by two plans. */
static enum status
check_metrics(const struct ordering_line *line, const struct subscription *of,
    struct error *error)
{
	const struct order *order = &line->order;
	size_t i, k;

	if (order->plan == NULL || order->action == ACTION_CANCEL)
		return STATUS_OK;
	for (i = 0; i < of->term_count; i++) {
		const struct term *term = &of->terms[i];

		if (term->to.days <= order->start.days ||
		    strcmp(term->plan->id, order->plan->id) == 0 ||
		    (order->action != ACTION_ADD && !term->item->addon))
			continue;
		for (k = 0; k < order->plan->charge_count; k++) {
			const struct charge *charge = &order->plan->charges[k];

			if (charge->kind != CHARGE_USAGE ||
			    !counts(term->plan, charge->usage.metric->id))
				continue;
			return error_set(error, STATUS_INVALID,
			    "column plan: %s and %s both count %s",
			    order->plan->id, term->plan->id,
			    charge->usage.metric->id);
		}
	}
	return STATUS_OK;
}

/* A line without a plan is about the one that runs. */
static enum status
check_running(struct ordering_line *line, const struct ordering_known *known,
    const struct plan *plan, struct error *error)
{
	struct order *order = &line->order;
	struct sale sale = { .plan = plan->id,
		.charge = order->charge,
		.price = order->price,
		.currency = known->currency,
		.on = order->start };
	enum status status = STATUS_OK;

	if (order->charge[0] != '\0' || order->price[0] != '\0')
		status = ordering_fault(
		    line, selling_check(&sale, plan, error), error);
	if (status != STATUS_OK || order->life == NULL)
		return status;
	return ordering_life(line, plan, error);
}

/* Rerated without a price, it moves to the catalog in force. */
static enum status
rerate(struct ordering_line *line, const struct ordering_known *known,
    const struct plan *plan, struct error *error)
{
	struct order *order = &line->order;
	const struct catalog *catalog =
	    catalogs_sold(known->catalogs, plan->id, order->start);

	if (catalog == NULL)
		return error_set(error, STATUS_INVALID,
		    "column action: no catalog in force has plan %s", plan->id);
	order->catalog = catalog;
	return STATUS_OK;
}

/* The life is the subscription's: an add-on has only what its plan says. */
static enum status
check_addon(struct ordering_line *line, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < LIFE_KEY_COUNT && status == STATUS_OK; i++) {
		if (line->life[i][0] == '\0')
			continue;
		status = ordering_fault(line,
		    error_set(error, STATUS_INVALID,
			"column %s: an add-on has that of its plan",
			life_keys[i]),
		    error);
	}
	return status;
}

/* Whether charge, price, currency, life and metrics go with the plans. */
static enum status
fit(struct ordering_line *line, const struct ordering_known *known,
    const struct subscription *of, struct error *error)
{
	struct order *order = &line->order;
	const struct term *term = subscription_term(of, order->start);
	enum status status = STATUS_OK;

	if (term != NULL && order->plan != NULL &&
	    order->action != ACTION_CANCEL &&
	    strcmp(term->plan->currency.code, order->plan->currency.code) !=
		0) {
		(void)error_set(error, STATUS_INVALID,
		    "column plan: %s is sold in %s, the subscription is "
		    "billed in %s",
		    order->plan->id, order->plan->currency.code,
		    term->plan->currency.code);
		status = ordering_fault(line, STATUS_INVALID, error);
	}
	if (status == STATUS_OK && term != NULL && order->action == ACTION_ADD)
		status = check_addon(line, error);
	if (status == STATUS_OK && term != NULL && order->plan == NULL)
		status = check_running(line, known, term->plan, error);
	if (status == STATUS_OK && term != NULL && order->plan == NULL &&
	    order->action == ACTION_RERATE && order->price[0] == '\0')
		status = ordering_fault(
		    line, rerate(line, known, term->plan, error), error);
	if (status == STATUS_OK)
		status =
		    ordering_fault(line, check_metrics(line, of, error), error);
	return status;
}

/* What can be said only of a subscription that is there, or is not. */
static enum status
check_known(struct ordering_line *line, const struct ordering_known *known,
    struct error *error)
{
	const char *account = line->values[ORDERING_ACCOUNT];
	enum status status = STATUS_OK;

	if (known->owner != NULL && strcmp(known->owner, account) != 0 &&
	    !ordering_faulty(line, ORDERING_ACCOUNT))
		status = error_set(error, STATUS_INVALID,
		    "column subscription: %s belongs to account %s", known->id,
		    known->owner);
	else if (known->order_count > 0 ||
		 ordering_faulty(line, ORDERING_ACTION))
		return STATUS_OK;
	else if (line->order.action != ACTION_ADD)
		status = error_set(error, STATUS_INVALID,
		    "column subscription: %s is not known", known->id);
	else if (line->values[ORDERING_PLAN][0] == '\0')
		status = error_set(error, STATUS_INVALID,
		    "column plan: empty, a value is required");
	return ordering_fault(line, status, error);
}

/* Find its day if that is not known, bind it then, and hold it against what the
 * lines before make of the subscription. */
static enum status
meet_day(struct ordering_line *line, const struct ordering_known *known,
    struct error *error)
{
	struct subscription of = { .id = known->id, .owner = "" };
	bool late = line->effective != EFFECTIVE_START;
	enum status status = STATUS_OK;

	if (known->order_count > 0)
		status = subscription_build(
		    (struct orders){
			known->orders, known->order_count, line->order.start },
		    line->arena, &of, error);
	if (status == STATUS_LEDGER)
		of = (struct subscription){ .id = known->id, .owner = "" };
	else if (status != STATUS_OK)
		return status;
	if (late)
		status = ordering_fault(
		    line, ordering_days(line, known, &of, error), error);
	if (status != STATUS_OK || !line->dated)
		return status;
	if (late)
		status = ordering_sell(
		    line, known->catalogs, known->currency, error);
	if (status == STATUS_OK)
		status = ordering_fault(
		    line, ordering_coterm(line, known, error), error);
	return status == STATUS_OK ? fit(line, known, &of, error) : status;
}

/* Whether what is wrong with a line, if anything, leaves open whether what it
 * does makes sense on its day. */
static bool
makes_sense(const struct ordering_line *line)
{
	int i;

	for (i = 0; i <= ORDERING_COLUMN_COUNT; i++) {
		if (line->column_faults[i] != NULL && i != ORDERING_ACCOUNT &&
		    i != ORDERING_QUANTITY && i != ORDERING_DISCOUNT &&
		    i != ORDERING_PROMOTION)
			return false;
	}
	return line->dated;
}

enum status
ordering_meet(struct ordering_line *line, const struct ordering_known *known,
    struct error *error)
{
	enum status status = check_known(line, known, error);

	if (status == STATUS_OK && ordering_begins(line) &&
	    !ordering_faulty(line, ORDERING_ACTION) &&
	    !ordering_faulty(line, ORDERING_SUBSCRIPTION))
		status = meet_day(line, known, error);
	if (status == STATUS_OK && !line->dated)
		status = ordering_sell(
		    line, known->catalogs, known->currency, error);
	if (status != STATUS_OK || !makes_sense(line))
		return status;
	return ordering_fault(line,
	    subscription_accepts(known->orders, known->order_count,
		&line->order, line->arena, error),
	    error);
}

/*
 * Orders: where all billing starts.  They are judged together, so what is left
 * to do for each line is to book it as it was found.
 */
#include <string.h>

#include "intake/importing.h"
#include "intake/ordering.h"
#include "ledger/facts.h"

/* What the judging found; as STATEMENT_RESOLVE_ORDERS answers. */
enum { REFUSED, ACTS_ON, CATALOG, DISCOUNTS, TERM_END, BEGINS };

/* Mistakes are gathered later, with what else is wrong with the order. */
static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	struct ordering_line line = { .values = facts->values,
		.arena = importing->scratch };

	staged->key = facts->values[ORDERING_ORDER];
	staged->part = facts->values[ORDERING_LINE];
	staged->account = facts->values[ORDERING_ACCOUNT];
	staged->reference = facts->values[ORDERING_SUBSCRIPTION];
	staged->other = facts->values[ORDERING_COTERM];
	staged->more = facts->values[ORDERING_PROMOTION];
	return ordering_check(&line, importing->request->as_of, error);
}

static enum status
judge(struct importing *importing, struct error *error)
{
	struct arena arena = { NULL, NULL };
	const struct ordering ordering = {
		.ledger = importing->ledger,
		.catalogs = &importing->catalogs,
		.as_of = importing->request->as_of,
		.arena = &arena,
	};
	enum status status = ordering_judge(&ordering, error);

	arena_close(&arena);
	return status;
}

static enum status
put(struct importing *importing, const char *const *v, const char *extra,
    const struct resolved *resolved, struct error *error)
{
	const char *const *found = resolved->answers;
	const char *values[] = { v[ORDERING_ORDER], v[ORDERING_LINE],
		v[ORDERING_ACTION], v[ORDERING_ACCOUNT],
		v[ORDERING_SUBSCRIPTION], v[ORDERING_SERVICE], found[CATALOG],
		v[ORDERING_PLAN], v[ORDERING_CHARGE], v[ORDERING_QUANTITY],
		v[ORDERING_PRICE], v[ORDERING_START], v[ORDERING_END],
		v[ORDERING_TERM_MONTHS], v[ORDERING_RENEW],
		v[ORDERING_AGREEMENT], v[ORDERING_OPPORTUNITY],
		v[ORDERING_PO_NUMBER], v[ORDERING_BILL_FROM],
		v[ORDERING_SOURCE], v[ORDERING_SOURCE_ID], v[ORDERING_REASON],
		extra, found[ACTS_ON], v[ORDERING_EFFECTIVE],
		v[ORDERING_READY_ON], v[ORDERING_FULFILLED],
		v[ORDERING_DISCOUNT], v[ORDERING_PROMOTION], found[DISCOUNTS],
		v[ORDERING_TRIAL], v[ORDERING_TRIAL_END], v[ORDERING_UPLIFT],
		v[ORDERING_NOTICE], v[ORDERING_TERMINATION],
		v[ORDERING_TERMINATION_VALUE], v[ORDERING_MINIMUM_VALUE],
		v[ORDERING_SUSPENSION], v[ORDERING_COTERM], found[TERM_END],
		v[ORDERING_ANCHOR_ON], v[ORDERING_VOIDS],
		v[ORDERING_SALES_REP] };
	struct fact fact = { resolved->content, values,
		sizeof(values) / sizeof(values[0]) };
	enum status status = STATUS_OK;

	if (found[BEGINS] != NULL && found[BEGINS][0] != '\0')
		status = fact_subscription(importing->ledger,
		    v[ORDERING_SUBSCRIPTION], v[ORDERING_ACCOUNT], error);
	if (status == STATUS_OK)
		status = fact_put(
		    importing->ledger, STATEMENT_ORDER_INSERT, &fact, error);
	if (status == STATUS_OK)
		status =
		    fact_touch(importing->ledger, v[ORDERING_ACCOUNT], error);
	return status;
}

enum status
importing_orders_verdict(
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	const char *refused = resolved->answers[REFUSED];

	*outcome = OUTCOME_DUPLICATE;
	if (resolved->stored != NULL &&
	    memcmp(resolved->stored, resolved->content, HASH_SIZE) == 0)
		return STATUS_OK;
	if (refused != NULL)
		return error_set(error, STATUS_INVALID, "%s", refused);
	*outcome = OUTCOME_ACCEPTED;
	return STATUS_OK;
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	enum status status = importing_orders_verdict(resolved, outcome, error);

	if (status != STATUS_OK || *outcome != OUTCOME_ACCEPTED)
		return status;
	return put(importing, facts->values, facts->extra, resolved, error);
}

const struct import_kind importing_orders = {
	.name = "orders",
	.schema = &ordering_schema,
	.resolve = STATEMENT_RESOLVE_ORDERS,
	.whole = true,
	.key_count = 2,
	.check = check,
	.judge = judge,
	.decide = decide,
};

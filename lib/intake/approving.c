/*
 * Decisions come in as facts do; what is looked up with each is the adjustment,
 * or the import by its audit row, and the user of the audit row that recorded
 * it.  A file of "bill-export adjustments" or "approvals" comes back as it is:
 * what stands beside the id was for those who decide, also the reason, which is
 * that of what is decided on.
 */
#include "intake/approving.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "intake/importing.h"
#include "ledger/audits.h"
#include "ledger/facts.h"
#include "work/cells.h"

enum {
	ADJUSTMENT,
	AUDIT,
	DECISION,
	REASON,
	STORED_COUNT,
	EXPORTED = STORED_COUNT, /* only an export says the status */
	DECISION_REASON,
	NAMED_COUNT,
	COLUMN_COUNT = NAMED_COUNT + 25
};

static const struct column columns[COLUMN_COUNT] = {
	[ADJUSTMENT] = { "adjustment", COLUMN_IDENTIFIER },
	[AUDIT] = { "audit", COLUMN_LATER | COLUMN_NUMBER },
	[DECISION] = { "decision", 0 },
	[REASON] = { "reason", 0 },
	[EXPORTED] = { "status", COLUMN_LATER },
	[DECISION_REASON] = { "decision_reason", COLUMN_LATER },
	{ "account", COLUMN_LATER },
	{ "kind", COLUMN_LATER },
	{ "amount", COLUMN_LATER },
	{ "percent", COLUMN_LATER },
	{ "currency", COLUMN_LATER },
	{ "effective_on", COLUMN_LATER },
	{ "subscription", COLUMN_LATER },
	{ "charge", COLUMN_LATER },
	{ "period_start", COLUMN_LATER },
	{ "billed", COLUMN_LATER },
	{ "recorded_by", COLUMN_LATER },
	{ "decided_by", COLUMN_LATER },
	{ "order", COLUMN_LATER },
	{ "order_line", COLUMN_LATER },
	{ "agreement", COLUMN_LATER },
	{ "opportunity", COLUMN_LATER },
	{ "po_number", COLUMN_LATER },
	{ "sales_rep", COLUMN_LATER },
	{ "source", COLUMN_LATER },
	{ "source_id", COLUMN_LATER },
	{ "command", COLUMN_LATER },
	{ "subject", COLUMN_LATER },
	{ "object", COLUMN_LATER },
	{ "records", COLUMN_LATER },
	{ "recorded_at", COLUMN_LATER },
};

static const struct schema schema = { "approvals", columns, COLUMN_COUNT,
	EXTRAS_X };

/* What is looked up: whose the adjustment is, or what was imported, and what
 * became of it; the amount in minor units, NULL if it is none. */
enum {
	ANSWER_OWNER,
	ANSWER_APPROVAL,
	ANSWER_USER,
	ANSWER_INVOICE,
	ANSWER_AMOUNT,
	ANSWER_CURRENCY,
};

/* What a decision is on. */
struct object {
	const char *column;
	const char *kind; /* of the approval */
	const char *id;
};

static struct object
object_of(const struct facts *facts)
{
	if (facts->values[AUDIT][0] != '\0')
		return (
		    struct object){ "audit", "import", facts->values[AUDIT] };
	return (struct object){ "adjustment", "adjustment",
		facts->values[ADJUSTMENT] };
}

/* Exactly one of the two says what is decided on. */
static enum status
check_object(const struct cells *cells)
{
	bool adjustment = cells->values[ADJUSTMENT][0] != '\0';
	bool audit = cells->values[AUDIT][0] != '\0';
	int ignored;

	if (adjustment == audit)
		return error_set(cells->error, STATUS_INVALID,
		    "columns adjustment and audit: %s",
		    audit ? "one is for adjustments, the other for imports"
			  : "one of them must say what is decided on");
	return audit ? cell_count(cells, AUDIT, 1, INT_MAX, &ignored)
		     : STATUS_OK;
}

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	static const char *const words[] = { "approved", "refused", NULL };
	struct cells cells = { &schema, facts->values, importing->scratch,
		error };
	struct object object = object_of(facts);
	enum status status;
	int ignored;
	size_t i;

	if (facts->values[EXPORTED][0] != '\0' ||
	    facts->values[DECISION_REASON][0] != '\0')
		facts->values[REASON] = facts->values[DECISION_REASON];
	for (i = STORED_COUNT; i < COLUMN_COUNT; i++)
		facts->values[i] = "";
	staged->key = object.id;
	staged->part = object.kind;
	staged->account = staged->date = "";
	staged->reference = staged->other = "";
	cell_default(&cells, DECISION, words[0]);
	status = check_object(&cells);
	if (status == STATUS_OK)
		status = cell_choice(
		    &cells, DECISION, words, "a decision", &ignored);
	return status;
}

/* Who recorded it does not decide, nor who may not agree to that much. */
static enum status
check_user(const struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, struct error *error)
{
	const char *const *answers = resolved->answers;
	struct object object = object_of(facts);
	struct decimal amount = { 0 };
	const struct decimal *size = NULL;
	struct currency currency;
	char user[AUDIT_USER_MAX];
	enum status status;

	status = audit_user(importing->request->user, user, error);
	if (status != STATUS_OK)
		return status;
	if (answers[ANSWER_USER] == NULL ||
	    strcmp(answers[ANSWER_USER], user) == 0)
		return error_set(error, STATUS_INVALID,
		    "column %s: %s was recorded by %s, and takes another to "
		    "decide on it",
		    object.column, object.id, user);
	if (strcmp(facts->values[DECISION], "refused") == 0) {
		size = &amount;
	} else if (answers[ANSWER_AMOUNT] != NULL) {
		status =
		    currency_parse(answers[ANSWER_CURRENCY], &currency, error);
		if (status != STATUS_OK)
			return status;
		amount = money_decimal(money_of(
		    strtoll(answers[ANSWER_AMOUNT], NULL, 10), currency));
		size = &amount;
	}
	status =
	    approval_allows(&importing->company.approval, user, size, error);
	if (status != STATUS_OK)
		return error_prefix(
		    error, "column %s: %s: ", object.column, object.id);
	return STATUS_OK;
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	const char *owner = resolved->answers[ANSWER_OWNER];
	struct object object = object_of(facts);
	const char *values[] = { object.kind, object.id,
		facts->values[DECISION], facts->values[REASON], facts->extra };
	const struct fact fact = { resolved->content, values,
		sizeof(values) / sizeof(values[0]) };
	enum status status;

	*outcome = OUTCOME_ACCEPTED;
	if (owner == NULL)
		return error_set(error, STATUS_INVALID,
		    "column %s: %s is not known", object.column, object.id);
	if (resolved->answers[ANSWER_APPROVAL][0] == '\0')
		return error_set(error, STATUS_INVALID,
		    "column %s: %s needs nobody's approval%s%s", object.column,
		    object.id,
		    resolved->answers[ANSWER_INVOICE] == NULL ? ""
							      : ", it is on ",
		    resolved->answers[ANSWER_INVOICE] == NULL
			? ""
			: resolved->answers[ANSWER_INVOICE]);
	status = check_user(importing, facts, resolved, error);
	if (status == STATUS_OK)
		status = fact_put(
		    importing->ledger, STATEMENT_APPROVAL_INSERT, &fact, error);
	if (status == STATUS_OK && strcmp(object.kind, "adjustment") == 0)
		status = fact_touch(importing->ledger, owner, error);
	return status;
}

static const struct import_kind approvals = {
	.name = "approvals",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_APPROVALS,
	.key_count = 2,
	.once = "the decision on",
	.check = check,
	.decide = decide,
};

enum status
approving_run(
    const struct request *request, const char *path, struct error *error)
{
	const struct import_options options = { .path = path };

	return importing_run(request, &approvals, &options, error);
}

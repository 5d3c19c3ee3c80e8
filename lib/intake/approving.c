/*
 * Decisions come in as facts do; what is looked up with each is the adjustment,
 * and the user of the audit row that recorded it.  A file of "bill-export
 * adjustments" comes back as it is: what stands beside the id was for those who
 * decide, also the reason, which is the adjustment's.
 */
#include "intake/approving.h"

#include <string.h>

#include "intake/importing.h"
#include "ledger/audits.h"
#include "ledger/facts.h"
#include "work/cells.h"

enum {
	ADJUSTMENT,
	DECISION,
	REASON,
	STORED_COUNT,
	EXPORTED = STORED_COUNT, /* only an export says the status */
	DECISION_REASON,
	NAMED_COUNT,
	COLUMN_COUNT = NAMED_COUNT + 20
};

static const struct column columns[COLUMN_COUNT] = {
	[ADJUSTMENT] = { "adjustment", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
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
};

static const struct schema schema = { "approvals", columns, COLUMN_COUNT,
	EXTRAS_X };

/* What is looked up: whose the adjustment is, and what became of it. */
enum { ANSWER_ACCOUNT, ANSWER_APPROVAL, ANSWER_USER, ANSWER_INVOICE };

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	static const char *const words[] = { "approved", "refused", NULL };
	struct cells cells = { &schema, facts->values, importing->scratch,
		error };
	int ignored;
	size_t i;

	if (facts->values[EXPORTED][0] != '\0' ||
	    facts->values[DECISION_REASON][0] != '\0')
		facts->values[REASON] = facts->values[DECISION_REASON];
	for (i = STORED_COUNT; i < COLUMN_COUNT; i++)
		facts->values[i] = "";
	staged->key = facts->values[ADJUSTMENT];
	staged->account = staged->part = staged->date = "";
	staged->reference = staged->other = "";
	cell_default(&cells, DECISION, words[0]);
	return cell_choice(&cells, DECISION, words, "a decision", &ignored);
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	const char *account = resolved->answers[ANSWER_ACCOUNT];
	const char *recorder = resolved->answers[ANSWER_USER];
	const char *values[STORED_COUNT + 1];
	const struct fact fact = { resolved->content, values,
		STORED_COUNT + 1 };
	char user[AUDIT_USER_MAX];
	enum status status;

	*outcome = OUTCOME_ACCEPTED;
	if (account == NULL)
		return error_set(error, STATUS_INVALID,
		    "column adjustment: %s is not known",
		    facts->values[ADJUSTMENT]);
	if (resolved->answers[ANSWER_APPROVAL][0] == '\0')
		return error_set(error, STATUS_INVALID,
		    "column adjustment: %s needs nobody's approval%s%s",
		    facts->values[ADJUSTMENT],
		    resolved->answers[ANSWER_INVOICE] == NULL ? ""
							      : ", it is on ",
		    resolved->answers[ANSWER_INVOICE] == NULL
			? ""
			: resolved->answers[ANSWER_INVOICE]);
	audit_user(importing->request->user, user);
	if (recorder == NULL || strcmp(recorder, user) == 0)
		return error_set(error, STATUS_INVALID,
		    "column adjustment: %s was recorded by %s, and takes "
		    "another to decide on it",
		    facts->values[ADJUSTMENT], user);
	memcpy(values, facts->values, STORED_COUNT * sizeof(*values));
	values[STORED_COUNT] = facts->extra;
	status = fact_put(
	    importing->ledger, STATEMENT_APPROVAL_INSERT, &fact, error);
	if (status == STATUS_OK)
		status = fact_touch(importing->ledger, account, error);
	return status;
}

static const struct import_kind approvals = {
	.name = "approvals",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_APPROVALS,
	.key_count = 1,
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

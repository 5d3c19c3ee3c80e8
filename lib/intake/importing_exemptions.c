/*
 * Exemptions: certificates by which an account is not taxed.
 */
#include "intake/importing.h"
#include "ledger/facts.h"
#include "work/cells.h"

enum { CERTIFICATE, ACCOUNT, JURISDICTION, REASON, FROM, TO, COLUMN_COUNT };

static const struct column columns[COLUMN_COUNT] = {
	[CERTIFICATE] = { "certificate", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[ACCOUNT] = { "account", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[JURISDICTION] = { "jurisdiction", COLUMN_IDENTIFIER },
	[REASON] = { "reason", 0 },
	[FROM] = { "from", 0 },
	[TO] = { "to", 0 },
};

static const struct schema schema = { "exemptions", columns, COLUMN_COUNT,
	EXTRAS_X };

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	struct cells cells = { &schema, facts->values, importing->scratch,
		error };

	staged->key = facts->values[CERTIFICATE];
	staged->account = facts->values[ACCOUNT];
	staged->part = staged->date = staged->reference = staged->other = "";
	return cell_days(&cells, FROM, TO);
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	enum status status;

	*outcome = OUTCOME_ACCEPTED;
	if (resolved->answers[0] == NULL)
		return error_set(error, STATUS_INVALID,
		    "column account: %s is not known", facts->values[ACCOUNT]);
	status = importing_put(
	    importing, resolved, facts, STATEMENT_EXEMPTION_INSERT, error);
	if (status == STATUS_OK)
		status = fact_touch(
		    importing->ledger, facts->values[ACCOUNT], error);
	return status;
}

const struct import_kind importing_exemptions = {
	.name = "exemptions",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_EXEMPTIONS,
	.key_count = 1,
	.once = "certificate",
	.check = check,
	.decide = decide,
};

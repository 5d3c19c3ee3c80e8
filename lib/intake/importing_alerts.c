/*
 * Alerts that were sent.  A file of "bill-export alerts" comes back as it is:
 * what stands beside the id was for those who read the alert.
 */
#include <string.h>

#include "intake/importing.h"
#include "ledger/facts.h"
#include "work/cells.h"

enum { ALERT, SENT_ON, STORED_COUNT, COLUMN_COUNT = STORED_COUNT + 13 };

static const struct column columns[COLUMN_COUNT] = {
	[ALERT] = { "alert",
	    COLUMN_REQUIRED | COLUMN_IDENTIFIER | COLUMN_TOKEN },
	[SENT_ON] = { "sent_on", COLUMN_DATED },
	{ "account", 0 },
	{ "subscription", 0 },
	{ "charge", 0 },
	{ "period_start", 0 },
	{ "threshold", 0 },
	{ "value", 0 },
	{ "kind", 0 },
	{ "period_end", 0 },
	{ "quantity", 0 },
	{ "unit", 0 },
	{ "amount", 0 },
	{ "currency", 0 },
	{ "dimensions", 0 },
};

static const struct schema schema = { "alerts", columns, COLUMN_COUNT,
	EXTRAS_NONE };

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	struct cells cells = { &schema, facts->values, importing->scratch,
		error };
	struct date as_of = importing->request->as_of, sent_on = as_of;
	char text[DATE_TEXT_MAX];
	enum status status = cell_date(&cells, SENT_ON, &sent_on);
	size_t i;

	for (i = STORED_COUNT; i < COLUMN_COUNT; i++)
		facts->values[i] = "";
	staged->key = facts->values[ALERT];
	if (status != STATUS_OK)
		return status;
	if (!date_given(sent_on))
		return error_set(error, STATUS_INVALID,
		    "column sent_on: empty, and --as-of is not given");
	if (date_given(as_of) && sent_on.days > as_of.days) {
		(void)error_set(error, STATUS_INVALID, "%s is after --as-of",
		    facts->values[SENT_ON]);
		return cell_fail(&cells, SENT_ON);
	}
	facts->values[SENT_ON] =
	    arena_text(importing->scratch, date_format(sent_on, text));
	return facts->values[SENT_ON] == NULL ? error_memory(error) : STATUS_OK;
}

/* However often it was sent: once is enough. */
static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	struct fact fact = { NULL, facts->values, STORED_COUNT };

	*outcome = OUTCOME_DUPLICATE;
	if (resolved->stored != NULL)
		return STATUS_OK;
	*outcome = OUTCOME_ACCEPTED;
	return fact_put(
	    importing->ledger, STATEMENT_ALERT_INSERT, &fact, error);
}

const struct import_kind importing_alerts = {
	.name = "alerts",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_ALERTS,
	.versioned = true, /* of two days the first counts */
	.key_count = 1,
	.check = check,
	.decide = decide,
};

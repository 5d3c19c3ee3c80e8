/*
 * Services: under which identifier usage arrives, and from when.  An identifier
 * that moves from one service to another leaves the one and comes to the other
 * in any order, so only the file as a whole can be judged.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "intake/importing.h"
#include "intake/versions.h"
#include "ledger/facts.h"
#include "ledger/query.h"
#include "work/cells.h"

enum {
	SERVICE,
	ACCOUNT,
	NAME,
	IDENTIFIER_TYPE,
	IDENTIFIER,
	FROM,
	TO,
	EFFECTIVE_ON,
	COLUMN_COUNT
};

static const struct column columns[COLUMN_COUNT] = {
	[SERVICE] = { "service", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[ACCOUNT] = { "account", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[NAME] = { "name", 0 },
	[IDENTIFIER_TYPE] = { "identifier_type", COLUMN_IDENTIFIER },
	[IDENTIFIER] = { "identifier", COLUMN_IDENTIFIER | COLUMN_TOKEN },
	[FROM] = { "from", 0 },
	[TO] = { "to", 0 },
	[EFFECTIVE_ON] = { "effective_on", COLUMN_DATED },
};

static const struct schema schema = { "services", columns, COLUMN_COUNT,
	EXTRAS_X };

/* Type and days are those of the identifier. */
static enum status
check_identifier(const struct cells *cells)
{
	static const size_t those[] = { IDENTIFIER_TYPE, FROM, TO };
	enum status status = STATUS_OK;
	size_t i;

	if (cells->values[IDENTIFIER][0] != '\0')
		return cell_days(cells, FROM, TO);
	for (i = 0; i < 3 && status == STATUS_OK; i++)
		status = cell_unsupported(
		    cells, those[i], "is said of an identifier, none is given");
	return status;
}

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	struct cells cells = { &schema, facts->values, importing->scratch,
		error };
	struct date ignored;
	enum status status;

	status = cell_date(&cells, EFFECTIVE_ON, &ignored);
	if (status == STATUS_OK)
		status = check_identifier(&cells);
	if (status == STATUS_OK)
		status = version_date(importing, facts->values[EFFECTIVE_ON],
		    &staged->date, error);
	staged->key = facts->values[SERVICE];
	staged->part = facts->values[ACCOUNT];
	staged->account = staged->reference = staged->other = "";
	return status;
}

static enum status
put(struct importing *importing, const struct facts *facts,
    const struct version *version, const void *content, struct error *error)
{
	const char *values[EFFECTIVE_ON + 3];
	struct fact fact = { content, values, EFFECTIVE_ON + 3 };
	char number[24];

	snprintf(number, sizeof(number), "%" PRId64, version->number);
	values[0] = number;
	values[1] = version->effective_on;
	memcpy(values + 2, facts->values, EFFECTIVE_ON * sizeof(*values));
	values[EFFECTIVE_ON + 2] = facts->extra;
	return fact_put(
	    importing->ledger, STATEMENT_SERVICE_INSERT, &fact, error);
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	struct version version;
	const char *date;
	enum status status;

	if (resolved->answers[3] == NULL)
		return error_set(error, STATUS_INVALID,
		    "column account: %s is not known", facts->values[ACCOUNT]);
	status =
	    version_date(importing, facts->values[EFFECTIVE_ON], &date, error);
	if (status == STATUS_OK)
		status = version_decide(importing, facts->values[SERVICE], date,
		    resolved, &version, error);
	if (status != STATUS_OK)
		return status;
	*outcome = version.outcome;
	if (version.outcome == OUTCOME_DUPLICATE)
		return STATUS_OK;
	status = put(importing, facts, &version, resolved->content, error);
	if (status == STATUS_OK)
		status = fact_touch(
		    importing->ledger, facts->values[ACCOUNT], error);
	return status;
}

/* No two services may have one identifier on one day. */
static enum status
finish(struct importing *importing, struct error *error)
{
	struct query query;
	enum status status;
	bool found = false;

	status = query_begin(
	    importing->ledger, STATEMENT_SERVICE_TWINS, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, error);
	if (status == STATUS_OK && found)
		status = error_set(error, STATUS_INVALID,
		    "services %s and %s both have identifier %s on %s: let "
		    "the earlier give it up (to, effective_on) before the "
		    "later has it; nothing was recorded",
		    query_text(&query, 0), query_text(&query, 1),
		    query_text(&query, 2), query_text(&query, 3));
	query_end(&query);
	return status;
}

const struct import_kind importing_services = {
	.name = "services",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_SERVICES,
	.versioned = true,
	.key_count = 1,
	.check = check,
	.decide = decide,
	.finish = finish,
};

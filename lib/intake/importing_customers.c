/*
 * Customers: who buys.  Personal data stands in their table and nowhere else.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "intake/importing.h"
#include "intake/versions.h"
#include "ledger/facts.h"
#include "work/cells.h"

enum {
	CUSTOMER,
	NAME,
	EMAIL,
	PHONE,
	ADDRESS1,
	ADDRESS2,
	CITY,
	REGION,
	POSTAL_CODE,
	COUNTRY,
	TAX_ID,
	LANGUAGE,
	SEGMENT,
	EFFECTIVE_ON,
	COLUMN_COUNT
};

static const struct column columns[COLUMN_COUNT] = {
	[CUSTOMER] = { "customer", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[NAME] = { "name", COLUMN_REQUIRED },
	[EMAIL] = { "email", 0 },
	[PHONE] = { "phone", COLUMN_TOKEN },
	[ADDRESS1] = { "address1", 0 },
	[ADDRESS2] = { "address2", 0 },
	[CITY] = { "city", 0 },
	[REGION] = { "region", 0 },
	[POSTAL_CODE] = { "postal_code", 0 },
	[COUNTRY] = { "country", 0 },
	[TAX_ID] = { "tax_id", 0 },
	[LANGUAGE] = { "language", 0 },
	[SEGMENT] = { "segment", 0 },
	[EFFECTIVE_ON] = { "effective_on", COLUMN_DATED },
};

static const struct schema schema = { "customers", columns, COLUMN_COUNT,
	EXTRAS_X };

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
		status = version_date(importing, facts->values[EFFECTIVE_ON],
		    &staged->date, error);
	staged->key = facts->values[CUSTOMER];
	staged->part = staged->account = staged->reference = "";
	staged->other = "";
	return status;
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	const char *values[EFFECTIVE_ON + 3];
	struct fact fact = { resolved->content, values, EFFECTIVE_ON + 3 };
	struct version version;
	const char *date;
	char number[24];
	enum status status;

	if (resolved->answers[3] != NULL)
		return error_set(error, STATUS_INVALID,
		    "column customer: %s was erased as of %s; who comes back "
		    "takes a new id",
		    facts->values[CUSTOMER], resolved->answers[3]);
	status =
	    version_date(importing, facts->values[EFFECTIVE_ON], &date, error);
	if (status == STATUS_OK)
		status = version_decide(importing, facts->values[CUSTOMER],
		    date, resolved, &version, error);
	if (status != STATUS_OK)
		return status;
	*outcome = version.outcome;
	if (version.outcome == OUTCOME_DUPLICATE)
		return STATUS_OK;

	/* Version and date, then the columns up to the segment. */
	snprintf(number, sizeof(number), "%" PRId64, version.number);
	values[0] = number;
	values[1] = version.effective_on;
	memcpy(values + 2, facts->values, EFFECTIVE_ON * sizeof(*values));
	values[2 + EFFECTIVE_ON] = facts->extra;
	status = fact_put(importing->ledger, STATEMENT_CUSTOMER_PERSONAL_INSERT,
	    &fact, error);
	if (status == STATUS_OK)
		status = fact_put(
		    importing->ledger, STATEMENT_CUSTOMER_INSERT, &fact, error);
	return status;
}

const struct import_kind importing_customers = {
	.name = "customers",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_CUSTOMERS,
	.versioned = true,
	.key_count = 1,
	.check = check,
	.decide = decide,
};

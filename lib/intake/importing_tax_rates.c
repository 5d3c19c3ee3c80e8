/*
 * Tax rates: what a jurisdiction takes, on what, and from when.  One that was
 * refused is as if it had never come: the same may come again.
 */
#include <string.h>

#include "intake/importing.h"
#include "ledger/facts.h"
#include "work/cells.h"

enum {
	JURISDICTION,
	TAX_CODE,
	NAME,
	FROM,
	RATE,
	TO,
	SEQUENCE,
	TAXABLE,
	KIND,
	COLUMN_COUNT
};

static const struct column columns[COLUMN_COUNT] = {
	[JURISDICTION] = { "jurisdiction",
	    COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[TAX_CODE] = { "tax_code", COLUMN_IDENTIFIER },
	[NAME] = { "name", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[FROM] = { "from", COLUMN_REQUIRED },
	[RATE] = { "rate", COLUMN_REQUIRED | COLUMN_NUMBER },
	[TO] = { "to", 0 },
	[SEQUENCE] = { "sequence", COLUMN_NUMBER },
	[TAXABLE] = { "taxable", 0 },
	[KIND] = { "kind", 0 },
};

static const struct schema schema = { "tax-rates", columns, COLUMN_COUNT,
	EXTRAS_X };

static enum status
check_rate(const struct cells *cells)
{
	struct decimal rate;
	enum status status = cell_decimal(cells, RATE, &rate);

	if (status != STATUS_OK ||
	    decimal_compare(rate, decimal_from_integer(1000)) <= 0)
		return status;
	(void)error_set(cells->error, STATUS_INVALID, "%s percent is over 1000",
	    cells->values[RATE]);
	return cell_fail(cells, RATE);
}

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	static const char *const words[] = { "no", "yes", NULL };
	static const char *const kinds[] = { "tax", NULL };
	struct cells cells = { &schema, facts->values, importing->scratch,
		error };
	enum status status;
	int number;

	cell_default(&cells, SEQUENCE, "1");
	cell_default(&cells, TAXABLE, "no");
	cell_default(&cells, KIND, "tax");
	status = check_rate(&cells);
	if (status == STATUS_OK)
		status = cell_days(&cells, FROM, TO);
	if (status == STATUS_OK)
		status = cell_count(&cells, SEQUENCE, 0, 1000, &number);
	if (status == STATUS_OK)
		status =
		    cell_choice(&cells, TAXABLE, words, "an answer", &number);
	if (status == STATUS_OK)
		status = cell_choice(&cells, KIND, kinds,
		    "a kind of rate that this version knows", &number);
	staged->key = facts->values[JURISDICTION];
	staged->part = facts->values[TAX_CODE];
	staged->reference = facts->values[NAME];
	staged->date = facts->values[FROM];
	staged->account = staged->other = "";
	return status;
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	bool waits = importing->company.approval.tax_rates;
	const char *values[COLUMN_COUNT + 2];
	const struct fact fact = { resolved->content, values,
		COLUMN_COUNT + 2 };

	*outcome = OUTCOME_ACCEPTED;
	if (waits)
		importing->request->summary->note = IMPORT_WAITS;
	memcpy(values, facts->values, COLUMN_COUNT * sizeof(*values));
	values[COLUMN_COUNT] = facts->extra;
	values[COLUMN_COUNT + 1] = waits ? "needed" : "";
	return fact_put(
	    importing->ledger, STATEMENT_TAX_RATE_INSERT, &fact, error);
}

const struct import_kind importing_tax_rates = {
	.name = "tax-rates",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_TAX_RATES,
	.key_count = 4,
	.once = "the rate",
	.waits = true,
	.check = check,
	.decide = decide,
};

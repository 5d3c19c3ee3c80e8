/*
 * Exchange rates are kept for reports of others: billing never converts.
 */
#include <string.h>

#include "intake/importing.h"
#include "work/cells.h"

enum { FROM_CURRENCY, TO_CURRENCY, DATE, RATE, COLUMN_COUNT };

static const struct column columns[COLUMN_COUNT] = {
	[FROM_CURRENCY] = { "from_currency", COLUMN_REQUIRED },
	[TO_CURRENCY] = { "to_currency", COLUMN_REQUIRED },
	[DATE] = { "date", COLUMN_REQUIRED },
	[RATE] = { "rate", COLUMN_REQUIRED | COLUMN_NUMBER },
};

static const struct schema schema = { "exchange-rates", columns, COLUMN_COUNT,
	EXTRAS_X };

static enum status
check_currencies(const struct cells *cells)
{
	enum status status = cell_currency(cells, FROM_CURRENCY);

	if (status == STATUS_OK)
		status = cell_currency(cells, TO_CURRENCY);
	if (status != STATUS_OK || strcmp(cells->values[FROM_CURRENCY],
				       cells->values[TO_CURRENCY]) != 0)
		return status;
	(void)error_set(
	    cells->error, STATUS_INVALID, "the same as from_currency");
	return cell_fail(cells, TO_CURRENCY);
}

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	struct cells cells = { &schema, facts->values, importing->scratch,
		error };
	struct decimal rate = decimal_from_integer(0);
	struct date ignored;
	enum status status;

	status = check_currencies(&cells);
	if (status == STATUS_OK)
		status = cell_date(&cells, DATE, &ignored);
	if (status == STATUS_OK)
		status = cell_decimal(&cells, RATE, &rate);
	staged->key = facts->values[FROM_CURRENCY];
	staged->part = facts->values[TO_CURRENCY];
	staged->date = facts->values[DATE];
	staged->account = staged->reference = staged->other = "";
	if (status != STATUS_OK || decimal_sign(rate) > 0)
		return status;
	(void)error_set(error, STATUS_INVALID, "a rate is over 0");
	return cell_fail(&cells, RATE);
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	*outcome = OUTCOME_ACCEPTED;
	return importing_put(
	    importing, resolved, facts, STATEMENT_EXCHANGE_RATE_INSERT, error);
}

const struct import_kind importing_exchange_rates = {
	.name = "exchange-rates",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_EXCHANGE_RATES,
	.key_count = 3,
	.once = "the rate",
	.check = check,
	.decide = decide,
};

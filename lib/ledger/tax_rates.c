/*
 * Tax rates are few: they are loaded whole.
 */
#include "ledger/tax_rates.h"

#include <string.h>

#include "ledger/query.h"

static enum status
rate_read(struct query *query, struct arena *arena, struct tax_rate *rate,
    struct error *error)
{
	enum status status;

	*rate = (struct tax_rate){
		.jurisdiction = arena_text(arena, query_text(query, 1)),
		.tax_code = arena_text(arena, query_text(query, 2)),
		.name = arena_text(arena, query_text(query, 3)),
		.sequence = (int)query_integer(query, 7),
		.taxable = strcmp(query_text(query, 8), "yes") == 0,
	};
	if (rate->jurisdiction == NULL || rate->tax_code == NULL ||
	    rate->name == NULL)
		return error_memory(error);
	status = decimal_parse(
	    query_text(query, 4), DECIMAL_PLACES_MAX, &rate->rate, error);
	if (status == STATUS_OK)
		status = query_date(query, 5, &rate->from, error);
	if (status == STATUS_OK)
		status = query_date(query, 6, &rate->to, error);
	if (!date_given(rate->to))
		rate->to = DATE_MAX;
	return status;
}

enum status
tax_rates_load(struct ledger *ledger, struct arena *arena,
    struct tax_rates *rates, struct error *error)
{
	struct tax_rate *items = NULL;
	struct query query;
	enum status status;
	size_t count = 0;
	bool found;

	status = query_begin(ledger, STATEMENT_TAX_RATE_SELECT, &query, error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		items = arena_grow(arena, items, count, sizeof(*items));
		if (items == NULL) {
			status = error_memory(error);
			break;
		}
		status = rate_read(&query, arena, &items[count++], error);
	}
	query_end(&query);
	*rates = (struct tax_rates){ items, count };
	return status;
}

static enum status
read_number(struct ledger *ledger, enum statement statement, int64_t *number,
    struct error *error)
{
	struct query query;
	enum status status;
	bool found;

	status = query_begin(ledger, statement, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, error);
	if (status == STATUS_OK)
		*number = query_integer(&query, 0);
	query_end(&query);
	return status;
}

enum status
tax_rates_revision(
    struct ledger *ledger, int64_t *revision, struct error *error)
{
	return read_number(ledger, STATEMENT_TAX_REVISION, revision, error);
}

enum status
tax_rates_waiting(struct ledger *ledger, int64_t *audit, struct error *error)
{
	return read_number(ledger, STATEMENT_TAX_WAITING, audit, error);
}

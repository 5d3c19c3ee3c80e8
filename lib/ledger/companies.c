/*
 * Settings are stored as text, as they were written, and read back by the rules
 * that read the file.
 */
#include "ledger/companies.h"

#include <string.h>

#include "ledger/query.h"

enum status
company_put(struct ledger *ledger, const char *name, const char *value,
    struct error *error)
{
	struct query query;
	enum status status;

	status = query_begin(ledger, STATEMENT_COMPANY_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_text(&query, name);
	query_bind_text(&query, value);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

enum status
company_load(struct ledger *ledger, struct arena *arena,
    struct company *company, struct error *error)
{
	struct query query;
	enum status status;
	bool found;

	company_default(company);
	status = query_begin(ledger, STATEMENT_COMPANY_SELECT, &query, error);
	while (status == STATUS_OK) {
		const char *name, *value;

		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		name = arena_text(arena, query_text(&query, 0));
		value = arena_text(arena, query_text(&query, 1));
		if (name == NULL || value == NULL)
			status = error_memory(error);
		else
			status = company_set(company, name, value, error);
		if (status != STATUS_OK && status != STATUS_MEMORY) {
			error->status = STATUS_LEDGER;
			status =
			    error_prefix(error, "company setting %s: ", name);
		}
	}
	query_end(&query);
	return status;
}

enum status
company_same(struct ledger *ledger, const char *const *names,
    const char *const *values, size_t count, bool *same, struct error *error)
{
	size_t rows = 0, matches = 0, i;
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(ledger, STATEMENT_COMPANY_SELECT, &query, error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		rows++;
		for (i = 0; i < count; i++)
			matches +=
			    strcmp(names[i], query_text(&query, 0)) == 0 &&
			    strcmp(values[i], query_text(&query, 1)) == 0;
	}
	query_end(&query);
	*same = rows == count && matches == count;
	return status;
}

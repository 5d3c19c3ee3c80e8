/*
 * One key leads to everything: the same options on whatever has the references.
 */
#include "report/exporting_keys.h"

#include <string.h>

#include "ledger/query.h"
#include "order/order.h"

static bool
is_same(const char *wanted, const char *found)
{
	return wanted == NULL || strcmp(wanted, found) == 0;
}

bool
exporting_keys_match(const struct exporting_keys *keys,
    const struct exporting_reference *reference)
{
	return is_same(keys->subscription, reference->subscription) &&
	       is_same(keys->order, reference->order) &&
	       is_same(keys->opportunity, reference->opportunity) &&
	       is_same(keys->agreement, reference->agreement) &&
	       (keys->header == NULL ||
		   (reference->order[0] != '\0' &&
		       order_named(
			   reference->order, reference->line, keys->header)));
}

const char *
exporting_keys_given(const struct exporting_keys *keys)
{
	return keys->subscription != NULL  ? "--subscription"
	       : keys->order != NULL	   ? "--order"
	       : keys->header != NULL	   ? "--header"
	       : keys->opportunity != NULL ? "--opportunity"
	       : keys->agreement != NULL   ? "--agreement"
					   : NULL;
}

static size_t
place_of(const struct column *columns, size_t count, const char *name)
{
	size_t i;

	for (i = 0; i < count && strcmp(columns[i].name, name) != 0; i++)
		continue;
	return i;
}

const char *
exporting_keys_columns(const struct exporting_keys *keys,
    const struct column *columns, size_t count, size_t places[EXPORTING_PLACES])
{
	static const char *const names[EXPORTING_PLACES] = { "subscription",
		"order", "order_line", "opportunity", "agreement" };
	const struct exporting_keys wanted[EXPORTING_PLACES] = {
		{ .subscription = keys->subscription },
		{ .order = keys->order },
		{ .header = keys->header },
		{ .opportunity = keys->opportunity },
		{ .agreement = keys->agreement },
	};
	const char *missing = NULL;
	size_t i;

	for (i = 0; i < EXPORTING_PLACES; i++)
		places[i] = place_of(columns, count, names[i]);
	/* A table of orders has their lines as "line". */
	if (places[2] == count && places[1] < count)
		places[2] = place_of(columns, count, "line");
	for (i = EXPORTING_PLACES; i-- > 0;) {
		if (places[i] == count &&
		    exporting_keys_given(&wanted[i]) != NULL)
			missing = exporting_keys_given(&wanted[i]);
	}
	return missing;
}

enum status
exporting_keys_accounts(const struct exporting_keys *keys,
    struct ledger *ledger, struct arena *arena,
    struct exporting_accounts *accounts, struct error *error)
{
	const char *key = keys->subscription;
	enum statement statement = STATEMENT_EXPORT_SUBSCRIPTION_ACCOUNTS;
	struct query query;
	enum status status;
	bool found;

	if (key == NULL) {
		key = keys->order;
		statement = STATEMENT_EXPORT_ORDER_ACCOUNTS;
	}
	if (key == NULL)
		return STATUS_OK;
	status = query_begin(ledger, statement, &query, error);
	if (status == STATUS_OK) {
		query_bind_text(&query, key);
		status = query_next(&query, &found, error);
	}
	if (status == STATUS_OK) {
		const char *low = arena_text(arena, query_text(&query, 0));
		const char *high = arena_text(arena, query_text(&query, 1));

		if (low == NULL || high == NULL)
			status = error_memory(error);
		else if (strcmp(low, accounts->low) > 0 || low[0] == '\0')
			accounts->low = low;
		if (status == STATUS_OK && strcmp(high, accounts->high) < 0)
			accounts->high = high;
	}
	query_end(&query);
	return status;
}

bool
exporting_keys_fields(const struct exporting_keys *keys,
    const size_t places[EXPORTING_PLACES], const char *const *fields)
{
	const struct exporting_reference reference = {
		.subscription =
		    keys->subscription == NULL ? "" : fields[places[0]],
		.order = keys->order == NULL && keys->header == NULL
			     ? ""
			     : fields[places[1]],
		.line = keys->header == NULL ? "" : fields[places[2]],
		.opportunity =
		    keys->opportunity == NULL ? "" : fields[places[3]],
		.agreement = keys->agreement == NULL ? "" : fields[places[4]],
	};

	return exporting_keys_match(keys, &reference);
}

/*
 * Facts are texts on their way in; what they mean was checked before.
 */
#include "ledger/facts.h"

#include "ledger/query.h"

enum status
fact_put(struct ledger *ledger, enum statement insert, const struct fact *fact,
    struct error *error)
{
	struct query query;
	enum status status;
	size_t i;

	status = query_begin(ledger, insert, &query, error);
	if (status != STATUS_OK)
		return status;
	if (fact->content != NULL)
		query_bind_blob(&query, fact->content, HASH_SIZE);
	for (i = 0; i < fact->count; i++)
		query_bind_text(&query, fact->values[i]);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

enum status
fact_account(struct ledger *ledger, const char *account, struct error *error)
{
	struct fact fact = { NULL, &account, 1 };

	return fact_put(ledger, STATEMENT_ACCOUNT_INSERT, &fact, error);
}

enum status
fact_touch(struct ledger *ledger, const char *account, struct error *error)
{
	struct fact fact = { NULL, &account, 1 };

	return fact_put(ledger, STATEMENT_ACCOUNT_TOUCH, &fact, error);
}

enum status
fact_subscription(struct ledger *ledger, const char *subscription,
    const char *account, struct error *error)
{
	const char *values[] = { subscription, account };
	struct fact fact = { NULL, values, 2 };

	return fact_put(ledger, STATEMENT_SUBSCRIPTION_INSERT, &fact, error);
}

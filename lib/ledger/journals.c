/*
 * Whatever is booked is booked here, so that nothing unbalanced can be.
 */
#include "ledger/journals.h"

#include <assert.h>

#include "ledger/query.h"

static enum status
put_entry(struct ledger *ledger, int64_t transaction, size_t number,
    const struct entry *entry, struct error *error)
{
	struct query query;
	enum status status;

	status = query_begin(ledger, STATEMENT_JOURNAL_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&query, transaction);
	query_bind_integer(&query, (int64_t)number);
	query_bind_text(&query, role_name(entry->role));
	query_bind_text(&query, entry->account_code);
	query_bind_text(&query, entry->product);
	query_bind_integer(&query, entry->amount.minor);
	query_bind_text(&query, entry->amount.currency.code);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

enum status
journals_put(struct ledger *ledger, const struct transaction *transaction,
    struct error *error)
{
	const struct entries *entries = transaction->entries;
	struct query query;
	enum status status;
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < entries->count; i++)
		sum += entries->items[i].amount.minor;
	assert(sum == 0);
	status =
	    query_begin(ledger, STATEMENT_TRANSACTION_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&query, transaction->id);
	query_bind_date(&query, transaction->date);
	query_bind_text(&query, transaction->account);
	query_bind_text(&query, transaction->document);
	query_bind_text(&query, transaction->payment);
	query_bind_text(&query, transaction->memo);
	status = query_run(&query, error);
	query_end(&query);
	for (i = 0; i < entries->count && status == STATUS_OK; i++)
		status = put_entry(
		    ledger, transaction->id, i + 1, &entries->items[i], error);
	return status;
}

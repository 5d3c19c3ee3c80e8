/*
 * The journal, a transaction at a time, for other books.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "ledger/query.h"
#include "report/exporting.h"
#include "work/window.h"

/* The columns of STATEMENT_EXPORT_JOURNAL. */
enum {
	TRANSACTION,
	DATE,
	ACCOUNT_CODE,
	ROLE,
	DEBIT,
	CREDIT,
	CURRENCY,
	MEMO,
	ACCOUNT,
	DOCUMENT,
	PRODUCT,
	PAYMENT
};

struct walk {
	struct query query;
	struct arena scratch;
	struct journal_transaction transaction;
	int64_t id; /* of the transaction being gathered, or 0 */
	struct error *error;
};

static const char *
copy(struct walk *walk, int column)
{
	return arena_text(&walk->scratch, query_text(&walk->query, column));
}

/* Begin the transaction that the query stands on. */
static enum status
begin(struct walk *walk)
{
	struct journal_transaction *transaction = &walk->transaction;
	bool payment = query_text(&walk->query, PAYMENT)[0] != '\0';
	int booked = payment ? PAYMENT : DOCUMENT;

	arena_reset(&walk->scratch);
	walk->id = query_integer(&walk->query, TRANSACTION);
	*transaction = (struct journal_transaction){
		.number = copy(walk, booked),
		.account = copy(walk, ACCOUNT),
		.memo = copy(walk, MEMO),
	};
	if (transaction->number == NULL || transaction->account == NULL ||
	    transaction->memo == NULL)
		return error_memory(walk->error);
	return query_date(&walk->query, DATE, &transaction->date, walk->error);
}

/* Add the entry that the query stands on. */
static enum status
add(struct walk *walk)
{
	struct entries *entries = &walk->transaction.entries;
	struct query *query = &walk->query;
	struct currency currency;
	struct entry *entry;
	enum status status;
	size_t i;

	entries->items = arena_grow(&walk->scratch, entries->items,
	    entries->count, sizeof(*entries->items));
	if (entries->items == NULL)
		return error_memory(walk->error);
	entry = &entries->items[entries->count++];
	status =
	    currency_parse(query_text(query, CURRENCY), &currency, walk->error);
	if (status != STATUS_OK)
		return status;
	*entry = (struct entry){
		.account_code = copy(walk, ACCOUNT_CODE),
		.product = copy(walk, PRODUCT),
		.amount = money_of(
		    query_integer(query, DEBIT) - query_integer(query, CREDIT),
		    currency),
	};
	for (i = 0; i < ROLE_COUNT; i++) {
		if (strcmp(role_name((enum role)i), query_text(query, ROLE)) ==
		    0)
			entry->role = (enum role)i;
	}
	if (entry->account_code == NULL || entry->product == NULL)
		return error_memory(walk->error);
	return STATUS_OK;
}

static enum status
walk_all(struct walk *walk, journal_visit *visit, void *context)
{
	enum status status = STATUS_OK;
	bool found = true;

	while (status == STATUS_OK && found) {
		status = query_next(&walk->query, &found, walk->error);
		if (status != STATUS_OK)
			break;
		if (walk->id != 0 && (!found || query_integer(&walk->query,
						    TRANSACTION) != walk->id))
			status =
			    visit(context, &walk->transaction, walk->error);
		if (status == STATUS_OK && found &&
		    query_integer(&walk->query, TRANSACTION) != walk->id)
			status = begin(walk);
		if (status == STATUS_OK && found)
			status = add(walk);
	}
	return status;
}

enum status
exporting_journal(const struct request *request,
    const struct exporting_options *options, journal_visit *visit,
    void *context, struct error *error)
{
	struct walk walk = { .error = error };
	struct ledger *ledger = NULL;
	struct window window;
	enum status status;

	status = window_of(request, options->period, &window, error);
	if (status == STATUS_OK)
		status = request_open(request, LEDGER_READ, &ledger, error);
	if (status == STATUS_OK)
		status = window_check(&window, ledger, error);
	if (status == STATUS_OK)
		status = query_begin(
		    ledger, STATEMENT_EXPORT_JOURNAL, &walk.query, error);
	if (status == STATUS_OK) {
		window_bind(&window, &walk.query);
		status = walk_all(&walk, visit, context);
	}
	query_end(&walk.query);
	ledger_close(ledger);
	arena_close(&walk.scratch);
	return status;
}

/*
 * Open items are changed by statements over all that is new, never one by one:
 * what is applied is added up first, so an item is touched once.  One that
 * comes to zero is taken out in the end.
 */
#include "ledger/settlements.h"

#include <string.h>

/* The columns of STATEMENT_SETTLE_OPEN. */
enum { ACCOUNT, CURRENCY, KIND, ITEM, OPEN, DATE, TARGET };

/* Run a statement without rows on one mark, or two. */
static enum status
run(struct ledger *ledger, enum statement statement, int64_t first,
    int64_t second, struct error *error)
{
	struct query query;
	enum status status;

	status = query_begin(ledger, statement, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&query, first);
	query_bind_integer(&query, second);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

enum status
settlements_mark(
    struct ledger *ledger, struct settlement_marks *marks, struct error *error)
{
	struct query query;
	enum status status;
	bool found;

	status = query_begin(ledger, STATEMENT_SETTLE_MARKS, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, error);
	if (status == STATUS_OK)
		*marks = (struct settlement_marks){
			.payment = query_integer(&query, 0),
			.posting = query_integer(&query, 1),
			.application = query_integer(&query, 2),
			.transaction = query_integer(&query, 3),
		};
	query_end(&query);
	return status;
}

enum status
settlements_add(struct ledger *ledger, const struct settlement_marks *marks,
    struct error *error)
{
	enum status status =
	    run(ledger, STATEMENT_SETTLE_DOCUMENTS, marks->posting, 0, error);

	if (status == STATUS_OK)
		status = run(ledger, STATEMENT_SETTLE_PAYMENTS, marks->payment,
		    0, error);
	return status;
}

enum status
settlements_undo(struct ledger *ledger, const struct settlement_marks *marks,
    struct error *error)
{
	return run(ledger, STATEMENT_SETTLE_UNDO, marks->payment, 0, error);
}

enum status
settlements_update(struct ledger *ledger, int64_t after, struct error *error)
{
	enum status status =
	    run(ledger, STATEMENT_SETTLE_APPLIED, after, 0, error);

	if (status == STATUS_OK)
		status = run(
		    ledger, STATEMENT_SETTLE_CLOSED, after, INT64_MAX, error);
	return status;
}

enum status
settlements_reversed(struct ledger *ledger,
    const struct settlement_marks *marks, struct error *error)
{
	enum status status =
	    run(ledger, STATEMENT_SETTLE_REVERSED, marks->payment, 0, error);

	if (status == STATUS_OK)
		status = run(ledger, STATEMENT_SETTLE_CLOSED, INT64_MAX,
		    marks->payment, error);
	return status;
}

enum status
settlements_open(struct ledger *ledger, const struct settlement_marks *marks,
    struct settlements *settlements, struct error *error)
{
	struct query *query = &settlements->query;
	enum status status;

	settlements->found = false;
	status = query_begin(ledger, STATEMENT_SETTLE_OPEN, query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(query, marks->payment);
	query_bind_integer(query, marks->posting);
	return query_next(query, &settlements->found, error);
}

/* Add the item that the query stands on to those of its account. */
static enum status
take(struct query *query, struct settle_account *account, struct arena *arena,
    struct error *error)
{
	const char *kind = query_text(query, KIND);
	int64_t item = query_integer(query, ITEM);
	int64_t open = query_integer(query, OPEN);
	struct date date;
	enum status status = query_date(query, DATE, &date, error);

	if (status != STATUS_OK)
		return status;
	if (strcmp(kind, "invoice") == 0) {
		account->invoices = arena_grow(arena, account->invoices,
		    account->invoice_count, sizeof(*account->invoices));
		if (account->invoices == NULL)
			return error_memory(error);
		account->invoices[account->invoice_count++] =
		    (struct settle_invoice){ item, date, open };
		return STATUS_OK;
	}
	account->sources = arena_grow(arena, account->sources,
	    account->source_count, sizeof(*account->sources));
	if (account->sources == NULL)
		return error_memory(error);
	account->sources[account->source_count++] = (struct settle_source){
		.credit_note = strcmp(kind, "credit_note") == 0,
		.item = item,
		.target = query_integer(query, TARGET),
		.date = date,
		.open = open < 0 ? -open : open,
	};
	return STATUS_OK;
}

enum status
settlements_next(struct settlements *settlements,
    struct settle_account *account, struct arena *arena, bool *found,
    struct error *error)
{
	struct query *query = &settlements->query;
	const char *name, *currency;
	enum status status = STATUS_OK;

	*account = (struct settle_account){ .invoices = NULL };
	*found = settlements->found;
	if (!*found)
		return STATUS_OK;
	name = arena_text(arena, query_text(query, ACCOUNT));
	currency = arena_text(arena, query_text(query, CURRENCY));
	if (name == NULL || currency == NULL)
		return error_memory(error);
	while (status == STATUS_OK && settlements->found &&
	       strcmp(query_text(query, ACCOUNT), name) == 0 &&
	       strcmp(query_text(query, CURRENCY), currency) == 0) {
		status = take(query, account, arena, error);
		if (status == STATUS_OK)
			status = query_next(query, &settlements->found, error);
	}
	return status;
}

void
settlements_close(struct settlements *settlements)
{
	query_end(&settlements->query);
}

/* A number, or NULL. */
static void
bind_given(struct query *query, bool given, int64_t number)
{
	if (given)
		query_bind_integer(query, number);
	else
		query_bind_text(query, NULL);
}

enum status
settlements_put(struct ledger *ledger, const struct application *application,
    struct error *error)
{
	struct query query;
	enum status status;

	status =
	    query_begin(ledger, STATEMENT_APPLICATION_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_date(&query, application->date);
	bind_given(&query, !application->credit_note, application->item);
	bind_given(&query, application->credit_note, application->item);
	query_bind_integer(&query, application->posting);
	query_bind_integer(&query, application->amount);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

enum status
settlements_cash(struct ledger *ledger, const struct settlement_marks *marks,
    struct query *query, struct error *error)
{
	enum status status =
	    query_begin(ledger, STATEMENT_SETTLE_CASH, query, error);

	if (status != STATUS_OK)
		return status;
	query_bind_integer(query, marks->payment);
	query_bind_integer(query, marks->application);
	return STATUS_OK;
}

enum status
settlements_day(struct query *query, struct cash_day *day, struct arena *arena,
    bool *found, struct error *error)
{
	struct currency currency;
	enum status status = query_next(query, found, error);

	if (status != STATUS_OK || !*found)
		return status;
	*day = (struct cash_day){
		.payment = arena_text(arena, query_text(query, 0)),
		.reverses = arena_text(arena, query_text(query, 1)),
		.account = arena_text(arena, query_text(query, 2)),
	};
	if (day->payment == NULL || day->reverses == NULL ||
	    day->account == NULL)
		return error_memory(error);
	status = currency_parse(query_text(query, 3), &currency, error);
	if (status == STATUS_OK)
		status = query_date(query, 4, &day->date, error);
	if (status != STATUS_OK)
		return status;
	day->cash.received = money_of(query_integer(query, 5), currency);
	day->cash.applied = money_of(query_integer(query, 6), currency);
	return STATUS_OK;
}

/*
 * One pass over the accounts, or two; then the journal, which is told from what
 * is stored, so that it cannot differ.
 */
#include "work/settling.h"

#include "ledger/journals.h"

struct settling {
	struct ledger *ledger;
	const struct company *company;
	const struct settlement_marks *marks;
	int64_t transaction; /* the last one */
	struct arena scratch;
	struct error *error;
};

/* Settle one account, and store what was applied. */
static enum status
settle_account(struct settling *settling, struct settle_account *account)
{
	struct applications applications;
	enum status status;
	size_t i;

	status =
	    settle(account, &applications, &settling->scratch, settling->error);
	for (i = 0; i < applications.count && status == STATUS_OK; i++)
		status = settlements_put(
		    settling->ledger, &applications.items[i], settling->error);
	return status;
}

/* Settle every account that has something to settle, and with. */
static enum status
settle_all(struct settling *settling)
{
	struct settlements settlements = { .found = false };
	struct error *error = settling->error;
	struct settlement_marks now;
	struct settle_account account;
	enum status status;
	bool found = true;

	status = settlements_mark(settling->ledger, &now, error);
	if (status == STATUS_OK)
		status = settlements_open(
		    settling->ledger, settling->marks, &settlements, error);
	while (status == STATUS_OK) {
		arena_reset(&settling->scratch);
		status = settlements_next(
		    &settlements, &account, &settling->scratch, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = settle_account(settling, &account);
	}
	settlements_close(&settlements);
	if (status == STATUS_OK)
		status = settlements_update(
		    settling->ledger, now.application, error);
	return status;
}

/* Undo what reversals take back. */
static enum status
undo_all(struct settling *settling)
{
	struct error *error = settling->error;
	struct settlement_marks now;
	enum status status;

	status = settlements_mark(settling->ledger, &now, error);
	if (status == STATUS_OK)
		status =
		    settlements_undo(settling->ledger, settling->marks, error);
	if (status == STATUS_OK)
		status = settlements_update(
		    settling->ledger, now.application, error);
	if (status == STATUS_OK)
		status = settlements_reversed(
		    settling->ledger, settling->marks, error);
	return status;
}

/* What the day is called in the books; NULL if there is no memory. */
static const char *
memo_of(struct settling *settling, const struct cash_day *day)
{
	struct arena *scratch = &settling->scratch;

	if (day->reverses[0] != '\0')
		return arena_format(scratch, "reversal of %s", day->reverses);
	if (day->cash.received.minor == 0)
		return arena_format(
		    scratch, "payment %s applied", day->payment);
	return "payment";
}

/* Book one day of one payment. */
static enum status
book(struct settling *settling, const struct cash_day *day)
{
	struct error *error = settling->error;
	struct entries entries;
	struct transaction transaction = {
		.id = settling->transaction + 1,
		.date = day->date,
		.account = day->account,
		.document = "",
		.payment = day->payment,
		.memo = memo_of(settling, day),
		.entries = &entries,
	};
	enum status status;

	if (transaction.memo == NULL)
		return error_memory(error);
	status = journal_of_payment(
	    &day->cash, settling->company, &entries, &settling->scratch, error);
	if (status != STATUS_OK || entries.count == 0)
		return status;
	settling->transaction++;
	return journals_put(settling->ledger, &transaction, error);
}

static enum status
book_all(struct settling *settling)
{
	struct query query = { .handle = NULL };
	struct error *error = settling->error;
	struct settlement_marks now;
	struct cash_day day;
	enum status status;
	bool found = true;

	status = settlements_mark(settling->ledger, &now, error);
	if (status == STATUS_OK) {
		settling->transaction = now.transaction;
		status = settlements_cash(
		    settling->ledger, settling->marks, &query, error);
	}
	while (status == STATUS_OK) {
		arena_reset(&settling->scratch);
		status = settlements_day(
		    &query, &day, &settling->scratch, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = book(settling, &day);
	}
	query_end(&query);
	return status;
}

enum status
settling_run(struct ledger *ledger, const struct company *company,
    const struct settlement_marks *marks, struct error *error)
{
	struct settling settling = {
		.ledger = ledger,
		.company = company,
		.marks = marks,
		.error = error,
	};
	enum status status = settlements_add(ledger, marks, error);

	if (status == STATUS_OK)
		status = settle_all(&settling);
	if (status == STATUS_OK)
		status = undo_all(&settling);
	if (status == STATUS_OK)
		status = settle_all(&settling);
	if (status == STATUS_OK)
		status = book_all(&settling);
	arena_close(&settling.scratch);
	return status;
}

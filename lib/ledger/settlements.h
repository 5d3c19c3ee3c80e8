#ifndef LEDGER_SETTLEMENTS_H
#define LEDGER_SETTLEMENTS_H

#include "base/arena.h"
#include "ledger/ledger.h"
#include "ledger/query.h"
#include "rule/journal.h"
#include "rule/settle.h"

/*
 * The shelf of what is open, and of what settles it.
 *
 * Open items are an index: invoices that are not settled, credit notes and
 * payments that are not used up.  Facts are the documents, the payments and
 * the applications.  What a command has recorded is what came after the marks
 * that it set before; everything here works on that alone, in a few statements
 * for all of it, so the cost is that of the new facts and of the open items of
 * their accounts, however long the history.
 *
 * settlements_mark(ledger, marks, error):
 * The last numbers given, inside a writer's transaction.
 *
 * settlements_add(ledger, marks, error):
 * The documents and payments after ${marks} become open items; a document of
 * zero does not.
 *
 * settlements_undo(ledger, marks, error):
 * Undo the applications of the payments that payments after ${marks} reverse,
 * each on the day of the reversal, or its own if that is later.
 *
 * settlements_open(ledger, marks, settlements, error):
 * Begin to read the open items of the accounts with documents or payments after
 * ${marks} that have both something to settle and something to settle it with.
 * End it with settlements_close().
 *
 * settlements_next(settlements, account, arena, found, error):
 * The open items of the next account and currency, as rule/settle wants them.
 *
 * settlements_put(ledger, application, error):
 * Store one.
 *
 * settlements_update(ledger, after, error):
 * Take the applications after the sequence ${after} off the open items.
 *
 * settlements_reversed(ledger, marks, error):
 * A payment that a payment after ${marks} reverses is open no more.
 *
 * settlements_cash(ledger, marks, query, error), settlements_day(query, day,
 * arena, found, error):
 * What payments and applications after ${marks} did to each payment, day by
 * day, payments in the order of their recording.  End it with query_end().
 */

struct settlement_marks {
	int64_t payment;
	int64_t posting;
	int64_t application;
	int64_t transaction;
};

struct settlements {
	struct query query;
	bool found; /* whether it stands on a row */
};

struct cash_day {
	const char *payment;
	const char *reverses; /* the payment that it undoes, "" */
	const char *account;
	struct date date;
	struct cash cash;
};

enum status settlements_mark(
    struct ledger *, struct settlement_marks *, struct error *) MUST_CHECK;
enum status settlements_add(struct ledger *, const struct settlement_marks *,
    struct error *) MUST_CHECK;
enum status settlements_undo(struct ledger *, const struct settlement_marks *,
    struct error *) MUST_CHECK;
enum status settlements_open(struct ledger *, const struct settlement_marks *,
    struct settlements *, struct error *) MUST_CHECK;
enum status settlements_next(struct settlements *, struct settle_account *,
    struct arena *, bool *, struct error *) MUST_CHECK;
void settlements_close(struct settlements *);
enum status settlements_put(
    struct ledger *, const struct application *, struct error *) MUST_CHECK;
enum status settlements_update(
    struct ledger *, int64_t, struct error *) MUST_CHECK;
enum status settlements_reversed(struct ledger *,
    const struct settlement_marks *, struct error *) MUST_CHECK;
enum status settlements_cash(struct ledger *, const struct settlement_marks *,
    struct query *, struct error *) MUST_CHECK;
enum status settlements_day(struct query *, struct cash_day *, struct arena *,
    bool *, struct error *) MUST_CHECK;

#endif

#ifndef LEDGER_JOURNALS_H
#define LEDGER_JOURNALS_H

#include "base/date.h"
#include "ledger/ledger.h"
#include "rule/journal.h"

/*
 * The shelf of the journal: transactions and their entries.
 *
 * journals_put(ledger, transaction, error):
 * Store one, its entries counted from 1; asserted to sum to zero.
 * Cost: one insert a row.
 */

struct transaction {
	int64_t id;
	struct date date;
	const char *account; /* that pays */
	const char *document; /* which it books, "" */
	const char *payment; /* which it books, "" */
	const char *memo;
	const struct entries *entries;
};

enum status journals_put(
    struct ledger *, const struct transaction *, struct error *) MUST_CHECK;

#endif

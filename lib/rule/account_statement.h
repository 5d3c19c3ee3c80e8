#ifndef RULE_ACCOUNT_STATEMENT_H
#define RULE_ACCOUNT_STATEMENT_H

#include <stddef.h>

#include "base/date.h"
#include "base/money.h"

/*
 * A statement of account: what was owed in one currency, what came in a period,
 * what is owed at its end, and for how long it has been due.
 *
 * Amounts are what they add to the balance: an invoice is positive, a credit
 * note and a payment negative, and a reversal, which takes a payment back,
 * positive.  What settled what is not asked: that moves nothing.
 *
 *   previous + invoiced + credited + paid = balance
 *   current + days_30 + days_60 + days_90 + older + credit + unapplied
 *                                      = balance
 *
 * Open invoices are aged by the days since their due date: none, up to 30, 60,
 * 90, more.  What is left of credit notes is ${credit}, of payments
 * ${unapplied}.
 *
 * account_statement_total(statement, error):
 * From the previous balance and the entries, in their order: the balance after
 * each, the sums of their kinds, the balance, and what is unapplied.
 */

enum entry_kind {
	ENTRY_INVOICE,
	ENTRY_CREDIT_NOTE,
	ENTRY_PAYMENT,
	ENTRY_REVERSAL,
};

struct account_entry {
	enum entry_kind kind;
	struct date date;
	struct date due_date; /* of an invoice */
	const char *number; /* of the document or payment */
	const char *reference; /* of a payment; the payment reversed; "" */
	struct money amount;
	struct money balance; /* out */
};

struct aging {
	struct money current;
	struct money days_30;
	struct money days_60;
	struct money days_90;
	struct money older;
	struct money credit; /* not above zero */
	struct money unapplied; /* out; not above zero */
};

struct account_statement {
	struct date from;
	struct date to; /* the first day after it */
	struct money previous;
	struct money invoiced; /* out, as the next three */
	struct money credited;
	struct money paid;
	struct money balance;
	struct aging aging;
	struct account_entry *entries;
	size_t entry_count;
};

enum status account_statement_total(
    struct account_statement *, struct error *) MUST_CHECK;

#endif

#ifndef WORK_SETTLING_H
#define WORK_SETTLING_H

#include "ledger/settlements.h"
#include "rule/company.h"

/*
 * Settling is what a recording command does with its documents or payments
 * before it commits: what customers have meets what they owe.
 *
 * First all that is new settles what it can; then what reversals take back is
 * undone, and settled with what is left.  So a payment and its reversal may
 * come in one file and in any order, and the days in between still say that it
 * was paid.  Then payments are booked.
 *
 * settling_run(ledger, company, marks, error):
 * Settle the accounts that have documents or payments after ${marks}.
 * Cost: the new documents and payments, the open items of their accounts.
 */

enum status settling_run(struct ledger *, const struct company *,
    const struct settlement_marks *, struct error *) MUST_CHECK;

#endif

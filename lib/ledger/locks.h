#ifndef LEDGER_LOCKS_H
#define LEDGER_LOCKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "ledger/ledger.h"

/*
 * Locks: periods that are closed.
 *
 * A lock says that nothing more is booked on its day or before: no document is
 * issued then, no payment received, nothing applied.  The last lock counts; a
 * lock only moves forward, and is never taken back.  What comes late is booked
 * on a later day, as a correction.  Facts (orders, usage, adjustments) may be
 * of any day: it is documents that have the date that counts.
 *
 * The schema refuses what is dated in a closed period; locks_check() says it
 * before, in words.
 *
 * locks_last(ledger, through, error):
 * The last closed day; DATE_NONE if there is none.
 *
 * locks_check(through, date, advice, error):
 * STATUS_INVALID with what to do (${advice}) if ${date} is not after
 * ${through}.
 *
 * locks_day(ledger, day, error):
 * The last day of anything booked, and of any lock; DATE_NONE if there is
 * neither.  Cost: a pass over documents, payments and transactions.
 *
 * locks_find(ledger, through, lock, found, error):
 * The lock of that day.
 *
 * locks_put(ledger, through, error):
 * Close all up to ${through}: in a writer's transaction, before its audit row.
 */

struct lock {
	int64_t documents; /* how many of each there were */
	int64_t payments;
	int64_t transactions;
	int64_t audit; /* of the command that closed it */
};

enum status locks_last(
    struct ledger *, struct date *, struct error *) MUST_CHECK;
enum status locks_check(
    struct date, struct date, const char *, struct error *) MUST_CHECK;
enum status locks_day(
    struct ledger *, struct date *, struct error *) MUST_CHECK;
enum status locks_find(struct ledger *, struct date, struct lock *, bool *,
    struct error *) MUST_CHECK;
enum status locks_put(struct ledger *, struct date, struct error *) MUST_CHECK;

#endif

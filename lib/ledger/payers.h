#ifndef LEDGER_PAYERS_H
#define LEDGER_PAYERS_H

#include "ledger/stream.h"

/*
 * The shelf of payers: the accounts in force on a date, by name.
 *
 * payers_open(ledger, range, stream, error):
 * Begin; range->low and high are accounts.  End it with stream_close().
 *
 * payers_next(stream, payer, arena, found, error):
 * The next one.
 *
 * payers_others(ledger, others, error):
 * Whether any account ever was paid by another.
 */

struct payer {
	const char *account;
	int64_t revision;
	int terms_days;
	const char *bill_every; /* "" for every run */
	int bill_day;
};

enum status payers_open(struct ledger *, const struct billing_range *,
    struct stream *, struct error *) MUST_CHECK;
enum status payers_next(struct stream *, struct payer *, struct arena *, bool *,
    struct error *) MUST_CHECK;
enum status payers_others(struct ledger *, bool *, struct error *) MUST_CHECK;

#endif

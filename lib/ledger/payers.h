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
 *
 * payers_links(ledger, arena, links, count, error):
 * Each account that ever was paid by another, with each of these, by account
 * and payer.
 */

struct payer {
	const char *account;
	int64_t revision;
	int terms_days;
	const char *bill_every; /* "" for every run */
	int bill_day;
};

/* An account and one that pays or paid for it. */
struct payer_link {
	const char *account;
	const char *payer;
};

enum status payers_open(struct ledger *, const struct billing_range *,
    struct stream *, struct error *) MUST_CHECK;
enum status payers_next(struct stream *, struct payer *, struct arena *, bool *,
    struct error *) MUST_CHECK;
enum status payers_others(struct ledger *, bool *, struct error *) MUST_CHECK;
enum status payers_links(struct ledger *, struct arena *, struct payer_link **,
    size_t *, struct error *) MUST_CHECK;

#endif

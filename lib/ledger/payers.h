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
 *
 * payers_parents(ledger, as_of, arena, parents, count, error):
 * Each account that has a parent on ${as_of}, with it, by account.
 *
 * payers_moved(ledger, range, arena, moved, count, error):
 * What was posted of charges that payers pool to another than the one who pays
 * on range->as_of, and ends after that one began to: for each who paid at some
 * time, from range->low to range->high, in no order.  Cost: one pass over the
 * versions of all accounts, and one over the lines of those few.
 */

struct payer {
	const char *account;
	int64_t revision;
	int terms_days;
	const char *bill_every; /* "" for every run */
	int bill_day;
	const char *group_by; /* sections of its documents; "": none */
	const char *split_by; /* documents of their own */
	const char *po_number;
};

/* An account and one that pays or paid for it. */
struct payer_link {
	const char *account;
	const char *payer;
};

struct account_parent {
	const char *account;
	const char *parent;
};

/* A period of a pooled charge that an account took from one payer to another.
 */
struct payer_moved {
	const char *payer; /* either of them */
	const char *charge;
	const char *dimensions;
	struct date cycle_start;
	struct date cycle_end;
};

enum status payers_open(struct ledger *, const struct billing_range *,
    struct stream *, struct error *) MUST_CHECK;
enum status payers_next(struct stream *, struct payer *, struct arena *, bool *,
    struct error *) MUST_CHECK;
enum status payers_others(struct ledger *, bool *, struct error *) MUST_CHECK;
enum status payers_links(struct ledger *, struct arena *, struct payer_link **,
    size_t *, struct error *) MUST_CHECK;
enum status payers_parents(struct ledger *, struct date, struct arena *,
    struct account_parent **, size_t *, struct error *) MUST_CHECK;
enum status payers_moved(struct ledger *, const struct billing_range *,
    struct arena *, struct payer_moved **, size_t *, struct error *) MUST_CHECK;

#endif

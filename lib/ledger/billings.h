#ifndef LEDGER_BILLINGS_H
#define LEDGER_BILLINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "ledger/query.h"
#include "rule/catalog.h"
#include "rule/correct.h"
#include "rule/subscription.h"

/*
 * Billings: everything that a bill run reads, merged.
 *
 * Accounts, orders, posted lines with their taxes, and pending adjustments are
 * four streams in one order: payer, account, subscription.  They are read side
 * by side, an account at a time, in memory that the caller resets after each.
 *
 * billings_open(ledger, range, catalogs, billings, error):
 * Begin, inside a transaction; for the payers from range->low to range->high.
 * Release with billings_close().
 *
 * billings_owner(billings, arena, owner, found, error):
 * The next account, with its bill days until range->as_of.
 *
 * billings_subscription(billings, owner, arena, subscription, found, error):
 * The next subscription of ${owner} with its orders, posted lines and
 * adjustments; first, with the id "", the adjustments that name no
 * subscription.
 *
 * billings_close(billings):
 * Release.
 *
 * payers_open, payers_next, payers_close:
 * The accounts in force on range->as_of, by account, as payers.
 */

struct billing_range {
	struct date as_of;
	const char *low; /* payers, both included */
	const char *high; /* BILLING_LAST: no end */
};

/* Sorts after every identifier: U+10FFFF. */
#define BILLING_LAST "\xf4\x8f\xbf\xbf"

struct billing_owner {
	const char *payer;
	const char *account;
	int64_t revision;
	const char *timezone;
	const char *tax_region;
	bool exempt;
	struct bill_day *bill_days;
	size_t bill_day_count;
};

struct adjustment {
	const char *id;
	struct money amount;
	const char *reason;
	struct date effective_on;
	const char *charge;
};

struct billing_subscription {
	const char *id;
	struct order *orders;
	size_t order_count;
	struct posted *posted;
	size_t posted_count;
	struct adjustment *adjustments;
	size_t adjustment_count;
};

struct stream {
	struct query query;
	bool found; /* whether it stands on a row */
};

struct billings {
	const struct catalogs *catalogs;
	struct stream owners;
	struct stream orders;
	struct stream posted;
	struct stream adjustments;
};

struct payer {
	const char *account;
	int64_t revision;
	int terms_days;
	const char *bill_every;
	int bill_day;
};

enum status billings_open(struct ledger *, const struct billing_range *,
    const struct catalogs *, struct billings *, struct error *) MUST_CHECK;
enum status billings_owner(struct billings *, struct arena *,
    struct billing_owner *, bool *, struct error *) MUST_CHECK;
enum status billings_subscription(struct billings *,
    const struct billing_owner *, struct arena *, struct billing_subscription *,
    bool *, struct error *) MUST_CHECK;
void billings_close(struct billings *);

enum status payers_open(struct ledger *, const struct billing_range *,
    struct stream *, struct error *) MUST_CHECK;
enum status payers_next(struct stream *, struct payer *, struct arena *, bool *,
    struct error *) MUST_CHECK;
void payers_close(struct stream *);

#endif

#ifndef LEDGER_BILLINGS_H
#define LEDGER_BILLINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "ledger/stream.h"
#include "order/correct.h"
#include "order/subscription.h"
#include "rule/catalog.h"
#include "rule/tax.h"

/*
 * Billings: everything that a bill run reads, merged.
 *
 * Accounts, orders, posted lines with their taxes, pending adjustments, and
 * exemptions are five streams in one order: payer, account, subscription.  They
 * are read side by side, an account at a time, in memory that the caller resets
 * after each.
 * Rating reads in the same way, at the same time: of the posted lines those of
 * usage without their taxes, no adjustments, and late rows of usage.
 *
 * billings_open(ledger, range, catalogs, billings, error):
 * Begin a run, inside a transaction; for the payers from range->low to
 * range->high.  Release with billings_close().
 *
 * billings_rate(ledger, range, catalogs, billings, error):
 * The same for rating; also bounded by range->account_low and account_high.
 *
 * billings_explain(ledger, posting, catalogs, billings, error):
 * The same for one posted document: the owners of its lines, with all of their
 * bill days and zones; the orders of its subscriptions; of posted lines all
 * that have the key of one of its own, and its adjustments.  The payer is "".
 *
 * billings_owner(billings, arena, owner, found, error):
 * The next account, with its bill days and zones until range->as_of, and its
 * exemptions.
 *
 * billings_subscription(billings, owner, arena, subscription, found, error):
 * The next subscription of ${owner} with its orders, posted lines, adjustments
 * and late rows; first, with the id "", the adjustments that name no
 * subscription.
 *
 * billings_adjustments(billings, owner, arena, to, error):
 * The part of that which takes the adjustments of the subscription to->id.
 *
 * billings_close(billings):
 * Release.
 */

/* The zone of an account from a date on. */
struct billing_zone {
	struct date from;
	const char *timezone;
};

struct billing_owner {
	const char *payer;
	const char *account;
	int64_t revision;
	const char *timezone; /* the last one */
	const char *tax_region;
	bool exempt;
	struct tax_exemptions exemptions; /* not read for rating */
	struct bill_day *bill_days;
	size_t bill_day_count;
	struct billing_zone *zones; /* by date, at least one */
	size_t zone_count;
};

/*
 * An adjustment that may still have to be billed: one of a period is
 * there even when it was, since it is part of what that period comes to.
 */
struct adjustment {
	const char *id;
	struct money amount;
	const char *reason;
	struct date effective_on;
	const char *charge;
	bool credit; /* it lasts until it is used up */
	const char *percent; /* of a period's amount; "": by amount */
	struct date period_start; /* of that period, or DATE_NONE */
	struct money billed; /* so far */
	int64_t billed_count; /* in so many lines */
};

/* A row of usage that may not be counted in a posted line, by its instant. */
struct late_row {
	int64_t occurred_at;
	int64_t number;
	const char *metric;
};

struct billing_subscription {
	const char *id;
	struct order *orders;
	size_t order_count;
	struct posted *posted;
	size_t posted_count;
	struct adjustment *adjustments;
	size_t adjustment_count;
	struct late_row *late;
	size_t late_count;
};

struct billings {
	const struct catalogs *catalogs;
	struct stream owners;
	struct stream orders;
	struct stream posted;
	struct stream adjustments;
	struct stream exemptions;
	struct stream late;
};

enum status billings_open(struct ledger *, const struct billing_range *,
    const struct catalogs *, struct billings *, struct error *) MUST_CHECK;
enum status billings_rate(struct ledger *, const struct billing_range *,
    const struct catalogs *, struct billings *, struct error *) MUST_CHECK;
enum status billings_explain(struct ledger *, int64_t, const struct catalogs *,
    struct billings *, struct error *) MUST_CHECK;
enum status billings_owner(struct billings *, struct arena *,
    struct billing_owner *, bool *, struct error *) MUST_CHECK;
enum status billings_subscription(struct billings *,
    const struct billing_owner *, struct arena *, struct billing_subscription *,
    bool *, struct error *) MUST_CHECK;
enum status billings_adjustments(struct billings *,
    const struct billing_owner *, struct arena *, struct billing_subscription *,
    struct error *) MUST_CHECK;
void billings_close(struct billings *);

#endif

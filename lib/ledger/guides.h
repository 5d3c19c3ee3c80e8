#ifndef LEDGER_GUIDES_H
#define LEDGER_GUIDES_H

#include "base/arena.h"
#include "ledger/ledger.h"
#include "rate/guide.h"
#include "rule/catalog.h"

/*
 * The shelf of what guides usage: all subscriptions, services, zones and rules.
 *
 * The days of a subscription are those of its account's calendar: of the zones
 * of all its versions.
 *
 * guides_load(ledger, catalogs, guides, error):
 * Read them, in one pass over each table, into ${guides}; release with
 * guides_close(), also after an error.  ${catalogs} must live as long.  Memory:
 * a few hundred bytes a subscription.
 */

struct guides {
	struct arena arena;
	struct guide *guide;
	struct usage_rules rules;
	struct zone **zones; /* to be closed */
	size_t zone_count;
};

enum status guides_load(struct ledger *, const struct catalogs *,
    struct guides *, struct error *) MUST_CHECK;
void guides_close(struct guides *);

#endif

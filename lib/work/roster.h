#ifndef WORK_ROSTER_H
#define WORK_ROSTER_H

#include "ledger/ledger.h"
#include "rule/subscription.h"

/*
 * The roster is who is subscribed to what: all subscriptions, one by one, by
 * id.
 *
 * roster_read(ledger, catalogs, visit, context, error):
 * Hand each subscription to ${visit}, which must keep nothing of it.  Cost: one
 * pass over all order lines; memory: the lines of one subscription.
 *
 * roster_term(subscription, item, on):
 * The term that ${item} of the ${subscription} has on that day; where it is
 * tried or suspended then, the next one or else the one before.  NULL if it has
 * not begun by then, or has ended.  DATE_MAX is behind all days: what has no
 * end.
 */

typedef enum status roster_visit(
    void *, const struct subscription *, struct error *);

enum status roster_read(struct ledger *, const struct catalogs *,
    roster_visit *, void *, struct error *) MUST_CHECK;
const struct term *roster_term(
    const struct subscription *, const struct item *, struct date);

#endif

#ifndef WORK_ROSTER_H
#define WORK_ROSTER_H

#include "ledger/stream.h"
#include "order/subscription.h"

/*
 * The roster is who is subscribed to what: all subscriptions, one by one, by
 * id.
 *
 * roster_open(roster, ledger, range, error), roster_close(roster):
 * Begin with the subscriptions of the accounts low to high of ${range}, whose
 * catalogs and until are set; and end.  Contracts are made as far as they
 * matter until roster->until.
 *
 * roster_next(roster, subscription, found, error):
 * The next one, which is there until the one behind it is asked for.  Cost: one
 * pass over all order lines; memory: the lines of one subscription.
 *
 * roster_read(ledger, catalogs, visit, context, error):
 * Hand each subscription to ${visit}, which must keep nothing of it.
 *
 * roster_term(subscription, item, on):
 * The term that ${item} of the ${subscription} has on that day; where it is
 * tried or suspended then, the next one or else the one before.  NULL if it has
 * not begun by then, or has ended.  DATE_MAX is behind all days: what has no
 * end.
 */

struct roster {
	const struct catalogs *catalogs;
	struct date until;
	struct stream stream;
	struct arena scratch;
};

typedef enum status roster_visit(
    void *, const struct subscription *, struct error *);

enum status roster_open(struct roster *, struct ledger *,
    const struct billing_range *, struct error *) MUST_CHECK;
enum status roster_next(
    struct roster *, struct subscription *, bool *, struct error *) MUST_CHECK;
void roster_close(struct roster *);
enum status roster_read(struct ledger *, const struct catalogs *,
    roster_visit *, void *, struct error *) MUST_CHECK;
const struct term *roster_term(
    const struct subscription *, const struct item *, struct date);

#endif

#ifndef LEDGER_MOVERS_H
#define LEDGER_MOVERS_H

#include "ledger/billings.h"

/*
 * Movers are the accounts that had more than one time zone: few, so whoever
 * needs the days of all accounts reads these beside them.
 *
 * movers_open(ledger, movers, error):
 * Begin; end with movers_close().  Cost: one pass over the versions of all
 * accounts.
 *
 * movers_next(movers, arena, mover, found, error):
 * The next one, by account.
 */

struct mover {
	const char *account;
	struct billing_zone *zones; /* by date */
	size_t zone_count;
};

struct movers {
	struct query query;
	bool found; /* whether it stands on a row */
};

enum status movers_open(
    struct ledger *, struct movers *, struct error *) MUST_CHECK;
enum status movers_next(struct movers *, struct arena *, struct mover *, bool *,
    struct error *) MUST_CHECK;
void movers_close(struct movers *);

#endif

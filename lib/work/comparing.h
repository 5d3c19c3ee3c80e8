#ifndef WORK_COMPARING_H
#define WORK_COMPARING_H

#include "ledger/ledger.h"
#include "record/sort.h"
#include "rule/catalog.h"
#include "work/rated.h"
#include "work/request.h"
#include "work/selecting.h"
#include "work/window.h"

/*
 * Comparing says what usage would come to under another catalog: by account and
 * currency what it comes to now, what it would, and the change.
 *
 * The usage is rated twice.  The second time each plan that the proposed
 * catalog has stands in the place of the plan of that id in every version; so
 * subscriptions, days, quantities and prices that were agreed in an order stay
 * what they are.  A plan that the proposed catalog lacks keeps its prices.
 * Amounts are rounded as lines are.
 *
 * comparing_begin(comparing, proposed, error):
 * Nothing was rated.  Release with comparing_end().
 *
 * comparing_catalogs(comparing, current, error):
 * Put ${current} with the plans of the proposed catalog into
 * comparing->catalogs.
 *
 * comparing_add(comparing, side, rated, amount, error):
 * ${rated} comes to ${amount}, now or as proposed.
 *
 * comparing_suspended(comparing, ledger, window, accounts, error):
 * Find how many events of ${window}, by the days of UTC, are in suspense as of
 * no charge, and would be counted for one of ${accounts} by
 * comparing->catalogs.  They are not rated, only told.  Cost: a pass over the
 * suspense, and where there is such an event that of guides_load().
 *
 * comparing->uncounted is the caller's to set; it is only said.
 *
 * comparing_write(comparing, request, error):
 * Write a record for each account and currency, in their order, and state in
 * the summary how many pay less, more and the same, and the totals.
 */

enum comparing_side { COMPARING_CURRENT, COMPARING_PROPOSED };

struct comparing {
	const struct catalog *proposed;
	struct catalogs catalogs;
	struct sort *sort;
	uint64_t uncounted; /* events, under the proposed catalog */
	uint64_t suspended; /* events that it would count */
	struct arena arena; /* of the catalogs */
	struct arena scratch;
};

enum status comparing_begin(
    struct comparing *, const struct catalog *, struct error *) MUST_CHECK;
enum status comparing_catalogs(
    struct comparing *, const struct catalogs *, struct error *) MUST_CHECK;
enum status comparing_add(struct comparing *, enum comparing_side,
    const struct rated *, struct money, struct error *) MUST_CHECK;
enum status comparing_suspended(struct comparing *, struct ledger *,
    const struct window *, const struct selection *, struct error *) MUST_CHECK;
enum status comparing_write(
    struct comparing *, const struct request *, struct error *) MUST_CHECK;
void comparing_end(struct comparing *);

#endif

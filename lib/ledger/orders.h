#ifndef LEDGER_ORDERS_H
#define LEDGER_ORDERS_H

#include "ledger/stream.h"
#include "order/subscription.h"
#include "rule/catalog.h"

/*
 * The shelf of order lines, as the streams of them give them.
 *
 * The columns of the streams RUN_ORDERS, RATE_ORDERS, GUIDE_ORDERS and
 * EXPLAIN_ORDERS are the first ORDERS_COLUMN_COUNT; a statement may have more
 * behind them.  Lines come by the day on which they act, then by sequence.
 *
 * A line that was booked with "fulfilled" is fulfilled in parts: so much from
 * its day on, and what fulfilments confirmed from theirs, but not before it.
 *
 * orders_take(taking, catalogs, order):
 * The order line that the stream stands on, with its plan, discount and
 * promotion from ${catalogs}.  STATUS_LEDGER where one of them is not there.
 *
 * orders_word(rest):
 * Cut the first word off a list with a blank between each, or NULL.
 *
 * orders_until(orders, count, known):
 * Keep of a subscription's ${orders} those with sequences up to ${known}.
 * Return how many these are: none, if none of them adds.
 */

#define ORDERS_COLUMN_COUNT 35

enum status orders_take(
    struct taking *, const struct catalogs *, struct order *) MUST_CHECK;
char *orders_word(char **);
size_t orders_until(struct order *, size_t, int64_t);

#endif

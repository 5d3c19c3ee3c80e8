#ifndef LEDGER_ORDERS_H
#define LEDGER_ORDERS_H

#include "ledger/stream.h"
#include "rule/catalog.h"
#include "rule/subscription.h"

/*
 * The shelf of order lines, as the streams of them give them.
 *
 * orders_take(taking, catalogs, order):
 * The order line that the stream stands on, with its plan from ${catalogs}; the
 * columns are those of STATEMENT_RUN_ORDERS.  STATUS_LEDGER where its plan is
 * not there.
 */

enum status orders_take(
    struct taking *, const struct catalogs *, struct order *) MUST_CHECK;

#endif

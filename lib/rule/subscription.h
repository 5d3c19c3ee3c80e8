#ifndef RULE_SUBSCRIPTION_H
#define RULE_SUBSCRIPTION_H

#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "rule/catalog.h"

/*
 * A subscription is what its order lines make of it, computed anew each time.
 *
 * Nothing of it is stored but the orders: back-dated ones change it as if they
 * had always been there.  The result is a list of terms, each a run of days
 * with one plan, catalog version, quantity and order price; they do not
 * overlap.
 *
 * An "add" begins it; it ends with the earliest of a "cancel", the add's own
 * end, and the end of a fixed term that does not renew.
 *
 * action_parse(text, action, error):
 * The word of an order line's action.
 *
 * subscription_build(orders, count, scratch, subscription, error):
 * ${orders} are all order lines of one subscription, by start and sequence.
 * STATUS_LEDGER if they do not begin with an add.
 *
 * subscription_price(term, charge):
 * The price that ${term} has for ${charge}: "" if it is the catalog's.
 */

enum action {
	ACTION_ADD,
	ACTION_CHANGE,
	ACTION_REPLACE,
	ACTION_RERATE,
	ACTION_RETERM,
	ACTION_CANCEL,
	ACTION_SUSPEND,
	ACTION_RESUME,
	ACTION_RENEW,
	ACTION_VOID,
};

struct order {
	int64_t sequence; /* of import */
	enum action action;
	struct date start; /* the day on which the action takes effect */
	struct date end; /* the first day after it, DATE_NONE if open */
	struct date bill_from; /* earlier days were billed elsewhere */
	const struct catalog *catalog;
	const struct plan *plan;
	struct decimal quantity;
	const char *price; /* "" if the catalog's */
	const char *charge; /* which the price is for; "": the recurring */
	const char *service;
};

struct term {
	struct date from;
	struct date to; /* DATE_MAX if open */
	const struct order *order;
};

struct subscription {
	const char *id;
	const char *owner;
	struct date start;
	struct date end; /* DATE_MAX if open */
	struct date bill_from; /* start, or later */
	struct term *terms;
	size_t term_count;
};

enum status action_parse(
    const char *, enum action *, struct error *) MUST_CHECK;
enum status subscription_build(const struct order *, size_t, struct arena *,
    struct subscription *, struct error *) MUST_CHECK;
const char *subscription_price(const struct term *, const struct charge *);

#endif

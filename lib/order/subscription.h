#ifndef ORDER_SUBSCRIPTION_H
#define ORDER_SUBSCRIPTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "order/order.h"
#include "rule/catalog.h"

/*
 * A subscription is what its order lines make of it, computed anew each time.
 *
 * Nothing of it is stored but the orders: back-dated ones change it as if they
 * had always been there.  What they make is a list of items, terms, contracts,
 * single charges and discounts:
 *
 * An item is a plan in the subscription: the one that it was begun with or that
 * replaced it, or an add-on beside it.  A term is a run of days of an item with
 * one plan, catalog version, quantity, service and prices; the terms of an item
 * do not overlap, those of several do.  On days without a term nothing is owed:
 * it is being tried, is suspended free of charge, or is cancelled.  A contract
 * is a fixed term that was agreed, with what its early end costs.
 *
 * The first "add" begins it.  It ends with the earliest of a "cancel" that no
 * "resume" followed, the add's own end, the end of a trial that lapses, and the
 * end of a fixed term that does not renew.
 *
 * Within a day the orders act in their sequence, behind what follows from days
 * before: the end of a trial or contract, a ramp, an uplift.
 *
 * subscription_build(orders, scratch, subscription, error):
 * ${orders} are all order lines of one subscription, in any order; its id and
 * owner are given, all else is made.  Terms, items, singles and grants are
 * those of all time, but contracts that renew by themselves, and their uplifts,
 * only as far as they matter for what is due on orders.until or before.
 * STATUS_LEDGER if there is no add; without terms if that is void.  An item has
 * a term that begins with it and, when it ended, one that ends with it, of no
 * days if need be, unless it was only tried.  Cost: O(n log n) orders and what
 * they make.
 *
 * subscription_accepts(orders, count, order, scratch, error):
 * Whether ${order} makes sense after ${count} ${orders}, on its day.
 * STATUS_INVALID: the text says why not, "column action: ...".
 *
 * subscription_term(subscription, date):
 * The term of its main item on ${date}, or NULL.
 *
 * subscription_suspended(subscription, date):
 * Whether it is suspended on ${date}.
 *
 * subscription_price(term, charge):
 * The price that ${term} has for ${charge}: "" if it is the catalog's.
 *
 * subscription_quantity(term, charge):
 * How many of ${charge} are ordered in ${term}: 0 where it was cancelled alone,
 * or is not owed while the item is suspended at a price.
 *
 * subscription_order(term, charge):
 * The order line that was the last to say something of ${charge} in ${term}.
 */

/* All order lines of a subscription, and until when it is of interest. */
struct orders {
	const struct order *items;
	size_t count;
	struct date until;
};

/* What an order said of a single charge of an item; the last one comes first.
 */
struct setting {
	const char *charge; /* "": the only recurring one */
	const char *price; /* "": not said */
	bool quantified;
	struct decimal quantity;
	const struct order *order; /* NULL: nobody's, it came with time */
	bool ordered; /* the price is an order's: no ramp changes it */
	const struct setting *before;
};

struct item {
	bool addon;
	struct date begin; /* its trial included */
	struct date start; /* its activation */
	struct date end; /* its termination, DATE_MAX if open */
	struct date anchor; /* from where its periods are stepped */
};

struct term {
	struct date from;
	struct date to; /* DATE_MAX if open */
	const struct item *item;
	const struct order *order; /* the last that changed it */
	const struct catalog *catalog;
	const struct plan *plan;
	const char *service;
	struct decimal quantity;
	struct date anchor; /* of its periods: the item's, or a newer one */
	const struct setting *settings; /* NULL: none */
};

/* A one-time charge that an order line asked for by itself. */
struct single {
	const struct order *order;
	const struct catalog *catalog;
	const struct plan *plan;
	const struct charge *charge;
	const char *service;
};

/* A fixed term, as it was agreed. */
struct contract {
	struct date from;
	struct date to;
	struct date ended; /* before ${to} if it was left early */
	const struct order *order; /* that agreed it */
	const struct order *ended_by; /* NULL: nobody */
	struct life life;
};

/* A discount from a day on, for the subscription or one of its charges. */
struct grant {
	const struct discount *discount;
	const struct order *order;
	const char *charge; /* "": as the discount says */
	struct date from;
	struct date to; /* DATE_MAX if nobody ended it */
};

/* Days on which it is suspended; where that is free, it has no terms then. */
struct suspension {
	struct date from;
	struct date to; /* DATE_MAX if open */
};

struct subscription {
	const char *id;
	const char *owner;
	struct date begin; /* of the service, a trial included */
	struct date start; /* of its charges */
	struct date end; /* DATE_MAX if open */
	struct date bill_from; /* start, or later */
	bool lapsed; /* its trial ended it */
	struct item *items; /* the first is the main one */
	size_t item_count;
	struct term *terms; /* by item, then by date */
	size_t term_count;
	struct single *singles;
	size_t single_count;
	struct contract *contracts; /* by date */
	size_t contract_count;
	struct grant *grants; /* by date */
	size_t grant_count;
	struct suspension *suspensions; /* by date */
	size_t suspension_count;
};

enum status subscription_build(struct orders, struct arena *,
    struct subscription *, struct error *) MUST_CHECK;
enum status subscription_accepts(const struct order *, size_t,
    const struct order *, struct arena *, struct error *) MUST_CHECK;
const struct term *subscription_term(const struct subscription *, struct date);
bool subscription_suspended(const struct subscription *, struct date);
const char *subscription_price(const struct term *, const struct charge *);
struct decimal subscription_quantity(
    const struct term *, const struct charge *);
const struct order *subscription_order(
    const struct term *, const struct charge *);

#endif

#ifndef ORDER_ORDER_H
#define ORDER_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/decimal.h"
#include "rule/catalog.h"

/*
 * An order line changes one subscription from a day on.
 *
 * add      begins the subscription; again with another plan, it adds an add-on;
 *          with the plan of the subscription and a charge "on: order", it bills
 *          that charge once
 * change   sets what the line gives: plan, quantity, price, service, discount.
 *          With the plan of an add-on, that one's; with a charge, only that
 *          charge's quantity or price
 * replace  another plan takes the place of the subscription's: the old one's
 *          termination charges and the new one's activation charges are owed
 * rerate   takes the price given, or moves to the catalog version in force
 * reterm   agrees a new term from its day on
 * renew    agrees another term when the running one ends, or converts a trial
 * cancel   ends the subscription, the add-on whose plan it names, or the charge
 * suspend  stops it; a price given is the recurring price meanwhile
 * resume   goes on with what was suspended or cancelled
 * void     undoes a mistaken line, as if it had never been
 *
 * A line inherits what it does not give from the line before it, by ${start}
 * and then ${sequence}; a price lasts until the plan changes.
 *
 * action_parse(text, action, error), action_name(action):
 * The word of an order line's action.
 *
 * order_named(id, line, name):
 * Whether ${name}, ORDER/LINE, is that of line ${line} of the order ${id}.
 *
 * order_voided(orders, count, order):
 * Whether another line undoes ${order}.
 *
 * order_po_number(orders, count, id, line):
 * The purchase order of line ${id}/${line} of ${orders}, which are those of a
 * subscription by day and sequence: its own, else the last one that a line
 * before it gave; "" if there is none, or no such line.
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

/* From ${from} on, so much more is delivered. */
struct fulfilment {
	struct date from;
	struct decimal quantity;
};

struct order {
	int64_t sequence; /* of import */
	const char *id; /* ORDER */
	const char *line; /* its LINE */
	enum action action;
	struct date start; /* the day on which it acts: acts_on */
	struct date end; /* the first day after it, DATE_NONE if open */
	struct date bill_from; /* earlier days were billed elsewhere */
	struct date term_end; /* of the first term, DATE_NONE: by months */
	struct date anchor_on; /* periods begin anew here, or DATE_NONE */
	const struct catalog *catalog; /* of the plan */
	const struct plan *plan; /* NULL: not given */
	bool quantified; /* whether a quantity is given */
	struct decimal quantity;
	const char *price; /* "" if not given */
	const char *charge; /* which the line is about; "": the recurring */
	const char *service; /* "" if not given */
	const char *const *life; /* texts by life key; NULL: none is given */
	const char *voids; /* ORDER/LINE that a void undoes, or "" */
	const struct discount *discount; /* NULL: none */
	const struct discount *promotion; /* by its coupon's code */
	bool undiscounted; /* discount "none": those before end */
	bool partial; /* it is fulfilled in parts: */
	const struct fulfilment *fulfilments; /* by date */
	size_t fulfilment_count;
	const char *po_number;
};

enum status action_parse(
    const char *, enum action *, struct error *) MUST_CHECK;
const char *action_name(enum action);
bool order_named(const char *, const char *, const char *);
bool order_voided(const struct order *, size_t, const struct order *);
const char *order_po_number(
    const struct order *, size_t, const char *, const char *);

#endif

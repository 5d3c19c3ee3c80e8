#ifndef TALES_H
#define TALES_H

#include "tests/unit/rule/shop.h"

/*
 * Lives are told as text.  An order is "DATE ACTION KEY=VALUE...", in the order
 * of import, "_" a blank in a value; a term is "PLAN QUANTITY [at PRICE]
 * FROM..TO", days of 2026 without the year, a plan of the newer version with
 * "'".
 *
 * tales_open(life):
 * Open a shop of four plans: "basic" of 30.00 with ${life} ("KEY=VALUE;..."),
 * "pro", "tv", which rises after 3 and 6 months, and "two", which has two
 * recurring charges.  Close it with shop_close().
 *
 * tales_order(text), tales_say(order, index, key, value):
 * One more order; say something more of it.
 *
 * tales_build(subscription, orders):
 * Build what these orders make, a list that ends with NULL.
 *
 * tales_check(rows, count):
 * Each life has the terms, and if given the contracts, that are said, in
 * whatever order its lines come.
 *
 * tales_expect(name, expected, told), tales_join(told, more), tales_day(date):
 * Compare what was told; make a list of it.
 */

#define TALES_ORDERS_MAX 8
#define TALES_ADD "2026-01-15 add plan=basic"
#define TALES_YEAR "term_months=12"

struct tales_row {
	const char *name;
	const char *life; /* of plan basic */
	const char *orders[TALES_ORDERS_MAX];
	const char *terms;
	const char *contracts;
};

extern struct shop tales_shop;
extern struct plan tales_plans[4];

void tales_open(const char *);
struct order *tales_order(const char *);
void tales_say(struct order *, size_t, const char *, const char *);
void tales_build(struct subscription *, const char *const *);
void tales_check(const struct tales_row *, size_t);
void tales_expect(const char *, const char *, const char *);
const char *tales_join(const char *, const char *);
const char *tales_day(struct date);

#endif

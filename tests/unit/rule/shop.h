#ifndef SHOP_H
#define SHOP_H

#include "base/arena.h"
#include "order/correct.h"

/*
 * A shop sells one plan to one account, and plays the ledger: what is proposed
 * can be posted, so that a test can run again and again.
 *
 * shop_open(shop):
 * An empty plan in US dollars, bill day 1, UTC.  Release with shop_close().
 *
 * shop_charge(shop, id, price):
 * One more recurring charge of the plan, monthly and in advance; the test
 * changes what it needs.
 *
 * shop_order(shop, action, start):
 * One more order line of subscription S1.
 *
 * shop_bill_day(shop, from, day):
 * The account's bill day changes.
 *
 * shop_subscription(shop, subscription), shop_dues(shop, subscription, as_of):
 * What the orders make of it, and what is due, with discounts.
 *
 * shop_run(shop, as_of), shop_correct(shop, dues, as_of), shop_post(shop,
 * lines): What is proposed, from the orders or from ${dues}; post it as the
 * next invoice.
 *
 * shop_tell_dues(shop, dues), shop_tell_lines(shop, lines):
 * "CHARGE FROM..TO AMOUNT" for each segment or line, the charge with
 * ":INSTANCE" if it has one, and what it corrects, joined by ", "; the end
 * without its year.
 *
 * shop_net(shop, charge):
 * The sum of what was posted for a charge, "" for all.
 *
 * shop_line(amount): a new line of S1, with all texts given.
 * shop_day(text), shop_decimal(text), shop_money(text): parsed, in US dollars.
 * shop_random(state), shop_below(state, limit): xorshift.
 */

#define SHOP_CHARGES_MAX 4
#define SHOP_ORDERS_MAX 24
#define SHOP_BILL_DAYS_MAX 4

struct shop {
	struct arena arena;
	struct charge charges[SHOP_CHARGES_MAX];
	struct plan plan;
	struct catalog catalog;
	struct catalogs catalogs;
	struct order orders[SHOP_ORDERS_MAX];
	size_t order_count;
	struct date until;
	struct bill_day bill_days[SHOP_BILL_DAYS_MAX];
	size_t bill_day_count;
	struct zone *zone;
	enum rounding rounding;
	struct posted *posted;
	size_t posted_count;
	int invoices;
};

void shop_open(struct shop *);
void shop_close(struct shop *);
struct charge *shop_charge(struct shop *, const char *, const char *);
struct order *shop_order(struct shop *, enum action, const char *);
void shop_bill_day(struct shop *, const char *, int);
void shop_subscription(struct shop *, struct subscription *);
struct dues shop_dues(struct shop *, const struct subscription *, struct date);
struct proposed_list shop_run(struct shop *, struct date);
struct proposed_list shop_correct(struct shop *, struct dues, struct date);
void shop_post(struct shop *, struct proposed_list);
const char *shop_tell_dues(struct shop *, struct dues);
const char *shop_tell_lines(struct shop *, struct proposed_list);
int64_t shop_net(const struct shop *, const char *);
struct line *shop_line(struct arena *, const char *);
struct date shop_day(const char *);
struct decimal shop_decimal(const char *);
struct currency shop_dollars(void);
struct money shop_money(const char *);
uint64_t shop_random(uint64_t *);
int shop_below(uint64_t *, int);

#endif

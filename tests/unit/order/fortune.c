/*
 * Two shops sell the same; one is run in between, with whatever has come in,
 * the other only in the end.
 */
#include "fortune.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/rule/shop.h"
#include "wares.h"

/* What a line says besides its action, as the dice fall. */
static void
fill(struct order *order, const struct wares *wares, uint64_t random)
{
	static const char *const given[] = { "31.00", "0.5", "0" };

	if (random % 3 == 0)
		order->plan = &wares->plans[random / 3 % WARES_PLANS];
	if (random / 16 % 2 == 0) {
		order->quantified = true;
		order->quantity =
		    decimal_from_integer((int64_t)(random / 32 % 5));
	}
	if (random / 256 % 4 == 0) {
		order->price = given[random / 1024 % 3];
		order->charge = random / 4096 % 2 ? "a" : "b";
	}
	if (random / 8192 % 3 == 0)
		order->discount =
		    &wares->discounts[random / 32768 % WARES_DISCOUNTS];
	order->undiscounted = random / 262144 % 8 == 0;
}

/* What its action needs. */
static void
complete(struct shop *shop, struct order *order, const struct wares *wares,
    uint64_t random)
{
	switch (order->action) {
	case ACTION_VOID:
		order->voids = arena_format(&shop->arena, "O%d/1",
		    1 + (int)(random % shop->order_count));
		return;
	case ACTION_CANCEL:
	case ACTION_SUSPEND:
	case ACTION_RESUME:
		return;
	default:
		fill(order, wares, random);
	}
	if (order->action == ACTION_REPLACE && order->plan == NULL)
		order->plan = &wares->plans[random % WARES_PLANS];
	if (order->action != ACTION_ADD)
		return;
	if (order->plan == NULL)
		order->charge = "visit";
	order->quantified = true;
	order->quantity = decimal_from_integer(2);
}

/* The next order line comes in; what makes no sense by then is refused. */
static void
arrive(struct shop *shop, const struct wares *wares, uint64_t random)
{
	static const enum action actions[] = { ACTION_CHANGE, ACTION_CHANGE,
		ACTION_CHANGE, ACTION_REPLACE, ACTION_RERATE, ACTION_RETERM,
		ACTION_CANCEL, ACTION_SUSPEND, ACTION_RESUME, ACTION_RESUME,
		ACTION_RENEW, ACTION_VOID, ACTION_ADD, ACTION_ADD };
	bool first = shop->order_count == 0;
	struct order *order = shop_order(
	    shop, first ? ACTION_ADD : actions[random % 14], "2026-01-01");
	struct error error;

	random /= 14;
	order->start.days += (int)(random % (first ? 60 : 420));
	random /= 420;
	order->quantity = decimal_from_integer(0);
	order->plan = NULL;
	if (first) {
		order->plan = &wares->plans[random % WARES_PLANS];
		order->quantified = true;
		order->quantity = decimal_from_integer(1);
		return;
	}
	complete(shop, order, wares, random);
	if (subscription_accepts(shop->orders, shop->order_count - 1, order,
		&shop->arena, &error) != STATUS_OK)
		shop->order_count--;
}

/* The orders of a life that may have gone wrong. */
static void
say_orders(const struct shop *shop)
{
	char day[DATE_TEXT_MAX];

	for (size_t i = 0; i < shop->order_count; i++) {
		const struct order *order = &shop->orders[i];

		fprintf(stderr,
		    "%s %s %s plan %s x%d price %s charge %s %s%s\n", order->id,
		    date_format(order->start, day), action_name(order->action),
		    order->plan == NULL ? "-" : order->plan->id,
		    order->quantified ? (int)order->quantity.coefficient : -1,
		    order->price, order->charge, order->voids,
		    order->discount == NULL ? "" : order->discount->id);
	}
}

static void
run(struct shop *shop, struct date as_of)
{
	struct proposed_list lines;

	shop->until = as_of;
	lines = shop_run(shop, as_of);
	for (size_t i = 0; i < lines.count; i++) {
		const struct line *line = &lines.items[i].line;

		ck_assert_msg(
		    line->corrects[0] == '\0' || line->amount.minor != 0,
		    "a correction of nothing: %s",
		    shop_tell_lines(shop, lines));
	}
	shop_post(shop, lines);
	lines = shop_run(shop, as_of);
	if (lines.count > 0)
		say_orders(shop);
	ck_assert_msg(lines.count == 0, "proposed again: %s",
	    shop_tell_lines(shop, lines));
}

/* Whether a plan was ever there twice, as its own add-on. */
static bool
is_double(struct shop *shop)
{
	struct subscription subscription;

	shop_subscription(shop, &subscription);
	for (size_t i = 0; i < subscription.term_count; i++) {
		const struct term *a = &subscription.terms[i];

		for (size_t k = i + 1; k < subscription.term_count; k++) {
			const struct term *b = &subscription.terms[k];

			if (a->plan == b->plan && a->from.days < b->to.days &&
			    b->from.days < a->to.days)
				return true;
		}
	}
	return false;
}

static bool
are_apart(const struct line *a, const struct line *b)
{
	return a->corrects[0] != '\0' || b->corrects[0] != '\0' ||
	       a->period_end.days <= b->period_start.days ||
	       b->period_end.days <= a->period_start.days;
}

/* Lines of one key that correct nothing share no day. */
static void
check_tiles(const struct shop *shop)
{
	for (size_t i = 0; i < shop->posted_count; i++) {
		const struct line *a = &shop->posted[i].line;

		for (size_t k = i + 1;
		     k < shop->posted_count && a->kind == LINE_RECURRING; k++) {
			const struct line *b = &shop->posted[k].line;

			if (line_key_compare(a, b) != 0)
				break;
			ck_assert_msg(are_apart(a, b), "%s and %s of %s",
			    shop->posted[i].reference,
			    shop->posted[k].reference, a->charge);
		}
	}
}

static int64_t
net_of(const struct shop *shop, const struct line *key)
{
	int64_t net = 0;

	for (size_t i = 0; i < shop->posted_count; i++) {
		if (line_key_compare(&shop->posted[i].line, key) == 0)
			net += shop->posted[i].line.amount.minor;
	}
	return net;
}

/* Every key of ${shop} has the same net in ${other}. */
static void
check_nets(const struct shop *shop, const struct shop *other)
{
	for (size_t i = 0; i < shop->posted_count; i++) {
		const struct line *line = &shop->posted[i].line;
		char start[DATE_TEXT_MAX];

		if (net_of(shop, line) == net_of(other, line))
			continue;
		say_orders(shop);
		ck_abort_msg("%s %s %s of %s: %lld here, %lld there",
		    line_kind_name(line->kind), line->charge, line->instance,
		    date_format(line->cycle_start, start),
		    (long long)net_of(shop, line),
		    (long long)net_of(other, line));
	}
}

/* A life from its first order to its last run. */
static void
play(uint64_t *state)
{
	const uint64_t random[WARES_PLANS] = { shop_random(state),
		shop_random(state), shop_random(state) };
	struct date last = shop_day("2027-09-01");
	struct wares wares[2] = { 0 };
	struct shop shop, other;
	int count = 1 + shop_below(state, 12);

	wares_furnish(&shop, &wares[0], random);
	wares_furnish(&other, &wares[1], random);
	while (count-- > 0) {
		uint64_t order = shop_random(state);

		arrive(&shop, &wares[0], order);
		arrive(&other, &wares[1], order);
		if (shop_below(state, 2) == 0)
			run(&shop, date_add_days(shop_day("2025-12-20"),
				       shop_below(state, 480)));
	}
	run(&shop, last);
	run(&other, last);
	if (getenv("FORTUNE") != NULL)
		say_orders(&shop);
	if (!is_double(&shop)) {
		check_tiles(&shop);
		check_tiles(&other);
	}
	check_nets(&shop, &other);
	check_nets(&other, &shop);
	ck_assert_int_eq(shop_net(&shop, ""), shop_net(&other, ""));
	shop_close(&shop);
	shop_close(&other);
}

void
fortune_check(uint64_t seed, int rounds)
{
	uint64_t state = seed;

	while (rounds-- > 0) {
		mark_point();
		play(&state);
	}
}

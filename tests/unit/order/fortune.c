/*
 * Two shops sell the same; one is run in between, with whatever has come in,
 * the other only in the end.
 */
#include "fortune.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "order/discount.h"
#include "rule/life.h"
#include "tests/unit/rule/shop.h"

#define PLANS 3
#define CHARGES 5
#define DISCOUNTS 4
#define COMPONENTS 2

/* What both shops sell: plans in the order of their ids. */
struct wares {
	struct product products[COMPONENTS];
	struct component components[COMPONENTS];
	struct charge charges[PLANS][CHARGES];
	struct plan plans[PLANS];
	struct discount discounts[DISCOUNTS];
};

static const struct {
	enum proration proration;
	enum charge_when when;
	enum anchor anchor;
	struct cycle every;
} kinds[] = {
	{ PRORATION_DAY, WHEN_ADVANCE, ANCHOR_ACCOUNT, { 1, CYCLE_MONTH } },
	{ PRORATION_DAY, WHEN_ARREARS, ANCHOR_START, { 1, CYCLE_MONTH } },
	{ PRORATION_MONTH30, WHEN_ADVANCE, ANCHOR_START, { 3, CYCLE_MONTH } },
	{ PRORATION_DAY, WHEN_ADVANCE, ANCHOR_START, { 1, CYCLE_YEAR } },
	{ PRORATION_DAY, WHEN_ARREARS, ANCHOR_START, { 2, CYCLE_WEEK } },
	{ PRORATION_NONE, WHEN_ADVANCE, ANCHOR_ACCOUNT, { 1, CYCLE_MONTH } },
	{ PRORATION_NONE, WHEN_ARREARS, ANCHOR_START, { 45, CYCLE_DAY } },
};

#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

static const char *const prices[] = { "49.99", "1200.00", "0.03", "0.00",
	"79.99", "10.005" };

static void
make_life(struct shop *shop, struct plan *plan, uint64_t random)
{
	static const char *const terminations[][2] = { { "", "" },
		{ "remaining", "" }, { "percent", "50" }, { "fixed", "99.5" },
		{ "declining", "240" }, { "notice", "2" } };
	static const char *const renewals[] = { "auto", "evergreen", "none" };
	const char **texts =
	    arena_array(&shop->arena, LIFE_KEY_COUNT, sizeof(*texts));
	enum life_key key;
	struct error error;

	ck_assert_ptr_nonnull(texts);
	for (size_t i = 0; i < LIFE_KEY_COUNT; i++)
		texts[i] = "";
	if (random % 2 == 0) {
		texts[LIFE_TERM_MONTHS] = random % 4 == 0 ? "6" : "12";
		texts[LIFE_RENEW] = renewals[random % 3];
		texts[LIFE_UPLIFT] = random % 3 == 0 ? "2.5" : "";
		texts[LIFE_TERMINATION] = terminations[random / 16 % 6][0];
		texts[LIFE_TERMINATION_VALUE] =
		    terminations[random / 16 % 6][1];
		texts[LIFE_MINIMUM_VALUE] = random / 256 % 2 ? "900" : "";
	}
	if (random / 512 % 4 == 0)
		texts[LIFE_TRIAL] = "14 days";
	if (random / 2048 % 4 == 0)
		texts[LIFE_SUSPENSION] = "charged";
	if (life_parse(texts, &plan->life, &key, &error) != STATUS_OK)
		ck_abort_msg("%s: %s", life_keys[key], error.text);
	plan->life.texts = texts;
}

static void
make_plan(struct wares *wares, struct shop *shop, size_t index, uint64_t random)
{
	static const char *const ids[] = { "extra", "fine", "grand" };
	static const char *const names[] = { "a", "b", "in", "out", "visit" };
	struct charge *charges = wares->charges[index];

	for (size_t i = 0; i < CHARGES; i++) {
		size_t kind = (size_t)(random >> (8 * i)) % KIND_COUNT;

		charges[i] = shop->charges[0];
		charges[i].id = names[i];
		charges[i].price =
		    shop_decimal(prices[(random >> (7 * i + 5)) % 6]);
		charges[i].proration = kinds[kind].proration;
		charges[i].when = kinds[kind].when;
		charges[i].anchor = kinds[kind].anchor;
		charges[i].every = kinds[kind].every;
	}
	if (random >> 60 & 1) {
		charges[1].components = wares->components;
		charges[1].component_count = COMPONENTS;
	}
	for (size_t i = 2; i < CHARGES; i++) {
		charges[i].kind = CHARGE_ONE_TIME;
		charges[i].when = WHEN_ADVANCE;
		charges[i].on = (enum charge_on)(i - 2);
	}
	wares->plans[index] = shop->plan;
	wares->plans[index].id = ids[index];
	wares->plans[index].charges = charges;
	wares->plans[index].charge_count = CHARGES;
	make_life(shop, &wares->plans[index], random >> 20);
}

static void
make_discounts(struct wares *wares)
{
	static const char *const texts[DISCOUNTS][DISCOUNT_KEY_COUNT] = {
		{ "tenth", "", "", "10", "", "", "", "", "", "", "", "3", "",
		    "", "", "", "", "" },
		{ "half", "", "", "50", "", "", "", "", "", "a", "", "",
		    "2026-11-20", "", "", "", "", "" },
		{ "five", "", "", "", "5.00", "USD", "", "", "", "", "", "", "",
		    "", "", "", "", "" },
		{ "all", "", "", "100", "", "", "", "", "", "", "one_time", "",
		    "", "", "", "", "", "" },
	};

	for (size_t i = 0; i < DISCOUNTS; i++) {
		enum discount_key key;
		struct error error;

		if (discount_parse(texts[i], &wares->discounts[i], &key,
			&error) != STATUS_OK)
			ck_abort_msg("%s: %s", discount_keys[key], error.text);
	}
}

static void
furnish(struct shop *shop, struct wares *wares, const uint64_t *random)
{
	shop_open(shop);
	shop->rounding = random[0] % 2 ? ROUNDING_HALF_UP : ROUNDING_HALF_EVEN;
	shop->bill_days[0].day = 1 + (int)(random[0] / 2 % 31);
	shop_charge(shop, "a", "1.00");
	for (size_t i = 0; i < COMPONENTS; i++) {
		wares->products[i] = *shop->plan.product;
		wares->products[i].id = i == 0 ? "phone" : "tv";
		wares->components[i].product = &wares->products[i];
		wares->components[i].price =
		    shop_decimal(i == 0 ? "20.00" : "7.5");
	}
	for (size_t i = 0; i < PLANS; i++)
		make_plan(wares, shop, i, random[i]);
	make_discounts(wares);
	shop->catalog.plans = wares->plans;
	shop->catalog.plan_count = PLANS;
	shop->catalog.discounts = wares->discounts;
	shop->catalog.discount_count = DISCOUNTS;
}

/* What a line says besides its action, as the dice fall. */
static void
fill(struct order *order, const struct wares *wares, uint64_t random)
{
	static const char *const given[] = { "31.00", "0.5", "0" };

	if (random % 3 == 0)
		order->plan = &wares->plans[random / 3 % PLANS];
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
		order->discount = &wares->discounts[random / 32768 % DISCOUNTS];
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
		order->plan = &wares->plans[random % PLANS];
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
		order->plan = &wares->plans[random % PLANS];
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
	const uint64_t random[PLANS] = { shop_random(state), shop_random(state),
		shop_random(state) };
	struct date last = shop_day("2027-09-01");
	struct wares wares[2] = { 0 };
	struct shop shop, other;
	int count = 1 + shop_below(state, 12);

	furnish(&shop, &wares[0], random);
	furnish(&other, &wares[1], random);
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

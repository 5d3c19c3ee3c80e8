/*
 * Every proration, cycle and kind of contract is on sale somewhere.
 */
#include "wares.h"

#include <check.h>

#include "rule/life.h"

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

	for (size_t i = 0; i < WARES_CHARGES; i++) {
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
		charges[1].component_count = WARES_COMPONENTS;
	}
	for (size_t i = 2; i < WARES_CHARGES; i++) {
		charges[i].kind = CHARGE_ONE_TIME;
		charges[i].when = WHEN_ADVANCE;
		charges[i].on = (enum charge_on)(i - 2);
	}
	wares->plans[index] = shop->plan;
	wares->plans[index].id = ids[index];
	wares->plans[index].charges = charges;
	wares->plans[index].charge_count = WARES_CHARGES;
	make_life(shop, &wares->plans[index], random >> 20);
}

static void
make_discounts(struct wares *wares)
{
	static const char *const texts[WARES_DISCOUNTS][DISCOUNT_KEY_COUNT] = {
		{ "tenth", "", "", "10", "", "", "", "", "", "", "", "3", "",
		    "", "", "", "", "" },
		{ "half", "", "", "50", "", "", "", "", "", "a", "", "",
		    "2026-11-20", "", "", "", "", "" },
		{ "five", "", "", "", "5.00", "USD", "", "", "", "", "", "", "",
		    "", "", "", "", "" },
		{ "all", "", "", "100", "", "", "", "", "", "", "one_time", "",
		    "", "", "", "", "", "" },
	};

	for (size_t i = 0; i < WARES_DISCOUNTS; i++) {
		enum discount_key key;
		struct error error;

		if (discount_parse(texts[i], &wares->discounts[i], &key,
			&error) != STATUS_OK)
			ck_abort_msg("%s: %s", discount_keys[key], error.text);
	}
}

void
wares_furnish(struct shop *shop, struct wares *wares, const uint64_t *random)
{
	shop_open(shop);
	shop->rounding = random[0] % 2 ? ROUNDING_HALF_UP : ROUNDING_HALF_EVEN;
	shop->bill_days[0].day = 1 + (int)(random[0] / 2 % 31);
	shop_charge(shop, "a", "1.00");
	for (size_t i = 0; i < WARES_COMPONENTS; i++) {
		wares->products[i] = *shop->plan.product;
		wares->products[i].id = i == 0 ? "phone" : "tv";
		wares->components[i].product = &wares->products[i];
		wares->components[i].price =
		    shop_decimal(i == 0 ? "20.00" : "7.5");
	}
	for (size_t i = 0; i < WARES_PLANS; i++)
		make_plan(wares, shop, i, random[i]);
	make_discounts(wares);
	shop->catalog.plans = wares->plans;
	shop->catalog.plan_count = WARES_PLANS;
	shop->catalog.discounts = wares->discounts;
	shop->catalog.discount_count = WARES_DISCOUNTS;
}

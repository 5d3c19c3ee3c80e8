/*
 * Orders are read from text, and what they make is told as text.
 */
#include "tales.h"

#include <check.h>
#include <string.h>

struct shop tales_shop;
static struct charge charges[4][4];
struct plan tales_plans[4];
static struct ramp_step steps[2];
static struct metric gb = { .id = "gb", .field = "" };
static struct discount summer = { .id = "summer" };
static struct catalog newer;
static struct plan newer_plans[1];
static const char *lives[TALES_ORDERS_MAX][LIFE_KEY_COUNT];
static struct fulfilment fulfilments[TALES_ORDERS_MAX][4];

const char *
tales_day(struct date date)
{
	char text[DATE_TEXT_MAX];
	const char *told = date_format(date, text);

	if (strncmp(told, "2026-", 5) == 0)
		told += 5;
	told = arena_text(&tales_shop.arena, told);
	ck_assert_ptr_nonnull(told);
	return told;
}

static void
plan_is(struct plan *plan, const char *id, struct charge *of, const char *life)
{
	static const char *texts[8][LIFE_KEY_COUNT];
	static size_t used;
	const char **given = texts[used++ % 8];
	enum life_key key;
	struct error error;
	const char *rest = life;

	for (size_t i = 0; i < LIFE_KEY_COUNT; i++) {
		const char *found = strstr(rest, life_keys[i]);
		size_t length = strlen(life_keys[i]);

		/* "trial" is also the beginning of "trial_end". */
		while (found != NULL && found[length] != '=')
			found = strstr(found + 1, life_keys[i]);
		given[i] = "";
		if (found != NULL)
			given[i] =
			    arena_copy(&tales_shop.arena, found + length + 1,
				strcspn(found + length + 1, ";"));
	}
	*plan = (struct plan){ .id = id,
		.name = id,
		.product = tales_shop.plan.product,
		.currency = shop_dollars(),
		.charges = of };
	if (life_parse(given, &plan->life, &key, &error) != STATUS_OK)
		ck_abort_msg("%s: %s", life_keys[key], error.text);
	plan->life.texts = given;
}

void
tales_open(const char *life)
{
	static const char *const ids[] = { "basic", "pro", "tv", "two" };
	static const char *const prices[] = { "30.00", "50.00", "10.00",
		"5.00" };

	shop_open(&tales_shop);
	shop_charge(&tales_shop, "access", "30.00");
	for (size_t i = 0; i < 4; i++) {
		struct charge *of = charges[i];

		of[0] = tales_shop.charges[0];
		of[0].price = shop_decimal(prices[i]);
		of[1] = of[0];
		of[1].id = "setup";
		of[1].kind = CHARGE_ONE_TIME;
		of[1].on = ON_ORDER;
		of[2] = of[0];
		of[2].id = "support";
		if (i != 3) {
			of[2].kind = CHARGE_USAGE;
			of[2].usage.metric = &gb;
		}
		plan_is(&tales_plans[i], ids[i], of, i == 0 ? life : "");
		tales_plans[i].charge_count = i == 3 ? 3 : 2;
	}
	steps[0].texts[RAMP_PRICE] = "12.00";
	steps[0].after = (struct cycle){ 3, CYCLE_MONTH };
	steps[1].texts[RAMP_PRICE] = "15.00";
	steps[1].after = (struct cycle){ 6, CYCLE_MONTH };
	charges[2][0].ramp = steps;
	charges[2][0].ramp_count = 2;
	tales_shop.catalog.plans = tales_plans;
	tales_shop.catalog.plan_count = 4;
	newer = tales_shop.catalog;
	newer.version = "2027";
	newer_plans[0] = tales_plans[0];
	newer.plans = newer_plans;
	newer.plan_count = 1;
}

static void
deliver(struct order *order, size_t n, const char *text)
{
	order->partial = true;
	order->fulfilments = fulfilments[n];
	while (*text != '\0') {
		struct fulfilment *one =
		    &fulfilments[n][order->fulfilment_count++];
		char date[11] = "";

		memcpy(date, text, 10);
		one->from = shop_day(date);
		one->quantity = decimal_from_integer(text[11] - '0');
		text += 12 + (text[12] == ',');
	}
}

void
tales_say(struct order *order, size_t n, const char *key, const char *value)
{
	if (strcmp(key, "plan") == 0) {
		order->catalog = &tales_shop.catalog;
		order->plan = NULL;
		for (size_t i = 0; i < 4; i++) {
			if (strcmp(tales_plans[i].id, value) == 0)
				order->plan = &tales_plans[i];
		}
		ck_assert_ptr_nonnull(order->plan);
	} else if (strcmp(key, "version") == 0)
		order->catalog = &newer;
	else if (strcmp(key, "quantity") == 0) {
		order->quantified = true;
		order->quantity = shop_decimal(value);
	} else if (strcmp(key, "price") == 0)
		order->price = value;
	else if (strcmp(key, "charge") == 0)
		order->charge = value;
	else if (strcmp(key, "service") == 0)
		order->service = value;
	else if (strcmp(key, "voids") == 0)
		order->voids = value;
	else if (strcmp(key, "end") == 0)
		order->end = shop_day(value);
	else if (strcmp(key, "until") == 0)
		order->term_end = shop_day(value);
	else if (strcmp(key, "anchor") == 0)
		order->anchor_on = shop_day(value);
	else if (strcmp(key, "parts") == 0)
		deliver(order, n, value);
	else if (strcmp(key, "discount") == 0) {
		order->undiscounted = strcmp(value, "none") == 0;
		order->discount = order->undiscounted ? NULL : &summer;
	} else {
		bool found = false;

		for (size_t i = 0; i < LIFE_KEY_COUNT; i++) {
			if (order->life == NULL)
				lives[n][i] = "";
			if (strcmp(life_keys[i], key) == 0) {
				lives[n][i] = value;
				found = true;
			}
		}
		order->life = lives[n];
		ck_assert_msg(found, "what is %s?", key);
	}
}

/* "2026-01-15 add plan=basic quantity=2"; "_" is a blank in a value. */
struct order *
tales_order(const char *text)
{
	char *rest = NULL, *told = arena_text(&tales_shop.arena, text), *word;
	size_t n = tales_shop.order_count;
	struct order *order;
	enum action action;
	struct error error;
	const char *date = strtok_r(told, " ", &rest);

	ck_assert_int_eq(
	    action_parse(strtok_r(NULL, " ", &rest), &action, &error),
	    STATUS_OK);
	order = shop_order(&tales_shop, action, date);
	order->plan = NULL;
	order->catalog = NULL;
	while ((word = strtok_r(NULL, " ", &rest)) != NULL) {
		char *value = strchr(word, '=');

		*value++ = '\0';
		for (char *at = value; *at != '\0'; at++) {
			if (*at == '_')
				*at = ' ';
		}
		tales_say(order, n, word, value);
	}
	return order;
}

const char *
tales_join(const char *told, const char *more)
{
	told = arena_format(&tales_shop.arena, "%s%s%s", told,
	    told[0] == '\0' || more[0] == '\0' ? "" : ", ", more);
	ck_assert_ptr_nonnull(told);
	return told;
}

/* What is told of a term: its plan, quantity, the price of its first charge. */
static const char *
tell_term(const struct term *term)
{
	char number[DECIMAL_TEXT_MAX];
	const struct charge *charge = &term->plan->charges[0];
	const char *price = subscription_price(term, charge);
	const char *told = arena_format(&tales_shop.arena, "%s%s %s%s%s %s..%s",
	    term->plan->id,
	    strcmp(term->catalog->version, "2026") == 0 ? "" : "'",
	    decimal_format(subscription_quantity(term, charge), number),
	    price[0] == '\0' ? "" : " at ", price, tales_day(term->from),
	    tales_day(term->to));

	ck_assert_ptr_nonnull(told);
	return told;
}

static const char *
tell_terms(const struct subscription *life)
{
	const char *told = "";

	for (size_t i = 0; i < life->term_count; i++)
		told = tales_join(told, tell_term(&life->terms[i]));
	return told;
}

static const char *
tell_contracts(const struct subscription *life)
{
	const char *told = "";

	for (size_t i = 0; i < life->contract_count; i++) {
		const struct contract *contract = &life->contracts[i];
		bool early = contract->ended.days != contract->to.days;

		told = tales_join(
		    told, arena_format(&tales_shop.arena, "%s..%s%s%s%s",
			      tales_day(contract->from),
			      tales_day(contract->to), early ? " left " : "",
			      early ? tales_day(contract->ended) : "",
			      contract->ended_by == NULL ? "" : " by order"));
	}
	return told;
}

void
tales_build(struct subscription *life, const char *const *orders)
{
	for (size_t i = 0; i < TALES_ORDERS_MAX && orders[i] != NULL; i++)
		tales_order(orders[i]);
	shop_subscription(&tales_shop, life);
}

void
tales_expect(const char *name, const char *expected, const char *told)
{
	ck_assert_msg(strcmp(expected, told) == 0, "%s: \"%s\"", name, told);
}

void
tales_check(const struct tales_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct subscription life;
		const char *terms;

		tales_open(rows[i].life);
		tales_build(&life, rows[i].orders);
		terms = tell_terms(&life);
		tales_expect(rows[i].name, rows[i].terms, terms);
		if (rows[i].contracts != NULL)
			tales_expect(rows[i].name, rows[i].contracts,
			    tell_contracts(&life));
		/* In whatever order the lines come. */
		for (size_t k = 0; k < tales_shop.order_count / 2; k++) {
			struct order order = tales_shop.orders[k];

			tales_shop.orders[k] =
			    tales_shop.orders[tales_shop.order_count - 1 - k];
			tales_shop.orders[tales_shop.order_count - 1 - k] =
			    order;
		}
		shop_subscription(&tales_shop, &life);
		tales_expect(rows[i].name, terms, tell_terms(&life));
		shop_close(&tales_shop);
	}
}

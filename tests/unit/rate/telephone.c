/*
 * What cannot be made here is a fault of the test: it aborts.
 */
#include "telephone.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/zone.h"
#include "tests/unit/rule/shop.h"

struct telephone telephone;

static struct date holidays[2];
static struct error error;

void
telephone_setup(void)
{
	memset(&telephone, 0, sizeof(telephone));
	telephone.metric.id = "calls";
	telephone.metric.unit = "second";
	telephone.charge.id = "voice";
	telephone.charge.kind = CHARGE_USAGE;
	telephone.charge.currency = shop_dollars();
	telephone.charge.usage.metric = &telephone.metric;
	telephone.charge.usage.model = MODEL_DECK;
	telephone.charge.usage.deck = "retail";
	telephone.charge.usage.number = "called";
	telephone_zone("UTC");
}

void
telephone_teardown(void)
{
	zone_close(telephone.zone);
	arena_close(&telephone.arena);
}

static const char *
or_else(const char *text, const char *otherwise)
{
	return text == NULL ? otherwise : text;
}

static struct decimal
decimal_or(const char *text, const char *otherwise)
{
	return shop_decimal(or_else(text, otherwise));
}

void
telephone_row(struct telephone_row row)
{
	struct deck_rate *rate;

	telephone.rates = arena_grow(&telephone.arena, telephone.rates,
	    telephone.rate_count, sizeof(*rate));
	ck_assert_ptr_nonnull(telephone.rates);
	rate = &telephone.rates[telephone.rate_count++];
	*rate = (struct deck_rate){
		.deck = "retail",
		.prefix = or_else(row.prefix, "49"),
		.time_class = or_else(row.class, ""),
		.from = shop_day(or_else(row.from, "2026-01-01")),
		.to = row.to == NULL ? DATE_MAX : shop_day(row.to),
		.price = decimal_or(row.price, "0.10"),
		.per = decimal_or(row.per, "60"),
		.currency = shop_dollars(),
		.increment_first = decimal_or(row.first, "1"),
		.increment_next = decimal_or(row.next, "1"),
		.connect_fee = decimal_or(row.fee, "0"),
		.minimum = decimal_or(row.minimum, "0"),
		.maximum = decimal_or(row.maximum, "0"),
		.bounded = row.maximum != NULL,
		.posting = row.posting,
	};
}

static int
rate_compare(const void *left, const void *right)
{
	const struct deck_rate *a = left;
	const struct deck_rate *b = right;
	int order = strcmp(a->prefix, b->prefix);

	if (order == 0)
		order = strcmp(a->time_class, b->time_class);
	return order != 0 ? order : a->from.days - b->from.days;
}

void
telephone_build(void)
{
	if (telephone.rate_count > 0)
		qsort(telephone.rates, telephone.rate_count,
		    sizeof(*telephone.rates), rate_compare);
	ck_assert_int_eq(decks_build(telephone.rates, telephone.rate_count,
			     &telephone.arena, &telephone.decks, &error),
	    STATUS_OK);
	telephone.deck = deck_find(telephone.decks, "retail");
	telephone.pricing.decks = telephone.decks;
}

void
telephone_classes(
    const char *const (*texts)[TIME_CLASS_KEY_COUNT], size_t count)
{
	enum time_class_key key;

	holidays[0] = shop_day("2026-12-25");
	holidays[1] = shop_day("2026-12-26");
	telephone.holidays = (struct holidays){ "holiday", holidays, 2 };
	telephone.classes = (struct time_classes){ "business",
		arena_array(
		    &telephone.arena, count, sizeof(*telephone.classes.items)),
		count };
	ck_assert_ptr_nonnull(telephone.classes.items);
	for (size_t i = 0; i < count; i++) {
		struct time_class *class = &telephone.classes.items[i];

		for (size_t k = 0; k < TIME_CLASS_KEY_COUNT; k++)
			class->texts[k] = or_else(texts[i][k], "");
		ck_assert_int_eq(
		    time_class_parse(class, &key, &error), STATUS_OK);
		if (class->texts[CLASS_HOLIDAYS][0] != '\0')
			class->holidays = &telephone.holidays;
	}
	telephone.charge.usage.classes = &telephone.classes;
}

void
telephone_business(void)
{
	static const char *const texts[][TIME_CLASS_KEY_COUNT] = {
		{ "holiday", "national", NULL, NULL, NULL },
		{ "peak", NULL, "mon-fri", "08:00", "18:00" },
		{ "off", NULL, NULL, NULL, NULL },
	};

	telephone_classes(texts, 3);
}

void
telephone_zone(const char *name)
{
	zone_close(telephone.zone);
	ck_assert_int_eq(zone_open(name, &telephone.zone, &error), STATUS_OK);
	telephone.pricing.zone = telephone.zone;
}

int64_t
telephone_instant(const char *text)
{
	int64_t instant;

	ck_assert_int_eq(instant_parse(text, &instant, &error), STATUS_OK);
	return instant;
}

struct deck_call
telephone_call(const char *number, const char *at, const char *quantity)
{
	return (struct deck_call){ telephone.deck, &telephone.charge,
		&telephone.pricing, number, telephone_instant(at),
		shop_decimal(quantity) };
}

/* The class at an instant in microseconds, by the clock on the wall. */
static const char *
wall_class(int64_t instant)
{
	int64_t second = instant / INSTANT_SECOND;
	int64_t local = second + zone_offset(telephone.zone, second);
	struct date date = zone_date(telephone.zone, second);
	int64_t hour = local % 86400 / 3600;
	struct date christmas = shop_day("2026-12-25");

	if (date.days == christmas.days || date.days == christmas.days + 1)
		return "holiday";
	return date_weekday(date) < 5 && hour >= 8 && hour < 18 ? "peak"
								: "off";
}

/* Increment after increment. */
struct ratio
telephone_amount(const struct deck_call *call, struct date date)
{
	const struct deck_rate *start = deck_rate(
	    telephone.deck, call->number, date, wall_class(call->occurred_at));
	struct ratio length = ratio_from_decimal(call->quantity), amount, at;
	int order;

	at = ratio_of(0, 1);
	amount = ratio_from_decimal(start->connect_fee);
	ck_assert(ratio_compare(length, ratio_from_decimal(start->minimum),
		      &order, &error) == STATUS_OK);
	if (order < 0)
		length = ratio_from_decimal(start->minimum);
	do {
		__int128 micro = at.numerator * 1000000 / at.denominator;
		const struct deck_rate *rate =
		    deck_rate(telephone.deck, call->number, date,
			wall_class(call->occurred_at + (int64_t)micro));
		bool first = at.numerator == 0;
		struct ratio step = ratio_from_decimal(
		    first ? rate->increment_first : rate->increment_next);
		struct ratio per = ratio_from_decimal(rate->per), cost;

		ck_assert(ratio_multiply(step, ratio_from_decimal(rate->price),
			      &cost, &error) == STATUS_OK);
		ck_assert(ratio_multiply(cost,
			      ratio_of(per.denominator, per.numerator), &cost,
			      &error) == STATUS_OK);
		ck_assert(
		    ratio_add(amount, cost, &amount, &error) == STATUS_OK);
		ck_assert(ratio_add(at, step, &at, &error) == STATUS_OK);
		ck_assert(
		    ratio_compare(at, length, &order, &error) == STATUS_OK);
	} while (order < 0);
	if (start->bounded) {
		ck_assert(
		    ratio_compare(amount, ratio_from_decimal(start->maximum),
			&order, &error) == STATUS_OK);
		if (order > 0)
			amount = ratio_from_decimal(start->maximum);
	}
	return amount;
}

static const char *
some_of(uint64_t *state, const char *const texts[4])
{
	return texts[shop_below(state, 4)];
}

void
telephone_some(uint64_t *state)
{
	static const char *const classes[] = { "peak", "off", "holiday", "" };
	static const char *const increments[] = { "1", "6", "60", "7.5" };
	static const char *const prices[] = { "0.1", "0", "0.035", "1" };
	static const char *const pers[] = { "60", "1", "3600", "7" };
	static const char *const fees[] = { "0", "0", "0.05", "0.15" };
	static const char *const minimums[] = { "0", "0", "30", "90" };
	static const char *const maximums[] = { NULL, NULL, "5", "1" };

	for (size_t i = 0; i < 4; i++)
		telephone_row((struct telephone_row){ .class = classes[i],
		    .price = some_of(state, prices),
		    .per = some_of(state, pers),
		    .first = some_of(state, increments),
		    .next = some_of(state, increments),
		    .fee = some_of(state, fees),
		    .minimum = some_of(state, minimums),
		    .maximum = some_of(state, maximums) });
	telephone_build();
}

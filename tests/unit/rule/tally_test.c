/*
 * What many events cost under models that price each of them, and under those
 * that price levels.
 */
#include "rule/tally.h"

#include <check.h>
#include <string.h>

#include "rule/deck.h"
#include "rule/standing.h"
#include "shop.h"
#include "tariff.h"

#define EVENTS_MAX 5
#define HOUR INT64_C(3600000000)
#define SEED UINT64_C(0x2545F4914F6CDD1D)

static const struct metric gb = { .id = "gb", .field = "", .unit = "GB" };
static const struct metric counted = {
	.id = "gb",
	.field = "",
	.unit = "call",
	.aggregation = AGGREGATION_COUNT,
};
static const struct metric seats = {
	.id = "gb",
	.field = "",
	.unit = "seat",
	.aggregation = AGGREGATION_WEIGHTED,
	.per = PER_PERIOD,
};

static struct matrix_price prices[] = {
	{ .text = "0.10",
	    .dimensions = "{\"class\":\"*\",\"zone\":\"eu-*\"}",
	    .filters =
		(struct filter[]){ { "class", "*" }, { "zone", "eu-*" } },
	    .filter_count = 2 },
	{ .text = "0.25",
	    .dimensions = "{\"zone\":\"us\"}",
	    .filters = (struct filter[]){ { "zone", "us" } },
	    .filter_count = 1 },
	{ .text = "0.50", .dimensions = "" },
};

struct happening {
	const char *quantity;
	const char *amount;
	const char *zone;
	const char *class;
};

struct tally_row {
	const char *name;
	struct tariff tariff;
	struct happening events[EVENTS_MAX];
	int part[2]; /* 0, 0 is a full period */
	const char *quantity;
	const char *amount;
};

#define CARDS \
	{ \
		"percentage", .more = { \
			{ KEY_RATE, "2.9" }, \
			{ KEY_FIXED, "0.30" } \
		} \
	}
#define FREE \
	{ \
		"percentage", .more = { \
			{ KEY_RATE, "10" }, \
			{ KEY_FIXED, "1" }, \
			{ KEY_FREE_EVENTS, "1" }, \
			{ KEY_FREE_AMOUNT, "50" } \
		} \
	}
#define BOUNDED \
	{ \
		"percentage", .more = { \
			{ KEY_RATE, "10" }, \
			{ KEY_MIN, "1" }, \
			{ KEY_MAX, "5" } \
		} \
	}
#define MARKED \
	{ \
		"dynamic", .more = { { KEY_MARKUP, "20" } } \
	}
#define MATRIX \
	{ \
		"matrix", .prices = prices, .price_count = 3 \
	}

#define USED(quantity) \
	{ \
		quantity, NULL, NULL, NULL \
	}
#define PAID(quantity, amount) \
	{ \
		quantity, amount, NULL, NULL \
	}
#define IN(quantity, zone) \
	{ \
		quantity, NULL, zone, NULL \
	}

static const struct tally_row rows[] = {
	{ "percentage, nothing", CARDS, { { 0 } }, { 0 }, "0", "0" },
	{ "percentage and a fee each", CARDS, { USED("100"), USED("20.50") }, { 0 },
	    "120.5", "4.0945" },
	{ "a refund gives its percentage back", CARDS,
	    { USED("100"), USED("-100") }, { 0 }, "0", "0.3" },
	{ "an event of nothing has its fee", CARDS, { USED("0") }, { 0 }, "0",
	    "0.3" },
	{ "the first event is free", FREE, { USED("100") }, { 0 }, "100", "0" },
	{ "free amount covers the second", FREE, { USED("9"), USED("50") }, { 0 },
	    "59", "0" },
	{ "and a part of the third", FREE, { USED("9"), USED("30"), USED("30") },
	    { 0 }, "69", "2" },
	{ "and no more", FREE, { USED("9"), USED("50"), USED("10") }, { 0 }, "69",
	    "2" },
	{ "half a period, half is free", FREE, { USED("9"), USED("30") }, { 1, 2 },
	    "39", "2.4" },
	{ "at least", BOUNDED, { USED("5") }, { 0 }, "5", "1" },
	{ "at most", BOUNDED, { USED("500") }, { 0 }, "500", "5" },
	{ "each event is bounded", BOUNDED, { USED("5"), USED("20"), USED("500") },
	    { 0 }, "525", "8" },
	{ "a refund has no bounds", BOUNDED, { USED("-500") }, { 0 }, "-500",
	    "-50" },
	{ "included covers the first, and half of the second",
	    { "percentage", .included = "15",
		.more = { { KEY_RATE, "10" }, { KEY_FIXED, "1" } } },
	    { USED("10"), USED("10"), USED("10") }, { 0 }, "30", "3" },

	{ "amounts of events", { .model = "dynamic" }, { PAID("3", "1.25"), PAID("1", "2") },
	    { 0 }, "4", "3.25" },
	{ "no amounts", { .model = "dynamic" }, { { 0 } }, { 0 }, "0", "0" },
	{ "markup", MARKED, { PAID("1", "1.25"), PAID("1", "2") }, { 0 }, "2",
	    "3.9" },
	{ "a credit counts", MARKED, { PAID("1", "1"), PAID("1", "-2") }, { 0 },
	    "2", "-1.2" },
	{ "included covers by quantity",
	    { "dynamic", .included = "3" }, { PAID("2", "10"), PAID("4", "10") },
	    { 0 }, "6", "7.5" },
	{ "a maximum", { "dynamic", .maximum = "3" }, { PAID("1", "10") }, { 0 },
	    "1", "3" },
	{ "a discount", { "dynamic", .discount = "10" }, { PAID("1", "10") },
	    { 0 }, "1", "9" },

	{ "the first row that fits", MATRIX,
	    { { "10", NULL, "eu-west", "a" }, IN("10", "us") }, { 0 },
	    "20", "3.5" },
	{ "any value must be there", MATRIX, { IN("10", "eu-west") },
	    { 0 }, "10", "5" },
	{ "the default", MATRIX, { IN("10", "asia"), USED("2") }, { 0 },
	    "12", "6" },
	{ "included covers the first row",
	    { "matrix", .prices = prices, .price_count = 3, .included = "10" },
	    { IN("8", "us"), IN("4", "us"), USED("1") }, { 0 }, "13",
	    "1" },
	{ "prices in tokens",
	    { "matrix", .prices = prices, .price_count = 3,
		.more = { { KEY_PRICING_UNIT, "token" },
		    { KEY_CONVERSION, "0.5" } } },
	    { IN("10", "us") }, { 0 }, "10", "1.25" },
};

static struct tally_terms terms = { .end = 31 * 24 * HOUR };

/* The event that a row says, as one of its place. */
static struct usage_event
event_of(const struct happening *happening, int place, struct dimension *items)
{
	struct usage_event event = {
		.event = "e",
		.occurred_at = place * HOUR,
		.metric = "gb",
		.currency = "",
		.quantity = shop_decimal(happening->quantity),
		.dimensions = { items, 0 },
	};

	if (happening->amount != NULL) {
		event.amount = shop_decimal(happening->amount);
		event.currency = "USD";
	}
	if (happening->zone != NULL)
		items[event.dimensions.count++] =
		    (struct dimension){ "zone", happening->zone };
	if (happening->class != NULL)
		items[event.dimensions.count++] =
		    (struct dimension){ "class", happening->class };
	return event;
}

static void
add(struct tally *tally, const struct happening *happening, int place)
{
	struct dimension items[2];
	struct usage_event event = event_of(happening, place, items);
	struct error error = { 0 };

	ck_assert(rate_takes(tally->charge, &event, NULL));
	if (tally_add(tally, &event, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
}

static void
begin(struct tally *tally, const struct tariff *tariff,
    const struct metric *metric, struct tariff_charge *made)
{
	struct error error;

	tariff_make(tariff, made);
	made->charge.usage.metric = metric;
	terms.arena = &tariff_arena;
	ck_assert_int_eq(
	    tally_begin(tally, &made->charge, &terms, &error), STATUS_OK);
}

/* The amount, which is the same whether steps are asked for or not. */
static struct decimal
amount_of(const struct tally *tally, const char *name)
{
	struct rate_result result, bare;
	struct error error = { 0 };

	if (tally_price(tally, ratio_of(0, 1), &result, &tariff_arena,
		&error) != STATUS_OK)
		ck_abort_msg("%s: %s", name, error.text);
	ck_assert_int_eq(
	    tally_price(tally, ratio_of(0, 1), &bare, NULL, &error), STATUS_OK);
	ck_assert_msg(
	    decimal_compare(result.amount, bare.amount) == 0, "%s", name);
	if (result.step_count > 0)
		tariff_check_steps(name, &result);
	return result.amount;
}

START_TEST(events_cost)
{
	const struct tally_row *row = &rows[_i];
	char text[DECIMAL_TEXT_MAX];
	struct tariff_charge made;
	struct decimal quantity;
	struct tally tally;
	struct error error;

	terms.part = tariff_part(row->part);
	begin(&tally, &row->tariff, &gb, &made);
	for (int i = 0; i < EVENTS_MAX && row->events[i].quantity != NULL; i++)
		add(&tally, &row->events[i], i);
	ck_assert_int_eq(
	    tally_quantity(&tally, &quantity, &error), STATUS_OK);
	ck_assert_msg(strcmp(decimal_format(quantity, text), row->quantity) ==
			  0,
	    "%s: quantity %s", row->name, text);
	ck_assert_msg(strcmp(decimal_format(amount_of(&tally, row->name), text),
			  row->amount) == 0,
	    "%s: %s", row->name, text);
}
END_TEST

START_TEST(counted_events_are_of_one)
{
	static const struct tariff tariff = MATRIX;
	static const struct happening happening = { "17", NULL, "us", NULL };
	struct tariff_charge made;
	struct tally tally;

	terms.part = ratio_of(1, 1);
	begin(&tally, &tariff, &counted, &made);
	add(&tally, &happening, 0);
	add(&tally, &happening, 1);
	ck_assert_int_eq(decimal_compare(amount_of(&tally, "count"),
			     shop_decimal("0.5")),
	    0);
	ck_assert_int_eq(tally.meter.events, 2);
}
END_TEST

/* Whatever has no units for nothing is the same in any order, and what two
 * halves cost is what the whole does. */
START_TEST(order_and_cut_do_not_matter)
{
	static const struct tariff tariffs[] = { CARDS, BOUNDED, MARKED,
		MATRIX };
	static const char *const zones[] = { "eu-west", "us", NULL };
	uint64_t state = SEED;

	terms.part = ratio_of(1, 1);
	for (int round = 0; round < 200; round++) {
		const struct tariff *tariff = &tariffs[round % 4];
		struct happening events[12];
		struct tally tallies[4];
		struct tariff_charge made[4];
		struct decimal first, sum;
		struct error error;

		for (int i = 0; i < 4; i++)
			begin(&tallies[i], tariff, &gb, &made[i]);
		for (int i = 0; i < 12; i++) {
			events[i] = (struct happening){
				tariff_some(&state, 90),
				tariff_some(&state, 9),
				zones[shop_below(&state, 3)], "a"
			};
			add(&tallies[0], &events[i], i);
			add(&tallies[2 + i % 2], &events[i], i);
		}
		for (int i = 12; i-- > 0;)
			add(&tallies[1], &events[i], 12 - i);
		first = amount_of(&tallies[0], "forward");
		ck_assert_int_eq(decimal_compare(first,
				     amount_of(&tallies[1], "backward")),
		    0);
		ck_assert_int_eq(
		    decimal_add(amount_of(&tallies[2], "even"),
			amount_of(&tallies[3], "odd"), &sum, &error),
		    STATUS_OK);
		ck_assert_int_eq(decimal_compare(first, sum), 0);
		arena_reset(&tariff_arena);
	}
}
END_TEST

/* With free events and amounts, more usage never costs less. */
START_TEST(free_events_are_monotone)
{
	static const struct tariff tariff = FREE;
	uint64_t state = SEED;

	terms.part = ratio_of(1, 1);
	for (int round = 0; round < 100; round++) {
		struct decimal before = shop_decimal("0"), now;
		struct tariff_charge made;
		struct tally tally;

		begin(&tally, &tariff, &gb, &made);
		for (int i = 0; i < 10; i++) {
			const struct happening happening = {
				tariff_some(&state, 30), NULL, NULL, NULL
			};

			add(&tally, &happening, i);
			now = amount_of(&tally, "more");
			ck_assert_int_ge(decimal_compare(now, before), 0);
			before = now;
		}
		arena_reset(&tariff_arena);
	}
}
END_TEST

START_TEST(a_million_small_events_are_exact)
{
	static struct matrix_price each = { .text = "0.0000004",
		.dimensions = "" };
	static const struct tariff tariffs[] = {
		{ "matrix", .prices = &each, .price_count = 1 },
		{ "percentage", .more = { { KEY_RATE, "0.00004" } } },
		{ "unit", .price = "0.0000004" },
	};
	const struct usage_event event = { .metric = "gb",
		.quantity = { 1, 0 },
		.currency = "" };
	struct tariff_charge made;
	struct tally tally;
	struct error error;

	terms.part = ratio_of(1, 1);
	begin(&tally, &tariffs[_i], &gb, &made);
	for (int i = 0; i < 1000000; i++)
		ck_assert_int_eq(tally_add(&tally, &event, &error), STATUS_OK);
	ck_assert_int_eq(decimal_compare(amount_of(&tally, "million"),
			     shop_decimal("0.4")),
	    0);
}
END_TEST

START_TEST(what_rolled_over_covers_events_too)
{
	static const struct tariff tariff = { "percentage", .included = "10",
		.more = { { KEY_RATE, "10" }, { KEY_ROLLOVER, "1" } } };
	struct standing_units units = { { 20, 1 }, 1 };
	struct happening happening = { "35", NULL, NULL, NULL };
	struct rate_result result;
	struct standing standing;
	struct tariff_charge made;
	struct tally tally;
	struct error error;

	terms.part = ratio_of(1, 1);
	begin(&tally, &tariff, &gb, &made);
	standing_begin(&standing, &made.charge, shop_day("2026-01-01"));
	standing.units = &units;
	standing.unit_count = 1;
	tally.terms.standing = &standing;
	add(&tally, &happening, 0);
	ck_assert_int_eq(tally_price(&tally, ratio_of(0, 1), &result,
			     &tariff_arena, &error),
	    STATUS_OK);
	ck_assert_int_eq(
	    decimal_compare(result.amount, shop_decimal("0.5")), 0);
	ck_assert_str_eq(result.steps[0].name, "rolled over, 20");
	ck_assert_str_eq(result.steps[1].name, "included, 10");
}
END_TEST

static const struct {
	const char *name;
	struct tariff tariff;
	struct {
		int hour; /* of a period of 100 */
		const char *level;
	} changes[4];
	int part[2];
	const char *quantity;
	const char *amount;
} levels[] = {
	{ "nobody ever came", { "unit", .price = "10" }, { { 0, NULL } }, { 0 }, "0",
	    "0" },
	{ "a seat all the time", { "unit", .price = "10" }, { { 0, "1" } }, { 0 }, "1",
	    "10" },
	{ "a seat for half the time", { "unit", .price = "10" }, { { 50, "1" } }, { 0 },
	    "0.5", "5" },
	{ "tiers see the level, not the average",
	    { "volume", .tiers = { { "4", "10" }, { "", "8" } } },
	    { { 0, "2" }, { 50, "10" } }, { 0 }, "6", "50" },
	{ "a flat for the time that its tier lasts",
	    { "graduated", .tiers = { { "4", "10", "" }, { "", "8", "3" } } },
	    { { 0, "4" }, { 75, "5" } }, { 0 }, "4.25", "42.75" },
	{ "included seats of each level",
	    { "unit", .price = "10", .included = "3" }, { { 0, "2" }, { 50, "5" } },
	    { 0 }, "3.5", "10" },
	{ "back to a level that was there",
	    { "volume", .tiers = { { "4", "10" }, { "", "8" } } },
	    { { 0, "5" }, { 25, "1" }, { 75, "5" } }, { 0 }, "3", "25" },
	{ "half a period", { "unit", .price = "10" }, { { 0, "4" } }, { 1, 2 }, "2",
	    "20" },
	{ "the maximum is of the average",
	    { "unit", .price = "10", .maximum = "45" }, { { 0, "2" }, { 50, "8" } },
	    { 0 }, "5", "45" },
	{ "tokens",
	    { "unit", .price = "10",
		.more = { { KEY_PRICING_UNIT, "token" },
		    { KEY_CONVERSION, "0.1" } } },
	    { { 0, "2" } }, { 0 }, "2", "2" },
};

START_TEST(levels_cost_their_time)
{
	struct tariff tariff = levels[_i].tariff;
	char text[DECIMAL_TEXT_MAX];
	struct tariff_charge made;
	struct decimal quantity;
	struct tally tally;
	struct error error;
	size_t key = 0;

	while (tariff.more[key].text != NULL)
		key++;
	tariff.more[key] = (struct tariff_key){ KEY_LEVELS, "each" };
	terms.end = 100 * HOUR;
	terms.part = tariff_part(levels[_i].part);
	begin(&tally, &tariff, &seats, &made);
	for (int i = 0; i < 4 && levels[_i].changes[i].level != NULL; i++) {
		const struct happening happening = {
			levels[_i].changes[i].level, NULL, NULL, NULL
		};

		add(&tally, &happening, levels[_i].changes[i].hour);
	}
	ck_assert_int_eq(
	    tally_quantity(&tally, &quantity, &error), STATUS_OK);
	ck_assert_msg(strcmp(decimal_format(quantity, text),
			  levels[_i].quantity) == 0,
	    "%s: quantity %s", levels[_i].name, text);
	ck_assert_msg(
	    strcmp(decimal_format(amount_of(&tally, levels[_i].name), text),
		levels[_i].amount) == 0,
	    "%s: %s", levels[_i].name, text);
}
END_TEST

static const struct {
	const char *name;
	const char *increments[2];
	const char *included;
	const char *amount;
	const char *quantity;
} calls[] = {
	{ "whole minutes", { "60", "60" }, NULL, "0.2", "120" },
	{ "a minute, then tenths", { "60", "6" }, NULL, "0.11", "66" },
	{ "half a minute, then tenths", { "30", "6" }, NULL, "0.11", "66" },
	{ "seconds", { "1", "1" }, NULL, "0.101666666666666667", "61" },
	{ "included seconds are billed ones", { "60", "60" }, "90", "0.05",
	    "120" },
};

START_TEST(calls_cost)
{
	struct tariff tariff = { "deck", .included = calls[_i].included,
		.more = { { KEY_DECK, "voice" } } };
	struct deck_rate rate = {
		.deck = "voice",
		.prefix = "49",
		.time_class = "",
		.from = shop_day("1960-01-01"),
		.to = DATE_MAX,
		.price = shop_decimal("0.10"),
		.per = shop_decimal("60"),
		.currency = shop_dollars(),
		.increment_first = shop_decimal(calls[_i].increments[0]),
		.increment_next = shop_decimal(calls[_i].increments[1]),
	};
	const struct dimension called = { "called", "493012345" };
	const struct usage_event event = { .event = "e", .metric = "gb",
		.quantity = { 61, 0 }, .currency = "",
		.dimensions = { &called, 1 } };
	struct metric seconds = { .id = "gb", .field = "", .unit = "second" };
	char text[DECIMAL_TEXT_MAX];
	struct pricing pricing = { NULL, NULL, NULL };
	struct tariff_charge made;
	struct decimal quantity;
	struct decks *decks;
	struct tally tally;
	struct error error;
	struct zone *zone;

	ck_assert_int_eq(zone_open("UTC", &zone, &error), STATUS_OK);
	ck_assert_int_eq(
	    decks_build(&rate, 1, &tariff_arena, &decks, &error), STATUS_OK);
	pricing = (struct pricing){ decks, zone, NULL };
	terms.part = ratio_of(1, 1);
	terms.pricing = &pricing;
	begin(&tally, &tariff, &seconds, &made);
	ck_assert(rate_takes(&made.charge, &event, &pricing));
	ck_assert_int_eq(tally_add(&tally, &event, &error), STATUS_OK);
	ck_assert_int_eq(
	    tally_quantity(&tally, &quantity, &error), STATUS_OK);
	ck_assert_str_eq(decimal_format(quantity, text), calls[_i].quantity);
	ck_assert_msg(
	    strcmp(decimal_format(amount_of(&tally, calls[_i].name), text),
		calls[_i].amount) == 0,
	    "%s: %s", calls[_i].name, text);
	terms.pricing = NULL;
	zone_close(zone);
}
END_TEST

Suite *
tally_suite(void)
{
	Suite *suite = suite_create("tally");
	TCase *tests = tcase_create("tally");

	tcase_add_checked_fixture(tests, tariff_setup, tariff_teardown);
	tcase_add_loop_test(
	    tests, events_cost, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, counted_events_are_of_one);
	tcase_add_test(tests, order_and_cut_do_not_matter);
	tcase_add_test(tests, free_events_are_monotone);
	tcase_add_loop_test(tests, a_million_small_events_are_exact, 0, 3);
	tcase_add_test(tests, what_rolled_over_covers_events_too);
	tcase_add_loop_test(tests, levels_cost_their_time, 0,
	    sizeof(levels) / sizeof(levels[0]));
	tcase_add_loop_test(
	    tests, calls_cost, 0, sizeof(calls) / sizeof(calls[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

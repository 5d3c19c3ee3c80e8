/*
 * What many events cost under models that price each of them.
 */
#include "rate/tally.h"

#include <check.h>
#include <string.h>

#include "counting.h"
#include "rate/standing.h"
#include "tests/unit/rule/shop.h"

#define EVENTS_MAX 5
#define SEED UINT64_C(0x2545F4914F6CDD1D)

static const struct metric counted = {
	.id = "gb",
	.field = "",
	.unit = "call",
	.aggregation = AGGREGATION_COUNT,
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
	{ "percentage and a fee each", CARDS, { USED("100"), USED("20.50") },
	    { 0 }, "120.5", "4.0945" },
	{ "a refund gives its percentage back", CARDS,
	    { USED("100"), USED("-100") }, { 0 }, "0", "0.3" },
	{ "an event of nothing has its fee", CARDS, { USED("0") }, { 0 }, "0",
	    "0.3" },
	{ "the first event is free", FREE, { USED("100") }, { 0 }, "100", "0" },
	{ "free amount covers the second", FREE, { USED("9"), USED("50") },
	    { 0 }, "59", "0" },
	{ "free amount covers an event of nothing", FREE,
	    { USED("9"), USED("0"), USED("30") }, { 0 }, "39", "0" },
	{ "and a part of the third", FREE,
	    { USED("9"), USED("30"), USED("30") }, { 0 }, "69", "2" },
	{ "and no more", FREE, { USED("9"), USED("50"), USED("10") }, { 0 },
	    "69", "2" },
	{ "half a period, half is free", FREE, { USED("9"), USED("30") },
	    { 1, 2 }, "39", "2.4" },
	{ "at least", BOUNDED, { USED("5") }, { 0 }, "5", "1" },
	{ "at most", BOUNDED, { USED("500") }, { 0 }, "500", "5" },
	{ "each event is bounded", BOUNDED,
	    { USED("5"), USED("20"), USED("500") }, { 0 }, "525", "8" },
	{ "a refund has no bounds", BOUNDED, { USED("500"), USED("-2") }, { 0 },
	    "498", "4.8" },
	{ "nothing is paid back that was not paid", BOUNDED, { USED("-500") },
	    { 0 }, "-500", "0" },
	{ "included covers the first, and half of the second",
	    { "percentage", .included = "15",
		.more = { { KEY_RATE, "10" }, { KEY_FIXED, "1" } } },
	    { USED("10"), USED("10"), USED("10") }, { 0 }, "30", "3" },

	{ "amounts of events", { .model = "dynamic" },
	    { PAID("3", "1.25"), PAID("1", "2") }, { 0 }, "4", "3.25" },
	{ "no amounts", { .model = "dynamic" }, { { 0 } }, { 0 }, "0", "0" },
	{ "markup", MARKED, { PAID("1", "1.25"), PAID("1", "2") }, { 0 }, "2",
	    "3.9" },
	{ "a credit counts", MARKED, { PAID("1", "5"), PAID("1", "-2") }, { 0 },
	    "2", "3.6" },
	{ "not below zero", MARKED, { PAID("1", "1"), PAID("1", "-2") }, { 0 },
	    "2", "0" },
	{ "included covers by quantity", { "dynamic", .included = "3" },
	    { PAID("2", "10"), PAID("4", "10") }, { 0 }, "6", "7.5" },
	{ "a maximum", { "dynamic", .maximum = "3" }, { PAID("1", "10") },
	    { 0 }, "1", "3" },
	{ "a discount", { "dynamic", .discount = "10" }, { PAID("1", "10") },
	    { 0 }, "1", "9" },

	{ "the first row that fits", MATRIX,
	    { { "10", NULL, "eu-west", "a" }, IN("10", "us") }, { 0 }, "20",
	    "3.5" },
	{ "any value must be there", MATRIX, { IN("10", "eu-west") }, { 0 },
	    "10", "5" },
	{ "the default", MATRIX, { IN("10", "asia"), USED("2") }, { 0 }, "12",
	    "6" },
	{ "included covers the first row",
	    { "matrix", .prices = prices, .price_count = 3, .included = "10" },
	    { IN("8", "us"), IN("4", "us"), USED("1") }, { 0 }, "13", "1" },
	{ "prices in tokens",
	    { "matrix", .prices = prices, .price_count = 3,
		.more = { { KEY_PRICING_UNIT, "token" },
		    { KEY_CONVERSION, "0.5" } } },
	    { IN("10", "us") }, { 0 }, "10", "1.25" },
};

START_TEST(events_cost)
{
	const struct tally_row *row = &rows[_i];
	char text[DECIMAL_TEXT_MAX];
	struct tariff_charge made;
	struct decimal quantity;
	struct tally tally;
	struct error error;

	counting_terms.part = tariff_part(row->part);
	counting_begin(&tally, &row->tariff, &counting_gb, &made);
	for (int i = 0; i < EVENTS_MAX && row->events[i].quantity != NULL; i++)
		counting_add(&tally, &row->events[i], i);
	ck_assert_int_eq(tally_quantity(&tally, &quantity, &error), STATUS_OK);
	ck_assert_msg(
	    strcmp(decimal_format(quantity, text), row->quantity) == 0,
	    "%s: quantity %s", row->name, text);
	ck_assert_msg(
	    strcmp(decimal_format(counting_amount(&tally, row->name), text),
		row->amount) == 0,
	    "%s: %s", row->name, text);
}
END_TEST

START_TEST(one_of_many_tallies_may_be_below_zero)
{
	static const struct tariff tariff = MARKED;
	static const struct happening credit = PAID("1", "-2");
	struct tariff_charge made;
	struct tally tally;

	counting_terms.part = ratio_of(1, 1);
	counting_begin(&tally, &tariff, &counting_gb, &made);
	counting_add(&tally, &credit, 0);
	ck_assert_int_eq(decimal_sign(counting_amount(&tally, "credit")), 0);
	tally.below = true;
	ck_assert_int_eq(decimal_compare(counting_amount(&tally, "credit"),
			     shop_decimal("-2.4")),
	    0);
}
END_TEST

START_TEST(counted_events_are_of_one)
{
	static const struct tariff tariff = MATRIX;
	static const struct happening happening = { "17", NULL, "us", NULL };
	struct tariff_charge made;
	struct tally tally;

	counting_terms.part = ratio_of(1, 1);
	counting_begin(&tally, &tariff, &counted, &made);
	counting_add(&tally, &happening, 0);
	counting_add(&tally, &happening, 1);
	ck_assert_int_eq(decimal_compare(counting_amount(&tally, "count"),
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

	counting_terms.part = ratio_of(1, 1);
	for (int round = 0; round < 200; round++) {
		const struct tariff *tariff = &tariffs[round % 4];
		struct happening events[12];
		struct tally tallies[4];
		struct tariff_charge made[4];
		struct decimal first, sum;
		struct error error;

		for (int i = 0; i < 4; i++)
			counting_begin(
			    &tallies[i], tariff, &counting_gb, &made[i]);
		for (int i = 0; i < 12; i++) {
			events[i] = (struct happening){ tariff_some(&state, 90),
				tariff_some(&state, 9),
				zones[shop_below(&state, 3)], "a" };
			counting_add(&tallies[0], &events[i], i);
			counting_add(&tallies[2 + i % 2], &events[i], i);
		}
		for (int i = 12; i-- > 0;)
			counting_add(&tallies[1], &events[i], 12 - i);
		first = counting_amount(&tallies[0], "forward");
		ck_assert_int_eq(decimal_compare(first,
				     counting_amount(&tallies[1], "backward")),
		    0);
		ck_assert_int_eq(
		    decimal_add(counting_amount(&tallies[2], "even"),
			counting_amount(&tallies[3], "odd"), &sum, &error),
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

	counting_terms.part = ratio_of(1, 1);
	for (int round = 0; round < 100; round++) {
		struct decimal before = shop_decimal("0"), now;
		struct tariff_charge made;
		struct tally tally;

		counting_begin(&tally, &tariff, &counting_gb, &made);
		for (int i = 0; i < 10; i++) {
			const struct happening happening = {
				tariff_some(&state, 30), NULL, NULL, NULL
			};

			counting_add(&tally, &happening, i);
			now = counting_amount(&tally, "more");
			ck_assert_int_ge(decimal_compare(now, before), 0);
			before = now;
		}
		arena_reset(&tariff_arena);
	}
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

	counting_terms.part = ratio_of(1, 1);
	counting_begin(&tally, &tariff, &counting_gb, &made);
	standing_begin(&standing, &made.charge, shop_day("2026-01-01"));
	standing.units = &units;
	standing.unit_count = 1;
	tally.terms.standing = &standing;
	counting_add(&tally, &happening, 0);
	ck_assert_int_eq(
	    tally_price(&tally, ratio_of(0, 1), &result, &tariff_arena, &error),
	    STATUS_OK);
	ck_assert_int_eq(
	    decimal_compare(result.amount, shop_decimal("0.5")), 0);
	ck_assert_str_eq(result.steps[0].name, "rolled over, 20");
	ck_assert_str_eq(result.steps[1].name, "included, 10");
}
END_TEST

Suite *
tally_events_suite(void)
{
	Suite *suite = suite_create("tally_events");
	TCase *tests = tcase_create("tally_events");

	tcase_add_checked_fixture(tests, tariff_setup, tariff_teardown);
	tcase_add_loop_test(
	    tests, events_cost, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, one_of_many_tallies_may_be_below_zero);
	tcase_add_test(tests, counted_events_are_of_one);
	tcase_add_test(tests, order_and_cut_do_not_matter);
	tcase_add_test(tests, free_events_are_monotone);
	tcase_add_test(tests, what_rolled_over_covers_events_too);
	suite_add_tcase(suite, tests);
	return suite;
}

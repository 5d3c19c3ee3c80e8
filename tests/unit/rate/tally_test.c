/*
 * What is counted has its price: the million of the smallest, levels for their
 * time, calls by a deck.
 */
#include "rate/tally.h"

#include <check.h>
#include <string.h>

#include "counting.h"
#include "rate/deck.h"
#include "tests/unit/rule/shop.h"

#define HOUR COUNTING_HOUR

static const struct metric seats = {
	.id = "gb",
	.field = "",
	.unit = "seat",
	.aggregation = AGGREGATION_WEIGHTED,
	.per = PER_PERIOD,
};

START_TEST(a_million_small_events_are_exact)
{
	static struct matrix_price each = { .text = "0.0000004",
		.dimensions = "" };
	static const struct tariff tariffs[] = {
		{ "matrix", .prices = &each, .price_count = 1 },
		{ "percentage", .more = { { KEY_RATE, "0.00004" } } },
		{ "unit", .price = "0.0000004" },
	};
	const struct usage_event event = {
		.metric = "gb", .quantity = { 1, 0 }, .currency = ""
	};
	struct tariff_charge made;
	struct tally tally;
	struct error error;

	counting_terms.part = ratio_of(1, 1);
	counting_begin(&tally, &tariffs[_i], &counting_gb, &made);
	for (int i = 0; i < 1000000; i++)
		ck_assert_int_eq(tally_add(&tally, &event, &error), STATUS_OK);
	ck_assert_int_eq(decimal_compare(counting_amount(&tally, "million"),
			     shop_decimal("0.4")),
	    0);
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
	{ "nobody ever came", { "unit", .price = "10" }, { { 0, NULL } }, { 0 },
	    "0", "0" },
	{ "a seat all the time", { "unit", .price = "10" }, { { 0, "1" } },
	    { 0 }, "1", "10" },
	{ "a seat for half the time", { "unit", .price = "10" },
	    { { 50, "1" } }, { 0 }, "0.5", "5" },
	{ "tiers see the level, not the average",
	    { "volume", .tiers = { { "4", "10" }, { "", "8" } } },
	    { { 0, "2" }, { 50, "10" } }, { 0 }, "6", "50" },
	{ "a flat for the time that its tier lasts",
	    { "graduated", .tiers = { { "4", "10", "" }, { "", "8", "3" } } },
	    { { 0, "4" }, { 75, "5" } }, { 0 }, "4.25", "42.75" },
	{ "included seats of each level",
	    { "unit", .price = "10", .included = "3" },
	    { { 0, "2" }, { 50, "5" } }, { 0 }, "3.5", "10" },
	{ "back to a level that was there",
	    { "volume", .tiers = { { "4", "10" }, { "", "8" } } },
	    { { 0, "5" }, { 25, "1" }, { 75, "5" } }, { 0 }, "3", "25" },
	{ "half a period", { "unit", .price = "10" }, { { 0, "4" } }, { 1, 2 },
	    "2", "20" },
	{ "the maximum is of the average",
	    { "unit", .price = "10", .maximum = "45" },
	    { { 0, "2" }, { 50, "8" } }, { 0 }, "5", "45" },
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
	counting_terms.end = 100 * HOUR;
	counting_terms.part = tariff_part(levels[_i].part);
	counting_begin(&tally, &tariff, &seats, &made);
	for (int i = 0; i < 4 && levels[_i].changes[i].level != NULL; i++) {
		const struct happening happening = {
			levels[_i].changes[i].level, NULL, NULL, NULL
		};

		counting_add(&tally, &happening, levels[_i].changes[i].hour);
	}
	ck_assert_int_eq(tally_quantity(&tally, &quantity, &error), STATUS_OK);
	ck_assert_msg(
	    strcmp(decimal_format(quantity, text), levels[_i].quantity) == 0,
	    "%s: quantity %s", levels[_i].name, text);
	ck_assert_msg(
	    strcmp(
		decimal_format(counting_amount(&tally, levels[_i].name), text),
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
	const struct usage_event event = { .event = "e",
		.metric = "gb",
		.quantity = { 61, 0 },
		.currency = "",
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
	counting_terms.part = ratio_of(1, 1);
	counting_terms.pricing = &pricing;
	counting_begin(&tally, &tariff, &seconds, &made);
	ck_assert(rate_takes(&made.charge, &event, &pricing));
	ck_assert_int_eq(tally_add(&tally, &event, &error), STATUS_OK);
	ck_assert_int_eq(tally_quantity(&tally, &quantity, &error), STATUS_OK);
	ck_assert_str_eq(decimal_format(quantity, text), calls[_i].quantity);
	ck_assert_msg(strcmp(decimal_format(
				 counting_amount(&tally, calls[_i].name), text),
			  calls[_i].amount) == 0,
	    "%s: %s", calls[_i].name, text);
	counting_terms.pricing = NULL;
	zone_close(zone);
}
END_TEST

Suite *
tally_suite(void)
{
	Suite *suite = suite_create("tally");
	TCase *tests = tcase_create("tally");

	tcase_add_checked_fixture(tests, tariff_setup, tariff_teardown);
	tcase_add_loop_test(tests, a_million_small_events_are_exact, 0, 3);
	tcase_add_loop_test(tests, levels_cost_their_time, 0,
	    sizeof(levels) / sizeof(levels[0]));
	tcase_add_loop_test(
	    tests, calls_cost, 0, sizeof(calls) / sizeof(calls[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

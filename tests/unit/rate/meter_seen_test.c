/*
 * Values count once, and items for as long as they are there.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "rate/meter.h"
#include "tests/unit/rule/shop.h"

#define HOUR INT64_C(3600000000)
#define MOMENTS_MAX 5

START_TEST(values_are_seen_once)
{
	struct metric metric = {
		.id = "u",
		.field = "user",
		.aggregation = AGGREGATION_UNIQUE,
		.recurring = true,
	};
	struct dimension user = { "user", NULL };
	const struct usage_event event = { .dimensions = { &user, 1 } };
	const struct usage_event nobody = { .dimensions = { &user, 0 } };
	struct arena arena = { NULL, NULL };
	struct decimal quantity;
	struct error error;
	struct meter meter;
	char name[16];

	meter_begin(&meter, &metric, 0, 1, &arena);
	user.value = name;
	for (int i = 0; i < 5000; i++) {
		snprintf(name, sizeof(name), "u%d", i * 7919 % 1000);
		ck_assert_int_eq(i < 50 ? meter_before(&meter, &event, &error)
					: meter_add(&meter, &event, &error),
		    STATUS_OK);
	}
	ck_assert_int_eq(meter_quantity(&meter, &quantity, &error), STATUS_OK);
	ck_assert_int_eq(decimal_compare(quantity, shop_decimal("1000")), 0);
	ck_assert_int_eq(meter.events, 4950);
	ck_assert_int_eq(meter_add(&meter, &nobody, &error), STATUS_INVALID);
	arena_close(&arena);
}
END_TEST

/* Items by the hour of a period of 100; those below zero are of before. */
static const struct {
	const char *name;
	struct {
		int hour;
		const char *item;
		const char *value; /* NULL ends them */
	} moments[MOMENTS_MAX];
	const char *quantity;
	const char *levels; /* before, what came, what went, at the end */
} presences[] = {
	{ "nobody", { { 0, NULL, NULL } }, "0", "0 0 0 0" },
	{ "one who stays", { { 40, "a", "1" } }, "60", "0 1 0 1" },
	{ "one who goes", { { 40, "a", "1" }, { 50, "a", "0" } }, "10",
	    "0 1 1 0" },
	{ "there twice counts once", { { 40, "a", "1" }, { 50, "a", "1" } },
	    "60", "0 1 0 1" },
	{ "gone twice is gone once",
	    { { 40, "a", "1" }, { 50, "a", "0" }, { 60, "a", "0" } }, "10",
	    "0 1 1 0" },
	{ "gone without having been there",
	    { { 10, "b", "0" }, { 40, "a", "1" } }, "60", "0 1 0 1" },
	{ "two of them", { { 40, "a", "1" }, { 90, "b", "1" } }, "70",
	    "0 2 0 2" },
	{ "a greater one takes the place of what it was",
	    { { 0, "a", "2" }, { 50, "a", "4.5" } }, "325", "0 4.5 0 4.5" },
	{ "a smaller one, too", { { 0, "a", "4" }, { 50, "a", "1" } }, "250",
	    "0 4 3 1" },
	{ "less than nothing is nothing",
	    { { 0, "a", "4" }, { 50, "a", "-1" } }, "200", "0 4 4 0" },
	{ "what was there lasts",
	    { { -5, "a", "1" }, { -4, "b", "2" }, { 50, "b", "0" } }, "200",
	    "3 0 2 1" },
	{ "what was there and is provisioned again is there once",
	    { { -5, "a", "1" }, { 50, "a", "1" } }, "100", "1 0 0 1" },
	{ "what was gone before the period is gone",
	    { { -5, "a", "1" }, { -4, "a", "0" } }, "0", "0 0 0 0" },
};

static const struct metric present = {
	.id = "m",
	.field = "item",
	.aggregation = AGGREGATION_WEIGHTED,
	.values = VALUES_PRESENCE,
	.recurring = true,
};

/* Count that the item is there at that hour, so much of it. */
static void
happens(struct meter *meter, int hour, const char *item, const char *value)
{
	struct dimension named = { "item", item };
	const struct usage_event event = {
		.quantity = shop_decimal(value),
		.occurred_at = hour * HOUR,
		.dimensions = { &named, 1 },
	};
	struct error error = { 0 };

	ck_assert_msg(
	    (hour < 0 ? meter_before(meter, &event, &error)
		      : meter_add(meter, &event, &error)) == STATUS_OK,
	    "%s", error.text);
}

START_TEST(items_are_there_or_gone)
{
	struct arena arena = { NULL, NULL };
	char texts[5][DECIMAL_TEXT_MAX];
	struct decimal quantity;
	struct error error;
	struct meter meter;
	const char *levels;

	meter_begin(&meter, &present, 0, 100 * HOUR, &arena);
	for (int i = 0;
	     i < MOMENTS_MAX && presences[_i].moments[i].value != NULL; i++)
		happens(&meter, presences[_i].moments[i].hour,
		    presences[_i].moments[i].item,
		    presences[_i].moments[i].value);
	ck_assert_int_eq(meter_quantity(&meter, &quantity, &error), STATUS_OK);
	levels = arena_format(&arena, "%s %s %s %s",
	    decimal_format(decimal_strip(meter.carried), texts[0]),
	    decimal_format(decimal_strip(meter.raised), texts[1]),
	    decimal_format(decimal_strip(meter.lowered), texts[2]),
	    decimal_format(decimal_strip(meter.value), texts[3]));
	ck_assert_msg(strcmp(decimal_format(quantity, texts[4]),
			  presences[_i].quantity) == 0,
	    "%s: %s", presences[_i].name, texts[4]);
	ck_assert_msg(strcmp(levels, presences[_i].levels) == 0, "%s: %s",
	    presences[_i].name, levels);
	arena_close(&arena);
}
END_TEST

START_TEST(an_item_needs_its_name)
{
	const struct usage_event event = {
		.quantity = decimal_from_integer(1),
	};
	struct arena arena = { NULL, NULL };
	struct error error;
	struct meter meter;

	meter_begin(&meter, &present, 0, 100 * HOUR, &arena);
	ck_assert_int_eq(meter_add(&meter, &event, &error), STATUS_INVALID);
	ck_assert_ptr_nonnull(strstr(error.text, "dimension item is missing"));
	arena_close(&arena);
}
END_TEST

/* What is said twice, or three times, says no more; and the level is what was
 * there, and what came, less what went. */
START_TEST(said_again_changes_nothing)
{
	uint64_t state = UINT64_C(0x9E3779B97F4A7C15);

	for (int round = 0; round < 100; round++) {
		struct arena arena = { NULL, NULL };
		struct decimal one, other, sum;
		struct meter once, again;
		struct error error;

		meter_begin(&once, &present, 0, 100 * HOUR, &arena);
		meter_begin(&again, &present, 0, 100 * HOUR, &arena);
		for (int hour = -20; hour < 100; hour++) {
			char item[8], value[8];

			snprintf(
			    item, sizeof(item), "%d", shop_below(&state, 30));
			snprintf(
			    value, sizeof(value), "%d", shop_below(&state, 3));
			happens(&once, hour, item, value);
			for (int i = shop_below(&state, 3); i >= 0; i--)
				happens(&again, hour, item, value);
		}
		ck_assert_int_eq(
		    meter_quantity(&once, &one, &error), STATUS_OK);
		ck_assert_int_eq(
		    meter_quantity(&again, &other, &error), STATUS_OK);
		ck_assert_int_eq(decimal_compare(one, other), 0);
		ck_assert_int_eq(
		    decimal_add(again.carried, again.raised, &sum, &error),
		    STATUS_OK);
		ck_assert_int_eq(
		    decimal_subtract(sum, again.lowered, &sum, &error),
		    STATUS_OK);
		ck_assert_int_eq(decimal_compare(sum, again.value), 0);
		arena_close(&arena);
	}
}
END_TEST

Suite *
meter_seen_suite(void)
{
	Suite *suite = suite_create("meter_seen");
	TCase *tests = tcase_create("meter_seen");

	tcase_add_test(tests, values_are_seen_once);
	tcase_add_loop_test(tests, items_are_there_or_gone, 0,
	    sizeof(presences) / sizeof(presences[0]));
	tcase_add_test(tests, an_item_needs_its_name);
	tcase_add_test(tests, said_again_changes_nothing);
	suite_add_tcase(suite, tests);
	return suite;
}

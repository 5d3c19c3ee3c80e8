/*
 * What many events are together.
 */
#include "rate/meter.h"

#include <check.h>
#include <string.h>

#include "rate/expression.h"
#include "tests/unit/rule/shop.h"

static const struct {
	const char *name;
	enum aggregation aggregation;
	enum stepping stepping;
	const char *step;
	const char *events[4];
	const char *quantity;
} rows[] = {
	{ "no event", AGGREGATION_SUM, 0, "", { NULL }, "0" },
	{ "a sum", AGGREGATION_SUM, 0, "", { "1.5", "2.25", "0.25" }, "4" },
	{ "a negative sum", AGGREGATION_SUM, 0, "", { "1", "-3.10" }, "-2.1" },
	{ "a count", AGGREGATION_COUNT, 0, "", { "5", "-1", "0" }, "3" },
	{ "no event counts zero", AGGREGATION_COUNT, 0, "", { NULL }, "0" },
	{ "the greatest", AGGREGATION_MAX, 0, "", { "3", "7.50", "7.05" },
	    "7.5" },
	{ "no greatest", AGGREGATION_MAX, 0, "", { NULL }, "0" },
	{ "all below zero", AGGREGATION_MAX, 0, "", { "-3", "-2", "-9" },
	    "-2" },
	{ "up", AGGREGATION_SUM, STEPPING_UP, "6", { "61" }, "66" },
	{ "up, nothing to round", AGGREGATION_SUM, STEPPING_UP, "6", { "60" },
	    "60" },
	{ "a sum is rounded, not its events", AGGREGATION_SUM, STEPPING_UP, "1",
	    { "0.4", "0.4", "0.4" }, "2" },
	{ "up from below zero", AGGREGATION_SUM, STEPPING_UP, "1", { "-1.5" },
	    "-1" },
	{ "down", AGGREGATION_SUM, STEPPING_DOWN, "0.25", { "0.99" }, "0.75" },
	{ "down from below zero", AGGREGATION_SUM, STEPPING_DOWN, "1",
	    { "-1.5" }, "-2" },
	{ "nearest, half", AGGREGATION_SUM, STEPPING_NEAREST, "0.01",
	    { "0.125" }, "0.13" },
	{ "nearest, half below zero", AGGREGATION_SUM, STEPPING_NEAREST, "0.01",
	    { "-0.125" }, "-0.13" },
	{ "nearest, below", AGGREGATION_SUM, STEPPING_NEAREST, "10",
	    { "14.999999999999" }, "10" },
	{ "the greatest is rounded", AGGREGATION_MAX, STEPPING_UP, "1",
	    { "1.2", "0.9" }, "2" },
};

START_TEST(events_become_a_quantity)
{
	struct metric metric = {
		.id = "m",
		.field = "",
		.aggregation = rows[_i].aggregation,
		.stepping = rows[_i].stepping,
	};
	char text[DECIMAL_TEXT_MAX];
	struct decimal quantity;
	struct error error = { 0 };
	struct meter meter;
	int count = 0;

	if (metric.stepping != STEPPING_NONE)
		metric.step = shop_decimal(rows[_i].step);
	meter_begin(&meter, &metric, 0, 1, &(struct arena){ 0 });
	for (; rows[_i].events[count] != NULL; count++)
		ck_assert_int_eq(
		    meter_add(&meter,
			&(struct usage_event){
			    .quantity = shop_decimal(rows[_i].events[count]) },
			&error),
		    STATUS_OK);
	ck_assert_int_eq(meter_quantity(&meter, &quantity, &error), STATUS_OK);
	ck_assert_msg(
	    strcmp(decimal_format(quantity, text), rows[_i].quantity) == 0,
	    "%s: %s", rows[_i].name, text);
	ck_assert_int_eq(meter.events, count);
}
END_TEST

START_TEST(a_million_small_events_are_exact)
{
	struct metric metric = { .id = "m", .field = "" };
	struct usage_event each = {
		.quantity = shop_decimal("0.000000000001"),
	};
	struct decimal quantity;
	char text[DECIMAL_TEXT_MAX];
	struct error error;
	struct meter meter;

	meter_begin(&meter, &metric, 0, 1, &(struct arena){ 0 });
	for (int i = 0; i < 1000000; i++)
		ck_assert_int_eq(meter_add(&meter, &each, &error), STATUS_OK);
	ck_assert_int_eq(meter_quantity(&meter, &quantity, &error), STATUS_OK);
	ck_assert_str_eq(decimal_format(quantity, text), "0.000001");
}
END_TEST

#define HOUR INT64_C(3600000000)
#define MOMENTS_MAX 5

/* Events by the hour of a period of 100; those below zero are of before. */
static const struct {
	const char *name;
	struct metric metric;
	struct {
		int hour;
		const char *value;
	} moments[MOMENTS_MAX];
	const char *quantity;
} courses[] = {
	{ "the latest", { .aggregation = AGGREGATION_LATEST },
	    { { 1, "5" }, { 2, "3.5" } }, "3.5" },
	{ "no latest", { .aggregation = AGGREGATION_LATEST }, { { 0, NULL } },
	    "0" },
	{ "the latest lasts",
	    { .aggregation = AGGREGATION_LATEST, .recurring = true },
	    { { -1, "5" } }, "5" },
	{ "a sum that lasts",
	    { .aggregation = AGGREGATION_SUM, .recurring = true },
	    { { -2, "5" }, { -1, "2" }, { 3, "-1" } }, "6" },
	{ "nothing for no time", { .aggregation = AGGREGATION_WEIGHTED },
	    { { 0, NULL } }, "0" },
	{ "a level until the end", { .aggregation = AGGREGATION_WEIGHTED },
	    { { 40, "3" } }, "180" },
	{ "a level until the next", { .aggregation = AGGREGATION_WEIGHTED },
	    { { 0, "3" }, { 10, "1" }, { 90, "0" } }, "110" },
	{ "two at once: the last one", { .aggregation = AGGREGATION_WEIGHTED },
	    { { 50, "3" }, { 50, "1" } }, "50" },
	{ "changes of a level",
	    { .aggregation = AGGREGATION_WEIGHTED, .values = VALUES_CHANGE },
	    { { 0, "3" }, { 50, "-1" } }, "250" },
	{ "a level from before",
	    { .aggregation = AGGREGATION_WEIGHTED, .recurring = true },
	    { { -7, "2" }, { 50, "4" } }, "300" },
	{ "changes from before",
	    { .aggregation = AGGREGATION_WEIGHTED,
		.values = VALUES_CHANGE,
		.recurring = true },
	    { { -7, "2" }, { -5, "1" }, { 50, "-3" } }, "150" },
	{ "in minutes",
	    { .aggregation = AGGREGATION_WEIGHTED, .per = PER_MINUTE },
	    { { 99, "2" } }, "120" },
	{ "in seconds",
	    { .aggregation = AGGREGATION_WEIGHTED, .per = PER_SECOND },
	    { { 99, "2" } }, "7200" },
	{ "in days, with as many places as there may be",
	    { .aggregation = AGGREGATION_WEIGHTED, .per = PER_DAY },
	    { { 99, "1" } }, "0.041666666667" },
	{ "in parts of the period",
	    { .aggregation = AGGREGATION_WEIGHTED, .per = PER_PERIOD },
	    { { 25, "4" } }, "3" },
	{ "what is weighted is rounded once",
	    { .aggregation = AGGREGATION_WEIGHTED,
		.per = PER_DAY,
		.stepping = STEPPING_UP,
		.step = { 1, 2 } },
	    { { 99, "1" } }, "0.05" },
};

START_TEST(time_counts)
{
	struct metric metric = courses[_i].metric;
	struct arena arena = { NULL, NULL };
	char text[DECIMAL_TEXT_MAX];
	struct decimal quantity;
	struct error error = { 0 };
	struct meter meter;

	metric.id = "m";
	metric.field = "";
	meter_begin(&meter, &metric, 0, 100 * HOUR, &arena);
	for (int i = 0; i < MOMENTS_MAX && courses[_i].moments[i].value != NULL;
	     i++) {
		const struct usage_event event = {
			.quantity = shop_decimal(courses[_i].moments[i].value),
			.occurred_at = courses[_i].moments[i].hour * HOUR,
		};

		ck_assert_int_eq(courses[_i].moments[i].hour < 0
				     ? meter_before(&meter, &event, &error)
				     : meter_add(&meter, &event, &error),
		    STATUS_OK);
	}
	ck_assert_int_eq(meter_quantity(&meter, &quantity, &error), STATUS_OK);
	ck_assert_msg(
	    strcmp(decimal_format(quantity, text), courses[_i].quantity) == 0,
	    "%s: %s", courses[_i].name, text);
	arena_close(&arena);
}
END_TEST

/* A constant level is itself, however often it is said; and what two halves of
 * a period weigh is what the whole does. */
START_TEST(weighing_is_additive)
{
	struct metric metric = {
		.id = "m",
		.field = "",
		.aggregation = AGGREGATION_WEIGHTED,
		.recurring = true,
	};
	uint64_t state = UINT64_C(0x2545F4914F6CDD1D);
	struct arena arena = { NULL, NULL };

	for (int round = 0; round < 200; round++) {
		int cut = shop_below(&state, 100), hour = 0;
		struct decimal whole, half, sum;
		struct meter all, first, second;
		struct error error;

		meter_begin(&all, &metric, 0, 100 * HOUR, &arena);
		meter_begin(&first, &metric, 0, cut * HOUR, &arena);
		meter_begin(&second, &metric, cut * HOUR, 100 * HOUR, &arena);
		while ((hour += shop_below(&state, 20)) < 100) {
			const struct usage_event event = {
				.quantity = { shop_below(&state, 1000), 1 },
				.occurred_at = hour * HOUR,
			};

			ck_assert_int_eq(
			    meter_add(&all, &event, &error), STATUS_OK);
			if (hour < cut)
				ck_assert_int_eq(
				    meter_add(&first, &event, &error),
				    STATUS_OK);
			ck_assert_int_eq(
			    hour < cut ? meter_before(&second, &event, &error)
				       : meter_add(&second, &event, &error),
			    STATUS_OK);
		}
		ck_assert_int_eq(
		    meter_quantity(&all, &whole, &error), STATUS_OK);
		ck_assert_int_eq(
		    meter_quantity(&first, &half, &error), STATUS_OK);
		ck_assert_int_eq(
		    meter_quantity(&second, &sum, &error), STATUS_OK);
		ck_assert_int_eq(
		    decimal_add(half, sum, &sum, &error), STATUS_OK);
		ck_assert_int_eq(decimal_compare(sum, whole), 0);
	}
	arena_close(&arena);
}
END_TEST

START_TEST(a_field_or_an_expression_is_the_value)
{
	const struct dimension items[] = { { "gb", "2.5" }, { "hours", "4" } };
	const struct usage_event event = { .quantity = { 1, 0 },
		.dimensions = { items, 2 } };
	struct metric metric = { .id = "m", .field = "gb" };
	struct arena arena = { NULL, NULL };
	struct decimal value;
	struct error error;

	ck_assert_int_eq(
	    meter_value(&metric, &event, &value, &error), STATUS_OK);
	ck_assert_int_eq(decimal_compare(value, shop_decimal("2.5")), 0);
	metric.field = "";
	ck_assert_int_eq(
	    expression_parse("gb * hours", &arena, &metric.expression, &error),
	    STATUS_OK);
	ck_assert_int_eq(
	    meter_value(&metric, &event, &value, &error), STATUS_OK);
	ck_assert_int_eq(decimal_compare(value, shop_decimal("10")), 0);
	metric.aggregation = AGGREGATION_COUNT;
	ck_assert_int_eq(
	    meter_value(&metric, &event, &value, &error), STATUS_OK);
	ck_assert_int_eq(decimal_compare(value, shop_decimal("1")), 0);
	arena_close(&arena);
}
END_TEST

Suite *
meter_suite(void)
{
	Suite *suite = suite_create("meter");
	TCase *tests = tcase_create("meter");

	tcase_add_loop_test(
	    tests, events_become_a_quantity, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_million_small_events_are_exact);
	tcase_add_loop_test(
	    tests, time_counts, 0, sizeof(courses) / sizeof(courses[0]));
	tcase_add_test(tests, weighing_is_additive);
	tcase_add_test(tests, a_field_or_an_expression_is_the_value);
	suite_add_tcase(suite, tests);
	return suite;
}

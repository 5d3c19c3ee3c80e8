/*
 * What many events are together.
 */
#include "rule/meter.h"

#include <check.h>
#include <string.h>

#include "shop.h"

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
	struct metric metric = { .id = "m" };
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

Suite *
meter_suite(void)
{
	Suite *suite = suite_create("meter");
	TCase *tests = tcase_create("meter");

	tcase_add_loop_test(
	    tests, events_become_a_quantity, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_million_small_events_are_exact);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * What events add is together what all of them cost.
 */
#include "rate/flow.h"

#include <check.h>
#include <string.h>

#include "tariff.h"
#include "tests/unit/rule/shop.h"

#define SEED UINT64_C(0xD1B54A32D192ED03)
#define EVENTS 200

static struct metric metric;
static struct error error;

static void
setup(void)
{
	tariff_setup();
	metric = (struct metric){ .id = "gb", .unit = "GB", .field = "" };
}

static const struct charge *
make(const struct tariff *tariff, struct tariff_charge *made)
{
	(void)tariff_make(tariff, made);
	made->charge.usage.metric = &metric;
	return &made->charge;
}

static struct usage_event
event_of(const char *quantity)
{
	return (struct usage_event){ .event = "e",
		.metric = "gb",
		.quantity = shop_decimal(quantity),
		.currency = "" };
}

static struct decimal
sum(struct decimal a, struct decimal b)
{
	ck_assert_int_eq(decimal_add(a, b, &a, &error), STATUS_OK);
	return a;
}

/* Random quantities, some of them negative, under one charge. */
static void
expect_sum(const struct charge *charge, uint64_t *state)
{
	const struct tally_terms terms = { .part = { 1, 1 },
		.arena = &tariff_arena };
	const struct flow_terms flowing = { charge, flow_plain(charge),
		&terms };
	struct decimal total = decimal_from_integer(0), all = total;
	char text[DECIMAL_TEXT_MAX], exact[DECIMAL_TEXT_MAX];
	const struct flow_unit unit = flow_unit(charge);
	struct flow flow = { .quantity = 0 };
	struct decimal amount, again;

	ck_assert_ptr_null(flow_lacks(charge));
	ck_assert(!unit.known || (!flow_keeps(charge) && flow_plain(charge)));
	for (int i = 0; i < EVENTS; i++) {
		struct usage_event event = event_of(tariff_some(state, 9));

		if (i % 7 == 6)
			event.quantity.coefficient =
			    -event.quantity.coefficient;
		ck_assert_int_eq(
		    flow_keeps(charge)
			? flow_add(&flow, &flowing, &event, &amount, &error)
			: flow_alone(charge, &event, NULL, &tariff_arena,
			      &amount, &error),
		    STATUS_OK);
		if (flow_at_once(&unit, &event, &again))
			ck_assert(again.coefficient == amount.coefficient &&
				  again.scale == amount.scale);
		total = sum(total, amount);
		all = sum(all, event.quantity);
	}
	if (metric.aggregation == AGGREGATION_COUNT)
		all = decimal_from_integer(EVENTS);
	ck_assert_str_eq(decimal_format(decimal_strip(total), text),
	    decimal_format(
		tariff_rate(charge, all, ratio_of(1, 1)).amount, exact));
}

START_TEST(events_do_not_sum_to_their_period)
{
	uint64_t state = SEED;

	for (int i = 0; i < 30; i++) {
		static const char *const models[] = { "graduated", "volume",
			"graduated_percentage" };
		struct tariff tariff =
		    tariff_some_tiers(&state, models[i % 3], i % 3 < 2);
		struct tariff unit = { "unit",
			.price = tariff_some(&state, 10) };
		struct tariff package = TARIFF_PACKAGE;
		struct tariff_charge made;

		metric.aggregation =
		    i % 2 == 0 ? AGGREGATION_SUM : AGGREGATION_COUNT;
		if (i % 3 < 2)
			expect_sum(make(&tariff, &made), &state);
		expect_sum(make(&unit, &made), &state);
		ck_assert(flow_unit(&made.charge).known);
		unit.discount = "12.5";
		expect_sum(make(&unit, &made), &state);
		ck_assert(flow_unit(&made.charge).known);
		unit.included = "20";
		expect_sum(make(&unit, &made), &state);
		expect_sum(make(&package, &made), &state);
		arena_reset(&tariff_arena);
	}
}
END_TEST

START_TEST(a_rounded_quantity_is_rounded_twice)
{
	const struct tariff unit = { "unit", .price = "1" };
	const struct tally_terms terms = { .part = { 1, 1 },
		.arena = &tariff_arena };
	struct usage_event event = event_of("0.4");
	struct tariff_charge made;
	const struct charge *charge;
	struct flow flow = { .quantity = 0 };
	struct flow_terms flowing = { .tally = &terms };
	struct decimal amount;
	char text[DECIMAL_TEXT_MAX];
	const char *const expected[] = { "1", "0", "1" };

	/* 0.4, 0.8, 1.2, up to whole units. */
	metric.stepping = STEPPING_UP;
	metric.step = decimal_from_integer(1);
	charge = make(&unit, &made);
	ck_assert(flow_keeps(charge) && !flow_plain(charge));
	flowing.charge = charge;
	for (size_t i = 0; i < 3; i++) {
		ck_assert_int_eq(
		    flow_add(&flow, &flowing, &event, &amount, &error),
		    STATUS_OK);
		ck_assert_str_eq(decimal_format(amount, text), expected[i]);
	}
}
END_TEST

START_TEST(a_sum_outgrows_its_flow)
{
	const struct tariff unit = { "unit", .price = "3", .included = "1" };
	const struct tally_terms terms = { .part = { 1, 1 },
		.arena = &tariff_arena };
	static const char *const quantities[] = { "2.5", "9000000000000000000",
		"9000000000000000000", "0.000000000001", "1" };
	static const char *const expected[] = { "4.5", "27000000000000000000",
		"27000000000000000000", "0.000000000003", "3" };
	struct tariff_charge made;
	const struct charge *charge = make(&unit, &made);
	const struct flow_terms flowing = { charge, true, &terms };
	struct flow flow = { .quantity = 0 };
	char text[DECIMAL_TEXT_MAX];
	struct decimal amount;

	ck_assert(flow_plain(charge));
	for (size_t i = 0; i < 5; i++) {
		struct usage_event event = event_of(quantities[i]);

		ck_assert_int_eq(
		    flow_add(&flow, &flowing, &event, &amount, &error),
		    STATUS_OK);
		ck_assert_str_eq(decimal_format(amount, text), expected[i]);
	}
}
END_TEST

static const struct {
	const char *lacks; /* NULL: nothing */
	bool keeps;
	struct tariff tariff;
} rows[] = {
	{ NULL, false, { "unit", .price = "3" } },
	{ NULL, false, { "unit", "3", .discount = "5" } },
	{ NULL, true, { "unit", "3", .included = "5" } },
	{ NULL, true, TARIFF_GRADUATED },
	{ NULL, true, TARIFF_VOLUME },
	{ NULL, true, TARIFF_PACKAGE },
	{ "stairstep", false, TARIFF_STAIRSTEP },
	{ "minimum", false, { "unit", "3", .minimum = "5" } },
	{ "maximum", false, { "unit", "3", .maximum = "5" } },
	{ "commitment", false,
	    { "unit", "3", .more = { { KEY_COMMITMENT, "9" } } } },
	{ "rollover", false,
	    { "unit", "3", .included = "5",
		.more = { { KEY_ROLLOVER, "1" } } } },
	{ "pool", false,
	    { "unit", "3", .included = "5",
		.more = { { KEY_POOL, "account" } } } },
};

START_TEST(the_end_of_a_period_is_guessed)
{
	struct tariff_charge made;
	const struct charge *charge = make(&rows[_i].tariff, &made);
	const char *lacks = flow_lacks(charge);

	if (rows[_i].lacks == NULL)
		ck_assert_ptr_null(lacks);
	else
		ck_assert_str_eq(lacks, rows[_i].lacks);
	if (lacks == NULL)
		ck_assert(flow_keeps(charge) == rows[_i].keeps);
}
END_TEST

START_TEST(a_metric_needs_the_end)
{
	const struct tariff unit = { "unit", .price = "1" };
	struct tariff_charge made;

	metric.aggregation = AGGREGATION_WEIGHTED;
	ck_assert_str_eq(flow_lacks(make(&unit, &made)), "weighted metric");
	metric.aggregation = AGGREGATION_SUM;
	metric.recurring = true;
	ck_assert_str_eq(flow_lacks(make(&unit, &made)), "recurring metric");
	metric.recurring = false;
	metric.aggregation = AGGREGATION_MAX;
	ck_assert(flow_keeps(make(&unit, &made)));
}
END_TEST

Suite *
flow_suite(void)
{
	Suite *suite = suite_create("flow");
	TCase *tests = tcase_create("flow");

	tcase_add_checked_fixture(tests, setup, tariff_teardown);
	tcase_add_test(tests, events_do_not_sum_to_their_period);
	tcase_add_test(tests, a_rounded_quantity_is_rounded_twice);
	tcase_add_test(tests, a_sum_outgrows_its_flow);
	tcase_add_loop_test(tests, the_end_of_a_period_is_guessed, 0,
	    sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_metric_needs_the_end);
	suite_add_tcase(suite, tests);
	return suite;
}

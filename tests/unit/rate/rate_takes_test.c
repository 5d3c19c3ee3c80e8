/*
 * Which events a charge counts.
 */
#include "rate/rate.h"

#include <check.h>
#include <string.h>

#include "rate/expression.h"
#include "tests/unit/rule/shop.h"

static const struct {
	const char *name;
	const char *metric;
	struct filter filters[2];
	size_t filter_count;
	struct dimension dimensions[2];
	size_t dimension_count;
	bool takes;
} takings[] = {
	{ "its metric", "gb", { { 0 } }, 0, { { 0 } }, 0, true },
	{ "another metric", "gbs", { { 0 } }, 0, { { 0 } }, 0, false },
	{ "a dimension nobody asks for", "gb", { { 0 } }, 0, { { "x", "1" } },
	    1, true },
	{ "a filter that fits", "gb", { { "x", "1" } }, 1,
	    { { "a", "2" }, { "x", "1" } }, 2, true },
	{ "another value", "gb", { { "x", "1" } }, 1, { { "x", "10" } }, 1,
	    false },
	{ "a beginning", "gb", { { "x", "49*" } }, 1, { { "x", "4930" } }, 1,
	    true },
	{ "another beginning", "gb", { { "x", "49*" } }, 1, { { "x", "4" } }, 1,
	    false },
	{ "any value, and it is empty", "gb", { { "x", "*" } }, 1,
	    { { "x", "" } }, 1, false },
	{ "no such dimension", "gb", { { "x", "1" } }, 1, { { "y", "1" } }, 1,
	    false },
	{ "a filter for nothing, and no dimension", "gb", { { "x", "" } }, 1,
	    { { 0 } }, 0, false },
	{ "one of two filters fits", "gb", { { "x", "1" }, { "y", "1" } }, 2,
	    { { "x", "1" } }, 1, false },
	{ "both fit, in another order", "gb", { { "x", "1" }, { "y", "1" } }, 2,
	    { { "y", "1" }, { "x", "1" } }, 2, true },
};

START_TEST(a_charge_takes_events)
{
	static const struct metric metric = { .id = "gb", .field = "" };
	struct filter filters[2];
	struct charge charge = {
		.kind = CHARGE_USAGE,
		.usage = { .metric = &metric,
		    .filters = filters,
		    .filter_count = takings[_i].filter_count },
	};
	const struct usage_event event = {
		.metric = takings[_i].metric,
		.currency = "",
		.dimensions = { takings[_i].dimensions,
		    takings[_i].dimension_count },
	};

	memcpy(filters, takings[_i].filters, sizeof(filters));
	ck_assert_msg(rate_takes(&charge, &event, NULL) == takings[_i].takes,
	    "%s", takings[_i].name);
}
END_TEST

/* What cannot be measured or priced is not taken. */
START_TEST(what_has_no_price_is_not_taken)
{
	struct arena arena = { NULL, NULL };
	struct filter filter = { "zone", "eu-*" };
	struct matrix_price price = {
		.text = "1", .filters = &filter, .filter_count = 1
	};
	struct metric metric = { .id = "gb", .field = "" };
	struct charge charge = {
		.kind = CHARGE_USAGE,
		.currency = shop_dollars(),
		.usage = { .metric = &metric,
		    .prices = &price,
		    .price_count = 1 },
	};
	struct dimension items[] = { { "zone", "us" }, { "bytes", "many" } };
	struct usage_event event = {
		.metric = "gb", .currency = "EUR", .dimensions = { items, 2 }
	};
	struct error error;

	charge.usage.model = MODEL_DYNAMIC;
	ck_assert(!rate_takes(&charge, &event, NULL));
	ck_assert_int_eq(rate_refuses(&charge, &event, &error), STATUS_INVALID);
	ck_assert_str_eq(error.text, "it is in EUR, the plan in USD");
	event.currency = "USD";
	ck_assert(rate_takes(&charge, &event, NULL));
	charge.usage.model = MODEL_MATRIX;
	ck_assert(!rate_takes(&charge, &event, NULL));
	items[0].value = "eu-1";
	ck_assert(rate_takes(&charge, &event, NULL));
	ck_assert_ptr_eq(rate_row(&charge, &event.dimensions), &price);
	charge.usage.model = MODEL_DECK;
	charge.usage.number = "called";
	ck_assert(!rate_takes(&charge, &event, NULL));

	charge.usage.model = MODEL_UNIT;
	metric.field = "bytes";
	ck_assert(!rate_takes(&charge, &event, NULL));
	items[1].value = "12";
	ck_assert(rate_takes(&charge, &event, NULL));
	metric.field = "user";
	metric.aggregation = AGGREGATION_UNIQUE;
	ck_assert(!rate_takes(&charge, &event, NULL));
	metric.field = "zone";
	ck_assert(rate_takes(&charge, &event, NULL));
	metric = (struct metric){ .id = "gb", .field = "" };
	ck_assert_int_eq(expression_parse("bytes / gone", &arena,
			     &metric.expression, &error),
	    STATUS_OK);
	ck_assert(!rate_takes(&charge, &event, NULL));
	arena_close(&arena);
}
END_TEST

START_TEST(what_does_not_fit_is_said)
{
	static const struct metric metric = { .id = "gb", .field = "bytes" };
	struct filter filters[] = { { "x", "*" }, { "zone", "eu-*" } };
	struct charge charge = {
		.id = "data",
		.kind = CHARGE_USAGE,
		.usage = { .metric = &metric,
		    .filters = filters,
		    .filter_count = 2 },
	};
	struct dimension items[] = { { "x", "1" }, { "zone", "us-1" } };
	struct usage_event event = {
		.metric = "gb", .currency = "", .dimensions = { items, 1 }
	};
	struct error error;

	ck_assert_int_eq(rate_refuses(&charge, &event, &error), STATUS_INVALID);
	ck_assert_str_eq(
	    error.text, "charge data is for zone eu-*, it has none");
	event.dimensions.count = 2;
	ck_assert_int_eq(rate_refuses(&charge, &event, &error), STATUS_INVALID);
	ck_assert_str_eq(
	    error.text, "charge data is for zone eu-*, it is us-1");
	items[1].value = "eu-1";
	ck_assert_int_eq(rate_refuses(&charge, &event, &error), STATUS_INVALID);
	ck_assert_str_eq(error.text, "it lacks what metric gb counts");
}
END_TEST

Suite *
rate_takes_suite(void)
{
	Suite *suite = suite_create("rate_takes");
	TCase *tests = tcase_create("rate_takes");

	tcase_add_loop_test(tests, a_charge_takes_events, 0,
	    sizeof(takings) / sizeof(takings[0]));
	tcase_add_test(tests, what_has_no_price_is_not_taken);
	tcase_add_test(tests, what_does_not_fit_is_said);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * What a call costs: golden values, and a reference that bills increment after
 * increment.
 */
#include <check.h>
#include <string.h>

#include "base/instant.h"
#include "rate/deck.h"
#include "telephone.h"
#include "tests/unit/rule/shop.h"

#define WEEKDAY "2026-11-02T12:00:00Z"

/* One row of a deck, and a call to it. */
static const struct {
	const char *name;
	struct telephone_row row;
	const char *quantity;
	const char *billed;
	int64_t amount[2]; /* a fraction */
} golden[] = {
	{ "61 s at 60/60", { .first = "60", .next = "60" }, "61", "120",
	    { 2, 10 } },
	{ "61 s at 60/6", { .first = "60", .next = "6" }, "61", "66",
	    { 11, 100 } },
	{ "61 s at 30/6", { .first = "30", .next = "6" }, "61", "66",
	    { 11, 100 } },
	{ "61 s at 1/1", { .first = "1" }, "61", "61", { 61, 600 } },
	{ "60 s at 60/60", { .first = "60", .next = "60" }, "60", "60",
	    { 1, 10 } },
	{ "one second", { .first = "60", .next = "60" }, "1", "60", { 1, 10 } },
	{ "a part of a second", { .first = "1" }, "0.001", "1", { 1, 600 } },
	{ "a second and a millisecond", { .first = "1" }, "1.001", "2",
	    { 2, 600 } },
	{ "tenths", { .first = "0.1", .next = "0.1" }, "61.05", "61.1",
	    { 611, 6000 } },
	{ "not answered", { .fee = "1", .minimum = "60" }, "0", "0", { 0, 1 } },
	{ "less than nothing", { .fee = "1", .minimum = "60" }, "-5", "0",
	    { 0, 1 } },
	{ "a price by the second", { .price = "0.01", .per = "1" }, "61", "61",
	    { 61, 100 } },
	{ "a price by the hour", { .price = "6", .per = "3600" }, "61", "61",
	    { 61, 600 } },
	{ "the fee to connect", { .fee = "0.05" }, "60", "60", { 15, 100 } },
	{ "the minimum", { .minimum = "30" }, "3", "30", { 5, 100 } },
	{ "the minimum is reached", { .minimum = "30" }, "30", "30",
	    { 5, 100 } },
	{ "the minimum in increments",
	    { .first = "20", .next = "20", .minimum = "30" }, "3", "40",
	    { 4, 60 } },
	{ "the maximum", { .maximum = "0.5" }, "6000", "6000", { 1, 2 } },
	{ "the maximum is of all", { .fee = "0.49", .maximum = "0.5" }, "60",
	    "60", { 1, 2 } },
	{ "a maximum of nothing", { .maximum = "0" }, "60", "60", { 0, 1 } },
	{ "free of charge", { .price = "0" }, "60", "60", { 0, 1 } },
	{ "an odd increment", { .first = "7", .next = "11" }, "8", "18",
	    { 18, 600 } },
	{ "a number that is not written in places", { .per = "7" }, "1", "1",
	    { 1, 70 } },
};

static void
check_price(const char *name, const struct deck_call *call, const char *billed,
    struct ratio amount)
{
	struct deck_charge charged;
	struct error error;

	ck_assert_msg(deck_price(call, &charged, &error) == STATUS_OK, "%s: %s",
	    name, error.text);
	ck_assert_ptr_nonnull(charged.rate);
	ck_assert_msg(
	    decimal_compare(charged.billed, shop_decimal(billed)) == 0,
	    "%s: billed", name);
	ck_assert_msg(charged.amount.numerator == amount.numerator &&
			  charged.amount.denominator == amount.denominator,
	    "%s: %lld/%lld", name, (long long)charged.amount.numerator,
	    (long long)charged.amount.denominator);
}

START_TEST(a_call_at_one_rate)
{
	struct deck_call call;

	telephone_row(golden[_i].row);
	telephone_build();
	call = telephone_call("4930", WEEKDAY, golden[_i].quantity);
	check_price(golden[_i].name, &call, golden[_i].billed,
	    ratio_of(golden[_i].amount[0], golden[_i].amount[1]));
}
END_TEST

/* Ten, one and half a cent a second, and a fee of a dollar each. */
static void
three_classes(const char *first, const char *next)
{
	static const char *const classes[] = { "peak", "off", "holiday" };
	static const char *const prices[] = { "0.10", "0.01", "0.005" };

	telephone_business();
	for (size_t i = 0; i < 3; i++)
		telephone_row((struct telephone_row){ .class = classes[i],
		    .price = prices[i],
		    .per = "1",
		    .first = first,
		    .next = next,
		    .fee = "1" });
	telephone_build();
}

/* Amounts in thousandths, with the fee. */
static const struct {
	const char *name;
	const char *zone;
	const char *at;
	const char *quantity;
	const char *first;
	const char *next;
	const char *billed;
	int amount;
} split[] = {
	{ "before the boundary", "UTC", "2026-11-02T07:59:00Z", "60", "1", "1",
	    "60", 1600 },
	{ "over the boundary", "UTC", "2026-11-02T07:59:00Z", "61", "1", "1",
	    "61", 1700 },
	{ "from the boundary on", "UTC", "2026-11-02T08:00:00Z", "60", "1", "1",
	    "60", 7000 },
	{ "an increment over the boundary is as it began", "UTC",
	    "2026-11-02T07:59:00Z", "61", "60", "60", "120", 7600 },
	{ "the boundary inside an increment", "UTC", "2026-11-02T07:59:30Z",
	    "61", "60", "60", "120", 7600 },
	{ "the boundary inside the second increment", "UTC",
	    "2026-11-02T07:58:30Z", "121", "60", "60", "180", 8200 },
	{ "the boundary inside a next increment", "UTC", "2026-11-02T07:59:50Z",
	    "16", "6", "6", "18", 1720 },
	{ "a start between two seconds", "UTC", "2026-11-02T07:59:59.5Z", "2",
	    "1", "1", "2", 1110 },
	{ "over two boundaries", "UTC", "2026-11-02T07:59:59Z", "36002", "1",
	    "1", "36002", 3601020 },
	{ "over days", "UTC", "2026-11-06T17:59:59Z", "259200", "1", "1",
	    "259200", 2 * 86400 * 10 + 14 * 3600 * 10 + 36000 * 100 + 1000 },
	{ "into a holiday", "UTC", "2026-12-24T23:59:58Z", "4", "1", "1", "4",
	    1030 },
	{ "the fee is that of the start", "UTC", "2026-12-24T23:59:58Z", "3",
	    "1", "1", "3", 1025 },
	{ "on the clock of the account", "Asia/Tokyo", "2026-11-01T22:59:59Z",
	    "2", "1", "1", "2", 1110 },
	{ "a night that is an hour shorter", "Europe/Berlin",
	    "2026-03-27T22:00:00Z", "201600", "1", "1", "201600",
	    201600 * 10 + 1000 },
	{ "until peak after that night", "Europe/Berlin",
	    "2026-03-29T22:00:00Z", "28801", "1", "1", "28801",
	    28800 * 10 + 100 + 1000 },
	{ "a Friday to Monday over the night that is an hour longer",
	    "Europe/Berlin", "2026-10-23T16:00:00Z", "226801", "1", "1",
	    "226801", 226800 * 10 + 100 + 1000 },
};

START_TEST(a_call_over_a_boundary_is_split)
{
	struct deck_call call;

	three_classes(split[_i].first, split[_i].next);
	telephone_zone(split[_i].zone);
	call = telephone_call("4930", split[_i].at, split[_i].quantity);
	check_price(split[_i].name, &call, split[_i].billed,
	    ratio_of(split[_i].amount, 1000));
}
END_TEST

START_TEST(what_is_no_time_is_not_split)
{
	struct deck_call call;

	three_classes("1", "1");
	telephone.metric.unit = "MB";
	call = telephone_call("4930", "2026-11-02T07:59:59Z", "100");
	check_price("of its start", &call, "100", ratio_of(2, 1));
}
END_TEST

START_TEST(a_class_without_a_rate_goes_on_at_that_before)
{
	struct deck_call call;

	telephone_business();
	telephone_row((struct telephone_row){
	    .class = "peak", .price = "1", .per = "1" });
	telephone_row((struct telephone_row){
	    .class = "holiday", .price = "2", .per = "1" });
	telephone_build();
	call = telephone_call("4930", "2026-11-02T17:59:59Z", "10");
	check_price("goes on", &call, "10", ratio_of(10, 1));
	call = telephone_call("4930", "2026-11-02T18:00:00Z", "10");
	ck_assert_ptr_null(deck_start(&call));
}
END_TEST

START_TEST(a_call_is_priced_by_the_day_of_its_start)
{
	struct deck_call call;

	telephone_row((struct telephone_row){ .price = "1", .per = "1" });
	telephone_row((struct telephone_row){
	    .price = "2", .per = "1", .from = "2026-11-03" });
	telephone_build();
	call = telephone_call("4930", "2026-11-02T23:59:59Z", "100");
	check_price("that of the 2nd", &call, "100", ratio_of(100, 1));
	telephone_zone("Asia/Tokyo");
	check_price("which is over in Tokyo", &call, "100", ratio_of(200, 1));
}
END_TEST

START_TEST(no_rate)
{
	struct deck_charge charged;
	struct deck_call call;
	struct error error;

	telephone_row((struct telephone_row){ .prefix = "49" });
	telephone_build();
	call = telephone_call("33", WEEKDAY, "10");
	ck_assert_int_eq(deck_price(&call, &charged, &error), STATUS_OK);
	ck_assert_ptr_null(charged.rate);
	ck_assert_ptr_null(deck_start(&call));
}
END_TEST

START_TEST(what_does_not_fit)
{
	static const char *const bad[] = { "999999999999999999999999999999",
		"99999999999999999999999999999" };
	static const char *const good[] = { "9999999999999999999999999",
		"0.000000000001" };
	struct deck_charge charged;
	struct deck_call call;
	struct error error;

	three_classes("0.000000000001", "0.000000000007");
	for (size_t i = 0; i < 2; i++) {
		call = telephone_call("4930", WEEKDAY, bad[i]);
		ck_assert_int_eq(
		    deck_price(&call, &charged, &error), STATUS_INVALID);
		call = telephone_call("4930", WEEKDAY, good[i]);
		ck_assert_int_eq(
		    deck_price(&call, &charged, &error), STATUS_OK);
	}
}
END_TEST

/* Calls near what changes: boundaries of the day, of DST, of holidays. */
START_TEST(the_price_is_that_of_its_increments)
{
	static const char *const near[] = { "2026-11-02T08:00:00Z",
		"2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z",
		"2026-12-24T23:00:00Z", "2026-12-27T17:00:00Z" };
	uint64_t state = (uint64_t)_i + 1;

	telephone_business();
	telephone_zone(_i % 2 == 0 ? "Europe/Berlin" : "America/New_York");
	telephone_some(&state);
	for (int i = 0; i < 20; i++) {
		struct deck_call call =
		    telephone_call("4930", near[shop_below(&state, 5)], "0");
		struct deck_charge charged;
		struct ratio amount;
		struct error error;
		struct date date;

		call.occurred_at +=
		    INSTANT_SECOND * (shop_below(&state, 40000) - 20000) / 4;
		call.quantity = (struct decimal){
			1 + shop_below(&state, i % 2 == 0 ? 9000 : 200000), 1
		};
		date = zone_date(
		    telephone.zone, call.occurred_at / INSTANT_SECOND);
		amount = telephone_amount(&call, date);
		ck_assert(deck_price(&call, &charged, &error) == STATUS_OK);
		ck_assert(charged.amount.numerator == amount.numerator &&
			  charged.amount.denominator == amount.denominator);
	}
}
END_TEST

/* A longer call never costs less. */
START_TEST(the_price_grows_with_the_call)
{
	uint64_t state = (uint64_t)_i + 1;
	struct ratio before = { 0, 1 };

	telephone_business();
	telephone_some(&state);
	for (int i = 1; i < 200; i++) {
		struct deck_call call =
		    telephone_call("4930", "2026-11-02T07:50:00Z", "0");
		struct deck_charge charged;
		struct error error;
		int order;

		call.quantity = (struct decimal){ i * 73, 1 };
		ck_assert(deck_price(&call, &charged, &error) == STATUS_OK);
		ck_assert(ratio_compare(before, charged.amount, &order,
			      &error) == STATUS_OK);
		ck_assert_int_le(order, 0);
		before = charged.amount;
	}
}
END_TEST

Suite *
deck_price_suite(void)
{
	Suite *suite = suite_create("deck_price");
	TCase *tests = tcase_create("deck_price");

	tcase_add_checked_fixture(tests, telephone_setup, telephone_teardown);
	tcase_add_loop_test(
	    tests, a_call_at_one_rate, 0, sizeof(golden) / sizeof(golden[0]));
	tcase_add_loop_test(tests, a_call_over_a_boundary_is_split, 0,
	    sizeof(split) / sizeof(split[0]));
	tcase_add_test(tests, what_is_no_time_is_not_split);
	tcase_add_test(tests, a_class_without_a_rate_goes_on_at_that_before);
	tcase_add_test(tests, a_call_is_priced_by_the_day_of_its_start);
	tcase_add_test(tests, no_rate);
	tcase_add_test(tests, what_does_not_fit);
	tcase_add_loop_test(tests, the_price_is_that_of_its_increments, 0, 100);
	tcase_add_loop_test(tests, the_price_grows_with_the_call, 0, 50);
	suite_add_tcase(suite, tests);
	return suite;
}

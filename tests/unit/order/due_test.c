/*
 * What ought to have been billed until a day, told as text.
 */
#include "order/due.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

struct row {
	const char *name;
	const char *price;
	const char *start;
	const char *cancel;
	const char *bill_from;
	int bill_day;
	const char *change; /* of the bill day, */
	int change_to;
	const char *zone;
	struct cycle every;
	enum proration proration;
	enum charge_when when;
	enum anchor anchor;
	const char *as_of;
	const char *dues;
};

/* What most rows leave out: a month of 31.00 from 1 January 2026. */
static void
open_row(struct shop *shop, const struct row *row)
{
	struct charge *charge;
	struct error error;

	shop_open(shop);
	charge =
	    shop_charge(shop, "a", row->price == NULL ? "31.00" : row->price);
	if (row->every.count > 0)
		charge->every = row->every;
	charge->proration = row->proration;
	charge->when = row->when;
	charge->anchor = row->anchor;
	shop_order(
	    shop, ACTION_ADD, row->start == NULL ? "2026-01-01" : row->start)
	    ->bill_from = shop_day(row->bill_from);
	if (row->cancel != NULL)
		shop_order(shop, ACTION_CANCEL, row->cancel);
	if (row->bill_day > 0)
		shop->bill_days[0].day = row->bill_day;
	if (row->change != NULL)
		shop_bill_day(shop, row->change, row->change_to);
	if (row->zone != NULL) {
		zone_close(shop->zone);
		shop->zone = NULL;
		if (zone_open(row->zone, &shop->zone, &error) != STATUS_OK)
			ck_abort_msg("%s", error.text);
	}
}

static void
check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct subscription subscription;
		struct shop shop;
		const char *told;

		open_row(&shop, &rows[i]);
		shop_subscription(&shop, &subscription);
		told = shop_tell_dues(&shop,
		    shop_dues(&shop, &subscription, shop_day(rows[i].as_of)));
		ck_assert_msg(strcmp(told, rows[i].dues) == 0,
		    "%s:\n\t%s, not\n\t%s", rows[i].name, told, rows[i].dues);
		shop_close(&shop);
	}
}

START_TEST(periods_and_prorations)
{
	static const struct row rows[] = {
		{ "before the start", .as_of = "2025-12-31", .dues = "" },
		{ "on the first day", .as_of = "2026-01-01",
		    .dues = "a 2026-01-01..02-01 31.00" },
		{ "the last day before the next", .as_of = "2026-01-31",
		    .dues = "a 2026-01-01..02-01 31.00" },
		{ "all until now", .as_of = "2026-02-01",
		    .dues = "a 2026-01-01..02-01 31.00, "
			    "a 2026-02-01..03-01 31.00" },
		{ "a stub of the full period that ends there",
		    .start = "2026-01-20", .as_of = "2026-01-20",
		    .dues = "a 2026-01-20..02-01 12.00" },
		{ "a stub of February", .start = "2026-02-15", .price = "28.00",
		    .as_of = "2026-02-15",
		    .dues = "a 2026-02-15..03-01 14.00" },
		{ "a stub of a leap February", .start = "2028-02-15",
		    .price = "29.00", .as_of = "2028-02-15",
		    .dues = "a 2028-02-15..03-01 15.00" },
		{ "a stub over the year's end", .start = "2026-01-05",
		    .bill_day = 15, .as_of = "2026-01-15",
		    .dues = "a 2026-01-05..01-15 10.00, "
			    "a 2026-01-15..02-15 31.00" },
		{ "31 January, monthly", .start = "2026-01-31", .bill_day = 31,
		    .as_of = "2026-03-31",
		    .dues = "a 2026-01-31..02-28 31.00, "
			    "a 2026-02-28..03-31 31.00, "
			    "a 2026-03-31..04-30 31.00" },
		{ "31 January, own anchor", .start = "2026-01-31",
		    .anchor = ANCHOR_START, .as_of = "2026-03-31",
		    .dues = "a 2026-01-31..02-28 31.00, "
			    "a 2026-02-28..03-31 31.00, "
			    "a 2026-03-31..04-30 31.00" },
		{ "a new bill day: one stub", .change = "2026-01-10",
		    .change_to = 15, .as_of = "2026-02-15",
		    .dues = "a 2026-01-01..02-01 31.00, "
			    "a 2026-02-01..02-15 14.00, "
			    "a 2026-02-15..03-15 31.00" },
		{ "yearly, cancelled: 161 of 365 days", .price = "1200.00",
		    .every = { 1, CYCLE_YEAR }, .cancel = "2026-06-11",
		    .as_of = "2026-06-11",
		    .dues = "a 2026-01-01..06-11 529.32" },
		{ "the leap day is of the service year that has it",
		    .price = "366.00", .every = { 1, CYCLE_YEAR },
		    .anchor = ANCHOR_START, .start = "2027-03-01",
		    .cancel = "2028-02-29", .as_of = "2028-12-31",
		    .dues = "a 2027-03-01..02-29 365.00" },
		{ "yearly stub", .price = "365.00", .every = { 1, CYCLE_YEAR },
		    .start = "2026-01-15", .as_of = "2026-02-01",
		    .dues = "a 2026-01-15..02-01 17.00, "
			    "a 2026-02-01..02-01 365.00" },
		{ "weeks follow the start", .price = "7.00",
		    .every = { 1, CYCLE_WEEK }, .start = "2026-01-07",
		    .cancel = "2026-01-17", .as_of = "2026-12-31",
		    .dues = "a 2026-01-07..01-14 7.00, "
			    "a 2026-01-14..01-17 3.00" },
		{ "month30", .price = "49.99", .proration = PRORATION_MONTH30,
		    .cancel = "2026-01-12", .as_of = "2026-01-12",
		    .dues = "a 2026-01-01..01-12 18.33" },
		{ "day", .price = "49.99", .cancel = "2026-01-12",
		    .as_of = "2026-01-12",
		    .dues = "a 2026-01-01..01-12 17.74" },
		{ "seconds, 23 hours on 8 March", .price = "743.00",
		    .proration = PRORATION_SECOND, .zone = "America/New_York",
		    .start = "2026-03-08", .cancel = "2026-03-09",
		    .as_of = "2026-03-31",
		    .dues = "a 2026-03-08..03-09 23.00" },
		{ "seconds, before the change", .price = "743.00",
		    .proration = PRORATION_SECOND, .zone = "America/New_York",
		    .start = "2026-03-01", .cancel = "2026-03-08",
		    .as_of = "2026-03-31",
		    .dues = "a 2026-03-01..03-08 168.00" },
		{ "none: the whole for a stub", .proration = PRORATION_NONE,
		    .start = "2026-01-20", .as_of = "2026-01-20",
		    .dues = "a 2026-01-20..02-01 31.00" },
		{ "none: the whole though cancelled",
		    .proration = PRORATION_NONE, .cancel = "2026-01-12",
		    .as_of = "2026-03-01",
		    .dues = "a 2026-01-01..02-01 31.00" },
		{ "none: not cancelled on the first day",
		    .proration = PRORATION_NONE, .cancel = "2026-02-01",
		    .as_of = "2026-03-01",
		    .dues = "a 2026-01-01..02-01 31.00" },
	};

	check_rows(rows, sizeof(rows) / sizeof(rows[0]));
}
END_TEST

START_TEST(when_it_is_due_and_from_when_it_is_billed)
{
	static const struct row rows[] = {
		{ "arrears: not before the end", .when = WHEN_ARREARS,
		    .as_of = "2026-01-31", .dues = "" },
		{ "arrears: on the end", .when = WHEN_ARREARS,
		    .as_of = "2026-02-01",
		    .dues = "a 2026-01-01..02-01 31.00" },
		{ "arrears, cancelled: still on the period's end",
		    .when = WHEN_ARREARS, .cancel = "2026-01-11",
		    .as_of = "2026-01-31", .dues = "" },
		{ "arrears, cancelled", .when = WHEN_ARREARS,
		    .cancel = "2026-01-11", .as_of = "2026-02-01",
		    .dues = "a 2026-01-01..01-11 10.00" },
		{ "cancelled on the first day", .cancel = "2026-01-01",
		    .as_of = "2026-12-31", .dues = "" },
		{ "cancelled before the first day", .cancel = "2025-12-01",
		    .as_of = "2026-12-31", .dues = "" },
		{ "cancelled on a boundary", .cancel = "2026-02-01",
		    .as_of = "2026-12-31",
		    .dues = "a 2026-01-01..02-01 31.00" },
		{ "billed elsewhere until the middle of a period",
		    .bill_from = "2026-02-15", .price = "28.00",
		    .as_of = "2026-02-15",
		    .dues = "a 2026-02-15..03-01 14.00" },
		{ "not due before that day", .bill_from = "2026-02-15",
		    .as_of = "2026-02-14", .dues = "" },
		{ "billed elsewhere until a boundary",
		    .bill_from = "2026-03-01", .as_of = "2026-03-31",
		    .dues = "a 2026-03-01..04-01 31.00" },
		{ "the anchor runs from the start", .anchor = ANCHOR_START,
		    .start = "2026-01-10", .bill_from = "2026-03-01",
		    .price = "28.00", .as_of = "2026-03-09",
		    .dues = "a 2026-03-01..03-10 9.00" },
		{ "arrears, billed elsewhere", .when = WHEN_ARREARS,
		    .bill_from = "2026-01-21", .as_of = "2026-02-01",
		    .dues = "a 2026-01-21..02-01 11.00" },
		{ "none, billed elsewhere until the middle",
		    .proration = PRORATION_NONE, .bill_from = "2026-01-21",
		    .as_of = "2026-01-21",
		    .dues = "a 2026-01-21..02-01 31.00" },
		{ "cancelled before it is billed from",
		    .bill_from = "2026-03-01", .cancel = "2026-02-10",
		    .as_of = "2026-12-31", .dues = "" },
		{ "cancelled on the day from which it is billed",
		    .bill_from = "2026-02-10", .cancel = "2026-02-10",
		    .as_of = "2026-12-31", .dues = "" },
		{ "cancelled a day after", .bill_from = "2026-02-10",
		    .cancel = "2026-02-11", .price = "28.00",
		    .as_of = "2026-12-31", .dues = "a 2026-02-10..02-11 1.00" },
		{ "the calendar's end is no loop", .start = "9999-11-01",
		    .price = "30.00", .as_of = "9999-12-31",
		    .dues = "a 9999-11-01..12-01 30.00, "
			    "a 9999-12-01..12-31 30.00" },
		{ "nor with days", .start = "9999-12-29",
		    .every = { 1, CYCLE_DAY }, .as_of = "9999-12-31",
		    .dues = "a 9999-12-29..12-30 31.00, "
			    "a 9999-12-30..12-31 31.00" },
	};

	check_rows(rows, sizeof(rows) / sizeof(rows[0]));
}
END_TEST

START_TEST(one_time_charges)
{
	static const struct {
		const char *name, *cancel, *bill_from, *as_of, *dues;
	} rows[] = {
		{ "before", NULL, "", "2026-01-14", "" },
		{ "activation", NULL, "", "2026-01-15",
		    "in 2026-01-15..01-15 99.00" },
		{ "billed elsewhere", NULL, "2026-01-16", "2026-12-31", "" },
		{ "before it is terminated", "2026-03-01", "", "2026-02-28",
		    "in 2026-01-15..01-15 99.00" },
		{ "termination", "2026-03-01", "", "2026-03-01",
		    "in 2026-01-15..01-15 99.00, "
		    "out 2026-03-01..03-01 50.00" },
		{ "cancelled on the first day: both", "2026-01-15", "",
		    "2026-03-01",
		    "in 2026-01-15..01-15 99.00, "
		    "out 2026-01-15..01-15 50.00" },
		{ "ended where it was billed elsewhere", "2026-02-01",
		    "2026-03-01", "2026-12-31", "" },
		{ "ended on the first billed day", "2026-03-01", "2026-03-01",
		    "2026-12-31", "out 2026-03-01..03-01 50.00" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct subscription subscription;
		struct charge *out;
		struct shop shop;
		const char *told;

		shop_open(&shop);
		shop_charge(&shop, "in", "99.00")->kind = CHARGE_ONE_TIME;
		out = shop_charge(&shop, "out", "50.00");
		out->kind = CHARGE_ONE_TIME;
		out->on = ON_TERMINATION;
		shop_order(&shop, ACTION_ADD, "2026-01-15")->bill_from =
		    shop_day(rows[i].bill_from);
		if (rows[i].cancel != NULL)
			shop_order(&shop, ACTION_CANCEL, rows[i].cancel);
		shop_subscription(&shop, &subscription);
		told = shop_tell_dues(&shop,
		    shop_dues(&shop, &subscription, shop_day(rows[i].as_of)));
		ck_assert_msg(strcmp(told, rows[i].dues) == 0, "%s: %s",
		    rows[i].name, told);
		shop_close(&shop);
	}
}
END_TEST

START_TEST(prices_and_quantities)
{
	static const struct {
		const char *name, *order_price, *quantity;
		enum charge_per per;
		enum rounding rounding;
		const char *cancel, *amount, *unit_price;
	} rows[] = {
		{ "the catalog's", "", "1", PER_UNIT, ROUNDING_HALF_UP, NULL,
		    "50.00", "50.00" },
		{ "the order's", "45", "1", PER_UNIT, ROUNDING_HALF_UP, NULL,
		    "45.00", "45.00" },
		{ "exact until it is rounded", "0.0335", "3", PER_UNIT,
		    ROUNDING_HALF_UP, NULL, "0.10", "0.0335" },
		{ "a price of zero is a price", "0", "1", PER_UNIT,
		    ROUNDING_HALF_UP, NULL, "0.00", "0.00" },
		{ "by quantity", "", "2.5", PER_UNIT, ROUNDING_HALF_UP, NULL,
		    "125.00", "50.00" },
		{ "flat", "", "2.5", PER_FLAT, ROUNDING_HALF_UP, NULL, "50.00",
		    "50.00" },
		{ "half up", "0.125", "1", PER_UNIT, ROUNDING_HALF_UP, NULL,
		    "0.13", "0.125" },
		{ "74.985 is 74.99", "74.985", "1", PER_UNIT, ROUNDING_HALF_UP,
		    NULL, "74.99", "74.985" },
		{ "half even", "0.125", "1", PER_UNIT, ROUNDING_HALF_EVEN, NULL,
		    "0.12", "0.125" },
		{ "rounded once, after the quantity", "0.015", "31", PER_UNIT,
		    ROUNDING_HALF_UP, "2026-01-02", "0.02", "0.015" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct subscription subscription;
		char text[MONEY_TEXT_MAX];
		struct order *add;
		struct dues dues;
		struct shop shop;

		shop_open(&shop);
		shop.rounding = rows[i].rounding;
		shop_charge(&shop, "a", "50.00")->per = rows[i].per;
		add = shop_order(&shop, ACTION_ADD, "2026-01-01");
		add->price = rows[i].order_price;
		add->quantity = shop_decimal(rows[i].quantity);
		if (rows[i].cancel != NULL)
			shop_order(&shop, ACTION_CANCEL, rows[i].cancel);
		shop_subscription(&shop, &subscription);
		dues = shop_dues(&shop, &subscription, shop_day("2026-01-01"));
		ck_assert_uint_eq(dues.count, 1);
		ck_assert_msg(strcmp(money_format(dues.items[0].amount, text),
				  rows[i].amount) == 0,
		    "%s: %s", rows[i].name, text);
		ck_assert_str_eq(
		    dues.items[0].key.unit_price, rows[i].unit_price);
		ck_assert_str_eq(
		    dues.items[0].key.order_price, rows[i].order_price);
		shop_close(&shop);
	}
}
END_TEST

START_TEST(nothing_is_owed_for_none)
{
	struct subscription subscription;
	struct order *add;
	struct shop shop;

	shop_open(&shop);
	shop_charge(&shop, "a", "50.00");
	shop_charge(&shop, "flat", "50.00")->per = PER_FLAT;
	shop_charge(&shop, "in", "99.00")->kind = CHARGE_ONE_TIME;
	add = shop_order(&shop, ACTION_ADD, "2026-01-01");
	add->quantified = true;
	add->quantity = decimal_from_integer(0);
	shop_subscription(&shop, &subscription);
	ck_assert_uint_eq(
	    shop_dues(&shop, &subscription, shop_day("2026-03-01")).count, 0);
	shop_close(&shop);
}
END_TEST

START_TEST(what_is_delivered_in_parts_is_owed_in_parts)
{
	static const char *const dues[] = {
		"a 2026-01-11..02-01 84.00, in:2026-01-11 2026-01-11..01-11 "
		"40.00",
		/* 4 for 10 days, and 10 for 11. */
		"a 2026-01-11..01-21 40.00, a 2026-01-21..02-01 110.00, "
		"in:2026-01-11 2026-01-11..01-11 40.00, "
		"in:2026-01-21 2026-01-21..01-21 60.00",
	};
	struct fulfilment parts[2] = {
		{ shop_day("2026-01-11"), decimal_from_integer(4) },
		{ shop_day("2026-01-21"), decimal_from_integer(6) },
	};

	for (size_t i = 0; i < 2; i++) {
		struct subscription subscription;
		struct order *add;
		struct shop shop;

		shop_open(&shop);
		shop_charge(&shop, "a", "31.00");
		shop_charge(&shop, "in", "10.00")->kind = CHARGE_ONE_TIME;
		add = shop_order(&shop, ACTION_ADD, "2026-01-11");
		add->quantified = add->partial = true;
		add->quantity = decimal_from_integer(10);
		add->fulfilments = parts;
		add->fulfilment_count = i + 1;
		shop_subscription(&shop, &subscription);
		ck_assert_str_eq(
		    shop_tell_dues(&shop, shop_dues(&shop, &subscription,
					      shop_day("2026-01-31"))),
		    dues[i]);
		shop_close(&shop);
	}
}
END_TEST

START_TEST(a_charge_that_an_order_asks_for)
{
	struct subscription subscription;
	struct order *visit;
	struct dues dues;
	struct shop shop;

	shop_open(&shop);
	shop_charge(&shop, "visit", "80.00")->kind = CHARGE_ONE_TIME;
	shop.charges[0].on = ON_ORDER;
	shop_order(&shop, ACTION_ADD, "2026-01-01");
	for (int i = 0; i < 2; i++) {
		visit = shop_order(&shop, ACTION_ADD, "2026-01-20");
		visit->charge = "visit";
		visit->price = i == 0 ? "" : "75.00";
		visit->quantified = true;
		visit->quantity = decimal_from_integer(2);
	}
	shop_subscription(&shop, &subscription);
	dues = shop_dues(&shop, &subscription, shop_day("2026-01-20"));
	ck_assert_str_eq(shop_tell_dues(&shop, dues),
	    "visit:O2/1 2026-01-20..01-20 160.00, "
	    "visit:O3/1 2026-01-20..01-20 150.00");
	ck_assert_str_eq(dues.items[1].key.order_price, "75.00");
	ck_assert_str_eq(dues.items[1].key.order, "O3");
	ck_assert_uint_eq(
	    shop_dues(&shop, &subscription, shop_day("2026-01-19")).count, 0);
	shop_close(&shop);
}
END_TEST

START_TEST(a_bundle_is_split_by_what_its_products_cost_alone)
{
	struct subscription subscription;
	struct product products[3];
	struct component components[3];
	struct dues dues;
	struct shop shop;

	shop_open(&shop);
	shop_charge(&shop, "a", "10.00")->components = components;
	shop.charges[0].component_count = 3;
	for (size_t i = 0; i < 3; i++) {
		static const char *const ids[] = { "net", "phone", "tv" };

		products[i] = *shop.plan.product;
		products[i].id = products[i].tax_code = ids[i];
		components[i].product = &products[i];
		components[i].price = shop_decimal("7.5");
	}
	shop_order(&shop, ACTION_ADD, "2026-01-01")->quantified = true;
	shop_subscription(&shop, &subscription);
	dues = shop_dues(&shop, &subscription, shop_day("2026-01-01"));
	ck_assert_str_eq(shop_tell_dues(&shop, dues),
	    "a:net 2026-01-01..02-01 3.34, a:phone 2026-01-01..02-01 3.33, "
	    "a:tv 2026-01-01..02-01 3.33");
	ck_assert_str_eq(dues.items[2].key.product, "tv");
	ck_assert_str_eq(dues.items[2].key.tax_code, "tv");
	shop_close(&shop);
}
END_TEST

START_TEST(days_of_one_key_meet)
{
	struct subscription subscription;
	struct dues dues;
	struct shop shop;

	shop_open(&shop);
	shop_charge(&shop, "a", "31.00");
	shop_order(&shop, ACTION_ADD, "2026-01-01")->quantified = true;
	shop_order(&shop, ACTION_SUSPEND, "2026-01-11");
	shop_order(&shop, ACTION_RESUME, "2026-01-21");
	shop.plan.life.suspended_free = true;
	shop_subscription(&shop, &subscription);
	dues = shop_dues(&shop, &subscription, shop_day("2026-01-01"));
	ck_assert_uint_eq(dues.count, 1);
	ck_assert_str_eq(shop_tell_dues(&shop, dues),
	    "a 2026-01-01..01-11 10.00, a 2026-01-21..02-01 11.00");
	ck_assert_int_eq(dues.items[0].amount.minor, 2100);
	ck_assert_str_eq(dues.items[0].key.order, "O1");
	shop_close(&shop);
}
END_TEST

START_TEST(what_does_not_fit_is_an_error)
{
	struct subscription subscription;
	struct due_terms terms = { .as_of = shop_day("2026-01-01") };
	struct order *add;
	struct dues dues;
	struct shop shop;
	struct error error;

	shop_open(&shop);
	shop_charge(&shop, "a", "99999999999999999.99");
	add = shop_order(&shop, ACTION_ADD, "2026-01-01");
	add->quantity = shop_decimal("1000000");
	shop_subscription(&shop, &subscription);
	terms.zone = shop.zone;
	terms.bill_days = shop.bill_days;
	terms.bill_day_count = 1;
	ck_assert_int_eq(
	    due_list(&subscription, &terms, &shop.arena, &dues, &error),
	    STATUS_INVALID);
	ck_assert_ptr_nonnull(strstr(error.text, "S1"));
	shop_close(&shop);
}
END_TEST

START_TEST(the_day_on_which_a_posted_line_fell_due)
{
	struct line *line;
	struct shop shop;

	shop_open(&shop);
	shop_charge(&shop, "access", "50.00");
	line = shop_line(&shop.arena, "50.00");
	line->period_start = shop_day("2026-01-12");
	ck_assert_int_eq(
	    due_date(line, &shop.catalogs).days, shop_day("2026-01-12").days);
	shop.charges[0].when = WHEN_ARREARS;
	ck_assert_int_eq(
	    due_date(line, &shop.catalogs).days, shop_day("2026-02-01").days);
	line->charge = "gone";
	ck_assert_int_eq(
	    due_date(line, &shop.catalogs).days, shop_day("2026-01-12").days);
	line->catalog = "gone";
	ck_assert_int_eq(
	    due_date(line, &shop.catalogs).days, shop_day("2026-01-12").days);
	shop_close(&shop);
}
END_TEST

Suite *
due_suite(void)
{
	Suite *suite = suite_create("due");
	TCase *tests = tcase_create("due");

	tcase_add_test(tests, periods_and_prorations);
	tcase_add_test(tests, when_it_is_due_and_from_when_it_is_billed);
	tcase_add_test(tests, one_time_charges);
	tcase_add_test(tests, prices_and_quantities);
	tcase_add_test(tests, nothing_is_owed_for_none);
	tcase_add_test(tests, what_is_delivered_in_parts_is_owed_in_parts);
	tcase_add_test(tests, a_charge_that_an_order_asks_for);
	tcase_add_test(
	    tests, a_bundle_is_split_by_what_its_products_cost_alone);
	tcase_add_test(tests, days_of_one_key_meet);
	tcase_add_test(tests, what_does_not_fit_is_an_error);
	tcase_add_test(tests, the_day_on_which_a_posted_line_fell_due);
	suite_add_tcase(suite, tests);
	return suite;
}

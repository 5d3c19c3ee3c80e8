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
	tcase_add_test(
	    tests, a_bundle_is_split_by_what_its_products_cost_alone);
	tcase_add_test(tests, days_of_one_key_meet);
	tcase_add_test(tests, the_day_on_which_a_posted_line_fell_due);
	suite_add_tcase(suite, tests);
	return suite;
}

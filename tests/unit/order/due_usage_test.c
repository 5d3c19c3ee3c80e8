/*
 * Which days of usage are due, and how they are priced.
 */
#include <check.h>
#include <string.h>

#include "order/due.h"
#include "tests/unit/rule/shop.h"

static const struct metric metric = { .id = "gb", .field = "", .unit = "GB" };

static struct charge *
usage_charge(struct shop *shop, const char *id, const char *price)
{
	struct charge *charge = shop_charge(shop, id, price);

	charge->kind = CHARGE_USAGE;
	charge->when = WHEN_ARREARS;
	charge->proration = PRORATION_NONE;
	charge->usage.metric = &metric;
	charge->usage.pricing_unit = "";
	return charge;
}

static struct dues
usage_dues(struct shop *shop, const struct subscription *subscription,
    const char *as_of, bool open)
{
	struct due_terms terms = {
		.as_of = shop_day(as_of),
		.zone = shop->zone,
		.bill_days = shop->bill_days,
		.bill_day_count = shop->bill_day_count,
	};
	struct error error;
	struct dues dues;

	if (due_usage(subscription, &terms, open, &shop->arena, &dues,
		&error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	return dues;
}

/* "CHARGE FROM..TO, ... of CYCLE..CYCLE, PART" for each due, joined by "; ". */
static const char *
tell(struct shop *shop, struct dues dues)
{
	char *told = arena_text(&shop->arena, "");

	for (size_t i = 0; i < dues.count; i++) {
		const struct due *due = &dues.items[i];
		char from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];
		struct ratio part;
		struct error error;

		told = arena_format(&shop->arena, "%s%s%s", told,
		    i == 0 ? "" : "; ", due->key.charge);
		for (size_t k = 0; k < due->segment_count; k++)
			told = arena_format(&shop->arena, "%s %s..%s", told,
			    date_format(due->segments[k].from, from),
			    date_format(due->segments[k].to, to) + 5);
		ck_assert_int_eq(due_part(due, &part, &error), STATUS_OK);
		told = arena_format(&shop->arena, "%s of %s..%s, %d/%d", told,
		    date_format(due->key.cycle_start, from),
		    date_format(due->key.cycle_end, to) + 5,
		    (int)part.numerator, (int)part.denominator);
		ck_assert_ptr_nonnull(told);
	}
	return told;
}

static const struct {
	const char *name;
	const char *start;
	const char *cancel;
	const char *bill_from;
	int bill_day;
	bool by_day;
	const char *as_of;
	bool open;
	const char *dues;
} rows[] = {
	{ "not before the end", .as_of = "2026-01-31", .dues = "" },
	{ "on the end", .as_of = "2026-02-01",
	    .dues = "u 2026-01-01..02-01 of 2026-01-01..02-01, 1/1" },
	{ "the running one, if it is wanted", .as_of = "2026-01-31",
	    .open = true,
	    .dues = "u 2026-01-01..02-01 of 2026-01-01..02-01, 1/1" },
	{ "one that begins today is running", .as_of = "2026-02-01",
	    .open = true,
	    .dues = "u 2026-01-01..02-01 of 2026-01-01..02-01, 1/1; "
		    "u 2026-02-01..03-01 of 2026-02-01..03-01, 1/1" },
	{ "from bill day to bill day", .bill_day = 15, .as_of = "2026-02-15",
	    .dues = "u 2026-01-01..01-15 of 2025-12-15..01-15, 1/1; "
		    "u 2026-01-15..02-15 of 2026-01-15..02-15, 1/1" },
	{ "a part, whole", .start = "2026-01-22", .as_of = "2026-02-01",
	    .dues = "u 2026-01-22..02-01 of 2026-01-01..02-01, 1/1" },
	{ "a part, by day", .start = "2026-01-22", .as_of = "2026-02-01",
	    .by_day = true,
	    .dues = "u 2026-01-22..02-01 of 2026-01-01..02-01, 10/31" },
	{ "cancelled: due on the full period's end", .cancel = "2026-01-11",
	    .as_of = "2026-01-31", .dues = "" },
	{ "cancelled: the days until then", .cancel = "2026-01-11",
	    .as_of = "2026-03-31", .by_day = true,
	    .dues = "u 2026-01-01..01-11 of 2026-01-01..02-01, 10/31" },
	{ "cancelled on the first day", .cancel = "2026-01-01",
	    .as_of = "2026-03-31", .dues = "" },
	{ "billed elsewhere", .bill_from = "2026-01-22", .as_of = "2026-02-01",
	    .by_day = true,
	    .dues = "u 2026-01-22..02-01 of 2026-01-01..02-01, 10/31" },
	{ "a whole period was billed elsewhere", .bill_from = "2026-02-01",
	    .as_of = "2026-03-01",
	    .dues = "u 2026-02-01..03-01 of 2026-02-01..03-01, 1/1" },
	{ "what was billed elsewhere is not running", .bill_from = "2026-02-01",
	    .as_of = "2026-01-15", .open = true, .dues = "" },
	{ "the calendar's end is no loop", .start = "9999-12-01",
	    .as_of = "9999-12-31", .open = true,
	    .dues = "u 9999-12-01..12-31 of 9999-12-01..12-31, 1/1" },
};

START_TEST(periods_of_usage)
{
	struct subscription subscription;
	struct shop shop;

	shop_open(&shop);
	usage_charge(&shop, "u", "1")->proration =
	    rows[_i].by_day ? PRORATION_DAY : PRORATION_NONE;
	/* Only usage is listed, and only here. */
	shop_charge(&shop, "fee", "10.00");
	if (rows[_i].bill_day > 0)
		shop.bill_days[0].day = rows[_i].bill_day;
	shop_order(&shop, ACTION_ADD,
	    rows[_i].start == NULL ? "2026-01-01" : rows[_i].start)
	    ->bill_from = shop_day(rows[_i].bill_from);
	if (rows[_i].cancel != NULL)
		shop_order(&shop, ACTION_CANCEL, rows[_i].cancel);
	shop_subscription(&shop, &subscription);
	ck_assert_msg(strcmp(tell(&shop, usage_dues(&shop, &subscription,
					     rows[_i].as_of, rows[_i].open)),
			  rows[_i].dues) == 0,
	    "%s: %s", rows[_i].name,
	    tell(&shop, usage_dues(&shop, &subscription, rows[_i].as_of,
			    rows[_i].open)));
	ck_assert_ptr_null(
	    strstr(shop_tell_dues(&shop,
		       shop_dues(&shop, &subscription, shop_day("2026-12-31"))),
		"u "));
	shop_close(&shop);
}
END_TEST

/* S1, whose plan or quantity is another between the 11th and the 21st. */
static struct dues
changed(struct shop *shop, const struct plan *plan, const char *quantity)
{
	struct subscription subscription;
	struct order *order;

	shop_order(shop, ACTION_ADD, "2026-01-01");
	order = shop_order(shop, ACTION_CHANGE, "2026-01-11");
	order->plan = plan;
	order->quantified = true;
	order->quantity = shop_decimal(quantity);
	order = shop_order(shop, ACTION_CHANGE, "2026-01-21");
	order->quantified = true;
	shop_subscription(shop, &subscription);
	return usage_dues(shop, &subscription, "2026-02-01", false);
}

START_TEST(a_plan_goes_and_comes_back)
{
	struct shop shop;
	struct plan other;

	shop_open(&shop);
	usage_charge(&shop, "u", "1")->proration = PRORATION_DAY;
	other = shop.plan;
	other.id = "other";
	ck_assert_str_eq(tell(&shop, changed(&shop, &other, "1")),
	    "u 2026-01-01..01-11 2026-01-21..02-01 of 2026-01-01..02-01, "
	    "21/31; u 2026-01-11..01-21 of 2026-01-01..02-01, 10/31");
	shop_close(&shop);
}
END_TEST

START_TEST(a_quantity_does_not_end_the_period)
{
	struct shop shop;

	shop_open(&shop);
	usage_charge(&shop, "u", "1");
	ck_assert_str_eq(tell(&shop, changed(&shop, &shop.plan, "5")),
	    "u 2026-01-01..02-01 of 2026-01-01..02-01, 1/1");
	shop_close(&shop);
}
END_TEST

START_TEST(a_price_that_does_not_multiply_is_not_shown)
{
	struct subscription subscription;
	struct shop shop;
	struct dues dues;
	size_t i;

	shop_open(&shop);
	for (i = 0; i < 4; i++)
		usage_charge(&shop, "u", "0.5");
	shop.charges[0].usage.model = MODEL_PACKAGE;
	shop.charges[1].usage.included = shop_decimal("1");
	shop.charges[2].usage.discount = shop_decimal("10");
	shop.charges[3].usage.bounded = true;
	shop_order(&shop, ACTION_ADD, "2026-01-01");
	shop_subscription(&shop, &subscription);
	dues = usage_dues(&shop, &subscription, "2026-02-01", false);
	ck_assert_uint_eq(dues.count, 4);
	for (i = 0; i < 4; i++)
		ck_assert_str_eq(dues.items[i].key.unit_price, "");
	shop_close(&shop);
}
END_TEST

START_TEST(keys_and_prices)
{
	struct filter filters[] = { { "zone", "eu" } };
	struct subscription subscription;
	struct order *order;
	struct shop shop;
	struct dues dues;

	shop_open(&shop);
	usage_charge(&shop, "u", "0.5")->usage.filters = filters;
	shop.charges[0].usage.filter_count = 1;
	usage_charge(&shop, "u", "2");
	usage_charge(&shop, "t", "3")->usage.model = MODEL_GRADUATED;
	usage_charge(&shop, "own", "4");
	order = shop_order(&shop, ACTION_ADD, "2026-01-01");
	order->charge = "own";
	order->price = "0.125";
	shop_subscription(&shop, &subscription);
	dues = usage_dues(&shop, &subscription, "2026-02-01", false);
	ck_assert_uint_eq(dues.count, 4);
	ck_assert_int_eq(dues.items[0].key.kind, LINE_USAGE);
	ck_assert_str_eq(dues.items[0].key.dimensions, "{\"zone\":\"eu\"}");
	ck_assert_str_eq(dues.items[0].key.unit, "GB");
	ck_assert_str_eq(dues.items[0].key.unit_price, "0.50");
	ck_assert_str_eq(dues.items[1].key.dimensions, "");
	ck_assert_int_ne(
	    line_key_compare(&dues.items[0].key, &dues.items[1].key), 0);
	ck_assert_str_eq(dues.items[2].key.unit_price, "");
	ck_assert_str_eq(dues.items[3].key.unit_price, "0.125");
	ck_assert_str_eq(dues.items[3].key.order_price, "0.125");
	ck_assert_int_eq(decimal_compare(dues.items[3].definition->price,
			     shop_decimal("0.125")),
	    0);
	ck_assert_ptr_eq(dues.items[0].definition, &shop.charges[0]);
	shop_close(&shop);
}
END_TEST

Suite *
due_usage_suite(void)
{
	Suite *suite = suite_create("due_usage");
	TCase *tests = tcase_create("due_usage");

	tcase_add_loop_test(
	    tests, periods_of_usage, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_plan_goes_and_comes_back);
	tcase_add_test(tests, a_quantity_does_not_end_the_period);
	tcase_add_test(tests, a_price_that_does_not_multiply_is_not_shown);
	tcase_add_test(tests, keys_and_prices);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * A line is worth what it changes.
 */
#include "intake/quoting_value.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

static struct shop shop;
static struct error failure;

static void
setup(void)
{
	shop_open(&shop);
}

static void
teardown(void)
{
	shop_close(&shop);
}

/* The value of the last order line. */
static struct quoted
value(const char *as_of, const char *through)
{
	const struct ordered ordered = { .id = "S1",
		.account = "A1",
		.bill_days = shop.bill_days,
		.bill_day_count = shop.bill_day_count,
		.arena = &shop.arena };
	struct quoted_terms terms = { .ordered = &ordered,
		.line = &shop.orders[shop.order_count - 1],
		.count = shop.order_count - 1,
		.as_of = as_of[0] == '\0' ? DATE_NONE : shop_day(as_of),
		.through = through[0] == '\0' ? DATE_NONE : shop_day(through),
		.rounding = shop.rounding };
	struct quoted quoted;

	ck_assert_int_eq(
	    quoting_value(&terms, shop.orders, &quoted, &failure), STATUS_OK);
	return quoted;
}

static const struct {
	const char *name;
	struct cycle every;
	const char *price;
	int64_t month; /* for a quantity of 2, in cents */
} cycles[] = {
	{ "a month", { 1, CYCLE_MONTH }, "10.00", 2000 },
	{ "a year", { 1, CYCLE_YEAR }, "10.00", 167 },
	{ "three months", { 3, CYCLE_MONTH }, "10.00", 667 },
	{ "a week is no quarter of a month", { 1, CYCLE_WEEK }, "10.00", 8690 },
	{ "thirty days", { 30, CYCLE_DAY }, "10.00", 2028 },
};

START_TEST(a_price_counts_by_the_month)
{
	struct charge *charge = shop_charge(&shop, "access", cycles[_i].price);
	struct order *add;

	charge->every = cycles[_i].every;
	charge->anchor = ANCHOR_START;
	add = shop_order(&shop, ACTION_ADD, "2026-01-01");
	add->quantified = true;
	add->quantity = decimal_from_integer(2);
	ck_assert_msg(value("", "").recurring.minor == cycles[_i].month, "%s",
	    cycles[_i].name);
}
END_TEST

START_TEST(a_charge_in_arrears_shows_when_it_is_due)
{
	struct quoted quoted;

	shop_charge(&shop, "access", "31.00")->when = WHEN_ARREARS;
	shop_order(&shop, ACTION_ADD, "2026-01-11");
	quoted = value("", "");
	ck_assert_int_eq(quoted.first.minor, 2100);
	ck_assert_int_eq(quoted.recurring.minor, 3100);
	ck_assert_int_eq(value("", "2026-01-31").first.minor, 0);
}
END_TEST

START_TEST(a_line_changes_what_was_owed)
{
	struct order *change;
	struct quoted quoted;

	shop_charge(&shop, "access", "31.00");
	shop_order(&shop, ACTION_ADD, "2026-01-01");
	change = shop_order(&shop, ACTION_CHANGE, "2026-01-11");
	change->quantified = true;
	change->quantity = decimal_from_integer(3);
	quoted = value("", "");
	ck_assert_int_eq(quoted.first.minor, 4200);
	ck_assert_int_eq(quoted.recurring_before.minor, 3100);
	ck_assert_int_eq(quoted.recurring.minor, 9300);
	ck_assert_int_eq(value("2026-02-01", "").first.minor, 10400);
	ck_assert_int_eq(quoted.one_time.minor, 0);
	ck_assert_int_eq(quoted.early_termination.minor, 0);
}
END_TEST

START_TEST(an_end_gives_back)
{
	struct quoted quoted;

	shop_charge(&shop, "access", "31.00");
	shop_order(&shop, ACTION_ADD, "2026-01-01");
	shop_order(&shop, ACTION_CANCEL, "2026-01-11");
	quoted = value("", "");
	ck_assert_int_eq(quoted.first.minor, -2100);
	ck_assert_int_eq(quoted.recurring.minor, 0);
	ck_assert_str_eq(quoted.plan, shop.plan.id);
}
END_TEST

START_TEST(what_is_owed_once_is_said)
{
	struct charge *setup_charge;

	shop_charge(&shop, "access", "31.00");
	setup_charge = shop_charge(&shop, "setup", "99.00");
	setup_charge->kind = CHARGE_ONE_TIME;
	shop_order(&shop, ACTION_ADD, "2026-01-01");
	ck_assert_int_eq(value("", "").one_time.minor, 9900);
	ck_assert_int_eq(value("", "").first.minor, 13000);
	ck_assert_int_eq(value("", "").recurring.minor, 3100);
}
END_TEST

Suite *
quoting_value_suite(void)
{
	Suite *suite = suite_create("quoting_value");
	TCase *tests = tcase_create("quoting_value");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, a_price_counts_by_the_month, 0,
	    sizeof(cycles) / sizeof(cycles[0]));
	tcase_add_test(tests, a_charge_in_arrears_shows_when_it_is_due);
	tcase_add_test(tests, a_line_changes_what_was_owed);
	tcase_add_test(tests, an_end_gives_back);
	tcase_add_test(tests, what_is_owed_once_is_said);
	suite_add_tcase(suite, tests);
	return suite;
}

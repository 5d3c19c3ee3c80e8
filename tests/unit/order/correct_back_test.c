/*
 * What was posted is taken back from the lines that owe it, and counted anew.
 */
#include "order/correct.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

START_TEST(a_void_takes_back_what_is_owed_once)
{
	struct shop shop;

	shop_open(&shop);
	shop_charge(&shop, "in", "99.00")->kind = CHARGE_ONE_TIME;
	shop_order(&shop, ACTION_ADD, "2026-01-01")->quantified = true;
	shop_post(&shop, shop_run(&shop, shop_day("2026-01-01")));
	shop_order(&shop, ACTION_VOID, "2026-01-05")->voids = "O1/1";
	ck_assert_str_eq(
	    shop_tell_lines(&shop, shop_run(&shop, shop_day("2026-01-05"))),
	    "in 2026-01-01..01-01 -99.00 on INV-001/1");
	shop_close(&shop);
}
END_TEST

START_TEST(a_credit_over_several_lines_takes_the_newest_first)
{
	struct date as_of = shop_day("2026-01-12");
	struct proposed_list lines;
	struct order *change;
	struct shop shop;

	shop_open(&shop);
	shop_charge(&shop, "a", "31.00");
	shop_order(&shop, ACTION_ADD, "2026-01-01");
	change = shop_order(&shop, ACTION_CHANGE, "2026-01-12");
	change->quantified = true;
	change->quantity = decimal_from_integer(2);
	shop_post(&shop, shop_run(&shop, as_of));
	shop_order(&shop, ACTION_CANCEL, "2026-01-08");
	lines = shop_run(&shop, as_of);
	ck_assert_str_eq(shop_tell_lines(&shop, lines),
	    "a 2026-01-12..02-01 -40.00 on INV-001/2, "
	    "a 2026-01-08..01-12 -4.00 on INV-001/1");
	ck_assert_int_eq(lines.items[0].line.revision, 2);
	ck_assert_int_eq(lines.items[1].line.revision, 2);
	ck_assert_str_eq(lines.items[0].account, "A1");
	shop_post(&shop, lines);
	ck_assert_uint_eq(shop_run(&shop, as_of).count, 0);
	shop_close(&shop);
}
END_TEST

START_TEST(charge_reversal_and_recharge_are_three_things)
{
	struct date as_of = shop_day("2026-01-01");
	struct proposed_list lines;
	struct shop shop;

	shop_open(&shop);
	shop_charge(&shop, "a", "31.00");
	shop_order(&shop, ACTION_ADD, "2026-01-01");
	for (int64_t revision = 1; revision <= 6; revision++) {
		/* Cancelled, or not cancelled after all. */
		shop.order_count = 1;
		if (revision % 2 == 0)
			shop_order(&shop, ACTION_CANCEL, "2026-01-01");
		lines = shop_run(&shop, as_of);
		ck_assert_uint_eq(lines.count, 1);
		ck_assert_int_eq(lines.items[0].line.revision, revision);
		ck_assert_int_eq(lines.items[0].line.amount.minor,
		    revision % 2 == 0 ? -3100 : 3100);
		ck_assert_str_eq(lines.items[0].line.corrects,
		    revision == 1 ? "" : "INV-001/1");
		shop_post(&shop, lines);
	}
	ck_assert_int_eq(shop_net(&shop, "a"), 0);
	shop_close(&shop);
}
END_TEST

/* What usage is found to be, one count after the other; the last time nobody
 * says. */
static const struct {
	const char *quantity, *amount, *upto;
	const char *lines, *line_quantity;
} counts[] = {
	{ "10", "10.00", "100", "gb 2026-01-05..02-01 10.00", "10" },
	{ "10", "10.00", "120", "", NULL },
	{ "12.50", "12.50", "130", "gb 2026-01-05..02-01 2.50 on INV-001/1",
	    "2.5" },
	{ "11", "11.00", "140", "gb 2026-01-05..02-01 -1.50 on INV-001/1",
	    "-1.5" },
	/* Not enough to cost something else. */
	{ "11.001", "11.00", "150", "", NULL },
	{ "0", "0.00", "160", "gb 2026-01-05..02-01 -11.00 on INV-001/1",
	    "-11" },
	{ "3", "3.00", "170", "gb 2026-01-05..02-01 3.00 on INV-001/1", "3" },
	{ NULL, NULL, NULL, "", NULL },
};

START_TEST(usage_is_counted_anew)
{
	static const struct metric metric = {
		.id = "gb", .field = "", .unit = "GB"
	};
	struct charge *charge;
	struct shop shop;

	shop_open(&shop);
	charge = shop_charge(&shop, "gb", "1");
	charge->kind = CHARGE_USAGE;
	charge->usage.metric = &metric;
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		struct segment days = { .from = shop_day("2026-01-05"),
			.to = shop_day("2026-02-01") };
		struct due due = { .definition = charge,
			.segments = &days,
			.segment_count = 1 };
		struct dues dues = { &due, counts[i].quantity != NULL };
		struct proposed_list lines;

		due.key = *shop_line(&shop.arena, "1.00");
		due.key.kind = _i == 0 ? LINE_USAGE : LINE_MINIMUM;
		due.key.charge = "gb";
		if (dues.count > 0) {
			due.key.upto = counts[i].upto;
			days.quantity = shop_decimal(counts[i].quantity);
			due.amount = shop_money(counts[i].amount);
			days.amount = due.amount;
		}
		lines = shop_correct(&shop, dues, shop_day("2026-03-01"));
		ck_assert_msg(
		    strcmp(shop_tell_lines(&shop, lines), counts[i].lines) == 0,
		    "%zu: %s", i, shop_tell_lines(&shop, lines));
		if (lines.count > 0) {
			ck_assert_str_eq(
			    lines.items[0].line.upto, counts[i].upto);
			ck_assert_int_eq(
			    decimal_compare(lines.items[0].line.quantity,
				shop_decimal(counts[i].line_quantity)),
			    0);
		}
		shop_post(&shop, lines);
	}
	shop_close(&shop);
}
END_TEST

Suite *
correct_back_suite(void)
{
	Suite *suite = suite_create("correct_back");
	TCase *tests = tcase_create("correct_back");

	tcase_add_test(tests, a_void_takes_back_what_is_owed_once);
	tcase_add_test(
	    tests, a_credit_over_several_lines_takes_the_newest_first);
	tcase_add_test(tests, charge_reversal_and_recharge_are_three_things);
	tcase_add_loop_test(tests, usage_is_counted_anew, 0, 2);
	suite_add_tcase(suite, tests);
	return suite;
}

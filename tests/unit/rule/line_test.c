/*
 * Two lines have one key if and only if no part of the key differs.
 */
#include "rule/line.h"

#include <check.h>

#include "shop.h"

START_TEST(kinds_are_read_as_they_are_written)
{
	struct error error;

	for (int kind = LINE_RECURRING; kind <= LINE_TAX; kind++) {
		enum line_kind read;

		ck_assert_int_eq(
		    line_kind_parse(
			line_kind_name((enum line_kind)kind), &read, &error),
		    STATUS_OK);
		ck_assert_int_eq((int)read, kind);
	}
	ck_assert_str_eq(line_kind_name(LINE_ONE_TIME), "one_time");
	ck_assert_str_eq(line_kind_name(LINE_TAX), "tax");
	ck_assert_int_eq(
	    line_kind_parse("taxes", &(enum line_kind){ 0 }, &error),
	    STATUS_INVALID);
}
END_TEST

START_TEST(each_part_of_a_key_counts)
{
	struct arena arena = { 0 };
	struct line base = *shop_line(&arena, "5.00"), rows[10];
	size_t count = sizeof(rows) / sizeof(rows[0]);

	for (size_t i = 0; i < count; i++)
		rows[i] = base;
	rows[0].subscription = "S2";
	rows[1].charge = "bccess";
	rows[2].kind = LINE_USAGE;
	rows[3].plan = "basic2";
	rows[4].catalog = "2027";
	rows[5].order_price = "5.00";
	rows[6].adjustment = "ADJ-1";
	rows[7].cycle_start.days++;
	rows[8].cycle_end.days++;
	rows[9].dimensions = "{}";
	for (size_t i = 0; i < count; i++) {
		ck_assert_msg(line_key_compare(&base, &rows[i]) < 0 &&
				  line_key_compare(&rows[i], &base) > 0,
		    "row %zu", i);
		ck_assert_int_eq(line_key_compare(&rows[i], &rows[i]), 0);
	}
	arena_close(&arena);
}
END_TEST

START_TEST(nothing_else_counts)
{
	struct arena arena = { 0 };
	struct line base = *shop_line(&arena, "5.00"), other = base;

	other.owner = "A2";
	other.service = "L1";
	other.product = "other";
	other.description = "other";
	other.period_start.days++;
	other.period_end.days++;
	other.quantity = decimal_from_integer(7);
	other.unit = "x";
	other.unit_price = "9";
	other.amount.minor++;
	other.tax_code = "x";
	other.corrects = "INV-1/1";
	other.upto = "5";
	other.revision++;
	ck_assert_int_eq(line_key_compare(&base, &other), 0);

	/* A one-time charge is owed once, whatever its day. */
	base.kind = other.kind = LINE_ONE_TIME;
	other.cycle_start.days -= 10;
	other.cycle_end.days -= 10;
	ck_assert_int_eq(line_key_compare(&base, &other), 0);
	other.charge = "bccess";
	ck_assert_int_lt(line_key_compare(&base, &other), 0);
	arena_close(&arena);
}
END_TEST

START_TEST(kinds_sort_by_name)
{
	struct arena arena = { 0 };
	struct line a = *shop_line(&arena, "5.00"), b = a;

	/* "one_time" < "recurring", though its number is greater. */
	a.kind = LINE_ONE_TIME;
	ck_assert_int_lt(line_key_compare(&a, &b), 0);
	arena_close(&arena);
}
END_TEST

START_TEST(taxes_are_part_of_the_total)
{
	struct arena arena = { 0 };
	struct line line = *shop_line(&arena, "-10.00");
	struct line_tax taxes[] = {
		{ .amount = shop_money("-1.90") },
		{ .amount = shop_money("0.05") },
	};
	struct money total;
	struct error error;

	ck_assert_int_eq(line_total(&line, &total, &error), STATUS_OK);
	ck_assert_int_eq(total.minor, -1000);
	line.taxes = taxes;
	line.tax_count = 2;
	ck_assert_int_eq(line_total(&line, &total, &error), STATUS_OK);
	ck_assert_int_eq(total.minor, -1185);
	line.amount.minor = -INT64_MAX;
	ck_assert_int_eq(line_total(&line, &total, &error), STATUS_INVALID);
	arena_close(&arena);
}
END_TEST

Suite *
line_suite(void)
{
	Suite *suite = suite_create("line");
	TCase *tests = tcase_create("line");

	tcase_add_test(tests, kinds_are_read_as_they_are_written);
	tcase_add_test(tests, each_part_of_a_key_counts);
	tcase_add_test(tests, nothing_else_counts);
	tcase_add_test(tests, kinds_sort_by_name);
	tcase_add_test(tests, taxes_are_part_of_the_total);
	suite_add_tcase(suite, tests);
	return suite;
}

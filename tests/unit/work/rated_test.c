/*
 * What was rated is what is read; what could not have been written is refused.
 */
#include "work/rated.h"

#include <check.h>
#include <string.h>

#include "rule/seal.h"
#include "tests/unit/rule/shop.h"

static struct arena arena;
static struct error error;
static struct rated written;
static const char *fields[RATED_COLUMN_COUNT];

static struct rated
some(void)
{
	return (struct rated){
		.line = {
			.kind = LINE_USAGE,
			.owner = "A1",
			.subscription = "S1",
			.service = "+1 212",
			.charge = "data",
			.period_start = shop_day("2026-01-15"),
			.period_end = shop_day("2026-02-01"),
			.quantity = shop_decimal("1250.50"),
			.unit = "GB",
			.upto = "77",
			.plan = "basic",
			.catalog = "2026",
			.order_price = "0.020",
			.dimensions = "{\"zone\":\"abroad\"}",
			.cycle_start = shop_day("2026-01-01"),
			.cycle_end = shop_day("2026-02-01"),
			.adjustment = "",
			.instance = "",
			.order = "",
			.order_line = "",
			.split = "",
			.section = "",
		},
		.metric = "gb",
		.model = "graduated",
		.events = 2,
		.amount = { 5010000, 6 },
		.currency = shop_dollars(),
		.basis = 12,
	};
}

static void
write_some(void)
{
	written = some();
	if (rated_fields(&written, &arena, fields, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
}

static void
teardown(void)
{
	arena_close(&arena);
}

START_TEST(what_was_written_is_read)
{
	struct rated rated, wanted = some();

	ck_assert_int_eq(rated_read(fields, &arena, &rated, &error), STATUS_OK);
	ck_assert_int_eq(line_key_compare(&rated.line, &wanted.line), 0);
	ck_assert_str_eq(rated.line.owner, "A1");
	ck_assert_str_eq(rated.line.service, "+1 212");
	ck_assert_str_eq(rated.line.unit, "GB");
	ck_assert_str_eq(rated.line.upto, "77");
	ck_assert_int_eq(
	    rated.line.period_start.days, wanted.line.period_start.days);
	ck_assert_int_eq(
	    rated.line.period_end.days, wanted.line.period_end.days);
	ck_assert_int_eq(
	    decimal_compare(rated.line.quantity, wanted.line.quantity), 0);
	ck_assert_int_eq(decimal_compare(rated.amount, wanted.amount), 0);
	ck_assert_str_eq(rated.metric, "gb");
	ck_assert_str_eq(rated.model, "graduated");
	ck_assert_int_eq(rated.events, 2);
	ck_assert_int_eq(rated.basis, 12);
	ck_assert(currency_equal(rated.currency, wanted.currency));
}
END_TEST

START_TEST(numbers_have_zeros_at_their_end)
{
	ck_assert_str_eq(fields[RATED_QUANTITY], "1250.5");
	ck_assert_str_eq(fields[RATED_AMOUNT], "5.01");
	ck_assert_int_eq(strncmp(fields[RATED_SEAL], "12-", 3), 0);
	ck_assert_uint_lt(strlen(fields[RATED_SEAL]), SEAL_MAX);
}
END_TEST

START_TEST(a_zero_more_breaks_the_seal)
{
	struct rated rated;

	fields[RATED_QUANTITY] = "1250.500";
	fields[RATED_AMOUNT] = "5.0100";
	fields[RATED_EVENTS] = "02";
	ck_assert_int_eq(rated_read(fields, &arena, &rated, &error), STATUS_OK);
}
END_TEST

/* Values that are well by themselves: only the seal can tell. */
static const struct {
	enum rated_column column;
	const char *value;
} changes[] = {
	{ RATED_ACCOUNT, "A2" },
	{ RATED_SUBSCRIPTION, "S2" },
	{ RATED_SERVICE, "" },
	{ RATED_CHARGE, "calls" },
	{ RATED_KIND, "minimum" },
	{ RATED_METRIC, "mb" },
	{ RATED_PERIOD_START, "2026-01-14" },
	{ RATED_PERIOD_END, "2026-01-31" },
	{ RATED_QUANTITY, "1250.51" },
	{ RATED_UNIT, "MB" },
	{ RATED_EVENTS, "3" },
	{ RATED_MODEL, "volume" },
	{ RATED_AMOUNT, "-5.01" },
	{ RATED_CURRENCY, "EUR" },
	{ RATED_DIMENSIONS, "" },
	{ RATED_UPTO, "78" },
	{ RATED_SEAL, "13-0123456789abcdef0123456789abcdef" },
	{ RATED_PLAN, "pro" },
	{ RATED_CATALOG, "2027" },
	{ RATED_ORDER_PRICE, "" },
	{ RATED_CYCLE_START, "2026-01-02" },
	{ RATED_CYCLE_END, "2026-02-02" },
};

START_TEST(a_change_is_not_noticed)
{
	struct rated rated;

	fields[changes[_i].column] = changes[_i].value;
	ck_assert_int_eq(
	    rated_read(fields, &arena, &rated, &error), STATUS_INVALID);
	ck_assert_ptr_nonnull(strstr(error.text, "column seal: "));
}
END_TEST

START_TEST(a_column_is_changed_by_no_row)
{
	ck_assert_uint_eq(
	    sizeof(changes) / sizeof(changes[0]), RATED_COLUMN_COUNT);
}
END_TEST

static const struct {
	enum rated_column column;
	const char *value;
	const char *told;
} faults[] = {
	{ RATED_KIND, "recurring", "column kind: recurring is not rated" },
	{ RATED_KIND, "used", "column kind: " },
	{ RATED_PERIOD_START, "2026-02-30", "column period_start: " },
	{ RATED_CYCLE_END, "soon", "column cycle_end: " },
	{ RATED_QUANTITY, "many", "column quantity: " },
	{ RATED_AMOUNT, "5.0000000000000000001", "column amount: " },
	{ RATED_EVENTS, "-1", "column events: " },
	{ RATED_EVENTS, "1.5", "column events: " },
	{ RATED_UPTO, "9223372036854775808", "column upto: " },
	{ RATED_CURRENCY, "usd", "column currency: " },
	{ RATED_SEAL, "", "column seal: " },
};

START_TEST(a_bad_value_is_taken)
{
	struct rated rated;

	fields[faults[_i].column] = faults[_i].value;
	ck_assert_int_eq(
	    rated_read(fields, &arena, &rated, &error), STATUS_INVALID);
	ck_assert_msg(
	    strncmp(error.text, faults[_i].told, strlen(faults[_i].told)) == 0,
	    "%s, not %s", error.text, faults[_i].told);
}
END_TEST

Suite *
rated_suite(void)
{
	Suite *suite = suite_create("rated");
	TCase *tests = tcase_create("rated");

	tcase_add_checked_fixture(tests, write_some, teardown);
	tcase_add_test(tests, what_was_written_is_read);
	tcase_add_test(tests, numbers_have_zeros_at_their_end);
	tcase_add_test(tests, a_zero_more_breaks_the_seal);
	tcase_add_loop_test(tests, a_change_is_not_noticed, 0,
	    sizeof(changes) / sizeof(changes[0]));
	tcase_add_test(tests, a_column_is_changed_by_no_row);
	tcase_add_loop_test(
	    tests, a_bad_value_is_taken, 0, sizeof(faults) / sizeof(faults[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

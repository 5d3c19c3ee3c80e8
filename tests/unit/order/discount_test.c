/*
 * What is taken off, told as dues; and how it follows what it is taken off.
 */
#include "order/discount.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

/* Texts by key; the last one given is the end of the list. */
struct given {
	enum discount_key key;
	const char *text;
};

static enum status
parse(struct shop *shop, const struct given *given, struct discount *discount,
    struct error *error)
{
	const char **texts =
	    arena_array(&shop->arena, DISCOUNT_KEY_COUNT, sizeof(*texts));
	enum discount_key key;
	enum status status;

	ck_assert_ptr_nonnull(texts);
	for (size_t i = 0; i < DISCOUNT_KEY_COUNT; i++)
		texts[i] = "";
	for (; given->text != NULL; given++)
		texts[given->key] = given->text;
	status = discount_parse(texts, discount, &key, error);
	if (status != STATUS_OK)
		error_prefix(error, "%s: ", discount_keys[key]);
	return status;
}

START_TEST(what_is_no_discount)
{
	static const struct {
		struct given given[5];
		const char *says;
	} rows[] = {
		{ { { DISCOUNT_PERCENT, "10" } }, "id: " },
		{ { { DISCOUNT_ID, "a/b" }, { DISCOUNT_PERCENT, "10" } },
		    "id: \"a/b\" has a slash" },
		{ { { DISCOUNT_ID, "a" } }, "amount: one of" },
		{ { { DISCOUNT_ID, "a" }, { DISCOUNT_PERCENT, "101" } },
		    "percent: 101 is more" },
		{ { { DISCOUNT_ID, "a" }, { DISCOUNT_PERCENT, "0" } },
		    "percent: 0 takes nothing off" },
		{ { { DISCOUNT_ID, "a" }, { DISCOUNT_PERCENT, "-1" } },
		    "percent: " },
		{ { { DISCOUNT_ID, "a" }, { DISCOUNT_PERCENT, "1" },
		      { DISCOUNT_AMOUNT, "1" } },
		    "amount: one of" },
		{ { { DISCOUNT_ID, "a" }, { DISCOUNT_AMOUNT, "1" } },
		    "currency: " },
		{ { { DISCOUNT_ID, "a" }, { DISCOUNT_PERCENT, "1" },
		      { DISCOUNT_CURRENCY, "USD" } },
		    "currency: a percent has no currency" },
		{ { { DISCOUNT_ID, "a" }, { DISCOUNT_PERCENT, "1" },
		      { DISCOUNT_ON, "moon" } },
		    "on: " },
		{ { { DISCOUNT_ID, "a" }, { DISCOUNT_PERCENT, "1" },
		      { DISCOUNT_KIND, "tax" } },
		    "kind: \"tax\" is not a kind of charge (recurring" },
		{ { { DISCOUNT_ID, "a" }, { DISCOUNT_PERCENT, "1" },
		      { DISCOUNT_PERIODS, "1.5" } },
		    "periods: a whole number" },
		{ { { DISCOUNT_ID, "a" }, { DISCOUNT_PERCENT, "1" },
		      { DISCOUNT_LIMIT, "0" } },
		    "limit: a whole number" },
		{ { { DISCOUNT_ID, "a" }, { DISCOUNT_PERCENT, "1" },
		      { DISCOUNT_UNTIL, "soon" } },
		    "until: " },
		{ { { DISCOUNT_ID, "a" }, { DISCOUNT_PERCENT, "1" },
		      { DISCOUNT_FROM, "2026-02-01" },
		      { DISCOUNT_TO, "2026-02-01" } },
		    "to: " },
	};
	struct discount discount;
	struct shop shop;
	struct error error;

	shop_open(&shop);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ck_assert_int_eq(parse(&shop, rows[i].given, &discount, &error),
		    STATUS_INVALID);
		ck_assert_msg(strncmp(error.text, rows[i].says,
				  strlen(rows[i].says)) == 0,
		    "%zu: %s", i, error.text);
	}
	shop_close(&shop);
}
END_TEST

#define TENTH \
	{ DISCOUNT_ID, "tenth" }, \
	{ \
		DISCOUNT_PERCENT, "10" \
	}
#define FIVE \
	{ DISCOUNT_ID, "five" }, { DISCOUNT_AMOUNT, "5.00" }, \
	{ \
		DISCOUNT_CURRENCY, "USD" \
	}

/* A month of 31.00 in 2026, an activation of 20.00; the first discount comes
 * with the add, the second on its day. */
static const struct {
	const char *name;
	struct given first[6];
	struct given second[6];
	const char *start, *on, *cancel;
	enum proration proration;
	const char *as_of, *dues; /* only discounts */
} rows[] = {
	{ "percent of all", { TENTH }, .as_of = "2026-02-01",
	    .dues = "a:tenth 2026-01-01..02-01 -3.10, "
		    "a:tenth 2026-02-01..03-01 -3.10, "
		    "in:tenth 2026-01-01..01-01 -2.00" },
	{ "an amount is off what recurs", { FIVE }, .as_of = "2026-01-01",
	    .dues = "a:five 2026-01-01..02-01 -5.00" },
	{ "unless it names another kind",
	    { FIVE, { DISCOUNT_KIND, "one_time" } }, .as_of = "2026-02-01",
	    .dues = "in:five 2026-01-01..01-01 -5.00" },
	{ "an amount of a stub is a part", { FIVE }, .start = "2026-01-17",
	    .as_of = "2026-01-17", .dues = "a:five 2026-01-17..02-01 -2.42" },
	{ "an amount without proration is whole", { FIVE },
	    .start = "2026-01-17", .proration = PRORATION_NONE,
	    .as_of = "2026-01-17", .dues = "a:five 2026-01-17..02-01 -5.00" },
	{ "never below zero",
	    { { DISCOUNT_ID, "big" }, { DISCOUNT_AMOUNT, "99" },
		{ DISCOUNT_CURRENCY, "USD" } },
	    .as_of = "2026-01-01", .dues = "a:big 2026-01-01..02-01 -31.00" },
	{ "another currency",
	    { { DISCOUNT_ID, "euro" }, { DISCOUNT_AMOUNT, "5" },
		{ DISCOUNT_CURRENCY, "EUR" } },
	    .as_of = "2026-01-01", .dues = "" },
	{ "percent first, though the amount was granted first",
	    { FIVE, { DISCOUNT_CHARGE, "a" } },
	    { TENTH, { DISCOUNT_CHARGE, "a" } }, .on = "2026-01-01",
	    .as_of = "2026-01-01",
	    .dues = "a:tenth 2026-01-01..02-01 -3.10, "
		    "a:five 2026-01-01..02-01 -5.00" },
	{ "percent of what percent left", { TENTH, { DISCOUNT_CHARGE, "a" } },
	    { { DISCOUNT_ID, "half" }, { DISCOUNT_PERCENT, "50" },
		{ DISCOUNT_CHARGE, "a" } },
	    .on = "2026-01-01", .as_of = "2026-01-01",
	    .dues = "a:tenth 2026-01-01..02-01 -3.10, "
		    "a:half 2026-01-01..02-01 -13.95" },
	{ "granted twice, taken once", { TENTH, { DISCOUNT_CHARGE, "a" } },
	    { TENTH, { DISCOUNT_CHARGE, "a" } }, .on = "2026-01-11",
	    .as_of = "2026-01-11", .dues = "a:tenth 2026-01-01..02-01 -3.10" },
	{ "two periods, the stub is the first",
	    { TENTH, { DISCOUNT_CHARGE, "a" }, { DISCOUNT_PERIODS, "2" } },
	    .start = "2026-01-22", .as_of = "2026-05-01",
	    .dues = "a:tenth 2026-01-22..02-01 -1.00, "
		    "a:tenth 2026-02-01..03-01 -3.10" },
	{ "two periods for what is owed once",
	    { TENTH, { DISCOUNT_KIND, "one_time" }, { DISCOUNT_PERIODS, "2" } },
	    .as_of = "2026-05-01", .dues = "in:tenth 2026-01-01..01-01 -2.00" },
	/* 21/31 of January. */
	{ "from the middle of a period", { { DISCOUNT_ID, NULL } },
	    { TENTH, { DISCOUNT_PERIODS, "1" } }, .on = "2026-01-11",
	    .as_of = "2026-05-01", .dues = "a:tenth 2026-01-01..02-01 -2.10" },
	{ "without proration, from the next period", { { DISCOUNT_ID, NULL } },
	    { TENTH, { DISCOUNT_PERIODS, "1" } }, .on = "2026-01-11",
	    .proration = PRORATION_NONE, .as_of = "2026-05-01",
	    .dues = "a:tenth 2026-02-01..03-01 -3.10" },
	{ "until a day in a period",
	    { TENTH, { DISCOUNT_CHARGE, "a" },
		{ DISCOUNT_UNTIL, "2026-02-15" } },
	    .as_of = "2026-05-01",
	    .dues = "a:tenth 2026-01-01..02-01 -3.10, "
		    "a:tenth 2026-02-01..03-01 -1.55" },
	{ "of a part that is cancelled", { TENTH, { DISCOUNT_CHARGE, "a" } },
	    .cancel = "2026-01-11", .as_of = "2026-05-01",
	    .dues = "a:tenth 2026-01-01..01-11 -1.00" },
	{ "of another plan", { TENTH, { DISCOUNT_PLAN, "pro" } },
	    .as_of = "2026-05-01", .dues = "" },
	{ "of its product",
	    { TENTH, { DISCOUNT_PRODUCT, "fiber" }, { DISCOUNT_CHARGE, "a" } },
	    .as_of = "2026-01-01", .dues = "a:tenth 2026-01-01..02-01 -3.10" },
	{ "of another product line", { TENTH, { DISCOUNT_LINE, "mobile" } },
	    .as_of = "2026-01-01", .dues = "" },
	{ "on the document: nothing here",
	    { TENTH, { DISCOUNT_ON, "document" } }, .as_of = "2026-01-01",
	    .dues = "" },
};

static void
open_row(struct shop *shop, struct discount discounts[2], int row)
{
	const char *start =
	    rows[row].start == NULL ? "2026-01-01" : rows[row].start;
	struct charge *in;
	struct error error;

	shop_open(shop);
	shop_charge(shop, "a", "31.00")->proration = rows[row].proration;
	in = shop_charge(shop, "in", "20.00");
	in->kind = CHARGE_ONE_TIME;
	shop_order(shop, ACTION_ADD, start)->quantified = true;
	if (rows[row].first[0].text != NULL) {
		ck_assert_int_eq(
		    parse(shop, rows[row].first, &discounts[0], &error),
		    STATUS_OK);
		shop->orders[0].discount = &discounts[0];
	}
	if (rows[row].on != NULL) {
		ck_assert_int_eq(
		    parse(shop, rows[row].second, &discounts[1], &error),
		    STATUS_OK);
		shop_order(shop, ACTION_CHANGE, rows[row].on)->discount =
		    &discounts[1];
	}
	if (rows[row].cancel != NULL)
		shop_order(shop, ACTION_CANCEL, rows[row].cancel);
}

static const char *
tell_discounts(struct shop *shop, const char *as_of)
{
	struct subscription subscription;
	struct dues dues, discounts = { NULL, 0 };
	struct error error;

	shop_subscription(shop, &subscription);
	dues = shop_dues(shop, &subscription, shop_day(as_of));
	for (size_t i = 0; i < dues.count; i++) {
		if (dues.items[i].key.kind == LINE_DISCOUNT)
			ck_assert_int_eq(due_add(&discounts, &dues.items[i],
					     &shop->arena, &error),
			    STATUS_OK);
	}
	return shop_tell_dues(shop, discounts);
}

START_TEST(what_is_taken_off)
{
	struct discount discounts[2];
	struct shop shop;
	const char *told;

	open_row(&shop, discounts, _i);
	told = tell_discounts(&shop, rows[_i].as_of);
	ck_assert_msg(strcmp(told, rows[_i].dues) == 0, "%s:\n\t%s, not\n\t%s",
	    rows[_i].name, told, rows[_i].dues);
	shop_close(&shop);
}
END_TEST

START_TEST(a_credit_gives_its_discount_back)
{
	struct discount discounts[2];
	struct proposed_list lines;
	struct shop shop;

	open_row(&shop, discounts, 0);
	shop_post(&shop, shop_run(&shop, shop_day("2026-01-01")));
	shop_order(&shop, ACTION_CANCEL, "2026-01-11");
	lines = shop_run(&shop, shop_day("2026-01-11"));
	ck_assert_str_eq(shop_tell_lines(&shop, lines),
	    "a:tenth 2026-01-11..02-01 2.10 on INV-001/1, "
	    "a 2026-01-11..02-01 -21.00 on INV-001/2");
	shop_post(&shop, lines);
	ck_assert_uint_eq(shop_run(&shop, shop_day("2026-01-11")).count, 0);
	/* It was a mistake altogether: the activation goes back, too. */
	shop.order_count = 1;
	shop_order(&shop, ACTION_VOID, "2026-01-12")->voids = "O1/1";
	shop_post(&shop, shop_run(&shop, shop_day("2026-01-12")));
	ck_assert_int_eq(shop_net(&shop, ""), 0);
	shop_close(&shop);
}
END_TEST

START_TEST(a_bundle_is_discounted_as_a_whole)
{
	struct product products[2];
	struct component components[2];
	struct discount discounts[2];
	struct shop shop;

	open_row(&shop, discounts, 1);
	for (size_t i = 0; i < 2; i++) {
		products[i] = *shop.plan.product;
		products[i].id = i == 0 ? "phone" : "tv";
		components[i].product = &products[i];
		components[i].price = shop_decimal(i == 0 ? "20.00" : "15");
	}
	shop.charges[0].components = components;
	shop.charges[0].component_count = 2;
	/* 31.00 is 17.71 and 13.29; so 5.00 is 2.86 and 2.14. */
	ck_assert_str_eq(tell_discounts(&shop, "2026-01-01"),
	    "a:five/phone 2026-01-01..02-01 -2.86, "
	    "a:five/tv 2026-01-01..02-01 -2.14");
	shop_close(&shop);
}
END_TEST

START_TEST(a_share_of_a_coupon_follows_its_line)
{
	struct discount discounts[2];
	struct proposed_list lines;
	struct proposed *share;
	struct shop shop;

	open_row(&shop, discounts, 16);
	lines = shop_run(&shop, shop_day("2026-01-01"));
	share = proposed_append(&lines, &shop.arena);
	ck_assert_ptr_nonnull(share);
	*share = lines.items[0];
	share->line.kind = LINE_DISCOUNT;
	share->line.amount = shop_money("-10.00");
	share->line.instance = discount_instance(
	    DISCOUNT_COUPON "ten", &lines.items[0].line, &shop.arena);
	shop_post(&shop, lines);
	ck_assert_uint_eq(shop_run(&shop, shop_day("2026-01-01")).count, 0);
	shop_order(&shop, ACTION_CANCEL, "2026-01-11");
	lines = shop_run(&shop, shop_day("2026-01-11"));
	/* 10/31 are left of 31.00, and of 10.00: 3.23. */
	ck_assert_str_eq(shop_tell_lines(&shop, lines),
	    "a:coupon/ten 2026-01-11..02-01 6.77 on INV-001/3, "
	    "a 2026-01-11..02-01 -21.00 on INV-001/1");
	shop_post(&shop, lines);
	ck_assert_uint_eq(shop_run(&shop, shop_day("2026-01-11")).count, 0);
	shop_close(&shop);
}
END_TEST

START_TEST(a_coupon_is_spread_over_what_is_left)
{
	static const struct given given[] = { { DISCOUNT_ID, "ten" },
		{ DISCOUNT_ON, "document" }, { DISCOUNT_AMOUNT, "10" },
		{ DISCOUNT_CURRENCY, "USD" }, { DISCOUNT_ID, NULL } };
	struct discount discount;
	struct coupon coupon = { .discount = &discount };
	struct coupon_line lines[4];
	int64_t shares[4];
	struct shop shop;
	struct error error;

	shop_open(&shop);
	shop_charge(&shop, "access", "30.00");
	ck_assert_int_eq(parse(&shop, given, &discount, &error), STATUS_OK);
	for (size_t i = 0; i < 4; i++) {
		static const char *const amounts[] = { "30.00", "5.00",
			"-15.00", "7.00" };
		struct line *line = shop_line(&shop.arena, amounts[i]);

		line->dimensions = i == 1 ? "other" : "";
		lines[i] = (struct coupon_line){ line, &shop.charges[0] };
		if (i == 2) {
			line->kind = LINE_DISCOUNT;
			line->instance = "half";
		}
		if (i == 3)
			line->corrects = "INV-001/1";
	}
	ck_assert_int_eq(
	    discount_spread(&coupon, lines, 4, &shop.arena, shares, &error),
	    STATUS_OK);
	/* By 15.00 and 5.00. */
	ck_assert_int_eq(shares[0], -750);
	ck_assert_int_eq(shares[1], -250);
	ck_assert_int_eq(shares[2], 0);
	ck_assert_int_eq(shares[3], 0);
	discount.amount = shop_decimal("99");
	ck_assert_int_eq(
	    discount_spread(&coupon, lines, 4, &shop.arena, shares, &error),
	    STATUS_OK);
	ck_assert_int_eq(shares[0] + shares[1], -2000);
	shop_close(&shop);
}
END_TEST

Suite *
discount_suite(void)
{
	Suite *suite = suite_create("discount");
	TCase *tests = tcase_create("discount");

	tcase_add_test(tests, what_is_no_discount);
	tcase_add_loop_test(
	    tests, what_is_taken_off, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_credit_gives_its_discount_back);
	tcase_add_test(tests, a_bundle_is_discounted_as_a_whole);
	tcase_add_test(tests, a_share_of_a_coupon_follows_its_line);
	tcase_add_test(tests, a_coupon_is_spread_over_what_is_left);
	suite_add_tcase(suite, tests);
	return suite;
}

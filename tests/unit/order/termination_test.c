/*
 * What it costs to leave early, and to bring in too little.
 */
#include "order/termination.h"

#include <check.h>
#include <string.h>

#include "rule/life.h"
#include "tests/unit/rule/shop.h"

struct row {
	const char *name;
	const char *termination, *value, *minimum;
	const char *start, *cancel;
	struct cycle every;
	enum proration proration;
	enum anchor anchor;
	const char *fees; /* as of the end of 2027 */
};

static const struct row rows[] = {
	{ "kept to its end", "remaining", .cancel = "2027-01-01", .fees = "" },
	{ "nothing agreed", "", .cancel = "2026-06-11", .fees = "" },
	/* 20/30 of June, and July to December. */
	{ "the rest of the term", "remaining", .cancel = "2026-06-11",
	    .fees = "early-termination 2026-06-11..06-11 206.67" },
	{ "the rest, on a boundary", "remaining", .cancel = "2026-12-01",
	    .fees = "early-termination 2026-12-01..12-01 31.00" },
	{ "the rest, by whole periods: June was owed", "remaining",
	    .cancel = "2026-06-11", .proration = PRORATION_NONE,
	    .fees = "early-termination 2026-06-11..06-11 186.00" },
	{ "the rest of a year: 204 days of 365", "remaining",
	    .cancel = "2026-06-11", .every = { 1, CYCLE_YEAR },
	    .anchor = ANCHOR_START,
	    .fees = "early-termination 2026-06-11..06-11 17.33" },
	{ "half of the rest", "percent", "50", .cancel = "2026-06-11",
	    .fees = "early-termination 2026-06-11..06-11 103.34" },
	{ "an amount", "fixed", "99.5", .cancel = "2026-06-11",
	    .fees = "early-termination 2026-06-11..06-11 99.50" },
	{ "declining, in the sixth month: seven are left", "declining", "240",
	    .cancel = "2026-06-11",
	    .fees = "early-termination 2026-06-11..06-11 140.00" },
	{ "declining, on the first day", "declining", "240",
	    .cancel = "2026-01-01",
	    .fees = "early-termination 2026-01-01..01-01 240.00" },
	{ "declining, from the last of a month", "declining", "240",
	    .start = "2026-01-31", .cancel = "2026-02-28",
	    .fees = "early-termination 2026-02-28..02-28 220.00" },
	{ "two months' price", "notice", "2", .cancel = "2026-06-11",
	    .fees = "early-termination 2026-06-11..06-11 62.00" },
	{ "two months of a yearly price", "notice", "2", .cancel = "2026-06-11",
	    .every = { 1, CYCLE_YEAR },
	    .fees = "early-termination 2026-06-11..06-11 5.17" },
	/* 12 months of 31.00 are 372.00. */
	{ "too little", "", .minimum = "400", .cancel = "2027-01-01",
	    .fees = "minimum-value 2027-01-01..01-01 28.00" },
	{ "enough", "", .minimum = "372", .cancel = "2027-01-01", .fees = "" },
	/* 165.33 until the end, and the fee. */
	{ "too little, though there is a fee", "fixed", "100", "400",
	    .cancel = "2026-06-11",
	    .fees = "early-termination 2026-06-11..06-11 100.00, "
		    "minimum-value 2026-06-11..06-11 134.67" },
};

static void
open_row(struct shop *shop, const struct row *row)
{
	static const char *texts[LIFE_KEY_COUNT];
	const char *start = row->start == NULL ? "2026-01-01" : row->start;
	struct charge *charge;
	enum life_key key;
	struct error error;

	for (size_t i = 0; i < LIFE_KEY_COUNT; i++)
		texts[i] = "";
	texts[LIFE_TERM_MONTHS] = "12";
	texts[LIFE_TERMINATION] = row->termination;
	texts[LIFE_TERMINATION_VALUE] = row->value == NULL ? "" : row->value;
	texts[LIFE_MINIMUM_VALUE] = row->minimum == NULL ? "" : row->minimum;
	shop_open(shop);
	if (life_parse(texts, &shop->plan.life, &key, &error) != STATUS_OK)
		ck_abort_msg("%s: %s", row->name, error.text);
	shop->plan.life.texts = texts;
	charge = shop_charge(shop, "a", "31.00");
	charge->proration = row->proration;
	charge->anchor = row->anchor;
	if (row->every.count > 0)
		charge->every = row->every;
	shop_order(shop, ACTION_ADD, start)->quantified = true;
	shop_order(shop, ACTION_CANCEL, row->cancel);
}

/* The fees among all dues. */
static const char *
tell_fees(struct shop *shop, const char *as_of)
{
	struct subscription subscription;
	struct dues dues, fees = { NULL, 0 };
	struct error error;

	shop_subscription(shop, &subscription);
	dues = shop_dues(shop, &subscription, shop_day(as_of));
	for (size_t i = 0; i < dues.count; i++) {
		if (dues.items[i].key.kind == LINE_FEE)
			ck_assert_int_eq(due_add(&fees, &dues.items[i],
					     &shop->arena, &error),
			    STATUS_OK);
	}
	return shop_tell_dues(shop, fees);
}

START_TEST(fees_of_a_term)
{
	struct shop shop;
	const char *told;

	open_row(&shop, &rows[_i]);
	told = tell_fees(&shop, "2027-12-31");
	ck_assert_msg(strcmp(told, rows[_i].fees) == 0, "%s:\n\t%s, not\n\t%s",
	    rows[_i].name, told, rows[_i].fees);
	shop_close(&shop);
}
END_TEST

START_TEST(not_before_the_day_on_which_it_ends)
{
	struct row row = rows[7];
	struct shop shop;

	open_row(&shop, &row);
	ck_assert_str_eq(tell_fees(&shop, "2026-06-10"), "");
	ck_assert_str_eq(tell_fees(&shop, "2026-06-11"), row.fees);
	shop_close(&shop);
}
END_TEST

START_TEST(who_comes_back_gets_the_fee_back)
{
	struct shop shop;

	open_row(&shop, &rows[7]);
	shop_post(&shop, shop_run(&shop, shop_day("2026-06-11")));
	ck_assert_int_eq(shop_net(&shop, TERMINATION_FEE), 9950);
	/* The same day: it was never left. */
	shop_order(&shop, ACTION_RESUME, "2026-06-11");
	shop_post(&shop, shop_run(&shop, shop_day("2026-06-12")));
	ck_assert_int_eq(shop_net(&shop, TERMINATION_FEE), 0);
	ck_assert_int_eq(shop_net(&shop, "a"), 6 * 3100);
	ck_assert_uint_eq(shop_run(&shop, shop_day("2026-06-12")).count, 0);
	shop_close(&shop);
}
END_TEST

START_TEST(a_minimum_counts_what_is_owed_after_the_term)
{
	struct row row = rows[13];
	struct shop shop;

	/* December is owed in arrears, with the term's end or later. */
	open_row(&shop, &row);
	shop.charges[0].when = WHEN_ARREARS;
	shop.bill_days[0].day = 15;
	ck_assert_str_eq(
	    tell_fees(&shop, "2027-01-01"), tell_fees(&shop, "2027-12-31"));
	shop_close(&shop);
}
END_TEST

Suite *
termination_suite(void)
{
	Suite *suite = suite_create("termination");
	TCase *tests = tcase_create("termination");

	tcase_add_loop_test(
	    tests, fees_of_a_term, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, not_before_the_day_on_which_it_ends);
	tcase_add_test(tests, who_comes_back_gets_the_fee_back);
	tcase_add_test(tests, a_minimum_counts_what_is_owed_after_the_term);
	suite_add_tcase(suite, tests);
	return suite;
}

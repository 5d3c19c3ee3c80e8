/*
 * Runs are played against posted lines: what is proposed is posted, and must
 * then not be proposed again.
 */
#include "order/correct.h"

#include <check.h>
#include <string.h>

#include "fortune.h"
#include "history.h"
#include "tests/unit/rule/shop.h"

#define STEPS_MAX 4
#define SEED UINT64_C(0xE7037ED1A0B428DB)

/* Orders that come in, the run after them, and what it proposes. */
struct step {
	const char *cancel;
	const char *as_of;
	const char *lines;
};

struct row {
	const char *name;
	const char *price;
	enum proration proration;
	enum charge_when when;
	struct cycle every;
	struct step steps[STEPS_MAX];
};

static const struct row rows[] = {
	{ "month, cancelled on the 12th: 20/31 back", "49.99", PRORATION_DAY,
	    WHEN_ADVANCE, { 1, CYCLE_MONTH },
	    { { NULL, "2026-01-01", "a 2026-01-01..02-01 49.99" },
		{ "2026-01-12", "2026-01-12",
		    "a 2026-01-12..02-01 -32.25 on INV-001/1" },
		{ NULL, "2026-12-31", "" } } },
	{ "month30: 31.66 back", "49.99", PRORATION_MONTH30, WHEN_ADVANCE,
	    { 1, CYCLE_MONTH },
	    { { NULL, "2026-01-01", "a 2026-01-01..02-01 49.99" },
		{ "2026-01-12", "2026-01-12",
		    "a 2026-01-12..02-01 -31.66 on INV-001/1" } } },
	{ "year, 204 unused days", "1200.00", PRORATION_DAY, WHEN_ADVANCE,
	    { 1, CYCLE_YEAR },
	    { { NULL, "2026-01-01", "a 2026-01-01..01-01 1200.00" },
		{ "2026-06-11", "2026-06-11",
		    "a 2026-06-11..01-01 -670.68 on INV-001/1" } } },
	{ "none: nothing back", "49.99", PRORATION_NONE, WHEN_ADVANCE,
	    { 1, CYCLE_MONTH },
	    { { NULL, "2026-01-01", "a 2026-01-01..02-01 49.99" },
		{ "2026-01-12", "2026-02-01", "" } } },
	{ "cancelled later, then earlier", "31.00", PRORATION_DAY, WHEN_ADVANCE,
	    { 1, CYCLE_MONTH },
	    { { NULL, "2026-01-01", "a 2026-01-01..02-01 31.00" },
		{ "2026-01-21", "2026-01-21",
		    "a 2026-01-21..02-01 -11.00 on INV-001/1" },
		{ "2026-01-11", "2026-01-22",
		    "a 2026-01-11..01-21 -10.00 on INV-001/1" },
		{ "2026-01-01", "2026-01-23",
		    "a 2026-01-01..01-11 -10.00 on INV-001/1" } } },
	{ "whole periods back", "31.00", PRORATION_DAY, WHEN_ADVANCE,
	    { 1, CYCLE_MONTH },
	    { { NULL, "2026-02-01",
		  "a 2026-01-01..02-01 31.00, a 2026-02-01..03-01 31.00" },
		{ "2026-01-31", "2026-02-02",
		    "a 2026-01-31..02-01 -1.00 on INV-001/1, "
		    "a 2026-02-01..03-01 -31.00 on INV-001/2" } } },
	{ "an earlier as-of leaves later periods alone", "31.00", PRORATION_DAY,
	    WHEN_ADVANCE, { 1, CYCLE_MONTH },
	    { { NULL, "2026-03-01",
		  "a 2026-01-01..02-01 31.00, a 2026-02-01..03-01 31.00, "
		  "a 2026-03-01..04-01 31.00" },
		{ NULL, "2026-01-15", "" },
		{ "2026-01-31", "2026-02-10",
		    "a 2026-01-31..02-01 -1.00 on INV-001/1, "
		    "a 2026-02-01..03-01 -31.00 on INV-001/2" },
		{ NULL, "2026-03-01",
		    "a 2026-03-01..04-01 -31.00 on INV-001/3" } } },
	{ "arrears, billed before it was cancelled", "31.00", PRORATION_DAY,
	    WHEN_ARREARS, { 1, CYCLE_MONTH },
	    { { NULL, "2026-02-01", "a 2026-01-01..02-01 31.00" },
		{ "2026-01-11", "2026-02-02",
		    "a 2026-01-11..02-01 -21.00 on INV-001/1" } } },
	{ "a new period of 0.00 is posted once", "0.00", PRORATION_DAY,
	    WHEN_ADVANCE, { 1, CYCLE_MONTH },
	    { { NULL, "2026-01-01", "a 2026-01-01..02-01 0.00" },
		{ "2026-01-11", "2026-01-15", "" } } },
};

static void
play(struct shop *shop, const char *name, struct step step)
{
	struct date as_of = shop_day(step.as_of);
	struct proposed_list lines;
	const char *told;

	if (step.cancel != NULL)
		shop_order(shop, ACTION_CANCEL, step.cancel);
	lines = shop_run(shop, as_of);
	told = shop_tell_lines(shop, lines);
	ck_assert_msg(strcmp(told, step.lines) == 0, "%s, %s:\n\t%s, not\n\t%s",
	    name, step.as_of, told, step.lines);
	shop_post(shop, lines);
	lines = shop_run(shop, as_of);
	ck_assert_msg(lines.count == 0, "%s, %s: again %s", name, step.as_of,
	    shop_tell_lines(shop, lines));
}

START_TEST(known_histories)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct charge *charge;
		struct shop shop;

		shop_open(&shop);
		charge = shop_charge(&shop, "a", rows[i].price);
		charge->proration = rows[i].proration;
		charge->when = rows[i].when;
		charge->every = rows[i].every;
		shop_order(&shop, ACTION_ADD, "2026-01-01");
		for (size_t k = 0;
		     k < STEPS_MAX && rows[i].steps[k].as_of != NULL; k++)
			play(&shop, rows[i].name, rows[i].steps[k]);
		shop_close(&shop);
	}
}
END_TEST

START_TEST(what_is_owed_once_stays_when_its_day_moves)
{
	static const struct step steps[] = {
		{ NULL, "2026-01-01", "in 2026-01-01..01-01 99.00" },
		{ "2026-06-11", "2026-06-11", "out 2026-06-11..06-11 50.00" },
		/* Ended earlier after all: not terminated twice. */
		{ "2026-06-01", "2026-06-12", "" },
		{ "2026-01-01", "2026-06-13", "" },
		{ "2025-12-01", "2026-06-14", "" },
	};
	struct charge *out;
	struct shop shop;

	shop_open(&shop);
	shop_charge(&shop, "in", "99.00")->kind = CHARGE_ONE_TIME;
	out = shop_charge(&shop, "out", "50.00");
	out->kind = CHARGE_ONE_TIME;
	out->on = ON_TERMINATION;
	shop_order(&shop, ACTION_ADD, "2026-01-01");
	for (size_t k = 0; k < sizeof(steps) / sizeof(steps[0]); k++)
		play(&shop, "one time", steps[k]);
	shop_close(&shop);
}
END_TEST

/* Another price or quantity from ${on}. */
static struct dues
changed(struct shop *shop, const char *price, const char *quantity,
    const char *on, struct date as_of)
{
	struct subscription subscription;
	struct order *order = shop_order(shop, ACTION_CHANGE, on);

	order->price = price;
	order->quantified = true;
	order->quantity = shop_decimal(quantity);
	shop_subscription(shop, &subscription);
	return shop_dues(shop, &subscription, as_of);
}

START_TEST(changes_in_the_middle)
{
	static const struct {
		const char *name;
		enum proration proration;
		const char *price, *quantity, *lines, *unbilled;
	} changes[] = {
		{ "price by day", PRORATION_DAY, "79.99", "1",
		    "a 2026-01-12..02-01 -32.25 on INV-001/1, "
		    "a 2026-01-12..02-01 51.61",
		    "a 2026-01-01..01-12 17.74, a 2026-01-12..02-01 51.61" },
		{ "price by month30", PRORATION_MONTH30, "79.99", "1",
		    "a 2026-01-12..02-01 -31.66 on INV-001/1, "
		    "a 2026-01-12..02-01 50.66",
		    "a 2026-01-01..01-12 18.33, a 2026-01-12..02-01 50.66" },
		{ "price, from the next period", PRORATION_NONE, "79.99", "1",
		    "", "a 2026-01-01..02-01 49.99" },
		/* One key: 17.74 and 64.50 less 49.99. */
		{ "quantity", PRORATION_DAY, "", "2",
		    "a 2026-01-01..02-01 32.25 on INV-001/1",
		    "a 2026-01-01..01-12 17.74, a 2026-01-12..02-01 64.50" },
		{ "to the same", PRORATION_DAY, "", "1", "",
		    "a 2026-01-01..02-01 49.99" },
		{ "quantity to nothing", PRORATION_DAY, "", "0",
		    "a 2026-01-12..02-01 -32.25 on INV-001/1",
		    "a 2026-01-01..01-12 17.74" },
	};
	struct date as_of = shop_day("2026-01-12");

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct proposed_list lines;
		struct dues dues;
		struct shop shop;

		shop_open(&shop);
		shop_charge(&shop, "a", "49.99")->proration =
		    changes[i].proration;
		shop_order(&shop, ACTION_ADD, "2026-01-01");
		lines = shop_run(&shop, shop_day("2026-01-01"));
		dues = changed(&shop, changes[i].price, changes[i].quantity,
		    "2026-01-12", as_of);
		ck_assert_str_eq(
		    shop_tell_lines(&shop, shop_correct(&shop, dues, as_of)),
		    changes[i].unbilled);
		shop_post(&shop, lines);
		lines = shop_correct(&shop, dues, as_of);
		ck_assert_msg(strcmp(shop_tell_lines(&shop, lines),
				  changes[i].lines) == 0,
		    "%s: %s", changes[i].name, shop_tell_lines(&shop, lines));
		shop_post(&shop, lines);
		ck_assert_uint_eq(shop_correct(&shop, dues, as_of).count, 0);
		/* Undone: all goes back where it was. */
		shop.order_count--;
		shop_post(&shop, shop_run(&shop, as_of));
		ck_assert_int_eq(shop_net(&shop, ""), 4999);
		ck_assert_uint_eq(shop_run(&shop, as_of).count, 0);
		shop_close(&shop);
	}
}
END_TEST

/* An order line that comes in after the run of 1 January. */
struct late {
	enum action action;
	const char *start;
	const char *price;
	int quantity; /* 0: not given */
};

START_TEST(what_comes_in_late)
{
	static const struct {
		const char *name;
		struct late orders[3];
		size_t count;
		const char *as_of, *lines;
		int64_t net;
	} lives[] = {
		{ "changed and changed back on one day",
		    { { ACTION_CHANGE, "2026-01-12", "79.99", 0 },
			{ ACTION_CHANGE, "2026-01-12", "31.00", 0 } },
		    2, "2026-01-12",
		    "a 2026-01-12..02-01 -100.00 on INV-001/1, "
		    "a 2026-01-12..02-01 100.00",
		    15500 },
		/* 11 of 5, 9 of 7 and 11 of 4 days: 55 + 63 + 44. */
		{ "5, 7 and 4 within a month",
		    { { ACTION_CHANGE, "2026-01-12", "", 7 },
			{ ACTION_CHANGE, "2026-01-21", "", 4 } },
		    2, "2026-01-21", "a 2026-01-01..02-01 7.00 on INV-001/1",
		    16200 },
		{ "three changes on one day: the last",
		    { { ACTION_CHANGE, "2026-01-12", "", 7 },
			{ ACTION_CHANGE, "2026-01-12", "", 9 },
			{ ACTION_CHANGE, "2026-01-12", "", 5 } },
		    3, "2026-01-12", "", 15500 },
		{ "cancelled and resumed: nine days go back",
		    { { ACTION_CANCEL, "2026-01-12", "", 0 },
			{ ACTION_RESUME, "2026-01-21", "", 0 } },
		    2, "2026-01-21", "a 2026-01-01..02-01 -45.00 on INV-001/1",
		    11000 },
		/* 11 days of January; from the 15th of 28. */
		{ "suspended over a period's edge",
		    { { ACTION_SUSPEND, "2026-01-12", "", 0 },
			{ ACTION_RESUME, "2026-02-15", "", 0 } },
		    2, "2026-02-15",
		    "a 2026-01-12..02-01 -100.00 on INV-001/1, "
		    "a 2026-02-15..03-01 77.50",
		    13250 },
	};

	for (size_t i = 0; i < sizeof(lives) / sizeof(lives[0]); i++) {
		struct proposed_list lines;
		struct order *order;
		struct shop shop;

		shop_open(&shop);
		shop.plan.life.suspended_free = true;
		shop_charge(&shop, "a", "31.00");
		order = shop_order(&shop, ACTION_ADD, "2026-01-01");
		order->quantified = true;
		order->quantity = decimal_from_integer(5);
		shop_post(&shop, shop_run(&shop, shop_day("2026-01-01")));
		for (size_t k = 0; k < lives[i].count; k++) {
			struct late late = lives[i].orders[k];

			order = shop_order(&shop, late.action, late.start);
			order->plan = NULL;
			order->price = late.price;
			order->quantified = late.quantity > 0;
			order->quantity = decimal_from_integer(late.quantity);
		}
		lines = shop_run(&shop, shop_day(lives[i].as_of));
		shop_post(&shop, lines);
		ck_assert_int_eq(shop_net(&shop, ""), lives[i].net);
		ck_assert_uint_eq(
		    shop_run(&shop, shop_day(lives[i].as_of)).count, 0);
		ck_assert_msg(
		    strcmp(shop_tell_lines(&shop, lines), lives[i].lines) == 0,
		    "%s: %s", lives[i].name, shop_tell_lines(&shop, lines));
		shop_close(&shop);
	}
}
END_TEST

START_TEST(any_history_ends_with_what_is_due)
{
	history_check(SEED, 1500);
}
END_TEST

START_TEST(any_fortune_ends_with_what_is_due)
{
	fortune_check(SEED, 600);
}
END_TEST

Suite *
correct_suite(void)
{
	Suite *suite = suite_create("correct");
	TCase *tests = tcase_create("correct");

	tcase_add_test(tests, known_histories);
	tcase_add_test(tests, what_is_owed_once_stays_when_its_day_moves);
	tcase_add_test(tests, changes_in_the_middle);
	tcase_add_test(tests, what_comes_in_late);
	tcase_add_test(tests, any_history_ends_with_what_is_due);
	tcase_add_test(tests, any_fortune_ends_with_what_is_due);
	tcase_set_timeout(tests, 60);
	suite_add_tcase(suite, tests);
	return suite;
}

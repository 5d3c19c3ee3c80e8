/*
 * Trials, the dates of a life, and long ones.
 */
#include "order/subscription.h"

#include <check.h>

#include "tales.h"

static const struct tales_row trials[] = {
	{ "a trial that converts", "trial=14 days", { TALES_ADD },
	    "basic 1 01-29..", NULL },
	{ "a trial that lapses", "trial=14 days;trial_end=lapse", { TALES_ADD },
	    "", NULL },
	{ "a lapsing trial, converted in time", "trial=14 days;trial_end=lapse",
	    { TALES_ADD, "2026-01-20 renew" }, "basic 1 01-29..", NULL },
	{ "a lapsing trial, converted on its last day",
	    "trial=14 days;trial_end=lapse", { TALES_ADD, "2026-01-29 renew" },
	    "basic 1 01-29..", NULL },
	{ "a lapsing trial, converted too late",
	    "trial=14 days;trial_end=lapse", { TALES_ADD, "2026-01-30 renew" },
	    "", NULL },
	{ "cancelled in the trial", "trial=14 days",
	    { TALES_ADD, "2026-01-20 cancel" }, "", "" },
	{ "cancelled with the end of the trial", "trial=14 days;" TALES_YEAR,
	    { TALES_ADD, "2026-01-29 cancel" }, "", "" },
	{ "changed in the trial", "trial=14 days",
	    { TALES_ADD, "2026-01-20 change plan=pro quantity=2" },
	    "pro 2 01-29..", NULL },
	{ "replaced in the trial", "trial=14 days",
	    { TALES_ADD, "2026-01-20 replace plan=pro" }, "pro 1 01-29..",
	    NULL },
	{ "a trial before a term", "trial=1 month;term_months=6;renew=none",
	    { TALES_ADD }, "basic 1 02-15..08-15", "02-15..08-15" },
	{ "a trial that the line does not want", "trial=14 days",
	    { "2026-01-15 add plan=basic trial=none" }, "basic 1 01-15..",
	    NULL },
	{ "an add-on in the trial", "trial=14 days",
	    { TALES_ADD, "2026-01-20 add plan=pro" },
	    "basic 1 01-29.., pro 1 01-29..", NULL },
};

START_TEST(trials_are_free)
{
	tales_check(trials, sizeof(trials) / sizeof(trials[0]));
}
END_TEST

/* The dates of a subscription and its items. */
START_TEST(dates_of_lives)
{
	static const struct {
		const char *name, *life;
		const char *orders[TALES_ORDERS_MAX];
		const char *told; /* begin, start, end; items */
	} rows[] = {
		{ "open", "", { TALES_ADD }, "01-15 01-15 : 01-15.." },
		{ "a trial", "trial=14 days",
		    { TALES_ADD, "2026-03-01 cancel" },
		    "01-15 01-29 03-01: 01-29..03-01" },
		{ "lapsed", "trial=14 days;trial_end=lapse", { TALES_ADD },
		    "01-15 01-29 01-29 lapsed: 01-29..01-29" },
		{ "cancelled in the trial", "trial=14 days",
		    { TALES_ADD, "2026-01-20 cancel" },
		    "01-15 01-29 01-20: 01-29..01-20" },
		{ "replaced", "", { TALES_ADD, "2026-02-10 replace plan=pro" },
		    "01-15 01-15 : 01-15..02-10, 02-10.. of 01-15" },
		{ "an add-on has an anchor of its own", "",
		    { TALES_ADD, "2026-02-10 add plan=pro" },
		    "01-15 01-15 : 01-15.., 02-10.." },
		{ "cancelled and resumed", "",
		    { TALES_ADD, "2026-03-01 cancel", "2026-04-01 resume" },
		    "01-15 01-15 : 01-15.." },
		{ "a new anchor", "",
		    { TALES_ADD, "2026-02-01 change anchor=2026-03-01",
			"2026-04-01 replace plan=pro" },
		    "01-15 01-15 : 01-15..04-01, 04-01.. of 03-01" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct subscription life;
		const char *told = "";

		tales_open(rows[i].life);
		tales_build(&life, rows[i].orders);
		for (size_t k = 0; k < life.item_count; k++) {
			struct item item = life.items[k];
			bool own = item.anchor.days == item.start.days;

			ck_assert_ptr_eq(
			    life.terms == NULL || life.term_count == 0
				? life.items
				: life.terms[0].item,
			    life.items);
			told = tales_join(
			    told, arena_format(&tales_shop.arena, "%s..%s%s%s",
				      tales_day(item.start),
				      tales_day(item.end), own ? "" : " of ",
				      own ? "" : tales_day(item.anchor)));
		}
		tales_expect(rows[i].name, rows[i].told,
		    arena_format(&tales_shop.arena, "%s %s %s%s: %s",
			tales_day(life.begin), tales_day(life.start),
			tales_day(life.end), life.lapsed ? " lapsed" : "",
			told));
		shop_close(&tales_shop);
	}
}
END_TEST

START_TEST(billed_elsewhere_until_a_day)
{
	static const struct {
		const char *name, *bill_from, *billed;
	} rows[] = {
		{ "from the start", "", "2026-01-15" },
		{ "billed elsewhere before", "2026-04-01", "2026-04-01" },
		{ "from before the start", "2026-01-01", "2026-01-15" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct subscription life;

		tales_open("");
		tales_order(TALES_ADD)->bill_from = shop_day(rows[i].bill_from);
		shop_subscription(&tales_shop, &life);
		ck_assert_msg(
		    life.bill_from.days == shop_day(rows[i].billed).days, "%s",
		    rows[i].name);
		shop_close(&tales_shop);
	}
}
END_TEST

START_TEST(orders_without_an_add_are_refused)
{
	struct order cancel = { .action = ACTION_CANCEL };
	struct subscription life = { .id = "S1" };
	struct arena arena = { 0 };
	struct error error;

	for (size_t count = 0; count < 2; count++)
		ck_assert_int_eq(subscription_build((struct orders){ &cancel,
							count, cancel.start },
				     &arena, &life, &error),
		    STATUS_LEDGER);
	arena_close(&arena);
}
END_TEST

/* A thousand lines are no trap. */
START_TEST(many_lines_of_one_subscription)
{
	struct order *orders;
	struct subscription life = { .id = "S1", .owner = "A1" };
	struct error error;

	tales_open("");
	orders = arena_array(&tales_shop.arena, 20000, sizeof(*orders));
	ck_assert_ptr_nonnull(orders);
	for (int i = 0; i < 20000; i++) {
		tales_shop.order_count = 0;
		orders[i] = *tales_order(TALES_ADD);
		orders[i].sequence = i;
		orders[i].start.days += i;
		if (i > 0) {
			orders[i].action = ACTION_CHANGE;
			orders[i].plan = NULL;
			orders[i].quantified = true;
			orders[i].quantity = decimal_from_integer(i % 7);
			orders[i].price = i % 2 == 0 ? "1.00" : "2.00";
		}
	}
	ck_assert_int_eq(subscription_build(
			     (struct orders){ orders, 20000, tales_shop.until },
			     &tales_shop.arena, &life, &error),
	    STATUS_OK);
	ck_assert_uint_eq(life.term_count, 20000);
	shop_close(&tales_shop);
}
END_TEST

/* Terms of an item follow each other, from its first day to its last. */
static void
check_items(const struct subscription *life, unsigned long long begun)
{
	size_t count = 0;

	for (size_t i = 0; i < life->item_count; i++) {
		const struct item *item = &life->items[i];
		struct date at = item->start;
		size_t first = count;

		for (; count < life->term_count &&
		       life->terms[count].item == item;
		     count++) {
			const struct term *term = &life->terms[count];

			ck_assert_msg(at.days <= term->from.days &&
					  term->from.days <= term->to.days,
			    "from state %llx", begun);
			at = term->to;
		}
		ck_assert_msg(count == first || (life->terms[first].from.days ==
							item->start.days &&
						    at.days <= item->end.days),
		    "from state %llx", begun);
		ck_assert_msg(count == first ||
				  item->end.days == DATE_MAX.days ||
				  at.days == item->end.days,
		    "from state %llx", begun);
	}
	ck_assert_msg(count == life->term_count, "from state %llx", begun);
}

/* Whatever is ordered, whether it makes sense or not. */
START_TEST(any_orders_make_sound_terms)
{
	static const char *const lives[] = { "", "trial=20 days",
		"trial=20 days;trial_end=lapse",
		"term_months=3;uplift=3;termination=remaining",
		"term_months=2;renew=none;suspension=charged" };
	uint64_t state = UINT64_C(0x9E3779B97F4A7C15);

	for (int round = 0; round < 3000; round++) {
		unsigned long long begun = state;
		struct subscription life;

		tales_open(lives[shop_below(&state, 5)]);
		tales_order(TALES_ADD);
		for (int i = shop_below(&state, 7); i > 0; i--) {
			enum action action =
			    (enum action)shop_below(&state, ACTION_VOID + 1);
			struct order *order =
			    shop_order(&tales_shop, action, "2026-01-10");
			size_t n = tales_shop.order_count;

			order->start.days += shop_below(&state, 200);
			order->plan = shop_below(&state, 2) == 0
					  ? NULL
					  : &tales_plans[shop_below(&state, 4)];
			if (action == ACTION_ADD || action == ACTION_REPLACE)
				order->plan =
				    &tales_plans[shop_below(&state, 4)];
			order->catalog = &tales_shop.catalog;
			if (shop_below(&state, 3) == 0)
				order->price = "7.00";
			if (shop_below(&state, 6) == 0)
				order->charge = "access";
			if (shop_below(&state, 6) == 0)
				order->end.days =
				    order->start.days + shop_below(&state, 60);
			if (shop_below(&state, 6) == 0)
				tales_say(order, n - 1, "term_months", "2");
			if (action == ACTION_VOID)
				order->voids = shop_below(&state, 4) == 0
						   ? "O1/1"
						   : "O2/1";
		}
		shop_subscription(&tales_shop, &life);
		check_items(&life, begun);
		shop_close(&tales_shop);
	}
}
END_TEST

Suite *
subscription_build_suite(void)
{
	Suite *suite = suite_create("subscription_build");
	TCase *tests = tcase_create("subscription_build");

	tcase_add_test(tests, trials_are_free);
	tcase_add_test(tests, dates_of_lives);
	tcase_add_test(tests, billed_elsewhere_until_a_day);
	tcase_add_test(tests, orders_without_an_add_are_refused);
	tcase_add_test(tests, many_lines_of_one_subscription);
	tcase_add_test(tests, any_orders_make_sound_terms);
	suite_add_tcase(suite, tests);
	return suite;
}

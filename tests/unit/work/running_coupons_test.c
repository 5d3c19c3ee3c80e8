/*
 * A coupon on the document takes as much as it says off the new lines of each
 * document, and no more often than it was given.
 */
#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"
#include "work/running.h"

static struct running running;
static struct running_account account;
static struct running_terms terms;
static struct error error;
static struct discount hello;
static struct order order;
static struct shop shop;

static void
setup(void)
{
	shop_open(&shop);
	shop_charge(&shop, "access", "30.00");
	running = (struct running){ .error = &error,
		.catalogs = shop.catalogs,
		.issue_date = shop_day("2026-02-01") };
	account = (struct running_account){ .credits = NULL };
	terms = (struct running_terms){ .account = &account };
	order = (struct order){ .id = "O7", .line = "2" };
	hello = (struct discount){
		.id = "hello",
		.name = "",
		.scope = SCOPE_DOCUMENT,
		.amount = shop_decimal("10.00"),
		.currency = shop_dollars(),
		.plan = "",
		.product = "",
		.line = "",
		.charge = "",
		.until = DATE_NONE,
	};
}

static void
teardown(void)
{
	arena_close(&running.scratch);
	shop_close(&shop);
}

/* A subscription that was given the coupon so many times. */
static void
gather(size_t times, struct posted *posted, size_t posted_count)
{
	struct grant grants[] = {
		{ &hello, &order, "", shop_day("2026-01-15"), DATE_MAX },
		{ &hello, &order, "", shop_day("2026-01-15"), DATE_MAX },
	};
	struct subscription subscription = { .grants = grants,
		.grant_count = times };
	struct billing_subscription from = { .posted = posted,
		.posted_count = posted_count };

	ck_assert_int_eq(
	    running_gather(&running, &terms, &from, &subscription), STATUS_OK);
}

static struct line *
append(struct proposed_list *lines, const char *amount)
{
	struct proposed *proposed = proposed_append(lines, &running.scratch);

	ck_assert_ptr_nonnull(proposed);
	proposed->line = *shop_line(&running.scratch, amount);
	return &proposed->line;
}

/* Use the coupons; the discounts on lines from ${first} on, in cents. */
static const char *
taken(struct proposed_list *lines)
{
	size_t first = lines->count;
	const char *told = "";

	ck_assert_int_eq(running_coupons(&running, &terms, lines), STATUS_OK);
	for (size_t i = first; i < lines->count; i++) {
		const struct line *line = &lines->items[i].line;

		ck_assert_int_eq(line->kind, LINE_DISCOUNT);
		ck_assert_str_eq(line->description, "hello");
		ck_assert_str_eq(line->order, "O7");
		ck_assert(discount_is_share(line));
		told = arena_format(&running.scratch, "%s%s%s:%lld", told,
		    told[0] == '\0' ? "" : " ", line->subscription,
		    (long long)line->amount.minor);
	}
	return told;
}

START_TEST(it_is_spread_over_the_lines)
{
	struct proposed_list lines = { NULL, 0 };
	struct line *off;

	gather(1, NULL, 0);
	append(&lines, "30.00");
	append(&lines, "20.00")->subscription = "S2";
	/* Half of it is taken off before. */
	off = append(&lines, "-10.00");
	off->kind = LINE_DISCOUNT;
	off->instance = "half";
	off->subscription = "S2";
	/* What is corrected has no share. */
	append(&lines, "60.00")->corrects = "INV-001/1";
	ck_assert_str_eq(taken(&lines), "S1:-750 S2:-250");
}
END_TEST

START_TEST(it_takes_no_more_than_there_is)
{
	struct proposed_list lines = { NULL, 0 };

	gather(1, NULL, 0);
	append(&lines, "4.00");
	ck_assert_str_eq(taken(&lines), "S1:-400");
}
END_TEST

/* Two documents, S1 and S2; each takes one use. */
static const struct {
	const char *name;
	int periods;
	size_t times;
	int64_t postings[3]; /* of discounts that were posted */
	const char *taken;
} uses[] = {
	{ "without end", 0, 1, { 1, 2, 3 }, "S1:-1000 S2:-1000" },
	{ "once", 1, 1, { 0 }, "S1:-1000" },
	{ "once, and used", 1, 1, { 1 }, "" },
	{ "twice, used on one document with two lines", 2, 1, { 1, 1 },
	    "S1:-1000" },
	{ "given twice: taken once a document, twice as often", 1, 2, { 0 },
	    "S1:-1000 S2:-1000" },
	{ "given twice, used once", 1, 2, { 1 }, "S1:-1000" },
};

START_TEST(it_is_used_as_often_as_it_was_given)
{
	struct posted posted[4] = { { .posting = 0 } };
	struct proposed_list lines = { NULL, 0 };
	size_t count = 0;
	const char *told;

	hello.periods = uses[_i].periods;
	for (; count < 3 && uses[_i].postings[count] > 0; count++) {
		posted[count].posting = uses[_i].postings[count];
		posted[count].line = *shop_line(&running.scratch, "-10.00");
		posted[count].line.kind = LINE_DISCOUNT;
		posted[count].line.instance = "coupon/hello/x";
	}
	/* A correction of a share is no use. */
	posted[count].posting = 9;
	posted[count].line = *shop_line(&running.scratch, "1.00");
	posted[count].line.kind = LINE_DISCOUNT;
	posted[count].line.instance = "coupon/hello";
	posted[count++].line.corrects = "INV-001/1";
	gather(uses[_i].times, posted, count);
	append(&lines, "30.00");
	append(&lines, "30.00")->subscription = "S2";
	lines.items[1].line.split = "S2";
	told = taken(&lines);
	ck_assert_msg(
	    strcmp(told, uses[_i].taken) == 0, "%s: %s", uses[_i].name, told);
}
END_TEST

static const struct {
	const char *name;
	enum discount_scope scope;
	const char *until;
	const char *issue_date;
	const char *taken;
} days[] = {
	{ "before it was ordered", SCOPE_DOCUMENT, "", "2026-01-14", "" },
	{ "on that day", SCOPE_DOCUMENT, "", "2026-01-15", "S1:-1000" },
	{ "its last day", SCOPE_DOCUMENT, "2026-02-01", "2026-01-31",
	    "S1:-1000" },
	{ "the day after", SCOPE_DOCUMENT, "2026-02-01", "2026-02-01", "" },
	{ "a discount of the subscription", SCOPE_SUBSCRIPTION, "",
	    "2026-02-01", "" },
};

START_TEST(when_it_is_in_force)
{
	struct proposed_list lines = { NULL, 0 };

	running.issue_date = shop_day(days[_i].issue_date);
	hello.scope = days[_i].scope;
	hello.until = shop_day(days[_i].until);
	gather(1, NULL, 0);
	append(&lines, "30.00");
	ck_assert_msg(
	    strcmp(taken(&lines), days[_i].taken) == 0, "%s", days[_i].name);
}
END_TEST

Suite *
running_coupons_suite(void)
{
	Suite *suite = suite_create("running_coupons");
	TCase *tests = tcase_create("running_coupons");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, it_is_spread_over_the_lines);
	tcase_add_test(tests, it_takes_no_more_than_there_is);
	tcase_add_loop_test(tests, it_is_used_as_often_as_it_was_given, 0,
	    sizeof(uses) / sizeof(uses[0]));
	tcase_add_loop_test(
	    tests, when_it_is_in_force, 0, sizeof(days) / sizeof(days[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

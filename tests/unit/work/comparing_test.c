/*
 * What rated records make of a comparison.
 */
#include "work/comparing.h"

#include <check.h>
#include <string.h>

#include "desk.h"
#include "tests/unit/rule/shop.h"

static struct plan plans[] = {
	{ .id = "basic", .name = "new" },
	{ .id = "pro", .name = "new" },
};
static struct catalog proposed = { "next", .plans = plans, .plan_count = 2 };
static struct comparing comparing;

static void
setup(void)
{
	desk_setup();
	desk_clear();
	book_must(comparing_begin(&comparing, &proposed, &book_error));
}

static void
teardown(void)
{
	comparing_end(&comparing);
	desk_teardown();
}

static void
add(enum comparing_side side, const char *account, const char *plan,
    struct money amount)
{
	const struct rated rated = { .line.owner = account, .line.plan = plan };

	book_must(comparing_add(&comparing, side, &rated, amount, &book_error));
}

START_TEST(a_plan_is_not_replaced)
{
	struct plan old[] = { { .id = "basic", .name = "old" },
		{ .id = "gone", .name = "old" } };
	const struct catalog versions[] = {
		{ "1", .plans = old, .plan_count = 2 },
		{ "2", .plans = old, .plan_count = 1 },
	};
	const struct catalogs current = { versions, 2 };
	const struct catalogs *made = &comparing.catalogs;

	book_must(comparing_catalogs(&comparing, &current, &book_error));
	ck_assert_uint_eq(made->count, 2);
	for (size_t i = 0; i < 2; i++) {
		ck_assert_str_eq(made->items[i].version, versions[i].version);
		ck_assert_str_eq(made->items[i].plans[0].name, "new");
	}
	ck_assert_str_eq(made->items[0].plans[1].name, "old");
	/* What is current stays what it is. */
	ck_assert_str_eq(old[0].name, "old");
}
END_TEST

START_TEST(an_account_is_compared)
{
	const struct currency euro = { "EUR", 2 };

	/* In the order of payers, first all that is current. */
	add(COMPARING_CURRENT, "b", "basic", shop_money("10.00"));
	add(COMPARING_CURRENT, "a", "basic", shop_money("1.25"));
	add(COMPARING_CURRENT, "a", "gone", shop_money("2.00"));
	add(COMPARING_CURRENT, "a", "pro", money_of(500, euro));
	add(COMPARING_CURRENT, "c", "gone", shop_money("3.00"));
	add(COMPARING_CURRENT, "c", "lost", shop_money("3.00"));
	add(COMPARING_CURRENT, "c", "gone", shop_money("3.00"));
	add(COMPARING_PROPOSED, "b", "basic", shop_money("9.99"));
	add(COMPARING_PROPOSED, "a", "basic", shop_money("1.50"));
	add(COMPARING_PROPOSED, "a", "gone", shop_money("2.00"));
	add(COMPARING_PROPOSED, "a", "pro", money_of(500, euro));
	add(COMPARING_PROPOSED, "c", "gone", shop_money("3.00"));
	add(COMPARING_PROPOSED, "c", "lost", shop_money("3.00"));
	add(COMPARING_PROPOSED, "c", "gone", shop_money("3.00"));
	/* Only now. */
	add(COMPARING_PROPOSED, "d", "pro", shop_money("4.00"));
	comparing.uncounted = 7;
	comparing.suspended = 9;
	book_must(comparing_write(&comparing, &desk_request, &book_error));
	ck_assert_str_eq(desk_answer(),
	    "account,currency,current,proposed,change,kept_plan\n"
	    "a,EUR,5.00,5.00,0.00,\n"
	    "a,USD,3.25,3.50,0.25,gone\n"
	    "b,USD,10.00,9.99,-0.01,\n"
	    "c,USD,9.00,9.00,0.00,gone lost\n"
	    "d,USD,0.00,4.00,4.00,\n");
	ck_assert_str_eq(desk_summary.note,
	    "1 pay less, 2 more, 2 the same; 2 have a plan that the proposed "
	    "catalog lacks; 7 events no charge would count; 9 events in "
	    "suspense it would count, left out; EUR 5.00 becomes 5.00; "
	    "USD 22.25 becomes 26.49");
	/* One of them has two currencies. */
	ck_assert_uint_eq(desk_summary.documents, 4);
}
END_TEST

START_TEST(nothing_is_compared)
{
	book_must(comparing_write(&comparing, &desk_request, &book_error));
	ck_assert_str_eq(desk_answer(),
	    "account,currency,current,proposed,change,kept_plan\n");
	ck_assert_str_eq(desk_summary.note, "0 pay less, 0 more, 0 the same");
}
END_TEST

Suite *
comparing_suite(void)
{
	Suite *suite = suite_create("comparing");
	TCase *tests = tcase_create("comparing");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, a_plan_is_not_replaced);
	tcase_add_test(tests, an_account_is_compared);
	tcase_add_test(tests, nothing_is_compared);
	suite_add_tcase(suite, tests);
	return suite;
}

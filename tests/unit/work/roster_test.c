/*
 * Everybody who is subscribed is met once, with what they have on a day.
 */
#include "work/roster.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "ledger/catalogs.h"
#include "tests/unit/rule/shop.h"
#include "tests/unit/work/desk.h"

static char met[512];

/* "S1 A1 basic; " where it has a plan on the day that is the context. */
static enum status
meet(
    void *context, const struct subscription *subscription, struct error *error)
{
	const struct date *on = context;
	const struct term *term =
	    roster_term(subscription, subscription->items, *on);
	size_t used = strlen(met);

	(void)error;
	snprintf(met + used, sizeof(met) - used, "%s %s %s; ", subscription->id,
	    subscription->owner, term == NULL ? "-" : term->plan->id);
	return STATUS_OK;
}

static const char *
roster(struct date on)
{
	struct catalogs catalogs;

	met[0] = '\0';
	book_open(LEDGER_READ);
	book_must(
	    catalogs_load(book_ledger, &book_arena, &catalogs, &book_error));
	book_must(roster_read(book_ledger, &catalogs, meet, &on, &book_error));
	book_close();
	return met;
}

START_TEST(all_are_met)
{
	desk_stock();
	ck_assert_str_eq(
	    roster(shop_day("2026-01-01")), "S1 A1 basic; S2 A2 basic; ");
	ck_assert_str_eq(roster(shop_day("2025-12-31")), "S1 A1 -; S2 A2 -; ");
	ck_assert_str_eq(roster(DATE_MAX), "S1 A1 basic; S2 A2 basic; ");
}
END_TEST

START_TEST(who_has_left_has_nothing)
{
	desk_stock();
	book_must(desk_import("orders",
	    "order,line,action,account,subscription,plan,start\n"
	    "O9,1,cancel,A1,S1,,2026-03-01\n"));
	ck_assert_str_eq(
	    roster(shop_day("2026-02-28")), "S1 A1 basic; S2 A2 basic; ");
	ck_assert_str_eq(
	    roster(shop_day("2026-03-01")), "S1 A1 -; S2 A2 basic; ");
	ck_assert_str_eq(roster(DATE_MAX), "S1 A1 -; S2 A2 basic; ");
}
END_TEST

START_TEST(who_is_suspended_is_there)
{
	desk_stock();
	book_must(desk_import("orders",
	    "order,line,action,account,subscription,plan,start\n"
	    "O9,1,suspend,A1,S1,,2026-03-01\n"));
	ck_assert_str_eq(
	    roster(shop_day("2026-04-01")), "S1 A1 basic; S2 A2 basic; ");
	ck_assert_str_eq(roster(DATE_MAX), "S1 A1 basic; S2 A2 basic; ");
}
END_TEST

START_TEST(nobody)
{
	ck_assert_str_eq(roster(DATE_MAX), "");
}
END_TEST

Suite *
roster_suite(void)
{
	Suite *suite = suite_create("roster");
	TCase *tests = tcase_create("roster");

	tcase_add_checked_fixture(tests, desk_setup, desk_teardown);
	tcase_add_test(tests, all_are_met);
	tcase_add_test(tests, who_has_left_has_nothing);
	tcase_add_test(tests, who_is_suspended_is_there);
	tcase_add_test(tests, nobody);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * What is guided again moves once, and leaves a trace of where it was.
 */
#include "usage/recycling.h"

#include <check.h>
#include <string.h>

#include "tests/unit/work/desk.h"

#define MONTH "20454" /* 2026-01 */
#define DAY "1767614400000000" /* noon of 2026-01-05 in UTC */
#define ROWS \
	"SELECT subscription, event, number, counts, named, reason " \
	"FROM usage"

static void
setup(void)
{
	desk_setup();
	desk_stock();
	/* The plan counts gigabytes, too. */
	book_sql("INSERT INTO charge SELECT catalog, plan, position + 1, "
		 "'data', 'usage', name, tax_code, revenue, product, currency, "
		 "price, '', '', '', '', '', '', 'gb', 'unit', size, free, "
		 "rate, fixed, free_events, free_amount, min, max, included, "
		 "minimum, maximum, discount, zero, '', '', '', '', '', '', "
		 "'', '', '', '', '', '', '', '' FROM charge");
	book_sql("INSERT INTO metric (catalog, metric, unit, aggregation, "
		 "field, round_to, round_mode) VALUES ('2026', 'gb', 'GB', "
		 "'sum', '', '', '')");
}

/* A row of usage; each one is a recording of its own. */
static void
row(const char *subscription, const char *event, const char *counts,
    const char *named, const char *reason)
{
	book_sql(arena_format(&book_arena,
	    "INSERT INTO usage SELECT " MONTH ", '%s', " DAY ", '%s', "
	    "count(*) + 1, %s, 'gb', '1', '', '', '', '%s', '%s' FROM usage; "
	    "INSERT INTO usage_batch SELECT count(*) + 1, count(*) + 1, "
	    "count(*) + 1, 0, NULL FROM usage_batch",
	    subscription, event, counts, named, reason));
}

static enum status
recycle(void)
{
	desk_clear();
	return recycling_run(&desk_request, &book_error);
}

START_TEST(what_belongs_where_it_is_stays)
{
	row("S1", "E1", "1", "", "");
	row("", "E2", "1", "subscription S9", "unknown-subscription");
	row("", "E3", "1", "service X", "unknown-service");
	row("", "E4", "1", "identifier X", "unknown-identifier");
	book_must(recycle());
	ck_assert_str_eq(desk_counts(), "0 0 0 0 0");
	ck_assert_ptr_nonnull(
	    strstr(desk_summary.note, "nothing to do: 4 guided again"));
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage"), "4");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM audit"), "0");
}
END_TEST

START_TEST(what_was_unknown_finds_its_owner)
{
	row("", "E1", "1", "subscription S1", "unknown-subscription");
	row("", "E2", "1", "service T1", "unknown-service");
	book_must(recycle());
	ck_assert_str_eq(desk_counts(), "1 0 1 0 0");
	/* Named by itself it needs no name any more. */
	ck_assert_str_eq(book_sql(ROWS " ORDER BY number"),
	    "|E1|1|1|subscription S1|unknown-subscription;"
	    "|E2|2|1|service T1|unknown-service;"
	    "|E1|3|-1|subscription S1|recycled;S1|E1|4|1||");
	ck_assert_str_eq(book_sql("SELECT first_number, last_number, first_at "
				  "FROM usage_batch WHERE batch = 3"),
	    "3|4|" DAY);
	ck_assert_str_eq(book_sql("SELECT subject, \"in\", changed FROM audit"),
	    "recycling|1|1");
	book_must(recycle());
	ck_assert_str_eq(desk_counts(), "0 0 0 0 0");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM audit"), "1");
}
END_TEST

/* It goes, and comes back: what it named is never lost. */
START_TEST(an_owner_is_lost_and_found)
{
	row("S1", "E1", "1", "", "");
	book_tamper("UPDATE order_line SET acts_on = '2026-02-01' "
		    "WHERE subscription = 'S1'");
	book_must(recycle());
	ck_assert_str_eq(book_sql(ROWS " WHERE number > 1 ORDER BY number"),
	    "S1|E1|2|-1||recycled;|E1|3|1|subscription S1|not-in-service");
	book_tamper("UPDATE order_line SET acts_on = '2026-01-01'");
	book_must(recycle());
	ck_assert_str_eq(book_sql(ROWS " WHERE number > 3 ORDER BY number"),
	    "|E1|4|-1|subscription S1|recycled;S1|E1|5|1||");
	book_must(recycle());
	ck_assert_str_eq(desk_counts(), "0 0 0 0 0");
}
END_TEST

START_TEST(what_was_taken_back_stays_away)
{
	row("", "E1", "1", "subscription S1", "unknown-subscription");
	row("", "E1", "-1", "subscription S1", "retracted");
	book_must(recycle());
	ck_assert_str_eq(desk_counts(), "0 0 0 0 0");
	ck_assert_ptr_nonnull(strstr(desk_summary.note, " 0 guided"));
}
END_TEST

START_TEST(a_dry_run_only_counts)
{
	row("", "E1", "1", "subscription S1", "unknown-subscription");
	desk_request.dry_run = true;
	book_must(recycle());
	ck_assert_str_eq(desk_counts(), "1 0 1 0 0");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage"), "1");
}
END_TEST

START_TEST(usage_that_was_changed_is_not_moved)
{
	row("", "E1", "1", "nobody", "unknown-subscription");
	ck_assert_int_eq(recycle(), STATUS_LEDGER);
	desk_told("event E1 names nobody");
	book_sql("DROP TRIGGER usage_update; UPDATE usage SET named = "
		 "'subscription S1'");
	row("", "E1", "1", "subscription S1", "unknown-subscription");
	ck_assert_int_eq(recycle(), STATUS_LEDGER);
	desk_told("event E1 counts 2 times");
}
END_TEST

Suite *
recycling_suite(void)
{
	Suite *suite = suite_create("recycling");
	TCase *tests = tcase_create("recycling");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, what_belongs_where_it_is_stays);
	tcase_add_test(tests, what_was_unknown_finds_its_owner);
	tcase_add_test(tests, an_owner_is_lost_and_found);
	tcase_add_test(tests, what_was_taken_back_stays_away);
	tcase_add_test(tests, a_dry_run_only_counts);
	tcase_add_test(tests, usage_that_was_changed_is_not_moved);
	suite_add_tcase(suite, tests);
	return suite;
}

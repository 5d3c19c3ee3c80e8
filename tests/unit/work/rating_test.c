/*
 * Each event is counted once, by the first charge that takes it, in the period
 * of its day; and what is posted is left alone until it changes.
 */
#include "work/rating.h"

#include <check.h>
#include <string.h>

#include "gauge.h"
#include "tests/unit/rule/shop.h"

#define NOTHING(subscription, from) \
	subscription " roaming u " from " 0 0 0; " subscription \
		     " roaming m " from " 1 0 5.00; " subscription \
		     " data u " from " 0 0 0; " subscription " never u " from \
		     " 0 0 0; "

static const struct {
	const char *name;
	const char *usage;
	const char *rated;
} rows[] = {
	{ "no usage", "('S1', 40, 'e', 1, 1, '1', '')",
	    NOTHING("S1", "01-01") NOTHING("S2", "01-20") },
	{ "the first that takes it counts, whichever takes it too",
	    "('S1', 1, 'a', 1, 1, '3', 'abroad'), "
	    "('S1', 2, 'b', 2, 1, '7', 'home'), "
	    "('S1', 31, 'c', 3, 1, '0.5', '')",
	    "S1 roaming u 01-01 3 1 6; S1 roaming m 01-01 1 0 0.00; "
	    "S1 data u 01-01 7.5 2 0.75; S1 never u 01-01 0 0 0; " NOTHING(
		"S2", "01-20") },
	{ "an event that left, and one that came back",
	    "('S1', 1, 'a', 1, 1, '3', ''), ('S1', 1, 'a', 2, -1, '3', ''), "
	    "('S1', 2, 'b', 3, 1, '4', ''), ('S1', 2, 'b', 4, -1, '4', ''), "
	    "('S1', 2, 'b', 5, 1, '4', '')",
	    "S1 roaming u 01-01 0 0 0; S1 roaming m 01-01 1 0 5.00; "
	    "S1 data u 01-01 4 1 0.4; S1 never u 01-01 0 0 0; " NOTHING(
		"S2", "01-20") },
	{ "before the first day, and in suspense",
	    "('S2', 19, 'a', 1, 1, '3', ''), ('S2', 20, 'b', 2, 1, '4', ''), "
	    "('', 21, 'c', 3, 1, '5', ''), ('S3', 21, 'd', 4, 1, '6', '')",
	    NOTHING("S1", "01-01") "S2 roaming u 01-20 0 0 0; "
				   "S2 roaming m 01-20 1 0 5.00; "
				   "S2 data u 01-20 4 1 0.4; "
				   "S2 never u 01-20 0 0 0; " },
	{ "one id at two times is two rows apart",
	    "('S1', 1, 'a', 1, 1, '3', ''), ('S1', 2, 'a', 2, 1, '4', '')",
	    "S1 roaming u 01-01 0 0 0; S1 roaming m 01-01 1 0 5.00; "
	    "S1 data u 01-01 7 2 0.7; S1 never u 01-01 0 0 0; " NOTHING(
		"S2", "01-20") },
};

START_TEST(usage_is_counted_wrong)
{
	const char *rated;

	gauge_put(rows[_i].usage);
	rated = gauge_rate("2026-02-01");
	ck_assert_msg(
	    strcmp(rated, rows[_i].rated) == 0, "%s: %s", rows[_i].name, rated);
	ck_assert_uint_eq(gauge_rating.uncounted, 0);
}
END_TEST

START_TEST(two_threads_count_otherwise)
{
	const char *rated;

	gauge_put(rows[_i].usage);
	gauge_open("2026-02-01", (struct rating_terms){ .ahead = true });
	rated = gauge_rated();
	ck_assert_msg(
	    strcmp(rated, rows[_i].rated) == 0, "%s: %s", rows[_i].name, rated);
	ck_assert_uint_eq(gauge_rating.uncounted, 0);
}
END_TEST

/* More rows than are handed over together, in many windows of two accounts. */
START_TEST(two_threads_lose_a_row)
{
	const char *alone;

	book_sql(
	    "INSERT INTO usage WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL "
	    "SELECT i + 1 FROM n WHERE i < 3999) SELECT "
	    "unixepoch((20454 + i % 300) * 86400, 'unixepoch', "
	    "'start of month') / 86400, "
	    "'S' || (1 + i % 2), "
	    "(20454 + i % 300) * 86400000000, 'E' || i, i + 1, 1, 'gb', "
	    "'0.' || (1 + i % 9), '', '', CASE i % 7 WHEN 0 THEN "
	    "'{\"zone\":\"abroad\"}' ELSE '' END, '', '' FROM n");
	alone = gauge_rate("2026-12-01");
	ck_assert_ptr_nonnull(strstr(alone, "S2 data u 10-01 "));
	gauge_open("2026-12-01", (struct rating_terms){ .ahead = true });
	ck_assert_str_eq(gauge_rated(), alone);
	/* Who stops in the middle leaves no thread behind. */
	gauge_open("2026-12-01", (struct rating_terms){ .ahead = true });
	rating_close(&gauge_rating);
}
END_TEST

START_TEST(a_period_is_rated_before_it_is_over)
{
	ck_assert_str_eq(gauge_rate("2026-01-31"), "");
	gauge_open("2026-01-31", (struct rating_terms){ .open = true });
	ck_assert_str_eq(
	    gauge_rated(), NOTHING("S1", "01-01") NOTHING("S2", "01-20"));
	gauge_open("2026-01-10", (struct rating_terms){ .open = true });
	ck_assert_str_eq(gauge_rated(), NOTHING("S1", "01-01"));
}
END_TEST

START_TEST(a_period_before_the_range_is_rated)
{
	gauge_open("2026-03-01",
	    (struct rating_terms){ .after = shop_day("2026-02-01") });
	ck_assert_str_eq(
	    gauge_rated(), NOTHING("S1", "02-01") NOTHING("S2", "02-01"));
}
END_TEST

START_TEST(an_account_that_is_not_chosen_is_rated)
{
	gauge_open(
	    "2026-02-01", (struct rating_terms){ .chosen = gauge_second });
	ck_assert_str_eq(gauge_rated(), NOTHING("S2", "01-20"));
}
END_TEST

/* What was posted for January, counted up to a number. */
static void
post_january(const char *upto)
{
	struct documents_next documents;
	struct line lines[] = { book_month(1), book_month(1), book_month(1),
		book_month(1) };
	static const char *const charges[] = { "data", "never", "roaming",
		"roaming" };
	struct document document;
	char number[NUMBER_MAX];

	for (size_t i = 0; i < 4; i++) {
		lines[i].kind = i == 3 ? LINE_MINIMUM : LINE_USAGE;
		lines[i].charge = charges[i];
		lines[i].plan = "metered";
		lines[i].dimensions = i < 2 ? "" : "{\"zone\":\"abroad\"}";
		lines[i].upto = upto;
	}
	lines[2].amount.minor = 200;
	lines[3].amount.minor = 300;
	document = book_document("d1", lines, 4);
	book_must(documents_next(book_ledger, &documents, &book_error));
	book_must(book_post(&documents, &document, number));
}

static const struct {
	const char *name;
	const char *sql; /* what happens after the posting */
	const char *rated;
} changes[] = {
	{ "nothing", "", "" },
	{ "a late row",
	    "INSERT INTO usage_late SELECT subscription, occurred_at, event, "
	    "number FROM usage WHERE number = 2",
	    "S1 roaming u 01-01 0 0 0; S1 roaming m 01-01 1 0 5.00; "
	    "S1 data u 01-01 7 2 0.7; S1 never u 01-01 0 0 0; " },
	{ "a row that was counted",
	    "INSERT INTO usage_late SELECT subscription, occurred_at, event, "
	    "number FROM usage WHERE number = 1",
	    "" },
	{ "a row of another period",
	    "INSERT INTO usage_late SELECT subscription, occurred_at, event, "
	    "number FROM usage WHERE number = 3",
	    "" },
	{ "a minimum that was left out",
	    "DROP TRIGGER line_delete; "
	    "DELETE FROM line WHERE kind = 'minimum'",
	    "S1 roaming u 01-01 0 0 0; S1 roaming m 01-01 1 0 5.00; " },
	{ "fewer days",
	    "UPDATE order_line SET \"end\" = '2026-01-02' "
	    "WHERE subscription = 'S1'",
	    "S1 roaming u 01-01 0 0 0; S1 roaming m 01-01 1 0 5.00; "
	    "S1 data u 01-01 3 1 0.3; S1 never u 01-01 0 0 0; " },
	{ "no days at all",
	    "UPDATE order_line SET \"end\" = '2026-01-01' "
	    "WHERE subscription = 'S1'",
	    "S1 data u 01-01 0 0 0; S1 never u 01-01 0 0 0; "
	    "S1 roaming m 01-01 0 0 0; S1 roaming u 01-01 0 0 0; " },
};

START_TEST(what_was_posted_is_rated_again)
{
	const char *rated;

	gauge_put("('S1', 1, 'a', 1, 1, '3', ''), "
		  "('S1', 2, 'b', 2, 1, '4', ''), "
		  "('S1', 33, 'c', 3, 1, '5', '')");
	post_january("1");
	book_sql("DROP TRIGGER IF EXISTS order_line_update");
	if (changes[_i].sql[0] != '\0')
		book_sql(changes[_i].sql);
	gauge_open("2026-02-01", (struct rating_terms){ .open = false });
	rated = gauge_rated();
	ck_assert_msg(
	    strncmp(rated, changes[_i].rated, strlen(changes[_i].rated)) == 0 &&
		strcmp(rated + strlen(changes[_i].rated),
		    NOTHING("S2", "01-20")) == 0,
	    "%s: %s", changes[_i].name, rated);
}
END_TEST

START_TEST(an_event_is_not_told)
{
	gauge_told = "";
	gauge_put("('S1', 1, 'a', 1, 1, '3', ''), "
		  "('S1', 2, 'b', 2, 1, '1', 'abroad'), "
		  "('S1', 2, 'c', 3, 1, '4', ''), "
		  "('S1', 2, 'c', 4, -1, '4', ''), "
		  "('S1', 3, 'd', 5, 1, '0.125', '')");
	gauge_open("2026-02-01", (struct rating_terms){ .tell = gauge_event });
	(void)gauge_rated();
	ck_assert_str_eq(gauge_told,
	    "a data 3 0.3; b roaming 1 2; d data 0.125 "
	    "0.0125;  roaming 1 3.00;  roaming 1 5.00; ");
}
END_TEST

START_TEST(an_event_that_nobody_counts_is_forgotten)
{
	gauge_put("('S1', 1, 'a', 1, 1, '3', ''), "
		  "('S1', 2, 'b', 2, 1, '1', ''), "
		  "('S1', 3, 'c', 3, 1, '1', ''), "
		  "('S1', 3, 'c', 4, -1, '1', '')");
	book_sql("DROP TRIGGER usage_update;"
		 "UPDATE usage SET metric = 'sms' WHERE event <> 'a'");
	(void)gauge_rate("2026-02-01");
	ck_assert_uint_eq(gauge_rating.uncounted, 1);
}
END_TEST

START_TEST(where_nothing_is_metered_the_ledger_is_read)
{
	book_tamper("DELETE FROM charge_filter; "
		    "DELETE FROM charge WHERE kind = 'usage'");
	ck_assert_str_eq(gauge_rate("2026-02-01"), "");
	ck_assert_ptr_null(gauge_rating.billings.owners.query.handle);
}
END_TEST

Suite *
rating_suite(void)
{
	Suite *suite = suite_create("rating");
	TCase *tests = tcase_create("rating");

	tcase_add_checked_fixture(tests, gauge_setup, desk_teardown);
	tcase_add_loop_test(
	    tests, usage_is_counted_wrong, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_loop_test(tests, two_threads_count_otherwise, 0,
	    sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, two_threads_lose_a_row);
	tcase_add_test(tests, a_period_is_rated_before_it_is_over);
	tcase_add_test(tests, a_period_before_the_range_is_rated);
	tcase_add_test(tests, an_account_that_is_not_chosen_is_rated);
	tcase_add_loop_test(tests, what_was_posted_is_rated_again, 0,
	    sizeof(changes) / sizeof(changes[0]));
	tcase_add_test(tests, an_event_is_not_told);
	tcase_add_test(tests, an_event_that_nobody_counts_is_forgotten);
	tcase_add_test(tests, where_nothing_is_metered_the_ledger_is_read);
	suite_add_tcase(suite, tests);
	return suite;
}

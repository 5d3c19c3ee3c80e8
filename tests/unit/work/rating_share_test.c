/*
 * A period is priced by what was before it and by what others of its pool
 * leave, whether that is asked for or not.
 */
#include <check.h>
#include <string.h>

#include "gauge.h"
#include "tests/unit/rule/shop.h"

/* The charge "data" alone: 10 GB are included, and what else ${terms} say. */
static void
sell_data(const char *terms)
{
	book_tamper("DELETE FROM charge_filter; "
		    "DELETE FROM charge WHERE plan = 'metered' "
		    "AND charge <> 'data'");
	book_tamper(arena_format(&book_arena,
	    "UPDATE charge SET price = '1', included = '10', %s "
	    "WHERE charge = 'data'",
	    terms));
}

static const struct {
	const char *name;
	const char *terms;
	const char *usage;
	const char *as_of;
	const char *after; /* "": no bound */
	const char *rated;
} standings[] = {
	{ "what is left rolls over", "rollover = '1'",
	    "('S1', 1, 'a', 1, 1, '4', ''), ('S1', 33, 'b', 2, 1, '18', '')",
	    "2026-03-01", "",
	    "S1 data u 01-01 4 1 0; S1 data u 02-01 18 1 2; "
	    "S2 data u 01-20 0 0 0; S2 data u 02-01 0 0 0; " },
	{ "an earlier period counts that nobody asked for", "rollover = '1'",
	    "('S1', 1, 'a', 1, 1, '4', ''), ('S1', 33, 'b', 2, 1, '18', ''), "
	    "('S2', 20, 'c', 3, 1, '9', ''), ('S2', 33, 'd', 4, 1, '18', '')",
	    "2026-03-01", "2026-02-01",
	    "S1 data u 02-01 18 1 2; S2 data u 02-01 18 1 7; " },
	{ "a commitment of three months",
	    "commitment = '40', "
	    "included = '', commitment_term = '3 months'",
	    "('S1', 1, 'a', 1, 1, '4', ''), ('S1', 33, 'b', 2, 1, '5', ''), "
	    "('S1', 60, 'c', 3, 1, '6', '')",
	    "2026-04-01", "2026-03-01",
	    "S1 data u 03-01 6 1 6; S1 data m 03-01 1 0 25.00; "
	    "S2 data u 03-01 0 0 0; S2 data m 03-01 1 0 0.00; " },
	{ "an account has a pool of its own", "pool = 'account'",
	    "('S1', 1, 'a', 1, 1, '14', ''), ('S2', 22, 'b', 2, 1, '4', '')",
	    "2026-02-01", "",
	    "S1 data u 01-01 14 1 4; "
	    "S2 data u 01-20 4 1 0; " },
};

START_TEST(a_period_forgets_what_was_before)
{
	struct rating_terms terms = { .open = false };
	const char *rated;

	sell_data(standings[_i].terms);
	gauge_put(standings[_i].usage);
	if (standings[_i].after[0] != '\0')
		terms.after = shop_day(standings[_i].after);
	gauge_open(standings[_i].as_of, terms);
	rated = gauge_rated();
	ck_assert_msg(strcmp(rated, standings[_i].rated) == 0, "%s: %s",
	    standings[_i].name, rated);
	ck_assert_uint_eq(gauge_rating.uncounted, 0);
}
END_TEST

/* S1 of A1, whom A2 pays for, uses what S2 leaves. */
static void
share(void)
{
	sell_data("pool = 'payer'");
	book_sql("DROP TRIGGER IF EXISTS account_version_update;"
		 "UPDATE account_fact SET payer = 'A2'");
	gauge_put("('S1', 1, 'a', 1, 1, '14', ''), "
		  "('S1', 2, 'b', 2, 1, '4', ''), "
		  "('S2', 22, 'c', 3, 1, '5', '')");
}

START_TEST(units_are_not_shared)
{
	share();
	ck_assert_str_eq(gauge_rate("2026-02-01"),
	    "S1 data u 01-01 18 2 3; S2 data u 01-20 5 1 0; ");
}
END_TEST

START_TEST(those_who_are_not_chosen_leave_nothing)
{
	struct rating_terms terms = { .chosen = gauge_second };

	share();
	gauge_put("('S2', 23, 'd', 4, 1, '12', '')");
	gauge_open("2026-02-01", terms);
	ck_assert_str_eq(gauge_rated(), "S2 data u 01-20 17 2 7; ");
	book_sql("DROP TRIGGER usage_delete;"
		 "DELETE FROM usage WHERE subscription = 'S1'");
	gauge_open("2026-02-01", terms);
	ck_assert_str_eq(gauge_rated(), "S2 data u 01-20 17 2 0; ");
}
END_TEST

START_TEST(what_is_shared_is_told_twice)
{
	gauge_told = "";
	share();
	gauge_open("2026-02-01", (struct rating_terms){ .tell = gauge_event });
	(void)gauge_rated();
	ck_assert_str_eq(gauge_told, "a data 14 4; b data 4 4; c data 5 0; "
				     " data 0 -5; ");
}
END_TEST

START_TEST(usage_of_before_is_forgotten)
{
	sell_data("included = ''");
	book_tamper("UPDATE metric SET aggregation = 'latest', "
		    "recurring = 'yes'");
	gauge_put("('S1', 1, 'a', 1, 1, '4', ''), "
		  "('S1', 2, 'b', 2, 1, '3', ''), "
		  "('S1', 2, 'b', 3, -1, '3', ''), "
		  "('S1', 35, 'c', 4, 1, '5', '')");
	ck_assert_str_eq(gauge_rate("2026-04-01"),
	    "S1 data u 01-01 4 1 4; S1 data u 02-01 5 1 5; "
	    "S1 data u 03-01 5 0 5; S2 data u 01-20 0 0 0; "
	    "S2 data u 02-01 0 0 0; S2 data u 03-01 0 0 0; ");
	gauge_open("2026-03-01",
	    (struct rating_terms){ .after = shop_day("2026-02-01") });
	ck_assert_str_eq(
	    gauge_rated(), "S1 data u 02-01 5 1 5; S2 data u 02-01 0 0 0; ");
	ck_assert_uint_eq(gauge_rating.uncounted, 0);
}
END_TEST

Suite *
rating_share_suite(void)
{
	Suite *suite = suite_create("rating_share");
	TCase *tests = tcase_create("rating_share");

	tcase_add_checked_fixture(tests, gauge_setup, desk_teardown);
	tcase_add_loop_test(tests, a_period_forgets_what_was_before, 0,
	    sizeof(standings) / sizeof(standings[0]));
	tcase_add_test(tests, units_are_not_shared);
	tcase_add_test(tests, those_who_are_not_chosen_leave_nothing);
	tcase_add_test(tests, what_is_shared_is_told_twice);
	tcase_add_test(tests, usage_of_before_is_forgotten);
	suite_add_tcase(suite, tests);
	return suite;
}

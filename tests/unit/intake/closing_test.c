/*
 * Which days may be closed, and what is put out.
 */
#include "intake/closing.h"

#include <check.h>
#include <string.h>

#include "tests/unit/work/desk.h"

/* January is billed. */
static void
setup(void)
{
	desk_setup();
	desk_stock();
	book_must(desk_post(desk_proposal("2026-01-01")));
}

static enum status
close_through(const char *through)
{
	struct date date;

	desk_clear();
	book_must(date_parse(through, &date, &book_error));
	return closing_run(&desk_request, date, &book_error);
}

static const struct {
	const char *through;
	const char *why; /* NULL: closed */
} rows[] = {
	{ "2025-12-31", NULL },
	{ "2026-01-31", NULL },
	{ "2026-04-01", NULL },
	{ "2026-04-02", "a day until 2026-04-01 is expected" },
	{ "2027-01-31", "a lock is for ever" },
};

START_TEST(which_days_may_be_closed)
{
	ck_assert_int_eq(close_through(rows[_i].through),
	    rows[_i].why == NULL ? STATUS_OK : STATUS_INVALID);
	if (rows[_i].why != NULL)
		desk_told(rows[_i].why);
	else
		ck_assert_str_eq(desk_counts(), "1 1 0 0 0");
}
END_TEST

START_TEST(a_lock_only_moves_forward)
{
	book_must(close_through("2026-01-31"));
	ck_assert_int_eq(close_through("2026-01-30"), STATUS_INVALID);
	desk_told("a lock only moves forward");
	/* The next day that may be closed is counted from the lock. */
	book_must(close_through("2026-04-30"));
}
END_TEST

START_TEST(the_same_day_is_a_duplicate)
{
	char *first;

	book_must(close_through("2026-01-31"));
	first = arena_text(&book_arena, desk_answer());
	ck_assert_ptr_nonnull(strstr(first, "\n2026-01-31,"));
	book_must(close_through("2026-02-28"));
	book_must(close_through("2026-01-31"));
	ck_assert_str_eq(desk_counts(), "1 0 0 1 0");
	ck_assert_str_eq(desk_answer(), first);
}
END_TEST

START_TEST(an_empty_ledger_or_no_day)
{
	desk_clear();
	ck_assert_int_eq(
	    closing_run(&desk_request, DATE_NONE, &book_error), STATUS_USAGE);
	desk_teardown();
	desk_setup();
	ck_assert_int_eq(close_through("2026-01-31"), STATUS_INVALID);
	desk_told("nothing is booked yet");
}
END_TEST

Suite *
closing_suite(void)
{
	Suite *suite = suite_create("closing");
	TCase *tests = tcase_create("closing");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_loop_test(
	    tests, which_days_may_be_closed, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_lock_only_moves_forward);
	tcase_add_test(tests, the_same_day_is_a_duplicate);
	tcase_add_test(tests, an_empty_ledger_or_no_day);
	suite_add_tcase(suite, tests);
	return suite;
}

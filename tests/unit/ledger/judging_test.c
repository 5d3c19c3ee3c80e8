/*
 * What is found of one line is known in the next round, and where the lines are
 * looked up.
 */
#include "ledger/judging.h"

#include <check.h>
#include <string.h>

#include "book.h"

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_sell();
	book_customer("C1");
	book_account((struct book_account){ .account = "A1", .bill_day = 5 });
	book_order((struct book_order){ .subscription = "S1" });
	book_close();
	book_must(ledger_open(
	    book_path("book.bill"), LEDGER_TRY, 0, &book_ledger, &book_error));
	book_must(staging_open(book_ledger, &book_error));
}

static void
teardown(void)
{
	ledger_close(book_ledger);
	book_ledger = NULL;
	book_teardown();
}

static void
stage(int64_t position, const char *order, const char *subscription)
{
	struct staged staged = { .position = position,
		.key = order,
		.part = "1",
		.date = "",
		.account = "A1",
		.reference = subscription,
		.other = "",
		.more = "CODE",
		.packed = "",
		.packed_length = 0 };

	book_must(staging_add(book_ledger, &staged, &book_error));
}

/* All lines of a round, "position subscription turn spoiled reason". */
static const char *
tell(void)
{
	struct judging judging;
	struct judging_line line;
	const char *told = "";
	bool found = true;

	book_must(judging_begin(book_ledger, &judging, &book_error));
	while (found) {
		book_must(judging_next(&judging, &line, &found, &book_error));
		if (found)
			told = arena_format(&book_arena,
			    "%s%lld %s %s %s %lld%s %s%s; ", told,
			    (long long)line.position, line.subscription,
			    line.owner == NULL ? "-" : line.owner,
			    line.bill_days, (long long)line.turn,
			    line.spoiled ? " spoiled" : "",
			    line.reason == NULL ? "-" : line.reason,
			    line.judged ? " judged" : "");
	}
	judging_end(&judging);
	return told;
}

START_TEST(a_round_knows_what_was_found)
{
	struct judged bad = { .position = 2, .reason = "no" };
	struct judged good = { 3, NULL, "2026-01-01", "", "", "", true };

	stage(2, "P1", "S2");
	stage(3, "P2", "S1");
	stage(4, "P3", "S1");
	book_must(staging_end(book_ledger, &book_error));
	book_must(ledger_begin(book_ledger, &book_error));
	ck_assert_str_eq(tell(), "3 S1 A1 0001-01-01 5 2 -; "
				 "4 S1 A1 0001-01-01 5 3 -; "
				 "2 S2 - 0001-01-01 5 1 -; ");
	book_must(judging_put(book_ledger, &bad, &book_error));
	book_must(judging_spoil(book_ledger, "P1", 9, &book_error));
	book_must(judging_spoil(book_ledger, "P1", 2, &book_error));
	book_must(judging_put(book_ledger, &good, &book_error));
	ck_assert_str_eq(tell(), "3 S1 A1 0001-01-01 5 1 - judged; "
				 "4 S1 A1 0001-01-01 5 2 -; "
				 "2 S2 - 0001-01-01 5 0 spoiled no; ");
}
END_TEST

START_TEST(a_decision_has_what_was_found)
{
	struct judged bad = { .position = 2, .reason = "no" };
	struct judged good = { 4, NULL, "2026-01-01", "2026", "d", "t", true };
	struct resolved resolved;
	struct query query;
	const char *told = "";
	bool found = true;

	stage(2, "P1", "S2");
	stage(4, "P2", "S3");
	book_must(staging_end(book_ledger, &book_error));
	book_must(ledger_begin(book_ledger, &book_error));
	book_must(judging_put(book_ledger, &bad, &book_error));
	book_must(judging_put(book_ledger, &good, &book_error));
	book_must(staging_resolve(
	    book_ledger, STATEMENT_RESOLVE_ORDERS, &query, &book_error));
	while (found) {
		book_must(staging_next(&query, &resolved, &found, &book_error));
		for (int i = 0; found && i < STAGING_ANSWERS; i++)
			told = arena_format(&book_arena, "%s%s,", told,
			    resolved.answers[i] == NULL ? "-"
							: resolved.answers[i]);
	}
	query_end(&query);
	ck_assert_str_eq(told, "no,-,-,-,-,,-,2026-01-01,2026,d,t,yes,");
}
END_TEST

START_TEST(what_is_tried_does_not_stay)
{
	stage(2, "P1", "S2");
	book_must(staging_end(book_ledger, &book_error));
	/* Another writer is not kept out. */
	book_must(ledger_begin(book_ledger, &book_error));
	(void)tell();
	ledger_close(book_ledger);
	book_ledger = NULL;
	ck_assert_str_eq(book_sql("SELECT count(*) FROM order_line"), "1");
}
END_TEST

Suite *
judging_suite(void)
{
	Suite *suite = suite_create("judging");
	TCase *tests = tcase_create("judging");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, a_round_knows_what_was_found);
	tcase_add_test(tests, a_decision_has_what_was_found);
	tcase_add_test(tests, what_is_tried_does_not_stay);
	suite_add_tcase(suite, tests);
	return suite;
}

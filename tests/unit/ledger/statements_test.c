/*
 * Every text is SQL that the schema understands; what it does is tested by the
 * shelf that uses it.
 */
#include "ledger/statements.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "book.h"
#include "ledger/bulk.h"
#include "ledger/query.h"
#include "ledger/sqlite.h"
#include "ledger/staging.h"

START_TEST(every_statement_is_understood)
{
	struct query query;

	/* Those of the temporary tables need them, and make them. */
	book_must(ledger_open(book_path("book.bill"), LEDGER_RECORD, 0,
	    &book_ledger, &book_error));
	book_must(staging_open(book_ledger, &book_error));
	book_must(staging_end(book_ledger, &book_error));
	bulk_feed(book_ledger, NULL);
	/* One declares a table, which is made by no one. */
	book_ledger->changing = true;
	for (int i = 0; i < STATEMENT_COUNT; i++) {
		const char *text = statement_text((enum statement)i);

		ck_assert_ptr_nonnull(text);
		if (query_begin(book_ledger, (enum statement)i, &query,
			&book_error) != STATUS_OK)
			ck_abort_msg("%s\n%s", text, book_error.text);
		query_end(&query);
	}
}
END_TEST

/* What reads must not write: a reader's connection would refuse it. */
START_TEST(what_does_not_insert_reads)
{
	for (int i = STATEMENT_MARK; i < STATEMENT_COUNT; i++) {
		const char *text = statement_text((enum statement)i);
		bool reads = i >= STATEMENT_EXPORT_CUSTOMERS;

		ck_assert_msg(!reads || strncmp(text, "SELECT ", 7) == 0 ||
				  strncmp(text, "WITH ", 5) == 0,
		    "%s", text);
		/* What is no fact, but an index of them, may be written anew.
		 */
		ck_assert_msg(strstr(text, "DELETE") == NULL ||
				  i == STATEMENT_USAGE_RUN_DELETE ||
				  i == STATEMENT_JUDGING_CLEAR ||
				  i == STATEMENT_SETTLE_CLOSED,
		    "%s", text);
	}
}
END_TEST

/* What goes through all accounts. */
static const enum statement streams[] = { STATEMENT_RUN_OWNERS,
	STATEMENT_RUN_PAYERS, STATEMENT_RUN_ORDERS, STATEMENT_RUN_POSTED,
	STATEMENT_RUN_REFERENCES, STATEMENT_RATE_POSTED };

/* It follows indexes. */
START_TEST(what_goes_through_all_accounts_is_not_sorted)
{
	const char *text = statement_text(streams[_i]);
	char explain[8192];
	const char *plan;

	ck_assert_int_lt(
	    snprintf(explain, sizeof(explain), "EXPLAIN QUERY PLAN %s", text),
	    (int)sizeof(explain));
	plan = book_sql(explain);
	ck_assert_msg(strstr(plan, "account_payer") != NULL ||
			  streams[_i] == STATEMENT_RUN_PAYERS,
	    "%s", plan);
	ck_assert_msg(
	    strstr(plan, "TEMP B-TREE") == NULL, "%s\n%s", text, plan);
}
END_TEST

Suite *
statements_suite(void)
{
	Suite *suite = suite_create("statements");
	TCase *tests = tcase_create("statements");

	tcase_add_checked_fixture(tests, book_setup, book_teardown);
	tcase_add_test(tests, every_statement_is_understood);
	tcase_add_test(tests, what_does_not_insert_reads);
	tcase_add_loop_test(tests, what_goes_through_all_accounts_is_not_sorted,
	    0, sizeof(streams) / sizeof(streams[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

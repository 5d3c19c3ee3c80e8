/*
 * Rows of a program as rows of a statement: what comes in is what is there, and
 * what the source says is what the caller hears.
 */
#include "ledger/bulk.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "book.h"

/* A source of retractions E0, E1, ... that may fail. */
struct tape {
	int next;
	int count;
	int fails; /* instead of this row */
	char event[16];
};

static enum status
next_row(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct tape *tape = context;

	*found = tape->next < tape->count;
	if (tape->next == tape->fails)
		return error_set(
		    error, STATUS_NO_INPUT, "row %d is torn", tape->next);
	if (!*found)
		return STATUS_OK;
	/* The text of the row before is overwritten: it was copied. */
	int length =
	    snprintf(tape->event, sizeof tape->event, "E%05dx", tape->next);
	values[0] = (struct bulk_value){
		.text = tape->event,
		.length = (size_t)length - 1, /* without the x */
	};
	values[1] = (struct bulk_value){ .integer = -tape->next };
	values[2] = (struct bulk_value){ .integer = tape->next % 2 };
	values[3] = (struct bulk_value){ .integer = INT64_MIN + tape->next };
	tape->next++;
	return STATUS_OK;
}

static struct tape tape;
static struct bulk_source source;
static struct error told;

static void
begin(void)
{
	book_open(LEDGER_RECORD);
	tape = (struct tape){ .count = 3, .fails = -1 };
	told = (struct error){ .status = STATUS_OK };
	source = (struct bulk_source){
		.next = next_row,
		.context = &tape,
		.error = &told,
	};
}

static void
setup(void)
{
	book_setup();
	begin();
}

static void
teardown(void)
{
	book_close();
	book_teardown();
}

static void
setup_starving(void)
{
	book_ration();
	book_setup();
	begin();
}

static void
teardown_starving(void)
{
	ledger_rollback(book_ledger);
	book_teardown();
	book_ration_end();
}

static enum status
run(enum statement statement)
{
	return bulk_run(book_ledger, statement, &source, &book_error);
}

START_TEST(rows_are_inserted)
{
	book_must(run(STATEMENT_USAGE_RETRACTION_FEED));
	ck_assert_str_eq(
	    book_sql("SELECT event, occurred_at, number, content - "
		     "(-9223372036854775808) FROM usage_retraction"),
	    "E00000|0|0|0;E00001|-1|1|1;E00002|-2|0|2");
	/* A source without rows, and the same statement again. */
	tape.count = 0;
	book_must(run(STATEMENT_USAGE_RETRACTION_FEED));
	ck_assert_str_eq(
	    book_sql("SELECT count(*) FROM usage_retraction"), "3");
	tape.count = 4;
	book_must(run(STATEMENT_USAGE_RETRACTION_FEED));
	ck_assert_str_eq(
	    book_sql("SELECT count(*) FROM usage_retraction"), "4");
}
END_TEST

/* The table that is there is looked up for each row that is fed. */
START_TEST(rows_are_met)
{
	tape.count = 1000;
	book_must(run(STATEMENT_USAGE_RETRACTION_FEED));
	tape.next = 0;
	book_sql("DROP TRIGGER usage_retraction_update; "
		 "UPDATE usage_retraction SET number = 0");
	book_must(run(STATEMENT_USAGE_RETRACTION_MET));
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage_retraction "
				  "WHERE number = occurred_at"),
	    "1000");
}
END_TEST

/* What the source says is what the caller hears, and nothing is recorded. */
START_TEST(a_source_fails)
{
	tape.fails = _i;
	ck_assert_int_eq(run(STATEMENT_USAGE_RETRACTION_FEED), STATUS_NO_INPUT);
	ck_assert_int_eq(book_error.status, STATUS_NO_INPUT);
	ck_assert_ptr_nonnull(strstr(book_error.text, "is torn"));
	ck_assert_int_eq(source.status, STATUS_NO_INPUT);
	ck_assert_str_eq(
	    book_sql("SELECT count(*) FROM usage_retraction"), "0");
}
END_TEST

START_TEST(the_table_refuses_a_row)
{
	book_must(run(STATEMENT_USAGE_RETRACTION_FEED));
	tape.next = 2;
	ck_assert_int_eq(run(STATEMENT_USAGE_RETRACTION_FEED), STATUS_INVALID);
	ck_assert_int_eq(source.status, STATUS_OK);
}
END_TEST

/* A source goes with its reader: nobody reads it twice, or another's. */
START_TEST(a_feed_without_a_source)
{
	struct query query;

	bulk_feed(book_ledger, NULL);
	book_must(query_begin(
	    book_ledger, STATEMENT_USAGE_RETRACTION_FEED, &query, &book_error));
	ck_assert_int_eq(query_run(&query, &book_error), STATUS_LEDGER);
	ck_assert_ptr_nonnull(strstr(book_error.text, "no source"));
	query_end(&query);
}
END_TEST

/* The feed is made known where it is wanted first. */
START_TEST(a_feed_without_memory)
{
	book_starving = true;
	bulk_feed(book_ledger, &source);
	book_starving = false;
	ck_assert_int_eq(run(STATEMENT_USAGE_RETRACTION_FEED), STATUS_MEMORY);
	ck_assert_int_eq(
	    ledger_commit(book_ledger, &book_error), STATUS_MEMORY);
}
END_TEST

Suite *
bulk_suite(void)
{
	TCase *starved = tcase_create("starved");
	Suite *suite = suite_create("bulk");
	TCase *tests = tcase_create("bulk");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, rows_are_inserted);
	tcase_add_test(tests, rows_are_met);
	tcase_add_loop_test(tests, a_source_fails, 0, 4);
	tcase_add_test(tests, the_table_refuses_a_row);
	tcase_add_test(tests, a_feed_without_a_source);
	suite_add_tcase(suite, tests);
	tcase_add_checked_fixture(starved, setup_starving, teardown_starving);
	tcase_add_test(starved, a_feed_without_memory);
	suite_add_tcase(suite, starved);
	return suite;
}

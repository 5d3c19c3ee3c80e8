/*
 * Values go in by their order and come out as they were.
 */
#include "ledger/query.h"

#include <check.h>
#include <string.h>

#include "book.h"
#include "ledger/staging.h"
#include "tests/unit/rule/shop.h"

static struct query query;
static bool found;

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
}

static void
teardown(void)
{
	query_end(&query);
	book_teardown();
}

static void
begin(enum statement statement)
{
	book_must(query_begin(book_ledger, statement, &query, &book_error));
}

START_TEST(values_are_bound_in_order)
{
	begin(STATEMENT_TIER_INSERT);
	query_end(&query);
	begin(STATEMENT_COMPANY_INSERT);
	query_bind_text(&query, "a");
	query_bind_text(&query, "b");
	book_must(query_run(&query, &book_error));
	/* Ready to be bound again. */
	query_bind_text(&query, "c");
	query_bind_text(&query, "d");
	book_must(query_run(&query, &book_error));
	query_end(&query);
	ck_assert_str_eq(book_sql("SELECT name, value FROM company "
				  "WHERE length(name) = 1"),
	    "a|b;c|d");
}
END_TEST

START_TEST(a_surplus_value_is_left_out)
{
	begin(STATEMENT_COMPANY_INSERT);
	query_bind_text(&query, "a");
	query_bind_text(&query, "b");
	query_bind_text(&query, "c");
	query_bind_integer(&query, 1);
	query_bind_date(&query, shop_day("2026-01-01"));
	query_bind_blob(&query, "x", 1);
	book_must(query_run(&query, &book_error));
	query_end(&query);
	begin(STATEMENT_EXPORT_CUSTOMER_NAMES);
	query_bind_text(&query, "a statement without values");
	book_must(query_next(&query, &found, &book_error));
	ck_assert(!found);
}
END_TEST

START_TEST(a_value_that_is_missing_is_not_the_last_one)
{
	begin(STATEMENT_COMPANY_INSERT);
	query_bind_text(&query, "a");
	query_bind_text(&query, "b");
	book_must(query_run(&query, &book_error));
	query_end(&query);
	begin(STATEMENT_COMPANY_INSERT);
	query_bind_text(&query, "c");
	ck_assert_int_eq(query_run(&query, &book_error), STATUS_INVALID);
}
END_TEST

/* A rejected value: NULL where the schema wants one, a key that is taken. */
START_TEST(what_the_schema_forbids_is_invalid)
{
	static const struct {
		const char *name;
		const char *value;
	} rows[] = { { "a", NULL }, { NULL, "a" }, { "seller.id", "acme" } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		begin(STATEMENT_COMPANY_INSERT);
		query_bind_text(&query, rows[i].name);
		query_bind_text(&query, rows[i].value);
		ck_assert_int_eq(
		    query_run(&query, &book_error), STATUS_INVALID);
		query_end(&query);
	}
	begin(STATEMENT_SUBSCRIPTION_INSERT);
	query_bind_text(&query, "S1");
	query_bind_text(&query, "nobody");
	ck_assert_int_eq(query_run(&query, &book_error), STATUS_INVALID);
	ck_assert_ptr_nonnull(strstr(book_error.text, "FOREIGN KEY"));
}
END_TEST

/* Blobs with NULs, the ends of integers, dates, and what is not given. */
START_TEST(values_come_back_as_they_were)
{
	static const char bytes[] = "a\0b\xff";
	size_t length;

	ledger_close(book_ledger);
	book_must(ledger_open(book_path("book.bill"), LEDGER_RECORD, 0,
	    &book_ledger, &book_error));
	book_must(staging_open(book_ledger, &book_error));
	begin(STATEMENT_STAGED_INSERT);
	query_bind_integer(&query, INT64_MIN);
	query_bind_text(&query, "é'; --");
	query_bind_text(&query, "");
	query_bind_date(&query, shop_day("2026-02-28"));
	query_bind_date(&query, DATE_NONE);
	query_bind_date(&query, DATE_MAX);
	query_bind_text(&query, "");
	query_bind_text(&query, "");
	query_bind_blob(&query, bytes, sizeof(bytes));
	query_bind_blob(&query, "", 0);
	book_must(query_run(&query, &book_error));
	query_end(&query);
	ck_assert_str_eq(book_sql("SELECT position, key, part, date, account, "
				  "reference, other, hex(content), "
				  "typeof(packed), length(packed) FROM staged"),
	    "-9223372036854775808|é'; --||2026-02-28||||610062FF00|blob|0");
	book_must(staging_end(book_ledger, &book_error));
	book_must(ledger_begin(book_ledger, &book_error));
	book_must(staging_resolve(
	    book_ledger, STATEMENT_RESOLVE_TAX_RATES, &query, &book_error));
	book_must(query_next(&query, &found, &book_error));
	ck_assert(found);
	ck_assert_int_eq(query_integer(&query, 0), INT64_MIN);
	ck_assert_mem_eq(query_blob(&query, 1, &length), bytes, sizeof(bytes));
	ck_assert_uint_eq(length, sizeof(bytes));
	query_blob(&query, 2, &length);
	ck_assert_uint_eq(length, 0);
	ck_assert(!query_null(&query, 2));
	/* NULL is nothing, told apart by query_null() alone. */
	ck_assert(query_null(&query, 6));
	ck_assert_str_eq(query_text(&query, 6), "");
	ck_assert_int_eq(query_integer(&query, 6), 0);
	ck_assert_ptr_null(query_blob(&query, 6, &length));
	ck_assert_uint_eq(length, 0);
	book_must(query_next(&query, &found, &book_error));
	ck_assert(!found);
}
END_TEST

static const struct {
	const char *name;
	const char *text;
	const char *date;
} dates[] = {
	{ "a day", "2024-02-29", "2024-02-29" },
	{ "not given", "", "" },
	{ "a day that is not there", "2026-02-29", NULL },
	{ "no day at all", "soon", NULL },
};

START_TEST(dates_are_read)
{
	char text[DATE_TEXT_MAX];
	struct date date;
	enum status status;

	book_sql(arena_format(&book_arena,
	    "DROP TRIGGER company_delete; DELETE FROM company; "
	    "INSERT INTO company VALUES ('a', '%s', 1)",
	    dates[_i].text));
	begin(STATEMENT_COMPANY_SELECT);
	book_must(query_next(&query, &found, &book_error));
	status = query_date(&query, 1, &date, &book_error);
	ck_assert_int_eq(status == STATUS_OK, dates[_i].date != NULL);
	if (dates[_i].date != NULL)
		ck_assert_str_eq(date_format(date, text), dates[_i].date);
}
END_TEST

START_TEST(a_statement_is_put_back_for_the_next)
{
	for (int i = 0; i < 3; i++) {
		begin(STATEMENT_COMPANY_SELECT);
		book_must(query_next(&query, &found, &book_error));
		ck_assert(found);
		ck_assert_str_eq(query_text(&query, 0), "seller.country");
		query_end(&query);
		query_end(&query);
	}
	query = (struct query){ .handle = NULL };
	query_end(&query);
}
END_TEST

static void
setup_starving(void)
{
	book_ration();
	book_setup();
	book_open(LEDGER_RECORD);
}

static void
teardown_starving(void)
{
	query_end(&query);
	book_teardown();
	book_ration_end();
}

/* A number read as a text, and the other way NULL, which needs no memory. */
START_TEST(a_text_without_memory_is_empty)
{
	begin(STATEMENT_USAGE_LAST);
	book_must(query_next(&query, &found, &book_error));
	ck_assert(found);
	book_starving = true;
	ck_assert_str_eq(query_text(&query, 99), "");
	book_starving = false;
	query_end(&query);
	begin(STATEMENT_USAGE_LAST);
	book_must(query_next(&query, &found, &book_error));
	book_starving = true;
	ck_assert_str_eq(query_text(&query, 0), "");
	book_starving = false;
	ck_assert_int_eq(
	    query_next(&query, &found, &book_error), STATUS_MEMORY);
	query_end(&query);
	ck_assert_int_eq(
	    query_begin(book_ledger, STATEMENT_USAGE_LAST, &query, &book_error),
	    STATUS_MEMORY);
	ck_assert_int_eq(
	    ledger_commit(book_ledger, &book_error), STATUS_MEMORY);
	ledger_rollback(book_ledger);
}
END_TEST

Suite *
query_suite(void)
{
	TCase *starved = tcase_create("starved");
	Suite *suite = suite_create("query");
	TCase *tests = tcase_create("query");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, values_are_bound_in_order);
	tcase_add_test(tests, a_surplus_value_is_left_out);
	tcase_add_test(tests, a_value_that_is_missing_is_not_the_last_one);
	tcase_add_test(tests, what_the_schema_forbids_is_invalid);
	tcase_add_test(tests, values_come_back_as_they_were);
	tcase_add_loop_test(
	    tests, dates_are_read, 0, sizeof(dates) / sizeof(dates[0]));
	tcase_add_test(tests, a_statement_is_put_back_for_the_next);
	suite_add_tcase(suite, tests);
	tcase_add_checked_fixture(starved, setup_starving, teardown_starving);
	tcase_add_test(starved, a_text_without_memory_is_empty);
	suite_add_tcase(suite, starved);
	return suite;
}

/*
 * The table and the statements have the same columns.
 */
#include "report/exporting_table.h"

#include <check.h>
#include <string.h>

#include "ledger/query.h"
#include "ledger/sqlite.h"
#include "report/exporting.h"
#include "tests/unit/work/desk.h"

START_TEST(every_export_has_its_columns)
{
	size_t count;
	const char *const *names = exporting_names(&count);
	struct query query;

	book_open(LEDGER_READ);
	ck_assert_uint_ge(count, 8);
	for (size_t i = 0; i < count; i++) {
		const struct export *export = export_find(names[i]);

		ck_assert_ptr_nonnull(export);
		ck_assert_str_eq(export->name, names[i]);
		ck_assert_uint_le(export->plain_count, export->count);
		ck_assert_uint_le(export->count, EXPORT_COLUMNS_MAX);
		/* Some are made by a use-case of their own. */
		if (export->rows == STATEMENT_COUNT)
			continue;
		book_must(query_begin(
		    book_ledger, export->rows, &query, &book_error));
		ck_assert_msg(
		    sqlite3_column_count(query.handle) == (int)export->count,
		    "%s: %d", names[i], sqlite3_column_count(query.handle));
		query_end(&query);
	}
}
END_TEST

/* Money is written with the places of the row's currency: it needs one. */
START_TEST(money_has_a_currency)
{
	size_t count;
	const char *const *names = exporting_names(&count);

	for (size_t i = 0; i < count; i++) {
		const struct export *export = export_find(names[i]);
		struct schema schema = { names[i], export->columns,
			export->count, EXTRAS_NONE };
		bool currency =
		    schema_find(&schema, "currency") < export->count;

		for (size_t k = 0; k < export->count; k++)
			ck_assert(currency || (export->columns[k].flags &
						  EXPORT_MONEY) == 0);
	}
}
END_TEST

START_TEST(the_detail_of_the_audit_stands_at_the_end)
{
	const struct export *export = export_find("audit");

	ck_assert_uint_eq(export->count - export->plain_count, 4);
	ck_assert_str_eq(
	    export->columns[export->plain_count].name, "recorded_at");
}
END_TEST

START_TEST(an_export_that_is_not_there)
{
	ck_assert_ptr_null(export_find("invoice"));
	ck_assert_ptr_null(export_find(""));
}
END_TEST

Suite *
exporting_table_suite(void)
{
	Suite *suite = suite_create("exporting_table");
	TCase *tests = tcase_create("exporting_table");

	tcase_add_checked_fixture(tests, desk_setup, desk_teardown);
	tcase_add_test(tests, every_export_has_its_columns);
	tcase_add_test(tests, money_has_a_currency);
	tcase_add_test(tests, the_detail_of_the_audit_stands_at_the_end);
	tcase_add_test(tests, an_export_that_is_not_there);
	suite_add_tcase(suite, tests);
	return suite;
}

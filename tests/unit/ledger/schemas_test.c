/*
 * What is not in the schema any more, what is there instead, and what came to
 * it.
 */
#include "ledger/schemas.h"

#include <check.h>
#include <string.h>

#include "book.h"

static enum status
tell(void *context, const char *object, const char *expected, const char *found,
    struct error *error)
{
	const char **told = context;

	*told = arena_format(&book_arena, "%s%s%s,%s,%s", *told,
	    (*told)[0] == '\0' ? "" : ";", object, expected, found);
	return *told == NULL ? error_memory(error) : STATUS_OK;
}

static const struct {
	const char *name;
	const char *sql;
	const char *told;
} rows[] = {
	{ "nothing was done", "SELECT 1", "" },
	{ "rows are no part of it", "INSERT INTO account VALUES ('A9', 1)",
	    "" },
	{ "a trigger is gone", "DROP TRIGGER line_update",
	    "trigger line_update,as made,none" },
	{ "a trigger does nothing",
	    "DROP TRIGGER line_update; CREATE TRIGGER line_update "
	    "BEFORE UPDATE ON line BEGIN SELECT 1; END",
	    "trigger line_update,as made,another" },
	{ "an index finds nothing twice",
	    "DROP INDEX line_key; CREATE INDEX line_key ON line (owner)",
	    "index line_key,as made,another" },
	{ "the first and the last of all",
	    "DROP INDEX account_payer; DROP VIEW usage_month",
	    "index account_payer,as made,none;"
	    "view usage_month,as made,none" },
	{ "an index before all others", "CREATE INDEX a ON line (owner)",
	    "index a,none,one" },
	{ "a view behind all others", "CREATE VIEW z AS SELECT 1",
	    "view z,none,one" },
};

START_TEST(each_object_is_as_it_was_made)
{
	const char *told = "";

	book_sql(rows[_i].sql);
	book_open(LEDGER_READ);
	book_must(schemas_check(book_ledger, tell, &told, &book_error));
	book_close();
	ck_assert_msg(
	    strcmp(told, rows[_i].told) == 0, "%s: %s", rows[_i].name, told);
}
END_TEST

/* What ${found} returns ends it. */
static enum status
refuse(void *context, const char *object, const char *expected,
    const char *found, struct error *error)
{
	int *calls = context;

	(void)expected;
	(void)found;
	(*calls)++;
	return error_set(error, STATUS_IO, "%s", object);
}

START_TEST(the_first_failure_ends_it)
{
	int calls = 0;

	book_sql("DROP TRIGGER line_update; DROP TRIGGER line_delete");
	book_open(LEDGER_READ);
	ck_assert_int_eq(
	    schemas_check(book_ledger, refuse, &calls, &book_error), STATUS_IO);
	book_close();
	ck_assert_int_eq(calls, 1);
	ck_assert_str_eq(book_error.text, "trigger line_delete");
}
END_TEST

Suite *
schemas_suite(void)
{
	Suite *suite = suite_create("schemas");
	TCase *tests = tcase_create("schemas");

	tcase_add_checked_fixture(tests, book_setup, book_teardown);
	tcase_add_loop_test(tests, each_object_is_as_it_was_made, 0,
	    sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, the_first_failure_ends_it);
	suite_add_tcase(suite, tests);
	return suite;
}

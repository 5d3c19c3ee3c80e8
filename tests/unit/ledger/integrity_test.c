/*
 * A file that is damaged is told from one that could not be read for want of
 * memory: who is told of damage restores a backup.
 */
#include "ledger/integrity.h"

#include <check.h>
#include <string.h>

#include "book.h"

static int findings;

static void
setup(void)
{
	book_ration();
	book_setup();
	findings = 0;
}

static void
teardown(void)
{
	book_teardown();
	book_ration_end();
}

static enum status
note(void *context, const char *object, const char *expected, const char *found,
    struct error *error)
{
	(void)context;
	(void)error;
	ck_assert_str_eq(object, "ledger");
	ck_assert_str_eq(expected, "ok");
	ck_assert_ptr_nonnull(strstr(found, "index i"));
	findings++;
	return STATUS_OK;
}

static enum status
check(void)
{
	return integrity_check(book_ledger, note, NULL, &book_error);
}

START_TEST(a_row_without_its_entry_in_an_index)
{
	book_sql("CREATE TABLE t (a); INSERT INTO t VALUES (1); "
		 "CREATE INDEX i ON t (a) WHERE a > 1; "
		 "PRAGMA writable_schema = ON; "
		 "UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON t (a)' "
		 "WHERE name = 'i'");
	book_open(LEDGER_READ);
	book_must(check());
	ck_assert_int_eq(findings, 2);
	book_close();
}
END_TEST

#define STEP 16 /* one in so many is enough, and takes a second */

/* Somewhere on its way through the file it once gets none. */
START_TEST(a_page_without_memory_is_not_damaged)
{
	int at = 1;

	do {
		book_open(LEDGER_READ);
		book_starves_at = at;
		ck_assert_int_eq(
		    check(), book_starves_at > 0 ? STATUS_OK : STATUS_MEMORY);
		book_close();
		at += STEP;
	} while (book_starves_at == 0);
	book_starves_at = 0;
	ck_assert_int_gt(at, 1000);
	ck_assert_int_eq(findings, 0);
}
END_TEST

Suite *
integrity_suite(void)
{
	Suite *suite = suite_create("integrity");
	TCase *tests = tcase_create("integrity");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, a_row_without_its_entry_in_an_index);
	tcase_add_test(tests, a_page_without_memory_is_not_damaged);
	suite_add_tcase(suite, tests);
	return suite;
}

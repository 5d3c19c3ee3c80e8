/*
 * What is written of a posted document is what the ledger holds of it.
 */
#include "work/invoicing_post.h"

#include <check.h>
#include <string.h>

#include "desk.h"

static void
setup(void)
{
	desk_setup();
	desk_stock();
}

START_TEST(a_record_has_the_columns_of_a_document)
{
	static const char *const names[] = { "invoice", "document",
		"document_type", "account", "customer", "issue_date",
		"due_date", "currency", "net", "tax", "total", "balance",
		"lines" };

	ck_assert_uint_eq(posted_schema.count, 13);
	for (size_t i = 0; i < 13; i++)
		ck_assert_str_eq(posted_schema.columns[i].name, names[i]);
}
END_TEST

START_TEST(a_posted_document_is_told)
{
	const char *id, *want;

	book_must(desk_post(desk_proposal("2026-01-01")));
	id = book_sql("SELECT document FROM document");
	want = arena_format(&book_arena,
	    "INV-2026-000001,%s,invoice,A1,C1,2026-01-01,2026-01-31,USD,60.00,"
	    "3.00,63.00,63.00,2\n",
	    id);
	ck_assert_str_eq(strchr(desk_answer(), '\n') + 1, want);
}
END_TEST

/* The seal decides, and the ledger answers: not the altered copy. */
START_TEST(posted_before_the_ledger_is_told)
{
	const char *proposal = desk_proposal("2026-01-01");
	const char *first;
	char *altered;

	book_must(desk_post(proposal));
	first = desk_answer();
	altered = arena_text(&book_arena, proposal);
	ck_assert_ptr_nonnull(altered);
	memcpy(strstr(altered, ",30.00,"), ",99.00,", 7);
	book_must(desk_post(altered));
	ck_assert_str_eq(desk_answer(), first);
	ck_assert_str_eq(desk_counts(), "1 0 0 1 0");
}
END_TEST

START_TEST(a_cancellation_makes_a_credit_note)
{
	book_must(desk_post(desk_proposal("2026-01-01")));
	book_open(LEDGER_RECORD);
	book_order((struct book_order){
	    .subscription = "S1", .action = "cancel", .start = "2026-01-01" });
	book_close();
	book_must(desk_post(desk_proposal("2026-01-02")));
	ck_assert_str_eq(book_sql("SELECT invoice, net, tax FROM document "
				  "WHERE document_type = 'credit_note'"),
	    "CN-2026-000001|-3000|-300");
	ck_assert_str_eq(
	    book_sql("SELECT corrects_posting, corrects_line FROM line "
		     "WHERE posting = 2"),
	    "1|1");
}
END_TEST

START_TEST(the_same_document_twice_in_one_proposal)
{
	const char *proposal = desk_proposal("2026-01-01");
	const char *records = strchr(proposal, '\n') + 1;

	ck_assert_int_eq(
	    desk_post(arena_format(&book_arena, "%s%s", proposal, records)),
	    STATUS_ASIDE);
	ck_assert_str_eq(desk_counts(), "1 0 0 0 1");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM document"), "0");
}
END_TEST

START_TEST(an_account_that_is_gone)
{
	const char *proposal = desk_proposal("2026-01-01");

	book_sql("PRAGMA foreign_keys = OFF; "
		 "DROP TRIGGER IF EXISTS account_version_delete; "
		 "DELETE FROM account_fact "
		 "WHERE account = 'A1'");
	ck_assert_int_eq(desk_post(proposal), STATUS_STALE);
}
END_TEST

Suite *
invoicing_post_suite(void)
{
	Suite *suite = suite_create("invoicing_post");
	TCase *tests = tcase_create("invoicing_post");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, a_record_has_the_columns_of_a_document);
	tcase_add_test(tests, a_posted_document_is_told);
	tcase_add_test(tests, posted_before_the_ledger_is_told);
	tcase_add_test(tests, a_cancellation_makes_a_credit_note);
	tcase_add_test(tests, the_same_document_twice_in_one_proposal);
	tcase_add_test(tests, an_account_that_is_gone);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * A run proposes what is due and not posted, the same whenever it is asked.
 */
#include "work/running.h"

#include <check.h>
#include <string.h>

#include "desk.h"
#include "tests/unit/rule/shop.h"

static void
setup(void)
{
	desk_setup();
	desk_stock();
}

/* Run with these options as of 2026-02-01. */
static enum status
run(const char *account, const char *accounts, const char *issue_date)
{
	struct running_options options = {
		.issue_date = shop_day(issue_date),
	};
	enum status status;

	if (accounts != NULL)
		options.accounts = book_file("accounts", accounts);
	desk_clear();
	desk_request.account = account;
	desk_request.as_of = shop_day("2026-02-01");
	status = running_run(&desk_request, &options, &book_error);
	desk_request.as_of = DATE_NONE;
	desk_request.account = NULL;
	return status;
}

START_TEST(a_date_is_required)
{
	struct running_options options = { .issue_date = DATE_NONE };

	ck_assert_int_eq(
	    running_run(&desk_request, &options, &book_error), STATUS_USAGE);
	desk_told("--as-of is required");
}
END_TEST

START_TEST(the_payer_gets_one_document)
{
	const char *text = desk_proposal("2026-01-01");
	int records = 0;

	for (const char *at = text; *at != '\0'; at++)
		records += *at == '\n';
	/* The header, a line of A1 with its tax, and one of A2 without. */
	ck_assert_int_eq(records, 4);
	ck_assert_ptr_nonnull(
	    strstr(text, ",2026-01-01,2026-01-31,1,0,recurring,A1,S1,"));
	ck_assert_ptr_nonnull(
	    strstr(text, ",2026-01-01,2026-01-31,1,1,tax,,,"));
	ck_assert_ptr_nonnull(
	    strstr(text, ",2026-01-01,2026-01-31,2,0,recurring,A2,S2,"));
	ck_assert_uint_eq(desk_summary.documents, 1);
	ck_assert_int_eq(desk_summary.amounts[0].minor, 6000);
}
END_TEST

START_TEST(the_same_run_is_the_same_bytes)
{
	const char *first = desk_proposal("2026-03-01");

	ck_assert_str_eq(desk_proposal("2026-03-01"), first);
}
END_TEST

START_TEST(a_run_changes_nothing)
{
	book_open(LEDGER_READ);
	book_close();
	(void)desk_proposal("2026-03-01");
	ck_assert_str_eq(book_sql("SELECT (SELECT count(*) FROM document), "
				  "(SELECT count(*) FROM audit), "
				  "(SELECT sum(revision) FROM account)"),
	    "0|0|2");
}
END_TEST

static const struct {
	const char *as_of;
	uint64_t documents;
	int64_t net;
} days[] = {
	{ "2025-12-31", 0, 0 },
	{ "2026-01-01", 1, 6000 },
	{ "2026-01-31", 1, 6000 },
	{ "2026-02-01", 1, 12000 },
	{ "2026-12-01", 1, 72000 },
};

START_TEST(what_is_due_by_a_day)
{
	(void)desk_proposal(days[_i].as_of);
	ck_assert_uint_eq(desk_summary.documents, days[_i].documents);
	ck_assert_int_eq(desk_summary.amounts[0].minor, days[_i].net);
}
END_TEST

START_TEST(what_was_posted_is_not_proposed_again)
{
	const char *header = desk_proposal("2025-01-01");

	book_must(desk_post(desk_proposal("2026-02-01")));
	ck_assert_str_eq(desk_proposal("2026-02-01"), header);
	(void)desk_proposal("2026-03-01");
	ck_assert_int_eq(desk_summary.amounts[0].minor, 6000);
}
END_TEST

static const struct {
	const char *name;
	const char *account;
	const char *accounts;
	enum status status;
	uint64_t documents;
} selections[] = {
	{ "all", NULL, NULL, STATUS_OK, 1 },
	{ "the payer", "A1", NULL, STATUS_OK, 1 },
	{ "one that another pays for", "A2", NULL, STATUS_OK, 0 },
	{ "one that is not known", "A9", NULL, STATUS_INVALID, 0 },
	{ "those of a file", NULL, "account\nA1\n", STATUS_OK, 1 },
	{ "none of a file", NULL, "account\n", STATUS_OK, 0 },
	{ "a file that is none", NULL, "acount\nA1\n", STATUS_INVALID, 0 },
};

START_TEST(accounts_are_selected)
{
	ck_assert_msg(run(selections[_i].account, selections[_i].accounts,
			  "") == selections[_i].status,
	    "%s: %s", selections[_i].name, book_error.text);
	ck_assert_uint_eq(desk_summary.documents, selections[_i].documents);
}
END_TEST

START_TEST(a_document_is_dated_as_told)
{
	book_must(run(NULL, NULL, "2026-02-10"));
	ck_assert_ptr_nonnull(
	    strstr(desk_answer(), ",2026-02-10,2026-03-12,1,0,"));
}
END_TEST

START_TEST(an_adjustment_is_a_line)
{
	const char *text;

	book_open(LEDGER_RECORD);
	book_adjust((struct book_adjustment){
	    .adjustment = "J1", .subscription = "S1", .charge = "access" });
	book_close();
	text = desk_proposal("2026-01-01");
	ck_assert_ptr_nonnull(strstr(text, ",adjustment,A1,S1,,access,fiber,"));
	ck_assert_int_eq(desk_summary.amounts[0].minor, 5500);
	book_must(desk_post(text));
	(void)desk_proposal("2026-01-01");
	ck_assert_uint_eq(desk_summary.documents, 0);
}
END_TEST

Suite *
running_suite(void)
{
	Suite *suite = suite_create("running");
	TCase *tests = tcase_create("running");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, a_date_is_required);
	tcase_add_test(tests, the_payer_gets_one_document);
	tcase_add_test(tests, the_same_run_is_the_same_bytes);
	tcase_add_test(tests, a_run_changes_nothing);
	tcase_add_loop_test(
	    tests, what_is_due_by_a_day, 0, sizeof(days) / sizeof(days[0]));
	tcase_add_test(tests, what_was_posted_is_not_proposed_again);
	tcase_add_loop_test(tests, accounts_are_selected, 0,
	    sizeof(selections) / sizeof(selections[0]));
	tcase_add_test(tests, a_document_is_dated_as_told);
	tcase_add_test(tests, an_adjustment_is_a_line);
	suite_add_tcase(suite, tests);
	return suite;
}

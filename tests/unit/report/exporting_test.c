/*
 * Exports say what the ledger holds, with the names of the streams.
 */
#include "report/exporting.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/rule/shop.h"
#include "tests/unit/work/desk.h"

static struct exporting_options options;

static void
setup(void)
{
	desk_setup();
	desk_stock();
	book_must(desk_import("accounts",
	    "account,customer,x_b,x_a\nA0,C1,beta,alpha\nA3,C1,,gamma\n"));
	book_must(desk_post(desk_proposal("2026-01-01")));
	book_must(desk_post(desk_proposal("2026-02-01")));
	options = (struct exporting_options){ .period = NULL };
}

static enum status
run(const char *what)
{
	desk_clear();
	return exporting_run(&desk_request, what, &options, &book_error);
}

/* The export without its header. */
static const char *
rows(const char *what)
{
	book_must(run(what));
	return strchr(desk_answer(), '\n') + 1;
}

static int
count(const char *text)
{
	int lines = 0;

	while ((text = strchr(text, '\n')) != NULL) {
		text++;
		lines++;
	}
	return lines;
}

START_TEST(what_there_is_not)
{
	ck_assert_int_eq(run("invoice"), STATUS_USAGE);
	desk_told("invoice cannot be exported; invoices?");
}
END_TEST

/* How many rows, by what is asked for. */
static const struct {
	const char *what;
	const char *account;
	const char *as_of;
	const char *period;
	int rows;
} counts[] = {
	{ "customers", NULL, "", NULL, 1 },
	{ "accounts", NULL, "", NULL, 4 },
	{ "accounts", "A1", "", NULL, 1 },
	{ "subscriptions", NULL, "", NULL, 2 },
	{ "subscriptions", "A2", "", NULL, 1 },
	{ "invoices", NULL, "", NULL, 2 },
	{ "invoices", NULL, "2026-01-31", NULL, 1 },
	{ "invoices", NULL, "", "2026-02", 1 },
	{ "invoices", NULL, "", "2026-03", 0 },
	{ "invoices", "A2", "", NULL, 0 },
	{ "lines", NULL, "", NULL, 6 },
	{ "lines", NULL, "", "2026-01", 3 },
	{ "journal", NULL, "", NULL, 6 },
	{ "journal", "A1", "2026-01-31", NULL, 3 },
	{ "audit", NULL, "", NULL, 3 },
	{ "catalogs", NULL, "", NULL, 1 },
	{ "catalogs", NULL, "2000-01-01", NULL, 0 },
	{ "selling-catalog", NULL, "", NULL, 1 },
	{ "provisioning-catalog", NULL, "", NULL, 1 },
};

START_TEST(rows_are_selected)
{
	desk_request.account = counts[_i].account;
	desk_request.as_of = shop_day(counts[_i].as_of);
	options.period = counts[_i].period;
	ck_assert_msg(count(rows(counts[_i].what)) == counts[_i].rows, "%s: %s",
	    counts[_i].what, desk_answer());
	ck_assert_uint_eq(desk_summary.documents, (uint64_t)counts[_i].rows);
}
END_TEST

/* Options that would be passed over in silence. */
static const struct {
	const char *what;
	const char *account;
	const char *period;
	bool detail;
} idle[] = {
	{ "customers", "A1", NULL, false },
	{ "accounts", NULL, "2026-01", false },
	{ "audit", "A1", NULL, false },
	{ "audit", NULL, "2026-01", false },
	{ "invoices", NULL, NULL, true },
};

START_TEST(an_option_without_effect)
{
	desk_request.account = idle[_i].account;
	options.period = idle[_i].period;
	options.detail = idle[_i].detail;
	ck_assert_int_eq(run(idle[_i].what), STATUS_USAGE);
	desk_told("has no effect on");
	desk_told(idle[_i].what);
}
END_TEST

START_TEST(an_account_that_is_not_known)
{
	desk_request.account = "A9";
	ck_assert_int_eq(run("invoices"), STATUS_INVALID);
	desk_told("A9");
}
END_TEST

START_TEST(amounts_have_the_places_of_their_currency)
{
	ck_assert_ptr_nonnull(
	    strstr(rows("invoices"), ",USD,60.00,3.00,63.00,63.00,2,\n"));
	ck_assert_ptr_nonnull(strstr(rows("lines"), ",30.00,"));
	ck_assert_ptr_nonnull(
	    strstr(rows("journal"), ",1200,Accounts receivable,63.00,,USD,"));
}
END_TEST

START_TEST(the_detail_of_the_audit)
{
	const char *plain = arena_text(&book_arena, rows("audit"));

	options.detail = true;
	ck_assert_uint_gt(strlen(rows("audit")), strlen(plain));
	ck_assert_ptr_nonnull(strstr(desk_answer(), ",bill-test a.csv,\n"));
}
END_TEST

START_TEST(extras_stand_behind_in_the_order_of_their_names)
{
	const char *text;

	book_must(run("accounts"));
	text = desk_answer();
	ck_assert_ptr_nonnull(
	    strstr(text, ",effective_on,split_by,x_a,x_b\nA0,"));
	ck_assert_ptr_nonnull(strstr(text, ",alpha,beta\nA1,"));
	ck_assert_ptr_nonnull(strstr(text, ",,,\nA2,"));
	ck_assert_ptr_nonnull(strstr(text, ",gamma,\n"));
}
END_TEST

/* "DATE NUMBER MEMO code amount ...; " of each transaction. */
static enum status
visit(void *context, const struct journal_transaction *transaction,
    struct error *error)
{
	const char **told = context;
	char date[DATE_TEXT_MAX], amount[MONEY_TEXT_MAX];

	*told = arena_format(&book_arena, "%s%s %s %s %s", *told,
	    date_format(transaction->date, date), transaction->number,
	    transaction->account, transaction->memo);
	for (size_t i = 0; i < transaction->entries.count; i++) {
		const struct entry *entry = &transaction->entries.items[i];

		*told = arena_format(&book_arena, "%s %s %s", *told,
		    role_name(entry->role),
		    money_format(entry->amount, amount));
	}
	*told = arena_format(&book_arena, "%s; ", *told);
	return strstr(*told, "stop") == NULL
		   ? STATUS_OK
		   : error_set(error, STATUS_IO, "told to stop");
}

START_TEST(the_journal_by_transaction)
{
	const char *told = "";

	book_must(exporting_journal(
	    &desk_request, &options, visit, &told, &book_error));
	ck_assert_str_eq(told,
	    "2026-01-01 INV-2026-000001 A1 invoice receivable 63.00 "
	    "deferred -60.00 tax_payable -3.00; "
	    "2026-02-01 INV-2026-000002 A1 invoice receivable 63.00 "
	    "deferred -60.00 tax_payable -3.00; ");
	told = "";
	options.period = "2026-03";
	book_must(exporting_journal(
	    &desk_request, &options, visit, &told, &book_error));
	ck_assert_str_eq(told, "");
}
END_TEST

START_TEST(a_visitor_may_end_it)
{
	const char *told = "stop ";

	ck_assert_int_eq(exporting_journal(&desk_request, &options, visit,
			     &told, &book_error),
	    STATUS_IO);
	ck_assert_ptr_null(strstr(told, "000002"));
}
END_TEST

Suite *
exporting_suite(void)
{
	Suite *suite = suite_create("exporting");
	TCase *tests = tcase_create("exporting");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, what_there_is_not);
	tcase_add_loop_test(
	    tests, rows_are_selected, 0, sizeof(counts) / sizeof(counts[0]));
	tcase_add_loop_test(
	    tests, an_option_without_effect, 0, sizeof(idle) / sizeof(idle[0]));
	tcase_add_test(tests, an_account_that_is_not_known);
	tcase_add_test(tests, amounts_have_the_places_of_their_currency);
	tcase_add_test(tests, the_detail_of_the_audit);
	tcase_add_test(tests, extras_stand_behind_in_the_order_of_their_names);
	tcase_add_test(tests, the_journal_by_transaction);
	tcase_add_test(tests, a_visitor_may_end_it);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Statements say what came in a period, and what was owed before and after.
 */
#include "report/stating.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"
#include "tests/unit/work/desk.h"

static const char *shown;

/*
 * Three invoices of 63.00, due on 31 January, 3 and 31 March; a payment and its
 * reversal.
 */
static void
setup(void)
{
	desk_setup();
	desk_stock();
	shown = "";
	book_must(desk_post(desk_proposal("2026-01-01")));
	book_must(desk_post(desk_proposal("2026-02-01")));
	book_must(desk_import("payments",
	    "payment,account,amount,currency,received_on,reference\n"
	    "P1,A1,70.00,USD,2026-02-10,by hand\n"));
	book_must(desk_import("payments",
	    "payment,account,amount,currency,received_on,reverses\n"
	    "R1,A1,-70.00,USD,2026-03-05,P1\n"));
	book_must(desk_post(desk_proposal("2026-03-01")));
}

/* "ACCOUNT PREVIOUS NEW CREDITS PAYMENTS BALANCE; ", with the ageing. */
static enum status
visit(void *context, const struct stated *stated, struct arena *scratch,
    struct error *error)
{
	const struct account_statement *statement = stated->statement;
	const struct aging *aging = &statement->aging;

	(void)error;
	ck_assert_ptr_eq(context, &shown);
	ck_assert_ptr_nonnull(scratch);
	ck_assert_str_eq(stated->company->name, "Acme Inc.");
	ck_assert_str_eq(stated->party.customer_name, "Jane Doe");
	shown = arena_format(&book_arena,
	    "%s%s %lld+%lld%+lld%+lld=%lld, %lld %lld %lld %lld %lld %lld; ",
	    shown, stated->party.account, (long long)statement->previous.minor,
	    (long long)statement->invoiced.minor,
	    (long long)statement->credited.minor,
	    (long long)statement->paid.minor,
	    (long long)statement->balance.minor,
	    (long long)aging->current.minor, (long long)aging->days_30.minor,
	    (long long)aging->days_60.minor, (long long)aging->days_90.minor,
	    (long long)aging->older.minor, (long long)aging->unapplied.minor);
	return STATUS_OK;
}

static const struct {
	const char *name;
	const char *period, *as_of, *account, *list;
	const char *shown;
	enum status status;
} rows[] = {
	{ "before everything", "2025-12", NULL, NULL, NULL, "", STATUS_OK },
	{ "the first month", "2026-01", NULL, NULL, NULL,
	    "A1 0+6300+0+0=6300, 6300 0 0 0 0 0; ", STATUS_OK },
	{ "a payment", "2026-02", NULL, NULL, NULL,
	    "A1 6300+6300+0-7000=5600, 5600 0 0 0 0 0; ", STATUS_OK },
	{ "a payment after the last day", "2026-02", "2026-02-09", NULL, NULL,
	    "A1 6300+6300+0+0=12600, 6300 6300 0 0 0 0; ", STATUS_OK },
	{ "a reversal", "2026-03", NULL, NULL, NULL,
	    "A1 5600+6300+0+7000=18900, 6300 6300 6300 0 0 0; ", STATUS_OK },
	{ "a month of nothing", "2026-05", NULL, NULL, NULL,
	    "A1 18900+0+0+0=18900, 0 0 0 12600 6300 0; ", STATUS_OK },
	{ "an account", "2026-02", NULL, "A1", NULL,
	    "A1 6300+6300+0-7000=5600, 5600 0 0 0 0 0; ", STATUS_OK },
	{ "an account without any", "2026-02", NULL, "A2", NULL, "",
	    STATUS_OK },
	{ "a list, an account without any in it", "2026-02", NULL, NULL,
	    "account\nA2\nA1\nA1\n",
	    "A1 6300+6300+0-7000=5600, 5600 0 0 0 0 0; ", STATUS_OK },
	{ "a list with one that is not known", "2026-02", NULL, NULL,
	    "account\nA9\n", "", STATUS_INVALID },
	{ "one that is not known", "2026-02", NULL, "A9", NULL, "",
	    STATUS_INVALID },
	{ "a period that is none", "2026", NULL, NULL, NULL, "", STATUS_USAGE },
	{ "a period that has not begun", "2026-02", "2026-01-31", NULL, NULL,
	    "", STATUS_USAGE },
};

START_TEST(statements_are_selected)
{
	struct stating_options options = { .period = rows[_i].period };
	enum status status;

	if (rows[_i].list != NULL)
		options.list = book_file("list", rows[_i].list);
	desk_request.as_of = shop_day(rows[_i].as_of);
	desk_request.account = rows[_i].account;
	status =
	    stating_run(&desk_request, &options, visit, &shown, &book_error);
	ck_assert_msg(status == rows[_i].status, "%s: %s", rows[_i].name,
	    book_error.text);
	ck_assert_msg(
	    strcmp(shown, rows[_i].shown) == 0, "%s: %s", rows[_i].name, shown);
}
END_TEST

static enum status
visit_entries(void *context, const struct stated *stated, struct arena *scratch,
    struct error *error)
{
	static const char *const kinds[] = { "I", "C", "P", "R" };
	const struct account_statement *statement = stated->statement;
	char date[DATE_TEXT_MAX], due[DATE_TEXT_MAX];
	size_t i;

	(void)context;
	(void)scratch;
	(void)error;
	for (i = 0; i < statement->entry_count; i++) {
		const struct account_entry *entry = &statement->entries[i];

		shown = arena_format(&book_arena, "%s%s %s %s %s|%s %lld;",
		    shown, date_format(entry->date, date), kinds[entry->kind],
		    entry->number, date_format(entry->due_date, due),
		    entry->reference, (long long)entry->amount.minor);
	}
	return STATUS_OK;
}

START_TEST(entries_stand_in_the_order_of_their_dates)
{
	struct stating_options options = { .period = "2026-02" };

	book_must(stating_run(
	    &desk_request, &options, visit_entries, NULL, &book_error));
	options.period = "2026-03";
	book_must(stating_run(
	    &desk_request, &options, visit_entries, NULL, &book_error));
	ck_assert_str_eq(shown, "2026-02-01 I INV-2026-000002 2026-03-03| 6300;"
				"2026-02-10 P P1 |by hand -7000;"
				"2026-03-01 I INV-2026-000003 2026-03-31| 6300;"
				"2026-03-05 R R1 |P1 7000;");
}
END_TEST

Suite *
stating_suite(void)
{
	Suite *suite = suite_create("stating");
	TCase *tests = tcase_create("stating");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_loop_test(
	    tests, statements_are_selected, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, entries_stand_in_the_order_of_their_dates);
	suite_add_tcase(suite, tests);
	return suite;
}

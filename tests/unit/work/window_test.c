/*
 * What is not asked for is as wide as it can be.
 */
#include "work/window.h"

#include <check.h>
#include <string.h>

#include "desk.h"
#include "tests/unit/rule/shop.h"

static struct window window;

static const struct {
	const char *period;
	const char *from; /* NULL: it is no month */
	const char *to;
} periods[] = {
	{ NULL, "0001-01-01", "9999-12-31" },
	{ "2026-01", "2026-01-01", "2026-02-01" },
	{ "2026-12", "2026-12-01", "2027-01-01" },
	{ "2024-02", "2024-02-01", "2024-03-01" },
	{ "9999-12", "9999-12-01", "9999-12-31" },
	{ "2026-13", NULL, NULL },
	{ "2026-00", NULL, NULL },
	{ "2026-1", NULL, NULL },
	{ "2026", NULL, NULL },
	{ "2026-01-01", NULL, NULL },
	{ "", NULL, NULL },
	{ "2026/01", NULL, NULL },
	{ "26-0001", NULL, NULL },
};

START_TEST(a_period_is_a_month)
{
	char from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];
	enum status status =
	    window_of(&desk_request, periods[_i].period, &window, &book_error);

	if (periods[_i].from == NULL) {
		ck_assert_int_eq(status, STATUS_USAGE);
		desk_told("--period ");
		return;
	}
	ck_assert_int_eq(status, STATUS_OK);
	ck_assert_str_eq(date_format(window.from, from), periods[_i].from);
	ck_assert_str_eq(date_format(window.to, to), periods[_i].to);
}
END_TEST

/* Which of three documents, on accounts A1 and A2, are seen. */
static const struct {
	const char *name;
	const char *as_of;
	const char *account;
	const char *period;
	const char *invoices;
} rows[] = {
	{ "everything", "", NULL, NULL, "1 2 3" },
	{ "until a day", "2026-02-01", NULL, NULL, "1 2" },
	{ "until the day before", "2026-01-31", NULL, NULL, "1" },
	{ "one account", "", "A2", NULL, "2" },
	{ "an account that is not there", "", "A", NULL, "" },
	{ "one month", "", NULL, "2026-02", "2" },
	{ "one month, until a day in it", "2026-03-15", NULL, "2026-03", "3" },
	{ "one month and account", "", "A1", "2026-02", "" },
};

START_TEST(a_window_narrows_what_is_read)
{
	struct query query;
	const char *told = "";
	bool found;

	book_open(LEDGER_RECORD);
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_account((struct book_account){ .account = "A2" });
	book_sql(
	    "INSERT INTO document SELECT column1, column1, column1, 'invoice', "
	    "CASE column1 WHEN 2 THEN 'A2' ELSE 'A1' END, 'C1', "
	    "'2026-0' || column1 || '-01', '', 'USD', 0, 0, 0, 0, '', 0, "
	    "column1, '', '' FROM (VALUES (1), (2), (3))");
	desk_request.as_of = shop_day(rows[_i].as_of);
	desk_request.account = rows[_i].account;
	book_must(
	    window_of(&desk_request, rows[_i].period, &window, &book_error));
	book_must(query_begin(
	    book_ledger, STATEMENT_EXPORT_INVOICES, &query, &book_error));
	window_bind(&window, &query);
	for (;;) {
		book_must(query_next(&query, &found, &book_error));
		if (!found)
			break;
		told = arena_format(&book_arena, "%s%s%s", told,
		    told[0] == '\0' ? "" : " ", query_text(&query, 0));
	}
	query_end(&query);
	ck_assert_msg(strcmp(told, rows[_i].invoices) == 0, "%s: %s",
	    rows[_i].name, told);
}
END_TEST

START_TEST(an_account_must_be_known)
{
	static const struct {
		const char *account;
		enum status status;
	} accounts[] = { { NULL, STATUS_OK }, { "A1", STATUS_OK },
		{ "A9", STATUS_INVALID }, { "a1", STATUS_INVALID } };

	book_open(LEDGER_RECORD);
	book_account((struct book_account){ .account = "A1" });
	for (size_t i = 0; i < sizeof(accounts) / sizeof(accounts[0]); i++) {
		desk_request.account = accounts[i].account;
		book_must(window_of(&desk_request, NULL, &window, &book_error));
		ck_assert_int_eq(
		    window_check(&window, book_ledger, &book_error),
		    accounts[i].status);
	}
}
END_TEST

Suite *
window_suite(void)
{
	Suite *suite = suite_create("window");
	TCase *tests = tcase_create("window");

	tcase_add_checked_fixture(tests, desk_setup, desk_teardown);
	tcase_add_loop_test(tests, a_period_is_a_month, 0,
	    sizeof(periods) / sizeof(periods[0]));
	tcase_add_loop_test(tests, a_window_narrows_what_is_read, 0,
	    sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, an_account_must_be_known);
	suite_add_tcase(suite, tests);
	return suite;
}

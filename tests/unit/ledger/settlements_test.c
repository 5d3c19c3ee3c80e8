/*
 * What is open is what documents, payments and applications say, and is read in
 * the order in which it is settled.
 */
#include "ledger/settlements.h"

#include <check.h>
#include <string.h>

#include "book.h"
#include "tests/unit/rule/shop.h"

#define OPEN_ITEMS \
	"SELECT account, kind, due_date, item, open FROM open_item " \
	"ORDER BY account, currency, kind, due_date, item"

static struct settlement_marks start;

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_sell();
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_account((struct book_account){ .account = "A2" });
	book_must(settlements_mark(book_ledger, &start, &book_error));
}

/* "A1 2026-01-01 2026-01-31": of whom, issued and due. */
static void
document(int posting, const char *says, int total)
{
	const char *type = total < 0 ? "credit_note" : "invoice";

	(void)book_sql(arena_format(&book_arena,
	    "INSERT INTO document VALUES (%d, 'N%d', 'D%d', '%s', '%.2s', "
	    "'C1', '%.10s', '%.10s', 'USD', %d, 0, %d, 0, 'N', 2026, %d, "
	    "'seal', '')",
	    posting, posting, posting, type, says, says + 3, says + 14, total,
	    total, posting));
}

static void
payment(int sequence, const char *account, const char *received, int amount,
    const char *rest)
{
	(void)book_sql(arena_format(&book_arena,
	    "INSERT INTO payment VALUES (%d, 'P%d', '%s', %d, 'USD', '%s', '', "
	    "'', %s, '{}', x'00')",
	    sequence, sequence, account, amount, received, rest));
}

static void
apply(const char *date, bool credit_note, int64_t item, int64_t posting,
    int64_t amount)
{
	struct application application = { shop_day(date), credit_note, item,
		posting, amount };

	book_must(settlements_put(book_ledger, &application, &book_error));
}

/* What there is to settle: "I1 2026-01-01 100, P1>2 2026-02-01 50; ...". */
static const char *
tell(void)
{
	struct settlements settlements;
	struct settle_account account;
	const char *told = "";
	char date[DATE_TEXT_MAX];
	bool found;

	book_must(
	    settlements_open(book_ledger, &start, &settlements, &book_error));
	for (;;) {
		book_must(settlements_next(
		    &settlements, &account, &book_arena, &found, &book_error));
		if (!found)
			break;
		for (size_t i = 0; i < account.source_count; i++)
			told = arena_format(&book_arena,
			    "%s%c%lld>%lld %s %lld, ", told,
			    account.sources[i].credit_note ? 'C' : 'P',
			    (long long)account.sources[i].item,
			    (long long)account.sources[i].target,
			    date_format(account.sources[i].date, date),
			    (long long)account.sources[i].open);
		for (size_t i = 0; i < account.invoice_count; i++)
			told = arena_format(&book_arena, "%sI%lld %s %lld%s",
			    told, (long long)account.invoices[i].posting,
			    date_format(account.invoices[i].since, date),
			    (long long)account.invoices[i].open,
			    i + 1 < account.invoice_count ? ", " : ";");
	}
	settlements_close(&settlements);
	return told;
}

START_TEST(what_is_new_is_open)
{
	document(1, "A1 2026-01-01 2026-01-31", 100);
	document(2, "A1 2026-01-05 2026-01-05", -40);
	document(3, "A2 2026-01-01 2026-01-31", 0);
	payment(1, "A2", "2026-01-10", 70, "'', ''");
	payment(2, "A2", "2026-01-10", -70, "'', 'P1'");
	book_must(settlements_add(book_ledger, &start, &book_error));
	ck_assert_str_eq(book_sql(OPEN_ITEMS),
	    "A1|credit_note|2026-01-05|2|-40;A1|invoice|2026-01-31|1|100;"
	    "A2|payment|2026-01-10|1|70");
}
END_TEST

START_TEST(what_was_there_is_not_added_again)
{
	struct settlement_marks marks;

	document(1, "A1 2026-01-01 2026-01-31", 100);
	payment(1, "A2", "2026-01-10", 70, "'', ''");
	book_must(settlements_mark(book_ledger, &marks, &book_error));
	ck_assert_int_eq(marks.posting, 1);
	ck_assert_int_eq(marks.payment, 1);
	ck_assert_int_eq(marks.application, 0);
	ck_assert_int_eq(marks.transaction, 0);
	book_must(settlements_add(book_ledger, &marks, &book_error));
	ck_assert_str_eq(book_sql(OPEN_ITEMS), "");
}
END_TEST

START_TEST(items_come_in_the_order_of_settling)
{
	document(1, "A1 2026-01-01 2026-03-31", 100);
	document(2, "A1 2026-02-01 2026-02-28", 50);
	document(3, "A1 2026-02-05 2026-02-05", -40);
	document(4, "A1 2026-02-03 2026-02-03", -30);
	payment(1, "A1", "2026-02-10", 70, "'N2', ''");
	payment(2, "A1", "2026-01-10", 60, "'', ''");
	book_must(settlements_add(book_ledger, &start, &book_error));
	ck_assert_str_eq(tell(),
	    "C4>0 2026-02-03 30, C3>0 2026-02-05 40, P2>0 2026-01-10 60, "
	    "P1>2 2026-02-10 70, I2 2026-02-01 50, I1 2026-01-01 100;");
}
END_TEST

START_TEST(an_account_with_nothing_to_settle_is_passed_over)
{
	document(1, "A1 2026-01-01 2026-03-31", 100);
	payment(1, "A2", "2026-02-10", 70, "'', ''");
	book_must(settlements_add(book_ledger, &start, &book_error));
	ck_assert_str_eq(tell(), "");
}
END_TEST

START_TEST(an_account_that_nothing_happened_to_is_passed_over)
{
	document(1, "A1 2026-01-01 2026-03-31", 100);
	payment(1, "A1", "2026-02-10", 70, "'', ''");
	book_must(settlements_add(book_ledger, &start, &book_error));
	book_must(settlements_mark(book_ledger, &start, &book_error));
	document(2, "A2 2026-01-01 2026-03-31", 100);
	book_must(settlements_add(book_ledger, &start, &book_error));
	ck_assert_str_eq(tell(), "");
}
END_TEST

START_TEST(what_is_applied_is_open_no_more)
{
	document(1, "A1 2026-01-01 2026-01-31", 100);
	document(2, "A1 2026-01-05 2026-01-05", -40);
	payment(1, "A1", "2026-01-10", 70, "'', ''");
	book_must(settlements_add(book_ledger, &start, &book_error));
	apply("2026-01-05", true, 2, 1, 40);
	apply("2026-01-10", false, 1, 1, 35);
	apply("2026-01-11", false, 1, 1, 5);
	book_must(settlements_update(book_ledger, 0, &book_error));
	ck_assert_str_eq(book_sql(OPEN_ITEMS),
	    "A1|invoice|2026-01-31|1|20;A1|payment|2026-01-10|1|30");
}
END_TEST

START_TEST(a_reversal_opens_what_was_settled)
{
	document(1, "A1 2026-01-01 2026-01-31", 100);
	document(2, "A1 2026-03-01 2026-03-31", 100);
	payment(1, "A1", "2026-01-10", 170, "'', ''");
	book_must(settlements_add(book_ledger, &start, &book_error));
	apply("2026-01-10", false, 1, 1, 100);
	apply("2026-03-01", false, 1, 2, 50);
	book_must(settlements_update(book_ledger, 0, &book_error));
	book_must(settlements_mark(book_ledger, &start, &book_error));
	payment(2, "A1", "2026-02-01", -170, "'', 'P1'");
	book_must(settlements_add(book_ledger, &start, &book_error));
	book_must(settlements_undo(book_ledger, &start, &book_error));
	book_must(settlements_update(book_ledger, 2, &book_error));
	book_must(settlements_reversed(book_ledger, &start, &book_error));
	ck_assert_str_eq(
	    book_sql("SELECT date, payment, posting, amount FROM application "
		     "WHERE sequence > 2"),
	    "2026-02-01|1|1|-100;2026-03-01|1|2|-50");
	ck_assert_str_eq(book_sql(OPEN_ITEMS),
	    "A1|invoice|2026-01-31|1|100;A1|invoice|2026-03-31|2|100");
	/* What settles them now does so from then on. */
	payment(3, "A1", "2026-01-20", 10, "'', ''");
	start.payment = 2;
	book_must(settlements_add(book_ledger,
	    &(struct settlement_marks){ 2, 2, 4, 0 }, &book_error));
	ck_assert_str_eq(tell(),
	    "P3>0 2026-01-20 10, I1 2026-02-01 100, I2 2026-03-01 100;");
}
END_TEST

START_TEST(cash_is_told_by_payment_and_day)
{
	struct query query;
	struct cash_day day;
	const char *told = "";
	bool found;

	document(1, "A1 2026-01-01 2026-01-31", 100);
	payment(1, "A1", "2026-01-10", 70, "'', ''");
	payment(2, "A1", "2026-01-20", -70, "'', 'P1'");
	apply("2026-01-10", false, 1, 1, 40);
	apply("2026-01-10", false, 1, 1, 5);
	apply("2026-01-15", false, 1, 1, 15);
	apply("2026-01-20", false, 1, 1, -60);
	book_must(settlements_cash(book_ledger, &start, &query, &book_error));
	for (;;) {
		char date[DATE_TEXT_MAX];

		book_must(settlements_day(
		    &query, &day, &book_arena, &found, &book_error));
		if (!found)
			break;
		told = arena_format(&book_arena, "%s%s %s%s %s %lld %lld;",
		    told, day.account, day.payment, day.reverses,
		    date_format(day.date, date),
		    (long long)day.cash.received.minor,
		    (long long)day.cash.applied.minor);
	}
	query_end(&query);
	ck_assert_str_eq(told, "A1 P1 2026-01-10 70 45;A1 P1 2026-01-15 0 15;"
			       "A1 P2P1 2026-01-20 -70 -60;");
}
END_TEST

Suite *
settlements_suite(void)
{
	Suite *suite = suite_create("settlements");
	TCase *tests = tcase_create("settlements");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, what_is_new_is_open);
	tcase_add_test(tests, what_was_there_is_not_added_again);
	tcase_add_test(tests, items_come_in_the_order_of_settling);
	tcase_add_test(tests, an_account_with_nothing_to_settle_is_passed_over);
	tcase_add_test(
	    tests, an_account_that_nothing_happened_to_is_passed_over);
	tcase_add_test(tests, what_is_applied_is_open_no_more);
	tcase_add_test(tests, a_reversal_opens_what_was_settled);
	tcase_add_test(tests, cash_is_told_by_payment_and_day);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Whatever comes in, in whatever order and at whatever date: on every day what
 * is owed is what the books say, and nothing is paid twice.
 */
#include "work/settling.h"

#include <check.h>
#include <string.h>

#include "tests/unit/ledger/book.h"
#include "tests/unit/rule/shop.h"

#define SEED UINT64_C(0x9FB21C651E98DF25)

static struct company company;
static struct settlement_marks marks;
static uint64_t state;

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_sell();
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_account((struct book_account){ .account = "A2" });
	company_default(&company);
	state = SEED;
	book_must(settlements_mark(book_ledger, &marks, &book_error));
}

/* Settle what came in since the last time. */
static void
settle_now(void)
{
	book_must(settling_run(book_ledger, &company, &marks, &book_error));
	book_must(settlements_mark(book_ledger, &marks, &book_error));
}

/* A document and its journal, past their shelf. */
static void
put_document(int posting, const char *account, const char *issued, int total)
{
	const char *type = total < 0 ? "credit_note" : "invoice";

	(void)book_sql(arena_format(&book_arena,
	    "INSERT INTO document VALUES (%d, 'N%d', 'D%d', '%s', '%s', 'C1', "
	    "'%s', date('%s', '+30 days'), 'USD', %d, 0, %d, 0, 'N', 2026, %d, "
	    "'seal', ''); INSERT INTO journal_transaction (transaction_id, "
	    "date, account, document, memo) "
	    "SELECT coalesce(max(transaction_id), 0) + 1, '%s', '%s', 'N%d', "
	    "'' FROM journal_transaction; "
	    "INSERT INTO journal SELECT max(transaction_id), 1, 'receivable', "
	    "'', '', %d, 'USD' FROM journal_transaction; "
	    "INSERT INTO journal SELECT max(transaction_id), 2, 'revenue', "
	    "'', '', %d, 'USD' FROM journal_transaction",
	    posting, posting, posting, type, account, issued, issued, total,
	    total, posting, issued, account, posting, total, -total));
}

static void
put_payment(const char *account, const char *received, int amount, int invoice)
{
	(void)book_sql(arena_format(&book_arena,
	    "INSERT INTO payment SELECT n, 'P' || n, '%s', %d, 'USD', '%s', "
	    "'', '', coalesce((SELECT invoice FROM document WHERE posting = %d "
	    "AND account = '%s' AND document_type = 'invoice'), ''), '', '{}', "
	    "x'00' FROM (SELECT coalesce(max(sequence), 0) + 1 AS n FROM "
	    "payment)",
	    account, amount, received, invoice, account));
}

/* Reverse some payment that was not, ${days} after it came. */
static void
put_reversal(int which, int days)
{
	(void)book_sql(arena_format(&book_arena,
	    "INSERT INTO payment SELECT n, 'P' || n, account, -amount, "
	    "currency, date(received_on, '+%d days'), '', '', '', payment, "
	    "'{}', x'00' FROM payment, (SELECT max(sequence) + 1 AS n FROM "
	    "payment) WHERE reverses = '' AND payment NOT IN (SELECT reverses "
	    "FROM payment) ORDER BY sequence LIMIT 1 OFFSET %d",
	    days, which));
}

/* Every invariant of cash, as bill-check asks for it. */
static void
check_all(int round)
{
	static const enum statement checks[] = {
		STATEMENT_CHECK_RECEIVABLE_CONTROL,
		STATEMENT_CHECK_UNAPPLIED_CONTROL,
		STATEMENT_CHECK_CASH_CONTROL,
		STATEMENT_CHECK_DOCUMENT_APPLIED,
		STATEMENT_CHECK_PAYMENT_APPLIED,
		STATEMENT_CHECK_APPLICATIONS_OWN,
		STATEMENT_CHECK_REVERSALS_MATCH,
		STATEMENT_CHECK_OPEN_ITEMS,
		STATEMENT_CHECK_TRANSACTION_BALANCE,
		STATEMENT_CHECK_TRANSACTION_ENTRIES,
	};

	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		struct query query;
		bool found;

		book_must(
		    query_begin(book_ledger, checks[i], &query, &book_error));
		book_must(query_next(&query, &found, &book_error));
		ck_assert_msg(!found, "seed %llx round %d: %zu: %s: %s: %s",
		    (unsigned long long)SEED, round, i, query_text(&query, 0),
		    query_text(&query, 1), query_text(&query, 2));
		query_end(&query);
	}
}

static const char *
some_day(void)
{
	char text[DATE_TEXT_MAX];
	struct date date = date_add_days(
	    shop_day("2026-01-01"), (int32_t)shop_below(&state, 120));

	return arena_text(&book_arena, date_format(date, text));
}

START_TEST(the_books_hold_on_every_day)
{
	int posting = 0;

	for (int round = 0; round < 150; round++) {
		int count = (int)shop_below(&state, 4);

		for (int i = 0; i < count; i++) {
			const char *account =
			    shop_below(&state, 2) == 0 ? "A1" : "A2";
			int amount = (int)shop_below(&state, 1000) + 1;

			switch (shop_below(&state, 7)) {
			case 0:
			case 1:
				put_document(
				    ++posting, account, some_day(), amount);
				break;
			case 2:
				put_document(++posting, account, some_day(),
				    -amount / 3 - 1);
				break;
			case 3:
				put_reversal((int)shop_below(&state, 20),
				    (int)shop_below(&state, 30));
				break;
			default:
				put_payment(account, some_day(), amount,
				    (int)shop_below(&state, 20));
				break;
			}
		}
		settle_now();
		check_all(round);
	}
	ck_assert_str_ne(
	    book_sql("SELECT count(*) FROM application WHERE amount < 0"), "0");
}
END_TEST

START_TEST(a_payment_waits_for_the_next_invoice)
{
	put_payment("A1", "2026-01-10", 100, 0);
	settle_now();
	put_document(1, "A1", "2026-02-01", 70);
	settle_now();
	ck_assert_str_eq(
	    book_sql("SELECT date, payment, posting, amount FROM application"),
	    "2026-02-01|1|1|70");
	ck_assert_str_eq(
	    book_sql("SELECT t.date, t.memo, t.payment, group_concat(j.role || "
		     "' ' || j.amount, ' ') FROM journal_transaction t JOIN "
		     "journal j ON j.transaction_id = t.transaction_id WHERE "
		     "t.payment <> '' GROUP BY t.transaction_id"),
	    "2026-01-10|payment|P1|cash 100 unapplied -100;"
	    "2026-02-01|payment P1 applied|P1|receivable -70 unapplied 70");
	check_all(0);
}
END_TEST

/* On the days in between the invoice was paid. */
START_TEST(a_payment_and_its_reversal_come_together)
{
	put_document(1, "A1", "2026-01-01", 100);
	settle_now();
	put_payment("A1", "2026-01-10", 100, 0);
	put_reversal(0, 5);
	put_payment("A1", "2026-01-12", 60, 0);
	settle_now();
	ck_assert_str_eq(
	    book_sql("SELECT date, payment, posting, amount FROM application"),
	    "2026-01-10|1|1|100;2026-01-15|1|1|-100;2026-01-15|3|1|60");
	ck_assert_str_eq(book_sql("SELECT memo FROM journal_transaction WHERE "
				  "payment = 'P2'"),
	    "reversal of P1");
	check_all(0);
}
END_TEST

START_TEST(nothing_new_changes_nothing)
{
	put_document(1, "A1", "2026-01-01", 100);
	put_payment("A1", "2026-01-10", 40, 0);
	settle_now();
	settle_now();
	ck_assert_str_eq(book_sql("SELECT count(*) FROM application"), "1");
	ck_assert_str_eq(
	    book_sql("SELECT count(*) FROM journal_transaction"), "2");
	ck_assert_str_eq(book_sql("SELECT open FROM open_item"), "60");
}
END_TEST

Suite *
settling_suite(void)
{
	Suite *suite = suite_create("settling");
	TCase *tests = tcase_create("settling");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, the_books_hold_on_every_day);
	tcase_add_test(tests, a_payment_waits_for_the_next_invoice);
	tcase_add_test(tests, a_payment_and_its_reversal_come_together);
	tcase_add_test(tests, nothing_new_changes_nothing);
	suite_add_tcase(suite, tests);
	return suite;
}

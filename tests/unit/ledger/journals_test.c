/*
 * A transaction is stored with its entries, in their order.
 */
#include "ledger/journals.h"

#include <check.h>

#include "book.h"
#include "tests/unit/rule/shop.h"

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_sell();
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
}

static enum status
put(int64_t id)
{
	struct entry items[] = {
		{ ROLE_CASH, "1000", "", shop_money("50.00") },
		{ ROLE_RECEIVABLE, "1200", "", shop_money("-30.00") },
		{ ROLE_UNAPPLIED, "2100", "", shop_money("-20.00") },
	};
	struct entries entries = { items, 3 };
	struct transaction transaction = {
		.id = id,
		.date = shop_day("2026-02-03"),
		.account = "A1",
		.document = "",
		.payment = "P1",
		.memo = "payment",
		.entries = &entries,
	};

	return journals_put(book_ledger, &transaction, &book_error);
}

START_TEST(a_transaction_and_its_entries)
{
	book_must(put(7));
	ck_assert_str_eq(book_sql("SELECT * FROM journal_transaction"),
	    "7|2026-02-03|A1||payment|P1");
	ck_assert_str_eq(book_sql("SELECT * FROM journal"),
	    "7|1|cash|1000||5000|USD;7|2|receivable|1200||-3000|USD;"
	    "7|3|unapplied|2100||-2000|USD");
}
END_TEST

START_TEST(a_number_twice)
{
	book_must(put(7));
	ck_assert_int_eq(put(7), STATUS_INVALID);
	ck_assert_str_eq(book_sql("SELECT count(*) FROM journal"), "3");
}
END_TEST

Suite *
journals_suite(void)
{
	Suite *suite = suite_create("journals");
	TCase *tests = tcase_create("journals");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, a_transaction_and_its_entries);
	tcase_add_test(tests, a_number_twice);
	suite_add_tcase(suite, tests);
	return suite;
}

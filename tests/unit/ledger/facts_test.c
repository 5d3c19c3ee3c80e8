/*
 * Facts go in as texts; the schema holds them together.
 */
#include "ledger/facts.h"

#include <check.h>

#include "book.h"

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_sell();
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_account((struct book_account){ .account = "A2" });
}

START_TEST(the_content_comes_before_the_values)
{
	static const unsigned char content[HASH_SIZE] = { 0xab };
	static const char *const values[] = { "ADJ", "A1", "adjustment", "-500",
		"", "EUR", "late", "2026-01-01", "S1", "access", "", "",
		"{\"x_a\":\"b\"}" };
	struct fact fact = { content, values, 13 };

	book_must(fact_put(
	    book_ledger, STATEMENT_ADJUSTMENT_INSERT, &fact, &book_error));
	ck_assert_str_eq(
	    book_sql("SELECT substr(hex(content), 1, 4), length(content), "
		     "adjustment, account, amount, typeof(amount), currency, "
		     "reason, effective_on, subscription, charge, extra "
		     "FROM adjustment"),
	    "AB00|32|ADJ|A1|-500|integer|EUR|late|2026-01-01|S1|access|"
	    "{\"x_a\":\"b\"}");
}
END_TEST

START_TEST(an_account_is_there_once)
{
	book_must(fact_account(book_ledger, "A3", &book_error));
	ck_assert_int_eq(
	    fact_account(book_ledger, "A3", &book_error), STATUS_INVALID);
	ck_assert_str_eq(book_sql("SELECT * FROM account"), "A1|0;A2|0;A3|0");
}
END_TEST

START_TEST(a_touch_raises_the_revision_of_one_account)
{
	book_must(fact_touch(book_ledger, "A2", &book_error));
	book_must(fact_touch(book_ledger, "A2", &book_error));
	ck_assert_str_eq(book_sql("SELECT * FROM account"), "A1|0;A2|2");
}
END_TEST

START_TEST(a_subscription_has_one_account)
{
	book_must(fact_subscription(book_ledger, "S1", "A1", &book_error));
	ck_assert_int_eq(
	    fact_subscription(book_ledger, "S1", "A2", &book_error),
	    STATUS_INVALID);
	ck_assert_int_eq(
	    fact_subscription(book_ledger, "S2", "A9", &book_error),
	    STATUS_INVALID);
	ck_assert_str_eq(book_sql("SELECT * FROM subscription"), "S1|A1");
}
END_TEST

/* What the engine of imports checks before is never stored behind its back. */
START_TEST(the_schema_refuses_what_makes_no_sense)
{
	static const char *const statements[] = {
		"INSERT INTO adjustment SELECT 1, 'a', 'A1', 'adjustment', 0, "
		"'', 'USD', '', '', '', '', '', '', 0, '', x'00'",
		"INSERT INTO account_fact SELECT 'A1', 'x', 2, 'C1', 'USD', "
		"32, '', '', 'A1', 30, '', '', '', '', '', '', '', '', 'no', "
		"'', '', '', x'00', 99",
		"INSERT INTO account_fact SELECT 'A1', 'x', 2, 'C1', 'USD', "
		"1, '', '', 'A1', 30, '', '', '', '', '', '', '', '', "
		"'maybe', '', '', '', x'00', 99",
		"INSERT INTO account (account, revision) VALUES ('A3', 'one')",
		"INSERT INTO account (account, revision) VALUES (NULL, 0)",
	};

	for (size_t i = 0; i < sizeof(statements) / sizeof(statements[0]); i++)
		ck_assert_msg(book_refuses(statements[i]), "%s", statements[i]);
}
END_TEST

Suite *
facts_suite(void)
{
	Suite *suite = suite_create("facts");
	TCase *tests = tcase_create("facts");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, the_content_comes_before_the_values);
	tcase_add_test(tests, an_account_is_there_once);
	tcase_add_test(tests, a_touch_raises_the_revision_of_one_account);
	tcase_add_test(tests, a_subscription_has_one_account);
	tcase_add_test(tests, the_schema_refuses_what_makes_no_sense);
	suite_add_tcase(suite, tests);
	return suite;
}

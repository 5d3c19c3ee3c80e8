/*
 * The row of the trail is the summary that the operator saw.
 */
#include "work/auditing.h"

#include <check.h>

#include "desk.h"
#include "tests/unit/rule/shop.h"

START_TEST(a_row_is_made_of_the_summary)
{
	static const unsigned char input[HASH_SIZE] = { 0xab };
	struct currency yen;

	book_must(currency_parse("JPY", &yen, &book_error));
	desk_summary = (struct summary){ .in = 21,
		.accepted = 1,
		.changed = 2,
		.duplicate = 3,
		.rejected = 15,
		.documents = 4 };
	book_must(
	    summary_amount(&desk_summary, shop_money("-12.50"), &book_error));
	book_must(
	    summary_amount(&desk_summary, money_of(300, yen), &book_error));
	book_open(LEDGER_RECORD);
	book_must(auditing_put(
	    book_ledger, &desk_request, "orders", input, &book_error));
	ck_assert_str_eq(
	    book_sql("SELECT command, subject, substr(hex(input), 1, 4), "
		     "\"in\", accepted, changed, duplicate, rejected, "
		     "documents, amounts, command_line FROM audit"),
	    "bill-test|orders|AB00|21|1|2|3|15|4|USD -12.50 JPY 300|"
	    "bill-test a.csv");
}
END_TEST

START_TEST(as_many_currencies_as_there_may_be)
{
	static const unsigned char input[HASH_SIZE] = { 0 };

	for (size_t i = 0; i < SUMMARY_CURRENCIES_MAX; i++) {
		struct currency currency = { "AAA", 4 };

		currency.code[0] = (char)('A' + i % 26);
		currency.code[1] = (char)('A' + i / 26);
		desk_summary.amounts[i] = money_of(-INT64_MAX / 2, currency);
	}
	desk_summary.currency_count = SUMMARY_CURRENCIES_MAX;
	book_open(LEDGER_RECORD);
	book_must(auditing_put(
	    book_ledger, &desk_request, "documents", input, &book_error));
	ck_assert_str_eq(
	    book_sql("SELECT length(amounts) - length(replace(amounts, "
		     "'-461168601842738.7903', '')) FROM audit"),
	    "4032");
}
END_TEST

Suite *
auditing_suite(void)
{
	Suite *suite = suite_create("auditing");
	TCase *tests = tcase_create("auditing");

	tcase_add_checked_fixture(tests, desk_setup, desk_teardown);
	tcase_add_test(tests, a_row_is_made_of_the_summary);
	tcase_add_test(tests, as_many_currencies_as_there_may_be);
	suite_add_tcase(suite, tests);
	return suite;
}

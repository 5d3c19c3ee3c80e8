/*
 * A statement adds up, whatever came.
 */
#include "rule/account_statement.h"

#include <check.h>
#include <stdint.h>

#define ENTRIES_MAX 4

static const struct {
	const char *name;
	int64_t previous;
	struct {
		enum entry_kind kind;
		int64_t amount;
		int64_t balance;
	} entries[ENTRIES_MAX];
	int count;
	int64_t invoiced, credited, paid;
	int64_t open, credit; /* of invoices and credit notes */
	int64_t balance, unapplied;
} rows[] = {
	{ "nothing at all", 0, { { 0 } }, 0, 0, 0, 0, 0, 0, 0, 0 },
	{ "only what was owed", 500, { { 0 } }, 0, 0, 0, 0, 500, 0, 500, 0 },
	{ "an invoice and its payment", 0,
	    { { ENTRY_INVOICE, 100, 100 }, { ENTRY_PAYMENT, -100, 0 } }, 2, 100,
	    0, -100, 0, 0, 0, 0 },
	{ "more paid than owed", 50, { { ENTRY_PAYMENT, -80, -30 } }, 1, 0, 0,
	    -80, 0, 0, -30, -30 },
	{ "a credit note and a reversal", 0,
	    { { ENTRY_INVOICE, 100, 100 }, { ENTRY_PAYMENT, -100, 0 },
		{ ENTRY_CREDIT_NOTE, -40, -40 }, { ENTRY_REVERSAL, 100, 60 } },
	    4, 100, -40, 0, 100, -40, 60, 0 },
};

START_TEST(statements_add_up)
{
	const struct currency eur = { "EUR", 2 };
	struct money zero = money_of(0, eur);
	struct account_entry entries[ENTRIES_MAX];
	struct account_statement statement = {
		.previous = money_of(rows[_i].previous, eur),
		.aging = { zero, zero, money_of(rows[_i].open, eur), zero, zero,
		    money_of(rows[_i].credit, eur), zero },
		.entries = entries,
		.entry_count = (size_t)rows[_i].count,
	};
	struct error error;

	for (int i = 0; i < rows[_i].count; i++)
		entries[i] = (struct account_entry){
			.kind = rows[_i].entries[i].kind,
			.amount = money_of(rows[_i].entries[i].amount, eur),
		};
	ck_assert_int_eq(
	    account_statement_total(&statement, &error), STATUS_OK);
	for (int i = 0; i < rows[_i].count; i++)
		ck_assert_msg(
		    entries[i].balance.minor == rows[_i].entries[i].balance,
		    "%s: entry %d", rows[_i].name, i);
	ck_assert_int_eq(statement.invoiced.minor, rows[_i].invoiced);
	ck_assert_int_eq(statement.credited.minor, rows[_i].credited);
	ck_assert_int_eq(statement.paid.minor, rows[_i].paid);
	ck_assert_int_eq(statement.balance.minor, rows[_i].balance);
	ck_assert_int_eq(statement.aging.unapplied.minor, rows[_i].unapplied);
}
END_TEST

START_TEST(a_sum_that_does_not_fit)
{
	const struct currency eur = { "EUR", 2 };
	struct account_entry entry = { .kind = ENTRY_INVOICE,
		.amount = money_of(1, eur) };
	struct account_statement statement = {
		.previous = money_of(INT64_MAX, eur),
		.entries = &entry,
		.entry_count = 1,
	};
	struct error error;

	ck_assert_int_eq(
	    account_statement_total(&statement, &error), STATUS_INVALID);
}
END_TEST

Suite *
account_statement_suite(void)
{
	Suite *suite = suite_create("account_statement");
	TCase *tests = tcase_create("account_statement");

	tcase_add_loop_test(
	    tests, statements_add_up, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_sum_that_does_not_fit);
	suite_add_tcase(suite, tests);
	return suite;
}

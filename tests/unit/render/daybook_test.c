/*
 * The texts that hledger check --strict, ledger --pedantic and bean-check
 * accept, and that no name can bend.
 */
#include "render/daybook.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "output.h"

static struct arena arena;
static struct spool *spool;
static struct error error;
static struct daybook daybook;

static void
setup(void)
{
	ck_assert_int_eq(spool_open(&spool, &error), STATUS_OK);
	daybook =
	    (struct daybook){ .dialect = &daybook_hledger, .arena = &arena };
}

static void
teardown(void)
{
	spool_close(spool);
	arena_close(&arena);
}

static void
add(const struct daybook_transaction *transaction)
{
	struct arena scratch = { NULL, NULL };

	ck_assert_int_eq(
	    daybook_transaction(&daybook, transaction, spool, &scratch, &error),
	    STATUS_OK);
	/* What is declared must not live in the scratch arena. */
	arena_close(&scratch);
}

static const char *
finish(void)
{
	ck_assert_int_eq(
	    daybook_finish(&daybook, spool, &arena, &error), STATUS_OK);
	return output_text(spool, &arena);
}

static const struct currency eur = { "EUR", 2 }, jpy = { "JPY", 0 },
			     kwd = { "KWD", 3 };

START_TEST(transactions_and_declarations)
{
	struct entry invoice[] = {
		{ ROLE_RECEIVABLE, "1200", "", money_of(5950, eur) },
		{ ROLE_REVENUE, "4010", "fiber", money_of(-5000, eur) },
		{ ROLE_TAX_PAYABLE, "2200", "", money_of(-950, eur) },
	};
	struct entry payment[] = {
		{ ROLE_CASH, "1000", "", money_of(7, jpy) },
		{ ROLE_UNAPPLIED, "2100", "", money_of(-7, jpy) },
	};
	struct entry deferred[] = {
		{ ROLE_RECEIVABLE, "1200", "", money_of(-1, kwd) },
		{ ROLE_DEFERRED, "2400", "東京", money_of(1, kwd) },
	};

	add(&(struct daybook_transaction){
	    date_of(2026, 9, 1), "INV-1", "acme", "invoice", { invoice, 3 } });
	add(&(struct daybook_transaction){
	    date_of(2026, 9, 2), "", "", "", { payment, 2 } });
	add(&(struct daybook_transaction){
	    date_of(2026, 9, 2), "zero", "acme", "invoice", { NULL, 0 } });
	add(&(struct daybook_transaction){
	    date_of(2026, 9, 3), "CN-1", "acme", "", { deferred, 2 } });
	ck_assert_str_eq(finish(),
	    "2026-09-01 * (INV-1) invoice  ; account: acme\n"
	    "    assets:1200 accounts receivable                          "
	    "59.50 EUR\n"
	    "    revenues:4010 revenue                                   "
	    "-50.00 EUR  ; product: fiber\n"
	    "    liabilities:2200 tax payable                             "
	    "-9.50 EUR\n"
	    "\n"
	    "2026-09-02 * ()\n"
	    "    assets:1000 cash                                             "
	    "7 JPY\n"
	    "    liabilities:2100 unapplied payments                         "
	    "-7 JPY\n"
	    "\n"
	    "2026-09-03 * (CN-1)  ; account: acme\n"
	    "    assets:1200 accounts receivable                         "
	    "-0.001 KWD\n"
	    "    liabilities:2400 deferred revenue                        "
	    "0.001 KWD  ; product: 東京\n"
	    "\n"
	    "commodity 1000.00 EUR\n"
	    "commodity 1000. JPY\n"
	    "commodity 1000.000 KWD\n"
	    "account assets:1000 cash  ; type: C\n"
	    "account assets:1200 accounts receivable  ; type: A\n"
	    "account liabilities:2100 unapplied payments  ; type: L\n"
	    "account liabilities:2200 tax payable  ; type: L\n"
	    "account liabilities:2400 deferred revenue  ; type: L\n"
	    "account revenues:4010 revenue  ; type: R\n");
}
END_TEST

START_TEST(no_text_leaves_its_place)
{
	static const struct {
		const char *name, *text;
		const char *number, *memo, *account, *code, *product;
	} rows[] = {
		{ "plain", "a b-c", "a b-c", "a b-c", "a b-c", "a b-c",
		    "a b-c" },
		{ "semicolon", "a;b", "a_b", "a_b", "a;b", "a_b", "a;b" },
		{ "bar", "a|b", "a|b", "a_b", "a|b", "a_b", "a|b" },
		{ "parentheses", "(a)", "_a_", "(a)", "(a)", "(a)", "(a)" },
		{ "another tag", "a, date:2020-01-01", "a, date:2020-01-01",
		    "a, date:2020-01-01", "a_ date:2020-01-01",
		    "a, date:2020-01-01", "a_ date:2020-01-01" },
		{ "a date in brackets", "[2020-01-01]", "[2020-01-01]",
		    "[2020-01-01]", "_2020-01-01_", "[2020-01-01]",
		    "_2020-01-01_" },
		{ "blanks", "  a   b  ", "a b", "a b", "a b", "a b", "a b" },
		{ "tab and newline", "a\t\tb\nc", "a??b?c", "a??b?c", "a??b?c",
		    "a??b?c", "a??b?c" },
		{ "Unicode blanks", "\u3000a\u00a0\u2009b\u3000", "a b", "a b",
		    "a b", "a b", "a b" },
		{ "combining and wide", "cafe\u0301 東京", "cafe\u0301 東京",
		    "cafe\u0301 東京", "cafe\u0301 東京", "cafe\u0301 東京",
		    "cafe\u0301 東京" },
	};
	const char *text = rows[_i].text, *wanted, *got;
	struct entry entries[] = {
		{ ROLE_REVENUE, text, text, money_of(1, eur) },
		{ ROLE_REVENUE, text, text, money_of(-1, eur) },
	};

	add(&(struct daybook_transaction){
	    date_of(2026, 9, 1), text, text, text, { entries, 2 } });
	got = finish();
	wanted = arena_format(&arena,
	    "2026-09-01 * (%s) %s  ; account: %s\n"
	    "    revenues:%s revenue ",
	    rows[_i].number, rows[_i].memo, rows[_i].account, rows[_i].code);
	ck_assert_msg(strncmp(got, wanted, strlen(wanted)) == 0, "%s: %s",
	    rows[_i].name, got);
	wanted = arena_format(
	    &arena, " 0.01 EUR  ; product: %s\n", rows[_i].product);
	ck_assert_msg(
	    strstr(got, wanted) != NULL, "%s: %s", rows[_i].name, got);
	/* Both entries have one account, so it is declared once. */
	wanted = arena_format(&arena,
	    "\n\ncommodity 1000.00 EUR\n"
	    "account revenues:%s revenue  ; type: R\n",
	    rows[_i].code);
	ck_assert_msg(
	    strlen(got) > strlen(wanted) &&
		strcmp(got + strlen(got) - strlen(wanted), wanted) == 0,
	    "%s: %s", rows[_i].name, got);
}
END_TEST

START_TEST(many_accounts_are_declared_sorted)
{
	struct entry entries[2];
	char last[64] = "", name[64];
	const char *at;
	int count = 0;

	for (unsigned i = 0; i < 200; i++) {
		char code[16];

		snprintf(code, sizeof code, "%u", i * 7919 % 100 + 4000);
		entries[0] =
		    (struct entry){ ROLE_REVENUE, code, "", money_of(1, eur) };
		entries[1] = (struct entry){ ROLE_RECEIVABLE, "1200", "",
			money_of(-1, eur) };
		add(&(struct daybook_transaction){
		    date_of(2026, 9, 1), "", "", "", { entries, 2 } });
	}
	ck_assert_uint_eq(daybook.account_count, 101);
	at = finish();
	while ((at = strstr(at, "\naccount ")) != NULL) {
		at += strlen("\naccount ");
		ck_assert_int_eq(sscanf(at, "%63[^\n]", name), 1);
		ck_assert_msg(strcmp(last, name) < 0, "%s", name);
		memcpy(last, name, sizeof last);
		count++;
	}
	ck_assert_int_eq(count, 101);
}
END_TEST

/* A book that begins late and ends early, in two currencies. */
static const char *
book_in(const char *dialect)
{
	struct entry invoice[] = {
		{ ROLE_RECEIVABLE, "1200", "", money_of(5950, eur) },
		{ ROLE_REVENUE, "4010", "fiber", money_of(-5000, eur) },
		{ ROLE_TAX_PAYABLE, "2200", "", money_of(-950, eur) },
	};
	struct entry payment[] = {
		{ ROLE_CASH, "1000", "", money_of(7, jpy) },
		{ ROLE_UNAPPLIED, "2100", "", money_of(-7, jpy) },
	};

	daybook.dialect = daybook_find(dialect);
	ck_assert_ptr_nonnull(daybook.dialect);
	add(&(struct daybook_transaction){
	    date_of(2026, 9, 1), "INV-1", "acme", "invoice", { invoice, 3 } });
	add(&(struct daybook_transaction){
	    date_of(2026, 8, 2), "P-1", "", "", { payment, 2 } });
	return finish();
}

START_TEST(ledger_wants_declarations_first)
{
	ck_assert_str_eq(book_in("ledger"),
	    "tag account\n"
	    "tag product\n"
	    "\n"
	    "commodity EUR\n"
	    "    format 1000.00 EUR\n"
	    "account assets:1200 accounts receivable\n"
	    "account revenues:4010 revenue\n"
	    "account liabilities:2200 tax payable\n"
	    "2026-09-01 * (INV-1) invoice  ; account: acme\n"
	    "    assets:1200 accounts receivable                          "
	    "59.50 EUR\n"
	    "    revenues:4010 revenue                                   "
	    "-50.00 EUR  ; product: fiber\n"
	    "    liabilities:2200 tax payable                             "
	    "-9.50 EUR\n"
	    "\n"
	    "commodity JPY\n"
	    "    format 1000 JPY\n"
	    "account assets:1000 cash\n"
	    "account liabilities:2100 unapplied payments\n"
	    "2026-08-02 * (P-1)\n"
	    "    assets:1000 cash                                             "
	    "7 JPY\n"
	    "    liabilities:2100 unapplied payments                         "
	    "-7 JPY\n"
	    "\n");
}
END_TEST

START_TEST(beancount_opens_accounts_on_the_first_day)
{
	ck_assert_str_eq(book_in("beancount"),
	    "2026-09-01 * \"acme\" \"invoice\"\n"
	    "  number: \"INV-1\"\n"
	    "  Assets:1200-Accounts-receivable                            "
	    "59.50 EUR\n"
	    "  Income:4010-Revenue                                       "
	    "-50.00 EUR\n"
	    "    product: \"fiber\"\n"
	    "  Liabilities:2200-Tax-payable                               "
	    "-9.50 EUR\n"
	    "\n"
	    "2026-08-02 * \"\" \"\"\n"
	    "  number: \"P-1\"\n"
	    "  Assets:1000-Cash                                               "
	    "7 JPY\n"
	    "  Liabilities:2100-Unapplied-payments                           "
	    "-7 JPY\n"
	    "\n"
	    "2026-08-02 commodity EUR\n"
	    "2026-08-02 commodity JPY\n"
	    "2026-08-02 open Assets:1000-Cash\n"
	    "2026-08-02 open Assets:1200-Accounts-receivable\n"
	    "2026-08-02 open Income:4010-Revenue\n"
	    "2026-08-02 open Liabilities:2100-Unapplied-payments\n"
	    "2026-08-02 open Liabilities:2200-Tax-payable\n");
}
END_TEST

/* What a code and a text become in beancount. */
static const struct {
	const char *name, *code, *account;
	const char *text, *quoted;
} quotes[] = {
	{ "plain", "4010", "4010", "a b", "a b" },
	{ "a small letter", "rev", "Rev", "a", "a" },
	{ "signs", "40.1 x", "40-1-x", "\"a\\b\"", "\\\"a\\\\b\\\"" },
	{ "another script", "東", "A---", "東\n;", "東?;" },
	{ "a colon", "1:2", "1-2", "* \"x\"", "* \\\"x\\\"" },
};

START_TEST(no_text_leaves_its_quotes)
{
	const char *code = quotes[_i].code, *text = quotes[_i].text;
	const char *quoted = quotes[_i].quoted, *wanted, *got;
	struct entry entries[] = {
		{ ROLE_REVENUE, code, text, money_of(1, eur) },
		{ ROLE_REVENUE, code, text, money_of(-1, eur) },
	};

	daybook.dialect = &daybook_beancount;
	add(&(struct daybook_transaction){
	    date_of(2026, 9, 1), text, text, text, { entries, 2 } });
	got = finish();
	wanted = arena_format(&arena,
	    "2026-09-01 * \"%s\" \"%s\"\n"
	    "  number: \"%s\"\n"
	    "  Income:%s-Revenue ",
	    quoted, quoted, quoted, quotes[_i].account);
	ck_assert_msg(strncmp(got, wanted, strlen(wanted)) == 0, "%s: %s",
	    quotes[_i].name, got);
	wanted = arena_format(&arena, "    product: \"%s\"\n", quoted);
	ck_assert_msg(
	    strstr(got, wanted) != NULL, "%s: %s", quotes[_i].name, got);
}
END_TEST

/* Codes that another program cannot tell apart. */
static const struct {
	const struct daybook_dialect *dialect;
	const char *one, *other;
	enum status status;
} twins[] = {
	{ &daybook_beancount, "40.1", "40-1", STATUS_CONFIG },
	{ &daybook_beancount, "rev", "Rev", STATUS_CONFIG },
	{ &daybook_beancount, "401", "4010", STATUS_OK },
	{ &daybook_hledger, "a;b", "a|b", STATUS_CONFIG },
	{ &daybook_ledger, "a b", "a  b", STATUS_CONFIG },
	{ &daybook_ledger, "40.1", "40-1", STATUS_OK },
};

START_TEST(two_accounts_are_mixed)
{
	struct entry entries[] = {
		{ ROLE_REVENUE, twins[_i].one, "", money_of(1, eur) },
		{ ROLE_REVENUE, twins[_i].other, "", money_of(-1, eur) },
	};
	struct daybook_transaction transaction = { date_of(2026, 9, 1), "", "",
		"", { entries, 2 } };

	daybook.dialect = twins[_i].dialect;
	ck_assert_int_eq(
	    daybook_transaction(&daybook, &transaction, spool, &arena, &error),
	    twins[_i].status);
	if (twins[_i].status != STATUS_OK)
		ck_assert_ptr_nonnull(strstr(error.text, twins[_i].other));
}
END_TEST

START_TEST(an_unknown_dialect_is_found)
{
	ck_assert_ptr_eq(daybook_find("hledger"), &daybook_hledger);
	ck_assert_ptr_null(daybook_find("hledge"));
	ck_assert_ptr_null(daybook_find(""));
}
END_TEST

Suite *
daybook_suite(void)
{
	Suite *suite = suite_create("daybook");
	TCase *tests = tcase_create("daybook");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, transactions_and_declarations);
	tcase_add_loop_test(tests, no_text_leaves_its_place, 0, 10);
	tcase_add_test(tests, many_accounts_are_declared_sorted);
	tcase_add_test(tests, ledger_wants_declarations_first);
	tcase_add_test(tests, beancount_opens_accounts_on_the_first_day);
	tcase_add_loop_test(tests, no_text_leaves_its_quotes, 0,
	    sizeof(quotes) / sizeof(quotes[0]));
	tcase_add_loop_test(
	    tests, two_accounts_are_mixed, 0, sizeof(twins) / sizeof(twins[0]));
	tcase_add_test(tests, an_unknown_dialect_is_found);
	suite_add_tcase(suite, tests);
	return suite;
}

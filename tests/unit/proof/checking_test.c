/*
 * Each check finds what it is there for; a ledger that is well has none.
 */
#include "proof/checking.h"

#include <check.h>
#include <string.h>

#include "tests/unit/work/desk.h"
#include "work/auditing.h"

static const struct checking_options options = { .sample = 10 };

#define HEADER "check,object,expected,found,meaning\n"

/* The stock came in without the audit rows that imports leave. */
static void
audit_stock(void)
{
	static const unsigned char input[HASH_SIZE] = { 0 };
	static const struct {
		const char *subject;
		uint64_t accepted;
	} rows[] = { { "catalog", 1 }, { "customers", 1 }, { "accounts", 2 },
		{ "orders", 2 }, { "tax-rates", 1 } };

	book_open(LEDGER_RECORD);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		desk_summary.in = desk_summary.accepted = rows[i].accepted;
		book_must(auditing_put(book_ledger, &desk_request,
		    rows[i].subject, input, &book_error));
	}
	book_close();
}

static void
setup(void)
{
	desk_setup();
	desk_stock();
	audit_stock();
	book_must(desk_post(desk_proposal("2026-01-01")));
	book_must(desk_post(desk_proposal("2026-02-01")));
}

static enum status
check(void)
{
	desk_clear();
	return checking_run(&desk_request, &options, &book_error);
}

START_TEST(a_ledger_that_is_well)
{
	book_must(check());
	ck_assert_str_eq(desk_answer(), HEADER);
	ck_assert_uint_eq(desk_summary.documents, 0);
	ck_assert_ptr_nonnull(strstr(desk_summary.note, " checks"));
}
END_TEST

/* What somebody does behind billkit, and the checks that must see it. */
static const struct {
	const char *name;
	const char *sql;
	const char *found[3];
} deeds[] = {
	{ "an order without its account",
	    "DELETE FROM account WHERE account = 'A2'",
	    { "foreign-keys,account_fact row " } },
	{ "an entry that is another amount",
	    "UPDATE journal SET amount = amount + 1 "
	    "WHERE transaction_id = 1 AND entry = 2",
	    { "transaction-balance,transaction 1,0," } },
	{ "entries that are gone",
	    "DELETE FROM journal WHERE transaction_id = 1 AND entry > 1",
	    { "transaction-entries,transaction 1,", "transaction-balance," } },
	{ "a line that is another amount",
	    "UPDATE line SET amount = 2999 WHERE posting = 1 AND line = 1",
	    { "document-total,INV-2026-000001,net 5999 tax 300,net 6000 tax "
	      "300" } },
	{ "a document that is another amount",
	    "UPDATE document SET net = net + 100, total = total + 100 "
	    "WHERE posting = 1",
	    { "document-total,INV-2026-000001,",
		"document-receivable,INV-2026-000001,6400,6300,",
		"receivable-control,A1 USD 2026-01-01," } },
	{ "a tax that is another amount",
	    "UPDATE line_tax SET amount = 301 WHERE posting = 2",
	    { "document-total,INV-2026-000002," } },
	{ "a line that is gone",
	    "DELETE FROM line WHERE posting = 2 AND line = 2",
	    { "document-lines,INV-2026-000002,2,1," } },
	{ "a number that is another",
	    "UPDATE document SET number = 9 WHERE posting = 2",
	    { "numbers-gapless,INV-{year}-{seq:6} 2026,1 to 2,1 to 9" } },
	{ "a posting that is another",
	    "PRAGMA foreign_keys = OFF; UPDATE document SET posting = 9 "
	    "WHERE posting = 2",
	    { "postings-gapless,postings,1 to 2,1 to 9", "foreign-keys," } },
	{ "a period that was never billed",
	    "UPDATE line SET period_start = '2026-02-02' WHERE posting = 2 "
	    "AND line = 1",
	    { "periods-tile,S1 access,from 2026-02-01,from 2026-02-02" } },
	{ "a revision that is missing",
	    "UPDATE line SET revision = 2 WHERE posting = 2 AND line = 1",
	    { "revisions-count,S1 access 2026-02-01,revisions 1 to 1,2 to "
	      "2" } },
	{ "a credit over what was billed",
	    "UPDATE line SET corrects_posting = 1, corrects_line = 1, "
	    "amount = -3001 WHERE posting = 2 AND line = 1",
	    { "credits-bounded,INV-2026-000001/1,at most 3000,credited "
	      "3001" } },
	{ "a line of another's subscription",
	    "UPDATE line SET owner = 'A2' WHERE posting = 1 AND line = 1",
	    { "subscriptions-own,INV-2026-000001/1,A1,A2" } },
	{ "an add that is gone",
	    "DELETE FROM order_line WHERE subscription = 'S2'",
	    { "orders-complete,S2,an add,0" } },
	{ "an audit row that is another",
	    "UPDATE audit SET accepted = 7 WHERE sequence = 1",
	    { "audit-chain,audit row 1," } },
	{ "a rate that nobody imported",
	    "INSERT INTO tax_rate SELECT 2, 'XX', '', name, rate, \"from\", "
	    "\"to\", sequence, taxable, kind, extra, content, attempt, "
	    "approval, audit FROM tax_rate",
	    { "audit-counts,tax-rates,1,2," } },
	{ "an open item that is another amount",
	    "UPDATE open_item SET open = 1 WHERE item = 1",
	    { "open-items,A1 invoice 1,6300 USD,1 USD," } },
	{ "a card number",
	    "UPDATE personal SET name = "
	    "'4111 1111 1111 1111' WHERE subject = 'customer'",
	    { "card-numbers,customer C1,no card number,411111" } },
};

START_TEST(what_was_done_behind_billkit_is_found)
{
	const char *text;

	book_tamper(deeds[_i].sql);
	ck_assert_msg(check() == STATUS_ASIDE, "%s", deeds[_i].name);
	text = desk_answer();
	for (size_t i = 0; i < 3 && deeds[_i].found[i] != NULL; i++)
		ck_assert_msg(strstr(text, arena_format(&book_arena, "\n%s",
					       deeds[_i].found[i])) != NULL,
		    "%s: %s", deeds[_i].name, text);
	ck_assert_uint_ge(desk_summary.documents, 1);
}
END_TEST

START_TEST(a_finding_is_not_mended)
{
	book_tamper("DELETE FROM order_line WHERE subscription = 'S2'");
	ck_assert_int_eq(check(), STATUS_ASIDE);
	ck_assert_int_eq(check(), STATUS_ASIDE);
}
END_TEST

START_TEST(no_ledger)
{
	desk_request.ledger = book_path("none");
	ck_assert_int_eq(check(), STATUS_NO_INPUT);
}
END_TEST

Suite *
checking_suite(void)
{
	Suite *suite = suite_create("checking");
	TCase *tests = tcase_create("checking");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, a_ledger_that_is_well);
	tcase_add_loop_test(tests, what_was_done_behind_billkit_is_found, 0,
	    sizeof(deeds) / sizeof(deeds[0]));
	tcase_add_test(tests, a_finding_is_not_mended);
	tcase_add_test(tests, no_ledger);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * An anchor is of the documents that there were at the time of its row.
 */
#include "report/anchoring.h"

#include <check.h>

#include "ledger/audits.h"
#include "tests/unit/work/desk.h"

static struct anchoring anchoring;

/* A command that posted so many documents. */
static void
put(uint64_t documents)
{
	static const unsigned char input[HASH_SIZE] = { 1 };
	const struct audit audit = {
		.command = "bill-invoice",
		.subject = "documents",
		.input = input,
		.documents = documents,
		.amounts = "",
		.command_line = "bill-invoice -",
	};

	book_must(audit_put(book_ledger, &audit, &book_error));
}

static void
post(int posting, const char *currency, int total)
{
	book_sql(arena_format(&book_arena,
	    "INSERT INTO document (posting, invoice, document, document_type, "
	    "account, customer, issue_date, due_date, currency, net, tax, "
	    "total, lines, series, year, number, seal) VALUES (%d, 'I-%d', "
	    "'D-%d', 'invoice', 'A1', 'C1', '', '', '%s', %d, 0, %d, 1, 'I', "
	    "2026, %d, '')",
	    posting, posting, posting, currency, total, total, posting));
}

static void
setup(void)
{
	desk_setup();
	book_open(LEDGER_RECORD);
	book_sql("INSERT INTO account VALUES ('A1', 0)");
	post(1, "USD", 1250);
	put(1);
	put(0);
	post(2, "EUR", 300);
	post(3, "USD", -50);
	post(4, "JPY", 7);
	put(3);
	anchoring = (struct anchoring){ .ledger = book_ledger };
}

static void
teardown(void)
{
	anchoring_close(&anchoring);
	desk_teardown();
}

/* "DOCUMENTS TOTALS", or "none". */
static const char *
at(int64_t sequence)
{
	struct anchoring_record anchor;
	bool found;

	book_must(
	    anchoring_at(&anchoring, sequence, &anchor, &found, &book_error));
	return !found ? "none"
		      : arena_format(&book_arena, "%s %s",
			    anchor.fields[ANCHOR_DOCUMENTS],
			    anchor.fields[ANCHOR_TOTALS]);
}

START_TEST(each_row_has_its_documents)
{
	ck_assert_str_eq(at(1), "1 USD 12.50");
	ck_assert_str_eq(at(2), "1 USD 12.50");
	ck_assert_str_eq(at(3), "4 EUR 3.00 JPY 7 USD 12.00");
	ck_assert_str_eq(at(4), "none");
}
END_TEST

START_TEST(rows_may_be_asked_for_in_any_order)
{
	ck_assert_str_eq(at(3), "4 EUR 3.00 JPY 7 USD 12.00");
	ck_assert_str_eq(at(1), "1 USD 12.50");
	ck_assert_str_eq(at(9), "none");
	ck_assert_str_eq(at(3), "4 EUR 3.00 JPY 7 USD 12.00");
	ck_assert_str_eq(at(3), "4 EUR 3.00 JPY 7 USD 12.00");
}
END_TEST

Suite *
anchoring_suite(void)
{
	Suite *suite = suite_create("anchoring");
	TCase *tests = tcase_create("anchoring");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, each_row_has_its_documents);
	tcase_add_test(tests, rows_may_be_asked_for_in_any_order);
	suite_add_tcase(suite, tests);
	return suite;
}

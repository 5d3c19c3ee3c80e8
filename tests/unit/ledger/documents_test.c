/*
 * A document is posted once, whole, under the next number.
 */
#include "ledger/documents.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "book.h"
#include "tests/unit/rule/shop.h"

static struct documents_next next;
static char number[NUMBER_MAX];

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_sell();
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_account((struct book_account){ .account = "A2" });
	book_order((struct book_order){ .subscription = "S1" });
	book_must(documents_next(book_ledger, &next, &book_error));
}

/* Post a document over one month, as its second revision and so on. */
static enum status
post_month(const char *id, int month, int revision)
{
	struct line line = book_month(month);
	struct document document;

	line.revision = revision;
	document = book_document(id, &line, 1);
	return book_post(&next, &document, number);
}

START_TEST(a_document_is_stored_with_all_it_has)
{
	struct line_tax taxes[] = {
		{ "excise", "NY", shop_decimal("5"), shop_money("1.50"), 0,
		    true },
		{ "sales", "NY", shop_decimal("8.875"), shop_money("2.80"), 0,
		    false },
	};
	struct line lines[] = { book_month(1), book_month(2) };
	struct document document;

	lines[0].taxes = taxes;
	lines[0].tax_count = 2;
	lines[1].order_price = "30.00";
	document = book_document("d1", lines, 2);
	book_must(book_post(&next, &document, number));
	ck_assert_str_eq(number, "INV-2026-000001");
	ck_assert_str_eq(book_sql("SELECT * FROM document"),
	    "1|INV-2026-000001|d1|invoice|A1|C1|2026-01-01|2026-01-31|USD|6000|"
	    "430|6430|2|INV-{year}-{seq:6}|2026|1|1-seal|");
	ck_assert_str_eq(
	    book_sql("SELECT line, kind, owner, subscription, charge, "
		     "period_start, period_end, quantity, amount, plan, "
		     "catalog, order_price, cycle_start, cycle_end, revision, "
		     "part, corrects_posting, corrects_line FROM line"),
	    "1|recurring|A1|S1|access|2026-01-01|2026-02-01|1|3000|basic|2026|"
	    "|2026-01-01|2026-02-01|1|1|-|-;"
	    "2|recurring|A1|S1|access|2026-02-01|2026-03-01|1|3000|basic|2026|"
	    "30.00|2026-02-01|2026-03-01|1|1|-|-");
	ck_assert_str_eq(book_sql("SELECT * FROM line_tax"),
	    "1|1|1|excise|NY|5|150|yes;1|1|2|sales|NY|8.875|280|no");
	ck_assert_str_eq(book_sql("SELECT * FROM journal_transaction"),
	    "1|2026-01-01|A1|INV-2026-000001|invoice|");
	ck_assert_str_eq(
	    book_sql("SELECT role, sum(amount) FROM journal GROUP BY role "
		     "ORDER BY role"),
	    "deferred|-6000;receivable|6430;tax_payable|-430");
}
END_TEST

START_TEST(numbers_have_no_gap_in_any_series_and_year)
{
	static const struct {
		enum document_type type;
		const char *issue_date;
		const char *number;
	} rows[] = {
		{ DOCUMENT_INVOICE, "2026-01-01", "INV-2026-000001" },
		{ DOCUMENT_INVOICE, "2027-01-01", "INV-2027-000001" },
		{ DOCUMENT_CREDIT_NOTE, "2026-12-31", "CN-2026-000001" },
		{ DOCUMENT_INVOICE, "2026-12-31", "INV-2026-000002" },
		{ DOCUMENT_INVOICE, "2027-01-01", "INV-2027-000002" },
		{ DOCUMENT_CREDIT_NOTE, "2026-01-01", "CN-2026-000002" },
		{ DOCUMENT_INVOICE, "2025-06-01", "INV-2025-000001" },
	};

	for (int i = 0; i < (int)(sizeof(rows) / sizeof(rows[0])); i++) {
		struct line line = book_month(i + 1);
		struct document document;
		char id[8];

		(void)snprintf(id, sizeof(id), "d%d", i);
		document = book_document(id, &line, 1);
		document.type = rows[i].type;
		document.issue_date = shop_day(rows[i].issue_date);
		/* Whether the counters are remembered or read again. */
		if (i % 2 == 1)
			book_must(
			    documents_next(book_ledger, &next, &book_error));
		book_must(book_post(&next, &document, number));
		ck_assert_str_eq(number, rows[i].number);
	}
	ck_assert_str_eq(book_sql("SELECT min(posting), max(posting), count(*) "
				  "FROM document"),
	    "1|7|7");
	ck_assert_str_eq(
	    book_sql("SELECT min(transaction_id), max(transaction_id), "
		     "count(*) FROM journal_transaction"),
	    "1|7|7");
}
END_TEST

START_TEST(a_key_is_posted_once_in_each_revision)
{
	book_must(post_month("d1", 1, 1));
	book_must(post_month("d2", 1, 2));
	book_must(post_month("d3", 2, 1));
	for (int revision = 1; revision <= 2; revision++) {
		book_must(ledger_mark(book_ledger, &book_error));
		ck_assert_int_eq(post_month("d4", 1, revision), STATUS_STALE);
		book_must(ledger_undo(book_ledger, &book_error));
	}
	book_must(post_month("d4", 1, 3));
}
END_TEST

START_TEST(a_stale_document_is_undone_without_a_trace)
{
	struct line lines[] = { book_month(2), book_month(1) };
	struct document document = book_document("d2", lines, 2);

	book_must(post_month("d1", 1, 1));
	book_must(ledger_mark(book_ledger, &book_error));
	ck_assert_int_eq(book_post(&next, &document, number), STATUS_STALE);
	book_must(ledger_undo(book_ledger, &book_error));
	ck_assert_str_eq(book_sql("SELECT (SELECT count(*) FROM document), "
				  "(SELECT count(*) FROM line), "
				  "(SELECT count(*) FROM journal_transaction)"),
	    "1|1|1");
	/* Its number, its posting and its first line are free again. */
	book_must(post_month("d3", 2, 1));
	ck_assert_str_eq(number, "INV-2026-000002");
	ck_assert_str_eq(
	    book_sql("SELECT posting, document FROM document"), "1|d1;2|d3");
}
END_TEST

START_TEST(a_stale_document_may_begin_a_series)
{
	struct line line = book_month(1);
	struct document document = book_document("d2", &line, 1);

	book_must(post_month("d1", 1, 1));
	document.issue_date = shop_day("2027-01-01");
	book_must(ledger_mark(book_ledger, &book_error));
	ck_assert_int_eq(book_post(&next, &document, number), STATUS_STALE);
	book_must(ledger_undo(book_ledger, &book_error));
	line = book_month(2);
	book_must(book_post(&next, &document, number));
	ck_assert_str_eq(number, "INV-2027-000001");
}
END_TEST

START_TEST(parts_of_one_key_are_posted_together)
{
	struct line lines[] = { book_month(1), book_month(1), book_month(1) };
	struct document document;

	lines[0].period_end = shop_day("2026-01-16");
	lines[1].period_start = shop_day("2026-01-16");
	lines[2].charge = "other";
	document = book_document("d1", lines, 3);
	book_must(book_post(&next, &document, number));
	ck_assert_str_eq(book_sql("SELECT line, charge, part FROM line"),
	    "1|access|1;2|access|2;3|other|1");
}
END_TEST

START_TEST(a_correction_names_the_line_that_it_corrects)
{
	struct line lines[] = { book_month(1), book_month(1) };
	struct document document = book_document("d2", lines, 2);

	book_must(post_month("d1", 1, 1));
	lines[0].revision = lines[1].revision = 2;
	lines[0].corrects = "INV-2026-000001/1";
	lines[1].revision = 3;
	book_must(book_post(&next, &document, number));
	ck_assert_str_eq(
	    book_sql("SELECT posting, line, corrects_posting, corrects_line "
		     "FROM line"),
	    "1|1|-|-;2|1|1|1;2|2|-|-");
}
END_TEST

static const char *const unknown[] = { "INV-2026-000009/1", "INV-2026-000001/7",
	"INV-2026-000001/" };

START_TEST(a_correction_of_a_line_that_is_not_there)
{
	struct line line = book_month(1);
	struct document document = book_document("d2", &line, 1);

	book_must(post_month("d1", 1, 1));
	line.revision = 2;
	line.corrects = unknown[_i];
	ck_assert_msg(book_post(&next, &document, number) == STATUS_STALE, "%s",
	    unknown[_i]);
}
END_TEST

START_TEST(an_adjustment_is_posted_once)
{
	struct line line = book_month(1);
	struct document document = book_document("d1", &line, 1);

	line.kind = LINE_ADJUSTMENT;
	line.adjustment = "J1";
	book_must(book_post(&next, &document, number));
	document.id[1] = '2';
	line.adjustment = "J2"; /* whatever else it has in common */
	book_must(book_post(&next, &document, number));
	document.id[1] = '3';
	line.adjustment = "J1";
	ck_assert_int_eq(book_post(&next, &document, number), STATUS_STALE);
	/* The next part of a credit. */
	line.revision = 2;
	book_must(book_post(&next, &document, number));
}
END_TEST

START_TEST(a_document_of_nothing_has_no_journal)
{
	struct line line = book_month(1);
	struct document document;

	line.amount = shop_money("0.00");
	document = book_document("d1", &line, 1);
	book_must(book_post(&next, &document, number));
	book_must(post_month("d2", 2, 1));
	ck_assert_str_eq(book_sql("SELECT transaction_id, document "
				  "FROM journal_transaction"),
	    "1|INV-2026-000002");
}
END_TEST

START_TEST(more_series_than_one_run_may_have)
{
	struct line line = book_month(1);
	struct document document = book_document("d", &line, 1);

	for (int i = 0; i <= SERIES_MAX; i++) {
		document.id[0] = (char)('a' + i);
		document.issue_date = date_of(2026 + i, 1, 1);
		line.revision = i + 1;
		ck_assert_int_eq(book_post(&next, &document, number),
		    i < SERIES_MAX ? STATUS_OK : STATUS_INVALID);
	}
}
END_TEST

START_TEST(posted_rows_refuse_change)
{
	static const char *const deeds[] = {
		"UPDATE document SET net = 0, total = tax",
		"UPDATE line SET amount = 0",
		"UPDATE line_tax SET amount = 0",
		"UPDATE journal_transaction SET memo = ''",
		"UPDATE journal SET amount = 1",
		"DELETE FROM journal",
		"DELETE FROM line_tax",
		"DELETE FROM line",
		"INSERT OR REPLACE INTO line SELECT * FROM line",
		"INSERT OR REPLACE INTO document SELECT * FROM document",
		"INSERT OR REPLACE INTO journal SELECT * FROM journal",
	};
	struct line_tax tax = { "sales", "NY", shop_decimal("5"),
		shop_money("1.50"), 0, false };
	struct line line = book_month(1);
	struct document document;

	line.taxes = &tax;
	line.tax_count = 1;
	document = book_document("d1", &line, 1);
	book_must(book_post(&next, &document, number));
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		ck_assert_msg(book_refuses(deeds[i]), "%s", deeds[i]);
}
END_TEST

Suite *
documents_suite(void)
{
	Suite *suite = suite_create("documents");
	TCase *tests = tcase_create("documents");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, a_document_is_stored_with_all_it_has);
	tcase_add_test(tests, numbers_have_no_gap_in_any_series_and_year);
	tcase_add_test(tests, a_key_is_posted_once_in_each_revision);
	tcase_add_test(tests, a_stale_document_is_undone_without_a_trace);
	tcase_add_test(tests, a_stale_document_may_begin_a_series);
	tcase_add_test(tests, parts_of_one_key_are_posted_together);
	tcase_add_test(tests, a_correction_names_the_line_that_it_corrects);
	tcase_add_loop_test(tests, a_correction_of_a_line_that_is_not_there, 0,
	    sizeof(unknown) / sizeof(unknown[0]));
	tcase_add_test(tests, an_adjustment_is_posted_once);
	tcase_add_test(tests, a_document_of_nothing_has_no_journal);
	tcase_add_test(tests, more_series_than_one_run_may_have);
	tcase_add_test(tests, posted_rows_refuse_change);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * A proposal is posted, document by document, exactly as it stands.
 */
#include "work/invoicing.h"

#include <check.h>
#include <string.h>

#include "desk.h"

static const char *proposal;

static void
setup(void)
{
	desk_setup();
	desk_stock();
	book_open(LEDGER_RECORD);
	book_account((struct book_account){ .account = "A3" });
	book_order(
	    (struct book_order){ .subscription = "S3", .account = "A3" });
	book_close();
	proposal = desk_proposal("2026-01-01");
	desk_request.reject = book_path("rejects.csv");
}

/* ${text} with the first ${from} become ${to}. */
static const char *
with(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	ck_assert_msg(at != NULL, "no %s in %s", from, text);
	return arena_format(&book_arena, "%.*s%s%s", (int)(at - text), text, to,
	    at + strlen(from));
}

/* ${text} without its line ${line}, from 0, the header. */
static const char *
without(const char *text, int line)
{
	const char *from = text, *to;

	while (line-- > 0)
		from = strchr(from, '\n') + 1;
	to = strchr(from, '\n') + 1;
	return arena_format(
	    &book_arena, "%.*s%s", (int)(from - text), text, to);
}

START_TEST(a_proposal_is_posted)
{
	book_must(desk_post(proposal));
	ck_assert_str_eq(desk_counts(), "2 2 0 0 0");
	ck_assert_int_eq(desk_summary.amounts[0].minor, 9000);
	ck_assert_str_eq(
	    book_sql("SELECT invoice, account, net, tax, lines FROM document"),
	    "INV-2026-000001|A1|6000|300|2;INV-2026-000002|A3|3000|0|1");
	ck_assert_str_eq(
	    book_sql("SELECT subject, accepted, documents, amounts FROM audit"),
	    "documents|2|2|USD 90.00");
	ck_assert_str_eq(book_content("rejects.csv") +
			     strlen(book_content("rejects.csv")) - 12,
	    "line,reason\n");
}
END_TEST

START_TEST(posted_again_it_says_the_same)
{
	const char *first;

	book_must(desk_post(proposal));
	first = desk_answer();
	book_must(desk_post(proposal));
	ck_assert_str_eq(desk_answer(), first);
	ck_assert_str_eq(desk_counts(), "2 0 0 2 0");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM audit"), "1");
}
END_TEST

/* The records may come in any order, and whole documents be left out. */
START_TEST(whole_documents_may_be_left_out)
{
	const char *header = arena_format(&book_arena, "%.*s",
	    (int)(strchr(proposal, '\n') + 1 - proposal), proposal);

	book_must(desk_post(header));
	ck_assert_str_eq(desk_counts(), "0 0 0 0 0");
	/* Without the three records of A1. */
	book_must(desk_post(without(without(without(proposal, 1), 1), 1)));
	ck_assert_str_eq(desk_counts(), "1 1 0 0 0");
	ck_assert_str_eq(book_sql("SELECT invoice, account FROM document"),
	    "INV-2026-000001|A3");
	book_must(desk_post(proposal));
	ck_assert_str_eq(desk_counts(), "2 1 0 1 0");
}
END_TEST

/* What is done to A1's document; A3's is posted. */
static const struct {
	const char *name;
	const char *from; /* NULL: a record is left out */
	const char *to;
	int line;
	const char *reason;
} deeds[] = {
	{ "an amount", ",30.00,telecom,", ",29.00,telecom,", 0,
	    "altered: it is not what its seal says" },
	{ "a text", ",Access,", ",Excess,", 0,
	    "altered: it is not what its seal says" },
	{ "an amount that is none", ",30.00,telecom,", ",x,telecom,", 0,
	    "altered: column amount: " },
	{ "a line left out", NULL, NULL, 3,
	    "altered: it is not what its seal says" },
	{ "a tax left out", NULL, NULL, 2,
	    "altered: it is not what its seal says" },
	{ "the first line left out", NULL, NULL, 1,
	    "altered: column tax_seq: " },
};

START_TEST(an_altered_document_is_rejected_the_rest_posted)
{
	const char *text = deeds[_i].from == NULL
			       ? without(proposal, deeds[_i].line)
			       : with(proposal, deeds[_i].from, deeds[_i].to);

	ck_assert_msg(desk_post(text) == STATUS_ASIDE, "%s: %s", deeds[_i].name,
	    book_error.text);
	ck_assert_str_eq(desk_counts(), "2 1 0 0 1");
	ck_assert_str_eq(book_sql("SELECT invoice, account FROM document"),
	    "INV-2026-000001|A3");
	ck_assert_msg(
	    strstr(book_content("rejects.csv"), deeds[_i].reason) != NULL,
	    "%s: %s", deeds[_i].name, book_content("rejects.csv"));
}
END_TEST

START_TEST(a_bad_record_spoils_its_document)
{
	/* Whose it was is not known any more. */
	const char *text = with(proposal, "\nA3,", "\n,");

	ck_assert_int_eq(desk_post(text), STATUS_ASIDE);
	ck_assert_str_eq(desk_counts(), "2 1 0 0 1");
	ck_assert_ptr_nonnull(
	    strstr(book_content("rejects.csv"), "column account: "));
}
END_TEST

/* What happens between the proposal and the posting. */
static const struct {
	const char *name;
	const char *sql;
	enum status status;
	const char *counts;
} events[] = {
	{ "nothing", "", STATUS_OK, "2 2 0 0 0" },
	{ "something of A1",
	    "UPDATE account SET revision = 9 WHERE account = 'A1'",
	    STATUS_ASIDE, "2 1 0 0 1" },
	{ "something of A2, which A1 pays for",
	    "UPDATE account SET revision = 9 WHERE account = 'A2'",
	    STATUS_ASIDE, "2 1 0 0 1" },
	{ "a tax rate",
	    "INSERT INTO tax_rate SELECT 2, 'XX', '', name, rate, \"from\", "
	    "\"to\", sequence, taxable, kind, extra, content, attempt, "
	    "approval, audit FROM tax_rate",
	    STATUS_STALE, "2 0 0 0 2" },
	{ "something of everybody", "UPDATE account SET revision = 9",
	    STATUS_STALE, "2 0 0 0 2" },
};

START_TEST(a_stale_document_is_rejected)
{
	book_sql(events[_i].sql);
	ck_assert_msg(desk_post(proposal) == events[_i].status, "%s: %s",
	    events[_i].name, book_error.text);
	ck_assert_str_eq(desk_counts(), events[_i].counts);
}
END_TEST

START_TEST(a_document_of_another_proposal_was_posted)
{
	const char *other;

	other = desk_proposal("2026-02-01");
	book_must(desk_post(proposal));
	/* Its January is posted by now. */
	ck_assert_int_eq(desk_post(other), STATUS_STALE);
	ck_assert_str_eq(book_sql("SELECT count(*) FROM document"), "2");
	book_must(desk_post(desk_proposal("2026-02-01")));
	ck_assert_str_eq(book_sql("SELECT count(*) FROM document"), "4");
}
END_TEST

START_TEST(a_dry_run_posts_nothing)
{
	desk_request.dry_run = true;
	book_must(desk_post(proposal));
	ck_assert_str_eq(desk_counts(), "2 2 0 0 0");
	ck_assert_str_eq(book_sql("SELECT (SELECT count(*) FROM document), "
				  "(SELECT count(*) FROM audit)"),
	    "0|0");
}
END_TEST

START_TEST(a_broken_stream_posts_nothing)
{
	const char *text = arena_format(
	    &book_arena, "%.*s", (int)strlen(proposal) - 1, proposal);

	ck_assert_int_eq(desk_post(text), STATUS_INVALID);
	ck_assert_int_eq(desk_post("account,document\n"), STATUS_INVALID);
	ck_assert_str_eq(book_sql("SELECT count(*) FROM document"), "0");
}
END_TEST

Suite *
invoicing_suite(void)
{
	Suite *suite = suite_create("invoicing");
	TCase *tests = tcase_create("invoicing");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, a_proposal_is_posted);
	tcase_add_test(tests, posted_again_it_says_the_same);
	tcase_add_test(tests, whole_documents_may_be_left_out);
	tcase_add_loop_test(tests,
	    an_altered_document_is_rejected_the_rest_posted, 0,
	    sizeof(deeds) / sizeof(deeds[0]));
	tcase_add_test(tests, a_bad_record_spoils_its_document);
	tcase_add_loop_test(tests, a_stale_document_is_rejected, 0,
	    sizeof(events) / sizeof(events[0]));
	tcase_add_test(tests, a_document_of_another_proposal_was_posted);
	tcase_add_test(tests, a_dry_run_posts_nothing);
	tcase_add_test(tests, a_broken_stream_posts_nothing);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * What came in meets what is known, and nothing that is recorded meanwhile.
 */
#include "ledger/staging.h"

#include <check.h>
#include <string.h>

#include "book.h"
#include "ledger/facts.h"

#define ROWS_MAX 4

/* A record as a test writes it down; what is left out is "". */
struct row {
	int64_t position;
	const char *key;
	const char *part;
	const char *date;
	const char *account;
	const char *reference;
	const char *other;
	unsigned char content;
};

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

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
	book_order((struct book_order){
	    .subscription = "S1", .action = "cancel", .start = "2026-05-01" });
	book_rate((struct book_rate){ .name = "sales" });
	book_adjust((struct book_adjustment){ .adjustment = "J1" });
	book_close();
	book_must(ledger_open(book_path("book.bill"), LEDGER_RECORD, 0,
	    &book_ledger, &book_error));
	book_must(staging_open(book_ledger, &book_error));
}

static void
add(const struct row *row)
{
	struct staged staged = {
		.position = row->position,
		.key = or_empty(row->key),
		.part = or_empty(row->part),
		.date = or_empty(row->date),
		.account = or_empty(row->account),
		.reference = or_empty(row->reference),
		.other = or_empty(row->other),
		.content = { row->content },
		.packed = "p\0q",
		.packed_length = 3,
	};

	book_must(staging_add(book_ledger, &staged, &book_error));
}

/* "POSITION first FIRST stored? answer,answer,answer,answer; ..." */
static const char *
tell(enum statement resolve)
{
	struct resolved resolved;
	struct query query;
	const char *told = "";
	bool found;

	book_must(staging_end(book_ledger, &book_error));
	book_must(ledger_begin(book_ledger, &book_error));
	book_must(staging_resolve(book_ledger, resolve, &query, &book_error));
	for (;;) {
		book_must(staging_next(&query, &resolved, &found, &book_error));
		if (!found)
			break;
		ck_assert_uint_eq(resolved.packed_length, 3);
		ck_assert_mem_eq(resolved.packed, "p\0q", 3);
		told = arena_format(&book_arena, "%s%s%lld", told,
		    told[0] == '\0' ? "" : "; ", (long long)resolved.position);
		if (resolved.first_position != resolved.position)
			told = arena_format(&book_arena, "%s %s %lld", told,
			    memcmp(resolved.content, resolved.first_content,
				HASH_SIZE) == 0
				? "as"
				: "unlike",
			    (long long)resolved.first_position);
		told = arena_format(&book_arena, "%s%s", told,
		    resolved.stored == NULL ? "" : " stored");
		for (int i = 0; i < 4; i++)
			told = arena_format(&book_arena, "%s%s%s", told,
			    i == 0 ? " " : ",",
			    resolved.answers[i] == NULL ? "-"
							: resolved.answers[i]);
	}
	query_end(&query);
	return told;
}

static const struct {
	const char *name;
	enum statement resolve;
	struct row rows[ROWS_MAX];
	const char *told;
} cases[] = {
	{ "nothing came in", STATEMENT_RESOLVE_ORDERS, { { 0 } }, "" },
	{ "customers: known, then new", STATEMENT_RESOLVE_CUSTOMERS,
	    { { .position = 2, .key = "C2" },
		{ .position = 3, .key = "C1", .date = "2026-01-01" } },
	    "3 stored 1 ,-,-,-; 2 -,-,-,-" },
	{ "customers: the same key on two dates is no twin",
	    STATEMENT_RESOLVE_CUSTOMERS,
	    { { .position = 2, .key = "C2", .date = "2026-02-01" },
		{ .position = 3, .key = "C2", .date = "2026-01-01" },
		{ .position = 4, .key = "C2", .date = "2026-01-01" },
		{ .position = 5,
		    .key = "C2",
		    .date = "2026-01-01",
		    .content = 9 } },
	    "3 -,-,-,-; 4 as 3 -,-,-,-; 5 unlike 3 -,-,-,-; 2 -,-,-,-" },
	{ "accounts: customer, parent and payer that are not known",
	    STATEMENT_RESOLVE_ACCOUNTS,
	    { { .position = 2, .key = "A3", .part = "C9" },
		{ .position = 3, .key = "A4", .part = "C1", .reference = "A9" },
		{ .position = 4, .key = "A5", .part = "C1", .other = "A9" },
		{ .position = 5,
		    .key = "A6",
		    .part = "C1",
		    .reference = "A1",
		    .other = "A2" } },
	    "2 -,-,-,customer C9; 3 -,-,-,parent A9; 4 -,-,-,payer A9; "
	    "5 -,-,-,-" },
	{ "accounts: the payer comes in the same file",
	    STATEMENT_RESOLVE_ACCOUNTS,
	    { { .position = 2, .key = "A3", .part = "C1", .other = "A4" },
		{ .position = 3, .key = "A4", .part = "C1" } },
	    "2 -,-,-,-; 3 -,-,-,-" },
	{ "orders: by subscription, then as they came",
	    STATEMENT_RESOLVE_ORDERS,
	    { { .position = 2,
		  .key = "X",
		  .part = "1",
		  .account = "A1",
		  .reference = "S2" },
		{ .position = 3,
		    .key = "X",
		    .part = "2",
		    .account = "A1",
		    .reference = "S1" },
		{ .position = 4,
		    .key = "X",
		    .part = "1",
		    .account = "A9",
		    .reference = "S1" } },
	    "3 -,-,-,-; 4 as 2 -,-,-,-; 2 -,-,-,-" },
	{ "adjustments: stored, its subscription, a new one",
	    STATEMENT_RESOLVE_ADJUSTMENTS,
	    { { .position = 2,
		  .key = "J2",
		  .account = "A1",
		  .reference = "S1" },
		{ .position = 3, .key = "J1", .account = "A9" } },
	    "3 stored -,-,-,-; 2 USD,A1,basic,2026" },
	{ "tax rates: the whole key counts", STATEMENT_RESOLVE_TAX_RATES,
	    { { .position = 2,
		  .key = "NY",
		  .reference = "sales",
		  .date = "2020-01-01" },
		{ .position = 3,
		    .key = "NY",
		    .reference = "sales",
		    .date = "2021-01-01" },
		{ .position = 4,
		    .key = "NY",
		    .part = "telecom",
		    .reference = "sales",
		    .date = "2020-01-01" } },
	    "2 stored -,-,-,-; 3 -,-,-,-; 4 -,-,-,-" },
};

START_TEST(the_ledger_answers_all_at_once)
{
	const char *told;

	for (size_t i = 0; i < ROWS_MAX; i++) {
		if (cases[_i].rows[i].position > 0)
			add(&cases[_i].rows[i]);
	}
	told = tell(cases[_i].resolve);
	ck_assert_msg(strcmp(told, cases[_i].told) == 0, "%s:\n%s, not\n%s",
	    cases[_i].name, told, cases[_i].told);
}
END_TEST

START_TEST(the_parties_of_a_document)
{
	add(&(struct row){ .position = 1, .key = "d1", .account = "A2" });
	add(&(struct row){ .position = 2, .key = "d2", .account = "A2" });
	add(&(struct row){ .position = 3, .key = "d1", .account = "A2" });
	/* A1 has orders: revision 2, counted once. */
	book_must(staging_party(book_ledger, 1, "A1", &book_error));
	book_must(staging_party(book_ledger, 1, "A2", &book_error));
	book_must(staging_party(book_ledger, 1, "A1", &book_error));
	ck_assert_str_eq(tell(STATEMENT_RESOLVE_DOCUMENTS),
	    "1 -,C1,2,-; 2 -,C1,-,-; 3 as 1 -,C1,-,-");
}
END_TEST

START_TEST(a_posted_document_is_found_by_its_id)
{
	struct line lines[] = { book_month(1), book_month(2) };
	struct document document = book_document("d1", lines, 2);
	struct documents_next next;
	char number[NUMBER_MAX];

	add(&(struct row){
	    .position = 1, .key = "d1", .account = "A9", .content = 1 });
	book_must(staging_end(book_ledger, &book_error));
	book_must(ledger_begin(book_ledger, &book_error));
	book_must(documents_next(book_ledger, &next, &book_error));
	book_must(book_post(&next, &document, number));
	book_must(ledger_commit(book_ledger, &book_error));
	ledger_close(book_ledger);
	book_must(ledger_open(book_path("book.bill"), LEDGER_RECORD, 0,
	    &book_ledger, &book_error));
	book_must(staging_open(book_ledger, &book_error));
	add(&(struct row){ .position = 1, .key = "d1", .account = "A9" });
	add(&(struct row){ .position = 2, .key = "d2", .account = "A9" });
	ck_assert_str_eq(tell(STATEMENT_RESOLVE_DOCUMENTS),
	    "1 stored INV-2026-000001,C1,-,6000 0 2 USD "
	    "2026-01-01 2026-01-31 invoice A1; 2 -,-,-,-");
}
END_TEST

START_TEST(what_is_recorded_meanwhile_changes_no_answer)
{
	struct resolved resolved;
	struct query query;
	bool found;

	add(&(struct row){ .position = 1, .key = "X", .reference = "S8" });
	add(&(struct row){ .position = 2, .key = "Y", .reference = "S9" });
	book_must(staging_end(book_ledger, &book_error));
	book_must(ledger_begin(book_ledger, &book_error));
	book_must(staging_resolve(
	    book_ledger, STATEMENT_RESOLVE_ORDERS, &query, &book_error));
	book_must(staging_next(&query, &resolved, &found, &book_error));
	book_must(fact_subscription(book_ledger, "S9", "A1", &book_error));
	book_must(staging_next(&query, &resolved, &found, &book_error));
	ck_assert_int_eq(resolved.position, 2);
	ck_assert_ptr_null(resolved.answers[1]);
	query_end(&query);
}
END_TEST

START_TEST(staging_locks_nobody_out)
{
	struct ledger *other;

	add(&(struct row){ .position = 1, .key = "X" });
	book_must(ledger_open(
	    book_path("book.bill"), LEDGER_RECORD, 0, &other, &book_error));
	book_must(ledger_begin(other, &book_error));
	ledger_close(other);
}
END_TEST

Suite *
staging_suite(void)
{
	Suite *suite = suite_create("staging");
	TCase *tests = tcase_create("staging");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_loop_test(tests, the_ledger_answers_all_at_once, 0,
	    sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(tests, the_parties_of_a_document);
	tcase_add_test(tests, a_posted_document_is_found_by_its_id);
	tcase_add_test(tests, what_is_recorded_meanwhile_changes_no_answer);
	tcase_add_test(tests, staging_locks_nobody_out);
	suite_add_tcase(suite, tests);
	return suite;
}

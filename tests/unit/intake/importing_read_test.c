/*
 * What is good is staged as it is to be stored; what is bad waits for nobody.
 */
#include "intake/importing_read.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "ledger/staging.h"
#include "tests/unit/work/desk.h"

static struct engine engine;
static struct import_options options;

static void
teardown(void)
{
	rejects_close(engine.rejects);
	reader_close(engine.reader);
	arena_close(&engine.scratch);
	arena_close(&engine.arena);
	desk_teardown();
}

/* Read ${text}; what is staged is looked at with book_sql(). */
static void
read_text(const struct import_kind *kind, const char *text)
{
	options.path = book_file("in", text);
	engine = (struct engine){
		.importing = { .request = &desk_request,
		    .kind = kind,
		    .group = "",
		    .error = &book_error },
		.options = &options,
		.summary = &desk_summary,
	};
	engine.importing.scratch = &engine.scratch;
	engine.importing.arena = &engine.arena;
	book_must(ledger_open(
	    desk_request.ledger, LEDGER_RECORD, 0, &book_ledger, &book_error));
	engine.importing.ledger = book_ledger;
	book_must(staging_open(book_ledger, &book_error));
	book_must(reader_open(
	    options.path, kind->schema, &engine.reader, &book_error));
	book_must(rejects_open(engine.reader, &engine.rejects, &book_error));
	book_must(importing_read(&engine));
}

static const char *
rejects(void)
{
	book_must(rejects_write(
	    engine.rejects, book_path("rejects.csv"), &book_error));
	return book_content("rejects.csv");
}

START_TEST(good_records_are_staged_by_line_and_key)
{
	read_text(&importing_customers,
	    "name,customer,effective_on\n"
	    "Ann,C2,2026-01-01\n\"Bob\nJr\",C3,\nCy,C4,\n");
	ck_assert_str_eq(
	    book_sql("SELECT position, key, date FROM temp.staged"),
	    "2|C2|2026-01-01;5|C4|");
	ck_assert_str_eq(desk_counts(), "3 0 0 0 1");
}
END_TEST

START_TEST(the_input_has_a_hash)
{
	char hex[HASH_HEX_MAX];

	read_text(&importing_customers, "customer,name\n");
	ck_assert_str_eq(hash_hex(engine.input, HASH_SIZE, hex),
	    "14304505b7d87a6a1db7f776c6a33fef"
	    "d88a2812b9dc5176c0d7bf6c7420bb2c");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM temp.staged"), "0");
}
END_TEST

/* Pairs of records: whether they say the same, but for their keys. */
static const struct {
	const char *name;
	const char *text;
	bool same;
} pairs[] = {
	{ "the same", "customer,name\nC2,Ann\nC2,Ann\n", true },
	{ "the date from which it acts",
	    "customer,name,effective_on\nC2,Ann,2026-01-01\nC2,Ann,\n", true },
	{ "another name", "customer,name\nC2,Ann\nC2,Anna\n", false },
	{ "a value in the column beside it",
	    "customer,name,email,phone\nC2,Ann,x,\nC2,Ann,,x\n", false },
	{ "an extra", "customer,name,x_a\nC2,Ann,1\nC2,Ann,2\n", false },
	{ "an extra in another column",
	    "customer,name,x_a,x_b\nC2,Ann,1,\nC2,Ann,,1\n", false },
};

START_TEST(records_are_compared_by_content)
{
	read_text(&importing_customers, pairs[_i].text);
	ck_assert_msg(
	    strcmp(book_sql("SELECT count(DISTINCT content) = 1, count(*) "
			    "FROM temp.staged"),
		pairs[_i].same ? "1|2" : "0|2") == 0,
	    "%s", pairs[_i].name);
}
END_TEST

START_TEST(extras_are_compared_whatever_their_order)
{
	const char *first;

	read_text(&importing_customers, "customer,name,x_b,x_a\nC2,Ann,2,1\n");
	first = book_sql("SELECT hex(content) FROM temp.staged");
	ledger_close(book_ledger);
	book_ledger = NULL;
	rejects_close(engine.rejects);
	reader_close(engine.reader);
	arena_close(&engine.scratch);
	read_text(&importing_customers, "x_a,customer,x_b,name\n1,C2,2,Ann\n");
	ck_assert_str_eq(
	    book_sql("SELECT hex(content) FROM temp.staged"), first);
}
END_TEST

static const struct {
	const char *name;
	const char *text;
	const char *rejects; /* how the reject file begins */
} bad[] = {
	{ "a ragged row", "customer,name\nC2\n",
	    "customer,name,line,reason\nC2,,2," },
	{ "a key that is missing", "customer,name\n,Ann\n",
	    "customer,name,line,reason\n,Ann,2,\"column customer: " },
	{ "a card number goes nowhere",
	    "customer,name\nC2,Ann 4111 1111 1111 1111\n",
	    "customer,name,line,reason\n,,2,\"column name: looks like a card "
	    "number (411111" },
	{ "nor in an extra", "customer,name,x_a\nC2,Ann,4111111111111111\n",
	    "customer,name,x_a,line,reason\n,,,2,\"column x_a: looks like" },
};

START_TEST(a_bad_record_is_set_aside)
{
	const char *text;

	read_text(&importing_customers, bad[_i].text);
	ck_assert_str_eq(desk_counts(), "1 0 0 0 1");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM temp.staged"), "0");
	text = rejects();
	ck_assert_msg(strstr(text, "4111 1111 1111") == NULL &&
			  strstr(text, "4111111111111111") == NULL,
	    "%s: %s", bad[_i].name, text);
	ck_assert_msg(
	    strncmp(text, bad[_i].rejects, strlen(bad[_i].rejects)) == 0,
	    "%s: %s", bad[_i].name, text);
}
END_TEST

START_TEST(a_column_may_be_allowed_to_look_like_cards)
{
	static const char *const names[] = { "x_a" };

	options.pan_like = names;
	options.pan_like_count = 1;
	read_text(&importing_customers,
	    "customer,name,x_a\nC2,Ann,4111111111111111\n");
	ck_assert_str_eq(desk_counts(), "1 0 0 0 0");
}
END_TEST

START_TEST(identifiers_have_128_bytes_at_most)
{
	char text[512], id[130];

	memset(id, 'a', 129);
	id[129] = '\0';
	(void)snprintf(
	    text, sizeof(text), "customer,name\n%s,Ann\n%s,Ann\n", id, id + 1);
	read_text(&importing_customers, text);
	ck_assert_str_eq(desk_counts(), "2 0 0 0 1");
	ck_assert_ptr_nonnull(
	    strstr(rejects(), "column customer: over 128 bytes"));
}
END_TEST

Suite *
importing_read_suite(void)
{
	Suite *suite = suite_create("importing_read");
	TCase *tests = tcase_create("importing_read");

	tcase_add_checked_fixture(tests, desk_setup, teardown);
	tcase_add_test(tests, good_records_are_staged_by_line_and_key);
	tcase_add_test(tests, the_input_has_a_hash);
	tcase_add_loop_test(tests, records_are_compared_by_content, 0,
	    sizeof(pairs) / sizeof(pairs[0]));
	tcase_add_test(tests, extras_are_compared_whatever_their_order);
	tcase_add_loop_test(
	    tests, a_bad_record_is_set_aside, 0, sizeof(bad) / sizeof(bad[0]));
	tcase_add_test(tests, a_column_may_be_allowed_to_look_like_cards);
	tcase_add_test(tests, identifiers_have_128_bytes_at_most);
	suite_add_tcase(suite, tests);
	return suite;
}

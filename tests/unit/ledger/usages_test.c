/*
 * The index of event ids knows what went into it, however it was merged; rows
 * and retractions come back as they were put in.
 */
#include "ledger/usages.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "book.h"

#define MANY 30000

static struct usage_entry entries[MANY];
static unsigned char seen[MANY];
static uint64_t least; /* the content that was found least */

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	memset(seen, 0, sizeof seen);
	least = UINT64_MAX;
}

static void
teardown(void)
{
	book_close();
	book_teardown();
}

/* Entries ${first}, ${first} + ${step} ... of a sequence of even ids. */
static size_t
make(size_t first, size_t step, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t number = first + i * step;

		entries[i] = (struct usage_entry){
			.id = number * (UINT64_MAX / MANY),
			.content = number,
			.position = i,
		};
	}
	return count;
}

static enum status
know(void *context, const struct usage_entry *entry, uint64_t content,
    struct error *error)
{
	int *count = context;

	(void)error;
	(*count)++;
	seen[entry->position]++;
	if (content < least)
		least = content;
	return STATUS_OK;
}

static int
known(size_t count)
{
	int found = 0;

	memset(seen, 0, sizeof seen);
	book_must(usages_known(
	    book_ledger, entries, count, know, &found, &book_error));
	return found;
}

static void
add(size_t first, size_t step, size_t count)
{
	book_must(usages_index(
	    book_ledger, entries, make(first, step, count), &book_error));
}

START_TEST(an_empty_index_knows_nothing)
{
	ck_assert_int_eq(known(make(0, 1, 100)), 0);
	ck_assert_int_eq(known(0), 0);
	book_must(usages_index(book_ledger, entries, 0, &book_error));
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage_run"), "0");
}
END_TEST

/* Sizes of imports, and what runs of blocks are left. */
static const struct {
	const char *name;
	size_t sizes[16]; /* ended by 0 */
	const char *runs; /* run and entries */
} merges[] = {
	{ "one run", { 10000 }, "1|10000" },
	{ "a block to the brim", { 4096 }, "1|4096" },
	{ "a block and one", { 4097 }, "1|4097" },
	{ "two that are equal", { 500, 500 }, "1|500;2|500" },
	{ "seven of a size", { 63, 8, 9, 10, 11, 12, 13 },
	    "1|63;2|8;3|9;4|10;5|11;6|12;7|13" },
	{ "the eighth takes them in", { 8, 63, 9, 10, 11, 12, 13, 14 },
	    "8|140" },
	{ "one below takes in none", { 8, 9, 10, 11, 12, 13, 14, 7 },
	    "1|8;2|9;3|10;4|11;5|12;6|13;7|14;8|7" },
	{ "one above takes them in", { 1, 2, 3, 4, 5, 6, 7, 9000 }, "8|9028" },
	{ "a large one stays", { 64, 8, 8, 8, 8, 8, 8, 8, 8 }, "1|64;9|64" },
	{ "a large one stands between", { 1, 1, 1, 1, 64, 1, 1, 1, 1 },
	    "1|1;2|1;3|1;4|1;5|64;6|1;7|1;8|1;9|1" },
	{ "then those of the next size",
	    { 8, 8, 8, 8, 8, 8, 8, 1, 1, 1, 1, 1, 1, 1, 1 }, "15|64" },
};

START_TEST(runs_are_merged)
{
	uint64_t count, sum;
	size_t first = 0;

	for (const size_t *size = merges[_i].sizes; *size > 0; size++) {
		add(first, 1, *size);
		first += *size;
	}
	ck_assert_msg(
	    strcmp(book_sql("SELECT run, sum(length(entries)) / 16 "
			    "FROM usage_run GROUP BY run ORDER BY run"),
		merges[_i].runs) == 0,
	    "%s", merges[_i].name);
	/* Each is there once, with its content; its neighbours are not. */
	ck_assert_int_eq(known(make(0, 1, first)), (int)first);
	for (size_t i = 0; i < first; i++)
		ck_assert_int_eq(seen[i], 1);
	for (size_t i = 0; i < first; i++)
		entries[i].id++;
	ck_assert_int_eq(known(first), 0);
	book_must(usages_sum(book_ledger, &count, &sum, &book_error));
	ck_assert_uint_eq(count, first);
}
END_TEST

/* Runs that lie between each other, asked for a few entries. */
START_TEST(a_few_are_found_among_many)
{
	add(0, 3, 5000);
	add(1, 3, 4000);
	add(2, 3, 100);
	make(0, 1, MANY);
	for (size_t i = 0; i < 300; i++) {
		entries[0] = (struct usage_entry){
			.id = i * (UINT64_MAX / MANY),
		};
		ck_assert_int_eq(known(1), 1);
	}
	make(15000, 1, 10);
	ck_assert_int_eq(known(10), 0);
}
END_TEST

/* One id with two contents, and two questions about it. */
START_TEST(hashes_that_collide)
{
	int found = 0;

	for (size_t i = 0; i < 5000; i++)
		entries[i] = (struct usage_entry){ .id = 7, .content = i + 5 };
	book_must(usages_index(book_ledger, entries, 5000, &book_error));
	for (size_t i = 0; i < 2; i++)
		entries[i] = (struct usage_entry){ .id = 7, .position = i };
	entries[2] = (struct usage_entry){ .id = 8, .position = 2 };
	book_must(
	    usages_known(book_ledger, entries, 3, know, &found, &book_error));
	ck_assert_int_eq(found, 10000);
	ck_assert_uint_eq(least, 5);
	ck_assert_int_eq(seen[2], 0);
}
END_TEST

START_TEST(a_block_is_damaged)
{
	int found = 0;

	add(0, 1, 5000);
	(void)book_sql("UPDATE usage_run SET entries = x'00' WHERE block = 1");
	make(0, 1, 5000);
	ck_assert_int_eq(
	    usages_known(book_ledger, entries, 5000, know, &found, &book_error),
	    STATUS_LEDGER);
}
END_TEST

/* The rows of two batches, and another one. */
static const struct usage_row mixed[] = {
	{ 0, "S1", 1, "E1", 1, 1, "gb", "1.5", "", "", "", "", "" },
	{ 0, "S1", 2, "E2", 2, 1, "gb", "2", "", "", "{}", "", "" },
	{ 0, "", 3, "E3", 3, 1, "gb", "1", "", "", "", "service x", "lost" },
};

/* What may differ between rows that have different digests. */
static const struct {
	const char *name;
	struct usage_row row;
} others[] = {
	{ "owner",
	    { 0, "S2", 1, "E1", 1, 1, "gb", "1.5", "", "", "", "", "" } },
	{ "instant",
	    { 0, "S1", 2, "E1", 1, 1, "gb", "1.5", "", "", "", "", "" } },
	{ "event",
	    { 0, "S1", 1, "E9", 1, 1, "gb", "1.5", "", "", "", "", "" } },
	{ "number",
	    { 0, "S1", 1, "E1", 9, 1, "gb", "1.5", "", "", "", "", "" } },
	{ "sign",
	    { 0, "S1", 1, "E1", 1, -1, "gb", "1.5", "", "", "", "", "" } },
	{ "metric",
	    { 0, "S1", 1, "E1", 1, 1, "mb", "1.5", "", "", "", "", "" } },
	{ "quantity",
	    { 0, "S1", 1, "E1", 1, 1, "gb", "15", "", "", "", "", "" } },
	{ "amount",
	    { 0, "S1", 1, "E1", 1, 1, "gb", "1.5", "1", "", "", "", "" } },
	{ "currency",
	    { 0, "S1", 1, "E1", 1, 1, "gb", "1.5", "", "1", "", "", "" } },
	{ "dimensions",
	    { 0, "S1", 1, "E1", 1, 1, "gb", "1.5", "", "", "1", "", "" } },
	{ "name",
	    { 0, "S1", 1, "E1", 1, 1, "gb", "1.5", "", "", "", "1", "" } },
	{ "reason",
	    { 0, "S1", 1, "E1", 1, 1, "gb", "1.5", "", "", "", "", "1" } },
	{ "letter that moved",
	    { 0, "S", 1, "1E1", 1, 1, "gb", "1.5", "", "", "", "", "" } },
};

START_TEST(a_digest_is_of_rows_in_any_order)
{
	struct usage_digest a = { 0 }, b = { 0 };

	for (int i = 0; i < 3; i++) {
		usages_mix(&a, &mixed[i]);
		usages_mix(&b, &mixed[2 - i]);
	}
	ck_assert(a.sum == b.sum);
	usages_mix(&b, &mixed[0]);
	ck_assert(a.sum != b.sum);
}
END_TEST

START_TEST(a_digest_tells_rows_apart)
{
	struct usage_digest a = { 0 }, b = { 0 };

	usages_mix(&a, &mixed[0]);
	usages_mix(&b, &others[_i].row);
	ck_assert_msg(a.sum != b.sum, "%s", others[_i].name);
}
END_TEST

START_TEST(a_text_may_be_long)
{
	struct usage_row row = mixed[0];
	struct usage_digest a = { 0 }, b = { 0 };
	char text[1001];

	memset(text, 'x', 1000);
	text[1000] = '\0';
	row.dimensions = text;
	usages_mix(&a, &row);
	text[999] = 'y';
	usages_mix(&b, &row);
	ck_assert(a.sum != b.sum);
}
END_TEST

/* Batches that are older than digests get them once. */
START_TEST(older_batches_are_digested)
{
	struct usage_digest digest = { 0 };
	struct usage_batches batches;

	book_sql("INSERT INTO usage VALUES "
		 "(0, 'S1', 1, 'E1', 1, 1, 'gb', '1.5', '', '', '', '', ''), "
		 "(0, 'S1', 2, 'E2', 2, 1, 'gb', '2', '', '', '{}', '', ''), "
		 "(0, '', 3, 'E3', 3, 1, 'gb', '1', '', '', '', 'service x', "
		 "'lost'); INSERT INTO usage_batch VALUES (1, 1, 2, 0, NULL), "
		 "(2, 3, 3, 0, NULL)");
	book_must(usages_digest_older(book_ledger, &book_error));
	book_must(
	    usages_batches(book_ledger, &book_arena, &batches, &book_error));
	ck_assert_uint_eq(batches.count, 2);
	ck_assert(batches.items[0].digested && batches.items[1].digested);
	usages_mix(&digest, &mixed[0]);
	usages_mix(&digest, &mixed[1]);
	ck_assert(batches.items[0].digest.sum == digest.sum);
	digest.sum = 0;
	usages_mix(&digest, &mixed[2]);
	ck_assert(batches.items[1].digest.sum == digest.sum);
	ck_assert_ptr_eq(usages_batch_of(&batches, 2), &batches.items[0]);
	ck_assert_ptr_eq(usages_batch_of(&batches, 3), &batches.items[1]);
	ck_assert_ptr_null(usages_batch_of(&batches, 0));
	ck_assert_ptr_null(usages_batch_of(&batches, 4));
	ck_assert(book_refuses("UPDATE usage_batch SET digest = NULL"));
	ck_assert(book_refuses("UPDATE usage_batch SET last_number = 9"));
}
END_TEST

START_TEST(the_state_of_a_new_ledger)
{
	struct usage_state state;
	struct usage_batch batch = {
		.first_number = 1, .last_number = 30, .first_at = -5
	};

	book_must(usages_state(book_ledger, &state, &book_error));
	ck_assert_int_eq(state.last_number, 0);
	ck_assert(!date_given(state.horizon));
	book_must(usages_batch(book_ledger, &batch, &book_error));
	batch = (struct usage_batch){ .first_number = 31,
		.last_number = 40,
		.first_at = 7,
		.digest = { 258 } };
	book_must(usages_batch(book_ledger, &batch, &book_error));
	book_must(usages_state(book_ledger, &state, &book_error));
	ck_assert_int_eq(state.last_number, 40);
	ck_assert_str_eq(
	    book_sql("SELECT batch, first_number, last_number, first_at, "
		     "hex(digest) FROM usage_batch"),
	    "1|1|30|-5|00000000000000000000000000000000;"
	    "2|31|40|7|00000000000000000000000000000102");
}
END_TEST

/* Rows "subscription event counts", and what visits them. */
struct tape {
	const char *const (*rows)[2];
	int64_t next;
	int64_t count;
	const char *told;
};

static enum status
next_row(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	static const char *const rest[] = { "gb", "1.5", "", "", "{}", "named",
		"why" };
	struct tape *tape = context;

	(void)error;
	*found = tape->next < tape->count;
	if (!*found)
		return STATUS_OK;
	for (int i = 0; i < 2; i++) {
		const char *text = tape->rows[tape->next][i];

		values[1 + 2 * i] =
		    (struct bulk_value){ text, strlen(text), 0 };
	}
	values[0] = (struct bulk_value){ .integer = 0 };
	values[2] = (struct bulk_value){ .integer = 10 };
	values[4] = (struct bulk_value){ .integer = ++tape->next };
	values[5] = (struct bulk_value){ .integer = 1 };
	for (int i = 0; i < 7; i++)
		values[6 + i] =
		    (struct bulk_value){ rest[i], strlen(rest[i]), 0 };
	return STATUS_OK;
}

static enum status
visit(void *context, const struct usage_row *row, struct error *error)
{
	struct tape *tape = context;

	(void)error;
	ck_assert_str_eq(row->metric, "gb");
	ck_assert_str_eq(row->quantity, "1.5");
	ck_assert_str_eq(row->dimensions, "{}");
	ck_assert_str_eq(row->named, "named");
	ck_assert_str_eq(row->reason, "why");
	ck_assert_int_eq(row->occurred_at, 10);
	tape->told = arena_format(&book_arena, "%s%s|%s|%d;", tape->told,
	    row->subscription, row->event, (int)(row->number * row->counts));
	return STATUS_OK;
}

START_TEST(rows_are_visited_in_their_order)
{
	static const char *const rows[][2] = { { "S2", "E1" }, { "", "E9" },
		{ "S1", "E3" }, { "S1", "E2" }, { "S1", "E2" } };
	struct tape tape = { .rows = rows, .count = 5, .told = "" };
	struct bulk_source source = { next_row, &tape, &book_error, STATUS_OK };

	book_must(usages_book(book_ledger, &source, &book_error));
	book_must(usages_visit(book_ledger, visit, &tape, &book_error));
	ck_assert_str_eq(tape.told, "|E9|2;S1|E2|4;S1|E2|5;S1|E3|3;S2|E1|1;");
	tape.next = 0;
	book_must(usages_late(book_ledger, &source, &book_error));
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage_late"), "5");
}
END_TEST

static const char *
by_month(void)
{
	const struct embedded *embedded = embedded_sqlite;

	while (strstr(embedded->name, "usage-by-month") == NULL)
		embedded++;
	return embedded->text;
}

/* At the ends of months, of time before 1970, and of time. */
START_TEST(usage_from_before_stands_by_month)
{
	static const char *const instants[] = { "0", "-1", "-2678400000000",
		"-2678400000001", "1793491199999999", "1793491200000000",
		"1709251199000000", "-62135596800000000",
		"253402300799999999" };
	const size_t count = sizeof(instants) / sizeof(instants[0]);

	(void)book_sql("DROP VIEW usage_month; DROP TABLE usage; "
		       "CREATE TABLE usage (subscription, occurred_at, event, "
		       "number, counts, metric, quantity, amount, currency, "
		       "dimensions, named, reason); "
		       "CREATE TRIGGER usage_update BEFORE UPDATE ON usage "
		       "BEGIN SELECT 1; END; "
		       "CREATE TRIGGER usage_delete BEFORE DELETE ON usage "
		       "BEGIN SELECT 1; END");
	for (size_t i = 0; i < count; i++)
		(void)book_sql(arena_format(&book_arena,
		    "INSERT INTO usage VALUES ('S1', %s, 'E', 1, 1, 'gb', '1', "
		    "'', '', '', '', '')",
		    instants[i]));
	(void)book_sql(by_month());
	for (size_t i = 0; i < count; i++)
		ck_assert_str_eq(
		    book_sql(arena_format(&book_arena,
			"SELECT u.month FROM usage u JOIN usage_month m ON "
			"m.month = u.month AND m.first_at <= u.occurred_at AND "
			"m.ended_at > u.occurred_at WHERE u.occurred_at = %s",
			instants[i])),
		    arena_format(&book_arena, "%lld",
			(long long)usages_month(
			    strtoll(instants[i], NULL, 10))));
}
END_TEST

static enum status
recall(void *context, const struct usage_retraction *retraction,
    struct error *error)
{
	const char **told = context;

	(void)error;
	*told = arena_format(&book_arena, "%s%s|%d|%d|%d;", *told,
	    retraction->event, (int)retraction->occurred_at,
	    (int)retraction->number, (int)retraction->content);
	return STATUS_OK;
}

START_TEST(retractions_await_their_events)
{
	const char *all = "", *awaiting = "";

	(void)book_sql(
	    "INSERT INTO usage_retraction VALUES "
	    "('E2', 10, 0, 5, 1), ('E1', 11, 3, 6, 2), ('E3', 12, 0, 7, 3)");
	book_must(
	    usages_retractions(book_ledger, false, recall, &all, &book_error));
	ck_assert_str_eq(all, "E1|11|3|6;E2|10|0|5;E3|12|0|7;");
	book_must(usages_retractions(
	    book_ledger, true, recall, &awaiting, &book_error));
	ck_assert_str_eq(awaiting, "E2|10|0|5;E3|12|0|7;");
}
END_TEST

Suite *
usages_suite(void)
{
	Suite *suite = suite_create("usages");
	TCase *tests = tcase_create("usages");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, an_empty_index_knows_nothing);
	tcase_add_loop_test(
	    tests, runs_are_merged, 0, sizeof merges / sizeof merges[0]);
	tcase_add_test(tests, a_few_are_found_among_many);
	tcase_add_test(tests, hashes_that_collide);
	tcase_add_test(tests, a_block_is_damaged);
	tcase_add_test(tests, a_digest_is_of_rows_in_any_order);
	tcase_add_loop_test(tests, a_digest_tells_rows_apart, 0,
	    sizeof(others) / sizeof(others[0]));
	tcase_add_test(tests, a_text_may_be_long);
	tcase_add_test(tests, older_batches_are_digested);
	tcase_add_test(tests, the_state_of_a_new_ledger);
	tcase_add_test(tests, usage_from_before_stands_by_month);
	tcase_add_test(tests, rows_are_visited_in_their_order);
	tcase_add_test(tests, retractions_await_their_events);
	suite_add_tcase(suite, tests);
	return suite;
}

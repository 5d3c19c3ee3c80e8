/*
 * Windows come back in their order, each with its usage; and what was recorded
 * behind the back of a posting is noted.
 */
#include "ledger/ratings.h"

#include <check.h>
#include <string.h>

#include "book.h"
#include "ledger/sqlite.h"
#include "ledger/usages.h"

/* A stretch of days that is asked for. */
struct stretch {
	int64_t ordinal;
	const char *subscription;
	int64_t from;
	int64_t to;
};

struct asking {
	const struct stretch *stretches;
	size_t count;
	enum status status; /* of what follows the last one */
};

static enum status
next(void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct asking *asking = context;
	const struct stretch *stretch = asking->stretches;

	*found = asking->count > 0;
	if (!*found && asking->status != STATUS_OK)
		return error_set(error, asking->status, "the source is empty");
	if (!*found)
		return STATUS_OK;
	values[0] = (struct bulk_value){ .integer = stretch->ordinal };
	values[1] = (struct bulk_value){ .text = stretch->subscription,
		.length = strlen(stretch->subscription) };
	values[2] = (struct bulk_value){ .integer = stretch->from };
	values[3] = (struct bulk_value){ .integer = stretch->to };
	asking->stretches++;
	asking->count--;
	return STATUS_OK;
}

static void
put_usage(const char *rows)
{
	book_sql(arena_format(&book_arena,
	    "INSERT INTO usage WITH row (subscription, at, event, number, "
	    "counts) AS (VALUES %s) SELECT 0, subscription, at, event, number, "
	    "counts, 'gb', '1.5', '', '', '', '', '' FROM row",
	    rows));
}

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	put_usage("('S1', 10, 'b', 2, 1), ('S1', 10, 'a', 1, 1), "
		  "('S1', 20, 'c', 3, 1), ('S1', 20, 'c', 9, -1), "
		  "('S2', 15, 'd', 4, 1), ('S3', 5, 'e', 5, 1)");
}

/* Who takes, and has enough after so many rows. */
struct taking {
	enum rating_depth depth;
	int enough;
	int taken;
	const struct asking *asking;
	const struct stretch *first;
	const char *told;
};

/* The stretch that was given last. */
static const struct stretch *
given(const struct taking *taking)
{
	return taking->asking->stretches - 1;
}

/* "ORDINAL EVENT COUNTS; ..." of all rows; of sums "ORDINAL COUNTS METRIC
 * QUANTITY; ...". */
static bool
take(void *context, const struct bulk_row *row)
{
	struct taking *taking = context;
	long long counts = bulk_integer(row, RATING_COUNTS);

	ck_assert(given(taking) >= taking->first);
	taking->told = arena_format(&book_arena, "%s%lld ", taking->told,
	    (long long)given(taking)->ordinal);
	if (taking->depth == RATING_SUMS)
		taking->told = arena_format(&book_arena, "%s%lld %s %s; ",
		    taking->told, counts, bulk_text(row, RATING_METRIC),
		    bulk_text(row, RATING_QUANTITY));
	else
		taking->told = arena_format(&book_arena, "%s%.*s %lld; ",
		    taking->told, (int)bulk_length(row, RATING_EVENT),
		    bulk_text(row, RATING_EVENT), counts);
	return ++taking->taken % taking->enough == 0;
}

/* What is taken of all rows; ${status} as expected. */
static const char *
ask_for(enum rating_depth depth, const struct stretch *stretches, size_t count,
    enum status status)
{
	struct asking asking = { stretches, count, status };
	struct taking taking = { depth, 2, 0, &asking, stretches, "" };
	struct error error;
	struct bulk_source source = {
		.next = next, .context = &asking, .error = &error
	};
	struct ratings_terms terms = { &source, { take, &taking }, depth, 0,
		0 };
	struct usage_state state;
	struct ratings ratings = { .astray = true };
	enum status got = STATUS_OK;
	bool found = true;

	book_must(usages_state(book_ledger, &state, &book_error));
	terms.first_month = state.first_month;
	terms.last_month = state.last_month;
	book_must(ratings_open(book_ledger, &terms, &ratings, &book_error));
	while (got == STATUS_OK && found) {
		got = ratings_read(&ratings, &found, &book_error);
		/* It stops as soon as there is enough, and not before. */
		if (got == STATUS_OK && found)
			ck_assert_int_eq(taking.taken % taking.enough, 0);
	}
	ck_assert_int_eq(got, status);
	ratings_close(&ratings);
	return taking.told;
}

static const char *
ask(const struct stretch *stretches, size_t count, enum status status)
{
	return ask_for(RATING_EVENTS, stretches, count, status);
}

START_TEST(a_window_has_the_rows_of_another)
{
	static const struct stretch stretches[] = {
		{ 0, "S1", 0, 20 },
		{ 1, "S1", 20, 21 },
		{ 2, "S9", 0, 100 },
		{ 3, "S2", 16, 100 },
		{ 4, "S2", 0, 0 },
		{ 5, "S2", 15, 16 },
	};

	ck_assert_str_eq(ask(stretches, 6, STATUS_OK),
	    "0 a 1; 0 b 1; 1 c 1; 1 c -1; 2  0; 3  0; 4  0; 5 d 1; ");
	ck_assert_str_eq(ask(stretches, 0, STATUS_OK), "");
	ck_assert_str_eq(ask_for(RATING_SUMS, stretches, 6, STATUS_OK),
	    "0 1 gb 1.5; 0 1 gb 1.5; 1 1 gb 1.5; 1 -1 gb 1.5; 2 0  ; 3 0  ; "
	    "4 0  ; 5 1 gb 1.5; ");
}
END_TEST

START_TEST(windows_are_sorted_by_the_ledger)
{
	static const struct stretch stretches[] = {
		{ 7, "S3", 0, 100 },
		{ 7, "S1", 20, 100 },
		{ 8, "S1", 0, 20 },
	};

	ck_assert_str_eq(ask(stretches, 3, STATUS_OK),
	    "7 e 1; 7 c 1; 7 c -1; 8 a 1; 8 b 1; ");
}
END_TEST

#define DAYS(count) ((count)*INT64_C(86400000000))

/* February has none; the months before and behind all have none, either. */
START_TEST(a_window_of_several_months_lacks_one)
{
	static const struct stretch stretches[] = {
		{ 0, "S1", DAYS(-400), -1 },
		{ 1, "S1", DAYS(-1), DAYS(400) },
		{ 2, "S1", 15, DAYS(59) },
		{ 3, "S1", DAYS(59), DAYS(60) },
		{ 4, "S1", DAYS(40), DAYS(50) },
		{ 5, "S1", DAYS(200), DAYS(400) },
	};

	book_sql("INSERT INTO usage VALUES (59, 'S1', 59 * 86400000000, 'm', "
		 "6, 1, 'gb', '1', '', '', '', '', ''), (90, 'S1', "
		 "91 * 86400000000, 'n', 7, 1, 'gb', '1', '', '', '', '', '')");
	ck_assert_str_eq(ask(stretches, 6, STATUS_OK),
	    "0  0; 1 a 1; 1 b 1; 1 c 1; 1 c -1; 1  0; 1 m 1; 1 n 1; 2 c 1; "
	    "2 c -1; 2  0; 3 m 1; 4  0; 5  0; ");
}
END_TEST

START_TEST(what_the_source_says_is_lost)
{
	static const struct stretch stretches[] = { { 0, "S3", 0, 100 } };

	ck_assert_str_eq(ask(stretches, 1, STATUS_CONFIG), "0 e 1; ");
	ck_assert_str_eq(book_error.text, "the source is empty");
}
END_TEST

/* All that a wide row says. */
static bool
take_wide(void *context, const struct bulk_row *row)
{
	static const enum rating_column texts[] = { RATING_EVENT, RATING_METRIC,
		RATING_QUANTITY, RATING_DIMENSIONS, RATING_AMOUNT,
		RATING_CURRENCY };
	const char **told = context;

	*told = arena_format(&book_arena, "%s%lld %lld", *told,
	    (long long)bulk_integer(row, RATING_OCCURRED_AT),
	    (long long)bulk_integer(row, RATING_NUMBER));
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*told = arena_format(
		    &book_arena, "%s|%s", *told, bulk_text(row, (int)texts[i]));
	*told = arena_format(&book_arena, "%s; ", *told);
	return false;
}

START_TEST(a_wide_row_lacks_something)
{
	static const struct stretch stretches[] = { { 3, "S4", 0, 100 },
		{ 4, "S1", 30, 40 } };
	struct asking asking = { stretches, 2, STATUS_OK };
	struct bulk_source source = {
		.next = next, .context = &asking, .error = &book_error
	};
	const char *told = "";
	const struct ratings_terms terms = { &source, { take_wide, &told },
		RATING_WIDE, 0, 0 };
	struct ratings ratings = { .astray = true };
	bool found;

	book_sql("INSERT INTO usage VALUES (0, 'S4', 50, 'f', 6, 1, 'sms', "
		 "'2', '0.25', 'EUR', '{\"zone\":\"a\"}', '', '')");
	book_must(ratings_open(book_ledger, &terms, &ratings, &book_error));
	book_must(ratings_read(&ratings, &found, &book_error));
	ck_assert(!found);
	ratings_close(&ratings);
	ck_assert_str_eq(
	    told, "50 6|f|sms|2|{\"zone\":\"a\"}|0.25|EUR; 0 0||||||; ");
}
END_TEST

/* Each step is asked anew who takes. */
START_TEST(a_row_is_taken_by_nobody)
{
	static const struct stretch stretches[] = { { 0, "S3", 0, 100 } };
	struct asking asking = { stretches, 1, STATUS_OK };
	struct bulk_source source = {
		.next = next, .context = &asking, .error = &book_error
	};
	struct query query;
	bool found;

	bulk_feed(book_ledger, &source);
	book_must(query_begin(
	    book_ledger, STATEMENT_RATE_FEED_SUMS, &query, &book_error));
	ck_assert_int_eq(
	    query_next(&query, &found, &book_error), STATUS_LEDGER);
	ck_assert_ptr_nonnull(strstr(book_error.text, "nobody takes"));
	query_end(&query);
}
END_TEST

/* A schema that was tampered with cannot take. */
START_TEST(a_view_takes)
{
	bulk_feed(book_ledger, NULL);
	book_sql("CREATE VIEW taken AS SELECT take(event) FROM usage");
	ck_assert_int_ne(sqlite3_exec(book_ledger->handle,
			     "SELECT * FROM taken", NULL, NULL, NULL),
	    SQLITE_OK);
	ck_assert_ptr_nonnull(
	    strstr(sqlite3_errmsg(book_ledger->handle), "unsafe use"));
}
END_TEST

#define DAY "86400000000"

/* Lines of these keys, posted second, that were counted up to a number. */
static void
post_usage(const char *upto)
{
	struct documents_next documents;
	struct line line = book_month(1);
	struct document document;
	char number[NUMBER_MAX];

	line.kind = LINE_USAGE;
	line.upto = upto;
	document = book_document("d1", &line, 1);
	book_must(documents_next(book_ledger, &documents, &book_error));
	book_must(book_post(&documents, &document, number));
}

static const struct {
	const char *name;
	const char *upto;
	int64_t posting; /* after which lines are looked at */
	const char *noted;
} rows[] = {
	{ "all of it was counted", "12", 0, "" },
	{ "the last two were not", "10", 0,
	    "S1|1768435200000000|x|11;S1|1768521600000000|y|12" },
	{ "of another subscription, or after the period", "11", 0,
	    "S1|1768521600000000|y|12" },
	{ "a line of an earlier posting", "10", 1, "" },
};

START_TEST(a_row_that_came_in_between_is_not_noted)
{
	book_sell();
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_order((struct book_order){ .subscription = "S1" });
	put_usage("('S1', 20468 * " DAY ", 'x', 11, 1), "
		  "('S1', 20469 * " DAY ", 'y', 12, 1), "
		  "('S2', 20469 * " DAY ", 'z', 13, 1), "
		  "('S1', 20600 * " DAY ", 'w', 14, 1)");
	book_sql("INSERT INTO usage_batch VALUES (1, 1, 10, 0, NULL), "
		 "(2, 11, 14, 20468 * " DAY ", NULL)");
	post_usage(rows[_i].upto);
	for (int twice = 0; twice < 2; twice++) {
		book_must(
		    ratings_note(book_ledger, rows[_i].posting, &book_error));
		ck_assert_str_eq(
		    book_sql("SELECT * FROM usage_late"), rows[_i].noted);
	}
}
END_TEST

Suite *
ratings_suite(void)
{
	Suite *suite = suite_create("ratings");
	TCase *tests = tcase_create("ratings");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, a_window_has_the_rows_of_another);
	tcase_add_test(tests, windows_are_sorted_by_the_ledger);
	tcase_add_test(tests, a_window_of_several_months_lacks_one);
	tcase_add_test(tests, what_the_source_says_is_lost);
	tcase_add_test(tests, a_wide_row_lacks_something);
	tcase_add_test(tests, a_row_is_taken_by_nobody);
	tcase_add_test(tests, a_view_takes);
	tcase_add_loop_test(tests, a_row_that_came_in_between_is_not_noted, 0,
	    sizeof(rows) / sizeof(rows[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

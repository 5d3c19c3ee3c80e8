/*
 * What is added up row by row is what is counted event by event.
 */
#include <check.h>
#include <string.h>

#include "gauge.h"
#include "tests/unit/rule/shop.h"
#include "work/rating.h"

#define NOTHING(subscription, from) \
	subscription " roaming u " from " 0 0 0; " subscription \
		     " roaming m " from " 1 0 5.00; " subscription \
		     " data u " from " 0 0 0; " subscription " never u " from \
		     " 0 0 0; "

/* Roaming adds up GB, data adds up messages, and never counts calls. */
static void
setup(void)
{
	gauge_setup();
	book_tamper(
	    "DELETE FROM charge_filter; "
	    "INSERT INTO metric (catalog, metric, unit, aggregation, field, "
	    "round_to, round_mode) VALUES ('2026', 'sms', 'sms', 'sum', '', "
	    "'1', 'up'), ('2026', 'call', 'call', 'count', '', '', ''); "
	    "UPDATE charge SET metric = 'sms' WHERE charge = 'data'; "
	    "UPDATE charge SET metric = 'call' WHERE charge = 'never'");
}

/* As gauge_put(), but the last column is the metric. */
static void
put(const char *rows)
{
	gauge_put(rows);
	book_tamper("UPDATE usage SET metric = dimensions ->> 'zone', "
		    "dimensions = ''");
}

/* Let the ledger be read alone, so that both threads can. */
static void
read_alone(void)
{
	book_close();
	book_open(LEDGER_READ);
}

/* In this order they say more and more of a row. */
static const struct {
	enum rating_depth depth;
	struct rating_terms terms;
} depths[] = {
	{ RATING_SUMS, { .ahead = false } },
	{ RATING_SUMS, { .ahead = true } },
	{ RATING_EVENTS, { .tell = gauge_event } },
	{ RATING_EVENTS, { .tell = gauge_event, .ahead = true } },
	{ RATING_WIDE, { .upto = 1000000, .known = 1000000 } },
};

static const struct {
	const char *name;
	const char *usage;
	const char *rated;
	uint64_t uncounted;
} rows[] = {
	{ "no usage", "('S1', 40, 'e', 1, 1, '1', 'gb')",
	    NOTHING("S1", "01-01") NOTHING("S2", "01-20"), 0 },
	{ "of three metrics, which come and go",
	    "('S1', 1, 'a', 1, 1, '3', 'gb'), "
	    "('S1', 2, 'b', 2, 1, '0.25', 'sms'), "
	    "('S1', 2, 'c', 3, 1, '77', 'call'), "
	    "('S1', 3, 'd', 4, 1, '1', 'gb'), "
	    "('S1', 31, 'e', 5, 1, '1.50', 'sms'), "
	    "('S2', 31, 'f', 6, 1, '1', 'call')",
	    "S1 roaming u 01-01 4 2 8; S1 roaming m 01-01 1 0 0.00; "
	    "S1 data u 01-01 2 2 0.2; S1 never u 01-01 1 1 9; "
	    "S2 roaming u 01-20 0 0 0; S2 roaming m 01-20 1 0 5.00; "
	    "S2 data u 01-20 0 0 0; S2 never u 01-20 1 1 9; ",
	    0 },
	{ "events that left, and came back",
	    "('S1', 1, 'a', 1, 1, '3', 'gb'), ('S1', 1, 'a', 2, -1, '3', "
	    "'gb'), "
	    "('S1', 2, 'b', 3, 1, '4', 'gb'), ('S1', 2, 'b', 4, -1, '4', "
	    "'gb'), "
	    "('S1', 2, 'b', 5, 1, '4', 'gb'), "
	    "('S1', 3, 'c', 6, 1, '9', 'call'), "
	    "('S1', 3, 'c', 7, -1, '9', 'call')",
	    "S1 roaming u 01-01 4 1 8; S1 roaming m 01-01 1 0 0.00; "
	    "S1 data u 01-01 0 0 0; S1 never u 01-01 0 0 0; " NOTHING(
		"S2", "01-20"),
	    0 },
	{ "a correction, which is not what was taken back",
	    "('S1', 1, 'a', 1, 1, '3', 'gb'), "
	    "('S1', 2, 'b', 2, 1, '-1.5', 'gb')",
	    "S1 roaming u 01-01 1.5 2 3; S1 roaming m 01-01 1 0 2.00; "
	    "S1 data u 01-01 0 0 0; S1 never u 01-01 0 0 0; " NOTHING(
		"S2", "01-20"),
	    0 },
	{ "events that nobody counts",
	    "('S1', 1, 'a', 1, 1, '3', 'fax'), ('S1', 2, 'b', 2, 1, 'x', 'g'), "
	    "('S1', 3, 'c', 3, 1, '3', 'fax'), "
	    "('S1', 3, 'c', 4, -1, '3', 'fax')",
	    NOTHING("S1", "01-01") NOTHING("S2", "01-20"), 2 },
};

START_TEST(a_sum_is_of_other_events)
{
	int row = _i / (int)(sizeof(depths) / sizeof(depths[0]));
	int depth = _i % (int)(sizeof(depths) / sizeof(depths[0]));
	const char *rated;

	gauge_told = "";
	put(rows[row].usage);
	if (depths[depth].terms.ahead)
		read_alone();
	gauge_open("2026-02-01", depths[depth].terms);
	ck_assert_int_eq(gauge_rating.depth, depths[depth].depth);
	rated = gauge_rated();
	ck_assert_msg(strcmp(rated, rows[row].rated) == 0, "%s, depth %d: %s",
	    rows[row].name, depth, rated);
	ck_assert_uint_eq(gauge_rating.uncounted, rows[row].uncounted);
}
END_TEST

/* More subscriptions than there are batches, and more usage than fits. */
START_TEST(a_batch_is_lost_between_threads)
{
	const char *events;

	for (int i = 0; i < 400; i++)
		book_order((struct book_order){
		    .subscription = arena_format(&book_arena, "T%d", 1000 + i),
		    .account = i < 90 ? "A1" : "A2",
		    .plan = i % 7 == 3 ? "basic" : "metered" });
	book_sql("INSERT INTO usage WITH RECURSIVE n (i) AS (SELECT 0 UNION "
		 "ALL SELECT i + 1 FROM n WHERE i < 5999) SELECT "
		 "unixepoch((20454 + i % 40) * 86400, 'unixepoch', "
		 "'start of month') / 86400, 'T' || (1000 + i * 7 % 397), "
		 "(20454 + i % 40) * 86400000000, 'E' || i, i + 1, 1, "
		 "CASE i % 3 WHEN 0 THEN 'gb' WHEN 1 THEN 'sms' ELSE 'call' "
		 "END, '0.' || (1 + i % 9), '', '', '', '', '' FROM n");
	gauge_told = "";
	gauge_open("2026-02-01", (struct rating_terms){ .tell = gauge_event });
	events = gauge_rated();
	ck_assert_ptr_nonnull(strstr(events, "T1390 never u 01-01 "));
	ck_assert_str_eq(gauge_rate("2026-02-01"), events);
	/* A writer has one connection, and so one thread. */
	gauge_open("2026-02-01", (struct rating_terms){ .ahead = true });
	ck_assert_ptr_eq(gauge_rating.readers[0].ledger, book_ledger);
	ck_assert_str_eq(gauge_rated(), events);
	read_alone();
	for (int i = 0; i < 8; i++) {
		struct rating_terms terms = { .ahead = true };

		if (i % 2 != 0)
			terms.upto = terms.known = 1000000;
		gauge_open("2026-02-01", terms);
		ck_assert_int_eq(
		    gauge_rating.depth, i % 2 != 0 ? RATING_WIDE : RATING_SUMS);
		ck_assert_ptr_ne(gauge_rating.readers[0].ledger, book_ledger);
		ck_assert_str_eq(gauge_rated(), events);
	}
	/* Who stops in the middle leaves no thread behind. */
	gauge_open("2026-02-01", (struct rating_terms){ .ahead = true });
	rating_close(&gauge_rating);
}
END_TEST

START_TEST(a_quantity_that_is_none)
{
	const struct rated *rated;
	enum status status = STATUS_OK;
	bool found = true;

	put("('S1', 1, 'a', 1, 1, '3', 'gb'), ('S2', 25, 'b', 2, 1, '1e9', "
	    "'gb')");
	read_alone();
	gauge_open("2026-02-01", (struct rating_terms){ .ahead = _i != 0 });
	while (status == STATUS_OK && found)
		status =
		    rating_next(&gauge_rating, &rated, &found, &book_error);
	rating_close(&gauge_rating);
	ck_assert_int_eq(status, STATUS_INVALID);
	ck_assert_ptr_nonnull(strstr(book_error.text,
	    "account A2, subscription S2, charge roaming, 2026-01-20 to "));
	ck_assert_ptr_nonnull(strstr(book_error.text, "\"1e9\""));
}
END_TEST

Suite *
rating_sums_suite(void)
{
	Suite *suite = suite_create("rating_sums");
	TCase *tests = tcase_create("rating_sums");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_loop_test(tests, a_sum_is_of_other_events, 0,
	    sizeof(rows) / sizeof(rows[0]) * sizeof(depths) /
		sizeof(depths[0]));
	tcase_add_test(tests, a_batch_is_lost_between_threads);
	tcase_add_loop_test(tests, a_quantity_that_is_none, 0, 2);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Each event is counted once, by the first charge that takes it, in the period
 * of its day; and what is posted is left alone until it changes.
 */
#include "work/rating.h"

#include <check.h>
#include <string.h>

#include "desk.h"
#include "ledger/catalogs.h"
#include "tests/unit/rule/shop.h"

static struct catalogs catalogs;
static struct rating rating;
static const char *told; /* of events */

#define CHARGE(position, name, price, minimum) \
	"INSERT INTO charge SELECT catalog, 'metered', " position ", '" name \
	"', 'usage', name, tax_code, revenue, product, currency, '" price \
	"', '', '', '', '', '', '', 'gb', '', '', '', '', '', '', '', '', " \
	"'', '', '" minimum "', '', '', '', '', '', '', '', '', '', '', '', " \
	"'', '', '', '', '', '' FROM charge WHERE plan = 'basic';"

/* Plan metered: GB abroad are 2.00 each and 5.00 at least, others 0.10. */
static void
setup(void)
{
	desk_setup();
	book_open(LEDGER_RECORD);
	book_sell();
	book_sql(
	    "INSERT INTO metric (catalog, metric, unit, aggregation, field, "
	    "round_to, round_mode) VALUES ('2026', 'gb', 'GB', 'sum', '', "
	    "'', '');"
	    "INSERT INTO plan SELECT catalog, 'metered', product, name, "
	    "currency FROM plan;" CHARGE("0", "roaming", "2.00", "5.00")
		CHARGE("1", "data", "0.10", "") CHARGE("2", "never", "9.00",
		    "") "INSERT INTO charge_filter VALUES ('2026', 'metered', "
			"0, 'zone', "
			"'abroad')");
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_account((struct book_account){ .account = "A2" });
	book_order(
	    (struct book_order){ .subscription = "S1", .plan = "metered" });
	book_order((struct book_order){ .subscription = "S2",
	    .account = "A2",
	    .start = "2026-01-20",
	    .plan = "metered" });
	book_order((struct book_order){ .subscription = "S3" });
}

/* "(SUBSCRIPTION, DAY of January 2026, EVENT, NUMBER, COUNTS, GB, ZONE), ..."
 */
static void
put_usage(const char *rows)
{
	book_sql(arena_format(&book_arena,
	    "INSERT INTO usage WITH row (subscription, day, event, number, "
	    "counts, gb, zone) AS (VALUES %s) SELECT subscription, "
	    "(20453 + day) * 86400000000, event, number, counts, 'gb', gb, '', "
	    "'', CASE zone WHEN '' THEN '' ELSE json_object('zone', zone) END, "
	    "'', '' FROM row; DELETE FROM usage_batch; "
	    "INSERT INTO usage_batch SELECT 1, 1, max(number), 0 FROM usage",
	    rows));
}

static void
open_rating(const char *as_of, struct rating_terms terms)
{
	terms.ledger = book_ledger;
	terms.catalogs = &catalogs;
	terms.range = (struct billing_range){ shop_day(as_of), "", BILLING_LAST,
		NULL, NULL };
	terms.as_of = shop_day(as_of);
	if (terms.after.days == 0)
		terms.after = DATE_NONE;
	book_must(
	    catalogs_load(book_ledger, &book_arena, &catalogs, &book_error));
	book_must(rating_open(&terms, &rating, &book_error));
}

/* "SUBSCRIPTION CHARGE KIND FROM QUANTITY EVENTS AMOUNT; ..." */
static const char *
tell_rated(void)
{
	const char *text = "";
	const struct rated *rated;
	bool found;

	for (;;) {
		char from[DATE_TEXT_MAX], quantity[DECIMAL_TEXT_MAX],
		    amount[DECIMAL_TEXT_MAX];

		book_must(rating_next(&rating, &rated, &found, &book_error));
		if (!found)
			break;
		text = arena_format(&book_arena, "%s%s %s %c %s %s %d %s; ",
		    text, rated->line.subscription, rated->line.charge,
		    line_kind_name(rated->line.kind)[0],
		    date_format(rated->line.period_start, from) + 5,
		    decimal_format(rated->line.quantity, quantity),
		    (int)rated->events, decimal_format(rated->amount, amount));
	}
	rating_close(&rating);
	return text;
}

static const char *
rate_as_of(const char *as_of)
{
	open_rating(as_of, (struct rating_terms){ .open = false });
	return tell_rated();
}

#define NOTHING(subscription, from) \
	subscription " roaming u " from " 0 0 0; " subscription \
		     " roaming m " from " 1 0 5.00; " subscription \
		     " data u " from " 0 0 0; " subscription " never u " from \
		     " 0 0 0; "

static const struct {
	const char *name;
	const char *usage;
	const char *rated;
} rows[] = {
	{ "no usage", "('S1', 40, 'e', 1, 1, '1', '')",
	    NOTHING("S1", "01-01") NOTHING("S2", "01-20") },
	{ "the first that takes it counts, whichever takes it too",
	    "('S1', 1, 'a', 1, 1, '3', 'abroad'), "
	    "('S1', 2, 'b', 2, 1, '7', 'home'), "
	    "('S1', 31, 'c', 3, 1, '0.5', '')",
	    "S1 roaming u 01-01 3 1 6; S1 roaming m 01-01 1 0 0.00; "
	    "S1 data u 01-01 7.5 2 0.75; S1 never u 01-01 0 0 0; " NOTHING(
		"S2", "01-20") },
	{ "an event that left, and one that came back",
	    "('S1', 1, 'a', 1, 1, '3', ''), ('S1', 1, 'a', 2, -1, '3', ''), "
	    "('S1', 2, 'b', 3, 1, '4', ''), ('S1', 2, 'b', 4, -1, '4', ''), "
	    "('S1', 2, 'b', 5, 1, '4', '')",
	    "S1 roaming u 01-01 0 0 0; S1 roaming m 01-01 1 0 5.00; "
	    "S1 data u 01-01 4 1 0.4; S1 never u 01-01 0 0 0; " NOTHING(
		"S2", "01-20") },
	{ "before the first day, and in suspense",
	    "('S2', 19, 'a', 1, 1, '3', ''), ('S2', 20, 'b', 2, 1, '4', ''), "
	    "('', 21, 'c', 3, 1, '5', ''), ('S3', 21, 'd', 4, 1, '6', '')",
	    NOTHING("S1", "01-01") "S2 roaming u 01-20 0 0 0; "
				   "S2 roaming m 01-20 1 0 5.00; "
				   "S2 data u 01-20 4 1 0.4; "
				   "S2 never u 01-20 0 0 0; " },
	{ "one id at two times is two rows apart",
	    "('S1', 1, 'a', 1, 1, '3', ''), ('S1', 2, 'a', 2, 1, '4', '')",
	    "S1 roaming u 01-01 0 0 0; S1 roaming m 01-01 1 0 5.00; "
	    "S1 data u 01-01 7 2 0.7; S1 never u 01-01 0 0 0; " NOTHING(
		"S2", "01-20") },
};

START_TEST(usage_is_counted_wrong)
{
	const char *rated;

	put_usage(rows[_i].usage);
	rated = rate_as_of("2026-02-01");
	ck_assert_msg(
	    strcmp(rated, rows[_i].rated) == 0, "%s: %s", rows[_i].name, rated);
	ck_assert_uint_eq(rating.uncounted, 0);
}
END_TEST

START_TEST(a_period_is_rated_before_it_is_over)
{
	ck_assert_str_eq(rate_as_of("2026-01-31"), "");
	open_rating("2026-01-31", (struct rating_terms){ .open = true });
	ck_assert_str_eq(
	    tell_rated(), NOTHING("S1", "01-01") NOTHING("S2", "01-20"));
	open_rating("2026-01-10", (struct rating_terms){ .open = true });
	ck_assert_str_eq(tell_rated(), NOTHING("S1", "01-01"));
}
END_TEST

START_TEST(a_period_before_the_range_is_rated)
{
	open_rating("2026-03-01",
	    (struct rating_terms){ .after = shop_day("2026-02-01") });
	ck_assert_str_eq(
	    tell_rated(), NOTHING("S1", "02-01") NOTHING("S2", "02-01"));
}
END_TEST

static bool
is_second(void *context, const struct billing_owner *owner)
{
	(void)context;
	return strcmp(owner->account, "A2") == 0;
}

START_TEST(an_account_that_is_not_chosen_is_rated)
{
	open_rating("2026-02-01", (struct rating_terms){ .chosen = is_second });
	ck_assert_str_eq(tell_rated(), NOTHING("S2", "01-20"));
}
END_TEST

/* What was posted for January, counted up to a number. */
static void
post_january(const char *upto)
{
	struct documents_next documents;
	struct line lines[] = { book_month(1), book_month(1), book_month(1),
		book_month(1) };
	static const char *const charges[] = { "data", "never", "roaming",
		"roaming" };
	struct document document;
	char number[NUMBER_MAX];

	for (size_t i = 0; i < 4; i++) {
		lines[i].kind = i == 3 ? LINE_MINIMUM : LINE_USAGE;
		lines[i].charge = charges[i];
		lines[i].plan = "metered";
		lines[i].dimensions = i < 2 ? "" : "{\"zone\":\"abroad\"}";
		lines[i].upto = upto;
	}
	lines[2].amount.minor = 200;
	lines[3].amount.minor = 300;
	document = book_document("d1", lines, 4);
	book_must(documents_next(book_ledger, &documents, &book_error));
	book_must(book_post(&documents, &document, number));
}

static const struct {
	const char *name;
	const char *sql; /* what happens after the posting */
	const char *rated;
} changes[] = {
	{ "nothing", "", "" },
	{ "a late row",
	    "INSERT INTO usage_late SELECT subscription, occurred_at, event, "
	    "number FROM usage WHERE number = 2",
	    "S1 roaming u 01-01 0 0 0; S1 roaming m 01-01 1 0 5.00; "
	    "S1 data u 01-01 7 2 0.7; S1 never u 01-01 0 0 0; " },
	{ "a row that was counted",
	    "INSERT INTO usage_late SELECT subscription, occurred_at, event, "
	    "number FROM usage WHERE number = 1",
	    "" },
	{ "a row of another period",
	    "INSERT INTO usage_late SELECT subscription, occurred_at, event, "
	    "number FROM usage WHERE number = 3",
	    "" },
	{ "a minimum that was left out",
	    "DROP TRIGGER line_delete; "
	    "DELETE FROM line WHERE kind = 'minimum'",
	    "S1 roaming u 01-01 0 0 0; S1 roaming m 01-01 1 0 5.00; " },
	{ "fewer days",
	    "UPDATE order_line SET \"end\" = '2026-01-02' "
	    "WHERE subscription = 'S1'",
	    "S1 roaming u 01-01 0 0 0; S1 roaming m 01-01 1 0 5.00; "
	    "S1 data u 01-01 3 1 0.3; S1 never u 01-01 0 0 0; " },
	{ "no days at all",
	    "UPDATE order_line SET \"end\" = '2026-01-01' "
	    "WHERE subscription = 'S1'",
	    "S1 data u 01-01 0 0 0; S1 never u 01-01 0 0 0; "
	    "S1 roaming m 01-01 0 0 0; S1 roaming u 01-01 0 0 0; " },
};

START_TEST(what_was_posted_is_rated_again)
{
	const char *rated;

	put_usage("('S1', 1, 'a', 1, 1, '3', ''), "
		  "('S1', 2, 'b', 2, 1, '4', ''), "
		  "('S1', 33, 'c', 3, 1, '5', '')");
	post_january("1");
	book_sql("DROP TRIGGER IF EXISTS order_line_update");
	if (changes[_i].sql[0] != '\0')
		book_sql(changes[_i].sql);
	open_rating("2026-02-01", (struct rating_terms){ .open = false });
	rated = tell_rated();
	ck_assert_msg(
	    strncmp(rated, changes[_i].rated, strlen(changes[_i].rated)) == 0 &&
		strcmp(rated + strlen(changes[_i].rated),
		    NOTHING("S2", "01-20")) == 0,
	    "%s: %s", changes[_i].name, rated);
}
END_TEST

static enum status
tell_event(void *context, const struct rated_event *event, struct error *error)
{
	char quantity[DECIMAL_TEXT_MAX], amount[DECIMAL_TEXT_MAX];

	(void)context;
	(void)error;
	told = arena_format(&book_arena, "%s%s %s %s %s; ", told, event->event,
	    event->rated->line.charge,
	    decimal_format(event->rated->line.quantity, quantity),
	    decimal_format(event->rated->amount, amount));
	return STATUS_OK;
}

START_TEST(an_event_is_not_told)
{
	told = "";
	put_usage("('S1', 1, 'a', 1, 1, '3', ''), "
		  "('S1', 2, 'b', 2, 1, '1', 'abroad'), "
		  "('S1', 2, 'c', 3, 1, '4', ''), "
		  "('S1', 2, 'c', 4, -1, '4', ''), "
		  "('S1', 3, 'd', 5, 1, '0.125', '')");
	open_rating("2026-02-01", (struct rating_terms){ .tell = tell_event });
	(void)tell_rated();
	ck_assert_str_eq(told, "a data 3 0.3; b roaming 1 2; d data 0.125 "
			       "0.0125;  roaming 1 3.00;  roaming 1 5.00; ");
}
END_TEST

/* The charge "data" alone: 10 GB are included, and what else ${terms} say. */
static void
sell_data(const char *terms)
{
	book_sql("DELETE FROM charge_filter; "
		 "DELETE FROM charge WHERE plan = 'metered' "
		 "AND charge <> 'data'");
	book_sql(arena_format(&book_arena,
	    "UPDATE charge SET price = '1', included = '10', %s "
	    "WHERE charge = 'data'",
	    terms));
}

static const struct {
	const char *name;
	const char *terms;
	const char *usage;
	const char *as_of;
	const char *after; /* "": no bound */
	const char *rated;
} standings[] = {
	{ "what is left rolls over", "rollover = '1'",
	    "('S1', 1, 'a', 1, 1, '4', ''), ('S1', 33, 'b', 2, 1, '18', '')",
	    "2026-03-01", "",
	    "S1 data u 01-01 4 1 0; S1 data u 02-01 18 1 2; "
	    "S2 data u 01-20 0 0 0; S2 data u 02-01 0 0 0; " },
	{ "an earlier period counts that nobody asked for", "rollover = '1'",
	    "('S1', 1, 'a', 1, 1, '4', ''), ('S1', 33, 'b', 2, 1, '18', ''), "
	    "('S2', 20, 'c', 3, 1, '9', ''), ('S2', 33, 'd', 4, 1, '18', '')",
	    "2026-03-01", "2026-02-01",
	    "S1 data u 02-01 18 1 2; S2 data u 02-01 18 1 7; " },
	{ "a commitment of three months", "commitment = '40', "
	    "included = '', commitment_term = '3 months'",
	    "('S1', 1, 'a', 1, 1, '4', ''), ('S1', 33, 'b', 2, 1, '5', ''), "
	    "('S1', 60, 'c', 3, 1, '6', '')",
	    "2026-04-01", "2026-03-01",
	    "S1 data u 03-01 6 1 6; S1 data m 03-01 1 0 25.00; "
	    "S2 data u 03-01 0 0 0; S2 data m 03-01 1 0 0.00; " },
	{ "an account has a pool of its own", "pool = 'account'",
	    "('S1', 1, 'a', 1, 1, '14', ''), ('S2', 22, 'b', 2, 1, '4', '')",
	    "2026-02-01", "", "S1 data u 01-01 14 1 4; "
	    "S2 data u 01-20 4 1 0; " },
};

START_TEST(a_period_forgets_what_was_before)
{
	struct rating_terms terms = { .open = false };
	const char *rated;

	sell_data(standings[_i].terms);
	put_usage(standings[_i].usage);
	if (standings[_i].after[0] != '\0')
		terms.after = shop_day(standings[_i].after);
	open_rating(standings[_i].as_of, terms);
	rated = tell_rated();
	ck_assert_msg(strcmp(rated, standings[_i].rated) == 0, "%s: %s",
	    standings[_i].name, rated);
	ck_assert_uint_eq(rating.uncounted, 0);
}
END_TEST

/* S1 of A1, whom A2 pays for, uses what S2 leaves. */
static void
share(void)
{
	sell_data("pool = 'payer'");
	book_sql("DROP TRIGGER IF EXISTS account_version_update;"
		 "UPDATE account_version SET payer = 'A2'");
	put_usage("('S1', 1, 'a', 1, 1, '14', ''), "
		  "('S1', 2, 'b', 2, 1, '4', ''), "
		  "('S2', 22, 'c', 3, 1, '5', '')");
}

START_TEST(units_are_not_shared)
{
	share();
	ck_assert_str_eq(rate_as_of("2026-02-01"),
	    "S1 data u 01-01 18 2 3; S2 data u 01-20 5 1 0; ");
}
END_TEST

START_TEST(those_who_are_not_chosen_leave_nothing)
{
	struct rating_terms terms = { .chosen = is_second };

	share();
	put_usage("('S2', 23, 'd', 4, 1, '12', '')");
	open_rating("2026-02-01", terms);
	ck_assert_str_eq(tell_rated(), "S2 data u 01-20 17 2 7; ");
	book_sql("DROP TRIGGER usage_delete;"
		 "DELETE FROM usage WHERE subscription = 'S1'");
	open_rating("2026-02-01", terms);
	ck_assert_str_eq(tell_rated(), "S2 data u 01-20 17 2 0; ");
}
END_TEST

START_TEST(what_is_shared_is_told_twice)
{
	told = "";
	share();
	open_rating("2026-02-01", (struct rating_terms){ .tell = tell_event });
	(void)tell_rated();
	ck_assert_str_eq(told, "a data 14 4; b data 4 4; c data 5 0; "
			       " data 0 -5; ");
}
END_TEST

START_TEST(usage_of_before_is_forgotten)
{
	sell_data("included = ''");
	book_sql("UPDATE metric SET aggregation = 'latest', "
		 "recurring = 'yes'");
	put_usage("('S1', 1, 'a', 1, 1, '4', ''), "
		  "('S1', 2, 'b', 2, 1, '3', ''), "
		  "('S1', 2, 'b', 3, -1, '3', ''), "
		  "('S1', 35, 'c', 4, 1, '5', '')");
	ck_assert_str_eq(rate_as_of("2026-04-01"),
	    "S1 data u 01-01 4 1 4; S1 data u 02-01 5 1 5; "
	    "S1 data u 03-01 5 0 5; S2 data u 01-20 0 0 0; "
	    "S2 data u 02-01 0 0 0; S2 data u 03-01 0 0 0; ");
	open_rating("2026-03-01",
	    (struct rating_terms){ .after = shop_day("2026-02-01") });
	ck_assert_str_eq(tell_rated(),
	    "S1 data u 02-01 5 1 5; S2 data u 02-01 0 0 0; ");
	ck_assert_uint_eq(rating.uncounted, 0);
}
END_TEST

START_TEST(an_event_that_nobody_counts_is_forgotten)
{
	put_usage("('S1', 1, 'a', 1, 1, '3', ''), "
		  "('S1', 2, 'b', 2, 1, '1', ''), "
		  "('S1', 3, 'c', 3, 1, '1', ''), "
		  "('S1', 3, 'c', 4, -1, '1', '')");
	book_sql("DROP TRIGGER usage_update;"
		 "UPDATE usage SET metric = 'sms' WHERE event <> 'a'");
	(void)rate_as_of("2026-02-01");
	ck_assert_uint_eq(rating.uncounted, 1);
}
END_TEST

START_TEST(where_nothing_is_metered_the_ledger_is_read)
{
	book_sql("DELETE FROM charge_filter; "
		 "DELETE FROM charge WHERE kind = 'usage'");
	ck_assert_str_eq(rate_as_of("2026-02-01"), "");
	ck_assert_ptr_null(rating.billings.owners.query.handle);
}
END_TEST

Suite *
rating_suite(void)
{
	Suite *suite = suite_create("rating");
	TCase *tests = tcase_create("rating");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_loop_test(
	    tests, usage_is_counted_wrong, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_period_is_rated_before_it_is_over);
	tcase_add_test(tests, a_period_before_the_range_is_rated);
	tcase_add_test(tests, an_account_that_is_not_chosen_is_rated);
	tcase_add_loop_test(tests, what_was_posted_is_rated_again, 0,
	    sizeof(changes) / sizeof(changes[0]));
	tcase_add_test(tests, an_event_is_not_told);
	tcase_add_loop_test(tests, a_period_forgets_what_was_before, 0,
	    sizeof(standings) / sizeof(standings[0]));
	tcase_add_test(tests, units_are_not_shared);
	tcase_add_test(tests, those_who_are_not_chosen_leave_nothing);
	tcase_add_test(tests, what_is_shared_is_told_twice);
	tcase_add_test(tests, usage_of_before_is_forgotten);
	tcase_add_test(tests, an_event_that_nobody_counts_is_forgotten);
	tcase_add_test(tests, where_nothing_is_metered_the_ledger_is_read);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Rows come in any order and stand in the order of the table; those of posted
 * periods are noted.
 */
#include "usage/booking.h"

#include <check.h>

#include "tests/unit/ledger/book.h"
#include "tests/unit/rule/shop.h"

#define NOON (INT64_C(43200) * 1000000)

static struct booking booking;

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_sql("INSERT INTO usage_batch VALUES (1, 1, 7, 0, NULL)");
}

static void
teardown(void)
{
	booking_close(&booking);
	book_teardown();
}

/* An event at noon of a day in UTC, for an owner or in suspense. */
static struct usage_row
event_of(
    const char *subscription, const char *day, const char *event, int counts)
{
	return (struct usage_row){ .subscription = subscription,
		.occurred_at = shop_day(day).days * 2 * NOON + NOON,
		.event = event,
		.number = booking.last_number + 1,
		.counts = counts,
		.metric = "gb",
		.quantity = "1.5",
		.amount = "",
		.currency = "",
		.dimensions = "",
		.named = "",
		.reason = subscription[0] == '\0' ? "no-charge" : "" };
}

static void
add(const char *subscription, const char *day, const char *event, int counts)
{
	struct usage_row row = event_of(subscription, day, event, counts);

	book_must(booking_add(&booking, &row, &book_error));
}

START_TEST(rows_are_written_in_order)
{
	book_must(booking_open(book_ledger, 0, &booking, &book_error));
	add("S2", "2026-01-05", "E2", 1);
	add("S1", "2026-01-06", "E1", 1);
	add("S1", "2026-01-05", "E1", -1);
	add("", "2026-01-07", "E3", 1);
	add("S1", "1969-12-31", "E0", 1);
	book_must(booking_write(&booking, &book_error));
	ck_assert_str_eq(
	    book_sql("SELECT subscription, event, number, counts, quantity, "
		     "reason FROM usage"),
	    "S1|E0|12|1|1.5|;|E3|11|1|1.5|no-charge;S1|E1|10|-1|1.5|;"
	    "S1|E1|9|1|1.5|;S2|E2|8|1|1.5|");
	ck_assert_str_eq(
	    book_sql("SELECT batch, first_number, last_number, first_at, "
		     "length(digest) FROM usage_batch "
		     "WHERE batch = 2"),
	    "2|8|12|-43200000000|16");
	/* Nothing was posted, so nothing is late. */
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage_late"), "0");
}
END_TEST

/* What the caller writes is of the batch all the same. */
START_TEST(what_is_noted_is_counted_and_does_not_wait)
{
	struct usage_row row = event_of("S1", "2026-01-05", "E1", 1);

	book_must(booking_open(book_ledger, 0, &booking, &book_error));
	row.number = 12;
	book_must(booking_note(&booking, &row, &book_error));
	book_must(booking_write(&booking, &book_error));
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage"), "0");
	ck_assert_str_eq(
	    book_sql("SELECT first_number, last_number, length(digest) "
		     "FROM usage_batch WHERE batch = 2"),
	    "8|12|16");
}
END_TEST

/* A copy has texts of its own, and a row read from bytes is the same row. */
START_TEST(a_copy_is_the_same_row)
{
	char owner[] = "S1";
	struct usage_row row = event_of(owner, "1969-12-31", "E1", -1);
	struct usage_digest of_row = { 0 }, of_copy = { 0 };
	struct usage_row copy;

	row.number = INT64_MAX;
	row.amount = "0.1";
	row.currency = "EUR";
	row.dimensions = "{\"region\":\"eu\"}";
	row.named = "subscription S1";
	row.reason = "recycled";
	usages_mix(&of_row, &row);
	book_must(booking_copy(&row, &book_arena, &copy, &book_error));
	owner[0] = 'T';
	usages_mix(&of_copy, &copy);
	ck_assert(of_copy.sum == of_row.sum);
}
END_TEST

START_TEST(nothing_is_written_of_nothing)
{
	book_must(booking_open(book_ledger, 0, &booking, &book_error));
	book_must(booking_write(&booking, &book_error));
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage_batch"), "1");
}
END_TEST

/* Midnight of the last day comes to some zone half a day later. */
START_TEST(what_may_be_of_a_posted_period_is_late)
{
	char number[NUMBER_MAX];
	struct documents_next next;
	struct line line;
	struct document document;

	book_sell();
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_order((struct book_order){ .subscription = "S1" });
	line = book_month(1);
	line.kind = LINE_USAGE;
	document = book_document("d1", &line, 1);
	book_must(documents_next(book_ledger, &next, &book_error));
	book_must(book_post(&next, &document, number));
	book_must(booking_open(book_ledger, 0, &booking, &book_error));
	add("S1", "2026-01-31", "E1", 1);
	add("S1", "2026-02-01", "E2", 1);
	add("S1", "2026-02-02", "E3", 1);
	add("", "2026-01-15", "E4", 1);
	book_must(booking_write(&booking, &book_error));
	ck_assert_str_eq(
	    book_sql("SELECT subscription, event, number FROM usage_late"),
	    "S1|E1|8;S1|E2|9");
}
END_TEST

Suite *
booking_suite(void)
{
	Suite *suite = suite_create("booking");
	TCase *tests = tcase_create("booking");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, rows_are_written_in_order);
	tcase_add_test(tests, what_is_noted_is_counted_and_does_not_wait);
	tcase_add_test(tests, a_copy_is_the_same_row);
	tcase_add_test(tests, nothing_is_written_of_nothing);
	tcase_add_test(tests, what_may_be_of_a_posted_period_is_late);
	suite_add_tcase(suite, tests);
	return suite;
}

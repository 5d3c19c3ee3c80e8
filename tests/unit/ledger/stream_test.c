/*
 * A stream stands on a row until it is told to step.
 */
#include "ledger/stream.h"

#include <check.h>

#include "book.h"
#include "tests/unit/rule/shop.h"

static struct stream stream;

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_sell();
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_account((struct book_account){ .account = "A2", .payer = "A1" });
	book_account((struct book_account){ .account = "B1" });
	book_order((struct book_order){ .subscription = "S1" });
	book_order((struct book_order){
	    .subscription = "S2", .account = "A2", .start = "2026-02-01" });
	book_order(
	    (struct book_order){ .subscription = "S3", .account = "B1" });
}

static void
teardown(void)
{
	stream_close(&stream);
	book_teardown();
}

static void
open_stream(const char *low, const char *high)
{
	struct billing_range range = { shop_day("2026-03-01"), low, high, NULL,
		NULL };

	book_must(stream_open(
	    book_ledger, STATEMENT_RUN_ORDERS, &range, &stream, &book_error));
}

static const struct {
	const char *name;
	const char *low;
	const char *high;
	const char *rows;
} ranges[] = {
	{ "everything", "", BILLING_LAST, "A1 A1 S1;A1 A2 S2;B1 B1 S3;" },
	{ "one payer, with whom it pays for", "A1", "A1",
	    "A1 A1 S1;A1 A2 S2;" },
	{ "an account that pays nothing", "A2", "A2", "" },
	{ "from a payer on", "A2", BILLING_LAST, "B1 B1 S3;" },
	{ "nothing", "", "", "" },
};

START_TEST(a_range_is_of_payers)
{
	struct taking taking = { &stream, &book_arena, &book_error, STATUS_OK };
	const char *rows = "";

	open_stream(ranges[_i].low, ranges[_i].high);
	while (stream.found) {
		rows = arena_format(&book_arena, "%s%s %s %s;", rows,
		    stream_text(&taking, STREAM_PAYER),
		    stream_text(&taking, STREAM_ACCOUNT),
		    stream_text(&taking, STREAM_SUBSCRIBED));
		book_must(stream_step(&stream, &book_error));
	}
	ck_assert_int_eq(taking.status, STATUS_OK);
	ck_assert_str_eq(rows, ranges[_i].rows);
}
END_TEST

START_TEST(a_stream_knows_whose_its_row_is)
{
	open_stream("", BILLING_LAST);
	ck_assert(stream_is(&stream, "A1", "A1"));
	ck_assert(!stream_is(&stream, "A1", "A2"));
	book_must(stream_step(&stream, &book_error));
	ck_assert(!stream_is(&stream, "A2", "A2"));
	ck_assert(stream_is(&stream, "A1", "A2"));
	book_must(stream_step(&stream, &book_error));
	book_must(stream_step(&stream, &book_error));
	/* Behind the last row it is nobody's. */
	ck_assert(!stream_is(&stream, "B1", "B1"));
	ck_assert(!stream_is(&stream, "", ""));
}
END_TEST

/* Columns of an order's row: 5 is its start, 9 its plan, 10 its quantity. */
START_TEST(the_first_value_that_fails_is_the_status)
{
	struct taking taking = { &stream, &book_arena, &book_error, STATUS_OK };

	open_stream("", BILLING_LAST);
	ck_assert_int_eq(
	    stream_date(&taking, 5).days, shop_day("2026-01-01").days);
	ck_assert_int_eq(stream_decimal(&taking, 10).coefficient == 1, 1);
	ck_assert_int_eq(taking.status, STATUS_OK);
	(void)stream_currency(&taking, 9);
	ck_assert_int_eq(taking.status, STATUS_INVALID);
	ck_assert(!date_given(stream_date(&taking, 5)));
	ck_assert_int_eq(stream_decimal(&taking, 10).coefficient == 0, 1);
	ck_assert_int_eq(taking.status, STATUS_INVALID);
}
END_TEST

START_TEST(what_was_taken_outlives_the_row)
{
	struct taking taking = { &stream, &book_arena, &book_error, STATUS_OK };
	const char *subscription;

	open_stream("", BILLING_LAST);
	subscription = stream_text(&taking, STREAM_SUBSCRIBED);
	book_must(stream_step(&stream, &book_error));
	stream_close(&stream);
	ck_assert_str_eq(subscription, "S1");
	stream = (struct stream){ .found = false };
	stream_close(&stream);
}
END_TEST

Suite *
stream_suite(void)
{
	Suite *suite = suite_create("stream");
	TCase *tests = tcase_create("stream");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(
	    tests, a_range_is_of_payers, 0, sizeof(ranges) / sizeof(ranges[0]));
	tcase_add_test(tests, a_stream_knows_whose_its_row_is);
	tcase_add_test(tests, the_first_value_that_fails_is_the_status);
	tcase_add_test(tests, what_was_taken_outlives_the_row);
	suite_add_tcase(suite, tests);
	return suite;
}

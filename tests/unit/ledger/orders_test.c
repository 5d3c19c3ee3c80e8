/*
 * An order line comes out of the ledger as it was booked.
 */
#include "ledger/orders.h"

#include <check.h>
#include <string.h>

#include "book.h"
#include "ledger/catalogs.h"
#include "tests/unit/rule/shop.h"

static struct catalogs catalogs;

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_sell();
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_order((struct book_order){ .subscription = "S1" });
	book_must(
	    catalogs_load(book_ledger, &book_arena, &catalogs, &book_error));
	book_tamper("UPDATE order_line SET order_id = 'O1'");
}

/* The only line, after ${sql}. */
static enum status
take(const char *set, struct order *order)
{
	struct billing_range all = { shop_day("2030-01-01"), "", BILLING_LAST,
		NULL, NULL };
	struct stream stream;
	struct taking taking = { &stream, &book_arena, &book_error, STATUS_OK };
	enum status status;

	if (set[0] != '\0')
		book_tamper(
		    arena_format(&book_arena, "UPDATE order_line SET %s", set));
	book_must(stream_open(
	    book_ledger, STATEMENT_RUN_ORDERS, &all, &stream, &book_error));
	ck_assert(stream.found);
	status = orders_take(&taking, &catalogs, order);
	stream_close(&stream);
	return status;
}

START_TEST(a_plain_line_has_nothing_else)
{
	struct order order;

	book_must(take("", &order));
	ck_assert_str_eq(order.id, "O1");
	ck_assert_str_eq(order.line, "1");
	ck_assert_str_eq(order.plan->id, "basic");
	ck_assert(order.quantified);
	ck_assert_ptr_null(order.life);
	ck_assert_ptr_null(order.discount);
	ck_assert_ptr_null(order.promotion);
	ck_assert(!order.partial && !order.undiscounted);
	ck_assert(!date_given(order.term_end) && !date_given(order.anchor_on));
	ck_assert_str_eq(order.voids, "");
}
END_TEST

START_TEST(it_acts_when_it_was_found_to)
{
	struct order order;

	book_must(take("acts_on = '2026-03-01', term_end = '2027-01-01', "
		       "anchor_on = '2026-04-15', voids = 'O0/1', "
		       "po_number = 'P7', quantity = ''",
	    &order));
	ck_assert_int_eq(order.start.days, shop_day("2026-03-01").days);
	ck_assert_int_eq(order.term_end.days, shop_day("2027-01-01").days);
	ck_assert_int_eq(order.anchor_on.days, shop_day("2026-04-15").days);
	ck_assert_str_eq(order.voids, "O0/1");
	ck_assert_str_eq(order.po_number, "P7");
	ck_assert(!order.quantified);
}
END_TEST

START_TEST(each_word_of_its_life_is_in_its_place)
{
	struct order order;

	book_must(take("trial = 'a', trial_end = 'b', term_months = 'c', "
		       "renew = 'd', uplift = 'e', notice = 'f', "
		       "termination = 'g', termination_value = 'h', "
		       "minimum_value = 'i', suspension = 'j'",
	    &order));
	for (size_t i = 0; i < LIFE_KEY_COUNT; i++)
		ck_assert_int_eq(order.life[i][0], (char)('a' + i));
	book_must(take("trial = '', renew = ''", &order));
	ck_assert_str_eq(order.life[LIFE_TRIAL], "");
	ck_assert_str_eq(order.life[LIFE_RENEW], "");
	ck_assert_str_eq(order.life[LIFE_TRIAL_END], "b");
}
END_TEST

START_TEST(what_was_delivered_comes_by_date)
{
	struct order order;
	char day[DATE_TEXT_MAX];

	book_sql("INSERT INTO fulfilment (fulfilment, order_id, line, date, "
		 "quantity, reference, extra, content) VALUES "
		 "('F1', 'O1', '1', '2026-03-01', '2.5', '', '{}', x''), "
		 "('F2', 'O1', '1', '2026-02-01', '1', '', '{}', x''), "
		 "('F3', 'O1', '1', '2025-02-01', '0.5', '', '{}', x'')");
	book_must(take("quantity = '10'", &order));
	ck_assert(!order.partial);
	book_must(take("fulfilled = '4'", &order));
	ck_assert(order.partial);
	ck_assert_uint_eq(order.fulfilment_count, 4);
	/* Nothing was delivered before the line's day. */
	for (size_t i = 0; i < 2; i++)
		ck_assert_int_eq(
		    order.fulfilments[i].from.days, order.start.days);
	ck_assert_str_eq(
	    date_format(order.fulfilments[2].from, day), "2026-02-01");
	ck_assert_int_eq(decimal_compare(order.fulfilments[3].quantity,
			     (struct decimal){ 25, 1 }),
	    0);
}
END_TEST

START_TEST(a_cancel_of_old_had_no_version)
{
	struct order order;

	book_must(take("action = 'cancel', catalog = ''", &order));
	ck_assert_ptr_null(order.plan);
	/* Moved to another version, a line has no plan of its own. */
	book_must(
	    take("action = 'rerate', catalog = '2026', plan = ''", &order));
	ck_assert_ptr_null(order.plan);
	ck_assert_str_eq(order.catalog->version, "2026");
}
END_TEST

static const struct {
	const char *set;
	const char *told;
} lost[] = {
	{ "plan = 'gone'",
	    "subscription S1: plan gone is not in catalog 2026" },
	{ "catalog = '1999'", "plan basic is not in catalog 1999" },
	{ "discount = 'x', discounts = '2026'",
	    "discount x is not in catalog 2026" },
	{ "promotion = 'X', discounts = '2026'",
	    "promotion X is not in catalog 2026" },
	{ "discount = 'x'", "discount x is not in catalog " },
};

START_TEST(what_is_not_there_is_said)
{
	struct order order;

	ck_assert_int_eq(take(lost[_i].set, &order), STATUS_LEDGER);
	ck_assert_msg(strstr(book_error.text, lost[_i].told) != NULL, "%s",
	    book_error.text);
}
END_TEST

START_TEST(none_ends_discounts)
{
	struct order order;

	book_must(take("discount = 'none'", &order));
	ck_assert(order.undiscounted);
	ck_assert_ptr_null(order.discount);
}
END_TEST

Suite *
orders_suite(void)
{
	Suite *suite = suite_create("orders");
	TCase *tests = tcase_create("orders");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, a_plain_line_has_nothing_else);
	tcase_add_test(tests, it_acts_when_it_was_found_to);
	tcase_add_test(tests, each_word_of_its_life_is_in_its_place);
	tcase_add_test(tests, what_was_delivered_comes_by_date);
	tcase_add_test(tests, a_cancel_of_old_had_no_version);
	tcase_add_loop_test(tests, what_is_not_there_is_said, 0,
	    sizeof(lost) / sizeof(lost[0]));
	tcase_add_test(tests, none_ends_discounts);
	suite_add_tcase(suite, tests);
	return suite;
}

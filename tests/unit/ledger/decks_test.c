/*
 * Decks that charges name are loaded, row by row, and others are not.
 */
#include "ledger/decks.h"

#include <check.h>
#include <string.h>

#include "book.h"
#include "ledger/catalogs.h"
#include "ledger/facts.h"
#include "tests/unit/rule/shop.h"

static struct decks *decks;

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_sell();
	book_sql("INSERT INTO metric (catalog, metric, unit, aggregation, "
		 "field, round_to, round_mode) VALUES ('2026', 'voice', "
		 "'second', 'sum', '', '', '')");
}

/* A charge at position ${number} that is priced by a deck. */
static void
sell(int number, const char *deck)
{
	const char *sql = arena_format(&book_arena,
	    "INSERT INTO charge (catalog, plan, position, charge, kind, name, "
	    "tax_code, revenue, product, currency, price, every, anchor, "
	    "\"when\", proration, per, \"on\", metric, model, size, free, "
	    "rate, fixed, free_events, free_amount, min, max, included, "
	    "minimum, maximum, discount, zero, deck) SELECT catalog, plan, "
	    "position + %d, 'calls-%d', 'usage', 'Calls', tax_code, revenue, "
	    "product, currency, '', '', '', '', '', '', '', 'voice', 'deck', "
	    "size, free, rate, fixed, free_events, free_amount, min, max, "
	    "included, minimum, maximum, discount, zero, '%s' FROM charge "
	    "WHERE kind = 'recurring'",
	    number, number, deck);

	ck_assert_ptr_nonnull(sql);
	book_sql(sql);
}

static void
put_rate(const char *deck, const char *prefix, const char *from,
    const char *price, const char *maximum)
{
	const unsigned char content[HASH_SIZE] = { 0 };
	const char *values[] = { deck, prefix, from, "", "", price, "60", "USD",
		"1", "6", "0.05", "30", maximum, "{}" };
	struct fact fact = { content, values, 14 };

	book_must(fact_put(
	    book_ledger, STATEMENT_DECK_RATE_INSERT, &fact, &book_error));
}

static enum status
load(void)
{
	struct catalogs catalogs;

	book_must(
	    catalogs_load(book_ledger, &book_arena, &catalogs, &book_error));
	return decks_load(
	    book_ledger, &catalogs, &book_arena, &decks, &book_error);
}

static const struct deck_rate *
find(const char *deck, const char *number, const char *date)
{
	return deck_rate(
	    deck_find(decks, deck), number, shop_day(date), "peak");
}

START_TEST(decks_that_no_charge_names_are_loaded)
{
	put_rate("retail", "49", "2026-01-01", "0.10", "");
	book_must(load());
	ck_assert_ptr_null(decks);
	sell(1, "retail");
	sell(2, "other");
	sell(3, "retail");
	put_rate("another", "49", "2026-01-01", "0.30", "");
	book_must(load());
	ck_assert_ptr_nonnull(find("retail", "4930", "2026-02-01"));
	ck_assert_ptr_null(deck_find(decks, "another"));
	ck_assert_ptr_null(deck_find(decks, "other"));
}
END_TEST

START_TEST(a_row_loses_something)
{
	const struct deck_rate *rate;

	sell(1, "retail");
	put_rate("retail", "4930", "2026-01-01", "0.10", "");
	put_rate("retail", "493", "2026-01-01", "0.20", "1.5");
	put_rate("retail", "493", "2026-03-01", "0.30", "");
	book_tamper("UPDATE deck_rate SET time_class = 'peak', \"to\" = "
		    "'2026-04-01', posting = 7 WHERE \"from\" = '2026-03-01'");
	book_must(load());
	rate = find("retail", "4931", "2026-02-01");
	ck_assert_str_eq(rate->prefix, "493");
	ck_assert_str_eq(rate->deck, "retail");
	ck_assert_str_eq(rate->time_class, "");
	ck_assert_int_eq(rate->to.days, DATE_MAX.days);
	ck_assert_str_eq(rate->currency.code, "USD");
	ck_assert(rate->bounded);
	ck_assert_int_eq(rate->posting, 0);
	ck_assert(decimal_compare(rate->price, shop_decimal("0.2")) == 0);
	ck_assert(decimal_compare(rate->per, shop_decimal("60")) == 0);
	ck_assert(
	    decimal_compare(rate->increment_first, shop_decimal("1")) == 0);
	ck_assert(
	    decimal_compare(rate->increment_next, shop_decimal("6")) == 0);
	ck_assert(
	    decimal_compare(rate->connect_fee, shop_decimal("0.05")) == 0);
	ck_assert(decimal_compare(rate->minimum, shop_decimal("30")) == 0);
	ck_assert(decimal_compare(rate->maximum, shop_decimal("1.5")) == 0);
	rate = find("retail", "4931", "2026-03-01");
	ck_assert_str_eq(rate->time_class, "peak");
	ck_assert_int_eq(rate->to.days, shop_day("2026-04-01").days);
	ck_assert_int_eq(rate->posting, 7);
	ck_assert(!rate->bounded);
	rate = find("retail", "4930", "2026-03-01");
	ck_assert_str_eq(rate->prefix, "4930");
}
END_TEST

static const char *const spoilt[] = { "price = 'cheap'", "price = '-1'",
	"per = '0'", "increment_first = '0'", "increment_next = '0'",
	"currency = 'EURO'", "\"from\" = 'soon'", "maximum = '-1'",
	"prefix = 'abc'" };

START_TEST(a_spoilt_row_is_passed_over)
{
	sell(1, "retail");
	put_rate("retail", "49", "2026-01-01", "0.10", "");
	book_tamper(
	    arena_format(&book_arena, "UPDATE deck_rate SET %s", spoilt[_i]));
	ck_assert_int_ne(load(), STATUS_OK);
	ck_assert_ptr_nonnull(strstr(book_error.text, "deck retail"));
}
END_TEST

Suite *
decks_suite(void)
{
	Suite *suite = suite_create("decks");
	TCase *tests = tcase_create("decks");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, decks_that_no_charge_names_are_loaded);
	tcase_add_test(tests, a_row_loses_something);
	tcase_add_loop_test(tests, a_spoilt_row_is_passed_over, 0,
	    sizeof(spoilt) / sizeof(spoilt[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Rates come back in the order in which they were recorded.
 */
#include "ledger/tax_rates.h"

#include <check.h>

#include "book.h"

static struct tax_rates rates;
static int64_t revision;

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
}

static const char *
tell(void)
{
	const char *told = "";

	book_must(
	    tax_rates_load(book_ledger, &book_arena, &rates, &book_error));
	for (size_t i = 0; i < rates.count; i++) {
		const struct tax_rate *rate = &rates.items[i];
		char percent[DECIMAL_TEXT_MAX];
		char from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];

		told = arena_format(&book_arena, "%s%s/%s/%s %s %s..%s %d%s;",
		    told, rate->jurisdiction, rate->tax_code, rate->name,
		    decimal_format(rate->rate, percent),
		    date_format(rate->from, from), date_format(rate->to, to),
		    rate->sequence, rate->taxable ? " taxable" : "");
	}
	return told;
}

START_TEST(a_rate_without_an_end_never_ends)
{
	book_rate((struct book_rate){ .rate = "8.875" });
	book_rate((struct book_rate){ .jurisdiction = "CA",
	    .tax_code = "telecom",
	    .name = "excise",
	    .rate = "0",
	    .from = "2026-01-01",
	    .to = "2026-07-01",
	    .sequence = "2",
	    .taxable = "yes" });
	ck_assert_str_eq(tell(),
	    "NY//sales 8.875 2020-01-01.. 1;"
	    "CA/telecom/excise 0 2026-01-01..2026-07-01 2 taxable;");
	ck_assert_int_eq(rates.items[0].to.days, DATE_MAX.days);
}
END_TEST

START_TEST(no_rates)
{
	ck_assert_str_eq(tell(), "");
	ck_assert_uint_eq(rates.count, 0);
	book_must(tax_rates_revision(book_ledger, &revision, &book_error));
	ck_assert_int_eq(revision, 0);
}
END_TEST

START_TEST(the_revision_grows_with_every_rate)
{
	static const char *const days[] = { "2020-01-01", "2021-01-01",
		"2019-01-01" };
	int64_t last = 0;

	for (size_t i = 0; i < 3; i++) {
		book_rate((struct book_rate){ .from = days[i] });
		book_must(
		    tax_rates_revision(book_ledger, &revision, &book_error));
		ck_assert_int_gt(revision, last);
		last = revision;
	}
}
END_TEST

/* Recorded by the first command, decided on by the second. */
START_TEST(a_rate_that_waits_is_not_in_force)
{
	int64_t audit;

	book_must(tax_rates_waiting(book_ledger, &audit, &book_error));
	ck_assert_int_eq(audit, 0);
	book_rate((struct book_rate){ .waits = true });
	ck_assert_str_eq(tell(), "");
	book_must(tax_rates_waiting(book_ledger, &audit, &book_error));
	ck_assert_int_eq(audit, 1);
	book_must(tax_rates_revision(book_ledger, &revision, &book_error));
	ck_assert_int_eq(revision, 0);
	book_sql(
	    _i == 0
		? "INSERT INTO approval (kind, object, decision, reason, "
		  "extra, "
		  "content, audit) VALUES ('import', '1', 'approved', '', '', "
		  "x'', 2)"
		: "INSERT INTO approval (kind, object, decision, reason, "
		  "extra, "
		  "content, audit) VALUES ('import', '1', 'refused', '', '', "
		  "x'', 2)");
	ck_assert_str_eq(tell(), _i == 0 ? "NY//sales 10 2020-01-01.. 1;" : "");
	book_must(tax_rates_revision(book_ledger, &revision, &book_error));
	ck_assert_int_eq(revision, _i == 0 ? 1 : 0);
	book_must(tax_rates_waiting(book_ledger, &audit, &book_error));
	ck_assert_int_eq(audit, 0);
}
END_TEST

START_TEST(a_spoilt_rate_is_not_passed_over)
{
	book_rate((struct book_rate){ .rate = "8.875" });
	book_sql("DROP TRIGGER tax_rate_update; "
		 "UPDATE tax_rate SET rate = 'eight'");
	ck_assert_int_ne(
	    tax_rates_load(book_ledger, &book_arena, &rates, &book_error),
	    STATUS_OK);
}
END_TEST

Suite *
tax_rates_suite(void)
{
	Suite *suite = suite_create("tax_rates");
	TCase *tests = tcase_create("tax_rates");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, a_rate_without_an_end_never_ends);
	tcase_add_test(tests, no_rates);
	tcase_add_test(tests, the_revision_grows_with_every_rate);
	tcase_add_loop_test(tests, a_rate_that_waits_is_not_in_force, 0, 2);
	tcase_add_test(tests, a_spoilt_rate_is_not_passed_over);
	suite_add_tcase(suite, tests);
	return suite;
}

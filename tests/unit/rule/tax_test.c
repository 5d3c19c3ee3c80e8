/*
 * Which rates tax a line, and that no cent of tax is lost or made.
 */
#include "rule/tax.h"

#include <check.h>
#include <stdbool.h>
#include <string.h>

#include "shop.h"

#define SEED UINT64_C(0x8EBC6AF09C88C6E3)
#define RATES_MAX 6

/* A rate of New York, as it is imported. */
struct rate {
	const char *code;
	const char *name;
	const char *rate;
	const char *from;
	const char *to;
	int sequence;
	bool taxable;
};

static struct arena arena;

static void
setup(void)
{
	arena = (struct arena){ NULL, NULL };
}

static void
teardown(void)
{
	arena_close(&arena);
}

static void
tax(const struct rate *rates, struct taxed_line *lines, size_t count,
    const struct tax_terms *terms)
{
	struct tax_rate items[RATES_MAX];
	struct tax_rates all = { items, 0 };
	struct error error;

	for (; all.count < RATES_MAX && rates[all.count].name; all.count++) {
		const struct rate *rate = &rates[all.count];

		items[all.count] = (struct tax_rate){
			.jurisdiction = "NY",
			.tax_code = rate->code,
			.name = rate->name,
			.rate = shop_decimal(rate->rate),
			.from = shop_day(rate->from),
			.to =
			    rate->to[0] == '\0' ? DATE_MAX : shop_day(rate->to),
			.sequence = rate->sequence,
			.taxable = rate->taxable,
		};
	}
	if (tax_lines(lines, count, &all, terms, &arena, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
}

/* "name amount, name amount" */
static const char *
tell_taxes(const struct line *line)
{
	const char *told = "";
	char text[MONEY_TEXT_MAX];

	for (size_t i = 0; i < line->tax_count; i++) {
		told = arena_format(&arena, "%s%s%s %s", told,
		    i == 0 ? "" : ", ", line->taxes[i].name,
		    money_format(line->taxes[i].amount, text));
		ck_assert_ptr_nonnull(told);
	}
	return told;
}

START_TEST(rates_in_force)
{
	static const struct {
		const char *name, *code, *issue;
		enum tax_date date;
		struct rate rates[RATES_MAX];
		const char *taxes;
	} rows[] = {
		{ "one", "telecom", "2026-01-15", TAX_DATE_ISSUE,
		    { { "", "VAT", "19", "2026-01-01", "", 1, false } },
		    "VAT 19.00" },
		{ "not yet", "telecom", "2025-12-31", TAX_DATE_ISSUE,
		    { { "", "VAT", "19", "2026-01-01", "", 1, false } }, "" },
		{ "another code", "telecom", "2026-01-15", TAX_DATE_ISSUE,
		    { { "food", "VAT", "7", "2026-01-01", "", 1, false } },
		    "" },
		{ "the later from replaces", "telecom", "2026-01-15",
		    TAX_DATE_ISSUE,
		    { { "", "VAT", "16", "2026-01-10", "", 1, false },
			{ "", "VAT", "19", "2020-01-01", "", 1, false } },
		    "VAT 16.00" },
		{ "not before its day", "telecom", "2026-01-09", TAX_DATE_ISSUE,
		    { { "", "VAT", "19", "2020-01-01", "", 1, false },
			{ "", "VAT", "16", "2026-01-10", "", 1, false } },
		    "VAT 19.00" },
		{ "the last day", "telecom", "2026-01-31", TAX_DATE_ISSUE,
		    { { "", "VAT", "19", "2020-01-01", "2026-02-01", 1,
			false } },
		    "VAT 19.00" },
		{ "ended", "telecom", "2026-02-01", TAX_DATE_ISSUE,
		    { { "", "VAT", "19", "2020-01-01", "2026-02-01", 1,
			false } },
		    "" },
		{ "ended, and it had replaced", "telecom", "2026-02-01",
		    TAX_DATE_ISSUE,
		    { { "", "VAT", "16", "2020-01-01", "", 1, false },
			{ "", "VAT", "19", "2025-01-01", "2026-02-01", 1,
			    false } },
		    "" },
		{ "its own code first", "telecom", "2026-01-15", TAX_DATE_ISSUE,
		    { { "telecom", "VAT", "7", "2020-01-01", "", 1, false },
			{ "", "VAT", "19", "2025-01-01", "", 1, false } },
		    "VAT 7.00" },
		{ "its own code first, in any order", "telecom", "2026-01-15",
		    TAX_DATE_ISSUE,
		    { { "", "VAT", "19", "2025-01-01", "", 1, false },
			{ "telecom", "VAT", "7", "2020-01-01", "", 1, false } },
		    "VAT 7.00" },
		{ "its own code not yet", "telecom", "2026-01-15",
		    TAX_DATE_ISSUE,
		    { { "telecom", "VAT", "7", "2026-02-01", "", 1, false },
			{ "", "VAT", "19", "2025-01-01", "", 1, false } },
		    "VAT 19.00" },
		{ "its own code no more", "telecom", "2026-01-15",
		    TAX_DATE_ISSUE,
		    { { "telecom", "VAT", "7", "2020-01-01", "2026-01-01", 1,
			  false },
			{ "", "VAT", "19", "2025-01-01", "", 1, false } },
		    "VAT 19.00" },
		{ "both ended", "telecom", "2026-01-15", TAX_DATE_ISSUE,
		    { { "telecom", "VAT", "7", "2020-01-01", "2026-01-01", 1,
			  false },
			{ "", "VAT", "19", "2025-01-01", "2026-01-01", 1,
			    false } },
		    "" },
		{ "several, in sequence", "telecom", "2026-01-15",
		    TAX_DATE_ISSUE,
		    { { "", "state", "4", "2020-01-01", "", 2, false },
			{ "", "city", "4.5", "2020-01-01", "", 3, false },
			{ "telecom", "USF", "10", "2020-01-01", "", 1,
			    false } },
		    "USF 10.00, state 4.00, city 4.50" },
		{ "equal sequence: by name", "telecom", "2026-01-15",
		    TAX_DATE_ISSUE,
		    { { "", "b", "1", "2020-01-01", "", 1, false },
			{ "", "a", "2", "2020-01-01", "", 1, false } },
		    "a 2.00, b 1.00" },
		{ "a tax on a tax", "telecom", "2026-01-15", TAX_DATE_ISSUE,
		    { { "", "state", "10", "2020-01-01", "", 2, false },
			{ "", "fee", "10", "2020-01-01", "", 1, true } },
		    "fee 10.00, state 11.00" },
		{ "no tax on the tax after it", "telecom", "2026-01-15",
		    TAX_DATE_ISSUE,
		    { { "", "state", "10", "2020-01-01", "", 1, false },
			{ "", "fee", "10", "2020-01-01", "", 2, true } },
		    "state 10.00, fee 10.00" },
		{ "two taxes on taxes", "telecom", "2026-01-15", TAX_DATE_ISSUE,
		    { { "", "one", "10", "2020-01-01", "", 1, true },
			{ "", "two", "10", "2020-01-01", "", 2, true },
			{ "", "three", "10", "2020-01-01", "", 3, false } },
		    "one 10.00, two 11.00, three 12.10" },
		{ "a rate of zero is a tax", "telecom", "2026-01-15",
		    TAX_DATE_ISSUE,
		    { { "", "VAT", "0", "2020-01-01", "", 1, false } },
		    "VAT 0.00" },
		{ "by issue date", "telecom", "2026-02-01", TAX_DATE_ISSUE,
		    { { "", "VAT", "19", "2020-01-01", "", 1, false },
			{ "", "VAT", "16", "2026-02-01", "", 1, false } },
		    "VAT 16.00" },
		{ "by period: a rate of the day after is too late", "telecom",
		    "2026-02-01", TAX_DATE_PERIOD_END,
		    { { "", "VAT", "19", "2020-01-01", "", 1, false },
			{ "", "VAT", "16", "2026-02-01", "", 1, false } },
		    "VAT 19.00" },
		{ "by period: its last day counts", "telecom", "2026-01-01",
		    TAX_DATE_PERIOD_END,
		    { { "", "VAT", "19", "2020-01-01", "", 1, false },
			{ "", "VAT", "16", "2026-01-31", "", 1, false } },
		    "VAT 16.00" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct line *line = shop_line(&arena, "100.00");
		struct taxed_line taxed = { line, "NY", false };
		struct tax_terms terms = { .issue_date =
					       shop_day(rows[i].issue),
			.date = rows[i].date };

		line->tax_code = rows[i].code;
		tax(rows[i].rates, &taxed, 1, &terms);
		ck_assert_msg(strcmp(tell_taxes(line), rows[i].taxes) == 0,
		    "%s: %s", rows[i].name, tell_taxes(line));
	}
}
END_TEST

static const struct rate sales[RATES_MAX] = { { "", "sales", "8.875",
    "2020-01-01", "", 1, false } };

START_TEST(who_is_not_taxed)
{
	struct tax_terms terms = { .issue_date = shop_day("2026-01-01") };
	struct line_tax kept = { .name = "old", .amount = shop_money("5.00") };
	struct taxed_line lines[] = {
		{ shop_line(&arena, "100.00"), "NY", true },
		{ shop_line(&arena, "100.00"), "", false },
		{ shop_line(&arena, "100.00"), "NJ", false },
		{ shop_line(&arena, "100.00"), "NY", false },
		{ shop_line(&arena, "-100.00"), "NY", true },
	};

	/* A correction keeps its taxes, exempt or not. */
	lines[4].line->corrects = "INV-1/1";
	lines[4].line->taxes = &kept;
	lines[4].line->tax_count = 1;
	/* Taxes of an earlier attempt do not stay. */
	lines[0].line->taxes = &kept;
	lines[0].line->tax_count = 1;
	tax(sales, lines, 5, &terms);
	ck_assert_str_eq(tell_taxes(lines[0].line), "");
	ck_assert_str_eq(tell_taxes(lines[1].line), "");
	ck_assert_str_eq(tell_taxes(lines[2].line), "");
	ck_assert_str_eq(tell_taxes(lines[3].line), "sales 8.88");
	ck_assert_str_eq(tell_taxes(lines[4].line), "old 5.00");
}
END_TEST

START_TEST(by_group_or_by_line)
{
	static const struct {
		const char *name;
		enum tax_rounding by;
		const char *amounts[3], *taxes[3];
	} rows[] = {
		/* 3 × 0.0710 is 0.213. */
		{ "group", TAX_ROUNDING_GROUP, { "0.80", "0.80", "0.80" },
		    { "0.07", "0.07", "0.07" } },
		/* 3 × 0.04526 is 0.13579. */
		{ "group rounds once", TAX_ROUNDING_GROUP,
		    { "0.51", "0.51", "0.51" }, { "0.05", "0.05", "0.04" } },
		{ "each line rounds", TAX_ROUNDING_LINE,
		    { "0.51", "0.51", "0.51" }, { "0.05", "0.05", "0.05" } },
		{ "the larger loss first", TAX_ROUNDING_GROUP,
		    { "0.51", "0.30", "0.55" }, { "0.04", "0.03", "0.05" } },
		{ "with a credit", TAX_ROUNDING_GROUP,
		    { "10.00", "-10.00", "0.06" },
		    { "0.89", "-0.89", "0.01" } },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct tax_terms terms = {
			.issue_date = shop_day("2026-01-01"),
			.by = rows[i].by,
		};
		struct taxed_line lines[3];

		for (size_t k = 0; k < 3; k++)
			lines[k] = (struct taxed_line){ shop_line(&arena,
							    rows[i].amounts[k]),
				"NY", false };
		tax(sales, lines, 3, &terms);
		for (size_t k = 0; k < 3; k++)
			ck_assert_msg(strcmp(tell_taxes(lines[k].line) + 6,
					  rows[i].taxes[k]) == 0,
			    "%s: line %zu: %s", rows[i].name, k,
			    tell_taxes(lines[k].line));
	}
}
END_TEST

START_TEST(shares_sum_to_the_rounded_tax_of_the_group)
{
	uint64_t state = SEED;

	for (int round = 0; round < 3000; round++) {
		struct tax_terms terms = {
			.issue_date = shop_day("2026-01-01"),
			.rounding = (enum rounding)shop_below(&state, 2),
		};
		size_t count = 1 + (size_t)shop_below(&state, 30);
		struct taxed_line lines[30];
		int64_t net = 0, taxes = 0;
		struct money owed;
		struct error error;

		arena_reset(&arena);
		for (size_t i = 0; i < count; i++) {
			lines[i] =
			    (struct taxed_line){ shop_line(&arena, "1.00"),
				    "NY", false };
			lines[i].line->amount.minor =
			    shop_below(&state, 100000) - 30000;
			net += lines[i].line->amount.minor;
		}
		tax(sales, lines, count, &terms);
		for (size_t i = 0; i < count; i++)
			taxes += lines[i].line->taxes[0].amount.minor;
		ck_assert_int_eq(
		    money_round(ratio_of((__int128)net * 8875, 10000000),
			shop_dollars(), terms.rounding, &owed, &error),
		    STATUS_OK);
		ck_assert_msg(taxes == owed.minor,
		    "seed %llx round %d: %lld, not %lld",
		    (unsigned long long)SEED, round, (long long)taxes,
		    (long long)owed.minor);
	}
}
END_TEST

START_TEST(what_does_not_fit_is_an_error)
{
	static const struct tax_rate rate = { "NY", "", "sales",
		{ 999999999, 0 }, { 0 }, { INT32_MAX }, 1, false };
	struct tax_rates rates = { &rate, 1 };
	struct tax_terms terms = { .issue_date = shop_day("2026-01-01") };
	struct taxed_line line = { shop_line(&arena, "1.00"), "NY", false };
	struct error error;

	line.line->amount.minor = INT64_MAX;
	ck_assert_int_eq(tax_lines(&line, 1, &rates, &terms, &arena, &error),
	    STATUS_INVALID);
}
END_TEST

START_TEST(a_certificate_is_good_for_its_place_and_days)
{
	static const struct {
		const char *name, *jurisdiction, *from, *to, *issued;
		enum tax_date date;
		bool good;
	} rows[] = {
		{ "its first day", "NY", "2026-02-01", "2026-03-01",
		    "2026-02-01", TAX_DATE_ISSUE, true },
		{ "the day before", "NY", "2026-02-01", "2026-03-01",
		    "2026-01-31", TAX_DATE_ISSUE, false },
		{ "its last day", "NY", "2026-02-01", "2026-03-01",
		    "2026-02-28", TAX_DATE_ISSUE, true },
		{ "the day of its end", "NY", "2026-02-01", "2026-03-01",
		    "2026-03-01", TAX_DATE_ISSUE, false },
		{ "without days", "NY", "", "", "2026-03-01", TAX_DATE_ISSUE,
		    true },
		{ "another place", "CA", "", "", "2026-03-01", TAX_DATE_ISSUE,
		    false },
		{ "every place", "", "", "", "2026-03-01", TAX_DATE_ISSUE,
		    true },
		{ "the last day of January counts", "NY", "2026-02-01", "",
		    "2026-02-01", TAX_DATE_PERIOD_END, false },
		{ "and is covered", "NY", "2026-01-31", "2026-02-01",
		    "2026-02-01", TAX_DATE_PERIOD_END, true },
	};
	const struct line *line = shop_line(&arena, "30.00");

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct tax_exemption one = {
			rows[i].jurisdiction, shop_day(rows[i].from),
			rows[i].to[0] == '\0' ? DATE_MAX : shop_day(rows[i].to)
		};
		const struct tax_exemptions all = { &one, 1 };
		const struct tax_terms terms = { .issue_date =
						     shop_day(rows[i].issued),
			.date = rows[i].date };

		ck_assert_msg(
		    tax_exempts(&all, "NY", line, &terms) == rows[i].good, "%s",
		    rows[i].name);
	}
}
END_TEST

/* 10 % of 30.00, then 5 % of all before it; the rates stay as they are. */
START_TEST(amounts_are_made_of_the_rates_that_lines_have)
{
	struct line_tax taxes[2][2];
	struct taxed_line lines[2];
	const struct tax_terms terms = { .by = TAX_ROUNDING_GROUP };
	struct error error;

	for (size_t i = 0; i < 2; i++) {
		taxes[i][0] = (struct line_tax){ .name = "excise",
			.jurisdiction = "NY",
			.rate = shop_decimal("10"),
			.amount = shop_money("9.99"),
			.sequence = 1,
			.taxable = true };
		taxes[i][1] = (struct line_tax){ .name = "sales",
			.jurisdiction = "NY",
			.rate = shop_decimal("5"),
			.amount = shop_money("-1.00"),
			.sequence = 2 };
		lines[i] =
		    (struct taxed_line){ .line = shop_line(&arena, "30.00") };
		lines[i].line->taxes = taxes[i];
		lines[i].line->tax_count = 2;
	}
	lines[1].line->corrects = "INV-1/1";
	ck_assert_int_eq(
	    tax_amounts(lines, 2, &terms, &arena, &error), STATUS_OK);
	ck_assert_str_eq(tell_taxes(lines[0].line), "excise 3.00, sales 1.65");
	ck_assert_str_eq(tell_taxes(lines[1].line), "excise 9.99, sales -1.00");
	ck_assert_int_eq(
	    tax_amounts(NULL, 0, &terms, &arena, &error), STATUS_OK);
}
END_TEST

Suite *
tax_suite(void)
{
	Suite *suite = suite_create("tax");
	TCase *tests = tcase_create("tax");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, rates_in_force);
	tcase_add_test(tests, who_is_not_taxed);
	tcase_add_test(tests, by_group_or_by_line);
	tcase_add_test(tests, shares_sum_to_the_rounded_tax_of_the_group);
	tcase_add_test(tests, what_does_not_fit_is_an_error);
	tcase_add_test(tests, a_certificate_is_good_for_its_place_and_days);
	tcase_add_test(tests, amounts_are_made_of_the_rates_that_lines_have);
	suite_add_tcase(suite, tests);
	return suite;
}

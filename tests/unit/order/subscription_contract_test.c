/*
 * Terms that are agreed, renewed and left.
 */
#include "order/subscription.h"

#include <check.h>

#include "tales.h"

static const struct tales_row contracts[] = {
	{ "from month to month", "", { TALES_ADD }, "basic 1 01-15..", "" },
	{ "a term that renews by itself", TALES_YEAR, { TALES_ADD },
	    "basic 1 01-15..",
	    "01-15..2027-01-15, 2027-01-15..2028-01-15, "
	    "2028-01-15..2029-01-15, 2029-01-15..2030-01-15, "
	    "2030-01-15..2031-01-15" },
	{ "a term that does not renew", TALES_YEAR ";renew=none", { TALES_ADD },
	    "basic 1 01-15..2027-01-15", "01-15..2027-01-15" },
	{ "a term, then from month to month", TALES_YEAR ";renew=evergreen",
	    { TALES_ADD }, "basic 1 01-15..", "01-15..2027-01-15" },
	{ "left early", TALES_YEAR, { TALES_ADD, "2026-06-11 cancel" },
	    "basic 1 01-15..06-11", "01-15..2027-01-15 left 06-11 by order" },
	{ "left on the last day of the term", TALES_YEAR,
	    { TALES_ADD, "2027-01-15 cancel" }, "basic 1 01-15..2027-01-15",
	    "01-15..2027-01-15" },
	{ "left in the second term", TALES_YEAR,
	    { TALES_ADD, "2027-06-01 cancel" }, "basic 1 01-15..2027-06-01",
	    "01-15..2027-01-15, 2027-01-15..2028-01-15 left 2027-06-01 by "
	    "order" },
	{ "left and resumed on one day", TALES_YEAR ";renew=none",
	    { TALES_ADD, "2026-06-11 cancel", "2026-06-11 resume" },
	    "basic 1 01-15..2027-01-15", "01-15..2027-01-15" },
	{ "left, and resumed later without a term", TALES_YEAR ";renew=none",
	    { TALES_ADD, "2026-06-11 cancel", "2026-07-01 resume" },
	    "basic 1 01-15..06-11, basic 1 07-01..",
	    "01-15..2027-01-15 left 06-11 by order" },
	{ "ended by the end that was agreed", TALES_YEAR,
	    { "2026-01-15 add plan=basic end=2026-06-01" },
	    "basic 1 01-15..06-01", "01-15..06-01 by order" },
	{ "a term of the line's", "",
	    { "2026-01-15 add plan=basic term_months=6 renew=none" },
	    "basic 1 01-15..07-15", "01-15..07-15" },
	{ "a term that ends with another's", TALES_YEAR ";renew=none",
	    { "2026-01-15 add plan=basic until=2026-10-01" },
	    "basic 1 01-15..10-01", "01-15..10-01" },
	{ "renewed by order", TALES_YEAR ";renew=none",
	    { TALES_ADD, "2026-11-01 renew" }, "basic 1 01-15..2028-01-15",
	    "01-15..2027-01-15, 2027-01-15..2028-01-15" },
	{ "renewed on the day of the end, for less", TALES_YEAR ";renew=none",
	    { TALES_ADD, "2027-01-15 renew term_months=1 price=20.00" },
	    "basic 1 01-15..2027-01-15, "
	    "basic 1 at 20.00 2027-01-15..2027-02-15",
	    "01-15..2027-01-15, 2027-01-15..2027-02-15" },
	{ "not to be renewed any more", TALES_YEAR,
	    { TALES_ADD, "2026-06-01 change renew=none" },
	    "basic 1 01-15..06-01, basic 1 06-01..2027-01-15",
	    "01-15..2027-01-15" },
	{ "another term agreed", TALES_YEAR ";renew=none",
	    { TALES_ADD, "2026-06-01 reterm term_months=24" },
	    "basic 1 01-15..2028-06-01",
	    "01-15..2027-01-15 left 06-01 by order, 06-01..2028-06-01" },
	{ "terms from the 31st drift", "term_months=1",
	    { "2026-01-31 add plan=basic", "2026-05-15 cancel" },
	    "basic 1 01-31..05-15",
	    "01-31..02-28, 02-28..03-31, 03-31..04-30, "
	    "04-30..05-31 left 05-15 by order" },
	{ "an uplift of 5 percent", TALES_YEAR ";uplift=5",
	    { TALES_ADD, "2029-01-01 cancel" },
	    "basic 1 01-15..2027-01-15, basic 1 at 31.50 2027-01-15.."
	    "2028-01-15, basic 1 at 33.08 2028-01-15..2029-01-01",
	    NULL },
	{ "an uplift on a price of three places", TALES_YEAR ";uplift=2.5",
	    { "2026-01-15 add plan=basic price=10.005", "2027-02-01 cancel" },
	    "basic 1 at 10.005 01-15..2027-01-15, "
	    "basic 1 at 10.255 2027-01-15..2027-02-01",
	    NULL },
	{ "an uplift that a new plan forgets", TALES_YEAR ";uplift=5",
	    { TALES_ADD, "2027-06-01 change plan=pro", "2027-07-01 cancel" },
	    "basic 1 01-15..2027-01-15, basic 1 at 31.50 2027-01-15.."
	    "2027-06-01, pro 1 2027-06-01..2027-07-01",
	    NULL },
	{ "an uplift on the last day of the term that is left",
	    TALES_YEAR ";uplift=5", { TALES_ADD, "2027-01-15 cancel" },
	    "basic 1 01-15..2027-01-15", NULL },
};

START_TEST(contracts_are_agreed_and_left)
{
	tales_check(contracts, sizeof(contracts) / sizeof(contracts[0]));
}
END_TEST

/* What is asked until a day is a part of what is asked until a later one. */
START_TEST(contracts_end_with_what_matters)
{
	static const struct {
		const char *name, *until;
		size_t contracts, terms;
	} rows[] = {
		{ "a guide", "0001-01-01", 0, 1 },
		{ "before its first renewal", "2026-12-14", 1, 1 },
		{ "a period that the renewal cuts", "2026-12-15", 2, 2 },
		{ "after it", "2027-01-20", 2, 2 },
		{ "the second renewal", "2028-01-20", 3, 3 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct subscription life;

		tales_open("term_months=12;uplift=5");
		tales_order(TALES_ADD);
		/* Nobody waits for the year 9999. */
		tales_order("9999-12-31 cancel");
		tales_shop.until = shop_day(rows[i].until);
		shop_subscription(&tales_shop, &life);
		ck_assert_msg(life.contract_count == rows[i].contracts &&
				  life.term_count == rows[i].terms,
		    "%s: %zu, %zu", rows[i].name, life.contract_count,
		    life.term_count);
		ck_assert_int_eq(life.end.days, shop_day("9999-12-31").days);
		shop_close(&tales_shop);
	}
}
END_TEST

Suite *
subscription_contract_suite(void)
{
	Suite *suite = suite_create("subscription_contract");
	TCase *tests = tcase_create("subscription_contract");

	tcase_add_test(tests, contracts_are_agreed_and_left);
	tcase_add_test(tests, contracts_end_with_what_matters);
	suite_add_tcase(suite, tests);
	return suite;
}

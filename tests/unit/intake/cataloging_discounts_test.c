/*
 * Discounts, and what plans and charges say of the life of a subscription, come
 * in and come back, or their mistake has a place.
 */
#include <check.h>
#include <string.h>

#include "intake/cataloging.h"
#include "ledger/catalogs.h"
#include "order/discount.h"
#include "tests/unit/work/desk.h"

#define HEAD "version: \"1\"\neffective: 2026-01-01\n"
#define PRODUCT "products:\n  - {id: fiber, name: Fiber, tax_code: telecom}\n"
#define PLAN "plans:\n  - id: basic\n    product: fiber\n    currency: USD\n"
#define METRICS HEAD "metrics:\n  - {id: gb, unit: GB}\n"
#define CHARGES METRICS PRODUCT PLAN "    charges:\n      - "

static enum status
run(const char *text)
{
	const char *path = book_file("cat.yaml", text);

	desk_clear();
	return cataloging_run(&desk_request, path, &book_error);
}

/* All that a plan says of the life of its subscriptions, a ramp, a bundle. */
static const char living[] = HEAD PRODUCT
    "  - {id: tv, name: TV, tax_code: media}\n" PLAN
    "    trial: 14 days\n    trial_end: lapse\n    term_months: 12\n"
    "    renew: auto\n    uplift: \"2.5\"\n    notice: 3 months\n"
    "    termination: percent\n    termination_value: 50\n"
    "    minimum_value: \"900.00\"\n    suspension: charged\n"
    "    charges:\n"
    "      - {id: duo, kind: recurring, price: \"40.00\",\n"
    "         ramp: [{after: 6 months, price: \"45\"},\n"
    "                {after: 1 year, price: \"50.00\"}],\n"
    "         components: [{product: tv, price: \"20.00\"},\n"
    "                      {product: fiber, price: \"30.00\"}]}\n"
    "      - {id: net, kind: recurring, price: \"5.00\",\n"
    "         ramp: [{after: 10 days, price: \"6\"}]}\n"
    "      - {id: visit, kind: one_time, on: order, price: \"30.00\"}\n"
    "discounts:\n"
    "  - {id: summer, name: Summer sale, percent: \"12.5\", plan: basic,\n"
    "     product: tv, charge: net, kind: recurring, periods: 3,\n"
    "     until: 2026-09-01, code: SUN, limit: 100, customer_limit: 1,\n"
    "     from: 2026-06-01, to: 2026-08-01}\n"
    "  - {id: once, name: Welcome, on: document, amount: \"10.00\",\n"
    "     currency: USD}\n";

static void
check_discounts(const struct catalog *catalog)
{
	static const char *const texts[DISCOUNT_KEY_COUNT] = { "summer",
		"Summer sale", "", "12.5", "", "", "basic", "tv", "", "net",
		"recurring", "3", "2026-09-01", "SUN", "100", "1", "2026-06-01",
		"2026-08-01" };
	const struct discount *summer = catalog_discount(catalog, "summer");

	ck_assert_uint_eq(catalog->discount_count, 2);
	ck_assert_str_eq(catalog->discounts[0].id, "once");
	ck_assert_int_eq(catalog->discounts[0].scope, SCOPE_DOCUMENT);
	ck_assert_str_eq(catalog->discounts[0].currency.code, "USD");
	for (size_t i = 0; i < DISCOUNT_KEY_COUNT; i++)
		ck_assert_str_eq(summer->texts[i], texts[i]);
	ck_assert(summer->by_percent && summer->of_kind);
	ck_assert_int_eq(summer->customer_limit, 1);
}

static void
check_living(const struct catalog *catalog)
{
	static const char *const texts[LIFE_KEY_COUNT] = { "14 days", "lapse",
		"12", "auto", "2.5", "3 months", "percent", "50", "900.00",
		"charged" };
	const struct plan *plan = catalog_plan(catalog, "basic");
	const struct charge *charges = plan->charges;

	for (size_t i = 0; i < LIFE_KEY_COUNT; i++)
		ck_assert_str_eq(plan->life.texts[i], texts[i]);
	ck_assert_int_eq(plan->life.term_months, 12);
	ck_assert_int_eq(plan->life.termination, TERMINATION_PERCENT);
	ck_assert(!plan->life.suspended_free);
	ck_assert_uint_eq(charges[0].ramp_count, 2);
	ck_assert_int_eq(charges[0].ramp[1].after.unit, CYCLE_YEAR);
	ck_assert_str_eq(charges[0].ramp[1].texts[RAMP_PRICE], "50.00");
	ck_assert_int_eq(charges[0].ramp[0].price.coefficient == 45, 1);
	ck_assert_uint_eq(charges[0].component_count, 2);
	ck_assert_str_eq(charges[0].components[0].product->tax_code, "media");
	ck_assert_str_eq(charges[0].components[1].product->id, "fiber");
	ck_assert(charges[0].components[1].price.coefficient == 3000);
	ck_assert_uint_eq(charges[1].ramp_count, 1);
	ck_assert_uint_eq(charges[1].component_count, 0);
	ck_assert_int_eq(charges[1].ramp[0].after.count, 10);
	ck_assert_int_eq(charges[2].on, ON_ORDER);
	ck_assert_uint_eq(charges[2].ramp_count, 0);
	check_discounts(catalog);
}

START_TEST(lives_ramps_bundles_and_discounts_are_read)
{
	unsigned char digest[HASH_SIZE];
	struct catalog catalog;

	book_must(cataloging_read(book_file("cat.yaml", living), &book_arena,
	    &catalog, digest, &book_error));
	check_living(&catalog);
}
END_TEST

START_TEST(lives_ramps_bundles_and_discounts_come_back_from_the_ledger)
{
	struct catalogs catalogs;

	book_must(run(living));
	book_open(LEDGER_READ);
	book_must(
	    catalogs_load(book_ledger, &book_arena, &catalogs, &book_error));
	check_living(&catalogs.items[0]);
	book_close();
}
END_TEST

static const struct {
	const char *text;
	const char *told;
} faults[] = {
	{ HEAD PRODUCT PLAN "    trial: two weeks\n", "cat.yaml:9:5: trial: " },
	{ HEAD PRODUCT PLAN "    trail: 2 weeks\n",
	    "cat.yaml:9:5: key \"trail\" is not known; trial?" },
	{ HEAD PRODUCT PLAN "    termination: fixed\n",
	    "cat.yaml:6:5: termination_value: missing" },
	{ HEAD PRODUCT PLAN "    uplift: 3\n    renew: none\n",
	    "cat.yaml:9:5: uplift: " },
	{ HEAD PRODUCT PLAN "    term_months: [12]\n",
	    "cat.yaml:9:5: a single value" },
	{ CHARGES "{id: a, kind: recurring, price: 1, ramp: 5}\n",
	    "a list is expected" },
	{ CHARGES "{id: a, kind: recurring, price: 1, ramp: [{after: 1 month, "
		  "price: 2}, {after: 1 month, price: 3}]}\n",
	    "ramp: step 2: 1 month is not after the step before" },
	{ CHARGES "{id: a, kind: recurring, price: 1, ramp: [{from: 1 month, "
		  "price: 2}]}\n",
	    "key \"from\" is not known" },
	{ CHARGES "{id: a, kind: one_time, price: 1, ramp: [{after: 1 month, "
		  "price: 2}]}\n",
	    "ramp: a one_time charge has no ramp" },
	{ CHARGES "{id: a, kind: recurring, price: 1, components: [{product: "
		  "fibre, price: 2}]}\n",
	    "product \"fibre\" is not known; fiber?" },
	{ CHARGES "{id: a, kind: recurring, price: 1, components: [{product: "
		  "fiber, price: 0}]}\n",
	    "components: the prices are all zero" },
	{ CHARGES "{id: a, kind: recurring, price: 1, components: [{price: "
		  "1}]}\n",
	    "components: component 1: missing" },
	{ CHARGES "{id: a, kind: recurring, price: 1, tiers: [{price: 1}]}\n",
	    "tiers: a recurring charge has no tiers" },
	{ HEAD PRODUCT PLAN "discounts: [{id: a, percent: 120}]\n",
	    "cat.yaml:9:21: percent: " },
	{ HEAD PRODUCT PLAN "discounts: [{id: a, percent: 5, plan: bassic}]\n",
	    "cat.yaml:9:33: plan \"bassic\" is not known; basic?" },
	{ HEAD PRODUCT PLAN "discounts: [{id: a, percent: 5, charge: x}]\n",
	    "charge \"x\" is not known" },
	{ HEAD PRODUCT PLAN "discounts: [{id: a, percent: 5, product: x}]\n",
	    "product \"x\" is not known" },
	{ HEAD PRODUCT PLAN "discounts: [{id: a, percent: 5, line: x}]\n",
	    "line \"x\" is not known" },
	{ HEAD PRODUCT PLAN "discounts: [{id: a, percent: 5, perriods: 3}]\n",
	    "key \"perriods\" is not known; periods?" },
	{ HEAD PRODUCT PLAN "discounts:\n  - {id: a, percent: 5}\n"
			    "  - {id: a, percent: 6}\n",
	    "discount a is there twice" },
	{ HEAD PRODUCT PLAN "discounts: [{id: none, percent: 5}]\n",
	    "cat.yaml:9:14: id: " },
};

START_TEST(a_mistake_has_its_place)
{
	ck_assert_msg(run(faults[_i].text) == STATUS_CONFIG, "%s\n%s",
	    faults[_i].text, book_error.text);
	desk_told(faults[_i].told);
	desk_told("cat.yaml");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM catalog"), "0");
}
END_TEST

Suite *
cataloging_discounts_suite(void)
{
	Suite *suite = suite_create("cataloging_discounts");
	TCase *tests = tcase_create("cataloging_discounts");

	tcase_add_checked_fixture(tests, desk_setup, desk_teardown);
	tcase_add_test(tests, lives_ramps_bundles_and_discounts_are_read);
	tcase_add_test(
	    tests, lives_ramps_bundles_and_discounts_come_back_from_the_ledger);
	tcase_add_loop_test(tests, a_mistake_has_its_place, 0,
	    sizeof(faults) / sizeof(faults[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

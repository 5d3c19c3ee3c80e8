/*
 * A version comes in once and whole, or its mistake has a place.
 */
#include "intake/cataloging.h"

#include <check.h>
#include <string.h>

#include "ledger/catalogs.h"
#include "tests/unit/work/desk.h"

#define HEAD "version: \"1\"\neffective: 2026-01-01\n"
#define PRODUCT "products:\n  - {id: fiber, name: Fiber, tax_code: telecom}\n"
#define PLAN "plans:\n  - id: basic\n    product: fiber\n    currency: USD\n"
#define CHARGE \
	"    charges:\n      - {id: access, kind: recurring, price: " \
	"\"30.00\"}\n"

#define METRICS HEAD "metrics:\n  - {id: gb, unit: GB}\n"
#define CHARGES METRICS PRODUCT PLAN "    charges:\n      - "

static enum status
run(const char *text)
{
	const char *path = book_file("cat.yaml", text);

	desk_clear();
	return cataloging_run(&desk_request, path, &book_error);
}

START_TEST(a_version_is_recorded_with_an_audit_row)
{
	book_must(run(HEAD PRODUCT PLAN CHARGE));
	ck_assert_str_eq(desk_counts(), "1 1 0 0 0");
	ck_assert_str_eq(
	    book_sql("SELECT version, effective FROM catalog"), "1|2026-01-01");
	ck_assert_str_eq(
	    book_sql("SELECT c.kind, c.price, c.currency, c.product "
		     "FROM charge c"),
	    "recurring|30.00|USD|fiber");
	ck_assert_str_eq(
	    book_sql("SELECT subject, accepted FROM audit"), "catalog|1");
}
END_TEST

START_TEST(a_version_never_changes)
{
	book_must(run(HEAD PRODUCT PLAN CHARGE));
	book_must(run(HEAD PRODUCT PLAN CHARGE));
	ck_assert_str_eq(desk_counts(), "1 0 0 1 0");
	ck_assert_int_eq(
	    run(HEAD PRODUCT PLAN CHARGE "# A comment.\n"), STATUS_CONFIG);
	desk_told("version \"1\" was imported before");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM audit"), "1");
}
END_TEST

START_TEST(a_dry_run_records_nothing)
{
	desk_request.dry_run = true;
	book_must(run(HEAD PRODUCT PLAN CHARGE));
	ck_assert_str_eq(desk_counts(), "1 1 0 0 0");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM catalog"), "0");
}
END_TEST

START_TEST(plans_are_sorted_and_charges_inherit)
{
	static const char text[] = HEAD
	    "metrics:\n"
	    "  - {id: gb, unit: GB, round: {to: \"0.001\", mode: up}}\n" PRODUCT
	    "  - {id: router, name: Router, revenue: \"4020\"}\n"
	    "plans:\n"
	    "  - {id: z, product: fiber, currency: USD}\n"
	    "  - id: a\n"
	    "    product: fiber\n"
	    "    name: All\n"
	    "    currency: EUR\n"
	    "    charges:\n"
	    "      - {id: one, kind: recurring, price: \"1\"}\n"
	    "      - {id: two, kind: one_time, price: \"2\", product: router,\n"
	    "         tax_code: goods}\n"
	    "      - id: three\n"
	    "        kind: usage\n"
	    "        metric: gb\n"
	    "        model: graduated\n"
	    "        where: {zone: eu}\n"
	    "        tiers: [{up_to: 10, price: \"0\"}, {price: \"1\"}]\n";
	unsigned char digest[HASH_SIZE];
	const struct charge *charges;
	struct catalog catalog;

	book_must(cataloging_read(book_file("cat.yaml", text), &book_arena,
	    &catalog, digest, &book_error));
	ck_assert_uint_eq(catalog.plan_count, 2);
	ck_assert_str_eq(catalog.plans[0].id, "a");
	ck_assert_str_eq(catalog.plans[1].id, "z");
	ck_assert_int_eq(catalog.metrics[0].aggregation, AGGREGATION_SUM);
	charges = catalog.plans[0].charges;
	ck_assert_uint_eq(catalog.plans[0].charge_count, 3);
	ck_assert_str_eq(charges[0].currency.code, "EUR");
	ck_assert_str_eq(charges[0].tax_code, "telecom");
	ck_assert_str_eq(charges[0].product->id, "fiber");
	ck_assert_str_eq(charges[1].product->id, "router");
	ck_assert_str_eq(charges[1].tax_code, "goods");
	ck_assert_str_eq(charges[1].revenue, "4020");
	ck_assert_uint_eq(charges[2].usage.tier_count, 2);
	ck_assert_ptr_eq(charges[2].usage.metric, &catalog.metrics[0]);
	ck_assert_str_eq(charges[2].usage.filters[0].value, "eu");
}
END_TEST

/* A catalog with every list. */
static const char lists[] = METRICS
    "  - {id: gbh, unit: GBh, aggregation: weighted, per: day,\n"
    "     values: change, recurring: yes, expression: mb / 1000}\n"
    "holidays: [{id: us, dates: [2026-07-04, 2026-01-01]}]\n"
    "time_classes:\n"
    "  - id: x\n"
    "    classes: [{class: a, holidays: us}, {class: p, days: mon-fri,\n"
    "       from: \"08:00\", to: \"18:00\"}, {class: b}]\n" PRODUCT PLAN
    "    charges:\n"
    "      - {id: m, kind: usage, metric: gb, model: matrix, included: 5,\n"
    "         prices: [{where: {z: eu, c: \"*\"}, price: \"1\"},\n"
    "         {price: \"2\"}], alerts: [{percent: 80}, {amount: 5},\n"
    "         {first_use: yes}], rollover: 2, rollover_max: 7, limit: 9,\n"
    "         commitment: 100, commitment_term: 1 year, overage: 2}\n"
    "      - {id: d, kind: usage, metric: gb, model: deck, deck: v,\n"
    "         time_classes: x, number: to}\n"
    "      - {id: l, kind: usage, metric: gbh, model: volume, levels: each,\n"
    "         tiers: [{price: 1, cap: 5}], pricing_unit: token,\n"
    "         conversion: \"0.5\"}\n"
    "      - {id: p, kind: usage, metric: gb, price: 1, included: 1,\n"
    "         pool: payer}\n"
    "      - {id: y, kind: usage, metric: gb, model: dynamic, markup: 3}\n";

static void
check_lists(const struct catalog *catalog)
{
	const struct metric *metric = catalog_metric(catalog, "gbh");
	const struct charge *charges = catalog->plans[0].charges;
	const struct usage_terms *usage = &charges[0].usage;

	ck_assert_int_eq(metric->per, PER_DAY);
	ck_assert_int_eq(metric->values, VALUES_CHANGE);
	ck_assert(metric->recurring && metric->expression != NULL);
	ck_assert_uint_eq(catalog->holidays[0].count, 2);
	ck_assert_int_lt(catalog->holidays[0].dates[0].days,
	    catalog->holidays[0].dates[1].days);
	ck_assert_uint_eq(catalog->classes[0].count, 3);
	ck_assert_ptr_eq(
	    catalog->classes[0].items[0].holidays, &catalog->holidays[0]);
	ck_assert_int_eq(catalog->classes[0].items[1].from, 480);
	ck_assert_uint_eq(usage->price_count, 2);
	ck_assert_str_eq(
	    usage->prices[0].dimensions, "{\"c\":\"*\",\"z\":\"eu\"}");
	ck_assert_uint_eq(usage->prices[0].filter_count, 2);
	ck_assert_str_eq(usage->prices[0].filters[1].value, "eu");
	ck_assert_str_eq(usage->prices[1].dimensions, "");
	ck_assert_uint_eq(usage->alert_count, 3);
	ck_assert_int_eq(usage->alerts[2].kind, ALERT_FIRST_USE);
	ck_assert_int_eq(usage->rollover, 2);
	ck_assert(usage->rollover_bounded && usage->limited);
	ck_assert_int_eq(usage->commitment_term.unit, CYCLE_YEAR);
	ck_assert_ptr_eq(charges[1].usage.classes, &catalog->classes[0]);
	ck_assert_str_eq(charges[1].usage.number, "to");
	ck_assert(charges[2].usage.each_level);
	ck_assert(charges[2].usage.tiers[0].capped);
	ck_assert_str_eq(charges[2].usage.pricing_unit, "token");
	ck_assert(charges[2].usage.conversion.coefficient == 5);
	ck_assert_int_eq(charges[3].usage.pool, POOLING_PAYER);
	ck_assert_int_eq(decimal_sign(charges[4].usage.markup), 1);
}

START_TEST(lists_and_times_are_read)
{
	unsigned char digest[HASH_SIZE];
	struct catalog catalog;

	book_must(cataloging_read(book_file("cat.yaml", lists), &book_arena,
	    &catalog, digest, &book_error));
	check_lists(&catalog);
}
END_TEST

START_TEST(lists_and_times_come_back_from_the_ledger)
{
	struct catalogs catalogs;

	book_must(run(lists));
	book_open(LEDGER_READ);
	book_must(
	    catalogs_load(book_ledger, &book_arena, &catalogs, &book_error));
	check_lists(&catalogs.items[0]);
	book_close();
}
END_TEST

static const struct {
	const char *text;
	const char *told;
} faults[] = {
	{ "effective: 2026-01-01\n", "key \"version\" is missing" },
	{ "version: \"1\"\n", "key \"effective\" is missing" },
	{ "version: \"1\"\neffective: soon\n", "cat.yaml:2:1: effective: " },
	{ HEAD "plan:\n  - {}\n", "cat.yaml:3:1: key \"plan\" is not known; "
				  "plans?" },
	{ HEAD "products:\n  - {id: fiber}\n",
	    "cat.yaml:4:5: key \"name\" is missing" },
	{ HEAD PRODUCT "  - {id: fiber, name: x}\n",
	    "cat.yaml:5:5: product fiber is there twice" },
	{ HEAD "metrics:\n  - {id: gb, unit: GB, aggregation: total}\n",
	    "cat.yaml:4:24: aggregation: " },
	{ HEAD "metrics:\n  - {id: u, unit: u, aggregation: unique}\n",
	    "field: missing" },
	{ HEAD "metrics:\n  - {id: u, unit: u, round: {to: \"0\", mode: up}}\n",
	    "to: must be above zero" },
	{ HEAD PRODUCT "plans:\n  - {id: a, product: fibre, currency: USD}\n",
	    "product \"fibre\" is not known; fiber?" },
	{ HEAD PRODUCT "plans:\n  - {id: a, product: fiber, currency: US}\n",
	    "cat.yaml:6:" },
	{ HEAD PRODUCT PLAN PLAN, "cat.yaml:9:1: " },
	{ HEAD PRODUCT PLAN "    charges: [{id: a, kind: monthly}]\n",
	    "cat.yaml:9:" },
	{ HEAD PRODUCT PLAN "    charges: [{id: a, kind: recurring}]\n",
	    "price: " },
	{ HEAD PRODUCT PLAN
	    "    charges: [{id: a, kind: recurring, price: \"-1\"}]\n",
	    "price: " },
	{ HEAD PRODUCT PLAN
	    "    charges: [{id: a, kind: one_time, price: \"1\", every: 1 "
	    "month}]\n",
	    "every" },
	{ HEAD PRODUCT PLAN
	    "    charges: [{id: a, kind: usage, price: \"1\", metric: gb}]\n",
	    "gb" },
	{ "version: &a \"1\"\neffective: *a\n", "cat.yaml:1:" },
	{ METRICS "  - {id: a, unit: a, expression: \"gb + 1\"}\n",
	    "cat.yaml:5:22: expression: \"*\" or \"/\" is expected" },
	{ METRICS "  - {id: a, unit: a, per: hour}\n", "cat.yaml:5:22: per: " },
	{ HEAD "holidays: [{id: x}]\n", "key \"dates\": a list is required" },
	{ HEAD "holidays: [{id: x, dates: [2026-02-30]}]\n",
	    "cat.yaml:3:28: " },
	{ HEAD "holidays: [{id: x, dates: [2026-05-01, 2026-05-01]}]\n",
	    "one is there twice" },
	{ HEAD "time_classes: [{id: x, classes: []}]\n",
	    "key \"classes\": a list is required" },
	{ HEAD "time_classes: [{id: x, classes: [{class: peak, days: mon}]}]\n",
	    "class peak is the last one, which must always fit" },
	{ HEAD "time_classes: [{id: x, classes: [{class: a}, {class: b}]}]\n",
	    "class a always fits" },
	{ HEAD "time_classes: [{id: x, classes: [{class: a, days: may}]}]\n",
	    "cat.yaml:3:45: days: " },
	{ HEAD "holidays: [{id: us, dates: [2026-07-04]}]\ntime_classes: [{id: "
	       "x, classes: [{class: a, holidays: usa}, {class: b}]}]\n",
	    "holidays \"usa\" is not known; us?" },
	{ CHARGES "{id: a, kind: usage, metric: gb, model: matrix}\n",
	    "matrix needs prices" },
	{ CHARGES "{id: a, kind: usage, metric: gb, model: matrix, prices: "
		  "[{price: \"1\"}, {where: {z: eu}, price: \"2\"}]}\n",
	    "price 2: price 1 comes first" },
	{ CHARGES "{id: a, kind: usage, metric: gb, model: matrix, prices: "
		  "[{where: eu, price: \"2\"}]}\n",
	    "a mapping of dimensions" },
	{ CHARGES "{id: a, kind: usage, metric: gb, price: \"1\", alerts: "
		  "[{percent: 80}]}\n",
	    "included: missing, alert 1" },
	{ CHARGES
	    "{id: a, kind: usage, metric: gb, price: \"1\", rollover: 2}\n",
	    "rollover: it needs included" },
	{ CHARGES "{id: a, kind: usage, metric: gb, model: deck}\n",
	    "deck: missing" },
	{ CHARGES "{id: a, kind: usage, metric: gb, model: deck, deck: d, "
		  "time_classes: x}\n",
	    "time_classes \"x\" is not known" },
	{ CHARGES "{id: a, kind: usage, metric: gb, price: \"1\", free: 5}\n",
	    "free: the model unit has none" },
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

START_TEST(a_product_is_named_by_its_id)
{
	struct product products[] = { { .id = "fiber" }, { .id = "router" } };
	struct catalog catalog = { .products = products, .product_count = 2 };
	struct cataloging cataloging = { { "cat.yaml", &book_error },
		&book_arena, &catalog, &book_error };
	struct yaml node = { .line = 3, .column = 7 };
	const struct product *product;

	book_must(cataloging_product(&cataloging, &node, "router", &product));
	ck_assert_ptr_eq(product, &products[1]);
	ck_assert_int_eq(
	    cataloging_product(&cataloging, &node, "ruoter", &product),
	    STATUS_CONFIG);
	ck_assert_str_eq(book_error.text,
	    "cat.yaml:3:7: product \"ruoter\" is not known; router?");
}
END_TEST

Suite *
cataloging_suite(void)
{
	Suite *suite = suite_create("cataloging");
	TCase *tests = tcase_create("cataloging");

	tcase_add_checked_fixture(tests, desk_setup, desk_teardown);
	tcase_add_test(tests, a_version_is_recorded_with_an_audit_row);
	tcase_add_test(tests, a_version_never_changes);
	tcase_add_test(tests, a_dry_run_records_nothing);
	tcase_add_test(tests, plans_are_sorted_and_charges_inherit);
	tcase_add_test(tests, lists_and_times_are_read);
	tcase_add_test(tests, lists_and_times_come_back_from_the_ledger);
	tcase_add_loop_test(tests, a_mistake_has_its_place, 0,
	    sizeof(faults) / sizeof(faults[0]));
	tcase_add_test(tests, a_product_is_named_by_its_id);
	suite_add_tcase(suite, tests);
	return suite;
}

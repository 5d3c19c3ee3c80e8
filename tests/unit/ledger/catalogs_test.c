/*
 * A version comes back as it was put in: every key, tier and filter.
 */
#include "ledger/catalogs.h"

#include <check.h>
#include <string.h>

#include "book.h"
#include "rate/metric.h"
#include "rule/charge.h"
#include "tests/unit/rule/shop.h"

/* Charges that have every key among them; what is not said is "". */
static const struct {
	const char *texts[CHARGE_KEY_COUNT];
	const char *tiers[3][TIER_KEY_COUNT];
	struct filter filters[2];
} charges[] = {
	{ { [KEY_ID] = "access",
	      [KEY_KIND] = "recurring",
	      [KEY_NAME] = "Access",
	      [KEY_TAX_CODE] = "telecom",
	      [KEY_REVENUE] = "4010",
	      [KEY_PRODUCT] = "router",
	      [KEY_CURRENCY] = "USD",
	      [KEY_PRICE] = "50.00",
	      [KEY_EVERY] = "3 months",
	      [KEY_ANCHOR] = "start",
	      [KEY_WHEN] = "arrears",
	      [KEY_PRORATION] = "month30",
	      [KEY_PER] = "flat" },
	    { { NULL } }, { { NULL, NULL } } },
	{ { [KEY_ID] = "setup",
	      [KEY_KIND] = "one_time",
	      [KEY_PRODUCT] = "fiber",
	      [KEY_CURRENCY] = "USD",
	      [KEY_PRICE] = "99",
	      [KEY_PER] = "flat",
	      [KEY_ON] = "termination" },
	    { { NULL } }, { { NULL, NULL } } },
	{ { [KEY_ID] = "data",
	      [KEY_KIND] = "usage",
	      [KEY_PRODUCT] = "fiber",
	      [KEY_CURRENCY] = "USD",
	      [KEY_PRICE] = "1",
	      [KEY_METRIC] = "gb",
	      [KEY_MODEL] = "graduated",
	      [KEY_SIZE] = "10",
	      [KEY_FREE] = "2",
	      [KEY_RATE] = "1.5",
	      [KEY_FIXED] = "0.30",
	      [KEY_FREE_EVENTS] = "5",
	      [KEY_FREE_AMOUNT] = "7",
	      [KEY_MIN] = "0.10",
	      [KEY_MAX] = "9.99",
	      [KEY_INCLUDED] = "100",
	      [KEY_MINIMUM] = "3",
	      [KEY_MAXIMUM] = "500",
	      [KEY_DISCOUNT] = "12.5",
	      [KEY_ZERO] = "free" },
	    { { "100", "0", "", "", "" }, { "1000", "0.10", "5.00", "", "7" },
		{ "", "0.05", "", "2", "" } },
	    { { "direction", "in" }, { "zone", "eu" } } },
	/* The same id once more, with another filter: still itself. */
	{ { [KEY_ID] = "data",
	      [KEY_KIND] = "usage",
	      [KEY_PRODUCT] = "fiber",
	      [KEY_CURRENCY] = "USD",
	      [KEY_PRICE] = "2",
	      [KEY_METRIC] = "gb" },
	    { { NULL, NULL, NULL, NULL } },
	    { { "zone", "us" }, { NULL, NULL } } },
};

#define CHARGES (sizeof(charges) / sizeof(charges[0]))

static const char *const metric_texts[2][METRIC_KEY_COUNT] = {
	{ "gb", "GB", "sum", "", "0.001", "up", "", "", "", "" },
	{ "users", "user", "unique", "user_id", "", "", "", "", "", "" },
};
static struct product products[] = {
	{ "fiber", "INT-1", "Fiber internet", "Internet", "telecom", "4010" },
	{ "router", "", "Router", "", "", "" },
};
static const unsigned char content[HASH_SIZE] = { 0xc0, 0xff, 0xee };
static struct catalogs catalogs;
static bool waits; /* for approval */

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
}

static void
make_charge(size_t index, struct charge *charge)
{
	const char **texts =
	    arena_array(&book_arena, CHARGE_KEY_COUNT, sizeof(*texts));
	struct usage_terms *usage = &charge->usage;
	enum charge_key key;

	usage->tiers = arena_array(&book_arena, 3, sizeof(*usage->tiers));
	usage->filters = arena_array(&book_arena, 2, sizeof(*usage->filters));
	ck_assert_ptr_nonnull(texts);
	ck_assert_ptr_nonnull(usage->tiers);
	ck_assert_ptr_nonnull(usage->filters);
	for (size_t i = 0; i < CHARGE_KEY_COUNT; i++) {
		const char *text = charges[index].texts[i];

		texts[i] = text == NULL ? "" : text;
	}
	for (size_t i = 0; i < 3 && charges[index].tiers[i][0] != NULL; i++)
		memcpy(usage->tiers[usage->tier_count++].texts,
		    charges[index].tiers[i], sizeof(usage->tiers->texts));
	for (size_t i = 0; i < 2 && charges[index].filters[i].dimension != NULL;
	     i++)
		usage->filters[usage->filter_count++] =
		    charges[index].filters[i];
	book_must(charge_parse(texts, charge, &key, &book_error));
}

static enum status
put(const char *version, const char *effective)
{
	struct charge made[CHARGES] = { 0 };
	struct plan plans[] = {
		{ "big", "Big", &products[0], shop_dollars(), made, CHARGES,
		    { 0 } },
		{ "none", "", &products[1], shop_dollars(), NULL, 0, { 0 } },
	};
	struct metric metrics[2];
	struct catalog catalog = {
		.version = version,
		.effective = shop_day(effective),
		.metrics = metrics,
		.metric_count = 2,
		.products = products,
		.product_count = 2,
		.plans = plans,
		.plan_count = 2,
	};
	enum metric_key key;

	for (size_t i = 0; i < 2; i++)
		book_must(metric_parse(metric_texts[i], &book_arena,
		    &metrics[i], &key, &book_error));
	for (size_t i = 0; i < CHARGES; i++)
		make_charge(i, &made[i]);
	return catalog_put(book_ledger, &catalog, content, waits, &book_error);
}

static void
load(void)
{
	book_must(
	    catalogs_load(book_ledger, &book_arena, &catalogs, &book_error));
}

START_TEST(every_key_of_a_charge_comes_back)
{
	const struct plan *plan;

	book_must(put("2026-01", "2026-01-01"));
	load();
	plan = catalog_plan(&catalogs.items[0], "big");
	ck_assert_ptr_nonnull(plan);
	ck_assert_uint_eq(plan->charge_count, CHARGES);
	for (size_t i = 0; i < CHARGES; i++) {
		for (size_t k = 0; k < CHARGE_KEY_COUNT; k++) {
			const char *want = charges[i].texts[k];
			const char *have = plan->charges[i].texts[k];

			ck_assert_msg(
			    strcmp(want == NULL ? "" : want, have) == 0,
			    "charge %zu: %s is %s", i, charge_keys[k], have);
		}
	}
	/* And what the texts mean. */
	ck_assert_int_eq(plan->charges[0].every.count, 3);
	ck_assert_int_eq(plan->charges[0].when, WHEN_ARREARS);
	ck_assert_int_eq(plan->charges[1].on, ON_TERMINATION);
	ck_assert_int_eq(plan->charges[2].usage.model, MODEL_GRADUATED);
	ck_assert_ptr_eq(
	    plan->charges[2].usage.metric, &catalogs.items[0].metrics[0]);
}
END_TEST

START_TEST(tiers_and_filters_stay_with_their_charge)
{
	const struct charge *loaded;

	book_must(put("2026-01", "2026-01-01"));
	load();
	loaded = catalog_plan(&catalogs.items[0], "big")->charges;
	for (size_t i = 0; i < CHARGES; i++) {
		const struct usage_terms *usage = &loaded[i].usage;
		struct charge made = { .id = "" };

		make_charge(i, &made);
		ck_assert_uint_eq(usage->tier_count, made.usage.tier_count);
		ck_assert_uint_eq(usage->filter_count, made.usage.filter_count);
		for (size_t k = 0; k < usage->tier_count; k++) {
			const struct tier *want = &made.usage.tiers[k];
			const struct tier *have = &usage->tiers[k];

			for (size_t t = 0; t < TIER_KEY_COUNT; t++)
				ck_assert_str_eq(
				    have->texts[t], want->texts[t]);
			ck_assert_int_eq(
			    decimal_compare(have->up_to, want->up_to), 0);
			ck_assert_int_eq(have->open, want->open);
		}
		for (size_t k = 0; k < usage->filter_count; k++) {
			ck_assert_str_eq(usage->filters[k].dimension,
			    made.usage.filters[k].dimension);
			ck_assert_str_eq(usage->filters[k].value,
			    made.usage.filters[k].value);
		}
	}
}
END_TEST

START_TEST(metrics_products_and_plans_come_back)
{
	const struct catalog *catalog;
	const struct plan *plan;

	book_must(put("2026-01", "2026-01-01"));
	load();
	catalog = &catalogs.items[0];
	ck_assert_uint_eq(catalog->metric_count, 2);
	ck_assert_str_eq(catalog->metrics[0].unit, "GB");
	ck_assert_int_eq(catalog->metrics[0].stepping, STEPPING_UP);
	ck_assert_int_eq(
	    decimal_compare(catalog->metrics[0].step, shop_decimal("0.001")),
	    0);
	ck_assert_int_eq(catalog->metrics[1].aggregation, AGGREGATION_UNIQUE);
	ck_assert_str_eq(catalog->metrics[1].id, "users");
	ck_assert_str_eq(catalog->metrics[1].field, "user_id");
	ck_assert_uint_eq(catalog->product_count, 2);
	ck_assert_str_eq(catalog->products[0].sku, "INT-1");
	ck_assert_str_eq(catalog->products[0].line, "Internet");
	ck_assert_str_eq(catalog->products[0].tax_code, "telecom");
	ck_assert_str_eq(catalog->products[0].revenue, "4010");
	plan = catalog_plan(catalog, "big");
	ck_assert_str_eq(plan->name, "Big");
	ck_assert_str_eq(plan->currency.code, "USD");
	ck_assert_ptr_eq(plan->product, &catalog->products[0]);
	ck_assert_ptr_eq(plan->charges[0].product, &catalog->products[1]);
	ck_assert_ptr_eq(plan->charges[1].product, &catalog->products[0]);
	ck_assert_uint_eq(catalog_plan(catalog, "none")->charge_count, 0);
}
END_TEST

START_TEST(versions_are_sorted_by_date_and_name)
{
	book_must(put("b", "2026-01-01"));
	book_must(put("c", "2025-06-01"));
	book_must(put("a", "2026-01-01"));
	load();
	ck_assert_uint_eq(catalogs.count, 3);
	ck_assert_str_eq(catalogs.items[0].version, "c");
	ck_assert_str_eq(catalogs.items[1].version, "a");
	ck_assert_str_eq(catalogs.items[2].version, "b");
	for (size_t i = 0; i < 3; i++)
		ck_assert_uint_eq(
		    catalog_plan(&catalogs.items[i], "big")->charge_count,
		    CHARGES);
}
END_TEST

START_TEST(no_catalog)
{
	load();
	ck_assert_uint_eq(catalogs.count, 0);
}
END_TEST

/* What somebody decided on the command that recorded it: audit row 1. */
static void
decide(const char *decision)
{
	book_sql(arena_format(&book_arena,
	    "INSERT INTO approval (kind, object, decision, reason, extra, "
	    "content, audit) VALUES ('import', '1', '%s', '', '', x'', 2)",
	    decision));
}

START_TEST(a_version_that_waits_is_not_in_force)
{
	struct catalog_found found;

	waits = true;
	book_must(put("2026-02", "2026-02-01"));
	waits = false;
	load();
	ck_assert_uint_eq(catalogs.count, 0);
	book_must(catalogs_load_all(
	    book_ledger, &book_arena, &catalogs, &book_error));
	ck_assert_uint_eq(catalogs.count, 1);
	book_must(catalog_find(book_ledger, "2026-02", &found, &book_error));
	ck_assert(found.found && found.waits && !found.refused);
	decide(_i == 0 ? "approved" : "refused");
	load();
	ck_assert_uint_eq(catalogs.count, _i == 0 ? 1 : 0);
	book_must(catalog_find(book_ledger, "2026-02", &found, &book_error));
	ck_assert(found.found && !found.waits);
	ck_assert(found.refused == (_i != 0));
}
END_TEST

START_TEST(a_version_is_found_by_its_name)
{
	struct catalog_found found;

	book_must(put("2026-01", "2026-01-01"));
	book_must(catalog_find(book_ledger, "2026-01", &found, &book_error));
	ck_assert(found.found);
	ck_assert(!found.waits);
	ck_assert_mem_eq(found.content, content, HASH_SIZE);
	book_must(catalog_find(book_ledger, "2026-1", &found, &book_error));
	ck_assert(!found.found);
	ck_assert_int_eq(put("2026-01", "2026-02-01"), STATUS_INVALID);
}
END_TEST

/* What somebody spoils; loading says which version is wrong. */
static const char *const spoilt[] = {
	"DROP TRIGGER charge_update; "
	"UPDATE charge SET kind = 'monthly' WHERE charge = 'setup'",
	"DROP TRIGGER charge_update; "
	"UPDATE charge SET price = 'x' WHERE charge = 'access'",
	"DROP TRIGGER tier_update; "
	"UPDATE tier SET up_to = '1' WHERE up_to = '1000'",
	"DROP TRIGGER plan_update; "
	"UPDATE plan SET currency = 'US'",
	"DROP TRIGGER catalog_update; "
	"UPDATE catalog SET effective = 'soon'",
	"DROP TRIGGER metric_update; "
	"UPDATE metric SET round_mode = 'sideways' WHERE metric = 'gb'",
	"DROP TRIGGER charge_update; "
	"UPDATE charge SET metric = 'tb' WHERE metric = 'gb'",
	"DROP TRIGGER plan_update; "
	"UPDATE plan SET termination = 'maybe'",
};

START_TEST(a_spoilt_catalog_is_the_ledgers_fault)
{
	book_must(put("2026-01", "2026-01-01"));
	book_sql(spoilt[_i]);
	ck_assert_msg(catalogs_load(book_ledger, &book_arena, &catalogs,
			  &book_error) == STATUS_LEDGER,
	    "%s: %s", spoilt[_i], book_error.text);
	ck_assert_ptr_nonnull(strstr(book_error.text, "catalog 2026-01: "));
}
END_TEST

START_TEST(a_catalog_without_hash_is_the_ledgers_fault)
{
	struct catalog_found found;

	book_must(put("2026-01", "2026-01-01"));
	book_sql("DROP TRIGGER catalog_update; "
		 "UPDATE catalog SET content = x'00'");
	ck_assert_int_eq(
	    catalog_find(book_ledger, "2026-01", &found, &book_error),
	    STATUS_LEDGER);
}
END_TEST

Suite *
catalogs_suite(void)
{
	Suite *suite = suite_create("catalogs");
	TCase *tests = tcase_create("catalogs");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, every_key_of_a_charge_comes_back);
	tcase_add_test(tests, tiers_and_filters_stay_with_their_charge);
	tcase_add_test(tests, metrics_products_and_plans_come_back);
	tcase_add_test(tests, versions_are_sorted_by_date_and_name);
	tcase_add_test(tests, no_catalog);
	tcase_add_test(tests, a_version_is_found_by_its_name);
	tcase_add_loop_test(tests, a_version_that_waits_is_not_in_force, 0, 2);
	tcase_add_loop_test(tests, a_spoilt_catalog_is_the_ledgers_fault, 0,
	    sizeof(spoilt) / sizeof(spoilt[0]));
	tcase_add_test(tests, a_catalog_without_hash_is_the_ledgers_fault);
	suite_add_tcase(suite, tests);
	return suite;
}

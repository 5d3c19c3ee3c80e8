/*
 * An order binds to the version that was in force, and finds it again.
 */
#include "rule/catalog.h"

#include <check.h>
#include <stdio.h>

#include "shop.h"

START_TEST(the_latest_version_that_sells_the_plan)
{
	struct plan old[] = { { .id = "basic" }, { .id = "gold" } };
	struct plan new[] = { { .id = "basic" }, { .id = "pro" } };
	struct catalog items[] = {
		{ .version = "2025",
		    .effective = shop_day("2025-01-01"),
		    .plans = old,
		    .plan_count = 2 },
		{ .version = "2026",
		    .effective = shop_day("2026-01-01"),
		    .plans = new,
		    .plan_count = 2 },
		{ .version = "2026b",
		    .effective = shop_day("2026-01-01"),
		    .plans = old,
		    .plan_count = 1 },
	};
	struct catalogs catalogs = { items, 3 };
	static const struct {
		const char *name, *plan, *on, *version;
	} rows[] = {
		{ "before all", "basic", "2024-12-31", NULL },
		{ "on the first day", "basic", "2025-01-01", "2025" },
		{ "the day before the next", "basic", "2025-12-31", "2025" },
		{ "two of one day: the later name", "basic", "2026-01-01",
		    "2026b" },
		{ "a plan that the last has not", "pro", "2026-06-01", "2026" },
		{ "a plan not sold yet", "pro", "2025-06-01", NULL },
		{ "a plan that only the first has", "gold", "2027-01-01",
		    "2025" },
		{ "no such plan", "silver", "2027-01-01", NULL },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct catalog *found = catalogs_sold(
		    &catalogs, rows[i].plan, shop_day(rows[i].on));

		if (rows[i].version == NULL)
			ck_assert_msg(found == NULL, "%s", rows[i].name);
		else
			ck_assert_pstr_eq(found == NULL ? NULL : found->version,
			    rows[i].version);
	}
	ck_assert_ptr_eq(catalogs_version(&catalogs, "2026"), &items[1]);
	ck_assert_ptr_null(catalogs_version(&catalogs, "2027"));
	ck_assert_ptr_eq(catalogs_plan(&catalogs, "2025", "gold"),
	    catalog_plan(&items[0], "gold"));
	ck_assert_ptr_null(catalogs_plan(&catalogs, "2026", "gold"));
	ck_assert_ptr_null(catalogs_plan(&catalogs, "2027", "gold"));
	ck_assert_ptr_null(catalogs_version(&catalogs, ""));
	catalogs.count = 0;
	ck_assert_ptr_null(catalogs_version(&catalogs, "2026"));
}
END_TEST

START_TEST(every_plan_is_found_among_many)
{
	static char names[1000][8];
	static struct plan plans[1000];
	struct catalog catalog = { .plans = plans };

	for (catalog.plan_count = 0; catalog.plan_count < 1000;
	     catalog.plan_count += 37) {
		for (size_t i = 0; i < catalog.plan_count; i++) {
			snprintf(names[i], sizeof(names[i]), "p%03zu", i);
			plans[i].id = names[i];
		}
		for (size_t i = 0; i < catalog.plan_count; i++)
			ck_assert_ptr_eq(
			    catalog_plan(&catalog, names[i]), &plans[i]);
		ck_assert_ptr_null(catalog_plan(&catalog, "p"));
		ck_assert_ptr_null(catalog_plan(&catalog, "p0005"));
		ck_assert_ptr_null(catalog_plan(&catalog, "q"));
	}
}
END_TEST

START_TEST(the_only_recurring_charge)
{
	struct charge charges[] = {
		{ .id = "setup", .kind = CHARGE_ONE_TIME },
		{ .id = "access", .kind = CHARGE_RECURRING },
		{ .id = "data", .kind = CHARGE_USAGE },
		{ .id = "data", .kind = CHARGE_USAGE },
		{ .id = "support", .kind = CHARGE_RECURRING },
	};
	struct plan plan = { .charges = charges, .charge_count = 4 };

	ck_assert_ptr_eq(plan_recurring(&plan), &charges[1]);
	ck_assert_ptr_eq(plan_charge(&plan, "data"), &charges[2]);
	ck_assert_ptr_null(plan_charge(&plan, "support"));
	plan.charge_count = 5;
	ck_assert_ptr_null(plan_recurring(&plan));
	plan.charge_count = 1;
	ck_assert_ptr_null(plan_recurring(&plan));
}
END_TEST

START_TEST(every_discount_is_found_among_many)
{
	static char names[100][8];
	static struct discount discounts[100];
	struct catalog catalog = { .discounts = discounts };

	ck_assert_ptr_null(catalog_discount(&catalog, "d00"));
	for (size_t i = 0; i < 100; i++) {
		snprintf(names[i], sizeof(names[i]), "d%02zu", i);
		discounts[i].id = names[i];
	}
	catalog.discount_count = 99;
	for (size_t i = 0; i < 99; i++)
		ck_assert_ptr_eq(
		    catalog_discount(&catalog, names[i]), &discounts[i]);
	ck_assert_ptr_null(catalog_discount(&catalog, "d99"));
	ck_assert_ptr_null(catalog_discount(&catalog, "d"));
}
END_TEST

Suite *
catalog_suite(void)
{
	Suite *suite = suite_create("catalog");
	TCase *tests = tcase_create("catalog");

	tcase_add_test(tests, the_latest_version_that_sells_the_plan);
	tcase_add_test(tests, every_plan_is_found_among_many);
	tcase_add_test(tests, every_discount_is_found_among_many);
	tcase_add_test(tests, the_only_recurring_charge);
	suite_add_tcase(suite, tests);
	return suite;
}

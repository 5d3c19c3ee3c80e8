/*
 * An order line binds to a version of the catalog, or is told why not.
 */
#include "intake/selling.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

static struct shop shop;
static struct plan two;
static struct catalog versions[3];
static struct catalogs catalogs;

/* Charges of usage; the last one comes twice, with other filters. */
static const struct {
	const char *id;
	enum charge_model model;
} metered[] = {
	{ "cards", MODEL_PERCENTAGE },
	{ "cpu", MODEL_MATRIX },
	{ "calls", MODEL_DECK },
	{ "parts", MODEL_UNIT },
	{ "parts", MODEL_DYNAMIC },
};

/* "basic" since 2020; "two", with two recurring charges, since 2026. */
static void
setup(void)
{
	static struct charge charges[8];

	shop_open(&shop);
	charges[0] = *shop_charge(&shop, "access", "30.00");
	charges[1] = charges[0];
	charges[1].id = "support";
	charges[2] = charges[0];
	charges[2].id = "data";
	charges[2].kind = CHARGE_USAGE;
	charges[2].usage.model = MODEL_VOLUME;
	for (size_t i = 3; i < 8; i++) {
		charges[i] = charges[2];
		charges[i].id = metered[i - 3].id;
		charges[i].usage.model = metered[i - 3].model;
	}
	two = shop.plan;
	two.id = "two";
	two.charges = charges;
	two.charge_count = 8;
	versions[0] = shop.catalog;
	versions[1] = shop.catalog;
	versions[1].version = "2026b";
	versions[1].effective = shop_day("2026-01-01");
	versions[2] = versions[1];
	versions[2].version = "2026c";
	versions[2].plans = &two;
	catalogs = (struct catalogs){ versions, 3 };
}

static void
teardown(void)
{
	shop_close(&shop);
}

static const struct {
	const char *name;
	struct sale sale;
	const char *on;
	const char *told; /* the version, or the message */
} rows[] = {
	{ "an old version", { "basic", "", "", "", { 0 } }, "2025-12-31",
	    "2026" },
	{ "the latest that has it", { "basic", "", "", "USD", { 0 } },
	    "2026-01-01", "2026b" },
	{ "its own price", { "basic", "", "9", "USD", { 0 } }, "2026-01-01",
	    "2026b" },
	{ "a price for a charge", { "two", "access", "9", "", { 0 } },
	    "2026-01-01", "2026c" },
	{ "before it is sold", { "two", "", "", "", { 0 } }, "2025-12-31",
	    "column plan: two is not sold on 2025-12-31: no catalog that has "
	    "it is in force" },
	{ "a misspelt plan", { "basik", "", "", "", { 0 } }, "2026-01-01",
	    "column plan: basik is in no catalog; basic?" },
	{ "a plan unlike any", { "satellite", "", "", "", { 0 } }, "2026-01-01",
	    "column plan: satellite is in no catalog" },
	{ "a charge that it has not", { "basic", "support", "9", "", { 0 } },
	    "2026-01-01", "column charge: plan basic has no charge support" },
	{ "a price for tiers", { "two", "data", "9", "", { 0 } }, "2026-01-01",
	    "column price: charge data is priced by tiers" },
	{ "a price for a percentage", { "two", "cards", "9", "", { 0 } },
	    "2026-01-01",
	    "column price: charge cards is priced by a percentage" },
	{ "a price for a matrix", { "two", "cpu", "9", "", { 0 } },
	    "2026-01-01", "column price: charge cpu is priced by a matrix" },
	{ "a price for a deck", { "two", "calls", "9", "", { 0 } },
	    "2026-01-01", "column price: charge calls is priced by a deck" },
	{ "a price for one part of a charge",
	    { "two", "parts", "9", "", { 0 } }, "2026-01-01",
	    "column price: charge parts is priced by what its events say" },
	{ "a price for which charge?", { "two", "", "9", "", { 0 } },
	    "2026-01-01",
	    "column price: which charge is it for? plan two has not just one "
	    "recurring charge" },
	{ "another currency", { "basic", "", "", "EUR", { 0 } }, "2026-01-01",
	    "column plan: basic is sold in USD, the account is kept in EUR" },
};

START_TEST(a_sale_finds_its_catalog)
{
	const struct catalog *catalog;
	struct sale sale = rows[_i].sale;
	struct error error;
	enum status status;

	sale.on = shop_day(rows[_i].on);
	status = selling_find(&catalogs, &sale, &shop.arena, &catalog, &error);
	ck_assert(status == STATUS_OK || status == STATUS_INVALID);
	ck_assert_msg(
	    strcmp(status == STATUS_OK ? catalog->version : error.text,
		rows[_i].told) == 0,
	    "%s: %s", rows[_i].name,
	    status == STATUS_OK ? catalog->version : error.text);
}
END_TEST

START_TEST(no_catalog_at_all)
{
	static const struct catalogs none = { NULL, 0 };
	struct sale sale = { "basic", "", "", "", shop_day("2026-01-01") };
	const struct catalog *catalog;
	struct error error;

	ck_assert_int_eq(
	    selling_find(&none, &sale, &shop.arena, &catalog, &error),
	    STATUS_INVALID);
	ck_assert_str_eq(error.text, "column plan: basic is in no catalog");
}
END_TEST

Suite *
selling_suite(void)
{
	Suite *suite = suite_create("selling");
	TCase *tests = tcase_create("selling");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(
	    tests, a_sale_finds_its_catalog, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, no_catalog_at_all);
	suite_add_tcase(suite, tests);
	return suite;
}

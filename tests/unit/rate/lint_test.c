/*
 * What is allowed and was hardly meant is found; what was meant is not.
 */
#include "rate/lint.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "intake/cataloging.h"
#include "tests/unit/ledger/book.h"

#define HEAD "version: \"2\"\neffective: 2026-06-01\n"
#define PRODUCT \
	"products:\n  - {id: net, name: Net, sku: N-1, tax_code: telecom, " \
	"revenue: \"4010\"}\n"
#define CHARGE "      - {id: fee, kind: recurring, price: \"30.00\"}\n"
#define PLANS \
	"plans:\n  - id: basic\n    product: net\n    currency: USD\n" \
	"    charges:\n"
#define GOOD HEAD PRODUCT PLANS CHARGE
#define COUNTED \
	HEAD PRODUCT "metrics: [{id: gb, unit: GB, round: {to: \"1\", mode: " \
		     "up}}]\n" PLANS

#define USAGE(id, terms) \
	"      - {id: " id ", kind: usage, metric: gb, " terms "}\n"

static struct findings findings;

static struct catalog
read_catalog(const char *text)
{
	unsigned char digest[HASH_SIZE];
	struct catalog catalog;

	book_must(cataloging_read(book_file("cat.yaml", text), &book_arena,
	    &catalog, digest, &book_error));
	return catalog;
}

/* All findings: "severity section/object/charge: text" each. */
static const char *
lint(const char *text, const struct lint_last *last)
{
	static const char *const severities[] = { "error", "warning", "note" };
	static char said[4096];
	struct catalog catalog = read_catalog(text);
	size_t used = 0;

	book_must(
	    lint_catalog(&catalog, last, &book_arena, &findings, &book_error));
	said[0] = '\0';
	for (size_t i = 0; i < findings.count; i++) {
		const struct finding *found = &findings.items[i];

		used += (size_t)snprintf(said + used, sizeof(said) - used,
		    "%s%s %s/%s/%s: %s", i == 0 ? "" : "\n",
		    severities[found->severity], found->section, found->object,
		    found->charge, found->text);
	}
	return said;
}

static const struct {
	const char *text;
	const char *found; /* "": nothing */
} rows[] = {
	{ GOOD, "" },
	{ HEAD "products: [{id: net, name: Net}]\n" PLANS CHARGE,
	    "warning product/net/: no revenue: it is booked on the company's "
	    "account\nwarning product/net/: no tax_code: only rates for every "
	    "tax code tax it" },
	{ HEAD "products: [{id: net, name: Net}]\n" PLANS
	       "      - {id: fee, kind: recurring, price: \"3\", tax_code: t,\n"
	       "         revenue: \"4010\"}\n",
	    "" },
	{ GOOD "metrics: [{id: gb, unit: GB}]\n",
	    "note metric/gb/: no charge counts this metric" },
	{ GOOD "holidays: [{id: us, dates: [2026-07-04]}]\n",
	    "note holidays/us/: no time class has these holidays" },
	{ GOOD "time_classes: [{id: t, classes: [{class: all}]}]\n",
	    "note time classes/t/: no charge has these time classes" },
	{ GOOD "  - {id: none, product: net, currency: USD}\n",
	    "warning plan/none/: the plan has no charges: nothing is ever "
	    "owed" },
	{ GOOD "  - {id: b, product: net, currency: USD, uplift: 3,\n"
	       "     charges: [{id: f, kind: recurring, price: 1}]}\n",
	    "note plan/b/: uplift is of a fixed term, and without term_months "
	    "only an order has one" },
	{ GOOD "  - {id: b, product: net, currency: USD, uplift: 3,\n"
	       "     term_months: 12,\n"
	       "     charges: [{id: f, kind: recurring, price: 1}]}\n",
	    "" },
	{ HEAD PRODUCT PLANS "      - {id: a, kind: one_time, price: \"0\"}\n",
	    "warning plan/basic/a: the price is 0" },
	{ HEAD PRODUCT PLANS "      - {id: a, kind: recurring, price: \"0\",\n"
			     "         ramp: [{after: 1 month, price: 5}]}\n",
	    "" },
	{ HEAD PRODUCT PLANS
	    "      - {id: a, kind: recurring, price: \"5.00\",\n"
	    "         ramp: [{after: 1 month, price: 5}]}\n",
	    "note plan/basic/a: step 1 of the ramp has the price before it" },
	{ HEAD PRODUCT PLANS
	    "      - {id: a, kind: recurring, price: \"31.00\",\n"
	    "         components: [{product: net, price: 30}]}\n",
	    "warning plan/basic/a: the bundle costs more than its products do "
	    "alone" },
	{ COUNTED "      - {id: a, kind: usage, metric: gb, price: \"0\"}\n",
	    "warning plan/basic/a: the price is 0" },
	{ COUNTED "      - {id: a, kind: usage, metric: gb, price: \"0\",\n"
		  "         minimum: 5}\n",
	    "" },
	{ COUNTED "      - {id: a, kind: usage, metric: gb, model: volume,\n"
		  "         tiers: [{up_to: 5, price: 0}, {price: 0}]}\n",
	    "warning plan/basic/a: the price is 0\n"
	    "note plan/basic/a: tier 2 costs the same as the one before it" },
	{ COUNTED "      - {id: a, kind: usage, metric: gb, model: volume,\n"
		  "         tiers: [{up_to: \"5.5\", price: 2}, {up_to:\n"
		  "         \"5.9\", price: 3}, {price: 1}]}\n",
	    "error plan/basic/a: no quantity is in tier 2: metric gb counts in "
	    "larger steps" },
	{ COUNTED "      - {id: a, kind: usage, metric: gb, model: volume,\n"
		  "         tiers: [{up_to: \"0.5\", price: 2}, {price: 1}]}\n",
	    "error plan/basic/a: no quantity is in tier 1: metric gb counts in "
	    "larger steps" },
	{ COUNTED "      - {id: a, kind: usage, metric: gb, model: volume,\n"
		  "         tiers: [{up_to: 5, price: 2}, {up_to: 6,\n"
		  "         price: 3}, {price: 1}]}\n",
	    "" },
	{ COUNTED "      - {id: a, kind: usage, metric: gb, model: matrix,\n"
		  "         prices: [{where: {z: eu}, price: 1}]}\n",
	    "warning plan/basic/a: no row fits all else: other usage stays in "
	    "suspense" },
	{ COUNTED
	    "      - {id: a, kind: usage, metric: gb, model: matrix,\n"
	    "         prices: [{where: {z: eu}, price: 1}, {price: 2}]}\n",
	    "" },
	{ COUNTED USAGE("a", "price: 1") USAGE("b", "price: 2"),
	    "error plan/basic/b: it never counts: charge a comes first and "
	    "counts all of it" },
	{ COUNTED USAGE("a", "price: 1, where: {z: \"eu-*\"}")
		USAGE("b", "price: 2, where: {z: eu-1, y: x}"),
	    "error plan/basic/b: it never counts: charge a comes first and "
	    "counts all of it" },
	{ COUNTED USAGE("a", "price: 1, where: {z: eu}")
		USAGE("b", "price: 2, where: {z: us}") USAGE("c", "price: 3"),
	    "" },
	{ COUNTED USAGE("a", "model: dynamic") USAGE("b", "price: 2"), "" },
	{ COUNTED USAGE("a", "model: matrix,\n"
			     "         prices: [{price: 1}]")
		USAGE("b", "price: 2"),
	    "error plan/basic/b: it never counts: charge a comes first and "
	    "counts all of it" },
	{ COUNTED USAGE("a", "price: 1, included: 10, limit: 5"),
	    "warning plan/basic/a: limit is below included: not all included "
	    "units are allowed" },
	{ COUNTED USAGE("a", "price: 1, included: 10, limit: 10"), "" },
	{ COUNTED USAGE("a",
	      "price: 1,\n"
	      "         alerts: [{amount: 5}, {first_use: yes},\n"
	      "         {amount: \"5.0\"}]"),
	    "warning plan/basic/a: alert 3 says what alert 1 says" },
	{ COUNTED USAGE("a", "model: deck, deck: empty"),
	    "warning plan/basic/a: deck empty has no rates: what it is to "
	    "price stays in suspense" },
	{ COUNTED USAGE("a", "model: deck, deck: voice"), "" },
	{ HEAD "products:\n"
	       "  - {id: net, name: Net, sku: N-1, tax_code: t, revenue: r}\n"
	       "  - {id: tv, name: TV, sku: N-1, tax_code: t, revenue: "
	       "r}\n" PLANS CHARGE,
	    "note product/tv/: no plan sells this product\n"
	    "error product/tv/: sku N-1 is product net's, too" },
	{ GOOD "discounts:\n  - {id: d, percent: 5, plan: basic}\n", "" },
	{ GOOD "discounts:\n  - {id: d, percent: 5, kind: usage}\n",
	    "error discount/d/: no plan has a charge that it is for" },
	{ GOOD "discounts:\n  - {id: d, amount: 5, currency: EUR}\n",
	    "error discount/d/: no plan has a charge that it is for" },
	{ GOOD "discounts:\n  - {id: a, percent: 5, code: X}\n"
	       "  - {id: b, percent: 6, code: X}\n",
	    "error discount/b/: code X is discount a's, too" },
	{ GOOD "discounts:\n  - {id: a, percent: 5, until: 2026-06-01}\n",
	    "warning discount/a/: it is over before this version is in "
	    "force" },
};

START_TEST(it_is_found)
{
	static struct deck_known known[] = { { "empty", false, "" },
		{ "voice", true, "49" } };
	const struct lint_last nothing = { .decks = { known, 2 } };

	ck_assert_str_eq(lint(rows[_i].text, &nothing), rows[_i].found);
}
END_TEST

START_TEST(what_the_version_before_had)
{
	static const char *const plans[] = { "basic", "old" };
	struct catalog before =
	    read_catalog("version: \"1\"\neffective: 2026-01-01\nproducts:\n"
			 "  - {id: net, name: Net, sku: N-0}\n"
			 "  - {id: tv, name: TV, sku: N-1}\n"
			 "plans:\n"
			 "  - {id: basic, product: net, currency: EUR}\n"
			 "  - {id: old, product: net, currency: EUR}\n"
			 "  - {id: unused, product: net, currency: EUR}\n");
	struct lint_last last = { &before, plans, 2, { NULL, 0 } };

	ck_assert_str_eq(lint(GOOD, &last),
	    "warning plan/basic/: it is sold in USD, in catalog 1 it was EUR\n"
	    "warning plan/old/: catalog 1 has it and subscriptions use it; it "
	    "is missing now\n"
	    "warning product/net/: its sku was N-0 in catalog 1\n"
	    "warning product/net/: sku N-1 was product tv's in catalog 1");
}
END_TEST

Suite *
lint_suite(void)
{
	Suite *suite = suite_create("lint");
	TCase *tests = tcase_create("lint");

	tcase_add_checked_fixture(tests, book_setup, book_teardown);
	tcase_add_loop_test(
	    tests, it_is_found, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, what_the_version_before_had);
	suite_add_tcase(suite, tests);
	return suite;
}

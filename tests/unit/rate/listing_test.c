/*
 * A catalog as rows says all that it gives, and two say what differs.
 */
#include "rate/listing.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "intake/cataloging.h"
#include "tests/unit/ledger/book.h"

#define HEAD "version: \"1\"\neffective: 2026-01-01\n"

static const char whole[] = HEAD
    "metrics:\n  - {id: z, unit: Z}\n"
    "  - {id: gb, unit: GB, round: {to: \"0.1\", mode: up}}\n"
    "holidays: [{id: us, dates: [2026-07-04, 2026-01-01]}]\n"
    "time_classes:\n"
    "  - {id: t, classes: [{class: peak, days: mon-fri}, {class: off}]}\n"
    "products: [{id: net, name: Net, sku: N-1}]\n"
    "plans:\n"
    "  - id: basic\n    product: net\n    currency: USD\n    trial: 1 week\n"
    "    charges:\n"
    "      - {id: fee, kind: recurring, price: \"5.00\",\n"
    "         ramp: [{after: 1 year, price: 6}],\n"
    "         components: [{product: net, price: 7}]}\n"
    "      - {id: a, kind: usage, metric: gb, model: matrix,\n"
    "         where: {zone: eu}, alerts: [{amount: 5}],\n"
    "         prices: [{where: {c: x}, price: 1}, {price: 2}]}\n"
    "      - {id: b, kind: usage, metric: z, model: volume,\n"
    "         tiers: [{up_to: 5, price: 3}, {price: 4}]}\n"
    "discounts: [{id: d, percent: 5, code: SUN}]\n";

static const char rows[] = "metric gb  unit=GB\n"
			   "metric gb  aggregation=sum\n"
			   "metric gb  round.to=0.1\n"
			   "metric gb  round.mode=up\n"
			   "metric z  unit=Z\n"
			   "metric z  aggregation=sum\n"
			   "holidays us  2026-01-01=yes\n"
			   "holidays us  2026-07-04=yes\n"
			   "time classes t  classes[1].class=peak\n"
			   "time classes t  classes[1].days=mon-fri\n"
			   "time classes t  classes[2].class=off\n"
			   "product net  name=Net\n"
			   "product net  sku=N-1\n"
			   "plan basic  product=net\n"
			   "plan basic  name=Net\n"
			   "plan basic  currency=USD\n"
			   "plan basic  trial=1 week\n"
			   "plan basic fee kind=recurring\n"
			   "plan basic fee name=Net\n"
			   "plan basic fee product=net\n"
			   "plan basic fee currency=USD\n"
			   "plan basic fee price=5.00\n"
			   "plan basic fee ramp[1].after=1 year\n"
			   "plan basic fee ramp[1].price=6\n"
			   "plan basic fee components[1].product=net\n"
			   "plan basic fee components[1].price=7\n"
			   "plan basic a {\"zone\":\"eu\"} kind=usage\n"
			   "plan basic a {\"zone\":\"eu\"} name=Net\n"
			   "plan basic a {\"zone\":\"eu\"} product=net\n"
			   "plan basic a {\"zone\":\"eu\"} currency=USD\n"
			   "plan basic a {\"zone\":\"eu\"} metric=gb\n"
			   "plan basic a {\"zone\":\"eu\"} model=matrix\n"
			   "plan basic a {\"zone\":\"eu\"} where.zone=eu\n"
			   "plan basic a {\"zone\":\"eu\"} "
			   "prices[1].where={\"c\":\"x\"}\n"
			   "plan basic a {\"zone\":\"eu\"} prices[1].price=1\n"
			   "plan basic a {\"zone\":\"eu\"} prices[2].price=2\n"
			   "plan basic a {\"zone\":\"eu\"} alerts[1].amount=5\n"
			   "plan basic b kind=usage\n"
			   "plan basic b name=Net\n"
			   "plan basic b product=net\n"
			   "plan basic b currency=USD\n"
			   "plan basic b metric=z\n"
			   "plan basic b model=volume\n"
			   "plan basic b tiers[1].up_to=5\n"
			   "plan basic b tiers[1].price=3\n"
			   "plan basic b tiers[2].price=4\n"
			   "discount d  percent=5\n"
			   "discount d  code=SUN\n";

static struct listing
list(const char *text)
{
	unsigned char digest[HASH_SIZE];
	struct catalog *catalog = arena_alloc(&book_arena, sizeof(*catalog));
	struct listing listing;

	book_must(cataloging_read(book_file("cat.yaml", text), &book_arena,
	    catalog, digest, &book_error));
	book_must(listing_make(catalog, &book_arena, &listing, &book_error));
	return listing;
}

START_TEST(every_key_that_is_given_is_a_row)
{
	static char said[8192];
	struct listing listing = list(whole);
	size_t used = 0;

	for (size_t i = 0; i < listing.count; i++)
		used += (size_t)snprintf(said + used, sizeof(said) - used,
		    "%s %s %s %s=%s\n", listing.items[i].section,
		    listing.items[i].object, listing.items[i].charge,
		    listing.items[i].key, listing.items[i].value);
	ck_assert_str_eq(said, rows);
}
END_TEST

#define PLAN(price, tiers) \
	HEAD "metrics: [{id: gb, unit: GB}]\n" \
	     "products: [{id: net, name: Net}]\nplans:\n" \
	     "  - {id: p, product: net, currency: USD, charges: [\n" \
	     "     {id: fee, kind: recurring, price: " price "},\n" \
	     "     {id: use, kind: usage, metric: gb, model: volume,\n" \
	     "      tiers: [" tiers "{price: 9}]}]}\n"

static const struct {
	const char *name;
	const char *old;
	const char *new;
	const char *changes;
} diffs[] = {
	{ "itself", PLAN("5", ""), PLAN("5", ""), "" },
	{ "another price", PLAN("5", ""), PLAN("6", ""),
	    "plan p fee price: 5 -> 6\n" },
	{ "another tier", PLAN("5", ""), PLAN("5", "{up_to: 3, price: 1}, "),
	    "plan p use tiers[1].price: 9 -> 1\n"
	    "plan p use tiers[1].up_to:  -> 3\n"
	    "plan p use tiers[2].price:  -> 9\n" },
	{ "a product is gone",
	    HEAD "products: [{id: a, name: A}, {id: b, name: B}]\n",
	    HEAD "products: [{id: b, name: B}]\n", "product a  name: A -> \n" },
	{ "another order of the file",
	    HEAD "products: [{id: a, name: A}, {id: b, name: B}]\n",
	    HEAD "products: [{id: b, name: B}, {id: a, name: A}]\n", "" },
	{ "another version of the same", HEAD "products: [{id: a, name: A}]\n",
	    "version: \"2\"\neffective: 2026-02-01\n"
	    "products: [{id: a, name: A}]\n",
	    "" },
};

START_TEST(what_differs)
{
	static char said[4096];
	struct listing old = list(diffs[_i].old), new = list(diffs[_i].new);
	struct listing_changes changes;
	size_t used = 0;

	book_must(listing_diff(&old, &new, &book_arena, &changes, &book_error));
	said[0] = '\0';
	for (size_t i = 0; i < changes.count; i++) {
		const struct listing_change *change = &changes.items[i];

		used += (size_t)snprintf(said + used, sizeof(said) - used,
		    "%s %s %s %s: %s -> %s\n", change->row->section,
		    change->row->object, change->row->charge, change->row->key,
		    change->old, change->new);
	}
	ck_assert_msg(strcmp(said, diffs[_i].changes) == 0, "%s:\n%s",
	    diffs[_i].name, said);
}
END_TEST

Suite *
listing_suite(void)
{
	Suite *suite = suite_create("listing");
	TCase *tests = tcase_create("listing");

	tcase_add_checked_fixture(tests, book_setup, book_teardown);
	tcase_add_test(tests, every_key_that_is_given_is_a_row);
	tcase_add_loop_test(
	    tests, what_differs, 0, sizeof(diffs) / sizeof(diffs[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

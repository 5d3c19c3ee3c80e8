/*
 * Catalogs are compared wherever they are, and lint knows what the ledger has.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "intake/cataloging.h"
#include "tests/unit/work/desk.h"

#define OLD \
	"version: \"1\"\neffective: 2026-01-01\n" \
	"products: [{id: net, name: Net, tax_code: t, revenue: r}]\n"
#define NEW \
	"version: \"2\"\neffective: 2026-02-01\n" \
	"products: [{id: net, name: Internet, tax_code: t, revenue: r}]\n"
#define PLANS \
	"plans: [{id: p, product: net, currency: USD, name: P,\n" \
	"  charges: [{id: f, kind: recurring, price: 5}]}]\n"

static const char header[] = "section,object,charge,key,old,new\n";

static enum status
differ(const char *old, const char *new)
{
	desk_clear();
	return cataloging_differ(&desk_request, old, new, &book_error);
}

START_TEST(files_and_versions_are_compared)
{
	char old[512], new[512];

	snprintf(old, sizeof(old), "%s", book_file("old.yaml", OLD PLANS));
	snprintf(new, sizeof(new), "%s", book_file("new.yaml", NEW PLANS));
	book_must(differ(old, old));
	ck_assert_str_eq(desk_answer(), header);
	ck_assert_int_eq(differ(old, new), STATUS_ASIDE);
	ck_assert_ptr_nonnull(
	    strstr(desk_answer(), "\nproduct,net,,name,Net,Internet\n"));
	desk_clear();
	book_must(cataloging_run(&desk_request, old, &book_error));
	book_must(differ(old, "1"));
	book_must(differ("1", "1"));
	ck_assert_int_eq(differ("1", new), STATUS_ASIDE);
	ck_assert_uint_eq(desk_summary.documents, 1);
	ck_assert_int_eq(differ("1", "2"), STATUS_INVALID);
	desk_told("catalog \"2\" is not in the ledger");
}
END_TEST

static enum status
lint(const char *text)
{
	const char *path = book_file("lint.yaml", text);

	desk_clear();
	return cataloging_lint(&desk_request, path, &book_error);
}

START_TEST(lint_knows_the_version_before_and_who_uses_it)
{
	book_must(lint(OLD PLANS));
	ck_assert_str_eq(desk_counts(), "1 1 0 0 0");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM catalog"), "0");
	desk_stock();
	ck_assert_int_eq(
	    lint("version: \"2027\"\neffective: 2027-01-01\n"), STATUS_ASIDE);
	ck_assert_str_eq(desk_answer(),
	    "catalog,section,object,charge,severity,finding\n"
	    "2027,plan,basic,,warning,catalog 2026 has it and subscriptions "
	    "use it; it is missing now\n");
	/* Nothing comes before it. */
	book_must(lint("version: \"2019\"\neffective: 2019-01-01\n"));
}
END_TEST

Suite *
cataloging_diff_suite(void)
{
	Suite *suite = suite_create("cataloging_diff");
	TCase *tests = tcase_create("cataloging_diff");

	tcase_add_checked_fixture(tests, desk_setup, desk_teardown);
	tcase_add_test(tests, files_and_versions_are_compared);
	tcase_add_test(tests, lint_knows_the_version_before_and_who_uses_it);
	suite_add_tcase(suite, tests);
	return suite;
}

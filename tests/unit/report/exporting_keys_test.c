/*
 * Keys: which records are wanted.
 */
#include "report/exporting_keys.h"

#include <check.h>
#include <string.h>

static const struct exporting_reference reference = { "S1", "O/1", "2", "P1",
	"" };

static const struct {
	const char *name;
	struct exporting_keys keys;
	bool match;
} cases[] = {
	{ "no key wants all", { .order = NULL }, true },
	{ "its subscription", { .subscription = "S1" }, true },
	{ "another subscription", { .subscription = "S" }, false },
	{ "its order, which has a slash", { .order = "O/1" }, true },
	{ "its header", { .header = "O/1/2" }, true },
	{ "another line of its order", { .header = "O/1/22" }, false },
	{ "the order is no header", { .header = "O/1" }, false },
	{ "a longer order", { .header = "O/11/2" }, false },
	{ "all keys must fit", { .subscription = "S1", .opportunity = "P2" },
	    false },
	{ "it has no agreement", { .agreement = "G1" }, false },
};

START_TEST(a_record_is_wanted_by_all_keys)
{
	ck_assert_msg(exporting_keys_match(&cases[_i].keys, &reference) ==
			  cases[_i].match,
	    "%s", cases[_i].name);
}
END_TEST

START_TEST(a_table_has_the_columns_of_its_keys)
{
	static const struct column orders[] = { { "order", 0 }, { "line", 0 },
		{ "subscription", 0 } };
	static const struct column lines[] = { { "line", 0 },
		{ "subscription", 0 }, { "order", 0 }, { "order_line", 0 } };
	static const char *const fields[] = { "7", "S1", "O1", "2" };
	struct exporting_keys keys = { .header = "O1/2" };
	size_t places[EXPORTING_PLACES];

	ck_assert_ptr_null(exporting_keys_columns(&keys, orders, 3, places));
	ck_assert_uint_eq(places[2], 1);
	/* The line of a document is no order line. */
	ck_assert_ptr_null(exporting_keys_columns(&keys, lines, 4, places));
	ck_assert(exporting_keys_fields(&keys, places, fields));
	keys.header = "O1/7";
	ck_assert(!exporting_keys_fields(&keys, places, fields));
	keys.opportunity = "P1";
	ck_assert_str_eq(
	    exporting_keys_columns(&keys, lines, 4, places), "--opportunity");
	ck_assert_str_eq(
	    exporting_keys_columns(&keys, lines, 2, places), "--header");
}
END_TEST

START_TEST(the_first_key_is_named)
{
	static const struct exporting_keys keys[] = { { .subscription = "S1",
							  .order = "O1" },
		{ .agreement = "G1" }, { .order = NULL } };

	ck_assert_str_eq(exporting_keys_given(&keys[0]), "--subscription");
	ck_assert_str_eq(exporting_keys_given(&keys[1]), "--agreement");
	ck_assert_ptr_null(exporting_keys_given(&keys[2]));
}
END_TEST

Suite *
exporting_keys_suite(void)
{
	Suite *suite = suite_create("exporting_keys");
	TCase *tests = tcase_create("exporting_keys");

	tcase_add_loop_test(tests, a_record_is_wanted_by_all_keys, 0,
	    sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(tests, a_table_has_the_columns_of_its_keys);
	tcase_add_test(tests, the_first_key_is_named);
	suite_add_tcase(suite, tests);
	return suite;
}

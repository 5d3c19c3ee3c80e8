/*
 * The last list is in force, as it was put in.
 */
#include "ledger/usage_rules.h"

#include <check.h>
#include <string.h>

#include "book.h"

static struct usage_rule items[2];

static void
setup(void)
{
	static const char *const texts[2][USAGE_RULE_KEY_COUNT] = {
		{ "z", "no", "gb", "S*", "tel", "2026-01-01", "2026-02-01" },
		{ "a", "yes", "", "", "", "", "" },
	};
	enum usage_rule_key key;

	book_setup();
	book_open(LEDGER_RECORD);
	book_must(usage_rule_parse(texts[0], "{\"zone\":\"eu\"}", &book_arena,
	    &items[0], &key, &book_error));
	book_must(usage_rule_parse(
	    texts[1], "", &book_arena, &items[1], &key, &book_error));
}

static const char *
tell(void)
{
	struct usage_rules rules;
	const char *told = "";

	book_must(
	    usage_rules_load(book_ledger, &book_arena, &rules, &book_error));
	for (size_t i = 0; i < rules.count; i++) {
		for (size_t k = 0; k < USAGE_RULE_KEY_COUNT; k++)
			told = arena_format(&book_arena, "%s%s,", told,
			    rules.items[i].texts[k]);
		told = arena_format(&book_arena, "%s%s %s;", told,
		    rules.items[i].dimensions_text, rules.items[i].reason);
	}
	return told;
}

static void
put(size_t count)
{
	struct usage_rules rules = { items, count };

	book_must(usage_rules_put(book_ledger, &rules, &book_error));
}

START_TEST(there_are_no_rules_at_first)
{
	ck_assert_str_eq(tell(), "");
}
END_TEST

START_TEST(rules_come_back_as_they_were_and_in_their_order)
{
	put(2);
	ck_assert_str_eq(tell(),
	    "z,no,gb,S*,tel,2026-01-01,2026-02-01,{\"zone\":\"eu\"} "
	    "not-billable z;a,yes,,,,,, not-billable a;");
}
END_TEST

START_TEST(a_list_replaces_the_one_before)
{
	put(2);
	put(1);
	ck_assert_ptr_null(strstr(tell(), ";a,"));
	put(0);
	ck_assert_str_eq(tell(), "");
	ck_assert_str_eq(book_sql("SELECT version, rules FROM usage_rule_list"),
	    "1|2;2|1;3|0");
}
END_TEST

START_TEST(a_rule_that_was_changed_is_named)
{
	struct usage_rules rules;

	put(2);
	book_tamper("UPDATE usage_rule SET \"to\" = 'May' WHERE rule = 'z'");
	ck_assert_int_ne(
	    usage_rules_load(book_ledger, &book_arena, &rules, &book_error),
	    STATUS_OK);
	ck_assert_ptr_nonnull(strstr(book_error.text, "rule z: "));
}
END_TEST

Suite *
usage_rules_suite(void)
{
	Suite *suite = suite_create("usage_rules");
	TCase *tests = tcase_create("usage_rules");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, there_are_no_rules_at_first);
	tcase_add_test(tests, rules_come_back_as_they_were_and_in_their_order);
	tcase_add_test(tests, a_list_replaces_the_one_before);
	tcase_add_test(tests, a_rule_that_was_changed_is_named);
	suite_add_tcase(suite, tests);
	return suite;
}

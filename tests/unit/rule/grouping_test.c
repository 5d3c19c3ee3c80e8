/*
 * What a payer may group by, and what a group is called.
 */
#include "rule/grouping.h"

#include <check.h>

static const struct {
	const char *text;
	const char *name; /* of a group of all values; NULL: refused */
} rows[] = {
	{ "", "" },
	{ "  ", "" },
	{ "account", "A1" },
	{ "child", "north" },
	{ "product_line  order", "Internet / O1" },
	{ "order product_line", "O1 / Internet" },
	/* What is not given is left out. */
	{ "service", "" },
	{ "service po_number", "P7" },
	{ "account child service product_line order po_number",
	    "A1 / north / Internet / O1 / P7" },
	{ "account account", NULL },
	{ "season", NULL },
	{ "Account", NULL },
	{ "account,order", NULL },
	{ "a-word-that-is-longer-than-any-that-there-is", NULL },
};

START_TEST(a_group_is_named_by_its_words)
{
	static const char *const values[GROUPING_WORD_COUNT] = {
		[GROUPING_ACCOUNT] = "A1",
		[GROUPING_CHILD] = "north",
		[GROUPING_SERVICE] = "",
		[GROUPING_PRODUCT_LINE] = "Internet",
		[GROUPING_ORDER] = "O1",
		[GROUPING_PO_NUMBER] = "P7",
	};
	struct arena arena = { NULL, NULL };
	struct grouping grouping;
	struct error error;
	const char *name;
	enum status status;

	status = grouping_parse(rows[_i].text, &grouping, &error);
	ck_assert_msg((status == STATUS_OK) == (rows[_i].name != NULL), "%s",
	    rows[_i].text);
	if (status == STATUS_OK) {
		ck_assert_int_eq(
		    grouping_join(&grouping, values, &arena, &name, &error),
		    STATUS_OK);
		ck_assert_str_eq(name, rows[_i].name);
	}
	arena_close(&arena);
}
END_TEST

START_TEST(a_word_is_found_again)
{
	struct grouping grouping;
	struct error error;

	ck_assert_int_eq(
	    grouping_parse("order child", &grouping, &error), STATUS_OK);
	ck_assert(grouping_has(&grouping, GROUPING_CHILD));
	ck_assert(grouping_has(&grouping, GROUPING_ORDER));
	ck_assert(!grouping_has(&grouping, GROUPING_ACCOUNT));
}
END_TEST

Suite *
grouping_suite(void)
{
	Suite *suite = suite_create("grouping");
	TCase *tests = tcase_create("grouping");

	tcase_add_loop_test(tests, a_group_is_named_by_its_words, 0,
	    sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_word_is_found_again);
	suite_add_tcase(suite, tests);
	return suite;
}

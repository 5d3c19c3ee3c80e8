#include "record/columns.h"

#include <check.h>
#include <string.h>

#include "input.h"
#include "tell.h"

static const struct column order_columns[] = {
	{ "order", COLUMN_REQUIRED },
	{ "account", COLUMN_REQUIRED },
	{ "note", 0 },
	{ "end", COLUMN_NEEDED },
};

static const struct schema schemas[] = {
	[EXTRAS_NONE] = { "orders", order_columns, 4, EXTRAS_NONE },
	[EXTRAS_X] = { "orders", order_columns, 4, EXTRAS_X },
	[EXTRAS_ANY] = { "orders", order_columns, 4, EXTRAS_ANY },
};

static const struct {
	const char *name;
	enum extras extras;
	const char *bytes;
	const char *told;
} files[] = {
	{ "all columns, in another order", EXTRAS_NONE,
	    "end,note,account,order\nd,c,b,a\n", "2:a|b|c|d " },
	{ "an optional column left out", EXTRAS_NONE,
	    "order,account,end\na,b,\n", "2:a|b|| " },
	{ "a header alone", EXTRAS_NONE, "order,account,end\n", "" },
	{ "nothing at all", EXTRAS_NONE, "", "1: no header" },
	{ "a blank line alone", EXTRAS_NONE, "\n", "1: no header" },
	{ "a required column missing", EXTRAS_NONE, "order,end\na,b\n",
	    "1: column account is missing" },
	{ "a needed column missing", EXTRAS_NONE, "order,account\na,b\n",
	    "1: column end is missing" },
	{ "a misspelt column", EXTRAS_NONE, "order,acount,end\na,b,\n",
	    "1: column \"acount\" is not known; account?" },
	{ "a column like no other", EXTRAS_NONE, "order,account,end,zzzzzzzz\n",
	    "1: column \"zzzzzzzz\" is not known" },
	{ "a column twice", EXTRAS_NONE, "order,account,end,order\n",
	    "1: column order stands there twice" },
	{ "a column without name", EXTRAS_ANY, "order,account,end,\n",
	    "1: column 4 has no name" },
	{ "a control character in a name", EXTRAS_ANY,
	    "order,account,end,\"x\ny\"\n",
	    "1: column 4: a control character in its name" },
	{ "a name that is not UTF-8", EXTRAS_ANY, "order,account,end,\xff\n",
	    "1: column 4: byte 0xff is not UTF-8" },
	{ "an own column without leave", EXTRAS_NONE, "order,account,end,x_a\n",
	    "1: column \"x_a\" is not known" },
	{ "own columns are kept", EXTRAS_X,
	    "x_b,order,account,end,x_a\n1,a,b,,2\n", "2:a|b||[x_b=1][x_a=2] " },
	{ "other columns are not own", EXTRAS_X, "order,account,end,acount\n",
	    "1: column \"acount\" is not known; account?" },
	{ "dimensions are kept", EXTRAS_ANY,
	    "order,account,end,region\na,b,,eu\n", "2:a|b||[region=eu] " },
	{ "a dimension near an absent column", EXTRAS_ANY,
	    "order,acuont,end\na,b,\n",
	    "1: column \"acuont\" is not known; account?" },
	{ "a dimension near a column that is there", EXTRAS_ANY,
	    "order,account,end,accounts\na,b,,\n",
	    "1: column \"accounts\" is not known; account?" },
	{ "a short dimension two edits off is a word of its own", EXTRAS_ANY,
	    "order,account,end,eye\na,b,,1\n", "2:a|b||[eye=1] " },
	{ "a short dimension one edit off", EXTRAS_ANY,
	    "order,account,end,nota\n",
	    "1: column \"nota\" is not known; note?" },
	{ "a dimension far off may be the missing column", EXTRAS_ANY,
	    "orders_xx,account,end\n", "1: column order is missing" },
	{ "a mended reject file", EXTRAS_NONE,
	    "order,account,end,line,reason\na,b,,7,wrong\n", "2:a|b|| " },
	{ "a mended reject file of usage", EXTRAS_ANY,
	    "line,order,account,end,reason\n7,a,b,,wrong\n", "2:a|b|| " },
	{ "a required cell empty", EXTRAS_NONE,
	    "order,account,end\na,,\nb,c,\n",
	    "2:!column account: empty, a value is required 3:b|c|| " },
	{ "a blank is a value", EXTRAS_NONE, "order,account,end\na, ,\n",
	    "2:a| || " },
	{ "too few and too many cells", EXTRAS_NONE,
	    "order,account,end\na,b\na,b,c,d\n\na,b,\n",
	    "2:!2 cells, the header has 3 3:!4 cells, the header has 3 "
	    "4:!1 cell, the header has 3 5:a|b|| " },
	{ "a quoted newline in a cell", EXTRAS_NONE,
	    "order,account,end,note\na,b,,\"x\ny\"\nc,d,,\n",
	    "2:!column note: a control character 4:c|d|| " },
	{ "a control character in a reason is passed over", EXTRAS_NONE,
	    "order,account,end,reason\na,b,,\"x\ny\"\n", "2:a|b|| " },
	{ "a byte that is not UTF-8", EXTRAS_NONE,
	    "order,account,end\na,b,\na,b,\xff\n",
	    "2:a|b|| 3: column end: byte 0xff is not UTF-8" },
	{ "not UTF-8 in a row with too many cells", EXTRAS_NONE,
	    "order,account,end\na,b,c,\xc0\xaf\n",
	    "2: column 4: byte 0xc0 is not UTF-8" },
	{ "values of one line must not show through", EXTRAS_ANY,
	    "{\"order\":\"a\",\"account\":1,\"note\":\"n\",\"region\":2}\n"
	    "{\"account\":3,\"order\":\"b\"}\n",
	    "1:a|1|n|[region=2] 2:b|3|| " },
	{ "null and absent are not given", EXTRAS_NONE,
	    "{\"order\":\"a\",\"account\":null}\n{\"order\":\"a\"}\n",
	    "1:!column account: empty, a value is required "
	    "2:!column account: empty, a value is required " },
	{ "a key twice", EXTRAS_NONE,
	    "{\"order\":\"a\",\"account\":1,\"order\":\"b\"}\n",
	    "1: column order stands there twice" },
	{ "a misspelt key", EXTRAS_NONE, "{\"oder\":\"a\"}\n",
	    "1: column \"oder\" is not known; order?" },
	{ "a NUL in a JSON value", EXTRAS_NONE, "{\"order\":\"a\\u0000b\"}\n",
	    "1: column order: a NUL byte" },
	{ "a control character in a JSON value", EXTRAS_NONE,
	    "{\"order\":\"a\\n\",\"account\":\"b\"}\n",
	    "1:!column order: a control character " },
	{ "not UTF-8 in a JSON value", EXTRAS_NONE,
	    "{\"order\":\"a\",\"account\":\"\xe9\"}\n",
	    "1: column account: byte 0xe9 is not UTF-8" },
};

START_TEST(files_read)
{
	const char *bytes = files[_i].bytes;
	const char *told = tell_records(
	    input_path(bytes, strlen(bytes)), &schemas[files[_i].extras]);

	ck_assert_msg(
	    strcmp(told, files[_i].told) == 0, "%s: %s", files[_i].name, told);
}
END_TEST

START_TEST(nul_byte_refused)
{
	static const char bytes[] = "order,account,end\na,b\0c,\n";

	ck_assert_str_eq(tell_records(input_path(bytes, sizeof(bytes) - 1),
			     &schemas[EXTRAS_NONE]),
	    "2: column account: a NUL byte");
}
END_TEST

Suite *
columns_suite(void)
{
	Suite *suite = suite_create("columns");
	TCase *cases = tcase_create("columns");

	tcase_add_loop_test(
	    cases, files_read, 0, (int)(sizeof(files) / sizeof(files[0])));
	tcase_add_test(cases, nul_byte_refused);
	suite_add_tcase(suite, cases);
	return suite;
}

/*
 * A selection is walked beside a stream of rising names.
 */
#include "work/selecting.h"

#include <check.h>
#include <string.h>

#include "desk.h"
#include "ledger/stream.h"

#define NAMES_MAX 4

static struct selection selection;

static const struct {
	const char *name;
	const char *names[NAMES_MAX];
	const char *file; /* NULL: none */
	const char *selected; /* of a b c d */
	const char *missing;
	const char *range;
} rows[] = {
	{ "nothing is named: everything", { NULL }, NULL, "abcd", "", "-~" },
	{ "one name", { "b" }, NULL, "b", "", "b-b" },
	{ "names in any order, some twice", { "d", "b", "d", "b" }, NULL, "bd",
	    "", "b-d" },
	{ "a name that is not there", { "b", "bb" }, NULL, "b", "bb", "b-bb" },
	{ "a name before all", { "A", "d" }, NULL, "d", "A", "A-d" },
	{ "names behind all", { "x", "y" }, NULL, "", "x", "x-y" },
	{ "a stream", { NULL }, "account\nc\na\n", "ac", "", "a-c" },
	{ "other columns are ignored", { NULL },
	    "x,account,y\n1,c,2\n1,a,2\n1,c,3\n", "ac", "", "a-c" },
	{ "a stream and names", { "d" }, "account\na\n", "ad", "", "a-d" },
	{ "a stream of nothing selects nothing", { NULL }, "account\n", "", "",
	    "-" },
	{ "JSON lines", { NULL }, "{\"account\":\"b\",\"z\":1}\n", "b", "",
	    "b-b" },
};

static enum status
open_selection(const char *const *names, const char *text)
{
	struct selecting from = { names, 0,
		text == NULL ? NULL : book_file("names", text), "account" };

	while (from.count < NAMES_MAX && names[from.count] != NULL)
		from.count++;
	return selection_open(&from, &book_arena, &selection, &book_error);
}

START_TEST(names_are_selected)
{
	static const char *const asked[] = { "a", "b", "b", "c", "d" };
	const char *low, *high, *missing;
	char selected[8] = "";
	size_t count = 0;

	book_must(open_selection(rows[_i].names, rows[_i].file));
	selection_range(&selection, &low, &high);
	ck_assert_str_eq(arena_format(&book_arena, "%s-%s", low,
			     strcmp(high, BILLING_LAST) == 0 ? "~" : high),
	    rows[_i].range);
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		bool has = selection_has(&selection, asked[i]);

		/* Asked again, the answer is the same. */
		ck_assert_int_eq(selection_has(&selection, asked[i]), has);
		if (has && (count == 0 || selected[count - 1] != asked[i][0]))
			selected[count++] = asked[i][0];
	}
	missing = selection_missing(&selection);
	ck_assert_msg(strcmp(selected, rows[_i].selected) == 0, "%s: %s",
	    rows[_i].name, selected);
	ck_assert_msg(
	    strcmp(missing == NULL ? "" : missing, rows[_i].missing) == 0,
	    "%s: %s is missing", rows[_i].name, missing);
}
END_TEST

START_TEST(a_selection_of_nothing_asked_for_nothing)
{
	static const char *const names[NAMES_MAX] = { "b", "a" };

	book_must(open_selection(names, NULL));
	ck_assert_str_eq(selection_missing(&selection), "a");
}
END_TEST

static const struct {
	const char *text;
	enum status status;
	const char *fault;
} faults[] = {
	{ "acount\na\n", STATUS_INVALID, "account" },
	{ "", STATUS_INVALID, "names" },
	{ "account,x\n,1\n", STATUS_INVALID, "names:2: " },
	{ "account,x\na\n", STATUS_INVALID, "names:2: " },
};

START_TEST(a_stream_that_is_none)
{
	static const char *const none[NAMES_MAX] = { NULL };

	ck_assert_int_eq(
	    open_selection(none, faults[_i].text), faults[_i].status);
	desk_told(faults[_i].fault);
}
END_TEST

START_TEST(a_file_that_is_not_there)
{
	struct selecting from = { NULL, 0, book_path("none"), "account" };

	ck_assert_int_eq(
	    selection_open(&from, &book_arena, &selection, &book_error),
	    STATUS_NO_INPUT);
}
END_TEST

Suite *
selecting_suite(void)
{
	Suite *suite = suite_create("selecting");
	TCase *tests = tcase_create("selecting");

	tcase_add_checked_fixture(tests, desk_setup, desk_teardown);
	tcase_add_loop_test(
	    tests, names_are_selected, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_selection_of_nothing_asked_for_nothing);
	tcase_add_loop_test(tests, a_stream_that_is_none, 0,
	    sizeof(faults) / sizeof(faults[0]));
	tcase_add_test(tests, a_file_that_is_not_there);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * A line from the audit trail can be pasted and means the same.
 */
#include "cli/typed.h"

#include <check.h>

static const struct {
	const char *words[4];
	const char *line;
} lines[] = {
	{ { "bill-run" }, "bill-run" },
	{ { "bill-run", "--as-of", "2026-11-01", "-" },
	    "bill-run --as-of 2026-11-01 -" },
	{ { "bill", "--account=a@b.c", "50%", "a+b,c:d/e_f" },
	    "bill --account=a@b.c 50% a+b,c:d/e_f" },
	{ { "bill", "a b", "", "x" }, "bill 'a b' '' x" },
	{ { "bill", "it's", "'", "$HOME" }, "bill 'it'\\''s' ''\\''' '$HOME'" },
	{ { "bill", "*", "a;b", "\\" }, "bill '*' 'a;b' '\\'" },
	{ { "bill", "Zürich" }, "bill 'Zürich'" },
	{ { "bill", "a\nb", "\033[1m" }, "bill 'a?b' '?[1m'" },
	{ { NULL }, "" },
};

START_TEST(joins)
{
	struct arena arena = { 0 };
	char *words[4];
	int count = 0;

	while (count < 4 && lines[_i].words[count] != NULL) {
		words[count] = arena_text(&arena, lines[_i].words[count]);
		ck_assert_ptr_nonnull(words[count]);
		count++;
	}
	ck_assert_str_eq(typed_line(&arena, count, words), lines[_i].line);
	arena_close(&arena);
}
END_TEST

Suite *
typed_suite(void)
{
	Suite *suite = suite_create("typed");
	TCase *tests = tcase_create("typed");

	tcase_add_loop_test(tests, joins, 0, sizeof lines / sizeof lines[0]);
	suite_add_tcase(suite, tests);
	return suite;
}

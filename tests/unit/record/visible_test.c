/*
 * No byte that drives a terminal comes through.
 */
#include "record/visible.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

#include "record/unicode.h"

static const struct {
	const char *name;
	const char *text;
	const char *shown;
} texts[] = {
	{ "nothing", "", "" },
	{ "plain", "Acme, Inc. \"x\"", "Acme, Inc. \"x\"" },
	{ "more than ASCII", "Zürich €", "Zürich €" },
	{ "colours", "\033[31mred", "?[31mred" },
	{ "a title", "\033]0;x\a", "?]0;x?" },
	{ "newline, tab, DEL", "a\nb\tc\177", "a?b?c?" },
	{ "C1 control sequence introducer", "a\302\2331m", "a?1m" },
	{ "line separator", "a\342\200\250b", "a?b" },
	{ "paragraph separator", "a\342\200\251", "a?" },
	{ "a dash beside the separators", "a\342\200\224b", "a—b" },
	{ "a byte that is not UTF-8", "a\233b", "a?b" },
	{ "a character cut short", "ab\342\202", "ab??" },
};

START_TEST(shows)
{
	char text[64];

	(void)memccpy(text, texts[_i].text, 0, sizeof text);
	ck_assert_ptr_eq(visible_text(text), text);
	ck_assert_msg(strcmp(text, texts[_i].shown) == 0, "%s: '%s'",
	    texts[_i].name, text);
}
END_TEST

/* Whatever the bytes, the result is valid, without controls, not longer. */
START_TEST(any_bytes_become_safe)
{
	const uint32_t seed = 0x9e3779b9;
	uint32_t state = seed;
	char text[33];

	for (int round = 0; round < 20000; round++) {
		for (size_t i = 0; i < 32; i++) {
			state ^= state << 13;
			state ^= state >> 17;
			state ^= state << 5;
			text[i] = (char)(state >> 11);
		}
		text[32] = '\0';
		size_t length = strlen(text);
		visible_text(text);
		ck_assert_msg(
		    strlen(text) <= length &&
			unicode_invalid(text, strlen(text)) == strlen(text) &&
			!unicode_controls(text),
		    "seed %#x, round %d", seed, round);
	}
}
END_TEST

Suite *
visible_suite(void)
{
	Suite *suite = suite_create("visible");
	TCase *tests = tcase_create("visible");

	tcase_add_loop_test(tests, shows, 0, sizeof texts / sizeof texts[0]);
	tcase_add_test(tests, any_bytes_become_safe);
	suite_add_tcase(suite, tests);
	return suite;
}

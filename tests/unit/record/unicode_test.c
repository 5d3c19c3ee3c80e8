#include "record/unicode.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

/* Rows are checked behind 0 to 16 letters, so that each place in a word is. */
static const struct {
	const char *name;
	const char *bytes;
	size_t invalid; /* offset, or the length if it is valid */
} texts[] = {
	{ "nothing", "", 0 },
	{ "two bytes", "\xc3\xa9", 2 },
	{ "three bytes", "\xe2\x82\xac", 3 },
	{ "four bytes", "\xf0\x9f\x98\x80", 4 },
	{ "a byte that is never used", "a\xff", 1 },
	{ "a lone continuation", "\x80", 0 },
	{ "cut short", "ab\xe2\x82", 2 },
	{ "cut short before a letter", "\xe2\x82z", 0 },
	{ "overlong slash", "\xc0\xaf", 0 },
	{ "surrogate", "\xed\xa0\x80", 0 },
	{ "beyond U+10FFFF", "\xf4\x90\x80\x80", 0 },
	{ "Latin-1", "caf\xe9 au lait", 3 },
};

START_TEST(invalid_at_any_place)
{
	char buffer[64];
	size_t length = strlen(texts[_i].bytes);

	for (size_t before = 0; before <= 16; before++) {
		memset(buffer, 'x', before);
		memcpy(buffer + before, texts[_i].bytes, length);
		ck_assert_msg(unicode_invalid(buffer, before + length) ==
				  before + texts[_i].invalid,
		    "%s behind %zu", texts[_i].name, before);
	}
}
END_TEST

static const struct {
	const char *name;
	const char *text;
	bool controls;
} controls[] = {
	{ "nothing", "", false },
	{ "a word", "Zürich", false },
	{ "TAB", "a\tb", true },
	{ "LF", "a\n", true },
	{ "ESC", "\x1b[2J", true },
	{ "DEL", "a\x7f", true },
	{ "C1 CSI", "\xc2\x9b", true },
	{ "a no-break space is none", "\xc2\xa0", false },
	{ "U+2028", "a\xe2\x80\xa8", true },
	{ "U+2029", "\xe2\x80\xa9z", true },
	{ "an en dash is none",
	    "1\xe2\x80\x93"
	    "2",
	    false },
};

START_TEST(controls_found)
{
	ck_assert_msg(
	    unicode_controls(controls[_i].text) == controls[_i].controls, "%s",
	    controls[_i].name);
}
END_TEST

static const struct {
	const char *name;
	const char *text;
	size_t width;
	size_t room;
	size_t cut;
} widths[] = {
	{ "nothing", "", 0, 5, 0 },
	{ "letters", "abc", 3, 2, 2 },
	{ "letters that fit", "abc", 3, 3, 3 },
	{ "an umlaut", "Zürich", 6, 2, 3 },
	{ "a combining accent", "e\xcc\x81z", 2, 1, 3 },
	{ "wide characters", "\xe6\x9d\xb1\xe4\xba\xac", 4, 3, 3 },
	{ "no half of a wide character", "\xe6\x9d\xb1", 2, 1, 0 },
	{ "a control counts one", "a\tb", 3, 2, 2 },
	{ "no room", "abc", 3, 0, 0 },
};

START_TEST(widths_and_cuts)
{
	ck_assert_msg(unicode_width(widths[_i].text) == widths[_i].width,
	    "%s: width %zu", widths[_i].name, unicode_width(widths[_i].text));
	ck_assert_msg(
	    unicode_cut(widths[_i].text, widths[_i].room) == widths[_i].cut,
	    "%s: cut %zu", widths[_i].name,
	    unicode_cut(widths[_i].text, widths[_i].room));
}
END_TEST

Suite *
unicode_suite(void)
{
	Suite *suite = suite_create("unicode");
	TCase *cases = tcase_create("unicode");

	tcase_add_loop_test(cases, invalid_at_any_place, 0,
	    (int)(sizeof(texts) / sizeof(texts[0])));
	tcase_add_loop_test(cases, controls_found, 0,
	    (int)(sizeof(controls) / sizeof(controls[0])));
	tcase_add_loop_test(cases, widths_and_cuts, 0,
	    (int)(sizeof(widths) / sizeof(widths[0])));
	suite_add_tcase(suite, cases);
	return suite;
}

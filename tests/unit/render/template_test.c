/*
 * What the language promises: sections, columns, vanishing lines, and a place
 * and a proposal with every error.
 */
#include "render/template.h"

#include <check.h>
#include <string.h>

#include "output.h"

static struct arena arena;
static struct spool *spool;
static struct error error;

static void
setup(void)
{
	ck_assert_int_eq(spool_open(&spool, &error), STATUS_OK);
}

static void
teardown(void)
{
	spool_close(spool);
	arena_close(&arena);
}

/* A document's worth of names. */
static void
build(struct view *root)
{
	struct views views = { .arena = &arena };
	struct view *lines, *taxes, *item;

	*root = (struct view){ .name = "" };
	view_text(&views, root, "number", "INV-1");
	view_text(&views, root, "empty", "");
	view_text(&views, root, "html", "<a href=\"x\">'&'");
	view_text(&views, root, "no_xml", "a\uFFFEb\uFFFFc\uFFFDd\uFB01");
	view_text(&views, root, "wide", "東京電力");
	/* e and a combining acute accent */
	view_text(&views, root, "combining", "cafe\u0301s");
	view_text(&views, root, "hostile", "a\033[2Jb\nc");
	view_text(&views, root, "braces", "{{number}}");
	view_text(&views, root, "amount", "9.00");
	lines = view_list(&views, root, "lines");
	item = view_item(&views, lines);
	view_text(&views, item, "name", "one");
	view_text(&views, item, "amount", "1.00");
	taxes = view_list(&views, item, "taxes");
	view_text(&views, view_item(&views, taxes), "rate", "19");
	view_text(&views, view_item(&views, taxes), "rate", "7");
	item = view_item(&views, lines);
	view_text(&views, item, "name", "two");
	view_text(&views, item, "amount", "2.00");
	taxes = view_list(&views, item, "taxes");
	view_text(&views, view_shape(&views, taxes), "rate", "");
	lines = view_list(&views, root, "none");
	view_text(&views, view_shape(&views, lines), "inside", "never");
	view_list(&views, root, "shapeless");
	ck_assert(!views.failed);
}

/* Expand ${text} into the spool. */
static enum status
expand(const char *text, enum escape escape)
{
	struct template template = {
		.name = "t", .text = text, .escape = escape
	};
	struct view root;
	enum status status;

	build(&root);
	status = template_parse(&template, &arena, &error);
	if (status == STATUS_OK)
		status =
		    template_expand(&template, &root, spool, &arena, &error);
	return status;
}

static const struct {
	const char *name, *text, *wanted;
} expansions[] = {
	{ "nothing", "", "" },
	{ "text alone", "hello\n", "hello\n" },
	{ "the last newline is added", "hello", "hello\n" },
	{ "value", "a{{number}}b\n", "aINV-1b\n" },
	{ "value with blanks in the braces", "{{ number }}\n", "INV-1\n" },
	{ "values are not templates", "{{braces}}\n", "{{number}}\n" },
	{ "single braces are text", "{number} }}\n", "{number} }}\n" },
	{ "control characters", "{{hostile}}\n", "a?[2Jb?c\n" },
	{ "plain text is not escaped", "{{html}}\n", "<a href=\"x\">'&'\n" },

	{ "list", "{{#lines}}{{name}};{{/lines}}\n", "one;two;\n" },
	{ "names are looked up outwards", "{{#lines}}{{number}} {{/lines}}\n",
	    "INV-1 INV-1\n" },
	{ "the innermost name wins",
	    "{{#lines}}{{amount}} {{/lines}}{{amount}}\n", "1.00 2.00 9.00\n" },
	{ "list in list",
	    "{{#lines}}{{name}}:{{#taxes}}{{rate}},{{/taxes}}{{/lines}}\n",
	    "one:19,7,two:\n" },
	{ "empty list", "a{{#none}}{{inside}}{{/none}}b\n", "ab\n" },
	{ "empty list without shape", "a{{#shapeless}}{{x}}{{/shapeless}}b\n",
	    "ab\n" },
	{ "not of an empty list", "{{^none}}no {{number}}{{/none}}\n",
	    "no INV-1\n" },
	{ "not of a list", "{{^lines}}no{{/lines}}\n", "\n" },
	{ "text given", "{{#number}}No. {{number}}{{/number}}\n",
	    "No. INV-1\n" },
	{ "text not given", "a{{#empty}}x{{number}}{{/empty}}b\n", "ab\n" },
	{ "not of a text", "{{^empty}}-{{/empty}}{{^number}}+{{/number}}\n",
	    "-\n" },
	{ "text section inside itself",
	    "{{#number}}{{#number}}x{{/number}}{{/number}}\n", "x\n" },
	{ "one list after itself",
	    "{{#lines}}a{{/lines}}{{#lines}}b{{/lines}}\n", "aabb\n" },

	{ "comment", "a{{! {{ anything }}b\n", "ab\n" },
	{ "lines of sections vanish",
	    "a\n{{#lines}}\n{{name}}\n{{/lines}}\nb\n", "a\none\ntwo\nb\n" },
	{ "indented lines vanish too",
	    "a\n  {{#lines}}\t\nx\n {{/lines}}  \nb\n", "a\nx\nx\nb\n" },
	{ "lines of comments vanish", "a\n{{! one\n two }}\nb\n", "a\nb\n" },
	{ "a comment at the very beginning and end", "{{!x}}\na\n{{!y}}",
	    "a\n" },
	{ "lines that end with CR LF vanish",
	    "a\r\n{{#number}}\r\nb\r\n{{/number}}\r\n", "a\r\nb\r\n" },
	{ "lines of values stay", "a\n{{empty}}\nb\n", "a\n\nb\n" },
	{ "two tags are not alone", "a\n{{#number}}{{/number}}\nb\n",
	    "a\n\nb\n" },
	{ "a tag behind text is not alone", "a {{!x}}\nb\n", "a\nb\n" },

	{ "left column", "{{number:<8}}|\n", "INV-1   |\n" },
	{ "right column", "{{number:>8}}|\n", "   INV-1|\n" },
	{ "exact fit", "{{number:<5}}|{{number:>5}}|\n", "INV-1|INV-1|\n" },
	{ "left columns are cut", "{{number:<4}}|\n", "INV…|\n" },
	{ "left column of one", "{{number:<1}}|\n", "…|\n" },
	{ "right columns are never cut", "{{number:>2}}|\n", "INV-1|\n" },
	{ "empty columns", "{{empty:<3}}|{{empty:>3}}|\n", "   |   |\n" },
	{ "wide characters", "{{wide:<10}}|{{wide:>10}}|\n",
	    "東京電力  |  東京電力|\n" },
	{ "a wide character that fits half", "{{wide:<6}}|\n", "東京… |\n" },
	{ "combining characters", "{{combining:<6}}|{{combining:>6}}|\n",
	    "cafe\u0301s | cafe\u0301s|\n" },
	{ "no accent is left behind", "{{combining:<4}}|\n", "caf…|\n" },
	{ "blanks at the end of a line", "a  \n{{number:<40}}\n \n",
	    "a\nINV-1\n\n" },
	{ "blanks at the end of all", "a  ", "a\n" },
	{ "muted blanks", "a{{#empty}}  {{number:>9}}{{/empty}}b\n", "ab\n" },
};

START_TEST(templates_expand)
{
	const char *text;

	if (expand(expansions[_i].text, ESCAPE_NONE) != STATUS_OK)
		ck_abort_msg("%s: %s", expansions[_i].name, error.text);
	text = output_text(spool, &arena);
	ck_assert_msg(strcmp(text, expansions[_i].wanted) == 0, "%s: \"%s\"",
	    expansions[_i].name, text);
}
END_TEST

static const struct {
	const char *name, *text, *wanted;
} errors[] = {
	{ "misspelt", "a\nb {{nubmer}}",
	    "t:2: unknown name \"nubmer\"; did "
	    "you mean \"number\"?" },
	{ "nothing near", "{{zzzzzz}}", "t:1: unknown name \"zzzzzz\"" },
	{ "misspelt section", "\n\n{{#line}}{{/line}}",
	    "t:3: unknown name \"line\"; did you mean \"lines\"?" },
	{ "misspelt in an empty list", "{{#none}}{{insde}}{{/none}}",
	    "t:1: unknown name \"insde\"; did you mean \"inside\"?" },
	{ "misspelt where the text is not given",
	    "{{#empty}}{{nmber}}{{/empty}}",
	    "t:1: unknown name \"nmber\"; did you mean \"number\"?" },
	{ "misspelt where the list is not empty",
	    "{{^lines}}{{nmber}}{{/lines}}",
	    "t:1: unknown name \"nmber\"; did you mean \"number\"?" },
	{ "a list's names outside of it", "{{name}}",
	    "t:1: unknown name \"name\"; did you mean \"none\"?" },
	{ "list as text", "{{lines}}",
	    "t:1: lines is a list (write {{#lines}}...{{/lines}})" },
	{ "list inside itself", "{{#lines}}\n{{#lines}}{{/lines}}\n{{/lines}}",
	    "t:2: section lines is inside itself" },

	{ "section not closed", "a\n{{#lines}}\n\n\n",
	    "t:2: section lines is not closed" },
	{ "section closed by another", "{{#lines}}\n{{#number}}\n{{/lines}}",
	    "t:3: {{/lines}} where section number of line 2 ends" },
	{ "end without section", "{{/lines}}",
	    "t:1: {{/lines}} ends no "
	    "section" },
	{ "tag not closed", "a\nb\n {{number}\n", "t:3: {{ without }}" },
	{ "no name", "{{}}",
	    "t:1: bad name \"\" (small letters, digits and "
	    "_)" },
	{ "no name of a section", "{{#}}",
	    "t:1: bad name \"\" (small letters, digits and _)" },
	{ "two words", "{{a b}}",
	    "t:1: bad name \"a b\" (small letters, digits and _)" },
	{ "three braces", "{{{number}}}",
	    "t:1: bad name \"{number\" (small letters, digits and _)" },
	{ "partials are not in the subset", "{{>head}}",
	    "t:1: bad name \">head\" (small letters, digits and _)" },
	{ "column without direction", "{{number:40}}",
	    "t:1: bad width \":40\" (write :<40 or :>12, 1 to 999)" },
	{ "column without width", "{{number:<}}",
	    "t:1: bad width \":<\" (write :<40 or :>12, 1 to 999)" },
	{ "width of nothing", "{{number:<0}}",
	    "t:1: bad width \":<0\" (write :<40 or :>12, 1 to 999)" },
	{ "width too large", "{{number:>1000}}",
	    "t:1: bad width \":>1000\" (write :<40 or :>12, 1 to 999)" },
	{ "width that would overflow", "{{number:>99999999999999999999999}}",
	    "t:1: bad width \":>99999999999999999999999\" (write :<40 or "
	    ":>12, 1 to 999)" },
	{ "negative width", "{{number:<-4}}",
	    "t:1: bad width \":<-4\" (write :<40 or :>12, 1 to 999)" },
	{ "not UTF-8", "a\nb\xff\n", "t:2: not UTF-8" },
};

START_TEST(errors_have_a_place)
{
	const char *wanted = errors[_i].wanted;
	const char *name = errors[_i].name;

	ck_assert_msg(
	    expand(errors[_i].text, ESCAPE_NONE) == STATUS_CONFIG, "%s", name);
	ck_assert_int_eq(error.status, STATUS_CONFIG);
	ck_assert_msg(strncmp(error.text, "template ", 9) == 0 &&
			  strcmp(error.text + 9, wanted) == 0,
	    "%s: %s", name, error.text);
}
END_TEST

START_TEST(what_xml_cannot_hold_is_left_out)
{
	ck_assert_int_eq(expand("{{no_xml}}\n", ESCAPE_HTML), STATUS_OK);
	ck_assert_str_eq(
	    output_text(spool, &arena), "a\uFFFDb\uFFFDc\uFFFDd\uFB01\n");
}
END_TEST

START_TEST(html_is_escaped)
{
	ck_assert_int_eq(
	    expand("<b>{{html}}</b>{{html:<4}}|\n", ESCAPE_HTML), STATUS_OK);
	ck_assert_str_eq(output_text(spool, &arena),
	    "<b>&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;</b>&lt;a …|\n");
}
END_TEST

/* ${count} sections, one inside the other. */
static const char *
nested(size_t count)
{
	const char *begin = "", *end = "";
	size_t i;

	for (i = 0; i < count; i++) {
		begin = arena_format(&arena, "%s{{#number}}", begin);
		end = arena_format(&arena, "%s{{/number}}", end);
	}
	return arena_format(&arena, "%sx%s", begin, end);
}

START_TEST(depth_is_bounded)
{
	ck_assert_int_eq(
	    expand(nested(TEMPLATE_DEPTH_MAX), ESCAPE_NONE), STATUS_OK);
	ck_assert_str_eq(output_text(spool, &arena), "x\n");
	ck_assert_int_eq(
	    expand(nested(TEMPLATE_DEPTH_MAX + 1), ESCAPE_NONE), STATUS_CONFIG);
	ck_assert_str_eq(
	    error.text, "template t:1: sections are nested over 32 deep");
}
END_TEST

START_TEST(size_is_bounded)
{
	char *text = arena_alloc(&arena, TEMPLATE_SIZE_MAX + 2);

	ck_assert_ptr_nonnull(text);
	memset(text, 'x', TEMPLATE_SIZE_MAX);
	ck_assert_int_eq(expand(text, ESCAPE_NONE), STATUS_OK);
	ck_assert_uint_eq(spool_size(spool), TEMPLATE_SIZE_MAX + 1);
	text[TEMPLATE_SIZE_MAX] = 'x';
	ck_assert_int_eq(expand(text, ESCAPE_NONE), STATUS_CONFIG);
	ck_assert_str_eq(error.text, "template t:1: over 1048576 bytes");
}
END_TEST

/* Whatever is in a template, it is refused or expanded. */
START_TEST(any_text_is_refused_or_expanded)
{
	static const char *const pieces[] = { "{{", "}}", "#", "^", "/", "!",
		"number", "lines", "taxes", "none", ":<3", ":>", "\n", " ", "x",
		"{{#lines}}", "{{/lines}}", "{{#none}}", "{{/none}}",
		"{{number}}" };
	uint64_t seed = 0x2545f4914f6cdd1d + (uint64_t)_i, state = seed;
	char text[256];
	size_t i, length;

	for (int round = 0; round < 2000; round++) {
		length = 0;
		text[0] = '\0';
		for (i = 0; i < 16; i++) {
			const char *piece;

			state ^= state << 13;
			state ^= state >> 7;
			state ^= state << 17;
			piece =
			    pieces[state % (sizeof pieces / sizeof *pieces)];
			memcpy(text + length, piece, strlen(piece) + 1);
			length += strlen(piece);
		}
		if (expand(text, ESCAPE_NONE) != STATUS_OK)
			ck_assert_msg(
			    error.status == STATUS_CONFIG &&
				strncmp(error.text, "template t:", 11) == 0,
			    "seed %llu: \"%s\": %s", (unsigned long long)seed,
			    text, error.text);
		arena_reset(&arena);
	}
}
END_TEST

START_TEST(embedded_templates_are_found)
{
	ck_assert_ptr_nonnull(template_find("invoice.txt"));
	ck_assert_ptr_nonnull(template_find("credit_note.txt"));
	ck_assert_ptr_null(template_find("invoice"));
	ck_assert_ptr_null(template_find(""));
}
END_TEST

Suite *
template_suite(void)
{
	Suite *suite = suite_create("template");
	TCase *tests = tcase_create("template");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(
	    tests, templates_expand, 0, sizeof expansions / sizeof *expansions);
	tcase_add_loop_test(
	    tests, errors_have_a_place, 0, sizeof errors / sizeof *errors);
	tcase_add_test(tests, html_is_escaped);
	tcase_add_test(tests, what_xml_cannot_hold_is_left_out);
	tcase_add_test(tests, depth_is_bounded);
	tcase_add_test(tests, size_is_bounded);
	tcase_add_loop_test(tests, any_text_is_refused_or_expanded, 0, 4);
	tcase_add_test(tests, embedded_templates_are_found);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Three words, and nothing near them.
 */
#include "record/format.h"

#include <check.h>

static const struct {
	const char *text;
	enum format format; /* FORMAT_DEFAULT: refused */
} words[] = {
	{ "csv", FORMAT_CSV },
	{ "jsonl", FORMAT_JSONL },
	{ "table", FORMAT_TABLE },
	{ "", FORMAT_DEFAULT },
	{ "CSV", FORMAT_DEFAULT },
	{ "json", FORMAT_DEFAULT },
	{ "tables", FORMAT_DEFAULT },
};

START_TEST(parses)
{
	enum format format = FORMAT_DEFAULT;
	struct error error;
	enum status status;

	status = format_parse(words[_i].text, &format, &error);
	ck_assert_msg(format == words[_i].format, "'%s'", words[_i].text);
	ck_assert_int_eq(
	    status, format == FORMAT_DEFAULT ? STATUS_USAGE : STATUS_OK);
}
END_TEST

Suite *
format_suite(void)
{
	Suite *suite = suite_create("format");
	TCase *tests = tcase_create("format");

	tcase_add_loop_test(tests, parses, 0, sizeof words / sizeof words[0]);
	suite_add_tcase(suite, tests);
	return suite;
}

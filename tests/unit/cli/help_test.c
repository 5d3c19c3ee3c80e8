/*
 * Usage, help and completion are one table, seen from four sides.
 */
#include "cli/help.h"

#include <check.h>
#include <string.h>

static const struct option_spec specs[] = {
	{ OPTION_DATE, 'a', "as-of", "date", "prices in force on date", NULL },
	{ OPTION_TEXTS, 0, "account", "account", "only account", NULL },
	{ OPTION_TEXTS, 'p', "plan", "plan", "only plan", NULL },
	{ OPTION_FLAG, 'n', "dry-run", NULL, "change nothing", NULL },
	OPTION_END,
};

static const struct command command = {
	.name = "bill-test",
	.operands = "kind [file]",
	.summary = "test the help",
	.options = specs,
};

static const struct option_spec no_specs[] = { OPTION_END };

static const struct command bare = {
	.name = "bill-bare",
	.summary = "do nothing",
	.options = no_specs,
};

typedef enum status (*writer)(
    const struct command *, struct spool *, struct error *);

static const struct {
	const char *name;
	const struct command *command;
	writer write;
	const char *text;
} texts[] = {
	{ "usage", &command, help_usage,
	    "usage: bill-test [-a date] [--account account]... [-p plan]..."
	    " [-n] kind [file]\n" },
	{ "usage of nothing", &bare, help_usage, "usage: bill-bare\n" },
	{ "help", &command, help_page,
	    "usage: bill-test [-a date] [--account account]... [-p plan]..."
	    " [-n] kind [file]\n"
	    "test the help\n"
	    "\n"
	    "  -a, --as-of date          prices in force on date\n"
	    "      --account account     only account\n"
	    "  -p, --plan plan           only plan\n"
	    "  -n, --dry-run             change nothing\n"
	    "  -h, --help                print this help\n"
	    "      --version             print the version\n" },
	{ "version", &command, help_version,
	    "bill-test (billkit) " BILLKIT_VERSION "\n" },
	{ "completion", &command, help_completion,
	    "-a|--as-of|date|prices in force on date\n"
	    "|--account|account|only account\n"
	    "-p|--plan|plan|only plan\n"
	    "-n|--dry-run||change nothing\n"
	    "-h|--help||print this help\n"
	    "|--version||print the version\n" },
};

START_TEST(prints)
{
	struct spool *spool;
	struct error error;
	char text[4096];
	size_t got;

	ck_assert_int_eq(spool_open(&spool, &error), STATUS_OK);
	ck_assert_int_eq(
	    texts[_i].write(texts[_i].command, spool, &error), STATUS_OK);
	ck_assert_int_eq(spool_rewind(spool, &error), STATUS_OK);
	ck_assert_int_eq(
	    spool_read(spool, text, sizeof text - 1, &got, &error), STATUS_OK);
	text[got] = '\0';
	ck_assert_str_eq(text, texts[_i].text);
	spool_close(spool);
}
END_TEST

Suite *
help_suite(void)
{
	Suite *suite = suite_create("help");
	TCase *tests = tcase_create("help");

	tcase_add_loop_test(tests, prints, 0, sizeof texts / sizeof texts[0]);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * A command line means what the table says, or is refused with the option that
 * was probably meant.
 */
#include "cli/options.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define WORDS_MAX 70

static struct {
	struct options_common common;
	struct date as_of;
	const char *account;
	struct texts plans;
	uint64_t limit;
	bool dry_run;
} given;

static const struct option_spec specs[] = {
	{ OPTION_DATE, 'a', "as-of", "date", "on date", &given.as_of },
	{ OPTION_TEXT, 0, "account", "account", "one", &given.account },
	{ OPTION_TEXTS, 'p', "plan", "plan", "only", &given.plans },
	{ OPTION_COUNT, 0, "limit", "count", "at most", &given.limit },
	{ OPTION_FLAG, 'n', "dry-run", NULL, "change nothing", &given.dry_run },
	OPTIONS_COMMON(given.common),
	OPTION_END,
};

static const struct command command = {
	.name = "bill-test",
	.operands = "kind [file]",
	.operands_min = 1,
	.operands_max = 2,
	.summary = "test",
	.options = specs,
	.common = &given.common,
};

static struct error error;
static char line[4096];
static char *words[WORDS_MAX];
static enum options_asked asked;
static int operands;
static int count;

/* Parse ${text}, whose words are parted by blanks; "''" is an empty word. */
static enum status
parse(const char *text)
{
	char *next = line;

	(void)snprintf(line, sizeof line, "bill-test %s", text);
	for (count = 0; *next != '\0'; count++) {
		char *end = strchrnul(next, ' ');
		bool last = *end == '\0';

		*end = '\0';
		words[count] = strcmp(next, "''") == 0 ? end : next;
		next = last ? end : end + 1;
	}
	words[count] = NULL;
	return options_parse(&command, count, words, &asked, &operands, &error);
}

static const struct {
	const char *line;
	const char *error;
} refused[] = {
	{ "", "an operand is missing: kind [file]" },
	{ "-q", "an operand is missing: kind [file]" },
	{ "usage a.csv b.csv", "unexpected operand 'b.csv'" },
	{ "--unknown usage", "unknown option --unknown" },
	{ "--as-off=2026-01-01 usage",
	    "unknown option --as-off; did you mean --as-of?" },
	{ "--forma csv usage",
	    "unknown option --forma; did you mean --format?" },
	{ "--led x usage", "unknown option --led; did you mean --ledger?" },
	{ "--dry usage", "unknown option --dry; did you mean --dry-run?" },
	{ "--a x", "unknown option --a" },
	{ "--hel", "unknown option --hel; did you mean --help?" },
	{ "--versoin", "unknown option --versoin; did you mean --version?" },
	{ "--complete", "unknown option --complete" },
	{ "usage --as", "unknown option --as; did you mean --as-of?" },
	{ "usage --as-o", "unknown option --as-o; did you mean --as-of?" },
	{ "-x usage", "unknown option -x" },
	{ "-nx usage", "unknown option -x" },
	{ "usage -a", "option -a needs an argument" },
	{ "usage --as-of", "option --as-of needs an argument" },
	{ "--dry-run=1 usage", "option --dry-run takes no argument" },
};

static const struct {
	const char *line;
	const char *error;
} bad_values[] = {
	{ "-f xml usage",
	    "option --format: format 'xml' is not csv, jsonl or table" },
	{ "--limit -1 usage", "option --limit: '-1' is not a whole number" },
	{ "--limit 1.5 usage", "option --limit: '1.5' is not a whole number" },
	{ "--limit +1 usage", "option --limit: '+1' is not a whole number" },
	{ "--limit 99999999999999999999 usage",
	    "option --limit: '99999999999999999999' is not a whole number" },
	{ "--progress yes usage",
	    "option --progress: 'yes' is not auto, always or never" },
	{ "--account '' usage", "option --account: its account is empty" },
	{ "--account= usage", "option --account: its account is empty" },
	{ "--limit '' usage", "option --limit: its count is empty" },
};

START_TEST(refuses)
{
	ck_assert_msg(
	    parse(refused[_i].line) == STATUS_USAGE, "'%s'", refused[_i].line);
	ck_assert_str_eq(error.text, refused[_i].error);
	ck_assert_msg(asked == OPTIONS_USAGE, "'%s'", refused[_i].line);
}
END_TEST

START_TEST(shows_all_options_for_a_bad_value)
{
	ck_assert_int_eq(parse(bad_values[_i].line), STATUS_USAGE);
	ck_assert_str_eq(error.text, bad_values[_i].error);
	ck_assert_int_ne(asked, OPTIONS_USAGE);
}
END_TEST

START_TEST(refuses_a_date_that_is_none)
{
	ck_assert_int_eq(parse("-a 2026-02-30 usage"), STATUS_USAGE);
	ck_assert_int_eq(error.status, STATUS_USAGE);
	ck_assert_ptr_eq(strstr(error.text, "option --as-of: "), error.text);
	ck_assert_int_ne(asked, OPTIONS_USAGE);
}
END_TEST

START_TEST(refuses_too_many_texts)
{
	char text[1024] = "usage";

	for (int i = 0; i < TEXTS_MAX; i++)
		(void)strcat(text, " -p x");
	ck_assert_int_eq(parse(text), STATUS_OK);
	ck_assert_uint_eq(given.plans.count, TEXTS_MAX);
	ck_assert_int_eq(parse("usage -p x"), STATUS_USAGE);
	ck_assert_str_eq(error.text, "option --plan: given more than 32 times");
}
END_TEST

/* Ways to write one thing. */
static const char *const alike[] = {
	"-a 2026-10-31 -n -p a -pb -f jsonl --limit 7 -L x.db usage u.csv",
	"-na2026-10-31 --plan=a --plan b -fjsonl --limit=7 --ledger=x.db"
	" usage u.csv",
	"usage --as-of 2026-10-31 --dry-run u.csv -p a -p b --format jsonl"
	" --limit 007 --ledger x.db",
	"usage u.csv --as-of=2026-01-01 --as-of=2026-10-31 -nn -p a --plan=b"
	" -f csv -f jsonl --limit 9 --limit 7 -L y -L x.db",
	"-n -a 2026-10-31 -p a -p b -f jsonl --limit 7 -L x.db -- usage u.csv",
};

START_TEST(takes_every_spelling)
{
	char date[DATE_TEXT_MAX];

	ck_assert_msg(
	    parse(alike[_i]) == STATUS_OK, "%s: %s", alike[_i], error.text);
	ck_assert_int_eq(asked, OPTIONS_RUN);
	ck_assert_str_eq(date_format(given.as_of, date), "2026-10-31");
	ck_assert(given.dry_run);
	ck_assert_uint_eq(given.plans.count, 2);
	ck_assert_str_eq(given.plans.items[0], "a");
	ck_assert_str_eq(given.plans.items[1], "b");
	ck_assert_int_eq(given.common.format, FORMAT_JSONL);
	ck_assert_uint_eq(given.limit, 7);
	ck_assert_str_eq(given.common.ledger, "x.db");
	ck_assert_int_eq(count - operands, 2);
	ck_assert_str_eq(words[operands], "usage");
	ck_assert_str_eq(words[operands + 1], "u.csv");
}
END_TEST

START_TEST(what_is_not_given_is_none)
{
	given.as_of = date_of(2026, 1, 1);
	ck_assert_int_eq(parse("usage -"), STATUS_OK);
	ck_assert(!date_given(given.as_of));
	ck_assert_ptr_null(given.account);
	ck_assert_int_eq(given.common.format, FORMAT_DEFAULT);
	ck_assert_int_eq(given.common.progress, PROGRESS_AUTO);
	ck_assert_str_eq(words[operands + 1], "-");
}
END_TEST

START_TEST(behind_two_dashes_all_are_operands)
{
	ck_assert_int_eq(parse("-- -n --help"), STATUS_OK);
	ck_assert_int_eq(asked, OPTIONS_RUN);
	ck_assert(!given.dry_run);
	ck_assert_str_eq(words[operands], "-n");
	ck_assert_str_eq(words[operands + 1], "--help");
}
END_TEST

static const struct {
	const char *line;
	enum options_asked asked;
} questions[] = {
	{ "-h", OPTIONS_HELP },
	{ "--help", OPTIONS_HELP },
	{ "-qh", OPTIONS_HELP },
	{ "--help --unknown", OPTIONS_HELP },
	{ "a b c d --help", OPTIONS_HELP },
	{ "--version", OPTIONS_VERSION },
	{ "--version --help", OPTIONS_VERSION },
	{ "--completion", OPTIONS_COMPLETION },
};

START_TEST(answers_before_it_checks_operands)
{
	ck_assert_int_eq(parse(questions[_i].line), STATUS_OK);
	ck_assert_int_eq(asked, questions[_i].asked);
}
END_TEST

START_TEST(no_argument_vector_at_all)
{
	char *none[] = { NULL };

	ck_assert_int_eq(
	    options_parse(&command, 0, none, &asked, &operands, &error),
	    STATUS_USAGE);
}
END_TEST

Suite *
options_suite(void)
{
	Suite *suite = suite_create("options");
	TCase *tests = tcase_create("options");

	tcase_add_loop_test(
	    tests, refuses, 0, sizeof refused / sizeof refused[0]);
	tcase_add_loop_test(tests, shows_all_options_for_a_bad_value, 0,
	    sizeof bad_values / sizeof bad_values[0]);
	tcase_add_test(tests, refuses_a_date_that_is_none);
	tcase_add_test(tests, refuses_too_many_texts);
	tcase_add_loop_test(
	    tests, takes_every_spelling, 0, sizeof alike / sizeof alike[0]);
	tcase_add_test(tests, what_is_not_given_is_none);
	tcase_add_test(tests, behind_two_dashes_all_are_operands);
	tcase_add_loop_test(tests, answers_before_it_checks_operands, 0,
	    sizeof questions / sizeof questions[0]);
	tcase_add_test(tests, no_argument_vector_at_all);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Whether a record is new, a change or a duplicate.
 */
#include "intake/versions.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

#define STEPS_MAX 4

/* A record: its key, date and content, and what the ledger says of it. */
struct step {
	const char *key;
	const char *date;
	char content;
	char stored; /* content in force on the date, 0: none */
	const char *version; /* the last in the ledger */
	bool seen; /* with this date */
	bool ever; /* with any */
	const char *told; /* "accepted 1 DATE", or the message */
};

static struct arena arena, scratch;
static struct request request;
static struct importing importing;
static struct error error;

static void
setup(void)
{
	request = (struct request){ .as_of = DATE_NONE };
	importing = (struct importing){
		.request = &request,
		.scratch = &scratch,
		.arena = &arena,
		.group = "",
		.error = &error,
	};
}

static void
teardown(void)
{
	arena_close(&arena);
	arena_close(&scratch);
}

static const char *
decide(const struct step *step)
{
	static const char *const names[] = { "accepted", "changed",
		"duplicate" };
	unsigned char content[HASH_SIZE] = { (unsigned char)step->content };
	unsigned char stored[HASH_SIZE] = { (unsigned char)step->stored };
	struct resolved resolved = {
		.content = content,
		.stored = step->stored == 0 ? NULL : stored,
		.answers = { step->version, step->seen ? "seen" : NULL,
		    step->ever ? "ever" : NULL },
	};
	struct version version;

	if (version_decide(&importing, step->key, step->date, &resolved,
		&version, &error) != STATUS_OK) {
		ck_assert_int_eq(error.status, STATUS_INVALID);
		return error.text;
	}
	if (version.outcome == OUTCOME_DUPLICATE)
		return names[version.outcome];
	return arena_format(&arena, "%s %lld '%s'", names[version.outcome],
	    (long long)version.number, version.effective_on);
}

static const struct {
	const char *name;
	struct step steps[STEPS_MAX];
} cases[] = {
	{ "the first version is from the beginning, whatever its date",
	    { { .key = "C1",
		.date = "2026-03-01",
		.content = 'a',
		.told = "accepted 1 ''" } } },
	{ "the first version needs no date", { { .key = "C1",
						 .date = "",
						 .content = 'a',
						 .told = "accepted 1 ''" } } },
	{ "what is in force already", { { .key = "C1",
					  .date = "2026-03-01",
					  .content = 'a',
					  .stored = 'a',
					  .version = "1",
					  .ever = true,
					  .told = "duplicate" } } },
	{ "another content from a date",
	    { { .key = "C1",
		.date = "2026-03-01",
		.content = 'b',
		.stored = 'a',
		.version = "1",
		.told = "changed 2 '2026-03-01'" } } },
	{ "another content from when?",
	    { { .key = "C1",
		.date = "",
		.content = 'b',
		.stored = 'a',
		.version = "1",
		.told = "column effective_on: empty, but it changes C1: from "
			"when? (or give --as-of)" } } },
	{ "what was recorded before with that date",
	    { { .key = "C1",
		.date = "2026-03-01",
		.content = 'b',
		.stored = 'c',
		.version = "3",
		.seen = true,
		.ever = true,
		.told = "duplicate" } } },
	{ "what was recorded before, without a date",
	    { { .key = "C1",
		.date = "",
		.content = 'b',
		.stored = 'a',
		.version = "2",
		.ever = true,
		.told = "duplicate" } } },
	{ "back to what it was, from a new date",
	    { { .key = "C1",
		.date = "2026-05-01",
		.content = 'a',
		.stored = 'b',
		.version = "2",
		.ever = true,
		.told = "changed 3 '2026-05-01'" } } },
	{ "twice in one file, the second the same",
	    { { .key = "C1",
		  .date = "2026-01-01",
		  .content = 'a',
		  .told = "accepted 1 ''" },
		{ .key = "C1",
		    .date = "2026-02-01",
		    .content = 'a',
		    .told = "duplicate" } } },
	{ "three versions in one file",
	    { { .key = "C1",
		  .date = "2026-01-01",
		  .content = 'a',
		  .told = "accepted 1 ''" },
		{ .key = "C1",
		    .date = "2026-02-01",
		    .content = 'b',
		    .told = "changed 2 '2026-02-01'" },
		{ .key = "C1",
		    .date = "2026-03-01",
		    .content = 'a',
		    .told = "changed 3 '2026-03-01'" } } },
	{ "what is new in the file counts, not what was in force",
	    { { .key = "C1",
		  .date = "2026-02-01",
		  .content = 'b',
		  .stored = 'a',
		  .version = "1",
		  .told = "changed 2 '2026-02-01'" },
		{ .key = "C1",
		    .date = "2026-03-01",
		    .content = 'a',
		    .stored = 'a',
		    .version = "1",
		    .ever = true,
		    .told = "changed 3 '2026-03-01'" } } },
	{ "another key begins anew", { { .key = "C1",
					   .date = "2026-02-01",
					   .content = 'b',
					   .stored = 'a',
					   .version = "6",
					   .told = "changed 7 '2026-02-01'" },
					 { .key = "C2",
					     .date = "2026-02-01",
					     .content = 'b',
					     .told = "accepted 1 ''" },
					 { .key = "C3",
					     .date = "2026-02-01",
					     .content = 'b',
					     .stored = 'b',
					     .version = "1",
					     .told = "duplicate" } } },
};

START_TEST(a_version_is_new_a_change_or_a_duplicate)
{
	for (size_t i = 0; i < STEPS_MAX; i++) {
		const struct step *step = &cases[_i].steps[i];
		const char *told;

		if (step->key == NULL)
			break;
		told = decide(step);
		ck_assert_msg(strcmp(told, step->told) == 0,
		    "%s, record %zu: %s", cases[_i].name, i + 1, told);
	}
}
END_TEST

static const struct {
	const char *given;
	const char *as_of;
	const char *date;
} dates[] = {
	{ "2026-03-01", "", "2026-03-01" },
	{ "2026-03-01", "2026-04-01", "2026-03-01" },
	{ "", "2026-04-01", "2026-04-01" },
	{ "", "", "" },
};

START_TEST(a_record_acts_from_its_date_or_as_of)
{
	const char *date;

	request.as_of = shop_day(dates[_i].as_of);
	ck_assert_int_eq(
	    version_date(&importing, dates[_i].given, &date, &error),
	    STATUS_OK);
	ck_assert_str_eq(date, dates[_i].date);
}
END_TEST

Suite *
versions_suite(void)
{
	Suite *suite = suite_create("versions");
	TCase *tests = tcase_create("versions");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, a_version_is_new_a_change_or_a_duplicate, 0,
	    sizeof(cases) / sizeof(cases[0]));
	tcase_add_loop_test(tests, a_record_acts_from_its_date_or_as_of, 0,
	    sizeof(dates) / sizeof(dates[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Who has an identifier, and when: never two at once.
 */
#include <check.h>
#include <string.h>

#include "intake/importing.h"
#include "tests/unit/work/desk.h"

static void
setup(void)
{
	desk_setup();
	desk_stock();
}

#define STEPS_MAX 3

/* Files imported one after the other, with a reject file. */
static const struct {
	const char *name;
	struct {
		const char *text;
		const char *counts; /* in accepted changed duplicate rejected */
	} steps[STEPS_MAX];
} cases[] = {
	{ "a service gets another identifier",
	    { { "service,account,identifier,from\nT1,A1,555-1,2026-01-01\n",
		  "1 1 0 0 0" },
		{ "service,account,identifier,from,effective_on\n"
		  "T1,A1,555-2,2026-01-01,2026-05-01\n",
		    "1 0 1 0 0" },
		{ "service,account,identifier,from,effective_on\n"
		  "T1,A1,555-2,2026-01-01,2026-05-01\n",
		    "1 0 0 1 0" } } },
	{ "a service that may not be",
	    { { "service,account,identifier_type,identifier,from,to\n"
		"T1,A9,,,,\nT2,A1,tel,,,\nT3,A1,,,2026-01-01,\n"
		"T4,A1,,555-1,2026-02-01,2026-02-01\n"
		"T5,A1,,555-1,soon,\nT6,A1,,,,\n",
		"6 1 0 0 5" } } },
	{ "an identifier that passes over",
	    { { "service,account,identifier,from,to\n"
		"T1,A1,555-1,2026-01-01,2026-03-15\n"
		"T2,A2,555-1,2026-03-15,\n",
		  "2 2 0 0 0" },
		/* The one who takes it stands before the one who gives it. */
		{ "service,account,identifier,from,to,effective_on\n"
		  "T0,A1,555-1,2026-05-01,,\n"
		  "T2,A2,555-1,2026-03-15,2026-05-01,2026-03-01\n",
		    "2 1 1 0 0" },
		/* Types are worlds of their own. */
		{ "service,account,identifier_type,identifier\n"
		  "T9,A1,meter,555-1\n",
		    "1 1 0 0 0" } } },
};

START_TEST(services_come_in_versions)
{
	desk_request.reject = book_path("rejects.csv");
	for (size_t i = 0; i < STEPS_MAX; i++) {
		if (cases[_i].steps[i].text == NULL)
			break;
		(void)!desk_import("services", cases[_i].steps[i].text);
		ck_assert_msg(
		    strcmp(desk_counts(), cases[_i].steps[i].counts) == 0,
		    "%s, file %zu: %s\n%s", cases[_i].name, i + 1,
		    desk_counts(), book_content("rejects.csv"));
	}
}
END_TEST

/* An identifier of two services on one day leads to neither. */
START_TEST(two_services_cannot_have_one_identifier)
{
	static const struct {
		const char *name, *text;
	} files[] = {
		{ "both from the beginning",
		    "service,account,identifier\nT1,A1,555-1\nT2,A1,555-1\n" },
		{ "one day in common", "service,account,identifier,from,to\n"
				       "T1,A1,555-1,2026-01-01,2026-03-16\n"
				       "T2,A2,555-1,2026-03-15,2026-04-01\n" },
		{ "one within the other",
		    "service,account,identifier,from,to\n"
		    "T1,A1,555-1,2026-01-01,\n"
		    "T2,A2,555-1,2026-03-15,2026-04-01\n" },
	};

	desk_request.reject = book_path("rejects.csv");
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		ck_assert_msg(
		    desk_import("services", files[i].text) == STATUS_INVALID,
		    "%s", files[i].name);
		desk_told("services T1 and T2 both have identifier 555-1 on ");
	}
	ck_assert_str_eq(book_sql("SELECT count(*) FROM service"), "0");
	/* The same day again, and the first one gives it up. */
	ck_assert_int_eq(desk_import("services",
			     "service,account,identifier\nT1,A1,555-1\n"),
	    STATUS_OK);
	ck_assert_int_eq(desk_import("services",
			     "service,account,identifier,from,effective_on\n"
			     "T1,A1,555-9,2026-02-01,2026-02-01\n"
			     "T2,A2,555-1,2026-02-01,\n"),
	    STATUS_OK);
	ck_assert_str_eq(book_sql("SELECT service, version, effective_on, "
				  "identifier FROM service"),
	    "T1|1||555-1;T1|2|2026-02-01|555-9;T2|1||555-1");
}
END_TEST

Suite *
importing_services_suite(void)
{
	Suite *suite = suite_create("importing_services");
	TCase *tests = tcase_create("importing_services");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_loop_test(tests, services_come_in_versions, 0,
	    sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(tests, two_services_cannot_have_one_identifier);
	suite_add_tcase(suite, tests);
	return suite;
}

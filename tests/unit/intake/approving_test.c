/*
 * What a second person agrees to, and who is none.
 */
#include "intake/approving.h"

#include <check.h>
#include <string.h>

#include "ledger/companies.h"
#include "tests/unit/work/desk.h"

/* Anna recorded three adjustments; one of them needs nobody. */
static void
setup(void)
{
	desk_setup();
	desk_stock();
	book_open(LEDGER_RECORD);
	book_must(company_put(
	    book_ledger, "approval.adjustments", "100.00", &book_error));
	book_close();
	desk_request.user = "anna";
	book_must(desk_import("adjustments",
	    "adjustment,account,amount,currency,reason,effective_on\n"
	    "J1,A1,-99.99,USD,small,2026-01-01\n"
	    "J2,A1,-100.00,USD,large,2026-01-01\n"
	    "J3,A1,100.00,USD,large,2026-01-01\n"));
}

static enum status
approve(const char *user, const char *text)
{
	desk_clear();
	desk_request.user = user;
	return approving_run(&desk_request, book_file("in", text), &book_error);
}

static const struct {
	const char *user;
	const char *text;
	const char *why; /* NULL: recorded */
} rows[] = {
	{ "bert", "adjustment\nJ2\n", NULL },
	{ "bert", "adjustment,decision,reason,x_at\nJ2,refused,no,1\n", NULL },
	{ "bert", "adjustment\nJ2\nJ3\n", NULL },
	{ "anna", "adjustment\nJ2\n", "recorded by anna" },
	{ "bert", "adjustment\nJ1\n", "J1 needs nobody's approval" },
	{ "bert", "adjustment\nJ9\n", "J9 is not known" },
	{ "bert", "adjustment,decision\nJ2,perhaps\n", "column decision" },
	{ "bert", "decision\napproved\n", "adjustment" },
	{ "bert", "adjustment,audit\nJ2,1\n", "columns adjustment and audit" },
	{ "bert", "adjustment,audit\nJ2,\n", NULL },
	{ "bert", "audit\n0\n", "column audit" },
	{ "bert", "audit\n99\n", "99 is not known" },
	{ "bert", "audit\n1\n", "1 needs nobody's approval" },
	/* One bad record refuses the file. */
	{ "bert", "adjustment\nJ2\nJ1\n", "J1 needs nobody's approval" },
};

START_TEST(another_person_decides)
{
	enum status status = approve(rows[_i].user, rows[_i].text);

	if (rows[_i].why == NULL) {
		book_must(status);
		return;
	}
	ck_assert_int_eq(status, STATUS_INVALID);
	desk_told(rows[_i].why);
	book_open(LEDGER_READ);
	ck_assert_str_eq(book_sql("SELECT count(*) FROM approval"), "0");
	book_close();
}
END_TEST

START_TEST(a_decision_is_recorded_once)
{
	book_must(approve("bert", "adjustment\nJ2\n"));
	book_must(approve("carl", "adjustment,decision\nJ2,approved\n"));
	ck_assert_str_eq(desk_counts(), "1 0 0 1 0");
	ck_assert_int_eq(approve("carl", "adjustment,decision\nJ2,refused\n"),
	    STATUS_INVALID);
	desk_told("the decision on J2 was recorded before");
}
END_TEST

START_TEST(a_decision_makes_proposals_stale)
{
	const char *proposal = desk_proposal("2026-01-01");

	ck_assert_ptr_nonnull(strstr(proposal, "J1"));
	ck_assert_ptr_null(strstr(proposal, "J2"));
	book_must(approve("bert", "adjustment\nJ2\n"));
	ck_assert_int_eq(desk_post(proposal), STATUS_STALE);
	ck_assert_ptr_nonnull(strstr(desk_proposal("2026-01-01"), "J2"));
}
END_TEST

Suite *
approving_suite(void)
{
	Suite *suite = suite_create("approving");
	TCase *tests = tcase_create("approving");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_loop_test(
	    tests, another_person_decides, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_decision_is_recorded_once);
	tcase_add_test(tests, a_decision_makes_proposals_stale);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Who may agree to what.
 */
#include "rule/approval.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static struct approval approval;
static struct error error;

static struct decimal
amount_of(const char *text)
{
	struct decimal amount;

	ck_assert_int_eq(
	    decimal_parse(text, DECIMAL_PLACES_MAX, &amount, &error),
	    STATUS_OK);
	return amount;
}

static void
approver(const char *user, const char *limit)
{
	ck_assert_int_eq(
	    approval_set_approver(&approval, user, limit, &error), STATUS_OK);
}

static void
setup(void)
{
	approval = (struct approval){ .catalogs = true };
	ck_assert_int_eq(
	    approval_set_threshold(&approval, "100.00", &error), STATUS_OK);
	approver("bert", "500.00");
	approver("carla", "any");
}

static const struct {
	const char *user;
	const char *amount; /* NULL: it has none */
	const char *why; /* NULL: he may */
} rows[] = {
	{ "bert", "500.00", NULL },
	{ "bert", "500", NULL },
	{ "bert", "-500.00", NULL },
	{ "bert", "500.01", "bert may agree to 500.00 at most" },
	{ "bert", "-500.01", "bert may agree to 500.00 at most" },
	{ "bert", NULL, "takes one without a limit" },
	{ "bert", "0", NULL },
	{ "carla", "1000000", NULL },
	{ "carla", NULL, NULL },
	{ "dora", "0", "dora is none of the approvers" },
	{ "Bert", "1", "none of the approvers" },
	{ "", "1", "none of the approvers" },
};

START_TEST(a_limit_is_kept)
{
	struct decimal amount = { 0 };
	enum status status;

	if (rows[_i].amount != NULL)
		amount = amount_of(rows[_i].amount);
	status = approval_allows(&approval, rows[_i].user,
	    rows[_i].amount == NULL ? NULL : &amount, &error);
	if (rows[_i].why == NULL) {
		ck_assert_int_eq(status, STATUS_OK);
		return;
	}
	ck_assert_int_eq(status, STATUS_INVALID);
	ck_assert_ptr_nonnull(strstr(error.text, rows[_i].why));
}
END_TEST

START_TEST(without_a_list_everybody_may)
{
	struct decimal amount = amount_of("1000000");

	approval.approver_count = 0;
	ck_assert_int_eq(
	    approval_allows(&approval, "dora", &amount, &error), STATUS_OK);
	ck_assert_int_eq(
	    approval_allows(&approval, "dora", NULL, &error), STATUS_OK);
}
END_TEST

START_TEST(what_is_small_needs_nobody)
{
	static const struct {
		const char *amount;
		bool needed;
	} amounts[] = { { "99.99", false }, { "-99.99", false },
		{ "100", true }, { "-100.00", true } };

	for (size_t i = 0; i < 4; i++) {
		struct decimal amount = amount_of(amounts[i].amount);

		ck_assert_msg(
		    approval_needed(&approval, &amount) == amounts[i].needed,
		    "%s", amounts[i].amount);
	}
	ck_assert(approval_needed(&approval, NULL));
	approval.adjustments = false;
	ck_assert(!approval_needed(&approval, NULL));
}
END_TEST

START_TEST(what_needs_approval_can_get_it)
{
	ck_assert_int_eq(approval_check(&approval, &error), STATUS_OK);
	approval.approver_count = 1;
	ck_assert_int_eq(approval_check(&approval, &error), STATUS_INVALID);
	ck_assert_ptr_nonnull(strstr(error.text, "a catalog"));
	approval.approver_count = 0;
	ck_assert_int_eq(approval_check(&approval, &error), STATUS_OK);
	approval = (struct approval){ .approver_count = 0 };
	ck_assert_int_eq(approval_check(&approval, &error), STATUS_OK);
	approver("carla", "any");
	ck_assert_int_eq(approval_check(&approval, &error), STATUS_INVALID);
	ck_assert_ptr_nonnull(strstr(error.text, "nothing needs approval"));
}
END_TEST

START_TEST(there_are_not_too_many)
{
	static char names[APPROVERS_MAX][8];

	approval = (struct approval){ .approver_count = 0 };
	for (size_t i = 0; i < APPROVERS_MAX; i++) {
		snprintf(names[i], sizeof(names[i]), "u%zu", i);
		approver(names[i], "1");
	}
	ck_assert_int_eq(approval_set_approver(&approval, "zoe", "1", &error),
	    STATUS_INVALID);
}
END_TEST

Suite *
approval_suite(void)
{
	Suite *suite = suite_create("approval");
	TCase *tests = tcase_create("approval");

	tcase_add_checked_fixture(tests, setup, NULL);
	tcase_add_loop_test(
	    tests, a_limit_is_kept, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, without_a_list_everybody_may);
	tcase_add_test(tests, what_is_small_needs_nobody);
	tcase_add_test(tests, what_needs_approval_can_get_it);
	tcase_add_test(tests, there_are_not_too_many);
	suite_add_tcase(suite, tests);
	return suite;
}

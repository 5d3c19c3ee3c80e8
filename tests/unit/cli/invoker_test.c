/*
 * Whose word is taken for who somebody is.
 */
#include "cli/invoker.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { ROOT = 0, BILLING = 110, ANNA = 1000, BERT = 1001 };

static const struct {
	const char *name;
	struct invoker invoker;
	bool believed;
} rows[] = {
	{ "root says who asked", { .uid = ROOT }, true },
	{ "anna is bert in her own shell",
	    { .uid = ANNA, .named = true, .sudo_uid = BERT, .logs_in = true },
	    false },
	{ "anna is bert, and the kernel knows that she is anna",
	    { .uid = ANNA,
		.named = true,
		.sudo_uid = BERT,
		.login_known = true,
		.login_uid = ANNA,
		.logs_in = true },
	    false },
	{ "anna asked sudo to be billing",
	    { .uid = BILLING,
		.named = true,
		.sudo_uid = ANNA,
		.login_known = true,
		.login_uid = ANNA },
	    true },
	{ "anna asked sudo to be billing, and says that she is bert",
	    { .uid = BILLING,
		.named = true,
		.sudo_uid = BERT,
		.login_known = true,
		.login_uid = ANNA },
	    false },
	{ "anna asked sudo to be bert, who may log in, and the kernel knows",
	    { .uid = BERT,
		.named = true,
		.sudo_uid = ANNA,
		.login_known = true,
		.login_uid = ANNA,
		.logs_in = true },
	    true },
	{ "no kernel knows, and billing cannot log in",
	    { .uid = BILLING, .named = true, .sudo_uid = ANNA }, true },
	{ "no kernel knows, and billing can log in",
	    { .uid = BILLING,
		.named = true,
		.sudo_uid = ANNA,
		.logs_in = true },
	    false },
	{ "name and number are not one user's",
	    { .uid = BILLING, .sudo_uid = ANNA }, false },
	{ "billing asked itself",
	    { .uid = BILLING, .named = true, .sudo_uid = BILLING }, false },
};

START_TEST(a_name_is_believed)
{
	ck_assert_msg(invoker_believed(&rows[_i].invoker) == rows[_i].believed,
	    "%s", rows[_i].name);
}
END_TEST

START_TEST(without_descriptors_nobody_is_believed)
{
	const struct rlimit none = { 0 };
	struct error error = { 0 };
	const char *user = NULL;

	if (getuid() == ROOT && setuid(BILLING) != 0)
		return; /* a namespace without other users */
	ck_assert_int_eq(setenv("SUDO_USER", "root", 1), 0);
	ck_assert_int_eq(setenv("SUDO_UID", "0", 1), 0);
	ck_assert_int_eq(invoker_user(&user, &error), STATUS_OK);
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
	ck_assert_int_eq(invoker_user(&user, &error), STATUS_IO);
	ck_assert_ptr_null(user);
	/* The number belongs to no user: who logged in is still unread. */
	ck_assert_int_eq(setenv("SUDO_UID", "-", 1), 0);
	ck_assert_int_eq(invoker_user(&user, &error), STATUS_IO);
	ck_assert_int_eq(unsetenv("SUDO_USER"), 0);
	ck_assert_int_eq(invoker_user(&user, &error), STATUS_OK);
}
END_TEST

static const struct {
	const char *reason;
	const char *why; /* NULL: it may stand */
} reasons[] = {
	{ "new prices of autumn, § 12", NULL },
	{ "two\nlines", "one line" },
	{ "a bell\a", "one line" },
	{ "\xff", "UTF-8" },
	{ "card 4111 1111 1111 1111", "411111" },
};

START_TEST(a_reason_may_stand_for_ever)
{
	struct error error = { 0 };
	enum status status = invoker_reason(reasons[_i].reason, &error);

	if (reasons[_i].why == NULL) {
		ck_assert_int_eq(status, STATUS_OK);
		return;
	}
	ck_assert_int_eq(status, STATUS_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text, reasons[_i].why));
	ck_assert_ptr_null(strstr(error.text, "4111 1111"));
}
END_TEST

START_TEST(a_reason_is_not_a_book)
{
	char text[INVOKER_REASON_MAX + 2] = "";
	struct error error = { 0 };

	memset(text, 'x', INVOKER_REASON_MAX);
	ck_assert_int_eq(invoker_reason(text, &error), STATUS_OK);
	text[INVOKER_REASON_MAX] = 'x';
	ck_assert_int_eq(invoker_reason(text, &error), STATUS_USAGE);
}
END_TEST

Suite *
invoker_suite(void)
{
	Suite *suite = suite_create("invoker");
	TCase *tests = tcase_create("invoker");

	tcase_add_loop_test(
	    tests, a_name_is_believed, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, without_descriptors_nobody_is_believed);
	tcase_add_loop_test(tests, a_reason_may_stand_for_ever, 0,
	    sizeof(reasons) / sizeof(reasons[0]));
	tcase_add_test(tests, a_reason_is_not_a_book);
	suite_add_tcase(suite, tests);
	return suite;
}

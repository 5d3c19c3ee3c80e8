/*
 * A user who is not there, and one who cannot be looked for.
 */
#include "base/user.h"

#include <check.h>
#include <errno.h>
#include <sys/resource.h>

START_TEST(root_is_somebody)
{
	const struct passwd *entry = NULL;
	struct error error = { 0 };

	ck_assert_int_eq(user_find(0, &entry, &error), STATUS_OK);
	ck_assert_ptr_nonnull(entry);
	ck_assert_str_eq(entry->pw_name, "root");
}
END_TEST

START_TEST(nobody_has_this_number)
{
	const struct passwd *entry = NULL;
	struct error error = { 0 };

	ck_assert_int_eq(user_find(4123456789, &entry, &error), STATUS_OK);
	ck_assert_ptr_null(entry);
}
END_TEST

START_TEST(without_descriptors_root_is_nobody)
{
	const struct rlimit none = { 0 };
	const struct passwd *entry = NULL;
	struct error error = { 0 };

	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
	ck_assert_int_eq(user_find(0, &entry, &error), STATUS_IO);
	ck_assert_ptr_null(entry);
}
END_TEST

static const struct {
	int code;
	enum status status; /* STATUS_OK: it is only not there */
} codes[] = {
	{ 0, STATUS_OK },
	{ ENOENT, STATUS_OK },
	{ ESRCH, STATUS_OK },
	{ ENOTTY, STATUS_OK },
	{ ENOMEM, STATUS_MEMORY },
	{ EMFILE, STATUS_IO },
	{ ENFILE, STATUS_IO },
	{ EIO, STATUS_IO },
};

START_TEST(a_failure_is_an_absence)
{
	struct error error = { 0 };

	ck_assert_int_eq(
	    user_unread(codes[_i].code, &error), codes[_i].status != STATUS_OK);
	ck_assert_int_eq(error.status, codes[_i].status);
}
END_TEST

Suite *
user_suite(void)
{
	Suite *suite = suite_create("user");
	TCase *tests = tcase_create("user");

	tcase_add_test(tests, root_is_somebody);
	tcase_add_test(tests, nobody_has_this_number);
	tcase_add_test(tests, without_descriptors_root_is_nobody);
	tcase_add_loop_test(tests, a_failure_is_an_absence, 0,
	    sizeof(codes) / sizeof(codes[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

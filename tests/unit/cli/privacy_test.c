/*
 * What a process gives away.  That it refuses to lend its rights takes a file
 * of another user: tests/command/doors.
 */
#include "cli/privacy.h"

#include <check.h>
#include <sys/resource.h>

START_TEST(a_crash_writes_no_core_file)
{
	struct rlimit limit;
	struct error error;

	ck_assert_int_eq(privacy_keep(&error), STATUS_OK);
	ck_assert_int_eq(getrlimit(RLIMIT_CORE, &limit), 0);
	ck_assert_uint_le(limit.rlim_max, 1);
	ck_assert_uint_eq(limit.rlim_cur, limit.rlim_max);
	/* Once more, and below: it cannot be raised, and need not. */
	ck_assert_int_eq(privacy_keep(&error), STATUS_OK);
	limit.rlim_cur = limit.rlim_max = 0;
	ck_assert_int_eq(setrlimit(RLIMIT_CORE, &limit), 0);
	ck_assert_int_eq(privacy_keep(&error), STATUS_OK);
	ck_assert_int_eq(getrlimit(RLIMIT_CORE, &limit), 0);
	ck_assert_uint_eq(limit.rlim_cur, 0);
}
END_TEST

Suite *
privacy_suite(void)
{
	Suite *suite = suite_create("privacy");
	TCase *tests = tcase_create("privacy");

	tcase_add_test(tests, a_crash_writes_no_core_file);
	suite_add_tcase(suite, tests);
	return suite;
}

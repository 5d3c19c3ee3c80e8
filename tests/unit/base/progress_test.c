/*
 * Progress is shown now and then, cleared once, and costs no one who does not
 * look.
 */
#include "base/progress.h"

#include <check.h>
#include <stddef.h>

static int shown, cleared;

static void
show(struct progress *progress)
{
	if (progress->what == NULL)
		cleared++;
	else
		shown++;
}

START_TEST(shown_at_every_stride)
{
	struct progress progress = { .show = show };

	shown = cleared = 0;
	for (int round = 0; round < 2; round++) {
		progress_begin(&progress, "orders", 1000);
		ck_assert_uint_eq(progress.done, 0);
		ck_assert_uint_eq(progress.total, 1000);
		for (int i = 0; i < 1000; i++)
			progress_step(&progress);
		ck_assert_uint_eq(progress.done, 1000);
		progress_end(&progress);
		progress_end(&progress);
	}
	ck_assert_int_eq(shown, 2 * (1000 / PROGRESS_STRIDE));
	ck_assert_int_eq(cleared, 2);
}
END_TEST

START_TEST(nobody_looks)
{
	struct progress progress = { 0 };

	for (int i = 0; i < 1000; i++) {
		progress_step(&progress);
		progress_step(NULL);
	}
	progress_begin(NULL, "orders", 0);
	progress_end(NULL);
	progress_begin(&progress, "orders", 0);
	progress_end(&progress);
}
END_TEST

Suite *
progress_suite(void)
{
	Suite *suite = suite_create("progress");
	TCase *tests = tcase_create("progress");

	tcase_add_test(tests, shown_at_every_stride);
	tcase_add_test(tests, nobody_looks);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * A credit takes no more than there is to take it from, and in the end all.
 */
#include <check.h>
#include <string.h>

#include "desk.h"
#include "work/running.h"

/* What each month owes in all: A1 and A2 have 30.00 each, A1 the credit. */
static const struct {
	const char *name;
	const char *credit;
	int64_t months[4];
} credits[] = {
	{ "less than a month", "K1,A1,credit,-12.00,,", { 4800, 6000, 6000 } },
	{ "a month, to the cent", "K1,A1,credit,-30.00,,",
	    { 3000, 6000, 6000 } },
	{ "of two months and a part", "K1,A1,credit,-70.00,,",
	    { 3000, 3000, 5000, 6000 } },
	{ "of this charge", "K1,A1,credit,-40.00,S1,access",
	    { 3000, 5000, 6000 } },
};

START_TEST(months_take_what_there_is)
{
	static const char *const days[] = { "2026-01-01", "2026-02-01",
		"2026-03-01", "2026-04-01" };
	char text[256];
	size_t i;

	strcpy(text, "adjustment,account,kind,amount,subscription,charge,"
		     "currency,reason,effective_on\n");
	strcat(text, credits[_i].credit);
	strcat(text, ",USD,outage,2026-01-01\n");
	book_must(desk_import("adjustments", text));
	for (i = 0; i < 4 && credits[_i].months[i] != 0; i++) {
		const char *proposal = desk_proposal(days[i]);

		ck_assert_msg(
		    desk_summary.amounts[0].minor == credits[_i].months[i],
		    "%s: %s owes %lld", credits[_i].name, days[i],
		    (long long)desk_summary.amounts[0].minor);
		book_must(desk_post(proposal));
	}
}
END_TEST

static void
setup(void)
{
	desk_setup();
	desk_stock();
}

Suite *
running_credits_suite(void)
{
	Suite *suite = suite_create("running_credits");
	TCase *tests = tcase_create("running_credits");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_loop_test(tests, months_take_what_there_is, 0,
	    sizeof(credits) / sizeof(credits[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

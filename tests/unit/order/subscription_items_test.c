/*
 * What an item has is cut into terms, whatever changes it.
 */
#include "order/subscription.h"

#include <check.h>

#include "tales.h"

static const struct tales_row changes[] = {
	{ "an order and nothing else", "", { TALES_ADD }, "basic 1 01-15..",
	    "" },
	{ "a quantity is absolute", "",
	    { "2026-01-15 add plan=basic quantity=5",
		"2026-01-20 change quantity=7",
		"2026-02-01 change quantity=4" },
	    "basic 5 01-15..01-20, basic 7 01-20..02-01, basic 4 02-01..",
	    NULL },
	{ "a price that was ordered before a quantity", "",
	    { "2026-01-15 add plan=basic price=25.00",
		"2026-02-01 change quantity=2" },
	    "basic 1 at 25.00 01-15..02-01, basic 2 at 25.00 02-01..", NULL },
	{ "a price that outlived its plan", "",
	    { "2026-01-15 add plan=basic price=25.00 quantity=3",
		"2026-02-01 change plan=pro" },
	    "basic 3 at 25.00 01-15..02-01, pro 3 02-01..", NULL },
	{ "a back-dated price did not reach the lines behind it", "",
	    { TALES_ADD, "2026-03-01 change quantity=2",
		"2026-02-01 change price=20.00" },
	    "basic 1 01-15..02-01, basic 1 at 20.00 02-01..03-01, "
	    "basic 2 at 20.00 03-01..",
	    NULL },
	{ "three changes on one day", "",
	    { TALES_ADD, "2026-02-01 change quantity=2",
		"2026-02-01 change quantity=3",
		"2026-02-01 change quantity=4" },
	    "basic 1 01-15..02-01, basic 4 02-01..", NULL },
	{ "a change on the first day", "",
	    { TALES_ADD, "2026-01-15 change plan=pro" }, "pro 1 01-15..",
	    NULL },
	{ "a replaced plan has days of its own", "",
	    { "2026-01-15 add plan=basic quantity=2 price=9.00",
		"2026-02-10 replace plan=pro" },
	    "basic 2 at 9.00 01-15..02-10, pro 2 02-10..", NULL },
	{ "replaced on the first day", "",
	    { TALES_ADD, "2026-01-15 replace plan=pro" },
	    "basic 1 01-15..01-15, pro 1 01-15..", NULL },
	{ "rerated at a price", "",
	    { TALES_ADD, "2026-02-01 rerate price=28.00" },
	    "basic 1 01-15..02-01, basic 1 at 28.00 02-01..", NULL },
	{ "rerated to the new version, the price forgotten", "",
	    { "2026-01-15 add plan=basic price=25.00",
		"2026-02-01 rerate version=2027" },
	    "basic 1 at 25.00 01-15..02-01, basic' 1 02-01..", NULL },
	{ "a rerate that is not to the plan of a back-dated change", "",
	    { TALES_ADD, "2026-03-01 rerate version=2027",
		"2026-02-01 change plan=pro" },
	    "basic 1 01-15..02-01, pro 1 02-01..03-01, pro 1 03-01..", NULL },
	{ "parts that are delivered later", "",
	    { "2026-01-15 add plan=basic quantity=9 "
	      "parts=2026-01-15/3,2026-02-01/2,2026-03-01/4" },
	    "basic 3 01-15..02-01, basic 5 02-01..03-01, basic 9 03-01..",
	    NULL },
	{ "nothing delivered on the first day", "",
	    { "2026-01-15 add plan=basic quantity=2 parts=2026-02-01/2" },
	    "basic 0 01-15..02-01, basic 2 02-01..", NULL },
	{ "parts of a quantity that was changed meanwhile", "",
	    { "2026-01-15 add plan=basic quantity=9 "
	      "parts=2026-01-15/3,2026-03-01/6",
		"2026-02-01 change quantity=4" },
	    "basic 3 01-15..02-01, basic 4 02-01..", NULL },
	{ "a charge cancelled alone", "",
	    { TALES_ADD, "2026-02-01 cancel charge=access",
		"2026-03-01 change charge=access quantity=2" },
	    "basic 1 01-15..02-01, basic 0 02-01..03-01, basic 2 03-01..",
	    NULL },
	{ "a void line still counts", "",
	    { TALES_ADD, "2026-02-01 change quantity=5",
		"2026-02-10 void voids=O2/1" },
	    "basic 1 01-15..", NULL },
	{ "a void that is void", "",
	    { TALES_ADD, "2026-02-01 change quantity=5",
		"2026-02-10 void voids=O2/1", "2026-02-11 void voids=O3/1" },
	    "basic 1 01-15..02-01, basic 5 02-01..", NULL },
	{ "all lines void", "", { TALES_ADD, "2026-01-15 void voids=O1/1" }, "",
	    "" },
};

START_TEST(changes_split_terms)
{
	tales_check(changes, sizeof(changes) / sizeof(changes[0]));
}
END_TEST

static const struct tales_row addons[] = {
	{ "an add-on beside the plan", "",
	    { TALES_ADD, "2026-02-10 add plan=pro quantity=2" },
	    "basic 1 01-15.., pro 2 02-10..", NULL },
	{ "an add-on cancelled, the plan not", "",
	    { TALES_ADD, "2026-02-10 add plan=pro",
		"2026-03-01 cancel plan=pro" },
	    "basic 1 01-15.., pro 1 02-10..03-01", NULL },
	{ "all cancelled with the plan", "",
	    { TALES_ADD, "2026-02-10 add plan=pro", "2026-03-01 cancel" },
	    "basic 1 01-15..03-01, pro 1 02-10..03-01", NULL },
	{ "an add-on that was cancelled comes back with the plan", "",
	    { TALES_ADD, "2026-02-10 add plan=pro",
		"2026-02-20 cancel plan=pro", "2026-03-01 cancel",
		"2026-04-01 resume" },
	    "basic 1 01-15..03-01, basic 1 04-01.., pro 1 02-10..02-20", NULL },
	{ "a change meant for the add-on", "",
	    { TALES_ADD, "2026-02-10 add plan=pro",
		"2026-03-01 change plan=pro quantity=4 price=1.00" },
	    "basic 1 01-15.., pro 1 02-10..03-01, pro 4 at 1.00 03-01..",
	    NULL },
	{ "suspended with its add-on", "",
	    { TALES_ADD, "2026-02-01 add plan=pro", "2026-02-10 suspend" },
	    "basic 1 01-15..02-10, pro 1 02-01..02-10", NULL },
	{ "an add-on again after its end", "",
	    { TALES_ADD, "2026-02-01 add plan=pro end=2026-03-01",
		"2026-04-01 add plan=pro" },
	    "basic 1 01-15.., pro 1 02-01..03-01, pro 1 04-01..", NULL },
	{ "a ramp", "", { TALES_ADD, "2026-02-10 add plan=tv" },
	    "basic 1 01-15.., tv 1 02-10..05-10, tv 1 at 12.00 05-10..08-10, "
	    "tv 1 at 15.00 08-10..",
	    NULL },
	{ "a ramp over a price that was ordered", "",
	    { "2026-01-15 add plan=tv price=9.00" }, "tv 1 at 9.00 01-15..",
	    NULL },
	{ "a ramp that began before the plan", "",
	    { TALES_ADD, "2026-05-01 change plan=tv" },
	    "basic 1 01-15..05-01, tv 1 at 12.00 05-01..07-15, "
	    "tv 1 at 15.00 07-15..",
	    NULL },
	{ "a charge once, not an add-on", "",
	    { TALES_ADD, "2026-02-10 add charge=setup quantity=2" },
	    "basic 1 01-15..", NULL },
};

START_TEST(addons_are_items_of_their_own)
{
	tales_check(addons, sizeof(addons) / sizeof(addons[0]));
}
END_TEST

Suite *
subscription_items_suite(void)
{
	Suite *suite = suite_create("subscription_items");
	TCase *tests = tcase_create("subscription_items");

	tcase_add_test(tests, changes_split_terms);
	tcase_add_test(tests, addons_are_items_of_their_own);
	suite_add_tcase(suite, tests);
	return suite;
}

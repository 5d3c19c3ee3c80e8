/*
 * Values as people read them.
 */
#include "render/showing.h"

#include <check.h>
#include <string.h>

static struct arena arena;
static struct views views;
static struct view root;
static struct showing showing;

static void
setup(void)
{
	views = (struct views){ .arena = &arena };
	root = (struct view){ .name = "" };
	showing = (struct showing){ &views, false };
}

static void
teardown(void)
{
	ck_assert(!views.failed);
	arena_close(&arena);
}

static const char *
shown(const char *name)
{
	const struct view *view = view_find(&root, name);

	ck_assert_ptr_nonnull(view);
	return view->text;
}

static const struct {
	const char *name, *language, *shown;
} languages[] = {
	{ "one of two letters", "de", "de" },
	{ "with script and region", "zh-Hant-TW", "zh-Hant-TW" },
	{ "not given", "", "" },
	{ "one letter", "d", "" },
	{ "a word", "Deutschland", "" },
	{ "a blank", "de DE", "" },
	{ "nothing after the dash", "de-", "" },
	{ "a part too long", "de-123456789", "" },
	{ "markup", "de\" onload=\"x", "" },
	{ "another alphabet", "дe", "" },
};

START_TEST(a_language_is_a_tag)
{
	const struct party party = { .account = "",
		.account_name = "",
		.customer = "",
		.customer_name = "",
		.customer_tax_id = "",
		.address = "",
		.language = languages[_i].language };

	showing_party(&showing, &root, &party);
	ck_assert_msg(strcmp(shown("language"), languages[_i].shown) == 0,
	    "%s: %s", languages[_i].name, shown("language"));
}
END_TEST

START_TEST(credits_are_flipped)
{
	struct money credit = money_of(-1548, (struct currency){ "EUR", 2 });

	showing_money(&showing, &root, "signed", credit);
	showing.flipped = true;
	showing_money(&showing, &root, "flipped", credit);
	ck_assert_str_eq(shown("signed"), "-15.48");
	ck_assert_str_eq(shown("flipped"), "15.48");
}
END_TEST

START_TEST(amounts_have_the_places_of_the_currency)
{
	showing_money(&showing, &root, "yen",
	    money_of(123456789, (struct currency){ "JPY", 0 }));
	showing_money(&showing, &root, "dinars",
	    money_of(5, (struct currency){ "KWD", 3 }));
	ck_assert_str_eq(shown("yen"), "123456789");
	ck_assert_str_eq(shown("dinars"), "0.005");
}
END_TEST

static const struct {
	const char *name;
	int last; /* the first day after it, of September; 0: open */
	const char *period, *period_last;
} periods[] = {
	{ "a month", 31, "2026-09-01 to 2026-09-30", "2026-09-30" },
	{ "a day", 2, "2026-09-01", "2026-09-01" },
	{ "open", 0, "2026-09-01", "" },
};

START_TEST(the_last_day_is_shown)
{
	struct date first = date_of(2026, 9, 1);

	showing_period(&showing, &root, first,
	    periods[_i].last == 0 ? DATE_MAX
				  : date_add_days(first, periods[_i].last - 1));
	ck_assert_str_eq(shown("period"), periods[_i].period);
	ck_assert_str_eq(shown("period_last"), periods[_i].period_last);
}
END_TEST

Suite *
showing_suite(void)
{
	Suite *suite = suite_create("showing");
	TCase *tests = tcase_create("showing");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, a_language_is_a_tag, 0,
	    sizeof(languages) / sizeof(languages[0]));
	tcase_add_test(tests, credits_are_flipped);
	tcase_add_test(tests, amounts_have_the_places_of_the_currency);
	tcase_add_loop_test(tests, the_last_day_is_shown, 0,
	    sizeof(periods) / sizeof(periods[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * The same calls make sentences and records.
 */
#include "proof/saying.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"
#include "tests/unit/work/desk.h"

/* Say some facts; what was put out. */
static const char *
said(bool text, enum format format)
{
	struct saying saying;

	desk_clear();
	desk_request.format = format;
	book_must(saying_open(&desk_request, text, &saying, &book_error));
	saying_about(&saying, "INV-1", 0);
	saying_step(&saying, "document", 0);
	saying_text(&saying, "of ", "account", "A1");
	saying_about(&saying, "INV-1", 12);
	saying_step(&saying, "segment", 2);
	saying_date(&saying, "", "from", shop_day("2026-01-31"));
	saying_number(&saying, ", ", "days", -3);
	saying_text(&saying, " days", NULL, "");
	saying_decimal(&saying, "\n", "price", shop_decimal("1.50"));
	saying_ratio(&saying, " x ", "part", ratio_of(17, 30));
	saying_ratio(&saying, " = ", "exact", ratio_of(17, 20));
	saying_money(&saying, " -> ", "amount", shop_money("0.85"));
	saying_text(&saying, NULL, "hidden", "x");
	saying_step(&saying, "a step of many words", 1);
	saying_text(&saying, "", "name", "a\033[31m\nb");
	book_must(saying_finish(&saying, &book_error));
	saying_close(&saying);
	return desk_answer();
}

START_TEST(facts_make_sentences)
{
	ck_assert_str_eq(said(true, FORMAT_CSV),
	    "INV-1\n"
	    "  document      of A1\n"
	    "\n"
	    "INV-1/12\n"
	    "  segment 2     2026-01-31, -3 days\n"
	    "                1.50 x 17/30 = 0.85 -> 0.85\n"
	    "  a step of many words 1 a?[31m?b\n");
}
END_TEST

START_TEST(facts_are_records)
{
	ck_assert_str_eq(said(false, FORMAT_CSV),
	    "invoice,line,step,item,name,value\n"
	    "INV-1,0,document,,account,A1\n"
	    "INV-1,12,segment,2,from,2026-01-31\n"
	    "INV-1,12,segment,2,days,-3\n"
	    "INV-1,12,segment,2,price,1.50\n"
	    "INV-1,12,segment,2,part,17/30\n"
	    "INV-1,12,segment,2,exact,0.85\n"
	    "INV-1,12,segment,2,amount,0.85\n"
	    "INV-1,12,segment,2,hidden,x\n"
	    "INV-1,12,a step of many words,1,name,\"a\033[31m\nb\"\n");
}
END_TEST

/* What no decimal of 18 places is, is a fraction; nothing is rounded. */
START_TEST(ratios_are_exact)
{
	static const struct {
		__int128 numerator;
		__int128 denominator;
		const char *text;
	} rows[] = {
		{ 0, 1, "0" },
		{ 85, 3, "85/3" },
		{ -85, 3, "-85/3" },
		{ 1, 8, "0.125" },
		{ -3, 1, "-3" },
		{ 1, (__int128)1 << 18, "0.000003814697265625" },
		{ 1, (__int128)1 << 19, "1/524288" },
		{ 14997, 155, "14997/155" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct saying saying;

		desk_clear();
		book_must(
		    saying_open(&desk_request, true, &saying, &book_error));
		saying_ratio(&saying, "", "r",
		    ratio_of(rows[i].numerator, rows[i].denominator));
		book_must(saying_finish(&saying, &book_error));
		ck_assert_str_eq(desk_answer(), rows[i].text);
	}
}
END_TEST

/* Long texts are put out in pieces, never between the bytes of a letter. */
START_TEST(long_texts_are_whole)
{
	char text[1024];
	struct saying saying;

	for (size_t i = 0; i + 2 < sizeof(text); i += 2)
		memcpy(text + i, "\xc3\xa9", 2);
	text[sizeof(text) - 2] = '\0';
	memmove(text + 1, text, sizeof(text) - 1);
	text[0] = 'x';
	desk_clear();
	book_must(saying_open(&desk_request, true, &saying, &book_error));
	saying_text(&saying, "", "long", text);
	book_must(saying_finish(&saying, &book_error));
	ck_assert_str_eq(desk_answer(), text);
}
END_TEST

/* As in text, a failure is kept, and there is nothing to release. */
START_TEST(nothing_is_said)
{
	struct saying saying;

	desk_clear();
	saying_nothing(&saying);
	saying_about(&saying, "INV-1", 12);
	saying_step(&saying, "segment", 2);
	saying_text(&saying, "\n", "name", "value");
	saying_ratio(&saying, "", "part", ratio_of(17, 30));
	saying_about(&saying, "INV-2", 1);
	book_must(saying_finish(&saying, &book_error));
	ck_assert_str_eq(desk_answer(), "");
	saying.status = error_set(&saying.error, STATUS_LEDGER, "no price");
	saying_text(&saying, "", "name", "value");
	ck_assert_int_eq(saying_finish(&saying, &book_error), STATUS_LEDGER);
	ck_assert_str_eq(book_error.text, "no price");
	saying_close(&saying);
}
END_TEST

Suite *
saying_suite(void)
{
	Suite *suite = suite_create("saying");
	TCase *tests = tcase_create("saying");

	tcase_add_checked_fixture(tests, desk_setup, desk_teardown);
	tcase_add_test(tests, facts_make_sentences);
	tcase_add_test(tests, facts_are_records);
	tcase_add_test(tests, ratios_are_exact);
	tcase_add_test(tests, long_texts_are_whole);
	tcase_add_test(tests, nothing_is_said);
	suite_add_tcase(suite, tests);
	return suite;
}

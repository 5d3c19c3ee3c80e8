/*
 * A choice is exact: no case folding, no prefixes, no empty word.
 */
#include "base/choice.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static const char *const words[] = { "day", "second", "month30", "none", NULL };

START_TEST(each_word_has_its_index)
{
	struct error error;

	for (int i = 0; words[i] != NULL; i++) {
		int index = -1;

		ck_assert_int_eq(choice_parse(words[i], words, "a proration",
				     &index, &error),
		    STATUS_OK);
		ck_assert_int_eq(index, i);
	}
}
END_TEST

START_TEST(other_texts_are_refused)
{
	static const char *const texts[] = { "", "Day", "days", "da", "day ",
		" day", "none\n", "monthly" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct error error = { 0 };
		int index = 7;

		ck_assert_msg(choice_parse(texts[i], words, "a proration",
				  &index, &error) == STATUS_INVALID,
		    "\"%s\" was read", texts[i]);
		ck_assert_int_eq(index, 7);
	}
}
END_TEST

START_TEST(the_words_are_listed)
{
	static const char *const one[] = { "free", NULL };
	struct error error;
	int index;

	ck_assert_int_eq(
	    choice_parse("days", words, "a proration", &index, &error),
	    STATUS_INVALID);
	ck_assert_str_eq(error.text,
	    "\"days\" is not a proration (day, second, month30 or none)");
	ck_assert_int_eq(
	    choice_parse("yes", one, "a word for zero", &index, &error),
	    STATUS_INVALID);
	ck_assert_str_eq(error.text, "\"yes\" is not a word for zero (free)");
}
END_TEST

START_TEST(many_words_are_cut_short)
{
	static char texts[100][12];
	const char *many[101] = { NULL };
	struct error error;
	int index = -1;

	for (size_t i = 0; i < 100; i++) {
		snprintf(texts[i], sizeof(texts[i]), "word%05zu", i);
		many[i] = texts[i];
	}
	ck_assert_int_eq(
	    choice_parse("x", many, "a word", &index, &error), STATUS_INVALID);
	ck_assert_int_eq(
	    choice_parse("word00099", many, "a word", &index, &error),
	    STATUS_OK);
	ck_assert_int_eq(index, 99);
}
END_TEST

Suite *
choice_suite(void)
{
	Suite *suite = suite_create("choice");
	TCase *tests = tcase_create("choice");

	tcase_add_test(tests, each_word_has_its_index);
	tcase_add_test(tests, other_texts_are_refused);
	tcase_add_test(tests, the_words_are_listed);
	tcase_add_test(tests, many_words_are_cut_short);
	suite_add_tcase(suite, tests);
	return suite;
}

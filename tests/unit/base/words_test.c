#include "base/words.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define MANY 20000

static struct error error;
static struct words words;

static void
forget(void)
{
	words_close(&words);
	words_close(&words);
}

static uint32_t
number_of(const char *text, size_t length)
{
	struct word *word = NULL;

	ck_assert_int_eq(
	    words_find(&words, text, length, &word, &error), STATUS_OK);
	ck_assert_uint_eq(word->length, length);
	ck_assert_int_eq(memcmp(word->bytes, text, length), 0);
	ck_assert_int_eq(word->bytes[length], '\0');
	ck_assert_ptr_eq(words.items[word->number], word);
	return word->number;
}

START_TEST(numbers_count_in_the_order_of_coming)
{
	ck_assert_uint_eq(number_of("b", 1), 0);
	ck_assert_uint_eq(number_of("a", 1), 1);
	ck_assert_uint_eq(number_of("", 0), 2);
	ck_assert_uint_eq(number_of("b", 1), 0);
	ck_assert_uint_eq(number_of("", 0), 2);
	ck_assert_uint_eq(words.count, 3);
}
END_TEST

/* Neither the length alone nor the bytes alone make a word. */
START_TEST(words_that_look_alike)
{
	static const char zeros[40];
	char text[41] = "";

	for (uint32_t i = 0; i < sizeof zeros; i++)
		ck_assert_uint_eq(number_of(zeros, i), i);
	for (uint32_t i = 0; i < sizeof zeros; i++) {
		memset(text, 0, sizeof text);
		text[i] = 'x';
		ck_assert_uint_eq(
		    number_of(text, sizeof zeros), sizeof zeros + i);
	}
}
END_TEST

START_TEST(many_words_are_found_again)
{
	char text[32];

	for (uint32_t round = 0; round < 2; round++)
		for (uint32_t i = 0; i < MANY; i++) {
			int length = snprintf(
			    text, sizeof text, "subscription S%07u", i * 7);

			ck_assert_uint_eq(number_of(text, (size_t)length), i);
			if (round == 0)
				words.items[i]->tag = i;
			ck_assert_uint_eq(words.items[i]->tag, i);
		}
	ck_assert_uint_eq(words.count, MANY);
}
END_TEST

/* Many at once are those that one by one would be, also new ones and twins. */
START_TEST(side_by_side_as_one_by_one)
{
	struct words_text texts[WORDS_AT_ONCE] = { { NULL, 0 } };
	char room[WORDS_AT_ONCE][16];
	struct word *found[WORDS_AT_ONCE];

	ck_assert_int_eq(
	    words_find_all(&words, texts, 0, found, &error), STATUS_OK);
	for (uint32_t begin = 0; begin < MANY; begin += WORDS_AT_ONCE / 2) {
		for (uint32_t i = 0; i < WORDS_AT_ONCE; i++) {
			int length =
			    snprintf(room[i], sizeof room[i], "%u", begin + i);

			texts[i] =
			    (struct words_text){ room[i], (size_t)length };
		}
		texts[WORDS_AT_ONCE - 1] = texts[0];
		ck_assert_int_eq(
		    words_find_all(&words, texts, WORDS_AT_ONCE, found, &error),
		    STATUS_OK);
		for (uint32_t i = 0; i + 1 < WORDS_AT_ONCE; i++)
			ck_assert_uint_eq(found[i]->number, begin + i);
		ck_assert_ptr_eq(found[WORDS_AT_ONCE - 1], found[0]);
	}
}
END_TEST

Suite *
words_suite(void)
{
	Suite *suite = suite_create("words");
	TCase *tests = tcase_create("words");

	tcase_add_checked_fixture(tests, NULL, forget);
	tcase_add_test(tests, numbers_count_in_the_order_of_coming);
	tcase_add_test(tests, words_that_look_alike);
	tcase_add_test(tests, many_words_are_found_again);
	tcase_add_test(tests, side_by_side_as_one_by_one);
	suite_add_tcase(suite, tests);
	return suite;
}

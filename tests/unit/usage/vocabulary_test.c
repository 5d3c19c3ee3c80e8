/*
 * A word is met again as what it was, and a set of dimensions comes back from
 * its bytes.
 */
#include "usage/vocabulary.h"

#include <check.h>
#include <string.h>

#include "base/hash.h"

static struct arena arena;
static struct vocabulary vocabulary;
static struct error error;

static void
must(enum status status)
{
	if (status != STATUS_OK)
		ck_abort_msg("%s", error.text);
}

static void
setup(void)
{
	vocabulary = (struct vocabulary){ .names = { .count = 0 } };
}

static void
teardown(void)
{
	vocabulary_close(&vocabulary);
	vocabulary_close(&vocabulary);
	arena_close(&arena);
}

#define DIMENSIONS_MAX 3

static const struct {
	const char *name;
	struct dimension items[DIMENSIONS_MAX];
	size_t count;
	const char *text;
} sets[] = {
	{ "none", { { NULL, NULL } }, 0, "" },
	{ "one", { { "region", "eu" } }, 1, "{\"region\":\"eu\"}" },
	{ "three", { { "a", "1" }, { "b", "2" }, { "c", "3" } }, 3,
	    "{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}" },
	{ "a value cut in two", { { "a", "1b" }, { "c", "2" } }, 2,
	    "{\"a\":\"1b\",\"c\":\"2\"}" },
	{ "the same bytes, cut elsewhere", { { "a", "1" }, { "bc", "2" } }, 2,
	    "{\"a\":\"1\",\"bc\":\"2\"}" },
	{ "name and value change places", { { "eu", "region" } }, 1,
	    "{\"eu\":\"region\"}" },
	{ "quotes", { { "say", "\"no\"\\" } }, 1,
	    "{\"say\":\"\\\"no\\\"\\\\\"}" },
	{ "other letters",
	    { { "stra\xc3\x9f"
		"e",
		"\xe2\x82\xac" } },
	    1,
	    "{\"stra\xc3\x9f"
	    "e\":\"\xe2\x82\xac\"}" },
};

#define SETS (sizeof(sets) / sizeof(sets[0]))

static struct dimensions
set_of(size_t i)
{
	return (struct dimensions){ sets[i].items, sets[i].count };
}

static void
expect_set(size_t i, const struct dimensions *dimensions, const char *text)
{
	ck_assert_uint_eq(dimensions->count, sets[i].count);
	for (size_t k = 0; k < sets[i].count; k++) {
		ck_assert_str_eq(
		    dimensions->items[k].name, sets[i].items[k].name);
		ck_assert_str_eq(
		    dimensions->items[k].value, sets[i].items[k].value);
	}
	ck_assert_str_eq(text, sets[i].text);
}

START_TEST(a_set_comes_back_from_its_bytes)
{
	struct dimensions set = set_of((size_t)_i), found;
	const char *bytes, *text;
	size_t length;

	must(vocabulary_pack(&set, &arena, &bytes, &length, &error));
	must(vocabulary_unpack(bytes, length, &arena, &found, &text, &error));
	if (set.count == 0)
		ck_assert_uint_eq(found.count, 0);
	else
		expect_set((size_t)_i, &found, text);
}
END_TEST

START_TEST(sets_are_told_apart)
{
	const struct word *words[SETS], *again;

	for (size_t i = 0; i < SETS; i++) {
		struct dimensions set = set_of(i);

		must(vocabulary_set(&vocabulary, &set, &words[i], &error));
		ck_assert_int_eq(words[i] == NULL, set.count == 0);
		for (size_t k = 0; k < i; k++)
			ck_assert_ptr_ne(words[k], words[i]);
	}
	ck_assert_uint_eq(vocabulary.sets.words.count, SETS - 1);
	for (size_t i = 1; i < SETS; i++) {
		struct dimensions set = set_of(i);
		const struct meaning *meaning;

		must(vocabulary_set(&vocabulary, &set, &again, &error));
		ck_assert_ptr_eq(again, words[i]);
		meaning = &vocabulary.sets.meanings[again->number];
		expect_set(i, &meaning->dimensions, meaning->text);
		ck_assert(!meaning->good);
		ck_assert_uint_eq(
		    again->tag, hash_short(again->bytes, again->length));
	}
}
END_TEST

/* What the caller found out of a word stays when others come. */
START_TEST(a_word_keeps_its_meaning)
{
	enum { COUNT = 5000 };
	struct lexicon *metrics = &vocabulary.metrics;
	const struct word *word;

	for (uint32_t twice = 0; twice < 2; twice++) {
		for (uint32_t i = 0; i < COUNT; i++) {
			const char *text = arena_format(&arena, "m%u", i);
			struct meaning *meaning;

			must(vocabulary_word(
			    metrics, text, strlen(text), &word, &error));
			ck_assert_uint_eq(word->number, i);
			ck_assert_str_eq(word->bytes, text);
			ck_assert_uint_eq(
			    word->tag, hash_short(text, strlen(text)));
			meaning = &metrics->meanings[i];
			ck_assert_int_eq(meaning->good, twice && i % 3 == 0);
			meaning->good = i % 3 == 0;
		}
	}
	ck_assert_uint_eq(metrics->words.count, COUNT);
}
END_TEST

static const struct word *
numbered(uint32_t number)
{
	const struct dimension item = { "call",
		arena_format(&arena, "%u", number) };
	const struct dimensions set = { &item, 1 };
	const struct word *word;

	must(vocabulary_set(&vocabulary, &set, &word, &error));
	return word;
}

/* A file in which every record has a set of its own must not fill the memory.
 */
START_TEST(so_many_sets_are_words)
{
	for (uint32_t i = 0; i < VOCABULARY_SETS_MAX; i++) {
		ck_assert_ptr_nonnull(numbered(i));
		arena_reset(&arena);
	}
	ck_assert_ptr_null(numbered(VOCABULARY_SETS_MAX));
	ck_assert_uint_eq(vocabulary.sets.words.count, VOCABULARY_SETS_MAX);
}
END_TEST

Suite *
vocabulary_suite(void)
{
	Suite *suite = suite_create("vocabulary");
	TCase *tests = tcase_create("vocabulary");

	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(
	    tests, a_set_comes_back_from_its_bytes, 0, (int)SETS);
	tcase_add_test(tests, sets_are_told_apart);
	tcase_add_test(tests, a_word_keeps_its_meaning);
	tcase_add_test(tests, so_many_sets_are_words);
	suite_add_tcase(suite, tests);
	return suite;
}

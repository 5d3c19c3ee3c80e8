/*
 * Memory of an arena is zeroed, aligned and apart; a run that repeats itself
 * after a reset needs no more blocks.
 */
#include "base/arena.h"

#include <check.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static bool
all_are(const unsigned char *bytes, size_t length, size_t value)
{
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] != value)
			return false;
	}
	return true;
}

START_TEST(memory_is_zeroed_aligned_and_apart)
{
	struct arena arena = { 0 };
	unsigned char *pieces[2000];
	size_t sizes[2000];

	for (size_t round = 0; round < 3; round++) {
		for (size_t i = 0; i < 2000; i++) {
			sizes[i] = i * 7 % 301;
			pieces[i] = arena_alloc(&arena, sizes[i]);
			ck_assert_ptr_nonnull(pieces[i]);
			ck_assert_uint_eq((uintptr_t)pieces[i] % 16, 0);
			ck_assert(all_are(pieces[i], sizes[i], 0));
			memset(pieces[i], (int)(i % 255 + 1), sizes[i]);
		}
		for (size_t i = 0; i < 2000; i++) {
			size_t value = i % 255 + 1;

			ck_assert(all_are(pieces[i], sizes[i], value));
		}
		arena_reset(&arena);
	}
	arena_close(&arena);
}
END_TEST

START_TEST(nothing_has_an_address_of_its_own)
{
	struct arena arena = { 0 };
	void *first = arena_alloc(&arena, 0), *second = arena_alloc(&arena, 0);

	ck_assert_ptr_nonnull(first);
	ck_assert_ptr_ne(first, second);
	arena_close(&arena);
}
END_TEST

START_TEST(impossible_sizes_are_null)
{
	struct arena arena = { 0 };

	ck_assert_ptr_null(arena_alloc(&arena, SIZE_MAX));
	ck_assert_ptr_null(arena_alloc(&arena, SIZE_MAX - 20));
	ck_assert_ptr_null(arena_array(&arena, SIZE_MAX / 2, 3));
	ck_assert_ptr_null(arena_copy(&arena, "", SIZE_MAX));
	/* A refusal leaves the arena as it was. */
	ck_assert_ptr_nonnull(arena_array(&arena, 3, 5));
	arena_close(&arena);
}
END_TEST

START_TEST(texts_are_copied)
{
	struct arena arena = { 0 };
	char source[] = "acme";
	char *text = arena_text(&arena, source);
	char *bytes = arena_copy(&arena, "a\0b", 3);
	char *formatted = arena_format(&arena, "%s-%06d", "INV", 42);

	source[0] = 'X';
	ck_assert_str_eq(text, "acme");
	ck_assert_mem_eq(bytes, "a\0b", 4);
	ck_assert_str_eq(formatted, "INV-000042");
	ck_assert_str_eq(arena_copy(&arena, NULL, 0), "");
	arena_close(&arena);
}
END_TEST

/* Take pieces of which each seventh is larger than a block. */
static void
fill(struct arena *arena, uintptr_t *sum)
{
	*sum = 0;
	for (size_t i = 1; i < 200; i++) {
		size_t size = i % 7 == 0 ? i * 2000 : i * 50;
		void *piece = arena_alloc(arena, size);

		ck_assert_ptr_nonnull(piece);
		*sum = *sum * 31 + (uintptr_t)piece;
	}
}

START_TEST(repetition_needs_no_more_memory)
{
	struct arena arena = { 0 };
	uintptr_t first, again;

	fill(&arena, &first);
	for (int round = 0; round < 50; round++) {
		arena_reset(&arena);
		fill(&arena, &again);
		ck_assert_uint_eq(first, again);
	}
	arena_close(&arena);
}
END_TEST

START_TEST(empty_arena_may_be_reset_and_closed)
{
	struct arena arena = { 0 };

	arena_reset(&arena);
	arena_close(&arena);
	ck_assert_ptr_nonnull(arena_alloc(&arena, 10));
	arena_close(&arena);
	arena_close(&arena);
}
END_TEST

START_TEST(grown_arrays_keep_their_items)
{
	struct arena arena = { 0 };
	size_t *items = NULL;

	for (size_t count = 0; count < 5000; count++) {
		items = arena_grow(&arena, items, count, sizeof(*items));
		ck_assert_ptr_nonnull(items);
		items[count] = count * count;
		/* Others may take memory in between. */
		ck_assert_ptr_nonnull(arena_alloc(&arena, count % 97));
	}
	for (size_t i = 0; i < 5000; i++)
		ck_assert_uint_eq(items[i], i * i);
	arena_close(&arena);
}
END_TEST

START_TEST(arrays_move_only_to_grow)
{
	struct arena arena = { 0 };
	char *items = NULL;
	int moves = 0;

	for (size_t count = 0; count < 1024; count++) {
		char *grown = arena_grow(&arena, items, count, 1);

		ck_assert_ptr_nonnull(grown);
		moves += grown != items;
		items = grown;
	}
	/* To 1, 4, 8, 16 ... 1024. */
	ck_assert_int_eq(moves, 10);
	ck_assert_ptr_null(arena_grow(&arena, NULL, 0, SIZE_MAX / 2));
	arena_close(&arena);
}
END_TEST

Suite *
arena_suite(void)
{
	Suite *suite = suite_create("arena");
	TCase *tests = tcase_create("arena");

	tcase_add_test(tests, memory_is_zeroed_aligned_and_apart);
	tcase_add_test(tests, nothing_has_an_address_of_its_own);
	tcase_add_test(tests, impossible_sizes_are_null);
	tcase_add_test(tests, texts_are_copied);
	tcase_add_test(tests, repetition_needs_no_more_memory);
	tcase_add_test(tests, empty_arena_may_be_reset_and_closed);
	tcase_add_test(tests, grown_arrays_keep_their_items);
	tcase_add_test(tests, arrays_move_only_to_grow);
	suite_add_tcase(suite, tests);
	return suite;
}

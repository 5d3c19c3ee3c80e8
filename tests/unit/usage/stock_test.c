#include "usage/stock.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT 4000
#define LONG 300000 /* more than any buffer */

static struct error error;
static struct arena arena;
static unsigned char room[LONG];

static const struct {
	const char *name;
	size_t memory_max;
	size_t length_max;
} stocks[] = {
	{ "all in memory", 0, 100 },
	{ "nothing in memory", 1, 100 },
	{ "most in the file", 4096, 1000 },
	{ "the last in the buffer", 390000, 100 },
	{ "things of no length", 64, 1 },
};

/* Each thing is known by its position. */
static size_t
make(uint64_t position, size_t length_max)
{
	size_t length = (size_t)(position * 7919 % length_max);

	if (position == COUNT / 2 && length_max > 1)
		length = LONG;
	memset(room, (int)(position % 251), length);
	return length;
}

static void
expect(struct stock *stock, uint64_t position, size_t length_max)
{
	const unsigned char *bytes;
	size_t length = make(position, length_max);
	uint64_t begin = stock_begin(stock, position);

	arena_reset(&arena);
	stock_expect(stock, begin);
	ck_assert_int_eq(
	    stock_get(stock, position, begin, &arena, &bytes, &error),
	    STATUS_OK);
	ck_assert_int_eq(memcmp(bytes, room, length), 0);
	ck_assert_uint_eq(stock_tag(stock, position), position * 3);
}

START_TEST(each_is_found_at_its_position)
{
	size_t length_max = stocks[_i].length_max;
	struct stock stock = { .memory_max = stocks[_i].memory_max };

	for (uint64_t i = 0; i < COUNT; i++) {
		size_t length = make(i, length_max);

		ck_assert_int_eq(
		    stock_add(&stock, room, length, (uint32_t)i * 3, &error),
		    STATUS_OK);
		/* Also while others are still to come. */
		expect(&stock, i / 2, length_max);
	}
	ck_assert_uint_eq(stock.count, COUNT);
	for (uint64_t i = 0; i < COUNT; i++)
		expect(&stock, i, length_max);
	for (uint64_t i = 0; i < COUNT; i++)
		expect(&stock, i * 7919 % COUNT, length_max);
	stock_close(&stock);
	stock_close(&stock);
	arena_close(&arena);
}
END_TEST

START_TEST(no_place_for_the_file)
{
	struct stock stock = { .memory_max = 1 };

	ck_assert_int_eq(setenv("TMPDIR", "/nonexistent", 1), 0);
	ck_assert_int_eq(stock_add(&stock, "ab", 2, 0, &error), STATUS_IO);
	stock_close(&stock);
}
END_TEST

Suite *
stock_suite(void)
{
	Suite *suite = suite_create("stock");
	TCase *tests = tcase_create("stock");

	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(tests, each_is_found_at_its_position, 0,
	    sizeof stocks / sizeof stocks[0]);
	tcase_add_test(tests, no_place_for_the_file);
	suite_add_tcase(suite, tests);
	return suite;
}

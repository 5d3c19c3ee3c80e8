/*
 * Whatever the memory, a sort gives what qsort(3) would, in a stable way.
 */
#include "record/sort.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define ITEMS_MAX 20000
#define KEY_MAX 16

/* An item is its number: the order in which it was added. */
struct row {
	unsigned char key[KEY_MAX];
	size_t length;
	uint32_t number;
};

static struct row rows[ITEMS_MAX];
static struct error error;
static uint32_t state;

static uint32_t
random_number(void)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

static int
compare(const void *left, const void *right)
{
	const struct row *a = left, *b = right;
	size_t length = a->length < b->length ? a->length : b->length;
	int order = memcmp(a->key, b->key, length);

	if (order == 0 && a->length != b->length)
		order = a->length < b->length ? -1 : 1;
	if (order == 0)
		order = a->number < b->number ? -1 : 1;
	return order;
}

static const struct {
	const char *name;
	size_t memory;
	size_t count;
	size_t key_max;
	unsigned letters; /* of the keys: few make many equal keys */
	size_t tail_max; /* bytes behind the number */
} laws[] = {
	{ "nothing", 0, 0, 8, 256, 0 },
	{ "one item", 0, 1, 8, 256, 0 },
	{ "all in memory", 0, 20000, 12, 256, 40 },
	{ "all keys empty", 4096, 5000, 0, 1, 10 },
	{ "two letters in memory", 0, 20000, 3, 2, 0 },
	{ "two letters in many runs", 2000, 20000, 3, 2, 0 },
	{ "NUL bytes and lengths decide", 5000, 20000, 16, 2, 5 },
	{ "long keys with one beginning", 3000, 10000, 16, 2, 20 },
	{ "more runs than one pass merges", 1000, 20000, 10, 256, 100 },
	{ "a run for each item", 1, 5000, 10, 256, 30 },
	{ "a run for each item, two letters", 1, 5000, 2, 2, 3 },
};

static void
make_rows(size_t count, size_t key_max, unsigned letters)
{
	for (uint32_t i = 0; i < count; i++) {
		struct row *row = &rows[i];

		row->number = i;
		row->length =
		    key_max == 0 ? 0 : random_number() % (key_max + 1);
		for (size_t j = 0; j < row->length; j++)
			row->key[j] =
			    (unsigned char)(random_number() % letters);
	}
}

static struct sort *
add_rows(size_t memory, size_t count, size_t tail_max)
{
	unsigned char item[256] = { 0 };
	struct sort *sort;

	ck_assert_int_eq(sort_open(memory, &sort, &error), STATUS_OK);
	for (size_t i = 0; i < count; i++) {
		size_t tail = tail_max == 0 ? 0 : rows[i].number % tail_max;

		memcpy(item, &rows[i].number, 4);
		memset(item + 4, (int)tail, tail);
		ck_assert_int_eq(sort_add(sort, rows[i].key, rows[i].length,
				     item, 4 + tail, &error),
		    STATUS_OK);
	}
	return sort;
}

START_TEST(equals_qsort)
{
	const uint32_t seed = 0x1234567u + (uint32_t)_i;
	size_t count = laws[_i].count, length;
	struct sort *sort;
	const void *item;
	bool found;

	state = seed;
	make_rows(count, laws[_i].key_max, laws[_i].letters);
	sort = add_rows(laws[_i].memory, count, laws[_i].tail_max);
	qsort(rows, count, sizeof rows[0], compare);
	ck_assert_int_eq(sort_start(sort, &error), STATUS_OK);
	for (size_t i = 0; i < count; i++) {
		size_t tail = laws[_i].tail_max == 0
				  ? 0
				  : rows[i].number % laws[_i].tail_max;

		ck_assert_int_eq(
		    sort_next(sort, &item, &length, &found, &error), STATUS_OK);
		ck_assert_msg(
		    found && length == 4 + tail &&
			memcmp(item, &rows[i].number, 4) == 0 &&
			(tail == 0 ||
			    ((const unsigned char *)item)[3 + tail] == tail),
		    "%s, seed %#x: item %zu", laws[_i].name, seed, i);
	}
	for (int again = 0; again < 2; again++) {
		ck_assert_int_eq(
		    sort_next(sort, &item, &length, &found, &error), STATUS_OK);
		ck_assert(!found);
	}
	sort_close(sort);
}
END_TEST

/* An item larger than the memory, and than any buffer, between small ones. */
START_TEST(one_huge_item)
{
	static const char keys[] = "cab";
	const size_t huge = 3 << 20;
	char *bytes = malloc(huge);
	struct sort *sort;
	const void *item;
	size_t length;
	bool found;

	ck_assert_ptr_nonnull(bytes);
	memset(bytes, 'x', huge);
	ck_assert_int_eq(sort_open(10000, &sort, &error), STATUS_OK);
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(sort_add(sort, keys + i, 1, bytes,
				     keys[i] == 'a' ? huge : 1, &error),
		    STATUS_OK);
	ck_assert_int_eq(sort_start(sort, &error), STATUS_OK);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(
		    sort_next(sort, &item, &length, &found, &error), STATUS_OK);
		ck_assert(found);
		ck_assert_uint_eq(length, i == 0 ? huge : 1);
		ck_assert_int_eq(memcmp(item, bytes, length), 0);
	}
	sort_close(sort);
	sort_close(NULL);
	free(bytes);
}
END_TEST

START_TEST(no_place_for_temporary_files)
{
	enum status status = STATUS_OK;
	struct sort *sort;

	ck_assert_int_eq(setenv("TMPDIR", "/nonexistent", 1), 0);
	ck_assert_int_eq(sort_open(1000, &sort, &error), STATUS_OK);
	for (int i = 0; i < 100 && status == STATUS_OK; i++)
		status = sort_add(sort, "key", 3, "item", 4, &error);
	ck_assert_int_eq(status, STATUS_IO);
	sort_close(sort);
}
END_TEST

static const int64_t numbers[] = {
	INT64_MIN,
	INT64_MIN + 1,
	-256,
	-255,
	-1,
	0,
	1,
	255,
	256,
	INT64_MAX,
};

START_TEST(numbers_sort_by_value)
{
	unsigned char before[8], after[8];

	ck_assert_uint_eq(sort_key_number(numbers[_i], before, 8), 8);
	ck_assert_uint_eq(sort_key_number(numbers[_i + 1], after, 8), 8);
	ck_assert_int_lt(memcmp(before, after, 8), 0);
	ck_assert_uint_eq(sort_key_number(numbers[_i], before, 7), 0);
}
END_TEST

static const struct {
	const char *name;
	const char *before[2];
	const char *after[2];
} composites[] = {
	{ "the shorter first", { "a", "z" }, { "ab", "a" } },
	{ "the first part decides", { "a", "b" }, { "b", "a" } },
	{ "then the second", { "a", "" }, { "a", "a" } },
	{ "parts do not run together", { "a", "bc" }, { "ab", "c" } },
	{ "an empty part first", { "", "b" }, { "a", "" } },
};

static size_t
composite(const char *const parts[2], unsigned char key[32])
{
	size_t length = sort_key_text(parts[0], key, 32);

	return length + sort_key_text(parts[1], key + length, 32 - length);
}

START_TEST(texts_sort_part_by_part)
{
	unsigned char before[32] = { 0 }, after[32] = { 0 };
	size_t length = composite(composites[_i].before, before);

	ck_assert_uint_gt(composite(composites[_i].after, after), 0);
	ck_assert_msg(
	    memcmp(before, after, length) < 0, "%s", composites[_i].name);
	ck_assert_uint_eq(sort_key_text("abc", before, 3), 0);
	ck_assert_uint_eq(sort_key_text("abc", before, 4), 4);
}
END_TEST

Suite *
sort_suite(void)
{
	Suite *suite = suite_create("sort");
	TCase *tests = tcase_create("sort");

	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(
	    tests, equals_qsort, 0, sizeof laws / sizeof laws[0]);
	tcase_add_test(tests, one_huge_item);
	tcase_add_test(tests, no_place_for_temporary_files);
	tcase_add_loop_test(tests, numbers_sort_by_value, 0,
	    sizeof numbers / sizeof numbers[0] - 1);
	tcase_add_loop_test(tests, texts_sort_part_by_part, 0,
	    sizeof composites / sizeof composites[0]);
	suite_add_tcase(suite, tests);
	return suite;
}

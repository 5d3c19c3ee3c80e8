#include "usage/entries.h"

#include <check.h>

static struct error error;
static uint64_t state;

static uint64_t
random_number(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static const struct {
	const char *name;
	size_t count;
	uint64_t mask; /* of the ids: few bits make many equal ones */
} laws[] = {
	{ "none", 0, UINT64_MAX },
	{ "one", 1, UINT64_MAX },
	{ "a hand", 96, UINT64_MAX },
	{ "more than a hand", 97, UINT64_MAX },
	{ "even hashes", 100000, UINT64_MAX },
	{ "all of one id", 50000, 0 },
	{ "two ids", 50000, 1 },
	{ "ids that differ at their ends", 50000, 0xff },
	{ "ids that differ at their beginnings", 50000, UINT64_C(0xff) << 56 },
	{ "many twins", 50000, UINT64_C(0xfff0000000000000) },
};

START_TEST(entries_come_by_id_and_position)
{
	struct entries entries = { .items = NULL };
	size_t count = laws[_i].count;
	uint64_t before = 0, after = 0;

	state = 88172645463325252u + (uint64_t)_i;
	for (size_t i = 0; i < count; i++) {
		struct usage_entry entry = {
			.id = random_number() & laws[_i].mask,
			.position = i,
		};

		entry.content = entry.id * 31 + i;
		before += entry.content;
		ck_assert_int_eq(
		    entries_add(&entries, entry, &error), STATUS_OK);
	}
	entries_sort(&entries);
	for (size_t i = 0; i < count; i++) {
		const struct usage_entry *items = entries.items;

		after += items[i].content;
		ck_assert_msg(
		    i == 0 || items[i - 1].id < items[i].id ||
			(items[i - 1].id == items[i].id &&
			    items[i - 1].position < items[i].position),
		    "%s: entry %zu", laws[_i].name, i);
		ck_assert_uint_eq(
		    items[i].content, items[i].id * 31 + items[i].position);
		if (i == 0 || items[i - 1].id < items[i].id)
			ck_assert_uint_eq(usages_find(entries.items,
					      entries.count, items[i].id),
			    i);
	}
	ck_assert_uint_eq(before, after);
	ck_assert_uint_eq(entries.count, count);
	entries_close(&entries);
	entries_close(&entries);
}
END_TEST

START_TEST(an_id_is_found_or_the_next_one)
{
	static const uint64_t ids[] = { 3, 5, 5, UINT64_MAX };
	struct entries entries = { .items = NULL };

	ck_assert_uint_eq(usages_find(entries.items, entries.count, 0), 0);
	for (size_t i = 0; i < 4; i++)
		ck_assert_int_eq(
		    entries_add(&entries,
			(struct usage_entry){ .id = ids[i], .position = i },
			&error),
		    STATUS_OK);
	entries_sort(&entries);
	ck_assert_uint_eq(usages_find(entries.items, entries.count, 0), 0);
	ck_assert_uint_eq(usages_find(entries.items, entries.count, 4), 1);
	ck_assert_uint_eq(usages_find(entries.items, entries.count, 5), 1);
	ck_assert_uint_eq(usages_find(entries.items, entries.count, 6), 3);
	ck_assert_uint_eq(
	    usages_find(entries.items, entries.count, UINT64_MAX), 3);
	entries_close(&entries);
}
END_TEST

Suite *
entries_suite(void)
{
	Suite *suite = suite_create("entries");
	TCase *tests = tcase_create("entries");

	tcase_add_loop_test(tests, entries_come_by_id_and_position, 0,
	    sizeof laws / sizeof laws[0]);
	tcase_add_test(tests, an_id_is_found_or_the_next_one);
	suite_add_tcase(suite, tests);
	return suite;
}

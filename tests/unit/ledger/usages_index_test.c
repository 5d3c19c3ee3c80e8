/*
 * Whatever runs and blocks the index has, it answers as a plain list would.
 */
#include <check.h>
#include <stdlib.h>

#include "book.h"
#include "ledger/usages.h"
#include "tests/unit/rule/shop.h"

#define MANY 20000

static struct usage_entry entries[MANY];

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
}

/* Ids at both ends, as signed numbers too, and so few that many are twins. */
static uint64_t
random_id(uint64_t *state)
{
	uint64_t number = shop_random(state) % 3000;

	if (number % 3 == 0)
		return number;
	return number % 3 == 1 ? UINT64_MAX - number
			       : (uint64_t)INT64_MAX + number - 1500;
}

/* Entries of random contents, sorted. */
static void
make_random(uint64_t *state, struct usage_entry *made, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t id = random_id(state);
		size_t k = i;

		for (; k > 0 && made[k - 1].id > id; k--)
			made[k] = made[k - 1];
		made[k] = (struct usage_entry){ id, shop_random(state), 0 };
	}
}

static enum status
tally(void *context, const struct usage_entry *entry, uint64_t content,
    struct error *error)
{
	uint64_t *sums = context;

	(void)error;
	sums[entry->position] += content;
	return STATUS_OK;
}

/* The index has of each id what a plain list of all entries has. */
static void
compare(uint64_t *state, size_t booked)
{
	enum { ASKED = 50 };
	struct usage_entry asked[ASKED];
	uint64_t sums[ASKED] = { 0 };

	make_random(state, asked, ASKED);
	for (size_t i = 0; i < ASKED; i++)
		asked[i].position = i;
	book_must(
	    usages_known(book_ledger, asked, ASKED, tally, sums, &book_error));
	for (size_t i = 0; i < ASKED; i++) {
		for (size_t k = 0; k < booked; k++) {
			if (entries[k].id == asked[i].id)
				sums[i] -= entries[k].content;
		}
		ck_assert_uint_eq(sums[i], 0);
	}
}

static int
runs(void)
{
	return atoi(book_sql("SELECT count(DISTINCT run) FROM usage_run"));
}

/* Imports of any size, in up to eight runs for each power of eight. */
START_TEST(an_index_is_a_plain_list)
{
	uint64_t state = UINT64_C(0x9e3779b97f4a7c15) + (uint64_t)_i, sum;
	uint64_t count, booked = 0;

	while (booked < 12000) {
		size_t size =
		    1 + (size_t)shop_below(&state, 1 << shop_below(&state, 13));

		make_random(&state, entries + booked, size);
		book_must(usages_index(
		    book_ledger, entries + booked, size, &book_error));
		booked += size;
		compare(&state, booked);
		ck_assert_int_le(runs(), 8 * 5);
	}
	book_must(usages_sum(book_ledger, &count, &sum, &book_error));
	ck_assert_uint_eq(count, booked);
	while (booked-- > 0)
		sum -= entries[booked].id;
	ck_assert_uint_eq(sum, 0);
}
END_TEST

/* Every import smaller than the one before, and still few runs. */
START_TEST(imports_get_smaller)
{
	size_t booked = 0;

	for (size_t size = 200; size > 0; size--) {
		for (size_t i = 0; i < size; i++)
			entries[i] = (struct usage_entry){ .id = 200 * i };
		book_must(
		    usages_index(book_ledger, entries, size, &book_error));
		booked += size;
	}
	ck_assert_uint_eq(booked, 20100);
	/* 8 to the 5 is more than 20,100. */
	ck_assert_int_le(runs(), 8 * 5);
}
END_TEST

/* Seven stay as they are; the eighth takes them in, and its like once more. */
START_TEST(imports_of_one_size)
{
	for (size_t i = 0; i < MANY; i++)
		entries[i] = (struct usage_entry){ .id = i };
	for (int i = 0; i < 128; i++) {
		book_must(usages_index(
		    book_ledger, entries + 64 * i, 64, &book_error));
		ck_assert_int_eq(
		    runs(), (i + 1) % 8 + (i + 1) / 8 % 8 + (i + 1) / 64);
	}
}
END_TEST

/* Five even blocks; the one in the middle is damaged. */
static const struct {
	const char *name;
	uint64_t from;
	uint64_t to;
	enum status status;
} looks[] = {
	{ "before it", 0, 8191, STATUS_OK },
	{ "its first", 8192, 8192, STATUS_LEDGER },
	{ "its last", 12287, 12287, STATUS_LEDGER },
	{ "behind it", 12288, 12288, STATUS_LEDGER }, /* it may end so */
	{ "one further", 12289, 20000, STATUS_OK },
	{ "on both sides", 5, 15000, STATUS_OK },
};

/* A block that cannot hold what is asked for is not opened. */
START_TEST(blocks_without_candidates_stay_closed)
{
	uint64_t from = looks[_i].from, to = looks[_i].to, sums[1] = { 0 };
	enum status status;

	for (size_t i = 0; i < MANY; i++)
		entries[i] = (struct usage_entry){ .id = 2 * i, .content = 1 };
	book_must(usages_index(book_ledger, entries, MANY, &book_error));
	book_sql("UPDATE usage_run SET entries = x'00' WHERE block = 2");
	entries[0].id = 2 * from;
	entries[1].id = 2 * to;
	status = usages_known(
	    book_ledger, entries, from == to ? 1 : 2, tally, sums, &book_error);
	ck_assert_msg(status == looks[_i].status, "%s", looks[_i].name);
}
END_TEST

static enum status
refuse(void *context, const struct usage_entry *entry, uint64_t content,
    struct error *error)
{
	int *calls = context;

	(void)entry;
	(void)content;
	(*calls)++;
	return error_set(error, STATUS_CONFIG, "no more");
}

START_TEST(who_asked_has_enough)
{
	int calls = 0;

	for (size_t i = 0; i < 9; i++)
		entries[i] = (struct usage_entry){ .id = i };
	book_must(usages_index(book_ledger, entries, 9, &book_error));
	ck_assert_int_eq(
	    usages_known(book_ledger, entries, 9, refuse, &calls, &book_error),
	    STATUS_CONFIG);
	ck_assert_str_eq(book_error.text, "no more");
	ck_assert_int_eq(calls, 1);
}
END_TEST

Suite *
usages_index_suite(void)
{
	Suite *suite = suite_create("usages_index");
	TCase *tests = tcase_create("usages_index");

	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_loop_test(tests, an_index_is_a_plain_list, 0, 4);
	tcase_add_test(tests, imports_get_smaller);
	tcase_add_test(tests, imports_of_one_size);
	tcase_add_loop_test(tests, blocks_without_candidates_stay_closed, 0,
	    sizeof(looks) / sizeof(looks[0]));
	tcase_add_test(tests, who_asked_has_enough);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Which row of a deck a number has, and what changed since a posting.
 */
#include "rate/deck.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "telephone.h"
#include "tests/unit/rule/shop.h"

/* By its price. */
static const char *
price_of(const char *number, const char *date, const char *class)
{
	static char text[DECIMAL_TEXT_MAX];
	const struct deck_rate *rate =
	    deck_rate(telephone.deck, number, shop_day(date), class);

	return rate == NULL ? "" : decimal_format(rate->price, text);
}

static const struct telephone_row lines[] = {
	{ .prefix = "49", .price = "1" },
	{ .prefix = "4930", .price = "2", .to = "2026-06-01" },
	{ .prefix = "493", .price = "3", .from = "2026-03-01" },
	{ .prefix = "49", .price = "4", .from = "2026-09-01" },
	{ .prefix = "49", .class = "peak", .price = "5" },
	{ .prefix = "49",
	    .class = "peak",
	    .price = "6",
	    .from = "2026-09-01",
	    .to = "2026-10-01" },
	{ .prefix = "49177", .class = "peak", .price = "7" },
	{ .prefix = "7", .price = "8", .to = "2026-02-01" },
	{ .prefix = "7", .price = "9", .from = "2026-03-01" },
	{ .prefix = "*100#", .price = "10" },
	{ .prefix = "#", .price = "11" },
};

static const struct {
	const char *name;
	const char *number;
	const char *date;
	const char *class;
	const char *price;
} rows[] = {
	{ "the only prefix", "4989123", "2026-02-01", "", "1" },
	{ "the longest prefix", "4930123", "2026-02-01", "", "2" },
	{ "the number is the prefix", "4930", "2026-02-01", "", "2" },
	{ "shorter than every prefix", "4", "2026-02-01", "", "" },
	{ "no number", "", "2026-02-01", "", "" },
	{ "another country", "33123", "2026-02-01", "", "" },
	{ "between two prefixes", "493", "2026-02-01", "", "1" },
	{ "a longer one has ended: the next one", "4930123", "2026-06-01", "",
	    "3" },
	{ "the last day of a row", "4930123", "2026-05-31", "", "2" },
	{ "a later row of the same prefix", "4989123", "2026-09-01", "", "4" },
	{ "the day before it", "4989123", "2026-08-31", "", "1" },
	{ "before all", "4989123", "2025-12-31", "", "" },
	{ "a class of its own", "4989123", "2026-02-01", "peak", "5" },
	{ "a class without a row", "4989123", "2026-02-01", "off", "1" },
	{ "a class whose row has ended", "4989123", "2026-10-01", "peak", "4" },
	{ "a longer prefix for another class only", "4917712", "2026-02-01",
	    "off", "1" },
	{ "a longer prefix for this class", "4917712", "2026-02-01", "peak",
	    "7" },
	{ "a prefix that is nowhere in force", "7123", "2026-02-01", "", "" },
	{ "and is so again", "7123", "2026-03-01", "", "9" },
	{ "keys that are no digits", "*100#", "2026-02-01", "", "10" },
	{ "a part of them", "*100", "2026-02-01", "", "" },
	{ "a key alone", "#31#", "2026-02-01", "", "11" },
	{ "a plus does not count", "+4989123", "2026-02-01", "", "1" },
	{ "a word", "anonymous", "2026-02-01", "", "" },
	{ "digits and a word", "4930x", "2026-02-01", "", "2" },
};

START_TEST(the_longest_prefix_in_force)
{
	const char *price;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		telephone_row(lines[i]);
	telephone_build();
	price = price_of(rows[_i].number, rows[_i].date, rows[_i].class);
	ck_assert_msg(
	    strcmp(price, rows[_i].price) == 0, "%s: %s", rows[_i].name, price);
}
END_TEST

START_TEST(decks_by_name)
{
	static const char *const names[] = { "a", "b", "ba", "c" };
	struct error error;

	for (size_t i = 0; i < 4; i++) {
		telephone_row((struct telephone_row){ .prefix = "1" });
		telephone.rates[i].deck = names[i];
	}
	ck_assert_int_eq(decks_build(telephone.rates, 4, &telephone.arena,
			     &telephone.decks, &error),
	    STATUS_OK);
	for (size_t i = 0; i < 4; i++) {
		const struct deck *deck = deck_find(telephone.decks, names[i]);

		ck_assert_ptr_eq(
		    deck_rate(deck, "12", shop_day("2026-02-01"), ""),
		    &telephone.rates[i]);
	}
	ck_assert_ptr_null(deck_find(telephone.decks, ""));
	ck_assert_ptr_null(deck_find(telephone.decks, "bb"));
	ck_assert_ptr_null(deck_find(telephone.decks, "d"));
	ck_assert_ptr_null(deck_find(NULL, "a"));
}
END_TEST

START_TEST(no_rows)
{
	telephone_build();
	ck_assert_ptr_null(telephone.deck);
}
END_TEST

START_TEST(what_is_no_prefix)
{
	static const char *const prefixes[] = { "+49", "49 30", "4a",
		"123456789012345678901234567890123" };
	struct error error;

	for (size_t i = 0; i < 4; i++) {
		telephone.rate_count = 0;
		telephone_row((struct telephone_row){ .prefix = prefixes[i] });
		ck_assert_int_eq(
		    decks_build(telephone.rates, 1, &telephone.arena,
			&telephone.decks, &error),
		    STATUS_INVALID);
	}
	telephone.rate_count = 0;
	telephone_row((struct telephone_row){
	    .prefix = "12345678901234567890123456789012" });
	telephone_build();
	ck_assert_str_eq(
	    price_of("123456789012345678901234567890123", "2026-02-01", ""),
	    "0.10");
}
END_TEST

/* A prefix of up to five of four keys: many that share their beginning. */
static const char *
some_number(uint64_t *state, int length)
{
	char *text = arena_alloc(&telephone.arena, (size_t)length + 1);

	ck_assert_ptr_nonnull(text);
	for (int i = 0; i < length; i++)
		text[i] = "01#9"[shop_below(state, 4)];
	return text;
}

static const char *const classes[] = { "", "off", "peak" };

static const char *
some_day(uint64_t *state)
{
	return arena_format(
	    &telephone.arena, "2026-01-%02d", 1 + shop_below(state, 12));
}

static bool
is_twin(const struct deck_rate *a, const struct deck_rate *b)
{
	return strcmp(a->prefix, b->prefix) == 0 &&
	       strcmp(a->time_class, b->time_class) == 0 &&
	       a->from.days == b->from.days;
}

/* ${count} random rows, no two of one key. */
static void
some_rows(uint64_t *state, int count)
{
	for (int i = 0; i < count; i++) {
		const char *to = some_day(state);
		size_t k;

		telephone_row((struct telephone_row){
		    .prefix = some_number(state, 1 + shop_below(state, 5)),
		    .class = classes[shop_below(state, 3)],
		    .from = some_day(state),
		    .to = shop_below(state, 3) == 0 ? to : NULL,
		    .posting = shop_below(state, 4),
		});
		for (k = 0; k + 1 < telephone.rate_count; k++) {
			if (is_twin(&telephone.rates[k],
				&telephone.rates[telephone.rate_count - 1]))
				break;
		}
		if (k + 1 < telephone.rate_count)
			telephone.rate_count--;
	}
	telephone_build();
}

/* The last row of that prefix and class from that day or before. */
static const struct deck_rate *
last_of(const char *prefix, size_t length, struct date date, const char *class)
{
	const struct deck_rate *last = NULL;

	for (size_t i = 0; i < telephone.rate_count; i++) {
		const struct deck_rate *rate = &telephone.rates[i];

		if (strlen(rate->prefix) == length &&
		    strncmp(rate->prefix, prefix, length) == 0 &&
		    strcmp(rate->time_class, class) == 0 &&
		    rate->from.days <= date.days &&
		    (last == NULL || last->from.days < rate->from.days))
			last = rate;
	}
	return last != NULL && date.days < last->to.days ? last : NULL;
}

static const struct deck_rate *
naive_rate(const char *number, struct date date, const char *class)
{
	const struct deck_rate *rate = NULL;
	size_t length;

	for (length = strlen(number); rate == NULL && length > 0; length--) {
		rate = last_of(number, length, date, class);
		if (rate == NULL)
			rate = last_of(number, length, date, "");
	}
	return rate;
}

START_TEST(it_finds_what_a_search_finds)
{
	uint64_t state = (uint64_t)_i + 1;

	some_rows(&state, 1 + shop_below(&state, 120));
	for (int i = 0; i < 300; i++) {
		const char *number = some_number(&state, shop_below(&state, 8));
		struct date date = shop_day(some_day(&state));
		const char *class = classes[shop_below(&state, 3)];

		ck_assert_msg(deck_rate(telephone.deck, number, date, class) ==
				  naive_rate(number, date, class),
		    "%s, %s", number, class);
	}
}
END_TEST

static int
prefix_compare(const void *left, const void *right)
{
	return strcmp(((const struct deck_rate *)left)->prefix,
	    ((const struct deck_rate *)right)->prefix);
}

/* The table of a deck grows with it; prefixes are up to 32 keys long. */
START_TEST(decks_of_all_sizes)
{
	static const size_t sizes[] = { 1, 64, 65, 4097, 20000 };
	enum { MOST = 20000 };
	static char texts[MOST][DECK_PREFIX_MAX + 1];
	static struct deck_rate some[MOST];
	const struct date day = { 20000 };
	struct arena arena = { NULL, NULL };
	size_t count = 0, i, size = sizes[_i];
	uint32_t seed = 11;
	struct error error;
	struct decks *decks;

	for (i = 0; i < size; i++) {
		size_t length, k;

		seed = seed * 1664525 + 1013904223;
		length = (seed >> 20) % 50 == 0 ? 32 : (seed >> 20) % 7;
		for (k = 0; k < length; k++) {
			seed = seed * 1664525 + 1013904223;
			texts[i][k] =
			    "0123456789*#"[(seed >> 16) % (k > 8 ? 1 : 12)];
		}
		texts[i][length] = '\0';
		some[i] = (struct deck_rate){ .deck = "d",
			.prefix = texts[i],
			.time_class = "",
			.to = DATE_MAX };
	}
	qsort(some, size, sizeof(some[0]), prefix_compare);
	for (i = 0; i < size; i++)
		if (i == 0 || prefix_compare(&some[count - 1], &some[i]) != 0)
			some[count++] = some[i];
	ck_assert_int_eq(
	    decks_build(some, count, &arena, &decks, &error), STATUS_OK);
	for (i = 0; i < 500; i++) {
		const struct deck_rate *found, *best = NULL;
		char number[DECK_PREFIX_MAX + 8];
		size_t k;

		seed = seed * 1664525 + 1013904223;
		snprintf(number, sizeof(number), "%s%u",
		    some[(seed >> 8) % count].prefix, seed >> 22);
		number[strlen(number) - (seed >> 30)] = '\0';
		found = deck_rate(deck_find(decks, "d"), number, day, "");
		for (k = 0; k < count; k++) {
			size_t length = strlen(some[k].prefix);

			if (strncmp(some[k].prefix, number, length) == 0 &&
			    (best == NULL || strlen(best->prefix) < length))
				best = &some[k];
		}
		ck_assert_msg(found == best, "%s", number);
	}
	arena_close(&arena);
}
END_TEST

START_TEST(a_change_is_seen)
{
	static const struct telephone_row prices[] = {
		{ .prefix = "49" },
		{ .prefix = "49", .from = "2026-03-01", .posting = 4 },
		{ .prefix = "49",
		    .from = "2026-05-01",
		    .to = "2026-06-01",
		    .posting = 4 },
		{ .prefix = "33", .from = "2026-05-01", .posting = 9 },
	};
	static const struct {
		const char *name;
		const char *from;
		const char *to;
		int64_t posting;
		bool changed;
	} asked[] = {
		{ "posted after all", "2026-01-01", "2027-01-01", 10, false },
		{ "posted before the last", "2026-05-01", "2026-06-01", 9,
		    true },
		{ "which is later than the period", "2026-04-01", "2026-05-01",
		    9, false },
		{ "but others are not", "2026-04-01", "2026-05-01", 4, true },
		{ "the posting after them", "2026-04-01", "2026-05-01", 5,
		    false },
		{ "a row that has ended hides the one before", "2026-07-01",
		    "2026-08-01", 3, true },
		{ "before all changes", "2026-02-01", "2026-03-01", 1, false },
		{ "the first import", "2026-02-01", "2026-03-01", 0, true },
		{ "before all rows", "2025-02-01", "2025-03-01", 0, false },
	};

	for (size_t i = 0; i < 4; i++)
		telephone_row(prices[i]);
	telephone_build();
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		ck_assert_msg(
		    deck_changed(telephone.deck, shop_day(asked[i].from),
			shop_day(asked[i].to),
			asked[i].posting) == asked[i].changed,
		    "%s", asked[i].name);
}
END_TEST

/* If nothing changed, what was there before finds the same rows. */
START_TEST(what_has_not_changed_is_priced_alike)
{
	uint64_t state = (uint64_t)_i + 1;

	some_rows(&state, 60);
	for (int i = 0; i < 200; i++) {
		const char *number =
		    some_number(&state, 1 + shop_below(&state, 6));
		const char *class = classes[shop_below(&state, 3)];
		struct date date = shop_day(some_day(&state));
		struct date next = { date.days + 1 };
		int posting = shop_below(&state, 5);
		const struct deck_rate *now =
		    deck_rate(telephone.deck, number, date, class);
		const struct deck_rate *then = NULL;
		const struct decks *before;
		const struct deck *deck;
		struct error error;

		ck_assert_int_eq(decks_before(telephone.decks, posting,
				     &telephone.arena, &before, &error),
		    STATUS_OK);
		ck_assert((before == telephone.decks) == (posting == 4));
		deck = deck_find(before, "retail");
		if (deck != NULL)
			then = deck_rate(deck, number, date, class);
		ck_assert(then == NULL || then->posting < posting);
		if (!deck_changed(telephone.deck, date, next, posting))
			ck_assert(then == now || (then != NULL && now != NULL &&
						     is_twin(then, now)));
	}
}
END_TEST

Suite *
deck_suite(void)
{
	Suite *suite = suite_create("deck");
	TCase *tests = tcase_create("deck");

	tcase_add_checked_fixture(tests, telephone_setup, telephone_teardown);
	tcase_add_loop_test(tests, the_longest_prefix_in_force, 0,
	    sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, decks_by_name);
	tcase_add_test(tests, no_rows);
	tcase_add_test(tests, what_is_no_prefix);
	tcase_add_loop_test(tests, it_finds_what_a_search_finds, 0, 100);
	tcase_add_loop_test(tests, decks_of_all_sizes, 0, 5);
	tcase_add_test(tests, a_change_is_seen);
	tcase_add_loop_test(tests, what_has_not_changed_is_priced_alike, 0, 20);
	suite_add_tcase(suite, tests);
	return suite;
}

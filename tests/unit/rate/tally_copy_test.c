/*
 * A copy of a tally goes its own way, and one that is kept needs nothing of the
 * first.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "rate/tally.h"
#include "tariff.h"
#include "tests/unit/rule/shop.h"

#define EVENTS 60
#define HOUR INT64_C(3600000000)

static struct matrix_price prices[] = {
	{ .text = "0.10",
	    .dimensions = "{\"zone\":\"eu\"}",
	    .filters = (struct filter[]){ { "zone", "eu" } },
	    .filter_count = 1 },
	{ .text = "0.50", .dimensions = "" },
};

static const struct metric sum = { .id = "gb", .field = "", .unit = "GB" };
static const struct metric unique = {
	.id = "gb",
	.field = "user",
	.unit = "user",
	.aggregation = AGGREGATION_UNIQUE,
};
static const struct metric weighted = {
	.id = "gb",
	.field = "",
	.unit = "seat",
	.aggregation = AGGREGATION_WEIGHTED,
	.per = PER_PERIOD,
};

static const struct metric present = {
	.id = "gb",
	.field = "user",
	.unit = "seat",
	.aggregation = AGGREGATION_WEIGHTED,
	.values = VALUES_PRESENCE,
	.per = PER_PERIOD,
};

static const struct {
	const char *name;
	const struct metric *metric;
	struct tariff tariff;
} kinds[] = {
	{ "a sum", &sum, TARIFF_GRADUATED },
	{ "values seen", &unique, { .price = "3" } },
	{ "items", &present, { .price = "3" } },
	{ "levels", &weighted,
	    { "graduated", .tiers = { { "3", "2", "" }, { "", "1", "" } },
		.more = { { KEY_LEVELS, "each" } } } },
	{ "percentage", &sum,
	    { "percentage", .included = "20",
		.more = { { KEY_RATE, "10" }, { KEY_FIXED, "0.1" },
		    { KEY_FREE_EVENTS, "3" } } } },
	{ "rows", &sum,
	    { "matrix", .prices = prices, .price_count = 2,
		.included = "10" } },
};

/* The event of that number; none differs in a way that the others do. */
static struct usage_event
event_of(int number, struct dimension items[2], char user[16])
{
	snprintf(user, 16, "u%d", number * 7 % 40);
	items[0] = (struct dimension){ "user", user };
	items[1] = (struct dimension){ "zone", number % 3 ? "eu" : "us" };
	return (struct usage_event){
		.event = "e",
		.occurred_at = number * HOUR,
		.metric = "gb",
		.currency = "",
		.quantity = decimal_from_integer(number * 5 % 8),
		.dimensions = { items, 2 },
	};
}

static void
add(struct tally *tally, int number)
{
	struct dimension items[2];
	char user[16];
	struct usage_event event = event_of(number, items, user);
	struct error error = { 0 };

	if (tally_add(tally, &event, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
}

/* "QUANTITY AMOUNT" */
static const char *
tell(const struct tally *tally)
{
	char quantity_text[DECIMAL_TEXT_MAX], amount_text[DECIMAL_TEXT_MAX];
	struct rate_result result;
	struct decimal quantity;
	struct error error;

	ck_assert_int_eq(tally_quantity(tally, &quantity, &error), STATUS_OK);
	ck_assert_int_eq(
	    tally_price(tally, ratio_of(0, 1), &result, NULL, &error),
	    STATUS_OK);
	return arena_format(&tariff_arena, "%s %s",
	    decimal_format(quantity, quantity_text),
	    decimal_format(result.amount, amount_text));
}

static void
begin(struct tally *tally, int kind, struct arena *arena,
    struct tariff_charge *made)
{
	struct tally_terms terms = {
		.part = { 1, 1 },
		.end = 31 * 24 * HOUR,
		.arena = arena,
	};
	struct error error;

	tariff_make(&kinds[kind].tariff, made);
	made->charge.usage.metric = kinds[kind].metric;
	ck_assert_int_eq(
	    tally_begin(tally, &made->charge, &terms, &error), STATUS_OK);
}

START_TEST(a_copy_changes_the_first)
{
	struct tally tally, copy, alone;
	struct arena scratch = { NULL, NULL };
	struct tariff_charge made;
	struct error error;

	begin(&tally, _i, &tariff_arena, &made);
	begin(&alone, _i, &tariff_arena, &made);
	for (int number = 0; number < EVENTS; number++) {
		const char *before = tell(&tally);

		arena_reset(&scratch);
		ck_assert_int_eq(
		    tally_copy(&tally, &scratch, &copy, &error), STATUS_OK);
		ck_assert_str_eq(tell(&copy), before);
		for (int other = number; other < number + 5; other++)
			add(&copy, other);
		ck_assert_msg(strcmp(tell(&tally), before) == 0, "%s: %s",
		    kinds[_i].name, tell(&tally));
		add(&tally, number);
		add(&alone, number);
		ck_assert_str_eq(tell(&tally), tell(&alone));
	}
	arena_close(&scratch);
}
END_TEST

START_TEST(what_is_kept_dies_with_the_first)
{
	struct tally tally, kept, alone;
	struct arena first = { NULL, NULL }, second = { NULL, NULL };
	struct tariff_charge made, other;
	struct error error;

	begin(&tally, _i, &first, &made);
	begin(&alone, _i, &tariff_arena, &other);
	for (int number = 0; number < EVENTS / 2; number++) {
		add(&tally, number);
		add(&alone, number);
	}
	ck_assert_int_eq(tally_keep(&tally, &second, &kept, &error), STATUS_OK);
	memset(&tally, 0xff, sizeof(tally));
	memset(&made.charge, 0xff, sizeof(made.charge));
	arena_close(&first);
	ck_assert_str_eq(tell(&kept), tell(&alone));
	for (int number = EVENTS / 2; number < EVENTS; number++) {
		add(&kept, number);
		add(&alone, number);
	}
	ck_assert_str_eq(tell(&kept), tell(&alone));
	arena_close(&second);
}
END_TEST

Suite *
tally_copy_suite(void)
{
	Suite *suite = suite_create("tally_copy");
	TCase *tests = tcase_create("tally_copy");

	tcase_add_checked_fixture(tests, tariff_setup, tariff_teardown);
	tcase_add_loop_test(
	    tests, a_copy_changes_the_first, 0, sizeof(kinds) / sizeof(*kinds));
	tcase_add_loop_test(tests, what_is_kept_dies_with_the_first, 0,
	    sizeof(kinds) / sizeof(*kinds));
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * A split period is worth what it was before it was split.
 */
#include "rule/prorate.h"

#include <check.h>

#include "shop.h"

#define SEED UINT64_C(0x2545F4914F6CDD1D)

static struct zone *
open_zone(const char *name)
{
	struct zone *zone = NULL;
	struct error error;

	if (zone_open(name, &zone, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	return zone;
}

static struct ratio
part_of(enum proration method, const struct span *span)
{
	struct ratio part;
	struct error error;

	if (prorate(method, span, &part, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	return part;
}

START_TEST(methods_are_read)
{
	enum proration method;
	struct error error;

	ck_assert_int_eq(
	    proration_parse("month30", &method, &error), STATUS_OK);
	ck_assert_int_eq(method, PRORATION_MONTH30);
	ck_assert_int_eq(proration_parse("none", &method, &error), STATUS_OK);
	ck_assert_int_eq(method, PRORATION_NONE);
	ck_assert_int_eq(
	    proration_parse("daily", &method, &error), STATUS_INVALID);
}
END_TEST

START_TEST(known_parts)
{
	static const struct {
		const char *name;
		enum proration method;
		int months;
		const char *start, *end, *from, *to;
		int numerator, denominator;
	} rows[] = {
		{ "11 of 31 days", PRORATION_DAY, 1, "2026-01-01", "2026-02-01",
		    "2026-01-01", "2026-01-12", 11, 31 },
		{ "leap February", PRORATION_DAY, 1, "2028-02-01", "2028-03-01",
		    "2028-02-29", "2028-03-01", 1, 29 },
		{ "unused days of a year", PRORATION_DAY, 12, "2026-01-01",
		    "2027-01-01", "2026-06-11", "2027-01-01", 204, 365 },
		{ "leap year", PRORATION_DAY, 12, "2028-01-01", "2029-01-01",
		    "2028-01-01", "2028-03-01", 60, 366 },
		{ "month30, 11 days", PRORATION_MONTH30, 1, "2026-01-01",
		    "2026-02-01", "2026-01-01", "2026-01-12", 11, 30 },
		{ "month30, the rest", PRORATION_MONTH30, 1, "2026-01-01",
		    "2026-02-01", "2026-01-12", "2026-02-01", 19, 30 },
		{ "month30, day 31 counts as 30", PRORATION_MONTH30, 1,
		    "2026-01-01", "2026-02-01", "2026-01-01", "2026-01-31", 29,
		    30 },
		{ "month30, the 31st alone", PRORATION_MONTH30, 1, "2026-01-01",
		    "2026-02-01", "2026-01-31", "2026-02-01", 1, 30 },
		{ "month30, the 30th counts for nothing before a 31st",
		    PRORATION_MONTH30, 1, "2026-01-01", "2026-02-01",
		    "2026-01-30", "2026-01-31", 0, 1 },
		{ "month30, February gives its rest to the end",
		    PRORATION_MONTH30, 1, "2026-02-01", "2026-03-01",
		    "2026-02-28", "2026-03-01", 3, 30 },
		{ "month30, February until the 15th", PRORATION_MONTH30, 1,
		    "2026-02-01", "2026-03-01", "2026-02-01", "2026-02-15", 14,
		    30 },
		{ "month30 from the 31st", PRORATION_MONTH30, 1, "2026-01-31",
		    "2026-02-28", "2026-01-31", "2026-02-15", 15, 30 },
		{ "month30 of a long month is full before its end",
		    PRORATION_MONTH30, 1, "2026-02-28", "2026-03-31",
		    "2026-03-30", "2026-03-31", 0, 1 },
		{ "month30 of a year", PRORATION_MONTH30, 12, "2026-01-01",
		    "2027-01-01", "2026-06-11", "2027-01-01", 200, 360 },
		{ "none is the whole", PRORATION_NONE, 1, "2026-01-01",
		    "2026-02-01", "2026-01-31", "2026-02-01", 1, 1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct span span = {
			.start = shop_day(rows[i].start),
			.end = shop_day(rows[i].end),
			.from = shop_day(rows[i].from),
			.to = shop_day(rows[i].to),
			.every = { rows[i].months, CYCLE_MONTH },
		};
		struct ratio part = part_of(rows[i].method, &span);
		struct ratio wanted =
		    ratio_of(rows[i].numerator, rows[i].denominator);

		ck_assert_msg(part.numerator == wanted.numerator &&
				  part.denominator == wanted.denominator,
		    "%s: %lld/%lld", rows[i].name, (long long)part.numerator,
		    (long long)part.denominator);
	}
}
END_TEST

START_TEST(seconds_follow_the_clock)
{
	/* 23 hours on 8 March, 25 on 1 November. */
	struct span march = {
		.start = shop_day("2026-03-01"),
		.end = shop_day("2026-04-01"),
		.from = shop_day("2026-03-08"),
		.to = shop_day("2026-03-09"),
		.zone = open_zone("America/New_York"),
	};
	struct span november = march;
	struct ratio part = part_of(PRORATION_SECOND, &march);
	struct ratio wanted = ratio_of(23, 31 * 24 - 1);

	ck_assert(part.numerator == wanted.numerator &&
		  part.denominator == wanted.denominator);
	november.start = shop_day("2026-11-01");
	november.end = shop_day("2026-12-01");
	november.from = november.start;
	november.to = shop_day("2026-11-02");
	part = part_of(PRORATION_SECOND, &november);
	wanted = ratio_of(25, 30 * 24 + 1);
	ck_assert(part.numerator == wanted.numerator &&
		  part.denominator == wanted.denominator);
	zone_close((struct zone *)(uintptr_t)march.zone);
}
END_TEST

START_TEST(a_day_without_seconds_is_a_day)
{
	struct zone *zone = open_zone("Pacific/Apia");
	struct span span = {
		.start = shop_day("2011-12-30"),
		.end = shop_day("2011-12-31"),
		.from = shop_day("2011-12-30"),
		.to = shop_day("2011-12-31"),
		.every = { 1, CYCLE_DAY },
		.zone = zone,
	};
	struct ratio part = part_of(PRORATION_SECOND, &span);

	ck_assert(part.numerator == 1 && part.denominator == 1);
	zone_close(zone);
}
END_TEST

/* Cut a random period into random spans; their parts sum to one. */
static void
split(enum proration method, const struct zone *zone, uint64_t *state)
{
	struct cycle every = { 1 + shop_below(state, 12), CYCLE_MONTH };
	struct span span = { .every = every, .zone = zone };
	struct ratio sum = ratio_of(0, 1);
	struct error error;

	span.start.days = 15000 + shop_below(state, 12000);
	span.end = cycle_step(every, span.start, 1);
	span.from = span.start;
	while (span.from.days < span.end.days) {
		struct ratio part;

		span.to.days =
		    span.from.days + 1 +
		    shop_below(state, span.end.days - span.from.days);
		part = part_of(method, &span);
		ck_assert_msg(
		    part.numerator >= 0 && part.numerator <= part.denominator,
		    "method %d, seed %llx: a part below zero or above one",
		    (int)method, (unsigned long long)SEED);
		if (ratio_add(sum, part, &sum, &error) != STATUS_OK)
			ck_abort_msg("%s", error.text);
		span.from = span.to;
	}
	ck_assert_msg(sum.numerator == 1 && sum.denominator == 1,
	    "method %d, seed %llx: %d, %d months: %lld/%lld", (int)method,
	    (unsigned long long)SEED, span.start.days, every.count,
	    (long long)sum.numerator, (long long)sum.denominator);
}

START_TEST(parts_of_a_split_period_sum_to_one)
{
	static const char *const zones[] = { "UTC", "America/New_York",
		"Australia/Lord_Howe", "Pacific/Apia", "America/Havana" };
	uint64_t state = SEED;

	for (size_t z = 0; z < sizeof(zones) / sizeof(zones[0]); z++) {
		struct zone *zone = open_zone(zones[z]);

		for (int round = 0; round < 600; round++) {
			split(PRORATION_DAY, zone, &state);
			split(PRORATION_SECOND, zone, &state);
			split(PRORATION_MONTH30, zone, &state);
		}
		zone_close(zone);
	}
}
END_TEST

Suite *
prorate_suite(void)
{
	Suite *suite = suite_create("prorate");
	TCase *tests = tcase_create("prorate");

	tcase_add_test(tests, methods_are_read);
	tcase_add_test(tests, known_parts);
	tcase_add_test(tests, seconds_follow_the_clock);
	tcase_add_test(tests, a_day_without_seconds_is_a_day);
	tcase_add_test(tests, parts_of_a_split_period_sum_to_one);
	suite_add_tcase(suite, tests);
	return suite;
}

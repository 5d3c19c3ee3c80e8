/*
 * Periods tile: whatever the cycle, anchor and bill day, no day is billed twice
 * and none is left out.
 */
#include "rule/schedule.h"

#include <check.h>
#include <stdbool.h>
#include <string.h>

#include "shop.h"

#define SEED UINT64_C(0xD6E8FEB86659FD93)
#define PERIODS_MAX 5

struct row {
	const char *name;
	const char *start;
	struct cycle every;
	enum anchor anchor;
	int day; /* the bill day */
	const char *change; /* when it changes, */
	int to; /* and to which day */
	const char *told; /* "from..end(start)" where a stub */
};

static const struct row rows[] = {
	{ "from the bill day", "2026-01-01", { 1, CYCLE_MONTH }, ANCHOR_ACCOUNT,
	    1, NULL, 0,
	    "2026-01-01 2026-02-01 2026-03-01 2026-04-01 2026-05-01" },
	{ "a stub, over the full period that ends there", "2026-01-20",
	    { 1, CYCLE_MONTH }, ANCHOR_ACCOUNT, 1, NULL, 0,
	    "2026-01-20(2026-01-01) 2026-02-01 2026-03-01 2026-04-01 "
	    "2026-05-01" },
	{ "a stub to a later day of the month", "2026-01-05",
	    { 1, CYCLE_MONTH }, ANCHOR_ACCOUNT, 15, NULL, 0,
	    "2026-01-05(2025-12-15) 2026-01-15 2026-02-15 2026-03-15 "
	    "2026-04-15" },
	{ "31st: the last day of short months", "2026-01-31",
	    { 1, CYCLE_MONTH }, ANCHOR_ACCOUNT, 31, NULL, 0,
	    "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31" },
	{ "31st, started on a short month's last day", "2028-02-29",
	    { 1, CYCLE_MONTH }, ANCHOR_ACCOUNT, 31, NULL, 0,
	    "2028-02-29 2028-03-31 2028-04-30 2028-05-31 2028-06-30" },
	{ "31st, stub in February", "2026-02-10", { 1, CYCLE_MONTH },
	    ANCHOR_ACCOUNT, 31, NULL, 0,
	    "2026-02-10(2026-01-31) 2026-02-28 2026-03-31 2026-04-30 "
	    "2026-05-31" },
	{ "own start on the 31st", "2026-01-31", { 1, CYCLE_MONTH },
	    ANCHOR_START, 1, NULL, 0,
	    "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31" },
	{ "leap day, yearly", "2028-02-29", { 1, CYCLE_YEAR }, ANCHOR_START, 1,
	    NULL, 0, "2028-02-29 2029-02-28 2030-02-28 2031-02-28 2032-02-29" },
	{ "quarters: the stub leads to the next bill day", "2026-01-20",
	    { 3, CYCLE_MONTH }, ANCHOR_ACCOUNT, 1, NULL, 0,
	    "2026-01-20(2025-11-01) 2026-02-01 2026-05-01 2026-08-01 "
	    "2026-11-01" },
	{ "years of the account", "2026-06-11", { 1, CYCLE_YEAR },
	    ANCHOR_ACCOUNT, 1, NULL, 0,
	    "2026-06-11(2025-07-01) 2026-07-01 2027-07-01 2028-07-01 "
	    "2029-07-01" },
	{ "weeks follow the start", "2026-01-07", { 2, CYCLE_WEEK },
	    ANCHOR_ACCOUNT, 1, NULL, 0,
	    "2026-01-07 2026-01-21 2026-02-04 2026-02-18 2026-03-04" },
	{ "90 days follow the start", "2026-01-01", { 90, CYCLE_DAY },
	    ANCHOR_ACCOUNT, 15, NULL, 0,
	    "2026-01-01 2026-04-01 2026-06-30 2026-09-28 2026-12-27" },
	{ "a new bill day makes one stub", "2026-01-01", { 1, CYCLE_MONTH },
	    ANCHOR_ACCOUNT, 1, "2026-02-10", 15,
	    "2026-01-01 2026-02-01 2026-03-01(2026-02-15) 2026-03-15 "
	    "2026-04-15" },
	{ "a new bill day on the boundary", "2026-01-01", { 1, CYCLE_MONTH },
	    ANCHOR_ACCOUNT, 1, "2026-02-01", 15,
	    "2026-01-01 2026-02-01(2026-01-15) 2026-02-15 2026-03-15 "
	    "2026-04-15" },
	{ "an earlier bill day", "2026-01-20", { 1, CYCLE_MONTH },
	    ANCHOR_ACCOUNT, 20, "2026-02-25", 5,
	    "2026-01-20 2026-02-20 2026-03-20(2026-03-05) 2026-04-05 "
	    "2026-05-05" },
	{ "from 31 to 30: no stub where both are the last", "2026-02-28",
	    { 1, CYCLE_MONTH }, ANCHOR_ACCOUNT, 31, "2026-04-10", 30,
	    "2026-02-28 2026-03-31 2026-04-30 2026-05-30 2026-06-30" },
	{ "own start ignores the change", "2026-01-20", { 1, CYCLE_MONTH },
	    ANCHOR_START, 1, "2026-02-10", 15,
	    "2026-01-20 2026-02-20 2026-03-20 2026-04-20 2026-05-20" },
};

START_TEST(known_periods)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bill_day days[2] = { { shop_day("2026-01-15"),
						rows[i].day },
			{ shop_day(rows[i].change), rows[i].to } };
		struct schedule schedule = { rows[i].every, rows[i].anchor,
			shop_day(rows[i].start), days,
			rows[i].change == NULL ? 1 : 2 };
		struct period period = schedule_first(&schedule);
		struct arena arena = { 0 };
		const char *told = "";

		for (int k = 0; k < PERIODS_MAX; k++) {
			char from[DATE_TEXT_MAX], start[DATE_TEXT_MAX];
			bool stub = period.start.days != period.from.days;

			told = arena_format(&arena, "%s%s%s%s%s%s", told,
			    k == 0 ? "" : " ", date_format(period.from, from),
			    stub ? "(" : "",
			    stub ? date_format(period.start, start) : "",
			    stub ? ")" : "");
			ck_assert_ptr_nonnull(told);
			ck_assert_int_eq(period.ordinal, k);
			period = schedule_next(&schedule, period);
		}
		ck_assert_msg(strcmp(told, rows[i].told) == 0, "%s: %s",
		    rows[i].name, told);
		arena_close(&arena);
	}
}
END_TEST

/* Up to four bill days, each from a later date. */
static size_t
random_days(uint64_t *state, struct date start, struct bill_day days[4])
{
	size_t count = 1 + (size_t)shop_below(state, 4);
	int32_t from = start.days - 50;

	for (size_t i = 0; i < count; i++) {
		days[i] =
		    (struct bill_day){ { from }, 1 + shop_below(state, 31) };
		from += 1 + shop_below(state, 300);
	}
	return count;
}

static struct cycle
random_cycle(uint64_t *state)
{
	static const int counts[] = { 40, 9, 13, 3 };
	enum cycle_unit unit = (enum cycle_unit)shop_below(state, 4);

	return (struct cycle){ 1 + shop_below(state, counts[unit]), unit };
}

static int
day_on(const struct schedule *schedule, struct date date)
{
	size_t i = schedule->bill_day_count;

	while (i > 1 && schedule->bill_days[i - 1].from.days > date.days)
		i--;
	return schedule->bill_days[i - 1].day;
}

/* Whether ${date} is the bill day of its month, as it stood on ${on}. */
static bool
on_bill_day(const struct schedule *schedule, struct date date, struct date on)
{
	struct civil civil = date_civil(date);
	int last = date_month_days(civil.year, civil.month);
	int day = day_on(schedule, on);

	return civil.day == (day < last ? day : last);
}

static void
check_period(const struct schedule *schedule, struct period period)
{
	struct period again;
	bool follows = schedule->anchor == ANCHOR_START ||
		       cycle_months(schedule->every) == 0;

	ck_assert(period.start.days <= period.from.days);
	ck_assert(period.from.days < period.end.days);
	if (follows) {
		ck_assert_int_eq(period.start.days, period.from.days);
		return;
	}
	/* Every period ends on a bill day, and is full where it begins on one.
	 */
	ck_assert(on_bill_day(schedule, period.end, period.from));
	ck_assert(on_bill_day(schedule, period.start, period.from));
	ck_assert_int_eq(on_bill_day(schedule, period.from, period.from),
	    period.start.days == period.from.days);
	/* A stub is never longer than a month. */
	if (period.start.days != period.from.days)
		ck_assert_int_le(period.end.days - period.from.days, 31);
	again = schedule_next(schedule, period);
	if (day_on(schedule, again.from) == day_on(schedule, period.from))
		ck_assert_int_eq(again.from.days, again.start.days);
}

START_TEST(periods_tile)
{
	uint64_t state = SEED;

	for (int round = 0; round < 4000; round++) {
		struct bill_day days[4];
		struct date start = { 18000 + shop_below(&state, 6000) };
		struct schedule schedule = { random_cycle(&state),
			(enum anchor)shop_below(&state, 2), start, days,
			random_days(&state, start, days) };
		struct period period = schedule_first(&schedule);

		if (period.from.days != start.days)
			ck_abort_msg("round %d of seed %llx", round,
			    (unsigned long long)SEED);
		for (int k = 0; k < 20; k++) {
			struct period next;

			check_period(&schedule, period);
			next = schedule_next(&schedule, period);
			ck_assert_msg(next.from.days == period.end.days &&
					  next.ordinal == k + 1,
			    "seed %llx round %d period %d",
			    (unsigned long long)SEED, round, k);
			period = next;
		}
	}
}
END_TEST

START_TEST(known_gates)
{
	static const struct {
		const char *name;
		int months, day;
		const char *date, *gate;
	} gates[] = {
		{ "on the day", 1, 1, "2026-03-01", "2026-03-01" },
		{ "the day before", 1, 15, "2026-03-14", "2026-02-15" },
		{ "31st in February", 1, 31, "2026-02-28", "2026-02-28" },
		{ "before the 31st", 1, 31, "2026-03-30", "2026-02-28" },
		{ "a quarter's first month", 3, 1, "2026-06-30", "2026-04-01" },
		{ "a quarter's day not yet", 3, 15, "2026-04-14",
		    "2026-01-15" },
		{ "over the year", 3, 15, "2026-01-14", "2025-10-15" },
		{ "once a year", 12, 1, "2026-12-31", "2026-01-01" },
		{ "every other year", 24, 1, "2027-12-31", "2026-01-01" },
	};

	for (size_t i = 0; i < sizeof(gates) / sizeof(gates[0]); i++) {
		struct cycle every = { gates[i].months, CYCLE_MONTH };
		struct date gate =
		    schedule_gate(every, gates[i].day, shop_day(gates[i].date));

		ck_assert_msg(gate.days == shop_day(gates[i].gate).days, "%s",
		    gates[i].name);
	}
}
END_TEST

START_TEST(gates_follow_one_another)
{
	uint64_t state = SEED;

	for (int round = 0; round < 1000; round++) {
		struct cycle every = { 1 + shop_below(&state, 30),
			CYCLE_MONTH };
		int day = 1 + shop_below(&state, 31);
		struct date date = { 18000 + shop_below(&state, 6000) };
		struct date gate = schedule_gate(every, day, date);

		for (int k = 0; k < 100; k++) {
			struct date next;

			date.days++;
			next = schedule_gate(every, day, date);
			ck_assert_msg(
			    next.days == gate.days || next.days == date.days,
			    "seed %llx round %d", (unsigned long long)SEED,
			    round);
			gate = next;
		}
	}
}
END_TEST

Suite *
schedule_suite(void)
{
	Suite *suite = suite_create("schedule");
	TCase *tests = tcase_create("schedule");

	tcase_add_test(tests, known_periods);
	tcase_add_test(tests, periods_tile);
	tcase_add_test(tests, known_gates);
	tcase_add_test(tests, gates_follow_one_another);
	suite_add_tcase(suite, tests);
	return suite;
}

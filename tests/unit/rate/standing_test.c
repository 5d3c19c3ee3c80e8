/*
 * What one period leaves to the next, and that no unit is lost or made.
 */
#include "rate/standing.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

#define SEED UINT64_C(0x9E3779B97F4A7C15)
#define PERIODS 24

static struct arena arena;
static struct charge charge;
static struct standing standing;
static struct error error;

static void
setup(void)
{
	arena = (struct arena){ NULL, NULL };
	charge = (struct charge){
		.id = "data", .kind = CHARGE_USAGE, .currency = shop_dollars()
	};
	charge.usage.included = shop_decimal("10");
}

static void
teardown(void)
{
	arena_close(&arena);
}

/* The month of 2026 that is 0 for January; more go on with the next year. */
static struct date
month(int number)
{
	return date_in_month(2026, number + 1, 1);
}

/* A whole month that is followed by the next one. */
static struct standing_period
month_of(int number, const char *quantity)
{
	return (struct standing_period){
		.start = month(number),
		.end = month(number + 1),
		.next = month(number + 1),
		.part = ratio_of(1, 1),
		.quantity = shop_decimal(quantity),
		.given = ratio_of(0, 1),
		.amount = shop_money("0.00"),
	};
}

static void
pass(const struct standing_period *period)
{
	ck_assert_int_eq(
	    standing_next(&standing, period, &arena, &error), STATUS_OK);
}

static struct ratio
included(void)
{
	struct ratio units;

	ck_assert_int_eq(
	    standing_included(&standing, ratio_of(1, 1), &units, &error),
	    STATUS_OK);
	return units;
}

static const struct {
	const char *name;
	int rollover;
	const char *most; /* NULL: not bounded */
	const char *used[5]; /* month by month; NULL ends them */
	int included; /* of the month that follows */
} rollovers[] = {
	{ "nothing rolls over", 0, NULL, { "4" }, 10 },
	{ "what is left rolls over", 1, NULL, { "4" }, 16 },
	{ "more was used than included", 1, NULL, { "14" }, 10 },
	{ "corrections make usage negative", 1, NULL, { "-3" }, 20 },
	{ "one month, then it lapses", 1, NULL, { "4", "0" }, 20 },
	{ "two months", 2, NULL, { "4", "0" }, 26 },
	{ "two months, then it lapses", 2, NULL, { "4", "0", "0" }, 30 },
	{ "the oldest is used first", 2, NULL, { "4", "6" }, 20 },
	{ "then the younger", 2, NULL, { "4", "5", "2" }, 29 },
	{ "then its own", 2, NULL, { "4", "5", "13" }, 18 },
	{ "no more than the most", 3, "15", { "0", "0", "0" }, 25 },
	{ "above the most the oldest goes", 2, "15", { "0", "0", "0" }, 25 },
	{ "the most is nothing", 3, "0", { "0", "0" }, 10 },
};

START_TEST(units_do_not_roll_over)
{
	charge.usage.rollover = rollovers[_i].rollover;
	charge.usage.rollover_bounded = rollovers[_i].most != NULL;
	if (rollovers[_i].most != NULL)
		charge.usage.rollover_max = shop_decimal(rollovers[_i].most);
	standing_begin(&standing, &charge, month(0));
	for (int i = 0; rollovers[_i].used[i] != NULL; i++) {
		struct standing_period period =
		    month_of(i, rollovers[_i].used[i]);

		pass(&period);
	}
	ck_assert_msg(included().numerator == rollovers[_i].included &&
			  included().denominator == 1,
	    "%s: %lld", rollovers[_i].name, (long long)included().numerator);
}
END_TEST

START_TEST(a_part_of_a_period_leaves_all_units)
{
	struct standing_period period = month_of(0, "1");
	struct ratio units;

	charge.usage.rollover = 1;
	standing_begin(&standing, &charge, month(0));
	period.part = ratio_of(1, 4);
	pass(&period);
	/* 10/4 - 1, and half of ten. */
	ck_assert_int_eq(
	    standing_included(&standing, ratio_of(1, 2), &units, &error),
	    STATUS_OK);
	ck_assert_int_eq((int)units.numerator, 13);
	ck_assert_int_eq((int)units.denominator, 2);
}
END_TEST

START_TEST(units_that_others_used_roll_over)
{
	struct standing_period period = month_of(0, "4");

	charge.usage.rollover = 1;
	standing_begin(&standing, &charge, month(0));
	period.given = ratio_of(5, 2);
	pass(&period);
	ck_assert_int_eq((int)included().numerator, 27);
	ck_assert_int_eq((int)included().denominator, 2);
}
END_TEST

START_TEST(a_copy_changes)
{
	struct standing_period period = month_of(0, "4");
	struct standing copy;

	charge.usage.rollover = 2;
	standing_begin(&standing, &charge, month(0));
	pass(&period);
	copy = standing;
	period = month_of(1, "16");
	pass(&period);
	standing = copy;
	ck_assert_int_eq((int)included().numerator, 16);
}
END_TEST

/* A unit by the month in which it was included, as a table of single units. */
struct model {
	int left[PERIODS];
};

static int
model_use(struct model *model, int now, int rollover, int used)
{
	int taken = 0;

	for (int m = now - rollover < 0 ? 0 : now - rollover; m <= now; m++) {
		while (model->left[m] > 0 && taken < used) {
			model->left[m]--;
			taken++;
		}
	}
	return taken;
}

/* What is older than ${rollover} months, or above the most, lapses. */
static int
model_lapse(struct model *model, int now, int rollover, int most)
{
	int lapsed = 0, kept = 0;

	for (int m = now; m >= 0; m--) {
		int stays = m > now - rollover ? model->left[m] : 0;

		if (most >= 0 && stays > most - kept)
			stays = most - kept;
		lapsed += model->left[m] - stays;
		model->left[m] = stays;
		kept += stays;
	}
	return lapsed;
}

START_TEST(a_unit_is_lost_or_made)
{
	uint64_t state = SEED;

	for (int round = 0; round < 300; round++) {
		struct model model = { { 0 } };
		int rollover = shop_below(&state, 5);
		int most =
		    shop_below(&state, 3) == 0 ? shop_below(&state, 30) : -1;
		int given = 0, used = 0, lapsed = 0, left = 0;

		charge.usage.rollover = rollover;
		charge.usage.rollover_bounded = most >= 0;
		charge.usage.rollover_max =
		    decimal_from_integer(most < 0 ? 0 : most);
		standing_begin(&standing, &charge, month(0));
		for (int i = 0; i < PERIODS; i++) {
			int wanted = shop_below(&state, 25);
			struct standing_period period = month_of(i, "0");

			given += 10;
			model.left[i] = 10;
			left = 0;
			for (int m = 0; m <= i; m++)
				left += model.left[m];
			ck_assert_int_eq((int)included().numerator, left);
			used += model_use(&model, i, rollover, wanted);
			lapsed += model_lapse(&model, i, rollover, most);
			period.quantity = decimal_from_integer(wanted);
			pass(&period);
		}
		left = (int)included().numerator - 10;
		ck_assert_int_eq(given, used + left + lapsed);
	}
}
END_TEST

static const struct {
	const char *name;
	const char *minimum;
	const char *commitment;
	int months; /* of the term; 0: there is none */
	const char *amounts[8]; /* of the months before, NULL ends them */
	const char *amount; /* of the month that is asked about */
	int part; /* a half, third ... of it */
	bool last; /* none follows */
	const char *missing;
} shortfalls[] = {
	{ "no commitment", "", "", 0, { NULL }, "5.00", 1, false, "0.00" },
	{ "each month", "", "20", 0, { "1.00" }, "5.00", 1, false, "15.00" },
	{ "it was spent", "", "20", 0, { NULL }, "20.00", 1, false, "0.00" },
	{ "more was spent", "", "20", 0, { NULL }, "21.00", 1, false, "0.00" },
	{ "half a month", "", "20", 0, { NULL }, "5.00", 2, false, "5.00" },
	{ "a third is rounded", "", "20", 0, { NULL }, "0.00", 3, false,
	    "6.67" },
	{ "the minimum is more", "9", "7", 0, { NULL }, "5.00", 1, false,
	    "4.00" },
	{ "the commitment is more", "7", "9", 0, { NULL }, "5.00", 1, false,
	    "4.00" },
	{ "the term is not over", "", "90", 3, { "10.00" }, "5.00", 1, false,
	    "0.00" },
	{ "the minimum of a month in a term", "8", "90", 3, { "10.00" }, "5.00",
	    1, false, "3.00" },
	{ "the term is over", "", "90", 3, { "10.00", "20.00" }, "5.00", 1,
	    false, "55.00" },
	{ "a term is not prorated", "", "90", 3, { "10.00", "20.00" }, "5.00",
	    2, false, "55.00" },
	{ "none follows", "", "90", 3, { "10.00" }, "5.00", 1, true, "75.00" },
	{ "the next term begins with nothing", "", "90", 3,
	    { "10.00", "20.00", "30.00", "40.00", "1.00" }, "5.00", 1, false,
	    "44.00" },
	{ "a credit", "", "90", 1, { NULL }, "-5.00", 1, false, "95.00" },
};

START_TEST(the_wrong_amount_is_missing)
{
	struct standing_period period;
	struct money missing;
	int count = 0;

	charge.usage.minimum = shop_decimal(
	    shortfalls[_i].minimum[0] == '\0' ? "0" : shortfalls[_i].minimum);
	charge.usage.commitment = shop_decimal(
	    shortfalls[_i].commitment[0] == '\0' ? "0"
						 : shortfalls[_i].commitment);
	charge.usage.commitment_term =
	    (struct cycle){ shortfalls[_i].months, CYCLE_MONTH };
	standing_begin(&standing, &charge, month(0));
	for (; shortfalls[_i].amounts[count] != NULL; count++) {
		period = month_of(count, "0");
		period.amount = shop_money(shortfalls[_i].amounts[count]);
		pass(&period);
	}
	period = month_of(count, "0");
	period.amount = shop_money(shortfalls[_i].amount);
	period.part = ratio_of(1, shortfalls[_i].part);
	if (shortfalls[_i].last)
		period.next = DATE_MAX;
	ck_assert_int_eq(standing_missing(&standing, &period, ROUNDING_HALF_UP,
			     &missing, &error),
	    STATUS_OK);
	ck_assert_msg(missing.minor == shop_money(shortfalls[_i].missing).minor,
	    "%s: %lld", shortfalls[_i].name, (long long)missing.minor);
}
END_TEST

/* Days between two periods: the term may be over in them. */
START_TEST(a_term_that_ends_in_a_gap_is_forgotten)
{
	struct standing_period period = month_of(0, "0");
	struct money missing;

	charge.usage.commitment = shop_decimal("90");
	charge.usage.commitment_term = (struct cycle){ 3, CYCLE_MONTH };
	standing_begin(&standing, &charge, month(0));
	period.next = month(2);
	ck_assert_int_eq(standing_shortfall(&standing, &period,
			     ROUNDING_HALF_UP, &missing, &error),
	    STATUS_OK);
	ck_assert_int_eq((int)missing.minor, 0);
	period.next = DATE_NONE;
	ck_assert_int_eq(standing_shortfall(&standing, &period,
			     ROUNDING_HALF_UP, &missing, &error),
	    STATUS_OK);
	ck_assert_int_eq((int)missing.minor, 0);
	period.next = month(3);
	period.amount = shop_money("10.00");
	ck_assert_int_eq(standing_shortfall(&standing, &period,
			     ROUNDING_HALF_UP, &missing, &error),
	    STATUS_OK);
	ck_assert_int_eq((int)missing.minor, 8000);
	pass(&period);
	ck_assert_int_eq((int)standing.spent.minor, 0);
}
END_TEST

/* Terms are steps from the first day: the 31st is kept. */
START_TEST(a_term_drifts)
{
	charge.usage.commitment = shop_decimal("90");
	charge.usage.commitment_term = (struct cycle){ 1, CYCLE_MONTH };
	standing_begin(&standing, &charge, shop_day("2026-01-31"));
	for (int i = 0; i < 12; i++) {
		struct standing_period period = month_of(i, "0");
		struct money missing;

		/* A term begins on the last day of each month. */
		period.amount = shop_money("1.00");
		ck_assert_int_eq(standing_shortfall(&standing, &period,
				     ROUNDING_HALF_UP, &missing, &error),
		    STATUS_OK);
		ck_assert_int_eq((int)missing.minor, i == 0   ? 0
						     : i == 1 ? 8800
							      : 8900);
		pass(&period);
	}
}
END_TEST

START_TEST(a_charge_does_not_matter)
{
	ck_assert(!standing_matters(&charge));
	ck_assert(!standing_tops(&charge));
	charge.usage.minimum = shop_decimal("1");
	ck_assert(!standing_matters(&charge));
	ck_assert(standing_tops(&charge));
	charge.usage.minimum = shop_decimal("0");
	charge.usage.commitment = shop_decimal("1");
	ck_assert(!standing_matters(&charge));
	ck_assert(standing_tops(&charge));
	charge.usage.commitment_term = (struct cycle){ 1, CYCLE_YEAR };
	ck_assert(standing_matters(&charge));
	charge.usage.commitment = shop_decimal("0");
	charge.usage.rollover = 1;
	ck_assert(standing_matters(&charge));
}
END_TEST

Suite *
standing_suite(void)
{
	Suite *suite = suite_create("standing");
	TCase *tests = tcase_create("standing");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, units_do_not_roll_over, 0,
	    sizeof(rollovers) / sizeof(rollovers[0]));
	tcase_add_test(tests, a_part_of_a_period_leaves_all_units);
	tcase_add_test(tests, units_that_others_used_roll_over);
	tcase_add_test(tests, a_copy_changes);
	tcase_add_test(tests, a_unit_is_lost_or_made);
	tcase_add_loop_test(tests, the_wrong_amount_is_missing, 0,
	    sizeof(shortfalls) / sizeof(shortfalls[0]));
	tcase_add_test(tests, a_term_that_ends_in_a_gap_is_forgotten);
	tcase_add_test(tests, a_term_drifts);
	tcase_add_test(tests, a_charge_does_not_matter);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Two lines and what makes the amount of one that of the other, told as text.
 */
#include "rule/difference.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "shop.h"

/* A line, as far as its amount goes; what is left out is the usual. */
struct side {
	const char *amount; /* NULL: there is no such line */
	enum line_kind kind;
	const char *price; /* 31.00 */
	const char *quantity; /* 1 */
	const char *from; /* 2026-01-01 */
	const char *to; /* 2026-02-01 */
	const char *tax; /* none */
	const char *upto;
	const char *catalog; /* 2026 */
	const char *corrects;
};

struct row {
	const char *name;
	struct side old;
	struct side new;
	const char *told;
};

static const char *
either(const char *text, const char *usual)
{
	return text == NULL ? usual : text;
}

static struct line *
line_of(struct arena *arena, const struct side *side)
{
	struct line *line;

	if (side->amount == NULL)
		return NULL;
	line = shop_line(arena, side->amount);
	line->kind = side->kind;
	line->unit_price = either(side->price, "31.00");
	line->quantity = shop_decimal(either(side->quantity, "1"));
	line->period_start = shop_day(either(side->from, "2026-01-01"));
	line->period_end = shop_day(either(side->to, "2026-02-01"));
	line->upto = either(side->upto, "");
	line->catalog = either(side->catalog, "2026");
	line->corrects = either(side->corrects, "");
	if (side->tax != NULL) {
		line->taxes = arena_alloc(arena, sizeof(*line->taxes));
		line->taxes[0].amount = shop_money(side->tax);
		line->tax_count = 1;
	}
	return line;
}

static const char *
tell(const struct line *old, const struct line *new, char text[512])
{
	struct difference list[DIFFERENCES_MAX];
	char before[MONEY_TEXT_MAX], after[MONEY_TEXT_MAX];
	struct error error;
	size_t count, used = 0;

	ck_assert_int_eq(
	    difference_find(old, new, list, &count, &error), STATUS_OK);
	text[0] = '\0';
	for (size_t i = 0; i < count; i++)
		used += (size_t)sprintf(text + used, "%s%s %s>%s",
		    i > 0 ? ", " : "", difference_name(list[i].cause),
		    list[i].before ? money_format(list[i].old, before) : "",
		    list[i].after ? money_format(list[i].new, after) : "");
	return text;
}

static const struct row rows[] = {
	{ "the same", { .amount = "31.00" }, { .amount = "31.00" }, "" },
	{ "the same amount of another price", { .amount = "31.00" },
	    { .amount = "31.00", .catalog = "2027" }, "" },
	{ "only in the new one", { .amount = NULL }, { .amount = "31.00" },
	    "new >31.00" },
	{ "only in the old one, taxed", { .amount = "31.00", .tax = "3.10" },
	    { .amount = NULL }, "gone 31.00>, tax 3.10>" },
	{ "a price", { .amount = "31.00" },
	    { .amount = "62.00", .price = "62" }, "price 31.00>62.00" },
	{ "a quantity", { .amount = "31.00" },
	    { .amount = "77.50", .quantity = "2.5" }, "quantity 31.00>77.50" },
	{ "a quantity of none", { .amount = "31.00" },
	    { .amount = "0.00", .quantity = "0" }, "quantity 31.00>0.00" },
	{ "days", { .amount = "31.00" },
	    { .amount = "10.00", .to = "2026-01-11" },
	    "proration 31.00>10.00" },
	{ "other days, as many", { .amount = "10.00", .to = "2026-01-11" },
	    { .amount = "10.00", .from = "2026-01-11", .to = "2026-01-21" },
	    "" },
	{ "all of them, one after the other", { .amount = "31.00" },
	    { .amount = "40.00",
		.quantity = "2",
		.price = "62.00",
		.to = "2026-01-11" },
	    "quantity 31.00>62.00, price 62.00>124.00, "
	    "proration 124.00>40.00" },
	{ "price and quantity cancel out",
	    { .amount = "62.00", .quantity = "2", .price = "31.00" },
	    { .amount = "62.00", .quantity = "1", .price = "62.00" },
	    "quantity 62.00>31.00, price 31.00>62.00" },
	{ "days of 30",
	    { .amount = "10.00", .price = "30.00", .to = "2026-01-11" },
	    { .amount = "15.00", .price = "30.00", .to = "2026-01-16" },
	    "proration 10.00>15.00" },
	{ "days of 30, which were calendar days",
	    { .amount = "9.68", .price = "30.00", .to = "2026-01-11" },
	    { .amount = "10.00", .price = "30.00", .to = "2026-01-11" },
	    "proration 9.68>10.00" },
	{ "not prorated", { .amount = "31.00", .to = "2026-01-11" },
	    { .amount = "62.00", .price = "62.00", .to = "2026-01-12" },
	    "price 31.00>62.00" },
	{ "half a cent",
	    { .amount = "0.03", .price = "0.05", .quantity = "0.5" },
	    { .amount = "0.02", .price = "0.05", .quantity = "0.5" },
	    "rounding 0.03>0.02" },
	{ "a quantity and half a cent",
	    { .amount = "0.05", .price = "0.05", .quantity = "1" },
	    { .amount = "0.02", .price = "0.05", .quantity = "0.5" },
	    "quantity 0.05>0.02" },
	{ "one time, its day counts for nothing",
	    { .amount = "31.00", .kind = LINE_ONE_TIME, .to = "2026-01-01" },
	    { .amount = "40.00",
		.kind = LINE_ONE_TIME,
		.price = "40.00",
		.to = "2026-01-01" },
	    "price 31.00>40.00" },
	{ "usage at a unit price",
	    { .amount = "6.20",
		.kind = LINE_USAGE,
		.price = "0.031",
		.quantity = "200",
		.upto = "5" },
	    { .amount = "10.00",
		.kind = LINE_USAGE,
		.price = "0.04",
		.quantity = "250",
		.upto = "9" },
	    "usage 6.20>7.75, price 7.75>10.00" },
	{ "usage by tiers",
	    { .amount = "6.20",
		.kind = LINE_USAGE,
		.price = "",
		.quantity = "200",
		.upto = "5" },
	    { .amount = "9.00",
		.kind = LINE_USAGE,
		.price = "",
		.quantity = "250",
		.upto = "9",
		.catalog = "2027" },
	    "usage 6.20>9.00" },
	{ "usage by other tiers",
	    { .amount = "6.20",
		.kind = LINE_USAGE,
		.price = "",
		.quantity = "200" },
	    { .amount = "9.00",
		.kind = LINE_USAGE,
		.price = "",
		.quantity = "200",
		.catalog = "2027" },
	    "price 6.20>9.00" },
	{ "usage at another price, counted later",
	    { .amount = "6.20",
		.kind = LINE_USAGE,
		.price = "",
		.quantity = "200",
		.upto = "5" },
	    { .amount = "9.00",
		.kind = LINE_USAGE,
		.price = "",
		.quantity = "200",
		.upto = "9",
		.catalog = "2027" },
	    "price 6.20>9.00" },
	{ "usage that sums to as much",
	    { .amount = "6.20", .kind = LINE_USAGE, .price = "", .upto = "5" },
	    { .amount = "6.20", .kind = LINE_USAGE, .price = "", .upto = "9" },
	    "" },
	{ "a minimum after more usage",
	    { .amount = "6.20",
		.kind = LINE_MINIMUM,
		.price = "",
		.upto = "5" },
	    { .amount = "1.00",
		.kind = LINE_MINIMUM,
		.price = "",
		.upto = "9" },
	    "usage 6.20>1.00" },
	{ "seconds, which a line does not tell",
	    { .amount = "10.01", .to = "2026-01-11" },
	    { .amount = "11.02", .to = "2026-01-12" },
	    "proration 10.01>11.02" },
	{ "seconds and a price", { .amount = "10.01", .to = "2026-01-11" },
	    { .amount = "22.02", .price = "62.00", .to = "2026-01-12" },
	    "price 10.01>22.02" },
	{ "a correction", { .amount = "-10.00", .corrects = "INV-1/1" },
	    { .amount = "-20.00", .from = "2026-01-12", .corrects = "INV-1/1" },
	    "proration -10.00>-20.00" },
	{ "a correction by a cent",
	    { .amount = "-10.00", .corrects = "INV-1/1" },
	    { .amount = "-10.01", .corrects = "INV-1/1" },
	    "rounding -10.00>-10.01" },
	{ "nothing shows it", { .amount = "30.00" }, { .amount = "25.00" },
	    "discount 30.00>25.00" },
	{ "nothing shows a cent", { .amount = "30.50" }, { .amount = "30.51" },
	    "rounding 30.50>30.51" },
	{ "a discount", { .amount = "-5.00", .kind = LINE_DISCOUNT },
	    { .amount = "-6.00", .kind = LINE_DISCOUNT, .quantity = "2" },
	    "discount -5.00>-6.00" },
	{ "a rounding", { .amount = "0.02", .kind = LINE_ROUNDING },
	    { .amount = "-0.02", .kind = LINE_ROUNDING },
	    "rounding 0.02>-0.02" },
	{ "an adjustment", { .amount = "-5.00", .kind = LINE_ADJUSTMENT },
	    { .amount = "-6.00", .kind = LINE_ADJUSTMENT },
	    "price -5.00>-6.00" },
	{ "a tax alone", { .amount = "31.00", .tax = "3.10" },
	    { .amount = "31.00", .tax = "5.89" }, "tax 3.10>5.89" },
	{ "a tax that is new", { .amount = "31.00" },
	    { .amount = "31.00", .tax = "5.89" }, "tax 0.00>5.89" },
	{ "a tax of less", { .amount = "31.00", .tax = "3.10" },
	    { .amount = "10.00", .to = "2026-01-11", .tax = "1.00" },
	    "proration 31.00>10.00, tax 3.10>1.00" },
	{ "dates that are not there",
	    { .amount = "31.00", .from = "", .to = "" },
	    { .amount = "62.00", .price = "62.00", .from = "", .to = "" },
	    "price 31.00>62.00" },
	{ "days outside of the period",
	    { .amount = "31.00", .to = "2027-01-01" },
	    { .amount = "62.00", .price = "62.00", .to = "2027-01-01" },
	    "price 31.00>62.00" },
};

START_TEST(causes)
{
	const struct row *row = &rows[_i];
	struct arena arena = { 0 };
	char text[512];

	ck_assert_msg(strcmp(tell(line_of(&arena, &row->old),
				 line_of(&arena, &row->new), text),
			  row->told) == 0,
	    "%s: %s, not %s", row->name, text, row->told);
	arena_close(&arena);
}
END_TEST

/* The differences of a line sum to what its totals differ by. */
START_TEST(amounts_chain)
{
	static const char *const prices[] = { "31.00", "17.77", "" };
	static const char *const days[] = { "2026-01-02", "2026-01-17",
		"2026-02-01" };
	uint64_t state = 7;

	for (int round = 0; round < 2000; round++) {
		struct difference list[DIFFERENCES_MAX];
		struct arena arena = { 0 };
		struct line *lines[2];
		size_t count;
		int64_t sum = 0;
		struct error error;

		for (int i = 0, quantity; i < 2; i++) {
			lines[i] = shop_line(&arena, "1.00");
			lines[i]->unit_price = prices[shop_below(&state, 3)];
			lines[i]->period_end =
			    shop_day(days[shop_below(&state, 3)]);
			quantity = shop_below(&state, 3);
			lines[i]->quantity = decimal_from_integer(quantity);
			lines[i]->amount.minor = shop_below(&state, 2) == 0
						     ? 3100 * quantity
						     : shop_below(&state, 5000);
		}
		ck_assert_int_eq(
		    difference_find(lines[0], lines[1], list, &count, &error),
		    STATUS_OK);
		for (size_t i = 0; i < count; i++) {
			sum += list[i].new.minor - list[i].old.minor;
			ck_assert(i == 0 ||
				  list[i].old.minor == list[i - 1].new.minor);
			ck_assert(i == 0 || list[i].cause > list[i - 1].cause);
		}
		ck_assert_int_eq(
		    sum, lines[1]->amount.minor - lines[0]->amount.minor);
		arena_close(&arena);
	}
}
END_TEST

Suite *
difference_suite(void)
{
	Suite *suite = suite_create("difference");
	TCase *tests = tcase_create("difference");

	tcase_add_loop_test(
	    tests, causes, 0, (int)(sizeof(rows) / sizeof(rows[0])));
	tcase_add_test(tests, amounts_chain);
	suite_add_tcase(suite, tests);
	return suite;
}

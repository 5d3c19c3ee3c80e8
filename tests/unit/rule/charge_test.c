/*
 * A charge is refused by the key that is at fault.
 */
#include "rule/charge.h"

#include <check.h>
#include <string.h>

#include "shop.h"

#define PAIRS_MAX 7

struct pair {
	enum charge_key key;
	const char *text;
};

struct row {
	const char *name;
	const char *kind;
	struct pair pairs[PAIRS_MAX];
	int fault; /* the key, or GOOD */
};

#define GOOD (-1)

static struct tier two_tiers[] = { { .texts = { "100", "0", "", "", "" } },
	{ .texts = { "", "0.10", "5.00", "", "" } } };

static enum status
parse(const struct row *row, struct charge *charge, enum charge_key *key)
{
	static const char *texts[CHARGE_KEY_COUNT];
	struct error error = { 0 };

	for (size_t i = 0; i < CHARGE_KEY_COUNT; i++)
		texts[i] = "";
	texts[KEY_ID] = "access";
	texts[KEY_KIND] = row->kind;
	texts[KEY_CURRENCY] = "USD";
	texts[KEY_PRICE] = "50.00";
	if (strcmp(row->kind, "usage") == 0)
		texts[KEY_METRIC] = "gb";
	for (size_t i = 0; i < PAIRS_MAX && row->pairs[i].text != NULL; i++)
		texts[row->pairs[i].key] = row->pairs[i].text;
	return charge_parse(texts, charge, key, &error);
}

static void
check_rows(const struct row *rows, size_t count, bool tiered)
{
	for (size_t i = 0; i < count; i++) {
		struct charge charge = { .id = NULL };
		enum charge_key key = KEY_ID;
		enum status status;

		if (tiered) {
			charge.usage.tiers = two_tiers;
			charge.usage.tier_count = 2;
		}
		status = parse(&rows[i], &charge, &key);
		if (rows[i].fault == GOOD)
			ck_assert_msg(status == STATUS_OK, "%s: fault at %s",
			    rows[i].name, charge_keys[key]);
		else
			ck_assert_msg(status == STATUS_INVALID &&
					  (int)key == rows[i].fault,
			    "%s: %d at %s", rows[i].name, (int)status,
			    charge_keys[key]);
	}
}

START_TEST(recurring_and_one_time)
{
	static const struct row rows[] = {
		{ "plain", "recurring", { { 0 } }, GOOD },
		{ "all keys", "recurring",
		    { { KEY_EVERY, "3 months" }, { KEY_ANCHOR, "start" },
			{ KEY_WHEN, "arrears" }, { KEY_PRORATION, "month30" },
			{ KEY_PER, "flat" } },
		    GOOD },
		{ "no id", "recurring", { { KEY_ID, "" } }, KEY_ID },
		{ "no kind", "", { { 0 } }, KEY_KIND },
		{ "unknown kind", "monthly", { { 0 } }, KEY_KIND },
		{ "no price", "recurring", { { KEY_PRICE, "" } }, KEY_PRICE },
		{ "price of zero", "recurring", { { KEY_PRICE, "0" } }, GOOD },
		{ "negative price", "recurring", { { KEY_PRICE, "-1" } },
		    KEY_PRICE },
		{ "price of words", "recurring", { { KEY_PRICE, "free" } },
		    KEY_PRICE },
		{ "13 places", "recurring",
		    { { KEY_PRICE, "0.0000000000001" } }, KEY_PRICE },
		{ "unknown currency", "recurring", { { KEY_CURRENCY, "USX" } },
		    KEY_CURRENCY },
		{ "bad cycle", "recurring", { { KEY_EVERY, "monthly" } },
		    KEY_EVERY },
		{ "bad anchor", "recurring", { { KEY_ANCHOR, "end" } },
		    KEY_ANCHOR },
		{ "bad when", "recurring", { { KEY_WHEN, "later" } },
		    KEY_WHEN },
		{ "bad proration", "recurring", { { KEY_PRORATION, "days" } },
		    KEY_PRORATION },
		{ "month30 of weeks", "recurring",
		    { { KEY_EVERY, "2 weeks" }, { KEY_PRORATION, "month30" } },
		    KEY_PRORATION },
		{ "bad per", "recurring", { { KEY_PER, "each" } }, KEY_PER },
		{ "recurring on activation", "recurring",
		    { { KEY_ON, "activation" } }, KEY_ON },
		{ "recurring with a metric", "recurring",
		    { { KEY_METRIC, "gb" } }, KEY_METRIC },
		{ "recurring that rolls over", "recurring",
		    { { KEY_ROLLOVER, "1" } }, KEY_ROLLOVER },
		{ "one-time", "one_time", { { 0 } }, GOOD },
		{ "at the end", "one_time",
		    { { KEY_ON, "termination" }, { KEY_PER, "flat" } }, GOOD },
		{ "bad moment", "one_time", { { KEY_ON, "monday" } }, KEY_ON },
		{ "one-time every month", "one_time",
		    { { KEY_EVERY, "1 month" } }, KEY_EVERY },
		{ "one-time prorated", "one_time", { { KEY_PRORATION, "day" } },
		    KEY_PRORATION },
		{ "one-time with a minimum", "one_time",
		    { { KEY_MINIMUM, "5" } }, KEY_MINIMUM },
	};

	check_rows(rows, sizeof(rows) / sizeof(rows[0]), false);
}
END_TEST

START_TEST(usage_without_tiers)
{
	static const struct row rows[] = {
		{ "plain", "usage", { { 0 } }, GOOD },
		{ "no price", "usage", { { KEY_PRICE, "" } }, GOOD },
		{ "no metric", "usage", { { KEY_METRIC, "" } }, KEY_METRIC },
		{ "unknown model", "usage", { { KEY_MODEL, "flat" } },
		    KEY_MODEL },
		{ "volume needs tiers", "usage", { { KEY_MODEL, "volume" } },
		    KEY_MODEL },
		{ "package", "usage",
		    { { KEY_MODEL, "package" }, { KEY_SIZE, "1000" },
			{ KEY_FREE, "100" } },
		    GOOD },
		{ "package without size", "usage", { { KEY_MODEL, "package" } },
		    KEY_SIZE },
		{ "package of nothing", "usage",
		    { { KEY_MODEL, "package" }, { KEY_SIZE, "0.00" } },
		    KEY_SIZE },
		{ "negative size", "usage", { { KEY_SIZE, "-5" } }, KEY_SIZE },
		{ "percentage", "usage",
		    { { KEY_MODEL, "percentage" }, { KEY_RATE, "2.9" },
			{ KEY_FIXED, "0.30" }, { KEY_MAX, "10" } },
		    GOOD },
		{ "negative rate", "usage",
		    { { KEY_MODEL, "percentage" }, { KEY_RATE, "-2.9" } },
		    KEY_RATE },
		{ "all for nothing", "usage", { { KEY_DISCOUNT, "100" } },
		    GOOD },
		{ "discount over the whole", "usage",
		    { { KEY_DISCOUNT, "100.01" } }, KEY_DISCOUNT },
		{ "negative discount", "usage", { { KEY_DISCOUNT, "-1" } },
		    KEY_DISCOUNT },
		{ "negative minimum", "usage", { { KEY_MINIMUM, "-1" } },
		    KEY_MINIMUM },
		{ "zero free", "usage", { { KEY_ZERO, "free" } }, GOOD },
		{ "bad word for zero", "usage", { { KEY_ZERO, "yes" } },
		    KEY_ZERO },
		{ "deck", "usage",
		    { { KEY_MODEL, "deck" }, { KEY_DECK, "voice" } }, GOOD },
		{ "matrix needs prices", "usage", { { KEY_MODEL, "matrix" } },
		    KEY_MODEL },
		{ "bad word for levels", "usage", { { KEY_LEVELS, "all" } },
		    KEY_LEVELS },
		{ "pool of the world", "usage", { { KEY_POOL, "world" } },
		    KEY_POOL },
		{ "half a period", "usage", { { KEY_ROLLOVER, "0.5" } },
		    KEY_ROLLOVER },
		{ "whole, otherwise written", "usage",
		    { { KEY_ROLLOVER, "3.0" } }, GOOD },
		{ "rolls over for ever", "usage", { { KEY_ROLLOVER, "1201" } },
		    KEY_ROLLOVER },
		{ "rolls back", "usage", { { KEY_ROLLOVER, "-1" } },
		    KEY_ROLLOVER },
		{ "negative commitment", "usage", { { KEY_COMMITMENT, "-1" } },
		    KEY_COMMITMENT },
		{ "term of weeks", "usage",
		    { { KEY_COMMITMENT_TERM, "6 weeks" } },
		    KEY_COMMITMENT_TERM },
		{ "negative markup", "usage", { { KEY_MARKUP, "-5" } },
		    KEY_MARKUP },
		{ "overage of words", "usage", { { KEY_OVERAGE, "more" } },
		    KEY_OVERAGE },
		{ "usage every month", "usage", { { KEY_EVERY, "1 month" } },
		    KEY_EVERY },
		{ "usage per unit", "usage", { { KEY_PER, "unit" } }, KEY_PER },
		{ "usage by days", "usage", { { KEY_PRORATION, "day" } },
		    GOOD },
		{ "usage by seconds", "usage", { { KEY_PRORATION, "second" } },
		    KEY_PRORATION },
	};

	check_rows(rows, sizeof(rows) / sizeof(rows[0]), false);
}
END_TEST

START_TEST(usage_with_tiers)
{
	static const struct row rows[] = {
		{ "graduated", "usage", { { KEY_MODEL, "graduated" } }, GOOD },
		{ "volume", "usage", { { KEY_MODEL, "volume" } }, GOOD },
		{ "stairstep", "usage", { { KEY_MODEL, "stairstep" } }, GOOD },
		{ "graduated percentage", "usage",
		    { { KEY_MODEL, "graduated_percentage" } }, GOOD },
		{ "unit has none", "usage", { { 0 } }, KEY_MODEL },
		{ "package has none", "usage",
		    { { KEY_MODEL, "package" }, { KEY_SIZE, "5" } },
		    KEY_MODEL },
	};

	check_rows(rows, sizeof(rows) / sizeof(rows[0]), true);
}
END_TEST

START_TEST(tiers_rise_to_an_open_end)
{
	static const struct {
		const char *name;
		const char *texts[3][TIER_KEY_COUNT];
		size_t count;
		bool good;
	} rows[] = {
		{ "one open tier", { { "", "1", "", "", "" } }, 1, true },
		{ "rising",
		    { { "0.5", "1", "", "", "" }, { "1", "1", "", "", "" },
			{ "", "2", "", "", "" } },
		    3, true },
		{ "no open end", { { "5", "1", "", "", "" } }, 1, false },
		{ "open in the middle",
		    { { "", "1", "", "", "" }, { "", "2", "", "", "" } }, 2,
		    false },
		{ "falling",
		    { { "5", "1", "", "", "" }, { "4", "1", "", "", "" },
			{ "", "2", "", "", "" } },
		    3, false },
		{ "equal, otherwise written",
		    { { "5", "1", "", "", "" }, { "5.0", "1", "", "", "" },
			{ "", "2", "", "", "" } },
		    3, false },
		{ "begins at zero",
		    { { "0", "1", "", "", "" }, { "", "2", "", "", "" } }, 2,
		    false },
		{ "negative cap", { { "", "1", "", "", "-1" } }, 1, false },
		{ "capped", { { "", "1", "", "", "9" } }, 1, true },
		{ "negative price", { { "", "-1", "", "", "" } }, 1, false },
		{ "negative flat", { { "", "1", "-1", "", "" } }, 1, false },
		{ "negative rate", { { "", "1", "", "-1", "" } }, 1, false },
		{ "a word", { { "", "cheap", "", "", "" } }, 1, false },
	};
	static const struct row row = { "", "usage",
		{ { KEY_MODEL, "graduated" } }, GOOD };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct tier tiers[3] = { { .open = false } };
		struct charge charge = { .usage.tiers = tiers,
			.usage.tier_count = rows[i].count };
		enum charge_key key;

		for (size_t k = 0; k < rows[i].count; k++)
			memcpy(tiers[k].texts, rows[i].texts[k],
			    sizeof(tiers[k].texts));
		ck_assert_msg(
		    (parse(&row, &charge, &key) == STATUS_OK) == rows[i].good,
		    "%s", rows[i].name);
	}
}
END_TEST

START_TEST(values_are_kept)
{
	static const struct row row = { "", "recurring",
		{ { KEY_EVERY, "1 year" }, { KEY_WHEN, "arrears" },
		    { KEY_PER, "flat" }, { KEY_PRORATION, "none" },
		    { KEY_ANCHOR, "start" }, { KEY_TAX_CODE, "voice" } },
		GOOD };
	static const struct row plain = { "", "recurring", { { 0 } }, GOOD };
	struct charge charge = { .id = NULL };
	enum charge_key key;

	ck_assert_int_eq(parse(&row, &charge, &key), STATUS_OK);
	ck_assert_str_eq(charge.id, "access");
	ck_assert_str_eq(charge.tax_code, "voice");
	ck_assert_int_eq(charge.every.unit, CYCLE_YEAR);
	ck_assert_int_eq(charge.when, WHEN_ARREARS);
	ck_assert_int_eq(charge.per, PER_FLAT);
	ck_assert_int_eq(charge.proration, PRORATION_NONE);
	ck_assert_int_eq(charge.anchor, ANCHOR_START);
	ck_assert(charge.priced);
	ck_assert_int_eq(decimal_compare(charge.price, shop_decimal("50")), 0);
	ck_assert_int_eq(charge.price.scale, 2);

	/* Everything has a default, also where the struct held other things. */
	ck_assert_int_eq(parse(&plain, &charge, &key), STATUS_OK);
	ck_assert_int_eq(charge.every.count, 1);
	ck_assert_int_eq(charge.every.unit, CYCLE_MONTH);
	ck_assert_int_eq(charge.when, WHEN_ADVANCE);
	ck_assert_int_eq(charge.per, PER_UNIT);
	ck_assert_int_eq(charge.proration, PRORATION_DAY);
	ck_assert_int_eq(charge.anchor, ANCHOR_ACCOUNT);
	ck_assert_str_eq(charge.tax_code, "");
}
END_TEST

START_TEST(usage_terms_are_values)
{
	static const struct row row = { "", "usage",
		{ { KEY_INCLUDED, "5.5" }, { KEY_MAXIMUM, "0" },
		    { KEY_ZERO, "free" }, { KEY_PRORATION, "day" },
		    { KEY_MODEL, "volume" } },
		GOOD };
	static const struct row plain = { "", "usage", { { 0 } }, GOOD };
	struct charge charge = { .usage.tiers = two_tiers,
		.usage.tier_count = 2 };
	const struct usage_terms *usage = &charge.usage;
	enum charge_key key;

	ck_assert_int_eq(parse(&row, &charge, &key), STATUS_OK);
	ck_assert_int_eq(charge.every.count, 1);
	ck_assert_int_eq(charge.every.unit, CYCLE_MONTH);
	ck_assert_int_eq(charge.anchor, ANCHOR_ACCOUNT);
	ck_assert_int_eq(charge.when, WHEN_ARREARS);
	ck_assert_int_eq(charge.proration, PRORATION_DAY);
	ck_assert_int_eq(usage->model, MODEL_VOLUME);
	ck_assert_int_eq(
	    decimal_compare(usage->included, shop_decimal("5.5")), 0);
	ck_assert(usage->bounded && usage->zero_free);
	ck_assert(!usage->tiers[0].open && usage->tiers[1].open);
	ck_assert_int_eq(
	    decimal_compare(usage->tiers[0].up_to, shop_decimal("100")), 0);
	ck_assert_int_eq(decimal_sign(usage->tiers[0].flat), 0);
	ck_assert_int_eq(
	    decimal_compare(usage->tiers[1].flat, shop_decimal("5")), 0);

	/* What is not said is nothing, also where it was said before. */
	charge.usage.tier_count = 0;
	ck_assert_int_eq(parse(&plain, &charge, &key), STATUS_OK);
	ck_assert_int_eq(usage->model, MODEL_UNIT);
	ck_assert_int_eq(charge.proration, PRORATION_NONE);
	ck_assert_int_eq(decimal_sign(usage->included), 0);
	ck_assert(!usage->bounded && !usage->zero_free);
}
END_TEST

START_TEST(terms_of_rating_are_values)
{
	static const struct row row = { "", "usage",
		{ { KEY_COMMITMENT, "100" }, { KEY_COMMITMENT_TERM, "1 year" },
		    { KEY_OVERAGE, "1.2" }, { KEY_POOL, "payer" },
		    { KEY_ROLLOVER, "2" }, { KEY_ROLLOVER_MAX, "0" },
		    { KEY_MAX, "0" } },
		GOOD };
	static const struct row plain = { "", "usage", { { 0 } }, GOOD };
	struct charge charge = { .id = NULL };
	const struct usage_terms *usage = &charge.usage;
	enum charge_key key;

	ck_assert_int_eq(parse(&row, &charge, &key), STATUS_OK);
	ck_assert_int_eq(usage->commitment_term.count, 1);
	ck_assert_int_eq(usage->commitment_term.unit, CYCLE_YEAR);
	ck_assert_int_eq(
	    decimal_compare(usage->overage, shop_decimal("1.2")), 0);
	ck_assert_int_eq(usage->pool, POOLING_PAYER);
	ck_assert_int_eq(usage->rollover, 2);
	ck_assert(usage->rollover_bounded && usage->event_bounded);

	ck_assert_int_eq(parse(&plain, &charge, &key), STATUS_OK);
	ck_assert_int_eq(usage->commitment_term.count, 0);
	ck_assert_int_eq(decimal_compare(usage->overage, shop_decimal("1")), 0);
	ck_assert_int_eq(
	    decimal_compare(usage->conversion, shop_decimal("1")), 0);
	ck_assert_int_eq(usage->pool, POOLING_NONE);
	ck_assert_int_eq(usage->rollover, 0);
	ck_assert_str_eq(usage->number, "called");
	ck_assert(!usage->each_level && !usage->limited);
}
END_TEST

START_TEST(a_matrix_has_rows_that_can_be_reached)
{
	static const struct row row = { "", "usage",
		{ { KEY_MODEL, "matrix" } }, GOOD };
	const struct {
		const char *name;
		struct matrix_price prices[2];
		size_t count;
		bool good;
	} rows[] = {
		{ "only a default", { { .text = "1" } }, 1, true },
		{ "a row and a default",
		    { { .text = "1",
			  .filters = (struct filter[]){ { "zone", "eu" } },
			  .filter_count = 1 },
			{ .text = "2" } },
		    2, true },
		{ "a row behind the default",
		    { { .text = "2" },
			{ .text = "1",
			    .filters = (struct filter[]){ { "zone", "eu" } },
			    .filter_count = 1 } },
		    2, false },
		{ "a price is missing", { { .text = "" } }, 1, false },
		{ "a negative price", { { .text = "-1" } }, 1, false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct matrix_price prices[2];
		struct charge charge = { .usage.prices = prices,
			.usage.price_count = rows[i].count };
		enum charge_key key;

		memcpy(prices, rows[i].prices, sizeof(prices));
		ck_assert_msg(
		    (parse(&row, &charge, &key) == STATUS_OK) == rows[i].good,
		    "%s", rows[i].name);
	}
}
END_TEST

START_TEST(an_alert_is_one_of_three)
{
	static const struct row row = { "", "usage", { { 0 } }, GOOD };
	static const struct {
		const char *texts[ALERT_KEY_COUNT];
		bool good;
	} rows[] = {
		{ { "80", "", "" }, true },
		{ { "", "50.00", "" }, true },
		{ { "", "", "yes" }, true },
		{ { "", "", "" }, false },
		{ { "80", "50", "" }, false },
		{ { "0", "", "" }, false },
		{ { "", "-1", "" }, false },
		{ { "", "", "no" }, false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct usage_alert alert = { .kind = ALERT_PERCENT };
		struct charge charge = { .usage.alerts = &alert,
			.usage.alert_count = 1 };
		enum charge_key key;

		memcpy(alert.texts, rows[i].texts, sizeof(alert.texts));
		ck_assert_msg(
		    (parse(&row, &charge, &key) == STATUS_OK) == rows[i].good,
		    "alert %zu", i);
	}
}
END_TEST

/* Keys that are good one by one, and not together. */
static const struct {
	struct row row;
	enum aggregation aggregation;
	bool tiered;
} pairs[] = {
	{ { "a unit price", "usage", { { 0 } }, GOOD }, 0, false },
	{ { "a price beside tiers", "usage", { { KEY_MODEL, "graduated" } },
	      KEY_PRICE },
	    0, true },
	{ { "free units of a unit price", "usage", { { KEY_FREE, "5" } },
	      KEY_FREE },
	    0, false },
	{ { "a fee of each unit", "usage", { { KEY_FIXED, "5" } }, KEY_FIXED },
	    0, false },
	{ { "markup of a unit price", "usage", { { KEY_MARKUP, "5" } },
	      KEY_MARKUP },
	    0, false },
	{ { "a deck without its name", "usage",
	      { { KEY_MODEL, "deck" }, { KEY_PRICE, "" } }, KEY_DECK },
	    0, false },
	{ { "a deck for units", "usage", { { KEY_DECK, "voice" } }, KEY_DECK },
	    0, false },
	{ { "a pool of amounts", "usage",
	      { { KEY_MODEL, "dynamic" }, { KEY_PRICE, "" },
		  { KEY_INCLUDED, "5" }, { KEY_POOL, "account" } },
	      KEY_POOL },
	    0, false },
	{ { "a pool of nothing", "usage", { { KEY_POOL, "account" } },
	      KEY_POOL },
	    0, false },
	{ { "a pool", "usage",
	      { { KEY_POOL, "account" }, { KEY_INCLUDED, "5" } }, GOOD },
	    0, false },
	{ { "nothing rolls over", "usage", { { KEY_ROLLOVER, "1" } },
	      KEY_ROLLOVER },
	    0, false },
	{ { "bounded, and does not roll over", "usage",
	      { { KEY_INCLUDED, "5" }, { KEY_ROLLOVER_MAX, "1" } },
	      KEY_ROLLOVER_MAX },
	    0, false },
	{ { "over nothing", "usage", { { KEY_OVERAGE, "2" } }, KEY_OVERAGE },
	    0, false },
	{ { "a term of nothing", "usage", { { KEY_COMMITMENT_TERM, "1 year" } },
	      KEY_COMMITMENT_TERM },
	    0, false },
	{ { "a commitment", "usage",
	      { { KEY_COMMITMENT, "5" }, { KEY_OVERAGE, "2" } }, GOOD },
	    0, false },
	{ { "credits of no value", "usage", { { KEY_PRICING_UNIT, "token" } },
	      KEY_PRICING_UNIT },
	    0, false },
	{ { "converted from what", "usage", { { KEY_CONVERSION, "2" } },
	      KEY_CONVERSION },
	    0, false },
	{ { "worth nothing", "usage",
	      { { KEY_PRICING_UNIT, "token" }, { KEY_CONVERSION, "0" } },
	      KEY_CONVERSION },
	    0, false },
	{ { "levels of a sum", "usage", { { KEY_LEVELS, "each" } },
	      KEY_LEVELS },
	    0, false },
	{ { "levels", "usage", { { KEY_LEVELS, "each" } }, GOOD },
	    AGGREGATION_WEIGHTED, false },
	{ { "a percentage of a maximum", "usage",
	      { { KEY_MODEL, "percentage" }, { KEY_PRICE, "" } }, KEY_METRIC },
	    AGGREGATION_MAX, false },
	{ { "at most less than at least", "usage",
	      { { KEY_MODEL, "percentage" }, { KEY_PRICE, "" },
		  { KEY_MIN, "2" }, { KEY_MAX, "1" } },
	      KEY_MAX },
	    0, false },
	{ { "a maximum below the minimum", "usage",
	      { { KEY_MINIMUM, "2" }, { KEY_MAXIMUM, "1" } }, KEY_MAXIMUM },
	    0, false },
};

START_TEST(keys_go_together)
{
	struct metric metric = { .aggregation = pairs[_i].aggregation };
	struct charge charge = { .usage.tiers = two_tiers,
		.usage.tier_count = pairs[_i].tiered ? 2 : 0 };
	enum charge_key key = KEY_ID;
	struct error error;
	enum status status;

	ck_assert_int_eq(parse(&pairs[_i].row, &charge, &key), STATUS_OK);
	charge.usage.metric = &metric;
	status = charge_check(&charge, &key, &error);
	if (pairs[_i].row.fault == GOOD)
		ck_assert_msg(status == STATUS_OK, "%s: %s",
		    pairs[_i].row.name, error.text);
	else
		ck_assert_msg(status == STATUS_INVALID &&
				  (int)key == pairs[_i].row.fault,
		    "%s: %d at %s", pairs[_i].row.name, (int)status,
		    charge_keys[key]);
}
END_TEST

START_TEST(a_percentage_of_nothing_is_no_alert)
{
	static const struct row bare = { "", "usage", { { 0 } }, GOOD };
	static const struct row row = { "", "usage",
		{ { KEY_INCLUDED, "10" } }, GOOD };
	struct usage_alert alert = { .texts = { "80", "", "" } };
	struct metric metric = { .id = "gb" };
	struct charge charge = { .usage.alerts = &alert,
		.usage.alert_count = 1 };
	struct error error;
	enum charge_key key;

	ck_assert_int_eq(parse(&bare, &charge, &key), STATUS_OK);
	charge.usage.metric = &metric;
	ck_assert_int_eq(charge_check(&charge, &key, &error), STATUS_INVALID);
	ck_assert_int_eq(key, KEY_INCLUDED);
	ck_assert_int_eq(parse(&row, &charge, &key), STATUS_OK);
	ck_assert_int_eq(charge_check(&charge, &key, &error), STATUS_OK);
}
END_TEST

START_TEST(tiers_have_the_keys_of_their_model)
{
	static const struct {
		const char *model;
		const char *texts[TIER_KEY_COUNT];
		bool good;
	} rows[] = {
		{ "graduated", { "", "1", "2", "", "9" }, true },
		{ "volume", { "", "1", "2", "", "9" }, true },
		{ "stairstep", { "", "", "2", "", "" }, true },
		{ "graduated_percentage", { "", "", "2", "3", "9" }, true },
		{ "graduated", { "", "1", "", "3", "" }, false },
		{ "graduated_percentage", { "", "1", "", "3", "" }, false },
		{ "stairstep", { "", "1", "2", "", "" }, false },
		{ "stairstep", { "", "", "2", "", "9" }, false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct row row = { "", "usage",
			{ { KEY_MODEL, rows[i].model }, { KEY_PRICE, "" } },
			GOOD };
		struct metric metric = { .id = "gb" };
		struct tier tier = { .open = false };
		struct charge charge = { .usage.tiers = &tier,
			.usage.tier_count = 1 };
		struct error error;
		enum charge_key key;

		memcpy(tier.texts, rows[i].texts, sizeof(tier.texts));
		ck_assert_int_eq(parse(&row, &charge, &key), STATUS_OK);
		charge.usage.metric = &metric;
		ck_assert_msg((charge_check(&charge, &key, &error) ==
				  STATUS_OK) == rows[i].good,
		    "%s: %s", rows[i].model, error.text);
	}
}
END_TEST

START_TEST(a_filter_is_one_text)
{
	static const struct row row = { "", "usage", { { 0 } }, GOOD };
	struct filter filters[] = { { "zone", "eu" },
		{ "a\"\\", "\t\x1f\xc3\xa9" }, { "m", "" } };
	struct charge charge = { .usage.filters = filters,
		.usage.filter_count = 3 };
	struct arena arena = { NULL, NULL };
	enum charge_key key;

	ck_assert_int_eq(parse(&row, &charge, &key), STATUS_OK);
	ck_assert_str_eq(charge_dimensions(&charge.usage, &arena),
	    "{\"a\\\"\\\\\":\"\\u0009\\u001f\xc3\xa9\","
	    "\"m\":\"\",\"zone\":\"eu\"}");
	charge.usage.filter_count = 0;
	ck_assert_str_eq(charge_dimensions(&charge.usage, &arena), "");
	arena_close(&arena);
}
END_TEST

START_TEST(keys_are_named_once)
{
	for (size_t i = 0; i < CHARGE_KEY_COUNT; i++) {
		ck_assert_ptr_nonnull(charge_keys[i]);
		for (size_t k = 0; k < i; k++)
			ck_assert_str_ne(charge_keys[i], charge_keys[k]);
	}
	ck_assert_str_eq(charge_keys[KEY_METRIC], "metric");
	ck_assert_str_eq(charge_keys[KEY_ZERO], "zero");
}
END_TEST

Suite *
charge_suite(void)
{
	Suite *suite = suite_create("charge");
	TCase *tests = tcase_create("charge");

	tcase_add_test(tests, recurring_and_one_time);
	tcase_add_test(tests, usage_without_tiers);
	tcase_add_test(tests, usage_with_tiers);
	tcase_add_test(tests, tiers_rise_to_an_open_end);
	tcase_add_test(tests, values_are_kept);
	tcase_add_test(tests, usage_terms_are_values);
	tcase_add_test(tests, terms_of_rating_are_values);
	tcase_add_test(tests, a_matrix_has_rows_that_can_be_reached);
	tcase_add_test(tests, an_alert_is_one_of_three);
	tcase_add_loop_test(
	    tests, keys_go_together, 0, sizeof(pairs) / sizeof(pairs[0]));
	tcase_add_test(tests, a_percentage_of_nothing_is_no_alert);
	tcase_add_test(tests, tiers_have_the_keys_of_their_model);
	tcase_add_test(tests, a_filter_is_one_text);
	tcase_add_test(tests, keys_are_named_once);
	suite_add_tcase(suite, tests);
	return suite;
}

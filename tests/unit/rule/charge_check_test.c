/*
 * Keys that are good one by one are refused together.
 */
#include "rule/charge.h"

#include <check.h>
#include <string.h>

#include "shop.h"
#include "wording.h"

/* Keys that are good one by one, and not together. */
static const struct {
	struct wording_row row;
	enum aggregation aggregation;
	bool tiered;
} pairs[] = {
	{ { "a unit price", "usage", { { 0 } }, GOOD }, 0, false },
	{ { "no price: an order may give it", "usage", { { KEY_PRICE, "" } },
	      GOOD },
	    0, false },
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
	{ { "over nothing", "usage", { { KEY_OVERAGE, "2" } }, KEY_OVERAGE }, 0,
	    false },
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
	struct charge charge = { .usage.tiers = wording_tiers,
		.usage.tier_count = pairs[_i].tiered ? 2 : 0 };
	enum charge_key key = KEY_ID;
	struct error error;
	enum status status;

	ck_assert_int_eq(
	    wording_parse(&pairs[_i].row, &charge, &key), STATUS_OK);
	charge.usage.metric = &metric;
	status = charge_check(&charge, &key, &error);
	if (pairs[_i].row.fault == GOOD)
		ck_assert_msg(status == STATUS_OK, "%s: %s", pairs[_i].row.name,
		    error.text);
	else
		ck_assert_msg(
		    status == STATUS_INVALID && (int)key == pairs[_i].row.fault,
		    "%s: %d at %s", pairs[_i].row.name, (int)status,
		    charge_keys[key]);
}
END_TEST

START_TEST(a_percentage_of_nothing_is_no_alert)
{
	static const struct wording_row bare = { "", "usage", { { 0 } }, GOOD };
	static const struct wording_row row = { "", "usage",
		{ { KEY_INCLUDED, "10" } }, GOOD };
	struct usage_alert alert = { .texts = { "80", "", "" } };
	struct metric metric = { .id = "gb" };
	struct charge charge = { .usage.alerts = &alert,
		.usage.alert_count = 1 };
	struct error error;
	enum charge_key key;

	ck_assert_int_eq(wording_parse(&bare, &charge, &key), STATUS_OK);
	charge.usage.metric = &metric;
	ck_assert_int_eq(charge_check(&charge, &key, &error), STATUS_INVALID);
	ck_assert_int_eq(key, KEY_INCLUDED);
	ck_assert_int_eq(wording_parse(&row, &charge, &key), STATUS_OK);
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
		const struct wording_row row = { "", "usage",
			{ { KEY_MODEL, rows[i].model }, { KEY_PRICE, "" } },
			GOOD };
		struct metric metric = { .id = "gb" };
		struct tier tier = { .open = false };
		struct charge charge = { .usage.tiers = &tier,
			.usage.tier_count = 1 };
		struct error error;
		enum charge_key key;

		memcpy(tier.texts, rows[i].texts, sizeof(tier.texts));
		ck_assert_int_eq(wording_parse(&row, &charge, &key), STATUS_OK);
		charge.usage.metric = &metric;
		ck_assert_msg((charge_check(&charge, &key, &error) ==
				  STATUS_OK) == rows[i].good,
		    "%s: %s", rows[i].model, error.text);
	}
}
END_TEST

START_TEST(a_list_belongs_to_its_kind)
{
	static const char *const kinds[] = { "recurring", "one_time" };

	for (size_t i = 0; i < 2; i++) {
		const struct wording_row row = { "", kinds[i], { { 0 } },
			GOOD };
		struct charge charge = { .usage.tiers = wording_tiers,
			.usage.tier_count = 2 };
		enum charge_key key = KEY_ID;
		struct error error;

		ck_assert_int_eq(wording_parse(&row, &charge, &key), STATUS_OK);
		ck_assert_int_eq(
		    charge_check(&charge, &key, &error), STATUS_INVALID);
		ck_assert_int_eq(key, KEY_TIERS);
		charge.usage.tier_count = 0;
		ck_assert_int_eq(
		    charge_check(&charge, &key, &error), STATUS_OK);
		charge.ramp_count = 1;
		ck_assert_int_eq(charge_check(&charge, &key, &error),
		    i == 0 ? STATUS_OK : STATUS_INVALID);
		ck_assert(i == 0 || key == KEY_RAMP);
		charge.ramp_count = 0;
		charge.component_count = 1;
		ck_assert_int_eq(charge_check(&charge, &key, &error),
		    i == 0 ? STATUS_OK : STATUS_INVALID);
		ck_assert(i == 0 || key == KEY_COMPONENTS);
	}
}
END_TEST

Suite *
charge_check_suite(void)
{
	Suite *suite = suite_create("charge_check");
	TCase *tests = tcase_create("charge_check");

	tcase_add_loop_test(
	    tests, keys_go_together, 0, sizeof(pairs) / sizeof(pairs[0]));
	tcase_add_test(tests, a_percentage_of_nothing_is_no_alert);
	tcase_add_test(tests, tiers_have_the_keys_of_their_model);
	tcase_add_test(tests, a_list_belongs_to_its_kind);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Tiers rise, rows can be reached, an alert says one thing; ramps go on, and
 * bundles can be split.
 */
#include "rule/charge.h"

#include <check.h>
#include <string.h>

#include "shop.h"
#include "wording.h"

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
	static const struct wording_row row = { "", "usage",
		{ { KEY_MODEL, "graduated" } }, GOOD };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct tier tiers[3] = { { .open = false } };
		struct charge charge = { .usage.tiers = tiers,
			.usage.tier_count = rows[i].count };
		enum charge_key key;

		for (size_t k = 0; k < rows[i].count; k++)
			memcpy(tiers[k].texts, rows[i].texts[k],
			    sizeof(tiers[k].texts));
		ck_assert_msg((wording_parse(&row, &charge, &key) ==
				  STATUS_OK) == rows[i].good,
		    "%s", rows[i].name);
	}
}
END_TEST

START_TEST(a_matrix_has_rows_that_can_be_reached)
{
	static const struct wording_row row = { "", "usage",
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
		ck_assert_msg((wording_parse(&row, &charge, &key) ==
				  STATUS_OK) == rows[i].good,
		    "%s", rows[i].name);
	}
}
END_TEST

START_TEST(an_alert_is_one_of_three)
{
	static const struct wording_row row = { "", "usage", { { 0 } }, GOOD };
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
		ck_assert_msg((wording_parse(&row, &charge, &key) ==
				  STATUS_OK) == rows[i].good,
		    "alert %zu", i);
	}
}
END_TEST

START_TEST(a_ramp_goes_on)
{
	static const struct wording_row row = { "", "recurring", { { 0 } },
		GOOD };
	static const struct {
		const char *name;
		const char *texts[2][RAMP_KEY_COUNT];
		size_t count;
		bool good;
	} rows[] = {
		{ "no step", { { NULL } }, 0, true },
		{ "one step", { { "6 months", "45.00" } }, 1, true },
		{ "years after months",
		    { { "6 months", "45.00" }, { "1 year", "0" } }, 2, true },
		{ "weeks after days",
		    { { "13 days", "1" }, { "2 weeks", "2" } }, 2, true },
		{ "the same day twice",
		    { { "12 months", "1" }, { "1 year", "2" } }, 2, false },
		{ "backwards", { { "2 months", "1" }, { "1 month", "2" } }, 2,
		    false },
		{ "months after days",
		    { { "30 days", "1" }, { "2 months", "2" } }, 2, false },
		{ "without a price", { { "1 month", "" } }, 1, false },
		{ "without a time", { { "", "1" } }, 1, false },
		{ "at once", { { "0 days", "1" } }, 1, false },
		{ "a negative price", { { "1 month", "-1" } }, 1, false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct ramp_step ramp[2];
		struct charge charge = { .ramp = ramp,
			.ramp_count = rows[i].count };
		enum charge_key key = KEY_ID;
		enum status status;

		for (size_t k = 0; k < rows[i].count; k++)
			memcpy(ramp[k].texts, rows[i].texts[k],
			    sizeof(ramp[k].texts));
		status = wording_parse(&row, &charge, &key);
		ck_assert_msg(
		    (status == STATUS_OK) == rows[i].good, "%s", rows[i].name);
		ck_assert_msg(status == STATUS_OK || key == KEY_RAMP,
		    "%s: at %s", rows[i].name, charge_keys[key]);
	}
}
END_TEST

START_TEST(a_bundle_can_be_split)
{
	static const struct wording_row row = { "", "recurring", { { 0 } },
		GOOD };
	static const struct {
		const char *name;
		const char *texts[2][COMPONENT_KEY_COUNT];
		size_t count;
		bool good;
	} rows[] = {
		{ "no bundle", { { NULL } }, 0, true },
		{ "two products", { { "tv", "20.00" }, { "net", "30.00" } }, 2,
		    true },
		{ "one is for free", { { "tv", "0" }, { "net", "30.00" } }, 2,
		    true },
		{ "both are for free", { { "tv", "0" }, { "net", "0.00" } }, 2,
		    false },
		{ "one twice", { { "tv", "1" }, { "tv", "2" } }, 2, false },
		{ "of no product", { { "", "1" } }, 1, false },
		{ "of no price", { { "tv", "" } }, 1, false },
		{ "a negative price", { { "tv", "-1" } }, 1, false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct component components[2];
		struct charge charge = { .components = components,
			.component_count = rows[i].count };
		enum charge_key key = KEY_ID;
		enum status status;

		for (size_t k = 0; k < rows[i].count; k++)
			memcpy(components[k].texts, rows[i].texts[k],
			    sizeof(components[k].texts));
		status = wording_parse(&row, &charge, &key);
		ck_assert_msg(
		    (status == STATUS_OK) == rows[i].good, "%s", rows[i].name);
		ck_assert_msg(status == STATUS_OK || key == KEY_COMPONENTS,
		    "%s: at %s", rows[i].name, charge_keys[key]);
	}
}
END_TEST

Suite *
charge_lists_suite(void)
{
	Suite *suite = suite_create("charge_lists");
	TCase *tests = tcase_create("charge_lists");

	tcase_add_test(tests, tiers_rise_to_an_open_end);
	tcase_add_test(tests, a_matrix_has_rows_that_can_be_reached);
	tcase_add_test(tests, an_alert_is_one_of_three);
	tcase_add_test(tests, a_ramp_goes_on);
	tcase_add_test(tests, a_bundle_can_be_split);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Tiers rise, rows can be reached, an alert says one thing.
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

Suite *
charge_lists_suite(void)
{
	Suite *suite = suite_create("charge_lists");
	TCase *tests = tcase_create("charge_lists");

	tcase_add_test(tests, tiers_rise_to_an_open_end);
	tcase_add_test(tests, a_matrix_has_rows_that_can_be_reached);
	tcase_add_test(tests, an_alert_is_one_of_three);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * A metric is refused by the key that is at fault.
 */
#include "rate/metric.h"

#include <check.h>

#include "tests/unit/rule/shop.h"

#define GOOD (-1)

static const struct {
	const char *name;
	const char *texts[METRIC_KEY_COUNT];
	int fault; /* the key, or GOOD */
	enum aggregation aggregation;
	enum stepping stepping;
} rows[] = {
	{ "plain", { "gb", "GB", "", "", "", "" }, GOOD, AGGREGATION_SUM,
	    STEPPING_NONE },
	{ "rounded up", { "gb", "GB", "max", "", "0.001", "up" }, GOOD,
	    AGGREGATION_MAX, STEPPING_UP },
	{ "rounded down", { "gb", "GB", "count", "", "1", "down" }, GOOD,
	    AGGREGATION_COUNT, STEPPING_DOWN },
	{ "rounded to the nearest", { "gb", "GB", "sum", "", "6", "nearest" },
	    GOOD, AGGREGATION_SUM, STEPPING_NEAREST },
	{ "unique of a field", { "u", "user", "unique", "id", "", "" }, GOOD,
	    AGGREGATION_UNIQUE, STEPPING_NONE },
	{ "weighted", { "gbh", "GBh", "weighted", "", "", "" }, GOOD,
	    AGGREGATION_WEIGHTED, STEPPING_NONE },
	{ "a sum of a dimension", { "gb", "GB", "sum", "bytes" }, GOOD,
	    AGGREGATION_SUM, STEPPING_NONE },
	{ "a sum of products",
	    { "gbh", "GBh", "sum", "", "", "", "gb * hours" }, GOOD,
	    AGGREGATION_SUM, STEPPING_NONE },
	{ "a sum that lasts", { "gb", "GB", "sum", "", "", "", "", "yes" },
	    GOOD, AGGREGATION_SUM, STEPPING_NONE },
	{ "a field and an expression",
	    { "gb", "GB", "sum", "bytes", "", "", "gb * 2" }, METRIC_EXPRESSION,
	    0, 0 },
	{ "an expression of sums", { "gb", "GB", "", "", "", "", "gb + 2" },
	    METRIC_EXPRESSION, 0, 0 },
	{ "events are counted, whatever they say",
	    { "gb", "GB", "count", "", "", "", "gb * 2" }, METRIC_EXPRESSION, 0,
	    0 },
	{ "a maximum that lasts", { "gb", "GB", "max", "", "", "", "", "yes" },
	    METRIC_RECURRING, 0, 0 },
	{ "a count that lasts", { "c", "c", "count", "", "", "", "", "yes" },
	    METRIC_RECURRING, 0, 0 },
	{ "recurring: no", { "gb", "GB", "sum", "", "", "", "", "no" },
	    METRIC_RECURRING, 0, 0 },
	{ "a sum of levels", { "gb", "GB", "sum", "", "", "", "", "", "level" },
	    METRIC_VALUES, 0, 0 },
	{ "a sum per hour",
	    { "gb", "GB", "sum", "", "", "", "", "", "", "hour" }, METRIC_PER,
	    0, 0 },
	{ "weighted per week",
	    { "gb", "GB", "weighted", "", "", "", "", "", "", "week" },
	    METRIC_PER, 0, 0 },
	{ "items that are there",
	    { "seats", "seat", "weighted", "item", "", "", "", "yes",
		"presence", "period" },
	    GOOD, AGGREGATION_WEIGHTED, STEPPING_NONE },
	{ "presence of nothing",
	    { "seats", "seat", "weighted", "", "", "", "", "", "presence" },
	    METRIC_FIELD, 0, 0 },
	{ "presence of a product",
	    { "seats", "seat", "weighted", "item", "", "", "gb * 2", "",
		"presence" },
	    METRIC_EXPRESSION, 0, 0 },
	{ "a sum of items",
	    { "seats", "seat", "sum", "item", "", "", "", "", "presence" },
	    METRIC_VALUES, 0, 0 },
	{ "no id", { "", "GB", "", "", "", "" }, METRIC_ID, 0, 0 },
	{ "no unit", { "gb", "", "", "", "", "" }, METRIC_UNIT, 0, 0 },
	{ "average", { "gb", "GB", "average", "", "", "" }, METRIC_AGGREGATION,
	    0, 0 },
	{ "unique of nothing", { "u", "user", "unique", "", "", "" },
	    METRIC_FIELD, 0, 0 },
	{ "step of zero", { "gb", "GB", "", "", "0.00", "up" }, METRIC_ROUND_TO,
	    0, 0 },
	{ "step below zero", { "gb", "GB", "", "", "-1", "up" },
	    METRIC_ROUND_TO, 0, 0 },
	{ "step of words", { "gb", "GB", "", "", "one", "up" }, METRIC_ROUND_TO,
	    0, 0 },
	{ "mode without step", { "gb", "GB", "", "", "", "up" },
	    METRIC_ROUND_TO, 0, 0 },
	{ "step without mode", { "gb", "GB", "", "", "1", "" },
	    METRIC_ROUND_MODE, 0, 0 },
	{ "unknown mode", { "gb", "GB", "", "", "1", "ceiling" },
	    METRIC_ROUND_MODE, 0, 0 },
};

/* The texts of a metric, "" where a row says nothing. */
static const char *const *
filled(const char *const given[METRIC_KEY_COUNT])
{
	static const char *texts[METRIC_KEY_COUNT];

	for (size_t i = 0; i < METRIC_KEY_COUNT; i++)
		texts[i] = given[i] == NULL ? "" : given[i];
	return texts;
}

START_TEST(a_metric_is_read)
{
	const char *const *texts = filled(rows[_i].texts);
	struct arena arena = { NULL, NULL };
	enum metric_key key = METRIC_ID;
	struct metric metric;
	struct error error;
	enum status status;

	status = metric_parse(texts, &arena, &metric, &key, &error);
	if (rows[_i].fault == GOOD) {
		ck_assert_msg(
		    status == STATUS_OK, "%s: %s", rows[_i].name, error.text);
		ck_assert_int_eq(metric.aggregation, rows[_i].aggregation);
		ck_assert_int_eq(metric.stepping, rows[_i].stepping);
		ck_assert_ptr_eq(metric.texts, texts);
	} else {
		ck_assert_msg(
		    status == STATUS_INVALID && (int)key == rows[_i].fault,
		    "%s: %d at %d", rows[_i].name, (int)status, (int)key);
	}
	arena_close(&arena);
}
END_TEST

START_TEST(a_step_is_a_number)
{
	static const char *const texts[METRIC_KEY_COUNT] = { "gb", "GB", "", "",
		"0.25", "up" };
	struct arena arena = { NULL, NULL };
	enum metric_key key;
	struct metric metric;
	struct error error;

	ck_assert_int_eq(
	    metric_parse(filled(texts), &arena, &metric, &key, &error),
	    STATUS_OK);
	ck_assert_int_eq(decimal_compare(metric.step, shop_decimal("0.25")), 0);
	ck_assert_str_eq(metric.id, "gb");
	ck_assert_str_eq(metric.unit, "GB");
	ck_assert_ptr_null(metric.expression);
	ck_assert(!metric.recurring);
}
END_TEST

START_TEST(what_lasts_has_its_words)
{
	static const char *const texts[METRIC_KEY_COUNT] = {
		[METRIC_ID] = "gbh",
		[METRIC_UNIT] = "GBh",
		[METRIC_AGGREGATION] = "weighted",
		[METRIC_EXPRESSION] = "mb / 1000",
		[METRIC_RECURRING] = "yes",
		[METRIC_VALUES] = "change",
		[METRIC_PER] = "period",
	};
	struct arena arena = { NULL, NULL };
	enum metric_key key;
	struct metric metric;
	struct error error;

	ck_assert_int_eq(
	    metric_parse(filled(texts), &arena, &metric, &key, &error),
	    STATUS_OK);
	ck_assert(metric.recurring);
	ck_assert_int_eq(metric.values, VALUES_CHANGE);
	ck_assert_int_eq(metric.per, PER_PERIOD);
	ck_assert_ptr_nonnull(metric.expression);
	arena_close(&arena);
}
END_TEST

Suite *
metric_suite(void)
{
	Suite *suite = suite_create("metric");
	TCase *tests = tcase_create("metric");

	tcase_add_loop_test(
	    tests, a_metric_is_read, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_step_is_a_number);
	tcase_add_test(tests, what_lasts_has_its_words);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * A product is exact until it is written, and what is wrong is named.
 */
#include "rate/expression.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

static const struct dimension items[] = { { "gb", "2.5" }, { "hours", "4" },
	{ "bytes", "1000000000" }, { "zero", "0.0" }, { "word", "many" },
	{ "none", "" }, { "disk-size", "-3" } };
static const struct usage_event event = { .quantity = { 7, 0 },
	.dimensions = { items, sizeof(items) / sizeof(items[0]) } };

static const struct {
	const char *text;
	const char *value; /* NULL: an error that says */
	const char *told;
} rows[] = {
	{ "gb", "2.5", NULL },
	{ "gb * hours", "10.0", NULL },
	{ "gb*hours", "10", NULL },
	{ " bytes / 1000000000 ", "1", NULL },
	{ "quantity * 2", "14", NULL },
	{ "disk-size * 0.5", "-1.5", NULL },
	{ "hours / 3 * 3", "4", NULL },
	{ "hours / 3", "1.333333333333", NULL },
	{ "2 / hours / 5", "0.1", NULL },
	{ "gb / zero", NULL, "dimension zero is zero" },
	{ "gb * gone", NULL, "dimension gone is missing" },
	{ "none", NULL, "dimension none is missing" },
	{ "word * 2", NULL, "dimension word: " },
};

START_TEST(an_expression_has_a_value)
{
	struct arena arena = { NULL, NULL };
	struct expression *expression;
	struct decimal value;
	struct error error;
	enum status status;

	ck_assert_int_eq(
	    expression_parse(rows[_i].text, &arena, &expression, &error),
	    STATUS_OK);
	status = expression_value(expression, &event, &value, &error);
	if (rows[_i].value != NULL) {
		ck_assert_msg(
		    status == STATUS_OK, "%s: %s", rows[_i].text, error.text);
		ck_assert_msg(
		    decimal_compare(value, shop_decimal(rows[_i].value)) == 0,
		    "%s", rows[_i].text);
	} else {
		ck_assert_msg(status == STATUS_INVALID, "%s", rows[_i].text);
		ck_assert_msg(strstr(error.text, rows[_i].told) != NULL,
		    "%s: %s", rows[_i].text, error.text);
	}
	arena_close(&arena);
}
END_TEST

static const char *const mistakes[] = { "", "*", "gb *", "gb hours", "gb + 1",
	"gb / 0", "gb / 0.00", "(gb)", "1.5.2", "5gb", "gb ** 2", "/ 2" };

START_TEST(a_mistake_is_refused)
{
	struct arena arena = { NULL, NULL };
	struct expression *expression;
	struct error error;

	ck_assert_msg(expression_parse(mistakes[_i], &arena, &expression,
			  &error) == STATUS_INVALID,
	    "%s", mistakes[_i]);
	arena_close(&arena);
}
END_TEST

START_TEST(what_does_not_fit_is_an_error)
{
	static const char text[] =
	    "999999999999999999999999 * 999999999999999999999999 * 9999999";
	struct arena arena = { NULL, NULL };
	struct expression *expression;
	struct decimal value;
	struct error error;

	ck_assert_int_eq(
	    expression_parse(text, &arena, &expression, &error), STATUS_OK);
	ck_assert_int_eq(expression_value(expression, &event, &value, &error),
	    STATUS_INVALID);
	arena_close(&arena);
}
END_TEST

START_TEST(a_dimension_is_a_number)
{
	struct decimal value;
	struct error error;

	ck_assert_int_eq(
	    expression_dimension("gb", &event, &value, &error), STATUS_OK);
	ck_assert_int_eq(decimal_compare(value, shop_decimal("2.5")), 0);
	ck_assert_int_eq(expression_dimension("word", &event, &value, &error),
	    STATUS_INVALID);
}
END_TEST

Suite *
expression_suite(void)
{
	Suite *suite = suite_create("expression");
	TCase *tests = tcase_create("expression");

	tcase_add_loop_test(tests, an_expression_has_a_value, 0,
	    sizeof(rows) / sizeof(rows[0]));
	tcase_add_loop_test(tests, a_mistake_is_refused, 0,
	    sizeof(mistakes) / sizeof(mistakes[0]));
	tcase_add_test(tests, what_does_not_fit_is_an_error);
	tcase_add_test(tests, a_dimension_is_a_number);
	suite_add_tcase(suite, tests);
	return suite;
}

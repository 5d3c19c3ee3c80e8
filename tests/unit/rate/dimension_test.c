/*
 * What jsonl_object() writes is read again, and nothing else.
 */
#include "rate/dimension.h"

#include <check.h>
#include <string.h>

#include "record/jsonl.h"

static struct arena arena;
static struct error error;

static void
teardown(void)
{
	arena_close(&arena);
}

static const struct {
	const char *name;
	const char *names[3];
	const char *values[3];
	size_t count;
} objects[] = {
	{ "none", { NULL }, { NULL }, 0 },
	{ "one", { "zone" }, { "abroad" }, 1 },
	{ "three, in their order", { "b", "a", "c" }, { "1", "2", "3" }, 3 },
	{ "an empty value", { "zone" }, { "" }, 1 },
	{ "signs of its own", { "a\"b" }, { "{\"x\":\"y\",}\\" }, 1 },
	{ "colons", { "::" }, { ":,:" }, 1 },
	{ "letters of other scripts", { "straße" }, { "日本" }, 1 },
	{ "blanks and tabs", { "a b" }, { "\t\n\r\b\f\x01\x1f\x7f/" }, 1 },
};

START_TEST(what_was_written_is_read)
{
	struct dimensions dimensions;
	const char *text;

	ck_assert_int_eq(jsonl_object(objects[_i].names, objects[_i].values,
			     objects[_i].count, &arena, &text, &error),
	    STATUS_OK);
	ck_assert_int_eq(
	    dimension_list(text, &arena, &dimensions, &error), STATUS_OK);
	ck_assert_uint_eq(dimensions.count, objects[_i].count);
	for (size_t i = 0; i < dimensions.count; i++)
		ck_assert_msg(strcmp(dimensions.items[i].name,
				  objects[_i].names[i]) == 0 &&
				  strcmp(dimensions.items[i].value,
				      objects[_i].values[i]) == 0,
		    "%s: %s=%s", objects[_i].name, dimensions.items[i].name,
		    dimensions.items[i].value);
}
END_TEST

START_TEST(no_dimensions_are_no_text)
{
	struct dimensions dimensions;

	ck_assert_int_eq(
	    dimension_list("", &arena, &dimensions, &error), STATUS_OK);
	ck_assert_uint_eq(dimensions.count, 0);
}
END_TEST

START_TEST(anything_else_is_refused)
{
	static const char *const texts[] = { "{", "}", "{}x", "[]", "null",
		"{\"a\"}", "{\"a\":1}", "{\"a\":\"b\"", "{\"a\":\"b\"},",
		"{\"a\":\"b\"\"c\":\"d\"}", "{\"a\":\"b\",,\"c\":\"d\"}",
		"{\"a", "{\"a\\", "{\"a\\q\":\"\"}", "{\"a\\u00\":\"\"}",
		"{\"a\\u0000\":\"\"}", "{\"a\":{}}" };
	struct dimensions dimensions;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		ck_assert_msg(dimension_list(texts[i], &arena, &dimensions,
				  &error) == STATUS_LEDGER,
		    "%s", texts[i]);
}
END_TEST

Suite *
dimension_suite(void)
{
	Suite *suite = suite_create("dimension");
	TCase *tests = tcase_create("dimension");

	tcase_add_checked_fixture(tests, NULL, teardown);
	tcase_add_loop_test(tests, what_was_written_is_read, 0,
	    sizeof(objects) / sizeof(objects[0]));
	tcase_add_test(tests, no_dimensions_are_no_text);
	tcase_add_test(tests, anything_else_is_refused);
	suite_add_tcase(suite, tests);
	return suite;
}

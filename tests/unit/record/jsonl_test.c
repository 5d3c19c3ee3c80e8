#include "record/jsonl.h"

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"

/*
 * What was read is told as text: "line:{key=value}{key=value} " for each
 * object, then the error without the name of the file.
 */

static const char *
tell(const char *path)
{
	static char told[4096];
	struct row *row = calloc(1, sizeof(*row));
	struct source source;
	struct error error;
	enum status status;
	size_t at = 0;
	bool found;

	ck_assert_int_eq(source_open(path, &source, &error), STATUS_OK);
	told[0] = '\0';
	while (
	    (status = jsonl_read(&source, row, &found, &error)) == STATUS_OK &&
	    found) {
		ck_assert_uint_eq(row->count, row->name_count);
		at += (size_t)snprintf(
		    told + at, sizeof(told) - at, "%" PRIu64 ":", row->line);
		for (size_t i = 0; i < row->count; i++)
			at += (size_t)snprintf(told + at, sizeof(told) - at,
			    "{%s=%.60s}", row->names[i], row->cells[i]);
		at += (size_t)snprintf(told + at, sizeof(told) - at, " ");
	}
	if (status != STATUS_OK)
		snprintf(told + at, sizeof(told) - at, "%s",
		    error.text + strlen(path) + 1);
	source_close(&source);
	row_close(row);
	free(row);
	return told;
}

static const struct {
	const char *name;
	const char *bytes;
	const char *told;
} files[] = {
	{ "strings", "{\"a\":\"b\",\"c\":\"\"}\n", "1:{a=b}{c=} " },
	{ "no keys", "{}\n", "1: " },
	{ "two lines, one with CRLF", "{\"a\":\"1\"}\r\n{\"a\":\"2\"}\n",
	    "1:{a=1} 2:{a=2} " },
	{ "numbers are their letters",
	    "{\"a\":1.50,\"b\":-0,\"c\":12345678901234567890.10,\"d\":1e2}\n",
	    "1:{a=1.50}{b=-0}{c=12345678901234567890.10}{d=1e2} " },
	{ "words", "{\"a\":true,\"b\":false,\"c\":null}\n",
	    "1:{a=true}{b=false}{c=} " },
	{ "escapes", "{\"a\":\"\\\"\\\\\\/\\u00e9\\ud83d\\ude00\"}\n",
	    "1:{a=\"\\/\xc3\xa9\xf0\x9f\x98\x80} " },
	{ "an escaped backslash before a u", "{\"a\":\"\\\\ud800\"}\n",
	    "1:{a=\\ud800} " },
	{ "the first half of a pair", "{\"a\":\"\\ud83dxyz\"}\n",
	    "1: half of a surrogate pair" },
	{ "the first half at the end", "{\"a\":\"\\ud83d\"}\n",
	    "1: half of a surrogate pair" },
	{ "the second half of a pair", "{\"a\":\"\\ude00\"}\n",
	    "1: half of a surrogate pair" },
	{ "an object as value", "{\"a\":\"1\"}\n{\"a\":\"1\",\"b\":{}}\n",
	    "1:{a=1} 2: column b: expected a plain value, found an object" },
	{ "an array as value", "{\"b\":[1]}\n",
	    "1: column b: expected a plain value, found an array" },
	{ "an array as line", "{}\n[]\n",
	    "1: 2: expected an object, found an array" },
	{ "a number as line", "{}\n12\n", "1: 2: expected an object" },
	{ "a string as line", "{}\n\"{}\"\n", "1: 2: expected an object" },
	{ "a blank line", "{}\n\n{}\n",
	    "1: 2: not a JSON object on one line: parse error: premature EOF" },
	{ "an object over two lines", "{\"a\":\n1}\n",
	    "1: not a JSON object on one line: parse error: premature EOF" },
	{ "two objects on a line", "{} {}\n",
	    "1: not a JSON object on one line: parse error: trailing garbage" },
	{ "a comment", "{} // x\n",
	    "1: not a JSON object on one line: parse error: trailing garbage" },
	{ "a leading zero", "{\"a\":01}\n",
	    "1: not a JSON object on one line: parse error: after key and "
	    "value, inside map, I expect ',' or '}'" },
	{ "a control character", "{\"a\":\"\t\"}\n",
	    "1: not a JSON object on one line: lexical error: invalid "
	    "character inside string." },
	{ "no newline at the end", "{}\n{}",
	    "1: 2: does not end with a newline: the file was cut short" },
	{ "a NUL in a key", "{\"a\\u0000b\":1}\n", "1: a key with a NUL" },
};

START_TEST(files_read)
{
	const char *bytes = files[_i].bytes;
	const char *told = tell(input_path(bytes, strlen(bytes)));

	ck_assert_msg(
	    strcmp(told, files[_i].told) == 0, "%s: %s", files[_i].name, told);
}
END_TEST

START_TEST(a_value_and_a_line_have_a_limit)
{
	char *bytes = malloc(SOURCE_ROOM + 2);
	const size_t most = READER_FIELD_MAX;

	ck_assert_ptr_nonnull(bytes);
	memset(bytes, 'x', SOURCE_ROOM + 2);
	memcpy(bytes, "{\"a\":\"", 6);
	memcpy(bytes + 6 + most, "\"}\n", 3);
	ck_assert_int_eq(
	    strncmp(tell(input_path(bytes, most + 9)), "1:{a=xxx", 8), 0);
	memcpy(bytes + 6 + most, "x\"}\n", 4);
	ck_assert_ptr_nonnull(strstr(
	    tell(input_path(bytes, most + 10)), "1: column a: a value of"));
	memset(bytes + 6, ' ', SOURCE_ROOM - 4);
	bytes[SOURCE_ROOM + 1] = '\n';
	ck_assert_ptr_nonnull(strstr(
	    tell(input_path(bytes, SOURCE_ROOM + 2)), "1: a line of more"));
	free(bytes);
}
END_TEST

Suite *
jsonl_suite(void)
{
	Suite *suite = suite_create("jsonl");
	TCase *cases = tcase_create("jsonl");

	tcase_add_loop_test(
	    cases, files_read, 0, (int)(sizeof(files) / sizeof(files[0])));
	tcase_add_test(cases, a_value_and_a_line_have_a_limit);
	suite_add_tcase(suite, cases);
	return suite;
}

/*
 * No key of a file is passed over, and every mistake has its place.
 */
#include "intake/keys.h"

#include <check.h>
#include <string.h>

#include "tests/unit/record/input.h"

static const char *const names[] = { "id", "name", "price", NULL };

static struct arena arena;
static struct error error;
static const struct keys keys = { "a.yaml", &error };
static const struct yaml *root;
static const struct yaml *values[3];

static void
teardown(void)
{
	arena_close(&arena);
}

static void
load(const char *text)
{
	unsigned char digest[HASH_SIZE];

	if (yaml_load(input_path(text, strlen(text)), &arena, &root, digest,
		&error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
}

enum reads { READ, TEXTS, NEED, LIST };

static enum status
read_keys(enum reads as)
{
	const struct yaml *first;
	const char *texts[3];
	size_t count;
	enum status status = keys_read(keys, root, names, values);

	if (status != STATUS_OK || as == READ)
		return status;
	if (as == TEXTS)
		return keys_texts(keys, root, names, values, texts);
	if (as == NEED)
		return keys_need(keys, root, values[0], "id", &texts[0]);
	return keys_list(keys, values[0], &first, &count);
}

static const struct {
	const char *name;
	enum reads as;
	const char *text;
	const char *fault; /* NULL: none */
} rows[] = {
	{ "all keys", READ, "id: a\nname: b\nprice: c\n", NULL },
	{ "in another order, and some", READ, "price: c\nid: a\n", NULL },
	{ "an empty mapping", READ, "{}\n", NULL },
	{ "a misspelt key", READ, "id: a\nprize: c\n",
	    "a.yaml:2:1: key \"prize\" is not known; price?" },
	{ "a key unlike any", READ, "id: a\ncolour: red\n",
	    "a.yaml:2:1: key \"colour\" is not known" },
	{ "a number with a comma", READ, "{id: a, price: 0,5, name: b}\n",
	    "a.yaml:1:18: price: 0,5: a number has a decimal point" },
	{ "a key of digits", READ, "{id: a, 5: b}\n",
	    "a.yaml:1:9: key \"5\" is not known" },
	{ "a list for a mapping", READ, "- id\n",
	    "a.yaml:1:1: a mapping is expected (such as \"id: ...\")" },
	{ "a text for a mapping", READ, "id\n", "a.yaml:1:1: a mapping is" },
	{ "single values", TEXTS, "id: a\nname: b\n", NULL },
	{ "a list for a text", TEXTS, "id: a\nname: [b]\n",
	    "a.yaml:2:1: a single value is expected" },
	{ "what is needed", NEED, "id: a\n", NULL },
	{ "what is needed is empty", NEED, "name: b\nid: \"\"\n",
	    "a.yaml:2:1: key \"id\" is missing, a value is required" },
	{ "what is needed is missing", NEED, "name: b\n",
	    "a.yaml:1:1: key \"id\" is missing, a value is required" },
	{ "a list", LIST, "id: [a, b]\n", NULL },
	{ "no list", LIST, "name: b\n", NULL },
	{ "a text for a list", LIST, "id: a\n",
	    "a.yaml:1:1: a list is expected" },
};

START_TEST(keys_are_read_or_refused)
{
	enum status status;

	load(rows[_i].text);
	status = read_keys(rows[_i].as);
	if (rows[_i].fault == NULL) {
		ck_assert_msg(
		    status == STATUS_OK, "%s: %s", rows[_i].name, error.text);
		return;
	}
	ck_assert_int_eq(status, STATUS_CONFIG);
	ck_assert_msg(
	    strncmp(error.text, rows[_i].fault, strlen(rows[_i].fault)) == 0,
	    "%s: %s", rows[_i].name, error.text);
}
END_TEST

START_TEST(values_stand_where_their_names_do)
{
	const char *texts[3] = { "x", "x", "x" };

	load("price: c\nid: a\n");
	ck_assert_int_eq(
	    keys_texts(keys, root, names, values, texts), STATUS_OK);
	ck_assert_str_eq(texts[0], "a");
	ck_assert_str_eq(texts[1], "");
	ck_assert_str_eq(texts[2], "c");
	ck_assert_ptr_null(values[1]);
}
END_TEST

START_TEST(a_list_gives_its_items)
{
	const struct yaml *first;
	size_t count = 9;

	load("id: [a, b]\n");
	ck_assert_int_eq(
	    keys_list(keys, root->first, &first, &count), STATUS_OK);
	ck_assert_uint_eq(count, 2);
	ck_assert_str_eq(first->next->text, "b");
	ck_assert_int_eq(keys_list(keys, NULL, &first, &count), STATUS_OK);
	ck_assert_uint_eq(count, 0);
	ck_assert_ptr_null(first);
}
END_TEST

START_TEST(a_failure_becomes_one_of_the_file)
{
	load("id: a\n");
	(void)error_set(&error, STATUS_INVALID, "no such thing");
	ck_assert_int_eq(keys_fail(keys, root->first), STATUS_CONFIG);
	ck_assert_str_eq(error.text, "a.yaml:1:1: no such thing");
	ck_assert_int_eq(error.status, STATUS_CONFIG);
}
END_TEST

Suite *
keys_suite(void)
{
	Suite *suite = suite_create("keys");
	TCase *tests = tcase_create("keys");

	tcase_add_checked_fixture(tests, NULL, teardown);
	tcase_add_loop_test(
	    tests, keys_are_read_or_refused, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, values_stand_where_their_names_do);
	tcase_add_test(tests, a_list_gives_its_items);
	tcase_add_test(tests, a_failure_becomes_one_of_the_file);
	suite_add_tcase(suite, tests);
	return suite;
}

#include "record/yaml.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "input.h"

/*
 * A tree is told as text: scalars in <>, sequences in [], mappings in {}.
 */

static size_t
tell_node(const struct yaml *node, char *told, size_t room)
{
	const char *marks = node->kind == YAML_SCALAR	  ? "<>"
			    : node->kind == YAML_SEQUENCE ? "[]"
							  : "{}";
	size_t at = 0;
	size_t count = 0;

	if (node->key != NULL)
		at = (size_t)snprintf(told, room, "%s=", node->key);
	told[at++] = marks[0];
	if (node->kind == YAML_SCALAR)
		at += (size_t)snprintf(told + at, room - at, "%s", node->text);
	for (const struct yaml *item = node->first; item != NULL;
	     item = item->next, count++)
		at += tell_node(item, told + at, room - at);
	ck_assert_uint_eq(count, node->count);
	told[at++] = marks[1];
	told[at] = '\0';
	return at;
}

static const char *
tell(const char *path)
{
	static char told[4096];
	unsigned char digest[HASH_SIZE];
	struct arena arena = { 0 };
	const struct yaml *root;
	struct error error;
	enum status status = yaml_load(path, &arena, &root, digest, &error);

	if (status == STATUS_OK) {
		tell_node(root, told, sizeof(told));
	} else {
		ck_assert_int_eq(status, STATUS_CONFIG);
		snprintf(
		    told, sizeof(told), "%s", error.text + strlen(path) + 1);
	}
	arena_close(&arena);
	return told;
}

static const struct {
	const char *name;
	const char *bytes;
	const char *told;
} files[] = {
	{ "a mapping", "a: 1\nb: two words\n", "{a=<1>b=<two words>}" },
	{ "a sequence", "- a\n- 'b c'\n", "[<a><b c>]" },
	{ "flow", "{a: [1, 2], b: {c: \"d, e\"}}\n",
	    "{a=[<1><2>]b={c=<d, e>}}" },
	{ "no type is guessed", "a: yes\nb: 2026-01-01\nc: 1e3\nd: ~\ne:\n",
	    "{a=<yes>b=<2026-01-01>c=<1e3>d=<~>e=<>}" },
	{ "a comment", "# x\na: 1 # y\n", "{a=<1>}" },
	{ "an explicit document", "---\na: 1\n...\n", "{a=<1>}" },
	{ "a byte order mark",
	    "\xef\xbb\xbf"
	    "a: 1\n",
	    "{a=<1>}" },
	{ "one key in two mappings", "a: {c: 1}\nb: {c: 1}\n",
	    "{a={c=<1>}b={c=<1>}}" },
	{ "a name with accents", "a: Zürich\n", "{a=<Zürich>}" },
	{ "empty", "", "1:1: the file is empty" },
	{ "only a comment", "# x\n", "1:1: the file is empty" },
	{ "only a mark", "---\n", "1:1: the file is empty" },
	{ "a key twice", "a: 1\nb: 2\n\"a\": 3\n",
	    "3:1: key \"a\" stands there twice, first on line 1" },
	{ "a key twice on a line", "x: {b: 1, a: 2, b: 3}\n",
	    "1:17: key \"b\" stands there twice, first on line 1" },
	{ "an anchor", "a: &x 1\n", "1:4: an anchor is not allowed" },
	{ "an anchor on a mapping", "a: &x {b: 1}\n",
	    "1:4: an anchor is not allowed" },
	{ "an alias", "a: *x\n", "1:4: an alias is not allowed" },
	{ "a tag", "a: !!str 1\n", "1:4: a tag is not allowed" },
	{ "a tag on a sequence", "a: !x [1]\n", "1:4: a tag is not allowed" },
	{ "a tag directive", "%TAG ! !x\n---\na: 1\n",
	    "1:1: a tag is not allowed" },
	{ "a merge key", "a: 1\n<<: {b: 1}\n",
	    "2:1: a merge key is not allowed" },
	{ "an empty key", "'': 1\n", "1:1: expected a key, found nothing" },
	{ "a mapping as key", "{a: 1}: 2\n", "1:1: expected a plain key" },
	{ "a second document", "a: 1\n---\nb: 2\n", "2:1: a second document" },
	{ "a line break in a value", "a: |\n  b\n  c\n",
	    "1:4: a line break or control character in a value" },
	{ "an escaped control", "a: \"\\e\"\n",
	    "1:4: a line break or control character in a value" },
	{ "an escaped NUL", "a: \"b\\0\"\n",
	    "1:4: a line break or control character in a value" },
	{ "Latin-1", "a: 1\nb: caf\xe9\n", "2:7: byte 0xe9: is not UTF-8" },
	{ "a raw control", "a: 1\nb: \x01\n",
	    "2:4: byte 0x01: control characters are not allowed" },
	{ "a tab as indent", "a:\n\tb: 1\n",
	    "2:1: while scanning for the next token: found character that "
	    "cannot start any token" },
	{ "not closed", "a: [1, 2\n",
	    "2:1: while parsing a flow sequence: did not find expected ',' "
	    "or ']'" },
};

START_TEST(files_read)
{
	const char *bytes = files[_i].bytes;
	const char *told = tell(input_path(bytes, strlen(bytes)));

	ck_assert_msg(
	    strcmp(told, files[_i].told) == 0, "%s: %s", files[_i].name, told);
}
END_TEST

START_TEST(depth_has_a_limit)
{
	char bytes[2 * YAML_DEPTH_MAX + 2];

	memset(bytes, '[', YAML_DEPTH_MAX);
	memset(bytes + YAML_DEPTH_MAX, ']', YAML_DEPTH_MAX);
	ck_assert_int_eq(tell(input_path(bytes, 2 * YAML_DEPTH_MAX))[0], '[');
	memset(bytes, '[', YAML_DEPTH_MAX + 1);
	memset(bytes + YAML_DEPTH_MAX + 1, ']', YAML_DEPTH_MAX + 1);
	ck_assert_str_eq(tell(input_path(bytes, sizeof(bytes))),
	    "1:33: more than 32 levels deep");
}
END_TEST

/* Whether ${bytes} are refused or read within 2.5 seconds of processor time,
 * also under sanitizers. */
static void
check_quick(const char *bytes, size_t length)
{
	unsigned char digest[HASH_SIZE];
	struct arena arena = { 0 };
	const struct yaml *root;
	struct error error;
	clock_t start = clock();

	(void)!yaml_load(
	    input_path(bytes, length), &arena, &root, digest, &error);
	ck_assert_int_lt((clock() - start) * 10 / CLOCKS_PER_SEC, 25);
	arena_close(&arena);
}

START_TEST(hostile_files_are_quick)
{
	static char bytes[YAML_BYTES_MAX];
	static const char *const units[] = { "[", "{", "{a: ", "- ", "? ", "\"",
		"[a, ", "a\n", "- - - -\n", "&a [" };
	const char *unit = units[_i];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = unit[i % strlen(unit)];
	check_quick(bytes, 80 * 1024);
	check_quick(bytes, sizeof(bytes));
}
END_TEST

START_TEST(many_keys_are_quick)
{
	static char bytes[YAML_BYTES_MAX];
	size_t length = 0;

	for (int i = 0; length + 16 < sizeof(bytes); i++)
		length += (size_t)snprintf(
		    bytes + length, sizeof(bytes) - length, "%x:\n", i);
	check_quick(bytes, length);
}
END_TEST

START_TEST(size_has_a_limit)
{
	char *bytes = malloc(YAML_BYTES_MAX + 1);

	ck_assert_ptr_nonnull(bytes);
	memset(bytes, '#', YAML_BYTES_MAX + 1);
	bytes[0] = 'a';
	bytes[1] = '\n';
	ck_assert_str_eq(tell(input_path(bytes, YAML_BYTES_MAX)), "<a>");
	ck_assert_str_eq(tell(input_path(bytes, YAML_BYTES_MAX + 1)),
	    "1:1: more than 1048576 bytes");
	free(bytes);
}
END_TEST

START_TEST(places_and_keys)
{
	static const char bytes[] = "a: 1\nb:\n  - x\n  - {c: d}\n";
	unsigned char digest[HASH_SIZE];
	char hex[HASH_HEX_MAX];
	struct arena arena = { 0 };
	const struct yaml *root;
	const struct yaml *found;
	struct error error;

	ck_assert_int_eq(yaml_load(input_path(bytes, strlen(bytes)), &arena,
			     &root, digest, &error),
	    STATUS_OK);
	found = root->first->next;
	ck_assert_str_eq(found->key, "b");
	ck_assert_uint_eq(found->line, 2);
	ck_assert_uint_eq(found->column, 1);
	ck_assert_uint_eq(found->first->line, 3);
	ck_assert_uint_eq(found->first->column, 5);
	found = found->first->next->first;
	ck_assert_str_eq(found->key, "c");
	ck_assert_uint_eq(found->line, 4);
	ck_assert_uint_eq(found->column, 6);
	ck_assert_str_eq(found->text, "d");
	ck_assert_str_eq(hash_hex(digest, 4, hex), "c85d5816");
	arena_close(&arena);
}
END_TEST

START_TEST(missing_file)
{
	unsigned char digest[HASH_SIZE];
	struct arena arena = { 0 };
	const struct yaml *root;
	struct error error;

	ck_assert_int_eq(
	    yaml_load("/no/such.yaml", &arena, &root, digest, &error),
	    STATUS_NO_INPUT);
	ck_assert_int_eq(
	    yaml_load("/", &arena, &root, digest, &error), STATUS_NO_INPUT);
}
END_TEST

Suite *
yaml_suite(void)
{
	Suite *suite = suite_create("yaml");
	TCase *cases = tcase_create("yaml");

	tcase_add_loop_test(
	    cases, files_read, 0, (int)(sizeof(files) / sizeof(files[0])));
	tcase_add_test(cases, depth_has_a_limit);
	tcase_add_loop_test(cases, hostile_files_are_quick, 0, 10);
	tcase_add_test(cases, many_keys_are_quick);
	tcase_add_test(cases, size_has_a_limit);
	tcase_add_test(cases, places_and_keys);
	tcase_add_test(cases, missing_file);
	suite_add_tcase(suite, cases);
	return suite;
}

/*
 * A name finds all that has it, and nothing that has another.
 */
#include "base/names.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct names names;
static struct error error;

static void
setup(void)
{
	names = (struct names){ .count = 0 };
}

static void
teardown(void)
{
	arena_close(&arena);
}

static void
add(const char *name, size_t item)
{
	ck_assert_int_eq(
	    names_add(&names, name, item, &arena, &error), STATUS_OK);
}

static void
build(void)
{
	ck_assert_int_eq(names_build(&names, &arena, &error), STATUS_OK);
}

/* The items of a name, "1 2 ". */
static const char *
find(const char *name)
{
	const char *told = "";
	size_t count;
	const struct named *found = names_find(&names, name, &count);

	for (size_t i = 0; i < count; i++) {
		ck_assert_str_eq(found[i].name, name);
		told = arena_format(&arena, "%s%u ", told, found[i].item);
	}
	return told;
}

START_TEST(an_empty_table_finds_nothing)
{
	build();
	ck_assert_str_eq(find("a"), "");
	ck_assert_str_eq(find(""), "");
}
END_TEST

START_TEST(a_name_may_have_several_items)
{
	add("b", 7);
	add("a", 3);
	add("b", 2);
	add("ab", 5);
	add("b", 4);
	build();
	ck_assert_str_eq(find("b"), "2 4 7 ");
	ck_assert_str_eq(find("a"), "3 ");
	ck_assert_str_eq(find("ab"), "5 ");
	ck_assert_str_eq(find("abc"), "");
	ck_assert_str_eq(find(""), "");
}
END_TEST

START_TEST(many_names_are_told_apart)
{
	enum { COUNT = 10000 };
	char expected[16];

	for (size_t i = 0; i < COUNT; i++)
		add(arena_format(&arena, "S-%05zu", i * 7 % COUNT), i);
	build();
	for (size_t i = 0; i < COUNT; i++) {
		(void)snprintf(expected, sizeof(expected), "%zu ", i);
		ck_assert_str_eq(
		    find(arena_format(&arena, "S-%05zu", i * 7 % COUNT)),
		    expected);
		ck_assert_str_eq(find(arena_format(&arena, "S_%05zu", i)), "");
	}
}
END_TEST

Suite *
names_suite(void)
{
	Suite *suite = suite_create("names");
	TCase *tests = tcase_create("names");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, an_empty_table_finds_nothing);
	tcase_add_test(tests, a_name_may_have_several_items);
	tcase_add_test(tests, many_names_are_told_apart);
	suite_add_tcase(suite, tests);
	return suite;
}

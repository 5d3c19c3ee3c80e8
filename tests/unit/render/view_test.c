/*
 * A view keeps what it was told in that order, and survives a lack of memory
 * until somebody asks.
 */
#include "render/view.h"

#include <check.h>

static struct arena arena;

static void
teardown(void)
{
	arena_close(&arena);
}

START_TEST(names_are_found_in_their_scope_alone)
{
	struct views views = { .arena = &arena };
	struct view root = { .name = "" };
	struct view *list, *item;

	view_text(&views, &root, "number", "INV-1");
	list = view_list(&views, &root, "lines");
	view_copy(&views, view_item(&views, list), "amount", "12.34", 2);
	item = view_item(&views, list);
	view_text(&views, item, "amount", "");
	view_text(&views, view_shape(&views, list), "amount", "never");

	ck_assert(!views.failed);
	ck_assert_str_eq(view_find(&root, "number")->text, "INV-1");
	ck_assert_ptr_eq(view_find(&root, "lines"), list);
	ck_assert_ptr_null(view_find(&root, "amount"));
	ck_assert_ptr_null(view_find(&root, "numbe"));
	ck_assert_str_eq(view_find(list->first, "amount")->text, "12");
	ck_assert_ptr_eq(list->first->next, item);
	ck_assert_ptr_null(item->next);
}
END_TEST

START_TEST(a_lack_of_memory_is_remembered)
{
	struct views views = { .arena = &arena, .failed = true };
	struct view root = { .name = "" };
	struct view *list = view_list(&views, &root, "lines");

	/* What was not made is nobody's child, least of all its own. */
	view_text(&views, view_item(&views, list), "amount", "1");
	view_text(&views, view_item(&views, list), "amount", "1");
	ck_assert(views.failed);
	ck_assert_ptr_null(root.first);
}
END_TEST

Suite *
view_suite(void)
{
	Suite *suite = suite_create("view");
	TCase *tests = tcase_create("view");

	tcase_add_checked_fixture(tests, NULL, teardown);
	tcase_add_test(tests, names_are_found_in_their_scope_alone);
	tcase_add_test(tests, a_lack_of_memory_is_remembered);
	suite_add_tcase(suite, tests);
	return suite;
}

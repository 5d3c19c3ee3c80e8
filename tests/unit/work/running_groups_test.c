/*
 * Where a line goes is told by what its payer asks for: sections and documents
 * by account, child, service, product line, order and purchase order.
 */
#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"
#include "work/running.h"

static struct arena arena;
static struct error error;

/* A2 and A3 stand under A1, A4 under A3, nobody under or above A9. */
static struct account_parent parents[] = { { "A2", "A1" }, { "A3", "A1" },
	{ "A4", "A3" } };

static struct running
running_of(const struct catalogs *catalogs)
{
	return (struct running){
		.catalogs = *catalogs,
		.parents = parents,
		.parent_count = 3,
		.has_parents = true,
		.error = &error,
	};
}

/* The terms of ${owner} whose lines A1 pays. */
static struct running_terms
terms_of(struct running *running, const struct billing_owner *owner,
    const struct payer *payer)
{
	struct running_terms terms = { .owner = owner, .payer = payer };

	if (running_groups(running, &terms) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	return terms;
}

static const struct {
	const char *name;
	const char *account;
	const char *group_by;
	const char *section;
} children[] = {
	{ "the payer itself is no child", "A1", "child", "" },
	{ "right under the payer", "A2", "child", "A2" },
	{ "two below: the child that it stands under", "A4", "child", "A3" },
	{ "elsewhere: itself", "A9", "child", "A9" },
	{ "nobody asks for children", "A4", "account", "" },
};

START_TEST(the_child_of_the_payer)
{
	static const struct catalogs none = { NULL, 0 };
	struct running running = running_of(&none);
	struct billing_owner owner = { .account = children[_i].account };
	struct payer payer = { .account = "A1",
		.group_by = children[_i].group_by,
		.split_by = "",
		.po_number = "" };

	ck_assert_msg(strcmp(terms_of(&running, &owner, &payer).child,
			  children[_i].section) == 0,
	    "%s", children[_i].name);
}
END_TEST

static const struct {
	const char *name;
	const char *group_by;
	const char *split_by;
	const char *corrects;
	const char *order;
	const char *section;
	const char *split;
} places[] = {
	{ "nobody asks", "", "", "", "O1", "", "" },
	{ "by account", "account", "", "", "O1", "A2", "" },
	{ "a document for each service", "", "service", "", "O1", "", "+1" },
	{ "by the product's line", "product_line", "", "", "O1", "net", "" },
	{ "both, in the order of the words", "order account", "", "", "O1",
	    "O1 / A2", "" },
	{ "one of each", "order", "po_number", "", "O1", "O1", "PO-7" },
	{ "an order without: the payer's", "po_number", "", "", "O2", "PO-1",
	    "" },
	{ "a line of no order: the payer's", "", "po_number", "", "", "",
	    "PO-1" },
	{ "a later line without: the one before it gave", "", "po_number", "",
	    "O3", "", "PO-8" },
	{ "not what was given by mistake", "po_number", "", "", "O5", "PO-8",
	    "" },
	{ "a correction stays", "account", "po_number", "INV-1/1", "O1", "old",
	    "old" },
};

START_TEST(where_a_line_goes)
{
	struct product product = { .id = "fiber", .line = "net" };
	struct catalog catalog = {
		.version = "2026", .products = &product, .product_count = 1
	};
	struct catalogs catalogs = { &catalog, 1 };
	struct running running = running_of(&catalogs);
	struct billing_owner owner = { .account = "A2" };
	struct payer payer = { .account = "A1",
		.group_by = places[_i].group_by,
		.split_by = places[_i].split_by,
		.po_number = "PO-1" };
	struct order orders[] = {
		{ .id = "O2", .line = "1", .po_number = "" },
		{ .id = "O1", .line = "1", .po_number = "PO-7" },
		{ .id = "O1", .line = "2", .po_number = "PO-8" },
		{ .id = "O3", .line = "1", .po_number = "" },
		{ .id = "O4", .line = "1", .po_number = "PO-9" },
		{ .id = "O4",
		    .line = "2",
		    .action = ACTION_VOID,
		    .voids = "O4/1",
		    .po_number = "" },
		{ .id = "O5", .line = "1", .po_number = "" },
	};
	struct billing_subscription from = { .orders = orders,
		.order_count = sizeof(orders) / sizeof(orders[0]) };
	struct running_terms terms = terms_of(&running, &owner, &payer);
	struct proposed items[2] = { { .account = "" } };
	struct proposed_list lines = { items, 2 };
	struct line *line = &items[1].line;

	items[0].line = items[1].line = *shop_line(&arena, "1.00");
	items[0].line.section = items[0].line.split = "before";
	line->owner = "A2";
	line->service = "+1";
	line->order = places[_i].order;
	line->order_line = "1";
	line->corrects = places[_i].corrects;
	if (line->corrects[0] != '\0')
		line->section = line->split = "old";
	ck_assert_int_eq(
	    running_group(&running, &terms, &from, &lines, 1), STATUS_OK);
	ck_assert_msg(strcmp(line->section, places[_i].section) == 0,
	    "%s: section %s", places[_i].name, line->section);
	ck_assert_msg(strcmp(line->split, places[_i].split) == 0,
	    "%s: document %s", places[_i].name, line->split);
	ck_assert_str_eq(items[0].line.section, "before");
	arena_close(&running.scratch);
}
END_TEST

START_TEST(a_word_that_is_not_known)
{
	static const struct catalogs none = { NULL, 0 };
	struct running running = running_of(&none);
	struct payer payer = { .group_by = "", .split_by = "colour" };
	struct running_terms terms = { .payer = &payer };

	ck_assert_int_eq(running_groups(&running, &terms), STATUS_INVALID);
}
END_TEST

static void
teardown(void)
{
	arena_close(&arena);
}

Suite *
running_groups_suite(void)
{
	Suite *suite = suite_create("running_groups");
	TCase *tests = tcase_create("running_groups");

	tcase_add_checked_fixture(tests, NULL, teardown);
	tcase_add_loop_test(tests, the_child_of_the_payer, 0,
	    sizeof(children) / sizeof(children[0]));
	tcase_add_loop_test(
	    tests, where_a_line_goes, 0, sizeof(places) / sizeof(places[0]));
	tcase_add_test(tests, a_word_that_is_not_known);
	suite_add_tcase(suite, tests);
	return suite;
}

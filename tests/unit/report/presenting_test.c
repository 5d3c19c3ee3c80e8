/*
 * Documents are shown as they were posted, each to the end.
 */
#include "report/presenting.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"
#include "tests/unit/work/desk.h"

static const char *shown;

static void
setup(void)
{
	desk_setup();
	desk_stock();
	shown = "";
	book_must(desk_post(desk_proposal("2026-01-01")));
	book_must(desk_post(desk_proposal("2026-02-01")));
	book_must(desk_post(desk_proposal("2026-03-01")));
}

/* "NUMBER " of each, and once all there is of it. */
static enum status
visit(void *context, const struct presented *presented, struct arena *scratch,
    struct error *error)
{
	const struct document *document = presented->document;

	(void)error;
	ck_assert_ptr_eq(context, &shown);
	ck_assert_ptr_nonnull(scratch);
	ck_assert_str_eq(presented->company->name, "Acme Inc.");
	ck_assert_str_eq(document->account, "A1");
	ck_assert_str_eq(presented->party.customer, "C1");
	ck_assert_str_eq(presented->party.customer_name, "Jane Doe");
	ck_assert_str_eq(
	    presented->party.address, "1 Main St\n\nSpringfield, IL 62701\nUS");
	ck_assert_int_eq(document->total.minor, 6300);
	ck_assert_uint_eq(document->line_count, 2);
	ck_assert_uint_eq(document->lines[0].tax_count, 1);
	ck_assert_int_eq(document->lines[0].taxes[0].amount.minor, 300);
	ck_assert_uint_eq(document->lines[1].tax_count, 0);
	ck_assert_str_eq(presented->products[0], "Fiber");
	ck_assert_str_eq(presented->products[1], "Fiber");
	shown =
	    arena_format(&book_arena, "%s%s ", shown, presented->number + 14);
	return STATUS_OK;
}

static const struct {
	const char *name;
	const char *numbers[2];
	const char *list;
	const char *period;
	const char *as_of;
	const char *account;
	const char *shown;
	const char *missing; /* NULL: none */
} rows[] = {
	{ .name = "all", .shown = "1 2 3 " },
	{ .name = "one", .numbers = { "INV-2026-000002" }, .shown = "2 " },
	{ .name = "in the order of the numbers",
	    .numbers = { "INV-2026-000003", "INV-2026-000001" },
	    .shown = "1 3 " },
	{ .name = "a list",
	    .list = "invoice,x\nINV-2026-000003,1\n",
	    .shown = "3 " },
	{ .name = "an empty list", .list = "invoice\n", .shown = "" },
	{ .name = "a month", .period = "2026-02", .shown = "2 " },
	{ .name = "until a day", .as_of = "2026-02-15", .shown = "1 2 " },
	{ .name = "an account", .account = "A1", .shown = "1 2 3 " },
	{ .name = "an account without any", .account = "A2", .shown = "" },
	{ .name = "one that is not there, after the others",
	    .numbers = { "INV-2026-000002", "INV-2026-000009" },
	    .shown = "2 ",
	    .missing = "INV-2026-000009" },
	{ .name = "one that is not of the month",
	    .numbers = { "INV-2026-000002" },
	    .period = "2026-01",
	    .shown = "",
	    .missing = "INV-2026-000002" },
};

START_TEST(documents_are_selected)
{
	struct presenting_options options = {
		(const char *const *)rows[_i].numbers, 0, NULL, rows[_i].period
	};
	enum status status;

	while (options.number_count < 2 &&
	       rows[_i].numbers[options.number_count] != NULL)
		options.number_count++;
	if (rows[_i].list != NULL)
		options.list = book_file("list", rows[_i].list);
	desk_request.as_of = shop_day(rows[_i].as_of);
	desk_request.account = rows[_i].account;
	status =
	    presenting_run(&desk_request, &options, visit, &shown, &book_error);
	ck_assert_msg(
	    status == (rows[_i].missing == NULL ? STATUS_OK : STATUS_INVALID),
	    "%s: %s", rows[_i].name, book_error.text);
	if (rows[_i].missing != NULL)
		desk_told(rows[_i].missing);
	ck_assert_msg(
	    strcmp(shown, rows[_i].shown) == 0, "%s: %s", rows[_i].name, shown);
}
END_TEST

static const char *address;

static enum status
take_address(void *context, const struct presented *presented,
    struct arena *scratch, struct error *error)
{
	(void)context;
	(void)scratch;
	(void)error;
	address = arena_text(&book_arena, presented->party.address);
	return STATUS_OK;
}

/* City, region and postal code of the customer; the line that they make. */
static const char *const places[][4] = {
	{ "Springfield", "IL", "62701", "Springfield, IL 62701" },
	{ "Springfield", "", "62701", "Springfield 62701" },
	{ "Springfield", "IL", "", "Springfield, IL" },
	{ "", "IL", "62701", "IL 62701" },
	{ "", "", "62701", "62701" },
	{ "", "", "", "" },
};

START_TEST(an_address_has_no_stray_marks)
{
	static const char *const number = "INV-2026-000001";
	struct presenting_options options = { &number, 1, NULL, NULL };

	book_sql(arena_format(&book_arena,
	    "DROP TRIGGER personal_update; "
	    "UPDATE personal SET city = '%s', region = '%s', "
	    "postal_code = '%s'",
	    places[_i][0], places[_i][1], places[_i][2]));
	book_must(presenting_run(
	    &desk_request, &options, take_address, NULL, &book_error));
	ck_assert_str_eq(address,
	    arena_format(&book_arena, "1 Main St\n\n%s\nUS", places[_i][3]));
}
END_TEST

Suite *
presenting_suite(void)
{
	Suite *suite = suite_create("presenting");
	TCase *tests = tcase_create("presenting");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_loop_test(
	    tests, documents_are_selected, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_loop_test(tests, an_address_has_no_stray_marks, 0,
	    sizeof(places) / sizeof(places[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Headers and work orders of a small book, told as a few of their columns.
 */
#include "report/heading.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"
#include "tests/unit/work/desk.h"

#define COLUMNS_MAX 32

static struct exporting_options options;

typedef enum status run(
    const struct request *, const struct exporting_options *, struct error *);

static void
setup(void)
{
	options = (struct exporting_options){ .period = NULL };
	desk_setup();
	desk_stock();
}

/* The columns ${wanted} of each row, joined by ", ". */
static const char *
tell(run *heading, const char *as_of, const size_t wanted[3])
{
	const char *text, *told = "";

	desk_clear();
	if (as_of != NULL)
		desk_request.as_of = shop_day(as_of);
	book_must(heading(&desk_request, &options, &book_error));
	desk_request.as_of = DATE_NONE;
	text = strchr(desk_answer(), '\n') + 1;
	while (text[0] != '\0') {
		const char *cells[COLUMNS_MAX], *end = strchr(text, '\n');
		char *row = arena_copy(&book_arena, text, (size_t)(end - text));
		size_t count = 0;

		for (char *at = row; at != NULL && count < COLUMNS_MAX;
		     count++) {
			cells[count] = at;
			at = strchr(at, ',');
			if (at != NULL)
				*at++ = '\0';
		}
		told = arena_format(&book_arena, "%s%s%s %s %s", told,
		    told[0] == '\0' ? "" : ", ", cells[wanted[0]],
		    cells[wanted[1]], cells[wanted[2]]);
		text = end + 1;
	}
	return told;
}

/* "HEADER END STATUS", "HEADER PRICE SOURCE" and "WORK ACTION STATUS". */
static const char *
statuses(const char *as_of)
{
	return tell(heading_headers, as_of, (const size_t[]){ 0, 26, 27 });
}

static const char *
prices(void)
{
	return tell(heading_headers, NULL, (const size_t[]){ 0, 12, 13 });
}

static const char *
work(void)
{
	return tell(heading_work, NULL, (const size_t[]){ 0, 4, 13 });
}

START_TEST(a_header_ends_where_the_next_one_is_in_force)
{
	desk_request.account = "A2";
	book_must(desk_import("orders",
	    "order,line,action,account,subscription,quantity,start\n"
	    "C1,1,change,A2,S2,3,2026-02-10\n"
	    "C2,1,cancel,A2,S2,,2026-04-01\n"));
	desk_request.account = "A2";
	options.keys.order = "C1";
	ck_assert_str_eq(statuses("2026-02-09"), "C1/1 2026-04-01 pending");
	ck_assert_str_eq(statuses("2026-02-10"), "C1/1 2026-04-01 active");
	ck_assert_str_eq(statuses("2026-04-01"), "C1/1 2026-04-01 ended");
	options.keys.order = "C2";
	ck_assert_str_eq(statuses("2026-04-01"), "C2/1  done");
	ck_assert_str_eq(statuses(NULL), "C2/1  ");
}
END_TEST

START_TEST(a_price_is_the_lines_or_inherited_or_the_catalogs)
{
	book_must(desk_import("orders",
	    "order,line,action,account,subscription,quantity,price,start\n"
	    "C1,1,change,A2,S2,3,,2026-02-10\n"
	    "C2,1,change,A2,S2,,25,2026-03-10\n"
	    "C3,1,change,A2,S2,5,,2026-04-10\n"));
	options.keys.subscription = "S2";
	options.keys.order = "C1";
	ck_assert_str_eq(prices(), "C1/1 30.00 catalog");
	options.keys.order = "C2";
	ck_assert_str_eq(prices(), "C2/1 25 order");
	options.keys.order = "C3";
	ck_assert_str_eq(prices(), "C3/1 25 subscription");
	options.keys.subscription = "S1";
	ck_assert_str_eq(prices(), "");
}
END_TEST

START_TEST(work_is_the_difference_that_a_line_makes)
{
	options.keys.subscription = "S2";
	book_must(desk_import("orders",
	    "order,line,action,account,subscription,quantity,price,start\n"
	    "C1,1,change,A2,S2,3,,2026-02-10\n"
	    "C2,1,change,A2,S2,,25,2026-03-10\n"
	    "C3,1,suspend,A2,S2,,,2026-04-10\n"
	    "C4,1,resume,A2,S2,,,2026-04-20\n"
	    "C5,1,cancel,A2,S2,,,2026-05-01\n"));
	book_must(desk_import("fulfilments",
	    "fulfilment,order,line,date,quantity\n"
	    "F1,C1,1,2026-02-11,1\nF2,C5,1,2026-05-01,2\n"
	    "F3,C5,1,2026-05-02,1\n"));
	options.pending = true;
	options.keys.order = "C1";
	ck_assert_str_eq(work(), "C1/1 change partial");
	/* Another price is no work. */
	options.keys.order = "C2";
	ck_assert_str_eq(work(), "");
	options.keys.order = "C3";
	ck_assert_str_eq(work(), "C3/1 suspend open");
	options.keys.order = "C4";
	ck_assert_str_eq(work(), "C4/1 resume open");
	options.keys.order = "C5";
	ck_assert_str_eq(work(), "");
	options.pending = false;
	ck_assert_str_eq(work(), "C5/1 deprovision confirmed");
}
END_TEST

Suite *
heading_suite(void)
{
	Suite *suite = suite_create("heading");
	TCase *tests = tcase_create("heading");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, a_header_ends_where_the_next_one_is_in_force);
	tcase_add_test(
	    tests, a_price_is_the_lines_or_inherited_or_the_catalogs);
	tcase_add_test(tests, work_is_the_difference_that_a_line_makes);
	suite_add_tcase(suite, tests);
	return suite;
}

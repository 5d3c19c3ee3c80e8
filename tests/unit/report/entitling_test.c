/*
 * A request is held against what was counted in its own period, by the charge
 * that would take it.
 */
#include "report/entitling.h"

#include <check.h>
#include <string.h>

#include "intake/cataloging.h"
#include "tests/unit/rule/shop.h"
#include "tests/unit/work/desk.h"
#include "usage/metering.h"

#define CATALOG \
	"version: \"m\"\neffective: 2026-01-01\n" \
	"metrics: [{id: gb, unit: GB, aggregation: sum}, " \
	"{id: top, unit: GB, aggregation: max}]\n" \
	"products: [{id: data, name: Data}]\n" \
	"plans: [{id: data, product: data, currency: USD, charges: [" \
	"{id: eu, kind: usage, metric: gb, price: 2, limit: 3, " \
	"where: {zone: eu}}, " \
	"{id: use, kind: usage, metric: gb, price: 1, included: 10}, " \
	"{id: top, kind: usage, metric: top, price: 4}]}, " \
	"{id: share, product: data, currency: USD, charges: [" \
	"{id: all, kind: usage, metric: gb, price: 1, included: 10, " \
	"pool: account}]}, " \
	"{id: two, product: data, currency: USD, charges: [" \
	"{id: some, kind: usage, metric: gb, price: 2, included: 10, " \
	"pool: account}]}, " \
	"{id: three, product: data, currency: USD, charges: [" \
	"{id: some, kind: usage, metric: gb, price: 3, included: 10, " \
	"pool: account}]}]\n"

static void
setup(void)
{
	struct metering_options usage = { .path = NULL };

	desk_setup();
	desk_stock();
	desk_clear();
	book_must(cataloging_run(
	    &desk_request, book_file("m.yaml", CATALOG), &book_error));
	book_must(desk_import("orders",
	    "order,line,action,account,subscription,plan,price,start\n"
	    "O7,1,add,A1,U1,data,,2026-01-01\n"
	    "O7,2,add,A2,U2,data,,2026-01-01\n"
	    "O7,3,add,A1,P1,share,,2026-01-01\n"
	    "O7,4,add,A1,P2,share,,2026-01-01\n"
	    "O7,5,add,A2,P3,share,,2026-01-01\n"
	    "O7,6,add,A2,P4,two,,2026-01-01\n"
	    "O7,7,add,A2,P5,two,,2026-01-01\n"
	    "O7,8,add,A2,P6,three,,2026-01-01\n"));
	usage.path = book_file("usage.csv",
	    "event,subscription,metric,quantity,occurred_at,zone\n"
	    "E1,U1,gb,8,2026-01-20T12:00:00Z,\n"
	    "E2,U1,gb,2,2026-01-20T12:00:00Z,eu\n"
	    "E3,U1,gb,9,2026-02-20T12:00:00Z,\n"
	    "E4,U1,top,5,2026-01-20T12:00:00Z,\n"
	    "E5,U2,gb,20,2026-01-25T12:00:00Z,\n"
	    "E6,P1,gb,13,2026-01-25T12:00:00Z,\n"
	    "E7,P2,gb,2,2026-01-25T12:00:00Z,\n"
	    "E8,P5,gb,20,2026-01-25T12:00:00Z,\n"
	    "E9,P6,gb,2,2026-01-25T12:00:00Z,\n");
	desk_clear();
	book_must(metering_run(&desk_request, &usage, &book_error));
}

static const struct {
	const char *name;
	bool reserve;
	const char *requests; /* "SUBSCRIPTION,METRIC,QUANTITY,AT,ZONE" */
	const char *answers; /* "ALLOWED,LEFT,AMOUNT,CURRENCY,REASON" each */
} asked[] = {
	{ "what is included", false, "U1,gb,2,2026-01-31T12:00:00Z,",
	    "yes,2,0,USD, " },
	{ "what is included in part", false, "U1,gb,2.5,2026-01-01T12:00:00Z,",
	    "yes,2,0.5,USD, " },
	{ "nothing is left", false, "U2,gb,2,2026-01-31T12:00:00Z,",
	    "yes,0,2,USD, " },
	{ "the first charge that takes it", false,
	    "U1,gb,1,2026-01-31T12:00:00Z,eu", "yes,1,2,USD, " },
	{ "over the limit", false, "U1,gb,1.1,2026-01-31T12:00:00Z,eu",
	    "no,1,,,limit " },
	{ "the next period", false, "U1,gb,2,2026-02-10T12:00:00Z,",
	    "yes,1,1,USD, " },
	{ "the last one", false, "U1,gb,2,2025-12-31T12:00:00Z,",
	    "no,,,,not-in-service " },
	{ "below the maximum so far", false, "U1,top,5,2026-01-21T12:00:00Z,",
	    "yes,,0,USD, " },
	{ "above the maximum so far", false, "U1,top,7,2026-01-21T12:00:00Z,",
	    "yes,,8,USD, " },
	{ "a quantity of one", false, "U2,gb,,2026-01-21T12:00:00Z,",
	    "yes,0,1,USD, " },
	{ "requests do not count", false,
	    "U1,gb,3,2026-01-21T12:00:00Z,\nU1,gb,3,2026-01-21T12:00:00Z,",
	    "yes,2,1,USD, yes,2,1,USD, " },
	{ "requests count", true,
	    "U1,gb,3,2026-01-21T12:00:00Z,\nU1,gb,3,2026-01-21T12:00:00Z,\n"
	    "U1,gb,3,2026-02-21T12:00:00Z,\nU2,gb,3,2026-01-21T12:00:00Z,",
	    "yes,2,1,USD, yes,0,3,USD, yes,1,2,USD, yes,0,3,USD, " },
	{ "what others of the pool leave", false,
	    "P1,gb,6,2026-01-21T12:00:00Z,\nP2,gb,6,2026-01-21T12:00:00Z,\n"
	    "P2,gb,9,2026-01-21T12:00:00Z,\nP3,gb,11,2026-01-21T12:00:00Z,",
	    "yes,5,1,USD, yes,5,1,USD, yes,5,4,USD, yes,10,1,USD, " },
	{ "what the others of the pool then pay is not told", false,
	    "P4,gb,9,2026-01-21T12:00:00Z,\nP5,gb,9,2026-01-21T12:00:00Z,",
	    "yes,8,2,USD, yes,8,2,USD, " },
	{ "a pool is used up once", true,
	    "P1,gb,4,2026-01-21T12:00:00Z,\nP1,gb,1,2026-01-21T12:00:00Z,\n"
	    "P1,gb,1,2026-01-21T12:00:00Z,\nP2,gb,1,2026-01-21T12:00:00Z,",
	    "yes,5,0,USD, yes,1,0,USD, yes,0,1,USD, yes,0,1,USD, " },
	{ "a pool is used up by the others", true,
	    "P2,gb,8,2026-01-21T12:00:00Z,\nP1,gb,1,2026-01-21T12:00:00Z,",
	    "yes,5,3,USD, yes,0,1,USD, " },
	{ "units go to whom they went first", true,
	    "P4,gb,22,2026-01-21T12:00:00Z,\nP6,gb,1,2026-01-21T12:00:00Z,\n"
	    "P6,gb,10,2026-01-21T12:00:00Z,\nP5,gb,1,2026-01-21T12:00:00Z,",
	    "yes,8,28,USD, yes,0,2,USD, yes,0,23,USD, yes,0,2,USD, " },
	{ "what is refused does not count", true,
	    "U1,gb,2,2026-01-21T12:00:00Z,eu\nU1,gb,1,2026-01-21T12:00:00Z,eu",
	    "no,1,,,limit yes,1,2,USD, " },
};

/* What was put out, from "allowed" on. */
static const char *
answers(const char *requests, bool reserve)
{
	struct entitling_options options = { .reserve = reserve };
	const char *text, *told = "";

	options.path = book_file("requests.csv", requests);
	desk_clear();
	desk_request.as_of = shop_day("2026-01-20");
	book_must(entitling_run(&desk_request, &options, &book_error));
	text = strchr(desk_answer(), '\n') + 1;
	for (; text[0] != '\0'; text = strchr(text, '\n') + 1) {
		for (int i = 0; i < 7; i++)
			text = strchr(text, ',') + 1;
		told = arena_format(&book_arena, "%s%.*s ", told,
		    (int)strcspn(text, "\n"), text);
	}
	return told;
}

START_TEST(a_request_is_answered_otherwise)
{
	const char *header = "request,subscription,metric,quantity,at,zone\n";
	const char *text = header, *at = asked[_i].requests, *told;

	for (int i = 1; at[0] != '\0'; i++) {
		size_t length = strcspn(at, "\n");

		text = arena_format(
		    &book_arena, "%sR%d,%.*s\n", text, i, (int)length, at);
		at += length + (at[length] == '\n');
	}
	told = answers(text, asked[_i].reserve);
	ck_assert_msg(strcmp(told, asked[_i].answers) == 0, "%s: %s",
	    asked[_i].name, told);
}
END_TEST

START_TEST(a_bad_request_is_answered)
{
	struct entitling_options options = {
		.path = book_file("requests.csv",
		    "request,subscription,metric,quantity,at\n"
		    "R1,U1,gb,1,2026-01-31\n"
		    "R2,U1,gb,1,2026-01-31T12:00:00Z\n")
	};

	desk_clear();
	desk_request.as_of = shop_day("2026-01-20");
	desk_request.reject = book_path("rejects.csv");
	ck_assert_int_eq(
	    entitling_run(&desk_request, &options, &book_error), STATUS_ASIDE);
	ck_assert_str_eq(desk_counts(), "2 1 0 0 1");
	ck_assert(strstr(book_content("rejects.csv"), "column at:") != NULL);
}
END_TEST

START_TEST(no_day_is_needed)
{
	const struct entitling_options options = { .path = "-" };

	desk_clear();
	desk_request.as_of = DATE_NONE;
	ck_assert_int_eq(
	    entitling_run(&desk_request, &options, &book_error), STATUS_USAGE);
	desk_told("--as-of is required");
}
END_TEST

Suite *
entitling_suite(void)
{
	Suite *suite = suite_create("entitling");
	TCase *tests = tcase_create("entitling");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_loop_test(tests, a_request_is_answered_otherwise, 0,
	    sizeof(asked) / sizeof(*asked));
	tcase_add_test(tests, a_bad_request_is_answered);
	tcase_add_test(tests, no_day_is_needed);
	suite_add_tcase(suite, tests);
	return suite;
}

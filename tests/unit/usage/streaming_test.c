/*
 * What a stream makes of many months, names and plans.
 */
#include "usage/streaming.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/work/desk.h"

#define CATALOG \
	"version: \"1\"\n" \
	"effective: 2026-01-01\n" \
	"metrics:\n" \
	"  - {id: gb, unit: GB, aggregation: sum}\n" \
	"  - {id: user, unit: user, aggregation: unique, field: who}\n" \
	"products: [{id: net, name: Net}]\n" \
	"plans:\n" \
	"  - id: tiers\n" \
	"    product: net\n" \
	"    currency: USD\n" \
	"    charges:\n" \
	"      - {id: gb, kind: usage, metric: gb, model: graduated,\n" \
	"         tiers: [{up_to: 10, price: \"1\"}, {price: \"2\"}]}\n" \
	"      - {id: user, kind: usage, metric: user, price: \"3\"}\n" \
	"  - id: third\n" \
	"    product: net\n" \
	"    currency: USD\n" \
	"    charges:\n" \
	"      - {id: gb, kind: usage, metric: gb, price: \"1\",\n" \
	"         included: \"1\"}\n"

static struct streaming_options options;

/* Stream the file ${path} into another. */
static void
stream_file(const char *path, enum status expected)
{
	int file = open(book_path("out"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
	enum status status;

	desk_clear();
	options.path = path;
	options.catalog = book_file("catalog.yaml", CATALOG);
	spool_flow(desk_request.output, file);
	status = streaming_run(&desk_request, &options, &book_error);
	ck_assert_msg(status == expected, "%d: %s", status, book_error.text);
	if (status == STATUS_OK)
		ck_assert_int_eq(
		    spool_flush(desk_request.output, &book_error), STATUS_OK);
	ck_assert_int_eq(close(file), 0);
}

/* Stream ${usage}; what comes out. */
static const char *
stream(const char *usage, enum status expected)
{
	stream_file(book_file("usage.csv", usage), expected);
	return book_content("out");
}

static void
setup(void)
{
	desk_setup();
	options = (struct streaming_options){ .plan = "tiers" };
}

START_TEST(a_month_or_a_name_is_mixed_up)
{
	ck_assert_str_eq(
	    stream("metric,quantity,occurred_at,subscription,service,plan\n"
		   "gb,12,2026-01-31T23:59:59.999999Z,S1,,\n"
		   "gb,12,2026-02-01T00:00:00Z,S1,,\n"
		   "gb,1,2026-01-01T00:00:00Z,S1,,\n"
		   "gb,1,2026-01-01T00:00:00Z,,S1,\n"
		   "gb,1,2026-01-01T00:00:00Z,S2,,\n"
		   "gb,1,2025-01-31T00:00:00Z,S1,,\n"
		   "gb,3,2026-01-31T00:00:00Z,S1,,third\n"
		   "gb,3,2026-01-31T00:00:00Z,S1,,third\n"
		   "gb,1,1969-12-31T23:59:59.5Z,S1,,\n",
		STATUS_OK),
	    "metric,quantity,occurred_at,subscription,service,plan,charge,"
	    "amount,currency\n"
	    "gb,12,2026-01-31T23:59:59.999999Z,S1,,,gb,14,USD\n"
	    "gb,12,2026-02-01T00:00:00Z,S1,,,gb,14,USD\n"
	    "gb,1,2026-01-01T00:00:00Z,S1,,,gb,2,USD\n"
	    "gb,1,2026-01-01T00:00:00Z,,S1,,gb,1,USD\n"
	    "gb,1,2026-01-01T00:00:00Z,S2,,,gb,1,USD\n"
	    "gb,1,2025-01-31T00:00:00Z,S1,,,gb,1,USD\n"
	    "gb,3,2026-01-31T00:00:00Z,S1,,third,gb,2,USD\n"
	    "gb,3,2026-01-31T00:00:00Z,S1,,third,gb,3,USD\n"
	    "gb,1,1969-12-31T23:59:59.5Z,S1,,,gb,1,USD\n");
	ck_assert_str_eq(desk_counts(), "9 9 0 0 0");
}
END_TEST

START_TEST(a_dimension_is_not_seen)
{
	ck_assert_str_eq(stream("metric,occurred_at,subscription,who\n"
				"user,2026-01-01T00:00:00Z,S1,ada\n"
				"user,2026-01-02T00:00:00Z,S1,bob\n"
				"user,2026-01-03T00:00:00Z,S1,ada\n",
			     STATUS_OK),
	    "metric,occurred_at,subscription,who,charge,amount,currency\n"
	    "user,2026-01-01T00:00:00Z,S1,ada,user,3,USD\n"
	    "user,2026-01-02T00:00:00Z,S1,bob,user,3,USD\n"
	    "user,2026-01-03T00:00:00Z,S1,ada,user,0,USD\n");
}
END_TEST

/* More flows than a block of them has, each asked for twice. */
START_TEST(a_flow_is_lost)
{
	const int flows = 10000;
	char line[128];
	FILE *file = fopen(book_path("many.csv"), "w");

	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(
	    fputs("metric,quantity,occurred_at,subscription\n", file), 0);
	for (int i = 0; i < 2 * flows; i++)
		ck_assert_int_gt(
		    fprintf(file, "gb,7,2026-01-01T00:00:00Z,S%d\n", i % flows),
		    0);
	ck_assert_int_eq(fclose(file), 0);
	stream_file(book_path("many.csv"), STATUS_OK);
	file = fopen(book_path("out"), "r");
	ck_assert_ptr_nonnull(file);
	ck_assert_ptr_nonnull(fgets(line, sizeof(line), file));
	for (int i = 0; i < 2 * flows; i++) {
		ck_assert_ptr_nonnull(fgets(line, sizeof(line), file));
		ck_assert_ptr_nonnull(
		    strstr(line, i < flows ? ",gb,7,USD\n" : ",gb,11,USD\n"));
	}
	ck_assert_ptr_null(fgets(line, sizeof(line), file));
	ck_assert_int_eq(fclose(file), 0);
}
END_TEST

START_TEST(a_sum_too_large_is_set_aside)
{
	desk_clear();
	desk_request.reject = book_path("rejects.csv");
	ck_assert_str_eq(stream("metric,quantity,occurred_at,subscription\n"
				"gb,1.000000000001,2026-01-01T00:00:00Z,S1\n"
				"gb,999999999999999999999999999999,"
				"2026-01-01T00:00:00Z,S1\n",
			     STATUS_INVALID),
	    "metric,quantity,occurred_at,subscription,charge,amount,currency\n"
	    "gb,1.000000000001,2026-01-01T00:00:00Z,S1,gb,1.000000000001,USD"
	    "\n");
	desk_told("usage.csv:3: ");
}
END_TEST

Suite *
streaming_suite(void)
{
	Suite *suite = suite_create("streaming");
	TCase *tests = tcase_create("streaming");

	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_test(tests, a_month_or_a_name_is_mixed_up);
	tcase_add_test(tests, a_dimension_is_not_seen);
	tcase_add_test(tests, a_flow_is_lost);
	tcase_add_test(tests, a_sum_too_large_is_set_aside);
	suite_add_tcase(suite, tests);
	return suite;
}

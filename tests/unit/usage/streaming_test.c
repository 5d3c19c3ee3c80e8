/*
 * What a stream makes of many months, names and plans.
 */
#include "usage/streaming.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/relay.h"
#include "record/ahead.h"
#include "tests/unit/record/input.h"
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
	"         included: \"1\"}\n" \
	"  - id: even\n" \
	"    product: net\n" \
	"    currency: EUR\n" \
	"    charges:\n" \
	"      - {id: gb, kind: usage, metric: gb, price: \"0.075\"}\n" \
	"  - id: dollars\n" \
	"    product: net\n" \
	"    currency: USD\n" \
	"    charges:\n" \
	"      - {id: gb, kind: usage, metric: gb, price: \"0.5\"}\n" \
	"  - id: zoned\n" \
	"    product: net\n" \
	"    currency: USD\n" \
	"    charges:\n" \
	"      - {id: near, kind: usage, metric: gb, where: {who: y},\n" \
	"         price: \"1\"}\n" \
	"      - {id: far, kind: usage, metric: gb, price: \"3\"}\n"

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

/* Cells from which records are put together, odd and bad ones too. */
static const char *const cells[][8] = {
	{ "E1", "E2", "E 3", "", "E5", "E6", "E7", "E8" },
	{ "S1", "S2", "S1", "S3", "S 4", "S2", "S1", "" },
	{ "", "", "", "T1", "", "", "T2", "" },
	{ "", "", "", "", "+491", "", "", "" },
	{ "gb", "gb", "gb", "gb", "gb", "user", "", "no" },
	{ "1", "2.5", "0.000001", "", "-3", "12", "999999999999.999999999999",
	    "x" },
	{ "", "", "", "add", "", "", "", "retract" },
	{ "2026-01-31T23:59:59Z", "2026-02-01T00:00:00.25+01:00",
	    "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z",
	    "2026-01-31T23:59:59Z", "2026-02-01t00:00:00z",
	    "2026-01-31T23:59:59Z", "2026-02-30T00:00:00Z" },
	{ "", "third", "even", "even", "zoned", "", "tiers", "none" },
	{ "", "x", "a b", "y", "y", "b;c", "y", "\xc3\xa9" },
};

#define CELLS (sizeof(cells) / sizeof(cells[0]))

/* What makes a line that is written ahead. */
static const size_t usual[CELLS] = { 0, 0, 0, 0, 0, 1, 0, 0, 2, 0 };
#define USUAL 700 /* so many are usual, as many are not */
#define PLAN 8

/* Write so many such records, as CSV or as JSON lines. */
static void
write_many(FILE *file, unsigned seed, int count, bool json)
{
	const unsigned odd = seed % 3;
	/* In the order that JSON lines are written in. */
	static const char *const names[] = { "event", "subscription", "service",
		"identifier", "metric", "quantity", "action", "occurred_at",
		"plan", "who" };

	for (size_t k = 0; k < CELLS && !json; k++)
		fprintf(file, "%s%c", names[k], k + 1 < CELLS ? ',' : '\n');
	for (int i = 0; i < count; i++) {
		for (size_t k = 0; k < CELLS; k++) {
			unsigned next = input_random(&seed);
			/* Nearly all are well. */
			const char *cell =
			    cells[k][next % 50 < odd ? next / 50 % 8
						     : next / 50 % 5];

			if (count > USUAL && i / USUAL % 2 == 0)
				cell = k == PLAN && i % 600 == 0
					   ? "dollars"
					   : cells[k][usual[k]];
			if (json)
				fprintf(file, "%c\"%s\":\"%s\"",
				    k == 0 ? '{' : ',', names[k], cell);
			else
				fprintf(file, "%s%s", k == 0 ? "" : ",", cell);
		}
		fputs(json ? "}\n" : "\n", file);
	}
}

static char *
read_out(void)
{
	const size_t room = 1 << 20;
	FILE *file = fopen(book_path("out"), "r");
	char *text = calloc(1, room);

	ck_assert(file != NULL && text != NULL);
	ck_assert_uint_lt(fread(text, 1, room, file), room - 1);
	ck_assert_int_eq(fclose(file), 0);
	return text;
}

/* What is prepared ahead, record by record or of a block, is what else comes of
 * one record after the other. */
START_TEST(a_record_is_priced_differently_ahead)
{
	const int count = _i < 9 ? 500 : 7 * USUAL;
	char *told[2], summary[2][256];
	size_t same;

	for (int json = 0; json < 2; json++) {
		FILE *file = fopen(book_path("many"), "w");

		ck_assert_ptr_nonnull(file);
		write_many(file, 78 + (unsigned)_i, count, json);
		ck_assert_int_eq(fclose(file), 0);
		desk_request.reject = book_path("rejects.csv");
		stream_file(
		    book_path("many"), _i % 3 > 0 ? STATUS_ASIDE : STATUS_OK);
		told[json] = read_out();
		(void)summary_line(
		    &desk_summary, summary[json], sizeof(summary[json]));
	}
	ck_assert_uint_gt(strlen(told[0]), 20000);
	/* Both are too long to be told. */
	for (same = 0; told[0][same] == told[1][same] && told[0][same] != '\0';)
		same++;
	ck_assert_msg(told[0][same] == told[1][same], "%.80s: %.80s",
	    told[0] + same, told[1] + same);
	ck_assert_str_eq(summary[0], summary[1]);
	free(told[0]);
	free(told[1]);
}
END_TEST

/* What was prepared of a record that was there before is gone. */
START_TEST(a_charge_is_that_of_an_earlier_block)
{
	const int count = (RELAY_BATCHES + 2) * AHEAD_ROWS;
	FILE *file = fopen(book_path("many"), "w");
	char *told;

	ck_assert_ptr_nonnull(file);
	fputs("metric,quantity,occurred_at,subscription,plan\n", file);
	for (int i = 0; i < count; i++)
		fprintf(file, "gb,1,2026-01-01T00:00:00Z,S1,%s\n",
		    i < count - 20 ? "even" : "third");
	ck_assert_int_eq(fclose(file), 0);
	stream_file(book_path("many"), STATUS_OK);
	told = read_out();
	ck_assert_ptr_nonnull(strstr(told, ",third,gb,1,USD\n"));
	ck_assert_ptr_null(strstr(told, ",third,gb,0.075,EUR\n"));
	ck_assert_ptr_null(strstr(told, ",even,gb,1,USD\n"));
	free(told);
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
	tcase_add_loop_test(tests, a_record_is_priced_differently_ahead, 0, 15);
	tcase_add_test(tests, a_charge_is_that_of_an_earlier_block);
	suite_add_tcase(suite, tests);
	return suite;
}

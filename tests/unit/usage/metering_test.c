/*
 * Each event counts once, whatever comes before it, after it or beside it.
 */
#include "usage/metering.h"

#include <check.h>
#include <string.h>

#include "ledger/usages.h"
#include "tests/unit/work/desk.h"

#define HEADER "event,subscription,metric,quantity,occurred_at,action,region\n"
#define NOON "2026-01-05T12:00:00Z"
#define E1 "E1,S1,gb,1.50," NOON ",,eu\n"
#define E1_AGAIN "E1,S1,gb,1.5,2026-01-05T13:00:00.0+01:00,add,eu\n"
#define E1_OTHER "E1,S1,gb,1.51," NOON ",,eu\n"
#define E1_LATER "E1,S1,gb,1.50,2026-01-05T12:00:01Z,,eu\n"
#define E1_BACK "E1,,gb,," NOON ",retract,\n"
#define E1_BACK_LATER "E1,,gb,,2026-01-05T12:00:01Z,retract,\n"
#define E2 "E2,S2,gb,2," NOON ",,\n"
#define ASTRAY "E9,S9,gb,4," NOON ",,\n"
#define CALL "E8,S1,calls,1," NOON ",,\n"

/* What counts now; '' is suspense. */
#define NET \
	"SELECT subscription, event, quantity FROM usage " \
	"GROUP BY subscription, event HAVING sum(counts) <> 0 " \
	"ORDER BY subscription, event"

static struct metering_options options;

static void
setup(void)
{
	desk_setup();
	desk_stock();
	/* The plan counts gigabytes; calls are counted by none. */
	book_sql("INSERT INTO charge SELECT catalog, plan, position + 1, "
		 "'data', 'usage', name, tax_code, revenue, product, currency, "
		 "price, '', '', '', '', '', '', 'gb', 'unit', size, free, "
		 "rate, fixed, free_events, free_amount, min, max, included, "
		 "minimum, maximum, discount, zero, '', '', '', '', '', '', "
		 "'', '', '', '', '', '', '', '' FROM charge");
	book_sql("INSERT INTO metric (catalog, metric, unit, aggregation, "
		 "field, round_to, round_mode) VALUES ('2026', 'gb', 'GB', "
		 "'sum', '', '', ''), ('2026', 'calls', 'call', 'sum', '', "
		 "'', '')");
	options = (struct metering_options){ .path = NULL };
}

static enum status
import(const char *rows)
{
	options.path = book_file(
	    "usage.csv", arena_format(&book_arena, HEADER "%s", rows));
	desk_clear();
	return metering_run(&desk_request, &options, &book_error);
}

/* One file, then another: what is said of that, and what counts in the end. */
static const struct {
	const char *name;
	const char *first; /* "": none */
	const char *second;
	const char *counts;
	const char *net;
	const char *wrong; /* NULL: nothing is */
} imports[] = {
	{ "a file without records", "", "", "0 0 0 0 0", "", NULL },
	{ "new events", "", E1 E2, "2 2 0 0 0", "S1|E1|1.5;S2|E2|2", NULL },
	{ "an unknown subscription", "", E1 ASTRAY, "2 2 0 0 0",
	    "|E9|4;S1|E1|1.5", NULL },
	{ "a metric that is not charged", "", CALL, "1 1 0 0 0", "|E8|1",
	    NULL },
	{ "the same again", E1 E2, E2 E1, "2 0 0 2 0", "S1|E1|1.5;S2|E2|2",
	    NULL },
	{ "the same in other words", E1, E1_AGAIN, "1 0 0 1 0", "S1|E1|1.5",
	    NULL },
	{ "the same twice in a file", "", E1 E1_AGAIN, "2 1 0 1 0", "S1|E1|1.5",
	    NULL },
	{ "another quantity", E1, E1_OTHER E2, "2 1 0 0 1", "S1|E1|1.5;S2|E2|2",
	    "event E1 was recorded before" },
	{ "another time", E1, E1_LATER, "1 0 0 0 1", "S1|E1|1.5",
	    "event E1 was recorded before" },
	{ "two of one id in a file", "", E1 E1_OTHER, "2 1 0 0 1", "S1|E1|1.5",
	    "line 2 has the same event" },
	{ "a duplicate, a conflict and a new one", E1, E1 E1_OTHER E2,
	    "3 1 0 1 1", "S1|E1|1.5;S2|E2|2", "event E1 was recorded" },
	{ "a retraction", E1 E2, E1_BACK, "1 1 0 0 0", "S2|E2|2", NULL },
	{ "a retraction before its event", E1_BACK, E1, "1 1 0 0 0", "", NULL },
	{ "a retraction beside its event", "", E1_BACK E1, "2 2 0 0 0", "",
	    NULL },
	{ "a retraction again", E1 E1_BACK, E1_BACK, "1 0 0 1 0", "", NULL },
	{ "a retracted event again", E1 E1_BACK, E1, "1 0 0 1 0", "", NULL },
	{ "a retraction from suspense", ASTRAY,
	    "E9,S9,gb,4," NOON ",retract,\n", "1 1 0 0 0", "", NULL },
	{ "a retraction of another time", E1, E1_BACK_LATER, "1 0 0 0 1",
	    "S1|E1|1.5", "event E1, which it retracts, is of " NOON },
	{ "a retraction that awaits another time", E1_BACK_LATER, E1,
	    "1 1 0 0 0", "S1|E1|1.5", NULL },
	{ "a metric that is misspelt", "", "E1,S1,gbb,1," NOON ",,\n" E2,
	    "2 1 0 0 1", "S2|E2|2", "gbb is a metric of no catalog; gb?" },
	{ "nobody's usage", "", "E1,,gb,1," NOON ",,\n", "1 0 0 0 1", "",
	    "none of subscription, service and identifier is given" },
	{ "a time without a zone", "", "E1,S1,gb,1,2026-01-05T12:00:00,,\n",
	    "1 0 0 0 1", "", "has no zone (Z, or one such as +01:00)" },
	{ "a quantity that is none", "", "E1,S1,gb,much," NOON ",,\n",
	    "1 0 0 0 1", "", "column quantity: " },
	{ "an action that is none", "", "E1,S1,gb,1," NOON ",undo,\n",
	    "1 0 0 0 1", "", "column action: " },
};

START_TEST(records_are_counted)
{
	enum status status;

	if (imports[_i].first[0] != '\0')
		book_must(import(imports[_i].first));
	desk_request.reject = book_path("rejects.csv");
	status = import(imports[_i].second);
	ck_assert_msg(
	    status == (imports[_i].wrong == NULL ? STATUS_OK : STATUS_ASIDE),
	    "%s: %d %s", imports[_i].name, (int)status, book_error.text);
	ck_assert_str_eq(desk_counts(), imports[_i].counts);
	ck_assert_str_eq(book_sql(NET), imports[_i].net);
	if (imports[_i].wrong != NULL)
		ck_assert_msg(strstr(book_content("rejects.csv"),
				  imports[_i].wrong) != NULL,
		    "%s: %s", imports[_i].name, book_content("rejects.csv"));
}
END_TEST

/* Without a file for them, one bad record refuses all. */
START_TEST(a_file_is_refused_as_a_whole)
{
	enum status status;

	if (imports[_i].first[0] != '\0')
		book_must(import(imports[_i].first));
	const char *before = book_sql(NET);

	status = import(imports[_i].second);
	if (imports[_i].wrong == NULL) {
		book_must(status);
		return;
	}
	ck_assert_int_eq(status, STATUS_INVALID);
	desk_told(imports[_i].wrong);
	ck_assert_str_eq(book_sql(NET), before);
}
END_TEST

/* Whatever was imported: each id is in the index once, each number given once,
 * and each event counts once or not at all. */
START_TEST(the_tables_agree)
{
	uint64_t count, sum;

	if (imports[_i].first[0] != '\0')
		book_must(import(imports[_i].first));
	desk_request.reject = book_path("rejects.csv");
	(void)!import(imports[_i].second);
	book_open(LEDGER_READ);
	book_must(usages_sum(book_ledger, &count, &sum, &book_error));
	ck_assert_str_eq(book_sql("SELECT count(DISTINCT event) FROM usage"),
	    arena_format(&book_arena, "%llu", (unsigned long long)count));
	ck_assert_str_eq(book_sql("SELECT number FROM usage GROUP BY number "
				  "HAVING count(*) > 1"),
	    "");
	ck_assert_str_eq(book_sql("SELECT event FROM usage GROUP BY event "
				  "HAVING sum(counts) NOT IN (0, 1)"),
	    "");
	/* A recording knows its rows. */
	ck_assert_str_eq(
	    book_sql("SELECT event FROM usage WHERE NOT EXISTS (SELECT 1 "
		     "FROM usage_batch WHERE number BETWEEN first_number "
		     "AND last_number AND occurred_at >= first_at)"),
	    "");
	book_close();
}
END_TEST

START_TEST(rows_say_what_came)
{
	book_must(import(ASTRAY E2 E1));
	ck_assert_str_eq(
	    desk_summary.note, "1 in suspense, see bill-export suspense");
	ck_assert_str_eq(
	    book_sql("SELECT subscription, occurred_at, event, counts, metric, "
		     "quantity, dimensions, named, reason FROM usage"),
	    "|1767614400000000|E9|1|gb|4||subscription S9|"
	    "unknown-subscription;"
	    "S1|1767614400000000|E1|1|gb|1.5|{\"region\":\"eu\"}||;"
	    "S2|1767614400000000|E2|1|gb|2|||");
	book_must(import(E1));
	ck_assert_str_eq(
	    desk_summary.note, "nothing to do: every record was there before");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM audit "
				  "WHERE subject = 'usage'"),
	    "1");
}
END_TEST

START_TEST(a_retraction_leaves_a_trace)
{
	book_must(import(E1));
	book_must(import(E1_BACK));
	ck_assert_str_eq(book_sql("SELECT event, counts, quantity, reason FROM "
				  "usage ORDER BY number"),
	    "E1|1|1.5|;E1|-1|1.5|retracted");
	ck_assert_str_eq(
	    book_sql("SELECT r.event, r.number = u.number FROM "
		     "usage_retraction r JOIN usage u ON u.counts = -1"),
	    "E1|1");
	book_must(import("E7,,gb,," NOON ",retract,\n"));
	ck_assert_str_eq(book_sql("SELECT event, number FROM usage_retraction "
				  "WHERE event = 'E7'"),
	    "E7|0");
}
END_TEST

START_TEST(a_dry_run_tells_the_same)
{
	desk_request.dry_run = true;
	options.receipts = true;
	book_must(import(E1 ASTRAY E1));
	ck_assert_str_eq(desk_counts(), "3 2 0 1 0");
	ck_assert_str_eq(desk_answer(),
	    "event,result,reason\nE1,accepted,\nE1,duplicate,\nE9,accepted,\n");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage"), "0");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage_run"), "0");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage_batch"), "0");
}
END_TEST

/* What is set aside can be mended: it has the cells that it had. */
START_TEST(rejects_are_as_they_were)
{
	book_must(import(E1));
	desk_request.reject = book_path("rejects.csv");
	ck_assert_int_eq(
	    import("E1,S1,gb,01.510,2026-01-05T13:00:00+01:00,add,eu\n"),
	    STATUS_ASIDE);
	ck_assert_msg(strstr(book_content("rejects.csv"),
			  "\nE1,S1,gb,01.510,2026-01-05T13:00:00+01:00,add,eu,"
			  "2,") != NULL,
	    "%s", book_content("rejects.csv"));
}
END_TEST

#define MIDNIGHT "T00:00:00Z"

/* January is posted; what comes later is late up to a day after its end. */
static const struct {
	const char *name;
	const char *at;
	const char *kind; /* of the line that is posted */
	const char *late;
} times[] = {
	{ "in the period", "2026-01-05" MIDNIGHT, "usage", "1" },
	{ "at its end", "2026-02-01" MIDNIGHT, "usage", "1" },
	{ "in a zone behind", "2026-02-01T23:59:59.999999Z", "usage", "1" },
	{ "a day after it", "2026-02-02" MIDNIGHT, "usage", "0" },
	{ "a minimum", "2026-01-05" MIDNIGHT, "minimum", "1" },
	{ "nothing counted was posted", "2026-01-05" MIDNIGHT, "recurring",
	    "0" },
};

static void
post(const char *kind)
{
	struct documents_next documents;
	struct line line = book_month(1);
	struct document document;
	char number[NUMBER_MAX];

	if (strcmp(kind, "usage") == 0)
		line.kind = LINE_USAGE;
	else if (strcmp(kind, "minimum") == 0)
		line.kind = LINE_MINIMUM;
	line.upto = "0";
	document = book_document("d1", &line, 1);
	book_open(LEDGER_RECORD);
	book_must(documents_next(book_ledger, &documents, &book_error));
	book_must(book_post(&documents, &document, number));
	book_close();
}

START_TEST(usage_of_a_posted_period_is_late)
{
	post(times[_i].kind);
	book_must(import(
	    arena_format(&book_arena, "E1,S1,gb,1,%s,,\n", times[_i].at)));
	ck_assert_msg(strcmp(book_sql("SELECT count(*) FROM usage u "
				      "JOIN usage_late USING (subscription, "
				      "occurred_at, event, number)"),
			  times[_i].late) == 0,
	    "%s", times[_i].name);
}
END_TEST

/* It is of no period as long as nobody owns it. */
START_TEST(what_goes_into_suspense_is_not_late)
{
	post("usage");
	book_must(import("E1,S9,gb,1,2026-01-05" MIDNIGHT ",,\n"));
	ck_assert_str_eq(
	    book_sql("SELECT subscription, event FROM usage"), "|E1");
	ck_assert_str_eq(book_sql("SELECT count(*) FROM usage_late"), "0");
}
END_TEST

START_TEST(a_card_number_is_not_stored)
{
	static const char *const region[] = { "region" };
	static const char row[] = "E1,S1,gb,1," NOON ",,4111111111111111\n";

	ck_assert_int_eq(import(row), STATUS_INVALID);
	desk_told("column region: looks like a card number "
		  "(411111******1111)");
	options.pan_like = region;
	options.pan_like_count = 1;
	book_must(import(row));
	ck_assert_str_eq(desk_counts(), "1 1 0 0 0");
}
END_TEST

START_TEST(a_file_from_the_future)
{
	desk_request.as_of = (struct date){ 20458 }; /* 2026-01-05 */
	book_must(import(E1));
	ck_assert_int_eq(
	    import("E2,S1,gb,1,2026-01-06" MIDNIGHT ",,\n"), STATUS_INVALID);
	desk_told("is after 2026-01-05 (--as-of)");
}
END_TEST

Suite *
metering_suite(void)
{
	const int count = sizeof(imports) / sizeof(imports[0]);
	Suite *suite = suite_create("metering");
	TCase *tests = tcase_create("metering");

	tcase_add_checked_fixture(tests, setup, desk_teardown);
	tcase_add_loop_test(tests, records_are_counted, 0, count);
	tcase_add_loop_test(tests, a_file_is_refused_as_a_whole, 0, count);
	tcase_add_loop_test(tests, the_tables_agree, 0, count);
	tcase_add_test(tests, rows_say_what_came);
	tcase_add_test(tests, a_retraction_leaves_a_trace);
	tcase_add_test(tests, a_dry_run_tells_the_same);
	tcase_add_test(tests, rejects_are_as_they_were);
	tcase_add_loop_test(tests, usage_of_a_posted_period_is_late, 0,
	    sizeof(times) / sizeof(times[0]));
	tcase_add_test(tests, what_goes_into_suspense_is_not_late);
	tcase_add_test(tests, a_card_number_is_not_stored);
	tcase_add_test(tests, a_file_from_the_future);
	suite_add_tcase(suite, tests);
	return suite;
}

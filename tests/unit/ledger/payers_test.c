/*
 * A payer is the version of its account that is in force on the day.
 */
#include "ledger/payers.h"

#include <check.h>
#include <string.h>

#include "book.h"
#include "ledger/facts.h"
#include "tests/unit/rule/shop.h"

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_customer("C1");
	book_account((struct book_account){ .account = "B" });
	book_account((struct book_account){ .account = "A", .bill_day = 5 });
	book_account((struct book_account){ .account = "A",
	    .version = 2,
	    .effective_on = "2026-02-01",
	    .bill_day = 31,
	    .bill_every = "3 months" });
	/* The same day again: what was recorded last counts. */
	book_account((struct book_account){ .account = "A",
	    .version = 3,
	    .effective_on = "2026-02-01",
	    .bill_day = 15,
	    .bill_every = "2 months" });
	book_account((struct book_account){ .account = "C", .payer = "A" });
	book_must(fact_touch(book_ledger, "B", &book_error));
}

static const struct {
	const char *name;
	const char *as_of;
	const char *low;
	const char *high;
	const char *payers;
} rows[] = {
	{ "the first version is from the beginning", "1999-01-01", "",
	    BILLING_LAST, "A 0 30 '' 5; B 1 30 '' 1; C 0 30 '' 1; " },
	{ "the day before the change", "2026-01-31", "A", "A",
	    "A 0 30 '' 5; " },
	{ "the day of the change", "2026-02-01", "A", "A",
	    "A 0 30 '2 months' 15; " },
	{ "from B to C", "2026-02-01", "B", "C", "B 1 30 '' 1; C 0 30 '' 1; " },
	{ "nobody", "2026-02-01", "D", BILLING_LAST, "" },
};

START_TEST(payers_come_by_name)
{
	struct billing_range range = { shop_day(rows[_i].as_of), rows[_i].low,
		rows[_i].high, NULL, NULL };
	struct stream stream;
	struct payer payer;
	const char *told = "";
	bool found = true;

	book_must(payers_open(book_ledger, &range, &stream, &book_error));
	for (;;) {
		book_must(payers_next(
		    &stream, &payer, &book_arena, &found, &book_error));
		if (!found)
			break;
		told = arena_format(&book_arena, "%s%s %lld %d '%s' %d; ", told,
		    payer.account, (long long)payer.revision, payer.terms_days,
		    payer.bill_every, payer.bill_day);
	}
	stream_close(&stream);
	ck_assert_msg(
	    strcmp(told, rows[_i].payers) == 0, "%s: %s", rows[_i].name, told);
}
END_TEST

START_TEST(the_end_stays_the_end)
{
	struct billing_range range = { shop_day("2026-01-01"), "C", "C", NULL,
		NULL };
	struct stream stream;
	struct payer payer;
	bool found;

	book_must(payers_open(book_ledger, &range, &stream, &book_error));
	for (int i = 0; i < 3; i++) {
		book_must(payers_next(
		    &stream, &payer, &book_arena, &found, &book_error));
		ck_assert_int_eq(found, i == 0);
	}
	stream_close(&stream);
}
END_TEST

START_TEST(a_link_is_forgotten)
{
	struct payer_link *links;
	const char *told = "";
	size_t count;

	book_account((struct book_account){ .account = "C",
	    .version = 2,
	    .effective_on = "2026-02-01",
	    .payer = "B" });
	book_account((struct book_account){ .account = "C",
	    .version = 3,
	    .effective_on = "2026-03-01",
	    .payer = "A" });
	book_must(payers_links(
	    book_ledger, &book_arena, &links, &count, &book_error));
	for (size_t i = 0; i < count; i++)
		told = arena_format(&book_arena, "%s%s %s; ", told,
		    links[i].account, links[i].payer);
	ck_assert_str_eq(told, "C A; C B; ");
}
END_TEST

/* What C used in February, posted to A1, by whoever pays for C meanwhile. */
static void
post_february(void)
{
	struct documents_next documents;
	struct line line = book_month(2);
	struct document document;
	char number[NUMBER_MAX];

	book_sell();
	book_account((struct book_account){ .account = "A1" });
	line.kind = LINE_USAGE;
	line.owner = "C";
	line.upto = "1";
	document = book_document("d1", &line, 1);
	book_must(documents_next(book_ledger, &documents, &book_error));
	book_must(book_post(&documents, &document, number));
	book_tamper("UPDATE charge SET pool = 'payer'");
}

static const struct {
	const char *name;
	const char *from; /* when B began to pay for C, in place of A1 */
	const char *as_of;
	const char *moved;
} moves[] = {
	{ "within the period", "2026-02-15", "2026-03-01",
	    "A access 2026-02-01 2026-03-01; A1 access 2026-02-01 2026-03-01; "
	    "B access 2026-02-01 2026-03-01; " },
	{ "before it begins", "2026-01-15", "2026-03-01",
	    "A access 2026-02-01 2026-03-01; A1 access 2026-02-01 2026-03-01; "
	    "B access 2026-02-01 2026-03-01; " },
	{ "when it is over", "2026-03-01", "2026-03-01", "" },
	{ "later than now", "2026-02-15", "2026-02-14", "" },
};

START_TEST(a_period_stays_with_who_paid)
{
	struct billing_range range = { shop_day(moves[_i].as_of), "",
		BILLING_LAST, NULL, NULL };
	char from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];
	struct payer_moved *moved;
	const char *told = "";
	size_t count;

	post_february();
	book_account((struct book_account){ .account = "C",
	    .version = 2,
	    .effective_on = "2026-01-01",
	    .payer = "A1" });
	book_account((struct book_account){ .account = "C",
	    .version = 3,
	    .effective_on = moves[_i].from,
	    .payer = "B" });
	book_must(payers_moved(
	    book_ledger, &range, &book_arena, &moved, &count, &book_error));
	for (const char *const *payer =
		 (const char *const[]){ "A", "A1", "B", NULL };
	     *payer != NULL; payer++) {
		for (size_t i = 0; i < count; i++) {
			if (strcmp(moved[i].payer, *payer) != 0)
				continue;
			told = arena_format(&book_arena, "%s%s %s %s %s; ",
			    told, moved[i].payer, moved[i].charge,
			    date_format(moved[i].cycle_start, from),
			    date_format(moved[i].cycle_end, to));
		}
	}
	ck_assert_msg(
	    strcmp(told, moves[_i].moved) == 0, "%s: %s", moves[_i].name, told);
	/* Only who is asked for. */
	range.low = range.high = "A1";
	book_must(payers_moved(
	    book_ledger, &range, &book_arena, &moved, &count, &book_error));
	ck_assert_uint_eq(count, moves[_i].moved[0] != '\0');
}
END_TEST

Suite *
payers_suite(void)
{
	Suite *suite = suite_create("payers");
	TCase *tests = tcase_create("payers");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_loop_test(
	    tests, payers_come_by_name, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, the_end_stays_the_end);
	tcase_add_test(tests, a_link_is_forgotten);
	tcase_add_loop_test(tests, a_period_stays_with_who_paid, 0,
	    sizeof(moves) / sizeof(moves[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

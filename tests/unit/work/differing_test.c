/*
 * Lines of two proposals meet on what makes them the same, in any order.
 */
#include "work/differing.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "work/proposing.h"

/* One line of document D1 in few words; "" leaves a column empty. */
struct told {
	const char *line;
	const char *charge;
	const char *from;
	const char *to;
	const char *price;
	const char *amount;
	const char *corrects;
	const char *adjustment;
	const char *dimensions;
};

static const char *
value_of(const struct told *told, enum proposal_column column)
{
	switch (column) {
	case PROPOSAL_ACCOUNT:
		return "A1";
	case PROPOSAL_DOCUMENT:
		return "D1";
	case PROPOSAL_DOCUMENT_TYPE:
		return "invoice";
	case PROPOSAL_CURRENCY:
		return "EUR";
	case PROPOSAL_LINE:
		return told->line;
	case PROPOSAL_TAX_SEQ:
		return "0";
	case PROPOSAL_KIND:
		return "recurring";
	case PROPOSAL_SUBSCRIPTION:
		return "S1";
	case PROPOSAL_CHARGE:
		return told->charge;
	case PROPOSAL_PERIOD_START:
		return told->from;
	case PROPOSAL_PERIOD_END:
		return told->to;
	case PROPOSAL_UNIT_PRICE:
		return told->price;
	case PROPOSAL_QUANTITY:
		return "1";
	case PROPOSAL_AMOUNT:
		return told->amount;
	case PROPOSAL_CORRECTS:
		return told->corrects;
	case PROPOSAL_ADJUSTMENT:
		return told->adjustment;
	case PROPOSAL_DIMENSIONS:
		return told->dimensions;
	case PROPOSAL_ISSUE_DATE:
	case PROPOSAL_DUE_DATE:
	case PROPOSAL_CYCLE_START:
		return "2026-01-01";
	case PROPOSAL_CYCLE_END:
		return "2026-02-01";
	case PROPOSAL_SEAL:
		return "1-a";
	default:
		return "";
	}
}

static const char *
proposal_of(const char *name, const struct told *told)
{
	char text[8192] = "";
	size_t i, used = 0;

	for (i = 0; i < PROPOSAL_COLUMN_COUNT; i++)
		used += (size_t)sprintf(text + used, "%s%s", i > 0 ? "," : "",
		    proposal_schema.columns[i].name);
	text[used++] = '\n';
	for (; told->line != NULL; told++) {
		for (i = 0; i < PROPOSAL_COLUMN_COUNT; i++)
			used += (size_t)sprintf(text + used, "%s%s",
			    i > 0 ? "," : "",
			    value_of(told, (enum proposal_column)i) == NULL
				? ""
				: value_of(told, (enum proposal_column)i));
		text[used++] = '\n';
	}
	text[used] = '\0';
	return book_file(name, text);
}

/* A line of a part of January 2026, and one of the whole of it. */
#define PART(n, first, last, cost, net) \
	.line = (n), .charge = "a", .from = "2026-01-" first, .to = (last), \
	.price = (cost), .amount = (net)
#define WHOLE(n, id) \
	.line = (n), .charge = (id), .from = "2026-01-01", .to = "2026-02-01", \
	.price = "31.00", .amount = "31.00"

static const struct {
	const char *name;
	struct told old[4];
	struct told new[4];
	const char *told;
} rows[] = {
	{ "other numbers", { { WHOLE("1", "a") }, { WHOLE("2", "b") } },
	    { { WHOLE("1", "b") }, { WHOLE("2", "a") } }, "" },
	{ "another charge", { { WHOLE("1", "a") } }, { { WHOLE("1", "b") } },
	    "1,new,,31.00,EUR\n1,gone,31.00,,EUR\n" },
	{ "another adjustment", { { WHOLE("1", "a"), .adjustment = "J1" } },
	    { { WHOLE("1", "a"), .adjustment = "J2" } },
	    "1,new,,31.00,EUR\n1,gone,31.00,,EUR\n" },
	{ "another line is corrected",
	    { { WHOLE("1", "a"), .corrects = "I/1" } },
	    { { WHOLE("1", "a"), .corrects = "I/2" } },
	    "1,new,,31.00,EUR\n1,gone,31.00,,EUR\n" },
	{ "other dimensions", { { WHOLE("1", "a"), .dimensions = "x" } },
	    { { WHOLE("1", "a"), .dimensions = "y" } },
	    "1,new,,31.00,EUR\n1,gone,31.00,,EUR\n" },
	{ "a part more", { { WHOLE("1", "a") } },
	    { { PART("1", "01", "2026-01-16", "31.00", "15.00") },
		{ PART("2", "16", "2026-02-01", "62.00", "32.00") } },
	    "1,proration,31.00,15.00,EUR\n2,new,,32.00,EUR\n" },
	{ "parts of one period, by their days",
	    { { PART("1", "01", "2026-01-16", "31.00", "15.00") },
		{ PART("2", "16", "2026-02-01", "62.00", "32.00") } },
	    { { PART("2", "16", "2026-02-01", "31.00", "16.00") } },
	    "1,gone,15.00,,EUR\n2,price,32.00,16.00,EUR\n" },
	{ "parts that no day brings together",
	    { { PART("1", "01", "2026-01-16", "31.00", "15.00") },
		{ PART("2", "16", "2026-02-01", "31.00", "16.00") } },
	    { { PART("1", "02", "2026-01-16", "31.00", "14.00") },
		{ PART("2", "17", "2026-02-01", "31.00", "15.00") } },
	    "1,proration,15.00,14.00,EUR\n2,proration,16.00,15.00,EUR\n" },
	{ "ten is before nine", { { WHOLE("10", "a") }, { WHOLE("9", "b") } },
	    { { .line = NULL } }, "9,gone,31.00,,EUR\n10,gone,31.00,,EUR\n" },
};

START_TEST(lines_meet)
{
	const char *found;
	enum status status;

	status = differing_run(&desk_request, proposal_of("old", rows[_i].old),
	    proposal_of("new", rows[_i].new), &book_error);
	ck_assert_msg(status == STATUS_OK || status == STATUS_ASIDE, "%s: %s",
	    rows[_i].name, book_error.text);
	ck_assert_int_eq(
	    status, rows[_i].told[0] == '\0' ? STATUS_OK : STATUS_ASIDE);
	found = desk_answer();
	ck_assert_str_eq(
	    "account,document,line,cause,old_amount,new_amount,currency\n",
	    arena_copy(
		&book_arena, found, (size_t)(strchr(found, '\n') - found) + 1));
	for (const char *told = rows[_i].told; told[0] != '\0';) {
		size_t length = (size_t)(strchr(told, '\n') - told) + 1;

		found = strchr(found, '\n') + 1;
		ck_assert_msg(strncmp(found, "A1,D1,", 6) == 0 &&
				  strncmp(found + 6, told, length) == 0,
		    "%s: %s", rows[_i].name, desk_answer());
		told += length;
	}
	found = strchr(found, '\n') + 1;
	ck_assert_msg(found[0] == '\0', "%s: %s", rows[_i].name, found);
}
END_TEST

START_TEST(one_standard_input_is_enough)
{
	ck_assert_int_eq(
	    differing_run(&desk_request, "-", "-", &book_error), STATUS_USAGE);
}
END_TEST

Suite *
differing_suite(void)
{
	Suite *suite = suite_create("differing");
	TCase *tests = tcase_create("differing");

	tcase_add_checked_fixture(tests, desk_setup, desk_teardown);
	tcase_add_loop_test(
	    tests, lines_meet, 0, (int)(sizeof(rows) / sizeof(rows[0])));
	tcase_add_test(tests, one_standard_input_is_enough);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * What an account owes becomes documents, whatever the order of the lines.
 */
#include "rule/document.h"

#include <check.h>
#include <string.h>

#include "shop.h"

#define SEED UINT64_C(0x589965CC75374CC3)
#define LINES_MAX 6

/* A line, and what it is about: a line that it corrects, or an adjustment; the
 * charge "ten" is a discount. */
struct row {
	const char *charge;
	const char *amount;
	const char *about;
};

static struct arena arena;
static const char *pay_by;

static void
setup(void)
{
	arena = (struct arena){ NULL, NULL };
	pay_by = "2026-03-03";
}

static void
teardown(void)
{
	arena_close(&arena);
}

static size_t
make_lines(const struct row *items, struct taxed_line *lines)
{
	size_t count = 0;

	for (; count < LINES_MAX && items[count].amount != NULL; count++) {
		struct line *line = shop_line(&arena, items[count].amount);

		line->charge = items[count].charge;
		if (strcmp(line->charge, "ten") == 0)
			line->kind = LINE_DISCOUNT;
		if (strncmp(items[count].about, "ADJ", 3) == 0) {
			line->adjustment = items[count].about;
			line->kind = LINE_ADJUSTMENT;
		} else {
			line->corrects = items[count].about;
		}
		lines[count] = (struct taxed_line){ line, "NY", false };
	}
	return count;
}

static struct documents
assemble(const struct taxed_line *lines, size_t count)
{
	static const struct tax_rate rate = { "NY", "", "sales", { 10, 0 },
		{ 0 }, { INT32_MAX }, 1, false };
	static const struct tax_rates rates = { &rate, 1 };
	struct document_terms terms = {
		.account = "A1",
		.issue_date = shop_day("2026-02-01"),
		.due_date = shop_day(pay_by),
		.rates = &rates,
		.tax.issue_date = shop_day("2026-02-01"),
	};
	struct documents documents = { NULL, 0 };
	struct error error;

	if (document_assemble(
		lines, count, &terms, &documents, &arena, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	return documents;
}

/* "invoice 110.00: a 100.00; credit_note ..." */
static const char *
tell(struct documents documents)
{
	const char *told = "";

	for (size_t i = 0; i < documents.count; i++) {
		const struct document *document = &documents.items[i];
		char text[MONEY_TEXT_MAX];

		told = arena_format(&arena, "%s%s%s %s:", told,
		    i == 0 ? "" : "; ", document_type_name(document->type),
		    money_format(document->total, text));
		for (size_t k = 0; k < document->line_count; k++)
			told = arena_format(&arena, "%s %s %s", told,
			    document->lines[k].charge,
			    money_format(document->lines[k].amount, text));
		ck_assert_ptr_nonnull(told);
		ck_assert_int_eq(document->due_date.days,
		    shop_day(document->type == DOCUMENT_INVOICE ? "2026-03-03"
								: "2026-02-01")
			.days);
		ck_assert_int_eq(document->total.minor,
		    document->net.minor + document->tax.minor);
	}
	return told;
}

static const struct {
	const char *name;
	struct row items[LINES_MAX];
	const char *documents;
} rows[] = {
	{ "an invoice", { { "a", "100.00", "" } }, "invoice 110.00: a 100.00" },
	{ "of nothing", { { "a", "0.00", "" } }, "invoice 0.00: a 0.00" },
	{ "corrections stand on the invoice",
	    { { "a", "100.00", "" }, { "b", "-60.00", "INV-1/1" } },
	    "invoice 50.00: a 100.00 b -60.00" },
	{ "that come to nothing stand on it, too",
	    { { "a", "100.00", "" }, { "b", "-110.00", "INV-1/1" } },
	    "invoice 0.00: a 100.00 b -110.00" },
	{ "below, they are parted",
	    { { "a", "100.00", "" }, { "b", "-110.01", "INV-1/1" } },
	    "credit_note -110.01: b -110.01; invoice 110.00: a 100.00" },
	{ "a credit note for each invoice",
	    { { "a", "-10.00", "INV-2/1" }, { "b", "-20.00", "INV-1/1" },
		{ "c", "-30.00", "INV-2/17" }, { "d", "-40.00", "INV-22/1" } },
	    "credit_note -40.00: a -10.00 c -30.00; "
	    "credit_note -20.00: b -20.00; credit_note -40.00: d -40.00" },
	{ "a correction that charges stays with the rest",
	    { { "a", "-50.00", "INV-1/1" }, { "b", "5.00", "INV-1/2" },
		{ "c", "10.00", "" } },
	    "credit_note -50.00: a -50.00; invoice 16.00: b 5.00 c 10.00" },
	{ "what goes back of a discount stands on the credit note",
	    { { "a", "-50.00", "INV-1/1" }, { "ten", "5.00", "INV-1/2" },
		{ "b", "-20.00", "INV-2/1" }, { "c", "10.00", "" } },
	    "credit_note -45.00: a -50.00 ten 5.00; credit_note -20.00: "
	    "b -20.00; invoice 11.00: c 10.00" },
	{ "unless it is as much",
	    { { "a", "-5.00", "INV-1/1" }, { "ten", "5.00", "INV-1/2" },
		{ "b", "-20.00", "INV-2/1" } },
	    "credit_note -5.00: a -5.00; credit_note -20.00: b -20.00; "
	    "invoice 5.00: ten 5.00" },
	{ "an adjustment alone is a credit note", { { "", "-25.00", "ADJ-1" } },
	    "credit_note -27.50:  -25.00" },
	{ "an adjustment with an invoice",
	    { { "", "-25.00", "ADJ-1" }, { "a", "100.00", "" } },
	    "invoice 82.50: a 100.00  -25.00" },
	{ "an adjustment beside credits",
	    { { "", "-25.00", "ADJ-1" }, { "a", "-10.00", "INV-1/1" } },
	    "credit_note -10.00: a -10.00; credit_note -27.50:  -25.00" },
	{ "numbers with a slash",
	    { { "a", "-10.00", "A/1/1" }, { "b", "-20.00", "A/1/2" },
		{ "c", "-20.00", "A/2/1" } },
	    "credit_note -30.00: a -10.00 b -20.00; credit_note -20.00: c "
	    "-20.00" },
};

START_TEST(invoices_and_credit_notes)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct taxed_line lines[LINES_MAX];
		size_t count = make_lines(rows[i].items, lines);
		const char *told = tell(assemble(lines, count));

		ck_assert_msg(strcmp(told, rows[i].documents) == 0,
		    "%s:\n\t%s, not\n\t%s", rows[i].name, told,
		    rows[i].documents);
	}
}
END_TEST

static void
shuffle(struct taxed_line *lines, size_t count, uint64_t *state)
{
	for (size_t i = count; i > 1; i--) {
		size_t k = (size_t)shop_below(state, (int)i);
		struct taxed_line line = lines[i - 1];

		lines[i - 1] = lines[k];
		lines[k] = line;
	}
}

START_TEST(the_order_of_lines_does_not_count)
{
	uint64_t state = SEED;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct taxed_line lines[LINES_MAX];
		size_t count = make_lines(rows[i].items, lines);
		struct documents first = assemble(lines, count);
		const char *told = tell(first);

		for (int round = 0; round < 50; round++) {
			struct documents again;

			shuffle(lines, count, &state);
			again = assemble(lines, count);
			ck_assert_str_eq(tell(again), told);
			for (size_t k = 0; k < first.count; k++)
				ck_assert_str_eq(
				    first.items[k].id, again.items[k].id);
		}
	}
}
END_TEST

START_TEST(no_line_is_lost_or_billed_twice)
{
	static const char *const references[] = { "", "", "INV-1/1", "INV-1/2",
		"INV-2/1", "INV-3/1" };
	uint64_t state = SEED;

	for (int round = 0; round < 2000; round++) {
		size_t count = 1 + (size_t)shop_below(&state, 25), found = 0;
		struct taxed_line lines[25];
		struct documents documents;
		int64_t net = 0, left = 0;

		arena_reset(&arena);
		for (size_t i = 0; i < count; i++) {
			struct line *line = shop_line(&arena, "1.00");

			line->cycle_start.days += (int)i;
			line->corrects = references[shop_below(&state, 6)];
			line->amount.minor = shop_below(&state, 2001) - 1000;
			net += line->amount.minor;
			lines[i] = (struct taxed_line){ line, "", false };
		}
		documents = assemble(lines, count);
		for (size_t i = 0; i < documents.count; i++) {
			const struct document *document = &documents.items[i];

			ck_assert_uint_gt(document->line_count, 0);
			found += document->line_count;
			left += document->total.minor;
			ck_assert_int_eq(document->type == DOCUMENT_CREDIT_NOTE,
			    document->total.minor < 0);
			for (size_t k = 0; k < i; k++)
				ck_assert_str_ne(
				    document->id, documents.items[k].id);
		}
		ck_assert_msg(found == count && left == net &&
				  (net < 0 || documents.count == 1),
		    "seed %llx round %d", (unsigned long long)SEED, round);
	}
}
END_TEST

START_TEST(another_proposal_has_another_id)
{
	static const struct row items[LINES_MAX] = { { "a", "100.00", "" } };
	struct taxed_line lines[LINES_MAX];
	char first[DOCUMENT_ID_MAX];

	ck_assert_uint_eq(make_lines(items, lines), 1);
	strcpy(first, assemble(lines, 1).items[0].id);
	ck_assert_uint_eq(strlen(first), 17);
	ck_assert_int_eq(first[0], 'D');
	lines[0].line->revision++;
	ck_assert_str_ne(assemble(lines, 1).items[0].id, first);
	lines[0].line->revision--;
	ck_assert_str_eq(assemble(lines, 1).items[0].id, first);
	lines[0].line->cycle_end.days++;
	ck_assert_str_ne(assemble(lines, 1).items[0].id, first);
	lines[0].line->cycle_end.days--;
	pay_by = "2026-03-04";
	ck_assert_str_ne(assemble(lines, 1).items[0].id, first);
	pay_by = "2026-03-03";
	lines[0].line->order_price = "100.00";
	ck_assert_str_ne(assemble(lines, 1).items[0].id, first);
	*lines[0].line = *shop_line(&arena, "100.00");
	lines[0].line->charge = "a";
	ck_assert_str_eq(assemble(lines, 1).items[0].id, first);
	lines[0].line->split = "north";
	ck_assert_str_ne(assemble(lines, 1).items[0].id, first);
	lines[0].line->split = "";
	lines[0].line->instance = "intro";
	ck_assert_str_ne(assemble(lines, 1).items[0].id, first);
}
END_TEST

START_TEST(lines_stand_section_by_section)
{
	static const struct row items[LINES_MAX] = { { "a", "1.00", "" },
		{ "b", "2.00", "" }, { "c", "3.00", "" } };
	struct taxed_line lines[LINES_MAX];

	ck_assert_uint_eq(make_lines(items, lines), 3);
	lines[0].line->section = "south";
	lines[1].line->section = "north";
	ck_assert_str_eq(
	    tell(assemble(lines, 3)), "invoice 6.60: c 3.00 b 2.00 a 1.00");
}
END_TEST

START_TEST(totals_that_do_not_fit_are_an_error)
{
	struct line lines[2] = { *shop_line(&arena, "1.00"),
		*shop_line(&arena, "1.00") };
	struct document document = {
		.currency = shop_dollars(),
		.lines = lines,
		.line_count = 2,
	};
	enum document_type type;
	struct error error;

	ck_assert_int_eq(document_total(&document, &error), STATUS_OK);
	ck_assert_int_eq(document.total.minor, 200);
	lines[0].amount.minor = INT64_MAX;
	ck_assert_int_eq(document_total(&document, &error), STATUS_INVALID);
	ck_assert_int_eq(
	    document_type_parse("credit_note", &type, &error), STATUS_OK);
	ck_assert_int_eq(type, DOCUMENT_CREDIT_NOTE);
	ck_assert_int_eq(
	    document_type_parse("debit", &type, &error), STATUS_INVALID);
}
END_TEST

Suite *
document_suite(void)
{
	Suite *suite = suite_create("document");
	TCase *tests = tcase_create("document");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, invoices_and_credit_notes);
	tcase_add_test(tests, the_order_of_lines_does_not_count);
	tcase_add_test(tests, no_line_is_lost_or_billed_twice);
	tcase_add_test(tests, another_proposal_has_another_id);
	tcase_add_test(tests, lines_stand_section_by_section);
	tcase_add_test(tests, totals_that_do_not_fit_are_an_error);
	suite_add_tcase(suite, tests);
	return suite;
}

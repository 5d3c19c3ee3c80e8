/*
 * Golden papers: what a customer gets, to the byte.
 */
#include "render/paper.h"

#include <check.h>
#include <string.h>

#include "golden.h"
#include "output.h"
#include "record/unicode.h"
#include "tests/unit/rule/shop.h"

#define EUR ((struct currency){ "EUR", 2 })

static struct arena arena;
static struct spool *spool;
static struct error error;
static struct company company;

static void
setup(void)
{
	ck_assert_int_eq(spool_open(&spool, &error), STATUS_OK);
	company_default(&company);
	company.name = "Acme Inc.";
	company.country = "US";
	company.address = "1 Main St\nSpringfield, IL 62701";
	company.tax_id = "12-3456789";
}

static void
teardown(void)
{
	spool_close(spool);
	arena_close(&arena);
}

static struct line
line_of(enum line_kind kind, const char *description, int64_t minor)
{
	struct line line = *shop_line(&arena, "0.00");

	line.kind = kind;
	line.owner = "A-100";
	line.charge = line.product = line.tax_code = line.unit_price = "";
	line.plan = line.catalog = "";
	line.description = description;
	line.period_start = date_of(2026, 9, 1);
	line.period_end = date_of(2026, 10, 1);
	line.amount = money_of(minor, EUR);
	return line;
}

static void
tax_line(struct line *line, const char *name, struct decimal rate,
    int64_t minor, bool taxable)
{
	struct line_tax *taxes;

	taxes = arena_array(&arena, line->tax_count + 1, sizeof(*taxes));
	ck_assert_ptr_nonnull(taxes);
	if (line->tax_count > 0)
		memcpy(taxes, line->taxes, line->tax_count * sizeof(*taxes));
	taxes[line->tax_count++] = (struct line_tax){
		.name = name,
		.jurisdiction = "DE",
		.rate = rate,
		.amount = money_of(minor, line->amount.currency),
		.taxable = taxable,
	};
	line->taxes = taxes;
}

static struct document
document_of(enum document_type type, struct line *lines, size_t count)
{
	struct document document = {
		.account = "A-100",
		.type = type,
		.currency = lines[0].amount.currency,
		.issue_date = date_of(2026, 9, 1),
		.due_date = date_of(2026, 10, 1),
		.split = "",
		.lines = lines,
		.line_count = count,
	};

	ck_assert_int_eq(document_total(&document, &error), STATUS_OK);
	return document;
}

static struct paper
paper_of(const struct document *document, const char *const *products)
{
	return (struct paper){
		.company = &company,
		.document = document,
		.products = products,
		.number = "INV-2026-000007",
		.po_number = "",
		.party = { .account = "A-100",
		    .account_name = "",
		    .customer = "C-1",
		    .customer_name = "Jane Doe",
		    .customer_tax_id = "",
		    .address = "",
		    .language = "" },
	};
}

/* The paper in the shape of ${text}, a template. */
static const char *
render(const struct paper *paper, const char *text)
{
	struct template template = { .name = "t", .text = text };

	if (template_parse(&template, &arena, &error) != STATUS_OK ||
	    paper_render(paper, &template, spool, &arena, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	return output_text(spool, &arena);
}

START_TEST(an_invoice)
{
	static const char *const products[] = { "Fiber internet",
		"Fiber internet", "Fiber internet", "" };
	struct line lines[] = {
		line_of(LINE_RECURRING, "Fiber 500", 5000),
		line_of(LINE_USAGE, "Fiber internet", 1205),
		line_of(LINE_RECURRING, "Fiber 100", -1548),
		line_of(LINE_ONE_TIME,
		    "東京電力東京電力東京電力東京電力東京電力東京電力東京電力"
		    "東京電力東京電力東京電力",
		    9900),
	};
	static const int64_t fees[] = { 250, 60, -77, 495 };
	static const int64_t vats[] = { 1024, 247, -317, 2026 };
	struct document document;
	struct paper paper;
	size_t i;

	lines[0].service = "+81312345678";
	lines[0].unit_price = "50.00";
	lines[1].period_start = date_of(2026, 8, 1);
	lines[1].period_end = date_of(2026, 9, 1);
	lines[1].quantity = (struct decimal){ 12050, 2 };
	lines[1].unit = "GB";
	lines[1].unit_price = "0.10";
	lines[2].period_start = date_of(2026, 8, 16);
	lines[2].period_end = date_of(2026, 9, 1);
	lines[2].corrects = "INV-2026-000001/1";
	lines[3].subscription = "S2";
	lines[3].owner = "A-200";
	lines[3].period_end = lines[3].period_start;
	for (i = 0; i < 4; i++) {
		tax_line(
		    &lines[i], "Fee", (struct decimal){ 5, 0 }, fees[i], true);
		tax_line(&lines[i], "VAT", (struct decimal){ 1950, 2 }, vats[i],
		    false);
	}
	document = document_of(DOCUMENT_INVOICE, lines, 4);
	paper = paper_of(&document, products);
	paper.po_number = "4711";
	paper.party.account_name = "Cafe\u0301 Zażółć";
	paper.party.customer_name = "東京電力ホールディングス株式会社";
	paper.party.customer_tax_id = "T1234567890123";
	paper.party.address = "千代田区内幸町1-1-3\n\nTokyo 100-8560\n";
	ck_assert_str_eq(
	    render(&paper, template_find("invoice.txt")), golden_invoice);
}
END_TEST

START_TEST(a_credit_note_flips_the_signs)
{
	static const char *const products[] = { "", "", "" };
	struct line lines[] = {
		line_of(LINE_RECURRING, "Fiber 100", -1548),
		line_of(LINE_USAGE, "Data", 100),
		line_of(LINE_ONE_TIME, "Setup", 0),
	};
	struct document document;
	struct paper paper;

	lines[0].period_start = date_of(2026, 9, 16);
	lines[0].unit_price = "50.00";
	lines[0].corrects = "INV-2026-000001/1";
	lines[1].corrects = "INV-2026-000001/12";
	lines[2].quantity = (struct decimal){ 0, 2 };
	/* The beginning of another number is a number of its own. */
	lines[2].corrects = "INV-2026-00000/1";
	tax_line(&lines[0], "VAT", (struct decimal){ 1900, 2 }, -294, false);
	document = document_of(DOCUMENT_CREDIT_NOTE, lines, 3);
	paper = paper_of(&document, products);
	paper.number = "CN-2026-000001";
	ck_assert_str_eq(render(&paper, template_find("credit_note.txt")),
	    golden_credit_note);
}
END_TEST

/* Eighty columns and no blank at the end of a line, whatever the texts. */
static void
check_page(const char *text)
{
	size_t length;

	ck_assert(text[0] != '\0');
	for (; *text != '\0'; text += length + 1) {
		char *line;

		length = strcspn(text, "\n");
		ck_assert(text[length] == '\n');
		line = arena_copy(&arena, text, length);
		ck_assert_ptr_nonnull(line);
		ck_assert_msg(unicode_width(line) <= 80, "wide: %s", line);
		ck_assert_msg(
		    length == 0 || line[length - 1] != ' ', "blank: %s", line);
	}
}

START_TEST(long_texts_stay_on_the_page)
{
	static const char *const pieces[] = { "x", "京", "e\u0301", "a b " };
	const char *products[1],
	    *names[] = { "invoice.txt", "credit_note.txt" };
	const char *text = "";
	struct line line = line_of(LINE_USAGE, "", 100);
	struct document document;
	struct paper paper;

	for (int i = 0; i < 128; i++)
		text = arena_format(&arena, "%s%s", text, pieces[_i / 2]);
	company.name = company.tax_id = company.address = text;
	line.description = line.subscription = line.service = text;
	line.unit = line.corrects = line.owner = text;
	line.quantity = (struct decimal){ 123456789012, 3 };
	line.unit_price = "0.000000001";
	tax_line(&line, text, (struct decimal){ 19, 0 }, 19, false);
	document = document_of((enum document_type)(_i % 2), &line, 1);
	products[0] = text;
	paper = paper_of(&document, products);
	paper.party.account_name = paper.po_number = text;
	paper.party.customer_name = paper.party.customer_tax_id = text;
	paper.party.address = text;
	check_page(render(&paper, template_find(names[_i % 2])));
}
END_TEST

START_TEST(periods_are_shown_with_their_last_day)
{
	static const struct {
		const char *name;
		int32_t start, end;
		const char *wanted;
	} rows[] = {
		{ "month", 0, 31,
		    "1970-01-01|1970-01-31|1970-01-01 to "
		    "1970-01-31\n" },
		{ "day", 0, 1, "1970-01-01|1970-01-01|1970-01-01\n" },
		{ "empty", 0, 0, "1970-01-01||1970-01-01\n" },
		{ "not given", INT32_MIN, INT32_MIN, "||\n" },
		{ "start alone", 0, INT32_MIN, "1970-01-01||1970-01-01\n" },
		{ "open", 0, INT32_MAX, "1970-01-01||1970-01-01\n" },
	};
	static const char *const products[] = { "" };
	struct line line = line_of(LINE_USAGE, "x", 100);
	struct document document;
	struct paper paper;

	line.period_start.days = rows[_i].start;
	line.period_end.days = rows[_i].end;
	document = document_of(DOCUMENT_INVOICE, &line, 1);
	paper = paper_of(&document, products);
	ck_assert_str_eq(
	    render(&paper, "{{#subscriptions}}{{#lines}}{{period_first}}|"
			   "{{period_last}}|{{period}}{{/lines}}"
			   "{{/subscriptions}}\n"),
	    rows[_i].wanted);
}
END_TEST

/* No name is known to a template only when there is something to show. */
START_TEST(every_name_is_known_though_nothing_is_given)
{
	static const char *const products[] = { "" };
	struct line line = line_of(LINE_RECURRING, "x", 0);
	struct document document;
	struct paper paper;

	company.name = company.address = company.tax_id = "";
	document = document_of(DOCUMENT_INVOICE, &line, 1);
	paper = paper_of(&document, products);
	ck_assert_str_eq(
	    render(&paper,
		"{{seller_name}}{{#seller_address}}{{text}}{{/seller_address}}"
		"{{seller_tax_id}}{{#corrected}}{{invoice}}{{/corrected}}"
		"{{#customer_address}}{{text}}{{/customer_address}}"
		"{{#taxes}}{{name}}{{jurisdiction}}{{rate}}{{base}}{{amount}}"
		"{{/taxes}}{{po_number}}{{account_name}}{{customer_tax_id}}\n"),
	    "\n");
}
END_TEST

START_TEST(a_sum_that_does_not_fit)
{
	static const char *const products[] = { "" };
	struct template template = { .name = "t", .text = "x\n" };
	struct line line = line_of(LINE_RECURRING, "x", INT64_MAX);
	struct document document = { .account = "A-100",
		.currency = EUR,
		.lines = &line,
		.line_count = 1 };
	struct paper paper = paper_of(&document, products);

	tax_line(&line, "A", (struct decimal){ 1, 0 }, INT64_MAX, true);
	tax_line(&line, "B", (struct decimal){ 1, 0 }, 1, false);
	ck_assert_int_eq(template_parse(&template, &arena, &error), STATUS_OK);
	ck_assert_int_eq(paper_render(&paper, &template, spool, &arena, &error),
	    STATUS_INVALID);
}
END_TEST

#define LINES(text) \
	"{{#subscriptions}}{{#lines}}" text "{{/lines}}{{/subscriptions}}"

/* What is said beside an amount. */
static const struct {
	const char *name;
	enum document_type type;
	enum line_kind kind;
	int64_t quantity;
	const char *unit, *dimensions, *corrects;
	const char *wanted;
} said[] = {
	{ "one fee", DOCUMENT_INVOICE, LINE_RECURRING, 1, "", "", "", "|||" },
	{ "one of what is measured", DOCUMENT_INVOICE, LINE_USAGE, 1, "GB", "",
	    "", "1 GB|||" },
	{ "usage that is taken back", DOCUMENT_CREDIT_NOTE, LINE_USAGE, -120,
	    "GB", "", "INV-1/2", "120 GB||INV-1|2" },
	{ "usage taken back on an invoice", DOCUMENT_INVOICE, LINE_USAGE, -120,
	    "GB", "", "INV-1/2", "-120 GB||INV-1|2" },
	{ "desks taken back", DOCUMENT_CREDIT_NOTE, LINE_RECURRING, 4, "", "",
	    "INV-1/12", "4||INV-1|12" },
	{ "a minimum has no quantity", DOCUMENT_CREDIT_NOTE, LINE_MINIMUM, 0,
	    "", "", "", "|||" },
	{ "dimensions", DOCUMENT_INVOICE, LINE_USAGE, 0, "min",
	    "{\"net\":\"a \\\"b\\\"\",\"zone\":\"eu\"}", "",
	    "0 min|net a \"b\", zone eu||" },
};

START_TEST(what_is_measured_is_said)
{
	static const char *const products[] = { "" };
	struct line line = line_of(said[_i].kind, "x", 100);
	struct document document;
	struct paper paper;

	line.quantity = decimal_from_integer(said[_i].quantity);
	line.unit = said[_i].unit;
	line.dimensions = said[_i].dimensions;
	line.corrects = said[_i].corrects;
	document = document_of(said[_i].type, &line, 1);
	paper = paper_of(&document, products);
	ck_assert_str_eq(
	    render(&paper,
		LINES("{{quantity}}{{#unit}} {{unit}}{{/unit}}|{{dimensions}}"
		      "|{{corrects_invoice}}|{{corrects_line}}")),
	    arena_format(&arena, "%s\n", said[_i].wanted));
}
END_TEST

Suite *
paper_suite(void)
{
	Suite *suite = suite_create("paper");
	TCase *tests = tcase_create("paper");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, an_invoice);
	tcase_add_test(tests, a_credit_note_flips_the_signs);
	tcase_add_loop_test(tests, long_texts_stay_on_the_page, 0, 8);
	tcase_add_loop_test(tests, periods_are_shown_with_their_last_day, 0, 6);
	tcase_add_test(tests, every_name_is_known_though_nothing_is_given);
	tcase_add_loop_test(
	    tests, what_is_measured_is_said, 0, sizeof(said) / sizeof(said[0]));
	tcase_add_test(tests, a_sum_that_does_not_fit);
	suite_add_tcase(suite, tests);
	return suite;
}

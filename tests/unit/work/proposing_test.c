/*
 * What was written is what is read; what could not have been written is
 * refused.
 */
#include "work/proposing.h"

#include <check.h>
#include <string.h>

#include "rule/seal.h"
#include "tests/unit/rule/shop.h"

#define RECORDS 5

static struct arena arena;
static struct error error;
static struct document document;
static char seal[SEAL_MAX];
static const char *fields[RECORDS][PROPOSAL_COLUMN_COUNT];

static void
must(enum status status)
{
	if (status != STATUS_OK)
		ck_abort_msg("%s", error.text);
}

/* Two lines: the first with two taxes, the second, a correction, with one. */
static void
make_document(void)
{
	static struct line lines[2];
	static struct line_tax taxes[2];

	taxes[0] = (struct line_tax){ "excise", "NY", shop_decimal("5.50"),
		shop_money("1.65"), 0, true };
	taxes[1] = (struct line_tax){ "sales", "NYC", shop_decimal("8.875"),
		shop_money("2.81"), 0, false };
	lines[0] = *shop_line(&arena, "30.00");
	lines[0].service = "+1 212";
	lines[0].unit = "line";
	lines[0].unit_price = "15.0000";
	lines[0].order_price = "15.0000";
	lines[0].quantity = shop_decimal("2.0");
	lines[0].upto = "77";
	lines[0].instance = "tv";
	lines[0].order = "O-1";
	lines[0].order_line = "2";
	lines[0].section = "fiber";
	lines[0].taxes = taxes;
	lines[0].tax_count = 2;
	lines[1] = *shop_line(&arena, "-12.34");
	lines[1].kind = LINE_CREDIT;
	lines[1].corrects = "INV-2025-000009/12";
	lines[1].revision = 3;
	lines[1].taxes = &taxes[1];
	lines[1].tax_count = 1;
	document = (struct document){
		.account = "A1",
		.id = "0123456789abcdef",
		.currency = shop_dollars(),
		.issue_date = shop_day("2026-01-01"),
		.due_date = shop_day("2026-01-31"),
		.split = "north",
		.lines = lines,
		.line_count = 2,
	};
	must(document_total(&document, &error));
}

static void
setup(void)
{
	struct sealed sealed = { &document, seal };

	make_document();
	seal_make(&document, 12, seal);
	must(proposal_line(sealed, 0, &arena, fields[0], &error));
	must(proposal_tax(sealed, 0, 0, &arena, fields[1], &error));
	must(proposal_tax(sealed, 0, 1, &arena, fields[2], &error));
	must(proposal_line(sealed, 1, &arena, fields[3], &error));
	must(proposal_tax(sealed, 1, 0, &arena, fields[4], &error));
}

static void
teardown(void)
{
	arena_close(&arena);
}

static enum status
read_back(const int *order, size_t count, struct document *read)
{
	const char **records[RECORDS + 1];
	const char *read_seal = NULL;
	enum status status;

	for (size_t i = 0; i < count; i++)
		records[i] = fields[order[i]];
	status = proposal_read((const char **const *)records, count, &arena,
	    read, &read_seal, &error);
	if (status == STATUS_OK)
		ck_assert_str_eq(read_seal, seal);
	return status;
}

static const int all[] = { 0, 1, 2, 3, 4 };

START_TEST(what_is_read_back_has_the_same_seal)
{
	struct document read;
	int64_t basis = 0;

	must(read_back(all, RECORDS, &read));
	ck_assert(seal_check(&read, seal, &basis));
	ck_assert_int_eq(basis, 12);
	ck_assert_int_eq(read.total.minor, document.total.minor);
	ck_assert_uint_eq(read.lines[0].tax_count, 2);
	ck_assert_int_eq(read.lines[0].quantity.scale, 1);
	ck_assert_str_eq(read.lines[1].corrects, "INV-2025-000009/12");
	ck_assert_str_eq(read.split, "north");
	ck_assert_str_eq(read.lines[1].split, "north");
	ck_assert_str_eq(read.lines[0].section, "fiber");
	ck_assert_str_eq(read.lines[0].order_line, "2");
}
END_TEST

START_TEST(what_is_read_back_is_written_the_same)
{
	const char *again[RECORDS][PROPOSAL_COLUMN_COUNT];
	struct document read;
	struct sealed sealed = { &read, seal };

	must(read_back(all, RECORDS, &read));
	must(proposal_line(sealed, 0, &arena, again[0], &error));
	must(proposal_tax(sealed, 0, 0, &arena, again[1], &error));
	must(proposal_tax(sealed, 0, 1, &arena, again[2], &error));
	must(proposal_line(sealed, 1, &arena, again[3], &error));
	must(proposal_tax(sealed, 1, 0, &arena, again[4], &error));
	for (int i = 0; i < RECORDS; i++) {
		for (int k = 0; k < PROPOSAL_COLUMN_COUNT; k++)
			ck_assert_str_eq(again[i][k], fields[i][k]);
	}
}
END_TEST

START_TEST(a_record_stands_in_its_columns)
{
	ck_assert_str_eq(fields[0][PROPOSAL_LINE], "1");
	ck_assert_str_eq(fields[0][PROPOSAL_TAX_SEQ], "0");
	ck_assert_str_eq(fields[0][PROPOSAL_KIND], "recurring");
	ck_assert_str_eq(fields[0][PROPOSAL_AMOUNT], "30.00");
	ck_assert_str_eq(fields[0][PROPOSAL_QUANTITY], "2.0");
	ck_assert_str_eq(fields[0][PROPOSAL_TAX], "");
	ck_assert_str_eq(fields[2][PROPOSAL_LINE], "1");
	ck_assert_str_eq(fields[2][PROPOSAL_TAX_SEQ], "2");
	ck_assert_str_eq(fields[2][PROPOSAL_KIND], "tax");
	ck_assert_str_eq(fields[2][PROPOSAL_AMOUNT], "");
	ck_assert_str_eq(fields[2][PROPOSAL_TAX], "2.81");
	ck_assert_str_eq(fields[2][PROPOSAL_TAX_RATE], "8.875");
	ck_assert_str_eq(fields[2][PROPOSAL_TAX_CODE], "telecom");
	ck_assert_str_eq(fields[2][PROPOSAL_DESCRIPTION], "sales");
	ck_assert_str_eq(fields[3][PROPOSAL_CORRECTS], "INV-2025-000009/12");
	for (size_t i = 0; i < PROPOSAL_COLUMN_COUNT; i++)
		ck_assert_ptr_nonnull(proposal_schema.columns[i].name);
}
END_TEST

/* One cell is broken; the message must name its column. */
static const struct {
	int record;
	enum proposal_column column;
	const char *value;
} broken[] = {
	/* What every record says of the document. */
	{ 1, PROPOSAL_ACCOUNT, "A2" },
	{ 3, PROPOSAL_DOCUMENT, "fedcba9876543210" },
	{ 0, PROPOSAL_DOCUMENT, "0123456789abcdef0123" },
	{ 0, PROPOSAL_DOCUMENT_TYPE, "bill" },
	{ 4, PROPOSAL_DOCUMENT_TYPE, "credit_note" },
	{ 0, PROPOSAL_CURRENCY, "dollars" },
	{ 2, PROPOSAL_CURRENCY, "EUR" },
	{ 0, PROPOSAL_ISSUE_DATE, "2026-02-30" },
	{ 3, PROPOSAL_ISSUE_DATE, "2026-01-02" },
	{ 0, PROPOSAL_DUE_DATE, "soon" },
	{ 3, PROPOSAL_SEAL, "12-0" },
	{ 3, PROPOSAL_SPLIT, "" },
	/* Order. */
	{ 3, PROPOSAL_LINE, "3" },
	{ 3, PROPOSAL_LINE, "1" },
	{ 0, PROPOSAL_LINE, "one" },
	{ 0, PROPOSAL_LINE, "-1" },
	{ 2, PROPOSAL_TAX_SEQ, "3" },
	{ 2, PROPOSAL_TAX_SEQ, "1" },
	{ 2, PROPOSAL_TAX_SEQ, "x" },
	/* A line. */
	{ 0, PROPOSAL_KIND, "monthly" },
	{ 0, PROPOSAL_PERIOD_START, "2026-1-1" },
	{ 0, PROPOSAL_PERIOD_END, "x" },
	{ 0, PROPOSAL_QUANTITY, "two" },
	{ 0, PROPOSAL_AMOUNT, "30.001" },
	{ 0, PROPOSAL_AMOUNT, "" },
	{ 0, PROPOSAL_AMOUNT, "1,000.00" },
	{ 0, PROPOSAL_CYCLE_START, "x" },
	{ 0, PROPOSAL_CYCLE_END, "x" },
	{ 0, PROPOSAL_REVISION, "1.5" },
	{ 0, PROPOSAL_TAX_JURISDICTION, "NY" },
	{ 0, PROPOSAL_TAX_RATE, "5" },
	{ 0, PROPOSAL_TAX, "0.00" },
	{ 0, PROPOSAL_TAXABLE, "no" },
	/* A tax. */
	{ 1, PROPOSAL_TAX_CODE, "" },
	{ 1, PROPOSAL_TAX_RATE, "5%" },
	{ 1, PROPOSAL_TAX, "" },
	{ 1, PROPOSAL_TAX, "1.655" },
	{ 1, PROPOSAL_TAXABLE, "" },
	{ 1, PROPOSAL_TAXABLE, "maybe" },
	{ 1, PROPOSAL_OWNER, "A1" },
	{ 1, PROPOSAL_SUBSCRIPTION, "S1" },
	{ 1, PROPOSAL_SERVICE, "x" },
	{ 1, PROPOSAL_CHARGE, "access" },
	{ 1, PROPOSAL_PRODUCT, "fiber" },
	{ 1, PROPOSAL_PERIOD_START, "2026-01-01" },
	{ 1, PROPOSAL_PERIOD_END, "2026-02-01" },
	{ 1, PROPOSAL_QUANTITY, "1" },
	{ 1, PROPOSAL_UNIT, "x" },
	{ 1, PROPOSAL_UNIT_PRICE, "1" },
	{ 1, PROPOSAL_AMOUNT, "1.65" },
	{ 1, PROPOSAL_CORRECTS, "x/1" },
	{ 1, PROPOSAL_UPTO, "1" },
	{ 1, PROPOSAL_PLAN, "basic" },
	{ 1, PROPOSAL_CATALOG, "2026" },
	{ 1, PROPOSAL_ORDER_PRICE, "1" },
	{ 1, PROPOSAL_CYCLE_START, "2026-01-01" },
	{ 1, PROPOSAL_CYCLE_END, "2026-01-01" },
	{ 1, PROPOSAL_REVISION, "1" },
	{ 1, PROPOSAL_ADJUSTMENT, "J1" },
	{ 1, PROPOSAL_INSTANCE, "tv" },
	{ 1, PROPOSAL_ORDER, "O-1" },
	{ 1, PROPOSAL_ORDER_LINE, "2" },
	{ 1, PROPOSAL_SECTION, "fiber" },
};

START_TEST(a_broken_cell_is_refused_by_its_column)
{
	const char *name = proposal_schema.columns[broken[_i].column].name;
	const char *want;
	struct document read;

	fields[broken[_i].record][broken[_i].column] = broken[_i].value;
	ck_assert_msg(read_back(all, RECORDS, &read) == STATUS_INVALID, "%s=%s",
	    name, broken[_i].value);
	want = arena_format(&arena, "column %s: ", name);
	ck_assert_msg(strncmp(error.text, want, strlen(want)) == 0, "%s=%s: %s",
	    name, broken[_i].value, error.text);
}
END_TEST

/* Cells that are free text are bound by the seal alone. */
START_TEST(an_altered_text_breaks_the_seal)
{
	static const enum proposal_column columns[] = { PROPOSAL_OWNER,
		PROPOSAL_SUBSCRIPTION, PROPOSAL_SERVICE, PROPOSAL_CHARGE,
		PROPOSAL_PRODUCT, PROPOSAL_DESCRIPTION, PROPOSAL_UNIT,
		PROPOSAL_UNIT_PRICE, PROPOSAL_TAX_CODE, PROPOSAL_CORRECTS,
		PROPOSAL_UPTO, PROPOSAL_PLAN, PROPOSAL_CATALOG,
		PROPOSAL_ORDER_PRICE, PROPOSAL_ADJUSTMENT, PROPOSAL_INSTANCE,
		PROPOSAL_ORDER, PROPOSAL_ORDER_LINE, PROPOSAL_SECTION };

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		const char *before = fields[3][columns[i]];
		const char *tax_code = fields[4][PROPOSAL_TAX_CODE];
		struct document read;
		int64_t basis;

		fields[3][columns[i]] = "9";
		if (columns[i] == PROPOSAL_TAX_CODE)
			fields[4][PROPOSAL_TAX_CODE] = "9";
		must(read_back(all, RECORDS, &read));
		ck_assert_msg(!seal_check(&read, seal, &basis), "%s",
		    proposal_schema.columns[columns[i]].name);
		fields[3][columns[i]] = before;
		fields[4][PROPOSAL_TAX_CODE] = tax_code;
	}
}
END_TEST

/* Records of the document that are missing, doubled or out of order. */
static const struct {
	const char *name;
	size_t count;
	int order[RECORDS + 1];
	const char *fault;
} orders[] = {
	{ "its first line is missing", 4, { 1, 2, 3, 4 }, "column tax_seq: " },
	{ "a tax is missing", 4, { 0, 2, 3, 4 }, "column tax_seq: " },
	{ "its last tax only", 2, { 0, 2 }, "column tax_seq: " },
	{ "a line is missing", 2, { 3, 4 }, "column line: " },
	{ "a line is there twice", 6, { 0, 0, 1, 2, 3, 4 }, "column line: " },
	{ "a tax is there twice", 6, { 0, 1, 1, 2, 3, 4 }, "column tax_seq: " },
	{ "a tax of another line", 4, { 0, 1, 2, 4 }, "column tax_seq: " },
};

START_TEST(a_document_is_whole)
{
	struct document read;

	ck_assert_msg(read_back(orders[_i].order, orders[_i].count, &read) ==
			  STATUS_INVALID,
	    "%s", orders[_i].name);
	ck_assert_msg(strncmp(error.text, orders[_i].fault,
			  strlen(orders[_i].fault)) == 0,
	    "%s: %s", orders[_i].name, error.text);
}
END_TEST

Suite *
proposing_suite(void)
{
	Suite *suite = suite_create("proposing");
	TCase *tests = tcase_create("proposing");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, what_is_read_back_has_the_same_seal);
	tcase_add_test(tests, what_is_read_back_is_written_the_same);
	tcase_add_test(tests, a_record_stands_in_its_columns);
	tcase_add_loop_test(tests, a_broken_cell_is_refused_by_its_column, 0,
	    sizeof(broken) / sizeof(broken[0]));
	tcase_add_test(tests, an_altered_text_breaks_the_seal);
	tcase_add_loop_test(
	    tests, a_document_is_whole, 0, sizeof(orders) / sizeof(orders[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

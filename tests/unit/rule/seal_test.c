/*
 * Whatever is changed in a proposal breaks its seal; how it is written does
 * not.
 */
#include "rule/seal.h"

#include <check.h>
#include <string.h>

#include "shop.h"

/* Each change is applied alone to a document of two lines. */
struct proposal {
	struct document document;
	struct line lines[3];
	struct line_tax taxes[3];
};

#define DOCUMENT_CHANGES(CHANGE) \
	CHANGE(account, document->account = "A2") \
	CHANGE(id, document->id[1] = 'x') \
	CHANGE(type, document->type = DOCUMENT_CREDIT_NOTE) \
	CHANGE(currency, document->currency.code[0] = 'X') \
	CHANGE(issue_date, document->issue_date.days++) \
	CHANGE(due_date, document->due_date.days++) \
	CHANGE(split, document->split = "north") \
	CHANGE(line_dropped, document->line_count--) \
	CHANGE(line_added, document->line_count++) \
	CHANGE(lines_swapped, swap(document->lines))

#define LINE_CHANGES(CHANGE) \
	CHANGE(kind, line->kind = LINE_USAGE) \
	CHANGE(owner, line->owner = "A2") \
	CHANGE(subscription, line->subscription = "S2") \
	CHANGE(service, line->service = "L1") \
	CHANGE(charge, line->charge = "data") \
	CHANGE(product, line->product = "dsl") \
	CHANGE(description, line->description = "access ") \
	CHANGE(period_start, line->period_start.days++) \
	CHANGE(period_end, line->period_end.days--) \
	CHANGE(quantity, line->quantity = shop_decimal("1.01")) \
	CHANGE(unit, line->unit = "GB") \
	CHANGE(unit_price, line->unit_price = "50.01") \
	CHANGE(unit_price_dropped, line->unit_price = "") \
	CHANGE(amount, line->amount.minor++) \
	CHANGE(sign, line->amount.minor *= -1) \
	CHANGE(tax_code, line->tax_code = "food") \
	CHANGE(corrects, line->corrects = "INV-1/1") \
	CHANGE(upto, line->upto = "5") \
	CHANGE(plan, line->plan = "pro") \
	CHANGE(catalog, line->catalog = "2027") \
	CHANGE(order_price, line->order_price = "50.00") \
	CHANGE(dimensions, line->dimensions = "{}") \
	CHANGE(cycle_start, line->cycle_start.days++) \
	CHANGE(cycle_end, line->cycle_end.days++) \
	CHANGE(revision, line->revision++) \
	CHANGE(adjustment, line->adjustment = "ADJ") \
	CHANGE(instance, line->instance = "intro") \
	CHANGE(order, line->order = "O2") \
	CHANGE(order_line, line->order_line = "2") \
	CHANGE(section, line->section = "north") \
	CHANGE(moved, (line->unit = "5", line->upto = "")) \
	CHANGE(tax_dropped, line->tax_count--) \
	CHANGE(tax_added, line->tax_count++) \
	CHANGE(tax_name, line->taxes[1].name = "fee") \
	CHANGE(jurisdiction, line->taxes[1].jurisdiction = "NJ") \
	CHANGE(rate, line->taxes[1].rate = shop_decimal("8.876")) \
	CHANGE(tax, line->taxes[1].amount.minor++) \
	CHANGE(taxable, line->taxes[0].taxable = true)

static void
swap(struct line *lines)
{
	struct line line = lines[0];

	lines[0] = lines[1];
	lines[1] = line;
}

#define CHANGE_DOCUMENT(name, change) \
	static void change_##name(struct document *document) \
	{ \
		change; \
	}
#define CHANGE_LINE(name, change) \
	static void change_##name(struct document *document) \
	{ \
		struct line *line = &document->lines[1]; \
\
		change; \
	}
DOCUMENT_CHANGES(CHANGE_DOCUMENT)
LINE_CHANGES(CHANGE_LINE)

#define CHANGE_ROW(name, change) { #name, change_##name },

static const struct {
	const char *name;
	void (*change)(struct document *);
} changes[] = { DOCUMENT_CHANGES(CHANGE_ROW) LINE_CHANGES(CHANGE_ROW) };

static void
propose(struct arena *arena, struct proposal *proposal)
{
	*proposal = (struct proposal){ .document = {
					   .account = "A1",
					   .id = "D0123456789abcdef",
					   .currency = shop_dollars(),
					   .issue_date = shop_day("2026-02-01"),
					   .due_date = shop_day("2026-03-03"),
					   .split = "",
					   .line_count = 2,
				       } };
	for (size_t i = 0; i < 3; i++) {
		proposal->lines[i] = *shop_line(arena, "50.00");
		proposal->lines[i].revision += (int64_t)i;
		proposal->taxes[i] = (struct line_tax){
			.name = "sales",
			.jurisdiction = "NY",
			.rate = shop_decimal("8.875"),
			.amount = shop_money("4.44"),
		};
	}
	proposal->document.lines = proposal->lines;
	proposal->lines[1].taxes = proposal->taxes;
	proposal->lines[1].tax_count = 2;
}

START_TEST(every_change_breaks_the_seal)
{
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct arena arena = { 0 };
		struct proposal proposal;
		char seal[SEAL_MAX];
		int64_t basis = 0;

		propose(&arena, &proposal);
		seal_make(&proposal.document, 42, seal);
		ck_assert(seal_check(&proposal.document, seal, &basis));
		ck_assert_int_eq(basis, 42);
		changes[i].change(&proposal.document);
		ck_assert_msg(!seal_check(&proposal.document, seal, &basis),
		    "the seal held: %s", changes[i].name);
		arena_close(&arena);
	}
}
END_TEST

START_TEST(another_basis_or_text_breaks_it)
{
	static const char *const seals[] = { "", "-", "42", "42-", "x",
		"99999999999999999999-0123456789abcdef0123456789abcdef",
		"42-0123456789abcdef0123456789abcdef" };
	struct arena arena = { 0 };
	struct proposal proposal;
	char seal[SEAL_MAX], other[SEAL_MAX + 8];
	int64_t basis;

	propose(&arena, &proposal);
	for (size_t i = 0; i < sizeof(seals) / sizeof(seals[0]); i++)
		ck_assert(!seal_check(&proposal.document, seals[i], &basis));

	seal_make(&proposal.document, 42, seal);
	for (size_t i = 0; seal[i] != '\0'; i++) {
		strcpy(other, seal);
		other[i] = other[i] == '1' ? '2' : '1';
		ck_assert_msg(!seal_check(&proposal.document, other, &basis),
		    "%s for %s", other, seal);
	}
	strcat(strcpy(other, seal), "0");
	ck_assert(!seal_check(&proposal.document, other, &basis));
	strcat(strcpy(other, " "), seal);
	ck_assert(!seal_check(&proposal.document, other, &basis));
	strcat(strcpy(other, "+"), seal);
	ck_assert(!seal_check(&proposal.document, other, &basis));
	seal_make(&proposal.document, INT64_MIN, seal);
	ck_assert_uint_lt(strlen(seal), SEAL_MAX);
	ck_assert(seal_check(&proposal.document, seal, &basis));
	ck_assert_int_eq(basis, INT64_MIN);
	arena_close(&arena);
}
END_TEST

START_TEST(a_lost_zero_breaks_nothing)
{
	struct arena arena = { 0 };
	struct proposal proposal;
	char seal[SEAL_MAX];
	int64_t basis;

	propose(&arena, &proposal);
	seal_make(&proposal.document, 42, seal);
	proposal.lines[0].quantity = shop_decimal("1.000");
	proposal.lines[0].unit_price = "50";
	proposal.lines[1].unit_price = "50.0";
	proposal.taxes[0].rate = shop_decimal("8.8750");
	/* Totals follow from the lines. */
	proposal.document.total.minor++;
	ck_assert(seal_check(&proposal.document, seal, &basis));
	arena_close(&arena);
}
END_TEST

Suite *
seal_suite(void)
{
	Suite *suite = suite_create("seal");
	TCase *tests = tcase_create("seal");

	tcase_add_test(tests, every_change_breaks_the_seal);
	tcase_add_test(tests, another_basis_or_text_breaks_it);
	tcase_add_test(tests, a_lost_zero_breaks_nothing);
	suite_add_tcase(suite, tests);
	return suite;
}

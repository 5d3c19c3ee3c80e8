/*
 * Debits equal credits, and revenue waits until its period is over.
 */
#include "rule/journal.h"

#include <check.h>
#include <string.h>

#include "shop.h"

#define SEED UINT64_C(0x1D8E4E27C47D124F)
#define LINES_MAX 20

struct row {
	const char *name;
	struct {
		const char *amount;
		const char *charge;
		const char *product;
		const char *end;
		const char *tax;
	} lines[3];
	const char *entries;
};

static struct shop shop;
static struct company company;

static void
setup(void)
{
	shop_open(&shop);
	shop_charge(&shop, "access", "50.00");
	shop_charge(&shop, "setup", "99.00")->revenue = "4020";
	shop_charge(&shop, "support", "5.00")->revenue = "";
	company_default(&company);
}

static void
teardown(void)
{
	shop_close(&shop);
}

static struct document
document_of(struct line *lines, size_t count)
{
	struct document document = {
		.account = "A1",
		.currency = shop_dollars(),
		.issue_date = shop_day("2026-02-01"),
		.lines = lines,
		.line_count = count,
	};
	struct error error;

	if (document_total(&document, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	return document;
}

/* "role code product amount, ..." */
static const char *
tell_entries(const struct entries *entries)
{
	const char *told = "";

	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->items[i];
		char text[MONEY_TEXT_MAX];

		told = arena_format(&shop.arena, "%s%s%s %s %s%s%s", told,
		    i == 0 ? "" : ", ", role_name(entry->role),
		    entry->account_code, entry->product,
		    entry->product[0] == '\0' ? "" : " ",
		    money_format(entry->amount, text));
		ck_assert_ptr_nonnull(told);
	}
	return told;
}

static const char *
tell(const struct document *document)
{
	struct entries entries;
	struct error error;

	if (journal_of(document, &company, &shop.catalogs, &entries,
		&shop.arena, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	return tell_entries(&entries);
}

START_TEST(known_entries)
{
	static const struct row rows[] = {
		{ "earned by the issue date",
		    { { "50.00", "access", "fiber", "2026-02-01", NULL } },
		    "receivable 1200 50.00, revenue 4010 fiber -50.00" },
		{ "deferred: the period ends after it",
		    { { "50.00", "access", "fiber", "2026-02-02", NULL } },
		    "receivable 1200 50.00, deferred 2400 fiber -50.00" },
		{ "no period", { { "50.00", "access", "fiber", "", NULL } },
		    "receivable 1200 50.00, revenue 4010 fiber -50.00" },
		{ "with tax",
		    { { "50.00", "access", "fiber", "2026-02-01", "4.44" } },
		    "receivable 1200 54.44, revenue 4010 fiber -50.00, "
		    "tax_payable 2200 -4.44" },
		{ "a credit note has the other signs",
		    { { "-50.00", "access", "fiber", "2026-03-01", "-4.44" } },
		    "receivable 1200 -54.44, deferred 2400 fiber 50.00, "
		    "tax_payable 2200 4.44" },
		{ "the charge's own account",
		    { { "99.00", "setup", "fiber", "2026-02-01", NULL } },
		    "receivable 1200 99.00, revenue 4020 fiber -99.00" },
		{ "the company's account",
		    { { "5.00", "support", "fiber", "2026-02-01", NULL } },
		    "receivable 1200 5.00, revenue 4000 fiber -5.00" },
		{ "a charge that no catalog has",
		    { { "5.00", "gone", "", "2026-02-01", NULL } },
		    "receivable 1200 5.00, revenue 4000 -5.00" },
		{ "added up by account and product",
		    { { "50.00", "access", "fiber", "2026-02-01", "5.00" },
			{ "30.00", "access", "fiber", "2026-01-01", "3.00" },
			{ "7.00", "access", "voice", "2026-02-01", NULL } },
		    "receivable 1200 95.00, revenue 4010 fiber -80.00, "
		    "revenue 4010 voice -7.00, tax_payable 2200 -8.00" },
		{ "nothing",
		    { { "0.00", "access", "fiber", "2026-03-01", NULL } }, "" },
		{ "what comes to nothing still moves between accounts",
		    { { "50.00", "access", "fiber", "2026-03-01", NULL },
			{ "-50.00", "access", "fiber", "2026-02-01", NULL } },
		    "deferred 2400 fiber -50.00, revenue 4010 fiber 50.00" },
		{ "what comes to nothing in one account is left out",
		    { { "50.00", "access", "fiber", "2026-03-01", NULL },
			{ "-50.00", "access", "fiber", "2026-03-01", NULL } },
		    "" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct line lines[3];
		struct line_tax taxes[3];
		struct document document;
		size_t count = 0;

		for (; count < 3 && rows[i].lines[count].amount; count++) {
			struct line *line = &lines[count];

			*line = *shop_line(
			    &shop.arena, rows[i].lines[count].amount);
			line->charge = rows[i].lines[count].charge;
			line->product = rows[i].lines[count].product;
			line->period_end = shop_day(rows[i].lines[count].end);
			if (rows[i].lines[count].tax == NULL)
				continue;
			taxes[count] = (struct line_tax){
				.amount = shop_money(rows[i].lines[count].tax)
			};
			line->taxes = &taxes[count];
			line->tax_count = 1;
		}
		document = document_of(lines, count);
		ck_assert_msg(strcmp(tell(&document), rows[i].entries) == 0,
		    "%s: %s", rows[i].name, tell(&document));
	}
}
END_TEST

START_TEST(every_journal_balances)
{
	static const char *const products[] = { "fiber", "voice", "" };
	uint64_t state = SEED;

	for (int round = 0; round < 3000; round++) {
		struct line lines[LINES_MAX];
		struct line_tax taxes[LINES_MAX];
		size_t count = 1 + (size_t)shop_below(&state, LINES_MAX);
		struct document document;
		struct entries entries;
		struct error error;
		int64_t sum = 0;

		arena_reset(&shop.arena);
		for (size_t i = 0; i < count; i++) {
			lines[i] = *shop_line(&shop.arena, "1.00");
			lines[i].amount.minor =
			    (int64_t)shop_random(&state) >> 20;
			lines[i].product = products[shop_below(&state, 3)];
			lines[i].period_end.days += shop_below(&state, 60) - 30;
			taxes[i].amount = shop_money("0.00");
			taxes[i].amount.minor = shop_below(&state, 999) - 300;
			lines[i].taxes = &taxes[i];
			lines[i].tax_count = (size_t)shop_below(&state, 2);
		}
		document = document_of(lines, count);
		ck_assert_int_eq(journal_of(&document, &company, &shop.catalogs,
				     &entries, &shop.arena, &error),
		    STATUS_OK);
		for (size_t i = 0; i < entries.count; i++) {
			sum += entries.items[i].amount.minor;
			ck_assert_int_ne(entries.items[i].amount.minor, 0);
		}
		ck_assert_msg(sum == 0, "seed %llx round %d",
		    (unsigned long long)SEED, round);
		ck_assert(
		    entries.items[0].role == ROLE_RECEIVABLE &&
		    entries.items[0].amount.minor == document.total.minor);
	}
}
END_TEST

START_TEST(payments)
{
	static const struct {
		const char *name;
		const char *received;
		const char *applied;
		const char *entries;
	} rows[] = {
		{ "applied at once", "50.00", "50.00",
		    "cash 1000 50.00, receivable 1200 -50.00" },
		{ "for nothing that is open", "50.00", "0.00",
		    "cash 1000 50.00, unapplied 2100 -50.00" },
		{ "too much", "50.00", "30.00",
		    "cash 1000 50.00, receivable 1200 -30.00, "
		    "unapplied 2100 -20.00" },
		{ "applied on a later day", "0.00", "20.00",
		    "receivable 1200 -20.00, unapplied 2100 20.00" },
		{ "taken back", "-50.00", "-30.00",
		    "cash 1000 -50.00, receivable 1200 30.00, "
		    "unapplied 2100 20.00" },
		{ "taken back, and applied until a later day", "0.00", "-20.00",
		    "receivable 1200 20.00, unapplied 2100 -20.00" },
		{ "nothing", "0.00", "0.00", "" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct cash cash = { shop_money(rows[i].received),
			shop_money(rows[i].applied) };
		struct entries entries;
		const char *told;
		struct error error;

		ck_assert_int_eq(journal_of_payment(&cash, &company, &entries,
				     &shop.arena, &error),
		    STATUS_OK);
		told = tell_entries(&entries);
		ck_assert_msg(strcmp(told, rows[i].entries) == 0, "%s: %s",
		    rows[i].name, told);
	}
}
END_TEST

Suite *
journal_suite(void)
{
	Suite *suite = suite_create("journal");
	TCase *tests = tcase_create("journal");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, known_entries);
	tcase_add_test(tests, every_journal_balances);
	tcase_add_test(tests, payments);
	suite_add_tcase(suite, tests);
	return suite;
}

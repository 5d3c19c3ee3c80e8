/*
 * A statement of account, to the byte.
 */
#include "render/account_paper.h"

#include <check.h>
#include <string.h>

#include "output.h"
#include "record/unicode.h"

static const struct currency eur = { "EUR", 2 };

static struct arena arena;
static struct spool *spool;
static struct error error;
static struct company company;
static struct account_entry entries[4];
static struct account_statement statement;
static struct account_paper paper;

static void
setup(void)
{
	struct money zero = money_of(0, eur);

	ck_assert_int_eq(spool_open(&spool, &error), STATUS_OK);
	company_default(&company);
	company.name = "Acme Inc.";
	company.country = "US";
	company.address = "1 Main St";
	company.tax_id = "";
	entries[0] = (struct account_entry){ ENTRY_INVOICE,
		date_of(2026, 10, 1), date_of(2026, 10, 31), "INV-1", "",
		money_of(10000, eur), zero };
	entries[1] =
	    (struct account_entry){ ENTRY_PAYMENT, date_of(2026, 10, 9),
		    DATE_NONE, "P-1", "SEPA 7", money_of(-12000, eur), zero };
	entries[2] =
	    (struct account_entry){ ENTRY_CREDIT_NOTE, date_of(2026, 10, 10),
		    DATE_NONE, "CN-1", "", money_of(-500, eur), zero };
	entries[3] =
	    (struct account_entry){ ENTRY_REVERSAL, date_of(2026, 10, 11),
		    DATE_NONE, "R-1", "P-1", money_of(12000, eur), zero };
	statement = (struct account_statement){
		.from = date_of(2026, 10, 1),
		.to = date_of(2026, 11, 1),
		.previous = money_of(2000, eur),
		.aging = { money_of(10000, eur), money_of(2000, eur), zero,
		    zero, zero, money_of(-500, eur), zero },
		.entries = entries,
		.entry_count = 4,
	};
	paper = (struct account_paper){
		.company = &company,
		.statement = &statement,
		.party = { .account = "A1",
		    .account_name = "",
		    .customer = "C1",
		    .customer_name = "Jane Doe",
		    .customer_tax_id = "",
		    .address = "",
		    .language = "" },
	};
}

static void
teardown(void)
{
	spool_close(spool);
	arena_close(&arena);
}

static const char *
render(const char *text)
{
	struct template template = { .name = "t", .text = text };

	if (account_statement_total(&statement, &error) != STATUS_OK ||
	    template_parse(&template, &arena, &error) != STATUS_OK ||
	    account_paper_render(&paper, &template, spool, &arena, &error) !=
		STATUS_OK)
		ck_abort_msg("%s", error.text);
	return output_text(spool, &arena);
}

START_TEST(a_statement)
{
	ck_assert_str_eq(render(template_find("statement.txt")),
	    "STATEMENT OF ACCOUNT                                    "
	    "2026-10-01 to 2026-10-31\n"
	    "========================================"
	    "========================================\n"
	    "\n"
	    "Acme Inc.\n"
	    "1 Main St\n"
	    "\n"
	    "Account of      Jane Doe\n"
	    "\n"
	    "Account         A1\n"
	    "\n"
	    "Previous balance                        "
	    "                                   20.00\n"
	    "New charges                             "
	    "                                  100.00\n"
	    "Credits                                 "
	    "                                   -5.00\n"
	    "Payments                                "
	    "                                    0.00\n"
	    "Balance EUR                             "
	    "                                  115.00\n"
	    "\n"
	    "Date                                    "
	    "             Amount EUR      Balance EUR\n"
	    "----------------------------------------"
	    "----------------------------------------\n"
	    "2026-10-01  Previous balance            "
	    "                                   20.00\n"
	    "2026-10-01  Invoice INV-1               "
	    "                 100.00           120.00\n"
	    "            due on 2026-10-31\n"
	    "2026-10-09  Payment P-1                 "
	    "                -120.00             0.00\n"
	    "            SEPA 7\n"
	    "2026-10-10  Credit note CN-1            "
	    "                  -5.00            -5.00\n"
	    "2026-10-11  Reversal R-1                "
	    "                 120.00           115.00\n"
	    "            of payment P-1\n"
	    "----------------------------------------"
	    "----------------------------------------\n"
	    "\n"
	    "Open on 2026-10-31\n"
	    "  Not yet due                           "
	    "                                  100.00\n"
	    "  Past due, 1 to 30 days                "
	    "                                   20.00\n"
	    "           31 to 60 days                "
	    "                                    0.00\n"
	    "           61 to 90 days                "
	    "                                    0.00\n"
	    "           more than 90 days            "
	    "                                    0.00\n"
	    "  Credit notes not used                 "
	    "                                   -5.00\n"
	    "  Payments not used                     "
	    "                                    0.00\n"
	    "========================================"
	    "========================================\n"
	    "Balance due                             "
	    "                   EUR            115.00\n");
}
END_TEST

/* What is said of a balance, and that nothing is said twice. */
static const struct {
	int64_t previous;
	const char *wanted;
} balances[] = {
	{ 1, "0.01|0.01||\n" },
	{ 0, "0.00|||\n" },
	{ -1, "-0.01||0.01|\n" },
};

START_TEST(a_balance_is_owed_or_in_favour)
{
	statement.previous = money_of(balances[_i].previous, eur);
	statement.aging.current = statement.aging.days_30 =
	    statement.aging.credit = money_of(0, eur);
	statement.entry_count = 0;
	ck_assert_str_eq(
	    render("{{balance}}|{{owed}}|{{in_favour}}|"
		   "{{#entries}}{{date}}{{kind}}{{title}}{{number}}"
		   "{{due_date}}{{reference}}{{amount}}{{balance}}{{invoice}}"
		   "{{credit_note}}{{payment}}{{reversal}}{{/entries}}\n"),
	    balances[_i].wanted);
}
END_TEST

START_TEST(long_texts_stay_on_the_page)
{
	const char *text = "", *at;
	size_t length;

	for (int i = 0; i < 64; i++)
		text = arena_format(&arena, "%s京", text);
	company.name = company.tax_id = company.address = text;
	paper.party.account = paper.party.account_name = text;
	paper.party.customer_name = paper.party.customer_tax_id = text;
	entries[0].number = entries[1].reference = text;
	statement.previous = money_of(1000000000000000, eur);
	at = render(template_find("statement.txt"));
	for (; *at != '\0'; at += length + 1) {
		length = strcspn(at, "\n");
		ck_assert_uint_le(
		    unicode_width(arena_copy(&arena, at, length)), 80);
	}
}
END_TEST

Suite *
account_paper_suite(void)
{
	Suite *suite = suite_create("account_paper");
	TCase *tests = tcase_create("account_paper");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, a_statement);
	tcase_add_loop_test(tests, a_balance_is_owed_or_in_favour, 0,
	    sizeof(balances) / sizeof(balances[0]));
	tcase_add_test(tests, long_texts_stay_on_the_page);
	suite_add_tcase(suite, tests);
	return suite;
}

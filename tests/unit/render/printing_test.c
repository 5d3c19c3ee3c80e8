/*
 * All papers are made before the first file is written.
 */
#include "render/printing.h"

#include <check.h>
#include <string.h>

#include "output.h"
#include "tests/unit/ledger/book.h"
#include "tests/unit/rule/shop.h"

/* Of "INV-1\n" and "INV-22\n". */
#define SHA_1 \
	"3e7b625b80db8938200d87fae611f169" \
	"dff094cbeb927635f31f917a9e5ba7a5"
#define SHA_22 \
	"8c5d9e22cf4e53ad831f5fdfd32b8ad6" \
	"5d13feecec02618556bbd94b450bd462"

static struct printing printing;
static struct spool *output;
static struct company company;
static const char *customer;

static void
setup(void)
{
	book_setup();
	book_must(spool_open(&output, &book_error));
	company_default(&company);
	company.name = "Acme Inc.";
	company.country = "US";
	company.address = company.tax_id = "";
	customer = "Jane Doe";
}

static void
teardown(void)
{
	printing_close(&printing);
	printing_close(&printing);
	spool_close(output);
	book_teardown();
}

static enum status
add(const char *number, const char *template)
{
	static const char *const products[] = { "Fiber" };
	struct line line = book_month(1);
	struct document document = book_document("d", &line, 1);
	struct paper paper = {
		.company = &company,
		.document = &document,
		.products = products,
		.number = number,
		.po_number = "",
		.party = { .account = "A1",
		    .account_name = "",
		    .customer = "C1",
		    .customer_name = customer,
		    .customer_tax_id = "",
		    .address = "",
		    .language = "" },
	};
	struct arena scratch = { NULL, NULL };
	enum status status =
	    printing_add(&printing, &paper, template, &scratch, &book_error);

	/* What was made must not live in the scratch arena. */
	arena_close(&scratch);
	return status;
}

static const char *
finish(void)
{
	book_must(printing_finish(&printing, output, FORMAT_CSV, &book_error));
	return output_text(output, &book_arena);
}

START_TEST(pages_follow_each_other)
{
	printing.template_file = book_file("t", "{{number}}: {{total}}\n");
	book_must(add("INV-1", "invoice.txt"));
	book_must(add("INV-2", "invoice.txt"));
	ck_assert_str_eq(finish(), "INV-1: 30.00\n\f\nINV-2: 30.00\n");
}
END_TEST

START_TEST(no_pages)
{
	ck_assert_str_eq(finish(), "");
}
END_TEST

START_TEST(files_are_told)
{
	printing.template_file = book_file("t", "{{number}}\n");
	printing.directory = book_path("");
	book_must(add("INV-1", "invoice.txt"));
	book_must(add("INV-22", "invoice.txt"));
	ck_assert_str_eq(book_names(), "book.bill t");
	ck_assert_str_eq(finish(),
	    arena_format(&book_arena,
		"invoice,file,bytes,sha256\n"
		"INV-1,%s/INV-1.txt,6,"
		"%s\n"
		"INV-22,%s/INV-22.txt,7,"
		"%s\n",
		printing.directory, SHA_1, printing.directory, SHA_22));
	ck_assert_str_eq(book_content("INV-1.txt"), "INV-1\n");
	ck_assert_str_eq(book_content("INV-22.txt"), "INV-22\n");
}
END_TEST

START_TEST(no_files_are_told_too)
{
	printing.directory = book_path("");
	ck_assert_str_eq(finish(), "invoice,file,bytes,sha256\n");
}
END_TEST

START_TEST(a_paper_that_cannot_be_made_leaves_no_files)
{
	printing.templates_directory = printing.directory = book_path("");
	book_file("good.txt", "{{number}}\n");
	book_file("bad.txt", "{{nubmer}}\n");
	book_must(add("INV-1", "good.txt"));
	ck_assert_int_eq(add("INV-2", "bad.txt"), STATUS_CONFIG);
	ck_assert_ptr_nonnull(strstr(book_error.text, "nubmer"));
	ck_assert_str_eq(book_names(), "bad.txt book.bill good.txt");
}
END_TEST

/* Where a template comes from. */
static const struct {
	const char *name;
	const char *file; /* of the operator, for all */
	const char *own; /* invoice.txt in the operator's directory */
	const char *template;
	const char *begins; /* NULL: there is none */
} sources[] = {
	{ "what is built in", NULL, NULL, "invoice.txt", "INVOICE " },
	{ "of the directory", NULL, "own {{number}}\n", "invoice.txt",
	    "own INV-1" },
	{ "built in where the directory has none", NULL, "own\n",
	    "credit_note.txt", "CREDIT NOTE " },
	{ "one file for all", "all {{number}}\n", "own\n", "credit_note.txt",
	    "all INV-1" },
	{ "none of that name", NULL, "own\n", "mine.txt", NULL },
	{ "none at all", NULL, NULL, "mine.txt", NULL },
};

START_TEST(a_template_is_found)
{
	if (sources[_i].file != NULL)
		printing.template_file = book_file("t", sources[_i].file);
	if (sources[_i].own != NULL) {
		book_file("invoice.txt", sources[_i].own);
		printing.templates_directory = book_path("");
	}
	if (sources[_i].begins == NULL) {
		ck_assert_int_ne(add("INV-1", sources[_i].template), STATUS_OK);
		ck_assert_ptr_nonnull(
		    strstr(book_error.text, sources[_i].template));
		return;
	}
	book_must(add("INV-1", sources[_i].template));
	ck_assert_msg(strncmp(finish(), sources[_i].begins,
			  strlen(sources[_i].begins)) == 0,
	    "%s", sources[_i].name);
}
END_TEST

START_TEST(a_template_is_read_once)
{
	printing.templates_directory = book_path("");
	book_file("invoice.txt", "first {{number}}\n");
	book_must(add("INV-1", "invoice.txt"));
	book_file("invoice.txt", "second {{number}}\n");
	book_must(add("INV-2", "invoice.txt"));
	ck_assert_uint_eq(printing.template_count, 1);
	ck_assert_str_eq(finish(), "first INV-1\n\f\nfirst INV-2\n");
}
END_TEST

START_TEST(a_directory_that_is_none)
{
	printing.directory = book_path("none");
	book_must(add("INV-1", "invoice.txt"));
	ck_assert_int_eq(
	    printing_finish(&printing, output, FORMAT_CSV, &book_error),
	    STATUS_IO);
}
END_TEST

START_TEST(html_is_escaped)
{
	printing.format = PRINTING_HTML;
	printing.template_file =
	    book_file("t", "<p>{{customer_name}} &amp;</p>\n");
	customer = "<b>\"O'Neill\" & Co.</b>";
	book_must(add("INV-1", "invoice.html"));
	ck_assert_str_eq(finish(), "<p>&lt;b&gt;&quot;O&#39;Neill&quot; &amp; "
				   "Co.&lt;/b&gt; &amp;</p>\n");
}
END_TEST

START_TEST(html_goes_into_files)
{
	printing.format = PRINTING_HTML;
	printing.template_file = book_file("t", "{{number}}\n");
	book_must(add("INV-1", "invoice.html"));
	book_must(add("INV-2", "invoice.html"));
	ck_assert_int_eq(
	    printing_finish(&printing, output, FORMAT_CSV, &book_error),
	    STATUS_USAGE);
	ck_assert_ptr_nonnull(strstr(book_error.text, "--dir"));
	printing.directory = book_path("");
	(void)finish();
	ck_assert_str_eq(book_names(), "INV-1.html INV-2.html book.bill t");
}
END_TEST

/* The template for an account's own one. */
static const struct {
	enum printing_format format;
	const char *file, *own, *template;
} choices[] = {
	{ PRINTING_TEXT, NULL, "", "invoice.txt" },
	{ PRINTING_HTML, NULL, "", "invoice.html" },
	{ PRINTING_TEXT, NULL, "mine.txt", "mine.txt" },
	{ PRINTING_TEXT, NULL, "mine", "mine" },
	{ PRINTING_TEXT, NULL, "mine.html", "invoice.txt" },
	{ PRINTING_HTML, NULL, "mine.html", "mine.html" },
	{ PRINTING_HTML, NULL, "mine.txt", "invoice.html" },
	{ PRINTING_HTML, NULL, "html", "invoice.html" },
	{ PRINTING_TEXT, "t", "mine.txt", "invoice.txt" },
};

START_TEST(an_account_s_template_is_of_another_format)
{
	printing.format = choices[_i].format;
	printing.template_file = choices[_i].file;
	ck_assert_str_eq(
	    printing_template(&printing, "invoice", choices[_i].own),
	    choices[_i].template);
}
END_TEST

static const char *
state(const char *account)
{
	const struct currency eur = { "EUR", 2 };
	struct money none = money_of(0, eur);
	struct account_statement statement = {
		.from = date_of(2026, 10, 1),
		.to = date_of(2026, 11, 1),
		.previous = money_of(100, eur),
		.aging = { none, none, none, none, none, none, none },
	};
	struct account_paper paper = {
		.company = &company,
		.statement = &statement,
		.party = { .account = account,
		    .account_name = "",
		    .customer = "C1",
		    .customer_name = "Jane Doe",
		    .customer_tax_id = "",
		    .address = "",
		    .language = "" },
	};
	struct arena scratch = { NULL, NULL };

	book_must(account_statement_total(&statement, &book_error));
	book_must(printing_add_account(
	    &printing, &paper, "statement.txt", &scratch, &book_error));
	arena_close(&scratch);
	return printing.list[printing.count - 1].name;
}

/* Names of files, and that no two accounts have one. */
static const struct {
	const char *name, *account, *file;
} safe[] = {
	{ "plain", "A-1.b", "A-1.b" },
	{ "a path", "../a/b", ".._2Fa_2Fb" },
	{ "an underscore", "a_2F", "a_5F2F" },
	{ "another script", "é", "_C3_A9" },
	{ "a quote and a blank", "a \"b\"", "a_20_22b_22" },
};

START_TEST(a_statement_s_name_is_safe)
{
	printing.statements = true;
	ck_assert_str_eq(state(safe[_i].account),
	    arena_format(
		&book_arena, "statement-%s-2026-10-EUR", safe[_i].file));
}
END_TEST

START_TEST(long_accounts_have_one_file)
{
	char one[129], other[129];
	const char *files[2];

	memset(one, '/', sizeof(one) - 1);
	one[128] = '\0';
	memcpy(other, one, sizeof(one));
	other[127] = 'x';
	printing.statements = true;
	files[0] = state(one);
	files[1] = state(other);
	ck_assert_str_ne(files[0], files[1]);
	ck_assert_int_eq(strncmp(files[0], files[1], 64), 0);
	printing.directory = book_path("");
	ck_assert_ptr_nonnull(strstr(finish(), ",1.00,0.00,0.00,0.00,1.00\n"));
}
END_TEST

START_TEST(statements_are_told)
{
	printing.template_file = book_file("t", "{{account}} {{owed}}\n");
	printing.directory = book_path("");
	printing.statements = true;
	(void)state("A1");
	ck_assert_ptr_nonnull(strstr(finish(),
	    "account,currency,file,bytes,sha256,previous,new,credits,payments,"
	    "balance\nA1,EUR,"));
	ck_assert_str_eq(
	    book_content("statement-A1-2026-10-EUR.txt"), "A1 1.00\n");
}
END_TEST

Suite *
printing_suite(void)
{
	Suite *suite = suite_create("printing");
	TCase *tests = tcase_create("printing");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, pages_follow_each_other);
	tcase_add_test(tests, no_pages);
	tcase_add_test(tests, files_are_told);
	tcase_add_test(tests, no_files_are_told_too);
	tcase_add_test(tests, a_paper_that_cannot_be_made_leaves_no_files);
	tcase_add_loop_test(tests, a_template_is_found, 0,
	    sizeof(sources) / sizeof(sources[0]));
	tcase_add_test(tests, a_template_is_read_once);
	tcase_add_test(tests, a_directory_that_is_none);
	tcase_add_test(tests, html_is_escaped);
	tcase_add_test(tests, html_goes_into_files);
	tcase_add_loop_test(tests, an_account_s_template_is_of_another_format,
	    0, sizeof(choices) / sizeof(choices[0]));
	tcase_add_loop_test(tests, a_statement_s_name_is_safe, 0,
	    sizeof(safe) / sizeof(safe[0]));
	tcase_add_test(tests, long_accounts_have_one_file);
	tcase_add_test(tests, statements_are_told);
	suite_add_tcase(suite, tests);
	return suite;
}

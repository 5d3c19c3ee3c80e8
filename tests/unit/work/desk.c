/*
 * Use-cases are asked here as their commands ask them, but for the face.
 */
#include "desk.h"

#include <check.h>
#include <string.h>

#include "intake/importing.h"
#include "tests/unit/render/output.h"
#include "tests/unit/rule/shop.h"
#include "work/invoicing.h"
#include "work/running.h"

struct request desk_request;
struct summary desk_summary;

void
desk_clear(void)
{
	spool_close(desk_request.output);
	desk_request.output = NULL;
	book_must(spool_open(&desk_request.output, &book_error));
	desk_summary = (struct summary){ .in = 0 };
}

void
desk_setup(void)
{
	book_setup();
	desk_request = (struct request){
		.program = "bill-test",
		.command_line = "bill-test a.csv",
		.ledger = book_path("book.bill"),
		.as_of = DATE_NONE,
		.format = FORMAT_CSV,
		.summary = &desk_summary,
	};
	desk_clear();
}

void
desk_teardown(void)
{
	spool_close(desk_request.output);
	book_teardown();
}

enum status
desk_import(const char *kind, const char *text)
{
	struct import_options options = { .path = book_file("in", text) };
	const struct import_kind *known = importing_kind(kind);

	ck_assert_ptr_nonnull(known);
	desk_clear();
	return importing_run(&desk_request, known, &options, &book_error);
}

enum status
desk_propose(const char *as_of)
{
	struct running_options options = { .issue_date = DATE_NONE };
	enum status status;

	desk_clear();
	desk_request.as_of = shop_day(as_of);
	status = running_run(&desk_request, &options, &book_error);
	desk_request.as_of = DATE_NONE;
	return status;
}

enum status
desk_post(const char *text)
{
	const char *path = book_file("proposal", text);

	desk_clear();
	return invoicing_run(&desk_request, path, &book_error);
}

const char *
desk_answer(void)
{
	return output_text(desk_request.output, &book_arena);
}

const char *
desk_counts(void)
{
	return arena_format(&book_arena, "%llu %llu %llu %llu %llu",
	    (unsigned long long)desk_summary.in,
	    (unsigned long long)desk_summary.accepted,
	    (unsigned long long)desk_summary.changed,
	    (unsigned long long)desk_summary.duplicate,
	    (unsigned long long)desk_summary.rejected);
}

void
desk_stock(void)
{
	book_open(LEDGER_RECORD);
	book_sell();
	book_customer("C1");
	book_account(
	    (struct book_account){ .account = "A1", .tax_region = "NY" });
	book_account((struct book_account){ .account = "A2", .payer = "A1" });
	book_order((struct book_order){ .subscription = "S1" });
	book_order(
	    (struct book_order){ .subscription = "S2", .account = "A2" });
	book_rate((struct book_rate){ .name = "sales" });
	book_close();
}

const char *
desk_proposal(const char *as_of)
{
	book_must(desk_propose(as_of));
	return desk_answer();
}

void
desk_told(const char *text)
{
	ck_assert_msg(strstr(book_error.text, text) != NULL,
	    "it says \"%s\", not \"%s\"", book_error.text, text);
}

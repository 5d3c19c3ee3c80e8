/*
 * What is read is of one moment, and the answer is as it was asked for.
 */
#include "work/request.h"

#include <check.h>

#include "desk.h"

START_TEST(who_records_is_alone)
{
	struct ledger *first, *second;

	book_must(
	    request_open(&desk_request, LEDGER_RECORD, &first, &book_error));
	ck_assert_int_eq(
	    request_open(&desk_request, LEDGER_RECORD, &second, &book_error),
	    STATUS_BUSY);
	ledger_close(second);
	ledger_close(first);
}
END_TEST

START_TEST(there_is_no_ledger)
{
	struct ledger *ledger;

	desk_request.ledger = book_path("none.bill");
	ck_assert_int_eq(
	    request_open(&desk_request, LEDGER_READ, &ledger, &book_error),
	    STATUS_NO_INPUT);
	ledger_close(ledger);
}
END_TEST

static const struct {
	enum format format;
	bool spreadsheet;
	const char *answer;
} answers[] = {
	{ FORMAT_CSV, false, "name\n=1+1\n" },
	{ FORMAT_CSV, true, "name\n'=1+1\n" },
	{ FORMAT_JSONL, false, "{\"name\":\"=1+1\"}\n" },
};

START_TEST(an_answer_has_its_format)
{
	static const struct column columns[] = { { "name", 0 } };
	static const struct schema schema = { "names", columns, 1,
		EXTRAS_NONE };
	struct writer *writer;

	desk_request.format = answers[_i].format;
	desk_request.spreadsheet = answers[_i].spreadsheet;
	book_must(request_writer(&desk_request, &schema, &writer, &book_error));
	book_must(
	    writer_write(writer, (const char *const[]){ "=1+1" }, &book_error));
	book_must(writer_finish(writer, &book_error));
	writer_close(writer);
	ck_assert_str_eq(desk_answer(), answers[_i].answer);
}
END_TEST

Suite *
request_suite(void)
{
	Suite *suite = suite_create("request");
	TCase *tests = tcase_create("request");

	tcase_add_checked_fixture(tests, desk_setup, desk_teardown);
	tcase_add_test(tests, who_records_is_alone);
	tcase_add_test(tests, there_is_no_ledger);
	tcase_add_loop_test(tests, an_answer_has_its_format, 0,
	    sizeof(answers) / sizeof(answers[0]));
	suite_add_tcase(suite, tests);
	return suite;
}

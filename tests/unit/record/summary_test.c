/*
 * A summary says each number once, in an order that does not change.
 */
#include "record/summary.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define USD \
	{ \
		"USD", 2 \
	}
#define JPY \
	{ \
		"JPY", 0 \
	}

static struct error error;

static const struct {
	const char *name;
	struct summary summary;
	const char *line;
} lines[] = {
	{ "an import", { .in = 7043, .accepted = 7043 },
	    "in 7043, accepted 7043, changed 0, duplicate 0, rejected 0" },
	{ "all four fates",
	    { .in = 10,
		.accepted = 1,
		.changed = 2,
		.duplicate = 3,
		.rejected = 4 },
	    "in 10, accepted 1, changed 2, duplicate 3, rejected 4" },
	{ "nothing at all", { .in = 0 },
	    "in 0, accepted 0, changed 0, duplicate 0, rejected 0" },
	{ "documents",
	    { .documents = 7043,
		.documents_name = "documents",
		.currency_count = 1,
		.amounts = { { 45611660, USD } } },
	    "7043 documents, USD 456116.60" },
	{ "documents from records",
	    { .in = 2,
		.accepted = 2,
		.documents = 1,
		.documents_name = "documents",
		.currency_count = 2,
		.amounts = { { -1, USD }, { 1234567, JPY } } },
	    "in 2, accepted 2, changed 0, duplicate 0, rejected 0,"
	    " 1 document, USD -0.01, JPY 1234567" },
	{ "no document", { .documents_name = "documents" }, "0 documents" },
	{ "a note",
	    { .note = "nothing to do: all 3 documents were posted before",
		.documents_name = "documents" },
	    "nothing to do: all 3 documents were posted before;"
	    " 0 documents" },
};

START_TEST(says)
{
	char text[512];

	ck_assert_str_eq(summary_line(&lines[_i].summary, text, sizeof text),
	    lines[_i].line);
}
END_TEST

START_TEST(a_small_room_cuts)
{
	char text[] = "0123456789abcdef";

	summary_line(&lines[0].summary, text, 10);
	ck_assert_str_eq(text, "in 7043, ");
	ck_assert_int_eq(text[10], 'a');
	summary_line(&lines[0].summary, text, 1);
	ck_assert_str_eq(text, "");
}
END_TEST

START_TEST(amounts_add_by_currency)
{
	static const struct money amounts[] = {
		{ 100, USD },
		{ 5, JPY },
		{ -30, USD },
		{ 1, { "KWD", 3 } },
		{ 6, JPY },
	};
	struct summary summary = { .documents_name = "documents" };
	char text[256];

	for (size_t i = 0; i < 5; i++)
		ck_assert_int_eq(
		    summary_amount(&summary, amounts[i], &error), STATUS_OK);
	ck_assert_str_eq(summary_line(&summary, text, sizeof text),
	    "0 documents, USD 0.70, JPY 11, KWD 0.001");
}
END_TEST

START_TEST(an_overflow_is_refused)
{
	struct summary summary = { 0 };
	struct money most = { INT64_MAX, USD };

	ck_assert_int_eq(summary_amount(&summary, most, &error), STATUS_OK);
	ck_assert_int_eq(
	    summary_amount(&summary, most, &error), STATUS_INVALID);
	ck_assert_int_eq(summary.amounts[0].minor, INT64_MAX);
}
END_TEST

START_TEST(too_many_currencies_are_refused)
{
	struct summary summary = { 0 };
	struct money amount = { 1, USD };
	enum status status = STATUS_OK;

	for (int i = 0; i <= SUMMARY_CURRENCIES_MAX; i++) {
		ck_assert_int_eq(status, STATUS_OK);
		amount.currency.code[0] = (char)('A' + i % 26);
		amount.currency.code[1] = (char)('A' + i / 26);
		status = summary_amount(&summary, amount, &error);
	}
	ck_assert_int_eq(status, STATUS_INVALID);
	ck_assert_uint_eq(summary.currency_count, SUMMARY_CURRENCIES_MAX);
}
END_TEST

static void
expect_file(const struct summary *summary, const char *expected)
{
	char path[] = "/tmp/summary_testXXXXXX", text[8192];
	int file = mkostemp(path, O_CLOEXEC);
	ssize_t length;

	ck_assert_int_ge(file, 0);
	ck_assert_int_eq(close(file), 0);
	ck_assert_int_eq(
	    summary_write(summary, "bill-run", path, &error), STATUS_OK);
	file = open(path, O_RDONLY | O_CLOEXEC);
	ck_assert_int_ge(file, 0);
	length = read(file, text, sizeof text - 1);
	ck_assert_int_ge(length, 0);
	text[length] = '\0';
	ck_assert_int_eq(close(file), 0);
	ck_assert_int_eq(unlink(path), 0);
	if (expected != NULL)
		ck_assert_str_eq(text, expected);
	ck_assert_str_eq(text + length - 3, "}}\n");
}

START_TEST(is_written_as_json)
{
	struct summary full = { .currency_count = SUMMARY_CURRENCIES_MAX };

	expect_file(&lines[4].summary,
	    "{\"command\":\"bill-run\",\"in\":2,\"accepted\":2,"
	    "\"changed\":0,\"duplicate\":0,\"rejected\":0,"
	    "\"passed_over\":0,\"documents\":1,"
	    "\"amounts\":{\"USD\":\"-0.01\",\"JPY\":\"1234567\"}}\n");
	expect_file(&lines[2].summary,
	    "{\"command\":\"bill-run\",\"in\":0,\"accepted\":0,"
	    "\"changed\":0,\"duplicate\":0,\"rejected\":0,"
	    "\"passed_over\":0,\"documents\":0,"
	    "\"amounts\":{}}\n");
	full.in = full.accepted = UINT64_MAX;
	full.documents = UINT64_MAX;
	for (size_t i = 0; i < SUMMARY_CURRENCIES_MAX; i++)
		full.amounts[i] = (struct money){ -INT64_MAX, USD };
	expect_file(&full, NULL);
}
END_TEST

START_TEST(a_path_that_cannot_be_written)
{
	ck_assert_int_eq(summary_write(&lines[0].summary, "bill-run",
			     "/nonexistent/summary.json", &error),
	    STATUS_IO);
}
END_TEST

Suite *
summary_suite(void)
{
	Suite *suite = suite_create("summary");
	TCase *tests = tcase_create("summary");

	tcase_add_loop_test(tests, says, 0, sizeof lines / sizeof lines[0]);
	tcase_add_test(tests, a_small_room_cuts);
	tcase_add_test(tests, amounts_add_by_currency);
	tcase_add_test(tests, an_overflow_is_refused);
	tcase_add_test(tests, too_many_currencies_are_refused);
	tcase_add_test(tests, is_written_as_json);
	tcase_add_test(tests, a_path_that_cannot_be_written);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Functions of SQL, seen through the connection of a ledger.
 */
#include <check.h>
#include <string.h>

#include "book.h"
#include "ledger/query.h"

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
}

/* Each stands alone: no two lists of values have one hash. */
static const char *const lists[] = {
	"'a'",
	"'a', ''",
	"'', 'a'",
	"'a', NULL",
	"'ab', 'c'",
	"'a', 'bc'",
	"'abc'",
	"x'616263'",
	"''",
	"x''",
	"NULL",
	"1",
	"'1'",
	"1, 1",
};

START_TEST(no_two_lists_have_one_hash)
{
	size_t count = sizeof(lists) / sizeof(lists[0]);
	const char *hashes[sizeof(lists) / sizeof(lists[0])];

	for (size_t i = 0; i < count; i++) {
		hashes[i] = book_sql(arena_format(
		    &book_arena, "SELECT hex(sha256(%s))", lists[i]));
		ck_assert_uint_eq(strlen(hashes[i]), 64);
		ck_assert_str_eq(
		    hashes[i], book_sql(arena_format(&book_arena,
				   "SELECT hex(sha256(%s))", lists[i])));
		for (size_t k = 0; k < i; k++)
			ck_assert_msg(strcmp(hashes[i], hashes[k]) != 0,
			    "%s and %s", lists[i], lists[k]);
	}
	/* FIPS 180-4, of nothing. */
	ck_assert_str_eq(book_sql("SELECT lower(hex(sha256()))"),
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
END_TEST

START_TEST(no_two_secrets_are_one)
{
	ck_assert_str_eq(book_sql("SELECT length(secret()), "
				  "secret() = secret()"),
	    "32|0");
}
END_TEST

/* A schema that somebody changed must not call what the program gives. */
START_TEST(a_view_cannot_call_them)
{
	struct query query;

	book_close();
	book_sql("DROP VIEW customer; CREATE VIEW customer (customer, "
		 "effective_on, version, name, email, phone, address1, "
		 "address2, city, region, postal_code, country, tax_id, "
		 "language, segment, extra, content) AS SELECT secret(), '', "
		 "1, '', '', '', '', '', '', '', '', '', '', '', '', '', x''");
	book_open(LEDGER_READ);
	ck_assert_int_eq(query_begin(book_ledger, STATEMENT_EXPORT_CUSTOMERS,
			     &query, &book_error),
	    STATUS_LEDGER);
	query_end(&query);
	ck_assert_ptr_nonnull(strstr(book_error.text, "unsafe use of secret"));
}
END_TEST

Suite *
sqlite_hash_suite(void)
{
	Suite *suite = suite_create("sqlite_hash");
	TCase *tests = tcase_create("sqlite_hash");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, no_two_lists_have_one_hash);
	tcase_add_test(tests, no_two_secrets_are_one);
	tcase_add_test(tests, a_view_cannot_call_them);
	suite_add_tcase(suite, tests);
	return suite;
}

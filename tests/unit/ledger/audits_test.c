/*
 * The chain holds, and shows where somebody pulled at it.
 */
#include "ledger/audits.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "book.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

/* Hashes of two rows without seals, as computed by hand. */
#define FIRST "a8cb4e2c9ef8adebad5632a79b4c816f080844b03cf54803de519c257d1857c5"
#define REST "00000000000000000000000000000000000000000000000000000000000000"
#define SECOND \
	"25ea9b3a6085f98837ab146873dda35c0922c92686fb5bbd1019486612888a02"

/* The sequences that audit_check() complained about, "1 2 ". */
static char broken[256];

static void
setup(void)
{
	broken[0] = '\0';
	book_setup();
	book_open(LEDGER_RECORD);
}

static void
put(const char *subject)
{
	static unsigned char input[HASH_SIZE];
	struct audit audit = {
		.command = "bill-import",
		.subject = subject,
		.input = input,
		.in = 6,
		.accepted = 3,
		.changed = 1,
		.duplicate = 2,
		.rejected = 0,
		.documents = 9,
		.amounts = "USD 12.50 EUR 3.00",
		.reason = "as agreed",
		.command_line = "bill-import orders a.csv",
	};

	input[0]++;
	book_must(audit_put(book_ledger, &audit, &book_error));
}

static enum status
found(void *context, int64_t sequence, const char *expected, const char *stored,
    struct error *error)
{
	size_t length = strlen(broken);

	(void)error;
	ck_assert_ptr_eq(context, broken);
	ck_assert_int_ne(strcmp(expected, stored), 0);
	(void)snprintf(broken + length, sizeof(broken) - length, "%lld ",
	    (long long)sequence);
	return STATUS_OK;
}

static void
check(void)
{
	book_must(audit_check(book_ledger, found, broken, &book_error));
}

START_TEST(an_empty_chain_holds)
{
	check();
	ck_assert_str_eq(broken, "");
}
END_TEST

START_TEST(a_row_says_what_was_done)
{
	put("orders");
	ck_assert_str_eq(
	    book_sql("SELECT sequence, command, subject, length(input), "
		     "\"in\", accepted, changed, duplicate, rejected, "
		     "documents, amounts, length(hash), length(recorded_at), "
		     "user <> '', command_line FROM audit"),
	    "1|bill-import|orders|32|6|3|1|2|0|9|USD 12.50 EUR 3.00|32|20|1|"
	    "bill-import orders a.csv");
}
END_TEST

START_TEST(each_row_binds_the_one_before)
{
	put("company");
	put("catalog");
	put("orders");
	ck_assert_str_eq(
	    book_sql("SELECT hex(previous) FROM audit WHERE sequence = 1"),
	    ZEROS);
	ck_assert_str_eq(
	    book_sql("SELECT count(*) FROM audit a JOIN audit b "
		     "ON b.sequence = a.sequence + 1 AND b.previous = a.hash"),
	    "2");
	ck_assert_str_eq(
	    book_sql("SELECT count(DISTINCT hash) FROM audit"), "3");
	check();
	ck_assert_str_eq(broken, "");
}
END_TEST

/* The same work has the same chain, whoever does it and whenever: the hash is
 * as computed by hand. */
START_TEST(time_user_and_command_line_stand_beside_it)
{
	put("orders");
	ck_assert_str_eq(book_sql("SELECT lower(hex(hash)) FROM audit"),
	    "3967dd474784c167c32bfd823ccb00e7a66f59a3903e4775473638e4864eb2c9");
}
END_TEST

START_TEST(witnesses_bind_what_stands_beside_it)
{
	put("orders");
	put("orders");
	check();
	ck_assert_str_eq(broken, "");
	book_sql("DROP TRIGGER audit_update; UPDATE audit SET "
		 "recorded_at = 'T', user = 'U', command_line = 'C' "
		 "WHERE sequence = 1");
	check();
	ck_assert_str_eq(broken, "1 ");
	/* As computed by hand. */
	book_sql("UPDATE audit SET witness = x'"
		 "b298f74e4d9aecdefef19bc1692d34b60b3898e9f0db530e7cb84434f97"
		 "ba62f' WHERE sequence = 1");
	broken[0] = '\0';
	check();
	ck_assert_str_eq(broken, "2 ");
}
END_TEST

/* As a version without seals has written them. */
static void
put_older(void)
{
	book_sql(
	    "INSERT INTO audit (sequence, command, subject, input, \"in\", "
	    "accepted, changed, duplicate, rejected, documents, amounts, "
	    "previous, hash, recorded_at, user, command_line) VALUES "
	    "(1, 'bill-init', 'company', x'01" REST "', 1, 1, 0, 0, "
	    "0, 0, '', zeroblob(32), x'" FIRST "', '2026-01-01T00:00:00Z', "
	    "'ann', 'bill-init'), "
	    "(2, 'bill-import', 'orders', x'02" REST "', 6, 3, 1, 2, "
	    "0, 9, 'USD 12.50', x'" FIRST "', x'" SECOND "', "
	    "'2026-01-02T00:00:00Z', 'bob', 'bill-import orders a.csv')");
}

START_TEST(older_rows_are_bound_by_the_next)
{
	put_older();
	check();
	ck_assert_str_eq(broken, "");
	put("orders");
	put("orders");
	check();
	ck_assert_str_eq(broken, "");
	book_sql("DROP TRIGGER audit_update; UPDATE audit SET user = 'eve' "
		 "WHERE sequence = 1");
	check();
	ck_assert_str_eq(broken, "3 ");
}
END_TEST

START_TEST(older_rows_that_change_are_found)
{
	put_older();
	put("orders");
	book_sql("DROP TRIGGER audit_update; UPDATE audit SET accepted = 7 "
		 "WHERE sequence = 2");
	check();
	ck_assert_str_eq(broken, "2 ");
}
END_TEST

START_TEST(a_row_does_not_become_an_older_one)
{
	put("orders");
	put("orders");
	book_sql("DROP TRIGGER audit_update; UPDATE audit SET content = x'' "
		 "WHERE sequence = 2");
	check();
	ck_assert_str_eq(broken, "2 ");
}
END_TEST

START_TEST(stored_times_never_go_back)
{
	put("orders");
	book_sql("DROP TRIGGER audit_update; UPDATE audit SET "
		 "recorded_at = '2999-01-01T00:00:00Z'");
	put("orders");
	ck_assert_str_eq(
	    book_sql("SELECT recorded_at FROM audit WHERE sequence = 2"),
	    "2999-01-01T00:00:00Z");
}
END_TEST

/* What somebody does to the second of three rows. */
static const struct {
	const char *name;
	const char *sql;
	const char *broken;
} deeds[] = {
	{ "another command", "UPDATE audit SET command = 'x'", "2 " },
	{ "another subject", "UPDATE audit SET subject = 'x'", "2 " },
	{ "another input", "UPDATE audit SET input = zeroblob(32)", "2 " },
	{ "no input", "UPDATE audit SET input = x''", "2 " },
	{ "fewer records", "UPDATE audit SET \"in\" = 5", "2 " },
	{ "fewer accepted", "UPDATE audit SET accepted = 2", "2 " },
	{ "fewer changed", "UPDATE audit SET changed = 0", "2 " },
	{ "fewer duplicates", "UPDATE audit SET duplicate = 0", "2 " },
	{ "more rejected", "UPDATE audit SET rejected = 1", "2 " },
	{ "more documents", "UPDATE audit SET documents = 10", "2 " },
	{ "a count moved to its neighbour",
	    "UPDATE audit SET accepted = 1, changed = 3", "2 " },
	{ "another reason", "UPDATE audit SET reason = 'x'", "2 " },
	{ "other seals", "UPDATE audit SET content = zeroblob(32)", "2 " },
	{ "another witness", "UPDATE audit SET witness = zeroblob(32)",
	    "2 3 " },
	{ "no witness", "UPDATE audit SET witness = x''", "2 " },
	{ "another user", "UPDATE audit SET user = 'eve'", "2 " },
	{ "another time", "UPDATE audit SET recorded_at = '2026'", "2 " },
	{ "another command line", "UPDATE audit SET command_line = 'x'", "2 " },
	{ "other amounts", "UPDATE audit SET amounts = 'USD 12.50'", "2 " },
	{ "a letter moved to its neighbour",
	    "UPDATE audit SET command = 'bill-importo', subject = 'rders'",
	    "2 " },
	{ "another hash", "UPDATE audit SET hash = zeroblob(32)", "2 3 " },
	{ "no hash", "UPDATE audit SET hash = x''", "2 " },
	{ "a row removed", "DELETE FROM audit", "3 " },
	{ "a row renumbered", "UPDATE audit SET sequence = 9", "3 9 " },
	{ "the last row renumbered",
	    "UPDATE audit SET sequence = 9 WHERE sequence = 3; "
	    "UPDATE audit SET user = user",
	    "9 " },
};

START_TEST(a_changed_row_is_found)
{
	char sql[256];

	put("orders");
	put("orders");
	put("orders");
	book_sql("DROP TRIGGER audit_update; DROP TRIGGER audit_delete");
	(void)snprintf(
	    sql, sizeof(sql), "%s WHERE sequence = 2", deeds[_i].sql);
	book_sql(sql);
	check();
	ck_assert_msg(strcmp(broken, deeds[_i].broken) == 0, "%s: %s, not %s",
	    deeds[_i].name, broken, deeds[_i].broken);
}
END_TEST

START_TEST(a_row_without_hash_is_not_followed)
{
	struct audit audit = { .command = "x" };

	put("orders");
	book_sql("DROP TRIGGER audit_update; UPDATE audit SET hash = x'00'");
	ck_assert_int_eq(
	    audit_put(book_ledger, &audit, &book_error), STATUS_LEDGER);
}
END_TEST

START_TEST(rows_refuse_change)
{
	put("orders");
	ck_assert(book_refuses("UPDATE audit SET accepted = 0"));
	ck_assert(book_refuses("DELETE FROM audit"));
	ck_assert(book_refuses("INSERT OR REPLACE INTO audit "
			       "SELECT * FROM audit"));
}
END_TEST

Suite *
audits_suite(void)
{
	Suite *suite = suite_create("audits");
	TCase *tests = tcase_create("audits");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, an_empty_chain_holds);
	tcase_add_test(tests, a_row_says_what_was_done);
	tcase_add_test(tests, each_row_binds_the_one_before);
	tcase_add_test(tests, time_user_and_command_line_stand_beside_it);
	tcase_add_test(tests, witnesses_bind_what_stands_beside_it);
	tcase_add_test(tests, older_rows_are_bound_by_the_next);
	tcase_add_test(tests, older_rows_that_change_are_found);
	tcase_add_test(tests, a_row_does_not_become_an_older_one);
	tcase_add_test(tests, stored_times_never_go_back);
	tcase_add_loop_test(
	    tests, a_changed_row_is_found, 0, sizeof(deeds) / sizeof(deeds[0]));
	tcase_add_test(tests, a_row_without_hash_is_not_followed);
	tcase_add_test(tests, rows_refuse_change);
	suite_add_tcase(suite, tests);
	return suite;
}

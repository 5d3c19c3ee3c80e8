/*
 * What was recorded is sealed once, and shows where somebody touched it.
 */
#include "ledger/seals.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "book.h"
#include "ledger/audits.h"

/* What seals_check() complained about, "company 1 5 2; ". */
static char broken[512];

static void
setup(void)
{
	broken[0] = '\0';
	book_setup();
	book_open(LEDGER_RECORD);
}

/* Of a command that recorded what there is now. */
static void
put(void)
{
	static const unsigned char input[HASH_SIZE] = { 1 };
	const struct audit audit = {
		.command = "bill-import",
		.subject = "orders",
		.input = input,
		.amounts = "",
		.command_line = "bill-import orders a.csv",
	};

	book_must(audit_put(book_ledger, &audit, &book_error));
}

static enum status
found(void *context, const struct seal_finding *finding, struct error *error)
{
	size_t length = strlen(broken);

	(void)error;
	ck_assert_ptr_eq(context, broken);
	ck_assert_int_ne(strcmp(finding->expected, finding->found), 0);
	(void)snprintf(broken + length, sizeof(broken) - length,
	    "%s %lld %lld %lld; ", finding->kind, (long long)finding->first,
	    (long long)finding->last, (long long)finding->audit);
	return STATUS_OK;
}

static const char *
check(void)
{
	broken[0] = '\0';
	book_must(seals_check(book_ledger, found, broken, &book_error));
	return broken;
}

/* An exchange rate, by a name of its own. */
static void
rate(const char *name)
{
	book_sql(arena_format(&book_arena,
	    "INSERT INTO exchange_rate (from_currency, to_currency, date, "
	    "rate, extra, content) VALUES ('EUR', '%s', '2026-01-01', '10', "
	    "'{}', x'00')",
	    name));
}

static const char *
seals(void)
{
	return book_sql("SELECT audit, kind, first, last FROM seal "
			"ORDER BY audit, kind");
}

/* As computed by hand: of the five settings that book_setup() makes. */
START_TEST(a_seal_is_of_all_that_rows_say)
{
	put();
	ck_assert_str_eq(
	    book_sql("SELECT audit, kind, first, last, lower(hex(hash)) "
		     "FROM seal"),
	    "1|company|1|5|"
	    "74934dc480a8800b25f7af48805eae1649fb1b8c781da31a16dd25b0dff9886f");
	ck_assert_str_eq(book_sql("SELECT lower(hex(content)) FROM audit"),
	    "2649b9159d8f95d7c4f8cdf53403e93284577bcf397f33df9553af03d8ee5c59");
}
END_TEST

START_TEST(each_command_seals_what_it_added)
{
	put();
	rate("one");
	rate("two");
	put();
	put();
	rate("three");
	book_sell();
	put();
	ck_assert_str_eq(seals(), "1|company|1|5;2|exchange_rate|1|2;"
				  "4|catalog|1|1;4|exchange_rate|3|3");
	ck_assert_str_eq(check(), "");
}
END_TEST

START_TEST(what_is_not_recorded_yet_is_no_finding)
{
	ck_assert_str_eq(check(), "");
	rate("one");
	ck_assert_str_eq(check(), "");
	put();
	rate("two");
	ck_assert_str_eq(check(), "exchange_rate 2 2 0; ");
}
END_TEST

/* Two rates by the first command, two by the second, and a catalog. */
static void
history(void)
{
	rate("one");
	rate("two");
	put();
	rate("three");
	rate("four");
	book_sell();
	put();
	ck_assert_str_eq(check(), "");
}

static const struct {
	const char *name;
	const char *sql;
	const char *broken;
} deeds[] = {
	{ "a rate changes",
	    "UPDATE exchange_rate SET rate = '11' "
	    "WHERE to_currency = 'two'",
	    "exchange_rate 1 2 1; " },
	{ "a letter moves to the neighbour",
	    "UPDATE exchange_rate SET to_currency = 'tw', rate = 'o' || rate "
	    "WHERE to_currency = 'two'",
	    "exchange_rate 1 2 1; " },
	{ "an x_ column changes",
	    "UPDATE exchange_rate SET extra = '{\"x\":1}' "
	    "WHERE to_currency = 'two'",
	    "exchange_rate 1 2 1; " },
	{ "rates change places",
	    "UPDATE exchange_rate SET revision = 9 WHERE to_currency = 'one'; "
	    "UPDATE exchange_rate SET revision = 1 WHERE to_currency = 'two'; "
	    "UPDATE exchange_rate SET revision = 2 WHERE to_currency = 'one'",
	    "exchange_rate 1 2 1; " },
	{ "a rate vanishes",
	    "DELETE FROM exchange_rate WHERE to_currency = 'one'",
	    "exchange_rate 1 2 1; " },
	{ "the last rate vanishes",
	    "DELETE FROM exchange_rate WHERE to_currency = 'four'",
	    "exchange_rate 3 4 2; " },
	{ "a rate goes behind all others",
	    "UPDATE exchange_rate SET revision = 5 WHERE to_currency = 'one'",
	    "exchange_rate 1 2 1; exchange_rate 5 5 0; " },
	{ "a rate goes before all others",
	    "UPDATE exchange_rate SET revision = -5 WHERE to_currency = 'one'",
	    "exchange_rate 1 2 1; exchange_rate -5 0 0; " },
	{ "a charge of a catalog changes", "UPDATE charge SET price = '1'",
	    "catalog 1 1 2; " },
	{ "a product of a catalog vanishes", "DELETE FROM product",
	    "catalog 1 1 2; " },
	{ "a catalog gets a product",
	    "INSERT INTO product SELECT catalog, "
	    "'new', sku, name, line, tax_code, "
	    "revenue FROM product",
	    "catalog 1 1 2; " },
	{ "a seal changes",
	    "UPDATE seal SET hash = zeroblob(32) "
	    "WHERE kind = 'exchange_rate' AND audit = 1",
	    "exchange_rate 1 2 1; " },
	{ "a seal has no hash",
	    "UPDATE seal SET hash = x'' "
	    "WHERE kind = 'exchange_rate' AND audit = 1",
	    "exchange_rate 1 2 1; " },
	{ "a seal vanishes",
	    "DELETE FROM seal "
	    "WHERE kind = 'exchange_rate' AND audit = 1",
	    "exchange_rate 1 2 0; " },
	{ "the last seal vanishes",
	    "DELETE FROM seal "
	    "WHERE kind = 'exchange_rate' AND audit = 2",
	    "exchange_rate 3 4 0; " },
	{ "a seal is of less than it was",
	    "UPDATE seal SET last = 1 WHERE kind = 'exchange_rate' AND audit = "
	    "1",
	    "exchange_rate 1 1 1; exchange_rate 2 2 0; " },
};

START_TEST(what_was_touched_is_found)
{
	history();
	book_close();
	book_sql("DROP TRIGGER exchange_rate_update; "
		 "DROP TRIGGER exchange_rate_delete; "
		 "DROP TRIGGER exchange_rate_replace; "
		 "DROP TRIGGER seal_update; DROP TRIGGER seal_delete; "
		 "DROP TRIGGER charge_update; DROP TRIGGER product_delete");
	book_sql(deeds[_i].sql);
	book_open(LEDGER_RECORD);
	ck_assert_msg(strcmp(check(), deeds[_i].broken) == 0, "%s: %s, not %s",
	    deeds[_i].name, broken, deeds[_i].broken);
}
END_TEST

/* What a command records is told by its number. */
START_TEST(a_fact_has_one_seal)
{
	history();
	ck_assert_str_eq(
	    book_sql(
		"SELECT r.to_currency, (SELECT s.audit FROM seal s "
		"WHERE s.kind = 'exchange_rate' AND s.last >= r.revision "
		"ORDER BY s.last LIMIT 1) FROM exchange_rate r ORDER BY 2, 1"),
	    "one|1;two|1;four|2;three|2");
}
END_TEST

START_TEST(seals_refuse_change)
{
	put();
	ck_assert(book_refuses("UPDATE seal SET last = 9"));
	ck_assert(book_refuses("DELETE FROM seal"));
	ck_assert(
	    book_refuses("INSERT OR REPLACE INTO seal SELECT * FROM seal"));
}
END_TEST

Suite *
seals_suite(void)
{
	Suite *suite = suite_create("seals");
	TCase *tests = tcase_create("seals");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, a_seal_is_of_all_that_rows_say);
	tcase_add_test(tests, each_command_seals_what_it_added);
	tcase_add_test(tests, what_is_not_recorded_yet_is_no_finding);
	tcase_add_loop_test(tests, what_was_touched_is_found, 0,
	    sizeof(deeds) / sizeof(deeds[0]));
	tcase_add_test(tests, a_fact_has_one_seal);
	tcase_add_test(tests, seals_refuse_change);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * What was recorded is sealed once, and shows where somebody touched it.
 */
#include "ledger/seals.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "book.h"
#include "ledger/audits.h"
#include "ledger/sqlite.h"

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

/* Each table, and the statement by which its rows are hashed. */
static const struct {
	const char *name;
	enum statement statement;
	const char *unsealed; /* a column that may change, or NULL */
} tables[] = {
	{ "account_fact", STATEMENT_SEAL_OF_ACCOUNT_FACT, NULL },
	{ "adjustment", STATEMENT_SEAL_OF_ADJUSTMENT, NULL },
	{ "alert", STATEMENT_SEAL_OF_ALERT, NULL },
	{ "application", STATEMENT_SEAL_OF_APPLICATION, NULL },
	{ "approval", STATEMENT_SEAL_OF_APPROVAL, NULL },
	{ "catalog", STATEMENT_SEAL_OF_CATALOG, NULL },
	{ "metric", STATEMENT_SEAL_OF_METRIC, NULL },
	{ "product", STATEMENT_SEAL_OF_PRODUCT, NULL },
	{ "plan", STATEMENT_SEAL_OF_PLAN, NULL },
	{ "charge", STATEMENT_SEAL_OF_CHARGE, NULL },
	{ "tier", STATEMENT_SEAL_OF_TIER, NULL },
	{ "charge_filter", STATEMENT_SEAL_OF_CHARGE_FILTER, NULL },
	{ "matrix_price", STATEMENT_SEAL_OF_MATRIX_PRICE, NULL },
	{ "charge_alert", STATEMENT_SEAL_OF_CHARGE_ALERT, NULL },
	{ "charge_ramp", STATEMENT_SEAL_OF_CHARGE_RAMP, NULL },
	{ "charge_component", STATEMENT_SEAL_OF_CHARGE_COMPONENT, NULL },
	{ "holiday", STATEMENT_SEAL_OF_HOLIDAY, NULL },
	{ "time_class", STATEMENT_SEAL_OF_TIME_CLASS, NULL },
	{ "discount", STATEMENT_SEAL_OF_DISCOUNT, NULL },
	{ "company", STATEMENT_SEAL_OF_COMPANY, NULL },
	{ "customer_fact", STATEMENT_SEAL_OF_CUSTOMER_FACT, NULL },
	{ "deck_rate", STATEMENT_SEAL_OF_DECK_RATE, NULL },
	{ "document", STATEMENT_SEAL_OF_DOCUMENT, NULL },
	{ "line", STATEMENT_SEAL_OF_LINE, NULL },
	{ "line_tax", STATEMENT_SEAL_OF_LINE_TAX, NULL },
	{ "erasure", STATEMENT_SEAL_OF_ERASURE, NULL },
	{ "exchange_rate", STATEMENT_SEAL_OF_EXCHANGE_RATE, NULL },
	{ "exemption", STATEMENT_SEAL_OF_EXEMPTION, NULL },
	{ "fulfilment", STATEMENT_SEAL_OF_FULFILMENT, NULL },
	{ "journal_transaction", STATEMENT_SEAL_OF_JOURNAL_TRANSACTION, NULL },
	{ "journal", STATEMENT_SEAL_OF_JOURNAL, NULL },
	{ "lock", STATEMENT_SEAL_OF_LOCK, NULL },
	{ "order_line", STATEMENT_SEAL_OF_ORDER_LINE, NULL },
	{ "payment", STATEMENT_SEAL_OF_PAYMENT, NULL },
	{ "service", STATEMENT_SEAL_OF_SERVICE, NULL },
	{ "tax_rate", STATEMENT_SEAL_OF_TAX_RATE, NULL },
	{ "usage_batch", STATEMENT_SEAL_OF_USAGE_BATCH, NULL },
	{ "usage_retraction", STATEMENT_SEAL_OF_USAGE_RETRACTION, "number" },
	{ "usage_rule_list", STATEMENT_SEAL_OF_USAGE_RULE_LIST, NULL },
	{ "usage_rule", STATEMENT_SEAL_OF_USAGE_RULE, NULL },
};

/* "a b c": the columns of a statement by name. */
static const char *
selected(enum statement statement)
{
	const char *names = "";
	sqlite3_stmt *handle;

	ck_assert_int_eq(sqlite3_prepare_v2(book_ledger->handle,
			     statement_text(statement), -1, &handle, NULL),
	    SQLITE_OK);
	for (int i = 0; i < sqlite3_column_count(handle); i++)
		names = arena_format(&book_arena, "%s%s ", names,
		    sqlite3_column_name(handle, i));
	ck_assert_int_eq(sqlite3_finalize(handle), SQLITE_OK);
	return names;
}

START_TEST(a_column_is_not_sealed)
{
	const char *columns;

	/* A ledger of ours tells nobody its columns. */
	book_close();
	columns = book_sql(arena_format(&book_arena,
	    "SELECT group_concat(name || ' ', '') FROM "
	    "(SELECT name FROM pragma_table_info('%s') WHERE name <> '%s' "
	    "ORDER BY cid)",
	    tables[_i].name,
	    tables[_i].unsealed == NULL ? "" : tables[_i].unsealed));
	book_open(LEDGER_RECORD);
	ck_assert_msg(strcmp(columns, selected(tables[_i].statement)) == 0,
	    "%s: %s, not %s", tables[_i].name, selected(tables[_i].statement),
	    columns);
}
END_TEST

/* Rows of a table that is new may be changed unless somebody seals them. */
START_TEST(a_table_is_not_sealed)
{
	const char *names = "account audit open_item personal personal_root "
			    "seal subscription usage usage_late usage_run ";

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		names =
		    arena_format(&book_arena, "%s%s ", names, tables[i].name);
	ck_assert_str_eq(
	    book_sql(arena_format(&book_arena,
		"SELECT name FROM sqlite_schema WHERE type = 'table' "
		"AND name NOT LIKE 'sqlite_%%' "
		"AND instr(' %s', ' ' || name || ' ') = 0",
		names)),
	    "");
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
	tcase_add_loop_test(tests, a_column_is_not_sealed, 0,
	    sizeof(tables) / sizeof(tables[0]));
	tcase_add_test(tests, a_table_is_not_sealed);
	suite_add_tcase(suite, tests);
	return suite;
}

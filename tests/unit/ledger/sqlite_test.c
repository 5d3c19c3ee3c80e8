/*
 * A ledger is made whole or not at all, opened only if it is one, and written
 * by one command at a time.
 */
#include "ledger/sqlite.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "book.h"
#include "ledger/companies.h"

static const char *path;

static void
setup(void)
{
	book_setup();
	path = book_path("book.bill");
}

/* How opening ends; nothing stays open. */
static enum status
try_open(const char *name, enum ledger_mode mode)
{
	struct ledger *ledger;
	enum status status = ledger_open(name, mode, 0, &ledger, &book_error);

	ck_assert_int_eq(ledger != NULL, status == STATUS_OK);
	ledger_close(ledger);
	return status;
}

static enum status
fill(struct ledger *ledger, void *context, struct error *error)
{
	enum status *status = context;

	if (*status != STATUS_OK)
		return error_set(error, *status, "told to fail");
	return company_put(ledger, "seller.id", "one", error);
}

static enum status
try_create(const char *name, enum status status)
{
	return ledger_create(name, fill, &status, &book_error);
}

START_TEST(a_new_ledger_is_ours_alone)
{
	struct stat state;

	ck_assert_int_eq(stat(path, &state), 0);
	ck_assert_uint_eq(state.st_mode & 07777, 0600);
	ck_assert_str_eq(book_names(), "book.bill");
	ck_assert_str_eq(book_sql("PRAGMA application_id; PRAGMA user_version;"
				  "PRAGMA encoding"),
	    "1112099916;10;UTF-8");
	ck_assert_int_eq(try_open(path, LEDGER_READ), STATUS_OK);
	ck_assert_int_eq(try_open(path, LEDGER_RECORD), STATUS_OK);
}
END_TEST

START_TEST(a_ledger_is_not_created_twice)
{
	ck_assert_int_eq(try_create(path, STATUS_OK), STATUS_INVALID);
	ck_assert_str_eq(book_names(), "book.bill");
	ck_assert_str_eq(
	    book_sql("SELECT value FROM company WHERE name = 'seller.id'"),
	    "acme");
}
END_TEST

START_TEST(a_failed_creation_leaves_nothing)
{
	ck_assert_int_eq(
	    try_create(book_path("new.bill"), STATUS_CONFIG), STATUS_CONFIG);
	ck_assert_str_eq(book_error.text, "told to fail");
	ck_assert_int_eq(
	    try_create(book_path("none/new.bill"), STATUS_OK), STATUS_IO);
	ck_assert_str_eq(book_names(), "book.bill");
}
END_TEST

START_TEST(a_relative_name_will_do)
{
	ck_assert_int_eq(chdir(book_path("")), 0);
	ck_assert_int_eq(try_create("-new.bill", STATUS_OK), STATUS_OK);
	ck_assert_int_eq(try_open("-new.bill", LEDGER_READ), STATUS_OK);
	ck_assert_int_eq(try_create(":new.bill", STATUS_OK), STATUS_OK);
	ck_assert_int_eq(try_open(":new.bill", LEDGER_RECORD), STATUS_OK);
}
END_TEST

START_TEST(a_directory_may_be_a_link_the_ledger_may_not)
{
	ck_assert_int_eq(symlink(".", book_path("here")), 0);
	ck_assert_int_eq(symlink("book.bill", book_path("link")), 0);
	ck_assert_int_eq(
	    try_open(book_path("here/book.bill"), LEDGER_READ), STATUS_OK);
	ck_assert_int_eq(
	    try_open(book_path("link"), LEDGER_READ), STATUS_LEDGER);
}
END_TEST

/* What is done to a ledger, and how opening it then ends. */
static const struct {
	const char *name;
	const char *sql;
	enum status read;
	enum status record;
	const char *text;
} changes[] = {
	{ "another program's database", "PRAGMA application_id = 7",
	    STATUS_LEDGER, STATUS_LEDGER, "no billkit ledger" },
	{ "a newer ledger", "PRAGMA user_version = 99", STATUS_LEDGER,
	    STATUS_LEDGER, "newer than this program" },
	{ "nothing", "", STATUS_OK, STATUS_OK, "" },
};

START_TEST(what_is_opened_must_be_a_ledger_that_is_known)
{
	book_sql(changes[_i].sql);
	ck_assert_int_eq(try_open(path, LEDGER_READ), changes[_i].read);
	ck_assert_int_eq(try_open(path, LEDGER_RECORD), changes[_i].record);
	ck_assert_msg(strstr(book_error.text, changes[_i].text) != NULL,
	    "%s: %s", changes[_i].name, book_error.text);
}
END_TEST

START_TEST(an_older_ledger_is_migrated_by_a_writer_only)
{
	const char *old = book_file("old.bill", "");
	sqlite3 *handle;

	ck_assert_int_eq(chmod(old, 0600), 0);
	ck_assert_int_eq(sqlite3_open(old, &handle), SQLITE_OK);
	ck_assert_int_eq(
	    sqlite3_exec(
		handle, "PRAGMA application_id = 1112099916", NULL, NULL, NULL),
	    SQLITE_OK);
	ck_assert_int_eq(sqlite3_close(handle), SQLITE_OK);
	ck_assert_int_eq(try_open(old, LEDGER_READ), STATUS_LEDGER);
	ck_assert_ptr_nonnull(strstr(book_error.text, "older"));
	ck_assert_int_eq(try_open(old, LEDGER_RECORD), STATUS_OK);
	ck_assert_int_eq(try_open(old, LEDGER_READ), STATUS_OK);
}
END_TEST

START_TEST(no_ledger_at_all)
{
	static const struct {
		const char *name;
		const char *content;
		enum status status;
	} rows[] = {
		{ "absent", NULL, STATUS_NO_INPUT },
		{ "empty", "", STATUS_LEDGER },
		{ "text",
		    "order,line\norder,line\norder,line\norder,line\n"
		    "order,line\norder,line\norder,line\norder,line\n"
		    "order,line\norder,line\n",
		    STATUS_LEDGER },
		{ "cut", "SQLite format 3", STATUS_LEDGER },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *name = book_path(rows[i].name);

		if (rows[i].content != NULL)
			ck_assert_int_eq(
			    chmod(
				book_file(rows[i].name, rows[i].content), 0600),
			    0);
		ck_assert_msg(try_open(name, LEDGER_READ) == rows[i].status,
		    "%s: %s", rows[i].name, book_error.text);
		ck_assert_msg(try_open(name, LEDGER_RECORD) == rows[i].status,
		    "%s: %s", rows[i].name, book_error.text);
	}
}
END_TEST

START_TEST(a_damaged_ledger)
{
	char zeros[4096] = { 0 };
	int file = open(path, O_WRONLY | O_CLOEXEC);
	struct company company;

	/* The second page is a table's; its type is no type now. */
	ck_assert_int_eq((int)pwrite(file, zeros, sizeof(zeros), 4096), 4096);
	ck_assert_int_eq(close(file), 0);
	book_open(LEDGER_READ);
	ck_assert_int_eq(
	    company_load(book_ledger, &book_arena, &company, &book_error),
	    STATUS_LEDGER);
	ck_assert_ptr_nonnull(strstr(book_error.text, "malformed"));
}
END_TEST

START_TEST(a_second_writer_has_to_wait)
{
	struct ledger *second;

	book_open(LEDGER_RECORD);
	book_must(ledger_open(path, LEDGER_RECORD, 0, &second, &book_error));
	ck_assert_int_eq(ledger_begin(second, &book_error), STATUS_BUSY);
	ck_assert_ptr_nonnull(strstr(book_error.text, "try again"));
	book_close();
	book_must(ledger_begin(second, &book_error));
	ledger_close(second);
}
END_TEST

/* The other writer is another process, as it is in life. */
START_TEST(a_writer_that_waits_gets_its_turn)
{
	struct ledger *second;
	int ready[2];
	pid_t child;
	char byte;

	ck_assert_int_eq(pipe(ready), 0);
	child = fork();
	if (child == 0) {
		book_open(LEDGER_RECORD);
		if (write(ready[1], "x", 1) != 1)
			_exit(1);
		usleep(200000);
		book_close();
		_exit(0);
	}
	ck_assert_int_eq((int)read(ready[0], &byte, 1), 1);
	book_must(ledger_open(path, LEDGER_RECORD, 30, &second, &book_error));
	book_must(ledger_begin(second, &book_error));
	ledger_close(second);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
}
END_TEST

/* Two connections of one reader, and no writer between them. */
START_TEST(a_reader_that_reads_twice_sees_two_states)
{
	struct ledger *reader, *beside;

	book_must(ledger_open(path, LEDGER_READ, 0, &reader, &book_error));
	book_must(ledger_beside(reader, &beside, &book_error));
	ck_assert_msg(beside == NULL, "outside of a transaction");
	book_must(ledger_begin(reader, &book_error));
	book_must(ledger_beside(reader, &beside, &book_error));
	ck_assert_ptr_nonnull(beside);
	book_open(LEDGER_RECORD);
	book_must(company_put(book_ledger, "seller.tax_id", "7", &book_error));
	ledger_close(reader);
	ck_assert_int_eq(ledger_commit(book_ledger, &book_error), STATUS_BUSY);
	ledger_close(beside);
	book_must(ledger_beside(book_ledger, &beside, &book_error));
	ck_assert_msg(beside == NULL, "of a writer");
	book_close();
}
END_TEST

START_TEST(a_reader_waits_for_a_writer_that_waits_for_it)
{
	struct ledger *reader, *beside;

	book_must(ledger_open(path, LEDGER_READ, 30, &reader, &book_error));
	book_must(ledger_begin(reader, &book_error));
	book_must(ledger_beside(reader, &beside, &book_error));
	ledger_close(beside);
	book_open(LEDGER_RECORD);
	book_must(company_put(book_ledger, "seller.tax_id", "7", &book_error));
	ck_assert_int_eq(ledger_commit(book_ledger, &book_error), STATUS_BUSY);
	book_must(ledger_beside(reader, &beside, &book_error));
	ck_assert_ptr_null(beside);
	ledger_close(reader);
	book_close();
}
END_TEST

START_TEST(a_file_that_was_put_in_its_place_is_read_beside_it)
{
	struct ledger *reader, *beside;

	book_must(ledger_open(path, LEDGER_READ, 0, &reader, &book_error));
	book_must(ledger_begin(reader, &book_error));
	ck_assert_int_eq(rename(path, book_path("old.bill")), 0);
	ck_assert_int_eq(try_create(path, STATUS_OK), STATUS_OK);
	ck_assert_int_eq(
	    ledger_beside(reader, &beside, &book_error), STATUS_LEDGER);
	ck_assert_ptr_nonnull(strstr(book_error.text, "was replaced"));
	ck_assert_ptr_null(beside);
	ledger_close(reader);
}
END_TEST

START_TEST(a_reader_sees_one_state_beside_a_writer)
{
	struct ledger *reader;
	struct arena arena = { NULL, NULL };
	struct company company;

	book_must(ledger_open(path, LEDGER_READ, 0, &reader, &book_error));
	book_open(LEDGER_RECORD);
	book_must(company_put(book_ledger, "seller.tax_id", "7", &book_error));
	book_must(ledger_begin(reader, &book_error));
	book_must(company_load(reader, &arena, &company, &book_error));
	ck_assert_str_eq(company.tax_id, "");
	ledger_close(reader);
	book_close();
	arena_close(&arena);
	ck_assert_str_eq(
	    book_sql("SELECT value FROM company WHERE name = 'seller.tax_id'"),
	    "7");
}
END_TEST

START_TEST(a_reader_may_not_write)
{
	book_open(LEDGER_READ);
	ck_assert_int_ne(
	    company_put(book_ledger, "seller.tax_id", "7", &book_error),
	    STATUS_OK);
	book_close();
	ck_assert_str_eq(book_sql("SELECT count(*) FROM company"), "5");
}
END_TEST

START_TEST(what_is_not_committed_is_undone)
{
	book_open(LEDGER_RECORD);
	book_must(company_put(book_ledger, "seller.tax_id", "7", &book_error));
	ledger_rollback(book_ledger);
	ledger_rollback(book_ledger);
	book_must(ledger_begin(book_ledger, &book_error));
	book_must(company_put(book_ledger, "seller.address", "x", &book_error));
	ledger_close(book_ledger);
	book_ledger = NULL;
	ledger_close(NULL);
	ck_assert_str_eq(book_sql("SELECT count(*) FROM company"), "5");
}
END_TEST

START_TEST(a_mark_is_undone_or_kept)
{
	book_open(LEDGER_RECORD);
	book_must(company_put(book_ledger, "a", "", &book_error));
	book_must(ledger_mark(book_ledger, &book_error));
	book_must(company_put(book_ledger, "b", "", &book_error));
	book_must(ledger_undo(book_ledger, &book_error));
	book_must(ledger_mark(book_ledger, &book_error));
	book_must(company_put(book_ledger, "c", "", &book_error));
	book_must(ledger_keep(book_ledger, &book_error));
	/* Both removed the mark: there is none to go back to. */
	ck_assert_int_ne(ledger_undo(book_ledger, &book_error), STATUS_OK);
	book_close();
	ck_assert_str_eq(
	    book_sql("SELECT name FROM company WHERE length(name) = 1"), "a;c");
}
END_TEST

/* What the schema itself refuses, whoever writes. */
/* A great change keeps more to be undone than stays in memory. */
START_TEST(a_great_change_is_no_full_disk)
{
	book_open(LEDGER_RECORD);
	(void)book_sql("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + "
		       "1 FROM n WHERE i < 20000) INSERT INTO company SELECT "
		       "'x' || i, hex(zeroblob(50)), i + 99 FROM n");
	book_must(ledger_mark(book_ledger, &book_error));
	book_tamper("UPDATE company SET value = value || 'y' "
		    "WHERE name LIKE 'x%'");
	book_must(ledger_keep(book_ledger, &book_error));
	book_close();
	ck_assert_str_eq(
	    book_sql("SELECT count(*) FROM company WHERE value LIKE '%y'"),
	    "20000");
}
END_TEST

START_TEST(posted_rows_never_change)
{
	static const char *const tables[] = { "document", "line", "line_tax",
		"journal_transaction", "journal", "audit" };

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		const char *sql = arena_format(&book_arena,
		    "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' "
		    "AND tbl_name = '%s' AND name NOT LIKE '%%_locked'",
		    tables[i]);

		ck_assert_str_eq(book_sql(sql), "3");
	}
}
END_TEST

/* What each kind of connection may be told. */
static const struct {
	const char *sql;
	bool changing; /* not in a migration either */
} tries[] = {
	{ "ATTACH ':memory:' AS other", true },
	{ "ATTACH 'other.db' AS other", true },
	{ "SELECT load_extension('x')", true },
	{ "SELECT \"no such column\"", true },
	{ "PRAGMA writable_schema = ON", true },
	{ "PRAGMA journal_mode = WAL", true },
	{ "PRAGMA journal_mode = OFF", true },
	{ "PRAGMA synchronous = OFF", true },
	{ "PRAGMA foreign_keys = OFF", true },
	{ "PRAGMA recursive_triggers = OFF", true },
	{ "PRAGMA trusted_schema = ON", true },
	{ "PRAGMA mmap_size = 1000000", true },
	{ "PRAGMA ignore_check_constraints = ON", true },
	{ "PRAGMA temp_store_directory = '/'", true },
	{ "UPDATE sqlite_schema SET sql = ''", true },
	{ "ANALYZE", true },
	{ "CREATE TABLE x (y)", false },
	{ "CREATE TRIGGER x AFTER INSERT ON company BEGIN SELECT 1; END",
	    false },
	{ "DROP TRIGGER audit_update", false },
	{ "DROP TABLE audit", false },
	{ "PRAGMA user_version = 1", false },
	{ "PRAGMA application_id = 1", false },
};

START_TEST(what_no_statement_of_ours_does_is_refused)
{
	static const enum ledger_mode modes[] = { LEDGER_READ, LEDGER_TRY,
		LEDGER_RECORD };

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		struct ledger *ledger;

		book_must(ledger_open(path, modes[i], 0, &ledger, &book_error));
		ck_assert_msg(sqlite3_exec(ledger->handle, tries[_i].sql, NULL,
				  NULL, NULL) != SQLITE_OK,
		    "%s, kind %zu", tries[_i].sql, i);
		ledger->changing = tries[_i].changing;
		if (tries[_i].changing)
			ck_assert_msg(
			    sqlite3_exec(ledger->handle, tries[_i].sql, NULL,
				NULL, NULL) != SQLITE_OK,
			    "%s, kind %zu, in a migration", tries[_i].sql, i);
		ledger_close(ledger);
	}
}
END_TEST

/* What is tried cannot even be prepared, so that nothing of it can stay. */
START_TEST(only_a_recording_command_writes)
{
	static const char *const writes[] = {
		"INSERT INTO audit DEFAULT VALUES",
		"DELETE FROM company",
		"UPDATE company SET value = 'x'",
		"REPLACE INTO company (name, value) VALUES ('a', 'b')",
	};

	static const enum ledger_mode modes[] = { LEDGER_READ, LEDGER_TRY,
		LEDGER_RECORD };

	for (size_t k = 0; k < sizeof(modes) / sizeof(modes[0]); k++) {
		enum ledger_mode mode = modes[k];
		sqlite3_stmt *statement = NULL;
		struct ledger *ledger;

		book_must(ledger_open(path, mode, 0, &ledger, &book_error));
		for (size_t i = 0; i < 4; i++) {
			int code = sqlite3_prepare_v2(
			    ledger->handle, writes[i], -1, &statement, NULL);

			if (mode == LEDGER_RECORD)
				ck_assert_int_eq(code, SQLITE_OK);
			else
				ck_assert_msg(code == SQLITE_AUTH,
				    "%s: %d in mode %d", writes[i], code, mode);
			sqlite3_finalize(statement);
		}
		ledger_close(ledger);
	}
}
END_TEST

/* The journal is rolled back into the ledger, so it must be its own. */
START_TEST(a_journal_that_somebody_put_there)
{
	const char *journal = book_path("book.bill-journal");

	ck_assert_int_eq(symlink("book.bill", journal), 0);
	ck_assert_int_eq(try_open(path, LEDGER_READ), STATUS_LEDGER);
	ck_assert_ptr_nonnull(strstr(book_error.text, "not the journal"));
	ck_assert_int_eq(unlink(journal), 0);
	ck_assert_int_eq(symlink("nowhere", journal), 0);
	ck_assert_int_eq(try_open(path, LEDGER_RECORD), STATUS_LEDGER);
	ck_assert_int_eq(unlink(journal), 0);
	ck_assert_int_eq(mkfifo(journal, 0600), 0);
	ck_assert_int_eq(try_open(path, LEDGER_READ), STATUS_LEDGER);
	ck_assert_int_eq(unlink(journal), 0);
	ck_assert_int_eq(chmod(book_file("book.bill-journal", ""), 0644), 0);
	ck_assert_int_eq(try_open(path, LEDGER_READ), STATUS_LEDGER);
	ck_assert_int_eq(chmod(journal, 0600), 0);
	ck_assert_int_eq(try_open(path, LEDGER_READ), STATUS_OK);
	if (geteuid() == 0) {
		ck_assert_int_eq(chown(journal, 65534, 65534), 0);
		ck_assert_int_eq(try_open(path, LEDGER_READ), STATUS_LEDGER);
	}
}
END_TEST

START_TEST(every_guard_is_on)
{
	static const struct {
		int limit, value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, 256 << 20 },
		{ SQLITE_LIMIT_SQL_LENGTH, 1 << 20 },
		{ SQLITE_LIMIT_COLUMN, 200 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 100 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 200 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	book_open(LEDGER_RECORD);
	ck_assert_str_eq(
	    book_sql("PRAGMA foreign_keys; PRAGMA recursive_triggers;"
		     "PRAGMA trusted_schema; PRAGMA cell_size_check;"
		     "PRAGMA mmap_size;"
		     "PRAGMA synchronous; PRAGMA journal_mode"),
	    "1;1;0;1;0;2;truncate");
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		ck_assert_int_eq(
		    sqlite3_limit(book_ledger->handle, limits[i].limit, -1),
		    limits[i].value);
}
END_TEST

START_TEST(what_is_shredded_is_read_back)
{
	book_must(ledger_open(book_path("book.bill"), LEDGER_RECORD, 0,
	    &book_ledger, &book_error));
	ck_assert_str_eq(book_sql("PRAGMA secure_delete"), "2");
	book_must(ledger_shred(book_ledger, &book_error));
	ck_assert_str_eq(book_sql("PRAGMA secure_delete"), "1");
}
END_TEST

Suite *
sqlite_suite(void)
{
	Suite *suite = suite_create("sqlite");
	TCase *tests = tcase_create("sqlite");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, a_new_ledger_is_ours_alone);
	tcase_add_test(tests, a_ledger_is_not_created_twice);
	tcase_add_test(tests, a_failed_creation_leaves_nothing);
	tcase_add_test(tests, a_relative_name_will_do);
	tcase_add_test(tests, a_directory_may_be_a_link_the_ledger_may_not);
	tcase_add_loop_test(tests,
	    what_is_opened_must_be_a_ledger_that_is_known, 0,
	    sizeof(changes) / sizeof(changes[0]));
	tcase_add_test(tests, an_older_ledger_is_migrated_by_a_writer_only);
	tcase_add_test(tests, no_ledger_at_all);
	tcase_add_test(tests, a_damaged_ledger);
	tcase_add_test(tests, a_second_writer_has_to_wait);
	tcase_add_test(tests, a_writer_that_waits_gets_its_turn);
	tcase_add_test(tests, a_reader_that_reads_twice_sees_two_states);
	tcase_add_test(tests, a_reader_waits_for_a_writer_that_waits_for_it);
	tcase_add_test(
	    tests, a_file_that_was_put_in_its_place_is_read_beside_it);
	tcase_add_test(tests, a_reader_sees_one_state_beside_a_writer);
	tcase_add_test(tests, a_reader_may_not_write);
	tcase_add_test(tests, what_is_not_committed_is_undone);
	tcase_add_test(tests, a_mark_is_undone_or_kept);
	tcase_add_test(tests, a_great_change_is_no_full_disk);
	tcase_add_test(tests, posted_rows_never_change);
	tcase_add_test(tests, every_guard_is_on);
	tcase_add_test(tests, what_is_shredded_is_read_back);
	tcase_add_loop_test(tests, what_no_statement_of_ours_does_is_refused, 0,
	    sizeof(tries) / sizeof(tries[0]));
	tcase_add_test(tests, only_a_recording_command_writes);
	tcase_add_test(tests, a_journal_that_somebody_put_there);
	suite_add_tcase(suite, tests);
	return suite;
}

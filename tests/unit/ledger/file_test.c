/*
 * What the file system says of a ledger, before SQLite sees it.
 */
#include "ledger/file.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "book.h"

static const struct {
	const char *name;
	const char *path;
	enum status status;
} names[] = {
	{ "no name", NULL, STATUS_USAGE },
	{ "an empty name", "", STATUS_USAGE },
	{ "a ledger in memory", ":memory:", STATUS_USAGE },
	{ "a URI", "file:a.bill", STATUS_USAGE },
	{ "a URI with options", "file:///a.bill?mode=memory", STATUS_USAGE },
	{ "a name that only looks like one", "./file:a.bill", STATUS_OK },
	{ "a name that begins with a colon", ":a.bill", STATUS_OK },
	{ "a name that begins with a dash", "-a.bill", STATUS_OK },
};

START_TEST(names_that_sqlite_would_misread)
{
	enum status status = file_check_name(names[_i].path, &book_error);

	ck_assert_msg(
	    status == names[_i].status, "%s: %d", names[_i].name, (int)status);
}
END_TEST

START_TEST(a_mode_that_lets_others_in)
{
	static const struct {
		mode_t mode;
		enum status status;
	} rows[] = { { 0600, STATUS_OK }, { 0400, STATUS_OK },
		{ 0700, STATUS_OK }, { 0640, STATUS_LEDGER },
		{ 0604, STATUS_LEDGER }, { 0620, STATUS_LEDGER },
		{ 0601, STATUS_LEDGER }, { 0666, STATUS_LEDGER } };
	const char *path = book_file("a", "x");

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ck_assert_int_eq(chmod(path, rows[i].mode), 0);
		ck_assert_msg(file_check(path, &book_error) == rows[i].status,
		    "%04o: %s", (unsigned)rows[i].mode, book_error.text);
	}
	ck_assert_ptr_nonnull(strstr(book_error.text, "chmod 600"));
}
END_TEST

START_TEST(no_file)
{
	ck_assert_int_eq(
	    file_check(book_path("none"), &book_error), STATUS_NO_INPUT);
	ck_assert_int_eq(
	    file_check(book_path("book.bill/none"), &book_error), STATUS_IO);
}
END_TEST

START_TEST(a_directory)
{
	ck_assert_int_eq(mkdir(book_path("d"), 0700), 0);
	ck_assert_int_eq(
	    file_check(book_path("d"), &book_error), STATUS_LEDGER);
}
END_TEST

START_TEST(a_symbolic_link)
{
	ck_assert_int_eq(symlink("book.bill", book_path("link")), 0);
	ck_assert_int_eq(
	    file_check(book_path("link"), &book_error), STATUS_LEDGER);
	ck_assert_ptr_nonnull(strstr(book_error.text, "symbolic link"));
	ck_assert_int_eq(
	    file_check(book_path("book.bill"), &book_error), STATUS_OK);
}
END_TEST

START_TEST(a_second_name)
{
	ck_assert_int_eq(link(book_path("book.bill"), book_path("b")), 0);
	ck_assert_int_eq(
	    file_check(book_path("book.bill"), &book_error), STATUS_LEDGER);
	ck_assert_ptr_nonnull(strstr(book_error.text, "another name"));
}
END_TEST

/* Only root can give a file away; the process then becomes somebody else. */
START_TEST(another_owner)
{
	const char *path = book_path("book.bill");
	enum status status;

	if (geteuid() != 0)
		return;
	ck_assert_int_eq(chown(path, 4321, (gid_t)-1), 0);
	ck_assert_int_eq(file_check(path, &book_error), STATUS_OK);
	ck_assert_int_eq(chown(path, 0, (gid_t)-1), 0);
	ck_assert_int_eq(chmod(book_path(""), 0755), 0);
	ck_assert_int_eq(seteuid(4321), 0);
	status = file_check(path, &book_error);
	ck_assert_int_eq(seteuid(0), 0);
	/* Nobody else may come as far where $TMPDIR itself is closed. */
	ck_assert_int_eq(status, strstr(book_error.text, "denied") == NULL
				     ? STATUS_LEDGER
				     : STATUS_IO);
}
END_TEST

START_TEST(a_final_name_is_given_once)
{
	book_must(
	    file_place(book_file("t", "new"), book_path("a"), &book_error));
	ck_assert_str_eq(book_names(), "a book.bill");
	ck_assert_int_eq(
	    file_place(book_file("t", "newer"), book_path("a"), &book_error),
	    STATUS_INVALID);
	ck_assert_str_eq(book_content("a"), "new");
	ck_assert_int_eq(
	    file_place(book_path("t"), book_path("none/a"), &book_error),
	    STATUS_IO);
	ck_assert_int_eq(chdir(book_path("")), 0);
	book_must(file_place("t", "here", &book_error));
	ck_assert_str_eq(book_content("here"), "newer");
}
END_TEST

/* Links on the way are followed, the last name is left as it is. */
static const struct {
	const char *path;
	const char *resolved; /* below the directory; NULL: there is none */
} paths[] = {
	{ "book.bill", "book.bill" },
	{ "absent", "absent" },
	{ "here/book.bill", "book.bill" },
	{ "here/here/book.bill", "book.bill" },
	{ "here/link", "link" },
	{ "none/book.bill", NULL },
	{ "book.bill/x", NULL },
};

START_TEST(links_on_the_way_are_followed)
{
	char resolved[PATH_MAX], base[PATH_MAX];
	enum status status;

	ck_assert_int_eq(symlink(".", book_path("here")), 0);
	ck_assert_int_eq(symlink("book.bill", book_path("link")), 0);
	ck_assert_ptr_nonnull(realpath(book_path(""), base));
	ck_assert_int_eq(chdir(base), 0);
	status = file_resolve(paths[_i].path, resolved, &book_error);
	if (paths[_i].resolved == NULL) {
		ck_assert_int_eq(status, STATUS_NO_INPUT);
		return;
	}
	ck_assert_int_eq(status, STATUS_OK);
	ck_assert_str_eq(resolved,
	    arena_format(&book_arena, "%s/%s", base, paths[_i].resolved));
}
END_TEST

START_TEST(a_temporary_ledger_goes_with_its_journal)
{
	const char *temporary = book_file("t", "");

	book_file("t-journal", "");
	book_file("t2", "");
	file_remove(temporary);
	file_remove(temporary);
	ck_assert_str_eq(book_names(), "book.bill t2");
}
END_TEST

/* What is told: "object,expected,found". */
static enum status
tell(void *context, const char *object, const char *expected, const char *found,
    struct error *error)
{
	const char **told = context;

	*told = arena_format(&book_arena, "%s%s%s,%s,%s", *told,
	    (*told)[0] == '\0' ? "" : ";", object, expected, found);
	return *told == NULL ? error_memory(error) : STATUS_OK;
}

static const struct {
	const char *name;
	const char *beside; /* another file, */
	mode_t mode; /* of this mode */
	mode_t directory;
	int64_t bytes; /* the file has two */
	const char *told;
} surroundings[] = {
	{ "nothing beside it", NULL, 0, 0700, 2, "" },
	{ "its journal", "a-journal", 0600, 0700, 2, "" },
	{ "a file of another name", "a-walrus", 0666, 0700, 2, "" },
	{ "a directory that others read", NULL, 0, 0755, 2, "" },
	{ "one like /tmp", NULL, 0, 01777, 2, "" },
	{ "one that all write", NULL, 0, 0777, 2,
	    "directory of the ledger,not open to all,0777" },
	{ "a file that was cut off", NULL, 0, 0700, 3, "ledger,3 bytes,2" },
	{ "a file that goes on", NULL, 0, 0700, 1, "ledger,1 bytes,2" },
	{ "a write-ahead log", "a-wal", 0600, 0700, 2,
	    "a-wal,no such file,one" },
	{ "its index", "a-shm", 0600, 0700, 2, "a-shm,no such file,one" },
	{ "a journal that others write", "a-journal", 0666, 0700, 2,
	    "a-journal,a file of one name, 0600,0666" },
	{ "all of it", "a-wal", 0600, 0733, 1,
	    "ledger,1 bytes,2;directory of the ledger,not open to all,0733;"
	    "a-wal,no such file,one" },
};

START_TEST(what_stands_around_the_file)
{
	const char *path = book_file("a", "xy"), *told = "";

	if (surroundings[_i].beside != NULL)
		ck_assert_int_eq(chmod(book_file(surroundings[_i].beside, ""),
				     surroundings[_i].mode),
		    0);
	ck_assert_int_eq(chmod(book_path(""), surroundings[_i].directory), 0);
	book_must(file_examine(
	    path, surroundings[_i].bytes, tell, &told, &book_error));
	ck_assert_msg(strcmp(told, surroundings[_i].told) == 0, "%s: %s",
	    surroundings[_i].name, told);
}
END_TEST

START_TEST(a_journal_is_another_thing)
{
	const char *path = book_file("a", ""), *told = "";

	ck_assert_int_eq(symlink("a", book_path("a-journal")), 0);
	book_must(file_examine(path, 0, tell, &told, &book_error));
	ck_assert_str_eq(
	    told, "a-journal,a file of one name, 0600,another thing");
	ck_assert_int_eq(
	    file_examine(book_path("none/a"), 0, tell, &told, &book_error),
	    STATUS_NO_INPUT);
}
END_TEST

Suite *
file_suite(void)
{
	Suite *suite = suite_create("file");
	TCase *tests = tcase_create("file");

	tcase_add_checked_fixture(tests, book_setup, book_teardown);
	tcase_add_loop_test(tests, names_that_sqlite_would_misread, 0,
	    sizeof(names) / sizeof(names[0]));
	tcase_add_test(tests, a_mode_that_lets_others_in);
	tcase_add_test(tests, no_file);
	tcase_add_test(tests, a_directory);
	tcase_add_test(tests, a_symbolic_link);
	tcase_add_test(tests, a_second_name);
	tcase_add_test(tests, another_owner);
	tcase_add_loop_test(tests, links_on_the_way_are_followed, 0,
	    sizeof(paths) / sizeof(paths[0]));
	tcase_add_test(tests, a_final_name_is_given_once);
	tcase_add_test(tests, a_temporary_ledger_goes_with_its_journal);
	tcase_add_loop_test(tests, what_stands_around_the_file, 0,
	    sizeof(surroundings) / sizeof(surroundings[0]));
	tcase_add_test(tests, a_journal_is_another_thing);
	suite_add_tcase(suite, tests);
	return suite;
}

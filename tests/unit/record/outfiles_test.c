/*
 * Many files, each whole under its name or not there at all.
 */
#include "record/outfiles.h"

#include <check.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/ledger/book.h"

static struct outfiles *outfiles;
static struct spool *spool;
static const char *directory;

static void
setup(void)
{
	book_setup();
	directory = book_path("");
	book_must(outfiles_open(directory, &outfiles, &book_error));
	book_must(spool_open(&spool, &book_error));
}

static void
teardown(void)
{
	outfiles_close(outfiles);
	spool_close(spool);
	book_teardown();
}

static void
fill(const char *text)
{
	book_must(spool_write(spool, text, strlen(text), &book_error));
	book_must(spool_rewind(spool, &book_error));
}

static enum status
add(const char *name, uint64_t length)
{
	return outfiles_add(outfiles, name, spool, length, &book_error);
}

START_TEST(files_appear_together_each_with_its_part)
{
	struct stat state;

	fill("onetwothree");
	book_must(add("a.txt", 3));
	book_must(add("b.txt", 3));
	book_must(add("none.txt", 0));
	ck_assert_str_eq(book_content("a.txt"), "absent");
	book_must(outfiles_commit(outfiles, &book_error));
	ck_assert_str_eq(book_names(), "a.txt b.txt book.bill none.txt");
	ck_assert_str_eq(book_content("a.txt"), "one");
	ck_assert_str_eq(book_content("b.txt"), "two");
	ck_assert_str_eq(book_content("none.txt"), "");
	ck_assert_int_eq(stat(book_path("a.txt"), &state), 0);
	ck_assert_uint_eq(state.st_mode & 07777, 0600);
	/* What comes after that waits again. */
	book_must(add("c.txt", 5));
	ck_assert_str_eq(book_content("c.txt"), "absent");
	book_must(outfiles_commit(outfiles, &book_error));
	ck_assert_str_eq(book_content("c.txt"), "three");
	book_must(outfiles_commit(outfiles, &book_error));
}
END_TEST

START_TEST(without_commit_nothing_is_left)
{
	fill("one");
	book_must(add("a.txt", 3));
	outfiles_close(outfiles);
	outfiles = NULL;
	outfiles_close(NULL);
	ck_assert_str_eq(book_names(), "book.bill");
}
END_TEST

START_TEST(a_file_that_is_there_is_replaced)
{
	book_file("a.txt", "old and long");
	fill("new");
	book_must(add("a.txt", 3));
	ck_assert_str_eq(book_content("a.txt"), "old and long");
	book_must(outfiles_commit(outfiles, &book_error));
	ck_assert_str_eq(book_content("a.txt"), "new");
}
END_TEST

START_TEST(more_than_one_batch)
{
	char name[32];

	fill("0123456789");
	for (int i = 0; i <= OUTFILES_BATCH; i++) {
		book_must(spool_rewind(spool, &book_error));
		(void)snprintf(name, sizeof(name), "%04d.txt", i);
		book_must(add(name, (uint64_t)i % 10));
	}
	ck_assert_str_eq(book_content("0005.txt"), "01234");
	ck_assert_str_eq(book_content("0512.txt"), "absent");
	book_must(outfiles_commit(outfiles, &book_error));
	ck_assert_str_eq(book_content("0511.txt"), "0");
	ck_assert_str_eq(book_content("0512.txt"), "01");
}
END_TEST

static const char *const names[] = { "", ".", "..", ".hidden", "-a", "a/b",
	"../a", "a b", "a\nb" };

START_TEST(a_name_that_leads_elsewhere)
{
	fill("one");
	ck_assert_msg(add(names[_i], 3) == STATUS_INVALID, "%s", names[_i]);
	book_must(outfiles_commit(outfiles, &book_error));
	ck_assert_str_eq(book_names(), "book.bill");
}
END_TEST

START_TEST(a_spool_that_is_too_short)
{
	fill("one");
	ck_assert_int_eq(add("a.txt", 4), STATUS_IO);
	ck_assert_str_eq(book_names(), "book.bill");
}
END_TEST

START_TEST(a_directory_that_is_none)
{
	struct outfiles *none;

	ck_assert_int_eq(
	    outfiles_open(book_path("none"), &none, &book_error), STATUS_IO);
	ck_assert_ptr_null(none);
	ck_assert_int_eq(
	    outfiles_open(book_path("book.bill"), &none, &book_error),
	    STATUS_IO);
}
END_TEST

START_TEST(a_name_that_is_a_directory)
{
	ck_assert_int_eq(mkdir(book_path("a.txt"), 0700), 0);
	fill("onetwo");
	book_must(add("a.txt", 3));
	book_must(add("b.txt", 3));
	ck_assert_int_eq(outfiles_commit(outfiles, &book_error), STATUS_IO);
	outfiles_close(outfiles);
	outfiles = NULL;
	ck_assert_str_eq(book_names(), "a.txt b.txt book.bill");
	ck_assert_str_eq(book_content("b.txt"), "two");
}
END_TEST

Suite *
outfiles_suite(void)
{
	Suite *suite = suite_create("outfiles");
	TCase *tests = tcase_create("outfiles");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, files_appear_together_each_with_its_part);
	tcase_add_test(tests, without_commit_nothing_is_left);
	tcase_add_test(tests, a_file_that_is_there_is_replaced);
	tcase_add_test(tests, more_than_one_batch);
	tcase_add_loop_test(tests, a_name_that_leads_elsewhere, 0,
	    sizeof(names) / sizeof(names[0]));
	tcase_add_test(tests, a_spool_that_is_too_short);
	tcase_add_test(tests, a_directory_that_is_none);
	tcase_add_test(tests, a_name_that_is_a_directory);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * A lock is put once and forward; what is dated before it is refused, by words
 * and by the schema.
 */
#include "ledger/locks.h"

#include <check.h>
#include <string.h>

#include "book.h"

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
}

static struct date
date_of_text(const char *text)
{
	struct date date;

	book_must(date_parse(text, &date, &book_error));
	return date;
}

static const char *last(
    enum status (*find)(struct ledger *, struct date *, struct error *))
{
	static char text[DATE_TEXT_MAX];
	struct date date;

	book_must(find(book_ledger, &date, &book_error));
	return date_format(date, text);
}

static void
put(const char *through)
{
	book_must(locks_put(book_ledger, date_of_text(through), &book_error));
}

START_TEST(the_last_lock_counts)
{
	struct lock lock;
	bool found;

	ck_assert_str_eq(last(locks_last), "");
	ck_assert_str_eq(last(locks_day), "");
	put("2026-01-31");
	put("2026-02-28");
	ck_assert_str_eq(last(locks_last), "2026-02-28");
	ck_assert_str_eq(last(locks_day), "2026-02-28");
	book_must(locks_find(book_ledger, date_of_text("2026-01-31"), &lock,
	    &found, &book_error));
	ck_assert(found);
	ck_assert_int_eq(lock.documents, 0);
	book_must(locks_find(book_ledger, date_of_text("2026-02-27"), &lock,
	    &found, &book_error));
	ck_assert(!found);
}
END_TEST

START_TEST(what_there_was_is_counted)
{
	struct line line = book_month(1);
	struct document document = book_document("D1", &line, 1);
	struct documents_next next;
	char number[NUMBER_MAX];
	struct lock lock;
	bool found;

	book_account((struct book_account){ .account = "A1" });
	book_must(documents_next(book_ledger, &next, &book_error));
	book_must(book_post(&next, &document, number));
	put("2026-12-31");
	book_must(locks_find(book_ledger, date_of_text("2026-12-31"), &lock,
	    &found, &book_error));
	ck_assert_int_eq(lock.documents, 1);
	ck_assert_int_eq(lock.payments, 0);
	ck_assert_int_eq(lock.transactions, 1);
	ck_assert(lock.audit > 0);
}
END_TEST

static const struct {
	const char *through; /* "" for none */
	const char *date;
	bool refused;
} rows[] = {
	{ "", "0001-01-01", false },
	{ "2026-01-31", "2026-02-01", false },
	{ "2026-01-31", "2026-01-31", true },
	{ "2026-01-31", "2025-12-31", true },
};

START_TEST(a_date_is_refused_until_the_lock)
{
	struct date through = rows[_i].through[0] == '\0'
				  ? DATE_NONE
				  : date_of_text(rows[_i].through);

	ck_assert_int_eq(locks_check(through, date_of_text(rows[_i].date),
			     "wait", &book_error),
	    rows[_i].refused ? STATUS_INVALID : STATUS_OK);
	if (rows[_i].refused)
		ck_assert_ptr_nonnull(
		    strstr(book_error.text, "which is closed; wait"));
}
END_TEST

START_TEST(a_lock_moves_back_or_goes)
{
	put("2026-01-31");
	ck_assert(book_refuses("INSERT INTO lock VALUES "
			       "(NULL, '2026-01-31', 0, 0, 0, 0, 1)"));
	ck_assert(book_refuses("INSERT INTO lock VALUES "
			       "(1, '2026-02-28', 0, 0, 0, 0, 1)"));
	ck_assert(book_refuses("UPDATE lock SET through = '2026-01-30'"));
	ck_assert(book_refuses("DELETE FROM lock"));
	ck_assert(!book_refuses("INSERT INTO lock VALUES "
				"(NULL, '2026-02-28', 0, 0, 0, 0, 1)"));
}
END_TEST

Suite *
locks_suite(void)
{
	Suite *suite = suite_create("locks");
	TCase *tests = tcase_create("locks");

	tcase_add_checked_fixture(tests, setup, book_teardown);
	tcase_add_test(tests, the_last_lock_counts);
	tcase_add_test(tests, what_there_was_is_counted);
	tcase_add_loop_test(tests, a_date_is_refused_until_the_lock, 0,
	    sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_lock_moves_back_or_goes);
	suite_add_tcase(suite, tests);
	return suite;
}

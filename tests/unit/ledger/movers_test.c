/*
 * Only who moved is told, with all zones by date.
 */
#include "ledger/movers.h"

#include <check.h>

#include "book.h"

START_TEST(accounts_that_moved_are_told_with_all_their_zones)
{
	struct movers movers = { .found = false };
	struct mover mover;
	bool found;

	book_open(LEDGER_RECORD);
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_account((struct book_account){
	    .account = "A1", .version = 2, .effective_on = "2026-06-01" });
	book_account((struct book_account){ .account = "A2" });
	book_account((struct book_account){
	    .account = "A2", .version = 3, .effective_on = "2026-03-01" });
	book_account((struct book_account){
	    .account = "A2", .version = 2, .effective_on = "2026-06-01" });
	book_sql("DROP TRIGGER IF EXISTS account_version_update; "
		 "UPDATE account_fact SET timezone = 'Asia/Tokyo' "
		 "WHERE account = 'A2' AND version = 3");
	book_must(movers_open(book_ledger, &movers, &book_error));
	book_must(
	    movers_next(&movers, &book_arena, &mover, &found, &book_error));
	ck_assert(found);
	ck_assert_str_eq(mover.account, "A2");
	ck_assert_uint_eq(mover.zone_count, 3);
	ck_assert(!date_given(mover.zones[0].from));
	ck_assert_str_eq(mover.zones[1].timezone, "Asia/Tokyo");
	ck_assert_str_eq(mover.zones[2].timezone, mover.zones[0].timezone);
	book_must(
	    movers_next(&movers, &book_arena, &mover, &found, &book_error));
	ck_assert(!found);
	movers_close(&movers);
}
END_TEST

Suite *
movers_suite(void)
{
	Suite *suite = suite_create("movers");
	TCase *tests = tcase_create("movers");

	tcase_add_checked_fixture(tests, book_setup, book_teardown);
	tcase_add_test(
	    tests, accounts_that_moved_are_told_with_all_their_zones);
	suite_add_tcase(suite, tests);
	return suite;
}

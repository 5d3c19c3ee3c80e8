/*
 * The zone is the account's, and opened once while accounts share it.
 */
#include "work/zoning.h"

#include <check.h>

START_TEST(a_shared_zone_is_opened_again)
{
	struct zoning zoning = { .zone = NULL };
	struct error error;
	const struct zone *first;

	ck_assert_int_eq(
	    zoning_follow(&zoning, "America/Chicago", &error), STATUS_OK);
	first = zoning.zone;
	ck_assert_int_eq(
	    zoning_follow(&zoning, "America/Chicago", &error), STATUS_OK);
	ck_assert_ptr_eq(zoning.zone, first);
	ck_assert_int_eq(zone_offset(zoning.zone, 0), -6 * 3600);
	ck_assert_int_eq(
	    zoning_follow(&zoning, "Asia/Tokyo", &error), STATUS_OK);
	ck_assert_int_eq(zone_offset(zoning.zone, 0), 9 * 3600);
	zoning_close(&zoning);
	zoning_close(&zoning);
}
END_TEST

START_TEST(after_a_zone_that_is_none_the_old_one_is_taken)
{
	struct zoning zoning = { .zone = NULL };
	struct error error;

	ck_assert_int_eq(zoning_follow(&zoning, "UTC", &error), STATUS_OK);
	ck_assert_int_eq(
	    zoning_follow(&zoning, "Nowhere/Else", &error), STATUS_INVALID);
	ck_assert_ptr_null(zoning.zone);
	ck_assert_int_eq(zoning_follow(&zoning, "UTC", &error), STATUS_OK);
	ck_assert_ptr_nonnull(zoning.zone);
	zoning_close(&zoning);
}
END_TEST

START_TEST(an_account_has_the_zones_of_all_its_versions)
{
	struct billing_zone zones[] = { { DATE_NONE, "America/Chicago" },
		{ { 20000 }, "Asia/Tokyo" } };
	const struct billing_owner owner = { .zones = zones, .zone_count = 2 };
	struct zoning zoning = { .zone = NULL };
	struct arena arena = { .first = NULL };
	struct error error;

	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(
		    zoning_account(&zoning, &owner, &arena, &error), STATUS_OK);
		ck_assert_uint_eq(zoning.calendar.count, 2);
		ck_assert_uint_eq(zoning.count, 2);
		ck_assert_int_eq(zone_offset(zoning.zone, 0), 9 * 3600);
		ck_assert_int_eq(
		    zone_offset(zoning.calendar.parts[0].zone, 0), -6 * 3600);
	}
	zoning_close(&zoning);
	arena_close(&arena);
}
END_TEST

Suite *
zoning_suite(void)
{
	Suite *suite = suite_create("zoning");
	TCase *tests = tcase_create("zoning");

	tcase_add_test(tests, a_shared_zone_is_opened_again);
	tcase_add_test(tests, after_a_zone_that_is_none_the_old_one_is_taken);
	tcase_add_test(tests, an_account_has_the_zones_of_all_its_versions);
	suite_add_tcase(suite, tests);
	return suite;
}

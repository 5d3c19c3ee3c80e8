/*
 * Each account is in one part, and with it whoever it is billed with.
 */
#include "work/sharding.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/ledger/book.h"

static const struct {
	const char *text;
	int part; /* from 0; -1: refused */
	int count;
} rows[] = {
	{ "1/1", 0, 1 },
	{ "3/8", 2, 8 },
	{ "65536/65536", 65535, 65536 },
	{ "0/8", -1, 0 },
	{ "9/8", -1, 0 },
	{ "1/65537", -1, 0 },
	{ "1/0", -1, 0 },
	{ "1", -1, 0 },
	{ "1/", -1, 0 },
	{ "/1", -1, 0 },
	{ "1/8x", -1, 0 },
	{ " 1/8", -1, 0 },
	{ "01/8", -1, 0 },
	{ "1/8/1", -1, 0 },
	{ "99999999999999999999/99999999999999999999", -1, 0 },
	{ "", -1, 0 },
};

START_TEST(a_part_is_misread)
{
	struct sharding sharding;
	enum status status =
	    sharding_parse(rows[_i].text, &sharding, &book_error);

	if (rows[_i].part < 0) {
		ck_assert_int_eq(status, STATUS_USAGE);
		return;
	}
	ck_assert_int_eq(status, STATUS_OK);
	ck_assert_uint_eq(sharding.part, (uint64_t)rows[_i].part);
	ck_assert_uint_eq(sharding.count, (uint64_t)rows[_i].count);
}
END_TEST

/* The part of ${account} among ${count}; it must be in one. */
static int
part_of(const char *account, int count)
{
	struct sharding sharding;
	int part = 0;
	char text[32];

	for (int i = 1; i <= count; i++) {
		snprintf(text, sizeof(text), "%d/%d", i, count);
		book_must(sharding_parse(text, &sharding, &book_error));
		book_must(sharding_load(
		    &sharding, book_ledger, &book_arena, &book_error));
		if (!sharding_has(&sharding, account))
			continue;
		ck_assert_msg(part == 0, "%s is in two parts", account);
		part = i;
	}
	ck_assert_msg(part > 0, "%s is in no part", account);
	return part;
}

START_TEST(a_family_is_torn)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_customer("C1");
	/* Z paid for M, then A did, which pays for nobody else; B for Z. */
	book_account((struct book_account){ .account = "A" });
	book_account((struct book_account){ .account = "B" });
	book_account((struct book_account){ .account = "Z", .payer = "B" });
	book_account((struct book_account){ .account = "M", .payer = "Z" });
	book_account((struct book_account){ .account = "M",
	    .version = 2,
	    .effective_on = "2026-02-01",
	    .payer = "A" });
	for (int count = 1; count <= 40; count++) {
		int part = part_of("A", count);

		ck_assert_int_eq(part_of("B", count), part);
		ck_assert_int_eq(part_of("M", count), part);
		ck_assert_int_eq(part_of("Z", count), part);
		(void)part_of("alone", count);
	}
	book_close();
	book_teardown();
}
END_TEST

START_TEST(the_parts_move)
{
	static const char *const accounts[] = { "A1", "A2", "A3", "A4", "A5" };
	static const uint64_t parts[] = { 2, 1, 6, 4, 4 };

	/* Parts of one month are posted with parts of the next. */
	for (size_t i = 0; i < 5; i++) {
		const struct sharding sharding = { parts[i], 8, NULL, 0 };

		ck_assert(sharding_has(&sharding, accounts[i]));
	}
}
END_TEST

START_TEST(parts_are_uneven)
{
	int counts[8] = { 0 };
	char account[16];

	for (int i = 0; i < 8000; i++) {
		snprintf(account, sizeof(account), "A%07d", i);
		for (uint64_t part = 0; part < 8; part++) {
			const struct sharding sharding = { part, 8, NULL, 0 };

			counts[part] += sharding_has(&sharding, account);
		}
	}
	for (int part = 0; part < 8; part++) {
		ck_assert_int_gt(counts[part], 900);
		ck_assert_int_lt(counts[part], 1100);
	}
}
END_TEST

Suite *
sharding_suite(void)
{
	Suite *suite = suite_create("sharding");
	TCase *tests = tcase_create("sharding");

	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(
	    tests, a_part_is_misread, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, a_family_is_torn);
	tcase_add_test(tests, the_parts_move);
	tcase_add_test(tests, parts_are_uneven);
	suite_add_tcase(suite, tests);
	return suite;
}

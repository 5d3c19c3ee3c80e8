/*
 * The digests are the standard's, and different lists of fields never give the
 * same bytes.
 */
#include "base/hash.h"

#include <check.h>
#include <string.h>

static const char *
hex_of(struct hash *hash, char hex[HASH_HEX_MAX])
{
	unsigned char digest[HASH_SIZE];

	hash_end(hash, digest);
	return hash_hex(digest, HASH_SIZE, hex);
}

/* FIPS 180-4 examples. */
START_TEST(digests_are_the_standards)
{
	char hex[HASH_HEX_MAX];
	struct hash hash;

	hash_begin(&hash);
	ck_assert_str_eq(hex_of(&hash, hex),
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	hash_begin(&hash);
	hash_bytes(&hash, "abc", 3);
	ck_assert_str_eq(hex_of(&hash, hex),
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	hash_begin(&hash);
	for (int i = 0; i < 1000000; i++)
		hash_bytes(&hash, "a", 1);
	ck_assert_str_eq(hex_of(&hash, hex),
	    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
END_TEST

START_TEST(fields_stand_behind_their_length)
{
	char fields[HASH_HEX_MAX], bytes[HASH_HEX_MAX];
	struct hash hash;

	hash_begin(&hash);
	hash_field(&hash, "ab");
	hash_field(&hash, NULL);
	hash_number(&hash, -2);
	hex_of(&hash, fields);
	hash_begin(&hash);
	hash_bytes(&hash, "\2\0\0\0\0\0\0\0ab", 10);
	hash_bytes(&hash, "\377\377\377\377\377\377\377\377", 8);
	hash_bytes(&hash, "\376\377\377\377\377\377\377\377", 8);
	ck_assert_str_eq(hex_of(&hash, bytes), fields);
}
END_TEST

START_TEST(different_lists_differ)
{
	static const char *const lists[][3] = { { "a", "bc", "" },
		{ "ab", "c", "" }, { "abc", "", "" }, { "", "abc", "" },
		{ "abc", "", NULL }, { "abc", NULL, "" } };
	size_t count = sizeof lists / sizeof *lists;
	char hexes[6][HASH_HEX_MAX];

	for (size_t i = 0; i < count; i++) {
		struct hash hash;

		hash_begin(&hash);
		for (size_t j = 0; j < 3; j++)
			hash_field(&hash, lists[i][j]);
		hex_of(&hash, hexes[i]);
		for (size_t j = 0; j < i; j++)
			ck_assert_str_ne(hexes[i], hexes[j]);
	}
}
END_TEST

/* The vectors of the authors' reference implementation: 00, 00 01, ... */
START_TEST(short_hashes_are_the_authors)
{
	static const struct {
		size_t length;
		uint64_t hash;
	} vectors[] = {
		{ 0, UINT64_C(0x726fdb47dd0e0e31) },
		{ 1, UINT64_C(0x74f839c593dc67fd) },
		{ 7, UINT64_C(0xab0200f58b01d137) },
		{ 8, UINT64_C(0x93f5f5799a932462) },
		{ 15, UINT64_C(0xa129ca6149be45e5) },
	};
	unsigned char bytes[15];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)i;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		ck_assert_uint_eq(
		    hash_short(bytes, vectors[i].length), vectors[i].hash);
}
END_TEST

/* The same, of 128 bits: bytes in their order, as numbers. */
START_TEST(wide_hashes_are_the_authors)
{
	static const struct {
		size_t length;
		uint64_t wide[2];
	} vectors[] = {
		{ 0, { UINT64_C(0xe6a825ba047f81a3),
			 UINT64_C(0x930255c71472f66d) } },
		{ 1, { UINT64_C(0x44af996bd8c187da),
			 UINT64_C(0x45fc229b11597634) } },
	};
	const unsigned char bytes[1] = { 0 };
	uint64_t wide[2];

	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		hash_wide(bytes, vectors[i].length, wide);
		ck_assert_uint_eq(wide[0], vectors[i].wide[0]);
		ck_assert_uint_eq(wide[1], vectors[i].wide[1]);
	}
}
END_TEST

START_TEST(hex_may_be_short)
{
	unsigned char digest[HASH_SIZE] = { 0x00, 0xAF, 0x19 };
	char hex[HASH_HEX_MAX];

	ck_assert_str_eq(hash_hex(digest, 3, hex), "00af19");
	ck_assert_str_eq(hash_hex(digest, 0, hex), "");
}
END_TEST

Suite *
hash_suite(void)
{
	Suite *suite = suite_create("hash");
	TCase *tests = tcase_create("hash");

	tcase_add_test(tests, digests_are_the_standards);
	tcase_add_test(tests, fields_stand_behind_their_length);
	tcase_add_test(tests, different_lists_differ);
	tcase_add_test(tests, short_hashes_are_the_authors);
	tcase_add_test(tests, wide_hashes_are_the_authors);
	tcase_add_test(tests, hex_may_be_short);
	suite_add_tcase(suite, tests);
	return suite;
}

/*
 * Texts are taken apart into letters and columns.
 */
#include "record/layout.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static struct error error;
static struct arena arena;

static void
setup(struct layout *layout, enum layout_kind kind)
{
	*layout = (struct layout){ .arena = &arena, .kind = kind };
	ck_assert_int_eq(layout_add(layout, "src", &error), STATUS_OK);
	ck_assert_int_eq(layout_add(layout, "dst", &error), STATUS_OK);
}

static const struct {
	const char *text;
	const char *pieces; /* a column as its number */
} texts[] = {
	{ "", "" },
	{ "calls", "[calls]" },
	{ "{src}", "0" },
	{ "{dst}{src}", "10" },
	{ "a-{src}-{dst}", "[a-]0[-]1" },
	{ "{src} ", "0[ ]" },
};

START_TEST(a_text_has_other_pieces)
{
	struct layout_value value = { .text = texts[_i].text };
	struct layout layout;
	char found[64] = "";
	size_t i, at = 0;

	setup(&layout, LAYOUT_CSV);
	ck_assert_int_eq(layout_compile(&layout, &value, &error), STATUS_OK);
	for (i = 0; i < value.count; i++) {
		struct layout_piece piece = value.pieces[i];

		at += (size_t)(piece.letters == NULL
				   ? snprintf(found + at, sizeof(found) - at,
					 "%zu", piece.column)
				   : snprintf(found + at, sizeof(found) - at,
					 "[%.*s]", (int)piece.length,
					 piece.letters));
	}
	ck_assert_str_eq(found, texts[_i].pieces);
	arena_close(&arena);
}
END_TEST

static const struct {
	const char *text;
	const char *reason;
} refused[] = {
	{ "{src", "{column} is expected" },
	{ "src}", "{column} is expected" },
	{ "{}", "{column} is expected" },
	{ "{{src}}", "{column} is expected" },
	{ "{srx}", "column \"srx\" is not known; src?" },
	{ "{ src}", "is not known; src?" },
};

START_TEST(a_text_without_sense_is_taken)
{
	struct layout_value value = { .text = refused[_i].text };
	struct layout layout;

	setup(&layout, LAYOUT_CSV);
	ck_assert_msg(layout_compile(&layout, &value, &error) == STATUS_INVALID,
	    "%s", refused[_i].text);
	ck_assert_msg(strstr(error.text, refused[_i].reason) != NULL, "%s: %s",
	    refused[_i].text, error.text);
	arena_close(&arena);
}
END_TEST

START_TEST(a_column_of_a_header_is_refused)
{
	struct layout_value value = { .text = "{new}{src}{new}" };
	struct layout layout;

	setup(&layout, LAYOUT_HEADER);
	ck_assert_int_eq(layout_compile(&layout, &value, &error), STATUS_OK);
	ck_assert_uint_eq(layout.column_count, 3);
	ck_assert_str_eq(layout.columns[2].name, "new");
	ck_assert_uint_eq(value.pieces[0].column, 2);
	ck_assert_uint_eq(value.pieces[2].column, 2);
	arena_close(&arena);
}
END_TEST

Suite *
layout_suite(void)
{
	Suite *suite = suite_create("layout");
	TCase *tests = tcase_create("layout");

	tcase_add_loop_test(
	    tests, a_text_has_other_pieces, 0, sizeof(texts) / sizeof(*texts));
	tcase_add_loop_test(tests, a_text_without_sense_is_taken, 0,
	    sizeof(refused) / sizeof(*refused));
	tcase_add_test(tests, a_column_of_a_header_is_refused);
	suite_add_tcase(suite, tests);
	return suite;
}

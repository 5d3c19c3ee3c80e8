/*
 * What is written is read back the same by any reader of the format.
 */
#include "record/writer.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

static const struct column three[] = {
	{ .name = "account", .flags = COLUMN_REQUIRED },
	{ .name = "amount", .flags = COLUMN_NUMBER },
	{ .name = "note" },
};
static const struct column one[] = { { .name = "note" } };

static const struct schema wide = { "lines", three, 3, EXTRAS_NONE };
static const struct schema narrow = { "notes", one, 1, EXTRAS_NONE };

static struct error error;

/* All that a writer makes of some rows; valid until the next call. */
static const char *
written(const struct schema *schema, enum format format, bool spreadsheet,
    const char *const (*rows)[3], size_t count)
{
	static char text[4096];
	struct writer *writer;
	struct spool *spool;
	size_t got;

	ck_assert_int_eq(spool_open(&spool, &error), STATUS_OK);
	ck_assert_int_eq(
	    writer_open(spool, schema, format, spreadsheet, &writer, &error),
	    STATUS_OK);
	for (size_t i = 0; i < count; i++)
		ck_assert_int_eq(
		    writer_write(writer, rows[i], &error), STATUS_OK);
	ck_assert_int_eq(writer_finish(writer, &error), STATUS_OK);
	writer_close(writer);
	ck_assert_int_eq(spool_rewind(spool, &error), STATUS_OK);
	ck_assert_int_eq(
	    spool_read(spool, text, sizeof text - 1, &got, &error), STATUS_OK);
	text[got] = '\0';
	spool_close(spool);
	return text;
}

static const struct {
	const char *name;
	const char *row[3];
	const char *csv;
	const char *spreadsheet; /* NULL: as csv */
	const char *json;
} rows[] = {
	{ "plain", { "acme", "12.50", "hello" }, "acme,12.50,hello\n", NULL,
	    "{\"account\":\"acme\",\"amount\":\"12.50\",\"note\":\"hello\"}"
	    "\n" },
	{ "not given", { "acme", NULL, "" }, "acme,,\n", NULL,
	    "{\"account\":\"acme\"}\n" },
	{ "nothing given", { NULL, NULL, NULL }, ",,\n", NULL, "{}\n" },
	{ "the first not given", { "", "1", NULL }, ",1,\n", NULL,
	    "{\"amount\":\"1\"}\n" },
	{ "a comma", { "a,b", "1", "" }, "\"a,b\",1,\n", NULL,
	    "{\"account\":\"a,b\",\"amount\":\"1\"}\n" },
	{ "quotes", { "\"", "1", "a\"b\"" }, "\"\"\"\",1,\"a\"\"b\"\"\"\n",
	    NULL,
	    "{\"account\":\"\\\"\",\"amount\":\"1\","
	    "\"note\":\"a\\\"b\\\"\"}\n" },
	{ "newlines", { "a\nb", "1", "c\rd" }, "\"a\nb\",1,\"c\rd\"\n", NULL,
	    "{\"account\":\"a\\u000ab\",\"amount\":\"1\","
	    "\"note\":\"c\\u000dd\"}\n" },
	{ "blanks at the ends", { " a", "1", "b\t" }, "\" a\",1,\"b\t\"\n",
	    NULL,
	    "{\"account\":\" a\",\"amount\":\"1\",\"note\":\"b\\u0009\"}\n" },
	{ "a blank within", { "a b", "1", "\\" }, "a b,1,\\\n", NULL,
	    "{\"account\":\"a b\",\"amount\":\"1\",\"note\":\"\\\\\"}\n" },
	{ "a formula and a negative number", { "=1+1", "-12.50", "@x" },
	    "=1+1,-12.50,@x\n", "'=1+1,-12.50,'@x\n",
	    "{\"account\":\"=1+1\",\"amount\":\"-12.50\","
	    "\"note\":\"@x\"}\n" },
	{ "a formula in quotes", { "+a,b", "1", "-\"" },
	    "\"+a,b\",1,\"-\"\"\"\n", "\"'+a,b\",1,\"'-\"\"\"\n",
	    "{\"account\":\"+a,b\",\"amount\":\"1\",\"note\":\"-\\\"\"}\n" },
	{ "a TAB in front", { "\t=1", "1", "a=b" }, "\"\t=1\",1,a=b\n",
	    "\"'\t=1\",1,a=b\n",
	    "{\"account\":\"\\u0009=1\",\"amount\":\"1\","
	    "\"note\":\"a=b\"}\n" },
	{ "a formula behind blanks", { " =1", "1", "\302\240+1" },
	    "\" =1\",1,\302\240+1\n", "\"' =1\",1,'\302\240+1\n",
	    "{\"account\":\" =1\",\"amount\":\"1\","
	    "\"note\":\"\302\240+1\"}\n" },
	{ "a formula in full width", { "＝1", "1", "　＠x" }, "＝1,1,　＠x\n",
	    "'＝1,1,'　＠x\n",
	    "{\"account\":\"＝1\",\"amount\":\"1\",\"note\":\"　＠x\"}\n" },
	{ "a dash and blanks alone", { "＿1", "1", "  " }, "＿1,1,\"  \"\n",
	    NULL, "{\"account\":\"＿1\",\"amount\":\"1\",\"note\":\"  \"}\n" },
	{ "more than ASCII", { "Zürich", "1", "€" }, "Zürich,1,€\n", NULL,
	    "{\"account\":\"Zürich\",\"amount\":\"1\",\"note\":\"€\"}\n" },
};

START_TEST(writes_a_row)
{
	const char *const(*row)[3] = &rows[_i].row;
	const char *text, *sheet = rows[_i].spreadsheet;

	text = written(&wide, FORMAT_CSV, false, row, 1);
	ck_assert_msg(strncmp(text, "account,amount,note\n", 20) == 0 &&
			  strcmp(text + 20, rows[_i].csv) == 0,
	    "%s: %s", rows[_i].name, text);
	text = written(&wide, FORMAT_CSV, true, row, 1);
	ck_assert_msg(
	    strcmp(text + 20, sheet == NULL ? rows[_i].csv : sheet) == 0,
	    "%s: %s", rows[_i].name, text);
	text = written(&wide, FORMAT_JSONL, true, row, 1);
	ck_assert_msg(
	    strcmp(text, rows[_i].json) == 0, "%s: %s", rows[_i].name, text);
}
END_TEST

/* What is taken as a whole is what its cells are. */
START_TEST(a_tight_row_is_written_alike)
{
	static const char cells[] = "acme\0=12.50\0";
	const char *fields[] = { cells, cells + 5, "a, b" };
	const struct tight_row row = { fields, 2, sizeof(cells) - 1 };
	const char rest[] = "\"a, b\"\n";
	char text[2][256];
	size_t got[2];

	for (int tight = 0; tight < 2; tight++) {
		struct writer *writer;
		struct spool *spool;

		ck_assert_int_eq(spool_open(&spool, &error), STATUS_OK);
		ck_assert_int_eq(writer_open(spool, &wide, FORMAT_CSV, false,
				     &writer, &error),
		    STATUS_OK);
		ck_assert_int_eq(tight ? writer_write_tight(writer, &row, rest,
					     strlen(rest), &error)
				       : writer_write(writer, fields, &error),
		    STATUS_OK);
		ck_assert_int_eq(writer_finish(writer, &error), STATUS_OK);
		writer_close(writer);
		ck_assert_int_eq(spool_rewind(spool, &error), STATUS_OK);
		ck_assert_int_eq(spool_read(spool, text[tight],
				     sizeof(text[tight]), &got[tight], &error),
		    STATUS_OK);
		spool_close(spool);
	}
	ck_assert_uint_eq(got[0], got[1]);
	ck_assert_int_eq(memcmp(text[0], text[1], got[0]), 0);
}
END_TEST

START_TEST(an_empty_result_is_a_header)
{
	ck_assert_str_eq(written(&wide, FORMAT_CSV, false, NULL, 0),
	    "account,amount,note\n");
	ck_assert_str_eq(written(&wide, FORMAT_JSONL, false, NULL, 0), "");
	ck_assert_str_eq(written(&wide, FORMAT_TABLE, false, NULL, 0),
	    "account  amount  note\n");
}
END_TEST

/* An empty line would be no record. */
START_TEST(a_row_of_one_empty_cell_is_seen)
{
	static const char *const given[][3] = { { "" }, { "x" }, { NULL } };

	ck_assert_str_eq(written(&narrow, FORMAT_CSV, false, given, 3),
	    "note\n\"\"\nx\n\"\"\n");
}
END_TEST

START_TEST(a_table_is_as_wide_as_its_widest)
{
	static const char *const given[][3] = {
		{ "acme", "5.00", "first" },
		{ "a very long name", "-1234567.89", NULL },
		{ "Zürich", NULL, "\033[31mred\n" },
		{ "日本", "0.01", "wide" },
		{ NULL, NULL, NULL },
	};

	ck_assert_str_eq(written(&wide, FORMAT_TABLE, true, given, 5),
	    "account                amount  note\n"
	    "acme                     5.00  first\n"
	    "a very long name  -1234567.89\n"
	    "Zürich                         ?[31mred?\n"
	    "日本                     0.01  wide\n"
	    "\n");
}
END_TEST

/* Read one CSV cell as RFC 4180 says; return what follows its end. */
static const char *
read_cell(const char *text, char *cell)
{
	bool quoted = *text == '"';

	for (text += quoted; *text != '\0'; text++) {
		if (quoted && text[0] == '"' && text[1] == '"')
			text++;
		else if (quoted && *text == '"')
			return *cell = '\0', text + 1;
		else if (!quoted && strchr(",\n", *text) != NULL)
			break;
		*cell++ = *text;
	}
	*cell = '\0';
	return text;
}

START_TEST(any_cells_come_back_from_csv)
{
	static const char letters[] = "ab,\"\r\n \t='";
	const uint32_t seed = 0x2545f491;
	uint32_t state = seed;

	for (int round = 0; round < 3000; round++) {
		char cells[3][12], back[12];
		const char *const row[1][3] = {
			{ cells[0], cells[1], cells[2] },
		};
		const char *text;

		for (int i = 0; i < 36; i++) {
			state ^= state << 13;
			state ^= state >> 17;
			state ^= state << 5;
			cells[i / 12][i % 12] =
			    letters[(state >> 7) % sizeof letters];
		}
		for (int i = 0; i < 3; i++)
			cells[i][11] = '\0';
		text = written(&wide, FORMAT_CSV, false, row, 1) + 20;
		for (int i = 0; i < 3; i++) {
			text = read_cell(text, back);
			ck_assert_msg(strcmp(back, cells[i]) == 0 &&
					  *text++ == (i < 2 ? ',' : '\n'),
			    "seed %#x, round %d", seed, round);
		}
		ck_assert_int_eq(*text, '\0');
	}
}
END_TEST

START_TEST(long_rows_fit)
{
	static char cell[60000];
	const char *const row[3] = { cell, "1", cell };
	struct writer *writer;
	struct spool *spool;

	memset(cell, '"', sizeof cell - 1);
	ck_assert_int_eq(spool_open(&spool, &error), STATUS_OK);
	for (enum format format = FORMAT_CSV; format <= FORMAT_TABLE;
	     format++) {
		ck_assert_int_eq(
		    writer_open(spool, &wide, format, false, &writer, &error),
		    STATUS_OK);
		ck_assert_int_eq(writer_write(writer, row, &error), STATUS_OK);
		ck_assert_int_eq(writer_write(writer, row, &error), STATUS_OK);
		ck_assert_int_eq(writer_finish(writer, &error), STATUS_OK);
		writer_close(writer);
	}
	writer_close(NULL);
	ck_assert_uint_gt(spool_size(spool), 10 * sizeof cell);
	spool_close(spool);
}
END_TEST

Suite *
writer_suite(void)
{
	Suite *suite = suite_create("writer");
	TCase *tests = tcase_create("writer");

	tcase_add_loop_test(
	    tests, writes_a_row, 0, sizeof rows / sizeof rows[0]);
	tcase_add_test(tests, a_tight_row_is_written_alike);
	tcase_add_test(tests, an_empty_result_is_a_header);
	tcase_add_test(tests, a_row_of_one_empty_cell_is_seen);
	tcase_add_test(tests, a_table_is_as_wide_as_its_widest);
	tcase_add_test(tests, any_cells_come_back_from_csv);
	tcase_add_test(tests, long_rows_fit);
	suite_add_tcase(suite, tests);
	return suite;
}
